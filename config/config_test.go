package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/pflag"

	"entente/config"
)

func load(t *testing.T, args ...string) (config.Config, error) {
	t.Helper()
	set := pflag.NewFlagSet("test", pflag.ContinueOnError)
	config.Flags(set)
	if err := set.Parse(args); err != nil {
		t.Fatal(err)
	}
	return config.Load(set)
}

func isolate(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, "none"))
	return dir
}

func TestLoadDefaults(t *testing.T) {
	isolate(t)
	got, err := load(t)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(config.Default(), got); diff != "" {
		t.Errorf("defaults (-want +got):\n%s", diff)
	}
}

func TestLoadPrecedence(t *testing.T) {
	dir := isolate(t)
	file := "store: sqlite:file.db\nlisten: 127.0.0.1:1\nneo4j:\n  password: secret\n"
	if err := os.WriteFile(filepath.Join(dir, "entente.yaml"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ENTENTE_STORE", "sqlite:env.db")
	t.Setenv("ENTENTE_LISTEN", "127.0.0.1:2")
	t.Setenv("ENTENTE_NEO4J_USER", "someone")
	got, err := load(t, "--listen", "127.0.0.1:3")
	if err != nil {
		t.Fatal(err)
	}
	want := config.Default()
	want.Store, want.Listen = "sqlite:env.db", "127.0.0.1:3"
	want.Neo4j.User, want.Neo4j.Password = "someone", "secret"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
}

func TestLoadFaults(t *testing.T) {
	tests := []struct {
		name, file string
		args       []string
		want       []string
	}{
		{"unknown key", "stroe: x\n", nil, []string{"stroe"}},
		{"all at once", "", []string{"--store", "mysql:x", "--listen", "nowhere", "--log-level", "loud"}, []string{"store:", "listen:", "log.level:"}},
		{"beyond loopback", "", []string{"--listen", "0.0.0.0:80"}, []string{"listen:", "auth.keysFile", "auth.jwt.keys", "127.0.0.1"}},
		{"all interfaces", "", []string{"--listen", ":80"}, []string{"listen:", "auth.keysFile"}},
		{"a name", "", []string{"--listen", "graph.example:80"}, []string{"listen:", "auth.keysFile"}},
		{"beyond loopback for everybody", "", []string{"--listen", "0.0.0.0:80", "--auth-keys-file", "x", "--auth-anonymous", "reader"}, []string{"auth.anonymous:"}},
		{"half of TLS", "", []string{"--tls-cert", "x"}, []string{"tls:", "tls.key"}},
		{"no site", "", []string{"--origins", "https://a.example,b.example,https://c.example/path"}, []string{"origins:", "b.example", "/path"}},
		{"no network", "", []string{"--proxies", "10.0.0.0/8,x"}, []string{"proxies:"}},
		{"no limits", "limits:\n  depth: 0\n  rate: -1\n  wait: 0s\n", nil, []string{"limits.depth:", "limits.rate:", "limits.wait:"}},
		{"no such limit", "limits:\n  deepness: 5\n", nil, []string{"deepness"}},
		{"no mode", "", []string{"--persisted-mode", "x", "--traces", "collector:4318", "--slow-query", "-1s"}, []string{"persisted.mode:", "traces:", "slowQuery:"}},
		{"only nothing", "", []string{"--persisted-mode", "only"}, []string{"persisted.trusted:"}},
		{"no role", "", []string{"--auth-anonymous", "root"}, []string{"auth.anonymous:"}},
		{"tokens of anybody", "", []string{"--auth-jwt-keys", "https://issuer.example/keys"}, []string{"auth.jwt.issuer:", "auth.jwt.audience:"}},
		{"keys of tokens in the clear", "", []string{"--auth-jwt-keys", "http://issuer.example/keys"}, []string{"auth.jwt.keys:"}},
		{"password in address", "", []string{"--store", "neo4j://a:b@host"}, []string{"neo4j.password"}},
		{"no duration", "queryTimeout: soon\n", nil, []string{`queryTimeout: "soon" is no duration such as 1s`, "20s"}},
		{"a duration without its unit", "queryTimeout: 5\n", nil, []string{`queryTimeout: "5" is no duration`}},
		{"no number", "", []string{"--limits-past", "x", "--limits-rate", "high", "--limits-read", "5"},
			[]string{`limits.past: "x" is no whole number (by default 250000)`, `limits.rate: "high" is no number`, `limits.read: "5" is no duration`}},
		{"other types", "introspection: perhaps\nstore: [a]\norigins: {a: b}\nlimits:\n  depth: 1.5\n", nil,
			[]string{`introspection: "perhaps" is no true or false`, "store: ", "origins: ", `limits.depth: "1.5" is no whole number`}},
		{"no group", "limits: 3\n", nil, []string{"limits: there is no such setting"}},
		{"no file", "", []string{"--config", "absent.yaml"}, []string{"absent.yaml"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := isolate(t)
			if tt.file != "" {
				if err := os.WriteFile(filepath.Join(dir, "entente.yaml"), []byte(tt.file), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			_, err := load(t, tt.args...)
			if err == nil {
				t.Fatal("no error")
			}
			for _, w := range tt.want {
				if !strings.Contains(strings.ToLower(err.Error()), strings.ToLower(w)) {
					t.Errorf("error %q does not name %q", err, w)
				}
			}
		})
	}
}

func TestSecretsAreNotShown(t *testing.T) {
	c := config.Default()
	c.Neo4j.Password, c.Auth.Keys = "hunter2", "hunter2"
	for _, s := range config.Settings(c) {
		if strings.Contains(s.Value, "hunter2") || (s.Key == "neo4j.password" || s.Key == "auth.keys") && (s.Flag != "" || s.Value != "(set)") {
			t.Errorf("setting %s shows or takes the secret: %+v", s.Key, s)
		}
		if s.Doc == "" {
			t.Errorf("setting %s has no documentation", s.Key)
		}
	}
}

func TestLists(t *testing.T) {
	dir := isolate(t)
	file := "hosts: [a.example, b.example]\nauth:\n  jwt:\n    algorithms: [ES256]\n"
	if err := os.WriteFile(filepath.Join(dir, "entente.yaml"), []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := load(t)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a.example", "b.example", "ES256"}, append(got.Hosts, got.Auth.JWT.Algorithms...)); diff != "" {
		t.Errorf("of a file (-want +got):\n%s", diff)
	}
	t.Setenv("ENTENTE_HOSTS", "c.example, d.example")
	if got, err = load(t, "--auth-jwt-algorithms", "RS256,PS512"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"c.example", "d.example", "RS256", "PS512"}, append(got.Hosts, got.Auth.JWT.Algorithms...)); diff != "" {
		t.Errorf("of variable and flag (-want +got):\n%s", diff)
	}
}

func TestAnonymousRole(t *testing.T) {
	for _, tt := range []struct {
		auth config.Auth
		want string
	}{
		{config.Auth{}, "reader"},
		{config.Auth{Anonymous: "admin"}, "admin"},
		{config.Auth{KeysFile: "x"}, "none"},
		{config.Auth{Keys: "x"}, "none"},
		{config.Auth{JWT: config.JWT{Keys: "x"}}, "none"},
		{config.Auth{KeysFile: "x", Anonymous: "reader"}, "reader"},
	} {
		if got := tt.auth.AnonymousRole(); got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.auth, got, tt.want)
		}
	}
}
