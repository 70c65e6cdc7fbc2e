package exchange

import (
	"strings"

	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
)

// split takes a list apart: by lines if there are several, else by the signs that
// people use within one.
func split(text string) []string {
	var out []string
	parts := strings.Split(text, "\n")
	if len(parts) == 1 {
		parts = strings.FieldsFunc(text, func(r rune) bool { return r == '、' || r == ';' || r == '；' })
	}
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// List is a list of short texts, a line each.
func List[D any](key, ja, en string, at func(*D) *store.List[string]) Column[D] {
	return Column[D]{
		Field: Field{Key: key, Ja: ja, En: en, Kind: ListKind},
		read:  func(_ *Env, d *D) (string, error) { return strings.Join(*at(d), "\n"), nil },
		write: func(_ *Env, d *D, c cell) (*Problem, error) {
			*at(d) = split(c.text)
			return nil, nil
		},
	}
}

// Words is a list of values from a closed list, a line each.
func Words[D any](key, ja, en string, words []Word, at func(*D) *store.List[string]) Column[D] {
	return Column[D]{
		Field: Field{Key: key, Ja: ja, En: en, Kind: ListKind, Words: words},
		read: func(e *Env, d *D) (string, error) {
			out := make([]string, len(*at(d)))
			for i, v := range *at(d) {
				out[i] = v
				for _, w := range words {
					if w.Value == v {
						out[i] = w.Label(e.Lang)
					}
				}
			}
			return strings.Join(out, "\n"), nil
		},
		write: func(_ *Env, d *D, c cell) (*Problem, error) {
			var list store.List[string]
			for _, part := range split(c.text) {
				w, ok := find(words, part)
				if !ok {
					return problem("oneof", "allowed", values(words)), nil
				}
				list = append(list, w.Value)
			}
			*at(d) = list
			return nil, nil
		},
	}
}

// Refs is a list of records, a code each.
func Refs[D any, L ~[]string](key, ja, en, noun string, at func(*D) *L) Column[D] {
	return Column[D]{
		Field: Field{Key: key, Ja: ja, En: en, Kind: ListKind, Ref: noun},
		read: func(e *Env, d *D) (string, error) {
			out := make([]string, len(*at(d)))
			for i, id := range *at(d) {
				var err error
				if out[i], err = e.label(noun, id); err != nil {
					return "", err
				}
			}
			return strings.Join(out, "\n"), nil
		},
		write: func(e *Env, d *D, c cell) (*Problem, error) {
			var ids L
			for _, part := range split(strings.NewReplacer(",", "\n", "，", "\n", "、", "\n", ";", "\n").Replace(c.text)) {
				id, p, err := e.resolve(noun, part)
				if err != nil {
					return nil, err
				}
				if p != nil {
					p.Params["item"] = cut(part)
					return p, nil
				}
				ids = append(ids, id)
			}
			*at(d) = ids
			return nil, nil
		},
	}
}

// Lines is a list of values that have parts: a line each, its parts separated by
// " | ". A | within a part is written \|.
func Lines[D, E any, L ~[]E](key, ja, en string, at func(*D) *L, parts ...Column[E]) Column[D] {
	f := Field{Key: key, Ja: ja, En: en, Kind: ListKind}
	for _, p := range parts {
		f.Parts = append(f.Parts, p.Field)
	}
	return Column[D]{
		Field: f,
		read: func(e *Env, d *D) (string, error) {
			lines := make([]string, len(*at(d)))
			for i := range *at(d) {
				cells := make([]string, len(parts))
				for j, p := range parts {
					text, err := p.read(e, &(*at(d))[i])
					if err != nil {
						return "", err
					}
					cells[j] = escape.Replace(text)
				}
				for len(cells) > 1 && cells[len(cells)-1] == "" {
					cells = cells[:len(cells)-1]
				}
				lines[i] = strings.Join(cells, " | ")
			}
			return strings.Join(lines, "\n"), nil
		},
		write: func(e *Env, d *D, c cell) (*Problem, error) {
			var list L
			for n, line := range strings.Split(c.text, "\n") {
				if line = strings.TrimSpace(line); line == "" {
					continue
				}
				var item E
				for j, text := range unescape(line) {
					if j >= len(parts) {
						return problem("parts", "line", n+1, "limit", len(parts)), nil
					}
					p, err := parts[j].write(e, &item, cell{text: strings.TrimSpace(text)})
					if err != nil {
						return nil, err
					}
					if p != nil {
						if p.Params == nil {
							p.Params = fault.Params{}
						}
						p.Params["line"], p.Params["part"] = n+1, parts[j].Key
						return p, nil
					}
				}
				list = append(list, item)
			}
			*at(d) = list
			return nil, nil
		},
	}
}

var escape = strings.NewReplacer(`\`, `\\`, `|`, `\|`, "\n", `\n`)

// unescape takes a line apart at each | that no backslash protects.
func unescape(line string) []string {
	out := []string{""}
	rest := []rune(line)
	for i := 0; i < len(rest); i++ {
		last := &out[len(out)-1]
		switch {
		case rest[i] == '|':
			out = append(out, "")
		case rest[i] == '\\' && i+1 < len(rest):
			i++
			if rest[i] == 'n' {
				*last += "\n"
			} else {
				*last += string(rest[i])
			}
		default:
			*last += string(rest[i])
		}
	}
	return out
}
