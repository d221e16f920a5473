package claim

import (
	"strings"

	"entente/graph"
)

// context is how real an act is and who says so.
type context struct {
	modality graph.Modality
	polarity graph.Polarity
	speaker  int  // head word of who says it, -1 for the document itself
	none     bool // nothing is asserted: a question, a condition, what is refused
	will     bool // the act's own clause says that it will be
	would    bool // it says so by "would", which is a promise where the actor says it
	// brought says that somebody else brings the actor to act, so that what will be is no
	// word of the actor's.
	brought bool
	// conditional says that the act hangs on a condition.
	conditional bool
	// mediates says that the act is one of mediation.
	mediates bool
	// resolved says that the act is decided upon.
	resolved bool
	// fixed says that what stands higher up no longer bears on the act: it is
	// told in passing, as known ("who attacked the town", "after they attacked").
	fixed bool
}

func (c *context) flip() {
	if c.fixed {
		return
	}
	if c.polarity == graph.Denied {
		c.polarity = graph.Affirmed
	} else {
		c.polarity = graph.Denied
	}
}

// weaken sets the modality unless the act is already less than actual.
func (c *context) weaken(m graph.Modality) {
	if c.modality == graph.Actual && !c.fixed {
		c.modality = m
	}
}

// drop says that nothing is asserted.
func (c *context) drop() {
	if !c.fixed {
		c.none = true
	}
}

// context climbs from the head of an act's clause to the root and gathers what
// stands above: auxiliaries, negation, conditions, governing verbs, speakers.
func (s *sentence) context(i int) context {
	c := context{modality: graph.Actual, polarity: graph.Affirmed, speaker: -1}
	if !s.verbal(i) && s.nominal(i) {
		i = s.nounContext(&c, i)
	}
	c.mediates = i >= 0 && s.mediating(i)
	own := true
	for n := 0; i >= 0 && n < 40; n++ {
		if s.verbal(i) || s.first(i, "cop") >= 0 || own {
			s.ownContext(&c, i, own)
		}
		i, own = s.climb(&c, i, own)
	}
	return c
}

// ownContext applies what the clause of verb i says of itself. A verb higher
// up passes on its question and condition, and its mood where own is true.
func (s *sentence) ownContext(c *context, i int, own bool) {
	for _, k := range s.kids[i] {
		l := s.lemma(k)
		switch base := s.base(k); {
		case base == "mark" && s.rules.is("condition", l):
			c.drop()
		case !own:
		case (base == "advmod" || base == "aux" || base == "det" || base == "mark") && s.rules.is("negator", l) && !s.onlyNot(k):
			c.flip()
		case base == "aux" && !s.inName[k]: // "Theresa May"
			s.auxiliary(c, i, k)
		case base == "nsubj" && s.has(k, "det", "no", "neither", "none"), base == "obj" && s.has(k, "det", "no", "neither"),
			base == "nsubj" && (l == "nobody" || l == "none" || l == "no-one"), base == "nsubj" && s.has(k, "cc:preconj", "neither"):
			c.flip()
		case base == "advcl" && s.conditional(k):
			if x := s.Words[i].XPOS; x != "VBD" && x != "VBN" { // who has warned has warned, whatever the condition
				c.weaken(graph.Possible)
				c.conditional = true
			}
		case base == "advmod" && strings.EqualFold(s.Words[k].Text, "longer") && k > 0 && s.lemma(k-1) == "no":
			c.flip() // "no longer sends police"
		case base == "cc" && l == "nor" && s.base(i) == "conj":
			c.flip() // "neither condemned nor supported"
		case base == "obl" && !tagged(&s.Words[i], "VBD", "VBN") && s.contingency(k):
			c.weaken(graph.Possible)
			c.conditional = true
		case base == "advmod" && l == "allegedly":
			c.weaken(graph.Possible)
		case base == "advmod" && (l == "nearly" || l == "almost" || l == "narrowly") && k < i:
			c.drop()
		}
	}
	if own && s.has(i, "advmod", "yet") && s.has(i, "mark", "to") && s.first(i, "nsubj") >= 0 {
		c.flip() // "Rwanda yet to withdraw", as headlines have it
	} else if own && (s.infinitiveRoot(i) || s.verbal(i) && s.has(i, "cop", "be") && s.has(i, "mark", "to")) { // "are to open"
		c.weaken(graph.Intended)
		c.will = true
	}
	if own && s.ahead(i) {
		c.weaken(graph.Intended)
	}
	if s.inverted(i) || s.head(i) < 0 && (s.question || s.answered && !own) {
		c.drop()
	}
	if s.denied && own && s.head(i) < 0 {
		c.flip()
	}
}

