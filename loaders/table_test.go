package loaders_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
	"entente/loaders"
	"entente/loaders/icews"
)

// tableOf returns a table of n rows between states, their parts and people.
func tableOf(n int) string {
	actors := []string{"China", "Police (Australia)", "Citizen (India)", "Angela Merkel", "European Union", "Government (Japan)", "Jane Unknown", "Acme Trading Company"}
	events := []string{"Consult", "Make an appeal or request", "Criticize or denounce", "Use conventional military force"}
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "2014-%02d-%02d\t%s\t%s\t%s\n", i%12+1, i%28+1, actors[i%len(actors)], events[i%len(events)], actors[(i/3+1)%len(actors)])
	}
	return b.String()
}

func TestTable(t *testing.T) {
	store := memory.Open()
	rows := "2014-03-01\tPolice (Australia)\tArrest, detain, or charge with legal action\tCitizen (India)\nbad\n" +
		"2014-03-02\tAngela Merkel\tHost a visit\tXi Jinping\n2014-03-03\tCitizen (International)\tDemonstrate or rally\tMiddle East\n"
	dir := folder(t, map[string]string{"events.tsv": rows})
	l := load(t, store, find(t, dir+"/events.tsv"), options(t))
	want := []graph.Refusal{{Input: dir + "/events.tsv", Line: 2, Code: graph.RefusedFormat, Message: "the row has 1 cells; it should have date, actor, event and actor, tab-separated"}}
	if diff := cmp.Diff(want, l.Refusals); diff != "" || l.Counts.Added != 1 {
		t.Errorf("%+v, refusals (-want +got):\n%s", l.Counts, diff)
	}
	id := graph.DocumentID("document:path:icews/events.tsv")
	pages, err := store.FindClaims(context.Background(), graph.Query{Subject: graph.SubjectClaim, Where: graph.Where{Field: "document", Op: graph.Eq, Value: string(id)}, First: 10})
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[string]string)
	for _, c := range pages[0].Items {
		got[string(c.When)] = fmt.Sprintf("%s %s %s %s %s %v %v %s %s", party(&c.From), c.Kind, party(c.To), c.SaidOn, c.Source, c.Attributes["cameo"], c.Attributes["goldstein"], c.Pair, c.Evidence[0].Quote)
	}
	if diff := cmp.Diff(map[string]string{
		"2014-03-01": "state:AUS/COP COERCE state:IND/CVL 2014-03-01 source:icews 173 -5 state:AUS|state:IND " + strings.Split(rows, "\n")[0],
		"2014-03-02": "person:angela-merkel/GOV>state:DEU CONSULT person:xi-jinping/GOV>state:CHN 2014-03-02 source:icews 043 2.8 state:CHN|state:DEU " + strings.Split(rows, "\n")[2],
		"2014-03-03": "actor:citizen-international/CVL PROTEST group:middle-east 2014-03-03 source:icews 141 -6.5 actor:citizen-international|group:middle-east " + strings.Split(rows, "\n")[3],
	}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if err := graph.Check(context.Background(), store, func(fault string) { t.Error(fault) }); err != nil {
		t.Fatal(err)
	}
}

// party shows an actor with role and whom he acts for.
func party(a *graph.Actor) string {
	s := string(a.ID)
	if a.Role != nil {
		s += "/" + *a.Role
	}
	if a.ActsFor != nil {
		s += ">" + string(*a.ActsFor)
	}
	return s
}

func TestTableSource(t *testing.T) {
	store := memory.Open()
	in := loaders.FromReader("-", strings.NewReader(tableOf(3)))
	in.Path, in.Source = "", "Our own coders"
	load(t, store, []loaders.Input{in}, options(t))
	sources, err := store.Sources(context.Background(), []graph.SourceID{"source:our-own-coders"}, graph.AsOf{})
	if err != nil || sources[0] == nil || sources[0].Name != "Our own coders" {
		t.Errorf("%v, %v", sources, err)
	}
}

// TestTableKilled loads a table, is stopped in the middle, and loads it again:
// nothing shows until the last part, and in the end it is there once.
func TestTableKilled(t *testing.T) {
	dir := folder(t, map[string]string{"events.tsv": tableOf(2*icews.PartRows + 100)})
	want := memory.Open()
	whole := load(t, want, find(t, dir), options(t))
	once := graphtest.Dump(t, want)

	store := memory.Open()
	empty := graphtest.Dump(t, store)
	killed := stopped(t, store, dir)
	if n := claimsOf(t, store, "source:icews"); n != 0 {
		t.Errorf("%d claims of a table that is not complete", n)
	}
	again := load(t, store, find(t, dir), options(t))
	if again.Counts.Added != 1 || again.Counts.Refused != 0 {
		t.Errorf("again: %+v", again.Counts)
	}
	if diff := cmp.Diff(once, graphtest.Dump(t, store)); diff != "" {
		t.Errorf("after a kill and a load (-loaded once +got):\n%s", diff)
	}
	twice := load(t, store, find(t, dir), options(t))
	if twice.Counts.Added != 0 || twice.Counts.Unchanged != 1 || twice.Counts.ClaimsAdded != 0 {
		t.Errorf("twice: %+v, once %+v", twice.Counts, whole.Counts)
	}
	if diff := cmp.Diff(once, graphtest.Dump(t, store)); diff != "" {
		t.Errorf("loaded twice (-once +got):\n%s", diff)
	}
	for _, id := range []graph.LoadID{killed, again.ID, twice.ID} {
		if _, err := store.Unload(context.Background(), id, twice.Ended); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(empty, graphtest.Dump(t, store)); diff != "" {
		t.Errorf("unloaded (-empty +got):\n%s", diff)
	}
}

// stopped loads until the first part has landed, and returns the load's id.
func stopped(t *testing.T, store graph.Store, dir string) graph.LoadID {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	o := options(t)
	o.Progress = func(p loaders.Progress) {
		if p.Claims > icews.PartRows {
			cancel()
		}
	}
	l, err := loaders.Load(ctx, store, find(t, dir), o)
	if !errors.Is(err, context.Canceled) || l.State != graph.LoadFailed {
		t.Fatalf("%v, %s", err, l.State)
	}
	return l.ID
}

func claimsOf(t *testing.T, store graph.Store, source string) int {
	t.Helper()
	pages, err := store.FindClaims(context.Background(), graph.Query{Subject: graph.SubjectClaim, Where: graph.Where{Field: "source", Op: graph.Eq, Value: source}, Total: true})
	if err != nil {
		t.Fatal(err)
	}
	return pages[0].Total
}
