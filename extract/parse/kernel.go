package parse

// Activations are integers of twelve bits: unit stands for 1.
const unit = 2047

// A matrix multiplies vectors of integers by rows of bytes. Two rows share one
// 64-bit word, the second 32 bits higher, so that one multiplication serves
// both; four such words make a group of eight rows. Sums stay below 2^31: 127
// times 2047 times a few hundred columns.
type matrix struct {
	rows, cols int       // rows are a multiple of eight; those behind the real ones are zero
	packed     []int64   // for each pair of rows, its columns
	scale      []float32 // for each row
	bias       []float32 // for each row
}

// newMatrix packs rows of bytes; bias may be nil.
func newMatrix(rows, cols int, weights []byte, scale, bias []float32) *matrix {
	padded := (rows + 7) / 8 * 8
	m := &matrix{rows: padded, cols: cols, packed: make([]int64, padded/2*cols), scale: make([]float32, padded), bias: make([]float32, padded)}
	copy(m.scale, scale)
	copy(m.bias, bias)
	for r := range rows {
		to := m.packed[r/2*cols:][:cols]
		for c, w := range weights[r*cols:][:cols] {
			to[c] += int64(int8(w)) << (32 * (r % 2))
		}
	}
	return m
}

// unpack gives the sums of the two rows of a pair.
func unpack(sum int64) (low, high int32) {
	low = int32(sum)
	return low, int32((sum - int64(low)) >> 32)
}

// put writes the two results of a pair of rows.
func (m *matrix) put(to []float32, row int, sum int64, scale float32) {
	low, high := unpack(sum)
	to[row] = float32(float32(low)*float32(m.scale[row]*scale)) + m.bias[row]
	to[row+1] = float32(float32(high)*float32(m.scale[row+1]*scale)) + m.bias[row+1]
}

// one multiplies one vector, whose integers stand for multiples of scale.
func (m *matrix) one(to []float32, x []int64, scale float32) {
	cols := m.cols
	x = x[:cols]
	for r := 0; r < m.rows; r += 8 {
		w := m.packed[r/2*cols:][:4*cols]
		w0, w1, w2, w3 := w[:cols], w[cols:2*cols], w[2*cols:3*cols], w[3*cols:4*cols]
		var s0, s1, s2, s3 int64
		for i, v := range x {
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

// all multiplies n vectors, four at a time so that weights are read less
// often. scales has one scale for each vector, or only one for all.
func (m *matrix) all(to []float32, x []int64, n int, scales []float32) {
	at := func(i int) float32 { return scales[min(i, len(scales)-1)] }
	i := 0
	for ; i+4 <= n; i += 4 {
		m.four(to[i*m.rows:][:4*m.rows], x[i*m.cols:][:4*m.cols], [4]float32{at(i), at(i + 1), at(i + 2), at(i + 3)})
	}
	for ; i < n; i++ {
		m.one(to[i*m.rows:][:m.rows], x[i*m.cols:][:m.cols], at(i))
	}
}

func (m *matrix) four(to []float32, x []int64, scales [4]float32) {
	cols, rows := m.cols, m.rows
	x0, x1, x2, x3 := x[:cols], x[cols:2*cols], x[2*cols:3*cols], x[3*cols:4*cols]
	for r := 0; r < rows; r += 2 {
		var s0, s1, s2, s3 int64
		w := m.packed[r/2*cols:][:cols]
		x0, x1, x2, x3 := x0[:len(w)], x1[:len(w)], x2[:len(w)], x3[:len(w)]
		for i, v := range w {
			s0 += x0[i] * v
			s1 += x1[i] * v
			s2 += x2[i] * v
			s3 += x3[i] * v
		}
		m.put(to[:rows], r, s0, scales[0])
		m.put(to[rows:2*rows], r, s1, scales[1])
		m.put(to[2*rows:3*rows], r, s2, scales[2])
		m.put(to[3*rows:], r, s3, scales[3])
	}
}

// quantize turns a vector into integers and gives what one of them stands for.
func quantize(to []int64, x []float32) float32 {
	var most float32
	for _, v := range x {
		most = max(most, v, -v)
	}
	if most == 0 {
		clear(to[:len(x)])
		return 1
	}
	inverse := unit / most
	for i, v := range x {
		to[i] = round(float32(v * inverse))
	}
	return most / unit
}

func round(v float32) int64 {
	if v < 0 {
		return int64(v - 0.5)
	}
	return int64(v + 0.5)
}

// dot sums products in a fixed order.
func dot(a, b []float32) float32 {
	b = b[:len(a)]
	var s0, s1, s2, s3 float32
	i := 0
	for ; i+4 <= len(a); i += 4 {
		s0 += float32(a[i] * b[i])
		s1 += float32(a[i+1] * b[i+1])
		s2 += float32(a[i+2] * b[i+2])
		s3 += float32(a[i+3] * b[i+3])
	}
	for ; i < len(a); i++ {
		s0 += float32(a[i] * b[i])
	}
	return (s0 + s1) + (s2 + s3)
}

// The hyperbolic tangent is looked up between -span and span, with so many
// steps for 1.
const (
	tanhSpan  = 8
	tanhSteps = 128
)

// A tangent is a table of the hyperbolic tangent.
type tangent [2*tanhSpan*tanhSteps + 2]float32

// newTangent fills the table without the library's exponential, whose last
// bits differ between machines.
func newTangent() *tangent {
	t := new(tangent)
	for i := range t {
		x := 2 * (float64(i)/tanhSteps - tanhSpan) / 1024
		e := 1 + float64(x*float64(1+float64(x*float64(0.5+float64(x*float64(1.0/6+float64(x/24)))))))
		for range 10 {
			e = float64(e * e)
		}
		t[i] = float32(float64(e-1) / float64(e+1))
	}
	return t
}

// at gives the tangent of a number.
func (t *tangent) at(x float32) float32 {
	if x >= tanhSpan {
		return 1
	}
	if x <= -tanhSpan {
		return -1
	}
	x = float32((x + tanhSpan) * tanhSteps)
	i := int(x)
	return t[i] + float32((t[i+1]-t[i])*float32(x-float32(i)))
}

// sigmoid gives the logistic function of a number.
func (t *tangent) sigmoid(x float32) float32 {
	return 0.5 + float32(0.5*t.at(float32(0.5*x)))
}
