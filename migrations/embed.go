// Package migrations holds the schema's steps for both databases: the same file
// names and numbers in each folder, kept equal by tests.
package migrations

import "embed"

// Files holds sqlite/*.sql and postgres/*.sql.
//
//go:embed sqlite/*.sql postgres/*.sql
var Files embed.FS
