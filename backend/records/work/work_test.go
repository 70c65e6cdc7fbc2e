package work

import (
	"fmt"
	"testing"

	"miotsukushi/backend/platform/fiscal"
)

var today = fiscal.MustDate("2026-06-04")

func TestEveryKindHasItsSection(t *testing.T) {
	late, soon := today.AddDays(-1), today.AddDays(3)
	for _, c := range []struct {
		kind string
		due  fiscal.Date
		want string
	}{
		{ReportDue, soon, "due"}, {ReportDue, late, "overdue"}, {ReportDue, today, "due"},
		{MilestoneDue, late, "overdue"}, {RiskDue, soon, "due"}, {ConditionDue, late, "overdue"},
		{ConditionVerify, late, "verify"}, {GateReview, late, "review"}, {GateDecide, late, "decide"},
		{GateReturned, fiscal.Date{}, "due"}, {GateDraft, fiscal.Date{}, "due"},
		{SystemConfirm, late, "confirm"}, {ContractEnd, soon, "confirm"},
		{FindingReply, soon, "due"}, {FindingDue, late, "overdue"}, {FindingExpiring, soon, "due"}, {FindingPlan, late, "review"},
		{FindingVerify, fiscal.Date{}, "verify"}, {FindingExtension, late, "decide"}, {FindingAccept, late, "decide"},
		{ActionUpdateDue, soon, "due"}, {ActionMilestoneDue, late, "overdue"}, {KPIActualDue, soon, "due"}, {PlanApprove, fiscal.Date{}, "decide"},
	} {
		s := sort([]Item{{Kind: c.kind, DueOn: c.due}}, today)
		got := map[string]int{"due": len(s.Due), "decide": len(s.Decide), "review": len(s.Review), "verify": len(s.Verify), "overdue": len(s.Overdue), "confirm": len(s.Confirm)}
		for name, n := range got {
			if want := map[bool]int{true: 1}[name == c.want]; n != want {
				t.Errorf("%s due %s: %d items in %s, want %d", c.kind, c.due, n, name, want)
			}
		}
	}
}

func TestSectionsAreOrderedAndBounded(t *testing.T) {
	items := []Item{{Kind: GateDraft, Code: "none"}, {Kind: ReportDue, Code: "B", DueOn: today.AddDays(2)}, {Kind: ReportDue, Code: "A", DueOn: today.AddDays(2)}, {Kind: RiskDue, Code: "C", DueOn: today}}
	s := sort(items, today)
	order := ""
	for _, it := range s.Due {
		order += it.Code + " "
		if it.Detail == nil {
			t.Errorf("%s has no detail: the app would have to ask for null", it.Code)
		}
	}
	if order != "C A B none " {
		t.Errorf("order %q", order)
	}
	var many []Item
	for i := range Max + 20 {
		many = append(many, Item{Kind: ReportDue, Code: fmt.Sprintf("%03d", i), DueOn: today})
	}
	if got := sort(many, today).Due; len(got) != Max || got[0].Code != "000" {
		t.Errorf("%d items from %s, want the first %d", len(got), got[0].Code, Max)
	}
}
