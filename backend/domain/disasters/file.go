package disasters

import (
	"context"
	"strconv"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fiscal"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/records/exchange"
)

// fileIn asks for the reports as a table.
type fileIn struct {
	api.ID
	Format string `query:"format" validate:"omitempty,oneof=xlsx csv" doc:"xlsx unless given"`
	Lang   string `query:"lang" validate:"omitempty,oneof=ja en" doc:"Language of headers and words, ja unless given"`
}

// header names the columns in Japanese and English.
var header = [][2]string{
	{"番号", "No."}, {"対象の種別", "Of what"}, {"対象コード", "Code"}, {"対象", "Name"}, {"状況", "State"}, {"メモ", "Note"}, {"報告日時", "Reported"},
	{"到着日時", "Arrived"}, {"報告した所属", "Organisation"}, {"報告した職", "Post"},
}

// words of the states in files: systems run, offices open.
var words = map[Subject]map[State][2]string{
	OfSystem: {Up: {"稼働", "Running"}, Partial: {"一部停止", "Partly down"}, Down: {"停止", "Down"}, Checking: {"確認中", "Being checked"}},
	OfOffice: {Up: {"開庁可", "Can open"}, Partial: {"一部開庁", "Partly open"}, Down: {"開庁不可", "Cannot open"}, Checking: {"確認中", "Being checked"}},
}

var subjectWords = map[Subject][2]string{OfSystem: {"システム", "System"}, OfOffice: {"庁舎・所属", "Office"}}

// batch is how many reports are read at once for a file.
const batch = 1000

// file is every report of a disaster, in the order in which they came. Reports are never changed, so nothing reads it back.
func (s *Service) file(ctx context.Context, in *fileIn) (api.File, error) {
	d, err := s.load(ctx, in.ID.ID)
	if err != nil {
		return api.File{}, err
	}
	if in.Format == "" {
		in.Format = exchange.XLSX
	}
	lang := 0
	if in.Lang == "en" {
		lang = 1
	}
	return exchange.Sheet(d.Code+"-reports", in.Format, func(ctx context.Context, put func([]string) error) error {
		line := make([]string, len(header))
		for i, h := range header {
			line[i] = h[lang]
		}
		if err := put(line); err != nil {
			return err
		}
		type row struct {
			ReportItem
			Code string
		}
		for after := int64(0); ; {
			found, err := store.Scan[row](named(s.store.Read(ctx), d.ID).Where("disaster_reports.seq > ?", after).Order("disaster_reports.seq").Limit(batch).
				Select(reportColumns + ", COALESCE(s.code, o.code) AS code"))
			if err != nil {
				return err
			}
			for i := range found {
				r := &found[i]
				after = r.Seq
				if err := put([]string{
					strconv.FormatInt(r.Seq, 10), subjectWords[r.Subject][lang], r.Code, pick(lang, r.Name, r.NameEn), words[r.Subject][r.State][lang], r.Note,
					moment(r.At), moment(r.ReceivedAt), pick(lang, r.OrganisationName, r.OrganisationNameEn), pick(lang, r.PostTitle, r.PostTitleEn),
				}); err != nil {
					return err
				}
			}
			if len(found) < batch {
				return nil
			}
		}
	}), nil
}

func pick(lang int, ja, en string) string {
	if lang == 1 && en != "" {
		return en
	}
	return ja
}

func moment(t store.Time) string { return t.In(fiscal.JST()).Format("2006-01-02 15:04:05") }
