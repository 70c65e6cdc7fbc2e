// Package datasets is the inventory of the data that the city holds (データ棚卸): who keeps what, how far it may be opened,
// how open and how good it is, and what it was used for.
package datasets

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// DataColumn is a column of the data by its definition (項目定義).
type DataColumn struct {
	Name     string `json:"name" validate:"required,max=100"`
	Type     string `json:"type" validate:"required,oneof=text integer number date time flag url"`
	Meaning  string `json:"meaning,omitempty" validate:"max=500"`
	Required bool   `json:"required,omitempty" doc:"Every row should hold a value"`
	Key      bool   `json:"key,omitempty" doc:"Part of what tells rows apart"`
}

// Publication is how far data is open (公開区分).
type Publication string

// Public to everyone, limited to some, closed; empty while nobody has decided.
const (
	Undecided Publication = ""
	Public    Publication = "public"
	Limited   Publication = "limited"
	Closed    Publication = "closed"
)

// Use is how often data was used in a fiscal year. A year that is left out is unknown and not 0.
type Use struct {
	DatasetID  string `json:"-" gorm:"primaryKey"`
	FiscalYear int    `json:"fiscalYear" gorm:"primaryKey" validate:"required,min=1989,max=2100"`
	Uses       *int64 `json:"uses,omitempty" validate:"omitempty,min=0,max=1000000000000" doc:"Downloads and calls; left out is unknown"`
	Example    string `json:"example,omitempty" validate:"max=500" doc:"What it was used for"`
}

// TableName names the table.
func (Use) TableName() string { return "dataset_uses" }

// Words of the fields with a closed list.
var (
	intervals = []string{"daily", "weekly", "monthly", "quarterly", "half_yearly", "yearly", "five_yearly", "irregular", "never"}
	classes   = []string{"none", "anonymised", "personal", "sensitive", "specific"}
	personal  = classes[2:] // may not be opened as they are
	formats   = []string{"paper", "image", "pdf", "document", "excel", "database", "csv", "json", "xml", "geojson", "rdf", "api_open"}
	licences  = []string{"cc0", "cc_by", "cc_by_sa", "pdl", "odc_by"}        // open licences
	openForms = []string{"csv", "json", "xml", "geojson", "rdf", "api_open"} // formats that belong to nobody
)

// Draft is what people may write of a dataset.
type Draft struct {
	Code           string                 `json:"code,omitempty" validate:"max=40" doc:"Given by the program when left empty"`
	Name           string                 `json:"name" validate:"required,max=200"`
	Kana           string                 `json:"kana,omitempty" validate:"max=200"`
	NameEn         string                 `json:"nameEn,omitempty" validate:"max=200"`
	SectionID      string                 `json:"sectionId" validate:"required,max=64" doc:"Section that keeps it"`
	Content        string                 `json:"content,omitempty" validate:"max=4000"`
	Standard       string                 `json:"standard,omitempty" validate:"max=200" doc:"Standard that it follows, such as one of the open data standard for local governments"`
	Columns        store.List[DataColumn] `json:"columns,omitempty" validate:"max=200,dive" doc:"Column definition; a sample is held against it"`
	PersonalData   string                 `json:"personalData,omitempty" validate:"omitempty,oneof=none anonymised personal sensitive specific" doc:"Class of personal data (個人情報区分)"`
	Anonymisation  string                 `json:"anonymisation,omitempty" validate:"max=2000" doc:"How persons are made unrecognisable; without it personal data is not published"`
	UpdateInterval string                 `json:"updateInterval,omitempty" validate:"omitempty,oneof=daily weekly monthly quarterly half_yearly yearly five_yearly irregular never"`
	UpdatedOn      fiscal.Date            `json:"updatedOn,omitzero" doc:"When the data itself was last updated"`
	Format         string                 `json:"format,omitempty" validate:"omitempty,oneof=paper image pdf document excel database csv json xml geojson rdf api_open" doc:"Form in which it is kept (保有形態)"`
	Structured     string                 `json:"structured,omitempty" validate:"omitempty,oneof=yes no" doc:"Kept as a table or records; empty is unknown"`
	Uris           string                 `json:"uris,omitempty" validate:"omitempty,oneof=yes no" doc:"Things are named by URIs"`
	Linked         string                 `json:"linked,omitempty" validate:"omitempty,oneof=yes no" doc:"Points at other data"`
	Publication    Publication            `json:"publication,omitempty" validate:"omitempty,oneof=public limited closed" doc:"As it is; later changes are decided"`
	Basis          string                 `json:"basis,omitempty" validate:"max=1000" doc:"Why it is limited or closed"`
	Licence        string                 `json:"licence,omitempty" validate:"omitempty,oneof=cc0 cc_by cc_by_sa pdl odc_by cc_by_nc own_terms"`
	Address        string                 `json:"address,omitempty" validate:"max=1000" doc:"Where it is published"`
	Uses           store.List[Use]        `json:"uses,omitempty" gorm:"-" validate:"max=30,dive" doc:"Uses by fiscal year; left out is unknown, not 0"`
	SystemIDs      store.List[string]     `json:"systemIds,omitempty" gorm:"-" validate:"max=50,dive,required,max=64" doc:"Systems that hold it"`
	ProcedureIDs   store.List[string]     `json:"procedureIds,omitempty" gorm:"-" validate:"max=50,dive,required,max=64" doc:"Procedures that it comes from or serves"`
	Note           string                 `json:"note,omitempty" validate:"max=4000"`
}

