package gates

import "slices"

// State is where an application stands: 下書き→申請→事前調整→審査中→(判定)→条件対応中→完了.
type State string

// The states of an application. Decided is final for a round that was returned, deferred or rejected.
const (
	StateDraft        State = "draft"
	StateSubmitted    State = "submitted"
	StateCoordination State = "coordination"
	StateReview       State = "review"
	StateDecided      State = "decided"
	StateConditions   State = "conditions"
	StateDone         State = "done"
	StateWithdrawn    State = "withdrawn"
)

// Event moves an application on.
type Event string

// The events. Start may skip the coordination beforehand when there is nothing to coordinate.
const (
	EventSubmit     Event = "submit"
	EventCoordinate Event = "coordinate"
	EventStart      Event = "start"
	EventDecide     Event = "decide"
	EventSettle     Event = "settle" // the last open condition was verified or waived
	EventWithdraw   Event = "withdraw"
)

var moves = map[Event]map[State]State{
	EventSubmit:     {StateDraft: StateSubmitted},
	EventCoordinate: {StateSubmitted: StateCoordination},
	EventStart:      {StateSubmitted: StateReview, StateCoordination: StateReview},
	EventDecide:     {StateReview: StateDecided},
	EventSettle:     {StateConditions: StateDone},
	EventWithdraw: {
		StateDraft: StateWithdrawn, StateSubmitted: StateWithdrawn, StateCoordination: StateWithdrawn, StateReview: StateWithdrawn,
	},
}

// Valid reports a known state of an application.
func (s State) Valid() bool {
	return slices.Contains([]State{
		StateDraft, StateSubmitted, StateCoordination, StateReview, StateDecided, StateConditions, StateDone, StateWithdrawn,
	}, s)
}

// Open reports a round that is under way: not decided and not withdrawn.
func (s State) Open() bool {
	return slices.Contains([]State{StateDraft, StateSubmitted, StateCoordination, StateReview}, s)
}

// Next is the state after the event; ok is false when the event is not allowed there.
func (s State) Next(e Event) (next State, ok bool) {
	next, ok = moves[e][s]
	return next, ok
}

// AfterDecision is where a round rests once it is decided: approved is done, conditional waits for its conditions, any
// other outcome stays decided until a new round replaces it.
func AfterDecision(o Outcome) State {
	switch o {
	case Approved:
		return StateDone
	case Conditional:
		return StateConditions
	}
	return StateDecided
}
