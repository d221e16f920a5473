package claim

import (
	"strings"

	"entente/graph"
)

// planned applies what a noun makes of the infinitive or clause that hangs on
// it: "a plan to attack", "the failure to agree", "a claim that they attacked".
func (s *sentence) planned(c *context, noun int) {
	if v := s.head(noun); v >= 0 && givers[s.lemma(v)] && s.isTime(noun) && s.first(v, "iobj") >= 0 {
		c.weaken(graph.Requested) // "gave Y a week to withdraw"
		return
	}
	n, _ := s.nounOf(noun)
	if s.has(noun, "det", "no") {
		defer c.flip() // "has no plan to attack"
	}
	if s.lemma(noun) == "decision" && s.measured(noun) && strings.HasPrefix(s.rel(noun), "nsubj") {
		return
	}
	c.conditional = c.conditional || n.class != "pledge" && n.class != "threat"
	switch l := s.lemma(noun); {
	case l == "failure" || l == "inability":
		c.flip()
	case n.class == "refusal":
		c.drop()
	case n.kind == graph.Request || n.kind == graph.Appeal:
		c.weaken(graph.Requested)
	case n.kind == graph.Agree:
		c.weaken(graph.Intended)
	case n.kind == graph.Accuse:
		c.drop()
	default:
		c.weaken(graph.Possible)
	}
}

// nounContext applies what governs an act that is a noun, and returns the verb
// above it: "called for an attack", "denied the attack", "a planned visit".
func (s *sentence) nounContext(c *context, i int) int {
	act := i
	for _, k := range s.kids[i] {
		switch l := s.lemma(k); {
		case s.base(k) == "amod" && (l == "planned" || l == "proposed" || l == "upcoming" || l == "forthcoming" || l == "scheduled" || l == "next" || l == "future" || l == "plan" || l == "propose" || l == "schedule"):
			c.weaken(graph.Intended)
		case s.base(k) == "amod" && (l == "possible" || l == "potential" || l == "alleged" || l == "threatened" || l == "feared" || l == "suspected"):
			c.weaken(graph.Possible)
		case s.base(k) == "det" && l == "no" && !s.deniedBy(i):
			c.flip()
		}
	}
	h := s.head(i)
	for n := 0; h >= 0 && !s.verbal(h) && !s.located(i, h) && !(s.base(i) == "nsubj" && s.first(h, "cop") >= 0) && n < 60; n++ {
		if s.base(i) == "nmod" {
			s.hangingOn(c, h)
		}
		i, h = h, s.head(h)
	}
	if h < 0 {
		return h
	}
	if s.before(act) || s.before(i) {
		c.weaken(graph.Intended)
	}
	if s.located(i, h) && s.has(h, "case", "due") {
		c.weaken(graph.Intended) // "is due in Nairobi for talks"
	}
	if s.presupposed(act, i, h) {
		c.fixed = true
		return h
	}
	if s.base(i) == "nsubj" && s.rel(i) != "nsubj:pass" {
		return h
	}
	g, ok := s.government(h)
	if p := s.preposition(i); p != "" {
		if gp, there := s.rules.governs[s.lemma(h)+"_"+p]; there {
			g, ok = gp, true
		} else if s.base(i) == "obl" && scenes[p] {
			return h // what was demanded at a meeting makes the meeting no demand
		}
	}
	s.offAgain(c, act, i, h)
	if !ok || g.speech {
		return h
	}
	switch {
	case g.none && (s.lemma(h) == "accuse" || s.lemma(h) == "suspect" || s.lemma(h) == "charge" || s.lemma(h) == "blame"):
		c.drop()
	case g.none && (s.lemma(h) == "prevent" || s.lemma(h) == "avoid" || s.lemma(h) == "rule_out"):
		c.drop()
	case g.modality != "":
		c.weaken(g.modality)
	}
	return h
}

// offAgain says what becomes of a plan, a meeting or an attack that is called off, or put
// off, as the noun's phrase top: it has not been.
func (s *sentence) offAgain(c *context, noun, top, verb int) {
	if s.base(top) != "obj" && s.rel(top) != "nsubj:pass" {
		return
	}
	if kind := s.nounKind(noun); kind != graph.Consult && kind != graph.Assault && !s.rules.is("plannoun", s.lemma(noun)) {
		return
	}
	l := s.lemma(verb)
	if p := s.particle(verb); p != "" {
		l += "_" + p
	}
	switch {
	case calledOff[l], frozenPlan[l] && s.rules.is("plannoun", s.lemma(noun)):
		c.drop()
	case putOff[l]:
		c.weaken(graph.Intended)
	}
}

// fellThrough reports a meeting of which nobody says who called it off.
func (s *sentence) fellThrough(e *event) bool {
	return (e.kind == graph.Sanction || e.kind == graph.Reject) && !e.noun && e.object >= 0 && s.verbal(e.word) && s.roles(e.word).sourceless && s.nounKind(e.object) == graph.Consult
}

var (
	calledOff  = set([]string{"cancel", "call_off", "scrap", "abandon", "shelve", "ditch", "axe", "abort", "drop", "foil", "thwart", "avert", "scuttle", "scratch"})
	frozenPlan = set([]string{"halt", "stop", "suspend", "freeze", "block", "end", "kill", "veto"})
	putOff     = set([]string{"postpone", "put_off", "delay", "defer", "push_back", "reschedule"})
)

