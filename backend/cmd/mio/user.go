package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"miotsukushi/backend/app"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/config"
	"miotsukushi/backend/platform/store"
)

// withStore opens the configured store, migrated, for a command that needs no
// routes and no policy.
func withStore(cmd *cobra.Command, cfg *config.Config, fn func(*store.Store) error) error {
	s, err := app.Open(cmd.Context(), *cfg)
	if err != nil {
		return err
	}
	defer s.Close()
	return fn(s)
}

func userCmd(cfg *config.Config) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "user",
		Short: "Make the first administrator; reset, shut and list accounts",
		Long: "Works on the database itself, beside a running server: it is the way in when nobody can sign in.\n" +
			"Everything it changes stands in the ledger under the name System.",
	}
	cmd.AddCommand(userCreateCmd(cfg), userResetCmd(cfg), userShutCmd(cfg, "disable", "Shut an account and end its sessions", true),
		userShutCmd(cfg, "enable", "Open a shut account again", false), userListCmd(cfg))
	return cmd
}

func userCreateCmd(cfg *config.Config) *cobra.Command {
	var n app.NewUser
	cmd := &cobra.Command{
		Use:     "create --login LOGIN --name NAME",
		Short:   "Make a person with a post, a role and an account",
		Example: "  mio user create --login admin --name システム管理者 --role admin",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withStore(cmd, cfg, func(s *store.Store) error {
				password, err := app.CreateUser(cmd.Context(), s, n)
				if err != nil {
					return app.Explain(err)
				}
				tellPassword(cmd, n.Login, password)
				return nil
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&n.Login, "login", "", "name to sign in with (required)")
	f.StringVar(&n.Name, "name", "", "the person's name (required)")
	f.StringVar(&n.NameEn, "name-en", "", "the person's name in English")
	f.StringVar(&n.Role, "role", authz.Admin, "role of the post: "+strings.Join(authz.Roles, ", "))
	f.StringVar(&n.Organisation, "organisation", "city", "code of the post's organisation; made in an empty database")
	f.StringVar(&n.Post, "post", "", "title of the post (default: that of the role)")
	for _, name := range []string{"login", "name"} {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err) // the flag is defined above
		}
	}
	return cmd
}

func tellPassword(cmd *cobra.Command, login, password string) {
	fmt.Fprintf(cmd.OutOrStdout(), "login               %s\ntemporary password  %s\n", strings.ToLower(strings.TrimSpace(login)), password)
	fmt.Fprintln(cmd.ErrOrStderr(), "The password is not shown again and must be changed at the first sign-in.")
}

func userResetCmd(cfg *config.Config) *cobra.Command {
	return &cobra.Command{
		Use:   "reset-password LOGIN",
		Short: "Give an account a new temporary password, remove its second factor and end its sessions",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withStore(cmd, cfg, func(s *store.Store) error {
				password, err := app.ResetPassword(cmd.Context(), s, args[0])
				if err != nil {
					return app.Explain(err)
				}
				tellPassword(cmd, args[0], password)
				return nil
			})
		},
	}
}

func userShutCmd(cfg *config.Config, verb, short string, disabled bool) *cobra.Command {
	return &cobra.Command{
		Use:   verb + " LOGIN",
		Short: short,
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withStore(cmd, cfg, func(s *store.Store) error {
				if err := app.DisableUser(cmd.Context(), s, args[0], disabled); err != nil {
					return app.Explain(err)
				}
				fmt.Fprintf(cmd.OutOrStdout(), "%sd %s\n", verb, args[0])
				return nil
			})
		},
	}
}

func userListCmd(cfg *config.Config) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the accounts",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withStore(cmd, cfg, func(s *store.Store) error {
				users, err := app.Users(cmd.Context(), s)
				if err != nil {
					return err
				}
				w := tabwriter.NewWriter(cmd.OutOrStdout(), 0, 0, 2, ' ', 0)
				fmt.Fprintln(w, "LOGIN\tROLES\tSTATE\tNAME")
				for _, u := range users {
					fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", u.Login, orDash(u.Roles), orDash(stateOf(u)), u.Name)
				}
				return w.Flush()
			})
		},
	}
}

func stateOf(u app.User) []string {
	var out []string
	for _, s := range []struct {
		holds bool
		word  string
	}{
		{u.Disabled, "disabled"}, {!u.Active, "left"}, {u.MustChange, "must-change-password"}, {u.Totp, "second-factor"}, {u.Demo, "demo"},
	} {
		if s.holds {
			out = append(out, s.word)
		}
	}
	return out
}

func orDash(list []string) string {
	if len(list) == 0 {
		return "-"
	}
	return strings.Join(list, ",")
}
