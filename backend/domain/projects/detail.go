package projects

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Person is someone of a project, by name.
type Person struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
}

// SystemRef is a system concerned.
type SystemRef struct {
	ID     string `json:"id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn"`
	Phase  string `json:"phase" enum:"planning,build,operation,renewal_review,wind_down,retired"`
}

// Detail is a project with all that its page shows at first.
type Detail struct {
	Project
	TotalCost       int64                    `json:"totalCost" doc:"Build and five years of running, whole yen"`
	ApplicantName   string                   `json:"applicantName"`
	ApplicantNameEn string                   `json:"applicantNameEn"`
	ApplicantPath   []authz.Organisation     `json:"applicantPath"`
	Manager         Person                   `json:"manager"`
	Head            *Person                  `json:"head,omitempty"`
	Members         []Person                 `json:"members"`
	Systems         []SystemRef              `json:"systems"`
	LatestReport    *Report                  `json:"latestReport,omitempty" doc:"Latest published report"`
	ReportAgeDays   *int                     `json:"reportAgeDays"`
	ReportStale     bool                     `json:"reportStale"`
	Can             map[string]authz.Verdict `json:"can"`
}

// readable loads a project that the caller may read.
func (s *Service) readable(ctx context.Context, id string) (*Project, error) {
	row, err := store.Load[Project](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row, authz.Require(ctx, "projects:read", row.facts())
}

// Facts are what the policy may ask about a project, for telling who may do what
// with it. It reveals nothing of the record and asks for no right.
func (s *Service) Facts(ctx context.Context, id string) (*authz.Record, error) {
	row, err := store.Load[Project](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	return row.facts(), nil
}

// Get reads one project for its page.
func (s *Service) Get(ctx context.Context, id string) (*Detail, error) {
	row, err := s.readable(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.detail(ctx, row)
}

func (s *Service) detail(ctx context.Context, row *Project) (*Detail, error) {
	db, dir, on := s.store.Read(ctx), authz.DirectoryOf(ctx), fiscal.Today(s.store.Now())
	applicant, _ := dir.Organisation(row.ApplicantID)
	d := &Detail{
		Project: *row, TotalCost: row.totalCost(), Members: []Person{}, Systems: []SystemRef{},
		ApplicantName: applicant.Name, ApplicantNameEn: applicant.NameEn, ApplicantPath: dir.Path(row.ApplicantID),
	}
	d.SlipDays = row.slipOn(on)
	d.ReportAgeDays, d.ReportStale = s.reportAge(row.State, row.ReportedOn, row.ActivatedOn, on)
	var err error
	if d.Can, err = row.can(ctx); err != nil {
		return nil, err
	}
	if err := s.heed(db, row, d.Can); err != nil {
		return nil, err
	}
	if err := d.name(db, row); err != nil {
		return nil, err
	}
	if d.Systems, err = store.Scan[SystemRef](db.Table("systems").Joins("JOIN project_systems ps ON ps.system_id = systems.id").
		Where("ps.project_id = ?", row.ID).Order("ps.position").Select("systems.id, code, name, name_en, phase")); err != nil {
		return nil, err
	}
	if !row.ReportedOn.IsZero() {
		d.LatestReport, err = LatestReport(db, row.ID)
	}
	return d, err
}

// name fills the names of the people.
func (d *Detail) name(db *gorm.DB, row *Project) error {
	ids := []string{}
	for _, n := range row.people() {
		ids = append(ids, n.PersonID)
	}
	names, err := peopleNamed(db, ids...)
	if err != nil {
		return err
	}
	d.Manager = names[row.ManagerID]
	if row.HeadID != "" {
		head := names[string(row.HeadID)]
		d.Head = &head
	}
	for _, id := range row.MemberIDs {
		d.Members = append(d.Members, names[id])
	}
	return nil
}

func peopleNamed(db *gorm.DB, ids ...string) (map[string]Person, error) {
	rows, err := store.Scan[Person](db.Table("people").Where("id IN ?", ids).Select("id, name, name_en"))
	out := make(map[string]Person, len(rows))
	for _, p := range rows {
		out[p.ID] = p
	}
	return out, err
}
