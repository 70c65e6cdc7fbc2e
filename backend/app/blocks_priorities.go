package app

import (
	"context"
	"fmt"
	"math"

	"miotsukushi/backend/domain/datasets"
	"miotsukushi/backend/domain/disasters"
	"miotsukushi/backend/domain/pilots"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/records/blocks"
)

// stages are the words of a pilot's course.
var stages = map[pilots.Stage][2]string{
	pilots.Planned: {"計画中", "Planned"}, pilots.Running: {"実証中", "Running"}, pilots.Widened: {"拡大", "Widened"}, pilots.Ended: {"終了", "Ended"},
}

// accuracy words a share as x/n with its interval; 不明 before there is a case.
func accuracy(s pilots.Share) blocks.Cell {
	if s.Low == nil || s.High == nil {
		return text("不明", "Unknown")
	}
	w := fmt.Sprintf("%d/%d（%.1f〜%.1f％）", s.Correct, s.N, *s.Low, *s.High)
	return text(w, fmt.Sprintf("%d/%d (%.1f–%.1f%%)", s.Correct, s.N, *s.Low, *s.High))
}

func (a *App) pilotsBlock(ctx context.Context) (*blocks.Block, error) {
	s, err := a.Pilots.Summary(ctx, &pilots.Scope{})
	if err != nil {
		return nil, err
	}
	f := &pilots.Filter{}
	f.Limit = tableRows
	page, err := a.Pilots.List(ctx, f)
	if err != nil {
		return nil, err
	}
	b := &blocks.Block{Page: "/pilots", Figures: []blocks.Figure{
		figure("実証", "Pilots", s.Total, blocks.Count), figure("拡大の条件を満たす", "Ready to widen", s.Ready, blocks.Count),
		figure("条件を満たさない", "Not ready", s.NotReady, blocks.Count), figure("判断の期限を過ぎた", "Decision is due", s.Due, blocks.Count),
		figure("実証中の検証ケース", "Cases of running pilots", s.Cases, blocks.Count),
	}}
	b.Note = fmt.Sprintf("正答は正解数と件数、かっこ内は95％信頼区間（Wilson）。拡大には業務ごとに%d件以上と、区間の下限が目標以上であることが要る。", s.MinCases)
	b.NoteEn = fmt.Sprintf("Right answers as count and cases, in brackets the 95%% interval (Wilson). Widening needs %d cases for a business, and the lower end at the target or above.", s.MinCases)
	b.Table = &blocks.Table{More: max(page.Total-len(page.Items), 0), Columns: []blocks.Column{
		column("実証", "Pilot"), column("段階", "Stage"), column("区", "Wards", blocks.Count), column("正答（95％区間）", "Right (95% interval)"),
		column("目標", "Target", blocks.Percent),
	}}
	for _, p := range page.Items {
		w, target := stages[p.Stage], blocks.Cell{}
		if p.Target > 0 {
			target = number(p.Target)
		}
		b.Table.Rows = append(b.Table.Rows, []blocks.Cell{text(p.Name, p.NameEn), text(w[0], w[1]), number(int64(p.Wards)), accuracy(p.Share), target})
	}
	return b, nil
}

func (a *App) datasetsBlock(ctx context.Context) (*blocks.Block, error) {
	s, err := a.Datasets.Summary(ctx, &datasets.Scope{})
	if err != nil {
		return nil, err
	}
	b := &blocks.Block{Page: "/datasets/figures", Figures: []blocks.Figure{
		bare("良質で開かれたデータの割合", "Share that is good and open", tenths(s.Share), blocks.Share), figure("データセット", "Datasets", s.Total, blocks.Count),
		figure("良質で開かれている", "Good and open", s.Good, blocks.Count), figure("公開", "Public", s.Public, blocks.Count),
		figure("品質が未計測", "Not measured", s.Unmeasured, blocks.Count), figure("更新が遅れている", "Overdue", s.Overdue, blocks.Count),
	}}
	b.Note = "件数でなく質を見る。品質点80点以上かつ★3以上を「良質で開かれている」と数え、未計測は良質に数えない。"
	b.NoteEn = "Quality before quantity: a score of 80 or more and three stars or more count as good and open; what was not measured does not."
	b.Table = &blocks.Table{Columns: []blocks.Column{
		column("所属", "Organisation"), column("データセット", "Datasets", blocks.Count), column("良質", "Good", blocks.Count), column("割合", "Share", blocks.Share),
		column("未計測", "Not measured", blocks.Count), column("更新遅れ", "Overdue", blocks.Count),
	}}
	for _, r := range s.Sections {
		if len(b.Table.Rows) == tableRows {
			b.Table.More = len(s.Sections) - tableRows
			break
		}
		b.Table.Rows = append(b.Table.Rows, []blocks.Cell{
			text(r.Name, r.NameEn), cell(r.Total), cell(r.Good), {Value: tenths(r.Share)}, cell(r.Unmeasured), cell(r.Overdue),
		})
	}
	return b, nil
}

// tenths is a share, given to the hundredth of a percent, in tenths as its page shows it: rounded half up; null stays unknown.
func tenths(v *float64) *int64 {
	if v == nil {
		return nil
	}
	n := (int64(math.Round(*v*100)) + 5) / 10
	return &n
}

func (a *App) disastersBlock(ctx context.Context) (*blocks.Block, error) {
	f := &disasters.Filter{}
	f.Limit = tableRows
	page, err := a.Disasters.List(ctx, f)
	if err != nil {
		return nil, err
	}
	b := &blocks.Block{Page: "/disasters", Figures: []blocks.Figure{}}
	b.Note = "訓練を含む。回答は、求めたシステム・庁舎のうち一度でも報告があったものの数。"
	b.NoteEn = "Drills included. Answered counts the systems and offices asked that have reported at least once."
	b.Table = &blocks.Table{More: max(page.Total-len(page.Items), 0), Columns: []blocks.Column{
		column("災害・訓練", "Disaster or drill"), column("発令日", "Declared"), column("求めた数", "Asked", blocks.Count), column("回答", "Answered", blocks.Count),
		column("報告", "Reports", blocks.Count),
	}}
	for _, d := range page.Items {
		on := d.StartedAt.In(fiscal.JST()).Format("2006-01-02")
		b.Table.Rows = append(b.Table.Rows, []blocks.Cell{text(d.Name, d.NameEn), text(on, on), number(d.Asked), number(d.Answered), number(d.Reports)})
	}
	return b, nil
}
