package skills

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Service holds the use cases of skills.
type Service struct {
	store    *store.Store
	settings *Settings
}

// New makes the service.
func New(s *store.Store, set *Settings) *Service { return &Service{s, set} }

// subject is a system or a project as far as skills know it.
type subject struct {
	ID, Code, Name, NameEn, SectionID string
	ManagerID, HeadID                 string
	State                             string
}

func (x *subject) facts() *authz.Record {
	r := &authz.Record{Noun: "skills", ID: x.ID, Section: x.SectionID}
	for _, id := range []string{x.ManagerID, x.HeadID} {
		if id != "" {
			r.Own = append(r.Own, id)
		}
	}
	return r
}

// ended tells whether nothing may change any more: a project that is over, a system that is retired.
func (x *subject) ended() bool {
	return slices.Contains([]string{"completed", "stopped", "retired"}, x.State)
}

func (x *subject) open() error {
	if x.ended() {
		return fault.Clash("wrong_state", fault.Params{"state": x.State})
	}
	return nil
}

// systemOf and projectOf read what a record speaks of.
func systemOf(db *gorm.DB, id string) (subject, error) {
	return store.One[subject](db.Table("systems").Where("id = ?", id).Select("id, code, name, name_en, owner_id AS section_id, phase AS state"), "systems", id)
}

func projectOf(db *gorm.DB, id string) (subject, error) {
	return store.One[subject](db.Table("projects").Where("id = ?", id).
		Select("id, code, name, name_en, applicant_id AS section_id, manager_id, COALESCE(head_id, '') AS head_id, state"), "projects", id)
}

// AnswerSystem records how many people can do the essential work of a system.
func (s *Service) AnswerSystem(ctx context.Context, id string, d AnswerDraft) (*Answer, error) {
	return s.answer(ctx, d, &Answer{SystemID: store.Ref(id)}, systemOf, id)
}

// AnswerProject records the same of a project.
func (s *Service) AnswerProject(ctx context.Context, id string, d AnswerDraft) (*Answer, error) {
	return s.answer(ctx, d, &Answer{ProjectID: store.Ref(id)}, projectOf, id)
}

func (s *Service) answer(ctx context.Context, d AnswerDraft, row *Answer, of func(*gorm.DB, string) (subject, error), id string) (*Answer, error) {
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		x, err := of(tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "skills:answer", x.facts()); err != nil {
			return err
		}
		if err := x.open(); err != nil {
			return err
		}
		if d.On.IsZero() {
			d.On = today(tx)
		}
		if d.On.After(today(tx)) {
			return fault.Bad("on", "future", nil)
		}
		if d.BackupPostID != "" {
			n, err := store.Value[int](tx.Table("posts").Where("id = ?", d.BackupPostID).Select("count(*)"))
			if err != nil {
				return err
			}
			if n == 0 {
				return fault.Bad("backupPostId", "not_found", nil)
			}
		}
		row.AnswerDraft, row.AnsweredBy, row.AnsweredByName = d, tx.Actor.PersonID, tx.Actor.Name
		return store.Create(tx, row, store.Why{Action: "answer"})
	})
	return row, err
}

// CreateHolding counts the people of a section for a skill.
func (s *Service) CreateHolding(ctx context.Context, d HoldingDraft) (*Holding, error) {
	var row *Holding
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.createHoldingIn(ctx, tx, d, store.Why{})
		return err
	})
	return row, err
}

func (s *Service) createHoldingIn(ctx context.Context, tx *store.Tx, d HoldingDraft, why store.Why) (*Holding, error) {
	row := &Holding{HoldingDraft: d}
	if err := authz.Require(ctx, "skills:count", row.facts()); err != nil {
		return nil, err
	}
	if err := s.accept(ctx, tx, row); err != nil {
		return nil, err
	}
	return row, store.Create(tx, row, why)
}

// UpdateHolding counts anew. The history keeps what was counted before.
func (s *Service) UpdateHolding(ctx context.Context, id string, version int64, d HoldingDraft, reason string) (*Holding, error) {
	var row *Holding
	err := s.store.Write(ctx, func(tx *store.Tx) (err error) {
		row, err = s.updateHoldingIn(ctx, tx, id, version, d, store.Why{Reason: reason})
		return err
	})
	return row, err
}

