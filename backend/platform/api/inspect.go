package api

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"miotsukushi/backend/platform/fault"
)

// level is an object or array that the walk is in.
type level struct {
	path   string
	fields map[string]reflect.Type // of a struct; nil where any key may stand
	elem   reflect.Type            // of a map or list; nil where anything may stand
	keys   map[string]bool         // seen so far; nil in an array
	atKey  bool                    // the next token is a key
	name   string                  // the last key
	index  int                     // of the next element of an array
}

// here is the path and the type of the value that comes next.
func (l *level) here() (string, reflect.Type) {
	if l.keys == nil {
		l.index++
		return l.path + "[" + strconv.Itoa(l.index-1) + "]", l.elem
	}
	l.atKey = true
	if l.fields != nil {
		return join(l.path, l.name), l.fields[l.name]
	}
	return join(l.path, l.name), l.elem
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// inspect reads the tokens once, beside the type that they are meant for. It
// refuses what encoding/json lets pass: keys that stand twice or differ in case,
// unknown keys, a second value, deep nesting, broken UTF-8 and U+0000, which one
// of the databases cannot hold.
func inspect(data []byte, t reflect.Type) *fault.Fault {
	malformed := &fault.Fault{Code: fault.Malformed}
	if !utf8.Valid(data) {
		return malformed
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var in []*level
	for first := true; ; first = false {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) && !first && len(in) == 0 {
			return nil
		}
		if err != nil || (first && tok != json.Delim('{')) || (!first && len(in) == 0) {
			return malformed
		}
		if tok == json.Delim('}') || tok == json.Delim(']') {
			in = in[:len(in)-1]
			continue
		}
		path, typ := "", t
		if !first {
			top := in[len(in)-1]
			if name, isText := tok.(string); isText && top.atKey {
				if f := top.enter(name); f != nil {
					return f
				}
				continue
			}
			path, typ = top.here()
		}
		switch tok := tok.(type) {
		case json.Delim:
			if len(in) >= maxDepth {
				return malformed
			}
			in = append(in, newLevel(tok, path, typ))
		case string:
			if strings.ContainsRune(tok, 0) {
				return fault.Bad(path, "format", nil)
			}
		}
	}
}

// enter takes the next key of an object.
func (l *level) enter(name string) *fault.Fault {
	path := join(l.path, name)
	switch {
	case strings.ContainsRune(name, 0):
		return fault.Bad(l.path, "format", nil)
	case l.keys[name]:
		return fault.Bad(path, "repeated_key", nil)
	}
	if l.fields != nil {
		if _, known := l.fields[name]; !known {
			return fault.Bad(path, "unknown_field", nil)
		}
	}
	l.keys[name], l.atKey, l.name = true, false, name
	return nil
}

func newLevel(open json.Delim, path string, t reflect.Type) *level {
	l := &level{path: path}
	t = plain(t)
	if open == '{' {
		l.keys, l.atKey = map[string]bool{}, true
	}
	if t == nil {
		return l
	}
	switch t.Kind() {
	case reflect.Struct:
		l.fields = fieldsOf(t)
	case reflect.Map, reflect.Slice, reflect.Array:
		l.elem = t.Elem()
	}
	return l
}

var (
	jsonReader = reflect.TypeFor[json.Unmarshaler]()
	textReader = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// plain is the type behind pointers, or nil when the type reads itself or may be
// anything.
func plain(t reflect.Type) reflect.Type {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || t.Kind() == reflect.Interface || reflect.PointerTo(t).Implements(jsonReader) || reflect.PointerTo(t).Implements(textReader) {
		return nil
	}
	return t
}

var fieldCache sync.Map // reflect.Type → map[string]reflect.Type

// fieldsOf maps the JSON names of a struct to their types, those of embedded
// structs included; a name of the outer struct hides one of an inner.
func fieldsOf(t reflect.Type) map[string]reflect.Type {
	if t.Kind() != reflect.Struct {
		return nil
	}
	if m, ok := fieldCache.Load(t); ok {
		return m.(map[string]reflect.Type)
	}
	out := map[string]reflect.Type{}
	var inner []reflect.Type
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("json")
		name, _, _ := strings.Cut(tag, ",")
		switch {
		case tag == "-":
		case f.Anonymous && name == "" && indirect(f.Type).Kind() == reflect.Struct:
			inner = append(inner, indirect(f.Type))
		case !f.IsExported():
		case name == "":
			out[f.Name] = f.Type
		default:
			out[name] = f.Type
		}
	}
	for _, e := range inner {
		for name, typ := range fieldsOf(e) {
			if _, hidden := out[name]; !hidden {
				out[name] = typ
			}
		}
	}
	fieldCache.Store(t, out)
	return out
}

func indirect(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

// maxMisfits bounds the list of fields at fault.
const maxMisfits = 50

// misfits finds the values that do not fit their types, after encoding/json has
// said that some do not: its own error tells one of them, without list indexes
// and, for types that read themselves, without a path.
func misfits(t reflect.Type, raw json.RawMessage, path string) []fault.Field {
	err := json.Unmarshal(raw, reflect.New(t).Interface())
	if err == nil {
		return nil
	}
	var out []fault.Field
	if p := plain(t); p != nil {
		switch p.Kind() {
		case reflect.Struct, reflect.Map:
			var object map[string]json.RawMessage
			if json.Unmarshal(raw, &object) == nil {
				for _, name := range sortedKeys(object) {
					typ := fieldsOf(p)[name]
					if p.Kind() == reflect.Map {
						typ = p.Elem()
					}
					if typ != nil && len(out) < maxMisfits {
						out = append(out, misfits(typ, object[name], join(path, name))...)
					}
				}
			}
		case reflect.Slice, reflect.Array:
			var list []json.RawMessage
			if json.Unmarshal(raw, &list) == nil {
				for i, item := range list {
					if len(out) < maxMisfits {
						out = append(out, misfits(p.Elem(), item, path+"["+strconv.Itoa(i)+"]")...)
					}
				}
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return []fault.Field{{Field: path, Rule: "type", Params: fault.Params{"got": wrong.Value}}}
	}
	return []fault.Field{{Field: path, Rule: "format"}}
}

func sortedKeys(m map[string]json.RawMessage) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
