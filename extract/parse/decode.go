package parse

// best takes the best head of each word; head n is the root.
func best(heads []int, scores []float32, n int) {
	for i := range n {
		row := scores[i*(n+1):][:n+1]
		pick := n
		for j, v := range row[:n] {
			if j != i && v > row[pick] {
				pick = j
			}
		}
		heads[i] = pick
	}
}

// isTree says whether exactly one word hangs on the root and no words form a
// circle. mark has an element for each word.
func isTree(heads, mark []int) bool {
	n := len(heads)
	clear(mark)
	roots := 0
	for i := range heads {
		if heads[i] == n {
			roots++
		}
		j := i
		for ; j < n && mark[j] == 0; j = heads[j] {
			mark[j] = i + 1
		}
		if j < n && mark[j] == i+1 {
			return false
		}
	}
	return roots == 1
}

// crosses says whether two arcs cross, or one goes over the root: words of one phrase with
// a verb of another between them are nearly always misread.
func crosses(heads []int) bool {
	n := len(heads)
	for i, h := range heads {
		if h == n {
			continue
		}
		lo, hi := min(i, h), max(i, h)
		for k := lo + 1; k < hi; k++ {
			if heads[k] < lo || heads[k] > hi {
				return true
			}
		}
	}
	return false
}

// A chart is the table of Eisner's algorithm: for each pair of words the best
// score of the four kinds of spans between them, and where it was split.
type chart struct {
	score [4][]float32
	split [4][]int32
}

// The kinds of spans: incomplete and complete, with the head on the right or
// on the left.
const (
	incompleteRight = iota // the last word is the head
	incompleteLeft         // the first word is the head
	completeRight
	completeLeft
)

// solve gives the best projective tree with one root; head n is the root.
// Ties go to the smaller split.
func (c *chart) solve(heads []int, scores []float32, n int) {
	for k := range c.score {
		c.score[k] = grow(&c.score[k], n*n)
		c.split[k] = grow(&c.split[k], n*n)
	}
	for i := range n {
		c.score[completeRight][i*n+i], c.score[completeLeft][i*n+i] = 0, 0
	}
	for width := 1; width < n; width++ {
		for i := 0; i+width < n; i++ {
			c.fill(scores, i, i+width, n)
		}
	}
	root, most := 0, float32(0)
	for r := range n {
		v := c.score[completeRight][r] + c.score[completeLeft][r*n+n-1] + scores[r*(n+1)+n]
		if r == 0 || v > most {
			root, most = r, v
		}
	}
	heads[root] = n
	c.trace(heads, completeRight, 0, root, n)
	c.trace(heads, completeLeft, root, n-1, n)
}

// fill finds the best spans from word i to word j.
func (c *chart) fill(scores []float32, i, j, n int) {
	at := i*n + j
	v, k := bestSplit(c.score[completeLeft][i*n:], c.score[completeRight][n+j:], i, j, n)
	c.score[incompleteRight][at], c.split[incompleteRight][at] = v+scores[i*(n+1)+j], k
	c.score[incompleteLeft][at], c.split[incompleteLeft][at] = v+scores[j*(n+1)+i], k
	c.score[completeRight][at], c.split[completeRight][at] = bestSplit(c.score[completeRight][i*n:], c.score[incompleteRight][j:], i, j, n)
	c.score[completeLeft][at], c.split[completeLeft][at] = bestSplit(c.score[incompleteLeft][i*n:], c.score[completeLeft][j:], i+1, j+1, n)
}

// bestSplit finds the k from first up to before end for which left[k] and
// right[k*n] are best together.
func bestSplit(left, right []float32, first, end, n int) (float32, int32) {
	pick, most := first, left[first]+right[first*n]
	for k := first + 1; k < end; k++ {
		if v := left[k] + right[k*n]; v > most {
			pick, most = k, v
		}
	}
	return most, int32(pick)
}

// trace writes the heads of a span. The recursion is as deep as the tree.
func (c *chart) trace(heads []int, kind, i, j, n int) {
	if i == j {
		return
	}
	k := int(c.split[kind][i*n+j])
	switch kind {
	case incompleteRight, incompleteLeft:
		if kind == incompleteRight {
			heads[i] = j
		} else {
			heads[j] = i
		}
		c.trace(heads, completeLeft, i, k, n)
		c.trace(heads, completeRight, k+1, j, n)
	case completeRight:
		c.trace(heads, completeRight, i, k, n)
		c.trace(heads, incompleteRight, k, j, n)
	case completeLeft:
		c.trace(heads, incompleteLeft, i, k, n)
		c.trace(heads, completeLeft, k, j, n)
	}
}
