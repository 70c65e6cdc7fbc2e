package budgets

import (
	"context"
	"strconv"

	"gorm.io/gorm"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// RequestItem is a request in a list, with its line.
type RequestItem struct {
	Request
	Code              string   `json:"code" doc:"Of the line"`
	Name              string   `json:"name"`
	FiscalYear        int      `json:"fiscalYear"`
	Category          Category `json:"category" enum:"recurring,one_off"`
	Kind              Kind     `json:"kind" enum:"operation,lease,network,cloud,new_build,reform,renewal"`
	SectionID         string   `json:"sectionId"`
	SectionName       string   `json:"sectionName" gorm:"-"`
	SectionNameEn     string   `json:"sectionNameEn" gorm:"-"`
	RequestedByName   string   `json:"requestedByName"`
	RequestedByNameEn string   `json:"requestedByNameEn"`
	AssessedByName    string   `json:"assessedByName"`
	AssessedByNameEn  string   `json:"assessedByNameEn"`
	Previous          *int64   `json:"previous" doc:"Plan of the same system, category and kind in the year before; null when it had none"`

	Can map[string]authz.Verdict `json:"can" gorm:"-"`
}

// RequestFilter narrows the list of requests. Lists are separated by commas.
type RequestFilter struct {
	api.List
	FiscalYear int    `query:"fiscalYear" validate:"omitempty,min=1989,max=2199"`
	LineID     string `query:"lineId" validate:"max=64"`
	SectionID  string `query:"sectionId" validate:"max=64" doc:"Organisation, with all below it"`
	State      string `query:"state" validate:"max=60"`
	Category   string `query:"category" validate:"max=40"`
}

var requestSorts = store.Sorts{
	"requestedOn": "budget_requests.requested_on", "amount": "budget_requests.amount", "code": "l.code",
}

func (s *Service) requests(ctx context.Context, f *RequestFilter) (*gorm.DB, error) {
	may, err := authz.From(ctx).Scope("budgets:read")
	if err != nil {
		return nil, err
	}
	q := s.store.Read(ctx).Table("budget_requests").Joins("JOIN budget_lines l ON l.id = budget_requests.line_id")
	q = store.Within(q, may.All, "l.section_id", may.Sections, "", "")
	if f.LineID != "" {
		q = q.Where("budget_requests.line_id = ?", f.LineID)
	}
	if f.FiscalYear != 0 {
		q = q.Where("l.fiscal_year = ?", f.FiscalYear)
	}
	if f.SectionID != "" {
		q = q.Where("l.section_id IN ?", authz.DirectoryOf(ctx).Below(f.SectionID))
	}
	q = store.AnyOf(q, "budget_requests.state", f.State)
	q = store.AnyOf(q, "l.category", f.Category)
	if f.Q != "" {
		q = q.Where(`l.search LIKE ? ESCAPE '\'`, store.Contains(f.Q))
	}
	return q, nil
}

// Requests lists the requests that the caller may see.
func (s *Service) Requests(ctx context.Context, f *RequestFilter) (store.Page[RequestItem], error) {
	q, err := s.requests(ctx, f)
	if err != nil {
		return store.Page[RequestItem]{}, err
	}
	page, err := store.FindPage[RequestItem](q, `budget_requests.*, l.code, l.name, l.fiscal_year, l.category, l.kind, l.section_id,
		(SELECT name FROM people p WHERE p.id = requested_by) AS requested_by_name, (SELECT name_en FROM people p WHERE p.id = requested_by) AS requested_by_name_en,
		COALESCE((SELECT name FROM people p WHERE p.id = assessed_by), '') AS assessed_by_name,
		COALESCE((SELECT name_en FROM people p WHERE p.id = assessed_by), '') AS assessed_by_name_en,
		(SELECT SUM(o.planned) FROM budget_lines o WHERE o.system_id = l.system_id AND o.fiscal_year = l.fiscal_year - 1
			AND o.category = l.category AND o.kind = l.kind) AS previous`, f.Paging(), requestSorts, "-requestedOn")
	if err != nil {
		return page, err
	}
	dir := authz.DirectoryOf(ctx)
	for i := range page.Items {
		it := &page.Items[i]
		o, _ := dir.Organisation(it.SectionID)
		it.SectionName, it.SectionNameEn = o.Name, o.NameEn
		line := Line{Draft: Draft{SectionID: it.SectionID}}
		if it.Can, err = authz.Can(ctx, "budgets", it.facts(&line), "assess", "request"); err != nil {
			return page, err
		}
	}
	return page, nil
}

// RequestFigures sums up the requests of a fiscal year.
type RequestFigures struct {
	FiscalYear int        `json:"fiscalYear"`
	Submitted  api.Figure `json:"submitted" doc:"Requests that wait for their assessment"`
	Assessed   api.Figure `json:"assessed"`
	Adopted    api.Figure `json:"adopted"`
	Requested  api.Figure `json:"requested" doc:"Yen asked for by all that were not withdrawn"`
	Granted    api.Figure `json:"granted" doc:"Yen that the assessed ones may have"`
}

// RequestSummary sums up the requests of one fiscal year.
func (s *Service) RequestSummary(ctx context.Context, f *RequestFilter) (*RequestFigures, error) {
	if f.FiscalYear == 0 {
		return nil, fault.Bad("query.fiscalYear", "required", nil)
	}
	q, err := s.requests(ctx, f)
	if err != nil {
		return nil, err
	}
	type sums struct {
		State           RequestState
		N               int64
		Amount, Granted int64
	}
	rows, err := store.Scan[sums](q.Select("budget_requests.state, COUNT(*) AS n, SUM(amount) AS amount, COALESCE(SUM(assessed_amount), 0) AS granted").Group("budget_requests.state"))
	if err != nil {
		return nil, err
	}
	n := map[RequestState]sums{}
	for _, r := range rows {
		n[r.State] = r
	}
	base := "/budgets/requests?fiscalYear=" + strconv.Itoa(f.FiscalYear)
	if f.SectionID != "" {
		base += "&sectionId=" + f.SectionID
	}
	live := n[RequestSubmitted].Amount + n[RequestAssessed].Amount + n[RequestAdopted].Amount
	return &RequestFigures{
		FiscalYear: f.FiscalYear, Submitted: api.Count(n[RequestSubmitted].N, base+"&state=submitted"), Assessed: api.Count(n[RequestAssessed].N, base+"&state=assessed"),
		Adopted: api.Count(n[RequestAdopted].N, base+"&state=adopted"), Requested: api.Sum(live, base+"&state=submitted,assessed,adopted", "amount"),
		Granted: api.Sum(n[RequestAssessed].Granted+n[RequestAdopted].Granted, base+"&state=assessed,adopted", "assessedAmount"),
	}, nil
}
