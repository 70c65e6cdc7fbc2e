package exchange

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"

	"github.com/xuri/excelize/v2"

	"miotsukushi/backend/platform/fault"
)

// span is a column merged from the row top down to the row bottom.
type span struct{ column, top, bottom int }

// merges are the spans of a sheet, by their top; open are those that the row
// read last lies in.
type merges struct {
	waiting []span
	open    []span
}

var (
	mergeForm = regexp.MustCompile(`<(?:\w+:)?mergeCell\s+[^>]*ref="([A-Z]{1,3}\d+):([A-Z]{1,3}\d+)"`)
	closed    = regexp.MustCompile(`</(?:\w+:)?(?:work|chart|dialog|macro)sheet\s*>$`)
)

// whole refuses a sheet that ends before its time.
func (s *sheetFile) whole(name string) error {
	if !closed.Match(bytes.TrimSpace(s.tail)) {
		return broken("broken_workbook", fault.Params{"part": cut(name)})
	}
	return nil
}

// merges reads the merged ranges.
func (s *sheetFile) merges() merges {
	var out merges
	for _, m := range mergeForm.FindAllSubmatch(s.tail, maxRows) {
		left, top, err1 := excelize.CellNameToCoordinates(string(m[1]))
		right, bottom, err2 := excelize.CellNameToCoordinates(string(m[2]))
		if err1 == nil && err2 == nil && left == right && left <= maxColumns && top < bottom {
			out.waiting = append(out.waiting, span{left, top, bottom})
		}
	}
	slices.SortFunc(out.waiting, func(a, b span) int { return cmp.Compare(a.top, b.top) })
	return out
}

// fill repeats what stands in the first row of cells that are merged downwards:
// that is how people read them. Cells merged sideways hold their text once. Rows
// must come in their order, with the row above.
func (m *merges) fill(no int, cells, above []string) []string {
	for len(m.waiting) > 0 && m.waiting[0].top < no {
		m.open, m.waiting = append(m.open, m.waiting[0]), m.waiting[1:]
	}
	m.open = slices.DeleteFunc(m.open, func(s span) bool { return s.bottom < no })
	for _, s := range m.open {
		if s.column > len(above) {
			continue
		}
		for len(cells) < s.column {
			cells = append(cells, "")
		}
		if cells[s.column-1] == "" {
			cells[s.column-1] = above[s.column-1]
		}
	}
	return cells
}
