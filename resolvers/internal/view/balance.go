package view

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"entente/graph"
	"entente/resolvers/internal/model"
)

// event is what claims of one relation tell was done between two actors.
type event struct {
	kind    graph.RelationKind
	when    graph.Date
	forward bool
	claims  []*graph.Claim
}

// goldstein returns the event's weight: the mean of those that tables give it,
// else that of its kind.
func (e event) goldstein() float64 {
	sum, n := 0.0, 0
	for _, c := range e.claims {
		if w, ok := c.Attributes["goldstein"].(float64); ok {
			sum, n = sum+w, n+1
		}
	}
	if n == 0 {
		return goldstein(e.kind)
	}
	return sum / float64(n)
}

// Balance is what two actors did to each other over time.
type Balance struct {
	Buckets        []*Bucket
	Undated, Wider int
	Formula        string
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
	Value             *float64
	claims            []*graph.Claim
	all               *Set[graph.Claim]
}

// Share is events of one key.
type Share struct {
	Key              string
	Count            int
	Goldstein, Value float64
}

// Claims returns the claims that affirm the events.
func (b *Bucket) Claims(ctx context.Context, where map[string]any, sort []*model.ClaimSort, first *int32, after *string, last *int32, before *string) (*ClaimConnection, error) {
	return inMemory(ctx, b.all, b.claims, Args{where, sort, Paging{first, after, last, before}})
}

// inMemory makes a page of claims that are at hand, of all those of the set
// that the field's arguments ask for; a condition is answered by the store, for
// the whole set at once.
func inMemory(ctx context.Context, set *Set[graph.Claim], items []*graph.Claim, args Args) (*ClaimConnection, error) {
	q, err := claims.query(ctx, set.scope, set.pages, graph.Where{}, args)
	if err != nil {
		return nil, err
	}
	plan, err := q.Plan()
	if err != nil {
		return nil, err
	}
	if len(args.Where) > 0 {
		meet, err := share(set, asking(ctx, "where"), func() (map[graph.ClaimID]bool, error) {
			ids := unique(set.items, func(c *graph.Claim) []graph.ClaimID { return []graph.ClaimID{c.ID} })
			found, err := among(ctx, set.scope, claims, q.Where, ids)
			out := make(map[graph.ClaimID]bool, len(found))
			for _, c := range found {
				out[c.ID] = true
			}
			return out, err
		})
		if err != nil {
			return nil, err
		}
		items = only(items, func(c *graph.Claim) bool { return meet[c.ID] })
	}
	shown, next, prev := graph.Paged(plan, items)
	c := &ClaimConnection{total: len(items), aggregate: counted(set.scope, items), next: next, prev: prev, nodes: make([]*Claim, len(shown))}
	for i := range shown {
		c.nodes[i] = claim(set, shown[i])
	}
	c.cursor = func(i int) string { return q.Cursor(shown[i]) }
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
func (d *Dyad) Balance(ctx context.Context, interval string, from, until *graph.Day, directed bool, by, weight string, modality []graph.Modality) (*Balance, error) {
	if err := inOrder(from, until); err != nil {
		return nil, err
	}
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
	out := &Balance{Buckets: []*Bucket{}, Formula: formulas[weight]}
	placed := out.place(interval, events, from, until)
	if len(placed) == 0 && (from == nil || until == nil) {
		return out, nil
	}
	first, last := window(placed, from, until)
	starts, err := series(interval, first, last)
	if err != nil {
		return nil, err
	}
	published, err := d.Coverage().published(ctx, interval, starts)
	if err != nil {
		return nil, err
	}
	for _, start := range starts {
		b := &Bucket{From: start, Until: dayBefore(bucketNext(interval, start)), all: set, DocumentCount: len(published[start])}
		b.Period = bucketPeriod(interval, b.From, b.Until)
		b.count(placed[start], directed, keysOf(by, owners))
		b.Covered = b.DocumentCount > 0 || b.Events > 0
		b.weigh(weight)
		out.Buckets = append(out.Buckets, b)
	}
	return out, nil
}

// formulas say what the values are made of.
var formulas = map[string]string{
	"COUNT":     "Events counted: a share is its number of events; a bucket is events of cooperation less events of conflict, both directions.",
	"GOLDSTEIN": "Goldstein weights added up, -10 to 10 an event: weights set by experts (Goldstein 1992, as CAMEO lists them), not measured.",
}

// weigh sets the values by the weight; a bucket that is not covered has none.
func (b *Bucket) weigh(weight string) {
	total := float64(b.Net)
	if weight == "GOLDSTEIN" {
		total = b.Goldstein
	}
	if b.Covered {
		b.Value = &total
	}
	for _, side := range [][]Share{b.Forward, b.Backward} {
		for i := range side {
			if side[i].Value = float64(side[i].Count); weight == "GOLDSTEIN" {
				side[i].Value = side[i].Goldstein
			}
		}
	}
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
			side[key] = Share{Key: key, Count: s.Count + 1, Goldstein: s.Goldstein + e.goldstein()}
		}
		b.Events++
		b.Net += net(e.kind)
		b.Goldstein += e.goldstein()
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
