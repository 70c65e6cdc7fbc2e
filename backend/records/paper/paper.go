// Package paper lays out the city's papers as PDF: A4, Japanese, with page numbers, tables that go on over pages with their
// heads, and the bundled BIZ UDPGothic embedded as the subset that is used.
package paper

import (
	_ "embed" // the fonts
	"fmt"
	"io"

	"github.com/signintech/gopdf"
)

// The fonts are under the SIL Open Font License; its text stands in fonts/OFL.txt.
var (
	//go:embed fonts/BIZUDPGothic-Regular.ttf
	regularTTF []byte
	//go:embed fonts/BIZUDPGothic-Bold.ttf
	boldTTF []byte
)

// Measures of the page in points.
const (
	pageWidth, pageHeight = 595.28, 841.89
	left, right           = 51.0, pageWidth - 51
	top, bottom           = 74.0, pageHeight - 60
	Width                 = right - left // of the text
	small, body, middle   = 8.5, 10.5, 13
	leading               = 1.5
)

// Head is what stands on every page.
type Head struct {
	Title string // of the paper
	Left  string // above the line, at the left
	Right string // above the line, at the right: the moment it speaks of
	Foot  string // at the left below the text, such as the hash
}

// Paper is a document being laid out. The first error stays; End tells it.
type Paper struct {
	pdf  *gopdf.GoPdf
	head Head
	y    float64
	page int
	err  error
}

// New begins a paper.
func New(h Head) *Paper {
	p := &Paper{pdf: &gopdf.GoPdf{}, head: h}
	p.pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: pageWidth, H: pageHeight}})
	p.keep(p.pdf.AddTTFFontData("r", regularTTF))
	p.keep(p.pdf.AddTTFFontData("b", boldTTF))
	p.pdf.SetInfo(gopdf.PdfInfo{Title: h.Title, Subject: h.Right, Producer: "Miotsukushi", Creator: "Miotsukushi"})
	p.Break()
	return p
}

func (p *Paper) keep(err error) {
	if p.err == nil && err != nil {
		p.err = err
	}
}

// Break begins a new page.
func (p *Paper) Break() {
	p.pdf.AddPage()
	p.page++
	p.y = top
	p.font(false, small)
	p.ink(90)
	p.at(left, 40, p.fit(p.head.Left, Width*0.6))
	p.at(right-p.wide(p.head.Right), 40, p.head.Right)
	p.rule(54, 0.6, 120)
	p.ink(20)
}

// room begins a new page when there is not enough left on this one.
func (p *Paper) room(h float64) bool {
	if p.y+h <= bottom {
		return false
	}
	p.Break()
	return true
}

// foot numbers the pages, when it is known how many there are.
func (p *Paper) foot() {
	for n := 1; n <= p.page; n++ {
		p.keep(p.pdf.SetPage(n))
		p.font(false, small)
		p.ink(90)
		p.at(left, pageHeight-42, p.head.Foot)
		label := fmt.Sprintf("%d / %d", n, p.page)
		p.at(right-p.wide(label), pageHeight-42, label)
	}
}

// End writes the paper.
func (p *Paper) End(w io.Writer) error {
	p.foot()
	if p.err != nil {
		return fmt.Errorf("paper: %w", p.err)
	}
	_, err := p.pdf.WriteTo(w)
	return err
}

// Pages is how many pages there are so far.
func (p *Paper) Pages() int { return p.page }

func (p *Paper) font(bold bool, size float64) {
	family := "r"
	if bold {
		family = "b"
	}
	p.keep(p.pdf.SetFont(family, "", size))
}

func (p *Paper) ink(grey uint8) { p.pdf.SetTextColor(grey, grey, grey) }

func (p *Paper) wide(s string) float64 {
	w, err := p.pdf.MeasureTextWidth(s)
	p.keep(err)
	return w
}

// at puts a line of text; y is where the line begins.
func (p *Paper) at(x, y float64, s string) {
	if s == "" {
		return
	}
	p.pdf.SetXY(x, y)
	p.keep(p.pdf.Cell(nil, s))
}

func (p *Paper) rule(y, thick float64, grey uint8) {
	p.pdf.SetLineWidth(thick)
	p.pdf.SetStrokeColor(grey, grey, grey)
	p.pdf.Line(left, y, right, y)
}

// fit shortens a line that is too long.
func (p *Paper) fit(s string, width float64) string {
	if p.wide(s) <= width {
		return s
	}
	r := []rune(s)
	for len(r) > 1 && p.wide(string(r)+"…") > width {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}

// Space leaves room.
func (p *Paper) Space(h float64) { p.y += h }

// text sets lines of a size over a width.
func (p *Paper) text(s string, bold bool, size, x, width float64) {
	p.font(bold, size)
	for _, line := range Lines(s, width, p.wide) {
		if p.room(size * leading) {
			p.font(bold, size)
		}
		p.at(x, p.y, line)
		p.y += size * leading
	}
}

// Title is the first thing on a paper.
func (p *Paper) Title(s string) {
	p.text(s, true, 18, left, Width)
	p.y += 4
}

// Heading begins a part. It does not stand alone at the foot of a page.
func (p *Paper) Heading(s string) {
	p.room(90)
	p.y += 6
	p.text(s, true, middle, left, Width)
	p.rule(p.y, 0.8, 60)
	p.y += 7
}

// Sub begins a piece of a part.
func (p *Paper) Sub(s string) {
	p.room(130) // with the first of what follows
	p.y += 8
	p.text(s, true, body, left, Width)
	p.y += 2
}

// Text is running text.
func (p *Paper) Text(s string) { p.text(s, false, body, left, Width) }

// Note is small text.
func (p *Paper) Note(s string) {
	p.ink(90)
	p.text(s, false, small, left, Width)
	p.ink(20)
}
