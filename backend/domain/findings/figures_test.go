package findings_test

import (
	"context"
	"fmt"
	"testing"

	"miotsukushi/backend/app/apptest"
	"miotsukushi/backend/domain/findings"
	"miotsukushi/backend/platform/audit"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// as is the context in which a person of the test city acts.
func as(t *testing.T, c *apptest.City, login string) context.Context {
	t.Helper()
	dir, err := c.App.Directories.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	who, _ := dir.Subject(c.Person(login))
	return authz.With(audit.With(t.Context(), audit.Actor{PersonID: who.PersonID, Name: who.Name}), authz.NewSession(who, dir, c.App.Policy))
}

func n(v int64) *int64 { return &v }

// past is a finding of former years on a section.
func past(c *apptest.City, i int, section, person string) findings.Past {
	notice := fiscal.MustDate("2016-05-10").AddDays(97 * i)
	p := findings.Past{
		Draft: findings.Draft{
			Code: fmt.Sprintf("OLD-%s-%02d", section, i), Title: "過年度の指摘", Kind: "finding", Source: "regular", SectionID: c.Org(section), Theme: "vendor",
			Criteria: "a", Condition: "b", Cause: "c", Effect: "d", Recommendation: "e", Impact: n(int64(i%5 + 1)), Likelihood: n(2),
		},
		NoticeOn: notice, AnsweredOn: notice.AddDays(20), PlanDueOn: notice.AddDays(80), ReportedOn: notice.AddDays(60 + 40*(i%3)), Action: "是正", Report: "是正した", Result: "確認した",
		Evidence: store.List[findings.Evidence]{{Title: "報告書", Reference: "R-1"}}, OwnerID: c.Person(person), ReporterID: c.Person(person), VerifierID: c.Person("auditor"),
	}
	p.ClosedOn = p.ReportedOn.AddDays(45)
	if i%11 == 10 {
		p.WithdrawnOn, p.WithdrawReason = notice.AddDays(15), "重複"
	}
	return p
}

// populate makes findings in every state, on two sections.
func populate(t *testing.T, c *apptest.City) (system string) {
	t.Helper()
	old := []findings.Past{}
	for i := range 12 {
		old = append(old, past(c, i, "tax", "pm"), past(c, i, "registry", "otherpm"))
	}
	if err := c.App.Findings.TakeOver(as(t, c, "auditor"), old); err != nil {
		t.Fatal(err)
	}
	system = c.As("pm").Post("/systems", map[string]any{
		"code": "SYS-1", "name": "税務事務システム", "ownerId": c.Org("tax"), "kind": "package", "networkZone": "lgwan", "criticality": "high", "phase": "operation",
	}).Want(201).Str("id")
	on := map[string]any{"systemIds": []string{system}}["systemIds"]
	travel(c, "2026-01-15")
	inAction(t, c, "F-1", "systemIds", on)
	reported := inAction(t, c, "F-2", "systemIds", on, "impact", 4, "likelihood", 4)
	reported.act("pm", "report", done()).Want(200)
	taken := inAction(t, c, "F-3", "impact", 2, "likelihood", 2)
	taken.act("head", "acceptance", with(acceptance("2026-05-31"), "residualLikelihood", 1)).Want(200)
	taken.act("ict", "acceptance/decide", map[string]any{"decision": "accept"}).Want(200)
	travel(c, "2026-05-25")
	first := c.As("auditor").Get("/findings?q=OLD-tax-00").Str("items.0.id")
	repeat := raise(t, c, "F-4", "recursOf", first, "sectionId", c.Org("registry"), "theme", "vendor")
	repeat.act("auditor", "notify", map[string]any{}).Want(200)
	asked := inAction(t, c, "F-5", "impact", 3, "likelihood", 3)
	asked.act("head", "acceptance", acceptance("2026-12-01")).Want(200)
	asked.act("pm", "extension", map[string]any{"dueOn": "2027-03-01", "reason": "改修"}).Want(200)
	plan := raise(t, c, "F-6", "impact", 1, "likelihood", 2)
	plan.act("auditor", "notify", map[string]any{}).Want(200)
	plan.act("pm", "answer", plan.plan(plan.on(60))).Want(200)
	raise(t, c, "F-7")
	travel(c, "2026-06-04")
	return system
}

func TestFiguresOpenOntoTheirRows(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		system := populate(t, c)
		for _, login := range []string{"auditor", "executive", "pm", "otherhead", "viewer"} {
			apptest.CheckFigures(t, c.As(login), "/findings/summary")
			apptest.CheckFigures(t, c.As(login), "/findings/follow-up?years=12")
		}
		apptest.CheckFigures(t, c.As("auditor"), "/findings/summary?systemId="+system)
		apptest.CheckFigures(t, c.As("ict"), "/findings/summary?sectionId="+c.Org("finance"))
		sum := c.As("executive").Get("/findings/summary").Want(200)
		for name, want := range map[string]int{
			"open": 6, "overdue": 1, "severeOpen": 3, "toVerify": 1, "accepted": 0, "acceptExpired": 1, "repeat": 1, "waitingAuditor": 3, "waitingDecider": 1, "waitingAuditee": 4,
		} {
			if got := sum.Int(name + ".value"); got != want {
				t.Errorf("%s: %d, want %d", name, got, want)
			}
		}
		facets := c.As("executive").Get("/findings/facets").Want(200)
		for filter, query := range map[string]string{
			"state.closed": "state=closed", "state.in_action": "state=in_action", "waiting.auditor": "waiting=auditor", "repeat.true": "repeat=true", "noticeFy.2016": "noticeFy=2016",
			"ageing.91-180": "ageing=91-180", "overdueBucket.31-90": "overdueBucket=31-90", "escalation.cio": "escalation=cio", "band.critical": "band=critical", "acceptExpired.true": "acceptExpired=true",
		} {
			if got, want := facets.Int(filter), c.As("executive").Get("/findings?"+query).Want(200).Int("total"); got != want {
				t.Errorf("facet %s: %d, the list gives %d", filter, got, want)
			}
		}
		for _, query := range []string{"state=gone", "ageing=1", "noticeFy=x", "waiting=nobody", "escalation=me"} {
			c.As("executive").Get("/findings?" + query).Want(422)
		}
		for _, sort := range []string{"attention", "-attention", "code", "currentDueOn", "-noticeOn", "score", "updatedAt"} {
			page := c.As("auditor").Get("/findings?limit=7&sort=" + sort).Want(200)
			next := c.As("auditor").Get("/findings?limit=7&sort=" + sort + "&cursor=" + page.Str("next")).Want(200)
			if next.Str("items.0.id") == page.Str("items.6.id") || next.Len("items") != 7 {
				t.Errorf("%s: second page", sort)
			}
		}
		repeats(t, c, system)
	})
}

