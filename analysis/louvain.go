package analysis

import (
	"context"
	"math/rand/v2"
	"slices"
)

// level is a network whose nodes stand for communities of the level below.
type level struct {
	heads  []int32
	to     []int32
	weight []float64
	loop   []float64 // what lies inside a node, both ways
	total  float64
}

// louvain returns the community of each node: an index.
func (m *mesh) louvain(ctx context.Context, resolution float64, seed uint64) ([]int32, error) {
	l := &level{heads: m.heads, to: m.to, weight: make([]float64, len(m.to)), loop: make([]float64, m.size())}
	for i, s := range m.support {
		l.weight[i] = float64(s)
		l.total += float64(s)
	}
	of := make([]int32, m.size())
	for v := range of {
		of[v] = int32(v)
	}
	rng := rand.New(rand.NewPCG(seed, 0))
	for {
		moved, err := l.move(ctx, resolution, rng)
		if err != nil {
			return nil, err
		}
		count := number(moved)
		for v := range of {
			of[v] = moved[of[v]]
		}
		if count == len(moved) {
			return m.connected(of), nil
		}
		l = l.fold(moved, count)
	}
}

// number gives the communities numbers from 0 in the order of their first
// nodes, and returns how many there are.
func number(of []int32) int {
	names := make(map[int32]int32)
	for v, c := range of {
		name, ok := names[c]
		if !ok {
			name = int32(len(names))
			names[c] = name
		}
		of[v] = name
	}
	return len(names)
}

// mover moves the nodes of a level between communities.
type mover struct {
	*level
	resolution float64
	of         []int32
	strength   []float64 // of each node: the weight of its ties and its loop
	sum        []float64 // of each community: the strength of its nodes
	link       []float64 // of each community: the weight of its ties with a node
	touched    []int32   // the communities whose link is set
}

// move puts each node with those neighbours where it adds most to Q, in an
// order of chance, until no move adds anything.
func (l *level) move(ctx context.Context, resolution float64, rng *rand.Rand) ([]int32, error) {
	size := len(l.loop)
	m := &mover{level: l, resolution: resolution, of: make([]int32, size), strength: slices.Clone(l.loop), link: make([]float64, size)}
	for v := range m.of {
		m.of[v] = int32(v)
		for i := l.heads[v]; i < l.heads[v+1]; i++ {
			m.strength[v] += l.weight[i]
		}
	}
	m.sum = slices.Clone(m.strength)
	order := rng.Perm(size)
	for moved := true; moved; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		moved = false
		for _, v := range order {
			moved = m.place(int32(v)) || moved
		}
	}
	return m.of, nil
}

// leastGain is what a move must add, so that rounding moves nothing for ever.
const leastGain = 1e-9

// place puts a node where it adds most, and reports whether that is elsewhere.
func (m *mover) place(v int32) bool {
	m.touched = m.touched[:0]
	for i := m.heads[v]; i < m.heads[v+1]; i++ {
		c := m.of[m.to[i]]
		if m.link[c] == 0 {
			m.touched = append(m.touched, c)
		}
		m.link[c] += m.weight[i]
	}
	old := m.of[v]
	m.sum[old] -= m.strength[v]
	gain := func(c int32) float64 { return m.link[c] - m.resolution*m.strength[v]*m.sum[c]/m.total }
	best, most := old, gain(old)
	slices.Sort(m.touched)
	for _, c := range m.touched {
		if g := gain(c); g > most+leastGain {
			best, most = c, g
		}
	}
	for _, c := range m.touched {
		m.link[c] = 0
	}
	m.sum[best] += m.strength[v]
	m.of[v] = best
	return best != old
}

// fold returns the level whose nodes are communities of this one.
func (l *level) fold(of []int32, count int) *level {
	members := make([][]int32, count)
	for v, c := range of {
		members[c] = append(members[c], int32(v))
	}
	out := &level{heads: make([]int32, 1, count+1), loop: make([]float64, count), total: l.total}
	link, touched := make([]float64, count), []int32{}
	for c, list := range members {
		touched = touched[:0]
		for _, v := range list {
			out.loop[c] += l.loop[v]
			for i := l.heads[v]; i < l.heads[v+1]; i++ {
				d := of[l.to[i]]
				if link[d] == 0 {
					touched = append(touched, d)
				}
				link[d] += l.weight[i]
			}
		}
		slices.Sort(touched)
		for _, d := range touched {
			if int(d) == c {
				out.loop[c] += link[d]
			} else {
				out.to, out.weight = append(out.to, d), append(out.weight, link[d])
			}
			link[d] = 0
		}
		out.heads = append(out.heads, int32(len(out.to)))
	}
	return out
}

// connected splits communities that fall apart into their connected parts,
// which can only add to Q, and numbers them.
func (m *mesh) connected(of []int32) []int32 {
	out := make([]int32, len(of))
	for v := range out {
		out[v] = none
	}
	var parts int32
	var queue []int32
	for v := range of {
		if out[v] != none {
			continue
		}
		out[v] = parts
		for queue = append(queue[:0], int32(v)); len(queue) > 0; {
			w := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			for _, u := range m.to[m.heads[w]:m.heads[w+1]] {
				if out[u] == none && of[u] == of[w] {
					out[u] = parts
					queue = append(queue, u)
				}
			}
		}
		parts++
	}
	return out
}
