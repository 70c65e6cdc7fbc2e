package packs

import (
	"bytes"
	"context"
	"fmt"

	"miotsukushi/backend/platform/api"
)

// Routes registers the endpoints of packs.
func (s *Service) Routes(r *api.Router) {
	api.Get(r, "/packs/blocks", "packs:read", s.Blocks, "Blocks of live data that an agenda item may show.")
	api.Get(r, "/meetings/{id}/packs", "packs:read", s.List, "Editions of the material of a meeting, the newest first.")
	api.Post(r, "/meetings/{id}/packs", "packs:freeze", s.freeze, "Freezes the material as it is at this moment, with a hash; never changed afterwards.")
	api.Get(r, "/meetings/{id}/material", "packs:freeze", s.Preview, "The material as it would be frozen now. Nothing is kept.")
	api.Get(r, "/packs/{id}", "packs:read", s.get)
	api.Download(r, "/packs/{id}/pdf", "packs:read", s.pdf, "The pack on paper: A4 with page numbers.")
	api.Download(r, "/packs/{id}/xlsx", "packs:read", s.xlsx, "The figures of the pack as a workbook.")
}

type freezeIn struct {
	api.ID
	Body Draft
}

func (s *Service) freeze(ctx context.Context, in *freezeIn) (*View, error) {
	row, err := s.Freeze(ctx, in.ID.ID, in.Body)
	if err != nil {
		return nil, err
	}
	return s.Get(ctx, row.ID)
}

func (s *Service) get(ctx context.Context, in *api.ID) (*View, error) { return s.Get(ctx, in.ID) }

// file lays a pack out before the first byte is sent: a failure is told and not cut short.
func (s *Service) file(ctx context.Context, id, ending, kind string, lay func(v *View, buf *bytes.Buffer) error) (api.File, error) {
	v, err := s.Get(ctx, id)
	if err != nil {
		return api.File{}, err
	}
	var buf bytes.Buffer
	if err := lay(v, &buf); err != nil {
		return api.File{}, err
	}
	return api.File{
		Name: fmt.Sprintf("%s資料（第%d版）.%s", v.Content.Meeting.Name, v.Edition, ending), Type: kind,
		Write: func(_ context.Context, w interface{ Write([]byte) (int, error) }) error {
			_, err := w.Write(buf.Bytes())
			return err
		},
	}, nil
}

func (s *Service) pdf(ctx context.Context, in *api.ID) (api.File, error) {
	return s.file(ctx, in.ID, "pdf", "application/pdf", func(v *View, buf *bytes.Buffer) error { return v.Content.WritePDF(buf, v.Hash) })
}

func (s *Service) xlsx(ctx context.Context, in *api.ID) (api.File, error) {
	return s.file(ctx, in.ID, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", func(v *View, buf *bytes.Buffer) error {
		return v.Content.WriteXLSX(buf, v.Hash)
	})
}
