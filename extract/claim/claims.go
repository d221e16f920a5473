package claim

import (
	"slices"
	"strconv"
	"strings"

	"entente/extract/mention"
	"entente/graph"
)

// Claims reads the claims of a document, in order of the text. They are
// complete but for Document, SHA256 and Extractor; ID is a mark by which
// Via.Claim refers to the claim about a group, which
// [graph.Contribution.Identify] replaces.
func (r *Rules) Claims(doc *mention.Doc) []graph.Claim {
	d := &reader{Rules: r, doc: doc, out: []graph.Claim{}, held: make(map[graph.EntityID]bool)}
	for i, t := range doc.Trees {
		if t == nil || len(t.Words) == 0 {
			continue
		}
		s := newSentence(r, t, i)
		s.mark(doc)
		d.readEvents(s)
		d.readTies(s)
	}
	d.readTreaty()
	return d.out
}

// mark notes which words head the mention of an actor.
func (s *sentence) mark(doc *mention.Doc) {
	for _, i := range doc.In(s.index) {
		if m := &doc.Mentions[i]; isActor(m.Kind) && m.Head >= 0 && m.Head < len(s.names) && !(m.Modifier && m.Form == mention.FormPronoun) {
			s.names[m.Head] = true
			for k := m.Lo; k < m.Hi && k < len(s.inName); k++ {
				w := &s.Words[k]
				s.inName[k] = s.inName[k] || w.Start >= m.NameStart && w.End <= m.NameEnd
			}
		}
	}
}

// readEvents writes the claims of the sentence's acts.
func (r *reader) readEvents(s *sentence) {
	if len(r.doc.In(s.index)) == 0 || s.menu() {
		return
	}
	evs := s.events()
	first := len(r.out)
	for i := range evs {
		r.readEvent(s, &evs[i], evs)
	}
	r.thin(first)
}

// menu reports a line that is no sentence: links of a web page, a caption.
func (s *sentence) menu() bool {
	for i := range s.Words {
		if s.Words[i].Text == "|" || s.Words[i].Text == "©" {
			return true
		}
	}
	return len(s.Words) < 3
}

// readEvent writes the claims of one act.
func (r *reader) readEvent(s *sentence, e *event, evs []event) {
	if e.ctx.none || e.noun && !e.flags["event"] && !strings.HasPrefix(e.rule, "nominal/") {
		return
	}
	froms, tos := r.ends(s, e, evs)
	if e.kind == graph.Comment && len(tos) == 0 {
		return
	}
	if e.flags["sign"] {
		if m := r.agreementAt(s, e.object); m != nil {
			e.signed = m.Entity
		}
	}
	mutual := e.flags["mutual"] && len(tos) == 0 && (!e.noun || len(e.source) == 0)
	if mutual {
		r.eachOther(s, e, froms)
		return
	}
	for _, f := range froms {
		for _, t := range tos {
			r.write(s, e, f, t, e.flags["mutual"] && e.kind != graph.Sanction && e.kind != graph.Reject)
			r.announce(s, e, f, t)
		}
	}
}

// announce writes what saying that one will act is by itself: to announce help
// is to agree to it, to announce harm is to threaten, to say that one will not
// help is to refuse.
func (r *reader) announce(s *sentence, e *event, from, to party) {
	if !e.ctx.will || e.noun || e.ctx.modality == graph.Actual || e.ctx.conditional {
		return
	}
	said := *e
	said.ctx.modality, said.ctx.will = graph.Actual, false
	said.rule = "will/" + e.rule
	quad := e.kind.Quad()
	switch {
	case quad == graph.Neutral || e.kind == graph.Agree || e.kind == graph.Reject:
		return
	case cooperates(e.kind) && e.ctx.polarity == graph.Affirmed:
		said.kind = graph.Agree
	case cooperates(e.kind):
		said.kind, said.ctx.polarity = graph.Reject, graph.Affirmed
	case quad == graph.MaterialConflict && e.ctx.polarity == graph.Affirmed && !e.flags["weak"]:
		said.kind = graph.Threaten
	default:
		return
	}
	if from.members == nil && to.members == nil {
		r.write(s, &said, from, to, false)
	}
}

