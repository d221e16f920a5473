package claim

import (
	"fmt"
	"slices"
	"strings"

	"entente/extract/mention"
	"entente/graph"
)

// tie is a row of ties.csv for one verb.
type tie struct {
	kind     graph.RelationKind
	from, to []string
	name     string
}

func (r *Rules) addTies(row []string) error {
	kind := graph.RelationKind(row[0])
	info, ok := kind.Info()
	if !ok || info.Event() {
		return fmt.Errorf("%q is no kind of tie", row[0])
	}
	if (len(info.Range) == 0) != (row[2] == "") {
		return fmt.Errorf("%s and a place for its end do not go together", kind)
	}
	for _, v := range list(row[3]) {
		r.ties[v] = append(r.ties[v], tie{kind, list(row[1]), list(row[2]), "tie/" + v})
	}
	return nil
}

// readTies writes the ties that the sentence states.
func (r *reader) readTies(s *sentence) {
	if len(r.doc.In(s.index)) > 0 && len(s.Words) < 3 {
		r.offices(s) // a line that is a name: its title stands in the next
	}
	first := len(r.out)
	if len(r.doc.In(s.index)) == 0 && !r.headsList(s.index) && !r.doc.Headed(s.index) || s.menu() {
		r.tradeOfTwo(s, first)
		return
	}
	for i := range s.Words {
		if s.verbal(i) {
			r.verbTies(s, i)
			r.witnessed(s, i)
			r.funded(s, i)
			r.contracted(s, i)
		}
	}
	r.labelledMaker(s)
	r.nounTies(s)
	r.tradeOfTwo(s, first)
	r.projectTies(s)
	r.offices(s)
	r.figures(s)
	r.thin(first)
}

// verbTies writes the ties that a verb states, one for each kind.
func (r *reader) verbTies(s *sentence, i int) {
	rs := s.roles(i)
	var done []graph.RelationKind
	for _, t := range s.triggers(i, s.lemma(i), rs) {
		for _, f := range r.ties[t.key] {
			if slices.Contains(done, f.kind) {
				continue
			}
			if r.verbTie(s, i, rs, t, f) {
				done = append(done, f.kind)
			}
		}
	}
}

func (r *reader) verbTie(s *sentence, i int, rs *roles, t trigger, f tie) bool {
	info, _ := f.kind.Info()
	e := event{word: i, kind: f.kind, rule: f.name, ctx: s.context(i), object: -1}
	if e.ctx.none || f.kind == graph.Builds && s.rel(i) == "acl" && s.head(i) >= 0 && s.lemma(s.head(i)) == "contract" {
		return false // who signs a contract may be who orders
	}
	if f.kind == graph.Finances && vows[s.lemma(i)] {
		e.ctx.weaken(graph.Intended)
	}
	froms := r.ends1(s, rs, t, f.from, info.Domain)
	if len(froms) == 0 && f.kind == graph.Signed {
		return r.signedByAll(s, i, rs, e)
	}
	if len(froms) == 0 || !s.means(i, rs, f, froms) {
		return false
	}
	if f.to == nil {
		if f.kind == graph.EnteredIntoForce && !s.intoForce(rs) && t.key != "take_effect" {
			return false
		}
		r.add(r.claim(s, &e, froms[0], party{}, false))
		return true
	}
	tos := r.tieTargets(s, rs, t, f, info)
	if f.kind == graph.Signed && len(tos) == 0 {
		tos = r.signedBefore(s, rs)
	}
	if f.kind == graph.Signed {
		froms = r.unattached(s, i, froms)
	}
	for _, from := range froms {
		for _, to := range tos {
			r.tie(s, &e, from, to)
		}
	}
	return len(tos) > 0
}

// unattached puts the two states of the document in the place of two persons of whom
// nothing is said but their common office: "Presidents A and B sign the declaration".
func (r *reader) unattached(s *sentence, i int, froms []party) []party {
	if len(froms) != 2 || slices.ContainsFunc(froms, func(p party) bool { return p.Kind != graph.KindPerson || p.ActsFor != nil || p.Role == nil }) {
		return froms
	}
	if two := r.theTwo(s, i); len(two) == 2 && two[0].Kind == graph.KindState && two[1].Kind == graph.KindState {
		return two
	}
	return froms
}

