// Package authz decides who may do what. The rules are lines of policy.csv that
// casbin evaluates; this package loads and checks them, asks casbin once per
// role and permission, and judges the facts of a record in Go. Nothing is
// allowed that no line allows.
package authz

import "slices"

// Roles of the product, and the two that everyone has without a post.
const (
	Admin          = "admin"
	ICTOffice      = "ict_office"
	ProjectManager = "project_manager"
	SectionHead    = "section_head"
	Reviewer       = "reviewer"
	Executive      = "executive"
	Auditor        = "auditor"
	Viewer         = "viewer"
	// SignedIn is implied by every session, Anonymous by none.
	SignedIn  = "signed_in"
	Anonymous = "anonymous"
)

// Roles lists the assignable roles in the order in which they are shown.
var Roles = []string{Admin, ICTOffice, ProjectManager, SectionHead, Reviewer, Executive, Auditor, Viewer}

// Held is a role that a person has through a post, on the day of the request.
type Held struct {
	Role               string
	PostID             string
	PostTitle          string
	PostTitleEn        string
	OrganisationID     string
	OrganisationName   string
	OrganisationNameEn string
	// Authority is the decision authority of the post: cio, ict_director, … or "".
	Authority string
	Acting    bool
}

// Subject is who asks.
type Subject struct {
	PersonID string
	Name     string
	NameEn   string
	Held     []Held
}

// Roles lists the subject's roles without repetition.
func (s Subject) Roles() []string {
	var out []string
	for _, h := range s.Held {
		if !slices.Contains(out, h.Role) && slices.Contains(Roles, h.Role) {
			out = append(out, h.Role)
		}
	}
	return out
}

// Record holds the facts of a record that rules may ask about.
type Record struct {
	Noun string
	ID   string
	// Section is the organisation that the record belongs to.
	Section string
	// Own lists the people whose record it is, for scope "own".
	Own []string
	// Parties lists the people who played a part in it: applicant, preparer,
	// reviewer, decider, condition_owner, condition_reporter.
	Parties map[string][]string
	// Authority is the decision authority that the record calls for.
	Authority string
	// Kind is what kind of record it is, where rules differ by it.
	Kind string
	// Unit lists the organisations that the record judges: nobody from there may judge.
	Unit []string
}

// Tree answers questions about the organisation tree of the day.
type Tree interface {
	// Within tells whether an organisation is the ancestor or below it.
	Within(id, ancestor string) bool
	// Below lists the organisation and all below it.
	Below(id string) []string
}

// Candidate is a post that carries a role, for telling who could act.
type Candidate struct {
	ID                 string `json:"id"`
	Title              string `json:"title"`
	TitleEn            string `json:"titleEn,omitempty"`
	OrganisationID     string `json:"organisationId"`
	OrganisationName   string `json:"organisationName"`
	OrganisationNameEn string `json:"organisationNameEn,omitempty"`
	Authority          string `json:"-"`
}

// Organisation is a node of the tree, as far as other records need it.
type Organisation struct {
	ID       string `json:"id"`
	Code     string `json:"code"`
	Name     string `json:"name"`
	NameEn   string `json:"nameEn"`
	Kind     string `json:"kind"`
	ParentID string `json:"parentId,omitempty"`
	// Active tells whether it exists on the day of the request.
	Active bool `json:"active"`
}

// Directory knows people, posts and the tree, as of the day of the request.
type Directory interface {
	Tree
	Subject(personID string) (Subject, bool)
	// Organisation finds a node; Path lists it and its ancestors from the top.
	Organisation(id string) (Organisation, bool)
	Path(id string) []Organisation
	// WithRole lists the posts that carry the role and have a holder today.
	WithRole(role string) []Candidate
}
