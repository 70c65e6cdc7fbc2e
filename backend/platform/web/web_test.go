package web_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/gin-gonic/gin"

	"miotsukushi/backend/platform/api"
	"miotsukushi/backend/platform/fault"
	"miotsukushi/backend/platform/store"
	"miotsukushi/backend/platform/web"
	"miotsukushi/backend/testkit"
)

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.NewTextHandler(io.Discard, nil)))
	os.Exit(m.Run())
}

var dist = fstest.MapFS{
	"index.html":          {Data: []byte("<!doctype html><title>澪標</title>")},
	"index.html.br":       {Data: []byte("br:index")},
	"index.html.gz":       {Data: []byte("gz:index")},
	"assets/app-1a.js":    {Data: []byte("export {}")},
	"assets/app-1a.js.gz": {Data: []byte("gz:app")},
	"assets/f.woff2":      {Data: []byte("font")},
	"favicon.svg":         {Data: []byte("<svg/>")},
}

// site is an engine with a few plain routes, health, metrics and the app.
func site(t *testing.T, o web.Options) *gin.Engine {
	t.Helper()
	s, err := store.Open(t.Context(), testkit.Fresh(t, testkit.SQLite).URL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	o.Metrics = web.NewMetrics(s)
	e, err := web.NewEngine(o)
	if err != nil {
		t.Fatal(err)
	}
	web.NewHealth(s).Routes(e)
	e.GET("/metrics", gin.WrapH(o.Metrics.Handler()))
	e.GET(api.Base+"/things", func(c *gin.Context) { c.JSON(http.StatusOK, gin.H{"items": []int{}}) })
	e.POST(api.Base+"/things", func(c *gin.Context) { c.Status(http.StatusCreated) })
	e.GET(api.Base+"/panic", func(c *gin.Context) {
		c.Header("Content-Type", "text/csv")
		panic("the password of the database is secret")
	})
	e.GET(api.Base+"/late", func(c *gin.Context) {
		c.String(http.StatusOK, "half")
		panic("after the first byte")
	})
	web.ServeApp(e, dist)
	return e
}

type header map[string]string

func ask(e http.Handler, method, target string, h header) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, "http://mio.example"+target, nil)
	for k, v := range h {
		req.Header.Set(k, v)
	}
	w := httptest.NewRecorder()
	e.ServeHTTP(w, req)
	return w
}

// problem checks that an answer is a problem of this code that matches its status.
func problem(t *testing.T, w *httptest.ResponseRecorder, code fault.Code) api.Problem {
	t.Helper()
	var p api.Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("no problem: %v in %s", err, w.Body)
	}
	if w.Header().Get("Content-Type") != "application/problem+json" || p.Code != code || w.Code != code.Status() || p.Status != w.Code || p.Type != "about:blank" || p.Title == "" {
		t.Errorf("want problem %q: %d %s %s", code, w.Code, w.Header().Get("Content-Type"), w.Body)
	}
	return p
}