// inverted reports a condition by word order: "had Iran attacked".
func (s *sentence) inverted(i int) bool {
	subj := s.first(i, "nsubj", "nsubj:pass")
	if subj < 0 || s.base(i) != "advcl" {
		return false
	}
	for _, k := range s.with(i, "aux", "aux:pass", "cop") {
		switch strings.ToLower(s.Words[k].Text) {
		case "had", "should", "were":
			if k < subj {
				return true
			}
		}
	}
	return false
}

// onlyNot reports the "not" of "not only".
func (s *sentence) onlyNot(k int) bool {
	if len(s.kids[k]) > 0 && s.lemma(s.kids[k][0]) == "only" {
		return true
	}
	return k+1 < len(s.Words) && (s.lemma(k+1) == "only" || s.lemma(k+1) == "just")
}

func (s *sentence) conditional(k int) bool {
	for _, m := range s.with(k, "mark") {
		if l := s.lemma(m); l == "if" || l == "unless" || l == "should" || l == "provided" {
			return true
		}
	}
	return false
}

func (s *sentence) auxiliary(c *context, verb, k int) {
	switch strings.ToLower(s.Words[k].Text) {
	case "will", "'ll", "’ll", "wo", "shall", "ll":
		c.weaken(graph.Intended)
		c.will = !c.brought
	case "would", "'d", "’d", "may", "might", "could", "can", "ca":
		if l := s.lemma(verb); s.lemma(k) == "would" && (l == "ask" || l == "request" || l == "urge") && s.saidBySpeaker(verb) && s.Words[verb].XPOS == "VB" && s.first(verb, "xcomp") >= 0 {
			return // "I would ask you to"
		}
		c.weaken(graph.Possible)
		c.will = (s.lemma(k) == "would" || strings.HasSuffix(s.Words[k].Text, "d") && len(s.Words[k].Text) < 4) && !s.has(verb, "aux", "have") && !c.brought
		c.would = c.will
	case "must", "should", "ought":
		if !s.uttering(verb) {
			c.weaken(graph.Requested)
		}
	}
}

// infinitiveRoot reports the infinitive of headlines: "Germany to send tanks".
func (s *sentence) infinitiveRoot(i int) bool {
	top := s.head(i) < 0 || s.base(i) == "ccomp" && s.head(i) > i // "X to visit Y, Z says"
	return top && s.has(i, "mark", "to") && s.first(i, "nsubj", "nsubj:pass") >= 0 || s.head(i) < 0 && s.has(i, "aux", "to")
}

