package findings

import (
	"context"
	"strconv"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Signal is how the findings on a system or project stand on a day, for those who judge its health. It asks nothing of
// the policy: whoever shows the ids must.
type Signal struct {
	Open, Overdue, SevereOpen, SevereOverdue int
	OpenIDs, OverdueIDs, SevereIDs           []string // SevereIDs are open ones
	WorstDays                                int      // how late the latest one is
}

// OnSystems reads the open findings on the given systems, in one statement. A system without any is left out.
func OnSystems(db *gorm.DB, ids []string, day fiscal.Date) (map[string]Signal, error) {
	return signals(db, ids, day, db.Table("finding_systems fs").Where("fs.system_id IN ?", orNone(ids)).
		Select("fs.system_id AS subject, fs.finding_id"))
}

// OnProjects reads the open findings on the given projects and on the systems that they change, in one statement. A
// finding counts once for a project. The list shows the same rows with projectId.
func OnProjects(db *gorm.DB, ids []string, day fiscal.Date) (map[string]Signal, error) {
	return signals(db, ids, day, db.Raw(`SELECT fp.project_id AS subject, fp.finding_id FROM finding_projects fp WHERE fp.project_id IN ?
		UNION SELECT ps.project_id AS subject, fs.finding_id FROM project_systems ps JOIN finding_systems fs ON fs.system_id = ps.system_id WHERE ps.project_id IN ?`,
		orNone(ids), orNone(ids)))
}

// CountOverdue counts the overdue findings that the caller may read: those of the list with overdue=true.
func (s *Service) CountOverdue(ctx context.Context) (int64, error) {
	q, err := s.filtered(ctx, &Filter{Overdue: "true"})
	if err != nil {
		return 0, err
	}
	return store.Value[int64](q.Select("count(*)"))
}

// CountOverdueOn counts what CountOverdue would have counted at the end of a day.
func (s *Service) CountOverdueOn(ctx context.Context, on fiscal.Date) (int64, error) {
	q, err := s.filtered(ctx, &Filter{})
	if err != nil {
		return 0, err
	}
	return store.Value[int64](standingOn(q, on).Select(tally(overdueSQL(on), "n")))
}

// orNone keeps an empty list valid: it matches nothing.
func orNone(ids []string) []string {
	if len(ids) == 0 {
		return []string{""}
	}
	return ids
}

func signals(db *gorm.DB, ids []string, day fiscal.Date, links *gorm.DB) (map[string]Signal, error) {
	type row struct {
		Subject, ID  string
		State        State
		AcceptUntil  fiscal.Date
		Band         Band
		CurrentDueOn fiscal.Date
	}
	rows, err := store.Scan[row](whereState(db.Table("findings").Joins("JOIN (?) AS links ON links.finding_id = findings.id", links), day, Open...).
		Order("links.subject, findings.current_due_on, findings.id").
		Select("links.subject, findings.id, findings.state, findings.accept_until, findings.band, findings.current_due_on"))
	out := make(map[string]Signal, len(ids))
	for _, r := range rows {
		s := out[r.Subject]
		s.Open++
		s.OpenIDs = append(s.OpenIDs, r.ID)
		severe := r.Band == High || r.Band == Critical
		if severe {
			s.SevereOpen++
			s.SevereIDs = append(s.SevereIDs, r.ID)
		}
		if Overdue(Effective(r.State, r.AcceptUntil, day), r.CurrentDueOn, day) {
			s.Overdue++
			s.OverdueIDs = append(s.OverdueIDs, r.ID)
			s.WorstDays = max(s.WorstDays, day.Sub(r.CurrentDueOn))
			if severe {
				s.SevereOverdue++
			}
		}
		out[r.Subject] = s
	}
	return out, err
}

// AtGate is a finding as the gates of a project look at it.
type AtGate struct {
	ID, Code, Title string
	Band            Band
	Overdue         bool
	DueOn           fiscal.Date
	OwnerID         store.Ref
}

// maxAtGate bounds what a gate reads; what is late comes first.
const maxAtGate = 500

// ForGate reads the open findings on a project and on the systems that it changes, the earliest due first, in one statement.
func ForGate(db *gorm.DB, projectID string, day fiscal.Date) ([]AtGate, error) {
	rows, err := store.Scan[Item](whereState(db.Table("findings"), day, Open...).Where(onProjectSQL, projectID, projectID).
		Order("findings.current_due_on, findings.id").Limit(maxAtGate).Select(itemColumns))
	out := make([]AtGate, len(rows))
	for i := range rows {
		r := &rows[i]
		r.stand(day)
		out[i] = AtGate{r.ID, r.Code, r.Title, r.Band, r.Overdue, r.CurrentDueOn, r.ActionOwnerID}
	}
	return out, err
}

func itoa(n int) string { return strconv.Itoa(n) }
