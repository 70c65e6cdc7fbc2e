package procedures

import (
	"fmt"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/store"
)

// The rules of rules.go once more, in SQL. Words come from code and from the settings, whose ids are plain letters;
// never from a request.

// levelSQL tells whether a step is done on a level.
func levelSQL(step Step, level Level) string {
	words := []string{}
	for _, m := range methods[step] {
		if m.level == level {
			words = append(words, "'"+string(m.method)+"'")
		}
	}
	if level == NoLevel {
		words = append(words, "''")
	}
	return fmt.Sprintf("procedures.%s_now IN (%s)", step, strings.Join(words, ", "))
}

// hasSQL tells whether a list of words in a row holds one.
func hasSQL(column, word string) string {
	return fmt.Sprintf(`procedures.%s LIKE '%%"%s"%%'`, column, word)
}

// overdueSQL is Overdue.
func overdueSQL(nowFY int) string {
	return fmt.Sprintf("(procedures.progress = 'open' AND procedures.target_fy <> 0 AND procedures.target_fy < %d)", nowFY)
}

// tally counts the rows for which a condition holds.
func tally(condition, name string) string {
	return "COALESCE(SUM(CASE WHEN " + condition + " THEN 1 ELSE 0 END), 0) AS " + name
}

// weigh adds up the known volumes of the rows for which a condition holds.
func weigh(condition, name string) string {
	return "CAST(COALESCE(SUM(CASE WHEN " + condition + " THEN procedures.volume END), 0) AS BIGINT) AS " + name
}

// most is where the most used procedures of a query end: the first one that is not among them any more.
type most struct {
	Total int64
	Beyond
}

// Beyond is the place of a procedure in the order of use; an empty id lies after all.
type Beyond struct {
	VolumeRank int64
	ID         string
}

// most finds that place, in two statements: the most used are those before which less than the share of all known
// applications lies. Equal volumes are told apart by their ids, so that the order is one.
func (s *Service) most(q *gorm.DB) (out most, err error) {
	q = q.Session(&gorm.Session{}).Where("procedures.volume_rank > 0").Session(&gorm.Session{})
	if out.Total, err = store.Value[int64](q.Select("CAST(COALESCE(SUM(procedures.volume_rank), 0) AS BIGINT)")); err != nil {
		return out, err
	}
	running := q.Select(`procedures.id, procedures.volume_rank,
		SUM(procedures.volume_rank) OVER (ORDER BY procedures.volume_rank DESC, procedures.id DESC ROWS UNBOUNDED PRECEDING) - procedures.volume_rank AS before`)
	found, err := store.Scan[Beyond](q.Session(&gorm.Session{NewDB: true}).Table("(?) AS running", running).
		Where("before * 100 >= ?", out.Total*int64(s.settings.Figures.ParetoPercent)).Order("volume_rank DESC, id DESC").Limit(1).Select("volume_rank, id"))
	if len(found) > 0 {
		out.Beyond = found[0]
	}
	return out, err
}

// only narrows to the most used.
func (m most) only(q *gorm.DB) *gorm.DB {
	q = q.Where("procedures.volume_rank > 0")
	if m.ID == "" {
		return q
	}
	return q.Where("(procedures.volume_rank, procedures.id) > (?, ?)", m.VolumeRank, m.ID)
}
