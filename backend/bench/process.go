package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// process is a server under measurement.
type process struct {
	cmd   *exec.Cmd
	base  string
	start time.Duration
}

// build compiles the program as a release does.
func build(ctx context.Context, work string) (string, error) {
	out := filepath.Join(work, "mio")
	cmd := exec.CommandContext(ctx, "go", "build", "-o", out, "./backend/cmd/mio")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	return out, cmd.Run()
}

// startApp runs mio serve; its log goes to a file, as in production.
func startApp(ctx context.Context, binary, work, url string) (*process, error) {
	log, err := os.Create(filepath.Join(work, "app.log"))
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, binary, "serve", "--addr", "127.0.0.1:0", "--database-url", url)
	// Counted and never refused: one person asks as much here as the whole city does elsewhere. The shared count is then told more rarely.
	cmd.Env = append(os.Environ(), "MIO_RATE_PERSON=1000000", "MIO_RATE_ADDRESS=1000000")
	cmd.Stderr = log
	return begin(cmd, "listens on ")
}

// startFloor runs this program again as the floor.
func startFloor(ctx context.Context, url string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, "-floor", url)
	cmd.Stderr = os.Stderr
	return begin(cmd, "floor on ")
}

func begin(cmd *exec.Cmd, mark string) (*process, error) {
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	at := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, addr, ok := strings.Cut(lines.Text(), mark); ok {
			p := &process{cmd: cmd, base: strings.TrimSpace(addr), start: time.Since(at)}
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return p, nil
		}
	}
	return nil, fmt.Errorf("%s ended before it listened: %w", cmd.Path, cmd.Wait())
}

func (p *process) stop() {
	_ = p.cmd.Process.Signal(os.Interrupt)
	_ = p.cmd.Wait()
}

// memory is the resident set of the process in MiB.
func (p *process) memory() (float64, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	for _, line := range strings.Split(string(raw), "\n") {
		var kb float64
		if n, _ := fmt.Sscanf(line, "VmRSS: %f kB", &kb); n == 1 {
			return kb / 1024, nil
		}
	}
	return 0, fmt.Errorf("no VmRSS of process %d", p.cmd.Process.Pid)
}

// signIn gives a client that carries a session of the program.
func signIn(ctx context.Context, base, login string) (*http.Client, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	c := &http.Client{Jar: jar, Transport: transport()}
	body, err := json.Marshal(map[string]string{"login": login, "password": password})
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, base+"/api/v1/session", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("sign-in as %s: %s", login, res.Status)
	}
	return c, nil
}

func transport() *http.Transport {
	return &http.Transport{MaxIdleConnsPerHost: 64, DisableCompression: true}
}
