package access_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"entente/access"
)

func basic(user, password string) string {
	return "Basic " + base64.StdEncoding.EncodeToString([]byte(user+":"+password))
}

func TestAuthenticateByKey(t *testing.T) {
	now := time.Date(2025, 11, 1, 12, 0, 0, 0, time.UTC)
	inSettings, one := access.NewKey(access.Admin, "", time.Time{})
	inFile, two := access.NewKey(access.Reader, "", day("2025-11-01"))
	expired, three := access.NewKey(access.Reader, "", day("2025-10-31"))
	file := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(file, []byte(two.String()+"\n"+three.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := access.New(t.Context(), access.Options{Keys: []access.KeyRecord{one}, KeysFile: file, Anonymous: access.None,
		Watch: access.Watch{Now: func() time.Time { return now }}})
	if err != nil {
		t.Fatal(err)
	}
	id := func(k access.KeyRecord, r access.Role) access.Principal {
		return access.Principal{ID: "key:" + k.ID, Role: r}
	}
	tests := []struct {
		name, header string
		want         access.Principal
		refused      string
	}{
		{"none", "", access.Principal{}, ""},
		{"of the settings", "Bearer " + inSettings, id(one, access.Admin), ""},
		{"of the file, on its last day", "bearer  " + inFile, id(two, access.Reader), ""},
		{"by Basic", basic("anything", inFile), id(two, access.Reader), ""},
		{"by Basic with a colon", basic("a", "b:"+inFile), access.Principal{}, "key"},
		{"expired", "Bearer " + expired, access.Principal{}, "key"},
		{"a wrong secret", "Bearer " + inFile[:len(inFile)-1] + "?", access.Principal{}, "key"},
		{"another's secret", "Bearer entente_" + one.ID + "_" + strings.SplitN(inFile, "_", 3)[2], access.Principal{}, "key"},
		{"an unknown id", "Bearer entente_x_" + inFile, access.Principal{}, "key"},
		{"the id alone", "Bearer entente_" + one.ID, access.Principal{}, "key"},
		{"the hash", "Bearer " + strings.Fields(one.String())[2], access.Principal{}, "key"},
		{"a token where none is taken", "Bearer a.b.c", access.Principal{}, "key"},
		{"nothing after Bearer", "Bearer ", access.Principal{}, "scheme"},
		{"another scheme", "Digest x", access.Principal{}, "scheme"},
		{"broken Basic", "Basic !", access.Principal{}, "scheme"},
		{"Basic without a colon", "Basic " + base64.StdEncoding.EncodeToString([]byte(inFile)), access.Principal{}, "scheme"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := a.Authenticate(t.Context(), tt.header)
			if got.ID != "" && !got.Until.IsZero() {
				if want := time.Date(2025, 11, 2, 0, 0, 0, 0, time.UTC); !got.Until.Equal(want) {
					t.Errorf("until %v, want the end of the last day, %v", got.Until, want)
				}
				got.Until = time.Time{}
			}
			if got != tt.want || refusal(err) != tt.refused || (err != nil) != (tt.refused != "") {
				t.Errorf("got %+v, %v; want %+v, %q", got, err, tt.want, tt.refused)
			}
		})
	}
}

// issuer signs tokens and serves its keys.
type issuer struct {
	key     *ecdsa.PrivateKey
	id      string
	fetches atomic.Int32
	down    atomic.Bool
}

func newIssuer(t *testing.T, id string) *issuer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &issuer{key: key, id: id}
}

func (i *issuer) set() []byte {
	b, _ := json.Marshal(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: &i.key.PublicKey, KeyID: i.id, Use: "sig", Algorithm: "ES256"}}})
	return b
}

func (i *issuer) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	i.fetches.Add(1)
	if i.down.Load() {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	_, _ = w.Write(i.set())
}

func (i *issuer) token(t *testing.T, claims map[string]any) string {
	t.Helper()
	return signed(t, jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: i.key, KeyID: i.id}}, claims)
}

