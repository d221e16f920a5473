package claim

import (
	"slices"

	"entente/extract/mention"
	"entente/graph"
)

// ends resolves who acts and who is acted upon.
func (r *reader) ends(s *sentence, e *event, evs []event) (froms, tos []party) {
	froms = r.sources(s, e)
	together := e.flags["mutual"] && len(froms) > 1
	if len(e.source) == 0 && e.noun && len(e.slots) == 1 && e.slots[0].name == "between" {
		return r.parties(s, e.slots[0].words, true, false), nil
	}
	if ps := r.partners(s, e, froms); len(ps) > 1 {
		return ps, nil
	}
	mild := e.kind == graph.Support || e.kind == graph.Agree || e.kind == graph.Consult || e.kind == graph.Aid
	inner := e.kind.Quad() == graph.MaterialConflict
	own := func(p party) bool {
		if p.head >= 0 && s.preposition(p.head) == "according to" {
			return true // who says so
		}
		if mild && s.hisOwn(p.head) && (!p.known || slices.ContainsFunc(froms, func(f party) bool { return f.Party() == p.Party() })) {
			return true
		}
		return slices.ContainsFunc(froms, func(f party) bool {
			if e.kind == graph.Mobilize && p.Role != nil && (*p.Role == "MIL" || *p.Role == "COP") && (p.Kind == graph.KindActor || f.Party() == p.Party()) {
				return true // who sends his own forces does nothing to them
			}
			if e.kind == graph.Mobilize && !p.known && s.hisOwn(p.head) {
				return true // "off its coast"
			}
			if e.kind == graph.Threaten && f.Kind == graph.KindPerson && f.Party() == p.ID && p.Role == nil {
				return true // "threatened to cut American aid", an American
			}
			if e.kind == graph.Comment && (f.Party() == p.Party() || p.Kind == graph.KindActor) {
				return true // a spokesman tells of his own state, and a word about "the movement" is about nobody
			}
			if e.kind == graph.Support && f.Party() == p.Party() && p.known && p.Role != nil && *p.Role == "MIL" && s.bareNoun(p.head) {
				return true // "the army" that one supports is another's
			}
			if (e.kind == graph.Consult || e.kind == graph.Aid) && f.Party() == p.Party() && (p.Role == nil && f.Kind == graph.KindPerson || p.known && s.bareNoun(p.head)) {
				return true // who attends talks does not meet his own state, and "the government" that one helps is another's
			}
			if p.place && s.lemma(e.word) == "offer" && f.Party() == p.Party() {
				return true // "offered to host talks in" a town of his
			}
			if p.place && f.ID == p.ID {
				return f.Start == p.Start || e.kind == graph.Concede // his own soil, where he acts
			}
			return f.ID == p.ID && (!p.known || f.Start == p.Start || p.Role == nil && (f.Role == nil || !inner))
		})
	}
	if ps := slices.DeleteFunc(r.author(s, e), own); len(ps) > 0 {
		e.found = "noun"
		return froms, ps
	}
	for _, sl := range r.namedFirst(s, e) {
		if sl.name == "obj" && len(sl.words) == 1 && s.verbal(e.word) && s.roles(e.word).passive {
			sl.words = r.pronounAbove(s, sl.words)
		}
		if together && e.object >= 0 && sl.name != "with" && (s.head(sl.words[0]) != e.word || e.kind == graph.Consult && where(sl.name) == 1) {
			continue // what several do is theirs, and no party is where they do it
		}
		var ps []party
		if spatial(e.kind, sl.name) {
			sl.words = r.bordering(s, sl.words)
		}
		if sl.name == "comp" {
			ps = r.complement(s, e, sl.words[0], evs, own, together)
		} else {
			r.acting = own
			ps = r.parties(s, sl.words, sl.name == "obj" && !e.flags["loose"] || sl.name == "noun" || (e.flags["into"] || e.object >= 0) && sl.name != "with" && sl.name != "in" && (sl.name != "at" || e.kind.Quad() == graph.VerbalConflict), !e.flags["loose"] && sl.name != "noun" && !e.noun && !s.entitled(e, sl))
			if sl.name == "noun" {
				ps = r.itself(s, sl.words[0])
			}
			r.acting = nil
		}
		if together && sl.name == "noun" && (e.kind == graph.Cooperate || e.kind == graph.Consult) {
			ps = slices.DeleteFunc(ps, func(p party) bool { return p.Kind == graph.KindActor }) // "share intelligence on poachers"
		}
		if len(ps) == 0 && sl.name == "obj" && !e.noun && e.kind.Quad() == graph.VerbalConflict || len(ps) == 0 && sl.name == "obj" && !e.noun && e.kind == graph.Support {
			ps = r.part(s, sl.words[0])
		}
		if there := r.happened(s, e, sl, ps); there != nil {
			ps = there
		}
		if ps = slices.DeleteFunc(ps, own); len(ps) == 0 && (spatial(e.kind, sl.name) || e.flags["intransitive"] || e.object >= 0 && missions[s.lemma(e.object)]) {
			if ps = r.spots(s, r.unpaid(s, e, sl)); e.kind == graph.Mobilize || e.kind == graph.Sanction {
				ps = slices.DeleteFunc(ps, own)
			}
		} else if len(ps) > 0 && e.kind == graph.Assault && spatial(e.kind, sl.name) {
			ps = r.further(s, sl.words, ps)
		}
		if len(ps) == 1 && ps[0].Kind == graph.KindActor && ps[0].head >= 0 && !e.noun && e.kind.Quad() == graph.VerbalConflict && s.pointsBack(ps[0].head) {
			if back := r.recalled(s, e, froms, own); len(back) > 0 {
				ps = back // "called the attack a crime", of whom it was
			}
		}
		if len(ps) > 0 {
			e.found = sl.name
			ps = r.owned(s, e, ps)
			if to := slices.DeleteFunc(r.beneficiary(s, e, ps), own); len(to) > 0 {
				return froms, to
			}
			if to := slices.DeleteFunc(r.recipient(s, e, ps, evs), own); len(to) > 0 {
				return froms, to
			}
			if to := r.forVictims(s, e, froms, ps); len(to) > 0 {
				return froms, to
			}
			return froms, r.fuller(s, e, ps)
		}
	}
	if ps := r.purposed(s, e, own); len(ps) > 0 {
		return froms, ps
	}
	if ps := slices.DeleteFunc(r.remote(s, e), own); len(ps) > 0 {
		return froms, ps
	}
	if e.noun || len(froms) == 0 {
		return froms, nil
	}
	if ps := r.aimed(s, e, evs, own); len(ps) > 0 {
		return froms, ps
	}
	if s.rel(e.word) == "acl" && s.Words[e.word].XPOS == "VBN" && verbal(e.kind) {
		return froms, nil // "a draft proposed by the council" is proposed to nobody
	}
	if ps := slices.DeleteFunc(r.stray(s, e, evs), own); len(ps) > 0 {
		return froms, ps
	}
	if ps := slices.DeleteFunc(r.addressee(s, e), own); len(ps) > 0 {
		return froms, ps
	}
	if len(e.occasion) > 0 && !together && e.kind.Quad() != graph.Neutral {
		if ps := slices.DeleteFunc(r.parties(s, e.occasion, true, true), own); len(ps) > 0 {
			return froms, ps
		}
	}
	if ps := slices.DeleteFunc(r.provoked(s, e), own); len(ps) > 0 {
		return froms, ps
	}
	if ps := r.answered(s, e, froms); len(ps) > 0 {
		return froms, ps
	}
	if p, ok := r.fromOther(s, e, froms); ok {
		return froms, []party{p}
	}
	if p, ok := r.entryOther(s, e, froms); ok {
		return froms, []party{p}
	}
	if ps := r.whoAsked(s, e, froms); len(ps) > 0 {
		return froms, ps
	}
	if s.rel(e.word) != "acl" && !material(e.kind) { // what only describes points to nothing
		if ps := r.recalled(s, e, froms, own); len(ps) > 0 {
			return froms, ps
		}
	}
	if ps := append(r.opponent(s, e, froms), r.bystander(s, e, froms)...); len(ps) > 0 {
		return froms, ps
	}
	return froms, r.owned(s, e, r.matter(s, e))
}

