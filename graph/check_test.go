package graph_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"regexp"
	"slices"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
)

// world returns a store with documents of two sources, a table, and decisions.
func world(t *testing.T) graph.Store {
	t.Helper()
	store := memory.Open()
	at := graph.NewInstant(time.Unix(2e9, 0))
	load := graph.Load{ID: "load:a", State: graph.LoadRunning, Started: at}
	contributions := append(graphtest.Fixture("x"), graphtest.QueryWorld()...)
	contributions = append(contributions, graphtest.Table("table", 2, graphtest.Row{From: "state:KAZ", Kind: graph.Aid, To: "state:CHN"},
		graphtest.Row{From: "state:CHN", Kind: graph.Aid, To: "state:UZB"}, graphtest.Row{From: "state:KAZ", Kind: graph.Aid, To: "state:UZB"})...)
	var rejected graph.ClaimID
	for _, c := range contributions {
		if len(c.Claims) > 0 {
			rejected = c.Claims[0].ID
		}
	}
	if err := store.SaveLoad(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Put(t.Context(), load.ID, at, contributions); err != nil {
		t.Fatal(err)
	}
	for _, d := range []graph.Decision{
		{Kind: graph.DecideSame, Entity: "state:KAZ", Other: "state:UZB", By: "person", At: at},
		{Kind: graph.DecideReject, Claim: rejected, By: "person", At: at},
	} {
		d.Identify()
		if err := store.Decide(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

// crooked is a store of which something is wrong: what it reads goes through
// the functions that are set.
type crooked struct {
	graph.Store
	log       func(graph.LogEntry)
	documents func([]*graph.Document)
	claims    func([]*graph.Claim)
	texts     func([]string)
	byID      func([]*graph.Relation)
	relations func(*graph.Page[graph.Relation])
	entities  func(*graph.Page[graph.Entity])
	sources   func(*graph.Page[graph.Source])
	stats     func(*graph.Stats)
}

func bend[T any](how func(T), v T) {
	if how != nil {
		how(v)
	}
}

func (c *crooked) Log(ctx context.Context) iter.Seq2[graph.LogEntry, error] {
	return func(yield func(graph.LogEntry, error) bool) {
		for e, err := range c.Store.Log(ctx) {
			bend(c.log, e)
			if !yield(e, err) {
				return
			}
		}
	}
}

func (c *crooked) Documents(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]*graph.Document, error) {
	out, err := c.Store.Documents(ctx, ids, at)
	bend(c.documents, out)
	return out, err
}

func (c *crooked) Claims(ctx context.Context, ids []graph.ClaimID, at graph.AsOf) ([]*graph.Claim, error) {
	out, err := c.Store.Claims(ctx, ids, at)
	bend(c.claims, out)
	return out, err
}

func (c *crooked) Texts(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]string, error) {
	out, err := c.Store.Texts(ctx, ids, at)
	bend(c.texts, out)
	return out, err
}

func (c *crooked) Relations(ctx context.Context, ids []graph.RelationID, at graph.AsOf) ([]*graph.Relation, error) {
	out, err := c.Store.Relations(ctx, ids, at)
	bend(c.byID, out)
	return out, err
}

func (c *crooked) FindRelations(ctx context.Context, q graph.Query) ([]graph.Page[graph.Relation], error) {
	out, err := c.Store.FindRelations(ctx, q)
	bend(c.relations, &out[0])
	return out, err
}

func (c *crooked) FindEntities(ctx context.Context, q graph.Query) ([]graph.Page[graph.Entity], error) {
	out, err := c.Store.FindEntities(ctx, q)
	bend(c.entities, &out[0])
	return out, err
}

func (c *crooked) FindSources(ctx context.Context, q graph.Query) ([]graph.Page[graph.Source], error) {
	out, err := c.Store.FindSources(ctx, q)
	bend(c.sources, &out[0])
	return out, err
}

func (c *crooked) Stats(ctx context.Context) (graph.Stats, error) {
	out, err := c.Store.Stats(ctx)
	bend(c.stats, &out)
	return out, err
}

// dropFirst takes the first item out of a page.
func dropFirst[T any](p *graph.Page[T]) { p.Items = slices.Clone(p.Items)[1:] }

// firstOf returns the place of the first thing that is there.
func firstOf[T any](list []*T) int {
	return slices.IndexFunc(list, func(x *T) bool { return x != nil })
}

// A check finds nothing wrong in a store that is right, whatever portions of its
// entities it adds up, and each thing that is wrong in one that is not.
func TestCheck(t *testing.T) {
	tests := []struct {
		name  string
		store crooked
		want  string // a pattern of a fault, "" for no fault at all
	}{
		{"nothing", crooked{}, ""},
		{"a text", crooked{log: func(e graph.LogEntry) {
			if c := e.Contribution; c != nil && c.Document.Format == graph.FormatText {
				c.Text = "!" + c.Text
			}
		}}, `^document:\S+: the text is not the one of its sha256$`},
		{"a quote", crooked{log: func(e graph.LogEntry) {
			if c := e.Claim; c != nil {
				c.Evidence = []graph.Evidence{c.Evidence[0]}
				c.Evidence[0].Quote += "!"
			}
		}}, `^claim:\S+: evidence \d+-\d+ in document:\S+ does not reproduce its quote$`},
		{"a mention", crooked{log: func(e graph.LogEntry) {
			if r := e.Entity; r != nil && len(r.Mentions) > 0 {
				r.Mentions = []graph.Mention{r.Mentions[0]}
				r.Mentions[0].Text += "!"
			}
		}}, `^document:\S+: mention \d+-\d+ of \S+ is not its text$`},
		{"an id", crooked{log: func(e graph.LogEntry) {
			if c := e.Claim; c != nil {
				c.Polarity = graph.Denied
			}
		}}, `claim:\S+: the id is not the claim's content$`},
		{"a document less", crooked{documents: func(d []*graph.Document) { d[0] = nil }}, `^document document:\S+ is missing$`},
		{"another document", crooked{documents: func(d []*graph.Document) { d[0].Title += "!" }}, `^document document:\S+ is not its current reading$`},
		{"a shown text", crooked{texts: func(s []string) { s[0] += "!" }}, `^document document:\S+ has another text than its current reading$`},
		{"a claim less", crooked{claims: func(c []*graph.Claim) { c[max(0, firstOf(c))] = nil }}, `^claim claim:\S+ is missing$`},
		{"another claim", crooked{claims: func(c []*graph.Claim) {
			if i := firstOf(c); i >= 0 {
				c[i].Pair += "!"
			}
		}}, `^claim claim:\S+ is not what its document says$`},
		{"a rejected claim", crooked{claims: func(c []*graph.Claim) {
			for i := range c {
				c[i] = &graph.Claim{}
			}
		}}, `^claim claim:\S+ shows, though a decision rejects it$`},
		{"a claim too many", crooked{stats: func(s *graph.Stats) { s.Claims++ }}, `^the store shows \d+ claims, of which the log has \d+$`},
		{"no such relation", crooked{byID: func(r []*graph.Relation) { r[0] = nil }}, `^relation relation:\S+ is missing$`},
		{"a relation less", crooked{relations: dropFirst[graph.Relation]}, `^the store shows \d+ claims in its relations, of which the log has \d+$`},
		{"another relation", crooked{relations: func(p *graph.Page[graph.Relation]) { p.Items[0].Weight++ }}, `^relation relation:\S+ is not what its claims add up to$`},
		{"a relation of nothing", crooked{relations: func(p *graph.Page[graph.Relation]) { p.Items = append(p.Items, graph.Relation{ID: "relation:zzz"}) }},
			`^relation relation:zzz is in no current claim$`},
		{"an entity less", crooked{entities: dropFirst[graph.Entity]}, `^entity \S+ is missing$`},
		{"another entity", crooked{entities: func(p *graph.Page[graph.Entity]) { p.Items[0].Mentions++ }}, `^entity \S+ is not what its records add up to$`},
		{"an entity of nothing", crooked{entities: func(p *graph.Page[graph.Entity]) { p.Items = append(p.Items, graph.Entity{ID: "state:zzz"}) }},
			`^entity state:zzz is in no current document$`},
		{"a source less", crooked{sources: dropFirst[graph.Source]}, `^source \S+ is missing$`},
		{"another source", crooked{sources: func(p *graph.Page[graph.Source]) { p.Items[0].Name += "!" }}, `^source \S+ is not what its documents say$`},
	}
	for _, tt := range tests {
		for _, entities := range []int{1 << 20, 3} {
			t.Run(fmt.Sprint(tt.name, " by ", entities), func(t *testing.T) {
				store := tt.store
				store.Store = world(t)
				var faults []string
				if err := graph.CheckBy(t.Context(), &store, func(f string) { faults = append(faults, f) }, entities); err != nil {
					t.Fatal(err)
				}
				if tt.want == "" && len(faults) > 0 || tt.want != "" && !slices.ContainsFunc(faults, regexp.MustCompile(tt.want).MatchString) {
					t.Errorf("faults %q, want one like %q", faults, tt.want)
				}
			})
		}
	}
}

// A store that changes under a check says so: what it seems to lack may have
// come or gone.
func TestCheckOfAChangingStore(t *testing.T) {
	asked := int64(0)
	store := crooked{Store: world(t), stats: func(s *graph.Stats) { asked++; s.Seq += asked }}
	if err := graph.Check(t.Context(), &store, func(f string) { t.Error(f) }); !errors.Is(err, graph.ErrConflict) {
		t.Errorf("error %v, want ErrConflict", err)
	}
}
