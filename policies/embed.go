// Package policies holds the rules that are data: who may do what, and what a
// project must show at each review gate.
package policies

import "embed"

// Files holds model.conf, policy.csv and gates.yaml.
//
//go:embed model.conf policy.csv gates.yaml
var Files embed.FS
