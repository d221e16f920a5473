package resolvers_test

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"entente/graph"
	. "entente/graph/graphtest"
	"entente/graph/memory"
)

const (
	chn, kaz, kgz, tjk, tkm, uzb = graph.EntityID("state:CHN"), graph.EntityID("state:KAZ"), graph.EntityID("state:KGZ"),
		graph.EntityID("state:TJK"), graph.EntityID("state:TKM"), graph.EntityID("state:UZB")
	central = graph.EntityID("group:central-asia")
	sco     = graph.EntityID("organization:shanghai-cooperation-organization")
	astana  = graph.EntityID("agreement:astana-declaration")
	treaty  = graph.EntityID("agreement:treaty-of-good-neighbourliness")
	visa    = graph.EntityID("agreement:visa-exemption")
	summit  = graph.EntityID("meeting:second-china-central-asia-summit")
	railway = graph.EntityID("project:china-kyrgyzstan-uzbekistan-railway")
	belt    = graph.EntityID("initiative:belt-and-road")
	evils   = graph.EntityID("topic:three-forces-of-evil")
	city    = graph.EntityID("place:astana")
	xi      = graph.EntityID("person:xi-jinping")
	tokayev = graph.EntityID("person:kassym-jomart-tokayev")
	envoy   = graph.EntityID("person:zhang-xiao")
)

func via(group graph.EntityID) func(*graph.Claim) {
	return func(c *graph.Claim) { c.Via = &graph.Via{Group: group} }
}

func attributes(a graph.Attributes) func(*graph.Claim) {
	return func(c *graph.Claim) { c.Attributes = a }
}

func actsFor(state graph.EntityID) func(*graph.Claim) {
	return func(c *graph.Claim) { c.From.ActsFor = &state }
}

func figure(measure, op, value, unit string) func(*graph.Claim) {
	return func(c *graph.Claim) { c.Quantity = &graph.Quantity{Measure: measure, Op: op, Value: value, Unit: unit} }
}

func named(d *Doc) *Doc {
	for id, name := range map[graph.EntityID]string{
		chn: "China", kaz: "Kazakhstan", kgz: "Kyrgyzstan", tjk: "Tajikistan", tkm: "Turkmenistan", uzb: "Uzbekistan",
		central: "Central Asia", sco: "Shanghai Cooperation Organization", astana: "Astana Declaration",
		treaty: "Treaty of Good-Neighbourliness", visa: "Agreement on Mutual Visa Exemption", summit: "second China–Central Asia summit",
		railway: "China–Kyrgyzstan–Uzbekistan railway", belt: "Belt and Road", evils: "three forces of evil", city: "Astana",
		xi: "Xi Jinping", tokayev: "Kassym-Jomart Tokayev", envoy: "Zhang Xiao",
	} {
		d.Call(id, name)
	}
	return d
}

// lexicon is what the built-in lexicon brings: codes, names, membership.
func lexicon() graph.Contribution {
	d := named(NewDoc("lexicon")).With(func(d *graph.Document) {
		d.Format = graph.FormatLexicon
		d.Source = graph.Source{ID: "source:lexicon", Name: "Lexicon"}
	})
	for id, codes := range map[graph.EntityID][3]string{chn: {"CN", "156", "710"}, kaz: {"KZ", "398", "705"}, kgz: {"KG", "417", "703"}} {
		d.Record(id, func(r *graph.EntityRecord) {
			r.Codes = []graph.Code{{Scheme: "iso2", Value: codes[0]}, {Scheme: "iso3", Value: strings.TrimPrefix(string(id), "state:")},
				{Scheme: "m49", Value: codes[1]}, {Scheme: "cow", Value: codes[2]}}
		})
	}
	d.Record(chn, func(r *graph.EntityRecord) {
		r.Names = []graph.Name{{Text: "中国", Language: "zh-Hans", Type: "name"}, {Text: "People's Republic of China", Language: "en", Type: "formal"},
			{Text: "Beijing", Language: "en", Type: "capital"}}
	})
	for _, s := range []graph.EntityID{kaz, kgz, tjk, tkm, uzb} {
		d.Say(s, graph.MemberOf, central, When("1991/.."))
	}
	for _, s := range []graph.EntityID{chn, kaz, kgz, tjk, uzb} {
		d.Say(s, graph.MemberOf, sco, When("2001-06-15/.."))
	}
	return d.Done()
}

