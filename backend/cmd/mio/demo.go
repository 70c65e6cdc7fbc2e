package main

import (
	"fmt"
	"io"
	"os"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"miotsukushi/backend/app"
	"miotsukushi/backend/app/demo"
	"miotsukushi/backend/platform/auth"
	"miotsukushi/backend/platform/config"
)

func demoCmd(cfg *config.Config) *cobra.Command {
	var ifEmpty bool
	var password string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Fill an empty database with the demo city and print its sign-ins",
		Long: "Fill an empty database with the demo city: 300 systems and 60 projects with their past, dated from today.\n" +
			"The password of the demo accounts is that of --password or MIO_DEMO_PASSWORD, or one that is made and printed.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withApp(cmd.Context(), cfg, func(a *app.App) error {
				inhabited, err := demo.Inhabited(cmd.Context(), a.Store)
				if err != nil {
					return err
				}
				if inhabited && ifEmpty {
					return nil
				}
				if password == "" {
					password = os.Getenv("MIO_DEMO_PASSWORD")
				}
				if password == "" {
					password = auth.TemporaryPassword()
				}
				began := time.Now()
				n, err := demo.Load(cmd.Context(), a, password, began, progressTo(cmd.ErrOrStderr()))
				if err != nil {
					return err
				}
				fmt.Fprintf(cmd.ErrOrStderr(), "demo city: %d organisations, %d people, %d systems, %d projects, %d reports, %d applications in %.1f s\n",
					n.Organisations, n.People, n.Systems, n.Projects, n.Reports, n.Applications, time.Since(began).Seconds())
				return printSignIns(cmd.OutOrStdout(), password)
			})
		},
	}
	cmd.Flags().BoolVar(&ifEmpty, "if-empty", false, "do nothing and say nothing when the database holds a city already")
	cmd.Flags().StringVar(&password, "password", "", "password of the demo accounts (MIO_DEMO_PASSWORD)")
	return cmd
}

// progressTo tells every tenth of the way, one line each.
func progressTo(w io.Writer) func(done, total int) {
	told := 0
	return func(done, total int) {
		if tenth := done * 10 / total; tenth > told {
			told = tenth
			fmt.Fprintf(w, "demo city: %d of %d events\n", done, total)
		}
	}
}

// printSignIns shows who can sign in, in both languages.
func printSignIns(out io.Writer, password string) error {
	fmt.Fprintf(out, "デモの利用者 / Demo sign-ins    パスワード / password: %s\n\n", password)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "login\trole\tpost\t役割: 職")
	for _, s := range demo.SignIns() {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s: %s\n", s.Login, s.RoleEn, s.PostEn, s.Role, s.Post)
	}
	return w.Flush()
}
