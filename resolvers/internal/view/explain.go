package view

import (
	"context"
	"fmt"

	"entente/graph"
	"entente/resolvers/internal/model"
)

// Explanation is why a thing is in the graph.
type Explanation struct {
	scope *Scope
	thing Node
	// rests and told are the conditions of the claims and of the documents that
	// it rests on; nil for nothing.
	rests, told *graph.Where
	reason      string
}

// Explain returns why a thing is in the graph, nil where none has the id.
func Explain(ctx context.Context, scope *Scope, id string) (*Explanation, error) {
	found, err := Nodes(ctx, scope, []string{id})
	if err != nil || found[0] == nil {
		return nil, err
	}
	e := &Explanation{scope: scope, thing: found[0]}
	claims := func(w graph.Where) { e.rests, e.told = &w, new(graph.SomeOf("claims", w)) }
	switch t := found[0].(type) {
	case *Claim:
		e.reason = because(t)
		ids := []graph.ClaimID{t.ID}
		if t.Claim.Via != nil && t.Claim.Via.Claim != "" {
			ids = append(ids, t.Claim.Via.Claim)
		}
		claims(graph.OneOf(graph.FieldID, ids...))
	case *Relation:
		e.reason = fmt.Sprintf("Affirmed by %s of %s and denied by %s: claims with the same ends, kind, date and modality are one relation.",
			many(t.Relation.Claims, "claim"), many(t.Weight, "document"), many(t.Denials, "claim"))
		claims(graph.Is("relation", id))
	case *Document:
		e.reason = "It was loaded, and is the current version of its source's text."
		if t.Document.Format == graph.FormatLexicon {
			e.reason = "It is a page of the built-in lexicon."
		}
		claims(graph.Is("document", id))
		e.told = new(graph.Is(graph.FieldID, id))
	case *Source:
		e.reason = "Documents name it as where they come from."
		claims(graph.Is("source", id))
	case *Load:
		e.reason = "It is the record of a run of entente load."
	case *Dyad:
		e.reason = "A pair of actors is there as soon as both are; the claims are those between them."
		claims(t.pair())
	case interface{ record() *graph.Entity }:
		e.reason = spanned(t.record())
		claims(graph.Is("ends", id))
		e.told = new(graph.SomeOf("entities", graph.Is(graph.FieldID, id)))
	}
	return e, nil
}

func (t Thing) record() *graph.Entity { return t.Entity }

// because says what read a claim.
func because(c *Claim) string {
	text := fmt.Sprintf("The rule %s of %s read it out of %s", c.Rule, c.Extractor, many(len(c.Claim.Evidence), "sentence"))
	if c.Rule == "" {
		text = fmt.Sprintf("%s took it from %s", c.Extractor, many(len(c.Claim.Evidence), "passage"))
	}
	switch via := c.Claim.Via; {
	case via == nil:
	case via.Group != "":
		text += ", as what a group did whose member is meant"
	case via.Agreement != "":
		text += ", since both signed one agreement"
	}
	return text + "."
}

// spanned says who names an entity.
func spanned(e *graph.Entity) string {
	text := fmt.Sprintf("Named by %s of %s", many(e.Mentions, "span"), many(e.Documents, "document"))
	if e.Documents == 0 {
		text = "No document names it: it came with what one names, as the member of a group or the state of an office"
	}
	if len(e.Merged) > 0 {
		text += fmt.Sprintf("; decisions made it one with %s", many(len(e.Merged), "other"))
	}
	return text + "."
}

// many counts things in words.
func many(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// Thing returns what is explained.
func (e *Explanation) Thing() Node { return e.thing }

// Reason returns in one sentence why it is here.
func (e *Explanation) Reason() string { return e.reason }

// Claims returns the claims that it rests on.
func (e *Explanation) Claims(ctx context.Context, where map[string]any, sort []*model.ClaimSort, first *int32, after *string, last *int32, before *string) (*ClaimConnection, error) {
	return list(ctx, e.scope, claims, or(e.rests), Args{where, sort, Paging{first, after, last, before}}, claim)
}

// Documents returns the documents that it rests on.
func (e *Explanation) Documents(ctx context.Context, where map[string]any, sort []*model.DocumentSort, first *int32, after *string, last *int32, before *string) (*DocumentConnection, error) {
	return list(ctx, e.scope, documents, or(e.told), Args{where, sort, Paging{first, after, last, before}}, document)
}

// or returns the condition, and one that nothing meets for nil.
func or(where *graph.Where) graph.Where {
	if where == nil {
		return graph.OneOf[string](graph.FieldID)
	}
	return *where
}
