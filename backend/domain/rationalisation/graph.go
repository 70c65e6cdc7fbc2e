package rationalisation

import "slices"

// Edge says that the consumer gets data from the provider: when the provider stops, the consumer is hit.
type Edge struct{ Provider, Consumer string }

// Direction is which way a walk goes along the edges.
type Direction string

// Down to those that are hit, up to those that could hit.
const (
	Down Direction = "down"
	Up   Direction = "up"
)

// Reached is a system on a walk: how many steps away, and by which system it was first reached.
type Reached struct {
	ID, Via  string
	Distance int
}

// Neighbours reads the edges that leave some systems in a direction.
type Neighbours func(ids []string, way Direction) ([]Edge, error)

// Walk follows the edges from a system breadth first, each system once, so that cycles end. It stops at a distance or when
// it has found more than limit systems, and then says so. Without bounds it is what stops when the system stops.
func Walk(start string, way Direction, depth, limit int, next Neighbours) (found []Reached, edges []Edge, cut bool, err error) {
	seen, level := map[string]bool{start: true}, []string{start}
	for distance := 1; len(level) > 0 && (depth == 0 || distance <= depth); distance++ {
		step, err := next(level, way)
		if err != nil {
			return nil, nil, false, err
		}
		slices.SortFunc(step, compareEdges)
		level = nil
		for _, e := range slices.Compact(step) {
			from, to := e.Provider, e.Consumer
			if way == Up {
				from, to = to, from
			}
			if from == to {
				continue
			}
			if !seen[to] {
				if len(found) == limit {
					cut = true
					continue
				}
				seen[to] = true
				found, level = append(found, Reached{ID: to, Via: from, Distance: distance}), append(level, to)
			}
			edges = append(edges, e)
		}
		if cut {
			break
		}
	}
	return found, edges, cut, nil
}

func compareEdges(a, b Edge) int {
	switch {
	case a.Provider != b.Provider && a.Provider < b.Provider, a.Provider == b.Provider && a.Consumer < b.Consumer:
		return -1
	case a == b:
		return 0
	}
	return 1
}

// Cycles finds the groups of systems that all depend on each other: strongly connected components of two or more (Tarjan,
// without recursion, because a chain may be as long as the register). Groups and members are sorted.
func Cycles(edges []Edge) [][]string {
	next := map[string][]string{}
	for _, e := range edges {
		if e.Provider != e.Consumer {
			next[e.Provider] = append(next[e.Provider], e.Consumer)
		}
	}
	starts := make([]string, 0, len(next))
	for id := range next {
		starts = append(starts, id)
	}
	slices.Sort(starts)
	t := tarjan{next: next, index: map[string]int{}, low: map[string]int{}, on: map[string]bool{}}
	for _, id := range starts {
		if t.index[id] == 0 {
			t.visit(id)
		}
	}
	slices.SortFunc(t.groups, func(a, b []string) int { return slices.Compare(a, b) })
	return t.groups
}

type tarjan struct {
	next       map[string][]string
	index, low map[string]int // from 1 on; 0 is not visited
	on         map[string]bool
	stack      []string
	groups     [][]string
}

// frame is a system whose neighbours are being visited, up to the position.
type frame struct {
	id string
	at int
}

func (t *tarjan) open(id string) frame {
	n := len(t.index) + 1
	t.index[id], t.low[id], t.on[id] = n, n, true
	t.stack = append(t.stack, id)
	return frame{id: id}
}

func (t *tarjan) visit(start string) {
	calls := []frame{t.open(start)}
	for len(calls) > 0 {
		f := &calls[len(calls)-1]
		if f.at < len(t.next[f.id]) {
			to := t.next[f.id][f.at]
			f.at++
			if t.index[to] == 0 {
				calls = append(calls, t.open(to))
			} else if t.on[to] {
				t.low[f.id] = min(t.low[f.id], t.index[to])
			}
			continue
		}
		if t.low[f.id] == t.index[f.id] {
			t.close(f.id)
		}
		done := f.id
		calls = calls[:len(calls)-1]
		if len(calls) > 0 {
			up := calls[len(calls)-1].id
			t.low[up] = min(t.low[up], t.low[done])
		}
	}
}

// close takes a group off the stack.
func (t *tarjan) close(root string) {
	at := slices.Index(t.stack, root)
	group := slices.Clone(t.stack[at:])
	t.stack = t.stack[:at]
	for _, id := range group {
		t.on[id] = false
	}
	if len(group) > 1 {
		slices.Sort(group)
		t.groups = append(t.groups, group)
	}
}
