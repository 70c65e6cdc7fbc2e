package procedures

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Item is a procedure in a list.
type Item struct {
	store.Base
	Code            string             `json:"code"`
	Name            string             `json:"name"`
	NameEn          string             `json:"nameEn"`
	SectionID       string             `json:"sectionId"`
	SectionName     string             `json:"sectionName" gorm:"-"`
	SectionNameEn   string             `json:"sectionNameEn" gorm:"-"`
	Kind            string             `json:"kind" enum:"application,disposition,other_disposition,inspection,record"`
	PriorityGroups  store.List[string] `json:"priorityGroups"`
	CurrentClass    Class              `json:"currentClass" enum:"A,B,C,unknown"`
	PotentialClass  Class              `json:"potentialClass" enum:"A,B,C,unknown"`
	Progress        Progress           `json:"progress" enum:"reached,open,visit,unknown"`
	FormNow         Method             `json:"formNow"`
	IdentityNow     Method             `json:"identityNow"`
	PaymentNow      Method             `json:"paymentNow"`
	AttachmentsNow  Method             `json:"attachmentsNow"`
	DeliveryNow     Method             `json:"deliveryNow"`
	Obstacles       store.List[string] `json:"obstacles"`
	BprState        string             `json:"bprState" enum:"not_started,analysing,redesigning,done,not_needed,"`
	TargetFY        int                `json:"targetFy,omitempty" gorm:"column:target_fy"`
	Overdue         bool               `json:"overdue" gorm:"-" doc:"The target year is over and the potential class not reached"`
	ReachedOn       fiscal.Date        `json:"reachedOn,omitzero"`
	VolumeFY        int                `json:"volumeFy,omitempty" gorm:"column:volume_fy"`
	Volume          *int64             `json:"volume" doc:"Newest known year; null is unknown"`
	OnlineVolume    *int64             `json:"onlineVolume"`
	OnlineRate      *float64           `json:"onlineRate" gorm:"-" doc:"Online over all applications in percent; null when unknown or none"`
	HeldAttachments int64              `json:"heldAttachments"`
	ProjectID       store.Ref          `json:"projectId,omitempty"`
	Year            *Volume            `json:"year,omitempty" gorm:"-" doc:"Volumes of the year that volumeFy or noVolumeFy asks for"`
}

const itemColumns = `procedures.id, procedures.version, procedures.created_at, procedures.updated_at, procedures.code, procedures.name, procedures.name_en,
	procedures.section_id, procedures.kind, procedures.priority_groups, procedures.current_class, procedures.potential_class, procedures.progress,
	procedures.form_now, procedures.identity_now, procedures.payment_now, procedures.attachments_now, procedures.delivery_now, procedures.obstacles,
	procedures.bpr_state, procedures.target_fy, procedures.reached_on, procedures.volume_fy, procedures.volume, procedures.online_volume,
	procedures.held_attachments, procedures.project_id`

// sorts are the orders that a list may be asked for. Unknown volumes come last in the falling order.
var sorts = store.Sorts{
	"code": "procedures.code", "updatedAt": "procedures.updated_at", "volume": "procedures.volume_rank",
	"targetFy": "procedures.target_fy",
}

// Scope narrows figures and lists to the procedures of an organisation, a group, a system or a project.
type Scope struct {
	SectionID string `query:"sectionId" validate:"max=64" doc:"Organisation, with all below it"`
	OwnerID   string `query:"ownerId" validate:"max=64" doc:"Exactly this organisation"`
	Group     string `query:"priorityGroups" validate:"max=200" doc:"Priority groups of the settings"`
	SystemID  string `query:"systemId" validate:"max=64"`
	ProjectID string `query:"projectId" validate:"max=64"`
}

