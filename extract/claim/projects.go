package claim

import (
	"slices"
	"strings"

	"entente/extract/mention"
	"entente/graph"
)

// projectTies writes what the name and the phrase of a project, agreement or
// meeting say: "the A–B railway" connects A and B, a base "in" a town lies
// there, projects "such as" these are part of the initiative before them.
func (r *reader) projectTies(s *sentence) {
	for _, m := range r.doc.In(s.index) {
		switch m.Kind {
		case graph.KindProject:
			r.lineEnds(s, m)
			r.location(s, m)
			r.partOf(s, m)
		case graph.KindAgreement:
			r.partOf(s, m)
		case graph.KindMeeting:
			r.venue(s, m)
		}
	}
}

// lines are heads of projects that lead from one place to another.
var lines = set([]string{"railway", "railroad", "rail", "line", "highway", "road", "motorway", "expressway", "pipeline", "corridor", "route",
	"bridge", "tunnel", "canal", "cable", "link", "ferry", "interconnector", "waterway", "track", "railways", "roads", "highways", "grid", "artery"})

// lineEnds reads the states in the name of a line as its ends.
func (r *reader) lineEnds(s *sentence, m *mention.Mention) {
	if m.Head >= len(s.Words) || !lines[s.lemma(m.Head)] {
		return
	}
	e := event{word: m.Head, kind: graph.Connects, rule: "name/line", object: -1, ctx: s.context(m.Head)}
	if e.ctx.none {
		return
	}
	e.ctx.modality, e.ctx.polarity = graph.Actual, graph.Affirmed
	var ends []party
	for _, x := range r.doc.In(s.index) {
		if (x.Kind == graph.KindState || x.Kind == graph.KindPlace) && x.NameStart >= m.NameStart && x.NameEnd <= m.NameEnd && x.Modifier {
			p := r.party(x)
			p.ActsFor = nil
			ends = appendParty(ends, p)
		}
	}
	if ps := r.runsBetween(s, m); len(ps) > 1 {
		ends = ps
	}
	if len(ends) < 2 {
		return
	}
	for _, p := range ends {
		r.add(r.claim(s, &e, r.party(m), p, false))
	}
}

// runsBetween are the places that the phrase of a line says it leads from and to, or that
// it lies between, also in its apposition: "the X railway, a line from A to B".
func (r *reader) runsBetween(s *sentence, m *mention.Mention) []party {
	heads := []int{m.Head}
	for _, k := range s.with(m.Head, "appos") {
		if lines[s.lemma(k)] {
			heads = append(heads, k)
		}
	}
	ends := []graph.EntityKind{graph.KindPlace, graph.KindState}
	for _, h := range heads {
		if ps := r.ofKind(s, s.attributes(h, "between"), ends); len(ps) > 1 {
			return ps
		}
		from := r.ofKind(s, s.attributes(h, "from"), ends)
		to := r.ofKind(s, s.attributes(h, "to"), ends)
		if len(from) == 0 || len(to) == 0 || !s.bearsName(m) {
			continue // "the road from Seoul to Nairobi" may be a figure of speech
		}
		return append(append(from, to...), r.ofKind(s, append(s.attributes(h, "through"), s.attributes(h, "via")...), ends)...)
	}
	return nil
}

// location reads "in", "at" or "near" a place behind the name of a project.
func (r *reader) location(s *sentence, m *mention.Mention) {
	spots := []graph.EntityKind{graph.KindPlace, graph.KindState}
	for _, prep := range []string{"in", "at", "near"} {
		for _, p := range r.ofKind(s, s.attributes(m.Head, prep), spots) {
			e := event{word: m.Head, kind: graph.LocatedIn, rule: "phrase/location", object: -1, ctx: stated()}
			r.add(r.claim(s, &e, r.party(m), p, false))
		}
	}
}

