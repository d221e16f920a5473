package parse

// A layer reads a sentence in both directions.
type layer struct {
	hidden    int
	input     [2]*matrix // forward, backward: four gates, from the input, with bias
	recurrent [2]*matrix // the same from the state
}

// run reads n vectors of integers and writes the states, twice hidden for each
// word, as integers of which unit stands for 1.
func (l *layer) run(s *scratch, out, in []int16, n int, scales []float32) {
	for dir := range 2 {
		gates := grow(&s.gates, n*l.input[dir].rows)
		l.input[dir].all(gates, in, n, scales)
		l.direction(s, out, gates, n, dir)
	}
}

// direction runs the recurrence over gates that already hold the input's part.
func (l *layer) direction(s *scratch, out []int16, gates []float32, n, dir int) {
	h := l.hidden
	state, cell, part := grow(&s.state, h), grow(&s.cell, h), grow(&s.part, 4*h)
	clear(state)
	clear(cell)
	for step := range n {
		i := step
		if dir == 1 {
			i = n - 1 - step
		}
		g := gates[i*4*h:][:4*h]
		if step > 0 {
			l.recurrent[dir].one(part, state, 1.0/unit)
			for k, v := range part {
				g[k] += v
			}
		}
		to := out[(2*i+dir)*h:][:h]
		s.tangent.cells(to, cell, g)
		copy(state, to)
	}
}

// cells moves the cells of one direction a word on: gates are those for
// input, forgetting, candidate and output.
func (t *tangent) cells(to []int16, cell, gates []float32) {
	h := len(cell)
	in, forget, candidate, out := gates[:h], gates[h:2*h], gates[2*h:3*h], gates[3*h:4*h]
	to = to[:h]
	for k, c := range cell {
		c = float32(t.sigmoid(forget[k])*c) + float32(t.sigmoid(in[k])*t.at(candidate[k]))
		cell[k] = c
		to[k] = round(float32(float32(t.sigmoid(out[k])*t.at(c)) * unit))
	}
}

// grow gives n elements of a buffer, whose content is not defined.
func grow[T any](buffer *[]T, n int) []T {
	if cap(*buffer) < n {
		*buffer = make([]T, n+n/2)
	}
	return (*buffer)[:n]
}
