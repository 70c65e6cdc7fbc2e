package datasets

import (
	"context"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Ref is another record by name.
type Ref struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
}

// Detail is a dataset with all that its page shows.
type Detail struct {
	Dataset
	Judged
	SectionName   string                   `json:"sectionName"`
	SectionNameEn string                   `json:"sectionNameEn"`
	SectionPath   []authz.Organisation     `json:"sectionPath"`
	DueOn         fiscal.Date              `json:"dueOn,omitzero" doc:"Until when the data stays current"`
	StarsIfPublic int64                    `json:"starsIfPublic" doc:"Openness that an open licence would give it"`
	Systems       []Ref                    `json:"systems"`
	Procedures    []Ref                    `json:"procedures"`
	Policies      []Ref                    `json:"policies" doc:"Logic models that take figures from it"`
	Last          *Measurement             `json:"last,omitempty" doc:"Newest measurement"`
	Proposal      *Proposal                `json:"proposal,omitempty" doc:"What waits for a decision"`
	Can           map[string]authz.Verdict `json:"can"`
}

// Get reads one dataset for its page.
func (s *Service) Get(ctx context.Context, id string) (*Detail, error) {
	row, err := store.Load[Dataset](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "datasets:read", row.facts()); err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

func (s *Service) detail(ctx context.Context, row *Dataset) (*Detail, error) {
	db, dir := s.store.Read(ctx), authz.DirectoryOf(ctx)
	section, _ := dir.Organisation(row.SectionID)
	open := row.Openness()
	open.Licence = true
	d := &Detail{
		Dataset: *row, SectionName: section.Name, SectionNameEn: section.NameEn, SectionPath: dir.Path(row.SectionID),
		Judged: row.judge(s.settings, row.DataDay, row.MayAge, s.today()), StarsIfPublic: Stars(open),
	}
	if row.MayAge != nil && !row.UpdatedOn.IsZero() {
		d.DueOn = row.UpdatedOn.AddDays(int(*row.MayAge))
	}
	var err error
	if d.Can, err = authz.Can(ctx, "datasets", row.facts(), "update", "measure", "propose", "withdraw", "decide", "delete"); err != nil {
		return nil, err
	}
	for _, refs := range []struct {
		into        *[]Ref
		table, link string
	}{{&d.Systems, "systems", "system"}, {&d.Procedures, "procedures", "procedure"}} {
		if *refs.into, err = store.Scan[Ref](db.Table(refs.table).Joins("JOIN dataset_"+refs.table+" l ON l."+refs.link+"_id = "+refs.table+".id").
			Where("l.dataset_id = ?", row.ID).Order("l.position").Select(refs.table + ".id, code, name, name_en")); err != nil {
			return nil, err
		}
	}
	if d.Policies, err = s.policies.OfDataset(ctx, row.ID); err != nil {
		return nil, err
	}
	if row.Sample != NoSample {
		last, err := store.Scan[Measurement](db.Table("dataset_measurements").Where("dataset_id = ?", row.ID).Order("id DESC").Limit(1))
		if err != nil {
			return nil, err
		}
		for i := range last {
			d.Last = &last[i]
		}
	}
	if row.Proposed != Undecided {
		waiting, err := store.Scan[Proposal](db.Table("dataset_proposals").Where("dataset_id = ? AND state = ?", row.ID, Waiting).Limit(1))
		if err != nil {
			return nil, err
		}
		for i := range waiting {
			d.Proposal = &waiting[i]
		}
	}
	return d, nil
}

// Facts are what the policy may ask about a dataset that the caller may read.
func (s *Service) Facts(ctx context.Context, _, id string) (*authz.Record, error) {
	row, err := store.Load[Dataset](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row.facts(), authz.Require(ctx, "datasets:read", row.facts())
}

// Verify derives every dataset anew and names those whose kept columns differ. It reads in pages, by code.
func (s *Service) Verify(ctx context.Context) (differ []string, looked int, err error) {
	db := s.store.Read(ctx)
	for after := ""; ; {
		rows, err := store.Scan[Dataset](db.Table("datasets").Where("code > ?", after).Order("code").Limit(verifyPage))
		if err != nil || len(rows) == 0 {
			return differ, looked, err
		}
		uses, err := usesOf(db, rows)
		if err != nil {
			return nil, 0, err
		}
		last, err := lastOf(db, rows)
		if err != nil {
			return nil, 0, err
		}
		for i := range rows {
			kept, again := rows[i], rows[i]
			again.Uses = uses[kept.ID]
			again.Derive(s.settings, last[kept.ID])
			if !kept.stands(&again) {
				differ = append(differ, kept.Code)
			}
		}
		looked, after = looked+len(rows), rows[len(rows)-1].Code
	}
}

// verifyPage is how many datasets are looked at together.
const verifyPage = 500

// stands tells whether all that follows is as it is kept.
func (d *Dataset) stands(o *Dataset) bool {
	for _, pair := range [][2]*int64{
		{d.Completeness, o.Completeness}, {d.SchemaFit, o.SchemaFit}, {d.Uniqueness, o.Uniqueness}, {d.Machine, o.Machine},
		{d.RowCount, o.RowCount}, {d.UseCount, o.UseCount}, {d.DataDay, o.DataDay}, {d.MayAge, o.MayAge},
	} {
		if a, b := pair[0], pair[1]; (a == nil) != (b == nil) || a != nil && *a != *b {
			return false
		}
	}
	return d.Stars == o.Stars && d.Metadata == o.Metadata && d.Sample == o.Sample && d.UseFY == o.UseFY
}
