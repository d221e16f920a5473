package claim

import (
	"slices"

	"entente/graph"
)

// roles are the arguments of a verb as its clause has them, as heads of phrases
// without their coordinates: who does it and what it is done to, whatever the voice.
type roles struct {
	subj, obj, iobj []int
	obl             []oblique
	comp            []int // clauses that depend on the verb as its complement
	passive         bool
	sourceless      bool // a passive without an agent
}

type oblique struct {
	prep string
	word int
}

// passive reports whether the verb is in the passive.
func (s *sentence) passive(i int) bool {
	if s.first(i, "nsubj:pass", "aux:pass", "csubj:pass") >= 0 {
		return true
	}
	if s.first(i, "obl:agent") >= 0 {
		return s.Words[i].XPOS == "VBN" || s.first(i, "nsubj") < 0 || len(s.rules.verbs[s.lemma(i)+"_by"]) == 0 // but "stood by Peru"
	}
	if s.Words[i].XPOS != "VBN" {
		return false
	}
	if s.rel(i) == "acl" {
		return s.first(i, "nsubj") < 0 || s.first(i, "aux") < 0 // "reports that they had attacked"
	}
	if s.rel(i) == "conj" && s.first(i, "nsubj", "aux") < 0 && s.head(i) >= 0 {
		return s.passive(s.head(i)) && s.first(i, "obj") < 0
	}
	return false
}

// roles returns the arguments of the verb i. Each is found once; a verb that
// is asked for while it is being found (a malformed tree) has none.
func (s *sentence) roles(i int) *roles {
	if s.memo[i] == nil {
		s.memo[i] = &roles{}
		s.memo[i] = s.findRoles(i)
	}
	return s.memo[i]
}

func (s *sentence) findRoles(i int) *roles {
	r := &roles{}
	r.passive = s.passive(i)
	surface := s.surfaceSubjects(i, 0)
	objects := s.antecedents(s.with(i, "obj"), i)
	if gap := s.gap(i); gap >= 0 && len(objects) == 0 && !r.passive {
		objects = []int{gap}
	}
	r.iobj = s.antecedents(s.with(i, "iobj"), i)
	r.iobj = append(r.iobj, s.alsoGiven(i, r.iobj, objects)...)
	if len(objects) == 0 && !r.passive {
		objects = r.iobj // "warned them that"
	}
	for _, k := range s.kids[i] {
		switch s.base(k) {
		case "obl":
			if p := s.preposition(k); p != "" {
				r.obl = append(r.obl, oblique{p, s.antecedents([]int{k}, i)[0]})
			} else if s.names[k] && len(objects) == 0 && k > i {
				objects = []int{k}
			}
		case "nmod":
			if p := s.preposition(k); p != "" {
				r.obl = append(r.obl, oblique{p, k})
			}
		case "xcomp", "ccomp":
			r.comp = append(r.comp, k)
		case "advcl":
			if s.wanted(i, k) {
				r.comp = append(r.comp, k)
			}
		}
	}
	if k := s.prodded(i); k >= 0 && len(objects) == 0 && !r.passive {
		objects = []int{k}
	}
	if !r.passive {
		if len(surface) == 0 {
			surface = s.misplaced(i, objects)
		}
		r.subj, r.obj = surface, objects
		return r
	}
	for _, k := range s.with(i, "xcomp") {
		if s.upos(k) == "NOUN" && len(objects) == 0 { // "was taken hostage", "was denied a visa"
			objects = []int{k}
		}
	}
	r.obj = append(surface, objects...)
	r.subj = s.agents(i)
	r.sourceless = len(r.subj) == 0
	return r
}

// alsoGiven is a second receiver that the tree makes part of what is given or joins to
// the verb: "lent Chad and Niger ten million".
func (s *sentence) alsoGiven(verb int, receivers, objects []int) []int {
	if len(receivers) == 0 {
		return nil
	}
	var out []int
	for _, k := range s.with(verb, "conj") {
		if s.names[k] && !s.verbal(k) && k > receivers[0] && k < receivers[0]+4 && len(objects) > 0 && k < objects[0] {
			out = append(out, k)
		}
	}
	for _, o := range objects {
		for _, k := range s.kids[o] {
			if s.base(k) == "compound" && s.names[k] && k > receivers[0] && s.has(k, "cc", "and") {
				out = append(out, k)
			}
		}
	}
	return out
}

