package app

import (
	"context"
	"fmt"

	"miotsukushi/backend/domain/availability"
	"miotsukushi/backend/domain/directives"
	"miotsukushi/backend/domain/findings"
	"miotsukushi/backend/domain/gates"
	"miotsukushi/backend/domain/health"
	"miotsukushi/backend/domain/maturity"
	"miotsukushi/backend/domain/procedures"
	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/records/blocks"
)

// tableRows of a block: what fits onto a page.
const tableRows = 15

func (a *App) availabilityBlock(ctx context.Context) (*blocks.Block, error) {
	f := &availability.MatrixFilter{}
	f.Limit = tableRows
	m, err := a.Availability.ListSystems(ctx, f)
	if err != nil {
		return nil, err
	}
	g := m.Figures
	b := &blocks.Block{Page: "/availability", Figures: []blocks.Figure{
		bare("稼働率（12か月）", "Availability, 12 months", g.Percent, blocks.Micro), bare("最低", "Lowest", g.Lowest, blocks.Micro),
		figure("停止時間", "Downtime", g.Downtime, blocks.Hours), figure("運用中", "In service", g.Systems, blocks.Count),
		figure("目標未達", "Missed their target", g.Missed, blocks.Count), figure("サービス時間帯が未登録", "Without service hours", g.NoCalendar, blocks.Count),
	}}
	b.Note = fmt.Sprintf("%sから%sまで。市民が使うシステム、重要なシステムの順。稼働率は切捨て。", m.Months[0], m.Months[len(m.Months)-1])
	b.NoteEn = fmt.Sprintf("%s to %s. Systems that citizens use and important ones first. Availability is cut, not rounded.", m.Months[0], m.Months[len(m.Months)-1])
	b.Table = &blocks.Table{More: max(m.Total-len(m.Items), 0), Columns: []blocks.Column{
		column("システム", "System"), column("所管", "Section"), column("稼働率", "Availability", blocks.Micro), column("停止時間", "Downtime", blocks.Hours), column("未達の月", "Months missed", blocks.Count),
	}}
	for _, r := range m.Items {
		b.Table.Rows = append(b.Table.Rows, []blocks.Cell{
			text(r.Name, r.NameEn), text(r.OwnerName, r.OwnerNameEn), {Value: r.Percent}, number(r.DowntimeMs), number(int64(r.MissedMonths)),
		})
	}
	return b, nil
}

// colours are the words of evidence.
var colours = map[health.Colour][2]string{
	health.Red: {"要対応", "Act"}, health.Amber: {"注意", "Watch"}, health.Green: {"順調", "On track"}, health.Grey: {"不明", "Unknown"},
}

func (a *App) healthBlock(ctx context.Context) (*blocks.Block, error) {
	s, err := a.Portfolio.Summary(ctx, &health.SummaryIn{})
	if err != nil {
		return nil, err
	}
	f := &health.ProjectFilter{}
	f.Limit = tableRows
	page, err := a.Portfolio.ListProjects(ctx, f)
	if err != nil {
		return nil, err
	}
	p := s.Projects
	b := &blocks.Block{Page: "/health/projects", Figures: []blocks.Figure{
		figure("案件", "Projects", p.Total.Figure, blocks.Count), figure("要対応", "Act", p.Red.Figure, blocks.Count), figure("注意", "Watch", p.Amber.Figure, blocks.Count),
		figure("順調", "On track", p.Green.Figure, blocks.Count), figure("不明", "Unknown", p.Grey.Figure, blocks.Count),
		figure("判定の乖離", "Disagree", p.Disagreement.Figure, blocks.Count), figure("悪化", "Got worse", p.Worsened.Figure, blocks.Count), figure("古い報告", "Old reports", p.ReportStale.Figure, blocks.Count),
	}}
	b.Table = &blocks.Table{More: max(page.Total-len(page.Items), 0), Columns: []blocks.Column{
		column("案件", "Project"), column("所属", "Section"), column("根拠", "Evidence"), column("次の審査", "Next gate"),
	}}
	for _, r := range page.Items {
		w := colours[r.Overall]
		b.Table.Rows = append(b.Table.Rows, []blocks.Cell{text(r.Code+" "+r.Name, r.Code+" "+r.NameEn), text(r.SectionName, r.SectionNameEn), text(w[0], w[1]), text(r.NextGate, r.NextGate)})
	}
	return b, nil
}