// article is an ambassador's article on a summit.
func article() graph.Contribution {
	sign, by := When("2025-06-17"), By(envoy)
	d := named(NewDoc("article")).On("2025-06-18").With(func(d *graph.Document) {
		d.Title, d.Author, d.URL = "A summit for the region", "Zhang Xiao", "https://example.org/article"
		d.Source = graph.Source{ID: "source:steppe-dispatch", Name: "Steppe Dispatch", Owner: kaz, Reliability: "B"}
	})
	d.Say(chn, graph.Signed, astana, sign, by, attributes(graph.Attributes{"by": "Xi Jinping"}))
	d.Say(central, graph.Signed, astana, sign, by)
	for _, s := range []graph.EntityID{kaz, kgz, tjk, tkm, uzb} {
		d.Say(s, graph.Signed, astana, sign, by, via(central))
	}
	d.Say(astana, graph.AdoptedAt, summit, sign).Say(summit, graph.HeldIn, city, sign).Say(city, graph.PartOf, kaz)
	d.Say(kaz, graph.Hosts, summit, sign).Say(xi, graph.ParticipatesIn, summit, sign, actsFor(chn)).Say(tokayev, graph.ParticipatesIn, summit, When("2025-06"), actsFor(kaz))
	d.Say(xi, graph.HoldsOffice, chn, attributes(graph.Attributes{"office": "President"})).Say(tokayev, graph.HoldsOffice, kaz, When("2019-03-20/.."), attributes(graph.Attributes{"office": "President"}))
	d.Say(chn, graph.Agree, kaz, sign, Mutual, by).Say(xi, graph.Consult, tokayev, When("2025-06-16"), func(c *graph.Claim) {
		a, b := chn, kaz
		c.From.ActsFor, c.To.ActsFor = &a, &b
	})
	d.Say(chn, graph.Aid, kaz, As(graph.Intended), by, figure("aid", ">", "1500000000", "yuan"))
	d.Say(chn, graph.Opposes, evils, by).Say(kaz, graph.Upholds, belt, by).Say(railway, graph.PartOf, belt, by)
	return d.Done()
}

// chronology is another source on the same pair.
func chronology() graph.Contribution {
	d := named(NewDoc("chronology")).On("2025-09-01").From("Border Studies Notes")
	d.Say(chn, graph.Signed, treaty, When("2002-12-23")).Say(kaz, graph.Signed, treaty, When("2002-12-23")).Say(treaty, graph.EnteredIntoForce, "", When("2003-08"))
	d.Say(chn, graph.Signed, visa, When("2023-05-17")).Say(kaz, graph.Signed, visa, When("2023-05-17")).Say(visa, graph.EnteredIntoForce, "", When("2023-11-10"))
	d.Say(chn, graph.Signed, astana, When("2025-06-17")).Say(chn, graph.Consult, kaz, When("2025-06"), SaidOn("2025-08"))
	return d.Done()
}

// rail tells of the railway; two sources disagree.
func rail() []graph.Contribution {
	one := named(NewDoc("rail-one")).On("2024-12-28").From("Tien Shan Wire")
	one.Say(railway, graph.Connects, chn).Say(railway, graph.Connects, kgz).Say(railway, graph.Connects, uzb).
		Say(chn, graph.Finances, railway).Say(kgz, graph.Builds, railway, When("2024-12-27/..")).
		Say(railway, graph.HasQuantity, "", figure("length", "=", "523", "kilometres")).Say(chn, graph.Cooperate, kgz, When("2024-12-27"))
	two := named(NewDoc("rail-two")).On("2025-03").From("Eastern Rail Review")
	two.Say(railway, graph.HasQuantity, "", figure("length", "~", "486", "kilometres")).Say(chn, graph.Finances, railway, Deny)
	return []graph.Contribution{one.Done(), two.Done()}
}

