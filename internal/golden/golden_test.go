package golden_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/internal/golden"

	"github.com/google/go-cmp/cmp"
)

// recorder stands in for a test and keeps what was reported.
type recorder struct {
	testing.TB
	report string
}

func (r *recorder) Helper()                      {}
func (r *recorder) Error(args ...any)            { r.report += fmt.Sprintln(args...) }
func (r *recorder) Errorf(f string, args ...any) { r.report += fmt.Sprintf(f, args...) + "\n" }
func (r *recorder) Fatal(args ...any)            { r.Error(args...); panic(r) }
func (r *recorder) Fatalf(f string, args ...any) { r.Errorf(f, args...); panic(r) }

// record runs f against a recorder and returns what it reported.
func record(t *testing.T, f func(t testing.TB)) (report string) {
	r := &recorder{TB: t}
	defer func() {
		if v := recover(); v != nil && v != any(r) {
			panic(v)
		}
		report = r.report
	}()
	f(r)
	return r.report
}

// updating sets -update for the rest of the test.
func updating(t *testing.T) {
	t.Helper()
	flag.Set("update", "true")
	t.Cleanup(func() { flag.Set("update", "false") })
}

func TestCompare(t *testing.T) {
	file := filepath.Join(t.TempDir(), "deep", "totals.txt")
	if got := record(t, func(t testing.TB) { golden.Compare(t, file, nil) }); !strings.Contains(got, "-update writes it") {
		t.Errorf("missing file: %q", got)
	}
	t.Run("update", func(t *testing.T) {
		updating(t)
		golden.Compare(t, file, []byte("a\nb\n"))
	})
	golden.Compare(t, file, []byte("a\nb\n"))
	for _, other := range []string{"a\n", "a\nb", "a\nb\n\n", ""} {
		if got := record(t, func(t testing.TB) { golden.Compare(t, file, []byte(other)) }); got == "" {
			t.Errorf("%q passed for \"a\\nb\\n\"", other)
		}
	}
}

func TestJSON(t *testing.T) {
	file := filepath.Join(t.TempDir(), "v.json")
	t.Run("update", func(t *testing.T) {
		updating(t)
		golden.JSON(t, file, map[string]string{"name": "<b>"})
	})
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("{\n  \"name\": \"<b>\"\n}\n", string(got)); diff != "" {
		t.Error(diff)
	}
}

func TestRun(t *testing.T) {
	var names []string
	golden.Run(t, "testdata/*.txtar", func(t *testing.T, c *golden.Case) {
		names = append(names, c.Name)
		if c.Comment == "" {
			t.Error("the comment is missing")
		}
		if diff := cmp.Diff([]string{"in", "out"}, c.Sections()); diff != "" {
			t.Error(diff)
		}
		c.Want(t, "out", strings.ToUpper(c.Text(t, "in")))
		c.Want(t, "out", strings.TrimSpace(strings.ToUpper(c.Text(t, "in"))))
		for _, bad := range []func(t testing.TB){
			func(t testing.TB) { c.Want(t, "out", c.Text(t, "in")) },
			func(t testing.TB) { c.Want(t, "none", "") },
			func(t testing.TB) { c.Text(t, "none") },
		} {
			if record(t, bad) == "" {
				t.Error("a wrong section passed")
			}
		}
	})
	if diff := cmp.Diff([]string{"first"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestRunUpdates(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new.txtar")
	if err := os.WriteFile(file, []byte("Why.\n-- in --\nx\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Run("update", func(t *testing.T) {
		updating(t)
		golden.Run(t, file, func(t *testing.T, c *golden.Case) { c.Want(t, "out", "X") })
	})
	if c := golden.Read(t, file); !c.Has("out") || c.Text(t, "out") != "X\n" {
		t.Errorf("sections %v", c.Sections())
	}
}
