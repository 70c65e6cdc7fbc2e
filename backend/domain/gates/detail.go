package gates

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/history"
)

// OpinionView is an opinion with the reviewer's name.
type OpinionView struct {
	OpinionRecord
	ReviewerName   string     `json:"reviewerName"`
	ReviewerNameEn string     `json:"reviewerNameEn,omitempty"`
	RatedOn        int        `json:"scale" doc:"Tiers of the scale that the rating was given on"`
	At             store.Time `json:"at"`
}

// DecisionView is a decision with the decider's name and how everything stood when it was made.
type DecisionView struct {
	ID             string     `json:"id"`
	Outcome        Outcome    `json:"outcome" enum:"approved,conditional,returned,deferred,rejected"`
	Reason         string     `json:"reason"`
	Number         store.Ref  `json:"number,omitempty"`
	DecidedAt      store.Time `json:"decidedAt"`
	DeciderID      string     `json:"deciderId"`
	DeciderName    string     `json:"deciderName"`
	DeciderNameEn  string     `json:"deciderNameEn,omitempty"`
	DeciderTitle   string     `json:"deciderTitle" doc:"Post as it was called then"`
	DeciderTitleEn string     `json:"deciderTitleEn,omitempty"`
	Authority      Authority  `json:"authority" enum:"cio,ict_director,sysmgmt_director,headquarters"`
	SubstituteFor  store.Ref  `json:"substituteFor,omitempty"`
	MeetingID      store.Ref  `json:"meetingId,omitempty" doc:"Meeting that decided, where the caller may read it"`
	PolicySHA      string     `json:"policySha"`
	Readiness      Readiness  `json:"readiness"`
}

// ConditionView is a condition with the names around it.
type ConditionView struct {
	ConditionRecord
	ProjectCode      string                   `json:"projectCode"`
	ProjectName      string                   `json:"projectName"`
	ProjectNameEn    string                   `json:"projectNameEn,omitempty"`
	ProjectState     string                   `json:"projectState" enum:"draft,active,execution,completed,stopped"`
	Tier             Tier                     `json:"tier" enum:"A,B,C"`
	SectionID        string                   `json:"applicantId"`
	OwnerName        string                   `json:"ownerName"`
	OwnerNameEn      string                   `json:"ownerNameEn,omitempty"`
	ReportedByName   string                   `json:"reportedByName,omitempty" gorm:"-"`
	ReportedByNameEn string                   `json:"reportedByNameEn,omitempty" gorm:"-"`
	VerifiedByName   string                   `json:"verifiedByName,omitempty" gorm:"-"`
	VerifiedByNameEn string                   `json:"verifiedByNameEn,omitempty" gorm:"-"`
	WaivedByName     string                   `json:"waivedByName,omitempty" gorm:"-"`
	WaivedByNameEn   string                   `json:"waivedByNameEn,omitempty" gorm:"-"`
	Overdue          bool                     `json:"overdue"`
	Can              map[string]authz.Verdict `json:"can" gorm:"-"`
}

// Detail is an application with all that its page shows.
type Detail struct {
	ApplicationRecord
	ProjectCode     string                   `json:"projectCode"`
	ProjectName     string                   `json:"projectName"`
	ProjectNameEn   string                   `json:"projectNameEn,omitempty"`
	ApplicantName   string                   `json:"applicantName"`
	ApplicantNameEn string                   `json:"applicantNameEn,omitempty"`
	DCA             DCA                      `json:"dca,omitempty" enum:"green,amber_green,amber,amber_red,red" doc:"Worst delivery confidence of the opinions"`
	Deciders        []Authority              `json:"deciders" enum:"cio,ict_director,sysmgmt_director,headquarters"`
	Opinions        []OpinionView            `json:"opinions"`
	Decision        *DecisionView            `json:"decision,omitempty"`
	Conditions      []ConditionView          `json:"conditions"`
	Rounds          []RoundRef               `json:"rounds" doc:"Every round at this gate, first one first"`
	People          map[string]Name          `json:"people" doc:"Names of the people in preparedBy, reviewers, submittedBy and headId"`
	Can             map[string]authz.Verdict `json:"can"`
}

