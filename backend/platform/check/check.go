// Package check is the one place where input is validated: the tags of
// validator v10, then the rules that a type states in Check. Broken rules come
// back as field paths and rule names; the app words them.
package check

import (
	"reflect"
	"strings"
	"unicode"

	"github.com/go-playground/validator/v10"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
)

// Checker is input with rules that tags cannot say, such as an order of dates.
type Checker interface {
	Check() []fault.Field
}

var v = build()

// paramTags are the struct tags that name an input outside the body.
var paramTags = []string{"query", "path", "header"}

func build() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterTagNameFunc(func(f reflect.StructField) string {
		for _, tag := range paramTags {
			if name := f.Tag.Get(tag); name != "" {
				return tag + "." + name
			}
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		return name
	})
	v.RegisterCustomTypeFunc(func(field reflect.Value) any {
		if d, ok := field.Interface().(fiscal.Date); ok && !d.IsZero() {
			return d.String()
		}
		return ""
	}, fiscal.Date{})
	return v
}

// Struct validates a struct or a pointer to one and returns every broken rule.
func Struct(input any) []fault.Field {
	var out []fault.Field
	if err := v.Struct(input); err != nil {
		errs, ok := err.(validator.ValidationErrors)
		if !ok {
			return []fault.Field{{Field: "", Rule: "type"}}
		}
		for _, e := range errs {
			out = append(out, fault.Field{Field: path(e), Rule: e.Tag(), Params: params(e)})
		}
	}
	return append(out, checks(reflect.ValueOf(input))...)
}

// checks runs Check of the input or of its Body.
func checks(value reflect.Value) []fault.Field {
	if c, ok := value.Interface().(Checker); ok {
		return c.Check()
	}
	value = reflect.Indirect(value)
	if value.Kind() == reflect.Struct {
		if body := value.FieldByName("Body"); body.IsValid() && body.CanAddr() {
			if c, ok := body.Addr().Interface().(Checker); ok {
				return c.Check()
			}
		}
	}
	return nil
}

// path turns "PutIn.Body.Draft.components[0].name" into "components[0].name":
// Go names begin with a capital, names of the API never do.
func path(e validator.FieldError) string {
	if f := e.Field(); strings.HasPrefix(f, "query.") || strings.HasPrefix(f, "path.") || strings.HasPrefix(f, "header.") {
		return f
	}
	var keep []string
	_, rest, _ := strings.Cut(e.Namespace(), ".") // the first part is the type
	for _, part := range strings.Split(rest, ".") {
		if part != "" && !unicode.IsUpper(rune(part[0])) {
			keep = append(keep, part)
		}
	}
	return strings.Join(keep, ".")
}

func params(e validator.FieldError) fault.Params {
	if e.Param() == "" {
		return nil
	}
	if e.Tag() == "oneof" {
		return fault.Params{"allowed": strings.Fields(e.Param())}
	}
	return fault.Params{"limit": e.Param()}
}
