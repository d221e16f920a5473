package view

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"entente/graph"
)

// AmbiguousError says that a name means several entities.
type AmbiguousError struct {
	Name string
	IDs  []graph.EntityID
}

// Error names the entities, at most five.
func (e *AmbiguousError) Error() string {
	ids := e.IDs[:min(len(e.IDs), 5)]
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return fmt.Sprintf("%q means %d entities: %s", e.Name, len(e.IDs), strings.Join(texts, ", "))
}

// MissingError says that nothing goes by a name. It is a graph.ErrNotFound.
type MissingError struct{ Name string }

// Error names what was not found.
func (e *MissingError) Error() string { return fmt.Sprintf("nothing goes by %q", e.Name) }

// Unwrap returns graph.ErrNotFound.
func (e *MissingError) Unwrap() error { return graph.ErrNotFound }

// candidates is how many entities a name is looked for among.
const candidates = 200

// byName returns the entities that go by the name, folded, or by the code; those
// that most documents record first. kinds nil stands for all.
func byName(ctx context.Context, scope *Scope, name string, kinds []graph.EntityKind) ([]*graph.Entity, error) {
	folded := graph.Fold(name)
	if folded == "" {
		return nil, nil
	}
	where := graph.Where{Field: "text", Op: graph.Matches, Value: name}
	if kinds != nil {
		where = and(isKind(kinds...), where)
	}
	q := graph.Query{Subject: graph.SubjectEntity, Where: where, First: candidates, AsOf: scope.At,
		Sort: []graph.Order{{Field: "documents", Desc: true}}}
	pages, err := scope.Reader.FindEntities(ctx, q)
	if err != nil {
		return nil, err
	}
	return only(pointers(nil, pages[0].Items), func(e *graph.Entity) bool {
		goes := func(s string) bool { return graph.Fold(s) == folded }
		return goes(e.Name) ||
			slices.ContainsFunc(e.Names, func(n graph.Name) bool { return n.Type != "capital" && n.Type != "demonym" && goes(n.Text) }) ||
			slices.ContainsFunc(e.Codes, func(c graph.Code) bool { return letters(c.Value) && goes(c.Value) })
	}), nil
}

// letters reports whether a code has no digits: numbers mean different states
// in different schemes.
func letters(code string) bool { return !strings.ContainsAny(code, "0123456789") }

// direct returns the id that a reference may be without being looked for: an
// id itself, or a state's code.
func direct(ref string) graph.EntityID {
	if id := graph.EntityID(ref); id.Kind() != "" {
		return id
	}
	if len(ref) == 3 {
		return graph.NewEntityID(graph.KindState, strings.ToUpper(ref))
	}
	return ""
}

var actorKinds = []graph.EntityKind{graph.KindState, graph.KindGroup, graph.KindOrganization, graph.KindPerson, graph.KindActor}

// FindDyad returns the dyad of two actors, each by code, id or name. The error
// is a MissingError, an AmbiguousError, or wraps graph.ErrInvalid where both
// are one.
func FindDyad(ctx context.Context, scope *Scope, a, b string) (*Dyad, error) {
	refs := []string{a, b}
	found, scope, err := together(ctx, scope, direct(a), direct(b))
	if err != nil {
		return nil, err
	}
	for i, ref := range refs {
		if found[i] == nil {
			if found[i], err = resolve(ctx, scope, ref, actorKinds); err != nil {
				return nil, err
			}
		}
		if !found[i].Kind.Actor() {
			return nil, graph.Invalidf("%q is no actor", ref)
		}
	}
	if found[0].ID == found[1].ID {
		return nil, graph.Invalidf("%q and %q are one actor", a, b)
	}
	return newDyad(scope, found[0], found[1]), nil
}

// resolve returns the one entity of the kinds, nil for all, that goes by the
// name. A state goes before others with the same name.
func resolve(ctx context.Context, scope *Scope, name string, kinds []graph.EntityKind) (*graph.Entity, error) {
	found, err := byName(ctx, scope, name, kinds)
	if err != nil {
		return nil, err
	}
	if states := only(found, func(e *graph.Entity) bool { return e.Kind == graph.KindState }); len(states) == 1 {
		return states[0], nil
	}
	switch len(found) {
	case 0:
		return nil, &MissingError{name}
	case 1:
		return found[0], nil
	}
	ids := make([]graph.EntityID, len(found))
	for i, e := range found {
		ids[i] = e.ID
	}
	return nil, &AmbiguousError{name, ids}
}

// FindState returns the state with the code, nil for none.
func FindState(ctx context.Context, scope *Scope, code string, scheme *string) (*State, error) {
	code = strings.ToUpper(strings.TrimSpace(code))
	if code == "" {
		return nil, nil
	}
	if id := direct(code); scheme == nil && id != "" || scheme != nil && *scheme == "ISO3" {
		found, err := scope.Reader.Entities(ctx, []graph.EntityID{graph.NewEntityID(graph.KindState, code)}, scope.At)
		if err != nil || found[0] != nil {
			return stateOf(scope, found), err
		}
	}
	where := and(isKind(graph.KindState), graph.Where{Field: "codes", Op: graph.In, Value: []string{code, strings.TrimLeft(code, "0")}})
	pages, err := scope.Reader.FindEntities(ctx, graph.Query{Subject: graph.SubjectEntity, Where: where, AsOf: scope.At})
	if err != nil {
		return nil, err
	}
	found := only(pointers(nil, pages[0].Items), func(e *graph.Entity) bool {
		return slices.ContainsFunc(e.Codes, func(c graph.Code) bool { return bears(c, code, scheme, scope.At.Valid) })
	})
	slices.SortStableFunc(found, func(a, b *graph.Entity) int { return cmp.Compare(b.Documents, a.Documents) })
	return stateOf(scope, found), nil
}

