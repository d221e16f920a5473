package claim

import (
	"slices"
	"strconv"
	"strings"

	"entente/extract/mention"
	"entente/extract/parse"
	"entente/graph"
)

// Claims reads the claims of a document, in order of the text. They are
// complete but for Document, SHA256 and Extractor; ID is a mark by which
// Via.Claim refers to the claim about a group, which
// [graph.Contribution.Identify] replaces.
func (r *Rules) Claims(doc *mention.Doc) []graph.Claim {
	d := newReader(r, doc)
	for i := range doc.Len() {
		if len(doc.In(i)) == 0 && !d.headsList(i) && !d.isEntry(i) && !d.tellsOfTrade(i) && !doc.Headed(i) {
			continue // nobody to act
		}
		t := doc.Tree(i)
		s := newSentence(r, united(t, doc.In(i)), i)
		s.mark(doc)
		first := len(d.out)
		d.now = s
		if d.opensList(s) {
			continue // what it says its items say
		}
		d.readEvents(s)
		d.readTies(s)
		d.readList(s, first)
		d.readEntry(s, first)
		d.sayOnce(i, first)
		d.attribute(i, first)
		d.readAnswer(s)
	}
	d.readTreaty()
	d.readDeclaration()
	return d.out
}

// mark notes which words head the mention of an actor, and which a time to come.
func (s *sentence) mark(doc *mention.Doc) {
	for _, t := range doc.Times(s.index) {
		if t.Future && t.Head >= 0 && t.Head < len(s.future) {
			s.future[t.Head] = true
		}
	}
	for _, m := range doc.In(s.index) {
		if isActor(m.Kind) && m.Head >= 0 && m.Head < len(s.names) && !(m.Modifier && m.Form == mention.FormPronoun) {
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
	if len(r.doc.In(s.index)) == 0 && !r.doc.Headed(s.index) || s.menu() {
		return
	}
	evs := s.events()
	first := len(r.out)
	told := make(map[int]bool) // the acts of which something was written
	var words []int            // of the claims written, the word of the act
	for i := range evs {
		if n := len(r.out); !s.resulting(&evs[i], evs, func(w int) bool { return told[w] }) {
			r.readEvent(s, &evs[i], evs)
			told[evs[i].word] = told[evs[i].word] || len(r.out) > n
			for range len(r.out) - n {
				words = append(words, evs[i].word)
			}
		}
	}
	r.metThere(s, first, words)
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
	if e.ctx.none || e.noun && !e.flags["event"] && !strings.HasPrefix(e.rule, "nominal/") && !s.voiced(e) {
		return
	}
	if r.keepsPeace(s, e) || s.courtesy(e.word) {
		return
	}
	froms, tos := r.ends(s, e, evs)
	froms = slices.DeleteFunc(froms, func(p party) bool { return p.Kind == graph.KindActor && p.head >= 0 && s.has(p.head, "det", "no") })
	r.mediates(e, froms, tos)
	if e.kind == graph.Aid && e.found == "obj" && (e.rule == "verb/send" || e.rule == "verb/dispatch" || e.rule == "verb/provide" || e.rule == "verb/supply") {
		tos = slices.DeleteFunc(tos, func(p party) bool { return p.Kind == graph.KindActor }) // what is sent, not to whom
	}
	if tos = r.together(s, tos); !e.flags["mutual"] {
		froms = r.together(s, froms)
	}
	froms, tos = r.housed(s, e, froms, false), r.housed(s, e, tos, true)
	r.emissary(s, e)
	if e.kind == graph.Comment {
		if tos = slices.DeleteFunc(tos, func(p party) bool { return p.Kind == graph.KindActor }); len(tos) == 0 {
			return // a word about nobody
		}
	}
	if e.flags["sign"] {
		if m := r.agreementAt(s, e.object); m != nil {
			e.signed = m.Entity
		}
	}
	if !slices.ContainsFunc(tos, func(p party) bool { return p.Kind != graph.KindActor || e.found != "comp" }) && s.settled(e, froms) {
		r.settle(s, e, froms)
		return
	}
	mutual := e.flags["mutual"] && len(tos) == 0 && !s.gift(e) && (!e.noun || len(e.source) == 0 || len(froms) > 1) && !s.fights(e)
	if s.fellThrough(e) {
		return
	}
	if mutual || (len(froms) > 1 || len(froms) == 1 && len(froms[0].members) > 1) && (s.theirs(e) || e.topical(tos) || e.flags["mutual"] && among(tos, froms)) {
		r.eachOther(s, e, froms)
		return
	}
	for _, f := range froms {
		for _, t := range tos {
			if f.Kind == graph.KindActor && t.Kind == graph.KindActor && s.passing(e.word) {
				continue // nobody known does something to nobody known, and only in passing
			}
			if bareState(f) && bareState(t) && s.matched(e) {
				continue // a match
			}
			if s.scene(e, t) {
				continue
			}
			if e.flags["intransitive"] && e.kind == graph.Consult && !r.official(f) {
				continue
			}
			r.write(s, r.promise(s, e, f), f, t, e.mutual())
			r.sworn(s, e, f, t)
			r.spokenOf(s, e, f, t)
			r.thanked(s, e, f, t)
			r.announce(s, e, f, t)
		}
	}
}

// among reports ends that are those who act, called by another name: "signed an
// agreement between the two countries".
func among(tos, froms []party) bool {
	return len(tos) > 0 && !slices.ContainsFunc(tos, func(t party) bool {
		return !slices.ContainsFunc(froms, func(f party) bool { return oneParty(f, t) })
	})
}

// official reports who makes a visit by travelling: a person, a government or a
// body, but no plane, crowd or army.
func (r *reader) official(p party) bool {
	if p.Kind == graph.KindActor || r.now != nil && p.head >= 0 && r.now.rules.is("vehicle", r.now.lemma(p.head)) {
		return false
	}
	if p.Role == nil {
		return true
	}
	switch *p.Role {
	case "CVL", "MIL", "REF", "REB", "COP", "LAB", "CRM":
		return p.Kind == graph.KindPerson
	}
	return true
}

// bareState reports a state by its name alone.
// matched reports an act by which teams, called by their states, meet at play: "beat", or
// what they do to one another where the sentence tells of sport.
func (s *sentence) matched(e *event) bool {
	if s.rules.is("match", strings.TrimPrefix(e.rule, "verb/")) {
		return true
	}
	switch e.kind {
	case graph.Assault, graph.Coerce, graph.Retreat, graph.Consult, graph.Sanction:
	default:
		return false
	}
	return e.object < 0 && slices.ContainsFunc(s.Words, func(w parse.Word) bool { return s.rules.is("sport", strings.ToLower(w.Lemma)) || score(w.Text) })
}

// score reports the result of a match: "2-1".
func score(word string) bool {
	a, b, ok := strings.Cut(strings.ReplaceAll(word, "–", "-"), "-")
	small := func(n string) bool { return (len(n) == 1 || len(n) == 2) && strings.Trim(n, "0123456789") == "" }
	return ok && small(a) && small(b)
}

func bareState(p party) bool { return p.Kind == graph.KindState && p.Role == nil }

// gift reports a promise of help, which those who make it do not make to one another.
func (s *sentence) gift(e *event) bool {
	if e.kind != graph.Agree || e.object < 0 || e.noun || settles[s.lemma(e.word)] {
		return false
	}
	n, _ := s.nounOf(e.object)
	return n.class == "aid" || n.class == "arms" || n.class == "peacekeeper"
}

// settles are verbs by which two come to terms: who agree on a loan do so with one another.
var settles = set([]string{"agree", "negotiate", "settle", "conclude", "finalise", "finalize"})

// fights reports force against something else, which those who use it do not use
// against one another: "Kenya and Uganda fight smuggling".
func (s *sentence) fights(e *event) bool {
	return e.kind == graph.Assault && e.object < 0 && !e.noun && slices.ContainsFunc(s.roles(e.word).obj, func(o int) bool { return s.upos(o) != "PRON" && s.first(o, "fixed") < 0 })
}

// emissary makes a visit of sending a person: no help comes with a minister.
func (r *reader) emissary(s *sentence, e *event) {
	if e.kind != graph.Aid || e.rule != "verb/send" && e.rule != "verb/dispatch" || e.found == "obj" || e.noun {
		return
	}
	for _, w := range s.roles(e.word).obj {
		if m := r.at(s, w, false, isActor); m != nil && (m.Kind == graph.KindPerson || m.Role == "GOV" || m.Role == "LEG") {
			e.kind = graph.Consult
		}
	}
}

// mutual reports an act that its parties do to one another.
func (e *event) mutual() bool {
	if !e.flags["mutual"] || e.kind == graph.Sanction || e.kind == graph.Reject {
		return false
	}
	return e.found == "with" || e.found == "between" || e.found == "dobj" || e.found == "obj" && e.kind == graph.Consult
}

// spokenOf writes the act that a promise or a threat names by a noun: "pledged
// aid to Y" is the pledge, and the aid intended.
func (r *reader) spokenOf(s *sentence, e *event, from, to party) {
	if e.object < 0 || e.noun || e.kind != graph.Agree && e.kind != graph.Threaten || e.flags["sign"] {
		return
	}
	n, ok := s.nounOf(e.object)
	if !ok || n.kind == "" || n.kind == e.kind || n.kind.Quad() == graph.Neutral || n.class == "dispute" || n.class == "war" {
		return
	}
	act := *e
	act.kind, act.rule = n.kind, e.rule+"/noun"
	if e.kind == graph.Agree {
		act.ctx.weaken(graph.Intended)
	} else {
		act.ctx.weaken(graph.Possible)
	}
	act.ctx.will = false
	r.write(s, &act, from, to, n.flags["mutual"])
}

// eachOther writes a mutual act among those who do it together.
func (r *reader) eachOther(s *sentence, e *event, ps []party) {
	if len(ps) == 1 && len(ps[0].members) > 1 {
		r.amongMembers(s, e, ps[0])
		return
	}
	for i := range ps {
		for j := range ps {
			if i != j && !oneParty(ps[i], ps[j]) && (i < j || !e.noun) {
				r.write(s, e, ps[i], ps[j], true)
			}
		}
	}
}

// oneParty reports two ends that are one party to what they do: the same, or a
// person and whom he acts for. Rebels and their government are two.
func oneParty(a, b party) bool {
	return a.Party() == b.Party() && (a.Kind != graph.KindOrganization && b.Kind != graph.KindOrganization || a.ID == b.ID || a.Kind == graph.KindPerson || b.Kind == graph.KindPerson)
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
	for _, side := range r.groups {
		if len(side) < len(g.members) && slices.Contains(side, a) && slices.Contains(side, b) && subset(side, g.members) {
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
	p := party{Actor: graph.Actor{ID: id, Kind: id.Kind(), Name: r.nameOf(id), Start: g.Start, End: g.End}, head: g.head, known: true}
	for _, m := range r.doc.In(r.now.index) {
		if m.Entity == id && m.Form == mention.FormName && m.Start >= g.Start && m.End <= g.End && m.End-m.Start < g.End-g.Start {
			p.Start, p.End = m.Start, m.End // "ministers of Turkey, Iran and Russia"
		}
	}
	return p
}

// nameOf is the name of an entity: that of its first mention, else its slug.
func (r *reader) nameOf(id graph.EntityID) string {
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
	if from.ID == to.ID && equalRole(from.Role, to.Role) && (e.kind == graph.Comment || !to.place && !s.distinct(from, to)) || from.Start == to.Start && from.End == to.End && (from.Party() == to.Party() || !from.known || !to.known) {
		return
	}
	if from.ID == to.ID && from.Role == nil && from.Kind == graph.KindState && !to.place && cooperates(e.kind) {
		return // nobody agrees with his own ministry, or helps it
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

// distinct reports two bodies of one state that bear the same role: "the
// president refused a request from the justice minister".
func (s *sentence) distinct(a, b party) bool {
	if a.Role == nil || a.End > b.Start && b.End > a.Start || a.head < 0 || b.head < 0 || a.ID.Kind() != graph.KindState {
		return false
	}
	return s.upos(a.head) == "NOUN" && s.upos(b.head) == "NOUN" && s.lemma(a.head) != s.lemma(b.head)
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
		if ps := r.parties(s, []int{e.ctx.speaker}, false, true); len(ps) > 0 && (ps[0].Start != from.Start || ps[0].ID != from.ID) {
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
	case e.flags["stray"]:
		c = 0.5
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

// evidence is the whole sentence, with the line above its list where that is part of it.
func (r *reader) evidence(sentence int) []graph.Evidence {
	start, end := r.doc.Span(sentence)
	q, _ := r.doc.Text.Slice(start, end)
	out := []graph.Evidence{{Start: start, End: end, Quote: q}}
	if line := r.openedBy(sentence); line >= 0 {
		out = append(out, r.evidence(line)...)
	}
	return out
}

// add keeps the claim under a mark of its own, which it returns.
func (r *reader) add(c graph.Claim) graph.ClaimID {
	r.serial++
	c.ID = graph.ClaimID("#" + strconv.Itoa(r.serial))
	r.out = append(r.out, c)
	if c.Kind == graph.Signed && c.Polarity == graph.Affirmed && c.From.Kind != graph.KindGroup {
		r.signed[c.To.ID] = append(r.signed[c.To.ID], c.From)
	}
	return c.ID
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
		when     graph.Date
	}
	seen := make(map[key]bool)
	kept := r.out[:first]
	for _, c := range r.out[first:] {
		k := key{from: c.From.ID, kind: c.Kind, m: c.Modality, p: c.Polarity, when: c.When}
		if c.From.Kind == graph.KindActor || c.From.Role != nil {
			k.fs = c.From.Start
		}
		if c.To != nil {
			k.to = c.To.ID
			if c.To.Kind == graph.KindActor || c.To.Role != nil {
				k.ts = c.To.Start
			}
		}
		if !seen[k] {
			kept = append(kept, c)
		}
		seen[k] = true
	}
	r.out = kept
}

// passing reports an act told in passing: in a clause that is neither the
// sentence's own nor what somebody in it says nor joined to such a one.
func (s *sentence) passing(word int) bool {
	for n := 0; n < 20; n++ {
		h := s.head(word)
		if h < 0 {
			return false
		}
		switch s.base(word) {
		case "conj", "xcomp", "ccomp", "parataxis":
		case "advcl":
			if s.Words[word].XPOS != "VBG" || s.first(word, "mark") >= 0 {
				return true
			}
		default:
			return true
		}
		word = h
	}
	return true
}
