// Package packs holds the material of meetings (会議資料): the agenda with blocks of live data, frozen at a moment. A frozen
// pack is never changed; its hash tells whether it is still what was handed out.
package packs

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/blocks"
)

// Meeting is what stands at the head of a pack.
type Meeting struct {
	ID       string      `json:"id"`
	Number   int64       `json:"number"`
	Name     string      `json:"name"`
	NameEn   string      `json:"nameEn"`
	HeldOn   fiscal.Date `json:"heldOn"`
	StartsAt string      `json:"startsAt,omitempty"`
	EndsAt   string      `json:"endsAt,omitempty"`
	Place    string      `json:"place,omitempty"`
	Open     bool        `json:"-"` // the material may still be frozen
	Version  int64       `json:"-"`
}

// Subject is the record that an item is about, as it was called.
type Subject struct {
	Noun   string `json:"noun"`
	ID     string `json:"id"`
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"nameEn,omitempty"`
	Gate   string `json:"gate,omitempty"`
	Href   string `json:"href"`
}

// Entry is an agenda item with its data.
type Entry struct {
	ID         string          `json:"id"`
	Kind       string          `json:"kind" enum:"report,approval"`
	No         int             `json:"no" doc:"Number among the items of its kind"`
	Title      string          `json:"title"`
	TitleEn    string          `json:"titleEn,omitempty"`
	Proposal   string          `json:"proposal,omitempty"`
	Proposer   string          `json:"proposer"`
	ProposerEn string          `json:"proposerEn,omitempty"`
	Material   string          `json:"material,omitempty"`
	Subject    *Subject        `json:"subject,omitempty"`
	Blocks     []*blocks.Block `json:"blocks"`
	Keys       []string        `json:"-"` // of the blocks to draw
	Version    int64           `json:"-"`
	Seen       Seen            `json:"-"`
}

// Seen is the state of the record of an item that the pack was drawn from.
type Seen struct {
	Version int64
	Hash    string
}

// Content is what a pack says.
type Content struct {
	Meeting Meeting    `json:"meeting"`
	Edition int64      `json:"edition"`
	AsOf    store.Time `json:"asOf"`
	Items   []Entry    `json:"items"`
}

// Pack is a row. The database refuses to change or remove it.
type Pack struct {
	store.Base
	MeetingID  string     `json:"meetingId"`
	Edition    int64      `json:"edition" doc:"第N版 of the meeting's material"`
	Name       string     `json:"name,omitempty"`
	AsOf       store.Time `json:"asOf" doc:"Moment at which all of it was read"`
	FrozenBy   string     `json:"frozenById"`
	ItemCount  int64      `json:"itemCount" gorm:"column:items"`
	BlockCount int64      `json:"blockCount" gorm:"column:blocks"`
	Content    string     `json:"-"`
	Hash       string     `json:"hash" doc:"SHA-256 of the content as canonical JSON"`
}

// TableName names the table.
func (Pack) TableName() string { return "packs" }

// Root is the meeting.
func (p Pack) Root() (noun, id string) { return "meetings", p.MeetingID }

// Canonical writes a value as JSON that is the same wherever it is written: keys in order, no spaces, nothing escaped that
// need not be, numbers as they are.
func Canonical(v any) (string, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var plain any
	if err := dec.Decode(&plain); err != nil {
		return "", err
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(plain); err != nil { // maps are written in the order of their keys
		return "", err
	}
	return string(bytes.TrimRight(buf.Bytes(), "\n")), nil
}

// Hash is the SHA-256 of a canonical text.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
