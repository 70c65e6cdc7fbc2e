package procedures

import (
	"context"
	"slices"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// SnapshotDraft is what somebody says when taking a snapshot.
type SnapshotDraft struct {
	Name string `json:"name" validate:"required,max=200" doc:"What it was taken for"`
	Note string `json:"note,omitempty" validate:"max=2000"`
}

// Counted are the tallies of the classes as they are kept.
type Counted map[Class]Tally

// SnapshotPart are the counts of one organisation below the city.
type SnapshotPart struct {
	OrganisationID string  `json:"organisationId"`
	Name           string  `json:"name"`
	NameEn         string  `json:"nameEn"`
	Total          int64   `json:"total"`
	Current        Counted `json:"current"`
	Potential      Counted `json:"potential"`
}

// Snapshot is the count of a day with the definition that held. It is never changed.
type Snapshot struct {
	store.Base
	SnapshotDraft
	TakenOn      fiscal.Date              `json:"takenOn"`
	TakenBy      store.Ref                `json:"takenById,omitempty"`
	Edition      string                   `json:"edition" doc:"Edition of the definition"`
	Definition   string                   `json:"definition" doc:"What the denominator counts"`
	DefinitionEn string                   `json:"definitionEn"`
	AtMost       int64                    `json:"unknownVolumeAtMost"`
	Total        int64                    `json:"total"`
	Current      store.Doc[Counted]       `json:"current"`
	Potential    store.Doc[Counted]       `json:"potential"`
	Sections     store.List[SnapshotPart] `json:"sections"`
}

// TableName names the table.
func (Snapshot) TableName() string { return "procedure_snapshots" }

// TakeSnapshot counts the whole inventory and keeps the counts with the definition in force.
func (s *Service) TakeSnapshot(ctx context.Context, d SnapshotDraft) (*Snapshot, error) {
	if err := authz.Require(ctx, "procedures:snapshot", nil); err != nil {
		return nil, err
	}
	var row *Snapshot
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		row = s.blankSnapshot(d, today(tx))
		row.TakenBy = store.Ref(tx.Actor.PersonID)
		type part struct {
			SectionID                    string
			CurrentClass, PotentialClass Class
			N, Volume, Unmeasured        int64
		}
		counts, err := store.Scan[part](tx.Table("procedures").Select("procedures.section_id, procedures.current_class, procedures.potential_class, count(*) AS n, " +
			weigh("1 = 1", "volume") + ", " + tally("procedures.volume IS NULL", "unmeasured")).
			Group("procedures.section_id, procedures.current_class, procedures.potential_class"))
		if err != nil {
			return err
		}
		dir, at := authz.DirectoryOf(ctx), map[string]int{}
		for i := range counts {
			c := &counts[i]
			o := below(dir.Path(c.SectionID), "")
			k, seen := at[o.ID]
			if !seen {
				k, at[o.ID] = len(row.Sections), len(row.Sections)
				row.Sections = append(row.Sections, SnapshotPart{OrganisationID: o.ID, Name: o.Name, NameEn: o.NameEn, Current: Counted{}, Potential: Counted{}})
			}
			p := &row.Sections[k]
			p.Total, row.Total = p.Total+c.N, row.Total+c.N
			for _, into := range []struct {
				of    Counted
				class Class
			}{{p.Current, c.CurrentClass}, {p.Potential, c.PotentialClass}, {row.Current.V, c.CurrentClass}, {row.Potential.V, c.PotentialClass}} {
				t := into.of[into.class]
				t.add(Tally{c.N, c.Volume, c.Unmeasured})
				into.of[into.class] = t
			}
		}
		slices.SortFunc(row.Sections, func(a, b SnapshotPart) int { return int(b.Total - a.Total) })
		return store.Create(tx, row, store.Why{})
	})
	return row, err
}

func (s *Service) blankSnapshot(d SnapshotDraft, on fiscal.Date) *Snapshot {
	def := s.settings.Definition
	return &Snapshot{
		SnapshotDraft: d, TakenOn: on, Edition: def.Edition, Definition: def.Ja, DefinitionEn: def.En, AtMost: s.settings.Figures.UnknownAtMost,
		Current: store.Doc[Counted]{V: Counted{}}, Potential: store.Doc[Counted]{V: Counted{}},
	}
}

// TakeOverSnapshots brings counts in that were published before this register began, with the definition of then.
func (s *Service) TakeOverSnapshots(ctx context.Context, past []Snapshot) error {
	if err := authz.Require(ctx, "procedures:snapshot", nil); err != nil {
		return err
	}
	return s.store.Write(ctx, func(tx *store.Tx) error { return store.CreateAll(tx, past, store.Why{Action: "take_over"}) })
}

// SnapshotItem is a snapshot in a list, with its shares.
type SnapshotItem struct {
	Snapshot
	Shares
}

// Shares of a snapshot, reckoned from what it holds.
type Shares struct {
	CurrentByCount    Bounds `json:"currentByCount" gorm:"-"`
	CurrentByVolume   Bounds `json:"currentByVolume" gorm:"-"`
	PotentialByCount  Bounds `json:"potentialByCount" gorm:"-"`
	PotentialByVolume Bounds `json:"potentialByVolume" gorm:"-"`
}

func (s *Snapshot) shares() Shares {
	return Shares{
		ShareByCount(s.Current.V), ShareByVolume(s.Current.V, s.AtMost), ShareByCount(s.Potential.V), ShareByVolume(s.Potential.V, s.AtMost),
	}
}

// snapshotSorts are the orders of the list.
var snapshotSorts = store.Sorts{"takenOn": "procedure_snapshots.taken_on"}

// Snapshots lists them, the newest first.
func (s *Service) Snapshots(ctx context.Context, in *api.List) (store.Page[SnapshotItem], error) {
	const columns = `procedure_snapshots.id, version, created_at, updated_at, name, note, taken_on, taken_by, edition, definition, definition_en, at_most,
		total, current, potential`
	page, err := store.FindPage[SnapshotItem](s.store.Read(ctx).Table("procedure_snapshots"), columns, in.Paging(), snapshotSorts, "-takenOn")
	for i := range page.Items {
		page.Items[i].Shares = page.Items[i].shares()
	}
	return page, err
}

// SnapshotDetail reads one snapshot with the counts of the bureaus.
func (s *Service) SnapshotDetail(ctx context.Context, in *api.ID) (*SnapshotItem, error) {
	row, err := store.Load[Snapshot](s.store.Read(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &SnapshotItem{*row, row.shares()}, nil
}
