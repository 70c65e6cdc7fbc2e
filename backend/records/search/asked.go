package search

import (
	"strings"
	"unicode/utf8"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"miotsukushi/backend/platform/store"
)

// alike are characters that people do not tell apart when they search, each before the one it is taken for: dashes and the
// long vowel mark, and forms of kanji that stand in names. Migration 00022 says the same in SQL; a test compares them.
const alike = "‐-‒-–-—-―-−-─-ー-髙高﨑崎德徳濵浜邊辺邉辺齋斎澤沢嶋島廣広國国眞真槗橋𠮷吉冨富櫻桜龍竜瀨瀬縣県區区"

var loose = strings.NewReplacer(strings.Split(alike, "")...)

// asked is a question in the form in which entries are kept.
type asked struct {
	words []string
}

// maxWords bounds the conditions of a statement; what stands after them narrows nothing.
const maxWords = 8

// parse folds a question. A long vowel mark at the end of a word of kana falls away: サーバー finds サーバ and the other way about.
func parse(q string) asked {
	words := strings.Fields(loose.Replace(store.Fold(q)))
	if len(words) > maxWords {
		words = words[:maxWords]
	}
	for i, w := range words {
		runes := []rune(w)
		if n := len(runes); n >= 3 && runes[n-1] == '-' && isKana(runes[n-2]) {
			words[i] = string(runes[:n-1])
		}
	}
	return asked{words}
}

func isKana(r rune) bool { return r >= 'ぁ' && r <= 'ゖ' }

// at is the SQL function that tells where a text begins inside another.
func at(d store.Dialect) string {
	if d == store.Postgres {
		return "strpos"
	}
	return "instr"
}

// contained narrows entries to those with every word.
func (a asked) contained(q *gorm.DB, d store.Dialect) *gorm.DB {
	for _, w := range a.words {
		sql, args := has(w, d)
		q = q.Where(sql, args...)
	}
	return q
}

var like = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// has is the condition that an entry's text holds a folded piece. PostgreSQL finds a pattern by its own index. SQLite's index
// knows every three characters; it tells where they all occur, and the text itself whether they follow each other.
func has(piece string, d store.Dialect) (string, []any) {
	if d == store.Postgres {
		return `e.text LIKE ?`, []any{"%" + like.Replace(piece) + "%"}
	}
	match := trigrams(piece)
	if match == "" {
		return "instr(e.text, ?) > 0", []any{piece}
	}
	return "(e.id IN (SELECT rowid FROM search_text WHERE search_text MATCH ?) AND instr(e.text, ?) > 0)", []any{match, piece}
}

// trigrams asks SQLite's index for every three characters of a piece; shorter ones it does not know.
func trigrams(piece string) string {
	runes := []rune(piece)
	var parts []string
	for i := 0; i+3 <= len(runes); i++ {
		parts = append(parts, `"`+strings.ReplaceAll(string(runes[i:i+3]), `"`, `""`)+`"`)
	}
	return strings.Join(parts, " AND ")
}

// rank orders entries by how well they answer to the first word: the very code, a code that begins so, a name that begins
// so, a word inside that begins so, anything else. Equally good ones stand in the order of their kinds, the shorter name
// first, of which what was asked for is the larger part.
func (a asked) rank(d store.Dialect, kinds string) clause.OrderBy {
	w, f := a.words[0], at(d)
	return clause.OrderBy{Expression: clause.Expr{
		SQL: "CASE WHEN e.code_key = ? THEN 0 WHEN " + f + "(e.code_key, ?) = 1 THEN 1 WHEN " + f + "(e.label, ?) = 1 THEN 2 WHEN " +
			f + "(e.text, ?) > 0 THEN 3 ELSE 4 END, " + kinds + ", length(e.label), e.code, e.record_id",
		Vars: []any{w, w, w, " " + w},
	}}
}

// slips is how many letters may differ: none in short questions, where everything would be near.
func (a asked) slips() int {
	switch n := utf8.RuneCountInString(strings.Join(a.words, " ")); {
	case n < 4:
		return 0
	case n < 8:
		return 1
	}
	return 2
}
