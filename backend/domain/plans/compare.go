package plans

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"miotsukushi/backend/platform/fault"
)

// Changes are what differs between two states of a plan.
type Changes struct {
	From        int64    `json:"from" doc:"Version compared with; 0 when none was approved yet"`
	To          int64    `json:"to" doc:"Version; 0 is the present"`
	Added       []Change `json:"added"`
	Removed     []Change `json:"removed"`
	Changed     []Change `json:"changed"`
	Themes      []Change `json:"themes" doc:"Themes and the plan itself"`
	Unchanged   int64    `json:"unchanged" doc:"Actions that are the same in both"`
	ContentHash string   `json:"contentHash" doc:"SHA-256 of the later state"`
}

// Change is an action (or a theme, or the plan itself) that differs.
type Change struct {
	ID     string       `json:"id"`
	Code   string       `json:"code"`
	Name   string       `json:"name"`
	NameEn string       `json:"nameEn"`
	Fields []FieldDelta `json:"fields"`
}

// FieldDelta is a field that differs, as text.
type FieldDelta struct {
	Field  string `json:"field"`
	Label  string `json:"label,omitempty" doc:"Which KPI or milestone"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Compare tells what differs between a version (0: the latest) and another one (0:
// the present).
func (s *Service) Compare(ctx context.Context, planID string, from, to int64) (*Changes, error) {
	db := s.store.Read(ctx)
	if from == 0 {
		plan, err := s.readablePlan(ctx, planID)
		if err != nil {
			return nil, err
		}
		from = plan.Versions
	}
	read := func(number int64) (*Content, string, error) {
		v, err := versionOf(db, planID, number)
		if err != nil {
			return nil, "", err
		}
		c := &Content{}
		return c, v.Hash, json.Unmarshal([]byte(v.Content), c)
	}
	before, hash := &Content{}, ""
	var err error
	if from > 0 {
		if before, _, err = read(from); err != nil {
			return nil, err
		}
	}
	var after *Content
	if to > 0 {
		if to <= from {
			return nil, fault.Bad("query.to", "date_order", fault.Params{"field": "from"})
		}
		after, hash, err = read(to)
	} else if after, err = contentOf(ctx, db, planID); err == nil {
		var text []byte
		text, err = json.Marshal(after)
		hash = Hash(string(text))
	}
	if err != nil {
		return nil, err
	}
	out := Diff(before, after)
	out.From, out.To, out.ContentHash = from, to, hash
	return out, nil
}

// Diff tells what differs between two contents of a plan.
func Diff(before, after *Content) *Changes {
	out := &Changes{Added: []Change{}, Removed: []Change{}, Changed: []Change{}, Themes: []Change{}}
	var d deltas
	if before.Code != "" {
		d.text("name", "", before.Name, after.Name)
		d.text("code", "", before.Code, after.Code)
		d.text("fyFrom", "", fmt.Sprint(before.FYFrom), fmt.Sprint(after.FYFrom))
		d.text("fyTo", "", fmt.Sprint(before.FYTo), fmt.Sprint(after.FYTo))
		d.text("summary", "", before.Summary, after.Summary)
		if len(d) > 0 {
			out.Themes = append(out.Themes, Change{Code: after.Code, Name: after.Name, Fields: d})
		}
	}
	old := index(before)
	seen := map[string]bool{}
	for _, t := range after.Themes {
		if was, there := old.themes[t.ID]; before.Code != "" && (!there || was.Code != t.Code || was.Name != t.Name || was.Field != t.Field) {
			var d deltas
			d.text("code", "", was.Code, t.Code)
			d.text("name", "", was.Name, t.Name)
			d.text("field", "", string(was.Field), string(t.Field))
			out.Themes = append(out.Themes, Change{t.ID, t.Code, t.Name, t.NameEn, d})
		}
		for _, a := range t.Actions {
			seen[a.ID] = true
			was, there := old.actions[a.ID]
			switch d := differences(was.theme, t.Name, was.ActionContent, a); {
			case !there:
				out.Added = append(out.Added, Change{a.ID, a.Code, a.Name, a.NameEn, []FieldDelta{}})
			case len(d) > 0:
				out.Changed = append(out.Changed, Change{a.ID, a.Code, a.Name, a.NameEn, d})
			default:
				out.Unchanged++
			}
		}
	}
	for _, t := range before.Themes {
		for _, a := range t.Actions {
			if !seen[a.ID] {
				out.Removed = append(out.Removed, Change{a.ID, a.Code, a.Name, a.NameEn, []FieldDelta{}})
			}
		}
	}
	return out
}

type placed struct {
	ActionContent
	theme string
}

type indexed struct {
	themes  map[string]ThemeContent
	actions map[string]placed
}

func index(c *Content) indexed {
	out := indexed{map[string]ThemeContent{}, map[string]placed{}}
	for _, t := range c.Themes {
		out.themes[t.ID] = t
		for _, a := range t.Actions {
			out.actions[a.ID] = placed{a, t.Name}
		}
	}
	return out
}

type deltas []FieldDelta

func (d *deltas) text(field, label, before, after string) {
	if before != after {
		*d = append(*d, FieldDelta{field, label, before, after})
	}
}

func differences(themeBefore, themeAfter string, x, y ActionContent) deltas {
	var d deltas
	d.text("code", "", x.Code, y.Code)
	d.text("name", "", x.Name, y.Name)
	d.text("themeId", "", themeBefore, themeAfter)
	if x.OwnerID != y.OwnerID {
		d.text("ownerId", "", x.OwnerName, y.OwnerName)
	}
	d.text("summary", "", x.Summary, y.Summary)
	d.text("startsOn", "", x.StartsOn.String(), y.StartsOn.String())
	d.text("endsOn", "", x.EndsOn.String(), y.EndsOn.String())
	old := map[Quarter]string{}
	for _, m := range x.Milestones {
		old[m.Quarter] = m.Text
	}
	for _, m := range y.Milestones {
		d.text("milestones", string(m.Quarter), old[m.Quarter], m.Text)
		delete(old, m.Quarter)
	}
	for _, m := range x.Milestones {
		if _, gone := old[m.Quarter]; gone {
			d.text("milestones", string(m.Quarter), m.Text, "")
		}
	}
	kpis := map[string]KPIContent{}
	for _, k := range x.KPIs {
		kpis[k.ID] = k
	}
	for _, k := range y.KPIs {
		before, after := kpis[k.ID].words(), k.words()
		if old := kpis[k.ID].Name; old != "" && old != k.Name {
			before, after = old+": "+before, k.Name+": "+after
		}
		d.text("kpis", k.Name, before, after)
	}
	return d
}

// words tell a KPI in short: 30 (2024) → 60 (2026) %.
func (k KPIContent) words() string {
	if k.ID == "" {
		return ""
	}
	return strings.TrimSpace(fmt.Sprintf("%s (%d) → %s (%d) %s", number(k.Baseline), k.BaselineYear, number(k.Target), k.TargetYear, k.Unit))
}

func number(v *float64) string {
	if v == nil {
		return "?"
	}
	return strconv.FormatFloat(*v, 'f', -1, 64)
}
