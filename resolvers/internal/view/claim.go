package view

import (
	"context"
	"slices"
	"strings"

	"entente/graph"
)

// Claim is a claim with the set it came in.
type Claim struct {
	*graph.Claim
	set *Set[graph.Claim]
}

func claim(set *Set[graph.Claim], c *graph.Claim) *Claim { return &Claim{c, set} }

func (*Claim) isNode()       {}
func (*Claim) isSearchNode() {}

// ClaimEnd is one end of a claim or its speaker.
type ClaimEnd struct {
	*graph.Actor
	claim *Claim
	side  string
	// of gives, for any claim of the set, the actor on this side and the entity
	// that it is after decisions.
	of func(*graph.Claim) (*graph.Actor, graph.EntityID)
}

func fromSide(c *graph.Claim) (*graph.Actor, graph.EntityID) { return &c.From, c.FromID }
func toSide(c *graph.Claim) (*graph.Actor, graph.EntityID)   { return c.To, c.ToID }
func bySide(c *graph.Claim) (*graph.Actor, graph.EntityID)   { return c.AssertedBy, c.AssertedByID }

// From returns who acts.
func (c *Claim) From() *ClaimEnd { return &ClaimEnd{&c.Claim.From, c, "from", fromSide} }

// To returns who or what is acted upon, nil for kinds without one.
func (c *Claim) To() *ClaimEnd {
	if c.Claim.To == nil {
		return nil
	}
	return &ClaimEnd{c.Claim.To, c, "to", toSide}
}

// AssertedBy returns who says so, nil where it is the document itself.
func (c *Claim) AssertedBy() *ClaimEnd {
	if c.Claim.AssertedBy == nil {
		return nil
	}
	return &ClaimEnd{c.Claim.AssertedBy, c, "assertedBy", bySide}
}

// named reads all entities that the claims of the set name, in one call.
func (c *Claim) named(ctx context.Context) (map[graph.EntityID]*graph.Entity, error) {
	return lookup(ctx, c.set, "named", func(c *graph.Claim) []graph.EntityID {
		return append(c.Names(), c.FromID, c.ToID, c.AssertedByID)
	})
}

// entityOn returns the entity with the id, in the set of the entities that ids
// gives for all claims; nil for none.
func (c *Claim) entityOn(ctx context.Context, side string, id graph.EntityID, ids func(*graph.Claim) graph.EntityID) (Entity, error) {
	if id == "" {
		return nil, nil
	}
	all, err := c.named(ctx)
	if err != nil || all[id] == nil {
		return nil, err
	}
	set, err := setOf(c.set, side, all, func(c *graph.Claim) []graph.EntityID { return []graph.EntityID{ids(c)} })
	if err != nil {
		return nil, err
	}
	return entity(set, all[id]), nil
}

// Entity returns the entity, after identity decisions.
func (e *ClaimEnd) Entity(ctx context.Context) (Entity, error) {
	_, id := e.of(e.claim.Claim)
	return e.claim.entityOn(ctx, e.side, id, func(c *graph.Claim) graph.EntityID { _, id := e.of(c); return id })
}

// ActsFor returns the state or organisation whose office a person holds.
func (e *ClaimEnd) ActsFor(ctx context.Context) (Entity, error) {
	party := func(c *graph.Claim) graph.EntityID {
		if a, _ := e.of(c); a != nil && a.ActsFor != nil {
			return *a.ActsFor
		}
		return ""
	}
	return e.claim.entityOn(ctx, e.side+" for", party(e.claim.Claim), party)
}

// WhenBounds returns what `when` means.
func (c *Claim) WhenBounds() *DateBounds { return boundsOf(c.When) }

// Via says how a claim follows from another.
type Via struct{ claim *Claim }

// Via returns how it follows from another, nil where it stands for itself.
func (c *Claim) Via() *Via {
	if c.Claim.Via == nil {
		return nil
	}
	return &Via{c}
}

// Group returns the group whose members are meant.
func (v *Via) Group(ctx context.Context) (Entity, error) {
	of := func(c *graph.Claim) graph.EntityID {
		if c.Via == nil {
			return ""
		}
		return c.Via.Group
	}
	return v.claim.entityOn(ctx, "via group", of(v.claim.Claim), of)
}

// Agreement returns the agreement that the parties signed together.
func (v *Via) Agreement(ctx context.Context) (Entity, error) {
	of := func(c *graph.Claim) graph.EntityID {
		if c.Via == nil {
			return ""
		}
		return c.Via.Agreement
	}
	return v.claim.entityOn(ctx, "via agreement", of(v.claim.Claim), of)
}

// Claim returns the claim about the group.
func (v *Via) Claim(ctx context.Context) (*Claim, error) {
	of := func(c *graph.Claim) []graph.ClaimID {
		if c.Via == nil {
			return nil
		}
		return []graph.ClaimID{c.Via.Claim}
	}
	set := v.claim.set
	found, err := share(set, step{nil, "via claim"}, func() (map[graph.ClaimID]*Claim, error) {
		ids := unique(set.items, of)
		list, err := set.scope.Reader.Claims(ctx, ids, set.scope.At)
		if err != nil {
			return nil, err
		}
		return wrapped(set.scope, set.pages, ids, list, claim), nil
	})
	if err != nil {
		return nil, err
	}
	return found[v.claim.Claim.Via.Claim], nil
}

