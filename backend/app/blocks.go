package app

import (
	"context"
	"fmt"

	"miotsukushi/backend/domain/budgets"
	"miotsukushi/backend/domain/health"
	"miotsukushi/backend/domain/plans"
	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/blocks"
)

// blocks are the pieces of live data that the material of a meeting may show. A domain offers one more by one line here.
func (a *App) blocks() blocks.Set {
	return blocks.Set{
		{Key: "budgets.years", Title: "ICT関連予算の推移", TitleEn: "ICT budget by fiscal year", Draw: a.budgetBlock},
		{Key: "availability.major", Title: "主要システムの稼働実績", TitleEn: "Availability of major systems", Draw: a.availabilityBlock},
		{Key: "plans.all", Title: "アクションプランの実績", TitleEn: "Action plans and their results", Draw: a.plansBlock},
		{Key: "plans.progress", Title: "アクションプランの進捗", TitleEn: "Progress of the action plan", Draw: a.progressBlock},
		{Key: "health.portfolio", Title: "案件の健全性", TitleEn: "Health of projects", Draw: a.healthBlock},
		{Key: "gates.waiting", Title: "判定を待つ審査ゲート", TitleEn: "Gates that wait for a decision", Draw: a.gatesBlock},
		{Key: "findings.open", Title: "監査指摘の状況", TitleEn: "Audit findings", Draw: a.findingsBlock},
		{Key: "procedures.thirds", Title: "行政手続のオンライン化", TitleEn: "Procedures without a visit", Draw: a.proceduresBlock},
		{Key: "maturity.levels", Title: "システムマネジメントの成熟度", TitleEn: "Maturity of system management", Draw: a.maturityBlock},
		{Key: "systems.register", Title: "システム台帳の概要", TitleEn: "Register of systems", Draw: a.systemsBlock},
		{Key: "pilots.all", Title: "AI等の実証", TitleEn: "Pilots", Draw: a.pilotsBlock},
		{Key: "datasets.quality", Title: "保有データの質", TitleEn: "Quality of the city's data", Draw: a.datasetsBlock},
		{Key: "disasters.all", Title: "災害時ポータルの利用", TitleEn: "Use of the disaster board", Draw: a.disastersBlock},
		{Key: "directives.open", Title: "指示事項の対応状況", TitleEn: "Directives", Draw: a.directivesBlock},
	}
}

// figure is a page's figure as a block shows it.
func figure(ja, en string, f api.Figure, u blocks.Unit) blocks.Figure {
	return blocks.Figure{Label: ja, LabelEn: en, Value: f.Value, Unit: u, Rows: f.Rows, Sum: f.Sum}
}

// bare is a number of a page that has no list of its own.
func bare(ja, en string, v *int64, u blocks.Unit) blocks.Figure {
	return blocks.Figure{Label: ja, LabelEn: en, Value: v, Unit: u}
}

func column(ja, en string, u ...blocks.Unit) blocks.Column {
	c := blocks.Column{Label: ja, LabelEn: en}
	if len(u) > 0 {
		c.Unit = u[0]
	}
	return c
}

func text(ja, en string) blocks.Cell { return blocks.Cell{Text: ja, TextEn: en} }

func cell(f api.Figure) blocks.Cell { return blocks.Cell{Value: f.Value, Rows: f.Rows, Sum: f.Sum} }

func number(v int64) blocks.Cell { return blocks.Cell{Value: &v} }

// added adds numbers up; unknown when all of them are.
func added(list ...*int64) *int64 {
	var sum *int64
	for _, v := range list {
		if v == nil {
			continue
		}
		if sum == nil {
			sum = new(int64)
		}
		*sum += *v
	}
	return sum
}

// yearsShown of the budget before and after the current one.
const yearsBefore, yearsAfter = 3, 4

func (a *App) budgetYears(ctx context.Context) (*budgets.Overview, error) {
	return a.Budgets.Overview(ctx, &budgets.OverviewFilter{})
}

func (a *App) budgetBlock(ctx context.Context) (*blocks.Block, error) {
	o, err := a.budgetYears(ctx)
	if err != nil {
		return nil, err
	}
	b := &blocks.Block{Page: "/budgets", Note: o.ScopeNote, NoteEn: o.ScopeNoteEn, Figures: []blocks.Figure{}}
	b.Chart = &blocks.Chart{Unit: blocks.Yen, Series: []blocks.Series{{Name: "経常経費", NameEn: "Recurring"}, {Name: "一時経費", NameEn: "One-off"}}}
	b.Table = &blocks.Table{Columns: []blocks.Column{
		column("年度", "Fiscal year"), column("経常経費", "Recurring", blocks.Yen), column("一時経費", "One-off", blocks.Yen), column("予測", "Forecast", blocks.Yen),
		column("計", "Total", blocks.Yen), column("システム数", "Systems", blocks.Count),
	}}
	today := fiscal.Today(a.Store.Now())
	for _, y := range o.Years {
		if y.FiscalYear < o.CurrentYear-yearsBefore || y.FiscalYear > o.CurrentYear+yearsAfter {
			continue
		}
		ahead := y.FiscalYear > o.CurrentYear
		ja, en := fiscal.FYLabel(y.FiscalYear, today), fmt.Sprintf("FY%d", y.FiscalYear)
		recurring, oneOff, forecast := y.Recurring.Planned.Value, y.OneOff.Planned.Value, (*int64)(nil)
		if ahead {
			forecast = added(y.Recurring.Forecast.Value, y.OneOff.Forecast.Value)
		}
		b.Chart.Categories, b.Chart.CategoriesEn = append(b.Chart.Categories, ja), append(b.Chart.CategoriesEn, en)
		kind := "past"
		switch {
		case ahead:
			kind = "forecast"
		case y.FiscalYear == o.CurrentYear:
			kind = "actual"
		}
		b.Chart.Kinds = append(b.Chart.Kinds, kind)
		if ahead {
			b.Chart.Series[0].Values = append(b.Chart.Series[0].Values, added(recurring, y.Recurring.Forecast.Value))
			b.Chart.Series[1].Values = append(b.Chart.Series[1].Values, added(oneOff, y.OneOff.Forecast.Value))
		} else {
			b.Chart.Series[0].Values = append(b.Chart.Series[0].Values, recurring)
			b.Chart.Series[1].Values = append(b.Chart.Series[1].Values, oneOff)
		}
		row := []blocks.Cell{text(ja, en), cell(y.Recurring.Planned), cell(y.OneOff.Planned), {Value: forecast}, {Value: added(recurring, oneOff, forecast)}, cell(y.Systems)}
		if !ahead {
			zero := int64(0)
			row[3].Value = &zero
		}
		b.Table.Rows = append(b.Table.Rows, row)
		if y.FiscalYear == o.CurrentYear {
			b.Figures = append(b.Figures,
				figure("経常経費（当初予算）", "Recurring, initial", y.Recurring.Initial, blocks.Yen),
				figure("一時経費（当初予算）", "One-off, initial", y.OneOff.Initial, blocks.Yen),
				figure("当初から10％以上の乖離", "10% or more from initial", y.Deviating, blocks.Count))
		}
	}
	b.Figures = append(b.Figures, figure("元の水準に戻らないシステム", "Not back to their level", o.Unreturned, blocks.Count))
	return b, nil
}

