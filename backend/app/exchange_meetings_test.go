package app_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/records/exchange"
)

// TestMeetingsAndDirectivesAsFiles brings meetings and directives in by file, takes them out again unchanged, and keeps to
// what a meeting allows and who may read.
func TestMeetingsAndDirectivesAsFiles(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		as := func(login string) context.Context {
			ctx, err := c.App.SignIn.As(t.Context(), c.Person(login))
			if err != nil {
				t.Fatal(err)
			}
			return ctx
		}
		take := func(login, noun, text string) string {
			t.Helper()
			o := exchange.RunOptions{Noun: noun, Name: noun + ".csv", Content: []byte(text)}
			r, err := c.App.Imports.Run(as(login), o)
			if err != nil {
				return err.Error()
			}
			if o.Commit, o.OnlyValid = true, true; r.Counts.Creates+r.Counts.Updates > 0 {
				if _, err := c.App.Imports.Run(as(login), o); err != nil {
					return err.Error()
				}
			}
			said := []string{}
			for _, e := range r.Errors {
				for _, x := range e.Errors {
					said = append(said, x.Field+" "+x.Rule)
				}
			}
			return fmt.Sprint(r.Counts.Creates, r.Counts.Updates, r.Counts.Unchanged, r.Counts.Errors, said)
		}
		out := func(login, noun string) string {
			t.Helper()
			var file bytes.Buffer
			if _, err := c.App.Imports.Export(as(login), noun, exchange.CSV, "ja", &file); err != nil {
				t.Fatal(err)
			}
			return file.String()
		}
		if got := take("ict", "meetings", "回,開催日,開始時刻,終了時刻,場所,備考\n第２回,R8.6.1,11:00,12:00,第6委員会室,内輪の話\n3,R8.6.2,,,,\nいつか,R8.6.3,,,,\n4,R8.6.3,12:00,11:00,,\n"); got != "2 0 0 2 [number format endsAt date_order]" {
			t.Errorf("%s", got)
		}
		list := c.As("ict").Get("/meetings?sort=number").Want(200)
		if list.Int("items.0.number") != 2 || list.Str("items.0.place") != "第6委員会室" || list.Str("items.0.state") != "preparing" {
			t.Errorf("%s", list.Raw)
		}
		if got := take("ict", "meetings", "回,開催日,場所\n2,R8.6.1,市会\n"); !strings.HasPrefix(got, "0 1 0 0") {
			t.Errorf("%s", got)
		}
		if got := take("pm", "meetings", "回,開催日\n9,R8.6.1\n"); !strings.Contains(got, "forbidden") {
			t.Errorf("a project manager calls a meeting: %s", got)
		}

		held := "/meetings/" + list.Str("items.0.id")
		c.As("ict").Post(held+"/items", map[string]any{"kind": "report", "title": "予算", "proposerId": c.Org("ict")}).Want(201)
		c.As("ict").Post(held+"/open", nil, apptest.IfMatch(c.As("ict").Get(held).ETag)).Want(200)
		heads := "指示番号,会議,件名,内容,分野,担当所属,期限\n"
		rows := heads + "D-0001,第2回ICT戦略本部会議,区を増やす,検証ケース数も,AI,税務課,R8.9.30\n" +
			"X-7,2,手引を改める,,その他,戸籍課,R8.6.1\n" + "X-8,2,早すぎる,,その他,税務課,R8.5.1\n" + "X-9,3,まだ開かれていない,,その他,税務課,R8.9.30\n" + "X-10,99,ない会議,,その他,税務課,R8.9.30\n"
		if got := take("ict", "directives", rows); got != "2 0 0 3 [dueOn date_order meetingId wrong_state meetingId not_found]" {
			t.Errorf("%s", got)
		}
		found := c.As("ict").Get("/directives?sort=code").Want(200)
		if found.Int("total") != 2 || found.Str("items.0.code") != "D-0001" || found.Str("items.0.priority") != "ai" || found.Int("items.0.meetingNumber") != 2 || found.Str("items.0.givenOn") != "2026-06-01" {
			t.Errorf("%s", found.Raw)
		}
		// The next one of a meeting passes over what files have brought.
		next := c.As("ict").Post(held+"/directives", map[string]any{"title": "説明する", "priority": "other", "ownerId": c.Org("tax"), "dueOn": "2026-07-01"}).Want(201)
		if code := c.As("ict").Get("/directives/" + next.Str("id")).Str("code"); code != "D-0002" {
			t.Errorf("code %s", code)
		}
		if got := take("ict", "directives", heads+"X-7,3,手引を改める,,その他,戸籍課,R8.6.1\n"); !strings.Contains(got, "meetingId fixed") {
			t.Errorf("a directive changes its meeting: %s", got)
		}
		for noun, want := range map[string]string{"meetings": "0 0 2 0 []", "directives": "0 0 3 0 []"} {
			r, err := c.App.Imports.Run(as("ict"), exchange.RunOptions{Noun: noun, Name: noun + ".csv", Content: []byte(out("ict", noun)), ClearEmpty: true})
			if err != nil || fmt.Sprint(r.Counts.Creates, r.Counts.Updates, r.Counts.Unchanged, r.Counts.Errors, r.Ignored) != want {
				t.Errorf("%s come back as %+v, %v", noun, r, err)
			}
		}
		// Files tell no more than the pages.
		if own := out("head", "directives"); !strings.Contains(own, "D-0001") || strings.Contains(own, "X-7") {
			t.Errorf("%s", own)
		}
		if got := out("head", "meetings"); strings.Contains(got, "市会") {
			t.Errorf("%s", got)
		}
		page := c.As("ict").Get(held)
		c.As("ict").Post(held+"/items/"+page.Str("items.0.id")+"/decision", map[string]any{"decision": "noted"}, apptest.IfMatch(fmt.Sprintf(`"%d"`, page.Int("items.0.version")))).Want(200)
		c.As("ict").Put(held+"/minutes", map[string]any{"minutes": "議事録"}, apptest.IfMatch(c.As("ict").Get(held).ETag)).Want(200)
		c.As("executive").Post(held+"/minutes/confirm", nil, apptest.IfMatch(c.As("ict").Get(held).ETag)).Want(200)
		if got := out("head", "meetings"); !strings.Contains(got, "市会") || strings.Contains(got, "内輪の話") {
			t.Errorf("%s", got)
		}
		if got := take("ict", "meetings", "回,場所\n2,別の部屋\n"); !strings.Contains(got, "wrong_state") {
			t.Errorf("a confirmed meeting changes by file: %s", got)
		}
	})
}
