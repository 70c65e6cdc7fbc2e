package paper

// Align says where the text of a column stands.
type Align bool

// Text stands at the left, numbers at the right.
const (
	Left  Align = false
	Right Align = true
)

// Column is a column of a table with its share of the width.
type Column struct {
	Head  string
	Align Align
	Share float64
}

const pad = 4.0

// Table sets a table. Its head stands on every page that it goes on over, and no row is torn.
func (p *Paper) Table(columns []Column, rows [][]string) {
	total := 0.0
	for _, c := range columns {
		total += c.Share
	}
	widths := make([]float64, len(columns))
	heads := make([]string, len(columns))
	for i, c := range columns {
		widths[i], heads[i] = Width*c.Share/total, c.Head
	}
	head := func() {
		p.row(columns, widths, heads, true)
		p.rule(p.y, 0.9, 60)
	}
	p.room(60)
	p.rule(p.y, 0.9, 60)
	head()
	for _, r := range rows {
		p.font(false, small+0.5)
		if p.y+p.height(widths, r) > bottom {
			p.Break()
			p.rule(p.y, 0.9, 60)
			head()
		}
		p.row(columns, widths, r, false)
		p.rule(p.y, 0.3, 170)
	}
	p.y += 8
}

const cellSize = small + 0.5

func (p *Paper) height(widths []float64, cells []string) float64 {
	most := 1
	for i, c := range cells {
		most = max(most, len(Lines(c, widths[i]-2*pad, p.wide)))
	}
	return float64(most)*cellSize*1.35 + 2*pad
}

func (p *Paper) row(columns []Column, widths []float64, cells []string, bold bool) {
	p.font(bold, cellSize)
	h, x := p.height(widths, cells), left
	for i, c := range cells {
		for n, line := range Lines(c, widths[i]-2*pad, p.wide) {
			at := x + pad
			if columns[i].Align == Right {
				at = x + widths[i] - pad - p.wide(line)
			}
			p.at(at, p.y+pad+float64(n)*cellSize*1.35, line)
		}
		x += widths[i]
	}
	p.y += h
}

// Figure is a number with its label.
type Figure struct{ Label, Value, Unit string }

// Figures sets numbers beside each other, four in a row.
func (p *Paper) Figures(list []Figure) {
	const across, high = 4, 44.0
	w := Width / across
	p.room(high * float64((len(list)+across-1)/across)) // they are read together
	for i, f := range list {
		if i%across == 0 {
			if i > 0 {
				p.y += high
			}
		}
		x := left + float64(i%across)*w
		p.pdf.SetLineWidth(0.5)
		p.pdf.SetStrokeColor(150, 150, 150)
		p.pdf.RectFromUpperLeftWithStyle(x, p.y, w-6, high-6, "D")
		p.font(false, small)
		p.ink(80)
		p.at(x+6, p.y+5, p.fit(f.Label, w-18))
		p.ink(20)
		p.font(true, 15)
		p.at(x+6, p.y+17, f.Value)
		at := x + 8 + p.wide(f.Value)
		p.font(false, small)
		p.at(at, p.y+22.5, f.Unit)
	}
	if len(list) > 0 {
		p.y += high + 2
	}
}

// Bar is a category of a chart: its parts from the bottom, nil where nobody knows.
type Bar struct {
	Label string
	Ahead bool // lies in the future
	Parts []*int64
}

// greys of the parts of a bar, told apart on any printer.
var greys = []uint8{70, 140, 195, 225}

// Bars sets a chart of stacked bars with the names of its parts. write words a number.
func (p *Paper) Bars(names []string, bars []Bar, write func(int64) string) {
	const high, base = 118.0, 16.0
	p.room(high + base + 34)
	most := int64(1)
	for _, b := range bars {
		sum := int64(0)
		for _, v := range b.Parts {
			if v != nil {
				sum += max(*v, 0)
			}
		}
		most = max(most, sum)
	}
	p.font(false, small)
	x := left
	for i, name := range names {
		p.fill(greys[i%len(greys)])
		p.pdf.RectFromUpperLeftWithStyle(x, p.y+2, 9, 7, "F")
		p.at(x+12, p.y, name)
		x += 24 + p.wide(name)
	}
	p.y += 24
	floor := p.y + high
	slot := Width / float64(max(len(bars), 1))
	wide := min(slot*0.6, 46)
	for i, b := range bars {
		at, foot, sum, known := left+float64(i)*slot+(slot-wide)/2, floor, int64(0), false
		for n, v := range b.Parts {
			if v == nil || *v <= 0 {
				known = known || v != nil
				continue
			}
			h := float64(*v) / float64(most) * high
			p.fill(greys[n%len(greys)])
			p.pdf.RectFromUpperLeftWithStyle(at, foot-h, wide, h, "F")
			foot, sum, known = foot-h, sum+*v, true
		}
		label := "不明"
		if known {
			label = write(sum)
		}
		p.at(at+(wide-p.wide(label))/2, foot-11, label)
		if b.Ahead { // what lies ahead has a dashed outline
			p.pdf.SetLineType("dashed")
			p.pdf.SetStrokeColor(40, 40, 40)
			p.pdf.SetLineWidth(0.7)
			p.pdf.RectFromUpperLeftWithStyle(at, foot, wide, max(floor-foot, 0.5), "D")
			p.pdf.SetLineType("solid")
		}
		name := p.fit(b.Label, slot-2)
		p.at(left+float64(i)*slot+(slot-p.wide(name))/2, floor+4, name)
	}
	p.rule(floor, 0.8, 60)
	p.y = floor + base + 8
}

func (p *Paper) fill(grey uint8) { p.pdf.SetFillColor(grey, grey, grey) }
