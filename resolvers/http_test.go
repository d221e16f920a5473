package resolvers_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/resolvers"
)

// response is what came back over HTTP.
type response struct {
	status int
	header http.Header
	body   string
	answer struct {
		Data   json.RawMessage
		Errors []struct {
			Message    string
			Extensions struct {
				Code, Limit string
				Max         float64
			}
		}
	}
}

// code returns the code of the first error, "" for none.
func (r *response) code() string {
	if len(r.answer.Errors) == 0 {
		return ""
	}
	return r.answer.Errors[0].Extensions.Code
}

func send(t *testing.T, h http.Handler, r *http.Request) *response {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	out := &response{status: w.Code, header: w.Header(), body: w.Body.String()}
	if err := json.Unmarshal(w.Body.Bytes(), &out.answer); err != nil {
		t.Fatalf("status %d, body is not JSON: %v\n%.300s", w.Code, err, out.body)
	}
	for _, e := range out.answer.Errors {
		if !slices.Contains(resolvers.Codes(), e.Extensions.Code) {
			t.Errorf("an error with the code %q: %s", e.Extensions.Code, e.Message)
		}
	}
	return out
}

func post(body string, headers ...string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Del(headers[i])
		if headers[i+1] != "" {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	return r
}

func query(q string, variables map[string]any, headers ...string) *http.Request {
	body, _ := json.Marshal(map[string]any{"query": q, "variables": variables})
	return post(string(body), headers...)
}

func get(values url.Values, headers ...string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/graphql?"+values.Encode(), nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

const (
	plain = "application/json; charset=utf-8"
	newer = "application/graphql-response+json; charset=utf-8"
)

func TestGraphQLOverHTTP(t *testing.T) {
	h := resolvers.NewHandler(world(t, 0), resolvers.Options{Now: now})
	accept := "application/graphql-response+json"
	tests := []struct {
		name    string
		request *http.Request
		status  int
		media   string
		code    string
	}{
		{"a query", query("{__typename}", nil), 200, plain, ""},
		{"any media type", query("{__typename}", nil, "Accept", "*/*"), 200, plain, ""},
		{"the newer media type", query("{__typename}", nil, "Accept", accept), 200, newer, ""},
		{"the one preferred", query("{__typename}", nil, "Accept", accept+";q=0.5, application/json"), 200, plain, ""},
		{"none that is offered", query("{__typename}", nil, "Accept", "text/csv"), 406, plain, "BAD_REQUEST"},
		{"by GET", get(url.Values{"query": {"query Q($c: String!) {state(code: $c) {id}}"}, "variables": {`{"c":"CHN"}`}, "operationName": {"Q"}}), 200, plain, ""},
		{"by GET, null for none", get(url.Values{"query": {"{__typename}"}, "variables": {"null"}, "extensions": {"{}"}}), 200, plain, ""},
		{"by GET, broken variables", get(url.Values{"query": {"{__typename}"}, "variables": {"{"}}), 400, plain, "BAD_REQUEST"},
		{"by GET, the query twice", get(url.Values{"query": {"{__typename}", "{__typename}"}}), 400, plain, "BAD_REQUEST"},
		{"by GET, no query", get(url.Values{}), 400, plain, "BAD_REQUEST"},
		{"nulls", post(`{"query":"{__typename}","variables":null,"operationName":null,"extensions":null}`), 200, plain, ""},
		{"no parse", query("{", nil), 200, plain, "GRAPHQL_PARSE_FAILED"},
		{"no parse, newer", query("{", nil, "Accept", accept), 400, newer, "GRAPHQL_PARSE_FAILED"},
		{"unknown field", query("{nonsense}", nil), 200, plain, "GRAPHQL_VALIDATION_FAILED"},
		{"unknown field, newer", query("{nonsense}", nil, "Accept", accept), 400, newer, "GRAPHQL_VALIDATION_FAILED"},
		{"a variable is missing", query("query($c: String!) {state(code: $c) {id}}", nil), 200, plain, "GRAPHQL_VALIDATION_FAILED"},
		{"a variable is missing, newer", query("query($c: String!) {state(code: $c) {id}}", nil, "Accept", accept), 400, newer, "GRAPHQL_VALIDATION_FAILED"},
		{"a field's error", query(`{dyad(a: "CHN", b: "Atlantis") {id}}`, nil, "Accept", accept), 200, newer, "NOT_FOUND"},
		{"one and the same", query(`{dyad(a: "CHN", b: "China") {id}}`, nil), 200, plain, "BAD_USER_INPUT"},
		{"unknown operation", post(`{"query":"query A {__typename}","operationName":"B"}`), 200, plain, "GRAPHQL_VALIDATION_FAILED"},
		{"no query", post(`{"qeury":"{__typename}"}`), 400, plain, "BAD_REQUEST"},
		{"query of a wrong type", post(`{"query":1}`), 400, plain, "BAD_REQUEST"},
		{"operationName of a wrong type", post(`{"query":"{__typename}","operationName":{}}`), 400, plain, "BAD_REQUEST"},
		{"variables of a wrong type", post(`{"query":"{__typename}","variables":"x"}`), 400, plain, "BAD_REQUEST"},
		{"extensions of a wrong type", post(`{"query":"{__typename}","extensions":[]}`), 400, plain, "BAD_REQUEST"},
		{"no body", post(""), 400, plain, "BAD_REQUEST"},
		{"an array", post(`[{"query":"{__typename}"}]`), 400, plain, "BAD_REQUEST"},
		{"text after the value", post(`{"query":"{__typename}"} x`), 400, plain, "BAD_REQUEST"},
		{"invalid UTF-8", post("{\"query\":\"{__typename}\",\"operationName\":\"\xff\"}"), 400, plain, "BAD_REQUEST"},
		{"no content type", post(`{"query":"{__typename}"}`, "Content-Type", ""), 415, plain, "BAD_REQUEST"},
		{"plain text", post(`{"query":"{__typename}"}`, "Content-Type", "text/plain"), 415, plain, "BAD_REQUEST"},
		{"a form", post(`query={__typename}`, "Content-Type", "application/x-www-form-urlencoded"), 415, plain, "BAD_REQUEST"},
		{"a form with files", post(`--x--`, "Content-Type", "multipart/form-data; boundary=x"), 415, plain, "BAD_REQUEST"},
		{"another charset", post(`{"query":"{__typename}"}`, "Content-Type", "application/json; charset=utf-16"), 415, plain, "BAD_REQUEST"},
		{"compressed", post("\x1f\x8b", "Content-Encoding", "gzip"), 415, plain, "BAD_REQUEST"},
		{"PUT", httptest.NewRequest(http.MethodPut, "/graphql", strings.NewReader("{}")), 405, plain, "BAD_REQUEST"},
		{"DELETE", httptest.NewRequest(http.MethodDelete, "/graphql", nil), 405, plain, "BAD_REQUEST"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := send(t, h, tt.request)
			if got.status != tt.status || got.header.Get("Content-Type") != tt.media || got.code() != tt.code {
				t.Errorf("got %d, %s, %q; want %d, %s, %q\n%s", got.status, got.header.Get("Content-Type"), got.code(), tt.status, tt.media, tt.code, got.body)
			}
			if got.status >= 400 && strings.Contains(got.body, `"data"`) {
				t.Errorf("a refused request has data: %s", got.body)
			}
			if got.status == http.StatusMethodNotAllowed && got.header.Get("Allow") == "" {
				t.Error("405 without Allow")
			}
		})
	}
}

// deep returns open, middle and shut, nested n times.
func deep(n int, open, middle, shut string) string {
	return strings.Repeat(open, n) + middle + strings.Repeat(shut, n)
}

// bomb returns fragments each of which spreads the next one ten times.
func bomb(n int) string {
	var b strings.Builder
	b.WriteString("{...F0}")
	for i := range n {
		fmt.Fprintf(&b, " fragment F%d on Query {%s}", i, strings.Repeat(fmt.Sprintf(" ...F%d", i+1), 10))
	}
	fmt.Fprintf(&b, " fragment F%d on Query {__typename}", n)
	return b.String()
}

// TestAttacks sends what is meant to harm. Each is refused before the store is
// asked, or answered by few calls; what it takes of memory is bounded, and the
// answer is small.
func TestAttacks(t *testing.T) {
	store := count(world(t, 200))
	h := resolvers.NewHandler(store, resolvers.Options{Now: now})
	huge := strings.Repeat("x", 2<<20)
	page := func(n int, inner string) string {
		return fmt.Sprintf("{states(first: %d) {nodes {%s}}}", n, inner)
	}
	level := func(n int) string {
		return fmt.Sprintf("relations(first: %d) {nodes {to {", n)
	}
	tests := []struct {
		name    string
		request *http.Request
		code    string
		limit   string
	}{
		{"amplified pages", query(page(100, deep(3, level(100), "id", "}}}")), nil), "LIMIT_EXCEEDED", "cost"},
		{"amplified pages of the default size", query(page(100, deep(5, "relations {nodes {to {", "id", "}}}")), nil), "LIMIT_EXCEEDED", "cost"},
		{"amplified by a variable", query("query($n: Int) {states(first: $n) {nodes {relations(first: $n) {nodes {claims(first: $n) {nodes {id}}}}}}}", map[string]any{"n": 1000}), "LIMIT_EXCEEDED", "cost"},
		{"facets of many", query("{states(first: 1000) {nodes {claims(first: 1) {aggregate {facets(by: KIND) {count}}}}}}", nil), "LIMIT_EXCEEDED", "cost"},
		{"tokens", query("{"+strings.Repeat("__typename ", 50_000)+"}", nil), "LIMIT_EXCEEDED", "tokens"},
		{"aliases", query("{"+aliases(100, "__typename")+"}", nil), "LIMIT_EXCEEDED", "aliases"},
		{"aliases of a page", query("{"+aliases(60, "states(first: 1000) {nodes {relations(first: 10) {nodes {id}}}}")+"}", nil), "LIMIT_EXCEEDED", "pages"},
		{"directives", query("{__typename"+strings.Repeat(" @include(if: true)", 100)+"}", nil), "GRAPHQL_VALIDATION_FAILED", ""},
		{"directives on many fields", query("{"+strings.Repeat("__typename @include(if: true) ", 100)+"}", nil), "LIMIT_EXCEEDED", "directives"},
		{"a bomb of fragments", query(bomb(12), nil), "LIMIT_EXCEEDED", "fields"},
		{"circular fragments", query("{...A} fragment A on Query {...B} fragment B on Query {...A}", nil), "GRAPHQL_VALIDATION_FAILED", ""},
		{"depth", query(`{node(id: "state:CHN") {...on State {`+deep(12, "relations(first: 1) {nodes {to {... on State {", "id", "}}}}")+"}}}", nil), "LIMIT_EXCEEDED", "depth"},
		{"a deep selection", query(deep(1000, "{a", "", "}"), nil), "LIMIT_EXCEEDED", "nesting"},
		{"a deep literal", query("{states(where: "+deep(700, "{NOT: ", "{}", "}")+") {totalCount}}", nil), "LIMIT_EXCEEDED", "nesting"},
		{"a deep filter", query("{states(where: "+deep(30, "{NOT: ", "{}", "}")+") {totalCount}}", nil), "LIMIT_EXCEEDED", "depth of a filter"},
		{"a deep variable", post(`{"query":"query($w: EntityWhere) {states(where: $w) {totalCount}}","variables":{"w":` + deep(100_000, `{"NOT":`, "{}", "}") + "}}"), "LIMIT_EXCEEDED", "nesting"},
		{"a deep list", post(`{"query":"{__typename}","variables":{"x":` + deep(200_000, "[", "", "]") + "}}"), "LIMIT_EXCEEDED", "nesting"},
		{"a large condition", query("query($w: [EntityWhere!]) {states(where: {OR: $w}) {totalCount}}", map[string]any{"w": slices.Repeat([]any{map[string]any{"name": map[string]any{"contains": "a"}}}, 1000)}), "LIMIT_EXCEEDED", "conditions"},
		{"a large body", post(`{"query":"` + huge + `"}`), "LIMIT_EXCEEDED", "body"},
		{"a large URL", get(url.Values{"query": {huge}}), "LIMIT_EXCEEDED", "body"},
		{"too many ids", query("query($i: [ID!]!) {nodes(ids: $i) {id}}", map[string]any{"i": slices.Repeat([]any{"state:CHN"}, 2000)}), "LIMIT_EXCEEDED", "ids"},
		{"a page beyond the largest", query("{states(first: 100000) {totalCount}}", nil), "LIMIT_EXCEEDED", "page size"},
		{"an Int of 64 bits", query("{states(first: 4294967297) {totalCount}}", nil), "BAD_USER_INPUT", ""},
		{"an Int of 64 bits as a variable", query("query($n: Int) {states(first: $n) {totalCount}}", map[string]any{"n": 4294967297}), "BAD_USER_INPUT", ""},
		{"a malformed cursor", query(`{states(after: "bm9uc2Vuc2U") {totalCount}}`, nil), "BAD_USER_INPUT", ""},
		{"introspection in circles", query("{__schema{types{"+deep(12, "fields{type{", "name", "}}")+"}}}", nil), "", ""},
		{"many mistakes", query("{"+strings.Repeat("wrong ", 1000)+"}", nil), "GRAPHQL_VALIDATION_FAILED", ""},
		{"lists of literals", query("{states(where: {name: {in: ["+strings.Repeat(`"a" `, 5000)+"]}}) {totalCount}}", nil), "LIMIT_EXCEEDED", "tokens"},
		{"many operations", query(strings.Repeat("query A {__typename} ", 1000), nil), "LIMIT_EXCEEDED", "tokens"},
		{"many variables", query("query("+strings.Repeat("$a: Int ", 1500)+") {__typename}", nil), "LIMIT_EXCEEDED", "tokens"},
		{"fields that are the same", query("{"+strings.Repeat("stats {engine} ", 700)+"}", nil), "", ""},
		{"fields that overlap", query("{"+strings.Repeat("states {nodes {id}} ", 250)+"}", nil), "LIMIT_EXCEEDED", "pages"},
		{"fragments side by side", query("{"+strings.Repeat("... on Query {stats {engine}} ", 300)+"}", nil), "", ""},
		{"a long name", query("{"+strings.Repeat("q", 900_000)+"}", nil), "GRAPHQL_VALIDATION_FAILED", ""},
		{"a long text", query(`{state(code: "`+strings.Repeat("y", 900_000)+`") {id}}`, nil), "", ""},
		{"a long comment", query("{stats {engine}} #"+strings.Repeat("z", 900_000), nil), "", ""},
		{"a long number", query("{states(first: "+strings.Repeat("9", 900_000)+") {totalCount}}", nil), "GRAPHQL_VALIDATION_FAILED", ""},
		{"many keys in a body", post("{" + strings.Repeat(`"a":1,`, 100_000) + `"query":"{__typename}"}`), "", ""},
		{"deep extensions", post(`{"query":"{__typename}","extensions":` + deep(50_000, `{"a":`, "1", "}") + "}"), "LIMIT_EXCEEDED", "nesting"},
		{"a mutation by GET", get(url.Values{"query": {"mutation {x}"}}), "GRAPHQL_VALIDATION_FAILED", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			clear(store.calls)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got := send(t, h, tt.request)
			runtime.ReadMemStats(&after)
			if n := after.TotalAlloc - before.TotalAlloc; n > 40<<20 {
				t.Errorf("%d bytes are allocated", n)
			}
			if tt.code == "LIMIT_EXCEEDED" && len(store.calls) > 0 {
				t.Errorf("refused after\n%s", store)
			}
			if tt.code != "" && got.code() != tt.code {
				t.Errorf("code %q, want %q: %.500s", got.code(), tt.code, got.body)
			}
			if len(got.answer.Errors) > 0 && got.answer.Errors[0].Extensions.Limit != tt.limit {
				t.Errorf("limit %q, want %q", got.answer.Errors[0].Extensions.Limit, tt.limit)
			}
			if len(got.answer.Errors) > 10 || len(got.body) > 100_000 {
				t.Errorf("%d errors in %d bytes", len(got.answer.Errors), len(got.body))
			}
			if strings.Contains(got.body, "xxxxxxxx") || strings.Contains(got.body, "Did you mean") {
				t.Errorf("the answer tells too much: %.300s", got.body)
			}
		})
	}
}

