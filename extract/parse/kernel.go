package parse

// block is the number of rows that are multiplied together; rows are filled
// up to a multiple of it.
const block = 16

// A matrix multiplies vectors of integers by rows of bytes. Sums stay below
// 2^31: 127 times 2047 times a few hundred columns.
//
// Without vector instructions two rows share one 64-bit word, the second 32
// bits higher, so that one multiplication serves both. With them a block of
// rows is multiplied by two columns at a time. Sums of integers are exact, so
// the results are the same.
type matrix struct {
	rows, cols int       // rows are a multiple of block, cols even; what was filled up is zero
	packed     []int64   // for each pair of rows, its columns; nil if wide is used
	wide       []int16   // for each block, for each pair of columns, the pairs of its rows
	scale      []float32 // for each row
	bias       []float32 // for each row
}

// newMatrix packs rows of bytes; bias may be nil. vectors says whether vector
// instructions are to be used.
func newMatrix(rows, cols int, weights []byte, scale, bias []float32, vectors bool) *matrix {
	padded, even := (rows+block-1)/block*block, (cols+1)/2*2
	m := &matrix{rows: padded, cols: even, scale: make([]float32, padded), bias: make([]float32, padded)}
	copy(m.scale, scale)
	copy(m.bias, bias)
	if vectors {
		m.wide = make([]int16, padded*even)
	} else {
		m.packed = make([]int64, padded/2*even)
	}
	for r := range rows {
		for c, w := range weights[r*cols:][:cols] {
			if vectors {
				m.wide[(r/block*even/2+c/2)*2*block+r%block*2+c%2] = int16(int8(w))
			} else {
				m.packed[r/2*even+c] += int64(int8(w)) << (32 * (r % 2))
			}
		}
	}
	return m
}

// all multiplies n vectors, one behind the other. scales has one scale for
// each vector, or only one for all.
func (m *matrix) all(to []float32, x []int16, n int, scales []float32) {
	for i := range n {
		m.one(to[i*m.rows:][:m.rows], x[i*m.cols:][:m.cols], scales[min(i, len(scales)-1)])
	}
}

// one multiplies one vector, whose integers stand for multiples of scale.
func (m *matrix) one(to []float32, x []int16, scale float32) {
	if m.wide == nil {
		m.scalar(to, x[:m.cols], scale)
		return
	}
	var sums [block * strip]int32
	for r := 0; r < m.rows; r += len(sums) {
		n := min(strip, (m.rows-r)/block)
		multiply(&sums[0], &m.wide[r*m.cols], &x[:m.cols][0], m.cols/2, n)
		to, factor, bias := to[r:][:n*block], m.scale[r:][:n*block], m.bias[r:][:n*block]
		for i := range to {
			to[i] = float32(float32(sums[i])*float32(factor[i]*scale)) + bias[i]
		}
	}
}

// strip is the number of blocks whose sums are kept at once.
const strip = 16

// scalar multiplies without vector instructions, eight rows at a time.
func (m *matrix) scalar(to []float32, x []int16, scale float32) {
	cols := len(x)
	for r := 0; r < m.rows; r += 8 {
		w := m.packed[r/2*cols:][:4*cols]
		w0, w1, w2, w3 := w[:cols], w[cols:2*cols], w[2*cols:3*cols], w[3*cols:4*cols]
		var s0, s1, s2, s3 int64
		for i, v := range x {
			v := int64(v)
			s0 += w0[i] * v
			s1 += w1[i] * v
			s2 += w2[i] * v
			s3 += w3[i] * v
		}
		m.put(to, r, s0, scale)
		m.put(to, r+2, s1, scale)
		m.put(to, r+4, s2, scale)
		m.put(to, r+6, s3, scale)
	}
}

// put writes the two results of a pair of rows.
func (m *matrix) put(to []float32, row int, sum int64, scale float32) {
	low := int32(sum)
	high := int32((sum - int64(low)) >> 32)
	to[row] = float32(float32(low)*float32(m.scale[row]*scale)) + m.bias[row]
	to[row+1] = float32(float32(high)*float32(m.scale[row+1]*scale)) + m.bias[row+1]
}