func (a *App) gatesBlock(ctx context.Context) (*blocks.Block, error) {
	f := &gates.Filter{Waiting: "decision"}
	f.Limit, f.Sort = tableRows, "submittedAt"
	page, err := a.Gates.List(ctx, f)
	if err != nil {
		return nil, err
	}
	b := &blocks.Block{Page: "/gates", Figures: []blocks.Figure{figure("判定待ち", "Wait for a decision", api.Count(page.Total, "/gates/applications?waiting=decision"), blocks.Count)}}
	b.Table = &blocks.Table{More: max(page.Total-len(page.Items), 0), Columns: []blocks.Column{
		column("案件", "Project"), column("ゲート", "Gate"), column("区分", "Tier"), column("申請", "Applicant"), column("意見", "Opinions", blocks.Count),
	}}
	for _, g := range page.Items {
		b.Table.Rows = append(b.Table.Rows, []blocks.Cell{
			text(g.ProjectCode+" "+g.ProjectName, g.ProjectCode+" "+g.ProjectNameEn), text(string(g.Gate), string(g.Gate)), text(string(g.Tier), string(g.Tier)),
			text(g.ApplicantName, g.ApplicantNameEn), number(int64(g.Opinions)),
		})
	}
	return b, nil
}

var bands = map[findings.Band][2]string{"low": {"低", "Low"}, "medium": {"中", "Medium"}, "high": {"高", "High"}, "critical": {"重大", "Critical"}}

func (a *App) findingsBlock(ctx context.Context) (*blocks.Block, error) {
	s, err := a.Findings.Summary(ctx, &findings.Scope{})
	if err != nil {
		return nil, err
	}
	b := &blocks.Block{Page: "/findings", Figures: []blocks.Figure{
		figure("未完了", "Open", s.Open, blocks.Count), figure("期限超過", "Overdue", s.Overdue, blocks.Count), figure("うち高・重大", "Of these, high or critical", s.SevereOverdue, blocks.Count),
		figure("検証待ち", "To verify", s.ToVerify, blocks.Count), figure("繰返し", "Repeated", s.Repeat, blocks.Count), figure("リスク受容", "Accepted", s.Accepted, blocks.Count),
	}}
	b.Table = &blocks.Table{Columns: []blocks.Column{column("区分", "Band"), column("未完了", "Open", blocks.Count)}}
	for _, r := range s.Ageing {
		w := bands[r.Band]
		b.Table.Rows = append(b.Table.Rows, []blocks.Cell{text(w[0], w[1]), cell(r.Total)})
	}
	return b, nil
}

var classes = map[procedures.Class][2]string{
	"A": {"A オンラインで完結", "A Completed online"}, "B": {"B 来庁不要（郵送）", "B No visit, by post"}, "C": {"C 来庁が必要", "C Visit needed"}, "unknown": {"不明", "Unknown"},
}

func (a *App) proceduresBlock(ctx context.Context) (*blocks.Block, error) {
	s, err := a.Procedures.Summary(ctx, &procedures.Scope{})
	if err != nil {
		return nil, err
	}
	b := &blocks.Block{Page: "/procedures/figures", Note: s.Definition.Ja, NoteEn: s.Definition.En, Figures: []blocks.Figure{
		figure("手続", "Procedures", s.Total, blocks.Count), figure("来庁不要（現在）", "No visit, now", s.Current.Free, blocks.Count),
		figure("来庁不要（目標）", "No visit, possible", s.Potential.Free, blocks.Count), figure("目標年度を過ぎて未達", "Late", s.Overdue, blocks.Count),
	}}
	b.Chart = &blocks.Chart{Unit: blocks.Count, Categories: []string{"現在", "目標"}, CategoriesEn: []string{"Now", "Possible"}, Kinds: []string{"actual", "forecast"}}
	b.Table = &blocks.Table{Columns: []blocks.Column{column("区分", "Class"), column("現在", "Now", blocks.Count), column("目標", "Possible", blocks.Count)}}
	for i, c := range s.Current.Classes {
		w, goal := classes[c.Class], s.Potential.Classes[i]
		b.Table.Rows = append(b.Table.Rows, []blocks.Cell{text(w[0], w[1]), cell(c.Count), cell(goal.Count)})
		b.Chart.Series = append(b.Chart.Series, blocks.Series{Name: w[0], NameEn: w[1], Values: []*int64{c.Count.Value, goal.Count.Value}})
	}
	return b, nil
}