func TestPagesAndAssets(t *testing.T) {
	e := site(t, web.Options{})
	for _, c := range []struct {
		path, accept string
		status       int
		body, kind   string
		encoding     string
		cache        string
	}{
		{"/", "", 200, "<!doctype", "text/html; charset=utf-8", "", "no-cache"},
		{"/systems/x", "", 200, "<!doctype", "text/html; charset=utf-8", "", "no-cache"},
		{"/systems/x?q=a.b", "", 200, "<!doctype", "text/html; charset=utf-8", "", "no-cache"},
		{"/projects/a/gates/G2", "gzip, deflate, br, zstd", 200, "br:index", "text/html; charset=utf-8", "br", "no-cache"},
		{"/", "gzip", 200, "gz:index", "text/html; charset=utf-8", "gzip", "no-cache"},
		{"/", "br;q=0, gzip;q=0.5", 200, "gz:index", "text/html; charset=utf-8", "gzip", "no-cache"},
		{"/", "br; q=0, gzip;q=0", 200, "<!doctype", "text/html; charset=utf-8", "", "no-cache"},
		{"/", "vibrato, xgzip", 200, "<!doctype", "text/html; charset=utf-8", "", "no-cache"},
		{"/assets/app-1a.js", "br, gzip", 200, "gz:app", "text/javascript; charset=utf-8", "gzip", "public, max-age=31536000, immutable"},
		{"/assets/app-1a.js", "", 200, "export {}", "text/javascript; charset=utf-8", "", "public, max-age=31536000, immutable"},
		{"/assets/f.woff2", "br", 200, "font", "font/woff2", "", "public, max-age=31536000, immutable"},
		{"/favicon.svg", "", 200, "<svg", "image/svg+xml", "", "no-cache"},
	} {
		w := ask(e, "GET", c.path, header{"Accept-Encoding": c.accept})
		h := w.Header()
		if w.Code != c.status || !strings.HasPrefix(w.Body.String(), c.body) || h.Get("Content-Type") != c.kind ||
			h.Get("Content-Encoding") != c.encoding || h.Get("Cache-Control") != c.cache || h.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%s (%s): %d %q %v", c.path, c.accept, w.Code, w.Body, h)
		}
	}
	for _, path := range []string{"/api", "/api/x", "/api/v1/nothing", "/assets/gone.js", "/assets/gone", "/logo.png", "/index.html.br", "/assets/app-1a.js.gz", "/assets/../../etc/passwd.x", "/a%00.js"} {
		problem(t, ask(e, "GET", path, nil), fault.NotFound)
	}
	problem(t, ask(e, "POST", "/systems/x", nil), fault.NotFound)
	if w := ask(e, "HEAD", "/systems/x", nil); w.Code != 200 {
		t.Errorf("HEAD of a page: %d", w.Code)
	}
}

func TestWithoutABuiltAppThePagesAreMissingAndTheAPIWorks(t *testing.T) {
	e, err := web.NewEngine(web.Options{})
	if err != nil {
		t.Fatal(err)
	}
	web.ServeApp(e, fstest.MapFS{".keep": {}})
	problem(t, ask(e, "GET", "/", nil), fault.NotFound)
}