// Check states the rules that tags cannot.
func (d *Draft) Check() (out []fault.Field) {
	bad := func(field, rule string) { out = append(out, fault.Field{Field: field, Rule: rule}) }
	for _, list := range []struct {
		field string
		of    []string
	}{{"systemIds", d.SystemIDs}, {"procedureIds", d.ProcedureIDs}} {
		for i, v := range list.of {
			if slices.Contains(list.of[:i], v) {
				bad(elem(list.field, i), "duplicate")
			}
		}
	}
	names := map[string]bool{}
	for i, c := range d.Columns {
		if names[headerForm(c.Name)] {
			bad(elem("columns", i)+".name", "duplicate")
		}
		names[headerForm(c.Name)] = true
	}
	years := map[int]bool{}
	for i, u := range d.Uses {
		if years[u.FiscalYear] {
			bad(elem("uses", i)+".fiscalYear", "duplicate")
		}
		years[u.FiscalYear] = true
	}
	if d.Address != "" && !webAddress(d.Address) {
		bad("address", "web_address")
	}
	return append(out, checkOpening(d.Publication, d.Basis, d.Licence, d.PersonalData, d.Anonymisation)...)
}

// checkOpening holds for a dataset as it is and for a proposal: who keeps data back says why, what persons can be read
// from is made anonymous first, and only published data has an open licence.
func checkOpening(p Publication, basis, licence, class, anonymisation string) (out []fault.Field) {
	bad := func(field, rule string) { out = append(out, fault.Field{Field: field, Rule: rule}) }
	if (p == Limited || p == Closed) && blank(basis) {
		bad("basis", "basis_needed")
	}
	if (p == Limited || p == Closed) && slices.Contains(licences, licence) {
		bad("licence", "open_licence")
	}
	if p == Public && slices.Contains(personal, class) && blank(anonymisation) {
		bad("anonymisation", "anonymisation_needed")
	}
	return out
}

func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

func elem(field string, i int) string { return fmt.Sprintf("%s[%d]", field, i) }

func blank(s string) bool { return strings.TrimSpace(s) == "" }

// Openness are the answers of a draft. A licence opens nothing before the data is published, and what nobody knows is no.
func (d *Draft) Openness() Openness {
	return Openness{
		Licence: d.Publication == Public && slices.Contains(licences, d.Licence), Structured: d.Structured == "yes",
		OpenFormat: slices.Contains(openForms, d.Format), URIs: d.Uris == "yes", Linked: d.Linked == "yes",
	}
}

// metadata is what an entry should say of its data, with what it does say.
func (d *Draft) metadata() (filled, asked int64) {
	meant := len(d.Columns) > 0 && !slices.ContainsFunc(d.Columns, func(c DataColumn) bool { return blank(c.Meaning) })
	wanted := []bool{
		!blank(d.Content), len(d.Columns) > 0, meant, d.PersonalData != "", d.UpdateInterval != "", !d.UpdatedOn.IsZero(), d.Format != "",
		d.Structured != "", d.Publication != Undecided,
	}
	if d.Publication == Public {
		wanted = append(wanted, d.Licence != "", d.Address != "")
	}
	for _, ok := range wanted {
		if ok {
			filled++
		}
	}
	return filled, int64(len(wanted))
}

