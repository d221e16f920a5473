package main_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	entente "entente/cmd/entente"
)

// TestMain makes the test binary the program where a test starts it so, which
// is how processes are killed here without building one.
func TestMain(m *testing.M) {
	if os.Getenv(entente.AsProgram) != "" {
		code := entente.Run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
		if file := os.Getenv(entente.StatusFile); file != "" {
			status, _ := os.ReadFile("/proc/self/status")
			if err := os.WriteFile(file, status, 0o600); err != nil {
				panic(err)
			}
		}
		os.Exit(code)
	}
	os.Exit(m.Run())
}

// result is what a call of the program gave.
type result struct {
	code     int
	out, err string
}

// alone makes the settings of the machine and of the folder unseen.
func alone(t *testing.T) {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	for _, v := range os.Environ() {
		if name, _, _ := strings.Cut(v, "="); strings.HasPrefix(name, "ENTENTE_") && !strings.Contains(name, "TEST") && !strings.Contains(name, "REQUIRE") {
			t.Setenv(name, "")
			os.Unsetenv(name)
		}
	}
	t.Chdir(t.TempDir())
}

// call runs the program in this process.
func call(t testing.TB, stdin string, args ...string) result {
	t.Helper()
	var out, errOut bytes.Buffer
	code := entente.Run(context.Background(), args, strings.NewReader(stdin), &out, &errOut)
	return result{code, out.String(), errOut.String()}
}

// must runs the program and wants exit code 0; it returns what it printed.
func must(t testing.TB, args ...string) string {
	t.Helper()
	r := call(t, "", args...)
	if r.code != 0 {
		t.Fatalf("entente %s: exit code %d\n%s%s", strings.Join(args, " "), r.code, r.out, r.err)
	}
	return r.out
}

func write(t testing.TB, name, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// oneLine fails the test where the text is not one line that names the program.
func oneLine(t *testing.T, text string) {
	t.Helper()
	if !strings.HasPrefix(text, "entente: ") || strings.Count(text, "\n") != 1 || !strings.HasSuffix(text, "\n") {
		t.Errorf("want one line from entente, got %q", text)
	}
}

func TestHelp(t *testing.T) {
	alone(t)
	all := must(t, "help")
	for _, same := range []string{"--help", "-h"} {
		if diff := cmp.Diff(all, must(t, same)); diff != "" {
			t.Errorf("%s (-help +got):\n%s", same, diff)
		}
	}
	found := regexp.MustCompile(`(?m)^  entente (\w+)`).FindAllStringSubmatch(all, -1)
	if len(found) < 13 {
		t.Fatalf("help lists only %v", found)
	}
	for _, verb := range found {
		name := verb[1]
		if name == "help" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			r := call(t, "", name, "--help")
			if r.code != 0 || r.err != "" || !strings.HasPrefix(r.out, "usage: entente "+name) || !strings.Contains(r.out, "\nFlags:\n") {
				t.Errorf("%+v", r)
			}
			if diff := cmp.Diff(r.out, must(t, "help", name)); diff != "" {
				t.Errorf("help %s (---help +help):\n%s", name, diff)
			}
		})
	}
	if r := call(t, "", "help", "nothing"); r.code != 2 {
		t.Errorf("help nothing: %+v", r)
	}
	if r := call(t, ""); r.code != 2 || r.err != all || r.out != "" {
		t.Errorf("no verb: %+v", r)
	}
}

func TestWrongUse(t *testing.T) {
	alone(t)
	write(t, "empty/readme.pdf", "x")
	write(t, "bad.yaml", "stroe: memory:\n")
	write(t, "actors.csv", "id,kind\nx\n")
	for _, args := range []string{
		"nothing", "load", "load empty", "load --nothing a.txt", "load --max-document-bytes 0 a.txt", "load --max-document-bytes much a.txt",
		"load --store nowhere: a.txt", "load --store sqlite: a.txt", "load --store bolt://neo4j:secret@localhost a.txt",
		"load --config nothing.yaml a.txt", "load --config bad.yaml a.txt", "extract", "extract --published soon a.txt",
		"extract --actors nothing.csv a.txt", "classify a.txt", "unload", "unload a b", "export", "export nothing", "export ndjson more",
		"check --nothing", "config --nothing", "query",
		"query --variables no-json q.graphql", "serve more", "serve --listen 0.0.0.0:8080", "demo more", "eval",
	} {
		t.Run(args, func(t *testing.T) {
			r := call(t, "", strings.Fields(args)...)
			if r.code != 2 || r.out != "" || !strings.HasPrefix(r.err, "entente: ") || strings.Contains(r.err, "secret") {
				t.Errorf("%+v", r)
			}
		})
	}
}

func TestFailures(t *testing.T) {
	alone(t)
	doc := write(t, "a.txt", "China met Russia.")
	write(t, "no.db", strings.Repeat("this is no database\n", 500))
	write(t, "actors.csv", "id,kind\nx\n")
	for _, args := range []string{
		"load nothing.txt", "extract nothing.txt", "load --store sqlite:no/such/folder/x.db " + doc, "load --store sqlite:no.db " + doc,
		"check --store sqlite:no.db", "export ndjson --store sqlite:no.db", "unload --store memory: load:nothing",
		"load --store memory: --resume load:nothing " + doc, "extract --actors actors.csv " + doc,
	} {
		t.Run(args, func(t *testing.T) {
			r := call(t, "", strings.Fields(args)...)
			if r.code != 1 || r.out != "" {
				t.Errorf("%+v", r)
			}
			oneLine(t, r.err)
		})
	}
}

func TestSettings(t *testing.T) {
	alone(t)
	t.Setenv("ENTENTE_NEO4J_PASSWORD", "secret word")
	t.Setenv("ENTENTE_STORE", "sqlite:from-environment.db")
	write(t, "entente.yaml", "listen: 127.0.0.1:9999\nstore: sqlite:from-file.db\n")
	out := must(t, "config")
	for _, want := range []string{"127.0.0.1:9999", "sqlite:from-environment.db", "(set)"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
	if strings.Contains(out+must(t, "config", "--json"), "secret word") {
		t.Error("prints the password")
	}
	write(t, "a.txt", "China met Russia.")
	must(t, "load", "--store", "sqlite:from-flag.db", "a.txt")
	if _, err := os.Stat("from-flag.db"); err != nil {
		t.Error(err)
	}
}

func TestVersion(t *testing.T) {
	alone(t)
	if out := must(t, "version"); !regexp.MustCompile(`^entente \S+, extractor \S+, go\S+ \S+/\S+\n$`).MatchString(out) || out != must(t, "--version") {
		t.Errorf("%q", out)
	}
}
