package plans

import (
	"errors"
	"fmt"
	"io/fs"

	"miotsukushi/backend/platform/datafile"
)

// usual holds where the folder of policies says nothing of plans.
var usual = Settings{UpdateDays: 365, NoticeDays: 30}

// LoadSettings reads a file of settings. A folder without one keeps the usual
// figures; a figure that cannot be meant is an error with its line.
func LoadSettings(files fs.FS, file string) (Settings, error) {
	source, err := fs.ReadFile(files, file)
	if errors.Is(err, fs.ErrNotExist) {
		return usual, nil
	}
	if err != nil {
		return usual, err
	}
	out := usual
	doc, err := datafile.Parse(file, source, &out)
	switch {
	case err != nil:
		return out, err
	case out.UpdateDays < 1 || out.UpdateDays > 3650:
		return out, doc.Fault("$.update_days", "range", fmt.Sprint(out.UpdateDays))
	case out.NoticeDays < 0 || out.NoticeDays > out.UpdateDays:
		return out, doc.Fault("$.notice_days", "range", fmt.Sprint(out.NoticeDays))
	}
	return out, nil
}
