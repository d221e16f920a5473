package main_test

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/access"
	entente "entente/cmd/entente"
	"entente/config"
	"entente/graph"
	"entente/resolvers"
	"entente/server"
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

// TestLimitsOfSettings walks the limits of the settings and of the parts that
// hold them: names and defaults agree, so that each can be set.
func TestLimitsOfSettings(t *testing.T) {
	want := map[string]any{}
	for _, part := range []any{resolvers.DefaultLimits(), server.DefaultLimits()} {
		v := reflect.ValueOf(part)
		for i := range v.NumField() {
			want[v.Type().Field(i).Name] = v.Field(i).Interface()
		}
	}
	streams := resolvers.DefaultStreams()
	want["Streams"], want["Subscriptions"] = streams.Connections, streams.Subscriptions
	want["Past"] = graph.PastRoom                // the engines'
	want["Time"] = config.Default().QueryTimeout // a setting of its own, shorter than without settings
	got := map[string]any{"Time": config.Default().QueryTimeout}
	v := reflect.ValueOf(config.Default().Limits)
	for i := range v.NumField() {
		got[v.Type().Field(i).Name] = v.Field(i).Interface()
	}
	delete(got, "Connections") // the listener's
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("limits (-parts +settings):\n%s", diff)
	}
	// What is set arrives: every limit changes the parts' limits.
	c := config.Default()
	v = reflect.ValueOf(&c.Limits).Elem()
	for i := range v.NumField() {
		switch f := v.Field(i); {
		case f.CanInt():
			f.SetInt(int64(1000 + i))
		case f.CanFloat():
			f.SetFloat(float64(1000 + i))
		}
	}
	limits, streams := entente.ResolverLimits(c)
	if streams.Connections != c.Limits.Streams || streams.Subscriptions != c.Limits.Subscriptions {
		t.Errorf("limits of streams do not arrive: %+v", streams)
	}
	for _, part := range []any{limits, entente.ServerLimits(c.Limits)} {
		p := reflect.ValueOf(part)
		for i := range p.NumField() {
			name := p.Type().Field(i).Name
			if name != "Time" && !p.Field(i).Equal(v.FieldByName(name)) {
				t.Errorf("%s does not arrive", name)
			}
		}
	}
}
