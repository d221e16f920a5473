package analysis

import (
	"context"
	"math/rand/v2"
	"slices"
)

// sampleSeed makes the sample of a network's nodes always the same.
const sampleSeed = 2007

// betweenness returns the share of shortest paths between others that lead
// through each node (Brandes 2001), normalised by the number of pairs. Where
// following them from all nodes would go over more ties than the budget, it
// follows them from a fixed sample of at least ten nodes and scales up (Brandes
// and Pich 2007); it returns the sample's size, 0 for all.
func (m *mesh) betweenness(ctx context.Context, budget int) (scores []float64, sample int, err error) {
	size := m.size()
	scores = make([]float64, size)
	if size < 3 {
		return scores, 0, nil
	}
	sources := make([]int, size)
	for v := range sources {
		sources[v] = v
	}
	if most := max(10, budget/(len(m.to)+size)); most < size {
		rand.New(rand.NewPCG(sampleSeed, sampleSeed)).Shuffle(size, func(i, j int) { sources[i], sources[j] = sources[j], sources[i] })
		sources = sources[:most]
		slices.Sort(sources)
		sample = most
	}
	w := newWave(m)
	for _, s := range sources {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		w.from(int32(s), scores)
	}
	// Both directions of each pair were followed.
	scale := float64(size) / float64(len(sources)) / (float64(size-1) * float64(size-2))
	for v := range scores {
		scores[v] *= scale
	}
	return scores, sample, nil
}

// wave follows all shortest paths from a node.
type wave struct {
	m        *mesh
	distance []int32 // -1 where it has not been
	order    []int32 // nodes by distance
	paths    []float64
	share    []float64
}

func newWave(m *mesh) *wave {
	w := &wave{m: m, distance: make([]int32, m.size()), order: make([]int32, 0, m.size()),
		paths: make([]float64, m.size()), share: make([]float64, m.size())}
	for v := range w.distance {
		w.distance[v] = none
	}
	return w
}

// from adds, for each node, the share of the shortest paths from s that lead
// through it.
func (w *wave) from(s int32, scores []float64) {
	m := w.m
	w.order = append(w.order[:0], s)
	w.distance[s], w.paths[s] = 0, 1
	for at := 0; at < len(w.order); at++ {
		v := w.order[at]
		for _, u := range m.to[m.heads[v]:m.heads[v+1]] {
			if w.distance[u] == none {
				w.distance[u] = w.distance[v] + 1
				w.order = append(w.order, u)
			}
			if w.distance[u] == w.distance[v]+1 {
				w.paths[u] += w.paths[v]
			}
		}
	}
	for at := len(w.order) - 1; at > 0; at-- {
		v := w.order[at]
		for _, u := range m.to[m.heads[v]:m.heads[v+1]] {
			if w.distance[u] == w.distance[v]-1 {
				w.share[u] += w.paths[u] / w.paths[v] * (1 + w.share[v])
			}
		}
		scores[v] += w.share[v]
	}
	for _, v := range w.order {
		w.distance[v], w.paths[v], w.share[v] = none, 0, 0
	}
}
