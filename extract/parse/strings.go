package parse

// Strings numbers strings, each once. The zero value is empty.
type Strings struct {
	texts []string
	ids   map[string]uint32
}

// ID returns the number of a string, a new one for one that it has not seen.
func (t *Strings) ID(s string) int {
	n, ok := t.ids[s]
	if !ok {
		if t.ids == nil {
			t.ids = make(map[string]uint32)
		}
		n = uint32(len(t.texts))
		t.ids[s] = n
		t.texts = append(t.texts, s)
	}
	return int(n)
}

// Text returns the string of a number that ID gave.
func (t *Strings) Text(n int) string { return t.texts[n] }
