package meetings

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Proceedings are what the minutes are drawn from.
type Proceedings struct {
	Meeting    Meeting
	Items      []Item
	Proposers  map[string]string // organisation → how it is called
	Opinions   []Opinion
	Directives []GivenDirective
	// How many there are, when not all of them are told.
	OpinionCount, DirectiveCount int
	Pack                         bool // there is a pack beside the minutes
}

// words of decisions as minutes say them.
var decided = map[Decision]string{
	Noted: "了承した。", Commented: "了承した。なお、次の意見があった。", Approved: "承認を行った。",
	Conditional: "条件を付して承認を行った。", Continued: "継続審議とした。", Rejected: "否決した。",
}

// wide are the digits of numbered headings in official papers.
var wide = strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９")

// DraftMinutes writes the minutes (議事録案) from what was recorded, the way a city publishes them.
func DraftMinutes(p *Proceedings) string {
	var b strings.Builder
	m := &p.Meeting
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s 議事録", m.Title())
	line("")
	line("１ 日時")
	when := fiscal.FormatEra(m.HeldOn)
	if m.StartsAt != "" {
		when += " " + spoken(m.StartsAt) + "から"
		if m.EndsAt != "" {
			when += spoken(m.EndsAt) + "まで"
		}
	}
	line("　%s", when)
	line("２ 場所")
	line("　%s", or(m.Place, "（未記入）"))
	line("３ 出席者")
	for _, part := range []struct{ id, word string }{{"chair", "本部長"}, {"vice", "副本部長"}, {"member", "本部員"}, {"secretariat", "事務局"}} {
		for _, a := range m.Attendees {
			if a.Part != part.id {
				continue
			}
			switch a.Attendance {
			case "absent":
				line("　%s　%s（欠席）", part.word, a.Title)
			case "substitute":
				line("　%s　%s（代理 %s）", part.word, a.Title, a.Substitute)
			default:
				line("　%s　%s", part.word, a.Title)
			}
		}
	}
	line("４ 会議要旨")
	n := p.reports(line)
	n = p.approvals(n, line)
	n = p.opinions(n, line)
	p.directives(n, line)
	line("５ 会議資料")
	if p.Pack {
		line("　%s資料", m.Title())
	} else {
		line("　なし")
	}
	return b.String()
}

// reports are told together, as one heading.
func (p *Proceedings) reports(line func(string, ...any)) int {
	list := p.of(KindReport)
	if len(list) == 0 {
		return 1
	}
	line("（１） 報告案件")
	by := []string{} // who reported, in the order of the agenda
	for _, i := range list {
		if !slices.Contains(by, i.ProposerID) {
			by = append(by, i.ProposerID)
		}
	}
	for _, who := range by {
		own := slices.DeleteFunc(slices.Clone(list), func(i Item) bool { return i.ProposerID != who })
		line("　%sより、次の%s点を報告した。", p.Proposers[who], wide.Replace(fmt.Sprint(len(own))))
		for _, i := range own {
			line("　・ %s", i.Title)
			p.body(&i, line)
		}
	}
	return 2
}

// rest tells how many more there are than are told.
func rest(told, count int, line func(string, ...any)) {
	if more := count - told; more > 0 {
		line("　・ ほか%d件（全%d件）", more, count)
	}
}

// approvals stand under a heading each.
func (p *Proceedings) approvals(n int, line func(string, ...any)) int {
	for _, i := range p.of(KindApproval) {
		line("（%s） %s", wide.Replace(fmt.Sprint(n)), i.Title)
		word := decided[i.Decision]
		if i.Decision == "" {
			word = "審議に至らなかった。"
		}
		line("　%sより、「%s」に関し説明し、%s", p.Proposers[i.ProposerID], i.Title, word)
		p.body(&i, line)
		n++
	}
	return n
}

// body tells what was proposed, what was said with the decision, and what it did.
func (p *Proceedings) body(i *Item, line func(string, ...any)) {
	for _, text := range []string{i.Proposal, i.Remark} {
		for part := range strings.Lines(text) {
			if part = strings.TrimSpace(part); part != "" {
				line("　　%s", part)
			}
		}
	}
	if i.Kind == KindReport && i.Decision != "" {
		line("　　本件について%s", decided[i.Decision])
	}
	if e := i.Effect.V; e != nil && e.Number != "" {
		switch e.Noun {
		case NounGate:
			line("　　（承認番号 %s）", e.Number)
		case NounPlan:
			line("　　（第%s版として確定）", e.Number)
		}
	}
}

