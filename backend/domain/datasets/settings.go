package datasets

import (
	"fmt"
	"io/fs"

	"miotsukushi/backend/platform/datafile"
)

// Settings are what a city may change without a programmer: what quality weighs, what is good, and how long data of an
// interval stays current.
type Settings struct {
	Version   int              `yaml:"version" json:"-"`
	Quality   Quality          `yaml:"quality" json:"quality"`
	Intervals map[string]int64 `yaml:"intervals" json:"intervals" doc:"Days after which data of an update interval is due"`
}

// Quality are the weights and limits of the score.
type Quality struct {
	Weights Weights `yaml:"weights" json:"weights" doc:"They add up to 100"`
	Good    int64   `yaml:"good" json:"good" doc:"From this score on a dataset is good"`
	Fair    int64   `yaml:"fair" json:"fair" doc:"From this score on it is fair"`
	Stars   int64   `yaml:"stars" json:"stars" doc:"Stars that a good dataset needs to count for the headline"`
}

// Weights of the parts, in percent.
type Weights struct {
	Completeness int64 `yaml:"completeness" json:"completeness"`
	Schema       int64 `yaml:"schema" json:"schema"`
	Currency     int64 `yaml:"currency" json:"currency"`
	Uniqueness   int64 `yaml:"uniqueness" json:"uniqueness"`
	Machine      int64 `yaml:"machine" json:"machine"`
	Metadata     int64 `yaml:"metadata" json:"metadata"`
}

func (w *Weights) of(p Part) int64 {
	switch p {
	case Completeness:
		return w.Completeness
	case Schema:
		return w.Schema
	case Currency:
		return w.Currency
	case Uniqueness:
		return w.Uniqueness
	case Machine:
		return w.Machine
	}
	return w.Metadata
}

// Load reads and checks the settings. A file with a mistake is refused as a whole.
func Load(files fs.FS, file string) (*Settings, error) {
	source, err := fs.ReadFile(files, file)
	if err != nil {
		return nil, fmt.Errorf("datasets: %w", err)
	}
	s := &Settings{}
	doc, err := datafile.Parse(file, source, s)
	if err != nil {
		return nil, err
	}
	if faults := s.check(doc); len(faults) > 0 {
		faults.Sort()
		return nil, faults
	}
	return s, nil
}

func (s *Settings) check(doc *datafile.Doc) (faults datafile.Faults) {
	unless := func(ok bool, path, rule, detail string) {
		if !ok {
			faults = append(faults, doc.Fault(path, rule, detail))
		}
	}
	q, sum := &s.Quality, int64(0)
	for _, p := range AllParts {
		w := q.Weights.of(p)
		unless(w >= 0 && w <= 100, "$.quality.weights", "out_of_range", fmt.Sprintf("%s %d", p, w))
		sum += w
	}
	unless(s.Version == 1, "$.version", "version", fmt.Sprint(s.Version))
	unless(sum == 100, "$.quality.weights", "out_of_range", fmt.Sprint(sum))
	unless(q.Fair > 0 && q.Fair < q.Good && q.Good <= 100, "$.quality.good", "out_of_range", fmt.Sprint(q.Good))
	unless(q.Stars >= 0 && q.Stars <= 5, "$.quality.stars", "out_of_range", fmt.Sprint(q.Stars))
	for _, i := range intervals {
		unless(s.Intervals[i] > 0 && s.Intervals[i] <= maxInterval, "$.intervals", "out_of_range", i)
	}
	unless(len(s.Intervals) == len(intervals), "$.intervals", "out_of_range", fmt.Sprint(len(s.Intervals)))
	return faults
}

// maxInterval keeps the reckoning of ages far from its bounds.
const maxInterval = 40_000
