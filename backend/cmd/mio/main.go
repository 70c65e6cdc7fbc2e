// Command mio is Miotsukushi: the server, its migrations and its tools in one
// program.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // a container may have no zone files

	"github.com/spf13/cobra"

	"miotsukushi/backend/platform/config"
)

// Version is set by scripts/build.
var Version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	if err := root(os.Stdout, os.Stderr).ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "mio:", err)
		os.Exit(1)
	}
}

// root builds the command tree. Every command reads MIO_* first; flags win.
func root(out, errOut io.Writer) *cobra.Command {
	var cfg config.Config
	cmd := &cobra.Command{
		Use:           "mio",
		Short:         "Miotsukushi: a city's information systems, projects and review gates",
		Version:       Version,
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			loaded, err := config.Load()
			if err != nil {
				return err
			}
			if err := override(cmd, &cfg, loaded); err != nil {
				return err
			}
			logTo(errOut, cfg)
			return nil
		},
	}
	cmd.SetOut(out)
	cmd.SetErr(errOut)
	f := cmd.PersistentFlags()
	f.StringVar(&cfg.Data, "data", "", "folder of the SQLite file (MIO_DATA, default ./data)")
	f.StringVar(&cfg.DatabaseURL, "database-url", "", "postgres://… or sqlite:///path (MIO_DATABASE_URL, default SQLite in the data folder)")
	f.StringVar(&cfg.Addr, "addr", "", "address to listen on (MIO_ADDR, default 127.0.0.1:8080)")
	cmd.AddCommand(
		serveCmd(&cfg), migrateCmd(&cfg), demoCmd(&cfg), importCmd(&cfg), exportCmd(&cfg), userCmd(&cfg),
		openapiCmd(), doctorCmd(&cfg), healthcheckCmd(&cfg), backupCmd(&cfg), restoreCmd(&cfg),
	)
	return cmd
}

// override keeps the flags that were given and takes the rest from the environment.
func override(cmd *cobra.Command, cfg *config.Config, loaded config.Config) error {
	flags := *cfg
	*cfg = loaded
	for name, set := range map[string]func(){
		"data":         func() { cfg.Data = flags.Data },
		"database-url": func() { cfg.DatabaseURL = flags.DatabaseURL },
		"addr":         func() { cfg.Addr = flags.Addr },
	} {
		if cmd.Flags().Changed(name) {
			set()
		}
	}
	return nil
}

func logTo(w io.Writer, cfg config.Config) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(cfg.LogLevel)); err != nil {
		level = slog.LevelInfo
	}
	opts := &slog.HandlerOptions{Level: level}
	var h slog.Handler = slog.NewJSONHandler(w, opts)
	if cfg.LogFormat == "text" {
		h = slog.NewTextHandler(w, opts)
	}
	slog.SetDefault(slog.New(h))
}