// quarrel tells of two neighbours that answer each other month by month.
func quarrel() []graph.Contribution {
	one := named(NewDoc("quarrel-one")).On("2024-02-20").With(func(d *graph.Document) {
		d.Source = graph.Source{ID: "source:tien-shan-wire", Name: "Tien Shan Wire", Owner: kgz}
	})
	one.Say(tjk, graph.Sanction, kgz, When("2024-01-10")).Say(kgz, graph.Sanction, tjk, When("2024-02-03")).
		Say(tjk, graph.Accuse, kgz, When("2024-02-05")).Say(kgz, graph.Accuse, tjk).Say(kgz, graph.Accuse, tjk, When("2024"))
	two := named(NewDoc("quarrel-two")).On("2024-06-02").From("Border Studies Notes")
	two.Say(tjk, graph.Sanction, kgz, When("2024-01-10")).Say(tjk, graph.Agree, kgz, When("2024-04-30"), Mutual).
		Say(kgz, graph.Agree, tjk, When("2024-04-30"), Mutual).Say(kgz, graph.Aid, tjk, When("2024-05-20")).
		Say(tjk, graph.Consult, kgz, When("2024-04")).Say(tjk, graph.Consult, kgz, When("2024-04-12")).
		Say(tjk, graph.Assault, kgz, When("2024-05-01"), Deny)
	return []graph.Contribution{one.Done(), two.Done()}
}

// more are further documents of the same kind about the same states.
func more(n int) []graph.Contribution {
	var out []graph.Contribution
	for i := range n {
		pact := graph.EntityID(fmt.Sprintf("agreement:pact-%d", i))
		talks := graph.EntityID(fmt.Sprintf("meeting:talks-%d", i))
		date := graph.Date(fmt.Sprintf("20%02d-01-02", i%20))
		out = append(out, named(NewDoc(fmt.Sprintf("more-%d", i))).On(date).From("Wire").
			Say(chn, graph.Signed, pact, When(date)).Say(kaz, graph.Signed, pact, When(date)).Say(pact, graph.AdoptedAt, talks, When(date)).
			Say(central, graph.Signed, pact, When(date)).Say(kgz, graph.Signed, pact, When(date), via(central)).
			Say(chn, graph.Hosts, talks, When(date)).Say(kaz, graph.ParticipatesIn, talks, When(date)).
			Say(chn, graph.Consult, kaz, When(date)).Say(kaz, graph.Support, chn, SaidOn(date), By(tokayev)).Done())
	}
	return out
}

func at(n int) graph.Instant {
	return graph.NewInstant(time.Date(2025, 10, 1, 12, n, 0, 0, time.UTC))
}

// world is a store with the documents above and further ones.
func world(t testing.TB, further int) graph.Store {
	t.Helper()
	store := memory.Open()
	all := slices.Concat([]graph.Contribution{lexicon(), article(), chronology()}, rail(), quarrel(), more(further))
	load := graph.Load{ID: "load:one", State: graph.LoadDone, Started: at(0), Ended: at(1), Inputs: []string{"documents"}, Extractor: Extractor,
		Refusals: []graph.Refusal{{Input: "documents/noise.bin", Code: graph.RefusedBinary, Message: "not a text"}}}
	if err := store.SaveLoad(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Put(t.Context(), load.ID, at(1), all); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close(context.WithoutCancel(t.Context())) })
	return store
}

// counting counts the calls that reach a store.
type counting struct {
	graph.Reader
	mu    sync.Mutex
	calls map[string]int
	// fail says with which error a call to a method fails; nil for none.
	fail func(method string) error
}

func count(r graph.Reader) *counting { return &counting{Reader: r, calls: make(map[string]int)} }

// add counts a call, and returns the error with which it is to fail.
func (c *counting) add(name string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls[name]++
	if c.fail == nil {
		return nil
	}
	return c.fail(name)
}

// String tells the calls by name, in order of the names.
func (c *counting) String() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(c.calls)) {
		fmt.Fprintf(&b, "%s %d\n", name, c.calls[name])
	}
	return b.String()
}

func (c *counting) Entities(ctx context.Context, ids []graph.EntityID, at graph.AsOf) ([]*graph.Entity, error) {
	if err := c.add("Entities"); err != nil {
		return nil, err
	}
	return c.Reader.Entities(ctx, ids, at)
}

