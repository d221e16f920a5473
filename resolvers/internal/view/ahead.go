package view

import (
	"context"
	"encoding/json"
	"reflect"
	"sync"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph"
)

// Answers that were read in one go with others, because the query shows that
// they will be asked for, lie in an ahead: a reader that has them at hand, and
// asks the store for everything else. A guess that turns out wrong costs what
// was read in vain, and nothing else.
type ahead struct {
	graph.Reader
	at graph.AsOf

	mu        sync.Mutex
	entities  map[graph.EntityID]*graph.Entity
	relations map[graph.RelationID]*graph.Relation
	documents map[graph.DocumentID]*graph.Document
	// titled are the outlines of documents, for those who ask for no more.
	titled map[graph.DocumentID]*graph.Document
	claims []claimsAhead
	facets []facetsAhead
}

// claimsAhead are pages of claims: of a query, or by the keys of one.
type claimsAhead struct {
	q     graph.Query // without keys
	byKey map[string]graph.Page[graph.Claim]
	page  []graph.Page[graph.Claim]
}

type facetsAhead struct {
	q      graph.Query
	by     graph.Field
	facets []graph.Facet
}

// onward returns a scope whose reader is an ahead over the scope's.
func (s *Scope) onward() (*Scope, *ahead) {
	a := &ahead{Reader: s.Reader, at: s.At, entities: make(map[graph.EntityID]*graph.Entity),
		relations: make(map[graph.RelationID]*graph.Relation), documents: make(map[graph.DocumentID]*graph.Document), titled: make(map[graph.DocumentID]*graph.Document)}
	moved := *s
	moved.Reader = a
	return &moved, a
}

// Entities is graph.Reader's.
func (a *ahead) Entities(ctx context.Context, ids []graph.EntityID, at graph.AsOf) ([]*graph.Entity, error) {
	if at != a.at {
		return a.Reader.Entities(ctx, ids, at)
	}
	return known(a, a.entities, ids, func(missing []graph.EntityID) ([]*graph.Entity, error) { return a.Reader.Entities(ctx, missing, at) })
}

// Relations is graph.Reader's.
func (a *ahead) Relations(ctx context.Context, ids []graph.RelationID, at graph.AsOf) ([]*graph.Relation, error) {
	if at != a.at {
		return a.Reader.Relations(ctx, ids, at)
	}
	return known(a, a.relations, ids, func(missing []graph.RelationID) ([]*graph.Relation, error) {
		return a.Reader.Relations(ctx, missing, at)
	})
}

// Documents is graph.Reader's.
func (a *ahead) Documents(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]*graph.Document, error) {
	if at != a.at {
		return a.Reader.Documents(ctx, ids, at)
	}
	return known(a, a.documents, ids, func(missing []graph.DocumentID) ([]*graph.Document, error) {
		return a.Reader.Documents(ctx, missing, at)
	})
}

// known answers ids from what is at hand, and reads those that are not.
func known[ID comparable, T any](a *ahead, at map[ID]*T, ids []ID, read func([]ID) ([]*T, error)) ([]*T, error) {
	out := make([]*T, len(ids))
	var missing []ID
	var places []int
	a.mu.Lock()
	for i, id := range ids {
		if item, ok := at[id]; ok {
			out[i] = item
		} else {
			missing, places = append(missing, id), append(places, i)
		}
	}
	a.mu.Unlock()
	if len(missing) == 0 {
		return out, nil
	}
	found, err := read(missing)
	for i := range found {
		out[places[i]] = found[i]
	}
	return out, err
}

// outlinesOf is Documents of the scope's reader, with no more than outlines where
// that has them at hand.
func (s *Scope) outlinesOf(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]*graph.Document, error) {
	read := func(missing []graph.DocumentID) ([]*graph.Document, error) {
		return s.Reader.Documents(ctx, missing, at)
	}
	if a, ok := s.Reader.(*ahead); ok && at == a.at {
		return known(a, a.titled, ids, read)
	}
	return read(ids)
}

// FindClaims is graph.Reader's.
func (a *ahead) FindClaims(ctx context.Context, q graph.Query) ([]graph.Page[graph.Claim], error) {
	if pages := a.pages(q); pages != nil {
		return pages, nil
	}
	return a.Reader.FindClaims(ctx, q)
}

