// Package blocks holds the pieces of live data that the material of a meeting is made of. A domain offers a block by one
// line in the list of the app; the pack freezes it, and screen, paper and workbook show the same numbers.
package blocks

import (
	"context"
	"fmt"
	"slices"

	"miotsukushi/backend/platform/store"
)

// Unit says what a number counts and how it is written.
type Unit string

// The units. Values stay what the pages hold: yen, not millions.
const (
	Count   Unit = "count"   // 件
	Yen     Unit = "yen"     // written in millions, rounded half up
	Percent Unit = "percent" // whole percent
	Share   Unit = "share"   // tenths of a percent
	Micro   Unit = "micro"   // millionths of a percent, cut to three decimals: availability is never rounded up
	Hours   Unit = "hours"   // milliseconds, written in hours
	Level   Unit = "level"   // a step of a scale
)

// Figure is a number of a block. It is the figure of the page that it comes from, with its rows.
type Figure struct {
	Label   string `json:"label"`
	LabelEn string `json:"labelEn"`
	Value   *int64 `json:"value" doc:"Null when nobody knows"`
	Unit    Unit   `json:"unit" enum:"count,yen,percent,share,micro,hours,level"`
	Rows    string `json:"rows,omitempty" doc:"The list that it opens onto, where there is one"`
	Sum     string `json:"sum,omitempty" doc:"When set, value is the sum of this field over the rows"`
}

// Column is a column of a table. One without a unit holds text.
type Column struct {
	Label   string `json:"label"`
	LabelEn string `json:"labelEn"`
	Unit    Unit   `json:"unit,omitempty" enum:"count,yen,percent,share,micro,hours,level,"`
}

// Cell is a cell: text, or a number that may be unknown.
type Cell struct {
	Text   string `json:"text,omitempty"`
	TextEn string `json:"textEn,omitempty"`
	Value  *int64 `json:"value,omitempty" doc:"Of a column with a unit; absent is unknown"`
	Rows   string `json:"rows,omitempty"`
	Sum    string `json:"sum,omitempty"`
}

// Table is a small table.
type Table struct {
	Columns []Column `json:"columns"`
	Rows    [][]Cell `json:"rows"`
	More    int      `json:"more,omitempty" doc:"Rows that the table leaves out"`
}

// Series is a row of a chart.
type Series struct {
	Name   string   `json:"name"`
	NameEn string   `json:"nameEn"`
	Values []*int64 `json:"values" doc:"One a category; null is unknown"`
}

// Chart is the data of a chart of stacked bars.
type Chart struct {
	Unit         Unit     `json:"unit" enum:"count,yen,percent,share,micro,hours,level"`
	Categories   []string `json:"categories"`
	CategoriesEn []string `json:"categoriesEn"`
	Kinds        []string `json:"kinds" enum:"past,actual,forecast" doc:"Of each category: gone by, of the period spoken of, ahead"`
	Series       []Series `json:"series"`
}

// Block is a piece of live data.
type Block struct {
	Key     string     `json:"key"`
	Title   string     `json:"title"`
	TitleEn string     `json:"titleEn"`
	Note    string     `json:"note,omitempty"`
	NoteEn  string     `json:"noteEn,omitempty"`
	AsOf    store.Time `json:"asOf" doc:"When it was read"`
	Page    string     `json:"page" doc:"Page of the app that it comes from"`
	Figures []Figure   `json:"figures"`
	Chart   *Chart     `json:"chart,omitempty"`
	Table   *Table     `json:"table,omitempty"`
}

// Source is a block that can be drawn.
type Source struct {
	Key     string                                    `json:"key"`
	Title   string                                    `json:"title"`
	TitleEn string                                    `json:"titleEn"`
	Draw    func(ctx context.Context) (*Block, error) `json:"-"`
}

// Set is the list of all blocks, in the order in which they are offered.
type Set []Source

// Knows tells whether there is a block of the key.
func (s Set) Knows(key string) bool {
	return slices.ContainsFunc(s, func(x Source) bool { return x.Key == key })
}

// Draw reads a block as it is now, for the caller.
func (s Set) Draw(ctx context.Context, key string, at store.Time) (*Block, error) {
	i := slices.IndexFunc(s, func(x Source) bool { return x.Key == key })
	if i < 0 {
		return nil, fmt.Errorf("blocks: there is no %q", key)
	}
	b, err := s[i].Draw(ctx)
	if err != nil {
		return nil, fmt.Errorf("blocks: %s: %w", key, err)
	}
	b.Key, b.Title, b.TitleEn, b.AsOf = key, s[i].Title, s[i].TitleEn, at
	return b, nil
}
