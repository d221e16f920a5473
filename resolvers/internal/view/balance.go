package view

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente/graph"
)

// event is what claims of one relation tell was done between two actors.
type event struct {
	kind    graph.RelationKind
	when    graph.Date
	forward bool
	claims  []*graph.Claim
}

// Balance is what two actors did to each other over time.
type Balance struct {
	Buckets        []*Bucket
	Undated, Wider int
}

// Bucket is what two actors did to each other in a stretch of time.
type Bucket struct {
	Period            graph.Date
	From, Until       graph.Day
	Covered           bool
	DocumentCount     int
	Forward, Backward []Share
	Events, Net       int
	Goldstein         float64
	claims            []*graph.Claim
	all               *Set[graph.Claim]
}

// Share is events of one key.
type Share struct {
	Key       string
	Count     int
	Goldstein float64
}

// Claims returns the claims that affirm the events, by id.
func (b *Bucket) Claims(_ context.Context, first *int32, after *string, last *int32, before *string) (*ClaimConnection, error) {
	return inMemory(b.all, b.claims, Paging{first, after, last, before})
}

// inMemory makes a page of claims that are at hand, sorted by id.
func inMemory(set *Set[graph.Claim], items []*graph.Claim, p Paging) (*ClaimConnection, error) {
	q := graph.Query{Subject: graph.SubjectClaim}
	if err := p.apply(&q, set.pages); err != nil {
		return nil, err
	}
	plan, err := q.Plan()
	if err != nil {
		return nil, err
	}
	byID := make(map[graph.ClaimID]*graph.Claim, len(items))
	ids := make([]graph.ClaimID, len(items))
	for i, c := range items {
		ids[i], byID[c.ID] = c.ID, c
	}
	c := &ClaimConnection{total: len(items), aggregate: counted(set.scope, items)}
	ids, c.next, c.prev = cut(plan, ids)
	c.nodes = make([]*Claim, len(ids))
	for i, id := range ids {
		c.nodes[i] = claim(set, byID[id])
	}
	c.cursor = func(i int) string { return q.Cursor(c.nodes[i].Claim) }
	return c, nil
}

// events reads the events between the two that a claim affirms: one a relation,
// but for relations whose date holds that of another.
func (d *Dyad) events(ctx context.Context, modality []graph.Modality) ([]event, *Set[graph.Claim], error) {
	tie := graph.Where{Field: "quad", Op: graph.Missing}
	where := and(d.pair(), graph.Is("polarity", string(graph.Affirmed)), graph.OneOf("modality", modality...), graph.Where{Not: &tie})
	found, err := every(ctx, d.scope, claims, graph.Query{Subject: graph.SubjectClaim, Where: where, AsOf: d.scope.At})
	if err != nil {
		return nil, nil, err
	}
	byRelation := make(map[graph.RelationID][]*graph.Claim)
	var all []graph.Relation
	for _, c := range found {
		if byRelation[c.Relation] == nil {
			all = append(all, graph.Relation{ID: c.Relation, From: c.FromID, Kind: c.Kind, To: c.ToID, When: c.When, Modality: c.Modality})
		}
		byRelation[c.Relation] = append(byRelation[c.Relation], c)
	}
	wider := make(map[graph.RelationID]bool)
	for _, outer := range graph.MarkWithin(all) {
		wider[outer] = true
	}
	var out []event
	for _, r := range all {
		if !wider[r.ID] {
			list := byRelation[r.ID]
			out = append(out, event{r.Kind, r.When, d.forward(list[0]), list})
		}
	}
	return out, newSet(d.scope, 1, found), nil
}

// forward reports whether the first actor acts in the claim, himself or by
// somebody who acts for him.
func (d *Dyad) forward(c *graph.Claim) bool {
	party := c.From.Party()
	return party == d.a.ID || c.FromID == d.a.ID || slices.Contains(d.a.Merged, party)
}

// Balance returns what the two did to each other over time.
func (d *Dyad) Balance(ctx context.Context, interval string, from, until *graph.Day, directed bool, by string, modality []graph.Modality) (*Balance, error) {
	events, set, err := d.events(ctx, modality)
	if err != nil {
		return nil, err
	}
	var owners map[graph.SourceID]string
	if by == "SOURCE_OWNER" {
		if owners, err = d.owners(ctx, set.items); err != nil {
			return nil, err
		}
	}
	out := &Balance{Buckets: []*Bucket{}}
	placed := out.place(interval, events, from, until)
	if len(placed) == 0 && (from == nil || until == nil) {
		return out, nil
	}
	first, last := window(placed, from, until)
	starts, err := series(interval, first, last)
	if err != nil {
		return nil, err
	}
	published, err := d.published(ctx, interval)
	if err != nil {
		return nil, err
	}
	for _, start := range starts {
		b := &Bucket{From: start, Until: dayBefore(bucketNext(interval, start)), all: set, DocumentCount: published[start]}
		b.Period = bucketPeriod(interval, b.From, b.Until)
		b.count(placed[start], directed, keysOf(by, owners))
		b.Covered = b.DocumentCount > 0 || b.Events > 0
		out.Buckets = append(out.Buckets, b)
	}
	return out, nil
}

