package procedures_test

import (
	"context"
	"fmt"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/procedures"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// as is the context in which a person of the test city acts.
func as(t *testing.T, c *apptest.City, login string) context.Context {
	t.Helper()
	dir, err := c.App.Directories.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	who, _ := dir.Subject(c.Person(login))
	return authz.With(audit.With(t.Context(), audit.Actor{PersonID: who.PersonID, Name: who.Name}), authz.NewSession(who, dir, c.App.Policy))
}

func n(v int64) *int64 { return &v }

// draft is a procedure of the tax section that could be completed online and needs a visit now.
func draft(c *apptest.City, code string, pairs ...any) map[string]any {
	body := map[string]any{
		"code": code, "name": "市税証明の交付請求", "nameEn": "Tax certificate", "sectionId": c.Org("tax"), "kind": "application", "basisKind": "ordinance",
		"formNow": "visit", "formGoal": "online", "identityNow": "in_person", "identityGoal": "my_number_card", "paymentNow": "cash", "paymentGoal": "online",
		"attachmentsNow": "none", "deliveryNow": "counter", "deliveryGoal": "electronic",
	}
	for i := 0; i < len(pairs); i += 2 {
		body[pairs[i].(string)] = pairs[i+1]
	}
	return body
}

// ladder are the steps of a class.
func ladder(class procedures.Class) procedures.Steps {
	s := procedures.Steps{FormNow: "online", IdentityNow: "none", PaymentNow: "none", AttachmentsNow: "none", DeliveryNow: "electronic"}
	switch class {
	case procedures.B:
		s.DeliveryNow = "post"
	case procedures.C:
		s.DeliveryNow = "counter"
	case procedures.Unclassified:
		s.DeliveryNow = ""
	}
	return s
}

// past makes n procedures of a class, with volumes 10, 20, 30, …; every fourth is unknown.
func past(c *apptest.City, section string, class procedures.Class, count int) (out []procedures.Past) {
	for i := range count {
		p := procedures.Past{ReachedOn: fiscal.MustDate("2024-10-01").AddMonths(i % 20)}
		p.Draft = procedures.Draft{
			Code: fmt.Sprintf("%s-%s-%04d", section, class, i), Name: fmt.Sprintf("手続 %s %d", class, i), SectionID: c.Org(section), Kind: "application",
			Steps: ladder(class), TargetFY: []int{0, 2024, 2025, 2026, 2027}[i%5], BprState: []string{"", "done", "redesigning"}[i%3],
		}
		if class == procedures.C {
			p.DeliveryGoal = []procedures.Method{"", "post", "electronic"}[i%3]
			p.Obstacles = store.List[string]{"fee", "original"}[:1+i%2]
		}
		if i%2 == 0 {
			p.PriorityGroups = store.List[string]{"childcare"}
		}
		if i%7 == 0 {
			p.Attachments, p.AttachmentsNow = store.List[procedures.Attachment]{{Name: "住民票", Held: true}}, "online"
		}
		if i%4 != 3 {
			p.Volumes = store.List[procedures.Volume]{
				{FiscalYear: 2024, Online: n(int64(i)), Post: n(2), Counter: n(3), Other: n(0)},
				{FiscalYear: 2025, Total: n(int64(10 * (i + 1)))},
			}
			if i%2 == 0 {
				p.Volumes[1].Online = n(int64(i + 1))
			}
		}
		out = append(out, p)
	}
	return out
}

// populate takes an inventory of two sections over.
func populate(t *testing.T, c *apptest.City) {
	t.Helper()
	var all []procedures.Past
	for class, count := range map[procedures.Class]int{procedures.A: 12, procedures.B: 12, procedures.C: 21, procedures.Unclassified: 3} {
		all = append(all, past(c, "tax", class, count)...)
		all = append(all, past(c, "registry", class, count/3)...)
	}
	all = append(all, past(c, "finance", procedures.A, 2)...)
	all = append(all, past(c, "city", procedures.B, 1)...)
	if err := c.App.Procedures.TakeOver(as(t, c, "ict"), all); err != nil {
		t.Fatal(err)
	}
}
