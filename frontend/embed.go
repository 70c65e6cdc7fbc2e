// Package frontend carries the built single-page app inside the program.
package frontend

import (
	"embed"
	"io/fs"
)

// The placeholder dist/.keep lets the program compile before the app was built.
//
//go:embed all:dist
var dist embed.FS

// Dist is the built app, rooted at index.html. It holds only ".keep" until
// `npm run build` ran. Text assets have ".br" and ".gz" twins beside them.
var Dist = mustSub()

func mustSub() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // cannot happen: the folder is embedded above
	}
	return sub
}