func TestSignalsWorkAndStatements(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		system := populate(t, c)
		project := c.As("pm").Post("/projects", map[string]any{
			"code": "P-1", "name": "税務更改", "applicantId": c.Org("tax"), "managerId": c.Person("pm"), "headId": c.Person("head"), "systemIds": []string{system},
		}).Want(201).Str("id")
		raise(t, c, "F-8", "projectIds", []string{project}, "systemIds", []string{system}).act("auditor", "notify", map[string]any{}).Want(200)
		on := c.Clock.Today()
		bySystem, err := findings.OnSystems(c.Store.Read(t.Context()), []string{system, "none"}, on)
		if err != nil {
			t.Fatal(err)
		}
		byProject, err := findings.OnProjects(c.Store.Read(t.Context()), []string{project}, on)
		if err != nil {
			t.Fatal(err)
		}
		for name, s := range map[string]findings.Signal{"system": bySystem[system], "project": byProject[project]} {
			if s.Open != 3 || s.Overdue != 1 || s.SevereOpen != 3 || s.SevereOverdue != 1 || len(s.OpenIDs) != 3 || s.WorstDays == 0 {
				t.Errorf("%s: %+v", name, s)
			}
		}
		if n := c.As("auditor").Get("/findings?open=true&projectId=" + project).Int("total"); n != 3 {
			t.Errorf("the list of the project shows %d", n)
		}
		for login, want := range map[string]map[string]int{
			"pm":        {"finding_reply": 1, "finding_due": 2},
			"head":      {"finding_reply": 1, "finding_due": 2},
			"otherhead": {"finding_reply": 1},
			"auditor":   {"finding_plan": 1, "finding_verify": 1, "finding_extension": 1},
			"ict":       {"finding_accept": 1},
			"executive": {"finding_accept": 1},
			"viewer":    {}, "reviewer": {}, "sysmgmt": {},
		} {
			got := map[string]int{}
			res := c.As(login).Get("/me/work").Want(200)
			for _, section := range []string{"due", "decide", "review", "verify", "overdue", "confirm"} {
				for i := range res.Len(section) {
					if at := fmt.Sprintf("%s.%d.", section, i); res.Str(at+"noun") == "findings" {
						got[res.Str(at+"kind")]++
					}
				}
			}
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s: %v, want %v", login, got, want)
			}
		}
		s, id := c.App.Findings, c.As("auditor").Get("/findings?q=F-8").Str("items.0.id")
		for _, x := range []struct {
			name string
			want int64
			call func(ctx context.Context) error
		}{
			{"list", 3, func(ctx context.Context) error { _, err := s.List(ctx, &findings.Filter{}); return err }},
			{"facets", 3, func(ctx context.Context) error { _, err := s.Facets(ctx, &findings.Filter{}); return err }},
			{"summary", 6, func(ctx context.Context) error { _, err := s.Summary(ctx, &findings.Scope{}); return err }},
			{"follow-up", 2, func(ctx context.Context) error { _, err := s.FollowUp(ctx, &findings.FollowUpQuery{}); return err }},
			{"detail", 8, func(ctx context.Context) error { _, err := s.Get(ctx, id); return err }},
			{"work", 3, func(ctx context.Context) error { _, err := s.Work(ctx); return err }},
			{"on systems", 1, func(ctx context.Context) error {
				_, err := findings.OnSystems(c.Store.Read(ctx), []string{system}, on)
				return err
			}},
			{"on projects", 1, func(ctx context.Context) error {
				_, err := findings.OnProjects(c.Store.Read(ctx), []string{project}, on)
				return err
			}},
			{"for a gate", 1, func(ctx context.Context) error {
				_, err := findings.ForGate(c.Store.Read(ctx), project, on)
				return err
			}},
		} {
			ctx, n := store.CountStatements(as(t, c, "auditor"))
			n.Store(0)
			if err := x.call(ctx); err != nil {
				t.Errorf("%s: %v", x.name, err)
			}
			if got := n.Load(); got > x.want {
				t.Errorf("%s: %d statements, want at most %d", x.name, got, x.want)
			}
		}
	})
}

