package datasets

import (
	"context"
	"slices"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// ProposalDraft is how far the data should be open, and why.
type ProposalDraft struct {
	Publication   Publication `json:"publication" validate:"required,oneof=public limited closed"`
	Basis         string      `json:"basis,omitempty" validate:"max=1000" doc:"Provision or agreement that keeps it limited or closed"`
	Licence       string      `json:"licence,omitempty" validate:"omitempty,oneof=cc0 cc_by cc_by_sa pdl odc_by cc_by_nc own_terms" doc:"Under which it is published"`
	Anonymisation string      `json:"anonymisation,omitempty" validate:"max=2000"`
	Reason        string      `json:"reason" validate:"required,max=2000"`
}

// Check wants a licence for what is published.
func (d *ProposalDraft) Check() []fault.Field {
	if d.Publication == Public && d.Licence == "" {
		return []fault.Field{{Field: "licence", Rule: "required"}}
	}
	return nil
}

// ProposalState is where a proposal stands.
type ProposalState string

// A proposal waits, is decided as proposed, is sent back, or is taken back by who made it.
const (
	Waiting   ProposalState = "waiting"
	Approved  ProposalState = "approved"
	Returned  ProposalState = "returned"
	Withdrawn ProposalState = "withdrawn"
)

// Proposal asks for a decision on publication (公開判定).
type Proposal struct {
	store.Base
	DatasetID string `json:"datasetId"`
	ProposalDraft
	Before     Publication   `json:"before,omitempty" doc:"As it was"`
	State      ProposalState `json:"state" enum:"waiting,approved,returned,withdrawn"`
	ProposedOn fiscal.Date   `json:"proposedOn"`
	ProposedBy store.Ref     `json:"proposedById"`
	ByName     string        `json:"byName" doc:"Name as it was then"`
	DecidedOn  fiscal.Date   `json:"decidedOn,omitzero"`
	DecidedBy  store.Ref     `json:"decidedById,omitempty"`
	Decider    string        `json:"decider,omitempty" doc:"Name as it was then"`
	Comment    string        `json:"comment,omitempty"`
}

// TableName names the table.
func (Proposal) TableName() string { return "dataset_proposals" }

// Root is the dataset.
func (p Proposal) Root() (noun, id string) { return "datasets", p.DatasetID }

// Propose asks for a decision. One waits at a time.
func (s *Service) Propose(ctx context.Context, id string, version int64, d ProposalDraft) (*Dataset, error) {
	return s.act(ctx, id, version, "datasets:propose", store.Why{Action: "propose", Reason: d.Reason}, func(tx *store.Tx, row *Dataset) error {
		if row.Proposed != Undecided {
			return fault.Clash("proposal_waits", nil)
		}
		if blank(d.Anonymisation) { // what is decided stands in the proposal
			d.Anonymisation = row.Anonymisation
		}
		if bad := checkOpening(d.Publication, d.Basis, d.Licence, row.PersonalData, d.Anonymisation); len(bad) > 0 {
			return fault.BadFields(bad)
		}
		if d.Publication == Public && row.PersonalData == "" {
			return fault.Bad("publication", "class_needed", nil)
		}
		row.Proposed, row.ProposedOn, row.ProposedByID = d.Publication, today(tx), store.Ref(tx.Actor.PersonID)
		p := &Proposal{
			DatasetID: id, ProposalDraft: d, Before: row.Publication, State: Waiting, ProposedOn: row.ProposedOn, ProposedBy: row.ProposedByID, ByName: tx.Actor.Name,
		}
		return store.Create(tx, p, store.Why{})
	})
}

// DecisionDraft answers a proposal.
type DecisionDraft struct {
	Approve bool   `json:"approve"`
	Comment string `json:"comment,omitempty" validate:"max=2000" doc:"Reason; needed when it is sent back"`
}

// Check wants a reason for a no.
func (d *DecisionDraft) Check() []fault.Field {
	if !d.Approve && blank(d.Comment) {
		return []fault.Field{{Field: "comment", Rule: "reason_required"}}
	}
	return nil
}

// Decide opens, limits or closes the data as proposed, or sends the proposal back. What the class of personal data asks
// for is looked at again: it may have changed since.
func (s *Service) Decide(ctx context.Context, id string, version int64, d DecisionDraft) (*Dataset, error) {
	return s.act(ctx, id, version, "datasets:decide", store.Why{Action: "decide", Reason: d.Comment}, func(tx *store.Tx, row *Dataset) error {
		return s.settle(tx, row, func(p *Proposal) error {
			p.State, p.DecidedOn, p.DecidedBy, p.Decider, p.Comment = Returned, today(tx), store.Ref(tx.Actor.PersonID), tx.Actor.Name, d.Comment
			if !d.Approve {
				return nil
			}
			p.State = Approved
			row.Publication, row.Basis = p.Publication, p.Basis
			row.Anonymisation = p.Anonymisation
			switch {
			case p.Publication == Public:
				row.Licence, row.Basis = p.Licence, ""
			case p.Licence != "":
				row.Licence = p.Licence
			case slices.Contains(licences, row.Licence):
				row.Licence = ""
			}
			return fault.BadFields(row.Check())
		})
	})
}

// WithdrawDraft takes a proposal back.
type WithdrawDraft struct {
	Comment string `json:"comment,omitempty" validate:"max=2000"`
}

// Withdraw takes a waiting proposal back: who made it, or who decides.
func (s *Service) Withdraw(ctx context.Context, id string, version int64, d WithdrawDraft) (*Dataset, error) {
	return s.act(ctx, id, version, "datasets:withdraw", store.Why{Action: "withdraw", Reason: d.Comment}, func(tx *store.Tx, row *Dataset) error {
		return s.settle(tx, row, func(p *Proposal) error {
			p.State, p.DecidedOn, p.DecidedBy, p.Decider, p.Comment = Withdrawn, today(tx), store.Ref(tx.Actor.PersonID), tx.Actor.Name, d.Comment
			return nil
		})
	})
}

// settle ends the waiting proposal of a dataset.
func (s *Service) settle(tx *store.Tx, row *Dataset, how func(*Proposal) error) error {
	ids, err := store.Column[string](tx.Table("dataset_proposals").Where("dataset_id = ? AND state = ?", row.ID, Waiting).Select("id"))
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return fault.Clash("nothing_asked", nil)
	}
	row.Proposed, row.ProposedOn, row.ProposedByID = Undecided, fiscal.Date{}, ""
	_, err = store.Update(tx, ids[0], store.Latest, store.Why{}, how)
	return err
}

// proposalSorts are the orders of the list.
var proposalSorts = store.Sorts{"proposedOn": "dataset_proposals.id"}

// ProposalsIn asks for the proposals of a dataset.
type ProposalsIn struct {
	api.ID
	api.List
}

// Proposals lists what was proposed for a dataset and how it was decided, the newest first.
func (s *Service) Proposals(ctx context.Context, in *ProposalsIn) (store.Page[Proposal], error) {
	if err := s.readable(ctx, in.ID.ID); err != nil {
		return store.Page[Proposal]{}, err
	}
	return store.FindPage[Proposal](s.store.Read(ctx).Table("dataset_proposals").Where("dataset_id = ?", in.ID.ID), "dataset_proposals.*",
		in.Paging(), proposalSorts, "-proposedOn")
}

// readable tells whether the caller may read a dataset, and so its history.
func (s *Service) readable(ctx context.Context, id string) error {
	row, err := store.Load[Dataset](s.store.Read(ctx), id)
	if err != nil {
		return err
	}
	return authz.Require(ctx, "datasets:read", row.facts())
}
