// Package policies holds the rules that are data: who may do what, what a
// project must show at each review gate, from when on health is amber or red,
// what counts as a procedure, by what systems are judged, and what units are
// rated against.
package policies

import "embed"

// Files holds model.conf, policy.csv, and the rules that are data: gates, findings, availability, health,
// pilots, plans, procedures, datasets, skills, rationalisation, and the models in maturity.
//
//go:embed model.conf policy.csv *.yaml maturity/*.yaml
var Files embed.FS
