package datasets

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Item is a dataset in a list.
type Item struct {
	store.Base
	Code           string      `json:"code"`
	Name           string      `json:"name"`
	NameEn         string      `json:"nameEn"`
	SectionID      string      `json:"sectionId"`
	SectionName    string      `json:"sectionName" gorm:"-"`
	SectionNameEn  string      `json:"sectionNameEn" gorm:"-"`
	PersonalData   string      `json:"personalData" enum:"none,anonymised,personal,sensitive,specific,"`
	UpdateInterval string      `json:"updateInterval" enum:"daily,weekly,monthly,quarterly,half_yearly,yearly,five_yearly,irregular,never,"`
	UpdatedOn      fiscal.Date `json:"updatedOn,omitzero"`
	Format         string      `json:"format" enum:"paper,image,pdf,document,excel,database,csv,json,xml,geojson,rdf,api_open,"`
	Publication    Publication `json:"publication" enum:"public,limited,closed,"`
	Licence        string      `json:"licence" enum:"cc0,cc_by,cc_by_sa,pdl,odc_by,cc_by_nc,own_terms,"`
	Standing
	DataDay *int64 `json:"-"`
	MayAge  *int64 `json:"-"`
	Judged  `gorm:"-"`
	Year    *Use `json:"year,omitempty" gorm:"-" doc:"Uses of the year that useFy or noUseFy asks for"`
}

const itemColumns = `datasets.id, datasets.version, datasets.created_at, datasets.updated_at, datasets.code, datasets.name, datasets.name_en,
	datasets.section_id, datasets.personal_data, datasets.update_interval, datasets.updated_on, datasets.format, datasets.publication, datasets.licence,
	datasets.stars, datasets.completeness, datasets.schema_fit, datasets.uniqueness, datasets.machine, datasets.metadata, datasets.sample,
	datasets.measured_on, datasets.row_count, datasets.use_fy, datasets.use_count, datasets.proposed, datasets.proposed_on, datasets.proposed_by,
	datasets.data_day, datasets.may_age`

// Scope narrows figures and lists to the datasets of an organisation, a system or a procedure.
type Scope struct {
	SectionID   string `query:"sectionId" validate:"max=64" doc:"Organisation, with all below it"`
	OwnerID     string `query:"ownerId" validate:"max=64" doc:"Exactly this organisation"`
	SystemID    string `query:"systemId" validate:"max=64"`
	ProcedureID string `query:"procedureId" validate:"max=64"`
}

// Filter narrows the list. Lists are separated by commas.
type Filter struct {
	api.List
	Scope
	Stars          string `query:"stars" validate:"max=40" doc:"0 to 5"`
	Band           string `query:"band" validate:"max=60" doc:"good, fair, poor, unknown"`
	Freshness      string `query:"freshness" validate:"max=60" doc:"fresh, late, stale, unknown"`
	PersonalData   string `query:"personalData" validate:"max=100" doc:"undecided for not given"`
	Publication    string `query:"publication" validate:"max=60" doc:"undecided for not decided"`
	Format         string `query:"format" validate:"max=200" doc:"undecided for not given"`
	UpdateInterval string `query:"updateInterval" validate:"max=200" doc:"undecided for not given"`
	Sample         string `query:"sample" validate:"max=60" doc:"none, measured, redefined"`
	Missing        string `query:"missing" validate:"max=100" doc:"One of these parts was not measured"`
	Meets          string `query:"meets" validate:"omitempty,oneof=true false" doc:"Counts for the headline"`
	Waiting        string `query:"waiting" validate:"omitempty,oneof=true" doc:"A proposal waits for its decision"`
	UseKnown       string `query:"useKnown" validate:"omitempty,oneof=true false" doc:"Of the newest year"`
	UseFY          int    `query:"useFy" validate:"omitempty,min=1989,max=2100" doc:"The uses of this fiscal year are known"`
	NoUseFY        int    `query:"noUseFy" validate:"omitempty,min=1989,max=2100" doc:"The uses of this fiscal year are unknown"`
}

// undecided asks a list for the rows of which nobody has said it.
const undecided = "undecided"

