package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/extract"
	"entente/graph"
	"entente/graph/neo4j"
	"entente/graph/sqlite"
	"entente/internal/neo4jtest"
	"entente/loaders"
	"entente/resolvers"
)

// opened is a store that is measured, its address, and the server that it is in.
type opened struct {
	graph.Store
	address string
	server  neo4jtest.Server // the zero value for an engine of this process
}

// inFile returns an empty store in a file.
func inFile(t *testing.T) opened {
	t.Helper()
	path := filepath.Join(t.TempDir(), "events.db")
	store, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return opened{Store: store, address: "sqlite:" + path}
}

// keepVariable is the name of the variable of the environment that, where it is
// set, leaves what the server holds, so that the table is loaded into it once.
const keepVariable = "ENTENTE_KEEP"

// inServer returns an empty store in the Neo4j server that the environment
// names, and skips the test where it names none.
func inServer(t *testing.T) opened {
	t.Helper()
	if os.Getenv(neo4jtest.AddressVariable) == "" {
		t.Skip(neo4jtest.AddressVariable + " names no server; go run ./internal/neo4jtest/run -- go test ... starts one")
	}
	server := neo4jtest.Start(t)
	if os.Getenv(keepVariable) == "" {
		server.Clear(t)
	}
	store, err := neo4j.Open(t.Context(), neo4j.Options{URI: server.URI, User: server.User, Password: server.Password})
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("ENTENTE_NEO4J_USER", server.User)
	t.Setenv("ENTENTE_NEO4J_PASSWORD", server.Password)
	return opened{store, server.URI, server}
}

