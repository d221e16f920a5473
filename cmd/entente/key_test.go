package main_test

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/access"
	"entente/config"
)

// TestKey makes keys and lets their file find the callers.
func TestKey(t *testing.T) {
	alone(t)
	write(t, "keys", "# ours, without a newline at its end")
	one := strings.TrimSpace(must(t, "key", "--role", "loader", "--auth-keys-file", "keys", "nightly", "load"))
	two := strings.TrimSpace(must(t, "key", "--expires", "2999-01-01", "--auth-keys-file", "keys"))
	text, err := os.ReadFile("keys")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), one) || strings.Count(string(text), "\n") != 3 {
		t.Errorf("the file holds %s", text)
	}
	a, err := access.New(t.Context(), access.Options{KeysFile: "keys"})
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]access.Role{one: access.Loader, two: access.Reader} {
		if p, err := a.Authenticate(t.Context(), "Bearer "+key); err != nil || p.Role != want {
			t.Errorf("got %+v, %v; want the role %s", p, err, want)
		}
	}
	r := call(t, "", "key", "--role", "admin")
	if r.code != 0 || !strings.Contains(r.err, " admin ") || strings.Contains(r.err, strings.TrimSpace(r.out)) {
		t.Errorf("without a file: %+v", r)
	}
	for _, args := range [][]string{{"--role", "none"}, {"--role", "root"}, {"--expires", "soon"}} {
		if r := call(t, "", append([]string{"key"}, args...)...); r.code != 2 || r.out != "" {
			t.Errorf("%v: %+v", args, r)
		}
	}
}

// TestRolesOfSettings walks the roles of the settings and those of callers.
func TestRolesOfSettings(t *testing.T) {
	var want []string
	for _, r := range access.Roles() {
		want = append(want, r.String())
	}
	if diff := cmp.Diff(want, config.Roles()); diff != "" {
		t.Errorf("roles (-access +config):\n%s", diff)
	}
	if diff := cmp.Diff(access.DefaultAlgorithms(), config.Default().Auth.JWT.Algorithms); diff != "" {
		t.Errorf("algorithms (-access +config):\n%s", diff)
	}
	for _, s := range config.Settings(config.Default()) {
		for _, a := range access.Algorithms() {
			if s.Key == "auth.jwt.algorithms" && !strings.Contains(s.Doc, a) {
				t.Errorf("%s does not name %s", s.Key, a)
			}
		}
	}
}

// TestServeAsksBeyondLoopback does not come to listen.
func TestServeAsksBeyondLoopback(t *testing.T) {
	alone(t)
	for _, args := range [][]string{
		{"--listen", "0.0.0.0:0"},
		{"--listen", ":0"},
		{"--listen", "0.0.0.0:0", "--auth-keys-file", "absent"},
		{"--listen", "0.0.0.0:0", "--auth-keys-file", "absent", "--auth-anonymous", "admin"},
		{"--auth-jwt-keys", "absent", "--auth-jwt-issuer", "x", "--auth-jwt-audience", "x"},
	} {
		r := call(t, "", append([]string{"serve", "--store", "memory:"}, args...)...)
		if r.code != 2 || !strings.Contains(r.err, "auth") {
			t.Errorf("%v: %+v", args, r)
		}
	}
}
