package config

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/go-viper/mapstructure/v2"
	"github.com/spf13/pflag"
	"github.com/spf13/viper"
)

// Config are all settings. The `doc` tags are the settings page.
type Config struct {
	Store            string        `mapstructure:"store" doc:"Where the graph lives: sqlite:PATH, neo4j://HOST, neo4j+s://HOST, bolt://HOST or memory:"`
	Listen           string        `mapstructure:"listen" doc:"Address and port of the server; beyond loopback only with authentication"`
	Actors           string        `mapstructure:"actors" doc:"CSV file of actors of your own (id,kind,name,aliases,actsFor,from,to)"`
	UnresolvedActors bool          `mapstructure:"unresolvedActors" doc:"Load claims about actors that resolve to no state and no name (\"residents\") too"`
	MaxDocumentBytes int64         `mapstructure:"maxDocumentBytes" doc:"Size in bytes beyond which a document is refused"`
	QueryTimeout     time.Duration `mapstructure:"queryTimeout" doc:"Time that one GraphQL request may take"`
	SlowQuery        time.Duration `mapstructure:"slowQuery" doc:"Time from which on a GraphQL request goes to the log with its statements, without values; 0: never"`
	Introspection    bool          `mapstructure:"introspection" doc:"Let clients read the schema"`
	Hosts            []string      `mapstructure:"hosts" doc:"Names by which clients may call the server, beside localhost and addresses; * admits any"`
	Origins          []string      `mapstructure:"origins" doc:"Sites whose pages may send requests from browsers (CORS), such as https://graph.example; empty: none"`
	Proxies          []string      `mapstructure:"proxies" doc:"Addresses and networks of proxies in front, whose X-Forwarded-For tells the client's address"`
	Auth             Auth          `mapstructure:"auth"`
	Persisted        Persisted     `mapstructure:"persisted"`
	TLS              TLS           `mapstructure:"tls"`
	Limits           Limits        `mapstructure:"limits"`
	Neo4j            Neo4j         `mapstructure:"neo4j"`
	Log              Log           `mapstructure:"log"`
	Traces           string        `mapstructure:"traces" doc:"Where traces go, by OTLP over HTTP, such as http://collector:4318; empty: where OTEL_EXPORTER_OTLP_ENDPOINT says, else nowhere"`
}

// Neo4j are the settings of the neo4j engine.
type Neo4j struct {
	User     string `mapstructure:"user" doc:"User name at Neo4j"`
	Password string `mapstructure:"password" secret:"true" doc:"Password at Neo4j; from file or environment only"`
	Database string `mapstructure:"database" doc:"Database at Neo4j; empty for its default"`
}

// Persisted are the settings of documents that clients name by ids.
type Persisted struct {
	Mode    string `mapstructure:"mode" doc:"automatic: clients may name documents that one of them has sent before by their SHA-256; off: no ids; only: trusted documents and no others"`
	Trusted string `mapstructure:"trusted" doc:"Trusted documents: a folder of *.graphql files, or a manifest, a JSON object of ids and documents or one of Apollo"`
}

// Log are the settings of the log, which goes to standard error.
type Log struct {
	Level  string `mapstructure:"level" doc:"debug, info, warn or error"`
	Format string `mapstructure:"format" doc:"text or json"`
}

// Default returns the settings where nothing is set.
func Default() Config {
	return Config{
		Store: "sqlite:entente.db", Listen: "127.0.0.1:8080", MaxDocumentBytes: 10 << 20,
		QueryTimeout: 20 * time.Second, SlowQuery: time.Second, Introspection: true,
		Persisted: Persisted{Mode: "automatic"},
		Auth:      Auth{JWT: JWT{Algorithms: []string{"RS256", "PS256", "ES256", "EdDSA"}, Claim: "roles", Refresh: 15 * time.Minute}},
		Limits:    defaultLimits(),
		Neo4j:     Neo4j{User: "neo4j"},
		Log:       Log{Level: "info", Format: "text"},
	}
}

// Setting is one key of the settings with what is known about it.
type Setting struct {
	// Key is the name in a file ("neo4j.user"), Env the variable, Flag the
	// flag, "" for a secret, which has none.
	Key, Env, Flag string
	// Default and Value are texts; a secret's value shows only whether it is set.
	Default, Value string
	Doc            string
}

