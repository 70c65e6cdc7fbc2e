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

	"miotsukushi/backend/domain/gates"
	"miotsukushi/backend/domain/organisations"
	"miotsukushi/backend/domain/policy"
	"miotsukushi/backend/domain/projects"
	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/auth"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/jobs"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/platform/web"
	"miotsukushi/backend/records/exchange"
	"miotsukushi/backend/records/history"
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

	Directories   *organisations.Directories
	Organisations *organisations.Service
	Systems       *systems.Service
	Projects      *projects.Service
	Gates         *gates.Service
	GateSet       *gates.Set
	Jobs          *jobs.Queue
	Imports       *exchange.Service
	SignIn        *auth.Service

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
	signIn := auth.New(s, live, a.Directories.For, cfg.Secure())

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
	a.Systems = systems.New(s, projectsOfSystem{a})
	set, err := gates.Load(files, "gates.yaml")
	if err != nil {
		return nil, err
	}
	a.GateSet, a.Gates = set, gates.New(s, set, projectsAtGates{a})
	a.Projects = projects.New(s, projectSettings(set), weights{}, executionGuard{a}, stepper{a})
	mine := work.New(s, a.Gates.Work, a.Projects.Work, a.Systems.Work)

	a.Organisations = organisations.New(s, a.Directories, a.Systems)
	rules := policy.New(facts{
		"organisations": a.Organisations.Facts, "people": a.Organisations.Facts, "posts": a.Organisations.Facts,
		"systems": a.Systems.Facts, "gate_applications": a.Gates.Facts, "gate_conditions": a.Gates.ConditionFacts,
		"projects": a.factsOfProject,
	})

	a.SignIn, a.Jobs = signIn, jobs.New(s, jobs.Options{})
	a.Imports = exchange.New(s, a.Jobs, signIn, lookups(), a.Systems.Table(), a.Projects.Table())

	signIn.Routes(a.Router)
	past.Routes(a.Router)
	rules.Routes(a.Router)
	a.Organisations.Routes(a.Router, past)
	a.Systems.Routes(a.Router, past)
	a.Projects.Routes(a.Router, past)
	a.Gates.Routes(a.Router, past)
	mine.Routes(a.Router)
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

// Wait returns when the work begun by Start has stopped.
func (a *App) Wait() { a.background.Wait() }
