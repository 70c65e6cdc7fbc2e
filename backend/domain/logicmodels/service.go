package logicmodels

import (
	"context"
	"fmt"
	"slices"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Service holds the use cases of logic models.
type Service struct{ store *store.Store }

// New makes the service.
func New(s *store.Store) *Service { return &Service{s} }

// Create enters a model.
func (s *Service) Create(ctx context.Context, d Draft) (*Model, error) {
	var row *Model
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.CreateIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

// CreateIn is Create within a larger write, such as an import.
func (s *Service) CreateIn(ctx context.Context, tx *store.Tx, d Draft, why store.Why) (*Model, error) {
	row := &Model{Draft: d}
	if err := authz.Require(ctx, "logic_models:create", row.facts()); err != nil {
		return nil, err
	}
	if err := accept(ctx, tx, row, nil); err != nil {
		return nil, err
	}
	return row, store.Create(tx, row, why)
}

// Update replaces what people may write of a model. Moving it to another section needs the right on both.
func (s *Service) Update(ctx context.Context, id string, version int64, d Draft, reason string) (*Model, error) {
	var row *Model
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.UpdateIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

// UpdateIn is Update within a larger write.
func (s *Service) UpdateIn(ctx context.Context, tx *store.Tx, id string, version int64, d Draft, why store.Why) (*Model, error) {
	return changeIn(ctx, tx, id, version, "logic_models:update", why, func(row *Model) error {
		before := row.Draft
		if blank(d.Code) {
			d.Code = row.Code
		}
		row.Draft = d
		if err := authz.Require(ctx, "logic_models:update", row.facts()); err != nil {
			return err
		}
		return accept(ctx, tx, row, &before)
	})
}

// changeIn asks the policy before it tells a stale caller how the model stands.
func changeIn(ctx context.Context, tx *store.Tx, id string, version int64, perm string, why store.Why, do func(*Model) error) (*Model, error) {
	row, err := store.Load[Model](tx.DB, id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, perm, row.facts()); err != nil {
		return nil, err
	}
	return store.Update(tx, id, version, why, do)
}

// ActualDraft is a measured value. One for a year that has a value corrects it; the history keeps both.
type ActualDraft struct {
	Actual
	Note string `json:"note,omitempty" validate:"max=500" doc:"Stands in the history"`
}

// maxActuals bounds the values of a model, as its draft does.
const maxActuals = 1000

// Report enters a measured value.
func (s *Service) Report(ctx context.Context, id string, version int64, d ActualDraft) (*Model, error) {
	var row *Model
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = changeIn(ctx, tx, id, version, "logic_models:report", store.Why{Action: "report_actual", Reason: d.Note}, func(row *Model) error {
			if !slices.ContainsFunc(row.Indicators, func(i Indicator) bool { return i.Key == d.Indicator }) {
				return fault.Bad("indicator", "not_found", nil)
			}
			if d.FiscalYear > fiscal.FY(today(tx)) {
				return fault.Bad("fiscalYear", "future", nil)
			}
			row.Actuals = slices.DeleteFunc(slices.Clone(row.Actuals), func(a Actual) bool {
				return a.Indicator == d.Indicator && a.FiscalYear == d.FiscalYear
			})
			if len(row.Actuals) >= maxActuals {
				return fault.Clash("too_many", nil)
			}
			row.Actuals = append(row.Actuals, d.Actual)
			row.Derive()
			return nil
		})
		return err
	})
	return row, err
}

// ReviewDraft is what a review ends with.
type ReviewDraft struct {
	Verdict   Verdict     `json:"verdict" validate:"required,oneof=continue improve end"`
	Reason    string      `json:"reason" validate:"required,max=4000" doc:"What the comparison of expected and actual shows"`
	Next      string      `json:"next,omitempty" validate:"max=4000" doc:"What changes from now on"`
	NextDueOn fiscal.Date `json:"nextDueOn,omitzero" doc:"When it is reviewed again"`
}

// Check wants a next review of what goes on, and a change of what is improved.
func (d *ReviewDraft) Check() (out []fault.Field) {
	if d.Verdict != End && d.NextDueOn.IsZero() {
		out = append(out, fault.Field{Field: "nextDueOn", Rule: "required"})
	}
	if d.Verdict == Improve && blank(d.Next) {
		out = append(out, fault.Field{Field: "next", Rule: "required"})
	}
	return out
}

// Line is an indicator with its values, as a review keeps it.
type Line struct {
	Key         string   `json:"key"`
	Name        string   `json:"name"`
	NameEn      string   `json:"nameEn,omitempty"`
	Unit        string   `json:"unit,omitempty"`
	Target      *float64 `json:"target"`
	TargetYear  int      `json:"targetYear,omitempty"`
	FiscalYear  int      `json:"fiscalYear,omitempty" doc:"Year of the actual value"`
	Expected    *float64 `json:"expected"`
	Actual      *float64 `json:"actual"`
	Achievement *float64 `json:"achievement"`
}

// Review compares what was expected with what came. It is never changed.
type Review struct {
	store.Base
	ModelID string `json:"modelId"`
	ReviewDraft
	ReviewedOn fiscal.Date      `json:"reviewedOn"`
	ReviewedBy store.Ref        `json:"reviewedById,omitempty"`
	ByName     string           `json:"byName" doc:"Name as it was then"`
	Lines      store.List[Line] `json:"lines" doc:"Indicators as they stood"`
}

// TableName names the table.
func (Review) TableName() string { return "logic_model_reviews" }

// Root is the model.
func (r Review) Root() (noun, id string) { return "logic_models", r.ModelID }

// Review records the comparison and what follows from it. Nobody can say that a policy works while nothing is measured.
func (s *Service) Review(ctx context.Context, id string, version int64, d ReviewDraft) (*Model, error) {
	var row *Model
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = changeIn(ctx, tx, id, version, "logic_models:review", store.Why{Action: "review", Reason: d.Reason}, func(row *Model) error {
			switch {
			case row.Verdict == End:
				return fault.Clash("wrong_state", nil)
			case d.Verdict == Continue && row.MeasuredCount == 0:
				return fault.Bad("verdict", "nothing_measured", nil)
			case d.Verdict != End && !d.NextDueOn.After(today(tx)):
				return fault.Bad("nextDueOn", "after_today", nil)
			case d.Verdict == End:
				d.NextDueOn = fiscal.Date{}
			}
			r := &Review{ModelID: id, ReviewDraft: d, ReviewedOn: today(tx), ReviewedBy: store.Ref(tx.Actor.PersonID), ByName: tx.Actor.Name}
			for i, m := range row.Measure() {
				x := row.Indicators[i]
				r.Lines = append(r.Lines, Line{x.Key, x.Name, x.NameEn, x.Unit, x.Target, x.TargetYear, m.FiscalYear, m.Expected, m.Value, m.Achievement})
			}
			row.Verdict, row.ReviewedOn, row.ReviewDueOn = d.Verdict, r.ReviewedOn, d.NextDueOn
			return store.Create(tx, r, store.Why{})
		})
		return err
	})
	return row, err
}

