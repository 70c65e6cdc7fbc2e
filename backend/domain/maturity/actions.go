package maturity

import (
	"context"
	"slices"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// StepDraft says which missing step becomes an action, and where it belongs in a plan.
type StepDraft struct {
	Area      string      `json:"area" validate:"required,max=12"`
	Group     string      `json:"group,omitempty" validate:"max=12"`
	Practice  string      `json:"practice,omitempty" validate:"max=12"`
	Name      string      `json:"name" validate:"required,max=200"`
	NameEn    string      `json:"nameEn,omitempty" validate:"max=200"`
	SectionID string      `json:"sectionId,omitempty" validate:"max=64" doc:"Section that carries it out; the appraised unit unless given"`
	ThemeID   string      `json:"themeId" validate:"required,max=64" doc:"Theme of the plan that takes the action"`
	StartsOn  fiscal.Date `json:"startsOn" validate:"required"`
	EndsOn    fiscal.Date `json:"endsOn" validate:"required"`
	Summary   string      `json:"summary,omitempty" validate:"max=4000"`
}

// Check states the rules that tags cannot.
func (d *StepDraft) Check() []fault.Field {
	if d.EndsOn.Before(d.StartsOn) {
		return []fault.Field{{Field: "endsOn", Rule: "date_order", Params: fault.Params{"field": "startsOn"}}}
	}
	return nil
}

// Made is the action that a step became.
type Made struct {
	ActionID string `json:"actionId"`
}

// Act makes an action of a step that the next level lacks.
func (s *Service) Act(ctx context.Context, id string, d StepDraft) (*Made, error) {
	detail, err := s.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(detail.Steps, func(x Step) bool { return x.Area == d.Area && x.Group == d.Group && x.Practice == d.Practice })
	if i < 0 {
		return nil, fault.Bad("practice", "not_missing", nil)
	}
	if detail.Steps[i].ActionID != "" {
		return nil, fault.Clash("already_done", fault.Params{"actionId": detail.Steps[i].ActionID})
	}
	if d.SectionID == "" {
		d.SectionID = detail.SectionID
	}
	out := &Made{}
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		if err := require(ctx, tx.DB, "maturity:act", &detail.Appraisal); err != nil {
			return err
		}
		out.ActionID, err = s.actions.Create(ctx, tx, ActionDraft{
			Name: d.Name, NameEn: d.NameEn, SectionID: d.SectionID, ThemeID: d.ThemeID, StartsOn: d.StartsOn, EndsOn: d.EndsOn,
			Summary: d.Summary, Why: detail.Code + " " + d.Area + " " + d.Practice,
		})
		if err != nil {
			return err
		}
		return store.Create(tx, &ActionLink{AppraisalID: id, Area: d.Area, GroupID: d.Group, Practice: d.Practice, ActionID: out.ActionID}, store.Why{Action: "act"})
	})
	return out, err
}
