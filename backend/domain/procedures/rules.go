package procedures

// Class is how far a procedure can be done without a visit.
type Class string

// The classes of the plan for online procedures: A is completed online, B needs no visit once its result goes by post,
// C needs a visit.
const (
	A            Class = "A"
	B            Class = "B"
	C            Class = "C"
	Unclassified Class = "unknown"
)

// Classes lists the classes, the best first.
var Classes = []Class{A, B, C, Unclassified}

// Step is a step of the readiness ladder.
type Step string

// The steps in the order in which an applicant meets them.
const (
	Form        Step = "form"
	Identity    Step = "identity"
	Payment     Step = "payment"
	Attachments Step = "attachments"
	Delivery    Step = "delivery"
)

// AllSteps lists the steps in their order.
var AllSteps = []Step{Form, Identity, Payment, Attachments, Delivery}

// Method is how a step is done.
type Method string

// None means that the step does not exist for this procedure.
const None Method = "none"

// Level is what a method asks of the applicant.
type Level string

// The levels: online (or no such step), on paper without a visit, in person, or nobody knows.
const (
	Online  Level = "online"
	ByPost  Level = "post"
	InVisit Level = "visit"
	NoLevel Level = "unknown"
)

// Levels lists the levels, the best first.
var Levels = []Level{Online, ByPost, InVisit, NoLevel}

// methods of each step, the best first, with their levels. A step that does not exist is fulfilled online.
var methods = map[Step][]struct {
	method Method
	level  Level
}{
	Form:        {{"online", Online}, {"post", ByPost}, {"visit", InVisit}},
	Identity:    {{None, Online}, {"my_number_card", Online}, {"signature", ByPost}, {"in_person", InVisit}},
	Payment:     {{None, Online}, {"online", Online}, {"transfer", ByPost}, {"cash", InVisit}},
	Attachments: {{None, Online}, {"online", Online}, {"post", ByPost}, {"visit", InVisit}},
	Delivery:    {{None, Online}, {"electronic", Online}, {"post", ByPost}, {"counter", InVisit}},
}

// LevelOf is the level of a method.
func LevelOf(m Method) Level {
	switch m {
	case None, "online", "my_number_card", "electronic":
		return Online
	case "post", "signature", "transfer":
		return ByPost
	case "visit", "in_person", "cash", "counter":
		return InVisit
	}
	return NoLevel
}

// rank orders methods: the more is asked of the applicant, the lower.
func rank(m Method) int {
	switch LevelOf(m) {
	case Online:
		return 2
	case ByPost:
		return 1
	}
	return 0
}

// at points at both methods of a step.
func (s *Steps) at(step Step) (now, goal *Method) {
	switch step {
	case Form:
		return &s.FormNow, &s.FormGoal
	case Identity:
		return &s.IdentityNow, &s.IdentityGoal
	case Payment:
		return &s.PaymentNow, &s.PaymentGoal
	case Attachments:
		return &s.AttachmentsNow, &s.AttachmentsGoal
	}
	return &s.DeliveryNow, &s.DeliveryGoal
}

func (s *Steps) now(step Step) Method {
	now, _ := s.at(step)
	return *now
}

// goal is the method that a step could have; without one, that of now.
func (s *Steps) goal(step Step) Method {
	now, goal := s.at(step)
	if *goal == "" {
		return *now
	}
	return *goal
}

// ClassOf is the class of five methods. A reason why people must come makes it C, and so does any step in person,
// whatever else is unknown; A needs every step online, and no paper.
func ClassOf(visitReason string, of [5]Method) Class {
	out := A
	for _, m := range of {
		switch LevelOf(m) {
		case InVisit:
			return C
		case NoLevel:
			out = Unclassified
		case ByPost:
			if out == A {
				out = B
			}
		}
	}
	if !blank(visitReason) {
		return C
	}
	return out
}

// Current is the class as it is now.
func (d *Draft) Current() Class {
	var of [5]Method
	for i, s := range AllSteps {
		of[i] = d.now(s)
	}
	return ClassOf(d.VisitReason, of)
}

// Potential is the class as it could be.
func (d *Draft) Potential() Class {
	var of [5]Method
	for i, s := range AllSteps {
		of[i] = d.goal(s)
	}
	return ClassOf(d.VisitReason, of)
}

// Progress is how the current class stands to the potential one.
type Progress string

// What is possible was reached, is still open, would still be a visit, or nobody knows.
const (
	Reached  Progress = "reached"
	Open     Progress = "open"
	Visit    Progress = "visit"
	NobodyIs Progress = "unknown"
)

// Progresses lists the states, what is to do first.
var Progresses = []Progress{Open, Reached, Visit, NobodyIs}

// ProgressOf compares the classes. Where a visit stays, there is nothing to reach.
func ProgressOf(current, potential Class) Progress {
	switch {
	case potential == Unclassified:
		return NobodyIs
	case potential == C:
		return Visit
	case current == potential:
		return Reached
	}
	return Open
}

// Overdue tells whether the year in which the potential class was to be reached is over.
func Overdue(p Progress, targetFY, nowFY int) bool {
	return p == Open && targetFY != 0 && targetFY < nowFY
}

// percent is a part of a whole in percent, rounded half up to two decimals; nil when the whole is 0.
func percent(part, whole int64) *float64 {
	if whole <= 0 {
		return nil
	}
	v := float64((2*10_000*part+whole)/(2*whole)) / 100
	return &v
}

// Tally is how many procedures, and how many of their applications, fall into a class.
type Tally struct {
	Count      int64 `json:"count"`
	Volume     int64 `json:"volume" doc:"Sum of the known ones"`
	Unmeasured int64 `json:"unmeasured" doc:"Procedures without a known volume"`
}

func (t *Tally) add(o Tally) {
	t.Count, t.Volume, t.Unmeasured = t.Count+o.Count, t.Volume+o.Volume, t.Unmeasured+o.Unmeasured
}

// Bounds are a share in percent with the interval that the unknown leaves open.
type Bounds struct {
	Percent *float64 `json:"percent" doc:"Rounded to two decimals; null when there is nothing to divide by"`
	Low     *float64 `json:"low" doc:"If all that is unknown turned out badly"`
	High    *float64 `json:"high" doc:"If all that is unknown turned out well"`
}

// ShareByCount is the share of procedures without a visit. The unclassified stay in the total.
func ShareByCount(by map[Class]Tally) Bounds {
	free, total := by[A].Count+by[B].Count, int64(0)
	for _, t := range by {
		total += t.Count
	}
	return Bounds{percent(free, total), percent(free, total), percent(free+by[Unclassified].Count, total)}
}

// ShareByVolume is the share of applications that need no visit, over the procedures whose volume is known. The interval
// lets the unclassified fall either way, and gives each procedure without a known volume up to atMost applications.
func ShareByVolume(by map[Class]Tally, atMost int64) Bounds {
	free, known := by[A].Volume+by[B].Volume, int64(0)
	for _, t := range by {
		known += t.Volume
	}
	if known <= 0 {
		return Bounds{}
	}
	more := atMost * (by[A].Unmeasured + by[B].Unmeasured)
	open := atMost * by[Unclassified].Unmeasured
	less := atMost*by[C].Unmeasured + open
	return Bounds{
		percent(free, known),
		percent(free, known+less),
		percent(free+by[Unclassified].Volume+more+open, known+more+open),
	}
}
