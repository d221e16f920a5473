package analysis_test

import (
	"context"
	"runtime"
	"strings"
	"testing"

	"entente/analysis"
	"entente/graph"
)

// lengthy is a reader whose relations have dates that are parts of long texts.
type lengthy struct{ graph.Reader }

const length = 1 << 18

func (r lengthy) FindRelations(ctx context.Context, q graph.Query) ([]graph.Page[graph.Relation], error) {
	pages, err := r.Reader.FindRelations(ctx, q)
	for p := range pages {
		for i := range pages[p].Items {
			when := &pages[p].Items[i].When
			whole := string(*when) + strings.Repeat(" ", length)
			*when = graph.Date(whole[:len(*when)])
		}
	}
	return pages, err
}

// TestNetworkKeepsNoTexts holds that a network does not keep what its relations
// were read from.
func TestNetworkKeepsNoTexts(t *testing.T) {
	if kept := kept(t, lengthy{stored(t, chance(3, 8, 300)...)}); kept > length/4 {
		t.Errorf("%d bytes are kept for each relation", kept)
	}
}

// TestNetworkIsSmall holds how much memory a server has for each relation.
func TestNetworkIsSmall(t *testing.T) {
	if kept := kept(t, many(2000, 50_000)); kept > 64 {
		t.Errorf("%d bytes are kept for each relation", kept)
	}
}

// kept returns how many bytes the network of a reader has for each relation.
func kept(t *testing.T, r graph.Reader) int {
	t.Helper()
	heap := func() uint64 {
		runtime.GC()
		runtime.GC() // what has finalizers
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	n, err := analysis.Read(t.Context(), r, "")
	if err != nil {
		t.Fatal(err)
	}
	after := heap()
	_, relations := n.Size()
	runtime.KeepAlive(n)
	runtime.KeepAlive(r)
	return (int(after) - int(before)) / relations
}
