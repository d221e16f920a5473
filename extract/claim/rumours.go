package claim

import (
	"strings"

	"entente/graph"
)

// hearsay are nouns for what is told and need not be so.
var hearsay = set([]string{"rumour", "rumor", "claim", "suggestion", "notion", "idea", "myth", "speculation", "report", "assertion", "insinuation",
	"story", "talk", "statement", "news"})

// groundless says what a clause is worth that tells what a noun says, where somebody
// denies it or says that nothing is behind it: "denied reports that", "there is no truth
// in the rumour that", "claims that ... are false". It reports whether it did.
func (s *sentence) groundless(c *context, noun int) bool {
	if c.fixed || !hearsay[s.lemma(noun)] && !grounds[s.lemma(noun)] {
		return false
	}
	c.will, c.would = false, false
	w := noun
	for n := 0; n < 3 && w >= 0; n++ { // "no truth to reports that"
		if l := s.lemma(w); grounds[l] && s.lacking(w) {
			if grounded[l] {
				c.flip()
			} else {
				c.none = true
			}
			return true
		}
		h := s.head(w)
		if h < 0 || s.verbal(h) || s.upos(h) != "NOUN" || s.lemma(h) == "" {
			break
		}
		w = h
	}
	v := s.head(noun)
	switch {
	case v < 0:
	case s.base(noun) == "nsubj" && (s.upos(v) == "ADJ" || s.upos(v) == "NOUN") && untrue[s.lemma(v)] && !s.has(v, "advmod", "not"):
		c.flip()
		return true
	case s.verbal(v) && denials[s.verbAs(v)] && (s.base(noun) == "obj" || s.rel(noun) == "nsubj:pass" || s.base(noun) == "obl"):
		if r := s.roles(v); c.speaker < 0 && len(r.subj) > 0 {
			c.speaker = r.subj[0]
		}
		if hearsay[s.lemma(noun)] {
			c.flip()
			return true
		}
	}
	return false
}

// verbAs is the lemma of a verb with its particle, where it has one that the denials know.
func (s *sentence) verbAs(v int) string {
	if p := s.particle(v); p != "" && denials[s.lemma(v)+"_"+p] {
		return s.lemma(v) + "_" + p
	}
	return s.lemma(v)
}

// lacking reports a noun of which there is none.
func (s *sentence) lacking(w int) bool {
	return s.has(w, "det", "no", "any") || s.has(w, "amod", "little")
}

var (
	// denials are verbs by which somebody says that what is told is not so.
	denials = set([]string{"deny", "dismiss", "reject", "refute", "rebut", "dispute", "repudiate", "scotch", "quash", "rubbish", "debunk", "brush_off", "brush_aside", "disprove"})
	// grounds are nouns for what must be behind a tale for it to be so.
	grounds = set([]string{"truth", "basis", "substance", "foundation", "evidence", "proof", "indication", "sign", "fact", "confirmation", "word", "suggestion"})
	// grounded are those without which it is not so, not only not known.
	grounded = set([]string{"truth", "basis", "substance", "foundation", "fact"})
	// untrue are words for what is not so.
	untrue = set([]string{"false", "untrue", "baseless", "unfounded", "groundless", "fabricated", "wrong", "incorrect", "nonsense", "lie", "fabrication", "fake", "absurd",
		"invention", "rubbish", "fiction", "inaccurate", "bogus"})
)

// tale applies what a noun makes of the clause that tells what it says.
func (s *sentence) tale(c *context, noun int) {
	switch {
	case s.groundless(c, noun):
	case told[s.lemma(noun)], s.confirmed(noun):
	case hearsay[s.lemma(noun)]:
		c.weaken(graph.Possible) // "claims by X that Y attacked Z"
	default:
		s.planned(c, noun)
	}
}

// told are nouns for what is so, or what somebody says outright.
var told = set([]string{"fact", "news", "statement", "announcement", "confirmation", "revelation", "reality", "proof", "evidence", "disclosure", "reminder", "admission"})

// confirmed reports what is told of which somebody says that it is so.
func (s *sentence) confirmed(noun int) bool {
	v := s.head(noun)
	return v >= 0 && (s.base(noun) == "obj" || s.rel(noun) == "nsubj:pass") && confirming[s.lemma(v)] && !s.negated(v)
}

var confirming = set([]string{"confirm", "verify", "prove", "corroborate", "substantiate", "acknowledge", "admit"})

// untruly reports what somebody says of which the text says that it is not so: "falsely
// claimed that Y had attacked Z".
func (s *sentence) untruly(h int) bool {
	return s.has(h, "advmod", "falsely", "wrongly", "mistakenly", "untruthfully", "erroneously", "baselessly")
}

// supposedTo are verbs in the passive that say what nobody knows.
var supposedTo = set([]string{"believe", "think", "allege", "rumour", "rumor", "claim", "suspect", "fear", "assume", "estimate", "guess", "suggest"})

// subjunctive reports a clause with "that" whose verb has the bare form behind one
// subject in the third person, which is what somebody wants done.
func (s *sentence) subjunctive(i int) bool {
	subj := s.first(i, "nsubj", "nsubj:pass")
	if subj < 0 || !s.has(i, "mark", "that") || s.first(i, "aux") >= 0 || s.first(subj, "conj") >= 0 || !tagged(&s.Words[subj], "NN", "NNP") {
		return false
	}
	if k := s.first(i, "aux:pass", "cop"); k >= 0 {
		return strings.EqualFold(s.Words[k].Text, "be")
	}
	return tagged(&s.Words[i], "VB", "VBP") && strings.EqualFold(s.Words[i].Text, s.lemma(i))
}

// contingency reports a phrase of what may come to pass: "in the event of an attack".
func (s *sentence) contingency(k int) bool {
	if p := s.preposition(k); p == "in case of" || p == "in the event of" {
		return true
	}
	l := s.lemma(k)
	return (l == "event" || l == "case") && s.preposition(k) == "in" && (s.first(k, "nmod") >= 0 && s.preposition(s.first(k, "nmod")) == "of" || s.first(k, "acl", "ccomp") >= 0)
}
