package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"entente/export"
)

// mostResident is how much memory a process may take that writes a file of the
// table: less than the largest of its files, and far less than the store.
const mostResident = 128 << 20

// files are the sums of what the engines before wrote, by name.
type files map[string]string

// measure writes every file of a store by the program, in a process of its own,
// shows what that takes, and compares the file with that of the engine before.
func (f files) measure(t *testing.T, address string) {
	dir := t.TempDir()
	for _, x := range []struct {
		name string
		args []string
	}{
		{"dump.ndjson", []string{"ndjson"}}, {"merged.gexf", []string{"gexf"}}, {"parallel.gexf", []string{"gexf", "--parallel"}},
		{"merged.graphml", []string{"graphml"}}, {"merged.cyjs", []string{"cyjs"}}, {"plain.zip", []string{"csv"}},
		{"gephi.zip", []string{"csv", "--dialect", string(export.DialectGephi)}}, {"kumu.zip", []string{"csv", "--dialect", string(export.DialectKumu)}},
		{"neo4j.zip", []string{"csv", "--dialect", string(export.DialectNeo4j)}},
		{"states.gexf", []string{"gexf", "--entities", `{"kind": {"eq": "State"}}`, "--where", `{"quad": {"eq": "MATERIAL_CONFLICT"}}`}},
	} {
		path := filepath.Join(dir, x.name)
		begun := time.Now()
		resident, own := f.write(t, address, append(x.args, "--out", path))
		sum, size := sumOf(t, path)
		t.Logf("%s: %d KB in %v, %v of processor time, %d MB resident", x.name, size>>10, time.Since(begun).Round(time.Millisecond), own, resident>>20)
		if resident > mostResident {
			t.Errorf("%s took %d MB", x.name, resident>>20)
		}
		if before := f[x.name]; before != "" && before != sum {
			t.Errorf("%s is another than the engine's before", x.name)
		}
		f[x.name] = sum
	}
}

// write runs the verb export as a process, and returns how much memory it took
// at most, 0 where the system does not tell, and how long it computed.
func (f files) write(t *testing.T, address string, args []string) (resident int64, own time.Duration) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	status := filepath.Join(t.TempDir(), "status")
	cmd := exec.CommandContext(t.Context(), self, append([]string{"export", "--store", address}, args...)...)
	cmd.Env = append(os.Environ(), AsProgram+"=1", StatusFile+"="+status, "ENTENTE_DATA=", "ENTENTE_KEEP=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("export %v: %v\n%s", args, err, out)
	}
	return peakOf(t, status), cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// peakOf reads the most memory that a process had out of its status.
func peakOf(t *testing.T, file string) int64 {
	t.Helper()
	status, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		if size, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			var kib int64
			if _, err := fmt.Sscanf(size, "%d kB", &kib); err != nil {
				t.Fatal(err)
			}
			return kib << 10
		}
	}
	return 0
}

func sumOf(t *testing.T, path string) (sum string, size int64) {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	h := sha256.New()
	if size, err = io.Copy(h, file); err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(h.Sum(nil)), size
}
