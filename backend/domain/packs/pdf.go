package packs

import (
	"fmt"
	"io"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/records/blocks"
	"miotsukushi/backend/records/paper"
)

// kinds are the words of the two kinds of items.
var kinds = map[string]string{"report": "報告", "approval": "承認"}

// moment words an instant as the city's clock shows it.
func (c *Content) moment() string {
	at := c.AsOf.In(fiscal.JST())
	return fiscal.FormatEra(fiscal.DateOf(c.AsOf.Time)) + at.Format(" 15:04") + " 時点"
}

// WritePDF sets a pack on paper.
func (c *Content) WritePDF(w io.Writer, hash string) error {
	m := &c.Meeting
	p := paper.New(paper.Head{
		Title: m.Name + "資料", Left: fmt.Sprintf("%s資料（第%d版）", m.Name, c.Edition), Right: c.moment(), Foot: "SHA-256 " + hash,
	})
	p.Title(m.Name + "資料")
	when := fiscal.FormatEra(m.HeldOn)
	if m.StartsAt != "" {
		when += " " + m.StartsAt
		if m.EndsAt != "" {
			when += "～" + m.EndsAt
		}
	}
	p.Text("日時　" + when)
	if m.Place != "" {
		p.Text("場所　" + m.Place)
	}
	p.Space(6)
	p.Heading("次第")
	rows := [][]string{}
	for _, e := range c.Items {
		rows = append(rows, []string{fmt.Sprintf("%s%d", kinds[e.Kind], e.No), e.Title, e.Proposer, e.Material})
	}
	p.Table([]paper.Column{{Head: "区分", Share: 1}, {Head: "件名", Share: 5.6}, {Head: "提出", Share: 2.2}, {Head: "資料", Share: 1.2}}, rows)
	for i := range c.Items {
		c.Items[i].print(p)
	}
	return p.End(w)
}

// print sets an item: each begins a page of its own, as it is taken up by itself.
func (e *Entry) print(p *paper.Paper) {
	p.Break()
	p.Heading(fmt.Sprintf("%s%d　%s", kinds[e.Kind], e.No, e.Title))
	p.Note("提出　" + e.Proposer)
	if s := e.Subject; s != nil {
		line := "対象　" + s.Code + " " + s.Name
		if s.Gate != "" {
			line += "　" + s.Gate
		}
		p.Note(line)
	}
	if e.Material != "" {
		p.Note("資料　" + e.Material)
	}
	p.Space(4)
	if e.Proposal != "" {
		p.Text(e.Proposal)
	}
	for _, b := range e.Blocks {
		print(p, b)
	}
}

func print(p *paper.Paper, b *blocks.Block) {
	p.Sub(b.Title)
	figures := []paper.Figure{}
	for _, f := range b.Figures {
		figures = append(figures, paper.Figure{Label: f.Label, Value: blocks.Format(f.Value, f.Unit), Unit: f.Unit.Word()})
	}
	p.Figures(figures)
	if ch := b.Chart; ch != nil && len(ch.Categories) > 0 {
		names := []string{}
		for _, s := range ch.Series {
			names = append(names, s.Name)
		}
		bars := make([]paper.Bar, len(ch.Categories))
		for i, label := range ch.Categories {
			bars[i] = paper.Bar{Label: label, Ahead: ch.Kinds[i] == "forecast"}
			for _, s := range ch.Series {
				bars[i].Parts = append(bars[i].Parts, s.Values[i])
			}
		}
		p.Note("単位　" + ch.Unit.Word())
		p.Bars(names, bars, func(n int64) string { return blocks.Format(&n, ch.Unit) })
	}
	if t := b.Table; t != nil && len(t.Rows) > 0 {
		printTable(p, t)
	}
	if b.Note != "" {
		p.Note("注　" + b.Note)
	}
}

func printTable(p *paper.Paper, t *blocks.Table) {
	columns := make([]paper.Column, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = paper.Column{Head: c.Label, Share: 2.2}
		if i == 0 {
			columns[i].Share = 4.4 // names are the longest
		}
		if c.Unit != "" {
			columns[i].Align, columns[i].Share = paper.Right, 1.6
			if w := c.Unit.Word(); w != "" {
				columns[i].Head += "（" + w + "）"
			}
		}
	}
	rows := make([][]string, len(t.Rows))
	for i, r := range t.Rows {
		for n, cell := range r {
			if t.Columns[n].Unit == "" {
				rows[i] = append(rows[i], cell.Text)
			} else {
				rows[i] = append(rows[i], blocks.Format(cell.Value, t.Columns[n].Unit))
			}
		}
	}
	p.Table(columns, rows)
	if t.More > 0 {
		p.Note(fmt.Sprintf("ほか%s件", blocks.Group(int64(t.More))))
	}
}
