package availability

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"miotsukushi/backend/platform/datafile"
)

// Settings are the figures that a city may change.
type Settings struct {
	Notice time.Duration
	// Targets are the defaults by importance, in millionths.
	Targets map[string]int64
}

// standard holds where a city has no file of its own.
func standard() Settings {
	return Settings{Notice: 24 * time.Hour, Targets: map[string]int64{"critical": 999_000}}
}

// importances are those of the register, in their order.
var importances = []string{"critical", "high", "medium", "low"}

// LoadSettings reads the settings. A file with a mistake is refused; without one the standard holds.
func LoadSettings(files fs.FS, name string) (Settings, error) {
	source, err := fs.ReadFile(files, name)
	if errors.Is(err, fs.ErrNotExist) {
		return standard(), nil
	}
	if err != nil {
		return Settings{}, fmt.Errorf("%s: %w", name, err)
	}
	var raw struct {
		NoticeHours    int               `yaml:"notice_hours"`
		DefaultTargets map[string]string `yaml:"default_targets"`
	}
	doc, err := datafile.Parse(name, source, &raw)
	if err != nil {
		return Settings{}, err
	}
	out := Settings{Notice: time.Duration(raw.NoticeHours) * time.Hour, Targets: map[string]int64{}}
	var faults datafile.Faults
	if raw.NoticeHours < 0 || raw.NoticeHours > 24*365 {
		faults = append(faults, doc.Fault("$.notice_hours", "out_of_range", fmt.Sprint(raw.NoticeHours)))
	}
	for importance, percent := range raw.DefaultTargets {
		target, ok := parsePercent(percent)
		if !ok || !slices.Contains(importances, importance) {
			faults = append(faults, doc.Fault("$.default_targets."+importance, "target", importance+": "+percent))
		}
		out.Targets[importance] = target
	}
	if len(faults) > 0 {
		faults.Sort()
		return Settings{}, faults
	}
	return out, nil
}

var percentForm = regexp.MustCompile(`^(\d{1,3})(?:\.(\d{1,4}))?$`)

// parsePercent reads "99.9" as millionths of the whole, exactly.
func parsePercent(s string) (int64, bool) {
	m := percentForm.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	n, err := strconv.ParseInt(m[1]+(m[2] + "0000")[:4], 10, 64)
	return n, err == nil && n > 0 && n <= million
}

// targetSQL is the target of a month: the registered one, else the default of the system's importance, else NULL.
func (s Settings) targetSQL(month, criticality string) string {
	sql := "CASE " + criticality
	for _, importance := range importances {
		if t, ok := s.Targets[importance]; ok {
			sql += fmt.Sprintf(" WHEN '%s' THEN %d", importance, t)
		}
	}
	if !strings.Contains(sql, "WHEN") {
		return month + ".target"
	}
	return "COALESCE(" + month + ".target, " + sql + " END)"
}

// missedSQL is Missed in SQL. Most months are without downtime: that is asked before the target is looked up.
func (s Settings) missedSQL(month, criticality string) string {
	return fmt.Sprintf("%[1]s.agreed_seconds > 0 AND %[1]s.downtime_ms > 0 AND %[1]s.downtime_ms * 1000 > %[1]s.agreed_seconds * (%[2]d - %[3]s)",
		month, million, s.targetSQL(month, criticality))
}

// target is the one that holds for a month of a system, nil for none.
func (s Settings) target(registered *int64, criticality string) *int64 {
	if registered != nil {
		return registered
	}
	if t, ok := s.Targets[criticality]; ok {
		return &t
	}
	return nil
}
