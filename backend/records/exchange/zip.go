package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"

	"miotsukushi/backend/platform/fault"
)

// maxEntries bounds the files inside a workbook.
const maxEntries = 5000

// sheetFile is what the raw XML of a sheet tells: excelize stops at the first
// fault of a sheet without a word, and knows merged cells only by holding the
// whole sheet in memory.
type sheetFile struct{ tail []byte }

// workbookPart is the list of sheets, and where they are.
var workbookPart = regexp.MustCompile(`^xl/(?:workbook\d*\.xml|_rels/workbook\d*\.xml\.rels)$`)

// examine unpacks the workbook once, within the limits, and looks at each sheet.
// Sheets come by their name.
func examine(data []byte) (map[string]*sheetFile, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, broken("broken_workbook", nil)
	}
	if len(z.File) > maxEntries {
		return nil, tooMany("entries", maxEntries)
	}
	left := int64(maxUnzip)
	tails, small := map[string][]byte{}, map[string][]byte{}
	for _, f := range z.File {
		name := strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")
		w := &watcher{keep: workbookPart.MatchString(name)}
		n, err := unpack(f, w, left)
		if left -= n; left < 0 {
			return nil, tooMany("unzipped", maxUnzip)
		}
		if err != nil {
			return nil, broken("broken_workbook", fault.Params{"part": cut(f.Name)})
		}
		tails[name] = w.tail
		if w.keep {
			small[path.Ext(name)] = w.all
		}
	}
	return nameSheets(small, tails)
}

func unpack(f *zip.File, w io.Writer, left int64) (int64, error) {
	r, err := f.Open()
	if err != nil {
		return 0, err
	}
	defer r.Close()
	return io.Copy(w, io.LimitReader(r, left+1))
}

// maxTail bounds what is kept of a part.
const maxTail = 4 << 20

// watcher keeps of a stream what follows the last row of a sheet.
type watcher struct {
	keep  bool
	all   []byte
	tail  []byte
	found bool
}

// markLength is more than the mark of the last row can have, which may fall
// between two writes.
const markLength = 64

var endOfRows = regexp.MustCompile(`</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>`)

func (w *watcher) Write(p []byte) (int, error) {
	if w.keep {
		if len(w.all)+len(p) > maxTail {
			return 0, errors.New("exchange: part too large")
		}
		w.all = append(w.all, p...)
		return len(p), nil
	}
	w.tail = append(w.tail, p...)
	if !w.found {
		if at := endOfRows.FindIndex(w.tail); at != nil {
			w.found, w.tail = true, bytes.Clone(w.tail[at[0]:])
		} else if over := len(w.tail) - markLength; over > 0 {
			w.tail = append(w.tail[:0], w.tail[over:]...)
		}
	}
	if over := len(w.tail) - maxTail; over > 0 {
		w.tail = append(w.tail[:0], w.tail[over:]...)
	}
	return len(p), nil
}

type workbookXML struct {
	Sheets []struct {
		Name string `xml:"name,attr"`
		ID   string `xml:"id,attr"`
	} `xml:"sheets>sheet"`
}

type relationsXML struct {
	Relations []struct {
		ID     string `xml:"Id,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

func nameSheets(small, tails map[string][]byte) (map[string]*sheetFile, error) {
	var book workbookXML
	var rels relationsXML
	if small[".xml"] == nil {
		return nil, unsupported("not_a_workbook")
	}
	if xml.Unmarshal(small[".xml"], &book) != nil || xml.Unmarshal(small[".rels"], &rels) != nil {
		return nil, broken("broken_workbook", fault.Params{"part": "workbook"})
	}
	target := map[string]string{}
	for _, r := range rels.Relations {
		t := r.Target
		if strings.HasPrefix(t, "/") {
			t = strings.TrimPrefix(t, "/")
		} else {
			t = path.Join("xl", t)
		}
		target[r.ID] = t
	}
	out := map[string]*sheetFile{}
	for _, s := range book.Sheets {
		if tail, ok := tails[target[s.ID]]; ok {
			out[s.Name] = &sheetFile{tail}
		}
	}
	return out, nil
}
