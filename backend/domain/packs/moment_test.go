package packs_test

import (
	"context"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/packs"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/blocks"
)

// chamber is a meeting whose agenda shows two blocks; it may be over by the time of the write.
type chamber struct {
	id   string
	over bool
}

func (m *chamber) Agenda(context.Context, string) (packs.Meeting, []packs.Entry, *authz.Record, error) {
	return packs.Meeting{ID: m.id, Open: true}, []packs.Entry{{ID: "i", Keys: []string{"first", "second"}}}, &authz.Record{Noun: "packs", ID: m.id}, nil
}

func (m *chamber) Hold(context.Context, *store.Tx, packs.Meeting, []packs.Entry, []packs.Entry) error {
	if m.over {
		return fault.Clash("agenda_changed", nil)
	}
	return nil
}

// TestOneMoment draws two blocks while somebody writes between them: both show the city as it was before.
func TestOneMoment(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		ict, pm := c.As("ict"), c.As("pm")
		m := &chamber{id: ict.Post("/meetings", map[string]any{"heldOn": "2026-06-04"}).Want(201).Str("id")}
		count := func(ctx context.Context) (*blocks.Block, error) {
			n, err := store.Value[int64](c.Store.Read(ctx).Table("procedures").Select("count(*)"))
			pm.Post("/procedures", map[string]any{"name": "そのあいだに", "sectionId": c.Org("tax"), "kind": "application"}).Want(201)
			return &blocks.Block{Figures: []blocks.Figure{{Value: &n}}}, err
		}
		before := 0
		s := packs.New(c.Store, blocks.Set{{Key: "first", Draw: count}, {Key: "second", Draw: count}}, m, func(context.Context) error {
			before++
			return nil
		})
		dir, err := c.App.Directories.Now(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		who, _ := dir.Subject(c.Person("ict"))
		ctx := authz.With(audit.With(t.Context(), audit.Actor{PersonID: who.PersonID, Name: who.Name}), authz.NewSession(who, dir, c.App.Policy))
		pack, err := s.Freeze(ctx, m.id, packs.Draft{})
		if err != nil {
			t.Fatal(err)
		}
		content := ict.Get("/packs/" + pack.ID).Want(200)
		if content.Int("content.items.0.blocks.0.figures.0.value") != 0 || content.Int("content.items.0.blocks.1.figures.0.value") != 0 || before != 1 {
			t.Errorf("%s", content.Raw)
		}
		m.over = true
		if _, err := s.Freeze(ctx, m.id, packs.Draft{}); !fault.Is(err, fault.Conflict) {
			t.Errorf("frozen from an agenda that is no more: %v", err)
		}
		if list := ict.Get("/meetings/" + m.id + "/packs"); list.Int("total") != 1 {
			t.Errorf("%s", list.Raw)
		}
	})
}
