package claim

import (
	"slices"
	"strings"

	"entente/extract/mention"
	"entente/graph"
)

// party is one who stands at an end of a claim: a mention, or a noun phrase
// that names nobody known ("residents").
type party struct {
	graph.Actor
	head    int
	members []graph.EntityID
	name    string // of the group, for its members' claims
	known   bool   // a mention
	place   bool   // a place, which stands for the state that it lies in
}

// reader reads the claims of one document.
type reader struct {
	*Rules
	doc    *mention.Doc
	names  map[graph.EntityID]string // first name of an entity in this document
	held   map[graph.EntityID]bool   // offices written already
	out    []graph.Claim
	serial int
	list   int // how many claims were made before the list that is read
	// groups are the members of the groups that the document names, each once; two of whom it
	// only tells together ("the other two") are none.
	groups [][]graph.EntityID
	// acting are who does the act whose ends are being looked for: a phrase that
	// speaks of whom it concerns may name them first ("diplomats whom it accused").
	acting func(party) bool
	// now is the sentence that is being read.
	now *sentence
	// signed are the signatories of agreements so far.
	signed map[graph.EntityID][]graph.Actor
}

func newReader(rules *Rules, doc *mention.Doc) *reader {
	r := &reader{Rules: rules, doc: doc, out: []graph.Claim{}, held: make(map[graph.EntityID]bool), names: make(map[graph.EntityID]string),
		signed: make(map[graph.EntityID][]graph.Actor)}
	for i := range doc.Len() {
		for _, m := range doc.In(i) {
			if r.names[m.Entity] == "" {
				r.names[m.Entity] = m.Name
			}
			if m.Entity != "" && len(m.Members) > 1 && len(r.groups) < maxGroups && !slices.ContainsFunc(r.groups, func(g []graph.EntityID) bool { return slices.Equal(g, m.Members) }) {
				r.groups = append(r.groups, m.Members)
			}
		}
	}
	return r
}

// maxGroups bounds how many sets of members a document's groups are compared with.
const maxGroups = 64

func isActor(k graph.EntityKind) bool {
	switch k {
	case graph.KindState, graph.KindGroup, graph.KindOrganization, graph.KindPerson, graph.KindActor:
		return true
	}
	return false
}

// at returns the mention that the word heads and whose kind fits, nil for none.
// A mention that only modifies counts where modifier is true.
func (r *reader) at(s *sentence, word int, modifier bool, fits func(graph.EntityKind) bool) *mention.Mention {
	var best *mention.Mention
	for _, m := range r.doc.In(s.index) {
		if m.Head != word || m.Modifier && !modifier || !fits(m.Kind) || m.Entity == "" && len(m.Members) == 0 {
			continue
		}
		if best == nil || m.Hi-m.Lo > best.Hi-best.Lo {
			best = m
		}
	}
	return best
}

// party makes an end of a claim of a mention.
func (r *reader) party(m *mention.Mention) party {
	p := party{Actor: graph.Actor{ID: m.Entity, Kind: m.Kind, Name: m.Name, Start: m.Start, End: m.End},
		head: m.Head, members: m.Members, name: m.Name, known: true}
	if m.Kind == graph.KindPerson && m.Form == mention.FormName {
		if text, ok := r.doc.Text.Slice(m.NameStart, m.NameEnd); ok && strings.Contains(text, " ") {
			p.Name = strings.Join(strings.Fields(text), " ")
		}
	}
	if m.Role != "" {
		role := m.Role
		p.Role = &role
	}
	if m.ActsFor != "" {
		acts := m.ActsFor
		p.ActsFor = &acts
	}
	if s := r.now; s != nil && m.Sentence == s.index {
		if s.counts(m) != len(m.Members) && s.counts(m) > 0 && !r.exemplified(m) {
			p.members = nil // "the two Nordic countries" are not all of them
		}
		p.Start, p.End = s.bounds(m)
	}
	return p
}

// exemplified reports a count of which the sentence names the members that are known behind
// it: "seven states, among them Iran and Cuba".
func (r *reader) exemplified(m *mention.Mention) bool {
	return !slices.ContainsFunc(m.Members, func(id graph.EntityID) bool {
		return !slices.ContainsFunc(r.doc.In(m.Sentence), func(n *mention.Mention) bool { return n.Entity == id && n.Start >= m.NameEnd })
	})
}