// Settings returns every key of c in its fixed order.
func Settings(c Config) []Setting {
	var out []Setting
	walk(reflect.ValueOf(c), reflect.ValueOf(Default()), "", func(key string, f reflect.StructField, value, def reflect.Value) {
		s := Setting{Key: key, Env: envName(key), Flag: flagName(key), Default: text(def), Value: text(value), Doc: f.Tag.Get("doc")}
		if f.Tag.Get("secret") != "" {
			s.Flag = ""
			if s.Value != "" {
				s.Value = "(set)"
			}
		}
		out = append(out, s)
	})
	return out
}

func walk(v, def reflect.Value, prefix string, visit func(key string, f reflect.StructField, value, def reflect.Value)) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		key := prefix + f.Tag.Get("mapstructure")
		if f.Type.Kind() == reflect.Struct {
			walk(v.Field(i), def.Field(i), key+".", visit)
			continue
		}
		visit(key, f, v.Field(i), def.Field(i))
	}
}

// text writes a value as flags and variables take it.
func text(v reflect.Value) string {
	if list, ok := v.Interface().([]string); ok {
		return strings.Join(list, ",")
	}
	return fmt.Sprint(v.Interface())
}

// list is a hook that reads a text with commas into a list, nil for none.
func list(from, to reflect.Type, data any) (any, error) {
	if from.Kind() != reflect.String || to != reflect.TypeFor[[]string]() {
		return data, nil
	}
	var items []string
	for item := range strings.SplitSeq(data.(string), ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items, nil
}

func envName(key string) string {
	return "ENTENTE_" + strings.ToUpper(strings.NewReplacer(".", "_").Replace(key))
}

// flagName turns "maxDocumentBytes" into "max-document-bytes" and "neo4j.user"
// into "neo4j-user".
func flagName(key string) string {
	var b strings.Builder
	for _, r := range key {
		switch {
		case r == '.':
			b.WriteByte('-')
		case r >= 'A' && r <= 'Z':
			b.WriteByte('-')
			b.WriteRune(r + 'a' - 'A')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Flags adds the flags of the named keys to a set, all keys where none is
// named, and --config.
func Flags(set *pflag.FlagSet, keys ...string) {
	set.String("config", "", "settings file (YAML); default: entente.yaml here, else in the user's configuration folder")
	for _, s := range Settings(Default()) {
		if s.Flag == "" || len(keys) > 0 && !slices.Contains(keys, s.Key) {
			continue
		}
		switch s.Default {
		case "true", "false":
			set.Bool(s.Flag, s.Default == "true", s.Doc)
		default:
			set.String(s.Flag, s.Default, s.Doc)
		}
	}
}

// Load returns the settings of the flags in set that were given, else of the
// environment, else of the file, else the defaults. The error lists all faults
// at once, each with its key.
func Load(set *pflag.FlagSet) (Config, error) {
	v := viper.New()
	for _, s := range Settings(Default()) {
		v.SetDefault(s.Key, s.Default)
		if err := v.BindEnv(s.Key, s.Env); err != nil {
			return Config{}, err
		}
		if f := set.Lookup(s.Flag); f != nil && s.Flag != "" && f.Changed {
			v.Set(s.Key, f.Value.String())
		}
	}
	path, err := filePath(set)
	if err != nil {
		return Config{}, err
	}
	if path != "" {
		v.SetConfigFile(path)
		if err := v.ReadInConfig(); err != nil {
			return Config{}, fmt.Errorf("settings file %s: %w", path, err)
		}
	}
	if err := readable(v); err != nil {
		return Config{}, err
	}
	var c Config
	hook := viper.DecodeHook(mapstructure.ComposeDecodeHookFunc(mapstructure.StringToTimeDurationHookFunc(), list))
	if err := v.UnmarshalExact(&c, hook); err != nil {
		return Config{}, fmt.Errorf("settings: %w", err)
	}
	return c, c.Validate()
}

// filePath returns the settings file to read, "" for none.
func filePath(set *pflag.FlagSet) (string, error) {
	if f := set.Lookup("config"); f != nil && f.Changed {
		if _, err := os.Stat(f.Value.String()); err != nil {
			return "", fmt.Errorf("settings file: %w", err)
		}
		return f.Value.String(), nil
	}
	candidates := []string{os.Getenv("ENTENTE_CONFIG"), "entente.yaml"}
	if dir, err := os.UserConfigDir(); err == nil {
		candidates = append(candidates, filepath.Join(dir, "entente", "entente.yaml"))
	}
	for _, path := range candidates {
		if path == "" {
			continue
		}
		if _, err := os.Stat(path); err == nil {
			return path, nil
		}
	}
	return "", nil
}
