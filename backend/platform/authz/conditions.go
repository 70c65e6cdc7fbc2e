package authz

import (
	"fmt"
	"slices"
)

// facts is what a matcher sees of the request; a nil record stands for "some
// record", which meets every allowing rule and no denying one.
type facts struct {
	subject Subject
	tree    Tree
	rec     *Record
}

var anyRecord = facts{}

// condition tells whether a rule's condition holds for a caller and a record.
type condition func(s Subject, h Held, tree Tree, rec *Record) bool

// conditions is the closed list of conditions that policy.csv may name. They
// are code, so that each can be tested and none can be misspelt into a hole.
var conditions = map[string]condition{
	"any":                func(Subject, Held, Tree, *Record) bool { return true },
	"applicant":          party("applicant"),
	"preparer":           party("preparer"),
	"asked":              party("asked"),
	"reviewer":           party("reviewer"),
	"sole_reviewer":      soleReviewer,
	"condition_owner":    party("condition_owner"),
	"condition_reporter": party("condition_reporter"),
	"applicant_section":  applicantSection,
	"authority":          authority,
	"substitute":         substitute,
	"requester":          party("requester"),
	"self":               party("self"),
	"finding_owner":      party("finding_owner"),
	"finding_reporter":   party("finding_reporter"),
	"auditee_section":    auditeeSection,
	"auditor":            auditor,
	"authority_or_above": authorityOrAbove,
	"self_rating":        kind("self"),
	"assessment":         kind("assessor"),
	"assessed_unit":      assessedUnit,
	"rater":              party("rater"),
	"self_rater":         party("self_rater"),
	"reporter":           party("reporter"),
	"planner":            party("planner"),
	"proposer":           party("proposer"),
	"personal_data":      kind("personal_data"),
	"runner":             party("runner"),
	"minutes_confirmed":  kind("confirmed"),
	"report_item":        kind("report"),
	"gate_item":          kind("gate"),
	"directive_reporter": party("reporter"),
}

// Conditions lists the names of all conditions, sorted.
func Conditions() []string {
	out := make([]string, 0, len(conditions))
	for name := range conditions {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func party(name string) condition {
	return func(s Subject, _ Held, _ Tree, rec *Record) bool {
		return s.PersonID != "" && slices.Contains(rec.Parties[name], s.PersonID)
	}
}

// soleReviewer holds when the caller is the only one who reviewed.
func soleReviewer(s Subject, _ Held, _ Tree, rec *Record) bool {
	reviewers := rec.Parties["reviewer"]
	return len(reviewers) > 0 && !slices.ContainsFunc(reviewers, func(id string) bool { return id != s.PersonID })
}

// applicantSection holds when the caller holds any post in the section that the
// record belongs to: a reviewer must come from elsewhere.
func applicantSection(s Subject, _ Held, _ Tree, rec *Record) bool {
	return slices.ContainsFunc(s.Held, func(h Held) bool { return h.OrganisationID == rec.Section && rec.Section != "" })
}

// kind holds for records of one kind.
func kind(name string) condition {
	return func(_ Subject, _ Held, _ Tree, rec *Record) bool { return rec.Kind == name }
}

// assessedUnit holds when the caller holds any post in the unit that the record judges: an assessor comes from elsewhere.
func assessedUnit(s Subject, _ Held, _ Tree, rec *Record) bool {
	return slices.ContainsFunc(s.Held, func(h Held) bool { return slices.Contains(rec.Unit, h.OrganisationID) })
}

// authority holds when the post carries the decision authority that the record calls for.
func authority(_ Subject, h Held, _ Tree, rec *Record) bool {
	return rec.Authority != "" && h.Authority == rec.Authority
}

// substitute holds when the record is decided for another post and the caller's post carries a decision authority of its own.
func substitute(_ Subject, h Held, _ Tree, rec *Record) bool {
	return len(rec.Parties["decided_for"]) > 0 && h.Authority != ""
}

// auditeeSection holds when the caller holds any post in the section that has to answer, or below it: nobody verifies the
// own house.
func auditeeSection(s Subject, _ Held, tree Tree, rec *Record) bool {
	return rec.Section != "" && slices.ContainsFunc(s.Held, func(h Held) bool {
		return h.OrganisationID != "" && tree.Within(h.OrganisationID, rec.Section)
	})
}

// auditor holds when the caller is an auditor by any post.
func auditor(s Subject, _ Held, _ Tree, _ *Record) bool {
	return slices.ContainsFunc(s.Held, func(h Held) bool { return h.Role == Auditor })
}

// ranks are the decision authorities of one line, the highest first.
var ranks = []string{"cio", "ict_director", "sysmgmt_director"}

// authorityOrAbove holds when the post carries the authority that the record calls for, or one above it. A record that
// calls for none is decided by nobody.
func authorityOrAbove(_ Subject, h Held, _ Tree, rec *Record) bool {
	own, wanted := slices.Index(ranks, h.Authority), slices.Index(ranks, rec.Authority)
	return own >= 0 && wanted >= 0 && own <= wanted
}

func inScope(scope string, s Subject, h Held, tree Tree, rec *Record) bool {
	switch scope {
	case ScopeAll:
		return true
	case ScopeSection:
		return rec.Section != "" && h.OrganisationID != "" && tree.Within(rec.Section, h.OrganisationID)
	case ScopeOwn:
		return s.PersonID != "" && slices.Contains(rec.Own, s.PersonID)
	}
	return false
}

// meets is the part of a rule that looks at the record.
func meets(f facts, h Held, scope, cond, effect string) bool {
	if f.rec == nil {
		return effect == "allow"
	}
	c := conditions[cond]
	return c != nil && inScope(scope, f.subject, h, f.tree, f.rec) && c(f.subject, h, f.tree, f.rec)
}

func meetsFunc(args ...any) (any, error) {
	if len(args) != 5 {
		return false, fmt.Errorf("authz: meets takes 5 arguments, not %d", len(args))
	}
	h, ok1 := args[0].(Held)
	f, ok2 := args[1].(facts)
	scope, ok3 := args[2].(string)
	cond, ok4 := args[3].(string)
	effect, ok5 := args[4].(string)
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 {
		return false, fmt.Errorf("authz: meets got arguments of the wrong type")
	}
	return meets(f, h, scope, cond, effect), nil
}

func roleFunc(args ...any) (any, error) {
	if len(args) == 1 {
		if h, ok := args[0].(Held); ok {
			return h.Role, nil
		}
	}
	return "", fmt.Errorf("authz: role takes a held role")
}
