package pilots

import (
	"math"
	"net/url"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/store"
)

// tally counts the cases of one ward on one evaluation set, or of several.
type tally struct {
	PilotID string
	SetNo   int
	WardID  string
	First   int64 // right in the first place
	Later   int64 // right in the second or third
	Wrong   int64
	Open    int64 // wrong, and nobody has looked at it
	Timed   int64 // both times known
	Saved   int64 // seconds over those
	Changed int64 // corrected after they were recorded
	Voided  int64 // taken out of the count, and so in none of the others
}

func (t *tally) cases() int64 { return t.First + t.Later + t.Wrong }

func (t *tally) add(o *tally) {
	t.First, t.Later, t.Wrong, t.Open = t.First+o.First, t.Later+o.Later, t.Wrong+o.Wrong, t.Open+o.Open
	t.Timed, t.Saved = t.Timed+o.Timed, t.Saved+o.Saved
	t.Changed, t.Voided = t.Changed+o.Changed, t.Voided+o.Voided
}

func (t *tally) correct(m Metric) int64 {
	if m == FirstThree {
		return t.First + t.Later
	}
	return t.First
}

// mean is the average of the seconds saved, nil when no case knows both times.
func (t *tally) mean() *float64 {
	if t.Timed == 0 {
		return nil
	}
	mean := float64(t.Saved) / float64(t.Timed)
	return &mean
}

func (t *tally) measured(d *Draft, m Metric) Measured {
	satisfied := d.use().Satisfied
	return Measured{
		Correct: t.correct(m), N: t.cases(), SecondsSaved: t.mean(), Timed: t.Timed, Satisfied: satisfied.Percent, Asked: satisfied.N,
	}
}

// counts is what a case must be to count. It stands in brackets so that it can be turned round.
const counts = "(pilot_cases.voided_on IS NULL)"

// tallies counts the cases of some pilots by evaluation set and ward, in one statement.
func tallies(db *gorm.DB, pilots []string) ([]tally, error) {
	if len(pilots) == 0 {
		return nil, nil
	}
	const timed = counts + " AND pilot_cases.seconds_before IS NOT NULL AND pilot_cases.seconds_after IS NOT NULL"
	count := func(condition, name string) string {
		return "SUM(CASE WHEN " + condition + " THEN 1 ELSE 0 END) AS " + name
	}
	return store.Scan[tally](db.Table("pilot_cases").Joins("JOIN pilot_sets ON pilot_sets.id = pilot_cases.set_id").
		Where("pilot_cases.pilot_id IN ?", pilots).Group("pilot_cases.pilot_id, pilot_sets.no, pilot_cases.ward_id").
		Order("pilot_cases.pilot_id, pilot_sets.no, pilot_cases.ward_id").
		Select("pilot_cases.pilot_id, pilot_sets.no AS set_no, pilot_cases.ward_id, " +
			count(counts+" AND pilot_cases.rank = 'top1'", "first") + ", " + count(counts+" AND pilot_cases.rank = 'top3'", "later") + ", " +
			count(counts+" AND pilot_cases.rank = 'none'", "wrong") + ", " +
			count(counts+" AND pilot_cases.rank = 'none' AND pilot_cases.checked_by_id IS NULL", "open") + ", " +
			count(counts+" AND pilot_cases.version > 1", "changed") + ", " + count("NOT "+counts, "voided") + ", " + count(timed, "timed") + ", CAST(COALESCE(SUM(CASE WHEN " + timed + " THEN pilot_cases.seconds_before - pilot_cases.seconds_after END), 0) AS BIGINT) AS saved"))
}

// Result is what some cases showed: of a version of the evaluation set, or of a ward on it.
type Result struct {
	Top1      Share      `json:"top1"`
	Top3      Share      `json:"top3"`
	Cases     api.Figure `json:"cases"`
	First     api.Figure `json:"first" doc:"Right in the first place"`
	Three     api.Figure `json:"three" doc:"Right in one of the first three"`
	Wrong     api.Figure `json:"wrong"`
	Unchecked api.Figure `json:"unchecked" doc:"Wrong, and nobody has looked at it"`
	Timed     api.Figure `json:"timed" doc:"Cases of which both times are known"`
	Corrected api.Figure `json:"corrected" doc:"Changed after they were recorded"`
	Voided    api.Figure `json:"voided" doc:"Taken out of the count; in none of the other figures"`
	Seconds   *float64   `json:"seconds" doc:"Saved a case, on average over these; null when unknown, below 0 when it took longer"`
}

func resultOf(t *tally, rows func(pairs ...string) string) Result {
	n := t.cases()
	return Result{
		Top1: ShareOf(t.First, n), Top3: ShareOf(t.First+t.Later, n), Cases: api.Count(n, rows()), First: api.Count(t.First, rows("rank", "top1")),
		Three: api.Count(t.First+t.Later, rows("rank", "top1,top3")), Wrong: api.Count(t.Wrong, rows("rank", "none")),
		Unchecked: api.Count(t.Open, rows("rank", "none", "checked", "false")), Timed: api.Count(t.Timed, rows("timed", "true")),
		Corrected: api.Count(t.Changed, rows("corrected", "true")), Voided: api.Count(t.Voided, rows("voided", "true")), Seconds: t.mean(),
	}
}

// caseRows is the list of cases that a figure opens onto.
func caseRows(pairs ...string) func(more ...string) string {
	return func(more ...string) string {
		v := url.Values{}
		for _, list := range [][]string{pairs, more} {
			for i := 0; i < len(list); i += 2 {
				v.Set(list[i], list[i+1])
			}
		}
		return "/pilots/cases?" + v.Encode()
	}
}

// tenth rounds to one decimal: what a reader is shown.
func tenth(x float64) float64 { return math.Round(10*x) / 10 }