// Filter narrows the list. Lists are separated by commas.
type Filter struct {
	api.List
	Scope
	CurrentClass   string `query:"currentClass" validate:"max=40"`
	PotentialClass string `query:"potentialClass" validate:"max=40"`
	Progress       string `query:"progress" validate:"max=60"`
	Kind           string `query:"kind" validate:"max=200"`
	BprState       string `query:"bprState" validate:"max=200" doc:"none for not given"`
	Obstacles      string `query:"obstacles" validate:"max=400" doc:"Has one of these"`
	Form           string `query:"form" validate:"max=40" doc:"How the step is done now: online, post, visit, unknown"`
	Identity       string `query:"identity" validate:"max=40"`
	Payment        string `query:"payment" validate:"max=40"`
	Attachments    string `query:"attachments" validate:"max=40"`
	Delivery       string `query:"delivery" validate:"max=40"`
	TargetFY       string `query:"targetFy" validate:"max=100" doc:"Fiscal years; 0 for none"`
	ReachedFY      string `query:"reachedFy" validate:"max=100" doc:"Fiscal years in which the potential class was reached"`
	Overdue        string `query:"overdue" validate:"omitempty,oneof=true"`
	VolumeKnown    string `query:"volumeKnown" validate:"omitempty,oneof=true false" doc:"Of the newest year"`
	OnlineKnown    string `query:"onlineKnown" validate:"omitempty,oneof=true false" doc:"Whether volume and its online part are known"`
	VolumeFY       int    `query:"volumeFy" validate:"omitempty,min=1989,max=2100" doc:"The volume of this fiscal year is known"`
	NoVolumeFY     int    `query:"noVolumeFy" validate:"omitempty,min=1989,max=2100" doc:"The volume of this fiscal year is unknown"`
	OnceOnly       string `query:"onceOnly" validate:"omitempty,oneof=true" doc:"Asks for a document that the administration holds"`
	Vital          string `query:"vital" validate:"omitempty,oneof=true" doc:"Of the most used that together make up the share of the settings"`
}

