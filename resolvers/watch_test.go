package resolvers_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/resolvers"
)

// speaking is a store that tells a statement at each call.
type speaking struct{ graph.Reader }

func (s speaking) FindEntities(ctx context.Context, q graph.Query) ([]graph.Page[graph.Entity], error) {
	graph.TellStatement(ctx, "SELECT entities WHERE name = ?")
	return s.Reader.FindEntities(ctx, q)
}

// TestWatch sees what is told of an operation.
func TestWatch(t *testing.T) {
	type mark struct{}
	var mu sync.Mutex
	var told []string
	tell := func(s string) {
		mu.Lock()
		defer mu.Unlock()
		told = append(told, s)
	}
	o := resolvers.Options{Now: now, Watch: resolvers.Watch{
		Operation: func(ctx context.Context, o resolvers.Operation) (context.Context, func([]string)) {
			tell("begin " + o.Kind + " " + o.Name)
			return context.WithValue(ctx, mark{}, true), func(codes []string) { tell("end " + strings.Join(codes, " ")) }
		},
		Call: func(ctx context.Context, method string) (context.Context, func(error)) {
			if ctx.Value(mark{}) == nil {
				t.Error("a call has another context")
			}
			return ctx, func(err error) { tell(method) }
		},
		Refused: func(_ context.Context, limit string) { tell("refused " + limit) },
	}}
	h := resolvers.NewHandler(world(t, 0), o)
	send(t, h, query(`query Q {states(first: 1) {nodes {name}}}`, nil))
	send(t, h, query(`{dyad(a: "CHN", b: "Atlantis") {id}}`, nil))
	send(t, h, query("{"+strings.Repeat("__typename ", 5000)+"}", nil))
	send(t, h, post(deep(200, "[", "", "]")))
	want := []string{"begin query Q", "FindEntities", "end ", "begin query ", "Entities", "FindEntities", "end NOT_FOUND", "refused tokens", "refused nesting"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}

// TestSlowQueries takes every query for slow, and looks for its values.
func TestSlowQueries(t *testing.T) {
	var log bytes.Buffer
	o := resolvers.Options{Logger: slog.New(slog.NewTextHandler(&log, nil)), Watch: resolvers.Watch{Slow: time.Nanosecond}}
	h := resolvers.NewHandler(speaking{world(t, 0)}, o)
	send(t, h, query(`query Slow($x: String!) {states(first: 777, where: {name: {in: ["secret", $x]}}) {nodes {id}}} # secret`, map[string]any{"x": "hidden"}))
	for _, want := range []string{`operation=Slow`, `document="query Slow ( $ x : String ! ) { states ( first : ? , `, "SELECT entities WHERE name = ?", "FindEntities "} {
		if want = strings.ReplaceAll(want, " , ", " "); !strings.Contains(log.String(), want) {
			t.Errorf("the log does not say %q:\n%s", want, log.String())
		}
	}
	for _, secret := range []string{"secret", "hidden", "777"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log says %q:\n%s", secret, log.String())
		}
	}
	log.Reset()
	o.Watch.Slow = time.Hour
	send(t, resolvers.NewHandler(world(t, 0), o), query(one, nil))
	if log.Len() > 0 {
		t.Errorf("a fast one is logged: %s", log.String())
	}
}

// TestRows reads more items than an operation may.
func TestRows(t *testing.T) {
	o := resolvers.Options{Now: now, Limits: resolvers.Limits{Rows: 20}}
	h := resolvers.NewHandler(world(t, 20), o)
	if got := send(t, h, query("{states(first: 5) {nodes {id}}}", nil)); got.code() != "" {
		t.Errorf("few: %s", got.body)
	}
	got := send(t, h, query("{states(first: 5) {nodes {relations(first: 50) {nodes {id}}}}}", nil))
	if got.code() != "LIMIT_EXCEEDED" || got.answer.Errors[0].Extensions.Limit != "rows" || got.answer.Errors[0].Extensions.Max != 20 {
		t.Errorf("many: %s", got.body)
	}
	// What is shared counts for nobody: names, and a network.
	if got := send(t, h, query(`{search(text: "chnia", first: 2) {totalCount}}`, nil)); got.code() != "" {
		t.Errorf("search: %s", got.body)
	}
	if got := send(t, h, query(`{paths(from: "CHN", to: "KAZ", maxHops: 1, k: 1) {support}}`, nil)); got.code() != "" {
		t.Errorf("paths: %s", got.body)
	}
}