// ends resolves who acts and who is acted upon.
func (r *reader) ends(s *sentence, e *event, evs []event) (froms, tos []party) {
	froms = r.sources(s, e)
	if len(e.source) == 0 && e.noun && len(e.slots) == 1 && e.slots[0].name == "between" {
		return r.parties(s, e.slots[0].words, true, false), nil
	}
	inner := e.kind.Quad() == graph.MaterialConflict
	own := func(p party) bool {
		return slices.ContainsFunc(froms, func(f party) bool {
			return f.ID == p.ID && (!p.known || f.Start == p.Start || p.Role == nil && (f.Role == nil || !inner))
		})
	}
	for _, sl := range e.slots {
		var ps []party
		if sl.name == "comp" {
			ps = r.complement(s, e, sl.words[0], evs, own)
		} else {
			ps = r.parties(s, sl.words, sl.name == "obj" || sl.name == "noun" || e.flags["into"] || e.object >= 0, !e.flags["loose"] && sl.name != "noun" && !e.noun)
			if sl.name == "noun" {
				ps = r.inside(s, sl.words[0])
			}
		}
		if ps = slices.DeleteFunc(ps, own); len(ps) == 0 && spatial(e.kind, sl.name) {
			ps = r.spots(s, sl.words)
		}
		if len(ps) > 0 {
			return froms, ps
		}
	}
	if ps := slices.DeleteFunc(r.remote(s, e), own); len(ps) > 0 {
		return froms, ps
	}
	if e.noun || len(froms) == 0 {
		return froms, nil
	}
	return froms, r.recalled(s, e, own)
}

// spatial reports places of a frame where a place may stand for who lives there.
func spatial(kind graph.RelationKind, slot string) bool {
	switch slot {
	case "to", "from":
		return kind != graph.Comment
	case "in", "on", "at", "near", "into", "along", "around", "over", "across", "of", "obj":
		q := kind.Quad()
		return q == graph.MaterialConflict || kind == graph.Aid || kind == graph.Retreat || kind == graph.Concede
	}
	return false
}

// spots resolves phrases of places: to the state that a place lies in where it
// is known, else to an actor by the place's name.
func (r *reader) spots(s *sentence, words []int) []party {
	var out []party
	for _, w := range s.lists(words) {
		place := r.at(s, w, true, func(k graph.EntityKind) bool { return k == graph.KindPlace })
		if place != nil && place.ActsFor.Kind() == graph.KindState {
			p := r.party(place)
			p.Actor = graph.Actor{ID: place.ActsFor, Kind: graph.KindState, Name: r.nameOf(place.ActsFor), Start: place.Start, End: place.End}
			out = appendParty(out, p)
			continue
		}
		if s.upos(w) != "PROPN" && !terrain[s.lemma(w)] || s.preposition(w) == "on" && r.timed(s, w) {
			continue
		}
		if p, ok := r.unnamed(s, w); ok && !r.timed(s, w) {
			out = appendParty(out, p)
		}
	}
	return out
}

// terrain are nouns of places where acts of force and help land.
var terrain = set([]string{"region", "area", "border", "district", "province", "city", "town", "village", "position", "zone", "base", "camp", "airport",
	"port", "island", "territory", "capital", "neighbourhood", "neighborhood", "enclave", "outpost", "valley", "coast", "frontier", "state", "site"})

// timed reports that the word belongs to a date.
func (r *reader) timed(s *sentence, w int) bool {
	for i := range r.doc.Times {
		if t := &r.doc.Times[i]; t.Sentence == s.index && t.Start <= s.Words[w].Start && s.Words[w].Start < t.End {
			return true
		}
	}
	return false
}