// wrapped puts what a lookup by ids gave into one set and returns it by id.
func wrapped[K comparable, T, N any](scope *Scope, pages int, ids []K, found []*T, wrap func(*Set[T], *T) N) map[K]N {
	var items []*T
	for _, item := range found {
		if item != nil {
			items = append(items, item)
		}
	}
	set, out := newSet(scope, pages, items), make(map[K]N, len(items))
	for i, item := range found {
		if item != nil {
			out[ids[i]] = wrap(set, item)
		}
	}
	return out
}

// Attribute is a further fact of a claim.
type Attribute struct {
	Name  string
	Value any
}

// Attributes returns the further facts, sorted by name.
func (c *Claim) Attributes() []Attribute {
	out := make([]Attribute, 0, len(c.Claim.Attributes))
	for _, name := range sortedKeys(c.Claim.Attributes) {
		out = append(out, Attribute{name, c.Claim.Attributes[name]})
	}
	return out
}

// Mutual reports whether both sides did it alike.
func (c *Claim) Mutual() bool {
	m, _ := c.Claim.Attributes["mutual"].(bool)
	return m
}

// Evidence is a sentence that makes a claim.
type Evidence struct {
	graph.Evidence
	claim *Claim
}

// Evidence returns the sentences that say so.
func (c *Claim) Evidence() []Evidence {
	out := make([]Evidence, len(c.Claim.Evidence))
	for i, e := range c.Claim.Evidence {
		out[i] = Evidence{e, c}
	}
	return out
}

// Document returns the document that the sentence stands in.
func (e Evidence) Document(ctx context.Context) (*Document, error) { return e.claim.Document(ctx) }

// Document returns the document that makes the claim.
func (c *Claim) Document(ctx context.Context) (*Document, error) {
	name, read := "document", c.set.scope.Reader.Documents
	if titled(ctx) {
		name, read = "titled", c.set.scope.outlinesOf
	}
	all, err := share(c.set, step{nil, name}, func() (map[graph.DocumentID]*Document, error) {
		ids := unique(c.set.items, func(c *graph.Claim) []graph.DocumentID { return []graph.DocumentID{c.Document} })
		found, err := read(ctx, ids, c.set.scope.At)
		if err != nil {
			return nil, err
		}
		return wrapped(c.set.scope, c.set.pages, ids, found, document), nil
	})
	if err != nil {
		return nil, err
	}
	return all[c.Claim.Document], nil
}

// Source returns the source of the document, nil where it is unknown.
func (c *Claim) Source(ctx context.Context) (*Source, error) {
	return sourceBelow(ctx, c.set, c.Claim, func(c *graph.Claim) graph.SourceID { return c.Source })
}

// Relation returns the relation that it adds up to.
func (c *Claim) Relation(ctx context.Context) (*Relation, error) {
	all, err := share(c.set, step{nil, "relation"}, func() (map[graph.RelationID]*Relation, error) {
		ids := unique(c.set.items, func(c *graph.Claim) []graph.RelationID { return []graph.RelationID{c.Relation} })
		found, err := c.set.scope.Reader.Relations(ctx, ids, c.set.scope.At)
		if err != nil {
			return nil, err
		}
		return wrapped(c.set.scope, c.set.pages, ids, found, relation), nil
	})
	if err != nil {
		return nil, err
	}
	return all[c.Claim.Relation], nil
}

// Quad returns the quad class, nil for a tie.
func (c *Claim) Quad() *graph.Quad { return quadOf(c.Kind) }

// Goldstein returns the Goldstein weight of the kind.
func (c *Claim) Goldstein() float64 { return goldstein(c.Kind) }

// Uncertain reports whether `when` leaves open that it counts on the day.
func (c *Claim) Uncertain() bool { return uncertain(c.set.scope, c.Kind, c.When) }

// KnownUntil returns when the graph ceased to hold it, nil while it does.
func (c *Claim) KnownUntil() *graph.Instant {
	if c.Claim.KnownUntil == graph.Forever {
		return nil
	}
	return &c.Claim.KnownUntil
}

func quadOf(k graph.RelationKind) *graph.Quad {
	if q := k.Quad(); q != "" {
		return &q
	}
	return nil
}

func goldstein(k graph.RelationKind) float64 {
	info, _ := k.Info()
	return info.Goldstein
}

// claimsBy reads, for each item of a set, all its claims that meet the
// condition, in the order of a field of texts or dates and then by id.
func claimsBy[P any](ctx context.Context, from *Set[P], on join[P], name string, where graph.Where, order graph.Field) (map[string][]*Claim, error) {
	return share(from, asking(ctx, "claims "+name), func() (map[string][]*Claim, error) {
		q := graph.Query{Subject: graph.SubjectClaim, Where: where, By: on.by, AsOf: from.scope.At}
		found, err := everyBy(ctx, from.scope, claims, q, on.keys(from.items))
		if err != nil {
			return nil, err
		}
		var items []*graph.Claim
		for _, key := range sortedKeys(found) {
			if order != "" {
				slices.SortStableFunc(found[key], func(a, b *graph.Claim) int { return strings.Compare(textOf(a, order), textOf(b, order)) })
			}
			items = append(items, found[key]...)
		}
		set, out := newSet(from.scope, from.pages+1, items), make(map[string][]*Claim, len(found))
		for key, list := range found {
			for _, c := range list {
				out[key] = append(out[key], claim(set, c))
			}
		}
		return out, nil
	})
}
