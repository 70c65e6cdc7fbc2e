package procedures_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"testing"
	"time"

	"miotsukushi/backend/app/apptest"
)

// upload sends a file of procedures and waits until it is checked.
func upload(t *testing.T, cl *apptest.Client, content string) *apptest.Response {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("noun", "procedures")
	part, _ := form.CreateFormFile("file", "procedures.csv")
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

// survey are rows with the headers and words of the national inventory.
const survey = `手続ID,手続名,所管課,手続類型,手続主体,根拠法令,申請方法,本人確認手法,手数料等の納付方法,添付書類等提出の撤廃/省略状況,交付方法,添付書類,年間件数,対象者,オンライン化の障害,オンライン化予定年度
N-001,児童手当の認定請求,戸籍課,申請,国民,児童手当法第7条,電子,マイナンバーカード,無料,オンライン,電子交付,所得証明書 | はい,"2024 | 1200 | 300
2025 | 1300 | 700 | 100 | 500 | 0",子育て世帯,,
N-002,印鑑登録の申請,戸籍課,申請,国民,印鑑条例第3条,窓口,対面,現金,なし,窓口交付,,令和7年度 | 4000,平日に来庁できない人,厳格な本人確認が要る;原本を交付・回収する,令和9年度
N-003,名前のない届,戸籍課,申請,国民,,宇宙,,,,,,,,,
`

// TestNationalSurvey brings the file of the national inventory in; exported and brought in again, it changes nothing.
func TestNationalSurvey(t *testing.T) {
	apptest.Each(t, func(t *testing.T, c *apptest.City) {
		pm := c.As("ict")
		checked := upload(t, pm, survey)
		if checked.Int("counts.create") != 2 || checked.Int("counts.error") != 1 {
			t.Fatalf("checked: %s", checked.Raw)
		}
		pm.Post("/imports/"+checked.Str("id")+"/commit", map[string]any{"onlyValid": true}, apptest.IfMatch(checked.ETag)).Want(200)
		if done := settle(t, pm, checked.Str("id")); done.Str("state") != "committed" {
			t.Fatalf("committed: %s", done.Raw)
		}
		list := pm.Get("/procedures?sort=code").Want(200)
		if list.Int("total") != 2 || list.Str("items.0.currentClass") != "A" || list.Int("items.0.volume") != 1300 || list.Int("items.0.onlineVolume") != 700 ||
			list.Str("items.1.currentClass") != "C" || list.Int("items.1.volume") != 4000 || list.Int("items.1.targetFy") != 2027 || list.Len("items.1.obstacles") != 2 {
			t.Fatalf("%s", list.Raw)
		}
		for _, lang := range []string{"ja", "en"} {
			var file bytes.Buffer
			if n, err := c.App.Imports.Export(as(t, c, "viewer"), "procedures", "csv", lang, &file); err != nil || n != 2 {
				t.Fatalf("exported %d: %v", n, err)
			}
			if again := upload(t, pm, file.String()); again.Int("counts.unchanged") != 2 || again.Int("counts.error") != 0 {
				t.Errorf("the same file again in %s: %s", lang, again.Raw)
			}
		}
	})
}
