package store_test

import (
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

type parcelItem struct {
	store.Base
	Code   string      `json:"code"`
	Weight *int64      `json:"weight"`
	DueOn  fiscal.Date `json:"dueOn"`
}

var parcelSorts = store.Sorts{
	"code": "parcels.code", "updatedAt": "parcels.updated_at", "weight": "COALESCE(parcels.weight, -1)", "urgent": "CASE WHEN parcels.urgent THEN 1 ELSE 0 END",
	"dueOn": "COALESCE(parcels.due_on, '9999-12-31')",
}

const parcelColumns = "parcels.id, parcels.version, parcels.created_at, parcels.updated_at, parcels.code, parcels.weight, parcels.due_on"

func (b bench) page(p store.Paging) (store.Page[parcelItem], error) {
	return store.FindPage[parcelItem](b.Read(b.ctx).Table("parcels"), parcelColumns, p, parcelSorts, "code")
}

// shelves fills the table with many ties and many absent values.
func (b bench) shelves(n int) {
	b.write(func(tx *store.Tx) error {
		for i := range n {
			p := parcel{Code: fmt.Sprintf("P-%03d", rand.IntN(1000)*1000+i), Urgent: i%5 == 0}
			if i%3 > 0 {
				p.Weight = ptr(int64(i % 4))
			}
			if i%4 > 0 {
				p.DueOn = fiscal.MustDate("2026-06-01").AddDays(i % 3)
			}
			if err := store.Create(tx, &p, store.Why{}); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestCursorAndPagesWalkTheSameList(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		const rows, limit = 57, 10
		b.shelves(rows)
		for name := range parcelSorts {
			for _, sort := range []string{name, "-" + name} {
				var byPage, byCursor []string
				for page := 1; ; page++ {
					got, err := b.page(store.Paging{Limit: limit, Page: page, Sort: sort})
					if err != nil {
						t.Fatalf("%s page %d: %v", sort, page, err)
					}
					if got.Total != rows || got.TotalCapped {
						t.Fatalf("%s: total %d capped %v", sort, got.Total, got.TotalCapped)
					}
					byPage = append(byPage, ids(got)...)
					if got.Next == "" {
						break
					}
				}
				for cursor := ""; ; {
					got, err := b.page(store.Paging{Limit: limit, Cursor: cursor, Sort: sort})
					if err != nil {
						t.Fatalf("%s cursor: %v", sort, err)
					}
					byCursor = append(byCursor, ids(got)...)
					if cursor = got.Next; cursor == "" {
						break
					}
				}
				distinct := slices.Compact(slices.Sorted(slices.Values(byPage)))
				if len(byPage) != rows || len(distinct) != rows || !slices.Equal(byPage, byCursor) {
					t.Errorf("%s: %d rows by page, %d distinct, %d by cursor, equal %v",
						sort, len(byPage), len(distinct), len(byCursor), slices.Equal(byPage, byCursor))
				}
			}
		}
		up, _ := b.page(store.Paging{Limit: 200, Sort: "weight"})
		down, _ := b.page(store.Paging{Limit: 200, Sort: "-weight"})
		reversed := ids(down)
		slices.Reverse(reversed)
		if !slices.Equal(ids(up), reversed) {
			t.Error("descending is not the reverse of ascending")
		}
	})
}

func ids(p store.Page[parcelItem]) []string {
	out := make([]string, len(p.Items))
	for i, it := range p.Items {
		out[i] = it.ID
	}
	return out
}

func TestTheCountIsCapped(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		b.write(func(tx *store.Tx) error {
			return tx.Internal(func(db *gorm.DB) error {
				rows := make([]parcel, store.CountCap+1)
				for i := range rows {
					rows[i] = parcel{Base: store.Base{ID: store.NewID(), Version: 1, CreatedAt: tx.Now, UpdatedAt: tx.Now}, Code: fmt.Sprintf("P-%05d", i)}
				}
				return db.CreateInBatches(rows, 100).Error
			})
		})
		got, err := b.page(store.Paging{})
		if err != nil || got.Total != store.CountCap || !got.TotalCapped || len(got.Items) != store.DefaultLimit || got.Next == "" {
			t.Errorf("total %d capped %v items %d: %v", got.Total, got.TotalCapped, len(got.Items), err)
		}
		got, err = store.FindPage[parcelItem](b.Read(b.ctx).Table("parcels").Where("code < ?", "P-01000"), parcelColumns, store.Paging{}, parcelSorts, "code")
		if err != nil || got.Total != store.CountCap || got.TotalCapped {
			t.Errorf("exactly the cap: total %d capped %v, %v", got.Total, got.TotalCapped, err)
		}
	})
}

func TestBadSortsAndCursorsAreTheCallersFault(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		b.shelves(5)
		for _, sort := range []string{"name", "--code", "code;--", "-"} {
			_, err := b.page(store.Paging{Sort: sort})
			if f := wantCode(t, err, fault.Invalid); f.Fields[0].Field != "query.sort" {
				t.Errorf("sort %q: %v", sort, f)
			}
		}
		hand := func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }
		for name, p := range map[string]store.Paging{
			"no base64":          {Cursor: "%%%"},
			"no JSON":            {Cursor: hand("x")},
			"of another sort":    {Cursor: hand(`{"s":"weight","k":1,"i":"x"}`)},
			"without an id":      {Cursor: hand(`{"s":"code","k":"a","i":""}`)},
			"with a list as key": {Cursor: hand(`{"s":"code","k":["a"],"i":"x"}`)},
			"with a fraction":    {Cursor: hand(`{"s":"code","k":1.5,"i":"x"}`)},
			"with no key":        {Cursor: hand(`{"s":"code","i":"x"}`)},
		} {
			_, err := b.page(p)
			if f := wantCode(t, err, fault.Invalid); f.Fields[0].Field != "query.cursor" {
				t.Errorf("a cursor %s: %v", name, f)
			}
		}
		// Values that do not fit the column: PostgreSQL refuses them, SQLite compares them; neither is our defect.
		for name, p := range map[string]store.Paging{
			"text for a number":   {Sort: "weight", Cursor: hand(`{"s":"weight","k":"heavy","i":"x"}`)},
			"text for an int4":    {Sort: "urgent", Cursor: hand(`{"s":"urgent","k":"very","i":"x"}`)},
			"too large a number":  {Sort: "urgent", Cursor: hand(`{"s":"urgent","k":9223372036854775807,"i":"x"}`)},
			"text for an instant": {Sort: "updatedAt", Cursor: hand(`{"s":"updatedAt","k":"soon","i":"x"}`)},
			"number for a day":    {Sort: "dueOn", Cursor: hand(`{"s":"dueOn","k":7,"i":"x"}`)},
			"a NUL":               {Cursor: hand(`{"s":"code","k":"\u0000","i":"x"}`)},
			"number for a text":   {Cursor: hand(`{"s":"code","k":7,"i":"x"}`)},
		} {
			if _, err := b.page(p); err != nil {
				if f := wantCode(t, err, fault.Invalid); f.Fields[0].Field != "query.cursor" {
					t.Errorf("%s: %v", name, f)
				}
			}
		}
	})
}