func TestSecurityHeaders(t *testing.T) {
	wanted := header{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin"}
	for _, secure := range []bool{false, true} {
		e := site(t, web.Options{Secure: secure})
		for _, path := range []string{"/", "/api/v1/things", "/api/v1/nothing", "/api/v1/panic", "/healthz"} {
			h := ask(e, "GET", path, nil).Header()
			csp := h.Get("Content-Security-Policy")
			for _, part := range []string{"default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"} {
				if !strings.Contains(csp, part) {
					t.Errorf("%s: policy %q lacks %s", path, csp, part)
				}
			}
			if strings.Contains(csp, "unsafe") || strings.Contains(csp, "http") {
				t.Errorf("%s: policy %q", path, csp)
			}
			for name, want := range wanted {
				if h.Get(name) != want {
					t.Errorf("%s: %s is %q", path, name, h.Get(name))
				}
			}
			if (h.Get("Strict-Transport-Security") != "") != secure {
				t.Errorf("%s: Strict-Transport-Security %q with secure %v", path, h.Get("Strict-Transport-Security"), secure)
			}
			if strings.HasPrefix(path, "/api") && h.Get("Cache-Control") != "no-store" {
				t.Errorf("%s may be cached: %q", path, h.Get("Cache-Control"))
			}
			if h.Get("X-Request-Id") == "" {
				t.Errorf("%s has no request id", path)
			}
		}
	}
}

func TestRequestIdsAreKeptWhenTheyAreHarmless(t *testing.T) {
	e := site(t, web.Options{})
	for given, kept := range map[string]bool{"trace-1": true, strings.Repeat("x", 64): true, strings.Repeat("x", 65): false, "a b": false, "a\u00e9": false, "": false} {
		w := ask(e, "GET", "/api/v1/nothing", header{"X-Request-Id": given})
		id := w.Header().Get("X-Request-Id")
		if (id == given) != kept || id == "" {
			t.Errorf("given %q, answered %q", given, id)
		}
		if p := problem(t, w, fault.NotFound); p.TraceID != id || p.Instance != "/api/v1/nothing" {
			t.Errorf("the problem names %q at %q, the header %q", p.TraceID, p.Instance, id)
		}
	}
}

func TestOtherOriginsCannotPost(t *testing.T) {
	e := site(t, web.Options{PublicURL: "https://mio.city.example/"})
	for name, c := range map[string]struct {
		h  header
		ok bool
	}{
		"a browser of another site":           {header{"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, false},
		"a browser of a sister site":          {header{"Sec-Fetch-Site": "same-site", "Origin": "https://other.city.example"}, false},
		"an old browser of another site":      {header{"Origin": "https://evil.example"}, false},
		"a sandboxed page":                    {header{"Origin": "null"}, false},
		"the app":                             {header{"Sec-Fetch-Site": "same-origin", "Origin": "http://mio.example"}, true},
		"an old browser of the app":           {header{"Origin": "http://mio.example"}, true},
		"the app behind a proxy":              {header{"Origin": "https://mio.city.example"}, true},
		"a script that is no browser":         {header{}, true},
		"the public address, over plain http": {header{"Origin": "http://mio.city.example"}, false},
	} {
		w := ask(e, "POST", "/api/v1/things", c.h)
		if c.ok && w.Code != http.StatusCreated {
			t.Errorf("%s: %d %s", name, w.Code, w.Body)
		}
		if !c.ok {
			if p := problem(t, w, fault.Forbidden); p.Params["reason"] != "cross_origin" {
				t.Errorf("%s: %v", name, p.Params)
			}
		}
	}
	if w := ask(e, "GET", "/api/v1/things", header{"Sec-Fetch-Site": "cross-site"}); w.Code != 200 {
		t.Errorf("reading changes nothing and needs no origin: %d", w.Code)
	}
}

func TestAPanicTellsNothing(t *testing.T) {
	var log bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&log, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	e := site(t, web.Options{})
	w := ask(e, "GET", "/api/v1/panic", nil)
	p := problem(t, w, fault.Internal)
	if strings.Contains(w.Body.String(), "secret") || strings.Contains(w.Body.String(), "goroutine") || len(p.Params) > 0 || p.TraceID == "" {
		t.Errorf("the answer tells too much: %s", w.Body)
	}
	if !strings.Contains(log.String(), "secret") || !strings.Contains(log.String(), p.TraceID) {
		t.Errorf("the log tells too little: %s", log.String())
	}
	if w := ask(e, "GET", "/api/v1/late", nil); w.Body.String() != "half" {
		t.Errorf("a problem was added behind an answer: %q", w.Body)
	}
}

func TestMethodsThatNoRouteTakes(t *testing.T) {
	e := site(t, web.Options{})
	for _, method := range []string{"DELETE", "PUT", "BREW"} {
		w := ask(e, method, "/api/v1/things", nil)
		problem(t, w, fault.MethodNotAllowed)
		if allow := w.Header().Get("Allow"); !strings.Contains(allow, "GET") || !strings.Contains(allow, "POST") {
			t.Errorf("%s: Allow %q", method, allow)
		}
	}
}

func TestHealthAndMetrics(t *testing.T) {
	s, err := store.Open(t.Context(), testkit.Fresh(t, testkit.SQLite).URL)
	if err != nil {
		t.Fatal(err)
	}
	metrics := web.NewMetrics(s)
	e, err := web.NewEngine(web.Options{Metrics: metrics})
	if err != nil {
		t.Fatal(err)
	}
	health := web.NewHealth(s)
	health.Routes(e)
	e.GET("/metrics", gin.WrapH(metrics.Handler()))
	e.GET(api.Base+"/things/:id", func(c *gin.Context) { c.Status(http.StatusOK) })
	web.ServeApp(e, dist)

	for path, want := range map[string]string{"/healthz": `{"status":"ok"}`, "/readyz": `{"status":"ready"}`} {
		if w := ask(e, "GET", path, nil); w.Code != 200 || w.Body.String() != want {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	for _, target := range []string{"/api/v1/things/1", "/api/v1/things/2", "/api/v1/made/up", "/also/made/up"} {
		ask(e, "GET", target, nil)
	}
	ask(e, "MADEUP", "/api/v1/things/1", nil)
	text := ask(e, "GET", "/metrics", nil).Body.String()
	for _, want := range []string{
		`mio_http_request_duration_seconds_count{method="GET",route="/api/v1/things/:id",status="200"} 2`,
		`method="other",route="other",status="405"`, `route="other",status="404"`, "mio_database_connections_open", "go_goroutines",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("metrics lack %s", want)
		}
	}
	for _, never := range []string{"MADEUP", "made/up", "things/1"} {
		if strings.Contains(text, never) {
			t.Errorf("what a client made up became a label: %s", never)
		}
	}
	health.Stop()
	if w := ask(e, "GET", "/readyz", nil); w.Code != http.StatusServiceUnavailable {
		t.Errorf("ready while stopping: %d", w.Code)
	}
	if w := ask(e, "GET", "/healthz", nil); w.Code != http.StatusOK {
		t.Errorf("dead while stopping: %d", w.Code)
	}
	fresh := web.NewHealth(s)
	lost, err := web.NewEngine(web.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fresh.Routes(lost)
	_ = s.Close()
	if w := ask(lost, "GET", "/readyz", nil); w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "sql") {
		t.Errorf("ready without a database: %d %s", w.Code, w.Body)
	}
}

func TestBadSettingsAreRefused(t *testing.T) {
	for name, o := range map[string]web.Options{"proxies": {TrustedProxies: []string{"10.0.0.0/99"}}, "public address": {PublicURL: "https://x/path"}} {
		if _, err := web.NewEngine(o); err == nil || !strings.Contains(err.Error(), "MIO_") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestEveryFaultHasItsStatus(t *testing.T) {
	for code, status := range map[fault.Code]int{
		fault.Invalid: 422, fault.Malformed: 400, fault.Unauthenticated: 401, fault.TOTPRequired: 401, fault.PasswordChange: 403, fault.Forbidden: 403,
		fault.NotFound: 404, fault.MethodNotAllowed: 405, fault.Conflict: 409, fault.NotReady: 409, fault.Stale: 412, fault.TooLarge: 413,
		fault.Unsupported: 415, fault.PreconditionRequired: 428, fault.Throttled: 429, fault.Internal: 500, fault.Unavailable: 503, "made_up": 500,
	} {
		f := &fault.Fault{Code: code, Params: fault.Params{"a": 1}, Fields: []fault.Field{{Field: "x", Rule: "y"}}, Current: "now", Cause: errors.New("secret")}
		p := api.ProblemOf(api.WithRequest(t.Context(), api.Request{ID: "r", Path: "/p"}), f)
		if p.Status != status || p.Code != code || p.Title != http.StatusText(status) || p.TraceID != "r" || p.Instance != "/p" || p.Params["a"] != 1 || len(p.Errors) != 1 || p.Current != "now" {
			t.Errorf("%s: %+v", code, p)
		}
		if out, err := json.Marshal(p); err != nil || bytes.Contains(out, []byte("secret")) {
			t.Errorf("%s shows its cause: %s, %v", code, out, err)
		}
	}
	if p := api.ProblemOf(t.Context(), errors.New("secret")); p.Code != fault.Internal || p.Status != 500 {
		t.Errorf("an unknown error: %+v", p)
	}
}
