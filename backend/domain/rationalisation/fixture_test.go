package rationalisation_test

import (
	"strings"
	"testing"

	"miotsukushi/backend/app/apptest"
)

// body joins pairs to a JSON object.
func body(pairs ...any) map[string]any {
	out := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i].(string)] = pairs[i+1]
	}
	return out
}

// with is a body with some pairs replaced.
func with(b map[string]any, pairs ...any) map[string]any {
	out := body(pairs...)
	for k, v := range b {
		if _, given := out[k]; !given {
			out[k] = v
		}
	}
	return out
}

// system enters a system of a section and returns its id.
func system(c *apptest.City, code, section string, pairs ...any) string {
	return c.As("ict").Post("/systems", with(body(
		"code", code, "name", "システム"+code, "ownerId", c.Org(section), "kind", "package", "networkZone", "lgwan", "criticality", "medium", "phase", "operation",
	), pairs...)).Want(201).Str("id")
}

// feed enters which systems get data from a system: "out", "in" and "both" as the register says it.
func feed(c *apptest.City, id string, links ...any) {
	now := c.As("ict").Get("/systems/" + id).Want(200)
	var list []any
	for i := 0; i < len(links); i += 2 {
		list = append(list, body("targetId", links[i], "direction", links[i+1], "method", "file"))
	}
	edit(c.T, c, now, "interfaces", list)
}

// edit changes some fields of a system as its form would.
func edit(t *testing.T, c *apptest.City, now *apptest.Response, pairs ...any) *apptest.Response {
	t.Helper()
	b := body()
	for _, key := range []string{"code", "name", "ownerId", "kind", "networkZone", "criticality", "citizenFacing", "phase", "interfaces", "components", "lastRenewalOn", "nextRenewalOn", "vendor"} {
		if v := now.Get(key); v != nil {
			b[key] = v
		}
	}
	return c.As("ict").Put("/systems/"+now.Str("id"), with(b, pairs...), apptest.IfMatch(now.ETag))
}

// answers gives every criterion of an axis the same score; 0 leaves the axis out.
func answers(business, technical int) (out []any) {
	for _, axis := range []struct {
		score int
		ids   string
	}{{business, "mandate citizens fit substitution usage"}, {technical, "support stability maintainability independence security standards"}} {
		for _, id := range strings.Fields(axis.ids) {
			if axis.score > 0 {
				out = append(out, body("criterion", id, "score", axis.score))
			}
		}
	}
	return out
}

// capability enters a business function and returns its id.
func capability(c *apptest.City, code, parent string) string {
	return c.As("ict").Post("/rationalisation/capabilities", body("code", code, "name", "機能"+code, "parentId", parent)).Want(201).Str("id")
}

// serve assigns a system to business functions.
func serve(c *apptest.City, system string, ids ...string) *apptest.Response {
	return c.As("ict").Post("/rationalisation/profiles", body("systemId", system, "capabilityIds", ids)).Want(201)
}
