package health

import (
	"context"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Service judges, keeps what it judged, and answers.
type Service struct {
	store   *store.Store
	set     *Set
	sources Sources
	outside Outside
}

// Outside are figures of other domains that the portfolio's page shows beside its own.
type Outside interface {
	// OverdueFindings counts the overdue findings that the caller may read, now and at the end of a day; nil when the caller
	// may read none.
	OverdueFindings(ctx context.Context, on fiscal.Date) (now, then *int64, err error)
}

// New makes the service over its rule set and its neighbours.
func New(s *store.Store, set *Set, sources Sources, outside Outside) *Service {
	return &Service{s, set, sources, outside}
}

// chunk bounds how many subjects are judged at once, maxChanges how many entries of the ledger a reader catches up with;
// what is left, the nightly run and later readers do.
const (
	chunk      = 500
	maxChanges = 1000
)

// Judge judges every subject and keeps the verdicts of the day. Doing it again on the same day replaces them.
func (s *Service) Judge(ctx context.Context, day fiscal.Date) error {
	began := store.At(s.store.Now())
	counts := map[Subject]int{}
	for _, of := range []Subject{OfProject, OfSystem} {
		for after := ""; ; {
			ids, err := s.sources.Subjects(s.store.Read(ctx), of, after, chunk)
			if err != nil || len(ids) == 0 {
				if err != nil {
					return err
				}
				break
			}
			rows, err := s.judgeAll(ctx, of, day, ids, day)
			if err != nil {
				return err
			}
			counts[of] += len(rows)
			after = ids[len(ids)-1]
		}
	}
	return s.store.Internal(ctx, func(db *gorm.DB) error {
		// What ended since has no present verdict.
		if err := db.Where("judged_at < ?", began).Delete(&state{}).Error; err != nil {
			return err
		}
		if err := db.Exec(`INSERT INTO health_days (day, judged_at, projects, systems) VALUES (?, ?, ?, ?)
			ON CONFLICT (day) DO UPDATE SET judged_at = excluded.judged_at, projects = excluded.projects, systems = excluded.systems`,
			day, began, counts[OfProject], counts[OfSystem]).Error; err != nil {
			return err
		}
		return setMark(db, began)
	})
}

// judgeAll judges the given subjects and writes their present verdicts, and those of the day keep unless it is zero.
func (s *Service) judgeAll(ctx context.Context, of Subject, on fiscal.Date, ids []string, keep fiscal.Date) ([]*state, error) {
	rows, err := s.states(ctx, of, on, ids)
	if err != nil {
		return nil, err
	}
	return rows, s.store.Internal(ctx, func(db *gorm.DB) error { return save(db, ids, rows, keep) })
}

func (s *Service) states(ctx context.Context, of Subject, on fiscal.Date, ids []string) ([]*state, error) {
	at := store.At(s.store.Now())
	rows := make([]*state, 0, len(ids))
	if of == OfProject {
		facts, err := s.projectFacts(ctx, on, ids)
		for i := range facts {
			row, _ := s.set.projectState(&facts[i], on, at)
			rows = append(rows, row)
		}
		return rows, err
	}
	facts, err := s.systemFacts(ctx, on, ids)
	for i := range facts {
		row, _ := s.set.systemState(&facts[i], on, at)
		rows = append(rows, row)
	}
	return rows, err
}

func (s *Service) projectFacts(ctx context.Context, on fiscal.Date, ids []string) ([]ProjectFacts, error) {
	db := s.store.Read(ctx)
	facts, err := s.sources.Projects(ctx, db, on, ids)
	if err != nil || len(facts) == 0 {
		return nil, err
	}
	latest, err := latestEarned(db, on, ids)
	for i := range facts {
		if e, ok := latest[facts[i].ID]; ok {
			facts[i].Earned = &e
		}
	}
	return facts, err
}

func (s *Service) systemFacts(ctx context.Context, on fiscal.Date, ids []string) ([]SystemFacts, error) {
	return s.sources.Systems(ctx, s.store.Read(ctx), on, s.set.window("outages"), ids)
}

func (s *Service) today() fiscal.Date { return fiscal.Today(s.store.Now()) }
