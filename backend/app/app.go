// Package app puts the parts together: settings, store, services, routes,
// server. It is the one place that knows every part.
package app

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"sync"

	"github.com/gin-gonic/gin"

	"miotsukushi/backend/domain/availability"
	"miotsukushi/backend/domain/budgets"
	"miotsukushi/backend/domain/datasets"
	"miotsukushi/backend/domain/directives"
	"miotsukushi/backend/domain/disasters"
	"miotsukushi/backend/domain/findings"
	"miotsukushi/backend/domain/gates"
	"miotsukushi/backend/domain/health"
	"miotsukushi/backend/domain/logicmodels"
	"miotsukushi/backend/domain/maturity"
	"miotsukushi/backend/domain/meetings"
	"miotsukushi/backend/domain/organisations"
	"miotsukushi/backend/domain/packs"
	"miotsukushi/backend/domain/pilots"
	"miotsukushi/backend/domain/plans"
	"miotsukushi/backend/domain/policy"
	"miotsukushi/backend/domain/procedures"
	"miotsukushi/backend/domain/projects"
	"miotsukushi/backend/domain/rationalisation"
	"miotsukushi/backend/domain/skills"
	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/auth"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/jobs"
	"miotsukushi/backend/platform/limits"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/platform/web"
	"miotsukushi/backend/records/exchange"
	"miotsukushi/backend/records/history"
	"miotsukushi/backend/records/search"
	"miotsukushi/backend/records/work"
	"miotsukushi/frontend"
	"miotsukushi/policies"
)

// App is a program ready to serve.
type App struct {
	Config  config.Config
	Store   *store.Store
	Policy  *authz.Policy
	Engine  *gin.Engine
	Router  *api.Router
	Health  *web.Health
	Metrics *web.Metrics

	Directories     *organisations.Directories
	Organisations   *organisations.Service
	Systems         *systems.Service
	Projects        *projects.Service
	Findings        *findings.Service
	Gates           *gates.Service
	Budgets         *budgets.Service
	GateSet         *gates.Set
	Maturity        *maturity.Service
	Availability    *availability.Service
	Plans           *plans.Service
	Procedures      *procedures.Service
	Datasets        *datasets.Service
	LogicModels     *logicmodels.Service
	Pilots          *pilots.Service
	Disasters       *disasters.Service
	Meetings        *meetings.Service
	Directives      *directives.Service
	Packs           *packs.Service
	Rationalisation *rationalisation.Service
	Skills          *skills.Service
	Portfolio       *health.Service
	Jobs            *jobs.Queue
	Imports         *exchange.Service
	Search          *search.Service
	SignIn          *auth.Service

	background sync.WaitGroup
}

