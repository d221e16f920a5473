package parse

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"entente/extract/segment"
)

// longest is the number of words that are parsed at once. Longer sentences,
// which are mostly tables or lists, are cut, and the later parts hang on the
// root of the first as parataxis; so the work stays linear.
const longest = 200

// A scratch holds the buffers of one run.
type scratch struct {
	tangent     *tangent
	keys        keyring
	input       []float32
	scales      []float32
	ints        []int16 // input vectors
	one, two    []int16 // states of the layers
	gates       []float32
	state       []int16
	cell, part  []float32
	tags, bonus []float32
	ends        []float32
	arcIn       []int16
	arcDep      []float32
	scores      []float32 // [dependent][head], the root behind the words
	heads       []int
	labelIn     []int16
	labelOut    []float32
	chart       chart
	mark, upos  []int
}

// Parse finds the tree of a sentence. It always gives a tree: an empty one for
// a sentence without tokens, else one with exactly one root.
func (m *Model) Parse(s segment.Sentence) *Tree {
	t := &Tree{Words: make([]Word, len(s.Tokens))}
	for i, k := range s.Tokens {
		t.Words[i].Token = k
	}
	sc := m.pool.Get().(*scratch)
	defer m.pool.Put(sc)
	first := -1
	for from := 0; from < len(t.Words); {
		to := cut(t.Words, from)
		root := m.piece(sc, t.Words[from:to], from)
		if first < 0 {
			first = root
		} else {
			t.Words[root].Head, t.Words[root].Rel = first, "parataxis"
		}
		from = to
	}
	return t
}

// cut gives the end of the part of a sentence that begins at a word: all the
// rest if it is not too long, else behind the last strong sign, or weak one,
// in its second half.
func cut(words []Word, from int) int {
	if len(words)-from <= longest {
		return len(words)
	}
	for _, signs := range []string{".;:!?", ",-–—"} {
		for i := from + longest - 1; i >= from+longest/2; i-- {
			for _, sign := range signs {
				if words[i].Text == string(sign) {
					return i + 1
				}
			}
		}
	}
	return from + longest
}

// piece fills in the words of a part that begins at word offset and gives the
// index of its root.
func (m *Model) piece(s *scratch, words []Word, offset int) int {
	root := m.read(s, words, offset, second{at: -1})
	for _, other := range m.seconds(words) {
		if as := slices.Clone(words); m.verbal(s, as, offset, other) {
			copy(words, as)
			return offset + other.at
		}
	}
	return root
}

// read is piece with one word read as another form.
func (m *Model) read(s *scratch, words []Word, offset int, other second) int {
	n, h := len(words), 2*m.Hidden
	in := grow(&s.ints, n*m.Inputs)
	scales := grow(&s.scales, n)
	small := hasSmall(words)
	for i := range words {
		form := words[i].Text
		switch {
		case i == other.at:
			form = other.form
		case form == "US" && small:
			form = "U.S." // whose small form is no pronoun
		default:
			form = cmp.Or(m.like[form], form)
		}
		scales[i] = m.lookup(s, in[i*m.Inputs:][:m.Inputs], form)
	}
	one, two := grow(&s.one, n*h), grow(&s.two, n*h)
	m.first.run(s, one, in, n, scales)
	fixed := []float32{1.0 / unit}
	m.second.run(s, two, one, n, fixed)
	m.tag(s, words, one, fixed)
	ends := grow(&s.ends, n*m.ends.rows)
	m.ends.all(ends, two, n, fixed)
	for i, v := range ends {
		if v < 0 {
			ends[i] = float32(v * 0.125)
		}
	}
	m.arcs(s, ends, n)
	heads := grow(&s.heads, n)
	best(heads, s.scores, n)
	if !isTree(heads, grow(&s.mark, n)) || crosses(heads) {
		s.chart.solve(heads, s.scores, n)
	}
	return m.finish(s, words, heads, ends, offset)
}

// hasSmall says whether words have any small letter; a line in capitals has
// none.
func hasSmall(words []Word) bool {
	for i := range words {
		if strings.ContainsFunc(words[i].Text, unicode.IsLower) {
			return true
		}
	}
	return false
}