func (s *Service) filtered(ctx context.Context, f *Filter) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("datasets:read")
	if err != nil {
		return nil, err
	}
	q := store.Within(s.store.Read(ctx).Table("datasets"), scope.All, "datasets.section_id", scope.Sections, "", "")
	if f.SectionID != "" {
		q = q.Where("datasets.section_id IN ?", authz.DirectoryOf(ctx).Below(f.SectionID))
	}
	if f.OwnerID != "" {
		q = q.Where("datasets.section_id = ?", f.OwnerID)
	}
	if f.SystemID != "" {
		q = q.Where("datasets.id IN (SELECT dataset_id FROM dataset_systems WHERE system_id = ?)", f.SystemID)
	}
	if f.ProcedureID != "" {
		q = q.Where("datasets.id IN (SELECT dataset_id FROM dataset_procedures WHERE procedure_id = ?)", f.ProcedureID)
	}
	for _, w := range []struct {
		field, column, list string
		allowed             []string
	}{
		{"stars", "CAST(datasets.stars AS TEXT)", f.Stars, []string{"0", "1", "2", "3", "4", "5"}},
		{"personalData", "datasets.personal_data", f.PersonalData, append(classes, undecided)},
		{"publication", "datasets.publication", f.Publication, []string{string(Public), string(Limited), string(Closed), undecided}},
		{"format", "datasets.format", f.Format, append(formats, undecided)},
		{"updateInterval", "datasets.update_interval", f.UpdateInterval, append(intervals, undecided)},
		{"sample", "datasets.sample", f.Sample, []string{string(NoSample), string(Measured), string(Redefined)}},
	} {
		if w.list == "" {
			continue
		}
		values := strings.Split(w.list, ",")
		if err := among(w.field, values, w.allowed...); err != nil {
			return nil, err
		}
		for i := range values {
			if values[i] == undecided {
				values[i] = ""
			}
		}
		q = q.Where(w.column+" IN ?", values)
	}
	if q, err = s.reckoned(q, f); err != nil {
		return nil, err
	}
	if f.Waiting != "" {
		q = q.Where("datasets.proposed <> ''")
	}
	if f.Q != "" {
		q = q.Where(`datasets.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return used(q, f), nil
}

// reckoned narrows by what depends on the day.
func (s *Service) reckoned(q *gorm.DB, f *Filter) (*gorm.DB, error) {
	r := s.on(s.today())
	if f.Band != "" {
		list := strings.Split(f.Band, ",")
		if err := among("band", list, Bands...); err != nil {
			return nil, err
		}
		q = q.Where(r.band()+" IN ?", list)
	}
	if f.Freshness != "" {
		list := strings.Split(f.Freshness, ",")
		if err := among("freshness", list, AllFreshness...); err != nil {
			return nil, err
		}
		q = q.Where(r.freshness()+" IN ?", list)
	}
	if f.Missing != "" {
		list := strings.Split(f.Missing, ",")
		if err := among("missing", list, AllParts...); err != nil {
			return nil, err
		}
		parts := make([]string, len(list))
		for i, p := range list {
			parts[i] = r.column(Part(p)) + " IS NULL"
		}
		q = q.Where("(" + strings.Join(parts, " OR ") + ")")
	}
	switch f.Meets {
	case "true":
		q = q.Where(r.meets())
	case "false":
		q = q.Where("COALESCE(" + r.meets() + ", FALSE) = FALSE")
	}
	return q, nil
}

func among[T ~string](field string, given []string, allowed ...T) error {
	for _, g := range given {
		if !slices.Contains(allowed, T(g)) {
			return fault.Bad("query."+field, "oneof", fault.Params{"allowed": allowed})
		}
	}
	return nil
}

// used narrows by what is known of the uses.
func used(q *gorm.DB, f *Filter) *gorm.DB {
	switch f.UseKnown {
	case "true":
		q = q.Where("datasets.use_count IS NOT NULL")
	case "false":
		q = q.Where("datasets.use_count IS NULL")
	}
	const known = "EXISTS (SELECT 1 FROM dataset_uses u WHERE u.fiscal_year = ? AND u.dataset_id = datasets.id AND u.uses IS NOT NULL)"
	if f.UseFY != 0 {
		q = q.Where(known, f.UseFY)
	}
	if f.NoUseFY != 0 {
		q = q.Where("NOT "+known, f.NoUseFY)
	}
	return q
}

// List finds datasets that the caller may see.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return store.Page[Item]{}, err
	}
	day := s.today()
	// Unknown uses and scores come last in the falling order.
	sorts := store.Sorts{
		"code": "datasets.code", "updatedAt": "datasets.updated_at", "useCount": "datasets.use_rank", "stars": "datasets.stars",
		"score": "COALESCE(" + s.on(day).score() + ", -1)", "updatedOn": "COALESCE(datasets.data_day, -1)",
	}
	page, err := store.FindPage[Item](q, itemColumns, f.Paging(), sorts, "-useCount")
	if err != nil {
		return page, err
	}
	dir := authz.DirectoryOf(ctx)
	for i := range page.Items {
		it := &page.Items[i]
		o, _ := dir.Organisation(it.SectionID)
		it.SectionName, it.SectionNameEn = o.Name, o.NameEn
		it.Judged = it.judge(s.settings, it.DataDay, it.MayAge, day)
	}
	return page, s.years(ctx, page.Items, max(f.UseFY, f.NoUseFY))
}

// years fills in the uses of one fiscal year, in one statement for the whole page.
func (s *Service) years(ctx context.Context, items []Item, fy int) error {
	if fy == 0 || len(items) == 0 {
		return nil
	}
	at, ids := map[string]*Item{}, make([]string, len(items))
	for i := range items {
		at[items[i].ID], ids[i] = &items[i], items[i].ID
	}
	rows, err := store.Scan[Use](s.store.Read(ctx).Table("dataset_uses").Where("fiscal_year = ? AND dataset_id IN ?", fy, ids))
	for i := range rows {
		at[rows[i].DatasetID].Year = &rows[i]
	}
	return err
}