func aliases(n int, field string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d: %s ", i, field)
	}
	return b.String()
}

// TestNoHints asks for things that are nearly right.
func TestNoHints(t *testing.T) {
	h := resolvers.NewHandler(world(t, 0), resolvers.Options{})
	for _, q := range []string{"{stat}", "{states(firs: 1) {totalCount}}", `{states(where: {nam: {eq: "x"}}) {totalCount}}`, "{node(id: 1) {... on Stat {id}}}", "{states(sort: [{name: AS}]) {totalCount}}"} {
		got := send(t, h, query(q, nil))
		if got.code() != "GRAPHQL_VALIDATION_FAILED" || strings.Contains(got.body, "Did you mean") {
			t.Errorf("%s: %s", q, got.body)
		}
	}
}

func TestIntrospection(t *testing.T) {
	const schema = "{__schema {queryType {name}} __type(name: \"State\") {name}}"
	shown := send(t, resolvers.NewHandler(world(t, 0), resolvers.Options{}), query(schema, nil))
	if want := `{"__schema":{"queryType":{"name":"Query"}},"__type":{"name":"State"}}`; string(shown.answer.Data) != want {
		t.Errorf("got %s, want %s", shown.body, want)
	}
	hidden := resolvers.NewHandler(world(t, 0), resolvers.Options{HideSchema: true})
	if got := send(t, hidden, query(schema, nil)); got.code() != "INTROSPECTION_DISABLED" {
		t.Errorf("hidden: %s", got.body)
	}
	if got := send(t, hidden, query("{__typename}", nil)); got.code() != "" {
		t.Errorf("__typename: %s", got.body)
	}
}

