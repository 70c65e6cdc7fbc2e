package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"miotsukushi/backend/app"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/store"
)

func serveCmd(cfg *config.Config) *cobra.Command {
	return &cobra.Command{
		Use:   "serve",
		Short: "Serve the API and the app",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withApp(cmd.Context(), cfg, func(a *app.App) error {
				a.Start(cmd.Context())
				a.KeepDays(cmd.Context())
				return a.Serve(cmd.Context(), func(addr string) {
					fmt.Fprintf(cmd.OutOrStdout(), "Miotsukushi listens on http://%s\n", addr)
				})
			})
		},
	}
}

// withApp opens the configured store and wires the program over it.
func withApp(ctx context.Context, cfg *config.Config, fn func(*app.App) error) error {
	s, err := app.Open(ctx, *cfg)
	if err != nil {
		return err
	}
	defer s.Close()
	a, err := app.New(*cfg, s, Version)
	if err != nil {
		return err
	}
	return fn(a)
}

func migrateCmd(cfg *config.Config) *cobra.Command {
	return &cobra.Command{
		Use:   "migrate",
		Short: "Bring the database to this program's schema",
		Long:  "Bring the database to this program's schema. Safe to call from several replicas at once.\nSQLite is migrated by every command that opens it.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			s, err := store.Open(cmd.Context(), cfg.URL())
			if err != nil {
				return err
			}
			defer s.Close()
			if err := s.Migrate(cmd.Context()); err != nil {
				return err
			}
			at, _, err := s.Versions(cmd.Context())
			fmt.Fprintf(cmd.OutOrStdout(), "schema version %d\n", at)
			return err
		},
	}
}

func openapiCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "openapi",
		Short: "Print the API's contract (OpenAPI 3.1, JSON)",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			// The contract follows from the Go types: it needs no database.
			a, err := app.New(config.Config{}, &store.Store{}, "1")
			if err != nil {
				return err
			}
			enc := json.NewEncoder(cmd.OutOrStdout())
			enc.SetIndent("", "  ")
			return enc.Encode(a.Router.OpenAPI())
		},
	}
}

// probeTime bounds a health check: an orchestrator asks often.
const probeTime = 3 * time.Second

func healthcheckCmd(cfg *config.Config) *cobra.Command {
	return &cobra.Command{
		Use:   "healthcheck",
		Short: "Ask the server on this machine whether it is ready (exit code 0 or 1)",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			host, port, err := net.SplitHostPort(cfg.Addr)
			if err != nil {
				return err
			}
			if host == "" || host == "0.0.0.0" || host == "::" {
				host = "127.0.0.1"
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), probeTime)
			defer cancel()
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+"/readyz", nil)
			if err != nil {
				return err
			}
			res, err := http.DefaultClient.Do(req)
			if err != nil {
				return err
			}
			defer res.Body.Close()
			if res.StatusCode != http.StatusOK {
				return fmt.Errorf("not ready: %s", res.Status)
			}
			return nil
		},
	}
}