func (s *Service) filtered(ctx context.Context, f *Filter) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("procedures:read")
	if err != nil {
		return nil, err
	}
	q := store.Within(s.store.Read(ctx).Table("procedures"), scope.All, "procedures.section_id", scope.Sections, "", "")
	if f.SectionID != "" {
		q = q.Where("procedures.section_id IN ?", authz.DirectoryOf(ctx).Below(f.SectionID))
	}
	if f.OwnerID != "" {
		q = q.Where("procedures.section_id = ?", f.OwnerID)
	}
	if f.SystemID != "" {
		q = q.Where("procedures.id IN (SELECT procedure_id FROM procedure_systems WHERE system_id = ?)", f.SystemID)
	}
	if f.ProjectID != "" {
		q = q.Where("procedures.project_id = ?", f.ProjectID)
	}
	if q, err = s.wording(q, f); err != nil {
		return nil, err
	}
	for _, years := range []struct{ field, column, list string }{{"targetFy", "target_fy", f.TargetFY}, {"reachedFy", "reached_fy", f.ReachedFY}} {
		if q, err = ofYears(q, years.field, "procedures."+years.column, years.list); err != nil {
			return nil, err
		}
	}
	if f.Overdue != "" {
		q = q.Where(overdueSQL(s.nowFY()))
	}
	if f.OnceOnly != "" {
		q = q.Where("procedures.held_attachments > 0")
	}
	if f.Q != "" {
		q = q.Where(`procedures.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return s.measured(q, f)
}

// wording narrows by words of lists: classes, steps, groups, obstacles.
func (s *Service) wording(q *gorm.DB, f *Filter) (*gorm.DB, error) {
	for _, w := range []struct{ column, list string }{
		{"current_class", f.CurrentClass}, {"potential_class", f.PotentialClass}, {"progress", f.Progress}, {"kind", f.Kind},
	} {
		q = store.AnyOf(q, "procedures."+w.column, w.list)
	}
	if f.BprState != "" {
		states := strings.Split(f.BprState, ",")
		for i := range states {
			if states[i] == "none" {
				states[i] = ""
			}
		}
		q = q.Where("procedures.bpr_state IN ?", states)
	}
	for _, step := range []struct {
		step Step
		list string
	}{{Form, f.Form}, {Identity, f.Identity}, {Payment, f.Payment}, {Attachments, f.Attachments}, {Delivery, f.Delivery}} {
		if step.list == "" {
			continue
		}
		parts := []string{}
		for _, level := range strings.Split(step.list, ",") {
			if !slices.Contains(Levels, Level(level)) {
				return nil, fault.Bad("query."+string(step.step), "oneof", fault.Params{"allowed": Levels})
			}
			parts = append(parts, levelSQL(step.step, Level(level)))
		}
		q = q.Where("(" + strings.Join(parts, " OR ") + ")")
	}
	for _, w := range []struct {
		field, column, list string
		words               []Word
	}{{"priorityGroups", "priority_groups", f.Group, s.settings.Groups}, {"obstacles", "obstacles", f.Obstacles, s.settings.Obstacles}} {
		if w.list == "" {
			continue
		}
		parts := []string{}
		for _, id := range strings.Split(w.list, ",") {
			if !known(w.words, id) {
				return nil, fault.Bad("query."+w.field, "oneof", nil)
			}
			parts = append(parts, hasSQL(w.column, id))
		}
		q = q.Where("(" + strings.Join(parts, " OR ") + ")")
	}
	return q, nil
}

// measured narrows by what is known of the volume; last, because vital ranks within what is left.
func (s *Service) measured(q *gorm.DB, f *Filter) (*gorm.DB, error) {
	switch f.VolumeKnown {
	case "true":
		q = q.Where("procedures.volume IS NOT NULL")
	case "false":
		q = q.Where("procedures.volume IS NULL")
	}
	switch f.OnlineKnown {
	case "true":
		q = q.Where("procedures.volume IS NOT NULL AND procedures.online_volume IS NOT NULL")
	case "false":
		q = q.Where("(procedures.volume IS NULL OR procedures.online_volume IS NULL)")
	}
	const counted = "EXISTS (SELECT 1 FROM procedure_volumes v WHERE v.fiscal_year = ? AND v.procedure_id = procedures.id AND v.counted IS NOT NULL)"
	if f.VolumeFY != 0 {
		q = q.Where(counted, f.VolumeFY)
	}
	if f.NoVolumeFY != 0 {
		q = q.Where("NOT "+counted, f.NoVolumeFY)
	}
	if f.Vital != "" {
		m, err := s.most(q)
		if err != nil {
			return nil, err
		}
		q = m.only(q)
	}
	return q, nil
}

// ofYears narrows to the fiscal years of a comma list.
func ofYears(q *gorm.DB, field, column, list string) (*gorm.DB, error) {
	if list == "" {
		return q, nil
	}
	years := []int{}
	for _, text := range strings.Split(list, ",") {
		fy, err := strconv.Atoi(text)
		if err != nil {
			return nil, fault.Bad("query."+field, "format", nil)
		}
		years = append(years, fy)
	}
	return q.Where(column+" IN ?", years), nil
}

func (s *Service) nowFY() int { return fiscal.FY(fiscal.Today(s.store.Now())) }

// List finds procedures that the caller may see.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return store.Page[Item]{}, err
	}
	page, err := store.FindPage[Item](q, itemColumns, f.Paging(), sorts, "-volume")
	if err != nil {
		return page, err
	}
	dir, fy := authz.DirectoryOf(ctx), s.nowFY()
	for i := range page.Items {
		it := &page.Items[i]
		o, _ := dir.Organisation(it.SectionID)
		it.SectionName, it.SectionNameEn = o.Name, o.NameEn
		it.Overdue = Overdue(it.Progress, it.TargetFY, fy)
		it.OnlineRate = OnlineRate(it.OnlineVolume, it.Volume)
	}
	return page, s.years(ctx, page.Items, max(f.VolumeFY, f.NoVolumeFY))
}

// years fills in the volumes of one fiscal year, in one statement for the whole page.
func (s *Service) years(ctx context.Context, items []Item, fy int) error {
	if fy == 0 || len(items) == 0 {
		return nil
	}
	at, ids := map[string]*Item{}, make([]string, len(items))
	for i := range items {
		at[items[i].ID], ids[i] = &items[i], items[i].ID
	}
	rows, err := store.Scan[Volume](s.store.Read(ctx).Table("procedure_volumes").Where("fiscal_year = ? AND procedure_id IN ?", fy, ids))
	for i := range rows {
		at[rows[i].ProcedureID].Year = &rows[i]
	}
	return err
}
