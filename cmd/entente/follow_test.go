package main_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// heard is an answer of one of the subscriptions below.
type heard struct {
	Data struct {
		ClaimAdded *struct {
			Cursor string
			Claim  struct{ ID string }
		}
		RelationChanged *struct {
			Op, ID   string
			Relation *struct{ ClaimCount int }
		}
		LoadProgress *struct {
			Load struct {
				ID, State string
				Counts    struct{ Added int }
			}
		}
	}
	Errors []struct{ Message string }
}

// subscribed opens an event stream and returns what gives its next answer.
func subscribed(t *testing.T, address, subscription string) func() heard {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"?"+url.Values{"query": {subscription}}.Encode(), nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/event-stream")
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Body.Close() })
	lines := bufio.NewScanner(w.Body)
	return func() heard {
		t.Helper()
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var h heard
				if err := json.Unmarshal([]byte(data), &h); err != nil || len(h.Errors) > 0 {
					t.Fatalf("%v: %s", err, data)
				}
				return h
			}
		}
		t.Fatalf("the stream of %s ended: %v", subscription, lines.Err())
		return heard{}
	}
}

// A server tells what another process loads into its store, on each engine
// alike: all claims once, in the order of the feed, relations and the load.
func TestFollowingALoad(t *testing.T) {
	eachStore(t, func(t *testing.T, _ string) {
		must(t, "load", wires(t, 3))
		address := endpoint(t)
		var page struct {
			Data struct {
				Changes struct {
					Latest string
					Nodes  []struct{ ID, Op string }
				}
			}
		}
		asked := func(query string) {
			t.Helper()
			w, err := http.Get(address + "?" + url.Values{"query": {query}}.Encode())
			if err != nil {
				t.Fatal(err)
			}
			defer w.Body.Close()
			body, err := io.ReadAll(w.Body)
			if err == nil {
				err = json.Unmarshal(body, &page)
			}
			if err != nil || page.Data.Changes.Latest == "" {
				t.Fatalf("%v: %s", err, body)
			}
		}
		asked("{changes(first: 1) {latest}}")
		begin := page.Data.Changes.Latest
		live := subscribed(t, address, "subscription {claimAdded {claim {id}}}")
		signed := subscribed(t, address, `subscription {relationChanged(where: {kind: {eq: SIGNED}}, ops: [ADDED]) {op id relation {claimCount}}}`)
		progress := subscribed(t, address, "subscription {loadProgress {load {id state counts {added}}}}")
		cmd, out := process(t, "load", wires(t, 70))
		if err := cmd.Wait(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		asked(`{changes(after: "` + begin + `", kinds: [CLAIM], first: 1000) {latest nodes {id op}}}`)
		var want []string
		for _, c := range page.Data.Changes.Nodes {
			if c.Op == "ADDED" {
				want = append(want, c.ID)
			}
		}
		if len(want) < 70 {
			t.Fatalf("%d claims", len(want))
		}
		for name, next := range map[string]func() heard{"live": live, "backlog": subscribed(t, address, `subscription {claimAdded(after: "`+begin+`") {claim {id}}}`)} {
			var got []string
			for range want {
				got = append(got, next().Data.ClaimAdded.Claim.ID)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: claims (-want +got):\n%.2000s", name, diff)
			}
		}
		if r := signed().Data.RelationChanged; r.Op != "ADDED" || r.Relation == nil || r.Relation.ClaimCount < 1 {
			t.Errorf("%+v", r)
		}
		var states []string
		for !slices.Contains(states, "DONE") {
			l := progress().Data.LoadProgress.Load
			if !slices.Contains(states, l.State) {
				states = append(states, l.State)
			}
			if l.State == "DONE" && l.Counts.Added != 67 { // three were there
				t.Errorf("%+v", l)
			}
		}
	})
}