func (s *Service) updateHoldingIn(ctx context.Context, tx *store.Tx, id string, version int64, d HoldingDraft, why store.Why) (*Holding, error) {
	old, err := store.Load[Holding](tx.DB, id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "skills:count", old.facts()); err != nil {
		return nil, err
	}
	return store.Update(tx, id, version, why, func(row *Holding) error {
		if d.SectionID != row.SectionID || d.Skill != row.Skill { // another section or skill is another count
			return fault.Bad("skill", "frozen_key", nil)
		}
		d.Code = row.Code
		row.HoldingDraft = d
		return s.accept(ctx, tx, row)
	})
}

// DeleteHolding takes a count out that was entered by mistake.
func (s *Service) DeleteHolding(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Holding](tx.DB, id)
		if err != nil {
			return err
		}
		if err := authz.Require(ctx, "skills:count", row.facts()); err != nil {
			return err
		}
		return store.Delete[Holding](tx, id, version, store.Why{Reason: reason})
	})
}

func (s *Service) accept(ctx context.Context, tx *store.Tx, row *Holding) error {
	o, ok := authz.DirectoryOf(ctx).Organisation(row.SectionID)
	switch {
	case !ok:
		return fault.Bad("sectionId", "not_found", nil)
	case !s.settings.knows(row.Skill):
		return fault.Bad("skill", "oneof", nil)
	case row.AsOf.After(today(tx)):
		return fault.Bad("asOf", "future", nil)
	}
	same, err := store.Value[int](tx.Table("skill_holdings").Where("section_id = ? AND skill = ? AND id <> ?", row.SectionID, row.Skill, row.ID).Select("count(*)"))
	if err != nil {
		return err
	}
	if same > 0 {
		return fault.Bad("skill", "duplicate", nil)
	}
	if strings.TrimSpace(row.Code) == "" {
		row.Code = o.Code + "-" + row.Skill
	}
	row.Code = store.Code(row.Code)
	return nil
}

// CreateNeed says that a project needs people of a skill.
func (s *Service) CreateNeed(ctx context.Context, projectID string, d NeedDraft) (*Need, error) {
	row := &Need{ProjectID: projectID, NeedDraft: d}
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		if err := s.mayNeed(ctx, tx, projectID); err != nil {
			return err
		}
		if err := s.acceptNeed(tx, row); err != nil {
			return err
		}
		return store.Create(tx, row, store.Why{})
	})
	return row, err
}

// UpdateNeed changes it, or says that places are filled.
func (s *Service) UpdateNeed(ctx context.Context, id string, version int64, d NeedDraft) (*Need, error) {
	var row *Need
	err := s.store.Write(ctx, func(tx *store.Tx) error {
		old, err := store.Load[Need](tx.DB, id)
		if err != nil {
			return err
		}
		if err := s.mayNeed(ctx, tx, old.ProjectID); err != nil {
			return err
		}
		row, err = store.Update(tx, id, version, store.Why{}, func(row *Need) error {
			row.NeedDraft = d
			return s.acceptNeed(tx, row)
		})
		return err
	})
	return row, err
}

// DeleteNeed takes it out.
func (s *Service) DeleteNeed(ctx context.Context, id string, version int64, reason string) error {
	return s.store.Write(ctx, func(tx *store.Tx) error {
		row, err := store.Load[Need](tx.DB, id)
		if err != nil {
			return err
		}
		if err := s.mayNeed(ctx, tx, row.ProjectID); err != nil {
			return err
		}
		return store.Delete[Need](tx, id, version, store.Why{Reason: reason})
	})
}

func (s *Service) mayNeed(ctx context.Context, tx *store.Tx, projectID string) error {
	x, err := projectOf(tx.DB, projectID)
	if err != nil {
		return err
	}
	if err := authz.Require(ctx, "skills:need", x.facts()); err != nil {
		return err
	}
	return x.open()
}

func (s *Service) acceptNeed(tx *store.Tx, row *Need) error {
	if !s.settings.knows(row.Skill) {
		return fault.Bad("skill", "oneof", nil)
	}
	same, err := store.Value[int](tx.Table("skill_needs").
		Where("project_id = ? AND skill = ? AND level = ? AND id <> ?", row.ProjectID, row.Skill, row.Level, row.ID).Select("count(*)"))
	if err == nil && same > 0 {
		err = fault.Bad("skill", "duplicate", nil)
	}
	return err
}

func today(tx *store.Tx) fiscal.Date { return fiscal.Today(tx.Now.Time) }
