package api

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

type address struct {
	Street string      `json:"street"`
	Since  fiscal.Date `json:"since"`
}

type common struct {
	Code   string `json:"code"`
	Hidden string `json:"name"` // hidden by form.Name
}

type form struct {
	common
	Name    string                       `json:"name"`
	Age     *int64                       `json:"age,omitempty"`
	Active  bool                         `json:"active"`
	Home    address                      `json:"home"`
	Others  store.List[address]          `json:"others"`
	Mapping map[string]string            `json:"mapping"`
	Deep    map[string][]address         `json:"deep"`
	Any     any                          `json:"any"`
	Owner   store.Ref                    `json:"owner"`
	Secret  string                       `json:"-"`
	Plain   string                       // as encoding/json names it
	Nested  map[string]map[string]string `json:"nested"`
	own     int
}

func TestDecodeReadsWhatFits(t *testing.T) {
	var f form
	body := `{"code":"A","name":"名","age":9007199254740993,"active":true,"home":{"street":"","since":"2026-04-01"},"others":[{"street":"x"},{}],
		"mapping":{"Name":"a","name":"b","":"c","{\"x\"":"d"},"deep":{"k":[{"since":""}]},"any":{"x":[1,{"x":null}],"X":2},"owner":"o","Plain":"p","nested":{"a":{"a":"a"}}}`
	if got := decode([]byte(body), &f); got != nil {
		t.Fatalf("refused: %v", got)
	}
	if f.Code != "A" || f.Name != "名" || f.Hidden != "" || *f.Age != 9007199254740993 || len(f.Others) != 2 || len(f.Mapping) != 4 || f.Plain != "p" || f.own != 0 {
		t.Errorf("read %+v", f)
	}
	for _, small := range []string{`{}`, ` {} `, "{\r\n}", `{"age":null,"home":null,"others":null}`} {
		if got := decode([]byte(small), &form{}); got != nil {
			t.Errorf("%s: %v", small, got)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	nested := func(n int) string { return strings.Repeat(`{"any":`, n) + "1" + strings.Repeat("}", n) }
	for name, c := range map[string]struct {
		body string
		want string // "code" or "field rule, field rule"
	}{
		"nothing":               {``, "malformed"},
		"spaces":                {` `, "malformed"},
		"null":                  {`null`, "malformed"},
		"a list":                {`[]`, "malformed"},
		"a text":                {`"x"`, "malformed"},
		"a number":              {`1`, "malformed"},
		"cut short":             {`{"code":"A"`, "malformed"},
		"cut in a text":         {`{"code":"A`, "malformed"},
		"a second object":       {`{} {}`, "malformed"},
		"a brace too many":      {`{}}`, "malformed"},
		"text behind":           {`{}x`, "malformed"},
		"a comma too many":      {`{"code":"A",}`, "malformed"},
		"single quotes":         {`{'code':'A'}`, "malformed"},
		"a comment":             {`{/* x */}`, "malformed"},
		"a byte order mark":     {"\ufeff{}", "malformed"},
		"broken UTF-8":          {"{\"code\":\"\xff\"}", "malformed"},
		"broken UTF-8 in a key": {"{\"mapping\":{\"\xc3\":\"\"}}", "malformed"},
		"NaN":                   {`{"age":NaN}`, "malformed"},
		"a leading zero":        {`{"age":007}`, "malformed"},
		"a bare control sign":   {"{\"code\":\"a\nb\"}", "malformed"},
		"too deep":              {`{"any":` + nested(maxDepth) + `}`, "malformed"},
		"too deep in lists":     {`{"any":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}`, "malformed"},
		"a key twice":           {`{"code":"A","code":"B"}`, "code repeated_key"},
		"a key twice, escaped":  {`{"code":"A","\u0063ode":"B"}`, "code repeated_key"},
		"a key in other case":   {`{"code":"A","Code":"B"}`, "Code unknown_field"},
		"a folded key":          {`{"ho\u006de":{"\u017ftreet":"x"}}`, "home.ſtreet unknown_field"},
		"a nested key twice":    {`{"others":[{},{"street":"a","street":"b"}]}`, "others[1].street repeated_key"},
		"a map's key twice":     {`{"mapping":{"a":"1","a":"2"}}`, "mapping.a repeated_key"},
		"an unknown field":      {`{"codes":"A"}`, "codes unknown_field"},
		"a field not for JSON":  {`{"Secret":"A"}`, "Secret unknown_field"},
		"a field not exported":  {`{"own":1}`, "own unknown_field"},
		"the embedded struct":   {`{"common":{"code":"A"}}`, "common unknown_field"},
		"an unknown one within": {`{"deep":{"k":[{"street":"a"},{"city":"b"}]}}`, "deep.k[1].city unknown_field"},
		"a text for a number":   {`{"age":"1"}`, "age type"},
		"a fraction":            {`{"age":1.5}`, "age type"},
		"too large a number":    {`{"age":9223372036854775808}`, "age type"},
		"a number for a text":   {`{"code":1}`, "code type"},
		"a text for a truth":    {`{"active":"true"}`, "active type"},
		"a list for an object":  {`{"home":[]}`, "home type"},
		"an object for a list":  {`{"others":{}}`, "others type"},
		"a wrong element":       {`{"others":[{"street":"a"},7,{"street":8}]}`, "others[1] type, others[2].street type"},
		"no day":                {`{"home":{"since":"2026-02-30"}}`, "home.since format"},
		"an era day":            {`{"others":[{"since":"令和8年4月1日"}]}`, "others[0].since format"},
		"a number for a day":    {`{"home":{"since":20260401}}`, "home.since format"},
		"NUL in a text":         {`{"code":"a\u0000b"}`, "code format"},
		"NUL in a list of any":  {`{"any":["x","\u0000"]}`, "any[1] format"},
		"NUL in a key":          {`{"mapping":{"\u0000":"x"}}`, "mapping format"},
		"two at once":           {`{"active":1,"age":"x"}`, "active type, age type"},
	} {
		t.Run(name, func(t *testing.T) {
			got := decode([]byte(c.body), &form{})
			if got == nil {
				t.Fatalf("%.80s: accepted", c.body)
			}
			text := string(got.Code)
			if got.Code == fault.Invalid {
				var list []string
				for _, f := range got.Fields {
					list = append(list, f.Field+" "+f.Rule)
				}
				text = strings.Join(list, ", ")
			}
			if text != c.want {
				t.Errorf("%.80s: %q, want %q", c.body, text, c.want)
			}
			if back := carried(carrier{got}.Error()); back == nil || back.Code != got.Code || len(back.Fields) != len(got.Fields) {
				t.Errorf("lost on its way through huma: %v", back)
			}
		})
	}
}

func TestTheListOfMisfitsIsBounded(t *testing.T) {
	body := `{"others":[` + strings.TrimSuffix(strings.Repeat(`{"street":1},`, 5000), ",") + `]}`
	if got := decode([]byte(body), &form{}); got == nil || len(got.Fields) == 0 || len(got.Fields) > maxMisfits {
		t.Errorf("%d fields", len(got.Fields))
	}
}

// FuzzDecode holds decode to two promises: it never panics, and what it accepts
// is exactly what encoding/json would have made of the same text.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{}`, `{"code":"A","home":{"since":"2026-04-01"}}`, `{"others":[{"street":"x"},{}],"any":[1,2,{"a":null}]}`, `{"a":1,"a":2}`, `[[[`, `{"":{"":{}}}`,
		`{"mapping":{"a":"b","A":"c"}}`, `{"age":1e3}`, `{"nested":{"x":{"y":"z"}}} `, "{\"code\":\"\\ud800\"}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		var got, want form
		problem := decode([]byte(body), &got)
		err := json.Unmarshal([]byte(body), &want)
		switch {
		case problem == nil && err != nil:
			t.Errorf("accepted what is no JSON for the type: %v", err)
		case problem == nil && !reflect.DeepEqual(got, want):
			t.Errorf("read %+v, want %+v", got, want)
		case problem != nil && problem.Code != fault.Invalid && problem.Code != fault.Malformed:
			t.Errorf("refused with %v", problem)
		}
		if problem != nil && fmt.Sprint(problem) == "" {
			t.Error("a refusal without words for the log")
		}
	})
}
