package plans

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/history"
)

// Content is what is approved of a plan: what it sets out to do, and not how far
// it has come.
type Content struct {
	Code    string         `json:"code"`
	Name    string         `json:"name"`
	FYFrom  int64          `json:"fyFrom"`
	FYTo    int64          `json:"fyTo"`
	Summary string         `json:"summary"`
	Themes  []ThemeContent `json:"themes"`
}

// ThemeContent is a theme of a frozen plan.
type ThemeContent struct {
	ID      string          `json:"id"`
	Code    string          `json:"code"`
	Name    string          `json:"name"`
	NameEn  string          `json:"nameEn"`
	Field   Field           `json:"field" enum:"ai,online_procedures,data,system_management,work_style,infrastructure,other"`
	Actions []ActionContent `json:"actions"`
}

// ActionContent is an action of a frozen plan.
type ActionContent struct {
	ID         string             `json:"id"`
	Code       string             `json:"code"`
	Name       string             `json:"name"`
	NameEn     string             `json:"nameEn"`
	OwnerID    string             `json:"ownerId"`
	OwnerName  string             `json:"ownerName" doc:"As it was called then"`
	Origin     Origin             `json:"origin" enum:"initial,added"`
	Summary    string             `json:"summary"`
	StartsOn   fiscal.Date        `json:"startsOn"`
	EndsOn     fiscal.Date        `json:"endsOn"`
	Milestones []MilestoneContent `json:"milestones"`
	KPIs       []KPIContent       `json:"kpis"`
}

// MilestoneContent is a milestone of a frozen plan.
type MilestoneContent struct {
	Quarter Quarter `json:"quarter"`
	Text    string  `json:"text"`
}

// KPIContent is a KPI of a frozen plan with the target of then.
type KPIContent struct {
	ID           string   `json:"id"`
	Name         string   `json:"name"`
	Unit         string   `json:"unit"`
	Direction    string   `json:"direction" enum:"increase,decrease"`
	Baseline     *float64 `json:"baseline"`
	BaselineYear int64    `json:"baselineYear"`
	Target       *float64 `json:"target"`
	TargetYear   int64    `json:"targetYear"`
}

