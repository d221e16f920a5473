package parse

// Features gives the features of a form, for the test that compares them with
// the trainer's.
func Features(form string) []string {
	var k keyring
	k.set(form)
	out := make([]string, tables)
	for t := range out {
		out[t] = string(k.key(t))
	}
	return out
}

// Multiply multiplies n vectors by a matrix of bytes with scale 1, with or
// without vector instructions, and gives the number of rows with those that
// were filled up.
func Multiply(rows, cols int, weights []byte, bias []float32, x []int16, n int, vectors bool) (out []float32, padded int) {
	scale := make([]float32, rows)
	for i := range scale {
		scale[i] = 1
	}
	m := newMatrix(rows, cols, weights, scale, bias, vectors)
	out = make([]float32, n*m.rows)
	m.all(out, x, n, scale[:1])
	return out, m.rows
}

// HasVectors says whether this machine has the vector instructions.
func HasVectors() bool { return hasVectors() }

// OpenScalar is Open without vector instructions.
func OpenScalar() (*Model, error) {
	m, err := decode(weights, false)
	if err != nil {
		return nil, err
	}
	if m.lemmas, err = readLemmas(lemmaTable); err != nil {
		return nil, err
	}
	m.like = m.likes()
	return m, nil
}

// Tanh is the tangent from the table.
func Tanh(x float32) float32 { return newTangent().at(x) }

// IsTree is the test of heads; the root's head is the number of words.
func IsTree(heads []int) bool { return isTree(heads, make([]int, len(heads))) }

// Crosses says whether two arcs cross.
func Crosses(heads []int) bool { return crosses(heads) }

// Projective gives the heads of the best projective tree.
func Projective(scores []float32, n int) []int {
	var c chart
	heads := make([]int, n)
	c.solve(heads, scores, n)
	return heads
}

// Decode reads a model file.
func Decode(data string) error {
	_, err := decode(data, hasVectors())
	return err
}

// Weights is the embedded model file.
func Weights() string { return weights }

// Lemma gives the lemma of a form with a Penn tag.
func Lemma(form, tag string) string {
	l, err := readLemmas(lemmaTable)
	if err != nil {
		panic(err)
	}
	w := Word{XPOS: tag}
	w.Text = form
	return l.lemma(new(scratch), &w)
}
