package claim

import (
	"slices"
	"strings"

	"entente/graph"
)

// event is an act that a sentence speaks of, with where its parties may stand.
type event struct {
	word   int // the verb or noun that names it
	kind   graph.RelationKind
	rule   string
	source []int
	// slots are where the target may stand, in order; each holds heads of phrases.
	slots  []slot
	flags  map[string]bool
	object int // the noun that a verb acts on where the frame asks for one, else -1
	ctx    context
	noun   bool
	signed graph.EntityID // the agreement that is signed, "" for none
	found  string         // the slot in which the target was found
	target []string       // the places of the frame, found or not
	// occasion are phrases of whom the act answers or depends on.
	occasion []int
	// purpose is the kind of the act that sending somebody serves: "sent jets to
	// destroy the reactor", "" for none. It is no fact, but classifies the pair.
	purpose graph.RelationKind
}

// slot is one place where a party may stand.
type slot struct {
	name  string
	words []int
}

// trigger is a way to read a verb: with its particle or preposition, or alone.
type trigger struct {
	key     string
	objects []int
	prep    bool
}

// triggers lists the readings of a verb, the most specific first.
func (s *sentence) triggers(i int, l string, r *roles) []trigger {
	var out []trigger
	p := ""
	if s.verbal(i) {
		p = s.particle(i)
	}
	if p != "" {
		for _, o := range r.obl {
			out = append(out, trigger{l + "_" + p + "_" + o.prep, []int{o.word}, true})
		}
		out = append(out, trigger{l + "_" + p, r.obj, false})
	}
	for _, o := range r.obl {
		if o.prep == "out of" && len(r.obj) > 0 {
			out = append(out, trigger{l + "_out", r.obj, false})
		}
		if l == "look" && s.has(i, "advmod", "forward", "back", "ahead") {
			continue // "look forward to its entry into force" looks into nothing
		}
		out = append(out, trigger{l + "_" + strings.ReplaceAll(o.prep, " ", "_"), []int{o.word}, true})
	}
	for _, k := range s.with(i, "advmod") {
		if k > i {
			out = append(out, trigger{l + "_" + s.lemma(k), r.obj, false}) // "drew closer to", "sold Y short"
		}
		for _, o := range r.obl {
			out = append(out, trigger{l + "_" + s.lemma(k) + "_" + o.prep, []int{o.word}, true})
		}
	}
	for _, o := range r.obj {
		out = append(out, trigger{l + "_" + s.lemma(o), nil, false})
	}
	for _, o := range r.obj {
		for _, prep := range []string{"from", "of"} {
			if key := l + "_" + prep; len(s.rules.objects[key]) > 0 {
				out = append(out, trigger{key, s.attributes(o, prep), true})
			}
		}
	}
	for _, k := range s.with(i, "xcomp") {
		if len(s.kids[k]) == 1 && s.has(k, "mark", "to") {
			out = append(out, trigger{l + "_to", []int{k}, true}) // "took Y to court", taken for a verb
		}
	}
	if k := s.called(i); k >= 0 {
		out = append(out, trigger{l + "_as", []int{k}, true})
	}
	if k := s.result(i, r); k >= 0 {
		verb := l
		if labels[l] {
			verb = "call"
		}
		out = append(out, trigger{verb + "_" + s.lemma(k), r.obj, false})
	}
	return append(out, trigger{l, r.obj, false})
}

// verbEvent finds what the verb i means, false where the tables do not know.
func (s *sentence) verbEvent(i int) (event, bool) {
	if s.reading[i] {
		return event{}, false // what describes itself, in a malformed tree
	}
	s.reading[i] = true
	defer func() { s.reading[i] = false }()
	r := s.roles(i)
	if e, ok := s.jointly(i); ok {
		return e, true
	}
	readings := s.triggers(i, s.lemma(i), r)
	if e, ok := s.claimed(i); ok {
		return e, true
	}
	if e, ok := s.deadlined(i, r); ok {
		return e, true
	}
	if e, ok := s.readObject(i, readings, r); ok {
		return e, true
	}
	if e, ok := s.arrived(i, r); ok {
		return e, true
	}
	if e, ok := s.ended(i, r); ok {
		return e, true
	}
	if e, ok := s.enacted(i, r); ok {
		return e, true
	}
	return s.readFrame(i, s.lemma(i), readings, r)
}