// bareNoun reports a noun with "the" and nothing else that says whose it is.
func (s *sentence) bareNoun(w int) bool {
	if w < 0 || s.upos(w) != "NOUN" || !s.has(w, "det", "the") {
		return false
	}
	return s.first(w, "amod", "nmod", "nmod:poss", "compound", "acl:relcl") < 0
}

// entitled reports a phrase that says to what somebody has a right and not who:
// "insists on the right to clean water".
func (s *sentence) entitled(e *event, sl slot) bool {
	if e.object < 0 || sl.name != "to" || s.head(sl.words[0]) != e.object {
		return false
	}
	n, ok := s.nounOf(e.object)
	return ok && n.class == "concession" && (e.kind == graph.Request || e.kind == graph.Appeal || e.kind == graph.Reject)
}

// namedFirst are the places of an act with those before the others whose phrases
// name somebody, where the act is one of support ("thanks to Y for the gift") or a complaint.
func (r *reader) namedFirst(s *sentence, e *event) []slot {
	if e.kind != graph.Support && e.rule != "verb/complain" || e.object < 0 && e.kind == graph.Support || e.noun {
		return e.slots
	}
	out := slices.Clone(e.slots)
	slices.SortStableFunc(out, func(a, b slot) int {
		rank := func(sl slot) int {
			if w := sl.words[0]; sl.name != "comp" && (r.at(s, w, false, isActor) != nil || sl.name == "to" && len(r.spots(s, []int{w})) > 0) {
				return 0
			}
			return 1
		}
		return rank(a) - rank(b)
	})
	return out
}