func TestFoldAndContains(t *testing.T) {
	for in, want := range map[string]string{
		"ＭＩＯ１２３":      "mio123",
		"ｼｽﾃﾑ ガバナンス":  "しすてむ がばなんす",
		"ｶﾞﾊﾞﾅﾝｽ":     "がばなんす",
		"  a\t\nb　c ": "a b c",
		"㈱大川":         "(株)大川",
		"ÀÉß":         "àéß",
		"コーヒー":        "こーひー",
		"a\x00b":      "a b",
		"":            "",
	} {
		if got := store.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
	if got := store.Fold("A", "", "ＢＣ"); got != "a bc" {
		t.Errorf("parts: %q", got)
	}
	each(t, func(t *testing.T, b bench) {
		for _, label := range []string{"100% 完了", "a_b", `back\slash`, "ガバナンス・ポリシー", "abc", "ＡＢＣ"} {
			b.create(parcel{Code: label, Label: store.Fold(label)})
		}
		for q, want := range map[string]int{"%": 1, "_": 1, `\`: 1, "がばなんす": 1, "ｶﾞﾊﾞ": 1, "ABC": 2, "ａｂｃ": 2, "0% 完": 1, "": 6, "'; --": 0} {
			n, err := store.Value[int](b.Read(b.ctx).Table("parcels").Select("count(*)").Where(`label LIKE ? ESCAPE '\'`, store.Contains(q)))
			if err != nil || n != want {
				t.Errorf("search for %q finds %d, want %d (%v)", q, n, want, err)
			}
		}
	})
}

func TestScopes(t *testing.T) {
	each(t, func(t *testing.T, b bench) {
		for _, c := range []string{"A", "B", "C"} {
			b.create(parcel{Code: c, Label: strings.ToLower(c)})
		}
		codes := func(q *gorm.DB) string {
			list, err := store.Column[string](q.Order("code").Select("code"))
			if err != nil {
				t.Fatal(err)
			}
			return strings.Join(list, "")
		}
		parcels := func() *gorm.DB { return b.Read(b.ctx).Table("parcels") }
		for want, q := range map[string]*gorm.DB{
			"ABC": store.Within(parcels(), true, "code", nil, "", ""),
			"AB":  store.Within(parcels(), false, "code", []string{"A", "B"}, "", ""),
			"":    store.Within(parcels(), false, "code", nil, "", ""),
			"AC":  store.Within(parcels(), false, "code", []string{"A"}, "label = ?", "c"),
			"C":   store.Within(parcels().Where("code <> 'A'"), false, "code", []string{"A"}, "label = ?", "c"),
			"BC":  store.AnyOf(parcels(), "code", "B,C,x' OR '1'='1"),
		} {
			if got := codes(q); got != want {
				t.Errorf("scope finds %q, want %q", got, want)
			}
		}
	})
}
