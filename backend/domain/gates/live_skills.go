package gates

// MendRole is the permission that says which roles a project needs, and that they are filled.
const MendRole = "skills:need"

// RoleFacts are what the check reads of a role that the project needs. Nobody is named.
type RoleFacts struct {
	ID, Label string
	Open      *int64 // places that nobody holds; nil when nobody has said
}

func (c liveCase) roleProof(f RoleFacts) Proof {
	return Proof{Noun: "role", ID: f.ID, Label: f.Label, Href: c.projectHref() + "/skills"}
}

// roles wants every place of every role held. An open place comes before what nobody has said; a project without roles has
// not said what it needs.
func (c liveCase) roles() LiveResult {
	open, untold, proof := []Proof{}, []Proof{}, []Proof{}
	places := int64(0)
	for _, r := range c.facts.Roles {
		proof = append(proof, c.roleProof(r))
		switch {
		case r.Open == nil:
			untold = append(untold, c.roleProof(r))
		case *r.Open > 0:
			open, places = append(open, c.roleProof(r)), places+*r.Open
		}
	}
	mend := &Mend{Permission: MendRole, PersonIDs: persons(c.in.Project.ManagerID), Href: c.projectHref() + "/skills"}
	switch {
	case len(proof) == 0:
		return LiveResult{Status: LiveUnknown, Why: why("no_roles"), Mend: mend}
	case len(open) > 0:
		return LiveResult{Status: LiveUnmet, Why: why("roles_open", "count", places), Proof: open, Mend: mend}
	case len(untold) > 0:
		return LiveResult{Status: LiveUnknown, Why: why("roles_untold", "count", len(untold)), Proof: untold, Mend: mend}
	}
	return found(LiveMet, why("roles_covered", "count", len(proof)), proof...)
}