func (a *App) worsened(ctx context.Context, since fiscal.Date) (store.Page[health.ProjectRow], error) {
	f := &health.ProjectFilter{}
	f.Since, f.Worsened, f.Limit = since, "true", store.MaxLimit
	return a.Portfolio.ListProjects(ctx, f)
}

// runningPlans are the approved plans that are not closed; there is one, or two while one follows the other.
func (a *App) runningPlans(ctx context.Context) ([]plans.Plan, error) {
	return store.Scan[plans.Plan](a.Store.Read(ctx).Table("plans").Where("state = ?", plans.StateApproved).Order("fy_from DESC, code").Limit(3))
}

// maxPlans in a table.
const maxPlans = 12

func (a *App) plansBlock(ctx context.Context) (*blocks.Block, error) {
	f := &plans.PlanFilter{State: "approved,closed"}
	f.Limit, f.Sort = maxPlans, "fyFrom"
	page, err := a.Plans.List(ctx, f)
	if err != nil {
		return nil, err
	}
	b := &blocks.Block{Page: "/plans", Figures: []blocks.Figure{}, Note: "当初＋追加＝計＝達成＋継続＋取下げ＋実施中", NoteEn: "initial + added = total = achieved + continuing + withdrawn + running"}
	b.Table = &blocks.Table{Columns: []blocks.Column{
		column("計画", "Plan"), column("当初", "Initial", blocks.Count), column("追加", "Added", blocks.Count), column("計", "Total", blocks.Count),
		column("達成", "Achieved", blocks.Count), column("継続", "Continuing", blocks.Count), column("取下げ", "Withdrawn", blocks.Count), column("実施中", "Running", blocks.Count), column("達成率", "Achieved", blocks.Percent),
	}}
	for _, p := range page.Items {
		t := p.Tally
		b.Table.Rows = append(b.Table.Rows, []blocks.Cell{
			text(p.Name, p.NameEn), cell(t.Initial), cell(t.Added), cell(t.Total), cell(t.Achieved), cell(t.Continuing), cell(t.Withdrawn), cell(t.Running), {Value: t.AchievedPercent},
		})
	}
	return b, nil
}

func (a *App) progressBlock(ctx context.Context) (*blocks.Block, error) {
	b := &blocks.Block{Page: "/plans", Figures: []blocks.Figure{}}
	running, err := a.runningPlans(ctx)
	if err != nil || len(running) == 0 {
		b.Note, b.NoteEn = "実施中のアクションプランはない。", "No action plan is running."
		return b, err
	}
	p := running[0]
	s, err := a.Plans.Summarise(ctx, p.ID)
	if err != nil {
		return nil, err
	}
	t := s.Plan
	b.Page, b.Note, b.NoteEn = "/plans/"+p.ID, p.Name, p.NameEn
	b.Figures = []blocks.Figure{
		figure("施策", "Actions", t.Total, blocks.Count), figure("当初", "Initial", t.Initial, blocks.Count), figure("追加", "Added", t.Added, blocks.Count),
		figure("達成", "Achieved", t.Achieved, blocks.Count), figure("順調", "On track", t.OnTrack, blocks.Count), figure("遅れ", "Behind", t.Behind, blocks.Count),
		figure("不明", "Unknown", t.Unknown, blocks.Count), figure("申告と根拠の乖離", "Declared well, behind", t.Off, blocks.Count),
	}
	b.Table = &blocks.Table{Columns: []blocks.Column{
		column("テーマ", "Theme"), column("施策", "Actions", blocks.Count), column("達成", "Achieved", blocks.Count), column("順調", "On track", blocks.Count),
		column("遅れ", "Behind", blocks.Count), column("不明", "Unknown", blocks.Count),
	}}
	for _, th := range s.Themes {
		b.Table.Rows = append(b.Table.Rows, []blocks.Cell{text(th.Name, th.NameEn), cell(th.Total), cell(th.Achieved), cell(th.OnTrack), cell(th.Behind), cell(th.Unknown)})
	}
	return b, nil
}