// remote finds whom an act concerns that its clause names further away: the
// place or purpose of help, of force or of a measure ("gave 3 million to fight
// hunger in Yemen"). Only material acts reach so far.
func (r *reader) remote(s *sentence, e *event) []party {
	switch e.kind.Quad() {
	case graph.MaterialCooperation, graph.MaterialConflict:
	default:
		return nil
	}
	if e.noun || e.flags["mutual"] || e.flags["weak"] || e.flags["loose"] {
		return nil
	}
	for _, k := range s.kids[e.word] {
		switch s.base(k) {
		case "obl", "obj":
		case "advcl":
			if !s.has(k, "mark", "to") {
				continue
			}
		default:
			continue
		}
		if k < e.word || s.preposition(k) == "by" {
			continue
		}
		if ps := r.reached(s, k); len(ps) > 0 {
			return ps
		}
	}
	return nil
}

// reached resolves a phrase to a party, a place to the state it lies in.
func (r *reader) reached(s *sentence, k int) []party {
	if ps := r.nearest(s, k, func(p party) bool { return p.Kind == graph.KindPerson }); len(ps) > 0 {
		return ps
	}
	return r.placed(s, k)
}

// placed resolves a place below a phrase to the state that it lies in.
func (r *reader) placed(s *sentence, k int) []party {
	for _, i := range r.doc.In(s.index) {
		m := &r.doc.Mentions[i]
		if m.Kind == graph.KindPlace && m.ActsFor.Kind() == graph.KindState && s.under(k, m.Head) {
			p := r.party(m)
			p.Actor = graph.Actor{ID: m.ActsFor, Kind: graph.KindState, Name: r.nameOf(m.ActsFor), Start: m.Start, End: m.End}
			return []party{p}
		}
	}
	return nil
}

// sources resolves who acts.
func (r *reader) sources(s *sentence, e *event) []party {
	if len(e.source) == 0 {
		return r.authorities(s, e)
	}
	source := e.source
	if len(source) == 1 && s.upos(source[0]) == "PRON" && e.ctx.speaker >= 0 && r.same(s, source[0], e.ctx.speaker) {
		source = []int{e.ctx.speaker}
	}
	if len(source) == 1 {
		source = r.pronounAbove(s, source)
	}
	ps := r.parties(s, source, s.nominalActs(source), !e.noun)
	if e.noun && len(ps) == 0 {
		for _, w := range e.source {
			ps = append(ps, r.below(s, w)...)
		}
	}
	return ps
}

