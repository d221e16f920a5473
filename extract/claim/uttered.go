package claim

import "entente/graph"

// uttered are verbs for what one does by saying that one does it.
var uttered = set([]string{"thank", "congratulate", "welcome", "condemn", "commend", "praise", "salute", "express", "convey", "extend", "reiterate", "reaffirm", "apologise", "apologize",
	"applaud", "pay", "denounce", "deplore", "appeal", "urge", "call", "honour", "honor", "acknowledge", "underline", "recall"})

// wishing are verbs and adjectives by which a speaker opens what he says: "I would like to
// thank", "I am honoured to welcome".
var wishing = set([]string{"like", "wish", "want", "want_to", "love", "desire", "have", "take", "use", "begin", "start", "conclude", "happy", "glad", "pleased", "proud", "delighted", "honoured", "honored", "privileged", "grateful"})

// uttering reports a verb of saying that is said by "I" or "we" in its own clause: "I must
// thank Togo".
func (s *sentence) uttering(i int) bool {
	return uttered[s.lemma(i)] && s.Words[i].XPOS == "VB" && s.saidBySpeaker(i)
}

// performs reports what somebody does by saying that he would like to do it: "I would like to
// thank X", "I take this opportunity to congratulate X".
func (s *sentence) performs(h, i int) bool {
	return uttered[s.lemma(i)] && wishing[s.lemma(h)] && s.Words[i].XPOS == "VB" && s.saidBySpeaker(h)
}

// formula reports an act that somebody does by the words of a note that he has the honour to do
// it or takes the opportunity to.
func (s *sentence) formula(noun, i int) bool {
	v := s.head(noun)
	if v < 0 || !s.has(i, "mark", "to") {
		return false
	}
	switch s.lemma(noun) {
	case "honour", "honor", "privilege", "pleasure":
		return s.lemma(v) == "have"
	case "opportunity", "occasion":
		return s.lemma(v) == "take" || s.lemma(v) == "avail" || s.lemma(v) == "use"
	}
	return false
}

// courtesy reports the formulas by which a note opens and closes, which do nothing: "presents its
// compliments to", "renews the assurances of its consideration".
func (s *sentence) courtesy(i int) bool {
	switch s.lemma(i) {
	case "present", "renew", "convey", "express", "extend", "reiterate", "offer", "accept", "assure":
	default:
		return false
	}
	for _, k := range s.kids[i] {
		if l := s.lemma(k); l == "compliment" || l == "compliments" || (l == "assurance" || l == "assurances" || s.lemma(i) == "assure") && s.considerate(k) {
			return true
		}
	}
	return false
}

// considerate reports a phrase of the consideration in which one is held.
func (s *sentence) considerate(k int) bool {
	for i := k; i < len(s.Words) && i < k+9; i++ {
		if l := s.lemma(i); l == "consideration" || l == "esteem" {
			return true
		}
	}
	return false
}

// remembers reports a clause that a negated "forget" governs, which holds: "we shall never
// forget that X sent us help".
func (s *sentence) remembers(h, i int) bool {
	return s.lemma(h) == "forget" && s.base(i) == "ccomp" && len(s.with(h, "advmod")) > 0 && s.has(h, "advmod", "never", "not")
}

// saidBySpeaker reports a clause whose subject is "I" or "we" and which nothing denies.
func (s *sentence) saidBySpeaker(i int) bool {
	subj := s.first(i, "nsubj")
	if subj < 0 || s.lemma(subj) != "i" && s.lemma(subj) != "we" {
		return false
	}
	for _, k := range s.kids[i] {
		if (s.base(k) == "advmod" || s.base(k) == "aux") && s.rules.is("negator", s.lemma(k)) || s.base(k) == "mark" && s.rules.is("condition", s.lemma(k)) {
			return false
		}
	}
	return true
}

// voiced reports a noun for what somebody says to another, of whom it is said and to
// whom, as the subject of its clause or a line of its own: "Oslo's pledge of tanks to
// Kyiv drew praise". As the object of a verb it is what that verb's subject speaks of.
func (s *sentence) voiced(e *event) bool {
	if !e.noun || e.ctx.modality != graph.Actual || len(e.source) == 0 || len(e.slots) == 0 {
		return false
	}
	switch n, _ := s.nounOf(e.word); n.class {
	case "pledge", "praise", "backing", "demand", "plea", "charge":
	default:
		return false
	}
	if !s.names[e.source[0]] || s.rel(e.source[0]) != "nmod:poss" {
		return false
	}
	switch s.base(e.word) {
	case "nsubj":
		v := s.head(e.word)
		e.ctx.polarity = graph.Affirmed // what "never wavered" was given
		return v >= 0 && s.first(v, "aux") < 0 || !s.has(v, "aux", "would", "could", "might", "may")
	case "root":
		return s.first(e.word, "cop", "nsubj") < 0
	case "obl":
		return e.slots[0].name == "subj"
	}
	return false
}

// overruled gives what somebody objects to, and who does it all the same, as whom the
// objection is against: "over Kigali's objections, the Council extended the embargo".
func (s *sentence) overruled(e *event) {
	v := s.head(e.word)
	if v < 0 || s.base(e.word) != "obl" || !s.verbal(v) || !objections[s.lemma(e.word)] {
		return
	}
	switch s.preposition(e.word) {
	case "over", "despite", "in spite of", "in the face of", "against":
	default:
		return
	}
	r := s.roles(v)
	if subj := r.subj; len(subj) > 0 && !r.passive {
		e.kind, e.slots = graph.Accuse, []slot{{"subj", subj}}
	}
}

// objections are nouns for what somebody says against what another does.
var objections = set([]string{"objection", "protest", "opposition", "criticism", "condemnation", "complaint", "protestation"})