// repeats: earlier findings of the same theme on the same section or system are suggested; the link is checked.
func repeats(t *testing.T, c *apptest.City, system string) {
	t.Helper()
	aud := c.As("auditor")
	byTheme := aud.Get("/findings/repeats?theme=vendor&sectionId=" + c.Org("tax")).Want(200)
	if byTheme.Len("items") != 10 {
		t.Errorf("suggested: %s", byTheme.Raw)
	}
	bySystem := aud.Get("/findings/repeats?theme=access&sectionId=x&systemIds=" + system).Want(200)
	if bySystem.Len("items") != 2 {
		t.Errorf("by system: %s", bySystem.Raw)
	}
	earlier := bySystem.Str("items.0.id")
	f := raise(t, c, "F-9", "recursOf", earlier)
	if f.get().Str("repeats.id") != earlier || aud.Get("/findings/"+earlier).Str("repeatedBy.0.id") != f.id {
		t.Error("the repetition is not shown from both sides")
	}
	if rule := aud.Post("/findings", with(draft(c, "F-10"), "recursOf", "nowhere")).Want(422).Rule("recursOf"); rule != "not_found" {
		t.Errorf("rule %q", rule)
	}
	if rule := aud.Put("/findings/"+earlier, with(draft(c, aud.Get("/findings/"+earlier).Str("code")), "impact", aud.Get("/findings/"+earlier).Int("impact"),
		"likelihood", aud.Get("/findings/"+earlier).Int("likelihood"), "recursOf", earlier, "reason", "x"), apptest.IfMatch(aud.Get("/findings/"+earlier).ETag)).Want(422).Rule("recursOf"); rule != "cycle" {
		t.Errorf("a finding that repeats itself: rule %q", rule)
	}
}
