package exchange

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"

	"miotsukushi/backend/platform/fault"
)

// Encodings of text files, as they are shown and may be asked for.
const (
	UTF8    = "utf-8"
	UTF16LE = "utf-16le"
	UTF16BE = "utf-16be"
	CP932   = "cp932"
	CP1252  = "windows-1252"
)

var encodings = []string{UTF8, UTF16LE, UTF16BE, CP932, CP1252}

var boms = []struct {
	mark     string
	encoding string
}{{"\xef\xbb\xbf", UTF8}, {"\xff\xfe", UTF16LE}, {"\xfe\xff", UTF16BE}}

// detect says how a text file is most likely encoded. guessed is false when a
// byte order mark or valid UTF-8 with more than ASCII proves it.
func detect(data []byte) (encoding string, guessed bool) {
	for _, b := range boms {
		if strings.HasPrefix(string(data[:min(3, len(data))]), b.mark) {
			return b.encoding, false
		}
	}
	if utf8.Valid(data) {
		return UTF8, false
	}
	if looksJapanese(data) {
		return CP932, true
	}
	return CP1252, true
}

// looksJapanese weighs CP932 against Windows-1252. Both accept nearly any bytes:
// "é" followed by a letter is a valid kanji. But Japanese stands in runs, while
// accented letters and typographic quotes stand alone between ASCII.
func looksJapanese(data []byte) bool {
	runs, alone := 0, 0
	length := 0
	flush := func() {
		if length >= 2 {
			runs += length
		} else {
			alone += length
		}
		length = 0
	}
	for i := 0; i < len(data); {
		c := data[i]
		switch {
		case c < 0x80:
			flush()
			i++
		case c >= 0xa1 && c <= 0xdf: // half-width katakana
			length++
			i++
		case i+1 < len(data) && leads(c) && trails(data[i+1]):
			length++
			i += 2
		default: // no CP932 at all
			flush()
			alone++
			i++
		}
	}
	flush()
	return runs > alone
}

func leads(c byte) bool  { return c >= 0x81 && c <= 0x9f || c >= 0xe0 && c <= 0xfc }
func trails(c byte) bool { return c >= 0x40 && c <= 0xfc && c != 0x7f }

// decodeText turns the file into UTF-8 without a mark. Bytes that the encoding
// does not know become U+FFFD, which the reader names with row and column.
func decodeText(data []byte, encoding string) (string, error) {
	for _, b := range boms {
		if b.encoding == encoding {
			data = bytes.TrimPrefix(data, []byte(b.mark))
		}
	}
	switch encoding {
	case UTF8:
		return strings.ToValidUTF8(string(data), "\uFFFD"), nil
	case UTF16LE:
		return decode16(data, binary.LittleEndian), nil
	case UTF16BE:
		return decode16(data, binary.BigEndian), nil
	case CP932:
		out, err := japanese.ShiftJIS.NewDecoder().Bytes(data)
		return string(out), err
	case CP1252:
		out, err := charmap.Windows1252.NewDecoder().Bytes(data)
		return string(out), err
	}
	return "", fault.Bad("encoding", "oneof", fault.Params{"allowed": encodings})
}

func decode16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	s := string(utf16.Decode(units))
	if len(data)%2 == 1 {
		s += "\uFFFD"
	}
	return s
}

// binaryFile tells whether the beginning of a file is no text in any encoding we
// read: text of one byte a letter holds at most a stray NUL.
func binaryFile(data []byte) bool {
	head := data[:min(len(data), 8192)]
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return false
	}
	return bytes.Count(head, []byte{0})*20 > len(head)
}