// Delete removes a model entered by mistake. Its reviews go with it; the ledger keeps them.
func (s *Service) Delete(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Model](tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "logic_models:delete", row.facts()); err != nil {
			return err
		}
		return store.Delete[Model](tx, id, version, store.Why{Reason: reason})
	})
}

// accept checks a draft against the other records and derives what follows. Values that stood before are not asked again.
func accept(ctx context.Context, tx *store.Tx, row *Model, before *Draft) error {
	if _, ok := authz.DirectoryOf(ctx).Organisation(row.SectionID); !ok {
		return fault.Bad("sectionId", "not_found", nil)
	}
	var bad []fault.Field
	for _, ref := range []struct {
		field, table string
		id           store.Ref
	}{{"actionId", "plan_actions", row.ActionID}, {"projectId", "projects", row.ProjectID}} {
		if ref.id == "" {
			continue
		}
		n, err := store.Value[int](tx.Table(ref.table).Where("id = ?", ref.id).Select("count(*)"))
		if err != nil {
			return err
		}
		if n == 0 {
			bad = append(bad, fault.Field{Field: ref.field, Rule: "not_found"})
		}
	}
	row.ID = orNew(row.ID)
	if list := row.sources(); len(list) > 0 {
		ids := make([]string, len(list))
		for i := range list {
			ids[i] = list[i].DatasetID
		}
		found, err := store.Column[string](tx.Table("datasets").Where("id IN ?", ids).Select("id"))
		if err != nil {
			return err
		}
		for i, x := range row.Indicators {
			if x.DatasetID != "" && !slices.Contains(found, string(x.DatasetID)) {
				bad = append(bad, fault.Field{Field: fmt.Sprintf("indicators[%d].datasetId", i), Rule: "not_found"})
			}
		}
	}
	year := fiscal.FY(today(tx))
	for i, a := range row.Actuals {
		if a.FiscalYear > year && (before == nil || !slices.ContainsFunc(before.Actuals, a.same)) {
			bad = append(bad, fault.Field{Field: fmt.Sprintf("actuals[%d].fiscalYear", i), Rule: "future"})
		}
	}
	if err := fault.BadFields(bad); err != nil {
		return err
	}
	if blank(row.Code) {
		if err := number(tx, row); err != nil {
			return err
		}
	}
	row.Derive()
	return nil
}

// orNew gives a row its id before its parts are named.
func orNew(id string) string {
	if id == "" {
		return store.NewID()
	}
	return id
}

// maxTries bounds the search for a number that no file has taken yet.
const maxTries = 1000

// number gives the next free code.
func number(tx *store.Tx, row *Model) error {
	for range maxTries {
		n, err := tx.Next("logic_models")
		if err != nil {
			return err
		}
		row.Code = fmt.Sprintf("L%04d", n)
		taken, err := store.Value[int](tx.Table("logic_models").Where("code = ?", row.Code).Select("count(*)"))
		if err != nil || taken == 0 {
			return err
		}
	}
	return fault.Bad("code", "duplicate", nil)
}

func today(tx *store.Tx) fiscal.Date { return fiscal.Today(tx.Now.Time) }
