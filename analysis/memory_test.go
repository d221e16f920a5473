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
	store := stored(t, chance(3, 8, 300)...)
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	n, err := analysis.Read(t.Context(), lengthy{store}, "")
	if err != nil {
		t.Fatal(err)
	}
	after := heap()
	if _, relations := n.Size(); after > before+uint64(relations)*length/4 {
		t.Errorf("%d bytes are kept for %d relations", after-before, relations)
	}
	runtime.KeepAlive(n)
}
