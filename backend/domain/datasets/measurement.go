package datasets

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/authz"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

// Measurement is what a sample of the data showed on a day. The file itself is not kept; its checksum tells whether
// another file is the same. It is never changed.
type Measurement struct {
	store.Base
	DatasetID    string            `json:"datasetId"`
	MeasuredOn   fiscal.Date       `json:"measuredOn"`
	MeasuredBy   store.Ref         `json:"measuredById,omitempty"`
	ByName       string            `json:"byName" doc:"Name as it was then"`
	FileName     string            `json:"fileName"`
	FileBytes    int64             `json:"fileBytes"`
	Checksum     string            `json:"checksum" doc:"SHA-256 of the file"`
	Format       string            `json:"format" enum:"csv,xlsx"`
	Encoding     string            `json:"encoding,omitempty" doc:"Of a text file"`
	Sheet        string            `json:"sheet,omitempty"`
	HeaderRow    int64             `json:"headerRow"`
	RowCount     int64             `json:"rowCount"`
	Definition   string            `json:"definition" doc:"Digest of the column definition that it was held against"`
	Completeness *int64            `json:"completeness" doc:"Hundredths of a percent; null when there was nothing to count"`
	SchemaFit    *int64            `json:"schemaFit" doc:"Null without a column definition"`
	Uniqueness   *int64            `json:"uniqueness" doc:"Null when no key is defined, or the file does not have it"`
	Checks       store.Doc[Checks] `json:"checks"`
	Found        store.Doc[Found]  `json:"found"`
}

// TableName names the table.
func (Measurement) TableName() string { return "dataset_measurements" }

// Root is the dataset.
func (m Measurement) Root() (noun, id string) { return "datasets", m.DatasetID }

// last is the newest measurement of a dataset, nil for none.
func (s *Service) last(tx *store.Tx, id string) (*Measurement, error) {
	found, err := store.Scan[Measurement](tx.Table("dataset_measurements").Where("dataset_id = ?", id).Order("id DESC").Limit(1))
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// Measure holds a sample against the column definition and keeps what came out. The file is read before the write begins,
// within the limits of imports.
func (s *Service) Measure(ctx context.Context, id string, version int64, f exchange.File) (*Dataset, error) {
	d, err := store.Load[Dataset](s.store.Read(ctx), id)
	if err != nil {
		return nil, err
	}
	if err := authz.Require(ctx, "datasets:measure", d.facts()); err != nil {
		return nil, err
	}
	if d.Version != version { // before the file is read: it is held against the columns that its sender saw
		return nil, &fault.Fault{Code: fault.Stale, Params: fault.Params{"version": d.Version}, Current: d}
	}
	m, err := read(ctx, d.Columns, f)
	if err != nil {
		return nil, err
	}
	var row *Dataset
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		row, err = s.changeIn(ctx, tx, id, version, "datasets:measure", store.Why{Action: "measure", Reason: m.FileName}, func(row *Dataset) error {
			m.DatasetID, m.MeasuredOn, m.MeasuredBy, m.ByName = id, today(tx), store.Ref(tx.Actor.PersonID), tx.Actor.Name
			row.Derive(s.settings, m)
			return store.Create(tx, m, store.Why{})
		})
		return err
	})
	return row, err
}

// read measures a file against a column definition.
func read(ctx context.Context, columns []DataColumn, f exchange.File) (*Measurement, error) {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.Name
	}
	var t *tally
	sample, err := exchange.ReadSample(ctx, f.Content, names, func(b *exchange.Book, row exchange.Row) error {
		if t == nil {
			t = newTally(columns, b.Columns, b.Format == exchange.XLSX)
		}
		t.add(int64(row.No), row.Cells)
		return nil
	})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(f.Content)
	m := &Measurement{
		FileName: exchange.FileName(f.Name), FileBytes: int64(len(f.Content)), Checksum: hex.EncodeToString(sum[:]), Format: sample.Format, Encoding: sample.Encoding,
		Sheet: sample.Sheet, HeaderRow: int64(sample.HeaderRow), RowCount: t.Rows, Definition: definition(columns),
		Checks: store.Doc[Checks]{V: Checks{
			UTF8:     sample.Format == exchange.XLSX || sample.Encoding == exchange.UTF8,
			OneTable: sample.Sheets == 1 && !sample.Gaps && !sample.Ragged,
			NoMerged: !sample.Merged,
			Header:   sample.HeaderRow == 1 && !sample.Unnamed && !sample.Twice && !t.Headless,
		}},
		Found: store.Doc[Found]{V: t.Found},
	}
	m.Completeness, m.SchemaFit, m.Uniqueness = t.parts()
	return m, nil
}

// measurementSorts are the orders of the list.
var measurementSorts = store.Sorts{"measuredOn": "dataset_measurements.id"}

// MeasurementsIn asks for the measurements of a dataset.
type MeasurementsIn struct {
	api.ID
	api.List
}

// Measurements lists what the samples of a dataset showed, the newest first.
func (s *Service) Measurements(ctx context.Context, in *MeasurementsIn) (store.Page[Measurement], error) {
	if err := s.readable(ctx, in.ID.ID); err != nil {
		return store.Page[Measurement]{}, err
	}
	return store.FindPage[Measurement](s.store.Read(ctx).Table("dataset_measurements").Where("dataset_id = ?", in.ID.ID), "dataset_measurements.*",
		in.Paging(), measurementSorts, "-measuredOn")
}
