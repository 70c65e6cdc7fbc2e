package meetings

import (
	"bytes"
	"context"
	"strings"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/records/paper"
)

// minutesPDF sets the minutes on paper: as they are written, marked as a draft (案) until they are confirmed.
func (s *Service) minutesPDF(ctx context.Context, in *api.ID) (api.File, error) {
	m, err := s.readable(ctx, in.ID)
	if err != nil {
		return api.File{}, err
	}
	if m.Minutes == "" {
		return api.File{}, fault.Missing("minutes", in.ID)
	}
	name, right, foot := m.Title()+" 議事録（案）", "未確定", ""
	if m.State == Confirmed {
		name, right, foot = m.Title()+" 議事録", fiscal.FormatEra(fiscal.DateOf(m.ConfirmedAt.Time))+" 確定", "SHA-256 "+m.MinutesHash
	}
	p := paper.New(paper.Head{Title: name, Left: name, Right: right, Foot: foot})
	title, rest, _ := strings.Cut(m.Minutes, "\n")
	p.Title(title)
	p.Text(strings.TrimLeft(rest, "\n"))
	var buf bytes.Buffer
	if err := p.End(&buf); err != nil {
		return api.File{}, err
	}
	return api.File{
		Name: name + ".pdf", Type: "application/pdf",
		Write: func(_ context.Context, w interface{ Write([]byte) (int, error) }) error {
			_, err := w.Write(buf.Bytes())
			return err
		},
	}, nil
}
