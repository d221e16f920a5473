package memory

import (
	"context"
	"iter"
	"slices"
	"sync"

	"entente/graph"
)

// Store is a graph.Store in memory. It is safe for concurrent use; what it is
// given and what it gives must not be changed.
type Store struct {
	mu      sync.RWMutex
	now     *state
	changes []graph.Change
	past    graph.Past
}

// Options are the settings of a store. The zero value works.
type Options struct {
	// Past is how much of what was known at earlier times is kept for reading,
	// see graph.Past; 0 means graph.PastRoom.
	Past int
}

var _ graph.Store = (*Store)(nil)

// Open returns an empty store.
func Open() *Store { return OpenWith(Options{}) }

// OpenWith returns an empty store with settings of its own.
func OpenWith(o Options) *Store {
	empty := &state{}
	empty.present = graph.NewSnapshot(&graph.Projection{})
	return &Store{now: empty, past: graph.Past{Room: o.Past}}
}

// Close lets go of nothing; the store is garbage when nobody holds it.
func (s *Store) Close(context.Context) error { return nil }

func (s *Store) state() *state {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.now
}

// at returns the snapshot that answers for a known instant.
func (s *Store) at(ctx context.Context, known graph.Instant) (*graph.Snapshot, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	now := s.state()
	if known == "" || known >= now.clock {
		return now.present, nil
	}
	moment := graph.Moment{Known: known, Seq: now.version}
	return s.past.At(ctx, moment, func() iter.Seq2[graph.LogEntry, error] { return now.logAt(ctx, known) })
}

// Entities is Reader's.
func (s *Store) Entities(ctx context.Context, ids []graph.EntityID, at graph.AsOf) ([]*graph.Entity, error) {
	snap, err := s.at(ctx, at.Known)
	if err != nil {
		return nil, err
	}
	return snap.Entities(ctx, ids, at)
}

// Relations is Reader's.
func (s *Store) Relations(ctx context.Context, ids []graph.RelationID, at graph.AsOf) ([]*graph.Relation, error) {
	snap, err := s.at(ctx, at.Known)
	if err != nil {
		return nil, err
	}
	return snap.Relations(ctx, ids, at)
}

// Claims is Reader's.
func (s *Store) Claims(ctx context.Context, ids []graph.ClaimID, at graph.AsOf) ([]*graph.Claim, error) {
	snap, err := s.at(ctx, at.Known)
	if err != nil {
		return nil, err
	}
	return snap.Claims(ctx, ids, at)
}

// Documents is Reader's.
func (s *Store) Documents(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]*graph.Document, error) {
	snap, err := s.at(ctx, at.Known)
	if err != nil {
		return nil, err
	}
	return snap.Documents(ctx, ids, at)
}

// Sources is Reader's.
func (s *Store) Sources(ctx context.Context, ids []graph.SourceID, at graph.AsOf) ([]*graph.Source, error) {
	snap, err := s.at(ctx, at.Known)
	if err != nil {
		return nil, err
	}
	return snap.Sources(ctx, ids, at)
}

// Loads is Reader's.
func (s *Store) Loads(ctx context.Context, ids []graph.LoadID) ([]*graph.Load, error) {
	return s.state().withLoads().Loads(ctx, ids)
}

// FindEntities is Reader's.
func (s *Store) FindEntities(ctx context.Context, q graph.Query) ([]graph.Page[graph.Entity], error) {
	snap, err := s.at(ctx, q.AsOf.Known)
	if err != nil {
		return nil, err
	}
	return snap.FindEntities(ctx, q)
}

// FindRelations is Reader's.
func (s *Store) FindRelations(ctx context.Context, q graph.Query) ([]graph.Page[graph.Relation], error) {
	snap, err := s.at(ctx, q.AsOf.Known)
	if err != nil {
		return nil, err
	}
	return snap.FindRelations(ctx, q)
}

// FindClaims is Reader's.
func (s *Store) FindClaims(ctx context.Context, q graph.Query) ([]graph.Page[graph.Claim], error) {
	snap, err := s.at(ctx, q.AsOf.Known)
	if err != nil {
		return nil, err
	}
	return snap.FindClaims(ctx, q)
}

// FindDocuments is Reader's.
func (s *Store) FindDocuments(ctx context.Context, q graph.Query) ([]graph.Page[graph.Document], error) {
	snap, err := s.at(ctx, q.AsOf.Known)
	if err != nil {
		return nil, err
	}
	return snap.FindDocuments(ctx, q)
}

// FindSources is Reader's.
func (s *Store) FindSources(ctx context.Context, q graph.Query) ([]graph.Page[graph.Source], error) {
	snap, err := s.at(ctx, q.AsOf.Known)
	if err != nil {
		return nil, err
	}
	return snap.FindSources(ctx, q)
}

// FindLoads is Reader's.
func (s *Store) FindLoads(ctx context.Context, q graph.Query) ([]graph.Page[graph.Load], error) {
	return s.state().withLoads().FindLoads(ctx, q)
}

// Facets is Reader's.
func (s *Store) Facets(ctx context.Context, q graph.Query, by graph.Field) ([]graph.Facet, error) {
	if q.Subject == graph.SubjectLoad {
		return s.state().withLoads().Facets(ctx, q, by)
	}
	snap, err := s.at(ctx, q.AsOf.Known)
	if err != nil {
		return nil, err
	}
	return snap.Facets(ctx, q, by)
}

// Records is Reader's.
func (s *Store) Records(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([][]graph.EntityRecord, error) {
	snap, err := s.at(ctx, at.Known)
	if err != nil {
		return nil, err
	}
	return snap.Records(ctx, ids, at)
}

// Texts is Reader's.
func (s *Store) Texts(ctx context.Context, ids []graph.DocumentID, at graph.AsOf) ([]string, error) {
	snap, err := s.at(ctx, at.Known)
	if err != nil {
		return nil, err
	}
	return snap.Texts(ctx, ids, at)
}

// Together is Reader's.
func (s *Store) Together(ctx context.Context, asks []graph.Ask) ([]graph.Answer, error) {
	return graph.OneByOne(ctx, s, asks)
}

// Decisions is Reader's.
func (s *Store) Decisions(ctx context.Context) ([]graph.Decision, error) {
	return s.state().sortedDecisions(), ctx.Err()
}

// Changes is Reader's.
func (s *Store) Changes(ctx context.Context, after int64, limit int) ([]graph.Change, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	from := int(min(max(after, 0), int64(len(s.changes)))) // sequence numbers count from 1 without gaps
	until := from + min(max(limit, 0), len(s.changes)-from)
	return slices.Clone(s.changes[from:until]), ctx.Err()
}

// Log is Reader's. It yields the log as it stands when the iteration begins.
func (s *Store) Log(ctx context.Context) iter.Seq2[graph.LogEntry, error] {
	return func(yield func(graph.LogEntry, error) bool) { s.state().log(ctx)(yield) }
}

// Stats is Reader's.
func (s *Store) Stats(ctx context.Context) (graph.Stats, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	p := s.now.present.Projection()
	return graph.Stats{Engine: "memory", Entities: len(p.Entities), Relations: len(p.Relations), Claims: len(p.Claims),
		Documents: len(p.Documents), Sources: len(p.Sources), Loads: len(s.now.loads), Seq: int64(len(s.changes))}, ctx.Err()
}