// readVerb finds what the verb means with the arguments, at the word i.
func (s *sentence) readVerb(i int, lemma string, r *roles) (event, bool) {
	readings := s.triggers(i, lemma, r)
	if e, ok := s.readObject(i, readings, r); ok {
		return e, true
	}
	return s.readFrame(i, lemma, readings, r)
}

// readObject reads a verb by the noun it acts on.
func (s *sentence) readObject(i int, readings []trigger, r *roles) (event, bool) {
	for _, t := range readings {
		f, o := s.pick(s.rules.objects[t.key], r, t)
		if o < 0 || t.key == "order" && s.othersTroops(i, o) {
			continue
		}
		e := s.build(i, r, f, t, o)
		s.helpers(&e, r)
		if t.key == "send" || t.key == "dispatch" {
			s.told(&e, t.key, i)
		}
		if n, _ := s.nounOf(o); t.key == "join" { // "joined forces with Y to" sends nobody
		} else if n.class == "troops" || n.class == "peacekeeper" || n.class == "arms" {
			s.serving(&e, i, o)
		}
		return e, true
	}
	return event{}, false
}

// othersTroops reports troops with a name before them that are told to do something:
// "ordered French troops to leave", who are not sent anywhere.
func (s *sentence) othersTroops(verb, troops int) bool {
	named := slices.ContainsFunc(s.kids[troops], func(k int) bool { return k < troops && s.names[k] && s.upos(k) != "PRON" })
	return named && slices.ContainsFunc(s.with(verb, "xcomp", "ccomp", "advcl"), func(k int) bool { return s.has(k, "mark", "to") })
}

// pick returns the frame that asks most precisely for the verb's object among those
// whose target stands where they look for one, else among all that ask for it, with the
// object; -1 for none. Of frames that are as precise the first in the table wins.
func (s *sentence) pick(frames []frame, r *roles, t trigger) (frame, int) {
	best, object, most := frame{}, -1, 0
	for _, f := range frames {
		o, score := s.acted(f, t.objects)
		if o < 0 {
			continue
		}
		switch at := s.finds(f, r, t, o); {
		case at == 0:
			score += targeted + first
		case at > 0:
			score += targeted
		}
		if score > most {
			best, object, most = f, o, score
		}
	}
	return best, object
}

// A frame whose target is found comes before any that asks more precisely for the
// object, and one of which the first place holds it before most that have it elsewhere.
const (
	targeted = 10
	first    = 1
)

// finds is the number of the first place in which the frame finds a target, -1 for none.
func (s *sentence) finds(f frame, r *roles, t trigger, object int) int {
	if f.flags["mutual"] && len(s.lists(r.subj)) > 1 {
		return 0
	}
	return slices.IndexFunc(f.target, func(name string) bool {
		return name != "comp" && name != "obj" && len(s.slot(name, r, t, object)) > 0 && (name != "noun" || s.names[object] && s.envoy(object) && s.bareNoun(object) || slices.ContainsFunc(s.kids[object], func(k int) bool { return s.names[k] }))
	})
}