// loadTable loads the table, unless the store was kept and has it.
func loadTable(t *testing.T, data string, store graph.Store, rows int) {
	t.Helper()
	ctx := context.Background()
	t.Cleanup(func() { _ = store.Close(ctx) })
	switch stats, err := store.Stats(ctx); {
	case err != nil:
		t.Fatal(err)
	case stats.Claims >= rows:
		t.Logf("the store was kept: %+v", stats)
		return
	}
	e, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	inputs, err := loaders.Find([]string{filepath.Join(data, "tables", "icews14.tsv")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	l, err := loaders.Load(ctx, store, inputs, loaders.Options{Extractor: e, Now: clock})
	if err != nil || l.Counts.Refused > 0 {
		t.Fatalf("%v, refused %v", err, l.Refusals)
	}
	t.Logf("loaded in %v: %+v", time.Since(begun).Round(time.Millisecond), l.Counts)
}

// questions asks the example queries of a store, with variables, and unpacks
// their answers.
type questions struct {
	*testing.T
	store graph.Store
}

func (q questions) ask(name string, variables map[string]any, into any) {
	q.Helper()
	files, err := filepath.Glob("../../examples/queries/" + name + "-*.graphql")
	if err != nil || len(files) != 1 {
		q.Fatalf("%s: %v, %v", name, files, err)
	}
	query, err := os.ReadFile(files[0])
	if err != nil {
		q.Fatal(err)
	}
	q.query(filepath.Base(files[0]), string(query), variables, into)
}

func (q questions) query(name, query string, variables map[string]any, into any) {
	q.Helper()
	begun := time.Now()
	// What an answer says is asked here, on a machine that may do other work; what
	// it may take is asked by the hostile queries.
	patient := resolvers.Limits{Time: 5 * time.Minute, Read: time.Minute, Database: time.Minute}
	a := resolvers.Execute(context.Background(), q.store, resolvers.Request{Query: query, Variables: variables}, resolvers.Options{Now: clock, Limits: patient})
	if len(a.Errors) > 0 {
		q.Fatalf("%s: %v", name, a.Errors)
	}
	if err := json.Unmarshal(a.Data, into); err != nil {
		q.Fatal(err)
	}
	q.Logf("%s answered in %v", name, time.Since(begun).Round(time.Millisecond))
}

type facet struct {
	Value string
	Count int
}

// TestMeasureEvents loads a table of 90,730 coded events, on SQLite, and on Neo4j
// where there is a server. It asks the questions of it, and compares the answers
// with numbers that it works out from the table itself; it writes it to files,
// which are to be the same; and it sends hostile queries.
func TestMeasureEvents(t *testing.T) {
	data := os.Getenv("ENTENTE_DATA")
	if data == "" {
		t.Skip("ENTENTE_DATA names no folder of data")
	}
	x, written := readTable(t, data), make(files)
	measure := func(t *testing.T, store opened) {
		loadTable(t, data, store, len(x.rows))
		t.Run("questions", func(t *testing.T) { measureQuestions(t, data, x, store) })
		t.Run("files", func(t *testing.T) { written.measure(t, store.address) })
		t.Run("hostile", func(t *testing.T) { measureHostile(t, store.Store, store.server) })
	}
	t.Run("sqlite", func(t *testing.T) { measure(t, inFile(t)) })
	t.Run("neo4j", func(t *testing.T) { measure(t, inServer(t)) })
}

func measureQuestions(t *testing.T, data string, x *table, store graph.Store) {
	q := questions{t, store}
	q.whole(x)
	for _, pair := range [][2]string{{"CHN", "JPN"}, {"RUS", "UKR"}, {"IND", "PAK"}, {"IRN", "USA"}} {
		t.Run(pair[0]+"-"+pair[1], func(t *testing.T) {
			p := questions{t, store}
			lines := p.lines(x, pair[0], pair[1])
			p.balance(pair[0], pair[1], lines)
			p.told(pair[0], pair[1], lines)
			p.met(pair[0], pair[1], lines)
			p.others(x, pair[0], pair[1])
		})
	}
	q.nothing()
	q.members(data)
	q.hub(x)
	q.course(x)
}

// whole compares counts over the whole table.
func (q questions) whole(x *table) {
	var got struct {
		Claims    struct{ TotalCount int }
		Documents struct {
			Nodes []struct{ PublishedOn string }
		}
		Kinds struct {
			Aggregate struct{ Facets []facet }
		}
	}
	q.query("the whole", `{
		claims(where: { source: { id: { eq: "source:icews" } } }) { totalCount }
		documents(where: { format: { eq: "table" } }) { nodes { publishedOn } }
		kinds: claims(where: { source: { id: { eq: "source:icews" } } }) { aggregate { facets(by: KIND) { value count } } }
	}`, nil, &got)
	want := make(map[string]int)
	first, last := x.rows[0].when, x.rows[0].when
	for _, r := range x.rows {
		want[r.kind]++
		first, last = min(first, r.when), max(last, r.when)
	}
	kinds := make(map[string]int)
	for _, f := range got.Kinds.Aggregate.Facets {
		kinds[f.Value] = f.Count
	}
	if diff := cmp.Diff(want, kinds); diff != "" || got.Claims.TotalCount != len(x.rows) {
		q.Errorf("%d claims, want %d; kinds (-want +got):\n%s", got.Claims.TotalCount, len(x.rows), diff)
	}
	if len(got.Documents.Nodes) != 1 || got.Documents.Nodes[0].PublishedOn != first+"/"+last {
		q.Errorf("the table is %v, want %s/%s", got.Documents.Nodes, first, last)
	}
}

// lines returns the rows that the store has between two states, and checks
// them: each is in the table; those that the names alone tell are all there; of
// the others one end at least is somebody who acts for one of the two.
func (q questions) lines(x *table, a, b string) []told {
	q.Helper()
	var out []told
	got := make(map[string]bool)
	for _, c := range q.claims(a, b) {
		line := c.Evidence[0].Quote
		row, ok := x.byLine[line]
		if !ok || got[line] {
			q.Errorf("%q is no line of the table, or there twice", line)
		}
		got[line] = true
		out = append(out, told{row, c.From, c.To})
		for _, side := range []struct {
			name string
			end
		}{{row.from, c.From}, {row.to, c.To}} {
			if s := x.state(side.name); s != "" && "state:"+s != side.Entity.ID {
				q.Errorf("%s: %s is %s", line, side.name, side.Entity.ID)
			}
			if p := side.party(); p != "state:"+a && p != "state:"+b {
				q.Errorf("%s: %s acts for %s", line, side.name, p)
			}
		}
	}
	for line := range x.between(a, b) {
		if !got[line] {
			q.Errorf("%s is missing", line)
		}
	}
	q.Logf("%d rows, of which %d by the names of states alone", len(out), len(x.between(a, b)))
	return out
}

// claimed is a claim as the test reads it.
type claimed struct {
	From, To end
	Evidence []struct{ Quote string }
}

// claims returns all claims of the table between two states, page by page.
func (q questions) claims(a, b string) []claimed {
	q.Helper()
	const query = `query ($a: String!, $b: String!, $after: String) { dyad(a: $a, b: $b) {
		claims(where: { source: { id: { eq: "source:icews" } } }, first: 500, after: $after) {
			pageInfo { hasNextPage endCursor }
			nodes { from { actsFor { id } entity { id kind } } to { actsFor { id } entity { id kind } } evidence { quote } }
		} } }`
	var out []claimed
	variables := map[string]any{"a": a, "b": b, "after": nil}
	for {
		var got struct {
			Dyad struct {
				Claims struct {
					PageInfo struct {
						HasNextPage bool
						EndCursor   string
					}
					Nodes []claimed
				}
			}
		}
		q.query("a page of claims", query, variables, &got)
		page := got.Dyad.Claims
		if out = append(out, page.Nodes...); !page.PageInfo.HasNextPage {
			return out
		}
		variables["after"] = page.PageInfo.EndCursor
	}
}

// balance compares questions 2, 8 and 16 with the sums of the rows.
func (q questions) balance(a, b string, lines []told) {
	q.Helper()
	var got struct {
		Dyad struct {
			Balance struct {
				Buckets []struct {
					Period            string
					Net               int
					Goldstein         float64
					Forward, Backward []struct {
						Key   string
						Count int
					}
				}
			}
		}
	}
	q.ask("02", map[string]any{"a": a, "b": b, "from": "2014-01-01", "until": "2014-12-31"}, &got)
	want, sums := months(a, lines), make(map[string]*bucket)
	for _, x := range got.Dyad.Balance.Buckets {
		s := &bucket{Forward: make(map[string]int), Backward: make(map[string]int), Net: x.Net}
		for _, y := range x.Forward {
			s.Forward[y.Key] = y.Count
		}
		for _, y := range x.Backward {
			s.Backward[y.Key] = y.Count
		}
		if sums[x.Period] = s; len(x.Forward)+len(x.Backward) == 0 {
			delete(sums, x.Period)
		}
	}
	weights := q.weights(a, b)
	for month, x := range want {
		if math.Abs(x.Goldstein-weights[month]) > 1e-6 {
			q.Errorf("%s: Goldstein %v, want %v", month, weights[month], x.Goldstein)
		}
		x.Goldstein = 0
	}
	if diff := cmp.Diff(want, sums); diff != "" || len(got.Dyad.Balance.Buckets) != 12 {
		q.Errorf("balance of %d months (-want +got):\n%s", len(got.Dyad.Balance.Buckets), diff)
	}
	q.answers(a, b, want)
	q.covered(a, b)
}

// weights asks for the balance by weight.
func (q questions) weights(a, b string) map[string]float64 {
	q.Helper()
	var got struct {
		Dyad struct {
			Balance struct {
				Buckets []struct {
					Period string
					Value  float64
				}
			}
		}
	}
	q.query("the balance by weight", `query ($a: String!, $b: String!) { dyad(a: $a, b: $b) { balance(weight: GOLDSTEIN) { buckets { period value } } } }`, map[string]any{"a": a, "b": b}, &got)
	out := make(map[string]float64)
	for _, x := range got.Dyad.Balance.Buckets {
		out[x.Period] = x.Value
	}
	return out
}

// answers compares question 8: the correlation of the two sides' nets, a month
// apart.
func (q questions) answers(a, b string, by map[string]*bucket) {
	q.Helper()
	var got struct {
		Dyad struct {
			Next struct {
				Forward, Backward struct {
					N           int
					Correlation *float64
				}
			}
		}
	}
	q.ask("08", map[string]any{"a": a, "b": b}, &got)
	net := func(side map[string]int) float64 {
		return float64(side["VERBAL_COOPERATION"] + side["MATERIAL_COOPERATION"] - side["VERBAL_CONFLICT"] - side["MATERIAL_CONFLICT"])
	}
	// The table covers its whole year, so that a month without a row is zero.
	first, last := slices.Min(slices.Collect(maps.Keys(by))), slices.Max(slices.Collect(maps.Keys(by)))
	var x, y []float64
	for month := 1; month < 12; month++ {
		now, later := fmt.Sprintf("2014-%02d", month), fmt.Sprintf("2014-%02d", month+1)
		if now < first || later > last {
			continue
		}
		a, b := 0.0, 0.0
		if by[now] != nil {
			a = net(by[now].Forward)
		}
		if by[later] != nil {
			b = net(by[later].Backward)
		}
		x, y = append(x, a), append(y, b)
	}
	r := got.Dyad.Next.Backward
	if r.N != len(x) || r.Correlation == nil || math.Abs(*r.Correlation-pearson(x, y)) > 1e-9 {
		q.Errorf("reciprocity %+v, want n %d and %v", r, len(x), pearson(x, y))
	}
}

// covered compares question 16: the table covers each month of its year, and
// none before.
func (q questions) covered(a, b string) {
	q.Helper()
	var got struct {
		Known struct {
			Periods []struct {
				Period, Level string
				DocumentCount int
			}
		}
	}
	q.ask("16", map[string]any{"a": a, "b": b, "from": "2013-12-01", "until": "2014-12-31"}, &got)
	for i, p := range got.Known.Periods {
		if want := min(i, 1); p.DocumentCount != want || (p.Level == "NONE") != (want == 0) {
			q.Errorf("coverage of %s: %+v", p.Period, p)
		}
	}
	if len(got.Known.Periods) != 13 {
		q.Errorf("%d periods", len(got.Known.Periods))
	}
}

// told compares questions 7 and 9: all rows are news since before the load, and
// one source tells them.
func (q questions) told(a, b string, lines []told) {
	q.Helper()
	var news struct {
		Dyad struct {
			Changes struct{ Added struct{ TotalCount int } }
		}
	}
	for since, want := range map[string]int{"2025-12-30": len(lines), "2026-01-02": 0} {
		q.ask("07", map[string]any{"a": a, "b": b, "since": since}, &news)
		if got := news.Dyad.Changes.Added.TotalCount; got != want {
			q.Errorf("%d claims since %s, want %d", got, since, want)
		}
	}
	var who struct {
		Dyad struct {
			Claims struct{ Aggregate struct{ Sources []facet } }
		}
	}
	q.ask("09", map[string]any{"a": a, "b": b}, &who)
	if diff := cmp.Diff([]facet{{"source:icews", len(lines)}}, who.Dyad.Claims.Aggregate.Sources); diff != "" {
		q.Errorf("sources (-want +got):\n%s", diff)
	}
}

// met compares questions 12, 17 and 18: meetings, people, and the rows behind
// an edge.
func (q questions) met(a, b string, lines []told) {
	q.Helper()
	meetings, people, edges := make(map[string]bool), make(map[string]bool), make(map[string]int)
	for _, l := range lines {
		if l.kind == "CONSULT" {
			meetings[l.event()] = true
		}
		if l.kind == "CONSULT" && l.from.Entity.ID == "state:"+a && l.to.Entity.ID == "state:"+b {
			edges[l.when]++
		}
		for _, e := range []end{l.from, l.to} {
			if e.Entity.Kind == "Person" {
				people[e.Entity.ID] = true
			}
		}
	}
	var met struct{ Relations struct{ TotalCount int } }
	q.ask("12", map[string]any{"a": "state:" + a, "b": "state:" + b}, &met)
	var who struct {
		Dyad struct {
			People struct {
				Nodes []struct {
					Offices []struct{ Of struct{ Name string } }
				}
			}
			Everyone struct{ TotalCount int }
		}
	}
	q.ask("17", map[string]any{"a": a, "b": b, "day": "2014-12-31"}, &who)
	if met.Relations.TotalCount != len(meetings) || who.Dyad.Everyone.TotalCount != len(people) {
		q.Errorf("%d meetings, want %d; %d people, want %d", met.Relations.TotalCount, len(meetings), who.Dyad.Everyone.TotalCount, len(people))
	}
	if n := len(who.Dyad.People.Nodes); n > len(people) || n == 0 && len(people) > 0 {
		q.Errorf("%d of %d people hold an office", n, len(people))
	}
	var behind struct {
		Relations struct {
			TotalCount int
			Nodes      []struct {
				When   string
				Claims struct{ TotalCount int }
			}
		}
	}
	q.ask("18", map[string]any{"from": "state:" + a, "kind": "CONSULT", "to": "state:" + b}, &behind)
	if behind.Relations.TotalCount != len(edges) {
		q.Errorf("%d relations, want %d", behind.Relations.TotalCount, len(edges))
	}
	for _, r := range behind.Relations.Nodes {
		if r.Claims.TotalCount != edges[r.When] {
			q.Errorf("%s: %d claims, want %d", r.When, r.Claims.TotalCount, edges[r.When])
		}
	}
}

// others compares question 3: every state that the table ties to both, by their
// names alone, is among the third parties.
func (q questions) others(x *table, a, b string) {
	q.Helper()
	var got struct {
		Dyad struct {
			ThirdParties struct{ Nodes []struct{ ID string } }
		}
	}
	q.query("third parties", `query ($a: String!, $b: String!) { dyad(a: $a, b: $b) { thirdParties(where: { kind: { eq: State } }, first: 1000) { nodes { id } } } }`,
		map[string]any{"a": a, "b": b}, &got)
	tied := make(map[string][2]bool)
	for _, r := range x.rows {
		from, to := x.state(r.from), x.state(r.to)
		for _, pair := range [][2]string{{from, to}, {to, from}} {
			t := tied[pair[0]]
			tied[pair[0]] = [2]bool{t[0] || pair[1] == a, t[1] || pair[1] == b}
		}
	}
	var ids []string
	for _, n := range got.Dyad.ThirdParties.Nodes {
		ids = append(ids, n.ID)
	}
	for s, t := range tied {
		if s != "" && s != a && s != b && t[0] && t[1] && !slices.Contains(ids, "state:"+s) {
			q.Errorf("third party %s is missing", s)
		}
	}
}

// nothing compares what the table does not tell: agreements, figures, and
// anything before it was loaded.
func (q questions) nothing() {
	q.Helper()
	var agreements struct {
		Dyad struct {
			Agreements, InForce struct{ Nodes []struct{ Name string } }
		}
	}
	for _, question := range []string{"01", "05"} {
		q.ask(question, map[string]any{"a": "CHN", "b": "JPN"}, &agreements)
	}
	var figures struct {
		Projects struct{ Nodes []struct{ Name string } }
	}
	q.ask("13", nil, &figures)
	if len(agreements.Dyad.Agreements.Nodes)+len(agreements.Dyad.InForce.Nodes)+len(figures.Projects.Nodes) > 0 {
		q.Errorf("agreements %v, figures %v", agreements, figures)
	}
	var before struct{ Claims struct{ TotalCount int } }
	q.ask("06", map[string]any{"a": "CHN", "b": "JPN", "known": "2025-12-31"}, &before)
	if before.Claims.TotalCount != 0 {
		q.Errorf("%d claims known before the load", before.Claims.TotalCount)
	}
}

// members compares question 11: who was a member of an organisation on a day.
func (q questions) members(data string) {
	q.Helper()
	want := make(map[string]bool)
	for _, row := range readCSV(q.T, filepath.Join(data, "codes", "groups.csv")) {
		on := func(day string) bool { return row["from"] <= day && (row["to"] == "" || row["to"] >= day) }
		if row["group"] == "nato" && row["role"] == "member" && on("2014-06-01") {
			want["state:"+row["iso3"]] = true
		}
	}
	var got struct {
		Organizations struct {
			Nodes []struct {
				Members struct{ Nodes []struct{ ID string } }
			}
		}
	}
	q.query("members", `{ organizations(where: { id: { eq: "organization:nato" } }) { nodes { members(at: "2014-06-01", first: 100) { nodes { id } } } } }`, nil, &got)
	members := make(map[string]bool)
	for _, n := range got.Organizations.Nodes {
		for _, m := range n.Members.Nodes {
			members[m.ID] = true
		}
	}
	if diff := cmp.Diff(want, members); diff != "" || len(want) == 0 {
		q.Errorf("members of NATO (-want +got):\n%s", diff)
	}
	var six struct {
		Claims struct{ Nodes []struct{ Kind string } }
	}
	if q.ask("11", map[string]any{"day": "2014-06-01"}, &six); len(six.Claims.Nodes) > 0 {
		q.Errorf("%v signed by a group", six.Claims.Nodes)
	}
}