// parties resolves the heads of a slot to those they name; where a phrase names
// nobody, those inside it if dig is true. The coordinates of each are included.
func (r *reader) parties(s *sentence, words []int, dig, strangers bool) []party {
	var out []party
	for _, w := range s.lists(words) {
		if m := r.listed(s, w); m != nil {
			out = appendParties(out, r.several(m))
			continue
		}
		if m := r.at(s, w, false, isActor); m != nil {
			if ps := r.joined(s, m); ps != nil {
				out = appendParties(out, ps)
				continue
			}
			out = appendParties(out, r.several(m))
			out = appendParties(out, r.alsoNamed(s, m))
			continue
		}
		if p := r.covering(s, w); p != nil {
			out = appendParty(out, r.party(p))
			continue
		}
		if ps := r.apposed(s, w); len(ps) > 0 {
			out = append(out, ps...)
			continue
		}
		if m := r.at(s, w, true, isActor); m != nil && !s.nominalAct(w) {
			out = appendParties(out, r.several(m))
			continue
		}
		if p, ok := r.capital(s, w); ok {
			out = appendParty(out, p)
			continue
		}
		if ps := r.nationals(s, w); len(ps) > 0 && strangers {
			out = append(out, ps...)
			continue
		}
		if p, ok := r.stranger(s, w); ok && (strangers || len(out) > 0 && s.has(w, "amod", "other")) {
			out = appendParty(out, p)
			continue
		}
		if m := r.thing(s, w); m != nil && m.Kind != graph.KindAgreement {
			continue
		}
		if dig {
			out = appendParties(out, r.within(s, w))
		}
	}
	return outermost(out)
}

// outermost drops parties whose phrase lies inside that of a group among them.
func outermost(ps []party) []party {
	return slices.DeleteFunc(slices.Clone(ps), func(p party) bool {
		return slices.ContainsFunc(ps, func(q party) bool {
			return len(q.members) > 0 && q.ID != p.ID && q.Start <= p.Start && p.End <= q.End && q.End-q.Start > p.End-p.Start
		})
	})
}

// capital is the state for which a place stands that is listed with states: "urged
// both Cairo and Addis Ababa".
func (r *reader) capital(s *sentence, w int) (party, bool) {
	m := r.at(s, w, true, func(k graph.EntityKind) bool { return k == graph.KindPlace })
	if m == nil || m.ActsFor.Kind() != graph.KindState {
		return party{}, false
	}
	for _, k := range s.list(w) {
		if o := r.at(s, k, false, isActor); k != w && o != nil && o.Kind == graph.KindState && o.Entity != m.ActsFor {
			p := r.land(m)
			p.place = false
			return p, true
		}
	}
	return party{}, false
}

// covering is the person whose name the word opens, where the tree hangs the
// parts of the name apart; nil for none.
func (r *reader) covering(s *sentence, w int) *mention.Mention {
	for _, m := range r.doc.In(s.index) {
		if m.Kind == graph.KindPerson && m.Form == mention.FormName && m.Entity != "" && m.NameStart == s.Words[w].Start {
			return m
		}
	}
	return nil
}

// apposed resolves a phrase by the name that stands beside its noun: "the
// foreign minister, X". The actor is the whole phrase.
func (r *reader) apposed(s *sentence, w int) []party {
	for _, k := range s.kids[w] {
		if m := r.at(s, k, true, isActor); s.base(k) == "flat" && m != nil && m.Form == mention.FormName && m.Entity != "" {
			return []party{r.party(m)} // "al-Shabaab"
		}
		switch s.base(k) {
		case "appos", "flat", "list", "dep", "amod":
		case "compound", "nmod":
			if s.upos(k) != "PROPN" || s.preposition(k) != "" || s.rel(k) == "nmod:poss" {
				continue
			}
		default:
			continue
		}
		m := r.at(s, k, true, isActor)
		if m == nil || m.Kind != graph.KindPerson || m.Entity == "" {
			continue
		}
		p := r.party(m)
		lo, _ := s.phrase(w)
		p.Start = min(p.Start, s.Words[lo].Start)
		return []party{p}
	}
	return nil
}

func appendParties(ps, more []party) []party {
	for _, p := range more {
		ps = appendParty(ps, p)
	}
	return ps
}

func appendParty(ps []party, p party) []party {
	for _, q := range ps {
		if q.ID == p.ID && q.Start == p.Start {
			return ps
		}
	}
	return append(ps, p)
}

// nominalAct reports a noun that names an act and no actor.
func (s *sentence) nominalAct(w int) bool {
	n, ok := s.nounOf(w)
	return ok && n.kind != "" && n.class != "troops" && n.class != "peacekeeper"
}

// within is inside, for an object that stands for one party: the party's phrase
// is then the object's ("the decisions of Somalia").
func (r *reader) within(s *sentence, w int) []party {
	return s.widen(w, r.inside(s, w, anyLink))
}

// behind is within, for a subject that cannot act: whose it is acts.
func (r *reader) behind(s *sentence, w int) []party {
	if s.nominalAct(w) {
		return s.widen(w, r.inside(s, w, ownerLink))
	}
	return r.within(s, w)
}

// widen gives a single party inside a phrase the whole phrase, with a
// participle that names it ("a text drafted by Y").
func (s *sentence) widen(w int, ps []party) []party {
	if len(ps) != 1 || ps[0].head == w {
		return ps
	}
	lo, hi := s.phrase(w)
	start, end := s.Words[lo].Start, s.Words[hi-1].End
	switch p := &ps[0]; {
	case start > p.Start:
	case p.End <= end:
		p.Start, p.End = start, end
	case s.head(p.head) >= 0 && s.rel(s.head(p.head)) == "acl" && s.head(s.head(p.head)) == w:
		p.Start = start
	}
	return ps
}