// readFrame reads a verb by its own frame.
func (s *sentence) readFrame(i int, lemma string, readings []trigger, r *roles) (event, bool) {
	for _, t := range readings {
		frames := s.rules.verbs[t.key]
		if len(frames) == 0 || t.prep && len(r.obj) > 0 && !s.reflexive(r.obj[0]) && t.key != lemma+"_as" && t.key != lemma && len(frames[0].source) == 0 {
			continue
		}
		f, ok := s.choose(frames, r, t)
		if !ok || f.kind == graph.Consult && t.key == lemma && (s.called(i) >= 0 || labels[lemma] && s.result(i, r) >= 0) {
			continue
		}
		if (f.kind == graph.Aid || f.kind == graph.Support) && len(r.obj) > 0 && s.reflexive(r.obj[0]) {
			continue // "would defend itself"
		}
		if f.kind == graph.Aid && s.figurativeGift(r) || f.kind == graph.Concede && t.key == "submit" && len(r.obj) > 0 || f.kind == graph.Consult && t.key == "call" && s.prodded(i) >= 0 {
			continue
		}
		e := s.build(i, r, f, t, -1)
		if t.key == lemma {
			s.told(&e, lemma, i)
		}
		s.helpers(&e, r)
		return e, true
	}
	return event{}, false
}

// choose returns the first frame that fits, else the first that asks nothing of
// who acts or is acted on; false where all ask.
func (s *sentence) choose(frames []frame, r *roles, t trigger) (frame, bool) {
	for _, f := range frames {
		if s.fits(f, r, t) {
			return f, true
		}
	}
	for _, f := range frames {
		if !f.flags["people"] && !f.flags["forces"] && !(f.flags["intransitive"] && len(r.obj) > 0) {
			return f, true
		}
	}
	return frame{}, false
}

// somebody reports that one of the words heads the name or description of an actor.
func (s *sentence) somebody(words []int) bool {
	return slices.ContainsFunc(s.lists(words), func(w int) bool {
		return s.names[w] && s.upos(w) == "NOUN" && !s.rules.is("chair", s.lemma(w))
	})
}

// forces reports that one of the words means troops or arms.
func (s *sentence) forces(words []int) bool {
	return slices.ContainsFunc(s.lists(words), func(w int) bool {
		n, ok := s.nounOf(w)
		return ok && (n.class == "troops" || n.class == "arms") || s.rules.is("fighter", s.lemma(w))
	})
}

// acted returns the first of the objects that the frame asks for, -1 for none, and how
// precisely it asks for it.
func (s *sentence) acted(f frame, objects []int) (object, score int) {
	for _, o := range s.lists(objects) {
		if score := s.actsOn(f, o); score > 0 {
			return o, score
		}
	}
	return -1, 0
}

// actsOn says how precisely the frame asks for the noun, 0 for not at all: by a phrase,
// the noun itself, its class, or any act. The first of the noun's keys that either
// knows decides: an air strike is no strike.
func (s *sentence) actsOn(f frame, o int) int {
	for _, k := range s.nounKeys(o) {
		if f.nouns[k] {
			if k != s.lemma(o) {
				return 7
			}
			return 5
		}
		if _, known := s.rules.nouns[k]; known {
			break
		}
	}
	switch n, ok := s.nounOf(o); {
	case ok && f.classes[n.class]:
		return 3
	case ok && f.any && n.kind != "":
		return 1
	}
	return 0
}

// fits reports whether a target stands where the frame first looks for it.
func (s *sentence) fits(f frame, r *roles, t trigger) bool {
	if f.flags["intransitive"] && len(r.obj) > 0 {
		return false
	}
	if f.flags["people"] && !s.somebody(t.objects) || f.flags["forces"] && !s.forces(r.subj) {
		return false
	}
	if f.flags["mutual"] && len(s.lists(r.subj)) > 1 && len(t.objects) == 0 {
		return true
	}
	for _, name := range f.target {
		if len(s.slot(name, r, t, -1)) > 0 {
			return name != "comp" || len(r.obj) == 0
		}
	}
	return len(f.target) == 0
}

