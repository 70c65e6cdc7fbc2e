package apptest

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"testing"
	"time"
)

// Import sends a file of a noun and waits until it is checked.
func Import(t *testing.T, cl *Client, noun, content string) *Response {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("noun", noun)
	part, _ := form.CreateFormFile("file", noun+".csv")
	_, _ = part.Write([]byte(content))
	_ = form.Close()
	res := cl.Do(http.MethodPost, "/imports", body.Bytes(), Header("Content-Type", form.FormDataContentType())).Want(http.StatusCreated)
	return Settled(t, cl, res.Str("id"))
}

// Settled waits until an import is checked or committed.
func Settled(t *testing.T, cl *Client, id string) *Response {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		res := cl.Get("/imports/" + id).Want(http.StatusOK)
		if s := res.Str("state"); s != "checking" && s != "committing" {
			return res
		}
	}
	t.Fatal("the import never settled")
	return nil
}