func signed(t *testing.T, key jose.SigningKey, claims map[string]any) string {
	t.Helper()
	signer, err := jose.NewSigner(key, nil)
	if err != nil {
		t.Fatal(err)
	}
	text, err := jwt.Signed(signer).Claims(claims).Serialize()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

var noon = time.Date(2025, 11, 1, 12, 0, 0, 0, time.UTC)

// claims returns those of a good token, with changes; nil takes one out.
func claims(changes map[string]any) map[string]any {
	all := map[string]any{"iss": "https://issuer.example", "aud": "entente", "sub": "ann", "iat": noon.Unix(),
		"exp": noon.Add(time.Hour).Unix(), "roles": []string{"x", "curator", "reader"}}
	for k, v := range changes {
		if all[k] = v; v == nil {
			delete(all, k)
		}
	}
	return all
}

func TestAuthenticateByToken(t *testing.T) {
	good, other := newIssuer(t, "one"), newIssuer(t, "one")
	file := filepath.Join(t.TempDir(), "jwks.json")
	if err := os.WriteFile(file, good.set(), 0o600); err != nil {
		t.Fatal(err)
	}
	options := access.TokenOptions{Keys: file, Issuer: "https://issuer.example", Audience: "entente"}
	shared := jose.SigningKey{Algorithm: jose.HS256, Key: good.set()}
	parts := strings.Split(good.token(t, claims(nil)), ".")
	unsigned := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none"}`)) + "." + parts[1] + "."
	tests := []struct {
		name, token, claim string
		want               access.Role
		refused            bool
	}{
		{name: "good", token: good.token(t, claims(nil)), want: access.Curator},
		{name: "several audiences", token: good.token(t, claims(map[string]any{"aud": []string{"x", "entente"}})), want: access.Curator},
		{name: "words", token: good.token(t, claims(map[string]any{"scope": "openid entente:loader"})), claim: "scope", want: access.Loader},
		{name: "in an object", token: good.token(t, claims(map[string]any{"realm_access": map[string]any{"roles": []string{"ADMIN"}}})), claim: "realm_access.roles", want: access.Admin},
		{name: "a claim whose name has dots", token: good.token(t, claims(map[string]any{"https://x.example/roles": "reader"})), claim: "https://x.example/roles", want: access.Reader},
		{name: "no role", token: good.token(t, claims(map[string]any{"roles": nil})), want: access.None},
		{name: "a role of another type", token: good.token(t, claims(map[string]any{"roles": 4})), want: access.None},
		{name: "just expired", token: good.token(t, claims(map[string]any{"exp": noon.Add(-30 * time.Second).Unix()})), want: access.Curator},
		{name: "expired", token: good.token(t, claims(map[string]any{"exp": noon.Add(-2 * time.Minute).Unix()})), refused: true},
		{name: "expired, by another", token: other.token(t, claims(map[string]any{"exp": noon.Add(-2 * time.Minute).Unix()})), refused: true},
		{name: "never expires", token: good.token(t, claims(map[string]any{"exp": nil})), refused: true},
		{name: "not yet", token: good.token(t, claims(map[string]any{"nbf": noon.Add(2 * time.Minute).Unix()})), refused: true},
		{name: "issued later", token: good.token(t, claims(map[string]any{"iat": noon.Add(2 * time.Minute).Unix()})), refused: true},
		{name: "another issuer", token: good.token(t, claims(map[string]any{"iss": "https://other.example"})), refused: true},
		{name: "no issuer", token: good.token(t, claims(map[string]any{"iss": nil})), refused: true},
		{name: "another audience", token: good.token(t, claims(map[string]any{"aud": "other"})), refused: true},
		{name: "no audience", token: good.token(t, claims(map[string]any{"aud": nil})), refused: true},
		{name: "no subject", token: good.token(t, claims(map[string]any{"sub": nil})), refused: true},
		{name: "another's key", token: other.token(t, claims(nil)), refused: true},
		{name: "an unknown key", token: newIssuer(t, "two").token(t, claims(nil)), refused: true},
		{name: "a shared secret made of the public key", token: signed(t, shared, claims(nil)), refused: true},
		{name: "no signature", token: unsigned, refused: true},
		{name: "changed", token: parts[0] + "." + parts[1][:20] + "A" + parts[1][21:] + "." + parts[2], refused: true},
		{name: "no token", token: "a.b.c", refused: true},
		{name: "long", token: strings.Repeat("a", 1<<20), refused: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := options
			o.Claim = tt.claim
			a, err := access.New(t.Context(), access.Options{Tokens: &o, Watch: access.Watch{Now: func() time.Time { return noon }}})
			if err != nil {
				t.Fatal(err)
			}
			got, err := a.Authenticate(t.Context(), "Bearer "+tt.token)
			want := access.Principal{ID: "token:ann", Role: tt.want, Until: noon.Add(time.Hour + time.Minute)} // with the leeway
			if tt.name == "just expired" {
				want.Until = noon.Add(30 * time.Second)
			}
			if got.Until = got.Until.UTC(); tt.refused {
				want = access.Principal{}
			}
			if got != want || (refusal(err) == "token") != tt.refused {
				t.Errorf("got %+v, %v; want %+v", got, err, want)
			}
			if refused, _ := err.(*access.RefusedError); refused != nil && refused.Expired() != (tt.name == "expired") {
				t.Errorf("expired: %t (%v)", refused.Expired(), err)
			}
		})
	}
}