// build fills an event from a frame.
func (s *sentence) build(i int, r *roles, f frame, t trigger, object int) event {
	e := event{word: i, kind: f.kind, rule: f.name, flags: f.flags, object: object, target: f.target}
	for _, name := range f.source {
		if e.source = s.slot(name, r, t, object); len(e.source) > 0 {
			break
		}
	}
	if len(f.source) == 0 {
		e.source = r.subj
	}
	if f.flags["judicial"] && r.passive && len(e.source) == 0 {
		e.source = s.slot("from", r, t, object) // "was extradited to X from Y"
	}
	for _, name := range f.target {
		if words := s.slot(name, r, t, object); len(words) > 0 {
			e.slots = append(e.slots, slot{name, words})
		}
	}
	if to := s.farTo(&e); len(to) > 0 {
		e.slots = append([]slot{{"to", to}}, e.slots...)
	}
	s.directFirst(&e)
	if e.occasion = s.occasion(i); cooperates(e.kind) && len(e.occasion) > 0 && defiant[s.preposition(e.occasion[0])] {
		e.occasion = nil
	}
	if f.kind == "" && object >= 0 {
		n, _ := s.nounOf(object)
		e.kind = n.kind
	}
	if e.kind == graph.Assault && object >= 0 && s.lemma(object) == "fire" && slices.Contains(f.source, "from") && slices.ContainsFunc(r.obl, func(o oblique) bool { return o.prep == "over" || o.prep == "for" }) {
		e.kind = graph.Accuse // "came under fire over"
	}
	e.ctx = s.context(i)
	if e.kind == graph.Agree && t.key == "agree" && e.has("with") && s.opines(i) {
		e.kind, e.flags = graph.Comment, nil
	}
	if h := s.head(i); h >= 0 && e.ctx.modality == graph.Intended && s.base(i) == "xcomp" && s.lemma(h) == "vote" && !s.context(h).will && verbal(e.kind) {
		e.ctx.modality = s.context(h).modality // who voted to condemn has condemned
	}
	if e.ctx.polarity == graph.Denied && e.ctx.modality == graph.Actual && e.kind == graph.Support && (t.key == "recognise" || t.key == "recognize") {
		e.kind, e.ctx.polarity = graph.Reject, graph.Affirmed
	}
	return e
}

// verbal reports acts that are done by saying so.
func verbal(k graph.RelationKind) bool {
	return k == graph.Support || k == graph.Accuse || k == graph.Reject
}

// figurativeGift reports what is given or sent and helps nobody: "sent
// shockwaves through", "gave an example".
func (s *sentence) figurativeGift(r *roles) bool {
	if len(r.obj) == 0 || s.upos(r.obj[0]) != "NOUN" {
		return false
	}
	n, _ := s.nounOf(r.obj[0])
	return s.rules.is("figurative", s.lemma(r.obj[0])) || n.class == "proposal"
}

// opines reports agreement in opinion, which settles nothing: "they agree with
// the board that", in the present tense.
func (s *sentence) opines(verb int) bool {
	return (s.Words[verb].XPOS == "VBP" || s.Words[verb].XPOS == "VBZ") && s.first(verb, "ccomp") >= 0
}

// nounEvent finds the act that the noun i names by itself, with both parties
// beside it: "the Russian attack on Ukraine", "talks between X and Y".
func (s *sentence) nounEvent(i int) (event, bool) {
	if !s.nominal(i) {
		return event{}, false
	}
	n, ok := s.nounOf(i)
	if !ok || n.kind == "" {
		return event{}, false
	}
	e := event{word: i, kind: n.kind, rule: "noun/" + s.lemma(i), flags: n.flags, object: i, noun: true, ctx: s.context(i)}
	if e.source = s.owners(i); len(e.source) == 0 && (n.class == "talk" || n.class == "visit") {
		e.source = s.comers(i)
	}
	if c := s.infinitives(i); len(c) > 0 && (n.class == "refusal" || (n.class == "demand" || n.class == "plea") && s.has(c[0], "mark", "that")) {
		e.slots = append(e.slots, slot{"comp", c})
	}
	for _, prep := range n.target {
		words := s.attributes(i, prep)
		if prep == "between" && len(words) > 0 {
			e.source, e.slots = nil, []slot{{"between", words}}
			return e, true
		}
		if len(words) > 0 && !slices.Equal(words, e.source) {
			e.slots = append(e.slots, slot{prep, words})
		}
	}
	if n.class == "visit" && len(e.source) == 0 {
		e.source = s.attributes(i, "of")
	}
	if n.class == "attack" {
		s.directFirst(&e)
	}
	if len(e.slots) == 0 {
		s.overruled(&e)
	}
	among := n.flags["mutual"] && len(s.lists(e.source)) > 1
	return e, len(e.slots) > 0 || among
}

