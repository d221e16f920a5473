package resolvers_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"entente/resolvers"
)

func sha(document string) string {
	sum := sha256.Sum256([]byte(document))
	return hex.EncodeToString(sum[:])
}

const one, two = "{stats {engine}}", "query Q {stats {engine}}"

// byHash is a request of Apollo's protocol; the document may be "".
func byHash(document, hash string) *http.Request {
	extension := fmt.Sprintf(`"extensions":{"persistedQuery":{"version":1,"sha256Hash":%q}}`, hash)
	if document == "" {
		return post("{" + extension + "}")
	}
	return post(fmt.Sprintf(`{"query":%q,%s}`, document, extension))
}

func TestPersistedQueries(t *testing.T) {
	trusted := resolvers.Trusted{"engine": two, sha(two): two}
	const answer = `{"data":{"stats":{"engine":"memory"}}}`
	type step struct {
		name    string
		request *http.Request
		code    string // "" for the answer
	}
	tests := []struct {
		name  string
		mode  resolvers.Persisted
		steps []step
	}{
		{"automatic", resolvers.PersistedAutomatic, []step{
			{"not yet", byHash("", sha(one)), "PERSISTED_QUERY_NOT_FOUND"},
			{"with another's hash", byHash(one, sha(two)), "BAD_REQUEST"},
			{"a broken one is not kept", byHash("{nonsense}", sha("{nonsense}")), "GRAPHQL_VALIDATION_FAILED"},
			{"so it is not there", byHash("", sha("{nonsense}")), "PERSISTED_QUERY_NOT_FOUND"},
			{"made known", byHash(one, sha(one)), ""},
			{"by its hash", byHash("", sha(one)), ""},
			{"in upper case", byHash("", strings.ToUpper(sha(one))), ""},
			{"by GET", get(url.Values{"extensions": {`{"persistedQuery":{"version":1,"sha256Hash":"` + sha(one) + `"}}`}}), ""},
			{"a trusted one by its id", post(`{"documentId":"engine"}`), ""},
			{"by GET and id", get(url.Values{"documentId": {"engine"}}), ""},
			{"a trusted one by its hash", byHash("", sha(two)), ""},
			{"no id", post(`{"documentId":""}`), "BAD_REQUEST"},
			{"an id of another type", post(`{"documentId":1}`), "BAD_REQUEST"},
			{"another version", post(`{"extensions":{"persistedQuery":{"version":2,"sha256Hash":"x"}}}`), "BAD_REQUEST"},
			{"no hash", post(`{"extensions":{"persistedQuery":{"version":1}}}`), "BAD_REQUEST"},
			{"a hash of another type", post(`{"extensions":{"persistedQuery":{"version":1,"sha256Hash":1}}}`), "BAD_REQUEST"},
			{"an extension of another type", post(`{"extensions":{"persistedQuery":[]}}`), "BAD_REQUEST"},
			{"other extensions", post(`{"query":"{stats {engine}}","extensions":{"a":[1],"persistedQuery":null}}`), ""},
			{"without any", query(one, nil), ""},
		}},
		{"off", resolvers.PersistedOff, []step{
			{"by its hash", byHash("", sha(two)), "PERSISTED_QUERY_NOT_SUPPORTED"},
			{"by its id", post(`{"documentId":"engine"}`), "PERSISTED_QUERY_NOT_SUPPORTED"},
			{"with a document", byHash(one, sha(one)), ""},
			{"without any", query(one, nil), ""},
		}},
		{"only", resolvers.PersistedOnly, []step{
			{"another document", query(one, nil), "PERSISTED_QUERY_REQUIRED"},
			{"another document with its hash", byHash(one, sha(one)), "PERSISTED_QUERY_REQUIRED"},
			{"an unknown id", post(`{"documentId":"x"}`), "PERSISTED_QUERY_REQUIRED"},
			{"a trusted text", query(two, nil), ""},
			{"a trusted text with a trusted id", byHash(two, sha(two)), ""},
			{"another text with a trusted id", byHash(one, sha(two)), "BAD_REQUEST"},
			{"another text with the id of a trusted one", post(`{"query":"{stats {engine}}","documentId":"engine"}`), "BAD_REQUEST"},
			{"its id", post(`{"documentId":"engine"}`), ""},
			{"introspection", query("{__schema {queryType {name}}}", nil), "PERSISTED_QUERY_REQUIRED"},
		}},
	}
	for _, tt := range tests {
		h := resolvers.NewHandler(world(t, 0), resolvers.Options{Persisted: tt.mode, Trusted: trusted})
		for _, s := range tt.steps {
			t.Run(tt.name+"/"+s.name, func(t *testing.T) {
				got := send(t, h, s.request)
				if got.code() != s.code || s.code == "" && got.body != answer {
					t.Errorf("got %q, want %q: %s", got.code(), s.code, got.body)
				}
			})
		}
	}
}

// TestPersistedQueriesAreBounded makes more known than there is room for.
func TestPersistedQueriesAreBounded(t *testing.T) {
	h := resolvers.NewHandler(world(t, 0), resolvers.Options{})
	document := func(i int) string { return fmt.Sprintf("{stats {engine}} # %d %s", i, strings.Repeat("x", 100_000)) }
	const n = 200 // 20 MB
	for i := range n {
		if got := send(t, h, byHash(document(i), sha(document(i)))); got.code() != "" {
			t.Fatal(got.body)
		}
	}
	if got := send(t, h, byHash("", sha(document(0)))); got.code() != "PERSISTED_QUERY_NOT_FOUND" {
		t.Errorf("the first is kept: %s", got.body)
	}
	if got := send(t, h, byHash("", sha(document(n-1)))); got.code() != "" {
		t.Errorf("the last is not: %s", got.body)
	}
}

func TestReadTrusted(t *testing.T) {
	both := resolvers.Trusted{"a": one, sha(one): one, "b": two, sha(two): two}
	tests := []struct {
		name  string
		files map[string]string
		read  string
		want  resolvers.Trusted
	}{
		{"a folder", map[string]string{"d/a.graphql": one, "d/b.graphql": two, "d/c.txt": "x"}, "d", both},
		{"an object", map[string]string{"m.json": fmt.Sprintf(`{"a":%q,"b":%q}`, one, two)}, "m.json", both},
		{"Apollo's manifest", map[string]string{"m.json": fmt.Sprintf(
			`{"format":"apollo-persisted-query-manifest","version":1,"operations":[{"id":"a","name":"","type":"query","body":%q},{"id":"b","body":%q}]}`, one, two)}, "m.json", both},
		{"nothing there", nil, "m.json", nil},
		{"no JSON", map[string]string{"m.json": "x"}, "m.json", nil},
		{"another form", map[string]string{"m.json": `{"a":{"b":1}}`}, "m.json", nil},
		{"an empty document", map[string]string{"m.json": `{"a":""}`}, "m.json", nil},
		{"an id twice", map[string]string{"m.json": fmt.Sprintf(
			`{"format":"apollo-persisted-query-manifest","operations":[{"id":"a","body":%q},{"id":"a","body":%q}]}`, one, two)}, "m.json", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fsys := fstest.MapFS{}
			for name, text := range tt.files {
				fsys[name] = &fstest.MapFile{Data: []byte(text)}
			}
			got, err := resolvers.ReadTrusted(fsys, tt.read)
			if (err != nil) != (tt.want == nil) {
				t.Fatalf("error %v", err)
			}
			if err == nil {
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("documents (-want +got):\n%s", diff)
				}
			}
		})
	}
}