// climb applies what governs the clause of i and returns the next clause up.
// The last result says whether that clause's own mood is that of the act.
func (s *sentence) climb(c *context, i int, own bool) (int, bool) {
	h := s.head(i)
	if h < 0 {
		s.aside(c, i)
		return -1, false
	}
	switch s.base(i) {
	case "conj":
		s.aside(c, i)
		if s.has(i, "cc", "rather", "instead") {
			c.drop() // "imposed sanctions rather than attack Y"
		}
		shares := own && s.verbal(h) && s.first(i, "nsubj", "nsubj:pass") < 0
		if shares && s.first(i, "aux", "aux:pass", "mark") < 0 {
			s.shareMood(c, h)
		}
		return h, false
	case "ccomp", "xcomp", "csubj":
		s.aside(c, i)
		if s.base(i) == "ccomp" && s.upos(h) == "NOUN" && s.first(h, "cop") < 0 && s.has(i, "mark", "that") {
			s.tale(c, h) // "rumours that they would leave"
			return s.nounContext(c, h), false
		}
		if len(s.givenTime(i, h)) > 0 {
			c.weaken(graph.Requested)
		}
		s.governed(c, i, h)
		c.brought = c.brought || s.first(h, "obj", "iobj") >= 0
		return h, s.rules.raising(s, h)
	case "parataxis":
		return h, false
	case "advcl":
		if s.lemma(h) == "yet" && s.first(h, "cop") >= 0 && s.has(i, "mark", "to") {
			c.flip() // "is yet to ratify it"
			return h, false
		}
		if s.performs(h, i) {
			return h, false
		}
		if s.wanted(h, i) {
			s.governed(c, i, h)
			return h, false
		}
		if len(s.givenTime(i, h)) > 0 {
			c.weaken(graph.Requested)
		}
		s.adverbial(c, i, h)
		return h, false
	case "acl":
		if s.formula(h, i) {
			return s.clauseAbove(h), false
		}
		if s.Words[i].XPOS == "VBG" && s.names[h] && s.has(i, "mark", "for") {
			c.fixed = true // "sanctions on firms for supplying"
		} else if s.rel(i) != "acl:relcl" && s.first(i, "mark") >= 0 {
			if s.has(i, "mark", "that") {
				s.tale(c, h)
			} else {
				s.planned(c, h)
			}
			return s.nounContext(c, h), false
		}
		if rumours[s.lemma(h)] && s.full(i) {
			c.weaken(graph.Possible) // "the rumour that X attacked Y", which describes no rumour
		}
		c.fixed = c.fixed || s.rel(i) == "acl:relcl" || s.Words[i].XPOS == "VBN" && s.first(i, "mark") < 0 // "a deal struck by"
		return s.clauseAbove(h), false
	case "nmod", "obl", "obj", "nsubj", "appos", "compound", "amod", "nmod:poss":
		return s.clauseAbove(i), false
	}
	return h, own
}

// rumours are nouns for what is said and need not be so.
var rumours = set([]string{"rumour", "rumor", "claim", "allegation", "suggestion", "notion", "idea", "myth", "fear", "speculation", "hope", "prospect"})

// full reports a clause that has all its parts besides the "that" which opens it, so
// that it tells what a noun says and does not describe it.
func (s *sentence) full(clause int) bool {
	subj := s.first(clause, "nsubj", "nsubj:pass")
	return len(s.with(clause, "obj", "iobj")) > 1 && subj >= 0 && !s.relative(subj)
}

// shareMood takes over the auxiliaries of the first of coordinated verbs.
func (s *sentence) shareMood(c *context, first int) {
	for _, k := range s.with(first, "aux") {
		s.auxiliary(c, first, k)
	}
	if s.has(first, "mark", "to") && s.base(first) != "xcomp" && s.base(first) != "ccomp" && s.head(first) < 0 {
		c.weaken(graph.Intended)
	}
}

// clauseAbove is the nearest word above i that heads a clause, -1 for none.
func (s *sentence) clauseAbove(i int) int {
	for n := 0; i >= 0 && n < 60; n++ {
		if s.verbal(i) {
			return i
		}
		i = s.head(i)
	}
	return -1
}

// raising reports a verb that says nothing of its own about its complement's
// reality, so that its tense and negation are the complement's: "did not manage to".
func (r *Rules) raising(s *sentence, h int) bool {
	if s.upos(h) == "ADJ" || s.upos(h) == "ADV" || s.upos(h) == "AUX" {
		return true
	}
	g, ok := r.governs[s.lemma(h)]
	return ok && g.modality == "" && !g.none && !g.speech
}