// New wires the parts over an open and migrated store. It refuses a policy that
// speaks of what no route knows, or a route that no policy line allows.
func New(cfg config.Config, s *store.Store, version string) (*App, error) {
	files, err := policyFiles(cfg)
	if err != nil {
		return nil, err
	}
	live, err := authz.Load(files)
	if err != nil {
		return nil, err
	}
	a := &App{Config: cfg, Store: s, Policy: live, Health: web.NewHealth(s), Metrics: web.NewMetrics(s)}
	a.Directories = organisations.NewDirectories(s)
	signIn := auth.New(s, live, a.Directories.For, cfg.Secure(), limits.New(s, limits.Rates{
		limits.Person: cfg.RatePerson, limits.Token: cfg.RateToken, limits.Address: cfg.RateAddress,
	}, a.Metrics.Refused))

	a.Engine, err = web.NewEngine(web.Options{
		TrustedProxies: cfg.TrustedProxies, PublicURL: cfg.PublicURL, Secure: cfg.Secure(),
		Session: signIn.Middleware(), Metrics: a.Metrics,
	})
	if err != nil {
		return nil, err
	}
	a.Health.Routes(a.Engine)
	if cfg.MetricsAddr == "" {
		a.Engine.GET("/metrics", gin.WrapH(a.Metrics.Handler()))
	}
	a.Router = api.NewRouter(a.Engine, s, version)

	// Records and domains, each with its routes. Neighbours meet in neighbours.go.
	past := history.New(s)
	a.Systems = systems.New(s, projectsOfSystem{a}, mergers{})
	catalogue, err := findings.Load(files, "findings.yaml")
	if err != nil {
		return nil, err
	}
	a.Findings = findings.New(s, catalogue)
	set, err := gates.Load(files, "gates.yaml")
	if err != nil {
		return nil, err
	}
	levels, err := availability.LoadSettings(files, "availability.yaml")
	if err != nil {
		return nil, err
	}
	a.Availability = availability.New(s, levels)
	a.GateSet, a.Gates = set, gates.New(s, set, projectsAtGates{a})
	a.Budgets = budgets.New(s, lives{s})
	a.Projects = projects.New(s, projectSettings(set), weights{}, executionGuard{a}, stepper{a})
	models, err := maturity.Load(files, "maturity")
	if err != nil {
		return nil, err
	}
	a.Maturity = maturity.New(s, models, projectsInMaturity{}, actionsOfMaturity{a})
	if a.Plans, err = newPlans(a, s, files); err != nil {
		return nil, err
	}
	inventory, err := procedures.Load(files, "procedures.yaml")
	if err != nil {
		return nil, err
	}
	a.Procedures = procedures.New(s, inventory)
	quality, err := datasets.Load(files, "datasets.yaml")
	if err != nil {
		return nil, err
	}
	a.LogicModels = logicmodels.New(s)
	a.Datasets = datasets.New(s, quality, policiesOfDataset{a})
	trials, err := pilots.Load(files, "pilots.yaml")
	if err != nil {
		return nil, err
	}
	a.Pilots = pilots.New(s, trials)
	abilities, err := skills.Load(files, "skills.yaml")
	if err != nil {
		return nil, err
	}
	a.Skills = skills.New(s, abilities)
	criteria, err := rationalisation.Load(files, "rationalisation.yaml")
	if err != nil {
		return nil, err
	}
	a.Rationalisation = rationalisation.New(s, criteria, register{a})
	a.Disasters = disasters.New(s)
	evidenceRules, err := health.Load(files, "health.yaml")
	if err != nil {
		return nil, err
	}
	a.Portfolio = health.New(s, evidenceRules, evidence{a}, outsideHealth{a})
	a.Directives = directives.New(s)
	a.Meetings = meetings.New(s, subjectsOfMeetings{a}, directivesOfMeetings{a})
	a.Packs = packs.New(s, a.blocks(), agendas{a}, a.Portfolio.CatchUp)
	mine := work.New(s,
		a.Gates.Work,
		a.Projects.Work,
		a.Findings.Work,
		a.Systems.Work,
		a.Budgets.Work,
		a.Maturity.Work,
		a.Availability.Work,
		a.Plans.Work,
		a.Datasets.Work,
		a.LogicModels.Work,
		a.Pilots.Work,
		a.Rationalisation.Work,
		a.Directives.Work,
		a.Disasters.Work,
	)

	a.Organisations = organisations.New(s, a.Directories, a.Systems)
	rules := policy.New(facts{
		"organisations": a.Organisations.Facts, "people": a.Organisations.Facts, "posts": a.Organisations.Facts,
		"systems": a.Systems.Facts, "gate_applications": a.Gates.Facts, "gate_conditions": a.Gates.ConditionFacts,
		"budget_lines": a.Budgets.Facts, "budget_requests": a.Budgets.Facts,
		"projects":             a.factsOfProject,
		"findings":             a.Findings.Facts,
		"health_evm":           a.Portfolio.Facts,
		"maturity_appraisals":  a.Maturity.Facts,
		"availability_outages": a.Availability.Facts, "availability_maintenance": a.Availability.Facts,
		"availability_calendars": a.Availability.Facts, "availability_targets": a.Availability.Facts,
		"plans": a.Plans.Facts, "plan_actions": a.Plans.Facts,
		"procedures": a.Procedures.Facts, "datasets": a.Datasets.Facts, "logic_models": a.LogicModels.Facts,
		"pilots":       a.Pilots.Facts,
		"capabilities": a.Rationalisation.CaseFacts, "consolidation_cases": a.Rationalisation.CaseFacts,
		"meetings": a.Meetings.Facts, "directives": a.Directives.Facts,
		"disasters": a.Disasters.Facts,
	})

	a.SignIn, a.Jobs = signIn, jobs.New(s, jobs.Options{})
	a.Availability.Jobs(a.Jobs)
	a.Jobs.Daily("findings_expire", a.Findings.Expire)
	a.Jobs.Daily("health", a.Portfolio.Judge)
	a.Imports = exchange.New(s, a.Jobs, signIn, lookups(),
		a.Systems.Table(),
		a.Projects.Table(),
		a.Budgets.Table(),
		a.Findings.Table(),
		a.Maturity.Table(),
		a.Availability.Table(),
		a.Plans.Table(),
		a.Procedures.Table(),
		a.Datasets.Table(),
		a.LogicModels.Table(),
		a.Pilots.Table(),
		a.Pilots.CaseTable(),
		a.Skills.Table(),
		a.Rationalisation.Capabilities(),
		a.Rationalisation.Profiles(),
		a.Rationalisation.Assessments(),
		a.Meetings.Table(),
		a.Directives.Table(),
		a.Rationalisation.CaseTable(),
	)

	a.Search = search.New(s, a.found()...)

	signIn.Routes(a.Router)
	past.Routes(a.Router)
	rules.Routes(a.Router)
	a.Organisations.Routes(a.Router, past)
	a.Systems.Routes(a.Router, past)
	a.Projects.Routes(a.Router, past)
	a.Gates.Routes(a.Router, past)
	a.Budgets.Routes(a.Router, past)
	a.Findings.Routes(a.Router, past)
	a.Maturity.Routes(a.Router, past)
	a.Availability.Routes(a.Router, past)
	a.Plans.Routes(a.Router, past)
	a.Procedures.Routes(a.Router, past)
	a.Datasets.Routes(a.Router, past)
	a.LogicModels.Routes(a.Router, past)
	a.Pilots.Routes(a.Router, past)
	a.Skills.Routes(a.Router, past)
	a.Rationalisation.Routes(a.Router, past)
	a.Disasters.Routes(a.Router, past)
	a.Portfolio.Routes(a.Router, past)
	a.Meetings.Routes(a.Router, past)
	a.Directives.Routes(a.Router, past)
	a.Packs.Routes(a.Router)
	mine.Routes(a.Router)
	a.Search.Routes(a.Router)
	a.Imports.Routes(a.Router, past)

	a.Router.Seal()
	web.ServeApp(a.Engine, frontend.Dist)
	if err := live.CheckVocabulary(a.Router.Permissions()); err != nil {
		return nil, err
	}
	return a, nil
}

