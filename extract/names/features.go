package names

import (
	"unicode"

	"entente/extract/parse"
)

// sight is what a sentence shows of its words.
type sight struct {
	words []parse.Word
	texts []string
	from  int // the word of the first seen
	seen  []seen
	title string // "t" where most words are capitalised
}

// seen is a word as features have it.
type seen struct {
	low, shape, lists, known string
	lex, office, head        string
}

// look sees the words of a run and two to each side.
func (l *Labeller) look(words []parse.Word, lo, hi int) *sight {
	s := &sight{words: words, from: max(0, lo-2)}
	s.seen = make([]seen, min(len(words), hi+2)-s.from)
	s.texts = make([]string, len(words))
	long, caps := 0, 0
	for i := range words {
		w := words[i].Text
		s.texts[i] = w
		if len(w) > 3 {
			long++
			if capital(w) {
				caps++
			}
		}
	}
	if long >= 4 && caps*4 >= long*3 {
		s.title = "t"
	}
	for k := range s.seen {
		i, w := s.from+k, &s.seen[k]
		w.low, w.shape = folded(s.texts[i]), shape(s.texts[i])
		if !capital(s.texts[i]) {
			continue
		}
		if l.knows(s.texts[i]) {
			w.known = "k"
		}
		w.lists = l.listed(s.texts[i], w.low)
		l.match(s, i)
	}
	s.towns()
	return s
}

// match notes what the lexicon has at word i.
func (l *Labeller) match(s *sight, i int) {
	w := s.at(i)
	if o, ok := l.lex.OfficeAt(s.texts, i); ok {
		for k := i; k < min(s.from+len(s.seen), i+o.Len); k++ {
			s.at(k).office = o.Kind
		}
	}
	if h := l.lex.Heads(s.texts[i]); len(h) > 0 {
		w.head = h[0].Kind
	}
	if w.lex != "" {
		return
	}
	es := l.lex.Match(s.texts, i)
	if len(es) == 0 {
		return
	}
	mark := string(es[0].Type)
	if es[0].Ambiguous {
		mark += "?"
	}
	if es[0].Loose {
		mark += "~"
	}
	for k := i; k < min(s.from+len(s.seen), i+es[0].Len); k++ {
		s.at(k).lex = mark
		if k == i {
			mark += "+"
		}
	}
}

// listed are the marks of a word in the lists: which of the given and family names it
// is, by how many bear it.
func (l *Labeller) listed(text, low string) string {
	b := [3]byte{'0' + in(givenNames, low), '0' + in(familyNames, low), '-'}
	if l.lex.GivenName(text) {
		b[2] = 'g'
	} else if l.lex.FamilyFirst(text) {
		b[2] = 'f'
	}
	return string(b[:])
}

// towns marks the longest names of towns.
func (s *sight) towns() {
	for i := 0; i < len(s.seen); i++ {
		if !capital(s.texts[s.from+i]) {
			continue
		}
		name, end, kind := "", 0, byte(0)
		for k := i; k < min(len(s.seen), i+3); k++ {
			name += s.seen[k].low
			if v := in(towns, name); v > 0 {
				end, kind = k+1, v
			}
			name += " "
		}
		for k := i; k < end; k++ {
			mark := "t"
			if kind == 1 {
				mark = "T" // of several states
			}
			if k > i {
				mark += "+"
			}
			s.seen[k].lists += mark
		}
		i = max(i, end-1)
	}
}

// shape writes capitals as X, small letters as x and digits as d, runs of them once.
func shape(w string) string {
	var b [12]byte
	n := 0
	for _, r := range w {
		c := byte('.')
		switch {
		case unicode.IsUpper(r):
			c = 'X'
		case unicode.IsLetter(r):
			c = 'x'
		case unicode.IsDigit(r):
			c = 'd'
		case r < 128:
			c = byte(r)
		}
		if n > 1 && b[n-1] == c && (c != 'X' || b[n-2] == c) {
			continue
		}
		if n == len(b) {
			break
		}
		b[n] = c
		n++
	}
	return string(b[:n])
}

// edge is a word beyond the sentence.
var edge = seen{low: "^", shape: "^"}

func (s *sight) at(i int) *seen {
	if i < s.from || i >= s.from+len(s.seen) {
		return new(edge)
	}
	return &s.seen[i-s.from]
}

func (s *sight) tag(i int) string {
	if i < 0 || i >= len(s.words) {
		return "^"
	}
	return s.words[i].UPOS
}

// features are those of word i, which stands in the run [lo, hi) of words that names may
// be made of.
func (s *sight) features(i, lo, hi int) []uint32 {
	out := make([]uint32, 0, 64)
	kind := start
	f := func(parts ...string) {
		kind += 0x9e3779b9
		h := kind
		for _, p := range parts {
			h = h.and(p)
		}
		h ^= h >> 15
		h *= 0x85ebca6b
		h ^= h >> 13
		out = append(out, uint32(h))
	}
	w, tok := s.at(i), &s.words[i]
	f("")
	f(w.low)
	f(tok.Text)
	f(w.shape, w.known)
	f(tail(w.low, 2))
	f(tail(w.low, 3))
	f(tail(w.low, 4))
	f(front(w.low, 3))
	f(tok.UPOS, tok.XPOS)
	f(w.lists)
	f(w.lists, w.known, w.lex)
	f(w.lex, tok.UPOS)
	f(w.office, w.head)
	f(tok.Rel, s.title)
	f(tok.Rel, s.headWord(i))
	f(s.tag(tok.Head))
	if i == 0 {
		f("first", w.shape, w.known)
	} else {
		f("", w.shape, s.title)
	}
	for _, d := range [...]int{-2, -1, 1, 2} {
		o := s.at(i + d)
		f(o.low)
		f(o.shape, o.known)
		if d != -1 && d != 1 {
			continue
		}
		f(s.tag(i + d))
		f(o.lists, w.lists)
		f(o.lex, w.lex)
		f(o.office, o.head)
		f(tail(o.low, 3))
		f(s.tag(i+d), tok.UPOS)
	}
	s.run(i, lo, hi, f)
	return out
}

// run adds what the whole run around word i says.
func (s *sight) run(i, lo, hi int, f func(...string)) {
	before, behind, last := s.at(lo-1), s.at(hi), s.at(hi-1)
	place := string([]byte{byte('0' + min(hi-lo, 5)), byte('0' + min(i-lo, 4))})
	f(before.low)
	f(behind.low)
	f(before.low, behind.low)
	f(place)
	f(last.low)
	f(s.at(lo).low)
	f(last.head, last.lex, last.office)
	f(s.at(lo).lists, last.lists, place[:1])
	for k := lo; k < hi; k++ {
		if h := s.words[k].Head; h < lo || h >= hi {
			f(s.words[k].Rel, s.headWord(k))
			f(s.words[k].Rel, before.low)
			break
		}
	}
}

// headWord is the lemma of the head of word i.
func (s *sight) headWord(i int) string {
	if h := s.words[i].Head; h >= 0 {
		return s.words[h].Lemma
	}
	return "^"
}

func tail(w string, n int) string {
	if len(w) > n {
		return w[len(w)-n:]
	}
	return w
}

func front(w string, n int) string {
	if len(w) > n {
		return w[:n]
	}
	return w
}
