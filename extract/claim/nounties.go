package claim

import (
	"slices"
	"strings"

	"entente/extract/mention"
	"entente/graph"
)

// nounTie says which tie a noun or its adjective states.
type nounTie struct {
	kind graph.RelationKind
	adj  string // adjective or compound that must stand before it, "" for none
}

func nounTiesOf(s *sentence, w int) []nounTie {
	if n, ok := graded(s, w); ok {
		return []nounTie{n}
	}
	l := s.lemma(w)
	if s.first(w, "compound", "amod") >= 0 && (l == "state" || l == "country" || l == "nation") && (s.has(w, "compound", "member") || s.has(w, "amod", "member")) {
		l = "member"
	}
	var out []nounTie
	for _, kind := range s.rules.tieNouns[l] {
		out = append(out, nounTie{kind: kind})
	}
	return out
}

// graded are the ties whose nouns an adjective tells apart or gives a level.
func graded(s *sentence, w int) (nounTie, bool) {
	has := func(words ...string) string {
		for _, k := range s.kids[w] {
			if b := s.base(k); (b == "amod" || b == "compound") && slices.Contains(words, s.lemma(k)) {
				return s.lemma(k)
			}
		}
		return ""
	}
	switch s.lemma(w) {
	case "alliance":
		return nounTie{kind: graph.AllyOf}, true
	case "partner":
		if has("trade", "trading", "commercial", "export") != "" {
			return nounTie{kind: graph.TradesWith}, true
		}
		return nounTie{kind: graph.PartnerOf, adj: has("strategic", "comprehensive", "reliable", "dependable")}, true
	case "partnership":
		return nounTie{kind: graph.PartnerOf, adj: has("strategic", "comprehensive", "enhanced", "special")}, true
	case "trade", "commerce", "turnover", "export", "import":
		return nounTie{kind: graph.TradesWith}, true
	case "relation", "tie":
		if h := s.sharing(w); has("diplomatic") != "" || s.base(w) == "obj" && h >= 0 && founds[s.lemma(h)] && s.first(w, "amod") < 0 {
			return nounTie{kind: graph.DiplomaticTies}, true
		}
		if has("allied") != "" {
			return nounTie{kind: graph.AllyOf}, true
		}
	case "border", "frontier", "boundary", "borderline":
		return nounTie{kind: graph.Borders}, true
	}
	return nounTie{}, false
}

// founds are verbs whose bare "relations" are diplomatic ones.
var founds = set([]string{"establish", "restore", "re-establish", "reestablish"})

// nounTies writes the ties that nouns state: "X is an ally of Y", "trade
// between X and Y", "X, a member of the Union", "the border between X and Y".
func (r *reader) nounTies(s *sentence) {
	for w := range s.Words {
		if s.upos(w) != "NOUN" {
			continue
		}
		r.consortium(s, w)
		r.lentFor(s, w)
		for _, n := range nounTiesOf(s, w) {
			e := event{word: w, kind: n.kind, rule: "tie/" + s.lemma(w), object: -1, noun: true, ctx: s.predicateContext(w)}
			if e.ctx.none || n.kind == graph.TradesWith && s.has(w, "det", "no") {
				continue
			}
			info, _ := n.kind.Info()
			if ps := r.between(s, w, info.Range); len(ps) > 1 && info.Symmetric {
				r.pairwise(s, &e, ps, n.adj)
				continue
			}
			r.nounTie(s, &e, n, info)
		}
	}
	r.actTies(s)
	r.seatTies(s)
}

// consortium writes who form a body or share in a project that is called a consortium: "the
// Beira Railway, a consortium of X and Y".
func (r *reader) consortium(s *sentence, w int) {
	if !consortia[s.lemma(w)] {
		return
	}
	e := event{word: w, kind: graph.MemberOf, rule: "tie/consortium", object: -1, noun: true, ctx: s.predicateContext(w)}
	if e.ctx.none {
		return
	}
	members := r.ofKind(s, append(s.attributes(w, "of"), s.attributes(w, "between")...), []graph.EntityKind{graph.KindOrganization, graph.KindState})
	for _, to := range r.ofKind(s, s.bearers(w), []graph.EntityKind{graph.KindOrganization, graph.KindProject}) {
		if e.kind = graph.MemberOf; to.Kind == graph.KindProject {
			e.kind = graph.ParticipatesIn
		}
		for _, from := range members {
			r.tie(s, &e, from, to)
		}
	}
}

// predicateContext is the context of a noun; as the predicate of its clause it is denied
// by "not" and weakened by its auxiliaries: "is not a member", "would be an ally".
func (s *sentence) predicateContext(w int) context {
	c := s.context(w)
	if s.base(w) == "appos" {
		c.polarity = graph.Affirmed // what is done or not by whom it describes says nothing of it
	}
	if s.first(w, "cop") < 0 {
		return c
	}
	for _, k := range s.kids[w] {
		switch {
		case s.base(k) == "advmod" && s.rules.is("negator", s.lemma(k)) && !s.onlyNot(k):
			c.flip()
		case s.base(k) == "aux" && !s.inName[k]:
			s.auxiliary(&c, w, k)
		}
	}
	return c
}

