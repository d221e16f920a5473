package neo4j

import "context"

// Rebuild is Writer's.
func (s *Store) Rebuild(ctx context.Context) error { return ctx.Err() }