// policyFiles are the built-in rules or those of the folder in MIO_POLICIES.
func policyFiles(cfg config.Config) (fs.FS, error) {
	if cfg.Policies == "" {
		return policies.Files, nil
	}
	if _, err := os.Stat(cfg.Policies); err != nil {
		return nil, fmt.Errorf("settings: MIO_POLICIES: %w", err)
	}
	return os.DirFS(cfg.Policies), nil
}

// Open opens the configured store and brings it to the newest schema: SQLite by
// itself, PostgreSQL only by mio migrate, where someone watches.
func Open(ctx context.Context, cfg config.Config) (*store.Store, error) {
	s, err := store.Open(ctx, cfg.URL())
	if err != nil {
		return nil, err
	}
	if s.Dialect == store.SQLite {
		err = s.Migrate(ctx)
	} else {
		err = s.CheckVersion(ctx)
	}
	if err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

// Start begins the work that goes on beside requests, until ctx ends.
func (a *App) Start(ctx context.Context) {
	a.background.Go(func() { a.Jobs.Run(ctx) })
}

// KeepDays begins each day's own work as the day begins, until ctx ends.
func (a *App) KeepDays(ctx context.Context) {
	a.background.Go(func() { a.Jobs.KeepDays(ctx) })
}

// Wait returns when the work begun by Start has stopped.
func (a *App) Wait() { a.background.Wait() }