func (r *reader) nounTie(s *sentence, e *event, n nounTie, info graph.KindInfo) {
	w := e.word
	var tos []party
	for _, prep := range []string{"of", "with", "to", "from"} {
		if tos = r.ofKind(s, s.standing(s.attributes(w, prep), w), info.Range); len(tos) > 0 {
			break
		}
	}
	if len(tos) == 0 && (n.kind == graph.MemberOf || n.kind == graph.ParticipatesIn || n.kind == graph.PartOf || n.kind == graph.Finances) {
		tos = r.ofKind(s, s.standing(s.attributes(w, "in"), w), info.Range)
	}
	froms := r.ofKind(s, s.bearers(w), info.Domain)
	if ps := r.ofKind(s, s.enumerated(w), info.Domain); len(ps) > 0 && !info.Symmetric {
		froms = ps
	}
	if len(tos) == 0 && len(froms) > 0 {
		tos = r.ofKind(s, s.having(w), info.Range)
	}
	if n.kind == graph.MemberOf && len(tos) > 0 && len(froms) > 0 {
		froms = appendParties(froms, r.fellows(s, w))
	}
	if info.Symmetric && (len(froms) == 0 || len(tos) == 0 && len(froms) < 2) {
		if f, t := r.jointEnds(s, e, froms, tos, info); len(t) > 0 {
			froms, tos = f, t
		} else if len(f) > 1 {
			r.pairwise(s, e, f, n.adj)
			return
		}
	}
	if len(tos) == 0 && info.Symmetric && (s.plural(w) || s.shares(w) && (n.kind != graph.Borders || s.lemma(s.sharing(w)) == "share" || s.lemma(s.sharing(w)) == "have")) {
		r.pairwise(s, e, froms, n.adj) // "X and Y are allies"
		return
	}
	for _, f := range froms {
		for _, t := range tos {
			r.level(s, e, f, t, n.adj)
		}
	}
}

// level writes a tie between two, with its level where one is named.
func (r *reader) level(s *sentence, e *event, f, t party, adj string) {
	if f.ID == t.ID {
		return
	}
	c := r.claim(s, e, f, t, false)
	if adj != "" && e.kind == graph.PartnerOf {
		c.Attributes = graph.Attributes{"level": adj}
	}
	main := r.add(c)
	if e.kind == graph.MemberOf {
		return
	}
	for _, m := range t.members {
		x := c
		to := r.member(t, m).Actor
		x.To = &to
		x.Via = &graph.Via{Group: t.ID, Claim: main}
		if m != f.ID {
			r.add(x)
		}
	}
	for _, m := range f.members {
		x := c
		x.From = r.member(f, m).Actor
		x.Via = &graph.Via{Group: f.ID, Claim: main}
		if m != t.ID {
			r.add(x)
		}
	}
}

// pairwise writes a symmetric tie once for each pair.
func (r *reader) pairwise(s *sentence, e *event, ps []party, adj string) {
	for i, f := range ps {
		for _, t := range ps[i+1:] {
			r.level(s, e, f, t, adj)
		}
	}
}

// between returns those between whom something is.
func (r *reader) between(s *sentence, w int, kinds []graph.EntityKind) []party {
	return r.ofKind(s, s.attributes(w, "between"), kinds)
}

// bearers are the words that a predicate or apposition is said of: "X is a
// member", "X, a member", "X became a member", "as a member".
func (s *sentence) bearers(w int) []int {
	if s.first(w, "cop") >= 0 {
		return s.surfaceSubjects(w, 0)
	}
	h := s.head(w)
	if h < 0 {
		return nil
	}
	switch {
	case s.base(w) == "appos":
		return []int{h}
	case s.base(w) == "conj":
		return s.bearers(h)
	case s.preposition(w) == "by" && s.verbal(h) && s.passive(h) && ties[s.lemma(h)]:
		return s.roles(h).obj
	case s.preposition(w) == "as" && s.verbal(h):
		if own := s.whosePart(h, w); len(own) > 0 {
			return own
		}
		return s.roles(h).subj
	case s.preposition(w) == "as":
		if parts[s.lemma(h)] {
			return s.attributes(h, "of")
		}
		for _, k := range append([]int{h}, s.kids[h]...) {
			if p := s.with(k, "nmod:poss"); k < w && len(p) > 0 {
				return p // "their duties as members of Y"
			}
		}
		return nil
	case s.lemma(h) == "become" || s.lemma(h) == "remain":
		return s.surfaceSubjects(h, 0)
	case s.base(w) == "xcomp" && s.verbal(h):
		return s.surfaceSubjects(h, 0)
	case s.base(w) == "obj" && holds[s.lemma(h)]:
		return s.roles(h).subj
	}
	return nil
}