// governed applies what the verb h makes of its clause i.
func (s *sentence) governed(c *context, i, h int) {
	g, ok := s.government(h)
	if s.upos(h) == "ADJ" || s.upos(h) == "ADV" {
		c.attitude(s.lemma(h))
		return
	}
	if s.base(i) == "xcomp" && stillTo[s.lemma(h)] && s.has(h, "advmod", "yet") {
		c.flip() // "has yet to ratify it"
		return
	}
	if ok && (s.lemma(h) == "let" || s.lemma(h) == "allow" || s.lemma(h) == "permit") && s.letting(h, i) || s.performs(h, i) || s.remembers(h, i) {
		return
	}
	switch {
	case c.mediates && efforts[s.lemma(h)], s.base(i) == "xcomp" && s.lemma(h) == "vote" && s.measured(h) && s.Words[h].XPOS != "VB":
		return
	case !ok && s.base(i) == "ccomp":
		s.say(c, h)
		return
	case !ok:
		return
	}
	if g.speech && s.untruly(h) {
		c.flip()
		s.say(c, h)
		return
	}
	switch {
	case s.base(i) == "xcomp" && s.has(i, "mark", "to") && s.passive(h) && supposedTo[s.lemma(h)]:
		c.weaken(graph.Possible) // "is believed to have withdrawn"
	case s.base(i) == "ccomp" && s.subjunctive(i):
		c.weaken(graph.Requested) // "insists that Y extradite"
	case s.lemma(h) == "order" && s.base(i) == "xcomp" && s.first(h, "obj", "nsubj:pass") >= 0:
		c.weaken(graph.Requested)
	}
	if s.lemma(h) == "go" && s.Words[h].XPOS == "VBG" && s.has(i, "mark", "to") {
		c.weaken(graph.Intended) // "is going to sign"
		c.will = true
	}
	if tag := s.Words[h].XPOS; s.lemma(h) == "have" && (tag == "VBZ" || tag == "VBP") && s.base(i) == "xcomp" && s.has(i, "mark", "to") {
		g.modality = graph.Requested // "has to withdraw" is what must be
	}
	c.resolved = c.resolved || s.lemma(h) == "decide" || s.lemma(h) == "vote" || s.lemma(h) == "begin"
	if g.none {
		c.drop()
	}
	switch {
	case !g.flip:
	case c.modality == graph.Requested:
		c.drop()
	default:
		c.flip()
	}
	if (g.modality == graph.Possible || g.flip && g.speech) && s.base(i) == "ccomp" && c.modality == graph.Intended && !c.fixed {
		c.modality = graph.Possible // "expects that Y will attack", "hopes Y will help"
	}
	if g.flip && g.speech {
		c.will, c.would = false, false // who denies that he would do it promises nothing
	}
	if g.modality == graph.Possible || g.modality == graph.Requested || g.flip {
		c.conditional = true
	}
	if g.modality != "" && !(g.speech && g.modality == graph.Possible && c.modality != graph.Actual) {
		c.weaken(g.modality)
	}
	if g.speech {
		s.say(c, h)
	}
	if g.speech || g.modality != "" && g.modality != graph.Actual {
		s.denyAbove(c, h, g)
	}
}

// stillTo are verbs of what is not done, with "yet" and an infinitive.
var stillTo = set([]string{"have", "be", "remain"})

// letting reports who asks leave to say what he says: "let me add that", "let us thank".
func (s *sentence) letting(h, i int) bool {
	g, ok := s.rules.governs[s.lemma(i)]
	said := ok && g.speech && g.modality == graph.Actual || uttered[s.lemma(i)]
	return said && (s.has(h, "obj", "me", "i", "us", "we") || s.has(h, "iobj", "me", "i", "us", "we") || s.has(i, "nsubj", "me", "i", "us", "we"))
}

// denyAbove: who did not say it, or did not promise it, leaves nothing said.
func (s *sentence) denyAbove(c *context, h int, g government) {
	for _, k := range s.kids[h] {
		if b := s.base(k); (b == "advmod" || b == "aux") && s.rules.is("negator", s.lemma(k)) && !s.onlyNot(k) || b == "nsubj" && nothing[s.lemma(k)] {
			c.drop()
		}
	}
}

// nothing are subjects of what is not so.
var nothing = set([]string{"nothing", "nobody", "none", "no-one"})

// government finds what the verb makes of its clauses.
func (s *sentence) government(h int) (government, bool) {
	if p := s.particle(h); p != "" {
		if g, ok := s.rules.governs[s.lemma(h)+"_"+p]; ok {
			return g, true
		}
	}
	g, ok := s.rules.governs[s.lemma(h)]
	return g, ok
}

// attitude applies an adjective that governs a clause: "ready to", "unable to".
func (c *context) attitude(adjective string) {
	switch adjective {
	case "unable", "unwilling", "reluctant", "loath":
		c.flip()
	case "about", "set", "ready", "due", "determined", "committed", "keen", "prepared", "willing", "eager", "poised", "bound":
		c.weaken(graph.Intended)
	case "untrue", "false", "wrong", "incorrect":
		c.flip()
	case "able", "free", "certain", "happy", "glad", "proud", "true", "clear", "evident", "obvious", "undeniable",
		"pleased", "grateful", "delighted", "honoured", "honored", "thankful", "sorry", "saddened", "disappointed", "shocked", "appalled", "surprised", "aware":
	default:
		c.weaken(graph.Possible)
	}
}
