package meetings

import (
	"fmt"

	"miotsukushi/backend/platform/fiscal"
)

// Signals are what the rules for the agenda look at.
type Signals struct {
	Since      fiscal.Date // day of the meeting before
	Gates      []WaitingGate
	Plans      []WaitingPlan
	Continued  []ContinuedItem
	Worse      []string // codes of projects that stand worse than at the meeting before
	WorseRows  string
	Findings   Tally
	Budget     Tally
	Progress   []PlanProgress
	Directives DirectiveTally
}

// WaitingGate is an application that only the decision is missing of.
type WaitingGate struct {
	ID, ProjectCode, Name, NameEn, Gate, Tier, SectionID string
	Headquarters                                         bool // the headquarters resolves beside the decider
	Executive                                            bool // the executive decides
	Since                                                fiscal.Date
}

// WaitingPlan is a plan that waits for approval.
type WaitingPlan struct {
	ID, Code, Name, NameEn string
	Since                  fiscal.Date
}

// ContinuedItem was put off by an earlier meeting and has not been brought again.
type ContinuedItem struct {
	ItemDraft
	ID     string
	Number int64
}

// Tally counts what is wrong, and how much of it gravely.
type Tally struct {
	Count, Grave int64
	Rows         string
}

// PlanProgress tells how a running plan gets on.
type PlanProgress struct {
	ID, Code, Name, NameEn string
	Total, Behind, Unknown int64
	Rows                   string
}

// DirectiveTally counts the directives that are not settled.
type DirectiveTally struct {
	Open, Reported, Overdue int64
	Rows                    string
}

// Reason says why something is proposed: a code that the app words, and its values.
type Reason struct {
	Code   string         `json:"code"`
	Params map[string]any `json:"params"`
}

// Proposal is an agenda item that a rule proposes.
type Proposal struct {
	Key    string `json:"key"`
	Rule   string `json:"rule" enum:"gate_waits,plan_waits,item_continued,health_drop,findings_overdue,budget_deviation,plan_progress,directives_open"`
	Reason Reason `json:"reason"`
	Rows   string `json:"rows,omitempty" doc:"The list that the reason counts"`
	ItemDraft
}

// Propose says what belongs on the agenda: what waits for the meeting's approval first, then what it should hear.
// proposer is the section that reports for the city.
func Propose(s *Signals, proposer string) []Proposal {
	out := []Proposal{}
	for i := range s.Gates {
		if g := &s.Gates[i]; g.Headquarters || g.Executive {
			out = append(out, g.propose())
		}
	}
	for _, p := range s.Plans {
		out = append(out, Proposal{
			Key: "plan_waits:" + p.ID, Rule: "plan_waits", Rows: "/plans/" + p.ID,
			Reason: Reason{"plan_waits", map[string]any{"since": p.Since.String()}},
			ItemDraft: ItemDraft{
				Kind: KindApproval, Title: p.Name + "について", TitleEn: p.NameEn, ProposerID: proposer, SubjectNoun: NounPlan, SubjectID: ref(p.ID),
				Proposal: p.Name + "（案）を承認し、確定する。", Blocks: []string{"plans.progress"},
			},
		})
	}
	for _, c := range s.Continued {
		out = append(out, Proposal{
			Key: "item_continued:" + c.ID, Rule: "item_continued", Reason: Reason{"item_continued", map[string]any{"number": c.Number}}, ItemDraft: c.ItemDraft,
		})
	}
	return append(out, s.reports(proposer)...)
}

func (g *WaitingGate) propose() Proposal {
	code := "gate_waits_executive"
	if g.Headquarters {
		code = "gate_waits_headquarters"
	}
	return Proposal{
		Key: "gate_waits:" + g.ID, Rule: "gate_waits", Rows: "/gates/applications/" + g.ID,
		Reason: Reason{code, map[string]any{"gate": g.Gate, "tier": g.Tier, "since": g.Since.String()}},
		ItemDraft: ItemDraft{
			Kind: KindApproval, Title: g.Name + "の" + g.Gate + "審査について", TitleEn: g.Gate + " review of " + g.NameEn,
			Proposal: fmt.Sprintf("%s %sの%s審査について、審査会の意見を踏まえ承認する。", g.ProjectCode, g.Name, g.Gate), ProposerID: g.SectionID,
			SubjectNoun: NounGate, SubjectID: ref(g.ID),
		},
	}
}

// reports are what the meeting should hear. What is in order is not proposed.
func (s *Signals) reports(proposer string) (out []Proposal) {
	add := func(key, rule, rows string, params map[string]any, title, titleEn, proposal string, blocks ...string) {
		out = append(out, Proposal{
			Key: key, Rule: rule, Rows: rows, Reason: Reason{rule, params},
			ItemDraft: ItemDraft{Kind: KindReport, Title: title, TitleEn: titleEn, Proposal: proposal, ProposerID: proposer, Blocks: blocks},
		})
	}
	if n := len(s.Worse); n > 0 {
		add("health_drop", "health_drop", s.WorseRows, map[string]any{"count": n, "since": s.Since.String(), "codes": s.Worse[:min(n, 5)]},
			"案件の健全性について", "Health of projects", fmt.Sprintf("前回会議以降、健全性が悪化した案件が%d件ある。原因と対応を報告する。", n), "health.portfolio")
	}
	if f := s.Findings; f.Count > 0 {
		add("findings_overdue", "findings_overdue", f.Rows, map[string]any{"count": f.Count, "grave": f.Grave},
			"監査指摘への対応状況について", "Audit findings", fmt.Sprintf("期限を超過した監査指摘が%d件（うち重大・高 %d件）ある。対応状況を報告する。", f.Count, f.Grave), "findings.open")
	}
	if b := s.Budget; b.Count > 0 {
		add("budget_deviation", "budget_deviation", b.Rows, map[string]any{"count": b.Count},
			"ICT関連予算の執行状況について", "ICT budget", fmt.Sprintf("当初予算から10％以上離れた予算が%d件ある。理由と見通しを報告する。", b.Count), "budgets.years")
	}
	for _, p := range s.Progress {
		if p.Behind+p.Unknown == 0 {
			continue
		}
		add("plan_progress:"+p.ID, "plan_progress", p.Rows, map[string]any{"behind": p.Behind, "unknown": p.Unknown, "total": p.Total},
			p.Name+"の進捗について", "Progress of "+p.NameEn, fmt.Sprintf("%d件の施策のうち、遅れが%d件、状況不明が%d件ある。対応を報告する。", p.Total, p.Behind, p.Unknown), "plans.progress")
	}
	if d := s.Directives; d.Open+d.Reported > 0 {
		add("directives_open", "directives_open", d.Rows, map[string]any{"open": d.Open, "reported": d.Reported, "overdue": d.Overdue},
			"前回会議までの指示事項への対応状況について", "Directives of earlier meetings",
			fmt.Sprintf("対応中の指示事項が%d件（うち期限超過 %d件）、完了報告が%d件ある。", d.Open, d.Overdue, d.Reported), "directives.open")
	}
	return out
}