// How many kinds of link inside looks at: those that say whose a thing is, or all.
const (
	ownerLink = 3
	anyLink   = 4
)

// inside finds the parties named in the phrase of a word, the nearest kind of
// link first: possessor, adjective or compound, "by", "of", then others.
func (r *reader) inside(s *sentence, word, most int) []party {
	links := []func(int) bool{
		func(k int) bool { return s.rel(k) == "nmod:poss" },
		func(k int) bool { return s.base(k) == "nmod" && s.preposition(k) == "by" || s.base(k) == "acl" },
		func(k int) bool {
			return k < word && (s.base(k) == "amod" || s.base(k) == "compound" || s.base(k) == "nmod")
		},
		func(k int) bool { return s.base(k) == "nmod" && !occasions[s.preposition(k)] },
	}
	if s.harm(word) {
		most = min(most, ownerLink) // "the bombing of Y" is not Y's
	}
	his := false
	for _, want := range links[:most] {
		for _, k := range s.kids[word] {
			if !want(k) {
				continue
			}
			ps := r.below(s, k)
			if named := r.others(ps); s.rel(k) == "nmod:poss" && len(named) < len(ps) {
				his = true // "its aid to Y"
			} else if ps = named; his {
				ps = slices.DeleteFunc(ps, func(p party) bool {
					p.Role = nil
					return p.Kind == graph.KindActor || r.acting(p)
				})
			}
			if ps = r.others(ps); len(ps) > 0 {
				return ps
			}
			if p, ok := r.stranger(s, k); ok && (s.rel(k) == "nmod:poss" || s.preposition(k) == "by") {
				return []party{p}
			}
		}
	}
	return nil
}

// occasions are prepositions of when something was agreed or said: "a truce during talks
// in Doha" is no truce with Doha.
var occasions = set([]string{"during", "amid", "before", "following"})

// others are the parties but for those who do the act, so that a phrase that names
// these and somebody else is the other's.
func (r *reader) others(ps []party) []party {
	if r.acting == nil {
		return ps
	}
	return slices.DeleteFunc(slices.Clone(ps), r.acting)
}

// harm reports a noun for an act of force, whose "of" and "on" name a victim.
func (s *sentence) harm(word int) bool {
	n, ok := s.nounOf(word)
	return ok && (n.class == "attack" || n.class == "arrest")
}

// below resolves a word inside a phrase, else what is inside of it.
func (r *reader) below(s *sentence, k int) []party {
	if s.verbal(k) {
		if s.brokered(k) {
			return nil // "a truce brokered by Y" is no truce with Y
		}
		rs := s.roles(k)
		if (rs.passive || s.rel(k) == "acl:relcl") && slices.Contains(rs.obj, s.head(k)) && len(rs.subj) > 0 {
			return r.parties(s, rs.subj, false, false)
		}
		for _, o := range rs.obl {
			switch {
			case !rs.passive || !s.under(k, o.word): // "the raid in which they were killed" is where they were killed
			case o.prep == "on" || o.prep == "against" || o.prep == "from":
				return r.parties(s, []int{o.word}, false, false)
			case o.prep == "in" || o.prep == "at":
				if ps := r.reached(s, o.word, -1); len(ps) > 0 {
					return ps
				}
			}
		}
		return nil
	}
	var out []party
	for _, w := range s.list(k) {
		if m := r.at(s, w, true, isActor); m != nil {
			out = appendParties(out, r.several(m))
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, kk := range s.kids[k] {
		if b := s.base(kk); b == "nmod" || b == "amod" || b == "compound" {
			if ps := r.below(s, kk); len(ps) > 0 {
				return ps
			}
		}
	}
	return nil
}

// nearest returns the parties named below a clause, in order of depth and
// text, for the slot "comp".
func (r *reader) nearest(s *sentence, root int, except func(party) bool) []party {
	queue := []int{root}
	for n := 0; n < len(queue) && n < 80; n++ {
		w := queue[n]
		if !s.verbal(w) {
			var out []party
			for _, x := range s.list(w) {
				if m := r.at(s, x, false, isActor); m != nil && !except(r.party(m)) {
					out = appendParties(out, r.several(m))
					out = appendParties(out, r.alsoNamed(s, m))
				}
			}
			if len(out) > 0 {
				return out
			}
			if ps := slices.DeleteFunc(r.inside(s, w, anyLink), except); len(ps) > 0 {
				return ps
			}
		}
		for _, k := range s.kids[w] {
			if b := s.base(k); b != "advcl" && b != "parataxis" && b != "punct" && s.rel(k) != "acl:relcl" && b != "appos" && !s.alongside(k) {
				queue = append(queue, k)
			}
		}
	}
	return nil
}