// Get reads one application for its page.
func (s *Service) Get(ctx context.Context, id string) (*Detail, error) {
	db := s.store.Read(ctx)
	row, d, err := s.load(db, id)
	if err != nil {
		return nil, err
	}
	ops, err := opinions(db, id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "gates:read", row.record(s.set, d.project, ops)); err != nil {
		return nil, err
	}
	return s.detail(ctx, db, d, row, ops)
}

func (s *Service) detail(ctx context.Context, db *gorm.DB, d *dossier, row *ApplicationRecord, ops []OpinionRecord) (*Detail, error) {
	section, _ := authz.DirectoryOf(ctx).Organisation(row.ApplicantID)
	out := &Detail{
		ApplicationRecord: *row, ProjectCode: d.project.Code, ProjectName: d.project.Name, ProjectNameEn: d.project.NameEn,
		ApplicantName: section.Name, ApplicantNameEn: section.NameEn, DCA: WorstDCA(row.rules(d.project, ops).Opinions),
		Deciders: s.set.Deciders(row.Tier, row.Gate, d.project.HQDesignated), Opinions: []OpinionView{}, Conditions: []ConditionView{}, Rounds: []RoundRef{},
	}
	decision, err := decisionOf(db, row.ID)
	if err != nil {
		return nil, err
	}
	if out.People, err = names(db, d.persons(row, ops, decision)); err != nil {
		return nil, err
	}
	for _, o := range ops {
		n := out.People[o.ReviewerID]
		out.Opinions = append(out.Opinions, OpinionView{o, n.Name, n.NameEn, o.Scale, o.CreatedAt})
	}
	if decision != nil {
		out.Decision = decision.view(out.People)
		open, err := history.Open(ctx, db, "meetings", string(decision.MeetingID))
		if err != nil {
			return nil, err
		}
		if !open[string(decision.MeetingID)] {
			out.Decision.MeetingID = ""
		}
	}
	for i := range d.conditions {
		if d.conditions[i].ApplicationID != row.ID {
			continue
		}
		c, err := s.conditionView(ctx, d, d.conditions[i], row, out.People)
		if err != nil {
			return nil, err
		}
		out.Conditions = append(out.Conditions, c)
	}
	for _, r := range d.rounds {
		if r.Gate == row.Gate {
			out.Rounds = append(out.Rounds, RoundRef{r.ID, r.Round, r.State, r.Outcome, r.Number, r.SubmittedAt, r.DecidedAt})
		}
	}
	out.Can, err = s.can(ctx, d, row, ops)
	return out, err
}