func (a *ahead) pages(q graph.Query) []graph.Page[graph.Claim] {
	keys := q.Keys
	q.Keys = nil
	for _, c := range a.claims {
		if !reflect.DeepEqual(q, c.q) {
			continue
		}
		if q.By == "" {
			return c.page
		}
		pages := make([]graph.Page[graph.Claim], len(keys))
		for i, key := range keys {
			page, ok := c.byKey[key]
			if !ok {
				return nil
			}
			pages[i] = page
		}
		return pages
	}
	return nil
}

// Facets is graph.Reader's.
func (a *ahead) Facets(ctx context.Context, q graph.Query, by graph.Field) ([]graph.Facet, error) {
	for _, f := range a.facets {
		if f.by == by && reflect.DeepEqual(q, f.q) {
			return f.facets, nil
		}
	}
	return a.Reader.Facets(ctx, q, by)
}

// absorb returns a scope that has at hand what came with the items of pages.
func absorb[T any](scope *Scope, q graph.Query, pages []graph.Page[T]) *Scope {
	if len(q.With) == 0 {
		return scope
	}
	scope, a := scope.onward()
	for i, w := range q.With {
		join, _ := graph.LookupEdge(q.Subject, w.Edge)
		inner := claimsAhead{q: w.Query(q.Subject, q.AsOf), byKey: make(map[string]graph.Page[graph.Claim])}
		for p := range pages {
			for k := range pages[p].Items {
				key, _ := graph.Value(&pages[p].Items[k], join.Local).(string)
				switch with := &pages[p].With[i]; join.Target {
				case graph.SubjectEntity:
					put(a.entities, key, with.Entities[k])
				case graph.SubjectDocument:
					to := a.documents
					if w.Extent > graph.Whole {
						to = a.titled
					}
					put(to, key, with.Documents[k])
				default:
					inner.byKey[key] = with.Claims[k]
				}
			}
		}
		if join.Target == graph.SubjectClaim {
			a.claims = append(a.claims, inner)
		}
	}
	return scope
}

// put notes the one thing that a key names.
func put[ID ~string, T any](to map[ID]*T, key string, page graph.Page[T]) {
	if _, ok := to[ID(key)]; !ok && len(page.Items) == 1 {
		to[ID(key)] = &page.Items[0]
	}
}

// edged are the fields of a claim that need what lies at an edge of it.
var edged = []struct {
	edge graph.Edge
	path []string
}{
	{"document", []string{"document"}}, {"document", []string{"evidence", "document"}},
	{"from", []string{"from", "entity"}}, {"to", []string{"to", "entity"}}, {"assertedBy", []string{"assertedBy", "entity"}},
}

// with returns what a connection of claims is to be read with, as the fields
// below the selection show.
func (s subject[T]) with(oc *graphql.OperationContext, f graphql.CollectedField) []graph.With {
	if s.name != graph.SubjectClaim {
		return nil
	}
	var out []graph.With
	for _, e := range edged {
		asked := selects(oc, f.Selections, "ClaimConnection", append([]string{"nodes"}, e.path...)) ||
			selects(oc, f.Selections, "ClaimConnection", append([]string{"edges", "node"}, e.path...))
		if asked && (len(out) == 0 || out[len(out)-1].Edge != e.edge) {
			w := graph.With{Edge: e.edge}
			if e.edge == "document" && titlesOnly(oc, f) {
				w.Extent = graph.Outline
			}
			out = append(out, w)
		}
	}
	return out
}

// attach puts what the field's items are to be read with into the query.
func (s subject[T]) attach(ctx context.Context, q *graph.Query) {
	if fc := graphql.GetFieldContext(ctx); fc != nil && graphql.HasOperationContext(ctx) && q.Last == 0 {
		q.With = s.with(graphql.GetOperationContext(ctx), fc.Field)
	}
}

// claimsOf returns how the claims of entities below a selection are read with
// them: a field `claims` without a condition, on entities of any kind.
func claimsOf(ctx context.Context, pages int, path ...string) []graph.With {
	fc := graphql.GetFieldContext(ctx)
	if fc == nil || !graphql.HasOperationContext(ctx) {
		return nil
	}
	oc := graphql.GetOperationContext(ctx)
	fields := []graphql.CollectedField{fc.Field}
	for i := 0; i <= len(path); i++ {
		name, typ := "claims", fields[0].Definition.Type.Name()
		if i < len(path) {
			name = path[i]
		}
		types := []string{typ}
		if i == len(path) {
			types = []string{"Entity", "Actor", "State", "Organization", "Person", "Group"}
		}
		fields = fieldsNamed(graphql.CollectFields(oc, fields[0].Selections, types), name)
		if len(fields) != 1 {
			return nil
		}
	}
	with, ok := plainClaims(fields[0].ArgumentMap(oc.Variables), pages)
	if !ok || claims.with(oc, fields[0]) != nil || selects(oc, fields[0].Selections, "ClaimConnection", []string{"totalCount"}) {
		return nil
	}
	with.Extent = extentOf(oc, fields[0], with.Sort)
	return []graph.With{with}
}