// before reports a phrase of what is still to come when the act of the clause is done:
// "ahead of Y's visit to Z".
func (s *sentence) before(i int) bool {
	switch p := s.preposition(i); p {
	case "ahead of", "in advance of", "prior to", "before", "pending":
		return true
	case "of":
		k := s.first(i, "case")
		return k > 0 && strings.EqualFold(s.Words[k-1].Text, "ahead")
	}
	return false
}

// deniedBy reports a noun that is what its verb has, makes or is, so that the verb is
// denied with it: "there were no talks", "has no relations with Y".
func (s *sentence) deniedBy(noun int) bool {
	h := s.head(noun)
	return h >= 0 && s.verbal(h) && (s.base(noun) == "obj" || s.base(noun) == "nsubj")
}

// scenes are prepositions by which a phrase says when or on what occasion.
var scenes = set([]string{"during", "after", "following", "at", "in", "amid", "before"})

// hangingOn applies a noun that an act hangs on: "the threat of an attack".
func (s *sentence) hangingOn(c *context, noun int) {
	n, ok := s.nounOf(noun)
	switch {
	case !ok:
	case n.kind == graph.Request || n.kind == graph.Appeal:
		c.weaken(graph.Requested)
	case n.kind == graph.Threaten || n.class == "worry":
		c.weaken(graph.Possible)
	case n.class == "pledge":
		c.weaken(graph.Intended)
	case n.kind == graph.Accuse && n.class == "charge":
		c.drop()
	}
}

// tells reports verbs of contact whose purpose is fulfilled by the contact:
// "called her to congratulate her".
func tells(verb string) bool {
	switch verb {
	case "call", "phone", "telephone", "write", "ring", "speak", "summon", "tweet":
		return true
	}
	return false
}

// gathers are verbs of crowds whose purpose is fulfilled by them: "gathered to
// protest".
var gathers = set([]string{"gather", "assemble", "march", "rally", "converge", "demonstrate", "congregate", "parade"})

// asks reports "call on" and "call for".
func (s *sentence) asks(h int) bool {
	if s.lemma(h) != "call" {
		return false
	}
	for _, o := range s.roles(h).obl {
		if (o.prep == "on" || o.prep == "for") && !s.rules.is("nonactor", s.lemma(o.word)) && s.upos(o.word) != "NUM" {
			return true
		}
	}
	return false
}

// mediating reports an act of mediation, which trying and helping is: "is trying to
// help broker peace".
func (s *sentence) mediating(i int) bool {
	switch s.lemma(i) {
	case "mediate", "broker", "arbitrate", "conciliate", "facilitate":
		return true
	}
	return false
}

// efforts are verbs whose clause, where it mediates, is done by them.
var efforts = set([]string{"try", "seek", "attempt", "help", "work", "strive", "aim", "struggle", "labour", "labor", "push", "travel", "arrive", "fly", "come", "send", "visit"})

// adverbial applies what a subordinate clause says of itself.
func (s *sentence) adverbial(c *context, i, h int) {
	for _, m := range s.with(i, "mark") {
		switch s.lemma(m) {
		case "after", "since", "when", "as", "because", "while", "although", "though":
			c.fixed = true
		case "to":
			if g, ok := s.government(h); ok && g.speech && s.Words[i].XPOS == "VBG" {
				s.governed(c, i, h) // "admitted to attacking"
				break
			}
			if l := s.lemma(i); s.lemma(h) == "summon" && complaining[l] && l != "demand" && l != "urge" {
				c.drop() // the summons has told it
				break
			}
			if s.lemma(h) == "close" || s.lemma(h) == "near" {
				s.nearly(c, h)
				break
			}
			if c.mediates && efforts[s.lemma(h)] {
				break
			}
			if x := s.Words[h].XPOS; (x == "VBD" || x == "VBN") && s.rules.is("gathering", s.lemma(h)) && s.rules.is("mission", s.lemma(i)) {
				break // who flew to see somebody has seen him
			}
			if (!tells(s.lemma(h)) || s.asks(h)) && !gathers[s.lemma(h)] {
				c.weaken(graph.Intended)
			}
		case "against":
			c.drop() // "warned them against leaving"
		case "on":
			if g, ok := s.government(h); ok && g.none {
				c.drop() // "held off on sending"
			}
		case "instead", "rather":
			c.drop()
		case "of", "for", "from", "over":
			if s.lemma(h) == "suspect" {
				c.weaken(graph.Possible)
			}
			if g, ok := s.government(h); ok && g.none && s.Words[i].XPOS == "VBG" {
				c.drop()
			}
		}
	}
}

// nearly says what a clause is worth to which somebody is or came close: who came close to
// striking has not struck, and who is close to signing may yet sign.
func (s *sentence) nearly(c *context, close int) {
	if v := s.head(close); v >= 0 && s.verbal(v) && tagged(&s.Words[v], "VBD", "VBN") {
		c.drop()
	}
	c.weaken(graph.Possible)
}

// aside finds who says the clause i where the saying is put beside it: "..., a
// spokesman said", "according to the ministry".
func (s *sentence) aside(c *context, i int) {
	for _, k := range s.kids[i] {
		switch {
		case s.base(k) == "parataxis" && s.verbal(k):
			if g, ok := s.government(k); ok && g.speech {
				s.say(c, k)
			}
		case s.base(k) == "obl" && s.preposition(k) == "according to" && c.speaker < 0:
			c.speaker = k
		}
	}
}

// say makes the subject of verb h the speaker unless a nearer one is known.
func (s *sentence) say(c *context, h int) {
	if c.speaker >= 0 {
		return
	}
	if r := s.roles(h); len(r.subj) > 0 {
		c.speaker = r.subj[0]
	}
}