// parts are nouns for what somebody has, is or does as what he is.
var parts = set([]string{"experience", "role", "status", "position", "standing", "record", "responsibility", "obligation", "duty", "credential", "contribution", "right", "work", "place", "weight", "voice"})

// whosePart are the words for whose part a phrase of the verb h tells of, behind which the
// noun w says as what: "draw on the experience of X as a founding member".
func (s *sentence) whosePart(h, w int) []int {
	for _, k := range s.kids[h] {
		if k < w && k > h && parts[s.lemma(k)] {
			if own := s.attributes(k, "of"); len(own) > 0 {
				return own
			}
			if own := s.with(k, "nmod:poss"); len(own) > 0 {
				return own
			}
		}
	}
	return nil
}

// holds are verbs whose subject has the tie that their object names.
var holds = set([]string{"have", "establish", "restore", "resume", "maintain", "enjoy", "share", "form", "forge", "renew", "open", "build", "declare", "reestablish", "normalise", "normalize"})

// offices writes who holds which office where a name stands with its title.
func (r *reader) offices(s *sentence) {
	for _, m := range r.doc.In(s.index) {
		if m.Kind != graph.KindPerson || m.Office == "" || m.ActsFor == "" || m.Form != mention.FormName || former(s, m) || private(r.party(m).Actor) {
			continue
		}
		switch m.ActsFor.Kind() {
		case graph.KindState, graph.KindOrganization, graph.KindGroup:
		default:
			continue
		}
		if r.held[m.Entity+"\x00"+m.ActsFor] {
			continue
		}
		r.held[m.Entity+"\x00"+m.ActsFor] = true
		to := graph.Actor{ID: m.ActsFor, Kind: m.ActsFor.Kind(), Name: r.nameOf(m.ActsFor), Start: m.Start, End: m.End}
		p := r.party(m)
		p.ActsFor = nil
		r.add(graph.Claim{From: p.Actor, Kind: graph.HoldsOffice, To: &to, Polarity: graph.Affirmed, Modality: graph.Actual,
			Attributes: graph.Attributes{"office": m.Office}, Evidence: r.evidence(s.index), Confidence: 0.9, Rule: "tie/office"})
	}
}

// former reports an office that is past: "former president X".
func former(s *sentence, m *mention.Mention) bool {
	for i := max(0, m.Lo-2); i < m.Hi && i < len(s.Words); i++ {
		switch strings.ToLower(s.Words[i].Text) {
		case "former", "ex", "late", "then", "ex-president", "erstwhile", "deposed", "ousted":
			return true
		}
	}
	return false
}

// figures writes quantities beside what they measure: the subject of their
// clause or the noun that they describe.
func (r *reader) figures(s *sentence) {
	for _, f := range r.doc.Figures(s.index) {
		if f.Quantity.Unit == "" || spans[f.Quantity.Unit] || f.Head < 0 || f.Head >= len(s.Words) {
			continue
		}
		p, verb, ok := r.measured(s, f.Head)
		if !ok || isActor(p.Kind) && !measures[s.lemma(verb)] {
			continue
		}
		e := event{word: f.Head, kind: graph.HasQuantity, rule: "tie/quantity", object: -1, ctx: s.context(verb)}
		if e.ctx.none {
			continue
		}
		c := r.claim(s, &e, p, party{}, false)
		q := f.Quantity
		c.Quantity = &q
		r.add(c)
	}
}

// measures are verbs by which an actor has a figure worth keeping.
var measures = set([]string{"provide", "implement", "invest", "export", "import", "finance", "build", "cover", "cost", "reach", "total", "have",
	"complete", "train", "employ", "produce", "account", "amount", "exceed", "contribute", "donate", "pledge", "commit", "allocate", "host", "receive", "grow", "rise", "fall", "include"})

// spans are units of time, which tell when rather than how much.
var spans = set([]string{"years", "months", "weeks", "days", "hours", "minutes", "times", "decades", "centuries", "seconds"})

// measured finds what a figure is about.
func (r *reader) measured(s *sentence, w int) (party, int, bool) {
	thing := func(k graph.EntityKind) bool {
		return k == graph.KindProject || k == graph.KindInitiative || k == graph.KindAgreement || k == graph.KindMeeting || k == graph.KindState || k == graph.KindOrganization || k == graph.KindGroup
	}
	verb := s.governor(w)
	if verb < 0 {
		return party{}, 0, false
	}
	for _, x := range s.surfaceSubjects(verb, 0) {
		if m := r.at(s, x, false, thing); m != nil && m.Entity != "" && (w < m.Lo || w >= m.Hi) {
			return r.party(m), verb, true
		}
	}
	return party{}, 0, false
}