func fieldsNamed(fields []graphql.CollectedField, name string) (out []graphql.CollectedField) {
	for _, f := range fields {
		if f.Name == name {
			out = append(out, f)
		}
	}
	return out
}

// plainClaims returns the read that a field `claims` with the arguments makes,
// and whether they are as simple as that: a sort by one field, and a size.
func plainClaims(args map[string]any, pages int) (graph.With, bool) {
	w := graph.With{Edge: "claims", First: DefaultPage(pages)}
	for name, value := range args {
		switch {
		case value == nil:
		case name == "first":
			n, err := graphql.UnmarshalInt(value)
			if number, ok := value.(json.Number); ok {
				n, err = graphql.UnmarshalInt(number)
			}
			if err != nil || n < 1 || n > graph.MaxPage {
				return w, false
			}
			w.First = n
		case name == "sort":
			list, ok := value.([]any)
			if !ok || len(list) != 1 {
				return w, false
			}
			key, _ := list[0].(map[string]any)
			for field, direction := range key {
				w.Sort = append(w.Sort, graph.Order{Field: graph.Field(field), Desc: direction == "DESC"})
			}
			if len(w.Sort) != 1 {
				return w, false
			}
		default:
			return w, false
		}
	}
	return w, true
}

// maxAhead is how many fields of a dyad are read with it.
const maxAhead = 4

// claimsAsked returns the questions that the claims of a dyad lead to, as the
// fields below the context's show.
func claimsAsked(ctx context.Context, scope *Scope, pair graph.Where) []graph.Ask {
	fc := graphql.GetFieldContext(ctx)
	if fc == nil || fc.Child == nil || !graphql.HasOperationContext(ctx) {
		return nil
	}
	oc := graphql.GetOperationContext(ctx)
	ctx = graphql.WithFreshResponseContext(ctx) // what is wrong is said when it is asked
	var asks []graph.Ask
	for _, f := range fieldsNamed(graphql.CollectFields(oc, fc.Field.Selections, []string{"Dyad", "Node"}), "claims") {
		child, err := fc.Child(ctx, f)
		if err != nil || len(asks) >= maxAhead {
			continue
		}
		in := graphql.WithFieldContext(ctx, child)
		where, _ := child.Args["where"].(map[string]any)
		paging := Paging{pointer[int32](child.Args["first"]), pointer[string](child.Args["after"]), pointer[int32](child.Args["last"]), pointer[string](child.Args["before"])}
		q, err := claims.query(in, scope, 0, pair, Args{where, child.Args["sort"], paging})
		if err != nil {
			continue
		}
		if claims.paged(in) {
			asks = append(asks, graph.Ask{Claims: &q})
		}
		asks = append(asks, facetsAsked(in, oc, child, &q)...)
	}
	return asks
}

func pointer[T any](v any) *T {
	p, _ := v.(*T)
	return p
}

// facetsAsked returns the questions for the facets below a connection.
func facetsAsked(ctx context.Context, oc *graphql.OperationContext, fc *graphql.FieldContext, q *graph.Query) (asks []graph.Ask) {
	for _, aggregate := range fieldsNamed(graphql.CollectFields(oc, fc.Field.Selections, []string{"ClaimConnection"}), "aggregate") {
		for _, facets := range fieldsNamed(graphql.CollectFields(oc, aggregate.Selections, []string{"ClaimAggregate"}), "facets") {
			by, _ := facets.ArgumentMap(oc.Variables)["by"].(string)
			if by != "" && by != "SOURCE_OWNER" && len(asks) < maxAhead {
				asks = append(asks, graph.Ask{Claims: q, By: FieldOf(by)})
			}
		}
	}
	return asks
}

// paged reports whether the field that the context resolves needs a page, and
// not only counts by the values of fields.
func (s subject[T]) paged(ctx context.Context) bool {
	for _, path := range [][]string{{"nodes"}, {"edges"}, {"pageInfo"}, {"totalCount"}, {"aggregate", "count"}} {
		if wants(ctx, path...) {
			return true
		}
	}
	return false
}