// SampleState is what a dataset knows of its last measurement.
type SampleState string

// None was measured; of what was measured, the column definition still stands, or it was changed since.
const (
	NoSample  SampleState = "none"
	Measured  SampleState = "measured"
	Redefined SampleState = "redefined"
)

// Standing is what follows from the draft, its last measurement and its open proposal. Parts are in hundredths of a
// percent; null is not measured. What depends on the day is reckoned when it is read.
type Standing struct {
	Stars        int64       `json:"stars" doc:"Openness, 0 to 5"`
	Completeness *int64      `json:"completeness"`
	SchemaFit    *int64      `json:"schemaFit"`
	Uniqueness   *int64      `json:"uniqueness"`
	Machine      *int64      `json:"machine"`
	Metadata     int64       `json:"metadata"`
	Sample       SampleState `json:"sample" enum:"none,measured,redefined"`
	MeasuredOn   fiscal.Date `json:"measuredOn,omitzero"`
	RowCount     *int64      `json:"rowCount" doc:"Rows of the last sample"`
	UseFY        int         `json:"useFy,omitempty" gorm:"column:use_fy" doc:"Newest fiscal year whose uses are known"`
	UseCount     *int64      `json:"useCount" doc:"Uses of that year; null when no year is known"`
	Proposed     Publication `json:"proposed,omitempty" doc:"What waits for a decision"`
	ProposedOn   fiscal.Date `json:"proposedOn,omitzero"`
	ProposedByID store.Ref   `json:"proposedById,omitempty" gorm:"column:proposed_by"`
}

// Dataset is a row of the inventory.
type Dataset struct {
	store.Base
	Draft
	Standing
	DataDay *int64 `json:"-"` // day of the last update, as a number
	MayAge  *int64 `json:"-"` // days that it stays current
	UseRank int64  `json:"-"` // uses, with unknown below 0: what lists are sorted by
	Search  string `json:"-"`
}

// TableName names the table.
func (Dataset) TableName() string { return "datasets" }

// facts are what the policy may ask about a dataset.
func (d *Dataset) facts() *authz.Record {
	return factsOf(d.ID, d.SectionID, d.PersonalData, d.ProposedByID)
}

func factsOf(id, section, class string, proposer store.Ref) *authz.Record {
	r := &authz.Record{Noun: "datasets", ID: id, Section: section}
	if class == "" || slices.Contains(personal, class) { // unknown is not harmless
		r.Kind = "personal_data"
	}
	if proposer != "" {
		r.Parties = map[string][]string{"proposer": {string(proposer)}}
	}
	return r
}

// heldBy is a system that holds a dataset, and servedBy a procedure that it belongs to.
type heldBy struct {
	DatasetID string `gorm:"primaryKey"`
	Position  int    `gorm:"primaryKey"`
	SystemID  string
}

// TableName names the table of systems.
func (heldBy) TableName() string { return "dataset_systems" }

type servedBy struct {
	DatasetID   string `gorm:"primaryKey"`
	Position    int    `gorm:"primaryKey"`
	ProcedureID string
}

// TableName names the table of procedures.
func (servedBy) TableName() string { return "dataset_procedures" }

// LoadParts reads uses, systems and procedures.
func (d *Dataset) LoadParts(db *gorm.DB) (err error) {
	if d.Uses, err = store.Scan[Use](db.Table("dataset_uses").Where("dataset_id = ?", d.ID).Order("fiscal_year")); err != nil {
		return err
	}
	if d.SystemIDs, err = store.Column[string](db.Table("dataset_systems").Where("dataset_id = ?", d.ID).Order("position").Select("system_id")); err != nil {
		return err
	}
	d.ProcedureIDs, err = store.Column[string](db.Table("dataset_procedures").Where("dataset_id = ?", d.ID).Order("position").Select("procedure_id"))
	return err
}

