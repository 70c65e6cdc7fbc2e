package gates

import "slices"

// Tier says how heavily a project is reviewed.
type Tier string

// The tiers, heaviest first.
const (
	TierA Tier = "A" // 重点
	TierB Tier = "B" // 標準
	TierC Tier = "C" // 簡易
)

// Valid reports a known tier.
func (t Tier) Valid() bool { return slices.Contains([]Tier{TierA, TierB, TierC}, t) }

// GateID names a gate of the set: G0 to G9 or GX.
type GateID string

// Authority is the right to decide that a post carries.
type Authority string

// Who decides, by tier; the headquarters resolves beside the decider for projects it has designated.
const (
	CIO          Authority = "cio"              // 最高情報統括責任者
	ICTDirector  Authority = "ict_director"     // ICT戦略室長
	SysMgmt      Authority = "sysmgmt_director" // システムマネジメント担当部長
	Headquarters Authority = "headquarters"     // ICT戦略本部
)

// Valid reports an authority that a post can carry; the headquarters is a meeting, not a post.
func (a Authority) Valid() bool { return slices.Contains([]Authority{CIO, ICTDirector, SysMgmt}, a) }

// Outcome is what the decider decides.
type Outcome string

// The five outcomes.
const (
	Approved    Outcome = "approved"    // 承認
	Conditional Outcome = "conditional" // 条件付承認
	Returned    Outcome = "returned"    // 差戻し(再審査)
	Deferred    Outcome = "deferred"    // 保留(継続審議)
	Rejected    Outcome = "rejected"    // 中止
)

// Valid reports a known outcome.
func (o Outcome) Valid() bool {
	return slices.Contains([]Outcome{Approved, Conditional, Returned, Deferred, Rejected}, o)
}

// Passes reports an outcome that opens the next gate.
func (o Outcome) Passes() bool { return o == Approved || o == Conditional }

// AnswerValue is a person's answer to a criterion; "" is no answer yet.
type AnswerValue string

// The three answers.
const (
	Conform       AnswerValue = "conform"        // 適合
	Nonconform    AnswerValue = "nonconform"     // 不適合
	NotApplicable AnswerValue = "not_applicable" // 該当なし
)

// Valid reports a known answer or none.
func (v AnswerValue) Valid() bool {
	return slices.Contains([]AnswerValue{"", Conform, Nonconform, NotApplicable}, v)
}

// Criticality says what an open condition holds up.
type Criticality string

// The three criticalities.
const (
	Critical    Criticality = "critical"    // 直ちに
	Essential   Criticality = "essential"   // 期限まで
	Recommended Criticality = "recommended" // 推奨
)

// Valid reports a known criticality.
func (c Criticality) Valid() bool {
	return slices.Contains([]Criticality{Critical, Essential, Recommended}, c)
}

// ConditionState is where a condition stands.
type ConditionState string

// The states of a condition. Open and reported ones still hold things up.
const (
	ConditionOpen     ConditionState = "open"
	ConditionReported ConditionState = "reported"
	ConditionVerified ConditionState = "verified"
	ConditionWaived   ConditionState = "waived"
)

// Valid reports a known state of a condition.
func (s ConditionState) Valid() bool {
	return slices.Contains([]ConditionState{ConditionOpen, ConditionReported, ConditionVerified, ConditionWaived}, s)
}

// Settled reports a condition that holds nothing up any more. An unknown state is not settled.
func (s ConditionState) Settled() bool { return s == ConditionVerified || s == ConditionWaived }

// Stage is a step of execution that rule R4 guards.
type Stage string

// The stages, named in the gate that opens each of them.
const (
	StageContract Stage = "contract" // signing the contract, after G3
	StageGoLive   Stage = "go_live"  // going live, after G5
	// StageCompletion is the end of the project. No gate of the set opens it: it asks for going live, and for what is left.
	StageCompletion Stage = "completion"
)

// Valid reports a stage that a gate may open.
func (s Stage) Valid() bool { return s == StageContract || s == StageGoLive }

// Action is what readiness is asked for.
type Action string

// The two actions.
const (
	ActionSubmit Action = "submit"
	ActionDecide Action = "decide"
)

// Valid reports a known action.
func (a Action) Valid() bool { return a == ActionSubmit || a == ActionDecide }
