package view

import (
	"context"
	"math"

	"entente/graph"
)

// Reciprocity is how two actors answer each other.
type Reciprocity struct {
	Formula           string
	Interval          string
	Lag               int32
	Backward, Forward *Response
}

// answering says what is compared and how, for people.
const answering = "Pearson's correlation of net counts (events of cooperation less events of conflict, as done) in a bucket with the other side's lag " +
	"buckets later, over the n pairs of buckets of which both are covered; low and high are its 95 % interval by Fisher's transformation."

// Response is the correlation of two series.
type Response struct {
	N                      int
	Correlation, Low, High *float64
}

const maxLag = 100

// Reciprocity compares what each of the two did with what the other did a
// number of buckets before.
func (d *Dyad) Reciprocity(ctx context.Context, interval string, lag int32) (*Reciprocity, error) {
	if lag < 0 || lag > maxLag {
		return nil, graph.Invalidf("lag must be 0 to %d", maxLag)
	}
	b, err := d.Balance(ctx, interval, nil, nil, true, "QUAD", "COUNT", []graph.Modality{graph.Actual})
	if err != nil {
		return nil, err
	}
	var ab, ba, abLater, baLater []float64
	for i := 0; i+int(lag) < len(b.Buckets); i++ {
		now, later := b.Buckets[i], b.Buckets[i+int(lag)]
		if now.Covered && later.Covered {
			ab, ba = append(ab, netOf(now.Forward)), append(ba, netOf(now.Backward))
			abLater, baLater = append(abLater, netOf(later.Forward)), append(baLater, netOf(later.Backward))
		}
	}
	return &Reciprocity{Formula: answering, Interval: interval, Lag: lag, Backward: correlate(ab, baLater), Forward: correlate(ba, abLater)}, nil
}

func netOf(list []Share) float64 {
	sum := 0
	for _, s := range list {
		switch graph.Quad(s.Key) {
		case graph.VerbalCooperation, graph.MaterialCooperation:
			sum += s.Count
		case graph.VerbalConflict, graph.MaterialConflict:
			sum -= s.Count
		}
	}
	return float64(sum)
}

// normal95 is the quantile of the normal distribution that leaves 2.5 per cent
// at either end.
const normal95 = 1.959963984540054

// correlate returns Pearson's correlation with bounds by Fisher's
// transformation (Fisher 1921).
func correlate(x, y []float64) *Response {
	out := &Response{N: len(x)}
	n := float64(len(x))
	if n < 3 {
		return out
	}
	var mx, my, sxy, sxx, syy float64
	for i := range x {
		mx, my = mx+x[i]/n, my+y[i]/n
	}
	for i := range x {
		dx, dy := x[i]-mx, y[i]-my
		sxy, sxx, syy = sxy+dx*dy, sxx+dx*dx, syy+dy*dy
	}
	if sxx == 0 || syy == 0 {
		return out
	}
	r := max(-1, min(1, sxy/math.Sqrt(sxx*syy)))
	out.Correlation = &r
	if n > 3 && math.Abs(r) < 1 {
		z, half := math.Atanh(r), normal95/math.Sqrt(n-3)
		low, high := math.Tanh(z-half), math.Tanh(z+half)
		out.Low, out.High = &low, &high
	}
	return out
}
