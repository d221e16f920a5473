package resolvers_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/access"
	"entente/graph"
	. "entente/graph/graphtest"
	"entente/graph/memory"
	"entente/resolvers"
)

// told is what a subscription told: the answer's data, and the cursor.
type told struct {
	ClaimAdded *struct {
		Cursor string
		Claim  struct{ ID string }
	}
	RelationChanged *struct {
		Cursor, Op, ID string
		Relation       *struct{ ID string }
	}
	LoadProgress *struct {
		Cursor string
		Load   struct {
			State  string
			Counts struct{ Added int }
		}
	}
}

type answer struct {
	Data   *told
	Errors []struct {
		Message    string
		Path       []any
		Extensions struct{ Code, Limit string }
	}
}

// next hears the next event of the operation with the id.
func (l *line) next(id string) *told {
	l.Helper()
	var m struct {
		ID, Type string
		Payload  answer
	}
	text := l.hear()
	if err := json.Unmarshal([]byte(text), &m); err != nil || m.ID != id || m.Type != "next" || len(m.Payload.Errors) > 0 {
		l.Fatalf("heard %.300s", text)
	}
	return m.Payload.Data
}

// stream is an event stream as its client holds it.
type stream struct {
	*testing.T
	body *http.Response
	scan *bufio.Scanner
}

func (e *endpoint) listen(ctx context.Context, t *testing.T, query string, headers ...string) *stream {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, e.url+"?"+url.Values{"query": {query}}.Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w, err := e.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Body.Close() })
	scan := bufio.NewScanner(w.Body)
	scan.Buffer(nil, 1<<24)
	return &stream{t, w, scan}
}

// next returns the fields of the next event; nil when the stream ends.
func (s *stream) next() map[string]string {
	s.Helper()
	event := map[string]string{}
	for s.scan.Scan() {
		text := s.scan.Text()
		if text == "" && len(event) > 0 {
			return event
		}
		if name, value, _ := strings.Cut(text, ":"); name != "" {
			event[name] = strings.TrimPrefix(value, " ")
		}
	}
	return nil
}

// answer returns the next answer with its id.
func (s *stream) answer() (*answer, string) {
	s.Helper()
	e := s.next()
	if e["event"] != "next" {
		s.Fatalf("event %v", e)
	}
	var a answer
	if err := json.Unmarshal([]byte(e["data"]), &a); err != nil {
		s.Fatal(err)
	}
	return &a, e["id"]
}

// say writes a document with a claim of its own.
func say(t testing.TB, store graph.Store, n int, kind graph.RelationKind) graph.Claim {
	t.Helper()
	c := named(NewDoc(fmt.Sprintf("new-%05d", n))).On("2025-10-02").From("Wire").Say(chn, kind, kaz, When(graph.Date(fmt.Sprintf("%04d", 1000+n)))).Done()
	if _, err := store.Put(t.Context(), "load:one", at(2), []graph.Contribution{c}); err != nil {
		t.Fatal(err)
	}
	return c.Claims[0]
}