// bears reports whether the code is the one asked for, valid on the day.
func bears(c graph.Code, code string, scheme *string, day graph.Day) bool {
	if scheme == nil && !letters(c.Value) || scheme != nil && !strings.EqualFold(c.Scheme, *scheme) {
		return false
	}
	same := strings.EqualFold(c.Value, code) || strings.TrimLeft(c.Value, "0") == strings.TrimLeft(code, "0") && !letters(code)
	return same && (day == "" || c.Valid.MayContain(day))
}

func stateOf(scope *Scope, found []*graph.Entity) *State {
	if len(found) == 0 || found[0] == nil {
		return nil
	}
	return typed[*State](one(scope, found[0]), found[0])
}

// EntityMatch is what an id or a name leads to.
type EntityMatch struct {
	Entity       Entity
	Alternatives []Entity
}

// Ambiguous reports whether more than one entity goes by the name.
func (m *EntityMatch) Ambiguous() bool { return len(m.Alternatives) > 0 }

// FindEntity returns what an id or a name leads to. The error wraps
// graph.ErrInvalid unless exactly one of the two is given.
func FindEntity(ctx context.Context, scope *Scope, id, name *string, kind *graph.EntityKind) (*EntityMatch, error) {
	var found []*graph.Entity
	var err error
	switch {
	case (id == nil) == (name == nil):
		return nil, graph.Invalidf("give an id or a name")
	case id != nil:
		found, err = scope.Reader.Entities(ctx, []graph.EntityID{graph.EntityID(*id)}, scope.At)
		found = only(found, func(e *graph.Entity) bool { return e != nil && (kind == nil || e.Kind == *kind) })
	case kind != nil:
		found, err = byName(ctx, scope, *name, []graph.EntityKind{*kind})
	default:
		found, err = byName(ctx, scope, *name, nil)
	}
	if err != nil {
		return nil, err
	}
	set, out := newSet(scope, 1, found), &EntityMatch{Alternatives: []Entity{}}
	for i, e := range found {
		if i == 0 {
			out.Entity = entity(set, e)
		} else {
			out.Alternatives = append(out.Alternatives, entity(set, e))
		}
	}
	return out, nil
}

// maxNodes is how many ids Nodes takes.
const maxNodes = 1000

// Nodes returns the things with the ids, in order, nil for what is not there:
// one call for each sort of id.
func Nodes(ctx context.Context, scope *Scope, ids []string) ([]Node, error) {
	if len(ids) > maxNodes {
		return nil, &graph.LimitError{What: "ids", Limit: maxNodes}
	}
	r, at := scope.Reader, scope.At
	found := make(map[string]Node, len(ids))
	byPrefix := make(map[string][]string)
	for _, id := range ids {
		prefix, _, _ := strings.Cut(id, ":")
		if graph.EntityID(id).Kind() != "" {
			prefix = "entity"
		}
		byPrefix[prefix] = append(byPrefix[prefix], id)
	}
	for _, err := range []error{
		fetch(found, scope, byPrefix["entity"], func(ids []graph.EntityID) ([]*graph.Entity, error) { return r.Entities(ctx, ids, at) }, func(s *Set[graph.Entity], e *graph.Entity) Node { return entity(s, e) }),
		fetch(found, scope, byPrefix["relation"], func(ids []graph.RelationID) ([]*graph.Relation, error) { return r.Relations(ctx, ids, at) }, func(s *Set[graph.Relation], x *graph.Relation) Node { return relation(s, x) }),
		fetch(found, scope, byPrefix["claim"], func(ids []graph.ClaimID) ([]*graph.Claim, error) { return r.Claims(ctx, ids, at) }, func(s *Set[graph.Claim], x *graph.Claim) Node { return claim(s, x) }),
		fetch(found, scope, byPrefix["document"], func(ids []graph.DocumentID) ([]*graph.Document, error) { return r.Documents(ctx, ids, at) }, func(s *Set[graph.Document], x *graph.Document) Node { return document(s, x) }),
		fetch(found, scope, byPrefix["source"], func(ids []graph.SourceID) ([]*graph.Source, error) { return r.Sources(ctx, ids, at) }, func(s *Set[graph.Source], x *graph.Source) Node { return source(s, x) }),
		fetch(found, scope, byPrefix["load"], func(ids []graph.LoadID) ([]*graph.Load, error) { return r.Loads(ctx, ids) }, func(s *Set[graph.Load], x *graph.Load) Node { return load(s, x) }),
	} {
		if err != nil {
			return nil, err
		}
	}
	for _, id := range byPrefix["dyad"] {
		d, err := dyadByID(ctx, scope, id)
		if err != nil {
			return nil, err
		}
		if d != nil {
			found[id] = d
		}
	}
	out := make([]Node, len(ids))
	for i, id := range ids {
		out[i] = found[id]
	}
	return out, nil
}

// fetch looks ids of one sort up and adds what it finds.
func fetch[K ~string, T any](to map[string]Node, scope *Scope, ids []string, find func([]K) ([]*T, error), wrap func(*Set[T], *T) Node) error {
	if len(ids) == 0 {
		return nil
	}
	keys := make([]K, len(ids))
	for i, id := range ids {
		keys[i] = K(id)
	}
	found, err := find(keys)
	if err != nil {
		return err
	}
	pages := 0
	if len(ids) > 1 {
		pages = 1
	}
	for id, node := range wrapped(scope, pages, keys, found, wrap) {
		to[string(id)] = node
	}
	return nil
}
