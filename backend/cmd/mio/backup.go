package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"miotsukushi/backend/platform/backup"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/store"
)

func backupCmd(cfg *config.Config) *cobra.Command {
	return &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the whole database into one file (- for standard output)",
		Long: "Copies the database as it is at one moment, while people work on. The file fits SQLite and PostgreSQL alike.\n" +
			"It holds password hashes: keep it as you keep the database. Sessions are left out.",
		Example: "  mio backup mio-2026-04-01.zip\n  mio backup - | ssh vault 'cat > mio.zip'",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withStore(cmd, cfg, func(s *store.Store) error {
				var m backup.Manifest
				write := func(w io.Writer) (err error) {
					m, err = backup.Write(cmd.Context(), s, Version, w)
					return err
				}
				var err error
				if args[0] == "-" {
					err = write(cmd.OutOrStdout())
				} else {
					err = toFile(args[0], write)
				}
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.ErrOrStderr(), "%d rows of %d tables, schema version %d\n", m.Rows(), len(m.Tables), m.Schema)
				return nil
			})
		},
	}
}

// toFile writes beside the target and renames at the end: a file of that name is
// always a whole one. Only its owner may read it.
func toFile(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".part-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if err = write(f); err != nil {
		return err
	}
	if err = f.Sync(); err != nil {
		return err
	}
	if err = f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

func restoreCmd(cfg *config.Config) *cobra.Command {
	return &cobra.Command{
		Use:   "restore FILE",
		Short: "Fill an empty database from a file of mio backup",
		Long: "Fills a new database of the same schema version, all of it or nothing. On PostgreSQL run mio migrate first.\n" +
			"The file is checked as a whole before the first row is written. People sign in anew afterwards.",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			f, err := os.Open(args[0])
			if err != nil {
				return err
			}
			defer f.Close()
			info, err := f.Stat()
			if err != nil {
				return err
			}
			return withStore(cmd, cfg, func(s *store.Store) error {
				m, err := backup.Restore(cmd.Context(), s, f, info.Size())
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.OutOrStdout(), "restored %d rows of %d tables, taken %s by version %s on %s\n",
					m.Rows(), len(m.Tables), m.TakenAt.Format("2006-01-02 15:04 MST"), m.Program, m.Dialect)
				return nil
			})
		},
	}
}