// venue reads "in" a place behind a meeting.
func (r *reader) venue(s *sentence, m *mention.Mention) {
	for _, prep := range []string{"in", "at"} {
		for _, p := range r.ofKind(s, s.attributes(m.Head, prep), []graph.EntityKind{graph.KindPlace, graph.KindState}) {
			e := event{word: m.Head, kind: graph.HeldIn, rule: "phrase/venue", object: -1, ctx: stated()}
			r.add(r.claim(s, &e, r.party(m), p, false))
		}
	}
}

// partOf reads projects that a noun with an initiative before it introduces,
// and those with "under" or "within" an initiative behind them.
func (r *reader) partOf(s *sentence, m *mention.Mention) {
	whole := []graph.EntityKind{graph.KindInitiative}
	e := event{word: m.Head, kind: graph.PartOf, rule: "phrase/part", object: -1, ctx: stated()}
	var tos []party
	for _, prep := range []string{"under", "within", "within the framework of", "as part of"} {
		tos = append(tos, r.ofKind(s, s.attributes(m.Head, prep), whole)...)
	}
	if h := s.introduced(m.Head); h >= 0 {
		tos = append(tos, r.introducing(s, h, m, whole)...)
	}
	for _, t := range tos {
		r.add(r.claim(s, &e, r.party(m), t, false))
	}
}

// introduced climbs from an example to the noun it is an example of: "projects
// such as A, B and C", "projects, including A", "projects: A".
func (s *sentence) introduced(w int) int {
	example := false
	for n := 0; n < 12; n++ {
		h := s.head(w)
		if h < 0 {
			return -1
		}
		switch p := s.preposition(w); {
		case p == "such as" || p == "like" || p == "including" || p == "include" || strings.HasPrefix(p, "such"):
			example = true
		}
		b := s.base(w)
		if b != "conj" && b != "appos" && b != "nmod" && b != "list" {
			return -1
		}
		if b == "appos" && s.plural(h) {
			example = true
		}
		if example && s.upos(h) == "NOUN" && s.plural(h) {
			return h
		}
		w = h
	}
	return -1
}

func (s *sentence) plural(w int) bool { return s.Words[w].XPOS == "NNS" || s.Words[w].XPOS == "NNPS" }

// introducing returns the initiatives named before the noun: "Belt and Road projects".
func (r *reader) introducing(s *sentence, noun int, before *mention.Mention, kinds []graph.EntityKind) []party {
	var out []party
	for _, x := range r.doc.In(s.index) {
		if slices.Contains(kinds, x.Kind) && x.Hi <= noun+1 && x.Start < before.Start && (s.under(noun, x.Head) || x.Head == noun) {
			out = appendParty(out, r.party(x))
		}
	}
	return out
}

// stated is the context of what a phrase says by itself.
func stated() context {
	return context{modality: graph.Actual, polarity: graph.Affirmed, speaker: -1}
}

// bearsName reports a thing that has a name of its own, in capitals up to its head.
func (s *sentence) bearsName(m *mention.Mention) bool {
	for k := m.Lo; k <= m.Head && k < len(s.Words); k++ {
		if w := &s.Words[k]; w.Start >= m.NameStart && s.upos(k) != "DET" && w.Text != strings.ToLower(w.Text) {
			return true
		}
	}
	return false
}

// paysFor are verbs that finance something only where they are said of money.
var paysFor = set([]string{"cover", "bear", "meet", "shoulder", "defray", "provide", "allocate", "grant", "approve", "contribute", "give", "donate", "earmark", "spend",
	"extend", "commit", "lend", "disburse", "promise", "pledge"})

// moneys are nouns for money.
var moneys = set([]string{"loan", "credit", "grant", "money", "fund", "funds", "funding", "financing", "finance", "cost", "expense", "investment", "dollar", "euro", "pound",
	"yen", "yuan", "percent", "third", "half", "quarter", "share", "sum", "capital"})

