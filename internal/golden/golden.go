package golden

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite golden files with what the tests got")

// Compare fails the test when got is not what the file holds, showing the
// difference line by line (-file +got). With -update it writes the file instead.
func Compare(t testing.TB, file string, got []byte) {
	t.Helper()
	want, err := os.ReadFile(file)
	if *update {
		write(t, file, want, got)
		return
	}
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("%s does not exist; -update writes it", file)
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(lines(want), lines(got)); diff != "" {
		t.Errorf("%s (-file +got; -update accepts it):\n%s", file, diff)
	}
}

// Held returns what the file holds, for a test that compares in its own way.
// With -update it writes got first.
func Held(t testing.TB, file string, got []byte) []byte {
	t.Helper()
	held, err := os.ReadFile(file)
	if *update {
		write(t, file, held, got)
		return got
	}
	if err != nil {
		t.Fatalf("%v; -update writes it", err)
	}
	return held
}

// JSON compares as [Compare] does, with v as indented JSON. Characters such as
// < stay as they are, for the files are read by people.
func JSON(t testing.TB, file string, v any) {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	Compare(t, file, b.Bytes())
}

// write stores got unless the file holds it already, so that times of files
// tell what changed.
func write(t testing.TB, file string, old, got []byte) {
	t.Helper()
	if bytes.Equal(old, got) && old != nil {
		return
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, got, 0o644); err != nil {
		t.Fatal(err)
	}
}

// lines splits after each line end, so that a missing last one shows in a diff.
func lines(b []byte) []string {
	var all []string
	for line := range bytes.Lines(b) {
		all = append(all, string(line))
	}
	return all
}
