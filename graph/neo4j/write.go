package neo4j

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"entente/graph"
)

// book is what one write transaction knows and will write.
type book struct {
	*tx
	counters
	// readings are those read or made, by id; byDocument those of each document
	// in the write.
	readings   map[graph.ContributionID]*reading
	byDocument map[graph.DocumentID][]*reading
	// first are the current readings before the write, nil for none.
	first   map[graph.DocumentID]*reading
	rulings *graph.Rulings
	changes []graph.Change
	counts  graph.Counts
	// size is how many claims the transaction makes readable at most; a write
	// with more begins a publication, whose id is begun.
	size, begun int
	// untold keeps what a publication changes out of the change feed.
	untold bool
	layout int // of the store
	// saved is the record of a load that changes with the documents, nil for none.
	saved *graph.Load
}

// errUnchanged ends a transaction that turns out to change nothing.
var errUnchanged = errors.New("unchanged")

// change runs work in a transaction whose clock stands at the time of the
// change, and writes the counters and the change feed after it. What is too much
// for one transaction is published by others after it, as is what an earlier
// write left to be published, before. Its counts are the answer of the last run.
func (s *Store) change(ctx context.Context, at graph.Instant, work func(b *book) error) (graph.Counts, error) {
	if err := ctx.Err(); err != nil {
		return graph.Counts{}, err
	}
	if _, err := graph.Advance("", at); err != nil {
		return graph.Counts{}, err
	}
	for {
		counts, begun, err := s.attempt(ctx, at, work)
		switch {
		case errors.Is(err, errTurning):
			if _, err := s.publish(ctx, 0); err != nil {
				return graph.Counts{}, err
			}
		case errors.Is(err, errUnchanged):
			return graph.Counts{}, nil
		case err != nil:
			return graph.Counts{}, err
		case begun != 0:
			return s.publish(ctx, begun)
		default:
			return counts, nil
		}
	}
}

// attempt runs work in a transaction and returns its counts, or the id of the
// publication that it began.
func (s *Store) attempt(ctx context.Context, at graph.Instant, work func(b *book) error) (counts graph.Counts, begun int, err error) {
	err = s.write(ctx, func(t *tx) error {
		b, err := openBook(t, at)
		if err != nil {
			return err
		}
		if err := s.laid(b.layout); err != nil {
			return err
		}
		b.size = s.size
		if err = work(b); err == nil && b.begun == 0 {
			err = b.close()
		}
		counts, begun = b.counts, b.begun
		return err
	})
	return counts, begun, err
}

// openBook takes the writer's lock, reads the counters and moves the clock. It
// fails with errTurning where something is left to be published.
func openBook(t *tx, at graph.Instant) (*book, error) {
	if _, err := t.run(lock, nil); err != nil {
		return nil, err
	}
	rows, err := t.run("MATCH (w:Writer {id: 1}) RETURN w.clock, w.seq, w.links, w.turned IS NOT NULL, w.layout", nil)
	if err != nil {
		return nil, err
	}
	if rows[0][3] == true {
		return nil, errTurning
	}
	b := newBook(t)
	b.counters, b.layout = countersOf(rows[0]), number(rows[0][4])
	b.clock, err = graph.Advance(b.clock, at)
	return b, err
}

func newBook(t *tx) *book {
	return &book{tx: t, readings: make(map[graph.ContributionID]*reading),
		byDocument: make(map[graph.DocumentID][]*reading), first: make(map[graph.DocumentID]*reading)}
}

// load returns the record of a load, nil for none.
func (b *book) load(id graph.LoadID) (*graph.Load, error) {
	rows, err := b.run("MATCH (n:Load {id: $id}) RETURN n.payload", map[string]any{"id": encode(id)})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	var l graph.Load
	return &l, unmarshal(rows[0][0], &l)
}

func (b *book) saveLoad(l *graph.Load) error {
	_, err := b.run("MERGE (n:Load {id: $id}) SET n = $props", map[string]any{"id": encode(l.ID), "props": loadProps(l)})
	return err
}

