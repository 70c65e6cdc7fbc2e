package maturity

import (
	"fmt"
	"regexp"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Kind says whose view an appraisal is.
type Kind string

// Kinds of an appraisal.
const (
	Self     Kind = "self"
	Assessor Kind = "assessor"
)

// other is the view that stands beside it.
func (k Kind) other() Kind {
	if k == Self {
		return Assessor
	}
	return Self
}

// State is how far an appraisal has come.
type State string

// States of an appraisal. A confirmed one never changes.
const (
	StateDraft     State = "draft"
	StateSubmitted State = "submitted"
	StateConfirmed State = "confirmed"
)

// Kinds of subject and instance.
const (
	OfOrganisation = "organisation"
	OfProject      = "project"
	SampledProject = "project"
	SampledSupport = "support"
)

// Instance is a sampled project, or a unit that supports projects.
type Instance struct {
	AppraisalID    string             `json:"-" gorm:"primaryKey"`
	Position       int                `json:"-" gorm:"primaryKey"`
	Key            string             `json:"key" validate:"max=12" doc:"How ratings name it; given when left empty"`
	Kind           string             `json:"kind" validate:"required,oneof=project support"`
	Name           string             `json:"name" validate:"required,max=200"`
	ProjectID      store.Ref          `json:"projectId,omitempty" validate:"max=64"`
	OrganisationID store.Ref          `json:"organisationId,omitempty" validate:"max=64"`
	Areas          store.List[string] `json:"areas" validate:"max=60,dive,max=12" doc:"Areas that it is asked about; all when empty"`
}

// TableName names the table.
func (Instance) TableName() string { return "maturity_instances" }

// Draft is what a person may write of an appraisal. All but day, note and instances stays as it was created.
type Draft struct {
	Model      string               `json:"model" validate:"required,max=40"`
	Kind       Kind                 `json:"kind" validate:"required,oneof=self assessor"`
	Subject    string               `json:"subject" validate:"required,oneof=organisation project"`
	SectionID  string               `json:"sectionId,omitempty" validate:"max=64" doc:"Unit that is appraised; of a project, its section"`
	ProjectID  store.Ref            `json:"projectId,omitempty" validate:"max=64"`
	FiscalYear int                  `json:"fiscalYear" validate:"required,min=1990,max=2100"`
	DueOn      fiscal.Date          `json:"dueOn,omitzero" doc:"Until when it is to be submitted"`
	Note       string               `json:"note,omitempty" validate:"max=4000"`
	Instances  store.List[Instance] `json:"instances" gorm:"-" validate:"min=1,max=40,dive"`
}

// AreaInput is an area as it is entered together with a new appraisal.
type AreaInput struct {
	Area string `json:"area" validate:"required,max=12"`
	AreaDraft
}

// NewDraft is a new appraisal, with as much of its areas as is known already. Areas that are not named are in scope and empty.
type NewDraft struct {
	Draft
	Areas []AreaInput `json:"areas,omitempty" validate:"max=60,dive"`
}

// Check states the rules that tags cannot.
func (d *NewDraft) Check() []fault.Field {
	out := d.Draft.Check()
	for i := range d.Areas {
		for _, f := range d.Areas[i].Check() {
			f.Field = at("areas", i, f.Field)
			out = append(out, f)
		}
	}
	return out
}

var instanceKey = regexp.MustCompile(`^[a-z0-9]{1,12}$`)

// Check states the rules that tags cannot.
func (d *Draft) Check() []fault.Field {
	var out []fault.Field
	bad := func(field, rule string) { out = append(out, fault.Field{Field: field, Rule: rule}) }
	if d.Subject == OfProject && d.ProjectID == "" {
		bad("projectId", "required")
	}
	if d.Subject == OfOrganisation && d.SectionID == "" {
		bad("sectionId", "required")
	}
	seen := map[string]bool{}
	for i, x := range d.Instances {
		switch {
		case x.Key == "":
		case !instanceKey.MatchString(x.Key):
			bad(at("instances", i, "key"), "format")
		case seen[x.Key]:
			bad(at("instances", i, "key"), "duplicate")
		}
		seen[x.Key] = true
	}
	return out
}

// name gives every instance a key.
func (d *Draft) name() {
	rows := slices.Clone(d.Instances)
	used := map[string]bool{}
	for _, x := range rows {
		used[x.Key] = true
	}
	for i, n := 0, 1; i < len(rows); i++ {
		for rows[i].Key == "" {
			if key := fmt.Sprintf("i%d", n); !used[key] {
				rows[i].Key = key
			}
			n++
		}
		if rows[i].Areas == nil {
			rows[i].Areas = []string{}
		}
	}
	d.Instances = rows
}

// instances are the keys of those that are asked about an area.
func (d *Draft) instances(area string) []string {
	out := []string{}
	for _, x := range d.Instances {
		if len(x.Areas) == 0 || slices.Contains(x.Areas, area) {
			out = append(out, x.Key)
		}
	}
	return out
}

// Tally is what follows from all areas of an appraisal.
type Tally struct {
	Level      *int `json:"level" doc:"Null while nothing is rated"`
	Pending    int  `json:"pending" doc:"Judgements that people still owe"`
	Unanswered int  `json:"unanswered" doc:"Goals whose weaknesses nobody has weighed"`
	Unrated    int  `json:"unrated" doc:"Labels that are missing"`
}

// Appraisal is a row.
type Appraisal struct {
	store.Base
	Draft
	Code         string             `json:"code"`
	ModelDigest  string             `json:"modelDigest" doc:"Rules by which the results were computed"`
	SubjectID    string             `json:"subjectId"`
	State        State              `json:"state" enum:"draft,submitted,confirmed"`
	Raters       store.List[string] `json:"raters" doc:"People who rated or judged in it"`
	SubmittedBy  store.Ref          `json:"submittedBy,omitempty"`
	SubmittedAt  store.Time         `json:"submittedAt,omitzero"`
	ConfirmedBy  store.Ref          `json:"confirmedBy,omitempty"`
	ConfirmedAt  store.Time         `json:"confirmedAt,omitzero"`
	ReturnReason string             `json:"returnReason,omitempty" doc:"Why it was sent back"`
	Tally
	Opened []AreaRow `json:"opened,omitempty" gorm:"-" doc:"Areas as they were first entered; in the history only"`
	Search string    `json:"-"`
}

// TableName names the table.
func (Appraisal) TableName() string { return "maturity_appraisals" }

// LoadParts reads the instances.
func (a *Appraisal) LoadParts(db *gorm.DB) (err error) {
	a.Instances, err = store.Scan[Instance](db.Table("maturity_instances").Where("appraisal_id = ?", a.ID).Order("position"))
	return err
}

// SaveParts writes the instances.
func (a *Appraisal) SaveParts(tx *store.Tx, before *Appraisal) error {
	rows := slices.Clone(a.Instances)
	for i := range rows {
		rows[i].AppraisalID, rows[i].Position = a.ID, i
	}
	a.Instances = rows
	var old []Instance
	if before != nil {
		old = before.Instances
	} else if err := a.open(tx); err != nil {
		return err
	}
	return store.ReplaceParts(tx, "appraisal_id", a.ID, old, rows)
}

// open writes the areas of a new appraisal; its own entry in the ledger holds them.
func (a *Appraisal) open(tx *store.Tx) error {
	for i := range a.Opened {
		r := &a.Opened[i]
		r.ID, r.Version, r.CreatedAt, r.UpdatedAt, r.AppraisalID = store.NewID(), 1, tx.Now, tx.Now, a.ID
	}
	return store.ReplaceParts(tx, "appraisal_id", a.ID, nil, a.Opened)
}

// AreaRow is an area of an appraisal: what people entered, and what follows.
type AreaRow struct {
	store.Base
	AppraisalID string     `json:"appraisalId"`
	Area        string     `json:"area"`
	Status      AreaStatus `json:"status" enum:"SATISFIED,UNSATISFIED,NOT_RATED,NOT_APPLICABLE,OUT_OF_SCOPE"`
	Capability  *int       `json:"capability"`
	Pending     int        `json:"pending"`
	Unanswered  int        `json:"unanswered"`
	Unrated     int        `json:"unrated"`
	Rated       int        `json:"rated"`
	Entry
}

// TableName names the table.
func (AreaRow) TableName() string { return "maturity_areas" }

// Root is the appraisal, whose history holds that of its areas.
func (r AreaRow) Root() (noun, id string) { return "maturity_appraisals", r.AppraisalID }

// set puts a result onto the row.
func (r *AreaRow) set(x *AreaResult) {
	r.Status, r.Capability, r.Pending, r.Unanswered, r.Unrated, r.Rated = x.Status, x.Capability, x.Pending, x.Unanswered, x.Unrated, x.Rated
}

// same tells whether the stored result is the one that the labels give.
func (r *AreaRow) same(x *AreaResult) bool {
	if (r.Capability == nil) != (x.Capability == nil) || r.Capability != nil && *r.Capability != *x.Capability {
		return false
	}
	return r.Status == x.Status && r.Pending == x.Pending && r.Unanswered == x.Unanswered && r.Unrated == x.Unrated && r.Rated == x.Rated
}

// tally sums the areas of an appraisal up.
func (m *Model) tally(rows []AreaRow) Tally {
	var out Tally
	standing, rated := map[string]Standing{}, 0
	for i := range rows {
		r := &rows[i]
		standing[r.Area] = Standing{r.Scope, r.Capability}
		out.Pending += r.Pending
		out.Unanswered += r.Unanswered
		out.Unrated += r.Unrated
		rated += r.Rated
	}
	if rated > 0 {
		level := m.Level(standing)
		out.Level = &level
	}
	return out
}

func (t Tally) same(o Tally) bool {
	if (t.Level == nil) != (o.Level == nil) || t.Level != nil && *t.Level != *o.Level {
		return false
	}
	return t.Pending == o.Pending && t.Unanswered == o.Unanswered && t.Unrated == o.Unrated
}

// TargetDraft is what a person may write of a target.
type TargetDraft struct {
	Code       string `json:"code,omitempty" validate:"max=60" doc:"Given when left empty"`
	SectionID  string `json:"sectionId" validate:"required,max=64"`
	Model      string `json:"model" validate:"required,max=40"`
	FiscalYear int    `json:"fiscalYear" validate:"required,min=1990,max=2100"`
	Level      int    `json:"level" validate:"min=0,max=5"`
	Note       string `json:"note,omitempty" validate:"max=1000"`
}

// Target is the level that a unit is to have reached by a fiscal year.
type Target struct {
	store.Base
	TargetDraft
	Search string `json:"-"`
}

// TableName names the table.
func (Target) TableName() string { return "maturity_targets" }

func (t *Target) facts() *authz.Record {
	return &authz.Record{Noun: "maturity_targets", ID: t.ID, Section: t.SectionID}
}

// ActionLink says that an action of a plan was made of what was missing.
type ActionLink struct {
	store.Base
	AppraisalID string `json:"appraisalId"`
	Area        string `json:"area"`
	GroupID     string `json:"group,omitempty"`
	Practice    string `json:"practice,omitempty"`
	ActionID    string `json:"actionId"`
}

// TableName names the table.
func (ActionLink) TableName() string { return "maturity_actions" }

// Root is the appraisal.
func (l ActionLink) Root() (noun, id string) { return "maturity_appraisals", l.AppraisalID }
