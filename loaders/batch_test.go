package loaders_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/graph/memory"
	"entente/loaders"
)

// batches is a store that counts the documents of each write.
type batches struct {
	graph.Store
	documents []int
}

func (b *batches) Put(ctx context.Context, id graph.LoadID, at graph.Instant, cs []graph.Contribution) (graph.Counts, error) {
	if cs[0].Document.Format != graph.FormatLexicon {
		b.documents = append(b.documents, len(cs))
	}
	return discard{b.Store}.Put(ctx, id, at, cs)
}

func TestBatches(t *testing.T) {
	for _, tt := range []struct {
		name  string
		batch int
		step  time.Duration // how long a look at the clock takes
		want  []int
	}{
		{"as many as one says", 30, 0, []int{30, 30, 10}},
		{"all where reading takes no time", 0, 0, []int{70}},
		{"after a while", 0, time.Second, []int{32, 32, 6}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o, now := options(t), time.Unix(1e9, 0)
			o.Batch = tt.batch
			o.Now = func() time.Time {
				now = now.Add(tt.step)
				return now
			}
			store := &batches{Store: memory.Open()}
			load(t, store, []loaders.Input{loaders.FromReader("many.jsonl", many(70))}, o)
			if diff := cmp.Diff(tt.want, store.documents); diff != "" {
				t.Errorf("documents of each write (-want +got):\n%s", diff)
			}
		})
	}
}
