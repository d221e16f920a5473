package server_test

import (
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph/memory"
	"entente/resolvers"
	"entente/server"
)

// TestAudit runs the GraphQL-over-HTTP audit of npm graphql-http where
// ENTENTE_AUDIT is set, which promises Node and a registry of packages.
func TestAudit(t *testing.T) {
	if os.Getenv("ENTENTE_AUDIT") == "" {
		t.Skip("ENTENTE_AUDIT is not set")
	}
	dir := t.TempDir()
	for _, name := range []string{"package.json", "package-lock.json", "audit.mjs"} {
		text, err := os.ReadFile(filepath.Join("testdata/audit", name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run(t, dir, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	s := httptest.NewServer(server.New(server.Parts{GraphQL: resolvers.NewHandler(memory.Open(), resolvers.Options{})}))
	defer s.Close()
	out := run(t, dir, "node", "audit.mjs", s.URL+"/graphql")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if got, want := lines[len(lines)-1], `{"SHOULD":{"ok":23,"all":23},"MUST":{"ok":13,"all":13},"MAY":{"ok":25,"all":25}}`; got != want {
		t.Errorf("audit %s, want %s", got, want)
	}
}

func run(t *testing.T, dir, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}