// SaveParts writes uses, systems and procedures.
func (d *Dataset) SaveParts(tx *store.Tx, before *Dataset) error {
	if err := store.ReplaceParts(tx, "dataset_id", d.ID, before.uses(), d.uses()); err != nil {
		return err
	}
	if err := store.ReplaceParts(tx, "dataset_id", d.ID, before.systems(), d.systems()); err != nil {
		return err
	}
	return store.ReplaceParts(tx, "dataset_id", d.ID, before.procedures(), d.procedures())
}

func (d *Dataset) uses() (out []Use) {
	if d != nil {
		out = slices.Clone(d.Uses)
		for i := range out {
			out[i].DatasetID = d.ID
		}
	}
	return out
}

func (d *Dataset) systems() (out []heldBy) {
	if d != nil {
		for i, id := range d.SystemIDs {
			out = append(out, heldBy{d.ID, i, id})
		}
	}
	return out
}

func (d *Dataset) procedures() (out []servedBy) {
	if d != nil {
		for i, id := range d.ProcedureIDs {
			out = append(out, servedBy{d.ID, i, id})
		}
	}
	return out
}

// Derive fills the columns that follow from the draft and its last measurement, nil for none.
func (d *Dataset) Derive(set *Settings, last *Measurement) {
	d.Code, d.Address = store.Code(d.Code), strings.TrimSpace(d.Address)
	d.Stars = Stars(d.Openness())
	filled, asked := d.metadata()
	d.Metadata = *ratio(filled, asked)
	d.Completeness, d.SchemaFit, d.Uniqueness, d.Machine, d.RowCount = nil, nil, nil, nil, nil
	d.Sample, d.MeasuredOn = NoSample, fiscal.Date{}
	if last != nil {
		d.Sample, d.MeasuredOn, d.RowCount = Measured, last.MeasuredOn, &last.RowCount
		d.Machine = last.Checks.V.machine(d.Stars >= set.Quality.Stars)
		if last.Definition == definition(d.Columns) {
			d.Completeness, d.SchemaFit, d.Uniqueness = last.Completeness, last.SchemaFit, last.Uniqueness
		} else {
			d.Sample = Redefined // held against other columns than those of today
		}
	}
	d.DataDay, d.MayAge = dayNumber(d.UpdatedOn), nil
	if days, ok := set.Intervals[d.UpdateInterval]; ok {
		d.MayAge = &days
	}
	slices.SortStableFunc(d.Uses, func(a, b Use) int { return a.FiscalYear - b.FiscalYear })
	d.UseFY, d.UseCount, d.UseRank = 0, nil, -1
	for _, u := range d.Uses {
		if u.Uses != nil {
			d.UseFY, d.UseCount, d.UseRank = u.FiscalYear, u.Uses, *u.Uses
		}
	}
	d.Search = store.Fold(d.Code, d.Name, d.Kana, d.NameEn, d.Standard)
}

// Judged is what a dataset is worth on a day.
type Judged struct {
	Currency  *int64    `json:"currency" doc:"Part of the score, in hundredths of a percent; null without a date or an interval"`
	Score     *float64  `json:"score" doc:"0 to 100, rounded down to two decimals; null while a part was not measured"`
	Missing   []Part    `json:"missing" doc:"Parts that were not measured"`
	Band      Band      `json:"band" enum:"good,fair,poor,unknown"`
	Freshness Freshness `json:"freshness" enum:"fresh,late,stale,unknown"`
	Meets     bool      `json:"meets" doc:"Counts for the headline: good, and open enough"`
}

// judge reckons what depends on the day.
func (st *Standing) judge(set *Settings, dataDay, mayAge *int64, today fiscal.Date) Judged {
	j := Judged{Missing: []Part{}}
	if dataDay != nil && mayAge != nil {
		v := Current(*dayNumber(today)-*dataDay, *mayAge)
		j.Currency = &v
	}
	metadata := st.Metadata
	score, missing := Score(set.Quality.Weights, Parts{st.Completeness, st.SchemaFit, j.Currency, st.Uniqueness, st.Machine, &metadata})
	j.Score, j.Missing = score, append(j.Missing, missing...)
	j.Band, j.Freshness = set.Quality.BandOf(score), FreshnessOf(j.Currency)
	j.Meets = set.Quality.Meets(score, st.Stars)
	return j
}