// failing is a store that fails with an error of the given kind.
type failing struct {
	graph.Reader
	err error
}

func (f failing) FindEntities(ctx context.Context, _ graph.Query) ([]graph.Page[graph.Entity], error) {
	if f.err == nil {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	return nil, f.err
}

func (f failing) Stats(context.Context) (graph.Stats, error) { panic("secret") }

func TestErrorsOfTheStore(t *testing.T) {
	secret := errors.New("dial tcp 10.0.0.1: secret")
	for _, tt := range []struct {
		err  error
		code string
	}{
		{secret, "INTERNAL_SERVER_ERROR"},
		{fmt.Errorf("%w: %w", graph.ErrUnavailable, secret), "UNAVAILABLE"},
		{fmt.Errorf("%w: %w", graph.ErrInvalid, secret), "BAD_USER_INPUT"},
		{fmt.Errorf("%w: %w", graph.ErrConflict, secret), "CONFLICT"},
		{fmt.Errorf("%w: %w", graph.ErrTooLarge, secret), "LIMIT_EXCEEDED"},
		{fmt.Errorf("%w: %w", graph.ErrNotFound, secret), "NOT_FOUND"},
		{nil, "TIMEOUT"},
	} {
		t.Run(tt.code, func(t *testing.T) {
			o := resolvers.Options{Limits: resolvers.Limits{Time: 20 * time.Millisecond}}
			h := resolvers.NewHandler(failing{world(t, 0), tt.err}, o)
			got := send(t, h, query("{states {totalCount}}", nil))
			if got.code() != tt.code || strings.Contains(got.body, "secret") {
				t.Errorf("%s", got.body)
			}
		})
	}
	got := send(t, resolvers.NewHandler(failing{Reader: world(t, 0)}, resolvers.Options{}), query("{stats {engine}}", nil))
	if got.code() != "INTERNAL_SERVER_ERROR" || strings.Contains(got.body, "secret") {
		t.Errorf("panic: %s", got.body)
	}
}

// TestHostileTexts puts strings of other languages into every argument that
// takes a text.
func TestHostileTexts(t *testing.T) {
	h := resolvers.NewHandler(world(t, 0), resolvers.Options{Now: now})
	texts := append(graphtest.Hostile(), `' OR 1=1 --`, "`}) DETACH DELETE n //", "+name:* -x AND (", "\u0000", "\u202e", strings.Repeat("a", 100_000))
	const q = `query($s: String!, $i: ID!) {
		a: node(id: $i) {id} b: nodes(ids: [$i]) {id} c: state(code: $s) {id} d: entity(name: $s) {ambiguous} e: entity(id: $i) {ambiguous}
		f: search(text: $s) {totalCount} g: states(where: {OR: [{name: {eq: $s}}, {id: {in: [$i]}}, {text: {matches: $s}}, {names: {eq: $s}}, {out: {some: {to: {name: {contains: $s}}}}}]}) {totalCount}
		h: claims(where: {measure: {startsWith: $s}, document: {title: {gt: $s}}}) {totalCount}
	}`
	for _, s := range texts {
		got := send(t, h, query(q, map[string]any{"s": s, "i": s}))
		for _, e := range got.answer.Errors {
			if e.Extensions.Code != "BAD_USER_INPUT" {
				t.Errorf("%.40q: %s: %s", s, e.Extensions.Code, e.Message)
			}
		}
		for _, r := range []*http.Request{
			query(`query($s: String) {states(after: $s) {totalCount}}`, map[string]any{"s": s}),
			query(`query($s: String) {search(text: "a", after: $s) {totalCount}}`, map[string]any{"s": s}),
			query(`query($s: String!) {dyad(a: $s, b: "CHN") {id}}`, map[string]any{"s": s}),
			query(`query($s: PartialDate) {claims(where: {when: {gt: $s}}) {totalCount}}`, map[string]any{"s": s}),
			query(`query($s: DateTime) {states(asOf: {known: $s}) {totalCount}}`, map[string]any{"s": s}),
			query(`query($s: Day) {states(asOf: {valid: $s}) {totalCount}}`, map[string]any{"s": s}),
		} {
			if got := send(t, h, r); !slices.Contains([]string{"", "BAD_USER_INPUT", "NOT_FOUND", "AMBIGUOUS"}, got.code()) {
				t.Errorf("%.40q: %.300s", s, got.body)
			}
		}
	}
}

// FuzzHandler sends any body: the answer is JSON with known codes, and nothing
// in it is an internal error.
func FuzzHandler(f *testing.F) {
	for _, s := range []string{`{"query":"{__typename}"}`, `{"query":"{states(where:{name:{eq:\"x\"}}){nodes{id}}}"}`, `[]`, `{"query":"query($a:ID!){node(id:$a){id}}","variables":{"a":"state:CHN"}}`, bomb(2)} {
		f.Add(s)
	}
	h := resolvers.NewHandler(world(f, 0), resolvers.Options{Now: now})
	f.Fuzz(func(t *testing.T, body string) {
		if got := send(t, h, post(body)); got.code() == "INTERNAL_SERVER_ERROR" {
			t.Errorf("%s", got.body)
		}
	})
}

// TestDeferIsAnsweredAtOnce asks with a directive that every gqlgen schema has:
// a server may answer such a fragment with the rest.
func TestDeferIsAnsweredAtOnce(t *testing.T) {
	got := ask(t, world(t, 0), `{node(id: "state:KAZ") {id ... on State @defer {name claims(first: 1) {nodes {kind}}}}}`, nil)
	if !strings.Contains(got, `"name": "Kazakhstan"`) || !strings.Contains(got, `"kind": `) {
		t.Errorf("got %s", got)
	}
}
