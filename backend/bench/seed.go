package main

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/domain/organisations"
	"miotsukushi/backend/domain/projects"
	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/auth"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// password of the bench's accounts; the database is thrown away after the run.
const password = "bench password of one run"

const sections = 48

// world is what the measurements need to know of the seeded city.
type world struct {
	orgs     []string
	people   map[string]string
	systems  []string
	projects []string
	calendar string
	strategy string
	plan     string
	pilot    string
	themes   []string
}

// seed fills an empty migrated database: a city of sections, an ICT office and a
// manager with accounts, systems and projects. Rows are written past the verbs
// of the store because a million audit entries would measure the seeding.
func seed(ctx context.Context, s *store.Store, o options) (*world, error) {
	w := &world{people: map[string]string{}}
	err := s.Write(audit.With(ctx, audit.System), func(tx *store.Tx) error { return w.addPeople(tx) })
	if err != nil {
		return nil, err
	}
	if err := w.addSystems(ctx, s, 0, o.systems); err != nil {
		return nil, err
	}
	return w, w.addProjects(ctx, s, 0, o.projects)
}

func (w *world) addPeople(tx *store.Tx) error {
	since := fiscal.MustDate("2015-04-01")
	city := &organisations.Organisation{OrganisationDraft: organisations.OrganisationDraft{Code: "0", Name: "市", Kind: "city", ValidFrom: since}}
	if err := store.Create(tx, city, store.Why{}); err != nil {
		return err
	}
	for i := range sections {
		sec := &organisations.Organisation{OrganisationDraft: organisations.OrganisationDraft{
			Code: fmt.Sprintf("%03d", i+1), Name: fmt.Sprintf("第%d課", i+1), Kind: "section", ParentID: store.Ref(city.ID), ValidFrom: since,
		}}
		if err := store.Create(tx, sec, store.Why{}); err != nil {
			return err
		}
		w.orgs = append(w.orgs, sec.ID)
	}
	staff := map[string]struct{ org, role string }{"ict": {city.ID, "ict_office"}, "pm": {w.orgs[0], "project_manager"}, "auditor": {city.ID, "auditor"}}
	for i := 1; i < sections; i++ {
		staff[fmt.Sprintf("pm%d", i)] = struct{ org, role string }{w.orgs[i], "project_manager"}
	}
	for login, p := range staff {
		person := &organisations.Person{PersonDraft: organisations.PersonDraft{Code: login, Name: login, Active: true}}
		if err := store.Create(tx, person, store.Why{}); err != nil {
			return err
		}
		w.people[login] = person.ID
		post := &organisations.Post{PostDraft: organisations.PostDraft{
			Code: login, Title: login, OrganisationID: p.org, Roles: []organisations.PostRole{{Role: p.role, From: since}},
			Holders: []organisations.PostHolder{{PersonID: person.ID, From: since}},
		}}
		if err := store.Create(tx, post, store.Why{}); err != nil {
			return err
		}
		if strings.HasPrefix(login, "pm") && login != "pm" {
			continue
		}
		if _, err := auth.Open(tx, auth.NewAccount{PersonID: person.ID, Login: login, Password: password}); err != nil {
			return err
		}
	}
	return nil
}

// manager is who manages the projects of a section.
func (w *world) manager(section int) string {
	if section == 0 {
		return w.people["pm"]
	}
	return w.people[fmt.Sprintf("pm%d", section)]
}

const batch = 500

// addSystems adds rows so that the register holds from+n systems; every tenth
// has two interfaces.
func (w *world) addSystems(ctx context.Context, s *store.Store, from, n int) error {
	today := fiscal.Today(s.Now())
	now := store.At(s.Now())
	for at := from; at < from+n; at += batch {
		rows := make([]systems.System, 0, batch)
		var links []systems.Interface
		for i := at; i < min(at+batch, from+n); i++ {
			row := systems.System{Draft: systems.Draft{
				Code: fmt.Sprintf("S%07d", i), Name: fmt.Sprintf("業務システム第%d号", i), Kana: fmt.Sprintf("ぎょうむしすてむ%07d", i),
				OwnerID: w.orgs[i%sections], Kind: "package", NetworkZone: "lgwan", Criticality: []string{"critical", "high", "medium", "low"}[i%4],
				CitizenFacing: i%3 == 0, Phase: "operation", Vendor: "開発会社", Functions: store.List[string]{"受付", "審査"},
				Components: store.List[systems.Component]{{Name: "PostgreSQL", Version: "15", Kind: "database", EOLMain: fiscal.MustDate("2027-11-11"), CheckedOn: today}},
			}, ConfirmBy: today.AddDays(i % 300)}
			row.ID, row.Version, row.CreatedAt, row.UpdatedAt = store.NewID(), 1, now, now
			row.Derive()
			rows = append(rows, row)
			w.systems = append(w.systems, row.ID)
			if i%10 == 0 && len(w.systems) > 2 {
				for p := range 2 {
					links = append(links, systems.Interface{SystemID: row.ID, Position: p, TargetID: w.systems[len(w.systems)-2-p], Direction: "out", Method: "file"})
				}
			}
		}
		err := s.Internal(ctx, func(db *gorm.DB) error {
			if err := db.CreateInBatches(&rows, 100).Error; err != nil {
				return err
			}
			if len(links) == 0 {
				return nil
			}
			return db.CreateInBatches(&links, 100).Error
		})
		if err != nil {
			return err
		}
	}
	return analyse(ctx, s)
}

// analyse lets the planner know the tables, as a running database's own upkeep does.
func analyse(ctx context.Context, s *store.Store) error {
	return s.Internal(ctx, func(db *gorm.DB) error { return db.Exec("ANALYZE").Error })
}

// addProjects adds n projects from number from on, each with two systems.
func (w *world) addProjects(ctx context.Context, s *store.Store, from, n int) error {
	today := fiscal.Today(s.Now())
	for at := from; at < from+n; at += batch {
		err := s.Write(audit.With(ctx, audit.System), func(tx *store.Tx) error {
			for i := at; i < min(at+batch, from+n); i++ {
				if err := w.project(tx, i, today); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return analyse(ctx, s)
}

func (w *world) project(tx *store.Tx, i int, today fiscal.Date) error {
	p := &projects.Project{Draft: projects.Draft{
		Code: fmt.Sprintf("P%06d", i), Name: fmt.Sprintf("再構築第%d号", i), ApplicantID: w.orgs[i%sections], ManagerID: w.manager(i % sections),
		SystemIDs: store.List[string]{w.systems[i%len(w.systems)], w.systems[(i+1)%len(w.systems)]},
		BuildCost: 400_000_000, RunCost: 200_000_000, RiskLevel: "medium", StartOn: today.AddDays(-100), FinishOn: today.AddDays(600),
	}, State: projects.StateActive, Tier: "A"}
	p.NextGate = "G1"
	p.Search = store.Fold(p.Code, p.Name)
	if err := store.Create(tx, p, store.Why{}); err != nil {
		return err
	}
	w.projects = append(w.projects, p.ID)
	return nil
}
