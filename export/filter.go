package export

import (
	"strings"

	"entente/graph"
)

// readable is the condition of an edge: a relation with two ends that a claim
// affirms.
func readable() graph.Where {
	return graph.Where{And: []graph.Where{
		{Field: "claims", Op: graph.Gt, Value: 0.0},
		{Not: &graph.Where{Field: "to", Op: graph.Missing}},
	}}
}

// isAll reports whether the condition holds for everything.
func isAll(w graph.Where) bool {
	return len(w.And) == 0 && len(w.Or) == 0 && w.Not == nil && w.Field == "" && w.Edge == ""
}

// and returns the condition that all of the conditions hold.
func and(parts ...graph.Where) graph.Where {
	var all []graph.Where
	for _, p := range parts {
		if !isAll(p) {
			all = append(all, p)
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return graph.Where{And: all}
}

// relations is the condition of the relations to write. The ends are not in
// it: they are nodes, or the relation is left out.
func (o *Options) relations() graph.Where { return and(readable(), o.Where) }

// inner is the condition of the relations to write, with their ends.
func (o *Options) inner() graph.Where {
	if isAll(o.Entities) {
		return o.relations()
	}
	return and(o.relations(), graph.SomeOf("from", o.Entities), graph.SomeOf("to", o.Entities))
}

// nodes is the condition of the entities to write.
func (o *Options) nodes() graph.Where {
	if isAll(o.Where) || len(o.Seeds) > 0 {
		return o.Entities
	}
	return and(o.Entities, graph.SomeOf("relations", o.inner()))
}

// check refuses conditions that no store would take.
func (o *Options) check() error {
	for _, q := range []graph.Query{
		{Subject: graph.SubjectEntity, Where: o.nodes()},
		{Subject: graph.SubjectRelation, Where: o.inner()},
	} {
		if _, err := q.Plan(); err != nil {
			return err
		}
	}
	return nil
}

// describe says in one line what a file holds, for those formats that have a
// place for it.
func (o *Options) describe() string {
	parts := []string{"A graph of relations, each with the sentence that says so"}
	if o.AsOf.Valid != "" {
		parts = append(parts, "valid on "+string(o.AsOf.Valid))
	}
	if o.AsOf.Known != "" {
		parts = append(parts, "as known at "+string(o.AsOf.Known))
	}
	if len(o.Seeds) > 0 {
		parts = append(parts, "around "+joined(o.Seeds))
	}
	if !isAll(o.Where) || !isAll(o.Entities) {
		parts = append(parts, "filtered")
	}
	if o.Parallel {
		parts = append(parts, "an edge for each relation")
	} else {
		parts = append(parts, "relations that differ in time alone are one edge")
	}
	return strings.Join(parts, "; ")
}

func joined[S ~string](items []S) string {
	texts := make([]string, len(items))
	for i, s := range items {
		texts[i] = string(s)
	}
	return strings.Join(texts, ", ")
}

// Seeds returns the ids of entities that people write: ids, or codes of states
// such as KAZ. Blanks around them and empty ones are dropped.
func Seeds(texts ...string) []graph.EntityID {
	var out []graph.EntityID
	for _, s := range texts {
		s = strings.TrimSpace(s)
		switch {
		case s == "":
		case strings.Contains(s, ":"):
			out = append(out, graph.EntityID(s))
		default:
			out = append(out, graph.NewEntityID(graph.KindState, strings.ToUpper(s)))
		}
	}
	return out
}
