package exchange

import (
	"strings"

	"miotsukushi/backend/platform/fault"
)

// separators are tried in this order when nobody says which one it is.
var separators = []string{",", ";", "\t"}

// csvReader takes records off a text. It reads what spreadsheets write: quoted
// cells with separators, quotes and line ends in them; CR, LF or CRLF at the end
// of a record; a quote in the middle of an unquoted cell stands for itself.
type csvReader struct {
	text string
	sep  byte
	at   int
	// record counts from 1, as a spreadsheet numbers its rows.
	record int
}

// next gives the cells of the next record; ok is false at the end. An unclosed
// quote is a fault: nothing behind it can be trusted.
func (r *csvReader) next() (cells []string, ok bool, err error) {
	if r.at >= len(r.text) {
		return nil, false, nil
	}
	r.record++
	for {
		cell, end, err := r.cell(len(cells) + 1)
		if err != nil {
			return nil, false, err
		}
		cells = append(cells, cell)
		if len(cells) > maxColumns && strings.TrimSpace(cell) != "" {
			return nil, false, tooMany("columns", maxColumns)
		}
		if end {
			return cells, true, nil
		}
	}
}

// cell reads one cell and says whether it ended its record.
func (r *csvReader) cell(column int) (text string, end bool, err error) {
	var quoted strings.Builder
	prefix := ""
	if r.at < len(r.text) && r.text[r.at] == '"' {
		closed := false
		r.at++
		for r.at < len(r.text) {
			i := strings.IndexByte(r.text[r.at:], '"')
			if i < 0 {
				break
			}
			quoted.WriteString(r.text[r.at : r.at+i])
			r.at += i + 1
			if r.at < len(r.text) && r.text[r.at] == '"' {
				quoted.WriteByte('"')
				r.at++
				continue
			}
			closed = true
			break
		}
		if !closed {
			return "", false, broken("unclosed_quote", fault.Params{"row": r.record, "column": column})
		}
		prefix = strings.ReplaceAll(quoted.String(), "\r\n", "\n")
	}
	start := r.at
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; c {
		case r.sep:
			text = prefix + r.text[start:r.at]
			r.at++
			return text, false, nil
		case '\r', '\n':
			text = prefix + r.text[start:r.at]
			r.at++
			if c == '\r' && r.at < len(r.text) && r.text[r.at] == '\n' {
				r.at++
			}
			return text, true, nil
		}
	}
	return prefix + r.text[start:], true, nil
}

// separatorOf finds the separator under which the first records agree best.
func separatorOf(text string) string {
	if line, _, _ := strings.Cut(text, "\n"); strings.HasPrefix(strings.ToLower(line), "sep=") && len(strings.TrimSpace(line)) == 5 {
		return strings.TrimRight(line, "\r")[4:5]
	}
	best, most := ",", 0
	for _, sep := range separators {
		r := csvReader{text: text, sep: sep[0]}
		width, score := 0, 0
		for range 20 {
			cells, ok, err := r.next()
			if err != nil || !ok {
				break
			}
			if blank(cells) {
				continue
			}
			switch {
			case width == 0:
				width, score = len(cells), len(cells)
			case len(cells) == width:
				score += width
			default:
				score--
			}
		}
		if width > 1 && score > most {
			best, most = sep, score
		}
	}
	return best
}

// blank tells whether a record holds nothing.
func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// openCSV prepares the records of a text file.
func openCSV(data []byte, b *Book) (*csvReader, error) {
	text, err := decodeText(data, b.Encoding)
	if err != nil {
		return nil, err
	}
	if b.Separator == "" {
		b.Separator = separatorOf(text)
	}
	r := &csvReader{text: text, sep: b.Separator[0]}
	if strings.HasPrefix(strings.ToLower(text), "sep="+strings.ToLower(b.Separator)) {
		if _, _, err := r.next(); err != nil { // the line that names the separator is no row
			return nil, err
		}
	}
	return r, nil
}

func (r *csvReader) row() (no int, cells []string, ok bool, err error) {
	cells, ok, err = r.next()
	return r.record, cells, ok, err
}

func (r *csvReader) close() error { return nil }