// money reports a noun for money or a part of a cost, with a sign for a currency too.
func (s *sentence) money(w int) bool {
	if moneys[s.lemma(w)] || strings.ContainsAny(s.Words[w].Text, "$€£¥%") {
		return true
	}
	return slices.ContainsFunc(s.kids[w], func(k int) bool { return strings.ContainsAny(s.Words[k].Text, "$€£¥%") || s.lemma(k) == "cent" })
}

// funded reads with whose money a project is made: "was built with a loan from X", "is
// building the dam with loans of X and Y".
func (r *reader) funded(s *sentence, i int) {
	rs := s.roles(i)
	if !rs.passive && !makes(s, i) {
		return
	}
	projects := r.ofKind(s, rs.obj, []graph.EntityKind{graph.KindProject})
	if len(projects) == 0 {
		return
	}
	e := event{word: i, kind: graph.Finances, rule: "phrase/funds", object: -1, ctx: s.context(i)}
	if e.ctx.none {
		return
	}
	for _, k := range s.moneyOf(i, rs) {
		for _, from := range r.lenders(s, k) {
			for _, to := range projects {
				r.tie(s, &e, from, to)
			}
		}
	}
}

// makes reports a verb by which who is its subject builds.
func makes(s *sentence, i int) bool {
	return slices.ContainsFunc(s.rules.ties[s.lemma(i)], func(t tie) bool { return t.kind == graph.Builds })
}

// moneyOf are the words for the money with which the act of a verb is done.
func (s *sentence) moneyOf(i int, rs *roles) []int {
	at := s.kids[i]
	for _, o := range rs.obj {
		at = append(slices.Clone(at), s.kids[o]...)
	}
	var out []int
	for _, k := range at {
		p := s.preposition(k)
		if b := s.base(k); b != "obl" && b != "nmod" || p != "with" && p != "by" && p != "through" && p != "from" {
			continue
		}
		for _, w := range s.list(k) {
			if l := s.lemma(w); moneys[l] || l == "help" && rs.passive || l == "support" && rs.passive || l == "line" && s.has(w, "compound", "credit") {
				out = append(out, w)
			}
		}
	}
	return out
}

// lenders are those of whom some money is: "a loan of X", "a grant extended by Y".
func (r *reader) lenders(s *sentence, w int) []party {
	info, _ := graph.Finances.Info()
	if ps := r.beside(s, w, []string{"from", "of", "by", "poss"}, info.Domain); len(ps) > 0 {
		return ps
	}
	for _, v := range s.saidOfMoney(w) {
		if gives[s.lemma(v)] {
			return r.ofKind(s, s.roles(v).subj, info.Domain)
		}
	}
	return nil
}

// saidOfMoney are the participles behind a noun for money and behind its sum: "a loan of 20
// million dollars extended by".
func (s *sentence) saidOfMoney(w int) []int {
	out := s.with(w, "acl")
	for _, k := range s.attributes(w, "of") {
		if s.first(k, "nummod") >= 0 || s.upos(k) == "NUM" {
			out = append(slices.Clone(out), s.with(k, "acl")...)
		}
	}
	return out
}

// gives are verbs for what lenders and donors do with money.
var gives = set([]string{"extend", "provide", "grant", "give", "offer", "approve", "lend", "allocate", "contribute", "donate", "disburse", "make"})

// lentFor reads for which project money was given: "the loan extended by X for the dam".
func (r *reader) lentFor(s *sentence, w int) {
	if s.upos(w) != "NOUN" || !moneys[s.lemma(w)] || s.lemma(w) == "cost" {
		return
	}
	for _, v := range s.saidOfMoney(w) {
		words := append(s.behind("for", s.roles(v), -1), s.attributes(w, "for")...)
		to := r.ofKind(s, words, []graph.EntityKind{graph.KindProject})
		e := event{word: w, kind: graph.Finances, rule: "phrase/lent", object: -1, noun: true, ctx: s.context(v)}
		if !gives[s.lemma(v)] || len(to) == 0 || e.ctx.none {
			continue
		}
		for _, from := range r.lenders(s, w) {
			for _, t := range to {
				r.tie(s, &e, from, t)
			}
		}
	}
}