// Hash is the SHA-256 of the content's JSON.
func Hash(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

// maxActions of a plan: all of them are frozen at once.
const maxActions = 2000

// contentOf reads a plan as it stands, in five statements.
func contentOf(ctx context.Context, db *gorm.DB, planID string) (*Content, error) {
	plan, err := store.Load[Plan](db, planID)
	if err != nil {
		return nil, err
	}
	c := &Content{Code: plan.Code, Name: plan.Name, FYFrom: plan.FYFrom, FYTo: plan.FYTo, Summary: plan.Summary, Themes: []ThemeContent{}}
	themes, err := themesOf(db, planID)
	if err != nil {
		return nil, err
	}
	actions, err := store.Scan[Action](db.Table("plan_actions").Where("plan_id = ?", planID).Order("code").Limit(maxActions))
	if err != nil {
		return nil, err
	}
	of := db.Table("plan_actions").Where("plan_id = ?", planID).Select("id").Session(&gorm.Session{})
	miles, err := store.Scan[mileRow](db.Table("plan_milestones").Where("action_id IN (?)", of).Order("action_id, quarter").Select("action_id AS of_id, quarter, text"))
	if err != nil {
		return nil, err
	}
	kpis, err := store.Scan[KPI](db.Table("plan_kpis").Where("action_id IN (?)", of).Order("action_id, id"))
	if err != nil {
		return nil, err
	}
	dir := authz.DirectoryOf(ctx)
	for _, t := range themes {
		out := ThemeContent{ID: t.ID, Code: t.Code, Name: t.Name, NameEn: t.NameEn, Field: t.Field, Actions: []ActionContent{}}
		for i := range actions {
			if actions[i].ThemeID == t.ID {
				out.Actions = append(out.Actions, actions[i].content(dir, miles, kpis))
			}
		}
		c.Themes = append(c.Themes, out)
	}
	return c, nil
}

type mileRow struct {
	OfID    string
	Quarter Quarter
	Text    string
}

func (a *Action) content(dir authz.Directory, miles []mileRow, kpis []KPI) ActionContent {
	owner, _ := dir.Organisation(a.OwnerID)
	out := ActionContent{
		ID: a.ID, Code: a.Code, Name: a.Name, NameEn: a.NameEn, OwnerID: a.OwnerID, OwnerName: owner.Name, Origin: a.Origin,
		Summary: a.Summary, StartsOn: a.StartsOn, EndsOn: a.EndsOn, Milestones: []MilestoneContent{}, KPIs: []KPIContent{},
	}
	for _, m := range miles {
		if m.OfID == a.ID {
			out.Milestones = append(out.Milestones, MilestoneContent{m.Quarter, m.Text})
		}
	}
	for i := range kpis {
		k := &kpis[i]
		if k.ActionID != a.ID {
			continue
		}
		kc := KPIContent{ID: k.ID, Name: k.Name, Unit: k.Unit, Direction: k.Direction, Baseline: k.Baseline, BaselineYear: k.BaselineYear}
		if t := k.Target(); t != nil {
			kc.Target, kc.TargetYear = &t.Value, t.Year
		}
		out.KPIs = append(out.KPIs, kc)
	}
	return out
}

// Version is a plan as it was approved. Nobody changes it afterwards.
type Version struct {
	store.Base
	PlanID         string      `json:"planId"`
	Number         int64       `json:"number"`
	ApprovedOn     fiscal.Date `json:"approvedOn"`
	Meeting        string      `json:"meeting" doc:"Meeting that approved it, by number and name"`
	MeetingRef     string      `json:"meetingRef,omitempty" doc:"Its record, where there is one that the caller may read"`
	ApprovedBy     string      `json:"approvedBy" doc:"Person"`
	ApprovedByName string      `json:"approvedByName" doc:"Name as it was then"`
	Note           string      `json:"note,omitempty"`
	Actions        int64       `json:"actions" doc:"How many actions it holds"`
	Content        string      `json:"-"`
	Hash           string      `json:"hash" doc:"SHA-256 of the content"`
}

// TableName names the table.
func (Version) TableName() string { return "plan_versions" }

// Root is the plan.
func (v Version) Root() (noun, id string) { return "plans", v.PlanID }

// Approval is what a meeting decided.
type Approval struct {
	Meeting    string      `json:"meeting" validate:"required,max=200" doc:"Number and name of the meeting"`
	MeetingRef string      `json:"meetingRef,omitempty" validate:"max=64" doc:"Its record, where there is one"`
	On         fiscal.Date `json:"on" validate:"required" doc:"Day of the meeting"`
	Note       string      `json:"note,omitempty" validate:"max=2000"`
	Hash       string      `json:"hash" validate:"required,len=64" doc:"Hash of the content that was seen (GET …/changes): what is approved is what was read"`
}

// Approve freezes a plan as the next version. It refuses when the content is not
// the one that was read.
func (s *Service) Approve(ctx context.Context, id string, version int64, a Approval) (*Plan, error) {
	var row *Plan
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.ApproveIn(ctx, tx, id, version, a)
		return err
	})
	return row, err
}

// ApproveIn is Approve within a larger write, such as a decision that a meeting records.
func (s *Service) ApproveIn(ctx context.Context, tx *store.Tx, id string, version int64, a Approval) (*Plan, error) {
	why := store.Why{Action: "approve", Reason: a.Note}
	return s.transitionIn(ctx, tx, id, version, "plans:approve", why, func(row *Plan) error {
		switch {
		case row.State == StateClosed:
			return wrongState("plan", string(row.State))
		case a.On.After(today(tx)):
			return fault.Bad("on", "future", nil)
		case a.On.Before(row.ApprovedOn):
			return fault.Bad("on", "date_order", fault.Params{"latest": row.ApprovedOn})
		}
		v, err := freeze(ctx, tx, id)
		switch {
		case err != nil:
			return err
		case v.Actions == 0:
			return fault.Clash("no_actions", nil)
		case v.Hash != a.Hash:
			return &fault.Fault{Code: fault.Stale, Params: fault.Params{"version": row.Version, "hash": v.Hash}, Current: row}
		}
		row.Versions++
		v.Number, v.ApprovedOn, v.Meeting, v.MeetingRef, v.Note = row.Versions, a.On, a.Meeting, a.MeetingRef, a.Note
		v.ApprovedBy, v.ApprovedByName = tx.Actor.PersonID, tx.Actor.Name
		row.State, row.ApprovedOn, row.ApprovedMeeting, row.ProposedOn = StateApproved, a.On, a.Meeting, fiscal.Date{}
		return store.Create(tx, v, store.Why{Action: "freeze"})
	})
}

