package availability_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
)

// upload sends a file of outages and waits until it is checked.
func upload(t *testing.T, cl *apptest.Client, content string) *apptest.Response {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("noun", "outages")
	part, _ := form.CreateFormFile("file", "downtime.csv")
	_, _ = part.Write([]byte(content))
	_ = form.Close()
	res := cl.Do(http.MethodPost, "/imports", body.Bytes(), apptest.Header("Content-Type", form.FormDataContentType())).Want(201)
	return settle(t, cl, res.Str("id"))
}

func settle(t *testing.T, cl *apptest.Client, id string) *apptest.Response {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		res := cl.Get("/imports/" + id).Want(200)
		if s := res.Str("state"); s != "checking" && s != "committing" {
			return res
		}
	}
	t.Fatal("the import never settled")
	return nil
}

// TestHistoryOfOutages imports a history of a service's downtime, as other places keep it, and counts its minutes by hand.
func TestHistoryOfOutages(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 2022))
	var file strings.Builder
	file.WriteString("incident_id,downtime_start,downtime_end,duration_minutes,source,title,impact\n")
	down := map[string]map[int64]bool{} // month → minutes in which the service stood still
	for i := range 60 {
		start := time.Date(2022, 3, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(rng.IntN(250*24*60)) * time.Minute)
		long := 1 + rng.IntN(300)
		if i%9 == 0 {
			long *= 20
		}
		end := start.Add(time.Duration(long) * time.Minute)
		fmt.Fprintf(&file, "%d,%s,%s,%d,updates,\"Incident with Pages, no. %d\",minor\n", 9_600_000+i, start.Format(time.RFC3339), end.Format(time.RFC3339), long, i)
		for at := start; at.Before(end); at = at.Add(time.Minute) {
			month := at.Add(9 * time.Hour).Format("2006-01")
			if down[month] == nil {
				down[month] = map[int64]bool{}
			}
			down[month][at.Unix()] = true
		}
	}
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		p := newPlace(t, c)
		p.promise(p.system, "2022-01-01", p.calendar)
		ict := c.As("ict")
		checked := upload(t, ict, file.String())
		checked = ict.Put("/imports/"+checked.Str("id"), map[string]any{"defaults": map[string]any{"systemId": "SYS-1"}}, apptest.IfMatch(checked.ETag)).Want(200)
		if checked = settle(t, ict, checked.Str("id")); checked.Int("counts.create") != 60 || checked.Int("counts.error") != 0 {
			t.Fatalf("checked: %s", checked.Raw)
		}
		ict.Post("/imports/"+checked.Str("id")+"/commit", map[string]any{"onlyValid": false}, apptest.IfMatch(checked.ETag)).Want(200)
		if done := settle(t, ict, checked.Str("id")); done.Str("state") != "committed" {
			t.Fatalf("committed: %s", done.Raw)
		}
		for _, ending := range []string{"2022-12", "2023-02"} {
			m := ict.Get("/availability?ending=" + ending).Want(200)
			for i := range 12 {
				cell := fmt.Sprintf("items.0.cells.%d.", i)
				if want := 60_000 * len(down[m.Str(cell+"month")]); m.Int(cell+"downtimeMs") != want {
					t.Errorf("%s: %d ms, minutes say %d", m.Str(cell+"month"), m.Int(cell+"downtimeMs"), want)
				}
			}
		}
		if again := upload(t, ict, file.String()); again.Int("counts.unchanged") != 60 {
			t.Errorf("the same file again: %s", again.Raw)
		}
	})
}
