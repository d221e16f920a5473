package parse

// Activations are integers of twelve bits: unit stands for 1.
const unit = 2047

// quantize turns a vector into integers and gives what one of them stands for.
func quantize(to []int16, x []float32) float32 {
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

func round(v float32) int16 {
	if v < 0 {
		return int16(v - 0.5)
	}
	return int16(v + 0.5)
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
