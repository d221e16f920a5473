package export_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/export"
	"entente/graph"
	. "entente/graph/graphtest"
)

const (
	chn, kaz, uzb = graph.EntityID("state:CHN"), graph.EntityID("state:KAZ"), graph.EntityID("state:UZB")
	pact          = graph.EntityID("agreement:pact")
	body          = graph.EntityID("organization:body")
)

func collect(t *testing.T, s graph.Reader, o export.Options) export.Found {
	t.Helper()
	f, _, err := export.Collect(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// shown returns an edge's attributes of the names, "from kind to" before them.
func shown(f export.Found, names ...string) []string {
	var out []string
	for _, e := range f.Edges {
		parts := []string{e["source"] + " " + e["class"] + " " + e["target"]}
		for _, n := range names {
			parts = append(parts, n+"="+e[n])
		}
		out = append(out, strings.Join(parts, " "))
	}
	slices.Sort(out)
	return out
}

func TestMergedEdges(t *testing.T) {
	tests := []struct {
		name  string
		world []graph.Contribution
		want  []string
	}{
		{"days apart and a plan", []graph.Contribution{
			NewDoc("1").On("2025-06-20").Say(chn, graph.Consult, kaz, When("2025-06-17")).Say(chn, graph.Consult, kaz, When("2025-01-02")).
				Say(chn, graph.Consult, kaz, When("2026-05"), As(graph.Intended)).Done(),
			NewDoc("2").On("2025-06-21").Say(chn, graph.Consult, kaz, When("2025-06-17")).Done(),
		}, []string{
			"state:CHN CONSULT INTENDED state:KAZ weight=1 claims=1 relations=1 undated=0 when=2026-05 times=<[2026-05-01, 2026-05-31]> firstSeen=2025-06-20 lastSeen=2025-06-20",
			"state:CHN CONSULT state:KAZ weight=3 claims=3 relations=2 undated=0 when= times=<[2025-01-02, 2025-01-02]; [2025-06-17, 2025-06-17]> firstSeen=2025-06-20 lastSeen=2025-06-21",
		}},
		{"the finest counts", []graph.Contribution{
			NewDoc("1").On("2024-12-31").Say(chn, graph.Aid, kaz, When("2025")).Done(),
			NewDoc("2").On("2025-06-30").Say(chn, graph.Aid, kaz, When("2025-06")).Say(chn, graph.Aid, kaz, When("2025-06-17")).Say(chn, graph.Aid, kaz, When("2025-08")).Done(),
		}, []string{
			"state:CHN AID state:KAZ weight=2 claims=2 relations=4 undated=0 when= times=<[2025-06-17, 2025-06-17]; [2025-08-01, 2025-08-31]> firstSeen=2024-12-31 lastSeen=2025-06-30",
		}},
		{"open ends end with what was said last", []graph.Contribution{
			NewDoc("1").On("2025-06-20").Say(chn, graph.MemberOf, body, When("2001-06-15/..")).Say(kaz, graph.MemberOf, body, When("../1999")).
				Say(uzb, graph.MemberOf, body).Say(uzb, graph.MemberOf, body, When("2010/2012")).Say(uzb, graph.MemberOf, body, When("2012/2014")).
				Say(chn, graph.AllyOf, uzb, When("2031/..")).Done(),
		}, []string{
			"state:CHN ALLY_OF state:UZB weight=1 claims=1 relations=1 undated=0 when=2031/.. times=<[2031-01-01, 2031-01-01]> firstSeen=2025-06-20 lastSeen=2025-06-20",
			"state:CHN MEMBER_OF organization:body weight=1 claims=1 relations=1 undated=0 when=2001-06-15/.. times=<[2001-06-15, 2025-06-20]> firstSeen=2025-06-20 lastSeen=2025-06-20",
			"state:KAZ MEMBER_OF organization:body weight=1 claims=1 relations=1 undated=0 when=../1999 times=<[1999-12-31, 1999-12-31]> firstSeen=2025-06-20 lastSeen=2025-06-20",
			"state:UZB MEMBER_OF organization:body weight=3 claims=3 relations=3 undated=1 when= times=<[2010-01-01, 2014-12-31]> firstSeen=2025-06-20 lastSeen=2025-06-20",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := shown(collect(t, store(t, tt.world...), export.Options{}), "weight", "claims", "relations", "undated", "when", "times", "firstSeen", "lastSeen")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatAnEdgeTells(t *testing.T) {
	s := store(t,
		NewDoc("a").On("2025-06-18").From("Daily").Say(chn, graph.Consult, kaz, When("2025-06-17"), Mutual, By(kaz)).
			With(func(d *graph.Document) { d.URL = "https://daily.example/a" }).Done(),
		NewDoc("b").On("2025-06-19").From("Times").Say(chn, graph.Consult, kaz, When("2025-06-17"), Deny).Done(),
		NewDoc("c").Say(chn, graph.Sanction, uzb, Deny).Say(kaz, graph.HasQuantity, "").Done())
	want := map[string]string{
		"source": "state:CHN", "target": "state:KAZ", "label": "consult", "class": "CONSULT", "weight": "1", "times": "<[2025-06-17, 2025-06-17]>",
		"kind": "CONSULT", "quad": "VERBAL_COOPERATION", "modality": "ACTUAL", "when": "2025-06-17", "earliest": "2025-06-17", "latest": "2025-06-17",
		"relations": "1", "undated": "0", "claims": "1", "denials": "1", "sources": "1", "firstSeen": "2025-06-18", "lastSeen": "2025-06-19",
		"disputed": "true", "mutual": "true", "symmetric": "false", "goldstein": "1", "confidence": "0.5", "quote": "CHN consult KAZ.",
		"assertedBy": "state:KAZ", "documentId": "document:a", "title": "Title of a", "url": "https://daily.example/a", "publishedOn": "2025-06-18",
		"outlet": "Daily", "color": "#6baed6",
	}
	f := collect(t, s, export.Options{})
	if len(f.Edges) != 1 {
		t.Fatalf("%d edges, want the one that a claim affirms and that has two ends", len(f.Edges))
	}
	for id, e := range f.Edges {
		if !strings.HasPrefix(id, "relation:") || !strings.HasPrefix(e["claimId"], "claim:") {
			t.Errorf("ids %q, %q", id, e["claimId"])
		}
		delete(e, "claimId")
		if diff := cmp.Diff(want, e); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestWhatANodeTells(t *testing.T) {
	code := func(scheme, value string, valid graph.Date) graph.Code {
		return graph.Code{Scheme: scheme, Value: value, Valid: valid}
	}
	s := store(t, NewDoc("a").Call(kaz, "Kazakhstan\u2029 ").Say(kaz, graph.Consult, uzb).Record(kaz, func(r *graph.EntityRecord) {
		r.Names = []graph.Name{{Text: "Qazaqstan"}, {Text: "Kazakhstan"}, {Text: "Казахстан", Language: "ru"}, {Text: "Qazaqstan", Language: "kk"}}
		r.Codes = []graph.Code{code("iso3", "KAZ", ""), code("gw", "365", "1816/1991-12-20"), code("gw", "705", "1991-12-21/.."), code("cow", "1", "1900/1910"), code("cow", "2", "1910/1920")}
	}).Done())
	want := map[string]string{"label": "Kazakhstan", "kind": "State", "names": "Qazaqstan | Казахстан", "iso3": "KAZ", "gw": "705", "cow": "2",
		"mentions": "1", "documents": "1", "color": "#56a0dc", "size": "16"}
	if diff := cmp.Diff(want, collect(t, s, export.Options{}).Nodes[string(kaz)]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	past := collect(t, s, export.Options{AsOf: graph.AsOf{Valid: "1950-01-01"}}).Nodes[string(kaz)]
	if past["gw"] != "365" {
		t.Errorf("the code of 1950 is %q", past["gw"])
	}
}

func TestLimits(t *testing.T) {
	s := store(t,
		NewDoc("1").On("2025-06-20").Say(chn, graph.Signed, pact, When("2025-06-17")).Say(kaz, graph.Signed, pact, When("2025-06-18")).
			Say(chn, graph.Consult, kaz, When("2024-01-01")).Say(uzb, graph.MemberOf, body).Say(kaz, graph.Accuse, uzb).Done(),
		NewDoc("2").Record("topic:peace", func(*graph.EntityRecord) {}).Done())
	states := graph.Is("kind", "State")
	signed := graph.Is("kind", "SIGNED")
	all := []string{"agreement:pact", "organization:body", "state:CHN", "state:KAZ", "state:UZB", "topic:peace"}
	tests := []struct {
		name  string
		o     export.Options
		nodes []string
		edges []string
	}{
		{"all", export.Options{}, all, []string{"state:CHN CONSULT state:KAZ", "state:CHN SIGNED agreement:pact", "state:KAZ ACCUSE state:UZB", "state:KAZ SIGNED agreement:pact", "state:UZB MEMBER_OF organization:body"}},
		{"relations", export.Options{Where: signed}, []string{"agreement:pact", "state:CHN", "state:KAZ"}, []string{"state:CHN SIGNED agreement:pact", "state:KAZ SIGNED agreement:pact"}},
		{"entities", export.Options{Entities: states}, []string{"state:CHN", "state:KAZ", "state:UZB"}, []string{"state:CHN CONSULT state:KAZ", "state:KAZ ACCUSE state:UZB"}},
		{"both", export.Options{Entities: states, Where: graph.Is("quad", "VERBAL_CONFLICT")}, []string{"state:KAZ", "state:UZB"}, []string{"state:KAZ ACCUSE state:UZB"}},
		{"nothing is both", export.Options{Entities: states, Where: signed}, nil, nil},
		{"a seed", export.Options{Seeds: []graph.EntityID{uzb}}, []string{"state:UZB"}, nil},
		{"a step", export.Options{Seeds: []graph.EntityID{uzb}, Depth: 1}, []string{"organization:body", "state:KAZ", "state:UZB"}, []string{"state:KAZ ACCUSE state:UZB", "state:UZB MEMBER_OF organization:body"}},
		{"two steps of one kind", export.Options{Seeds: []graph.EntityID{chn}, Depth: 2, Where: signed}, []string{"agreement:pact", "state:CHN", "state:KAZ"}, []string{"state:CHN SIGNED agreement:pact", "state:KAZ SIGNED agreement:pact"}},
		{"steps over states", export.Options{Seeds: []graph.EntityID{chn}, Depth: 3, Entities: states}, []string{"state:CHN", "state:KAZ", "state:UZB"}, []string{"state:CHN CONSULT state:KAZ", "state:KAZ ACCUSE state:UZB"}},
		{"a day", export.Options{AsOf: graph.AsOf{Valid: "2024-06-01"}}, all, []string{"state:CHN CONSULT state:KAZ", "state:KAZ ACCUSE state:UZB", "state:UZB MEMBER_OF organization:body"}},
		{"a day, for a kind", export.Options{AsOf: graph.AsOf{Valid: "2025-06-17"}, Where: signed}, []string{"agreement:pact", "state:CHN"}, []string{"state:CHN SIGNED agreement:pact"}},
		{"before it was known", export.Options{AsOf: graph.AsOf{Known: "2020-01-01T00:00:00.000000Z"}}, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := collect(t, s, tt.o)
			if diff := cmp.Diff(tt.nodes, slices.Sorted(maps.Keys(f.Nodes))); diff != "" {
				t.Errorf("nodes (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.edges, shown(f)); diff != "" {
				t.Errorf("edges (-want +got):\n%s", diff)
			}
			agree(t, s, tt.o)
		})
	}
}

// TestHubs writes more relations of one entity, and more entities, than fit a page.
func TestHubs(t *testing.T) {
	d := NewDoc("hub").On("2025")
	for i := range 1300 {
		other := graph.NewEntityID(graph.KindOrganization, "o"+string(rune('a'+i%26))+strings.Repeat("b", i/26))
		d.Say(chn, graph.Consult, other).Say(chn, graph.Consult, other, When("2024"))
		if i%3 == 0 {
			d.Say(other, graph.Support, chn)
		}
	}
	s := store(t, d.Done())
	f, sum, err := export.Collect(t.Context(), s, export.Options{})
	if err != nil || sum != (export.Summary{Nodes: 1301, Edges: 1300 + 434, Relations: 2600 + 434}) || len(f.Edges) != sum.Edges {
		t.Errorf("%+v, %v", sum, err)
	}
	around, sum, err := export.Collect(t.Context(), s, export.Options{Seeds: []graph.EntityID{chn}, Depth: 1})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f, around); diff != "" {
		t.Errorf("around the hub is something else: %+v", sum)
	}
	_, sum, err = export.Collect(t.Context(), s, export.Options{Parallel: true})
	if err != nil || sum.Edges != 3034 {
		t.Errorf("%+v, %v", sum, err)
	}
}

func TestRefusedOptions(t *testing.T) {
	s := store(t, Fixture("a")...)
	deep := graph.Is("kind", "SIGNED")
	for range 20 {
		w := deep
		deep = graph.Where{Not: &w}
	}
	many := make([]graph.EntityID, export.MaxSeeds+1)
	tests := []struct {
		name   string
		format export.Format
		o      export.Options
		want   error
	}{
		{"the dump takes no filters", export.FormatNDJSON, export.Options{Where: graph.Is("kind", "SIGNED")}, graph.ErrInvalid},
		{"nor a time", export.FormatNDJSON, export.Options{AsOf: graph.AsOf{Valid: "2025-01-01"}}, graph.ErrInvalid},
		{"a dialect of another format", export.FormatGEXF, export.Options{Dialect: export.DialectKumu}, graph.ErrInvalid},
		{"no such dialect", export.FormatCSV, export.Options{Dialect: "excel"}, graph.ErrInvalid},
		{"no such part", export.FormatCSV, export.Options{Part: "both"}, graph.ErrInvalid},
		{"a depth from nowhere", export.FormatGEXF, export.Options{Depth: 1}, graph.ErrInvalid},
		{"too far", export.FormatGEXF, export.Options{Seeds: []graph.EntityID{kaz}, Depth: export.MaxDepth + 1}, graph.ErrInvalid},
		{"too many seeds", export.FormatGEXF, export.Options{Seeds: many}, graph.ErrTooLarge},
		{"a seed that is not there", export.FormatGEXF, export.Options{Seeds: []graph.EntityID{"state:aKAZ", "state:NONE"}}, graph.ErrNotFound},
		{"no such field", export.FormatGEXF, export.Options{Where: graph.Is("colour", "red")}, graph.ErrInvalid},
		{"no such field of an entity", export.FormatGEXF, export.Options{Entities: graph.Is("weight", 1.0)}, graph.ErrInvalid},
		{"too deep", export.FormatGEXF, export.Options{Where: deep}, graph.ErrTooLarge},
		{"no such format", "dot", export.Options{}, graph.ErrInvalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			if _, err := export.Write(t.Context(), s, &b, tt.format, tt.o); !errors.Is(err, tt.want) || b.Len() > 0 {
				t.Errorf("%v after %d bytes, want %v", err, b.Len(), tt.want)
			}
		})
	}
}

func TestParseFormat(t *testing.T) {
	for _, f := range export.Formats() {
		got, err := export.ParseFormat(strings.ToUpper(string(f)))
		if err != nil || got != f || f.Extension() == "" || f.MediaType() == "" || f.Describe() == "" {
			t.Errorf("%s: %s, %v", f, got, err)
		}
	}
	for _, name := range []string{"shapefile", "dot", ""} {
		if _, err := export.ParseFormat(name); !errors.Is(err, graph.ErrInvalid) || !strings.Contains(err.Error(), "gexf, graphml") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// TestBrokenOff ends the context, and the writer, while a file is written.
func TestBrokenOff(t *testing.T) {
	s := store(t, QueryWorld()...)
	for _, f := range export.Formats() {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := export.Write(ctx, s, &strings.Builder{}, f, export.Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want that it was cancelled", f, err)
		}
		if _, err := export.Write(t.Context(), s, broken{}, f, export.Options{}); !errors.Is(err, errBroken) {
			t.Errorf("%s: %v, want the writer's error", f, err)
		}
	}
}

var errBroken = errors.New("broken")

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errBroken }

func TestSeeds(t *testing.T) {
	got := export.Seeds(" kaz ", "", "person:a", "UZB")
	if diff := cmp.Diff([]graph.EntityID{"state:KAZ", "person:a", "state:UZB"}, got); diff != "" {
		t.Error(diff)
	}
}
