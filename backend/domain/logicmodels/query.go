package logicmodels

import (
	"cmp"
	"context"
	"net/url"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// Item is a model in a list.
type Item struct {
	store.Base
	Code          string      `json:"code"`
	Name          string      `json:"name"`
	NameEn        string      `json:"nameEn"`
	SectionID     string      `json:"sectionId"`
	SectionName   string      `json:"sectionName" gorm:"-"`
	SectionNameEn string      `json:"sectionNameEn" gorm:"-"`
	Theme         string      `json:"theme" enum:"ai,online_procedures,data,system_management,work_style,other,"`
	FyFrom        int         `json:"fyFrom,omitempty" gorm:"column:fy_from"`
	FyTo          int         `json:"fyTo,omitempty" gorm:"column:fy_to"`
	EvidenceLevel int64       `json:"evidenceLevel,omitempty"`
	Cost          *int64      `json:"cost"`
	ReviewDueOn   fiscal.Date `json:"reviewDueOn,omitzero"`
	Standing
	Overdue bool `json:"overdue" gorm:"-" doc:"The day of the review is past"`
}

const itemColumns = `logic_models.id, logic_models.version, logic_models.created_at, logic_models.updated_at, logic_models.code, logic_models.name,
	logic_models.name_en, logic_models.section_id, logic_models.theme, logic_models.fy_from, logic_models.fy_to, logic_models.evidence_level,
	logic_models.cost, logic_models.review_due_on, logic_models.gap_count, logic_models.indicator_count, logic_models.measured_count,
	logic_models.reached_count, logic_models.verdict, logic_models.reviewed_on`

// sorts are the orders that a list may be asked for.
var sorts = store.Sorts{"code": "logic_models.code", "updatedAt": "logic_models.updated_at", "gapCount": "logic_models.gap_count"}

// Filter narrows the list. Lists are separated by commas.
type Filter struct {
	api.List
	SectionID     string `query:"sectionId" validate:"max=64" doc:"Organisation, with all below it"`
	Theme         string `query:"theme" validate:"max=100" doc:"none for not given"`
	Verdict       string `query:"verdict" validate:"max=60" doc:"none for not reviewed"`
	EvidenceLevel string `query:"evidenceLevel" validate:"max=20" doc:"1 to 4, 0 for not given"`
	Gaps          string `query:"gaps" validate:"omitempty,oneof=true false" doc:"Lacks something"`
	Overdue       string `query:"overdue" validate:"omitempty,oneof=true" doc:"The day of the review is past"`
	Unmeasured    string `query:"unmeasured" validate:"omitempty,oneof=true" doc:"Has no indicator whose achievement is known"`
	DatasetID     string `query:"datasetId" validate:"max=64"`
	ActionID      string `query:"actionId" validate:"max=64"`
	ProjectID     string `query:"projectId" validate:"max=64"`
}

const overdueSQL = "logic_models.review_due_on < ? AND logic_models.verdict <> 'end'"

func (s *Service) today() fiscal.Date { return fiscal.Today(s.store.Now()) }

func (s *Service) filtered(ctx context.Context, f *Filter) (*gorm.DB, error) {
	scope, err := authz.From(ctx).Scope("logic_models:read")
	if err != nil {
		return nil, err
	}
	q := store.Within(s.store.Read(ctx).Table("logic_models"), scope.All, "logic_models.section_id", scope.Sections, "", "")
	if f.SectionID != "" {
		q = q.Where("logic_models.section_id IN ?", authz.DirectoryOf(ctx).Below(f.SectionID))
	}
	for column, list := range map[string]string{"theme": f.Theme, "verdict": f.Verdict} {
		if list == "" {
			continue
		}
		values := strings.Split(list, ",")
		for i := range values {
			if values[i] == "none" {
				values[i] = ""
			}
		}
		q = q.Where("logic_models."+column+" IN ?", values)
	}
	if f.EvidenceLevel != "" {
		levels := []int{}
		for _, text := range strings.Split(f.EvidenceLevel, ",") {
			n, err := strconv.Atoi(text)
			if err != nil || n < 0 || n > 4 {
				return nil, fault.Bad("query.evidenceLevel", "oneof", fault.Params{"allowed": []string{"0", "1", "2", "3", "4"}})
			}
			levels = append(levels, n)
		}
		q = q.Where("logic_models.evidence_level IN ?", levels)
	}
	switch f.Gaps {
	case "true":
		q = q.Where("logic_models.gap_count > 0")
	case "false":
		q = q.Where("logic_models.gap_count = 0")
	}
	if f.Overdue != "" {
		q = q.Where(overdueSQL, s.today())
	}
	if f.Unmeasured != "" {
		q = q.Where("logic_models.measured_count = 0")
	}
	if f.DatasetID != "" {
		q = q.Where("logic_models.id IN (SELECT model_id FROM logic_model_datasets WHERE dataset_id = ?)", f.DatasetID)
	}
	if f.ActionID != "" {
		q = q.Where("logic_models.action_id = ?", f.ActionID)
	}
	if f.ProjectID != "" {
		q = q.Where("logic_models.project_id = ?", f.ProjectID)
	}
	if f.Q != "" {
		q = q.Where(`logic_models.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// List finds models that the caller may see.
func (s *Service) List(ctx context.Context, f *Filter) (store.Page[Item], error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return store.Page[Item]{}, err
	}
	page, err := store.FindPage[Item](q, itemColumns, f.Paging(), sorts, "code")
	if err != nil {
		return page, err
	}
	dir, today := authz.DirectoryOf(ctx), s.today()
	for i := range page.Items {
		it := &page.Items[i]
		o, _ := dir.Organisation(it.SectionID)
		it.SectionName, it.SectionNameEn = o.Name, o.NameEn
		it.Overdue = it.Verdict != End && it.ReviewDueOn.Before(today)
	}
	return page, nil
}

// Summary answers how many models stand on their own feet: complete, measured, reviewed.
type Summary struct {
	AsOf       fiscal.Date `json:"asOf"`
	Total      api.Figure  `json:"total"`
	Complete   api.Figure  `json:"complete" doc:"Nothing is lacking"`
	Gaps       api.Figure  `json:"gaps"`
	Unmeasured api.Figure  `json:"unmeasured" doc:"No achievement is known"`
	Overdue    api.Figure  `json:"overdue" doc:"The day of the review is past"`
	Verdicts   []Count     `json:"verdicts"`
}

// Count is a value of a property with its models.
type Count struct {
	Value string     `json:"value"`
	Count api.Figure `json:"count"`
}

func rows(pairs ...string) string {
	v := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		v.Set(pairs[i], pairs[i+1])
	}
	return "/logic-models?" + v.Encode()
}

type group struct {
	Theme                            string
	EvidenceLevel                    int64
	Verdict                          Verdict
	N, Complete, Unmeasured, Overdue int64
}

// counted reads a query by its words, in one statement.
func (s *Service) counted(q *gorm.DB) ([]group, error) {
	const one = "COALESCE(SUM(CASE WHEN %s THEN 1 ELSE 0 END), 0)"
	return store.Scan[group](q.Select("logic_models.theme, logic_models.evidence_level, logic_models.verdict, count(*) AS n, "+
		strings.ReplaceAll(one, "%s", "logic_models.gap_count = 0")+" AS complete, "+
		strings.ReplaceAll(one, "%s", "logic_models.measured_count = 0")+" AS unmeasured, "+
		strings.ReplaceAll(one, "%s", overdueSQL)+" AS overdue", s.today()).
		Group("logic_models.theme, logic_models.evidence_level, logic_models.verdict"))
}

// Summary counts the models, in one statement.
func (s *Service) Summary(ctx context.Context, _ *api.None) (*Summary, error) {
	q, err := s.filtered(ctx, &Filter{})
	if err != nil {
		return nil, err
	}
	groups, err := s.counted(q)
	if err != nil {
		return nil, err
	}
	var all group
	by := map[Verdict]int64{}
	for _, g := range groups {
		all.N, all.Complete, all.Unmeasured, all.Overdue = all.N+g.N, all.Complete+g.Complete, all.Unmeasured+g.Unmeasured, all.Overdue+g.Overdue
		by[g.Verdict] += g.N
	}
	out := &Summary{
		AsOf: s.today(), Total: api.Count(all.N, rows()), Complete: api.Count(all.Complete, rows("gaps", "false")),
		Gaps: api.Count(all.N-all.Complete, rows("gaps", "true")), Unmeasured: api.Count(all.Unmeasured, rows("unmeasured", "true")),
		Overdue: api.Count(all.Overdue, rows("overdue", "true")),
	}
	for _, v := range []Verdict{Continue, Improve, End, NoVerdict} {
		word := cmp.Or(string(v), "none")
		out.Verdicts = append(out.Verdicts, Count{word, api.Count(by[v], rows("verdict", word))})
	}
	return out, nil
}

// Facets counts the models of the view by each property that people filter by.
func (s *Service) Facets(ctx context.Context, f *Filter) (store.Facets, error) {
	q, err := s.filtered(ctx, f)
	if err != nil {
		return nil, err
	}
	groups, err := s.counted(q)
	if err != nil {
		return nil, err
	}
	out := store.Facets{"theme": {}, "evidenceLevel": {}, "verdict": {}, "gaps": {}, "overdue": {}, "unmeasured": {}}
	for _, g := range groups {
		out["theme"][cmp.Or(g.Theme, "none")] += int(g.N)
		out["evidenceLevel"][strconv.FormatInt(g.EvidenceLevel, 10)] += int(g.N)
		out["verdict"][cmp.Or(string(g.Verdict), "none")] += int(g.N)
		out["gaps"]["false"] += int(g.Complete)
		out["gaps"]["true"] += int(g.N - g.Complete)
		out["overdue"]["true"] += int(g.Overdue)
		out["unmeasured"]["true"] += int(g.Unmeasured)
	}
	return out, nil
}