// itself is the actor that an object names ("recognised the State of Palestine"),
// else the one in its phrase, else the one whose it is by what was told before ("expelled
// the ambassador").
func (r *reader) itself(s *sentence, w int) []party {
	m := r.at(s, w, false, isActor)
	if m != nil && m.Form == mention.FormName && m.Kind == graph.KindState {
		return []party{r.party(m)}
	}
	ps := r.within(s, w)
	if len(ps) == 0 && m != nil && m.Form == mention.FormRole && m.Kind == graph.KindState && s.bareNoun(w) && s.envoy(w) {
		p := r.party(m)
		p.Role = nil
		ps = append(ps, p)
	}
	return ps
}

// envoy reports a noun for whom a state sends to another.
func (s *sentence) envoy(w int) bool {
	n, ok := s.nounOf(w)
	return ok && n.class == "envoy"
}

// missions are bodies that a state has in another, where their place says whom
// opening or closing them concerns.
var missions = set([]string{"embassy", "consulate", "mission", "legation"})

// remote finds whom an act concerns that its clause names further away: the
// place or purpose of help, of force or of a measure ("gave 3 million to fight
// hunger in Yemen"). Only material acts reach so far.
func (r *reader) remote(s *sentence, e *event) []party {
	switch e.kind.Quad() {
	case graph.MaterialCooperation, graph.MaterialConflict:
	default:
		if e.kind != graph.Concede {
			return nil
		}
	}
	if e.noun || e.flags["mutual"] || e.flags["weak"] || e.flags["loose"] || e.kind == graph.Assault && s.figurative(e.word) {
		return nil
	}
	for _, k := range s.kids[e.word] {
		switch s.base(k) {
		case "obl", "obj", "xcomp":
		case "advcl":
			if !s.has(k, "mark", "to") {
				continue
			}
		default:
			continue
		}
		if p := s.preposition(k); k < e.word || p == "by" || p == "through" || p == "via" || e.kind == graph.Mobilize && s.base(k) == "obj" && k != e.object {
			continue
		}
		if ps := r.reached(s, k, e.object); len(ps) > 0 {
			return ps
		}
	}
	return nil
}

// figurative reports an attack on what is nobody: "fights malaria in Chad".
func (s *sentence) figurative(verb int) bool {
	for _, o := range s.roles(verb).obj {
		if l := s.lemma(o); s.upos(o) == "NOUN" && !terrain[l] && (s.rules.is("nonactor", l) || abstract(l)) {
			return true
		}
	}
	return false
}

// reached resolves a phrase to a party but not the object itself, a place to
// the state it lies in.
func (r *reader) reached(s *sentence, k, object int) []party {
	var it graph.EntityID
	if object >= 0 {
		if m := r.at(s, object, false, isActor); m != nil {
			it = m.Entity
		}
	}
	if ps := r.nearest(s, k, func(p party) bool {
		return p.Kind == graph.KindPerson || p.head == object || it.Kind() == graph.KindActor && p.ID == it
	}); len(ps) > 0 {
		return ps
	}
	return r.placed(s, k)
}

// placed resolves a place below a phrase to the state that it lies in.
func (r *reader) placed(s *sentence, k int) []party {
	for _, m := range r.doc.In(s.index) {
		if m.Kind != graph.KindPlace || !s.under(k, m.Head) || m.Modifier && r.inThing(s, m) {
			continue
		}
		if p, ok := r.unnamed(s, m.Head); ok && m.ActsFor == "" && !m.Modifier {
			return []party{p}
		}
		if m.ActsFor.Kind() == graph.KindState {
			return []party{r.land(m)}
		}
	}
	return nil
}

