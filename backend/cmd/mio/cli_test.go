package main_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// run calls the real program on a data folder and gives its output and exit code.
func run(t *testing.T, data string, args ...string) (out, errOut string, code int) {
	t.Helper()
	path, err := build()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Env = append(os.Environ(), "MIO_DATA="+data, "MIO_DATABASE_URL=", "MIO_LOG_LEVEL=error")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return stdout.String(), stderr.String(), cmd.ProcessState.ExitCode()
}

func TestCommandsOfAnOperator(t *testing.T) {
	t.Parallel()
	data, other := t.TempDir(), t.TempDir()
	file := filepath.Join(t.TempDir(), "mio.zip")
	want := func(code int, args ...string) (string, string) {
		t.Helper()
		out, errOut, got := run(t, data, args...)
		if got != code {
			t.Fatalf("mio %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), got, code, out, errOut)
		}
		return out, errOut
	}
	if _, told := want(1, "user", "create", "--login", "admin"); !strings.Contains(told, "name") {
		t.Errorf("without a name: %q", told)
	}
	out, told := want(0, "user", "create", "--login", "admin", "--name", "システム管理者")
	if !strings.Contains(out, "temporary password") || !strings.Contains(told, "not shown again") {
		t.Errorf("%q %q", out, told)
	}
	if _, told := want(1, "user", "create", "--login", "admin", "--name", "x"); told != "mio: --login is taken by another record\n" {
		t.Errorf("%q", told)
	}
	if out, _ := want(0, "user", "list"); !strings.Contains(out, "must-change-password") || !strings.Contains(out, "admin") {
		t.Errorf("%q", out)
	}
	want(0, "user", "disable", "admin")
	want(1, "user", "disable", "admin")
	want(0, "user", "enable", "admin")
	want(0, "user", "reset-password", "admin")
	want(1, "user", "reset-password", "nobody")

	want(0, "backup", file)
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy can be read by others: %v, %v", info.Mode(), err)
	}
	streamed, _ := want(0, "backup", "-")
	if !strings.HasPrefix(streamed, "PK") {
		t.Error("no zip on standard output")
	}
	if _, told := want(1, "restore", file); !strings.Contains(told, "not empty") {
		t.Errorf("restore over a city: %q", told)
	}
	cut := filepath.Join(filepath.Dir(file), "cut.zip")
	if err := os.WriteFile(cut, []byte(streamed[:len(streamed)/2]), 0o600); err != nil {
		t.Fatal(err)
	}
	data = other
	if _, told := want(1, "restore", cut); !strings.Contains(told, "damaged") {
		t.Errorf("half a copy: %q", told)
	}
	want(0, "restore", file)
	if out, _ := want(0, "user", "list"); !strings.Contains(out, "admin") {
		t.Errorf("after the restore: %q", out)
	}
	leftovers, err := filepath.Glob(filepath.Join(filepath.Dir(file), ".*"))
	if err != nil || len(leftovers) != 0 {
		t.Errorf("left behind: %v, %v", leftovers, err)
	}
}

func TestDoctorEndsWithOneWhenSomethingFails(t *testing.T) {
	t.Parallel()
	policies := t.TempDir()
	if err := os.WriteFile(filepath.Join(policies, "policy.csv"), []byte("p, admin, nothing, read, all, any, allow\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	path, err := build()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), path, "doctor", "--json")
	cmd.Env = append(os.Environ(), "MIO_DATA="+t.TempDir(), "MIO_DATABASE_URL=", "MIO_POLICIES="+policies)
	out, err := cmd.Output()
	if err == nil || cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("ended with %v", err)
	}
	var told struct {
		Findings []struct{ Check, Grade, Do string }
	}
	if err := json.Unmarshal(out, &told); err != nil || len(told.Findings) < 4 {
		t.Fatalf("%v in %s", err, out)
	}
	for _, f := range told.Findings {
		if f.Check == "policy and gates" && (f.Grade != "FAIL" || f.Do == "") {
			t.Errorf("a broken policy: %+v", f)
		}
	}
}
