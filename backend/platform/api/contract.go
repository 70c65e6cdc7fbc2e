package api

import (
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
)

// schemaName names a schema by its package and type, so that two nouns may both
// have a Draft: systems.Draft → SystemsDraft, store.Page[systems.Item] → SystemsItemPage.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	name := t.Name()
	if name == "" {
		return hint
	}
	if outer, args, ok := strings.Cut(name, "["); ok {
		arg := strings.TrimSuffix(args, "]")
		if outer == "output" {
			outer = "Output"
		}
		return qualified(path.Dir(arg)+"/"+strings.Split(path.Base(arg), ".")[0], path.Base(arg)[strings.Index(path.Base(arg), ".")+1:]) + outer
	}
	return qualified(t.PkgPath(), name)
}

func qualified(pkg, name string) string {
	name = strings.ToUpper(name[:1]) + name[1:]
	p := path.Base(pkg)
	p = strings.ToUpper(p[:1]) + p[1:]
	if p == "Api" || p == "Fault" || p == "Authz" || strings.HasPrefix(name, strings.TrimSuffix(p, "s")) {
		return name
	}
	return p + name
}

// refine copies what validator's tags say into the schemas, so that the
// contract states the limits that the server keeps, and says that If-Match is
// needed: a call without it is answered with 428, not with a field at fault.
func refine(doc *huma.OpenAPI) {
	for _, item := range doc.Paths {
		for _, op := range []*huma.Operation{item.Post, item.Put, item.Delete} {
			if op == nil {
				continue
			}
			for _, p := range op.Parameters {
				p.Required = p.Required || p.Name == "If-Match"
			}
			op.Parameters = slices.DeleteFunc(op.Parameters, func(p *huma.Param) bool { return p.Name == "User-Agent" })
		}
	}
	reg := doc.Components.Schemas
	for name, schema := range reg.Map() {
		t := reg.TypeFromRef("#/components/schemas/" + name)
		if t != nil && t.Kind() == reflect.Struct {
			refineStruct(reg, schema, t)
		}
	}
	for name := range reg.Map() {
		if strings.Contains(name, "Doc") && isDoc(reg.TypeFromRef("#/components/schemas/"+name)) {
			delete(reg.Map(), name) // no property points at it any more
		}
	}
}

// isDoc tells a store.Doc[T]: one value that is kept as JSON and shown as itself.
func isDoc(t reflect.Type) bool {
	return t != nil && t.PkgPath() == reflect.TypeFor[store.Base]().PkgPath() && strings.HasPrefix(t.Name(), "Doc[")
}

func refineStruct(reg huma.Registry, schema *huma.Schema, t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			refineStruct(reg, schema, f.Type)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		p := schema.Properties[name]
		if p == nil {
			continue
		}
		switch {
		case isDoc(f.Type):
			schema.Properties[name] = reg.Schema(f.Type.Field(0).Type, true, name)
		case f.Type == reflect.TypeFor[fiscal.Date]():
			p.Format = "date"
		case f.Type == reflect.TypeFor[store.Time]():
			p.Format = "date-time"
		}
		refineField(p, f.Tag.Get("validate"), slices.Contains(schema.Required, name))
	}
}

func refineField(p *huma.Schema, tags string, always bool) {
	if p.Ref != "" {
		return
	}
	for _, tag := range strings.Split(tags, ",") {
		key, value, _ := strings.Cut(tag, "=")
		n, err := strconv.Atoi(value)
		switch {
		case key == "dive":
			return
		case key == "oneof":
			p.Enum = p.Enum[:0]
			for _, v := range strings.Fields(value) {
				if number, wrong := strconv.Atoi(v); p.Type == "integer" && wrong == nil {
					p.Enum = append(p.Enum, number)
				} else {
					p.Enum = append(p.Enum, v)
				}
			}
			if always && strings.HasPrefix(tags, "omitempty,") {
				p.Enum = append(p.Enum, "") // it always stands there, so empty is how it says nothing
			}
		case err != nil:
		case key == "max" && p.Type == "string":
			p.MaxLength = &n
		case key == "min" && p.Type == "string":
			p.MinLength = &n
		case key == "max" && p.Type == "array":
			p.MaxItems = &n
		case key == "max":
			limit := float64(n)
			p.Maximum = &limit
		case key == "min":
			limit := float64(n)
			p.Minimum = &limit
		}
	}
}