// inThing reports a place that is part of the name of a project, a body or an agreement.
func (r *reader) inThing(s *sentence, place *mention.Mention) bool {
	return slices.ContainsFunc(r.doc.In(s.index), func(m *mention.Mention) bool {
		switch m.Kind {
		case graph.KindProject, graph.KindAgreement, graph.KindInitiative:
			return m.NameStart <= place.NameStart && place.NameEnd <= m.NameEnd && m != place
		}
		return false
	})
}

// sources resolves who acts.
func (r *reader) sources(s *sentence, e *event) []party {
	if len(e.source) == 0 {
		if ps := r.clauseOf(s, e); len(ps) > 0 {
			return ps
		}
		return r.authorities(s, e)
	}
	source := e.source
	if len(source) == 1 && s.upos(source[0]) == "PRON" && e.ctx.speaker >= 0 && r.same(s, source[0], e.ctx.speaker) {
		above := r.pronounAbove(s, source)
		if e.ctx.speaker < source[0] || len(above) == 1 && above[0] == source[0] {
			above = []int{e.ctx.speaker}
		}
		source = above
	}
	if len(source) == 1 {
		if w := s.blamed(source[0]); w >= 0 {
			return r.parties(s, []int{w}, false, true)
		}
		source = r.pronounAbove(s, source)
	}
	if !e.noun && len(source) == 1 && s.rules.is("calamity", s.lemma(source[0])) {
		return nil // "was hit by a quake"
	}
	ps := r.parties(s, source, e.noun && s.nominalActs(source), !e.noun)
	if len(ps) == 0 {
		ps = r.seats(s, source)
	}
	if len(ps) == 0 && !e.noun && len(source) == 1 && s.upos(source[0]) == "PROPN" && s.base(source[0]) == "nsubj" && s.preposition(source[0]) == "" {
		ps = r.part(s, source[0])
	}
	if len(ps) == 0 && !e.noun && s.upos(source[0]) == "NOUN" {
		ps = r.behind(s, source[0]) // "a decision by Kenya angered"
	}
	if len(ps) == 0 && !e.noun && s.measure(source[0]) && s.pointsBack(source[0]) {
		if ps = r.lastActors(s, source[0], func(party) bool { return false }, nil, summed, e.kind); len(ps) > 0 && e.kind == graph.Assault {
			e.kind = graph.Sanction // "the measures hit two banks"
		}
	}
	if len(ps) == 0 && !e.noun && e.kind == graph.Assault && s.upos(source[0]) == "NOUN" && s.nominalAct(source[0]) && !s.measure(source[0]) {
		if p, ok := r.unnamed(s, source[0]); ok { // "a car bomb killed"
			ps = append(ps, p)
		}
	}
	if e.noun && len(ps) == 0 {
		for _, w := range e.source {
			ps = append(ps, r.below(s, w)...)
		}
	}
	return ps
}

// measure reports a noun for what restricts or punishes.
func (s *sentence) measure(w int) bool {
	n, ok := s.nounOf(w)
	return ok && (n.class == "sanction" || n.class == "restriction")
}

// pronounAbove replaces a personal pronoun that is not resolved by the subject
// of the clause above its own: "the president flew on to X, where he met Y".
func (r *reader) pronounAbove(s *sentence, source []int) []int {
	w := source[0]
	if s.upos(w) != "PRON" || s.Words[w].XPOS != "PRP" || r.at(s, w, true, isActor) != nil {
		return source
	}
	switch s.lemma(w) {
	case "he", "she", "it", "they":
	default:
		return source
	}
	for h, n := s.head(w), 0; h >= 0 && n < 6; h, n = s.head(h), n+1 {
		up := s.head(h)
		switch s.base(h) {
		case "advcl", "ccomp", "conj", "xcomp", "parataxis":
		case "acl":
			if up = s.head(up); up < 0 || s.base(s.head(h)) != "obj" { // "freed the ship they had seized"
				continue
			}
		default:
			continue
		}
		if up < 0 || !s.verbal(up) {
			continue
		}
		if subj := s.surfaceSubjects(up, 0); len(subj) > 0 && subj[0] != w && s.upos(subj[0]) != "PRON" {
			if m := r.at(s, subj[0], false, isActor); m != nil && m.Form == mention.FormName && m.Kind != graph.KindPerson && (s.lemma(w) == "he" || s.lemma(w) == "she") {
				return source // a state is no "he"
			}
			return subj
		}
	}
	return source
}

