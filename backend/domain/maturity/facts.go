package maturity

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/store"
)

// record are the facts that the policy may ask about an appraisal.
func record(ctx context.Context, db *gorm.DB, a *Appraisal) (*authz.Record, error) {
	all, err := records(ctx, db, []*Appraisal{a})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// records are the facts of several appraisals, read in two statements. Of an assessor's rating the policy must know who
// belongs to the unit, and who rated it from within.
func records(ctx context.Context, db *gorm.DB, list []*Appraisal) ([]*authz.Record, error) {
	var projects, subjects []string
	for _, a := range list {
		if a.ProjectID != "" {
			projects = append(projects, string(a.ProjectID))
		}
		if a.Kind == Assessor {
			subjects = append(subjects, a.SubjectID)
		}
	}
	own, err := peopleOf(db, projects)
	if err != nil {
		return nil, err
	}
	selves, err := selfRaters(db, subjects)
	if err != nil {
		return nil, err
	}
	dir := authz.DirectoryOf(ctx)
	out := make([]*authz.Record, len(list))
	for i, a := range list {
		r := &authz.Record{
			Noun: "maturity_appraisals", ID: a.ID, Section: a.SectionID, Kind: string(a.Kind), Own: own[string(a.ProjectID)],
			Parties: map[string][]string{"rater": a.Raters},
		}
		if a.SubmittedBy != "" {
			r.Parties["rater"] = append(slices.Clone(a.Raters), string(a.SubmittedBy))
		}
		if a.Kind == Assessor {
			if len(dir.Path(a.SectionID)) > 1 { // everyone belongs to the city as a whole
				r.Unit = dir.Below(a.SectionID)
			}
			r.Parties["self_rater"] = selves[key(a)]
		}
		out[i] = r
	}
	return out, nil
}

func key(a *Appraisal) string { return fmt.Sprintf("%s %s %d", a.Model, a.SubjectID, a.FiscalYear) }

func peopleOf(db *gorm.DB, projects []string) (map[string][]string, error) {
	out := map[string][]string{}
	if len(projects) == 0 {
		return out, nil
	}
	type involved struct{ ProjectID, PersonID string }
	rows, err := store.Scan[involved](db.Table("project_people").Where("project_id IN ?", projects).Select("project_id, person_id"))
	for _, r := range rows {
		out[r.ProjectID] = append(out[r.ProjectID], r.PersonID)
	}
	return out, err
}

func selfRaters(db *gorm.DB, subjects []string) (map[string][]string, error) {
	out := map[string][]string{}
	if len(subjects) == 0 {
		return out, nil
	}
	rows, err := store.Scan[Appraisal](db.Table("maturity_appraisals").Where("subject_id IN ? AND kind = ?", subjects, Self).
		Select("model, subject_id, fiscal_year, raters, submitted_by"))
	for i := range rows {
		out[key(&rows[i])] = append(slices.Clone(rows[i].Raters), string(rows[i].SubmittedBy))
	}
	return out, err
}

func require(ctx context.Context, db *gorm.DB, perm string, a *Appraisal) error {
	r, err := record(ctx, db, a)
	if err != nil {
		return err
	}
	return authz.Require(ctx, perm, r)
}
