package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"miotsukushi/backend/platform/fault"
)

// maxDepth bounds the nesting of a JSON body.
const maxDepth = 32

// strictJSON is encoding/json without its leniency: unknown fields, repeated
// keys, a second document and deep nesting are errors.
var strictJSON = huma.Format{
	Marshal: func(w io.Writer, v any) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(v)
	},
	Unmarshal: func(data []byte, v any) error {
		if f := decode(data, v); f != nil {
			return carrier{f}
		}
		return nil
	},
}

// carrier takes a fault through huma, which keeps only the text of an error.
type carrier struct{ fault *fault.Fault }

const carrierMark = "\x00fault:"

func (c carrier) Error() string {
	b, _ := json.Marshal(struct {
		Code   fault.Code
		Fields []fault.Field
	}{c.fault.Code, c.fault.Fields}) // plain strings always marshal
	return carrierMark + string(b)
}

func carried(msg string) *fault.Fault {
	text, ok := strings.CutPrefix(msg, carrierMark)
	if !ok {
		return nil
	}
	var f fault.Fault
	if json.Unmarshal([]byte(text), &f) != nil {
		return nil
	}
	return &f
}

func decode(data []byte, v any) *fault.Fault {
	if f := walk(data); f != nil {
		return f
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	err := dec.Decode(v)
	if err == nil {
		return nil
	}
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) {
		return fault.Bad(wrongType.Field, "type", fault.Params{"got": wrongType.Value})
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return fault.Bad(strings.Trim(name, `"`), "unknown_field", nil)
	}
	var f *fault.Fault
	if errors.As(err, &f) {
		return f
	}
	return fault.Bad("", "format", nil)
}

// walk reads the tokens once: syntax, depth, repeated keys, trailing text.
func walk(data []byte) *fault.Fault {
	malformed := &fault.Fault{Code: fault.Malformed}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	type frame struct {
		keys map[string]bool // nil in an array
		key  bool            // the next token is a key
	}
	var stack []frame
	for first := true; ; first = false {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) && !first && len(stack) == 0 {
			return nil
		}
		if err != nil || (first && tok != json.Delim('{')) {
			return malformed
		}
		top := len(stack) - 1
		if d, ok := tok.(json.Delim); ok {
			switch d {
			case '{', '[':
				if !first && top < 0 || len(stack) >= maxDepth {
					return malformed
				}
				if top >= 0 {
					stack[top].key = stack[top].keys != nil
				}
				f := frame{}
				if d == '{' {
					f = frame{map[string]bool{}, true}
				}
				stack = append(stack, f)
			default:
				stack = stack[:top]
			}
			continue
		}
		if top < 0 {
			return malformed
		}
		if stack[top].key {
			name := fmt.Sprint(tok)
			if stack[top].keys[name] {
				return fault.Bad(name, "repeated_key", nil)
			}
			stack[top].keys[name] = true
		}
		if stack[top].keys != nil {
			stack[top].key = !stack[top].key
		}
	}
}