// same reports whether a pronoun may stand for who speaks: it is resolved so,
// or is not resolved at all.
func (r *reader) same(s *sentence, pronoun, speaker int) bool {
	switch s.lemma(pronoun) {
	case "it", "he", "she", "they", "we", "i":
	default:
		return false
	}
	a, b := r.at(s, pronoun, true, isActor), r.parties(s, []int{speaker}, false, false)
	return a == nil || len(b) > 0 && a.Entity == b[0].ID
}

// part is the state whose part does something: "Northern Ireland criticised".
func (r *reader) part(s *sentence, w int) []party {
	place := r.at(s, w, false, func(k graph.EntityKind) bool { return k == graph.KindPlace })
	if place == nil || place.Form != mention.FormName || place.ActsFor.Kind() != graph.KindState {
		return nil
	}
	return []party{r.land(place)}
}

// seats are states named by the place from which they speak, where the mentions
// have a place: "drew a rebuke from Moscow".
func (r *reader) seats(s *sentence, words []int) []party {
	var out []party
	for _, w := range words {
		if p := s.preposition(w); p != "from" && p != "by" {
			continue
		}
		for _, p := range r.spots(s, []int{w}) {
			if p.Kind == graph.KindState {
				p.place = false
				out = append(out, p)
			}
		}
	}
	return out
}

func (s *sentence) nominalActs(words []int) bool {
	return len(words) > 0 && s.nominalAct(words[0])
}

// ownAim reports a clause about what its speaker himself does: who insists that he
// will do something asks it of nobody.
func (s *sentence) ownAim(clause int, r *reader, own func(party) bool) bool {
	subj := s.with(clause, "nsubj", "nsubj:pass")
	if s.base(clause) != "ccomp" || len(subj) == 0 || s.upos(subj[0]) != "PRON" {
		return false
	}
	ps := r.parties(s, subj, false, false)
	for _, p := range ps {
		if !own(p) {
			return false
		}
	}
	return true
}

// complement finds whom an act concerns whose object is a clause: whom the
// clause's own act concerns, or for what is asked or charged who does it. What
// several settle together is theirs where no act of the clause concerns another.
func (r *reader) complement(s *sentence, e *event, clause int, evs []event, own func(party) bool, together bool) []party {
	if e.kind == graph.Request && s.ownAim(clause, r, own) {
		return nil
	}
	if e.kind == graph.Request || e.kind == graph.Appeal || e.kind == graph.Accuse || e.kind == graph.Comment {
		if subj := s.with(clause, "nsubj", "nsubj:pass"); len(subj) > 0 {
			if ps := slices.DeleteFunc(r.parties(s, subj, true, e.kind == graph.Request), own); len(ps) > 0 || e.kind == graph.Request && s.upos(subj[0]) != "PRON" {
				return ps
			}
		}
	}
	for i := range evs {
		if evs[i].word == clause && clause != e.word {
			if e.kind == graph.Agree && (conflicts(evs[i].kind) && e.flags["weak"] || evs[i].kind.Quad() == graph.MaterialConflict && evs[i].kind != graph.Mobilize) {
				return nil
			}
			_, tos := r.ends(s, &evs[i], nil)
			if tos = slices.DeleteFunc(tos, own); len(tos) > 0 {
				return tos
			}
		}
	}
	if e.kind == graph.Agree && !e.flags["weak"] && !together {
		if ps := slices.DeleteFunc(r.thereIn(s, clause), own); len(ps) > 0 {
			return ps
		}
	}
	if e.flags["weak"] || together {
		return nil // several agree with one another on what concerns nobody
	}
	if ps := r.nearest(s, clause, own); len(ps) > 0 || e.kind != graph.Reject {
		return ps
	}
	for _, w := range s.roles(clause).obj { // "refused to let the ship land"
		if p, ok := r.unnamed(s, w); ok && s.first(w, "det") >= 0 && r.thing(s, w) == nil {
			return []party{p}
		}
	}
	return nil
}

// thereIn is the state in which a clause says that its act is to be done: "agreed to lay
// down their weapons in Iraq".
func (r *reader) thereIn(s *sentence, clause int) []party {
	words := s.whereabouts(clause, "obl")
	for _, o := range s.roles(clause).obj {
		words = append(words, s.whereabouts(o, "nmod")...)
	}
	for _, w := range words {
		if s.preposition(w) != "in" && s.preposition(w) != "from" {
			continue
		}
		if m := r.at(s, w, false, isActor); m != nil && m.Form == mention.FormName && m.Kind == graph.KindState {
			p := r.party(m)
			p.place = true
			return []party{p}
		}
		if ps := r.spots(s, []int{w}); len(ps) > 0 {
			return ps
		}
	}
	return nil
}
