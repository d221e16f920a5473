package neo4j

import (
	"context"
	"iter"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// PlanAhead has the server plan statements such as reads make, and executes none
// of them: a server that was just started plans several times slower than one
// that has planned before. It returns how many were planned when all were or the
// context ended. The error wraps ErrUnavailable where the server went away, and
// the context's error where that ended.
func (s *Store) PlanAhead(ctx context.Context) (planned int, err error) {
	return s.planAll(ctx, rehearsal())
}

func (s *Store) planAll(ctx context.Context, all iter.Seq[Statement]) (planned int, err error) {
	for st := range all {
		if err := s.plan(ctx, st); err != nil {
			return planned, s.translate(ctx, err)
		}
		planned++
	}
	return planned, nil
}

// plan has the server plan a statement, as for a read with its parameters.
func (s *Store) plan(ctx context.Context, st Statement) (err error) {
	done, err := s.planning.begin(ctx, st.Text)
	if err != nil {
		return err
	}
	defer func() { done(err == nil) }()
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.database, BookmarkManager: s.bookmarks})
	defer func() {
		if closed := session.Close(ctx); err == nil {
			err = closed
		}
	}()
	result, err := session.Run(ctx, "EXPLAIN "+st.Text, st.Params, until(ctx)...)
	if err != nil {
		return err
	}
	_, err = result.Consume(ctx)
	return err
}
