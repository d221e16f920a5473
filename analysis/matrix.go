package analysis

import (
	"cmp"
	"context"
	"slices"

	"entente/graph"
)

// MaxActors is how many actors a matrix may have.
const MaxActors = 300

// MatrixQuery asks for what actors did to each other.
type MatrixQuery struct {
	Measure Measure
	Ties    Ties
	// Window bounds the days; its interval does not count.
	Window Window
	// Within are the actors, at most MaxActors.
	Within []graph.EntityID
}

// Matrix is what actors did to each other.
type Matrix struct {
	// Actors are the rows and the columns, sorted.
	Actors []graph.EntityID
	// Cells are those with an event, by row, then by column.
	Cells []Cell
	// Undated counts the events without a date, which a window leaves out.
	Undated int
}

// Cell is what the actor of a row did to that of a column: indexes of Actors.
type Cell struct {
	Row, Column int
	// Value is the measure, Events how many events there are.
	Value  float64
	Events int
}

// Matrix returns what the actors in scope did to each other, each event
// counted once; one of which it is not known who acts is counted both ways. The
// error wraps graph.ErrInvalid or graph.ErrTooLarge, or is the context's.
func (n *Network) Matrix(ctx context.Context, q MatrixQuery) (*Matrix, error) {
	c, err := q.Ties.choose()
	if err != nil {
		return nil, err
	}
	out := &Matrix{Actors: slices.Compact(slices.Sorted(slices.Values(q.Within)))}
	if q.Within == nil || len(out.Actors) > MaxActors {
		return nil, &graph.LimitError{What: "actors of a matrix", Limit: MaxActors}
	}
	place := make(map[int32]int, len(out.Actors))
	for i, id := range out.Actors {
		if v := n.node(id); v != none {
			place[v] = i
		}
	}
	window := Period{q.Window.From, q.Window.Until}.window()
	cells := make(map[[2]int]*Cell)
	for i := range n.edges {
		if i%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		e := &n.edges[i]
		a, b := n.dyad(e)
		row, rowed := place[a]
		column, columned := place[b]
		if a == none || !e.event() || !rowed || !columned || !c.holds(n, int32(i)) {
			continue
		}
		when := n.days(e)
		if window != (span{}) && when.lo == 0 {
			out.Undated++
			continue
		}
		if window != (span{}) && (when.lo < window.lo || when.hi > window.hi) {
			continue
		}
		count(cells, row, column, e, q.Measure)
		if e.is(loose) {
			count(cells, column, row, e, q.Measure)
		}
	}
	for _, cell := range cells {
		out.Cells = append(out.Cells, *cell)
	}
	slices.SortFunc(out.Cells, func(x, y Cell) int { return cmp.Or(cmp.Compare(x.Row, y.Row), cmp.Compare(x.Column, y.Column)) })
	return out, nil
}

// count adds an event to a cell.
func count(cells map[[2]int]*Cell, row, column int, e *edge, measure Measure) {
	cell := cells[[2]int{row, column}]
	if cell == nil {
		cell = &Cell{Row: row, Column: column}
		cells[[2]int{row, column}] = cell
	}
	cell.Events++
	cell.Value += measure.of(e)
}

// of returns what an event adds to the measure.
func (m Measure) of(e *edge) float64 {
	net := float64(e.net())
	switch m {
	case Cooperation:
		return max(0, net)
	case Conflict:
		return max(0, -net)
	case NetOfConflict:
		return net
	}
	return 1
}
