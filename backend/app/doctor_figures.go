package app

import (
	"context"
	"fmt"
	"strings"

	"miotsukushi/backend/domain/availability"
	"miotsukushi/backend/domain/datasets"
	"miotsukushi/backend/domain/maturity"
	"miotsukushi/backend/domain/procedures"
	"miotsukushi/backend/domain/rationalisation"
	"miotsukushi/backend/platform/store"
)

// availability computes the kept months anew from their raw intervals: they are kept for speed alone.
func (d *doctor) availability(ctx context.Context, s *store.Store) {
	files, err := policyFiles(d.cfg)
	if err != nil {
		return // said already
	}
	settings, err := availability.LoadSettings(files, "availability.yaml")
	if err != nil {
		d.say("availability", Fail, err.Error(), "correct availability.yaml in MIO_POLICIES")
		return
	}
	differ, looked, err := availability.New(s, settings).Verify(ctx)
	switch {
	case err != nil:
		d.say("availability", Fail, err.Error(), "look at the database's log")
	case len(differ) > 0:
		d.say("availability", Fail, fmt.Sprintf("%d of %d kept months are not what their intervals give: %s", len(differ), looked, differ[0]),
			"save the calendar or an outage of the system anew, which computes its months")
	default:
		d.say("availability", OK, fmt.Sprintf("%d kept months are what their intervals give", looked), "")
	}
}

// named is how many records a line of the doctor names at most.
const named = 10

// maturity computes the confirmed appraisals anew from their labels: a result that people rely on must follow from them.
func (d *doctor) maturity(ctx context.Context, s *store.Store) {
	const check = "maturity"
	files, err := policyFiles(d.cfg)
	if err != nil {
		return // said already
	}
	models, err := maturity.Load(files, "maturity")
	if err != nil {
		d.say(check, Fail, err.Error(), "correct the files in the folder maturity of MIO_POLICIES")
		return
	}
	differ, looked, err := maturity.New(s, models, nil, nil).Verify(ctx)
	if err != nil {
		d.say(check, Fail, err.Error(), "look at the database's log")
		return
	}
	var wrong, older []string
	for _, x := range differ {
		switch {
		case x.Missing:
			older = append(older, x.Code+" (model gone)")
		case x.Rules:
			older = append(older, x.Code+" (model changed since)")
		default:
			wrong = append(wrong, strings.TrimSpace(x.Code+" "+strings.Join(x.Areas, " ")))
		}
	}
	switch {
	case len(wrong) > 0:
		d.say(check, Fail, fmt.Sprintf("%d of %d confirmed appraisals are not what their labels give: %s", len(wrong), looked, few(wrong)),
			"somebody changed the database past the program: compare with the history on their pages and with a backup")
	case len(older) > 0:
		d.say(check, Warn, fmt.Sprintf("%d of %d confirmed appraisals do not follow from the models of today: %s", len(older), looked, few(older)),
			"their pages show both results; put the model's file back if it should not have changed")
	default:
		d.say(check, OK, fmt.Sprintf("%d confirmed appraisals are what their labels give", looked), "")
	}
}

// few names the first of a list, and how many more there are.
func few(list []string) string {
	if len(list) <= named {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:named], ", "), len(list)-named)
}

// procedures derives the kept classes and volumes anew from the steps and years of each procedure.
func (d *doctor) procedures(ctx context.Context, s *store.Store) {
	files, err := policyFiles(d.cfg)
	if err != nil {
		return // said already
	}
	settings, err := procedures.Load(files, "procedures.yaml")
	if err != nil {
		d.say("procedures", Fail, err.Error(), "correct procedures.yaml in MIO_POLICIES")
		return
	}
	differ, looked, err := procedures.New(s, settings).Verify(ctx)
	switch {
	case err != nil:
		d.say("procedures", Fail, err.Error(), "look at the database's log")
	case len(differ) > 0:
		d.say("procedures", Fail, fmt.Sprintf("%d of %d procedures are not of the class that their steps give: %s", len(differ), looked, differ[0]),
			"save the procedure anew, which derives its class")
	default:
		d.say("procedures", OK, fmt.Sprintf("%d procedures are of the class that their steps give", looked), "")
	}
}

// datasets derives stars, parts of the score and uses anew from each entry and its last measurement.
func (d *doctor) datasets(ctx context.Context, s *store.Store) {
	files, err := policyFiles(d.cfg)
	if err != nil {
		return // said already
	}
	settings, err := datasets.Load(files, "datasets.yaml")
	if err != nil {
		d.say("datasets", Fail, err.Error(), "correct datasets.yaml in MIO_POLICIES")
		return
	}
	differ, looked, err := datasets.New(s, settings, nil).Verify(ctx)
	switch {
	case err != nil:
		d.say("datasets", Fail, err.Error(), "look at the database's log")
	case len(differ) > 0:
		d.say("datasets", Fail, fmt.Sprintf("%d of %d datasets are not what their entry and their last measurement give: %s", len(differ), looked, differ[0]),
			"save the dataset anew, which derives it; after a change of datasets.yaml this is to be expected")
	default:
		d.say("datasets", OK, fmt.Sprintf("%d datasets are what their entries and measurements give", looked), "")
	}
}

// rationalisation looks at what lies: cases that nobody decides, assessments that nobody renews, and present assessments of the
// criteria in force whose quadrant does not follow from their answers.
func (d *doctor) rationalisation(ctx context.Context, s *store.Store) {
	const check = "rationalisation"
	files, err := policyFiles(d.cfg)
	if err != nil {
		return // said already
	}
	settings, err := rationalisation.Load(files, "rationalisation.yaml")
	if err != nil {
		d.say(check, Fail, err.Error(), "correct rationalisation.yaml in MIO_POLICIES")
		return
	}
	v, err := rationalisation.New(s, settings, nil).Verify(ctx)
	found := fmt.Sprintf("%d assessments, %d of them too old or by other criteria; %d cases wait for a decision, %d of them for more than %d days",
		v.Looked, v.Stale, v.Waiting, v.Forgotten, rationalisation.WaitDays)
	switch {
	case err != nil:
		d.say(check, Fail, err.Error(), "look at the database's log")
	case len(v.Differ) > 0:
		d.say(check, Fail, fmt.Sprintf("%d of %d assessments are not of the quadrant that their answers give: %s", len(v.Differ), v.Looked, few(v.Differ)),
			"judge these systems anew; a change of rationalisation.yaml needs a new edition in it")
	case v.Forgotten > 0 || v.Stale > 0:
		d.say(check, Warn, found, "the owners find their assessments, the ICT office and the executives the cases under My work")
	default:
		d.say(check, OK, found, "")
	}
}