// means reports that a verb has the sense of the tie: who takes part does not only take,
// a parliament ratifies what it approves, states found a body together.
func (s *sentence) means(i int, rs *roles, f tie, froms []party) bool {
	object := func(nouns ...string) bool {
		return slices.ContainsFunc(rs.obj, func(o int) bool { return slices.Contains(nouns, s.lemma(o)) })
	}
	states := func(ps []party) bool {
		return !slices.ContainsFunc(ps, func(p party) bool { return p.Kind != graph.KindState })
	}
	switch l := s.lemma(i); {
	case f.kind == graph.ParticipatesIn && l == "take" && len(rs.obl) > 0 && !rs.passive:
		return object("part", "seat")
	case f.kind == graph.Finances && paysFor[l]:
		return slices.ContainsFunc(append(slices.Clone(rs.obj), rs.iobj...), s.money)
	case f.kind == graph.ParticipatesIn && l == "play":
		return object("part", "role")
	case f.kind == graph.MemberOf && l == "join":
		return !s.joinsIn(i)
	case f.kind == graph.Ratified && l == "approve":
		return froms[0].Role != nil && *froms[0].Role == "LEG"
	case f.kind == graph.MemberOf && (l == "found" || l == "co-found" || l == "form" || l == "make" || l == "constitute"):
		return len(froms) > 1 && states(froms)
	case f.kind == graph.LocatedIn && len(rs.obj) > 0:
		return !slices.Contains(rs.subj, froms[0].head) // what is built is there, not who builds it
	case f.kind == graph.TradesWith && l == "do":
		return object("trade", "business")
	case f.kind == graph.TradesWith:
		return states(froms)
	}
	return true
}

// intoForce reports that the verb is said with "into force" or "into effect".
func (s *sentence) intoForce(rs *roles) bool {
	for _, o := range rs.obl {
		if l := s.lemma(o.word); l == "force" || l == "effect" {
			return true
		}
	}
	return false
}

func (r *reader) tieTargets(s *sentence, rs *roles, t trigger, f tie, info graph.KindInfo) []party {
	var out []party
	for _, name := range f.to {
		ps := r.ofKind(s, s.slot(name, rs, t, -1), info.Range)
		if f.kind == graph.PartOf { // what is signed in a state is no part of it
			ps = slices.DeleteFunc(ps, func(p party) bool { return p.Kind == graph.KindState })
		}
		out = append(out, ps...)
		if len(out) > 0 && f.kind != graph.Connects && f.kind != graph.PartOf {
			break
		}
	}
	return out
}

// ends1 resolves the places where a tie begins; "with" adds to the subject.
func (r *reader) ends1(s *sentence, rs *roles, t trigger, slots []string, kinds []graph.EntityKind) []party {
	var out []party
	for n, name := range slots {
		if n > 0 && len(out) > 0 && name != "with" {
			break
		}
		for _, p := range r.ofKind(s, s.slot(name, rs, t, -1), kinds) {
			out = appendParty(out, p)
		}
	}
	return out
}

// ofKind resolves phrases to mentions of the kinds, with their coordinates and
// appositions; a phrase that is none gives those in its of-phrase.
func (r *reader) ofKind(s *sentence, words []int, kinds []graph.EntityKind) []party {
	fits := func(k graph.EntityKind) bool { return slices.Contains(kinds, k) && k != graph.KindActor }
	set := func(k graph.EntityKind) bool { return k == graph.KindGroup }
	var out []party
	for _, w := range s.lists(s.described(words)) {
		if m := r.at(s, w, false, set); m != nil && m.Entity == "" && slices.Contains(kinds, graph.KindState) { // "between the two countries"
			out = appendParties(out, r.several(m))
			continue
		}
		if m := r.at(s, w, true, fits); m != nil {
			if ps := r.namedBehind(s, m); len(ps) > 0 {
				out = appendParties(out, ps)
				continue
			}
			for _, p := range r.several(m) {
				out = appendParty(out, p)
			}
			continue
		}
		if m := r.covering(s, w); m != nil && fits(m.Kind) {
			out = appendParty(out, r.party(m))
			continue
		}
		if m := r.named(s, w, fits); m != nil {
			out = appendParty(out, r.party(m))
			continue
		}
		for _, k := range s.kids[w] {
			if s.rel(k) == "nmod:poss" && (s.lemma(w) == "cost" || s.lemma(w) == "construction" || s.lemma(w) == "completion") {
				if m := r.at(s, k, true, fits); m != nil && m.Entity != "" {
					out = appendParty(out, r.party(m))
				}
			}
			if b := s.base(k); b == "appos" || b == "flat" || b == "nmod" && s.rel(k) != "nmod:poss" && counts[s.preposition(k)] {
				for _, x := range s.list(k) {
					if m := r.at(s, x, false, fits); m != nil && m.Entity != "" {
						out = appendParty(out, r.party(m))
					}
				}
			}
		}
	}
	return r.alsoAgreements(s, outermost(out))
}

// counts are prepositions before those whom a noun counts: "bodies such as the union".
var counts = map[string]bool{"of": true, "such as": true, "including": true, "include": true}

// alsoAgreements adds the agreements behind the ones named, where the tree hangs the
// second on the subject of the first: "the Agreement on Trade and the Protocol on Fish".
func (r *reader) alsoAgreements(s *sentence, ps []party) []party {
	for n := 0; n < len(ps) && n < 20; n++ {
		p := ps[n]
		if p.Kind != graph.KindAgreement || p.head < 0 {
			continue
		}
		for _, m := range r.doc.In(s.index) {
			if m.Kind != graph.KindAgreement || m.Entity == "" || m.Head <= p.head || m.Head >= len(s.Words) || m.Modifier || !s.under(p.head, m.Head) || s.rel(m.Head) != "conj" {
				continue
			}
			if s.first(m.Head, "det", "cc") >= 0 || s.upos(m.Head-1) == "PUNCT" {
				ps = appendParty(ps, r.party(m))
			}
		}
	}
	return ps
}