func TestTokenOptions(t *testing.T) {
	file := filepath.Join(t.TempDir(), "jwks.json")
	if err := os.WriteFile(file, []byte(`{"keys":[]}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, o := range map[string]access.TokenOptions{
		"no issuer":           {Keys: file, Audience: "x"},
		"no audience":         {Keys: file, Issuer: "x"},
		"a shared secret":     {Keys: file, Issuer: "x", Audience: "x", Algorithms: []string{"HS256"}},
		"no signature":        {Keys: file, Issuer: "x", Audience: "x", Algorithms: []string{"none"}},
		"no keys in the file": {Keys: file, Issuer: "x", Audience: "x"},
		"no file":             {Keys: file + "x", Issuer: "x", Audience: "x"},
		"in the clear":        {Keys: "http://issuer.example/jwks", Issuer: "x", Audience: "x"},
	} {
		if _, err := access.New(t.Context(), access.Options{Tokens: &o}); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

// TestKeysOfURL turns a clock and sees when keys are fetched.
func TestKeysOfURL(t *testing.T) {
	i := newIssuer(t, "one")
	s := httptest.NewServer(i)
	defer s.Close()
	var clock atomic.Int64
	now := func() time.Time { return noon.Add(time.Duration(clock.Load())) }
	faults := make(chan error, 10)
	a, err := access.New(t.Context(), access.Options{
		Tokens: &access.TokenOptions{Keys: s.URL, Issuer: "https://issuer.example", Audience: "entente"},
		Watch:  access.Watch{Now: now, Fault: func(err error) { faults <- err }}})
	if err != nil {
		t.Fatal(err)
	}
	try := func(token string) error {
		_, err := a.Authenticate(context.Background(), "Bearer "+token)
		return err
	}
	long := claims(map[string]any{"exp": noon.Add(100 * time.Hour).Unix()})
	if err := try(i.token(t, long)); err != nil || i.fetches.Load() != 1 {
		t.Fatalf("%v after %d fetches", err, i.fetches.Load())
	}
	// A key that is not known is looked for, but not at each request.
	unknown := newIssuer(t, "two").token(t, long)
	clock.Store(int64(time.Minute))
	for range 5 {
		if err := try(unknown); refusal(err) != "token" {
			t.Errorf("an unknown key: %v", err)
		}
	}
	if n := i.fetches.Load(); n != 2 {
		t.Errorf("%d fetches, want 2", n)
	}
	// The issuer changes its key.
	old := i.token(t, long)
	i.key, i.id = newIssuer(t, "").key, "three"
	clock.Store(int64(2 * time.Minute))
	if err := try(i.token(t, long)); err != nil {
		t.Errorf("a new key: %v", err)
	}
	if err := try(old); err == nil {
		t.Error("the old key still counts")
	}
	// It goes away: its keys count for a day.
	i.down.Store(true)
	clock.Store(int64(23 * time.Hour))
	if err := try(i.token(t, long)); err != nil {
		t.Errorf("while the issuer is away: %v", err)
	}
	<-faults // of the fetch beside the request
	clock.Store(int64(25 * time.Hour))
	var refused *access.RefusedError
	if err := try(i.token(t, long)); refusal(err) != "token" {
		t.Errorf("a day later: %v", err)
	} else if refused = err.(*access.RefusedError); !refused.Unavailable() {
		t.Errorf("a day later: %v", err)
	}
}

// TestKeysInRotation holds that all who come with a new key while it is fetched
// wait for it, and that one who leaves takes nothing from the others.
func TestKeysInRotation(t *testing.T) {
	i := newIssuer(t, "one")
	asked, release := make(chan struct{}, 1), make(chan struct{})
	var gated atomic.Bool
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if gated.Load() {
			asked <- struct{}{}
			<-release
		}
		i.ServeHTTP(w, r)
	}))
	defer s.Close()
	var clock atomic.Int64
	a, err := access.New(t.Context(), access.Options{
		Tokens: &access.TokenOptions{Keys: s.URL, Issuer: "https://issuer.example", Audience: "entente"},
		Watch:  access.Watch{Now: func() time.Time { return noon.Add(time.Duration(clock.Load())) }}})
	if err != nil {
		t.Fatal(err)
	}
	i.key, i.id = newIssuer(t, "").key, "two"
	token := "Bearer " + i.token(t, claims(map[string]any{"exp": noon.Add(time.Hour).Unix()}))
	clock.Store(int64(time.Minute))
	gated.Store(true)
	impatient, leave := context.WithCancel(t.Context())
	results := make(chan error, 5)
	go func() {
		_, err := a.Authenticate(impatient, token)
		results <- err
	}()
	<-asked
	leave()
	if err := <-results; err == nil {
		t.Error("one who has left is let in")
	}
	for range cap(results) {
		go func() {
			_, err := a.Authenticate(t.Context(), token)
			results <- err
		}()
	}
	close(release)
	for range cap(results) {
		if err := <-results; err != nil {
			t.Errorf("with the new key: %v", err)
		}
	}
	if n := i.fetches.Load(); n != 2 {
		t.Errorf("%d fetches, want 2", n)
	}
}

// TestChangedFile takes a key out of its file.
func TestChangedFile(t *testing.T) {
	key, record := access.NewKey(access.Reader, "", time.Time{})
	file := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(file, []byte(record.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	faults := 0
	a, err := access.New(t.Context(), access.Options{KeysFile: file, Watch: access.Watch{
		Now: func() time.Time { return noon }, Fault: func(error) { faults++ }}})
	if err != nil {
		t.Fatal(err)
	}
	for i, step := range []struct {
		text string
		good bool
	}{{"broken", true}, {"# none", false}, {record.String(), true}} {
		if err := os.WriteFile(file, []byte(step.text), 0o600); err != nil {
			t.Fatal(err)
		}
		access.Recheck(a)
		if _, err := a.Authenticate(t.Context(), "Bearer "+key); (err == nil) != step.good {
			t.Errorf("step %d: %v", i, err)
		}
	}
	if faults != 1 {
		t.Errorf("%d faults, want 1", faults)
	}
}