func (p *Proceedings) opinions(n int, line func(string, ...any)) int {
	if len(p.Opinions) == 0 {
		return n
	}
	line("（%s） 意見について", wide.Replace(fmt.Sprint(n)))
	line("　出席者からの意見は次のとおり。")
	for _, o := range p.Opinions {
		line("　・ %s（%s）", strings.ReplaceAll(strings.TrimSpace(o.Text), "\n", " "), o.Title)
	}
	rest(len(p.Opinions), p.OpinionCount, line)
	return n + 1
}

func (p *Proceedings) directives(n int, line func(string, ...any)) {
	if len(p.Directives) == 0 {
		return
	}
	line("（%s） 指示事項", wide.Replace(fmt.Sprint(n)))
	for _, d := range p.Directives {
		line("　・ %s %s（担当 %s、期限 %s）", d.Code, d.Title, d.Owner, fiscal.FormatEra(d.DueOn))
	}
	rest(len(p.Directives), p.DirectiveCount, line)
}

func (p *Proceedings) of(k Kind) (out []Item) {
	for _, i := range p.Items {
		if i.Kind == k {
			out = append(out, i)
		}
	}
	return out
}

// spoken is a time of the day as minutes write it: 午前11時, 午後1時30分.
func spoken(at string) string {
	var h, m int
	if _, err := fmt.Sscanf(at, "%d:%d", &h, &m); err != nil {
		return at
	}
	half := "午前"
	if h >= 12 {
		half, h = "午後", h-12
	}
	if m == 0 {
		return fmt.Sprintf("%s%d時", half, h)
	}
	return fmt.Sprintf("%s%d時%d分", half, h, m)
}

func or(a, b string) string {
	if strings.TrimSpace(a) == "" {
		return b
	}
	return a
}

// Drafted is the text that the program proposes for the minutes.
type Drafted struct {
	Text    string `json:"text"`
	Open    int    `json:"open" doc:"Items on which nothing is recorded"`
	Written bool   `json:"written" doc:"Somebody has written the minutes already"`
}

// Draft writes the minutes from what is recorded now. It keeps nothing.
func (s *Service) Draft(ctx context.Context, id string) (*Drafted, error) {
	p, err := s.proceedings(ctx, id)
	if err != nil {
		return nil, err
	}
	out := &Drafted{Text: DraftMinutes(p), Written: p.Meeting.Minutes != ""}
	for _, i := range p.Items {
		if i.Decision == "" {
			out.Open++
		}
	}
	return out, nil
}

// WriteMinutes keeps the text of the minutes until they are confirmed.
func (s *Service) WriteMinutes(ctx context.Context, id string, version int64, text string) (*Meeting, error) {
	return s.change(ctx, id, version, "meetings:record", store.Why{Action: "minutes"}, func(_ *store.Tx, m *Meeting) error {
		if err := m.mustBe(Held); err != nil {
			return err
		}
		m.Minutes = text
		m.derive()
		return nil
	})
}

// Confirm freezes the minutes. From then on nothing of the meeting changes, and everybody inside the city may read it.
func (s *Service) Confirm(ctx context.Context, id string, version int64) (*Meeting, error) {
	return s.change(ctx, id, version, "meetings:confirm", store.Why{Action: "confirm"}, func(tx *store.Tx, m *Meeting) error {
		if err := m.mustBe(Held); err != nil {
			return err
		}
		open, err := store.Value[int](tx.Table("meeting_items").Where("meeting_id = ? AND decision = ''", id).Select("count(*)"))
		switch {
		case err != nil:
			return err
		case open > 0:
			return fault.New(fault.NotReady, fault.Params{"reason": "items_open", "count": open})
		case strings.TrimSpace(m.Minutes) == "":
			return fault.New(fault.NotReady, fault.Params{"reason": "no_minutes"})
		}
		m.State, m.ConfirmedAt, m.ConfirmedBy, m.MinutesHash = Confirmed, tx.Now, store.Ref(tx.Actor.PersonID), HashOf(m.Minutes)
		return nil
	})
}

// HashOf is the SHA-256 of confirmed minutes.
func HashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
