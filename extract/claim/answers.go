package claim

import (
	"slices"
	"strings"
)

// attribute makes the claims from index first on, which were read in a sentence
// of somebody's turn, his who speaks there, but for those that name their speaker.
func (r *reader) attribute(sentence, first int) {
	t := r.doc.Turn(sentence)
	if t == nil || t.Speaker == nil {
		return
	}
	for i := first; i < len(r.out); i++ {
		if c := &r.out[i]; c.AssertedBy == nil && c.From.ID != t.Speaker.Entity {
			speaker := r.party(t.Speaker).Actor
			speaker.Start, speaker.End = t.Start, t.End
			c.AssertedBy = &speaker
		}
	}
}

// readAnswer reads a question that is answered by yes or no: what it asks is then
// what the answer says. The evidence is both sentences.
func (r *reader) readAnswer(s *sentence) {
	if !s.question || !s.polar() {
		return
	}
	at, denied, ok := r.reply(s)
	if !ok {
		return
	}
	first := len(r.out)
	a := *s
	a.question, a.answered, a.denied = false, true, denied
	a.memo = make([]*roles, len(s.Words))
	r.readEvents(&a)
	for i := range a.Words {
		if a.verbal(i) {
			r.verbTies(&a, i)
		}
	}
	for i := first; i < len(r.out); i++ {
		c := &r.out[i]
		c.Evidence = append(c.Evidence, r.evidence(at)...)
		c.Confidence -= 0.1
	}
	r.attribute(at, first)
}

// polar reports a question that wants a yes or no: no question word asks in its
// main clause, and no alternative is offered.
func (s *sentence) polar() bool {
	root := s.Root()
	for i := range s.Words {
		switch s.Words[i].XPOS {
		case "WP", "WRB", "WDT", "WP$":
			if i <= root || s.head(i) == root {
				return false
			}
		}
		if s.lemma(i) == "or" && s.base(i) == "cc" {
			return false
		}
	}
	return root >= 0
}

// reply returns the sentence that answers a question with yes or no, and
// whether it says no; ok is false where the next thing said is no such answer.
func (r *reader) reply(s *sentence) (at int, denied, ok bool) {
	at = s.index + 1
	if t := r.doc.Turn(s.index); t != nil && t.Asks {
		next := r.doc.Turn(t.Next)
		if next == nil {
			next = r.doc.Turn(t.Next + 1)
		}
		if t.Next != at || next == nil || next.Asks {
			return 0, false, false
		}
		at = next.First
	}
	if at >= r.doc.Len() {
		return 0, false, false
	}
	var words []string
	for _, t := range r.doc.Sentence(at).Tokens {
		words = append(words, strings.ToLower(t.Text))
	}
	for len(words) > 0 && (words[0] == "a" || words[0] == "a." || words[0] == "." || isMark(words[0])) {
		words = words[1:]
	}
	denied, ok = s.answer(words)
	return at, denied, ok
}

// isMark reports a word of mere signs, as may stand before an answer.
func isMark(w string) bool { return strings.Trim(w, "–—-\"“”'‘’:*") == "" }

// answer reads the first words of an answer: whether they say yes or no.
func (s *sentence) answer(words []string) (denied, ok bool) {
	text := strings.Join(words, " ") + " "
	for _, a := range replies {
		if rest, found := strings.CutPrefix(text, a.words+" "); found {
			next, _, _ := strings.Cut(rest, " ")
			return a.denied, a.whole || next == "" || strings.Trim(next, ",.;!:–—-") == "" || !a.denied && next != "and" && next != "or"
		}
	}
	return s.elliptic(words)
}

// replies open a sentence that answers; those that are not whole say no only
// before a sign or the end: "no comment" answers nothing.
var replies = []struct {
	words         string
	denied, whole bool
}{
	{"of course not", true, true}, {"certainly not", true, true}, {"absolutely not", true, true}, {"definitely not", true, true}, {"not at all", true, true},
	{"that is not true", true, true}, {"that 's not true", true, true}, {"this is not true", true, true}, {"it is not true", true, true}, {"not true", true, true},
	{"that is false", true, true}, {"this is false", true, true}, {"that is wrong", true, true}, {"that is untrue", true, true}, {"that is incorrect", true, true},
	{"that is true", false, true}, {"that 's true", false, true}, {"this is true", false, true}, {"that is correct", false, true}, {"that 's correct", false, true},
	{"that is right", false, true}, {"that 's right", false, true}, {"it is true", false, true},
	{"no", true, false}, {"never", true, false}, {"nope", true, false},
	{"yes", false, false}, {"yeah", false, false}, {"indeed", false, false}, {"absolutely", false, false}, {"certainly", false, false},
	{"definitely", false, false}, {"of course", false, false}, {"correct", false, false}, {"exactly", false, false},
}

// elliptic reads an answer that only repeats the auxiliary of the question: "They
// will.", "We have not.", "He did so.", with its verb or without.
func (s *sentence) elliptic(words []string) (denied, ok bool) {
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool { return strings.Trim(w, ".,!") == "" || w == "so" || w == "indeed" })
	if len(words) < 2 || len(words) > 4 || !pronoun(words[0]) || !s.asksWith(words[1]) {
		return false, false
	}
	rest := words[2:]
	if len(rest) > 0 && (rest[0] == "not" || rest[0] == "n't" || rest[0] == "n’t" || rest[0] == "never") {
		denied, rest = true, rest[1:]
	}
	root := s.Root()
	return denied, len(rest) == 0 || len(rest) == 1 && root >= 0 && (rest[0] == s.lemma(root) || rest[0] == strings.ToLower(s.Words[root].Text))
}

func pronoun(w string) bool {
	switch w {
	case "i", "we", "he", "she", "it", "they", "you":
		return true
	}
	return false
}

// asksWith reports whether the question is asked with an auxiliary or copula that
// the answer repeats, in any of its forms.
func (s *sentence) asksWith(w string) bool {
	forms := map[string]string{"did": "do", "does": "do", "do": "do", "has": "have", "have": "have", "had": "have", "is": "be", "are": "be", "was": "be",
		"were": "be", "am": "be", "will": "will", "wo": "will", "shall": "will", "would": "would", "can": "can", "could": "can", "should": "should"}
	want := forms[w]
	if want == "" {
		return false
	}
	for i := range s.Words {
		if b := s.base(i); (b == "aux" || b == "cop" || s.head(i) < 0) && forms[strings.ToLower(s.Words[i].Text)] == want {
			return true
		}
	}
	return false
}
