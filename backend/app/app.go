// Package app puts the parts together: settings, store, services, routes,
// server. It is the one place that knows every part.
package app

import (
	"context"
	"fmt"
	"io/fs"
	"os"

	"github.com/gin-gonic/gin"

	"miotsukushi/backend/domain/organisations"
	"miotsukushi/backend/domain/systems"
	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/auth"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/platform/web"
	"miotsukushi/backend/records/history"
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

	Directories *organisations.Directories
	Systems     *systems.Service
}

// New wires the parts over an open and migrated store. It refuses a policy that
// speaks of what no route knows, or a route that no policy line allows.
func New(cfg config.Config, s *store.Store, version string) (*App, error) {
	files, err := policyFiles(cfg)
	if err != nil {
		return nil, err
	}
	policy, err := authz.Load(files)
	if err != nil {
		return nil, err
	}
	a := &App{Config: cfg, Store: s, Policy: policy, Health: web.NewHealth(s), Metrics: web.NewMetrics(s)}
	a.Directories = organisations.NewDirectories(s)
	signIn := auth.New(s, policy, a.Directories.For, cfg.Secure())

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
	a.Systems = systems.New(s, projectsOfSystem{})

	signIn.Routes(a.Router)
	a.Systems.Routes(a.Router, past)

	web.ServeApp(a.Engine, frontend.Dist)
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
func (a *App) Start(_ context.Context) {}
