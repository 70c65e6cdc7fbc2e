package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"miotsukushi/backend/app"
	"miotsukushi/backend/platform/config"
)

func doctorCmd(cfg *config.Config) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Look at settings, database, policy and pages, and say what to do",
		Long:  "Looks at everything that the program needs and changes nothing. Ends with exit code 1 when something fails.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			findings := app.Diagnose(cmd.Context(), *cfg, Version)
			if asJSON {
				enc := json.NewEncoder(cmd.OutOrStdout())
				enc.SetIndent("", "  ")
				if err := enc.Encode(map[string]any{"version": Version, "findings": findings}); err != nil {
					return err
				}
			} else if err := printFindings(cmd, findings); err != nil {
				return err
			}
			if slices.ContainsFunc(findings, func(f app.Finding) bool { return f.Grade == app.Fail }) {
				return errors.New("something needs to be put right")
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the findings as JSON")
	return cmd
}

func printFindings(cmd *cobra.Command, findings []app.Finding) error {
	w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
	for _, f := range findings {
		fmt.Fprintf(w, "%s\t%s\t%s\n", f.Grade, f.Check, f.Found)
		if f.Do != "" {
			fmt.Fprintf(w, "\t\t→ %s\n", f.Do)
		}
	}
	return w.Flush()
}
