package main

import "net/url"

// searchViews are questions to the search over all records: what an index answers, what reads all texts, and what finds nothing exactly.
func (w *world) searchViews() []view {
	ask := func(name, q, more, login string) view {
		return view{name: "search: " + name, path: "/search?q=" + url.QueryEscape(q) + more, login: login}
	}
	return []view{
		ask("a code", "F0000012", "", ""),
		ask("two letters", "指摘", "", ""),
		ask("one letter, within a section", "第", "", "pm"),
		ask("a slip of the finger", "F00x0012", "", ""),
		ask("with counts by kind", "指摘", "&counts=true&limit=50", ""),
	}
}