// crowd writes many documents in one go and returns the ids of their claims in
// the order of the feed.
func crowd(t testing.TB, store graph.Store, n int) []string {
	t.Helper()
	stats, err := store.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var all []graph.Contribution
	for i := range n {
		all = append(all, NewDoc(fmt.Sprintf("crowd-%05d", i)).On("2025-10-02").Say(chn, graph.Support, kaz, When(graph.Date(fmt.Sprintf("%04d", 1000+i)))).Done())
	}
	if _, err := store.Put(t.Context(), "load:one", at(2), all); err != nil {
		t.Fatal(err)
	}
	changes, err := store.Changes(t.Context(), stats.Seq, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, c := range changes {
		if strings.HasPrefix(c.ID, "claim:") && c.Op == graph.ChangeAdded {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// TestBacklog resumes again and again, over connections that break, while a
// writer works: every claim comes, in order, none twice.
func TestBacklog(t *testing.T) {
	store := graph.Watch(world(t, 0))
	server := serve(t, resolvers.NewHandler(store, resolvers.Options{Now: now}))
	cursor := cursorOf(t, store)
	want := crowd(t, store, 1000)
	written := make(chan struct{})
	go func() {
		defer close(written)
		for n := range 30 {
			want = append(want, string(say(t, store, n, graph.Aid).ID))
		}
	}()
	var got []string
	for len(got) < 1030 {
		// Connections last for a prime number of events, over both transports.
		l := server.dial(t).init()
		l.say(operation("1", `subscription {claimAdded(after: "`+cursor+`") {cursor claim {id}}}`))
		for range min(137, 1030-len(got)) {
			e := l.next("1").ClaimAdded
			got, cursor = append(got, e.Claim.ID), e.Cursor
		}
		_ = l.CloseNow()
		ctx, cancel := context.WithCancel(t.Context())
		s := server.listen(ctx, t, `subscription {claimAdded {claim {id}}}`, "Last-Event-ID", cursor)
		for range min(41, 1030-len(got)) {
			a, id := s.answer()
			got, cursor = append(got, a.Data.ClaimAdded.Claim.ID), id
		}
		cancel()
	}
	<-written
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("claims (-want +got):\n%.3000s", diff)
	}
}

// TestFilters compares what subscriptions tell with what the lists hold.
func TestFilters(t *testing.T) {
	store := world(t, 3)
	server := serve(t, resolvers.NewHandler(store, resolvers.Options{Now: now}))
	for _, where := range []string{
		`{}`, `{kind: {eq: SIGNED}}`, `{polarity: {eq: DENIED}}`, `{from: {id: {eq: "state:CHN"}}}`,
		`{OR: [{quad: {eq: VERBAL_CONFLICT}}, {document: {title: {contains: "summit"}}}]}`,
		`{between: {a: "state:CHN", b: "state:KAZ"}, NOT: {modality: {eq: INTENDED}}}`,
		`{assertedBy: {name: {eq: "Zhang Xiao"}}, source: {reliability: {eq: "B"}}}`,
	} {
		t.Run(where, func(t *testing.T) {
			var list struct {
				Data struct {
					Claims struct{ Nodes []struct{ ID string } }
				}
			}
			text := ask(t, store, `{claims(first: 1000, where: `+where+`) {nodes {id}}}`, nil)
			if err := json.Unmarshal([]byte(text), &list); err != nil || len(list.Data.Claims.Nodes) == 0 {
				t.Fatalf("no claims to compare: %v\n%.500s", err, text)
			}
			want := map[string]bool{}
			for _, n := range list.Data.Claims.Nodes {
				want[n.ID] = true
			}
			got := map[string]bool{}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			s := server.listen(ctx, t, `subscription {claimAdded(after: "MA", where: `+where+`) {claim {id}}}`)
			for range want {
				a, _ := s.answer()
				got[a.Data.ClaimAdded.Claim.ID] = true
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("claims (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRelationChanged(t *testing.T) {
	store := graph.Watch(world(t, 0))
	server := serve(t, resolvers.NewHandler(store, resolvers.Options{Now: now}))
	l := server.dial(t).init()
	head := cursorOf(t, store)
	l.say(operation("1", `subscription {relationChanged(after: "`+head+`", where: {kind: {in: [AID, SUPPORT]}}) {cursor op id relation {id}}}`))
	l.say(operation("2", `{__typename}`))
	claim := say(t, store, 1, graph.Aid)
	say(t, store, 2, graph.Accuse) // meets no condition
	if _, err := store.Put(t.Context(), "load:one", at(3), []graph.Contribution{named(NewDoc("again")).Say(chn, graph.Aid, kaz, When("1001")).Done()}); err != nil {
		t.Fatal(err)
	}
	id := string(claim.Key(nil).ID())
	var got []string
	for len(got) < 2 {
		text := l.hear()
		if strings.Contains(text, `"id":"2"`) {
			continue
		}
		var m struct{ Payload answer }
		if err := json.Unmarshal([]byte(text), &m); err != nil {
			t.Fatal(err)
		}
		e := m.Payload.Data.RelationChanged
		got = append(got, fmt.Sprint(e.Op, " ", e.ID, " ", e.Relation != nil))
	}
	if diff := cmp.Diff([]string{"ADDED " + id + " true", "UPDATED " + id + " true"}, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	// What goes is told with its id alone, unless the operations leave it out.
	_ = l.Close(1000, "")
	l = server.dial(t).init()
	head = cursorOf(t, store)
	if _, err := store.Unload(t.Context(), "load:one", at(4)); err != nil {
		t.Fatal(err)
	}
	l.say(operation("3", `subscription {relationChanged(after: "`+head+`") {cursor op id relation {id}}}`))
	if e := l.next("3").RelationChanged; e.Op != "REMOVED" || e.Relation != nil {
		t.Errorf("%+v", e)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	s := server.listen(ctx, t, `subscription {relationChanged(after: "`+head+`", ops: [ADDED, UPDATED]) {op}}`)
	if err := store.SaveLoad(t.Context(), graph.Load{ID: "load:three", State: graph.LoadRunning, Started: at(5)}); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Put(t.Context(), "load:three", at(5), []graph.Contribution{named(NewDoc("anew")).Say(chn, graph.Aid, kaz).Done()}); err != nil {
		t.Fatal(err)
	}
	if a, _ := s.answer(); a.Data.RelationChanged.Op != "ADDED" {
		t.Errorf("%+v", a.Data.RelationChanged)
	}
}

// A condition is asked of a relation that went as it was.
func TestRelationWent(t *testing.T) {
	store := graph.Watch(world(t, 0))
	server := serve(t, resolvers.NewHandler(store, resolvers.Options{Now: now}))
	head := cursorOf(t, store)
	aid, accuse := say(t, store, 1, graph.Aid), say(t, store, 2, graph.Accuse)
	if _, err := store.Unload(t.Context(), "load:one", at(4)); err != nil {
		t.Fatal(err)
	}
	if err := store.SaveLoad(t.Context(), graph.Load{ID: "load:three", State: graph.LoadRunning, Started: at(5)}); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Put(t.Context(), "load:three", at(5), []graph.Contribution{named(NewDoc("end")).Say(chn, graph.Protest, "state:END").Done()}); err != nil {
		t.Fatal(err)
	}
	both := []string{string(aid.Key(nil).ID()), string(accuse.Key(nil).ID())}
	slices.Sort(both)
	for where, want := range map[string][]string{
		`{kind: {in: [AID, ACCUSE]}}`: both,
		`{kind: {eq: AID}}`:           {string(aid.Key(nil).ID())},
		`{between: {a: "` + string(chn) + `", b: "` + string(kaz) + `"}, when: {gte: "1002-01-01"}}`: {string(accuse.Key(nil).ID())},
		`{between: {a: "` + string(chn) + `", b: "state:UZB"}, when: {gte: "1001-01-01"}}`:           nil,
		`{from: {id: {eq: "` + string(chn) + `"}}, kind: {eq: AID}}`:                                 {string(aid.Key(nil).ID())},
		`{to: {name: {eq: "Nowhere"}}, kind: {eq: AID}}`:                                             nil,
		`{claims: {some: {polarity: {eq: AFFIRMED}}}, kind: {eq: AID}}`:                              nil,
	} {
		t.Run(where, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			s := server.listen(ctx, t, `subscription {relationChanged(after: "`+head+`", where: {OR: [{to: {id: {eq: "state:END"}}}, `+where+`]}) {op id relation {kind}}}`)
			var got []string
			for {
				a, _ := s.answer()
				e := a.Data.RelationChanged
				if e.Op == "ADDED" {
					break
				}
				if slices.Contains(both, e.ID) {
					got = append(got, e.ID)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("relations that went (-want +got):\n%s", diff)
			}
		})
	}
}

// cursorOf returns the cursor of the feed's end.
func cursorOf(t *testing.T, store graph.Reader) string {
	t.Helper()
	var page struct {
		Data struct{ Changes struct{ Latest string } }
	}
	text := ask(t, store, `{changes(first: 1) {latest}}`, nil)
	if err := json.Unmarshal([]byte(text), &page); err != nil || page.Data.Changes.Latest == "" {
		t.Fatal(text, err)
	}
	return page.Data.Changes.Latest
}

func TestLoadProgress(t *testing.T) {
	store := graph.Watch(memory.Open())
	save := func(state graph.LoadState, added int) {
		l := graph.Load{ID: "load:two", State: state, Started: at(0), Counts: graph.Counts{Added: added}}
		if state != graph.LoadRunning {
			l.Ended = at(9)
		}
		if err := store.SaveLoad(t.Context(), l); err != nil {
			t.Fatal(err)
		}
	}
	save(graph.LoadRunning, 0)
	server := serve(t, resolvers.NewHandler(store, resolvers.Options{Now: now}))
	l := server.dial(t).init()
	l.say(operation("1", `subscription {loadProgress(loadId: "load:two") {cursor load {state counts {added}}}}`))
	for _, step := range []struct {
		state graph.LoadState
		added int
	}{{graph.LoadRunning, 0}, {graph.LoadRunning, 5}, {graph.LoadDone, 7}} {
		if step.added > 0 {
			save(step.state, step.added)
		}
		if e := l.next("1").LoadProgress.Load; e.State != string(step.state) || e.Counts.Added != step.added {
			t.Errorf("%+v, want %+v", e, step)
		}
	}
	l.expect(`{"id":"1","type":"complete"}`)
	s := server.listen(t.Context(), t, `subscription {loadProgress(after: "MA") {load {state}}}`)
	for range 3 {
		if a, _ := s.answer(); a.Data.LoadProgress.Load.State != "DONE" { // as it is now
			t.Errorf("%+v", a.Data.LoadProgress)
		}
	}
}

// TestEventStream checks the other transport: what is asked how is answered how.
func TestEventStream(t *testing.T) {
	h := resolvers.NewHandler(world(t, 0), resolvers.Options{Now: now})
	server := serve(t, h)
	s := server.listen(t.Context(), t, `{__typename}`)
	if got := s.body.Header.Get("Content-Type"); s.body.StatusCode != 200 || got != "text/event-stream; charset=utf-8" {
		t.Errorf("%d %s", s.body.StatusCode, got)
	}
	want := []map[string]string{{"event": "next", "data": `{"data":{"__typename":"Query"}}`}, {"event": "complete", "data": ""}, nil}
	for _, w := range want {
		if diff := cmp.Diff(w, s.next()); diff != "" {
			t.Errorf("events (-want +got):\n%s", diff)
		}
	}
	for query, code := range map[string]string{
		`{`: "GRAPHQL_PARSE_FAILED", `{nonsense}`: "GRAPHQL_VALIDATION_FAILED", `subscription {claimAdded(after: "x") {cursor}}`: "BAD_USER_INPUT",
		`subscription {claimAdded(after: "MTIgMDEyMzQ1Njc4OWFi") {cursor}}`: "CURSOR_EXPIRED",
	} {
		s := server.listen(t.Context(), t, query)
		a, _ := s.answer()
		if len(a.Errors) != 1 || a.Errors[0].Extensions.Code != code || a.Data != nil {
			t.Errorf("%s: %+v", query, a)
		}
		if e := s.next(); e["event"] != "complete" {
			t.Errorf("%s: %v", query, e)
		}
	}
	const news = `subscription {claimAdded {cursor}}`
	for name, tt := range map[string]struct {
		request *http.Request
		status  int
		code    string
	}{
		"a subscription as JSON":          {query(news, nil), 406, "BAD_REQUEST"},
		"a subscription as JSON by GET":   {get(url.Values{"query": {news}}), 406, "BAD_REQUEST"},
		"no query":                        {get(url.Values{}, "Accept", "text/event-stream"), 400, "BAD_REQUEST"},
		"no JSON":                         {post("{", "Accept", "text/event-stream"), 400, "BAD_REQUEST"},
		"a refused stream":                {query("{__typename}", nil, "Accept", "text/event-stream;q=0"), 406, "BAD_REQUEST"},
		"a query of one who also listens": {query("{__typename}", nil, "Accept", "application/json, text/event-stream"), 200, ""},
	} {
		if got := send(t, h, tt.request); got.status != tt.status || got.code() != tt.code {
			t.Errorf("%s: %d %s, want %d %s", name, got.status, got.body, tt.status, tt.code)
		}
	}
	both := server.listen(t.Context(), t, `subscription {claimAdded(after: "MA") {cursor}}`, "Accept", "application/json, text/event-stream")
	if a, id := both.answer(); a.Data.ClaimAdded.Cursor == "" || a.Data.ClaimAdded.Cursor != id {
		t.Errorf("%+v with the id %s", a.Data.ClaimAdded, id)
	}
}

// TestErrorsBelow checks that an error below an event is told in its place and
// that the subscription goes on.
func TestErrorsBelow(t *testing.T) {
	inner := world(t, 0)
	store := &brittle{Store: inner}
	server := serve(t, resolvers.NewHandler(store, resolvers.Options{Now: now}))
	store.broken.Store(true)
	s := server.listen(t.Context(), t, `subscription {claimAdded(after: "MA") {claim {id document {id}}}}`)
	a, _ := s.answer()
	if len(a.Errors) != 1 || a.Errors[0].Extensions.Code != "UNAVAILABLE" || cmp.Diff([]any{"claimAdded", "claim", "document"}, a.Errors[0].Path) != "" {
		t.Errorf("%+v", a.Errors)
	}
	if a, _ := s.answer(); len(a.Errors) != 1 {
		t.Errorf("%+v", a)
	}
}

// brittle is a store whose documents cannot be read at times.
type brittle struct {
	graph.Store
	broken atomic.Bool
}

func (b *brittle) Documents(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]*graph.Document, error) {
	if b.broken.Load() {
		return nil, graph.ErrUnavailable
	}
	return b.Store.Documents(ctx, ids, at)
}

// TestSlowReaders drops clients that take nothing, tells them why, and serves
// others meanwhile.
func TestSlowReaders(t *testing.T) {
	store := world(t, 0)
	synctest.Test(t, func(t *testing.T) {
		var dropped atomic.Int32
		var log bytes.Buffer
		server, end := servePiped(resolvers.NewHandler(store, resolvers.Options{Streams: resolvers.Streams{Beat: time.Hour},
			Logger: slog.New(slog.NewTextHandler(&log, nil)),
			Watch: resolvers.Watch{Refused: func(_ context.Context, limit string) {
				if limit == "stall" {
					dropped.Add(1)
				}
			}}}))
		defer end()
		silent := server.dial(t).init() // takes nothing, not even the reason
		silent.say(operation("1", `subscription {claimAdded(after: "MA") {cursor}}`))
		slow := server.dial(t).init()
		slow.say(operation("1", `subscription {claimAdded(after: "MA") {cursor}}`))
		<-time.After(9 * time.Second) // slow, but within the limit
		slow.next("1")
		s := server.listen(t.Context(), t, `subscription {claimAdded(after: "MA") {cursor}}`)
		quick := server.dial(t).init()
		quick.say(operation("1", `subscription {claimAdded(after: "MA") {cursor}}`))
		for range 40 {
			quick.next("1")
		}
		_ = quick.Close(1000, "")
		<-time.After(11 * time.Second)
		code, reason := slow.closed()
		if want := "LIMIT_EXCEEDED: a message was not taken within the limit stall of 10s"; code != 1013 || reason != want {
			t.Errorf("closed with %d %s", code, reason)
		}
		var last *answer
		for e := s.next(); e["event"] == "next"; e = s.next() {
			last = &answer{}
			if err := json.Unmarshal([]byte(e["data"]), last); err != nil {
				t.Fatal(err)
			}
		}
		if last == nil || len(last.Errors) != 1 || last.Errors[0].Extensions.Limit != "stall" {
			t.Errorf("the last event: %+v", last)
		}
		<-time.After(time.Second)
		synctest.Wait()
		if n := dropped.Load(); n != 3 || strings.Count(log.String(), `level=WARN msg="a slow reader was dropped" limit=stall max=10s`) != 3 {
			t.Errorf("%d drops are told of, and the log says\n%s", n, log.String())
		}
	})
}

// TestStopping ends streams when the server is to stop, so that clients resume.
func TestStopping(t *testing.T) {
	store := world(t, 0)
	synctest.Test(t, func(t *testing.T) {
		stopping := make(chan struct{})
		server, end := servePiped(resolvers.NewHandler(store, resolvers.Options{Stopping: stopping}))
		defer end()
		const news = `subscription {claimAdded {cursor}}`
		l := server.dial(t).init()
		l.say(operation("1", news))
		s := server.listen(t.Context(), t, news)
		synctest.Wait()
		close(stopping)
		if code, reason := l.closed(); code != 1001 || reason != "the server is stopping" {
			t.Errorf("closed with %d %s", code, reason)
		}
		if e := s.next(); e != nil {
			t.Errorf("an event at the end: %v", e)
		}
		if err := s.scan.Err(); err != nil {
			t.Error(err)
		}
	})
}

// TestExpiry ends streams when the credentials of their callers expire, and says so.
func TestExpiry(t *testing.T) {
	store := world(t, 0)
	synctest.Test(t, func(t *testing.T) {
		h := resolvers.NewHandler(store, resolvers.Options{})
		server, end := servePiped(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			h.ServeHTTP(w, r.WithContext(access.With(r.Context(), access.Principal{ID: "token:ann", Role: access.Reader, Until: time.Now().Add(90 * time.Second)})))
		}))
		defer end()
		const news = `subscription {claimAdded {cursor}}`
		l := server.dial(t).init()
		begun := time.Now()
		if code, reason := l.closed(); code != 4403 || reason != "the credentials have expired" || time.Since(begun) != 90*time.Second {
			t.Errorf("closed with %d %s after %v", code, reason, time.Since(begun))
		}
		s := server.listen(t.Context(), t, news)
		begun = time.Now()
		if e, _ := s.answer(); len(e.Errors) != 1 || e.Errors[0].Extensions.Code != resolvers.CodeUnauthenticated || time.Since(begun) != 90*time.Second {
			t.Errorf("%+v after %v", e, time.Since(begun))
		}
	})
}

// TestBeats sends signs of life, and lets go of clients that give none.
func TestBeats(t *testing.T) {
	store := world(t, 0)
	synctest.Test(t, func(t *testing.T) {
		server, end := servePiped(resolvers.NewHandler(store, resolvers.Options{}))
		defer end()
		ctx, cancel := context.WithCancel(t.Context())
		s := server.listen(ctx, t, `subscription {claimAdded {cursor}}`)
		for range 3 {
			if !s.scan.Scan() || s.scan.Text() != ":" || !s.scan.Scan() {
				t.Errorf("no sign of life: %q", s.scan.Text())
			}
		}
		cancel()
		dead := server.dial(t).init() // reads nothing any more
		<-time.After(time.Minute)
		if err := dead.Write(t.Context(), 1, []byte(`{"type":"ping"}`)); err == nil {
			t.Error("a client without a sign of life is still there")
		}
	})
}

// TestNothingIsLeft ends many connections in many ways and waits until no
// goroutine is left of them; one that stays would hang the bubble.
func TestNothingIsLeft(t *testing.T) {
	store := graph.Watch(world(t, 0))
	before := runtime.NumGoroutine()
	synctest.Test(t, func(t *testing.T) {
		server, end := servePiped(resolvers.NewHandler(store, resolvers.Options{}))
		for i := range 20 {
			l := server.dial(t).init()
			for id := range 5 {
				l.say(operation(fmt.Sprint(id), `subscription {claimAdded(where: {kind: {eq: AID}}) {cursor}}`))
			}
			ctx, cancel := context.WithCancel(t.Context())
			s := server.listen(ctx, t, `subscription {claimAdded(after: "MA") {cursor}}`)
			s.answer()
			switch i % 3 {
			case 0:
				_ = l.Close(1000, "")
			case 1:
				_ = l.CloseNow()
			case 2:
				l.say(`{"type":"complete","id":"1"}`)
				_ = l.Close(1000, "")
			}
			cancel()
		}
		end()
		synctest.Wait()
	})
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
}

// TestTimeOfAnEvent ends the answering of an event that takes too long.
func TestTimeOfAnEvent(t *testing.T) {
	inner := world(t, 0)
	synctest.Test(t, func(t *testing.T) {
		store := hanging{inner}
		server, end := servePiped(resolvers.NewHandler(store, resolvers.Options{Limits: resolvers.Limits{Read: time.Hour}}))
		defer end()
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		s := server.listen(ctx, t, `subscription {claimAdded(after: "MA") {claim {id document {id}}}}`)
		a, _ := s.answer()
		if len(a.Errors) != 1 || a.Errors[0].Extensions.Code != "TIMEOUT" {
			t.Errorf("%+v", a.Errors)
		}
	})
}

// hanging is a store whose documents never come.
type hanging struct{ graph.Store }

func (hanging) Documents(ctx context.Context, _ []graph.DocumentID, _ graph.AsOf) ([]*graph.Document, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}