func (c *counting) Relations(ctx context.Context, ids []graph.RelationID, at graph.AsOf) ([]*graph.Relation, error) {
	if err := c.add("Relations"); err != nil {
		return nil, err
	}
	return c.Reader.Relations(ctx, ids, at)
}

func (c *counting) Claims(ctx context.Context, ids []graph.ClaimID, at graph.AsOf) ([]*graph.Claim, error) {
	if err := c.add("Claims"); err != nil {
		return nil, err
	}
	return c.Reader.Claims(ctx, ids, at)
}

func (c *counting) Documents(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]*graph.Document, error) {
	if err := c.add("Documents"); err != nil {
		return nil, err
	}
	return c.Reader.Documents(ctx, ids, at)
}

func (c *counting) Sources(ctx context.Context, ids []graph.SourceID, at graph.AsOf) ([]*graph.Source, error) {
	if err := c.add("Sources"); err != nil {
		return nil, err
	}
	return c.Reader.Sources(ctx, ids, at)
}

func (c *counting) Loads(ctx context.Context, ids []graph.LoadID) ([]*graph.Load, error) {
	if err := c.add("Loads"); err != nil {
		return nil, err
	}
	return c.Reader.Loads(ctx, ids)
}

func (c *counting) FindEntities(ctx context.Context, q graph.Query) ([]graph.Page[graph.Entity], error) {
	if err := c.add("FindEntities"); err != nil {
		return nil, err
	}
	return c.Reader.FindEntities(ctx, q)
}

func (c *counting) FindRelations(ctx context.Context, q graph.Query) ([]graph.Page[graph.Relation], error) {
	if err := c.add("FindRelations"); err != nil {
		return nil, err
	}
	return c.Reader.FindRelations(ctx, q)
}

func (c *counting) FindClaims(ctx context.Context, q graph.Query) ([]graph.Page[graph.Claim], error) {
	if err := c.add("FindClaims"); err != nil {
		return nil, err
	}
	return c.Reader.FindClaims(ctx, q)
}

func (c *counting) FindDocuments(ctx context.Context, q graph.Query) ([]graph.Page[graph.Document], error) {
	if err := c.add("FindDocuments"); err != nil {
		return nil, err
	}
	return c.Reader.FindDocuments(ctx, q)
}

func (c *counting) FindSources(ctx context.Context, q graph.Query) ([]graph.Page[graph.Source], error) {
	if err := c.add("FindSources"); err != nil {
		return nil, err
	}
	return c.Reader.FindSources(ctx, q)
}

func (c *counting) FindLoads(ctx context.Context, q graph.Query) ([]graph.Page[graph.Load], error) {
	if err := c.add("FindLoads"); err != nil {
		return nil, err
	}
	return c.Reader.FindLoads(ctx, q)
}

func (c *counting) Facets(ctx context.Context, q graph.Query, by graph.Field) ([]graph.Facet, error) {
	if err := c.add("Facets"); err != nil {
		return nil, err
	}
	return c.Reader.Facets(ctx, q, by)
}

func (c *counting) Records(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([][]graph.EntityRecord, error) {
	if err := c.add("Records"); err != nil {
		return nil, err
	}
	return c.Reader.Records(ctx, ids, at)
}

func (c *counting) Texts(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]string, error) {
	if err := c.add("Texts"); err != nil {
		return nil, err
	}
	return c.Reader.Texts(ctx, ids, at)
}

func (c *counting) Changes(ctx context.Context, after int64, limit int) ([]graph.Change, error) {
	if err := c.add("Changes"); err != nil {
		return nil, err
	}
	return c.Reader.Changes(ctx, after, limit)
}

func (c *counting) Stats(ctx context.Context) (graph.Stats, error) {
	if err := c.add("Stats"); err != nil {
		return graph.Stats{}, err
	}
	return c.Reader.Stats(ctx)
}

func (c *counting) Together(ctx context.Context, asks []graph.Ask) ([]graph.Answer, error) {
	if err := c.add("Together"); err != nil {
		return nil, err
	}
	return c.Reader.Together(ctx, asks)
}
