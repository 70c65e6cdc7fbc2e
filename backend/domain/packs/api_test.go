package packs_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"gorm.io/gorm"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/packs"
)

// TestFrozen freezes the material of a meeting: every figure is that of its page, nothing changes afterwards, paper and
// workbook say the same.
func TestFrozen(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict, pm := c.As("ict"), c.As("pm")
		system := pm.Post("/systems", map[string]any{
			"code": "SYS-1", "name": "税務事務システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "critical", "phase": "operation",
		}).Want(201).Str("id")
		for fy, amount := range map[int]int{2026: 12_345_600, 2027: 40_000_000} {
			pm.Post("/budgets/lines", map[string]any{
				"code": fmt.Sprint("B-", fy), "name": "税務システム運用保守", "fiscalYear": fy, "sectionId": c.Org("tax"), "systemId": system, "account": "general",
				"category": "recurring", "kind": "operation", "commitment": "none", "estimate": amount,
			}).Want(201)
		}
		for i := range 3 {
			pm.Post("/procedures", map[string]any{"name": fmt.Sprint("市税証明の交付請求", i), "sectionId": c.Org("tax"), "kind": "application"}).Want(201)
		}
		meeting := "/meetings/" + ict.Post("/meetings", map[string]any{"heldOn": "2026-06-04", "startsAt": "11:00", "place": "第6委員会室"}).Want(201).Str("id")
		offers := ict.Get("/packs/blocks").Want(200)
		all := []string{}
		for i := range offers.Len("items") {
			all = append(all, offers.Str(fmt.Sprintf("items.%d.key", i)))
		}
		if len(all) < 11 {
			t.Fatalf("%v", all)
		}
		item := func(kind, title string, blocks []string) string {
			return ict.Post(meeting+"/items", map[string]any{"kind": kind, "title": title, "proposal": "説明する。", "proposerId": c.Org("ict"), "blocks": blocks}).Want(201).Str("id")
		}
		first := item("report", "ICT関連予算状況", all[:6])
		item("approval", "システムマネジメントの強化", append(all[6:11], all[0]))
		if r := ict.Post(meeting+"/items", map[string]any{"kind": "report", "title": "x", "proposerId": c.Org("ict"), "blocks": []string{"weather"}}).Want(422); r.Rule("blocks[0]") != "not_found" {
			t.Errorf("%s", r.Raw)
		}
		for _, login := range []string{"executive", "auditor", "head", "pm", "viewer", "reviewer", "admin"} {
			c.As(login).Post(meeting+"/packs", map[string]any{}).WantCode("forbidden")
			c.As(login).Get(meeting + "/material").WantCode("forbidden")
		}
		apptest.CheckFigures(t, ict, meeting+"/material")
		pack := ict.Post(meeting+"/packs", map[string]any{"name": "事前配付"}).Want(201)
		path := "/packs/" + pack.Str("id")
		if pack.Int("edition") != 1 || !pack.Bool("intact") || len(pack.Str("hash")) != 64 || pack.Int("itemCount") != 2 || pack.Int("blockCount") != 12 {
			t.Fatalf("%s", pack.Raw)
		}
		// The figures are those of the pages.
		if n := apptest.CheckFigures(t, ict, path); n < 30 {
			t.Errorf("only %d figures", n)
		}
		years := ict.Get("/budgets").Want(200)
		page := map[string]int{}
		for i := range years.Len("years") {
			at := fmt.Sprintf("years.%d.", i)
			page[fmt.Sprintf("FY%d", years.Int(at+"fiscalYear"))] = years.Int(at + "recurring.planned.value")
		}
		compared := map[string]int{}
		for j := range pack.Len("content.items.0.blocks.0.table.rows") {
			row := fmt.Sprintf("content.items.0.blocks.0.table.rows.%d.", j)
			fy, said := pack.Str(row+"0.textEn"), pack.Int(row+"1.value")
			if want, ok := page[fy]; !ok || said != want {
				t.Errorf("%s: the pack says %d, the page %d (%v)", fy, said, want, ok)
			}
			compared[fy] = said
		}
		if compared["FY2026"] != 12_345_600 || compared["FY2027"] != 40_000_000 {
			t.Errorf("compared: %v", compared)
		}
		if pack.Len("content.items.0.blocks.0.chart.categories") < 2 {
			t.Errorf("no chart: %s", pack.Raw)
		}
		// What happens afterwards does not reach it.
		pm.Post("/procedures", map[string]any{"name": "あとから", "sectionId": c.Org("tax"), "kind": "application"}).Want(201)
		again := ict.Get(path).Want(200)
		if again.Str("hash") != pack.Str("hash") || !again.Bool("intact") {
			t.Errorf("%s", again.Raw)
		}
		part := ict.Post(meeting+"/packs", map[string]any{"items": []string{first}}).Want(201)
		if part.Int("edition") != 2 || part.Int("itemCount") != 1 || part.Str("hash") == pack.Str("hash") {
			t.Errorf("%s", part.Raw)
		}
		err := c.Store.Internal(t.Context(), func(db *gorm.DB) error { return db.Exec("UPDATE packs SET content = '{}'").Error })
		if err == nil || errors.Is(err, gorm.ErrRecordNotFound) {
			t.Error("the database lets a frozen pack be changed")
		}
		// Paper and workbook.
		file := ict.Get(path + "/pdf").Want(200)
		if !bytes.HasPrefix(file.Raw, []byte("%PDF-")) || file.Header.Get("Content-Type") != "application/pdf" || bytes.Count(file.Raw, []byte("/Type /Page\n")) < 3 {
			t.Errorf("%d bytes, %d pages", len(file.Raw), bytes.Count(file.Raw, []byte("/Type /Page\n")))
		}
		if len(file.Raw) > 600_000 {
			t.Errorf("%d bytes: the fonts are not embedded as subsets", len(file.Raw))
		}
		book, err := excelize.OpenReader(bytes.NewReader(ict.Get(path + "/xlsx").Want(200).Raw))
		if err != nil {
			t.Fatal(err)
		}
		rows, _ := book.GetRows("ICT関連予算の推移")
		found := false
		for _, r := range rows {
			found = found || len(r) > 1 && strings.Contains(strings.Join(r, " "), "12345600")
		}
		if !found {
			t.Errorf("the workbook holds whole yen: %v", rows)
		}
		// It is read as the meeting is.
		c.As("auditor").Get(path).Want(200)
		c.As("auditor").Get(meeting + "/packs").Want(200)
		c.As("head").Get(path).WantCode("forbidden")
		c.As("head").Get(path + "/pdf").WantCode("forbidden")
		c.As("head").Get(meeting + "/packs").WantCode("forbidden")
	})
}

func TestCanonical(t *testing.T) {
	a, err := packs.Canonical(map[string]any{"b": 1, "a": map[string]any{"d": []any{"<税>", 2.50}, "c": nil}})
	if err != nil || a != `{"a":{"c":null,"d":["<税>",2.5]},"b":1}` {
		t.Errorf("%s, %v", a, err)
	}
	type one struct {
		B int64 `json:"b"`
		A int64 `json:"a"`
	}
	b, _ := packs.Canonical(one{B: 9007199254740993, A: 1})
	if b != `{"a":1,"b":9007199254740993}` {
		t.Errorf("whole numbers stay whole: %s", b)
	}
	if packs.Hash(b) == packs.Hash(a) || packs.Hash("") != "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" {
		t.Error("not the SHA-256 of the text")
	}
}