func (a *App) maturityBlock(ctx context.Context) (*blocks.Block, error) {
	o, err := a.Maturity.Overview(ctx, &maturity.OverviewIn{})
	if err != nil {
		return nil, err
	}
	b := &blocks.Block{Page: "/maturity", Figures: []blocks.Figure{
		figure("査定済の所属", "Assessed units", o.Figures.Assessed, blocks.Count), figure("目標に到達", "At their target", o.Figures.Reached, blocks.Count),
		figure("目標に未達", "Below it", o.Figures.Missed, blocks.Count),
	}}
	b.Note = fmt.Sprintf("%s %d年度。CMMI準拠の自己評価であり、公式の認定ではない。", o.Model.Name, o.FiscalYear)
	b.NoteEn = fmt.Sprintf("%s, FY%d. A self-assessment along CMMI, not an official appraisal.", o.Model.NameEn, o.FiscalYear)
	b.Table = &blocks.Table{More: max(len(o.Units)-2*tableRows, 0), Columns: []blocks.Column{
		column("所属", "Unit"), column("自己", "Self", blocks.Level), column("査定", "Assessed", blocks.Level), column("目標", "Target", blocks.Level),
	}}
	level := func(v *maturity.View) blocks.Cell {
		if v == nil || v.Level == nil {
			return blocks.Cell{}
		}
		return number(int64(*v.Level))
	}
	for _, u := range o.Units[:min(len(o.Units), 2*tableRows)] {
		target := blocks.Cell{}
		if u.Target != nil {
			target = number(int64(u.Target.Level))
		}
		b.Table.Rows = append(b.Table.Rows, []blocks.Cell{text(u.Name, u.NameEn), level(u.Self), level(u.Assessor), target})
	}
	return b, nil
}

// phases of a system in the order of its life.
var phases = [][3]string{
	{"planning", "企画", "Planning"}, {"build", "構築", "Build"}, {"operation", "運用", "Operation"}, {"renewal_review", "更改検討", "Renewal review"},
	{"wind_down", "廃止準備", "Wind-down"}, {"retired", "廃止", "Retired"},
}

func (a *App) systemsBlock(ctx context.Context) (*blocks.Block, error) {
	counts, err := a.Systems.Facets(ctx, &systems.Filter{})
	if err != nil {
		return nil, err
	}
	total := 0
	b := &blocks.Block{Page: "/systems"}
	b.Table = &blocks.Table{Columns: []blocks.Column{column("段階", "Phase"), column("システム", "Systems", blocks.Count)}}
	for _, p := range phases {
		n := counts["phase"][p[0]]
		total += n
		b.Table.Rows = append(b.Table.Rows, []blocks.Cell{text(p[1], p[2]), cell(api.Count(n, "/systems?phase="+p[0]))})
	}
	b.Figures = []blocks.Figure{figure("システム", "Systems", api.Count(total, "/systems"), blocks.Count)}
	return b, nil
}

// states of a directive as paper words them.
var directiveStates = map[directives.State][2]string{directives.Open: {"対応中", "In progress"}, directives.Reported: {"完了報告", "Reported done"}}

func (a *App) directivesBlock(ctx context.Context) (*blocks.Block, error) {
	s, err := a.Directives.Summarise(ctx, &directives.SummaryIn{})
	if err != nil {
		return nil, err
	}
	f := &directives.Filter{State: "open,reported"}
	f.Limit = 2 * tableRows
	page, err := a.Directives.List(ctx, f)
	if err != nil {
		return nil, err
	}
	b := &blocks.Block{Page: "/directives", Figures: []blocks.Figure{
		figure("指示事項", "Directives", s.Total, blocks.Count), figure("対応中", "In progress", s.Open, blocks.Count), figure("期限超過", "Overdue", s.Overdue, blocks.Count),
		figure("完了報告", "Reported done", s.Reported, blocks.Count), figure("完了", "Done", s.Done, blocks.Count),
	}}
	b.Table = &blocks.Table{More: max(page.Total-len(page.Items), 0), Columns: []blocks.Column{
		column("指示事項", "Directive"), column("担当", "Section"), column("期限", "Due"), column("状況", "State"),
	}}
	for _, it := range page.Items {
		w := directiveStates[it.State]
		b.Table.Rows = append(b.Table.Rows, []blocks.Cell{text(it.Code+" "+it.Title, ""), text(it.OwnerName, it.OwnerNameEn), text(it.DueOn.String(), it.DueOn.String()), text(w[0], w[1])})
	}
	return b, nil
}