// wanted reports a clause that says what somebody else is to do: "pushes for
// the government to resign".
func (s *sentence) wanted(verb, clause int) bool {
	subj := s.first(clause, "nsubj", "nsubj:pass")
	if subj < 0 || !s.has(subj, "case", "for") && !s.has(clause, "mark", "for") {
		return false
	}
	g, ok := s.rules.governs[s.lemma(verb)]
	return ok && g.modality == graph.Requested
}

// prodded is who is to do what the verb asks for: "pushes for the government to
// resign", -1 for nobody.
func (s *sentence) prodded(verb int) int {
	if g, ok := s.rules.governs[s.lemma(verb)]; !ok || g.modality != graph.Requested {
		return -1
	}
	for n, k := range s.kids[verb] {
		if s.base(k) != "obl" || s.preposition(k) != "for" {
			continue
		}
		for _, c := range s.kids[verb][n+1:] {
			if (s.base(c) == "advcl" || s.base(c) == "xcomp") && s.has(c, "mark", "to") && s.first(c, "nsubj") < 0 {
				return k
			}
		}
	}
	return -1
}

// agents are who acts in a passive.
func (s *sentence) agents(i int) []int {
	var out []int
	for _, k := range s.kids[i] {
		if s.rel(k) == "obl:agent" || s.base(k) == "obl" && s.preposition(k) == "by" && s.upos(k) != "NUM" {
			out = append(out, k)
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, k := range s.with(i, "xcomp") { // "was urged to apologise by Congo", "was taken hostage by rebels"
		if s.passive(k) {
			continue
		}
		for _, kk := range s.kids[k] {
			if b := s.base(kk); (b == "obl" || b == "nmod") && s.preposition(kk) == "by" && s.upos(kk) != "NUM" {
				out = append(out, kk)
			}
		}
	}
	return out
}

// antecedents replaces relative pronouns by what they stand for.
func (s *sentence) antecedents(words []int, verb int) []int {
	out := slices.Clone(words)
	for n, w := range out {
		out[n] = s.whole(w)
		if a := s.antecedent(verb); a >= 0 && s.relative(w) {
			out[n] = s.oneOf(a)
		}
	}
	return out
}

// oneOf replaces a noun for those of whom one is spoken of by him: "Gabon is one of the
// states | that support the text".
func (s *sentence) oneOf(w int) int {
	one := s.head(w)
	if one < 0 || !s.plural(w) || s.base(w) != "nmod" || s.preposition(w) != "of" || s.lemma(one) != "one" && s.lemma(one) != "1" {
		return w
	}
	if s.first(one, "cop") >= 0 {
		if subj := s.with(one, "nsubj"); len(subj) == 1 {
			return subj[0]
		}
	}
	if s.base(one) == "appos" && s.head(one) >= 0 {
		return s.head(one)
	}
	return w
}

// whole replaces a word for a part by what it is a part of: "some of its troops".
func (s *sentence) whole(w int) int {
	prep := "of"
	switch s.lemma(w) {
	case "increase", "rise", "surge", "cut", "reduction":
		prep = "in"
	case "day", "week", "month": // "three days of talks"
		if s.first(w, "nummod") < 0 && s.Words[w].XPOS != "NNS" {
			return w
		}
	default:
		if !counting[s.lemma(w)] {
			return w
		}
	}
	for _, k := range s.kids[w] {
		if s.base(k) == "nmod" && s.preposition(k) == prep && s.nominal(k) {
			if w < k && counting[s.lemma(k)] {
				return s.whole(k) // "tens of thousands of people"
			}
			return k
		}
	}
	return w
}

// counting are words for a part or a number of what follows "of".
var counting = set([]string{"some", "many", "most", "all", "several", "ten", "dozen", "hundred", "thousand", "million", "number", "lot", "few", "half", "part", "rest",
	"remainder", "any", "each", "both", "majority", "none", "much", "more", "dozens", "hundreds", "thousands", "series", "round", "batch", "pair", "couple", "handful", "score", "scores"})

// antecedent is the noun that the relative clause around the verb describes.
func (s *sentence) antecedent(verb int) int {
	for n := 0; verb >= 0 && n < 12; n++ {
		switch s.rel(verb) {
		case "acl:relcl":
			return s.head(verb)
		case "conj", "xcomp", "ccomp", "advcl", "parataxis":
			verb = s.head(verb)
		default:
			return -1
		}
	}
	return -1
}

// gap is the noun that a relative clause without pronoun or with one as its
// object describes: "the deal they signed".
func (s *sentence) gap(i int) int {
	if s.rel(i) != "acl:relcl" {
		return -1
	}
	subj := s.first(i, "nsubj")
	if subj < 0 || s.relative(subj) || s.has(i, "advmod", "where", "when", "why") {
		return -1
	}
	return s.head(i)
}

// surfaceSubjects finds the grammatical subjects of a verb: its own, or that of
// the verb it shares one with or is controlled by.
func (s *sentence) surfaceSubjects(i, depth int) []int {
	if own := s.with(i, "nsubj", "nsubj:pass", "nsubj:outer"); len(own) > 0 {
		last := own[:1]
		for k, w := range own {
			if w < i {
				last = own[k : k+1]
			}
		}
		return s.antecedents(last, i)
	}
	h := s.head(i)
	if h < 0 || depth > 8 {
		return nil
	}
	switch s.base(i) {
	case "conj":
		if s.verbal(h) || s.first(h, "nsubj", "nsubj:pass") >= 0 {
			return s.surfaceSubjects(h, depth+1)
		}
	case "xcomp", "ccomp":
		return s.controller(i, h, depth)
	case "advcl":
		if whom := s.givenTime(i, h); len(whom) > 0 {
			return whom
		}
		if o := s.reason(i, h); o >= 0 {
			return []int{o}
		}
		if o := s.with(h, "obj", "iobj"); len(o) > 0 && quotes[s.lemma(h)] && s.has(i, "mark", "as") {
			return o // "quoted Y as saying"
		}
		if s.has(i, "mark", "by") && s.passive(h) {
			return nil // "were killed by shelling the town"
		}
		if s.has(i, "mark", "in") && s.lemma(h) == "join" { // "joined Spain in criticising"
			return append(slices.Clone(s.surfaceSubjects(h, depth+1)), s.with(h, "obj")...)
		}
		return s.surfaceSubjects(h, depth+1)
	case "acl":
		return s.nounSubjects(i, h)
	case "nmod", "obl":
		return nil
	case "parataxis":
		if s.Words[i].XPOS == "VBG" {
			return s.surfaceSubjects(h, depth+1)
		}
	}
	return nil
}

// reason is who did what a clause gives as the reason of an act done to him:
// "sanctioned Iran for supplying drones", -1 for nobody.
func (s *sentence) reason(clause, verb int) int {
	of := s.has(clause, "mark", "of") && (s.lemma(verb) == "accuse" || s.lemma(verb) == "suspect" || s.lemma(verb) == "convict")
	if s.Words[clause].XPOS != "VBG" && !s.has(clause, "aux", "have") || !of && !s.has(clause, "mark", "for", "over") || !s.verbal(verb) {
		return -1
	}
	objects := s.with(verb, "obj", "iobj", "nsubj:pass")
	for _, o := range objects {
		if o < clause && s.names[o] {
			return o
		}
	}
	for _, o := range objects { // "imposed sanctions on Iran for supplying drones"
		if n, ok := s.nounOf(o); !ok || n.class != "sanction" && n.class != "charge" && n.class != "restriction" {
			continue
		}
		for _, k := range append(s.kids[verb], s.kids[o]...) {
			if b := s.base(k); (b == "obl" || b == "nmod") && k > o && k < clause && s.names[k] && (s.preposition(k) == "on" || s.preposition(k) == "against") {
				return k
			}
		}
	}
	if len(objects) > 0 && s.names[objects[0]] {
		return -1
	}
	for _, o := range append([]int{verb}, objects...) { // "paid tribute to India for flying"
		for _, k := range s.kids[o] {
			if b := s.base(k); (b == "obl" || b == "nmod") && k < clause && k > verb && s.names[k] && s.preposition(k) == "to" && s.mild(verb, objects) {
				return k
			}
		}
	}
	return -1
}

// mild reports a verb with the object by which somebody thanks, praises or blames.
func (s *sentence) mild(verb int, objects []int) bool {
	for _, o := range objects {
		switch s.lemma(o) {
		case "tribute", "thank", "thanks", "gratitude", "appreciation", "homage", "apology", "praise", "condolence", "respect", "regret", "hat":
			return true
		}
	}
	switch s.lemma(verb) {
	case "apologise", "apologize":
		return true
	}
	return false
}

// controller finds the understood subject of a complement: the object of the
// verb above where it has one ("asked France to"), else that verb's subject.
func (s *sentence) controller(i, h, depth int) []int {
	if s.base(i) == "ccomp" && s.first(i, "mark") < 0 && s.Words[i].XPOS != "VBG" && !s.unsaid(i, h) {
		return nil
	}
	above := s.roles(h)
	if s.lemma(h) == "promise" || s.lemma(h) == "threaten" {
		return above.subj
	}
	if o := above.obj; len(o) > 0 && s.lemma(h) != "use" {
		return o
	}
	if len(above.iobj) > 0 {
		return above.iobj
	}
	if len(above.obl) > 0 && (s.lemma(h) == "call" || s.lemma(h) == "appeal" || s.lemma(h) == "plead") {
		return []int{above.obl[0].word}
	}
	if above.passive {
		return above.obj
	}
	return above.subj
}

// unsaid reports what somebody says that he will do, as headlines have it: "X says will
// visit Y".
func (s *sentence) unsaid(i, h int) bool {
	g, ok := s.government(h)
	return ok && g.speech && h < i && tagged(&s.Words[h], "VBZ", "VBP") && s.willed(i) && s.first(i, "nsubj", "nsubj:pass", "expl") < 0 && s.first(h, "obj") < 0
}

// nounSubjects finds the subject of a clause that describes a noun: the noun
// ("soldiers attacking the town"), or for "a plan to attack" who has the plan.
func (s *sentence) nounSubjects(i, h int) []int {
	if subj := s.predicated(h); s.rel(i) == "acl" && s.Words[i].XPOS == "VBG" && len(subj) > 0 {
		return subj // "is the largest donor, giving"
	}
	if s.rel(i) == "acl:relcl" || s.first(i, "mark") < 0 {
		if v := s.head(h); papers[s.lemma(h)] && s.base(h) == "obj" && v >= 0 && s.verbal(v) && v != i {
			return s.roles(v).subj
		}
		return []int{h}
	}
	if s.Words[i].XPOS == "VBG" && s.names[h] && s.has(i, "mark", "for") {
		return []int{h} // "sanctions on firms for supplying"
	}
	if p := s.first(h, "nmod:poss"); p >= 0 {
		return []int{p}
	}
	if by := s.attributes(h, "by"); len(by) > 0 && by[0] < i {
		if n, ok := s.nounOf(h); !ok || n.kind != graph.Request && n.kind != graph.Appeal {
			return by // "the decision by X to"
		}
	}
	if p := s.planners(h); len(p) > 0 {
		return p
	}
	switch s.base(h) {
	case "obj", "obl":
		if v := s.head(h); v >= 0 && s.verbal(v) {
			if r := s.roles(v); len(r.iobj) > 0 && givers[s.lemma(v)] && s.isTime(h) {
				return r.iobj // "gave Y a week to withdraw"
			}
			return s.roles(v).subj
		}
	}
	return nil
}

// planners are who a name before a noun says has the plan that the noun is: "foiled an
// Iranian plot to bomb the embassy".
func (s *sentence) planners(noun int) []int {
	if !ploys[s.lemma(noun)] {
		return nil
	}
	for _, k := range s.kids[noun] {
		if b := s.base(k); k < noun && (b == "amod" || b == "compound" || b == "nmod") && s.names[k] {
			return []int{k}
		}
	}
	return nil
}

// ploys are nouns for what those mean to do whose they are.
var ploys = set([]string{"plan", "plot", "ploy", "scheme", "bid", "attempt", "effort", "threat", "vow", "pledge", "promise", "decision", "move", "intention", "refusal", "failure", "drive", "campaign", "conspiracy", "operation"})

// misplaced finds a subject that the tree hangs elsewhere: a name before the
// verb that hangs on it as an adverb or on its object as an adjective.
func (s *sentence) misplaced(i int, objects []int) []int {
	if x := s.Words[i].XPOS; x == "VBG" || x == "VBN" && s.rel(i) == "acl" || s.has(i, "mark", "to") {
		return nil
	}
	for _, h := range append([]int{i}, objects...) {
		for _, k := range s.kids[h] {
			if k < i && s.names[k] && s.first(k, "case") < 0 {
				return []int{k}
			}
		}
	}
	return nil
}

// papers are things that speak for who makes them: "sent a letter threatening".
var papers = set([]string{"letter", "statement", "message", "report", "tweet", "speech", "video", "bill", "resolution", "note", "petition", "lawsuit",
	"email", "warning", "decree", "communique", "ultimatum", "appeal", "article", "address", "memo", "complaint"})

// quotes are verbs by which somebody tells what another says.
var quotes = set([]string{"quote", "cite", "describe", "report", "portray"})
