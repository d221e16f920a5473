package parse

import (
	_ "embed" // the weights
	"fmt"
	"slices"
	"sync"
)

//go:embed weights.bin
var weights string

// Model is a tagger and parser. It does not change after Open and is safe for
// concurrent use.
type Model struct {
	header
	index     [tables]map[string]int32 // key to row of the joint table
	base      [tables]int32            // row of a table's unknown key
	table     []byte                   // joint table of features
	tableUnit []float32                // scale of each of its rows
	first     layer
	second    layer
	tags      *matrix // UPOS scores, then XPOS scores
	ends      *matrix // dependent and head vectors for arcs, then for labels
	arc       *matrix
	arcBias   []float32
	rootArc   []float32
	rootLabel []float32
	labels    []*matrix // for each relation
	root      int       // the relation "root"
	propn     int       // the part of speech of names
	tangent   *tangent
	lemmas    *lemmas
	like      map[string]string // forms that are read as others
	pool      sync.Pool
}

// Open decodes the embedded weights. It takes some tens of milliseconds; share
// the model. An error means that the program was built from damaged files.
func Open() (*Model, error) {
	m, err := decode(weights, hasVectors())
	if err != nil {
		return nil, err
	}
	if m.lemmas, err = readLemmas(lemmaTable); err != nil {
		return nil, err
	}
	m.like = m.likes()
	return m, nil
}

// decode reads a model file without lemmas. vectors says whether to use vector
// instructions.
func decode(data string, vectors bool) (*Model, error) {
	r, h, err := open(data)
	if err != nil {
		return nil, err
	}
	r.vectors = vectors
	m := &Model{header: h, tangent: newTangent()}
	m.pool.New = func() any { return &scratch{tangent: m.tangent} }
	rows := m.readKeys()
	m.table, m.tableUnit = r.bytes(rows, h.Inputs)
	m.first = r.layer(h.Inputs, h.Hidden)
	m.second = r.layer(2*h.Hidden, h.Hidden)
	m.tags = r.matrix(len(h.UPOS)+len(h.XPOS), 2*h.Hidden, true)
	m.ends = r.matrix(2*h.Arc+2*h.Label, 2*h.Hidden, true)
	m.arc = r.matrix(h.Arc, h.Arc, false)
	m.arcBias, m.rootArc, m.rootLabel = r.vector(h.Arc), r.vector(h.Arc), r.vector(h.Label)
	m.readLabels(r)
	if r.bad || len(r.data) != 0 {
		return nil, fmt.Errorf("%w: sizes", errWeights)
	}
	m.root, m.propn = slices.Index(h.Rels, "root"), slices.Index(h.UPOS, "PROPN")
	if m.root < 0 || m.propn < 0 {
		return nil, fmt.Errorf("%w: no root relation or no names", errWeights)
	}
	return m, nil
}

// readKeys numbers the keys of all tables and gives the number of rows.
func (m *Model) readKeys() int {
	n := int32(0)
	for t, keys := range m.Keys {
		m.base[t] = n
		m.index[t] = make(map[string]int32, len(keys))
		for i, k := range keys {
			m.index[t][k] = n + 1 + int32(i)
		}
		n += int32(len(keys)) + 1
	}
	m.Keys = nil
	return int(n)
}

// readLabels reads the label matrices: one row more than a label vector has
// elements, for the constant 1 behind the dependent's; the bias is for that
// behind the head's.
func (m *Model) readLabels(r *reader) {
	rows, cols := m.Label+1, m.Label
	data, scale := r.bytes(len(m.Rels)*rows, cols)
	bias := r.vector(len(m.Rels) * rows)
	if r.bad {
		return
	}
	for i := range m.Rels {
		from, to := i*rows, (i+1)*rows
		m.labels = append(m.labels, newMatrix(rows, cols, data[from*cols:to*cols], scale[from:to], bias[from:to], r.vectors))
	}
}

func (r *reader) layer(inputs, hidden int) layer {
	l := layer{hidden: hidden}
	for dir := range 2 {
		l.input[dir] = r.matrix(4*hidden, inputs, true)
		l.recurrent[dir] = r.matrix(4*hidden, hidden, false)
	}
	return l
}
