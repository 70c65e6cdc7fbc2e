package demo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"miotsukushi/backend/domain/procedures"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// procedureCount is how many procedures the demo city has.
const procedureCount = 3500

// handled is a procedure of the demo city while it is laid out.
type handled struct {
	org    string
	deed   deed
	name   string
	nameEn string
	nature string
	rank   int // in the order of use, from 0
	goal   procedures.Class
}

// inventoryDays is how long ago the inventory of the former book was taken over.
const inventoryDays = 45

// scheduleProcedures takes the inventory over with the counts published before, and lets sections bring some of their
// procedures on since.
func (c *city) scheduleProcedures() {
	taken := workday(c.today.AddDays(-inventoryDays), -1)
	list := inventory()
	var steps []advance
	c.on(taken, 9*60+20, "procedures: take over", func() (err error) {
		steps, err = c.takeOverProcedures(list, taken)
		return err
	})
	c.on(taken, 17*60, "procedures: published counts", c.publishedCounts)
	c.on(taken, 17*60+10, "procedures: count", func() error { return c.countProcedures("台帳引継ぎ時の集計") })
	for i := range advances {
		day := workday(taken.AddDays(2+i*(inventoryDays-6)/advances), -1)
		if !day.After(taken) {
			day = workday(taken.AddDays(1), 1)
		}
		c.on(day, 10*60+i*7, "procedures: a step", func() error {
			if i >= len(steps) {
				return nil
			}
			return c.advance(steps[i])
		})
	}
	c.on(workday(c.today.AddDays(-2), -1), 16*60, "procedures: count", func() error { return c.countProcedures("月次集計") })
}

// inventory lays out the names, the order of use and the thirds of the plan. It is the same in every city.
func inventory() []handled {
	var out []handled
	subject := 0
	for _, line := range affairs {
		part := strings.SplitN(line, "|", 3)
		for _, pair := range strings.Split(part[2], ";") {
			ja, en, _ := strings.Cut(pair, "=")
			for i, d := range errandsOf[part[1]] {
				if i == len(errandsOf[part[1]])-1 && subject >= 120 {
					continue // fourteen deeds of so many subjects are more than the city counts
				}
				out = append(out, handled{org: part[0], deed: d, name: ja + " " + d.ja, nameEn: en + ": " + d.en, nature: part[1]})
			}
			subject++
		}
	}
	out = out[:procedureCount]
	rng := rand.New(rand.NewPCG(3500, 7))
	rank := len(busiest)
	for _, i := range rng.Perm(len(out)) {
		if at := slices.Index(busiest, out[i].name); at >= 0 {
			out[i].rank = at
			continue
		}
		out[i].rank = rank
		rank++
	}
	// The plan's thirds, to one: what many use is more often one that can be completed online.
	left := []int{1167, 1167, 1166}
	order := rng.Perm(len(out))
	slices.SortStableFunc(order, func(a, b int) int { return min(out[a].rank, 60) - min(out[b].rank, 60) })
	for k, i := range order {
		class := rng.IntN(left[0] + left[1] + left[2])
		at := 2
		switch {
		case k < 60 && k%5 < 3, class < left[0]:
			at = 0
		case class < left[0]+left[1]:
			at = 1
		}
		out[i].goal = procedures.Classes[at]
		left[at]--
	}
	return out
}

// takeOverProcedures enters the whole inventory at once, and finds what is to be brought on afterwards.
func (c *city) takeOverProcedures(list []handled, on fiscal.Date) ([]advance, error) {
	portal := c.systems["行政手続オンラインシステム"]
	own := map[string]string{}
	for _, m := range c.machines {
		if own[m.org] == "" && m.id != "" {
			own[m.org] = m.id
		}
	}
	project := ""
	for _, p := range c.projects {
		if p.name == "行政手続オンラインシステム構築" {
			project = p.id
		}
	}
	past := make([]procedures.Past, len(list))
	rng := rand.New(rand.NewPCG(3500, 11))
	var steps []advance
	for i := range list {
		h := &list[i]
		p := h.describe(rng, fmt.Sprintf("T-%04d", i+1), on)
		p.SectionID = c.orgs[h.org]
		if p.FormNow == "online" {
			p.SystemIDs = append(p.SystemIDs, portal.id)
		}
		if id := own[h.org]; id != "" && id != portal.id && h.rank < 1200 {
			p.SystemIDs = append(p.SystemIDs, id)
		}
		if h.rank < 200 && p.OnlineMethod == "e_application" {
			p.ProjectID = store.Ref(project)
		}
		if h.nature == "r" && h.org == "election" {
			p.WardScope = "some"
			p.WardIDs = store.List[string]{c.orgs[wardKey(i%24)], c.orgs[wardKey((i+7)%24)]}
		}
		if err := valid(&p.Draft); err != nil {
			return nil, err
		}
		past[i] = p
		if s := next(&p.Draft); s != nil && h.rank < 500 && len(steps) < advances {
			steps = append(steps, advance{code: p.Code, org: h.org, steps: s})
		}
	}
	return steps, c.app.Procedures.TakeOver(c.as(c.people["ict_plan"]), past)
}

// volumeOf is how many applications a rank has a year; the first dozen make up four fifths of them.
func volumeOf(rank int) int64 { return int64(640_000 / math.Pow(float64(rank+1), 1.52)) }

// volumes are the counts of the last closed years. What nobody counts stays unknown.
func (h *handled) volumes(rng *rand.Rand, d *procedures.Draft, fy int) (out store.List[procedures.Volume]) {
	if h.rank > 150 && rng.IntN(9) == 0 {
		return nil
	}
	online, post := int64(0), int64(20+rng.IntN(30))
	if d.FormNow == "online" {
		online = int64(35 + rng.IntN(40))
		post /= 3
	}
	if d.FormNow == "visit" {
		post = 0
	}
	apart := h.rank < 900 || rng.IntN(3) > 0
	for y := fy - 2; y <= fy; y++ {
		if y < fy && h.rank > 900 && rng.IntN(3) == 0 {
			continue
		}
		total := volumeOf(h.rank) * int64(1000+(fy-y)*17-rng.IntN(30)) / 1000
		v := procedures.Volume{FiscalYear: y}
		if !apart {
			v.Total = &total
			out = append(out, v)
			continue
		}
		share := max(0, online-int64(fy-y)*6)
		byNet, byPost, other := total*share/100, total*post/100, int64(0)
		if total > 2000 {
			other = total / 100
		}
		desk := total - byNet - byPost - other
		v.Online, v.Post, v.Counter, v.Other = &byNet, &byPost, &desk, &other
		out = append(out, v)
	}
	return out
}