// ReturnIn takes a plan off the list of those that wait for approval, because a meeting did not approve it.
func (s *Service) ReturnIn(ctx context.Context, tx *store.Tx, id string, version int64, reason string) (*Plan, error) {
	return s.transitionIn(ctx, tx, id, version, "plans:approve", store.Why{Action: "return", Reason: reason}, func(row *Plan) error {
		if row.ProposedOn.IsZero() {
			return fault.Clash("already_done", nil)
		}
		row.ProposedOn = fiscal.Date{}
		return nil
	})
}

// HashNow is the hash of a plan's present content: what an approval has to name.
func (s *Service) HashNow(ctx context.Context, id string) (string, error) {
	return HashIn(ctx, s.store.Read(ctx), id)
}

// HashIn is HashNow within a larger reading or write.
func HashIn(ctx context.Context, db *gorm.DB, id string) (string, error) {
	c, err := contentOf(ctx, db, id)
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(c)
	return Hash(string(text)), err
}

// freeze is a plan's present content as a version without its approval.
func freeze(ctx context.Context, db *store.Tx, planID string) (*Version, error) {
	c, err := contentOf(ctx, db.DB, planID)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	v := &Version{PlanID: planID, Content: string(text), Hash: Hash(string(text))}
	for _, t := range c.Themes {
		v.Actions += int64(len(t.Actions))
	}
	return v, nil
}

// ListVersions are the frozen versions of a plan, newest first.
func (s *Service) ListVersions(ctx context.Context, planID string, f *api.List) (store.Page[Version], error) {
	q := s.store.Read(ctx).Table("plan_versions").Where("plan_id = ?", planID)
	page, err := store.FindPage[Version](q, "id, version, created_at, updated_at, plan_id, number, approved_on, meeting, meeting_ref, approved_by, approved_by_name, note, actions, hash",
		f.Paging(), store.Sorts{"number": "number"}, "-number")
	if err != nil {
		return page, err
	}
	return page, s.hideMeetings(ctx, page.Items)
}

// hideMeetings leaves only those meetings linked whose pages the caller may open.
func (s *Service) hideMeetings(ctx context.Context, list []Version) error {
	ids := make([]string, len(list))
	for i, v := range list {
		ids[i] = v.MeetingRef
	}
	open, err := history.Open(ctx, s.store.Read(ctx), "meetings", ids...)
	for i := range list {
		if !open[list[i].MeetingRef] {
			list[i].MeetingRef = ""
		}
	}
	return err
}

// Frozen is a version with what was approved.
type Frozen struct {
	Version
	Plan   Content `json:"plan"`
	Intact bool    `json:"intact" doc:"The content still has the hash that it was approved with"`
}

// GetVersion reads one frozen version.
func (s *Service) GetVersion(ctx context.Context, planID string, number int64) (*Frozen, error) {
	v, err := versionOf(s.store.Read(ctx), planID, number)
	if err != nil {
		return nil, err
	}
	shown := []Version{*v}
	if err := s.hideMeetings(ctx, shown); err != nil {
		return nil, err
	}
	out := &Frozen{Version: shown[0], Intact: Hash(v.Content) == v.Hash}
	return out, json.Unmarshal([]byte(v.Content), &out.Plan)
}

func versionOf(db *gorm.DB, planID string, number int64) (*Version, error) {
	v, err := store.One[Version](db.Table("plan_versions").Where("plan_id = ? AND number = ?", planID, number), "plan_versions", planID)
	return &v, err
}
