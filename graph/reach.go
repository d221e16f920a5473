package graph

import "slices"

// Reach says of which things a condition is asked. By it engines decide how to
// look at what lies at their edges: from each of them, or once for all, by the
// set of those at whose edge something meets the condition. A set costs one
// look at every thing beyond the edge; from each thing it costs less where there
// are few, and more without bound where many lead to the same.
type Reach int

const (
	// ReachAny are things of which nothing is known.
	ReachAny Reach = iota
	// ReachFew are things that an index leads to, each asked about once.
	ReachFew
	// ReachShared are things that several others lead to, so that one may be
	// asked about again and again.
	ReachShared
)

// Across reports whether an edge is looked at from each thing, and returns what
// is reached over it then.
func (r Reach) Across(j Join) (Reach, bool) {
	switch {
	case r == ReachAny, r == ReachShared && !j.One():
		return ReachAny, false
	case j.Foreign == FieldID, j.Foreign == "documentIds":
		return ReachShared, true
	}
	return ReachFew, true
}

// One reports whether the edge leads to one thing at most.
func (j Join) One() bool { return j.Foreign == FieldID && j.Local != "documentIds" }

// Finds reports whether the condition is met only by things that an index leads
// to. indexed tells of a comparison of a field whether one does.
func (w *Where) Finds(s Subject, indexed func(s Subject, w *Where) bool) bool {
	for i := range w.And {
		if w.And[i].Finds(s, indexed) {
			return true
		}
	}
	if w.Field != "" && indexed(s, w) {
		return true
	}
	if w.Edge == "" || w.Quantifier != "" && w.Quantifier != Some {
		return false
	}
	join, _ := LookupEdge(s, w.Edge)
	return w.Of.Finds(join.Target, indexed)
}

// Reach says how many things meet the condition, as far as indexes tell.
func (w *Where) Reach(s Subject, indexed func(s Subject, w *Where) bool) Reach {
	if w.Finds(s, indexed) {
		return ReachFew
	}
	return ReachAny
}

// Edged reports whether the condition looks at what lies at an edge.
func (w *Where) Edged() bool {
	edged := func(w Where) bool { return w.Edged() }
	return w.Edge != "" || w.Not != nil && w.Not.Edged() || slices.ContainsFunc(w.And, edged) || slices.ContainsFunc(w.Or, edged)
}