// SaveLoad is Writer's.
func (s *Store) SaveLoad(ctx context.Context, load graph.Load) error {
	if err := load.Validate(); err != nil {
		return err
	}
	_, err := s.change(ctx, cmp.Or(load.Ended, load.Started), func(b *book) error {
		old, err := b.load(load.ID)
		switch {
		case err != nil:
			return err
		case old == nil:
			b.note(graph.ChangeAdded, string(load.ID))
		case marshal(old) == marshal(&load):
			return errUnchanged
		default:
			b.note(graph.ChangeUpdated, string(load.ID))
		}
		return b.saveLoad(&load)
	})
	return err
}

// Put is Writer's.
func (s *Store) Put(ctx context.Context, load graph.LoadID, at graph.Instant, contributions []graph.Contribution) (graph.Counts, error) {
	ids := make([]graph.ContributionID, len(contributions))
	var invalid error
	for i := range contributions {
		if invalid = cmp.Or(ctx.Err(), contributions[i].Validate()); invalid != nil {
			break
		}
		ids[i] = contributions[i].ID()
	}
	return s.change(ctx, at, func(b *book) error {
		switch l, err := b.load(load); {
		case err != nil:
			return err
		case l == nil:
			return fmt.Errorf("load %q: %w", load, graph.ErrNotFound)
		case l.State == graph.LoadUnloaded:
			return fmt.Errorf("load %s is unloaded: %w", load, graph.ErrConflict)
		case len(contributions) == 0:
			return errUnchanged
		case invalid != nil:
			return invalid
		}
		documents := make([]graph.DocumentID, len(contributions))
		for i := range contributions {
			documents[i] = contributions[i].Document.ID
		}
		if err := b.open(documents); err != nil {
			return err
		}
		for i := range contributions {
			if err := b.put(load, ids[i], &contributions[i]); err != nil {
				return err
			}
		}
		return b.settle()
	})
}

// open reads the readings of documents.
func (b *book) open(documents []graph.DocumentID) error {
	keys := slices.Compact(slices.Sorted(slices.Values(encodeAll(documents))))
	rows, err := each(b.tx, "UNWIND $rows AS id MATCH (n:Contribution {document: id}) USING INDEX n:Contribution(document) RETURN "+readingColumns, keys)
	if err != nil {
		return err
	}
	for _, row := range rows {
		r, err := decodeReading(row)
		if err != nil {
			return err
		}
		b.add(r)
		if r.open() {
			b.first[r.document.ID] = r
		}
	}
	for _, d := range documents {
		if _, ok := b.first[d]; !ok {
			b.first[d] = nil
		}
	}
	return nil
}

func (b *book) add(r *reading) {
	b.readings[r.id] = r
	b.byDocument[r.document.ID] = append(b.byDocument[r.document.ID], r)
}

// put brings one contribution in and counts it.
func (b *book) put(load graph.LoadID, id graph.ContributionID, c *graph.Contribution) error {
	doc := c.Document.ID
	known := b.current(doc) != nil
	r := b.readings[id]
	switch {
	case r == nil:
		r = &reading{id: id, document: c.Document, fresh: true}
		b.add(r)
	case r.complete && c.More:
		return nil
	}
	if !r.complete {
		if err := b.land(r, c); err != nil {
			return err
		}
	}
	b.links++
	r.bring(load, b.links)
	r.dirty = true
	turned := b.turn(doc)
	switch {
	case c.More:
	case !turned:
		b.counts.Unchanged++
	case known:
		b.counts.Changed++
	default:
		b.counts.Added++
	}
	return nil
}