// authorities finds who acts in a passive without agent: who is expelled from a
// state is expelled by it, who is arrested in it by its authorities.
func (r *reader) authorities(s *sentence, e *event) []party {
	if e.noun || !s.verbal(e.word) || !s.roles(e.word).sourceless {
		return nil
	}
	want := map[graph.RelationKind]string{graph.Sanction: "from", graph.Coerce: "in"}[e.kind]
	for _, o := range s.roles(e.word).obl {
		if want == "" || o.prep != want && !(o.prep == "from" && e.kind == graph.Coerce) {
			continue
		}
		if ps := r.parties(s, []int{o.word}, false, false); len(ps) > 0 && ps[0].Kind == graph.KindState {
			return ps[:1]
		}
		if ps := r.spots(s, []int{o.word}); len(ps) > 0 && ps[0].Kind == graph.KindState {
			return ps[:1]
		}
	}
	return nil
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
		if b := s.base(h); b != "advcl" && b != "ccomp" && b != "conj" && b != "xcomp" && b != "parataxis" {
			continue
		}
		up := s.head(h)
		if up < 0 || !s.verbal(up) {
			continue
		}
		if subj := s.surfaceSubjects(up, 0); len(subj) > 0 && subj[0] != w && s.upos(subj[0]) != "PRON" {
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

func (s *sentence) nominalActs(words []int) bool {
	return len(words) > 0 && s.nominalAct(words[0])
}

// complement finds whom an act concerns whose object is a clause: whom the
// clause's own act concerns, or for what is asked or charged who does it.
func (r *reader) complement(s *sentence, e *event, clause int, evs []event, own func(party) bool) []party {
	if e.kind == graph.Request || e.kind == graph.Appeal || e.kind == graph.Accuse || e.kind == graph.Comment {
		if subj := s.with(clause, "nsubj", "nsubj:pass"); len(subj) > 0 {
			if ps := slices.DeleteFunc(r.parties(s, subj, true, false), own); len(ps) > 0 {
				return ps
			}
		}
	}
	for i := range evs {
		if evs[i].word == clause && clause != e.word {
			_, tos := r.ends(s, &evs[i], nil)
			if tos = slices.DeleteFunc(tos, own); len(tos) > 0 {
				return tos
			}
		}
	}
	return r.nearest(s, clause, own)
}

// eachOther writes a mutual act among those who do it together.
func (r *reader) eachOther(s *sentence, e *event, ps []party) {
	if len(ps) == 1 && len(ps[0].members) > 1 {
		r.amongMembers(s, e, ps[0])
		return
	}
	for i := range ps {
		for j := range ps {
			if i != j && ps[i].Party() != ps[j].Party() && (i < j || !e.noun) {
				r.write(s, e, ps[i], ps[j], true)
			}
		}
	}
}

// amongMembers writes a mutual act for each pair of a group's members.
func (r *reader) amongMembers(s *sentence, e *event, g party) {
	for i, a := range g.members {
		for _, b := range g.members[i+1:] {
			if e.signed == "" && r.oneSide(g, a, b) {
				continue
			}
			c := r.claim(s, e, r.member(g, a), r.member(g, b), true)
			c.Via = &graph.Via{Group: g.ID, Agreement: e.signed}
			r.add(c)
		}
	}
}

// oneSide reports members that stand on one side of a group of two sides: the
// document names a smaller group that holds both ("the European Union and the
// five states of Central Asia").
func (r *reader) oneSide(g party, a, b graph.EntityID) bool {
	for i := range r.doc.Mentions {
		m := &r.doc.Mentions[i]
		if n := len(m.Members); n > 1 && n < len(g.members) && slices.Contains(m.Members, a) && slices.Contains(m.Members, b) && subset(m.Members, g.members) {
			return true
		}
	}
	return false
}

func subset(small, big []graph.EntityID) bool {
	for _, id := range small {
		if !slices.Contains(big, id) {
			return false
		}
	}
	return true
}

// member is a member of a group where the group is named.
func (r *reader) member(g party, id graph.EntityID) party {
	return party{Actor: graph.Actor{ID: id, Kind: id.Kind(), Name: r.nameOf(id), Start: g.Start, End: g.End}, head: g.head, known: true}
}

// nameOf is the name of an entity: that of its first mention, else its slug.
func (r *reader) nameOf(id graph.EntityID) string {
	if r.names == nil {
		r.names = make(map[graph.EntityID]string)
		for i := range r.doc.Mentions {
			m := &r.doc.Mentions[i]
			if old := r.names[m.Entity]; old == "" {
				r.names[m.Entity] = m.Name
			}
		}
	}
	if n := r.names[id]; n != "" {
		return n
	}
	return string(id)
}

// write writes a claim, and where an end is a group one for each member.
func (r *reader) write(s *sentence, e *event, from, to party, mutual bool) {
	if from.Kind == graph.KindGroup && slices.Contains(from.members, to.ID) && from.Start == to.Start {
		return
	}
	if from.ID == to.ID && equalRole(from.Role, to.Role) || from.Start == to.Start && from.End == to.End {
		return
	}
	main := r.add(r.claim(s, e, from, to, mutual))
	for _, m := range from.members {
		if m != to.ID {
			c := r.claim(s, e, r.member(from, m), to, mutual)
			c.Via = &graph.Via{Group: from.ID, Claim: main, Agreement: e.signed}
			r.add(c)
		}
	}
	for _, m := range to.members {
		if m != from.ID && m != from.Party() {
			c := r.claim(s, e, from, r.member(to, m), mutual)
			c.Via = &graph.Via{Group: to.ID, Claim: main, Agreement: e.signed}
			r.add(c)
		}
	}
}

func equalRole(a, b *string) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// claim fills a claim of an event.
func (r *reader) claim(s *sentence, e *event, from, to party, mutual bool) graph.Claim {
	c := graph.Claim{From: from.Actor, Kind: e.kind, Polarity: e.ctx.polarity, Modality: e.ctx.modality, Rule: e.rule,
		Evidence: r.evidence(s.index), Confidence: confidence(e, from, to)}
	if to.ID != "" {
		t := to.Actor
		c.To = &t
	}
	if mutual {
		c.Attributes = graph.Attributes{"mutual": true}
	}
	if e.ctx.speaker >= 0 {
		if ps := r.parties(s, []int{e.ctx.speaker}, false, true); len(ps) > 0 && ps[0].Start != from.Start {
			a := ps[0].Actor
			c.AssertedBy = &a
		}
	}
	c.When, c.SaidOn = r.times(s, e)
	if e.signed != "" {
		c.Via = &graph.Via{Agreement: e.signed}
	}
	return c
}

// confidence is a plain estimate by how the claim was found.
func confidence(e *event, from, to party) float64 {
	c := 0.85
	switch {
	case e.flags["weak"]:
		c = 0.6
	case e.noun:
		c = 0.7
	}
	if !from.known {
		c -= 0.1
	}
	if !to.known && to.ID != "" {
		c -= 0.1
	}
	return c
}

// evidence is the whole sentence.
func (r *reader) evidence(sentence int) []graph.Evidence {
	s := r.doc.Sentences[sentence]
	q, _ := r.doc.Text.Slice(s.Start, s.End)
	return []graph.Evidence{{Start: s.Start, End: s.End, Quote: q}}
}

// add keeps the claim under a mark of its own, which it returns.
func (r *reader) add(c graph.Claim) graph.ClaimID {
	r.serial++
	c.ID = graph.ClaimID("#" + strconv.Itoa(r.serial))
	r.out = append(r.out, c)
	return c.ID
}

// times finds when the act was, and when it was said.
func (r *reader) times(s *sentence, e *event) (when, said graph.Date) {
	for i := range r.doc.Times {
		t := &r.doc.Times[i]
		if t.Sentence != s.index || t.Head < 0 || t.Head >= len(s.Words) {
			continue
		}
		verb := s.governor(t.Head)
		switch {
		case verb < 0:
		case verb == e.word || s.sameClause(verb, e.word) && t.Head > min(verb, e.word):
			if when == "" {
				when = t.Date
			}
		case e.noun && s.under(e.word, t.Head):
			if when == "" {
				when = t.Date
			}
		case s.inSpeech(verb, e.word) || s.rel(verb) == "parataxis":
			if g, ok := s.government(verb); ok && g.speech && said == "" {
				said = t.Date
			}
		}
	}
	return when, said
}

// inSpeech reports that the word stands in what the verb says.
func (s *sentence) inSpeech(verb, word int) bool {
	for n := 0; word >= 0 && n < 40; n++ {
		if s.head(word) == verb {
			return s.base(word) == "ccomp"
		}
		word = s.head(word)
	}
	return false
}

// governor is the verb, or word with a copula, whose clause holds the word.
func (s *sentence) governor(w int) int {
	for n := 0; w >= 0 && n < 60; n++ {
		if s.verbal(w) || n > 0 && s.first(w, "nsubj", "cop") >= 0 {
			return w
		}
		w = s.head(w)
	}
	return -1
}

// sameClause reports verbs joined by "and", or one the bare complement of the other.
func (s *sentence) sameClause(a, b int) bool {
	if s.head(b) == a && (s.rel(b) == "conj" || s.rel(b) == "xcomp") && s.first(b, "nsubj", "mark") < 0 {
		return true
	}
	return s.head(a) == b && s.rel(a) == "conj" && s.first(a, "nsubj") < 0
}

// thin drops repetitions among the claims from index first on: the same ends,
// kind, modality and polarity, the surer one kept.
func (r *reader) thin(first int) {
	type key struct {
		from, to graph.EntityID
		fs, ts   int
		kind     graph.RelationKind
		m        graph.Modality
		p        graph.Polarity
	}
	seen := make(map[key]bool)
	kept := r.out[:first]
	for _, c := range r.out[first:] {
		k := key{from: c.From.ID, fs: c.From.Start, kind: c.Kind, m: c.Modality, p: c.Polarity}
		if c.To != nil {
			k.to, k.ts = c.To.ID, c.To.Start
		}
		if !seen[k] {
			kept = append(kept, c)
		}
		seen[k] = true
	}
	r.out = kept
}