// comers are who comes for a meeting or does something in it: "flew to Doha for
// talks with", "said during talks with".
func (s *sentence) comers(i int) []int {
	v := s.head(i)
	if v < 0 || s.base(i) != "obl" {
		return nil
	}
	if s.located(i, v) {
		return s.surfaceSubjects(v, 0)
	}
	if !s.verbal(v) {
		return nil
	}
	switch s.preposition(i) {
	case "for", "during", "in", "at", "after":
		return s.roles(v).subj
	}
	return nil
}

// located reports a purpose of who is somewhere: "is in Rabat for talks with".
func (s *sentence) located(i, place int) bool {
	p := s.preposition(i)
	return s.base(i) == "obl" && s.first(place, "cop") >= 0 && s.first(place, "case") >= 0 && (p == "for" || p == "on")
}

// owners are the phrases that say whose act a noun is: possessors, "by" and
// "of" phrases, adjectives and compounds that name a party.
func (s *sentence) owners(i int) []int {
	if p := s.with(i, "nmod:poss"); len(p) > 0 {
		return p
	}
	if p := s.attributes(i, "by"); len(p) > 0 {
		return p
	}
	if p := s.attributes(i, "from"); len(p) > 0 {
		return p
	}
	var out []int
	for _, k := range s.kids[i] {
		if _, term := s.rules.nouns[s.lemma(k)+"_"+s.lemma(i)]; term {
			continue // "phone call"
		}
		if b := s.base(k); k < i && (b == "amod" || b == "compound") && (s.upos(k) == "PROPN" || s.upos(k) == "ADJ" || s.upos(k) == "NOUN") {
			out = append(out, k)
		}
	}
	return out
}

// events finds all acts that the sentence speaks of, verbs first where a verb
// and its object name one act.
func (s *sentence) events() []event {
	var out []event
	used := make([]bool, len(s.Words))
	for i := range s.Words {
		if e, ok := s.wished(i); ok {
			out = append(out, e)
		}
		if e, ok := s.obliged(i); ok {
			out = append(out, e)
		}
		if e, ok := s.stateEvent(i); ok {
			out = append(out, e)
		}
		if e, ok := s.agentEvent(i); ok {
			out = append(out, e)
		}
		if e, ok := s.retold(i); ok {
			out = append(out, e)
		}
		if !s.verbal(i) && !s.predicate(i) || s.hopes(i) {
			continue
		}
		if e, ok := s.verbEvent(i); ok {
			out = append(out, e)
			if e.object >= 0 && !e.flags["nominal"] {
				used[e.object] = true
			}
		}
	}
	for i := range s.Words {
		if used[i] || s.verbal(i) {
			continue
		}
		if e, ok := s.turned(i); ok {
			out = append(out, e)
		} else if e, ok := s.happening(i); ok {
			out = append(out, e)
		} else if e, ok := s.sharedProject(i); ok {
			out = append(out, e)
		} else if e, ok := s.nominalEvent(i, nil); ok {
			out = append(out, e)
		} else if e, ok := s.nounEvent(i); ok {
			out = append(out, e)
		}
	}
	for i := range s.Words {
		if s.verbal(i) {
			out = append(out, s.sideBySide(i)...)
		}
	}
	slices.SortStableFunc(out, func(a, b event) int { return a.word - b.word })
	return out
}

// predicate reports a word tagged as no verb that heads a clause all the same,
// as happens in headlines.
func (s *sentence) predicate(i int) bool {
	return s.upos(i) == "NOUN" && s.head(i) < 0 && s.first(i, "nsubj") >= 0 && s.first(i, "cop") < 0
}