// lookup sums the rows of a form's features and gives the scale of the result.
func (m *Model) lookup(s *scratch, to []int16, form string) float32 {
	s.keys.set(form)
	x := grow(&s.input, m.Inputs)
	clear(x)
	for t := range tables {
		row, ok := m.index[t][string(s.keys.key(t))]
		if !ok {
			row = m.base[t]
		}
		scale := m.tableUnit[row]
		weights := m.table[int(row)*m.Inputs:][:len(x)]
		for i, w := range weights {
			x[i] += float32(float32(int8(w)) * scale)
		}
	}
	return quantize(to, x)
}

// tag chooses for each word the best pair of tags that go together.
func (m *Model) tag(s *scratch, words []Word, states []int16, fixed []float32) {
	n := len(words)
	scores := grow(&s.tags, n*m.tags.rows)
	m.tags.all(scores, states, n, fixed)
	s.upos = grow(&s.upos, n)
	bonus := m.bonuses(s, words)
	for i := range words {
		row := scores[i*m.tags.rows:][:m.tags.rows]
		u, x := row[:len(m.UPOS)], row[len(m.UPOS):]
		pick, most := 0, float32(0)
		for k, p := range m.Pairs {
			v := u[p[0]] + x[p[1]]
			if p[0] == m.propn {
				v += bonus[i]
			}
			if k == 0 || v > most {
				pick, most = k, v
			}
		}
		p := m.Pairs[pick]
		s.upos[i] = p[0]
		words[i].UPOS, words[i].XPOS = m.UPOS[p[0]], m.XPOS[p[1]]
	}
}

// arcs fills the scores of all arcs: a row for each dependent, with a column
// for each head and one more for the root.
func (m *Model) arcs(s *scratch, ends []float32, n int) {
	in, dep := grow(&s.arcIn, m.Arc), grow(&s.arcDep, n*m.arc.rows)
	for i := range n {
		scale := quantize(in, ends[i*m.ends.rows:][:m.Arc])
		m.arc.one(dep[i*m.arc.rows:][:m.arc.rows], in, scale)
		for k, v := range m.arcBias {
			dep[i*m.arc.rows+k] += v
		}
	}
	scores := grow(&s.scores, n*(n+1))
	s.scores = scores
	for i := range n {
		d, row := dep[i*m.arc.rows:][:m.Arc], scores[i*(n+1):][:n+1]
		for j := range n {
			row[j] = dot(d, ends[j*m.ends.rows+m.Arc:][:m.Arc])
		}
		row[n] = dot(d, m.rootArc)
	}
}

// finish labels the arcs and fills in the words.
func (m *Model) finish(s *scratch, words []Word, heads []int, ends []float32, offset int) int {
	root, n := 0, len(words)
	for i := range words {
		w := &words[i]
		if heads[i] == n {
			w.Head, w.Rel = -1, "root"
		} else {
			w.Head, w.Rel = offset+heads[i], m.Rels[m.label(s, ends, i, heads[i], s.upos[i])]
		}
	}
	doers(words, offset)
	halves(words, offset)
	flats(words, offset)
	parted(words, offset)
	governed(words, offset)
	ofPersons(words, offset)
	holders(words, offset)
	times(words, offset)
	bareObjects(words, offset)
	secondSubjects(words, offset)
	opened(words, offset)
	owners(words, offset)
	forms(words, offset)
	infinitives(words, offset)
	visiting(words, offset)
	gerunds(words, offset)
	openers(words, offset)
	auxiliaries(words, offset)
	coordinated(words, offset)
	articled(words, offset)
	possessors(words, offset)
	attachments(words, offset)
	clauses(words, offset)
	wires(words, offset)
	foretold(words, offset)
	nearer(words, offset)
	agree(words, offset)
	for i := range words {
		words[i].Lemma = m.lemmas.lemma(s, &words[i])
		if words[i].Head < 0 {
			root = i
		}
	}
	recipients(words, offset)
	return offset + root
}

// label chooses the relation of a word to its head among those that its part
// of speech can have.
func (m *Model) label(s *scratch, ends []float32, dep, head, upos int) int {
	from := ends[dep*m.ends.rows+2*m.Arc:][:m.Label]
	in, out := grow(&s.labelIn, m.Label), grow(&s.labelOut, m.labels[0].rows)
	scale := quantize(in, ends[head*m.ends.rows+2*m.Arc+m.Label:][:m.Label])
	pick, most := -1, float32(0)
	for _, rel := range m.Allowed[upos] {
		if rel == m.root {
			continue
		}
		m.labels[rel].one(out, in, scale)
		if v := dot(from, out) + out[m.Label]; pick < 0 || v > most {
			pick, most = rel, v
		}
	}
	return max(pick, 0)
}
