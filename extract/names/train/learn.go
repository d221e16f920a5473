package main

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"

	"entente/extract/mention"
	"entente/extract/names"
	"entente/extract/segment"
)

// sentence is a sentence with what is to be learnt of it.
type sentence struct {
	runs  []names.Run
	gold  [][]byte // labels, for each run
	names int      // how many names it has
	part  int      // of the data by which it is scored, -1 for none
	times int      // how often it is learnt
}

// read reads sentences, one a line: text, names as [first code point, last code point + 1,
// class], part.
func read(file string, l *names.Labeller, g mention.Grammar) ([]sentence, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []sentence
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var row struct {
			Text  string
			Names [][3]any
			Part  int
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			return nil, err
		}
		x := sentence{part: row.Part, names: len(row.Names), times: 1}
		if row.Part >= 0 {
			x.times = 2
		}
		for s := range segment.All(row.Text) {
			for _, r := range l.Runs(g.Parse(s).Words) {
				gold := make([]byte, len(r.Rows))
				for i := range r.Rows {
					gold[i] = labelOf(s.Tokens[r.Lo+i], row.Names)
				}
				x.runs, x.gold = append(x.runs, r), append(x.gold, gold)
			}
		}
		out = append(out, x)
	}
	return out, lines.Err()
}

func labelOf(t segment.Token, ns [][3]any) byte {
	for _, n := range ns {
		lo, hi := int(n[0].(float64)), int(n[1].(float64))
		if t.Start < lo || t.Start >= hi {
			continue
		}
		c := byte(slices.Index([]string{"P", "O", "L"}, n[2].(string)))
		if t.Start == lo {
			return 2*c + 1
		}
		return 2*c + 2
	}
	return 0
}

// table are the weights that are learnt.
type table struct {
	rows   map[uint32]*row
	behind [names.Labels * names.Labels]weight
	step   float64
}

type row [names.Labels]weight

// weight is a weight with its sum over all steps.
type weight struct{ now, sum, at float64 }

func (w *weight) add(v, step float64) {
	w.sum += (step - w.at) * w.now
	w.now, w.at = w.now+v, step
}

func (w *weight) average(step float64) float64 { return (w.sum + (step-w.at)*w.now) / step }

const (
	rounds   = 8
	rare     = 2 // a feature seen less often is left out
	seedLeft = 7
)

// learn learns the weights of the sentences (Collins 2002).
func learn(in []sentence) *table {
	t := &table{rows: map[uint32]*row{}, step: 1}
	count := map[uint32]int{}
	for i := range in {
		for _, r := range in[i].runs {
			for _, fs := range r.Rows {
				for _, f := range fs {
					if count[f]++; count[f] == rare {
						t.rows[f] = new(row)
					}
				}
			}
		}
	}
	var order []int
	for i := range in {
		for range in[i].times {
			order = append(order, i)
		}
	}
	random := rand.New(rand.NewPCG(seedLeft, 1))
	for range rounds {
		random.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, i := range order {
			for k := range in[i].runs {
				t.learnRun(&in[i].runs[k], in[i].gold[k])
			}
		}
	}
	return t
}

func (t *table) learnRun(r *names.Run, gold []byte) {
	got := names.Best(t.scores(r), func(b, l int) float64 { return t.behind[b*names.Labels+l].now })
	if !slices.Equal(got, gold) {
		gb, ob := 0, 0
		for i, fs := range r.Rows {
			g, o := int(gold[i]), int(got[i])
			t.behind[gb*names.Labels+g].add(1, t.step)
			t.behind[ob*names.Labels+o].add(-1, t.step)
			gb, ob = g, o
			if g == o {
				continue
			}
			for _, f := range fs {
				if w := t.rows[f]; w != nil {
					w[g].add(1, t.step)
					w[o].add(-1, t.step)
				}
			}
		}
	}
	t.step++
}

func (t *table) scores(r *names.Run) [][names.Labels]float64 {
	out := make([][names.Labels]float64, len(r.Rows))
	for i, fs := range r.Rows {
		for _, f := range fs {
			if w := t.rows[f]; w != nil {
				for l := range w {
					out[i][l] += w[l].now
				}
			}
		}
	}
	return out
}

const kept = 3000 // buckets of eight features

// pack writes weights as the program reads them: those of no name are taken from the
// others, the greatest stay.
func pack(t *table) []byte {
	type packed struct {
		f    uint32
		w    [names.Labels]float64
		size float64
	}
	var all []packed
	for f, r := range t.rows {
		p := packed{f: f}
		for l := range r {
			p.w[l] = r[l].average(t.step) - r[0].average(t.step)
			p.size += max(p.w[l], -p.w[l])
		}
		if p.size > 0 {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b packed) int { return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.f, b.f)) })
	most := 0.0
	for _, p := range all[:len(all)/100] {
		most = max(most, p.size/(names.Labels-1))
	}
	scale := 50 / most
	var out []byte
	for i := range t.behind {
		out = binary.LittleEndian.AppendUint16(out, uint16(int16(t.behind[i].average(t.step)*scale)))
	}
	buckets := make([][]byte, kept)
	lost := 0
	for _, p := range all {
		b := &buckets[names.Bucket(p.f, kept)]
		if len(*b) == 64 {
			lost++
			continue
		}
		*b = append(*b, byte(p.f), byte(p.f>>8))
		for _, w := range p.w[1:] {
			*b = append(*b, byte(int8(max(-127, min(127, round(w*scale))))))
		}
	}
	for _, b := range buckets {
		out = append(out, append(b, make([]byte, 64-len(b))...)...)
	}
	fmt.Fprintln(os.Stderr, len(all), "features,", lost, "left out")
	return out
}

func round(v float64) int {
	if v < 0 {
		return int(v - 0.5)
	}
	return int(v + 0.5)
}

// folds scores each part of the sentences by weights that were learnt without it.
func folds(in []sentence, parts string) {
	n, _ := strconv.Atoi(parts)
	var made, right, gold [4]int
	for k := range n {
		var rest []sentence
		for _, s := range in {
			if s.part < 0 || s.part%n != k {
				rest = append(rest, s)
			}
		}
		w := pack(learn(rest))
		for _, s := range in {
			if s.part < 0 || s.part%n != k {
				continue
			}
			gold[0] += s.names
			for i, r := range s.runs {
				want := names.Spans(r.Lo, s.gold[i])
				for _, x := range names.LabelWith(w, r) {
					made[0]++
					made[x.Class]++
					if slices.ContainsFunc(want, func(y names.Span) bool { return x.Lo == y.Lo && x.Hi == y.Hi && x.Class == y.Class }) {
						right[0]++
						right[x.Class]++
					}
				}
				for _, y := range want {
					gold[y.Class]++
				}
			}
		}
		fmt.Println(k, made, right, gold, 2*float64(right[0])/float64(made[0]+gold[0]))
	}
}