// described replaces a noun that only says what a name is by that name: "the highway, a
// road which links", "the highway is a road that links".
func (s *sentence) described(words []int) []int {
	out := slices.Clone(words)
	for n, w := range out {
		if s.upos(w) != "NOUN" || s.names[w] {
			continue
		}
		h := s.head(w)
		switch {
		case s.base(w) == "appos" && h >= 0 && s.upos(h) == "PROPN":
			out[n] = h
		case s.first(w, "cop") >= 0 && s.first(w, "acl:relcl") >= 0:
			if subj := s.with(w, "nsubj"); len(subj) == 1 && s.upos(subj[0]) == "PROPN" {
				out[n] = subj[0]
			}
		}
	}
	return out
}

// namedBehind are the companies that a noun for them introduces by name: "the Turkish
// companies A and B" are these and not Turkey.
func (r *reader) namedBehind(s *sentence, m *mention.Mention) []party {
	if m.Form != mention.FormRole || m.Role != "BUS" {
		return nil
	}
	var out []party
	end := s.Words[m.Head].End
	for _, n := range r.doc.In(s.index) {
		if n.Kind != graph.KindOrganization || n.Form != mention.FormName || n.NameStart < end {
			continue
		}
		switch gap, _ := r.doc.Text.Slice(end, n.NameStart); strings.TrimSpace(gap) {
		case "", ",", "and", ", and":
			out = append(out, r.party(n))
			end = n.NameEnd
		case "of", "between": // "a consortium of A, B and C"
			if len(out) > 0 || !consortia[s.lemma(m.Head)] {
				return out
			}
			out = append(out, r.party(n))
			end = n.NameEnd
		default:
			return out
		}
	}
	return out
}

// consortia are nouns for what companies form together.
var consortia = set([]string{"consortium", "venture", "syndicate"})

// named returns the mention whose name the word is part of, nil for none: the
// tree may hang the parts of a long name apart.
func (r *reader) named(s *sentence, w int, fits func(graph.EntityKind) bool) *mention.Mention {
	for _, m := range r.doc.In(s.index) {
		if m.Entity != "" && fits(m.Kind) && m.NameStart <= s.Words[w].Start && s.Words[w].End <= m.NameEnd && !m.Modifier {
			return m
		}
	}
	return nil
}

// tie writes a tie, for the state where a person signs, and for the members of
// a group where these share in it.
func (r *reader) tie(s *sentence, e *event, from, to party) {
	if from.ID == to.ID {
		return
	}
	by := ""
	if e.kind == graph.Signed && from.Kind == graph.KindPerson && from.ActsFor != nil && from.ActsFor.Kind() != graph.KindPerson && !private(from.Actor) {
		by = from.Name
		from = party{Actor: graph.Actor{ID: *from.ActsFor, Kind: from.ActsFor.Kind(), Name: r.nameOf(*from.ActsFor), Start: from.Start, End: from.End}, head: from.head, known: true}
	}
	c := r.claim(s, e, from, to, false)
	if by != "" {
		c.Attributes = graph.Attributes{"by": by}
	}
	main := r.add(c)
	if e.kind == graph.MemberOf || e.kind == graph.HoldsOffice {
		return
	}
	for _, m := range from.members {
		x := r.claim(s, e, r.member(from, m), to, false)
		x.Via = &graph.Via{Group: from.ID, Claim: main}
		r.add(x)
	}
}

// agreementAt is the agreement that a word names, nil for none.
func (r *reader) agreementAt(s *sentence, w int) *mention.Mention {
	if w < 0 {
		return nil
	}
	agreement := func(k graph.EntityKind) bool { return k == graph.KindAgreement }
	if m := r.at(s, w, false, agreement); m != nil {
		return m
	}
	return r.named(s, w, agreement)
}

// private reports a person who is only of a state and has no part in what it does.
func private(a graph.Actor) bool {
	if a.Role == nil || a.ActsFor == nil || a.ActsFor.Kind() != graph.KindState {
		return false
	}
	switch *a.Role {
	case "CVL", "BUS", "MED", "EDU", "JRN", "AGR", "LAB", "REF", "CRM", "SOC":
		return true
	}
	return false
}

// joinsIn reports who joins others only in what they do: "joined the EU in condemning".
func (s *sentence) joinsIn(verb int) bool {
	for _, k := range append(s.with(verb, "advcl"), s.with(verb, "obl")...) {
		if s.has(k, "mark", "in") || s.preposition(k) == "in" && !s.rules.is("calendar", s.lemma(k)) && s.upos(k) == "NOUN" {
			return true
		}
	}
	return false
}
