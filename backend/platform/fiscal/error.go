package fiscal

// ParseError says why a text is no date, fiscal year or amount: a code and its parameters, never a sentence.
// Params always hold "text", the input.
type ParseError struct {
	Code   string         `json:"code"`
	Params map[string]any `json:"params,omitempty"`
}

func (e *ParseError) Error() string { return "fiscal: " + e.Code }

// Codes of ParseError, with the params each one carries beside "text".
const (
	CodeDateFormat   = "date_format"     // not a form we read
	CodeNoSuchDay    = "no_such_day"     // the calendar has no such day: year, month, day
	CodeIncomplete   = "date_incomplete" // a year or a month without a day: year (Gregorian)
	CodeEraEnded     = "era_ended"       // 平成32年…: era, eraYear, endedOn, suggestion (ISO), suggestionEra
	CodeEraNotBegun  = "era_not_begun"   // 令和元年4月…: era, eraYear, beganOn, suggestion (ISO), suggestionEra
	CodeFYFormat     = "fiscal_year_format"
	CodeFYRange      = "fiscal_year_range"    // outside 1868 to 2199: year
	CodeFYDisagree   = "fiscal_year_disagree" // 2018年度(平成31年度): first, second
	CodeAmountFormat = "amount_format"
	CodeAmountComma  = "amount_comma"    // commas that do not part groups of three
	CodeAmountUnit   = "amount_unit"     // a unit we do not know, or units out of order: unit
	CodeAmountSplit  = "amount_fraction" // less than one yen would remain
	CodeAmountRange  = "amount_range"    // beyond ±9,007,199,254,740,991 yen, the integers a browser holds exactly
)

func fail(code, text string, kv ...any) *ParseError {
	params := map[string]any{"text": text}
	for i := 0; i+1 < len(kv); i += 2 {
		params[kv[i].(string)] = kv[i+1]
	}
	return &ParseError{Code: code, Params: params}
}
