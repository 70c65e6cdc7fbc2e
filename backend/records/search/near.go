package search

import (
	"cmp"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/store"
)

// maxNear bounds how many entries are looked at for slips of the finger.
const maxNear = 2000

// partly narrows entries to those that can hold the question with so many slips: cut into one piece more than there are
// slips, at least one piece must be whole. That is as true for Japanese as for English, and needs nothing of a database
// that contained does not.
func (a asked) partly(q *gorm.DB, d store.Dialect, slips int) *gorm.DB {
	runes := []rune(strings.Join(a.words, " "))
	var conds []string
	var args []any
	for i := range slips + 1 {
		piece := string(runes[i*len(runes)/(slips+1) : (i+1)*len(runes)/(slips+1)])
		sql, vars := has(piece, d)
		conds, args = append(conds, sql), append(args, vars...)
	}
	return q.Where("("+strings.Join(conds, " OR ")+")", args...)
}

// closest are the rows that hold the question with so many slips at most, the closest first.
func (a asked) closest(rows []row, slips, limit int) []row {
	type scored struct {
		row
		off int
	}
	q := []rune(strings.Join(a.words, " "))
	var out []scored
	for _, r := range rows {
		if off := distance(q, []rune(r.Text)); off <= slips {
			out = append(out, scored{r, off})
		}
	}
	slices.SortFunc(out, func(x, y scored) int {
		return cmp.Or(cmp.Compare(x.off, y.off), cmp.Compare(len(x.Text), len(y.Text)), cmp.Compare(x.Code, y.Code), cmp.Compare(x.RecordID, y.RecordID))
	})
	found := make([]row, 0, min(limit, len(out)))
	for _, s := range out[:min(limit, len(out))] {
		found = append(found, s.row)
	}
	return found
}

// distance is the least number of letters to add, leave out, change or swap with their neighbour that makes q a part of text.
func distance(q, text []rune) int {
	older, last, next := make([]int, len(q)+1), make([]int, len(q)+1), make([]int, len(q)+1)
	for i := range last {
		last[i] = i
	}
	best := last[len(q)]
	for j, t := range text {
		next[0] = 0 // a part may begin anywhere
		for i, c := range q {
			off := 1
			if c == t {
				off = 0
			}
			next[i+1] = min(last[i]+off, last[i+1]+1, next[i]+1)
			if i > 0 && j > 0 && c == text[j-1] && q[i-1] == t {
				next[i+1] = min(next[i+1], older[i-1]+1)
			}
		}
		best = min(best, next[len(q)])
		older, last, next = last, next, older
	}
	return best
}
