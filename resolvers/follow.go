package resolvers

import (
	"context"
	"slices"
	"strings"
	"time"

	"entente/graph"
	"entente/resolvers/internal/feed"
	"entente/resolvers/internal/view"
)

// batch is how many changes are looked up together; what lies below their
// events is then read for all of them.
const batch = 50

// event is something that a subscription tells.
type event interface {
	// Place returns the cursor after the event.
	Place() string
}

// source is where the events of a subscription come from.
type source[E event] struct {
	// first returns the events before any change, for the follower's start; nil
	// for none.
	first func(ctx context.Context, start string) (events []E, last bool, err error)
	// about reports whether a change may give an event.
	about func(graph.Change) bool
	// events makes events of changes, in order; last reports that there will be
	// no more.
	events func(ctx context.Context, changes []graph.Change) (events []E, last bool, err error)
}

// follow answers the field of a subscription: the events of all changes after
// the cursor, of those to come where it is nil.
func follow[E event](ctx context.Context, r *root, after *string, s source[E]) (<-chan E, error) {
	t := turnOf(ctx)
	if t == nil {
		return nil, graph.Invalidf("a subscription needs a transport that streams")
	}
	if t.resume != "" {
		after = &t.resume
	}
	starting, cancel := context.WithTimeout(ctx, t.limit)
	defer cancel()
	w, err := r.begin(starting, t, after)
	if err != nil {
		return nil, err
	}
	f := &finder[E]{source: s, turn: t, from: w, out: make(chan E), now: r.now}
	var early []E
	if s.first != nil {
		if early, f.last, err = s.first(starting, w.Start()); err != nil {
			w.Close()
			return nil, err
		}
	}
	t.finders.Go(func() {
		defer close(f.out)
		defer w.Close()
		defer func() {
			if p := recover(); p != nil {
				t.fail(r.recovered(ctx, p))
			}
		}()
		t.fail(f.run(ctx, early))
	})
	return f.out, nil
}

// begin starts to follow, in a place of its own like all that reads for streams.
func (r *root) begin(ctx context.Context, t *turn, after *string) (*feed.Follower, error) {
	if err := enter(ctx, t.places); err != nil {
		return nil, err
	}
	defer func() { <-t.places }()
	return r.feed.Follow(ctx, after)
}

// finder finds the events of one subscription.
type finder[E event] struct {
	source[E]
	turn *turn
	from *feed.Follower
	out  chan E
	last bool
	now  func() time.Time
}

// run hands events over until there are no more, or an error, or the context
// ends.
func (f *finder[E]) run(ctx context.Context, early []E) error {
	if err := f.hand(ctx, early); err != nil {
		return err
	}
	for !f.last {
		changes, err := f.from.Next(ctx)
		if unreachable(err) {
			err = f.from.Pause(ctx)
		}
		if err != nil {
			return err
		}
		changes = slices.DeleteFunc(slices.Clone(changes), func(c graph.Change) bool { return !f.about(c) })
		for some := range slices.Chunk(changes, batch) {
			events, err := f.find(ctx, some)
			if err == nil {
				err = f.hand(ctx, events)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// find makes events of changes; it waits for a store that is out of reach.
func (f *finder[E]) find(ctx context.Context, changes []graph.Change) ([]E, error) {
	for {
		if err := enter(ctx, f.turn.places); err != nil {
			return nil, err
		}
		looking, cancel := context.WithTimeout(ctx, f.turn.limit)
		events, last, err := f.events(looking, changes)
		cancel()
		<-f.turn.places
		if !unreachable(err) {
			f.last = last
			return events, err
		}
		if err := f.from.Pause(ctx); err != nil {
			return nil, err
		}
	}
}

// hand gives events to the transport, one after the other.
func (f *finder[E]) hand(ctx context.Context, events []E) error {
	for _, e := range events {
		if err := f.turn.take(ctx, e.Place()); err != nil {
			return err
		}
		select {
		case f.out <- e:
		case <-ctx.Done():
			f.turn.done()
			return ctx.Err()
		}
	}
	return nil
}

// is reports whether the change is one of a kind of thing: "claim", "load".
func is(kind string) func(graph.Change) bool {
	return func(c graph.Change) bool { return strings.HasPrefix(c.ID, kind+":") }
}

// claimAdded tells the claims that came and meet the condition.
func (r *root) claimAdded(ctx context.Context, where map[string]any, after *string) (<-chan *view.ClaimAdded, error) {
	if err := view.CheckClaims(where); err != nil {
		return nil, err
	}
	claim := is("claim")
	return follow(ctx, r, after, source[*view.ClaimAdded]{
		about: func(c graph.Change) bool { return c.Op == graph.ChangeAdded && claim(c) },
		events: func(ctx context.Context, changes []graph.Change) ([]*view.ClaimAdded, bool, error) {
			events, err := view.ClaimsAdded(ctx, r.scope(nil), where, changes)
			return events, false, err
		},
	})
}

// relationChanged tells the relations that came, changed or went.
func (r *root) relationChanged(ctx context.Context, where map[string]any, ops []graph.ChangeOp, after *string) (<-chan *view.RelationChanged, error) {
	if err := view.CheckRelations(where); err != nil {
		return nil, err
	}
	relation := is("relation")
	return follow(ctx, r, after, source[*view.RelationChanged]{
		about: func(c graph.Change) bool { return relation(c) && (ops == nil || slices.Contains(ops, c.Op)) },
		events: func(ctx context.Context, changes []graph.Change) ([]*view.RelationChanged, bool, error) {
			events, err := view.RelationsChanged(ctx, r.scope(nil), where, changes)
			return events, false, err
		},
	})
}

// loadProgress tells the record of a load as it stands and whenever it is
// written, until the load has ended; of all loads, without an end, where no id
// is given.
func (r *root) loadProgress(ctx context.Context, id *string, after *string) (<-chan *view.LoadProgress, error) {
	s := source[*view.LoadProgress]{
		about: is("load"),
		events: func(ctx context.Context, changes []graph.Change) ([]*view.LoadProgress, bool, error) {
			events, err := view.LoadsChanged(ctx, r.scope(nil), changes)
			return events, id != nil && slices.ContainsFunc(events, (*view.LoadProgress).Ended), err
		},
	}
	if id != nil {
		s.about = func(c graph.Change) bool { return c.ID == *id }
		s.first = func(ctx context.Context, start string) ([]*view.LoadProgress, bool, error) {
			now, err := view.LoadNow(ctx, r.scope(nil), graph.LoadID(*id), start, graph.NewInstant(r.now()))
			if err != nil {
				return nil, false, err
			}
			return []*view.LoadProgress{now}, now.Ended(), nil
		}
	}
	return follow(ctx, r, after, s)
}
