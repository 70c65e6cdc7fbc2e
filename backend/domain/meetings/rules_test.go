package meetings

import (
	"strings"
	"testing"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
)

func TestDecisionsFitTheirKind(t *testing.T) {
	for d, want := range map[Decision][2]bool{
		Noted: {true, false}, Commented: {true, false}, Approved: {false, true}, Conditional: {false, true}, Continued: {false, true}, Rejected: {false, true}, "": {false, false},
	} {
		if got := [2]bool{d.Fits(KindReport), d.Fits(KindApproval)}; got != want {
			t.Errorf("%q fits report, approval: %v, want %v", d, got, want)
		}
		r := Ruling{Decision: d}
		if got := len(r.Check()) == 0; got != (d == Noted || d == Approved) {
			t.Errorf("%q without a word: %v", d, got)
		}
	}
}

func TestAttendees(t *testing.T) {
	member := func(post, part, attendance, substitute string) Attendee {
		return Attendee{PostID: post, Part: part, Attendance: attendance, Substitute: substitute}
	}
	for name, c := range map[string]struct {
		list []Attendee
		want string
	}{
		"fine":                 {[]Attendee{member("a", "chair", "present", ""), member("b", "member", "substitute", "次長")}, ""},
		"a post twice":         {[]Attendee{member("a", "chair", "present", ""), member("a", "member", "present", "")}, "attendees[1].postId duplicate"},
		"two chairs":           {[]Attendee{member("a", "chair", "present", ""), member("b", "chair", "present", "")}, "attendees[1].part duplicate"},
		"nobody instead":       {[]Attendee{member("a", "member", "substitute", "")}, "attendees[0].substitute required"},
		"somebody needlessly":  {[]Attendee{member("a", "member", "absent", "次長")}, "attendees[0].substitute max"},
		"nobody at all is all": {nil, ""},
	} {
		if got := said(checkAttendees(c.list)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func said(bad []fault.Field) string {
	out := []string{}
	for _, f := range bad {
		out = append(out, f.Field+" "+f.Rule)
	}
	return strings.Join(out, ", ")
}

func TestTimesOfAMeeting(t *testing.T) {
	for _, c := range [][3]string{{"11:00", "12:00", ""}, {"", "", ""}, {"11:00", "", ""}, {"24:00", "", "startsAt format"}, {"12:00", "11:00", "endsAt date_order"}, {"aa:bb", "11:61", "startsAt format, endsAt format"}} {
		if got := said((&Draft{StartsAt: c[0], EndsAt: c[1]}).Check()); got != c[2] {
			t.Errorf("%s to %s: %q, want %q", c[0], c[1], got, c[2])
		}
	}
	for at, want := range map[string]string{"11:00": "午前11時", "13:30": "午後1時30分", "12:00": "午後0時", "09:05": "午前9時5分"} {
		if got := spoken(at); got != want {
			t.Errorf("%s is %s, want %s", at, got, want)
		}
	}
}

func TestPropose(t *testing.T) {
	since := fiscal.MustDate("2018-02-01")
	gate := WaitingGate{ID: "g", ProjectCode: "P-1", Name: "更改", Gate: "G1", Tier: "A", SectionID: "tax", Since: since}
	hq, cio, head := gate, gate, gate
	hq.Headquarters, cio.Executive = true, true
	head.Tier = "B"
	for name, c := range map[string]struct {
		s    Signals
		want string
	}{
		"all in order":              {Signals{}, ""},
		"the headquarters resolves": {Signals{Gates: []WaitingGate{hq}}, "gate_waits:g gate_waits_headquarters approval"},
		"the executive decides":     {Signals{Gates: []WaitingGate{cio}}, "gate_waits:g gate_waits_executive approval"},
		"the ICT office decides":    {Signals{Gates: []WaitingGate{head}}, ""},
		"a plan waits":              {Signals{Plans: []WaitingPlan{{ID: "p", Name: "計画", Since: since}}}, "plan_waits:p plan_waits approval"},
		"put off":                   {Signals{Continued: []ContinuedItem{{ID: "i", Number: 2, ItemDraft: ItemDraft{Kind: KindApproval}}}}, "item_continued:i item_continued approval"},
		"health fell":               {Signals{Worse: []string{"P-1"}, Since: since}, "health_drop health_drop report"},
		"findings late":             {Signals{Findings: Tally{Count: 2, Grave: 1}}, "findings_overdue findings_overdue report"},
		"budget off":                {Signals{Budget: Tally{Count: 1}}, "budget_deviation budget_deviation report"},
		"plan behind":               {Signals{Progress: []PlanProgress{{ID: "p", Total: 9, Behind: 1}}}, "plan_progress:p plan_progress report"},
		"plan unknown":              {Signals{Progress: []PlanProgress{{ID: "p", Total: 9, Unknown: 1}}}, "plan_progress:p plan_progress report"},
		"plan in order":             {Signals{Progress: []PlanProgress{{ID: "p", Total: 9}}}, ""},
		"directives open":           {Signals{Directives: DirectiveTally{Open: 1}}, "directives_open directives_open report"},
		"directives claimed":        {Signals{Directives: DirectiveTally{Reported: 1}}, "directives_open directives_open report"},
	} {
		got := []string{}
		for _, p := range Propose(&c.s, "ict") {
			got = append(got, p.Key+" "+p.Reason.Code+" "+string(p.Kind))
			if p.ProposerID == "" && p.Rule != "item_continued" || p.Kind == KindApproval && p.Rule != "item_continued" && p.Proposal == "" {
				t.Errorf("%s: %+v lacks who proposes or what", name, p)
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
	both := Propose(&Signals{Gates: []WaitingGate{hq}, Findings: Tally{Count: 1}}, "ict")
	if both[0].Kind != KindApproval || both[1].Kind != KindReport {
		t.Error("what waits comes before what is told")
	}
}

// The minutes are worded as the city words them.
func TestDraftMinutes(t *testing.T) {
	p := &Proceedings{
		Meeting: Meeting{
			Draft: Draft{Number: 3, HeldOn: fiscal.MustDate("2018-05-24"), StartsAt: "11:00", EndsAt: "12:00", Place: "市会第６委員会室"},
			Attendees: []Attendee{
				{Title: "市長", Part: "chair", Attendance: "present"}, {Title: "財政局長", Part: "member", Attendance: "substitute", Substitute: "財政局次長"},
				{Title: "港湾局長", Part: "member", Attendance: "absent"},
			},
		},
		Proposers: map[string]string{"ict": "ICT戦略室"},
		Items: []Item{
			{ItemDraft: ItemDraft{Kind: KindReport, Title: "ICT関連予算状況", Proposal: "予算は増加している。\n終了後は元に戻る。", ProposerID: "ict"}, Decision: Noted},
			{ItemDraft: ItemDraft{Kind: KindApproval, Title: "アクションプラン", Proposal: "計画を確定する。", ProposerID: "ict"}, Decision: Approved},
			{ItemDraft: ItemDraft{Kind: KindApproval, Title: "データ活用", Proposal: "推進する。", ProposerID: "ict"}, Decision: Conditional, Remark: "棚卸を先に行うこと。"},
		},
		Opinions:   []Opinion{{OpinionDraft: OpinionDraft{Text: "最小の投資で最大の効果を。"}, Title: "市長"}},
		Directives: []GivenDirective{{Code: "D-0001", Title: "対象区を増やす", Owner: "市民局", DueOn: fiscal.MustDate("2018-12-28")}},
		Pack:       true,
	}
	p.Items[1].Effect.V = &Effect{Noun: NounPlan, Number: "1"}
	want := `第3回ICT戦略本部会議 議事録

１ 日時
　平成30年5月24日 午前11時から午後0時まで
２ 場所
　市会第６委員会室
３ 出席者
　本部長　市長
　本部員　財政局長（代理 財政局次長）
　本部員　港湾局長（欠席）
４ 会議要旨
（１） 報告案件
　ICT戦略室より、次の１点を報告した。
　・ ICT関連予算状況
　　予算は増加している。
　　終了後は元に戻る。
　　本件について了承した。
（２） アクションプラン
　ICT戦略室より、「アクションプラン」に関し説明し、承認を行った。
　　計画を確定する。
　　（第1版として確定）
（３） データ活用
　ICT戦略室より、「データ活用」に関し説明し、条件を付して承認を行った。
　　推進する。
　　棚卸を先に行うこと。
（４） 意見について
　出席者からの意見は次のとおり。
　・ 最小の投資で最大の効果を。（市長）
（５） 指示事項
　・ D-0001 対象区を増やす（担当 市民局、期限 平成30年12月28日）
５ 会議資料
　第3回ICT戦略本部会議資料
`
	if got := DraftMinutes(p); got != want {
		t.Errorf("got:\n%s", got)
	}
	// Each section is named with what it reported, and what is not told is counted.
	p.Proposers["tax"] = "税務課"
	p.Items = append(p.Items, Item{ItemDraft: ItemDraft{Kind: KindReport, Title: "課税の状況", ProposerID: "tax"}, Decision: Noted})
	p.OpinionCount, p.DirectiveCount = 3, 1
	for _, part := range []string{"ICT戦略室より、次の１点を報告した。\n　・ ICT関連予算状況", "税務課より、次の１点を報告した。\n　・ 課税の状況", "（市長）\n　・ ほか2件（全3件）\n", "12月28日）\n５ 会議資料"} {
		if got := DraftMinutes(p); !strings.Contains(got, part) {
			t.Errorf("not %q in\n%s", part, got)
		}
	}
}
