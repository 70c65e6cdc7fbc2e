package exchange

import (
	"regexp"
	"strings"
	"unicode"
)

// A spreadsheet runs text that begins with one of these as a formula, so a file
// that people open carries an apostrophe in front; reading takes it away again.
var (
	dangerous = regexp.MustCompile(`^'*[=+\-@\t\r＝＋－＠]`)
	numeric   = regexp.MustCompile(`^'*[+-]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$`)
)

// guarded is text that no spreadsheet takes for a formula. Numbers stay numbers.
func guarded(s string) string {
	if dangerous.MatchString(s) && !numeric.MatchString(s) {
		return "'" + s
	}
	return s
}

// plain is the text that a cell means: without the guard, without spaces around
// it, with LF at the end of its lines.
func plain(s string) string {
	s = strings.TrimFunc(s, unicode.IsSpace)
	if rest, ok := strings.CutPrefix(s, "'"); ok && dangerous.MatchString(s) && !numeric.MatchString(s) {
		s = rest
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.ReplaceAll(s, "\r", "\n")
}

// flaw names what makes the text of a cell unfit: a NUL, another control
// character, or bytes that the encoding does not know.
func flaw(s string) string {
	for _, r := range s {
		switch {
		case r == 0:
			return "nul"
		case r == unicode.ReplacementChar:
			return "encoding"
		case r < ' ' && r != '\n' && r != '\r' && r != '\t' || r >= 0x7f && r < 0xa0:
			return "control_character"
		}
	}
	return ""
}