// land adds what the contribution, or its next part, brings.
func (b *book) land(r *reading, c *graph.Contribution) error {
	switch {
	case c.Part > r.parts+1:
		return fmt.Errorf("document %s: part %d after part %d: %w", c.Document.ID, c.Part, r.parts, graph.ErrConflict)
	case c.Part > 0 && c.Part <= r.parts && !c.More:
		return fmt.Errorf("document %s: part %d was not the last when it landed: %w", c.Document.ID, c.Part, graph.ErrConflict)
	case c.Part > 0 && c.Part <= r.parts:
		return nil
	}
	p := piece{part: c.Part, records: c.Entities, claims: c.Claims}
	if c.Part == 0 {
		p.text = c.Text
	}
	var err error
	if p.claims, err = b.news(r, c); err != nil {
		return err
	}
	r.parts, r.complete = c.Part, !c.More
	r.came = append(r.came, p)
	r.claims, r.records = r.claims+len(p.claims), r.records+len(p.records)
	return nil
}

// news returns the contribution's claims that the reading does not have yet.
func (b *book) news(r *reading, c *graph.Contribution) ([]graph.Claim, error) {
	have := make(map[graph.ClaimID]bool)
	for _, p := range r.came {
		for i := range p.claims {
			have[p.claims[i].ID] = true
		}
	}
	if c.Part > 1 && !r.fresh {
		ids := make([]string, len(c.Claims))
		for i := range c.Claims {
			ids[i] = string(c.Claims[i].ID)
		}
		rows, err := each(b.tx, "UNWIND $rows AS id MATCH (c:LogClaim {contribution: $reading, id: id}) USING INDEX c:LogClaim(contribution, id) RETURN id", ids, "reading", string(r.id))
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			have[graph.ClaimID(text(row[0]))] = true
		}
	}
	out := make([]graph.Claim, 0, len(c.Claims))
	for _, claim := range c.Claims {
		if !have[claim.ID] {
			have[claim.ID] = true
			out = append(out, claim)
		}
	}
	return out, nil
}

// current returns the document's current reading, nil for none.
func (b *book) current(id graph.DocumentID) *reading {
	for _, r := range b.byDocument[id] {
		if !r.gone && r.open() {
			return r
		}
	}
	return nil
}

// turn makes the complete reading that a load brought last the document's
// current one, and reports whether that is another than before.
func (b *book) turn(id graph.DocumentID) bool {
	old := b.current(id)
	var latest *reading
	for _, r := range b.byDocument[id] {
		if !r.gone && r.complete && (latest == nil || r.brought() > latest.brought()) {
			latest = r
		}
	}
	if old == latest {
		return false
	}
	if old != nil {
		old.known, old.dirty = graph.ClosePeriods(old.known, b.clock), true
	}
	if latest != nil {
		latest.known, latest.dirty = graph.OpenPeriods(latest.known, b.clock), true
	}
	return true
}

// Unload is Writer's.
func (s *Store) Unload(ctx context.Context, load graph.LoadID, at graph.Instant) (graph.Counts, error) {
	return s.change(ctx, at, func(b *book) error {
		l, err := b.load(load)
		switch {
		case err != nil:
			return err
		case l == nil:
			return fmt.Errorf("load %q: %w", load, graph.ErrNotFound)
		case l.State == graph.LoadUnloaded:
			return errUnchanged
		}
		l.State = graph.LoadUnloaded
		b.note(graph.ChangeUpdated, string(load))
		b.saved = l
		rows, err := b.run("MATCH (c:Contribution) WHERE $load IN c.loads RETURN DISTINCT c.document", map[string]any{"load": encode(load)})
		if err != nil {
			return err
		}
		documents := make([]graph.DocumentID, len(rows))
		for i, r := range rows {
			documents[i] = graph.DocumentID(text(r[0]))
		}
		if err := b.open(documents); err != nil {
			return err
		}
		for _, d := range documents {
			b.unlink(d, load)
		}
		return b.settle()
	})
}

// unlink takes the load from the document's readings, those that no other load
// brought out, and counts the document if it falls back to another reading.
func (b *book) unlink(d graph.DocumentID, load graph.LoadID) {
	before := b.current(d)
	for _, r := range b.byDocument[d] {
		r.unlink(load)
		r.gone = len(r.links) == 0
	}
	b.turn(d)
	if after := b.current(d); after != nil && after != before {
		b.counts.Changed++
	}
}
