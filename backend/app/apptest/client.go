package apptest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"strconv"
	"strings"
	"testing"

	"miotsukushi/backend/platform/api"
)

// Client speaks to the city as one person.
type Client struct {
	city  *City
	login string
	http  *http.Client
}

// As is a signed-in client; every test city signs each login in once.
func (c *City) As(login string) *Client {
	c.T.Helper()
	if cl := c.clients[login]; cl != nil {
		return cl
	}
	c.clients[login] = c.SignIn(login)
	return c.clients[login]
}

// SignIn is a client with a new session, for when the clock or the account moved.
func (c *City) SignIn(login string) *Client {
	c.T.Helper()
	cl := c.Anonymous()
	cl.login = login
	cl.Post("/session", map[string]any{"login": login, "password": Password}).Want(http.StatusOK)
	return cl
}

// Again signs everybody in anew on their next request, after the clock has moved past the life of a session.
func (c *City) Again() { clear(c.clients) }

// Anonymous is a client without a session.
func (c *City) Anonymous() *Client {
	jar, err := cookiejar.New(nil)
	must(c.T, err)
	return &Client{city: c, login: "nobody", http: &http.Client{Jar: jar}}
}

// Option changes a request before it is sent.
type Option func(*http.Request)

// IfMatch says which version the caller saw, as returned in ETag.
func IfMatch(etag string) Option { return func(r *http.Request) { r.Header.Set("If-Match", etag) } }

// Header sets a header.
func Header(name, value string) Option { return func(r *http.Request) { r.Header.Set(name, value) } }

// Get reads a path below /api/v1.
func (cl *Client) Get(path string, o ...Option) *Response {
	cl.city.T.Helper()
	return cl.Do("GET", path, nil, o...)
}

// Post sends a body as JSON; nil sends none.
func (cl *Client) Post(path string, body any, o ...Option) *Response {
	cl.city.T.Helper()
	return cl.Do("POST", path, body, o...)
}

// Put replaces a record.
func (cl *Client) Put(path string, body any, o ...Option) *Response {
	cl.city.T.Helper()
	return cl.Do("PUT", path, body, o...)
}

// Delete removes a record.
func (cl *Client) Delete(path string, o ...Option) *Response {
	cl.city.T.Helper()
	return cl.Do("DELETE", path, nil, o...)
}

// Do sends a request. A body of type []byte or string goes as it is.
func (cl *Client) Do(method, path string, body any, o ...Option) *Response {
	t := cl.city.T
	t.Helper()
	var r io.Reader
	switch b := body.(type) {
	case nil:
	case []byte:
		r = bytes.NewReader(b)
	case string:
		r = strings.NewReader(b)
	default:
		raw, err := json.Marshal(b)
		must(t, err)
		r = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(t.Context(), method, cl.city.Server.URL+api.Base+path, r)
	must(t, err)
	if r != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	for _, f := range o {
		f(req)
	}
	res, err := cl.http.Do(req)
	must(t, err)
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	must(t, err)
	out := &Response{t: t, what: cl.login + " " + method + " " + path, Status: res.StatusCode, Header: res.Header, Raw: raw, ETag: res.Header.Get("ETag")}
	if strings.Contains(res.Header.Get("Content-Type"), "json") && len(raw) > 0 {
		dec := json.NewDecoder(bytes.NewReader(raw))
		dec.UseNumber()
		if err := dec.Decode(&out.Body); err != nil {
			t.Fatalf("%s: %v in %s", out.what, err, raw)
		}
	}
	out.Code = out.Str("code")
	return out
}

// Response is an answer of the API.
type Response struct {
	t      *testing.T
	what   string
	Status int
	Header http.Header
	Raw    []byte
	Body   map[string]any
	// ETag is the version of the record; Code the problem's code.
	ETag string
	Code string
}

// Want fails the test unless the status is as given.
func (r *Response) Want(status int) *Response {
	r.t.Helper()
	if r.Status != status {
		r.t.Fatalf("%s: status %d, want %d: %s", r.what, r.Status, status, r.Raw)
	}
	return r
}

// WantCode fails the test unless the problem has this code.
func (r *Response) WantCode(code string) *Response {
	r.t.Helper()
	if r.Status < 400 || r.Code != code {
		r.t.Fatalf("%s: status %d code %q, want problem %q: %s", r.what, r.Status, r.Code, code, r.Raw)
	}
	return r
}

// Get walks the body by a dotted path: "items.0.code". nil when absent.
func (r *Response) Get(path string) any {
	var v any = r.Body
	for _, part := range strings.Split(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[part]
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil || i < 0 || i >= len(x) {
				return nil
			}
			v = x[i]
		default:
			return nil
		}
	}
	return v
}

// Str is a text at a path, "" when absent.
func (r *Response) Str(path string) string {
	s, _ := r.Get(path).(string)
	return s
}

// Int is a whole number at a path, 0 when absent.
func (r *Response) Int(path string) int {
	n, _ := r.Get(path).(json.Number)
	i, _ := n.Int64()
	return int(i)
}

// Bool is a truth value at a path, false when absent.
func (r *Response) Bool(path string) bool {
	b, _ := r.Get(path).(bool)
	return b
}

// Len is the length of a list at a path.
func (r *Response) Len(path string) int {
	l, _ := r.Get(path).([]any)
	return len(l)
}

// Rule is the rule that a field broke, "" when the field is not at fault.
func (r *Response) Rule(field string) string {
	for i := range r.Len("errors") {
		p := "errors." + strconv.Itoa(i)
		if r.Str(p+".field") == field {
			return r.Str(p + ".rule")
		}
	}
	return ""
}

// Open begins to read a stream below /api/v1; it ends with the test.
func (cl *Client) Open(path string, o ...Option) *http.Response {
	t := cl.city.T
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "GET", cl.city.Server.URL+api.Base+path, nil)
	must(t, err)
	for _, f := range o {
		f(req)
	}
	res, err := cl.http.Do(req)
	must(t, err)
	t.Cleanup(func() { res.Body.Close() })
	return res
}