func decisionOf(db *gorm.DB, applicationID string) (*DecisionRecord, error) {
	rows, err := store.Scan[DecisionRecord](db.Table("gate_decisions").Where("application_id = ?", applicationID).Limit(1))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

// persons are all whom the page of an application names.
func (d *dossier) persons(row *ApplicationRecord, ops []OpinionRecord, decision *DecisionRecord) []string {
	ids := append(slices.Clone(row.PreparedBy), row.Reviewers...)
	ids = append(ids, string(row.HeadID), string(row.SubmittedBy))
	for _, o := range ops {
		ids = append(ids, o.ReviewerID)
	}
	for _, c := range d.conditions {
		if c.ApplicationID == row.ID {
			ids = append(ids, c.OwnerID, string(c.ReportedBy), string(c.VerifiedBy), string(c.WaivedBy))
		}
	}
	if decision != nil {
		ids = append(ids, decision.DeciderID)
	}
	return ids
}

func (d *DecisionRecord) view(people map[string]Name) *DecisionView {
	n := people[d.DeciderID]
	return &DecisionView{
		ID: d.ID, Outcome: d.Outcome, Reason: d.Reason, Number: d.Number, DecidedAt: d.CreatedAt, DeciderID: d.DeciderID,
		DeciderName: n.Name, DeciderNameEn: n.NameEn, DeciderTitle: d.DeciderTitle, DeciderTitleEn: d.DeciderTitleEn,
		Authority: d.Authority, SubstituteFor: d.SubstituteFor, MeetingID: d.MeetingID, PolicySHA: d.PolicySHA, Readiness: d.Readiness.V,
	}
}

func (s *Service) conditionView(ctx context.Context, d *dossier, c ConditionRecord, row *ApplicationRecord, people map[string]Name) (ConditionView, error) {
	v := ConditionView{
		ConditionRecord: c, ProjectCode: d.project.Code, ProjectName: d.project.Name, ProjectNameEn: d.project.NameEn, ProjectState: d.project.State, Tier: row.Tier, SectionID: row.ApplicantID,
		OwnerName: people[c.OwnerID].Name, OwnerNameEn: people[c.OwnerID].NameEn,
		Overdue: !d.project.given() && c.rules().Overdue(fiscal.Today(s.store.Now()), d.states()),
	}
	v.name(people)
	return v, s.judge(ctx, &v)
}

// name fills the names of those who acted on the condition.
func (v *ConditionView) name(people map[string]Name) {
	v.ReportedByName, v.ReportedByNameEn = people[string(v.ReportedBy)].Name, people[string(v.ReportedBy)].NameEn
	v.VerifiedByName, v.VerifiedByNameEn = people[string(v.VerifiedBy)].Name, people[string(v.VerifiedBy)].NameEn
	v.WaivedByName, v.WaivedByNameEn = people[string(v.WaivedBy)].Name, people[string(v.WaivedBy)].NameEn
}

// judge tells what the caller may do with a condition now: the policy first, then its state.
func (s *Service) judge(ctx context.Context, v *ConditionView) (err error) {
	v.Can, err = authz.Can(ctx, "conditions", v.record(s.set, v.Tier, v.SectionID), "report", "verify", "waive")
	if err != nil {
		return err
	}
	live := !Project{State: v.ProjectState}.given()
	v.Can["report"] = only(v.Can["report"], live && v.State == ConditionOpen)
	v.Can["verify"] = only(v.Can["verify"], live && v.State == ConditionReported)
	v.Can["waive"] = only(v.Can["waive"], live && !v.State.Settled())
	return nil
}

// only lets a verdict stand while the state of the record allows the action.
func only(v authz.Verdict, state bool) authz.Verdict {
	if v.Allowed && !state {
		v.Allowed, v.Missed = false, []string{"state"}
	}
	return v
}

// can judges what the caller may do with an application now: the policy first, then its state. Substitute is a decision
// made for the post that would decide.
func (s *Service) can(ctx context.Context, d *dossier, row *ApplicationRecord, ops []OpinionRecord) (map[string]authz.Verdict, error) {
	rec := row.record(s.set, d.project, ops)
	by, err := authz.Can(ctx, "gates", rec, "apply", "coordinate", "review", "decide")
	if err != nil {
		return nil, err
	}
	decidedFor("another post")(rec)
	deputy, err := authz.Can(ctx, "gates", rec, "decide")
	if err != nil {
		return nil, err
	}
	me := authz.From(ctx).PersonID
	said := slices.ContainsFunc(ops, func(o OpinionRecord) bool { return o.ReviewerID == me })
	_, open := CanOpenRound(s.set, d.facts(d.project.Tier), row.Gate, d.states())
	live := !d.project.ended()
	in := func(states ...State) bool { return live && slices.Contains(states, row.State) }
	return map[string]authz.Verdict{
		"update":     only(by["apply"], in(StateDraft)),
		"submit":     only(by["apply"], in(StateDraft)),
		"withdraw":   only(by["apply"], live && row.State.Open()),
		"apply":      heed(by["apply"], !live, open),
		"coordinate": only(by["coordinate"], in(StateSubmitted)),
		"start":      only(by["coordinate"], in(StateSubmitted, StateCoordination)),
		"review":     only(by["review"], in(StateReview) && !said),
		"decide":     only(by["decide"], in(StateReview)),
		"substitute": only(deputy["decide"], in(StateReview) && !by["decide"].Allowed),
	}, nil
}
