package disasters

import (
	"context"
	"errors"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// ReportDraft is what an answer says.
type ReportDraft struct {
	ClientID string     `json:"clientId" validate:"required,min=16,max=64" doc:"Made where the report is made; a report that comes again with it is not taken twice"`
	TargetID string     `json:"targetId" validate:"required,max=64" doc:"The system or the organisation"`
	State    State      `json:"state" validate:"required,oneof=up partial down checking"`
	Note     string     `json:"note,omitempty" validate:"max=500"`
	MadeAt   store.Time `json:"madeAt" validate:"required" doc:"By the clock of the phone"`
	SentAt   store.Time `json:"sentAt,omitzero" gorm:"-" doc:"By the same clock; what lies between is how long the report waited"`
}

// Answer is a report on its way. It says who made it: on a device that several people use, what waited must not go out in the
// name of the next one.
type Answer struct {
	ReportDraft
	ReportedBy string `json:"reportedBy" validate:"required,max=64" doc:"Person who made it; refused (409, other_person) while somebody else is signed in"`
}

// Report is an answer as it is kept, for good.
type Report struct {
	store.Base
	ReportDraft
	DisasterID         string     `json:"disasterId"`
	Seq                int64      `json:"seq" doc:"Counts the reports of the disaster in the order in which they came"`
	Subject            Subject    `json:"subject" enum:"system,office" gorm:"type:string"`
	At                 store.Time `json:"at" doc:"When it was made, by the clock of the server"`
	ReceivedAt         store.Time `json:"receivedAt"`
	ReporterID         store.Ref  `json:"reporterId,omitempty"`
	PostTitle          string     `json:"postTitle" doc:"Post of the reporter at that time"`
	PostTitleEn        string     `json:"postTitleEn"`
	OrganisationName   string     `json:"organisationName"`
	OrganisationNameEn string     `json:"organisationNameEn"`
}

// TableName names the table.
func (Report) TableName() string { return "disaster_reports" }

// same tells whether a report that came again says what it said the first time.
func (r *Report) same(disaster string, d *ReportDraft) bool {
	return r.DisasterID == disaster && r.TargetID == d.TargetID && r.State == d.State && r.Note == strings.TrimSpace(d.Note)
}

// earlier is the report with the client's id, nil when it has not come yet.
func earlier(db *gorm.DB, clientID string) (*Report, error) {
	rows, err := store.Scan[Report](db.Table("disaster_reports").Where("client_id = ?", clientID))
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

// again answers a report that came before: as the first time, or not at all when it says something else.
func again(row *Report, disaster string, d *ReportDraft) (*Report, error) {
	if !row.same(disaster, d) {
		return nil, fault.Bad("clientId", "reused", nil)
	}
	return row, nil
}

// lock makes the reports and the end of a disaster come one after the other, so that their numbers are seen in order and
// nothing is taken after the end.
func lock(tx *store.Tx, id string) error { return tx.Lock("disaster " + id) }

// Report takes an answer, once. What has come before is answered as it was then, whatever has happened since: whoever sent it
// has to learn that it arrived. Refused with the reason other_person when the caller is not who made it.
func (s *Service) Report(ctx context.Context, id string, a Answer) (*Report, error) {
	d := a.ReportDraft
	var row *Report
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		if err := lock(tx, id); err != nil {
			return err
		}
		if a.ReportedBy != tx.Actor.PersonID {
			return fault.Clash("other_person", nil)
		}
		if row, err = earlier(tx.DB, d.ClientID); err != nil || row != nil {
			return err
		}
		row, err = s.reportIn(ctx, tx, id, d)
		return err
	})
	if errors.Is(err, errTwice) {
		// The same id came for two disasters at once: whoever was second sees the first.
		row, err = earlier(s.store.Read(ctx), d.ClientID)
	}
	if err != nil {
		return nil, err
	}
	return again(row, id, &d)
}

// errTwice says that another transaction took the client's id first.
var errTwice = errors.New("disasters: the report came twice at once")

func (s *Service) reportIn(ctx context.Context, tx *store.Tx, id string, d ReportDraft) (*Report, error) {
	at, err := store.Load[Disaster](tx.DB, id)
	if err != nil {
		return nil, err
	}
	target := at.find(d.TargetID)
	if target == nil {
		// Who may report on nothing here is told that first.
		if err := authz.Require(ctx, "disasters:report", nil); err != nil {
			return nil, err
		}
		return nil, fault.Bad("targetId", "not_asked", nil)
	}
	if err := authz.Require(ctx, "disasters:report", target.facts()); err != nil {
		return nil, err
	}
	if at.State != Running {
		return nil, fault.Clash("disaster_ended", nil)
	}
	d.Note = strings.TrimSpace(d.Note)
	if d.SentAt.IsZero() {
		d.SentAt = d.MadeAt
	}
	seq, err := tx.Next("disaster " + id)
	if err != nil {
		return nil, err
	}
	row := &Report{
		ReportDraft: d, DisasterID: id, Seq: seq, Subject: target.Subject, ReceivedAt: tx.Now,
		At:         store.At(MadeAt(d.MadeAt.Time, d.SentAt.Time, tx.Now.Time, at.StartedAt.Time)),
		ReporterID: store.Ref(tx.Actor.PersonID), PostTitle: tx.Actor.PostTitle, PostTitleEn: tx.Actor.PostTitleEn,
		OrganisationName: tx.Actor.OrganisationName, OrganisationNameEn: tx.Actor.OrganisationNameEn,
	}
	row.MadeAt = store.At(d.MadeAt.Time)
	err = store.Create(tx, row, store.Why{Action: "report_state"})
	if twice(err) {
		return nil, errTwice
	}
	return row, err
}

// twice tells whether a write failed because the client's id is taken.
func twice(err error) bool {
	var f *fault.Fault
	if !errors.As(err, &f) {
		return false
	}
	for _, x := range f.Fields {
		if x.Field == "clientId" && x.Rule == "duplicate" {
			return true
		}
	}
	return false
}