// place puts the events into their buckets, by the first day, and counts those
// that fit into none. Events out of the window are left out.
func (b *Balance) place(interval string, events []event, from, until *graph.Day) map[graph.Day][]event {
	placed := make(map[graph.Day][]event)
	for _, e := range events {
		lo, hi, ok := e.when.Bounds()
		start := bucketStart(interval, lo)
		switch {
		case !ok:
			b.Undated++
		case from != nil && hi < *from || until != nil && lo > *until:
		case hi >= bucketNext(interval, start):
			b.Wider++
		default:
			placed[start] = append(placed[start], e)
		}
	}
	return placed
}

func window(placed map[graph.Day][]event, from, until *graph.Day) (first, last graph.Day) {
	days := slices.Sorted(maps.Keys(placed))
	if len(days) > 0 {
		first, last = days[0], days[len(days)-1]
	}
	if from != nil {
		first = *from
	}
	if until != nil {
		last = *until
	}
	return first, last
}

// published counts the documents that name both by the bucket of publication.
func (d *Dyad) published(ctx context.Context, interval string) (map[graph.Day]int, error) {
	q := graph.Query{Subject: graph.SubjectDocument, Where: d.Coverage().dated(), AsOf: d.scope.At}
	found, err := every(ctx, d.scope, documents, q)
	out := make(map[graph.Day]int)
	for _, doc := range found {
		lo, hi, _ := doc.PublishedOn.Bounds()
		if start := bucketStart(interval, lo); hi < bucketNext(interval, start) {
			out[start]++
		}
	}
	return out, err
}

// owners returns the owners of the sources of the claims.
func (d *Dyad) owners(ctx context.Context, list []*graph.Claim) (map[graph.SourceID]string, error) {
	ids := unique(list, func(c *graph.Claim) []graph.SourceID { return []graph.SourceID{c.Source} })
	out := make(map[graph.SourceID]string, len(ids))
	for part := range chunks(ids, graph.MaxKeys) {
		found, err := d.scope.owners(ctx, part)
		if err != nil {
			return nil, err
		}
		for i, s := range found {
			if s != nil {
				out[part[i]] = string(s.Owner)
			}
		}
	}
	return out, nil
}

// keysOf returns what gives the keys that an event is counted under.
func keysOf(by string, owners map[graph.SourceID]string) func(event) []string {
	return func(e event) []string {
		switch by {
		case "KIND":
			return []string{string(e.kind)}
		case "SOURCE_OWNER":
			keys := make(map[string]bool)
			for _, c := range e.claims {
				keys[owners[c.Source]] = true
			}
			return slices.Sorted(maps.Keys(keys))
		}
		return []string{string(e.kind.Quad())}
	}
}

// count adds the events up.
func (b *Bucket) count(events []event, directed bool, keys func(event) []string) {
	forward, backward := make(map[string]Share), make(map[string]Share)
	for _, e := range events {
		side := forward
		if directed && !e.forward {
			side = backward
		}
		for _, key := range keys(e) {
			s := side[key]
			side[key] = Share{key, s.Count + 1, s.Goldstein + goldstein(e.kind)}
		}
		b.Events++
		b.Net += net(e.kind)
		b.Goldstein += goldstein(e.kind)
		b.claims = append(b.claims, e.claims...)
	}
	b.Forward, b.Backward = shares(forward), shares(backward)
	slices.SortFunc(b.claims, func(x, y *graph.Claim) int { return cmp.Compare(x.ID, y.ID) })
}

// net is 1 for cooperation, -1 for conflict and 0 for what is neither.
func net(k graph.RelationKind) int {
	switch k.Quad() {
	case graph.VerbalCooperation, graph.MaterialCooperation:
		return 1
	case graph.VerbalConflict, graph.MaterialConflict:
		return -1
	}
	return 0
}

func shares(by map[string]Share) []Share {
	out := make([]Share, 0, len(by))
	for _, key := range sortedKeys(by) {
		out = append(out, by[key])
	}
	return out
}
