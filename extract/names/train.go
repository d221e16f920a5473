package names

import "entente/extract/parse"

// What follows is for train/ alone.

// Labels is the number of labels of a word: none, and for each class its first word and a
// later one.
const Labels = labels

// Runs are the runs of words of a sentence that names may be made of.
func (l *Labeller) Runs(words []parse.Word) []Run {
	var out []Run
	for i := 0; i < len(words); {
		lo, hi := run(words, i)
		if i = hi; lo == hi {
			i++
			continue
		}
		out = append(out, l.run(words, lo, hi))
	}
	return out
}

// Best is the sequence of labels with the greatest sum of scores and of weights of a label
// behind another.
func Best(scores [][Labels]float64, behind func(before, l int) float64) []byte {
	ls := best(scores, func(b, l label) float64 { return behind(int(b), int(l)) })
	out := make([]byte, len(ls))
	for i, l := range ls {
		out[i] = byte(l)
	}
	return out
}

// Spans are the names that labels of words from lo on say.
func Spans(lo int, ls []byte) []Span {
	out := make([]label, len(ls))
	for i, l := range ls {
		out[i] = label(l)
	}
	return spans(lo, out, make([][labels]int32, len(ls)))
}

// LabelWith labels a run by other weights than those of the program.
func LabelWith(weights []byte, r Run) []Span { return r.label(string(weights)) }

// Key is the hash of a name in a list.
func Key(name string) [3]byte {
	h := key(name)
	return [3]byte{byte(h >> 16), byte(h >> 8), byte(h)}
}
