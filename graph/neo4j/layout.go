package neo4j

import (
	"context"
	"fmt"
	"strconv"

	"entente/graph"
)

// layout is the version of what nodes and edges hold, beside the log. It goes up
// with a change after which Rebuild has to make anew what was written before.
// The Writer node says which one a store has; one that says none is older.
const layout = 3

// unmade is the layout of a store whose projections are being made anew.
const unmade = 0

// lock takes the writer's lock. It makes the node where a store is empty, which
// is then filled as this version does.
var lock = "MERGE (w:Writer {id: 1}) ON CREATE SET w.layout = " + strconv.Itoa(layout) + " SET w.locked = true"

// laid returns an error for a store whose layout is another than this version's:
// one that wraps graph.ErrOutdated for an older one, ErrInvalid for a newer one.
func (s *Store) laid(have int) error {
	switch {
	case have < layout:
		return fmt.Errorf("neo4j at %s: %w; `entente check --repair` makes it anew", s.address, graph.ErrOutdated)
	case have > layout:
		return graph.Invalidf("neo4j at %s was filled by a newer version (layout %d, this one knows %d); use that version or another database",
			s.address, have, layout)
	}
	return nil
}

// upToDate returns an error where the store had another layout when it was
// opened and still has. Whoever repairs it may be another process.
func (s *Store) upToDate(ctx context.Context) error {
	if s.current.Load() {
		return nil
	}
	rows, err := s.query(ctx, "OPTIONAL MATCH (w:Writer {id: 1}) RETURN CASE WHEN w IS NULL THEN $layout ELSE coalesce(w.layout, 0) END",
		map[string]any{"layout": int64(layout)})
	if err != nil {
		return err
	}
	if err := s.laid(number(first(rows))); err != nil {
		return err
	}
	s.current.Store(true)
	return nil
}
