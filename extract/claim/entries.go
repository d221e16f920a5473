package claim

import (
	"slices"
	"strings"

	"entente/extract/mention"
	"entente/extract/parse"
	"entente/graph"
)

// readEntry reads a line of a chronology or a list on two states that has no finite
// verb and names not both of them: "Diplomatic relations established.", "Visit of the
// Chilean foreign minister to Suva.", "Fisheries agreement signed." What the line tells
// otherwise stands in r.out from first on.
func (r *reader) readEntry(s *sentence, first int) {
	headed := r.doc.Headed(s.index)
	if !r.isEntry(s.index) && !r.bare(s) && !headed || s.finite() && !(headed && s.agentless()) {
		return
	}
	has := func(kinds ...graph.RelationKind) bool {
		return slices.ContainsFunc(r.out[first:], func(c graph.Claim) bool { return slices.Contains(kinds, c.Kind) })
	}
	if !has(graph.DiplomaticTies, graph.Sanction) {
		r.entryRelations(s)
	}
	if !has(graph.Consult) {
		r.entryVisit(s)
		r.entryTalks(s)
	}
	if !has(graph.Signed, graph.Agree) {
		r.entryBetween(s)
	}
	if !has(graph.Signed, graph.Agree) {
		r.entryPaper(s)
	}
	if !has(graph.EnteredIntoForce) {
		r.entryForce(s)
	}
	if !has(graph.Cooperate, graph.Sanction, graph.Concede, graph.Consult) {
		r.entryEmbassy(s)
	}
	when := r.told(s)
	for i := range r.out[first:] {
		c := &r.out[first+i]
		if c.Rule != "entry/force" && strings.HasPrefix(c.Rule, "entry/") || c.Rule == "tie/signature" {
			if when != "" || c.Kind == graph.Signed {
				c.When = when
			}
			if r.planned(s, c.When) {
				c.Modality = graph.Intended
			}
		}
	}
}

// told is the date of what a line tells: that of its entry or the first that is not the
// date of its force, "" for none.
func (r *reader) told(s *sentence) graph.Date {
	if d := r.doc.Entry(s.index); d != "" {
		return d
	}
	for _, t := range r.doc.Times(s.index) {
		if t.Head < 0 || t.Head >= len(s.Words) || !s.forced(t.Head) {
			return t.Date
		}
	}
	return ""
}

// forced reports a date that is that of force: "in force since 2 May", "entered into force
// on 3 June".
func (s *sentence) forced(w int) bool {
	for k := w - 1; k >= max(0, w-6); k-- {
		switch strings.ToLower(s.Words[k].Text) {
		case "force", "effect":
			return true
		case "(", ",", ";", "signed":
			return false
		}
	}
	return false
}

// planned reports a line on what is to be: it says so, or its date is after that of the
// document.
func (r *reader) planned(s *sentence, when graph.Date) bool {
	if day := r.doc.PublishedOn; when != "" && day != "" && len(when) >= 4 && string(when[:min(len(when), len(day))]) > string(day[:min(len(when), len(day))]) {
		return true
	}
	return slices.ContainsFunc(s.Words, func(w parse.Word) bool {
		l := strings.ToLower(w.Text)
		return l == "planned" || l == "scheduled" || l == "forthcoming" || l == "upcoming"
	})
}

// bare reports a line of its own that is no sentence, in a document on two states: what
// stands below a heading.
func (r *reader) bare(s *sentence) bool {
	if len(s.Words) < 3 || len(s.Words) > 40 || r.theTwo(s, 0) == nil {
		return false
	}
	start, end := r.doc.Span(s.index)
	if last := s.Words[len(s.Words)-1].Text; strings.Contains(".?!:,", last) {
		return false
	}
	before, _ := r.doc.Text.Slice(max(0, start-2), start)
	after, _ := r.doc.Text.Slice(end, end+2)
	return s.index > 0 && strings.ContainsAny(before, "\n\r") && (after == "" || strings.ContainsAny(after, "\n\r"))
}

// isEntry reports a line of a chronology or of a list.
func (r *reader) isEntry(i int) bool {
	t := r.doc.Line(i)
	return r.doc.Entry(i) != "" || item(t) || strings.Contains(t, ":") && !strings.HasSuffix(t, ".") && (strings.HasPrefix(t, "diplomatic relations") || strings.HasPrefix(t, "establishment of diplomatic relations"))
}

// finite reports a sentence with a verb that has a subject, whose form cannot be that of
// a participle with its auxiliary left out.
func (s *sentence) finite() bool {
	for i := range s.Words {
		if !s.verbal(i) || s.base(i) == "acl" || s.base(i) == "advcl" || s.head(i) >= 0 && s.base(i) != "conj" && s.base(i) != "parataxis" {
			continue
		}
		if s.first(i, "aux", "aux:pass") >= 0 || s.first(i, "nsubj") >= 0 && !strings.HasSuffix(s.Words[i].Text, "ed") && s.Words[i].XPOS != "VBN" && s.Words[i].XPOS != "VBD" {
			return true
		}
	}
	return false
}

// agentless reports a sentence that tells what was done, and not by whom: "An embassy was
// opened in 1992", "Talks have been held".
func (s *sentence) agentless() bool {
	root := s.Root()
	return root >= 0 && s.first(root, "nsubj:pass") >= 0 && s.first(root, "obl:agent") < 0
}

// words that say that relations begin or are broken.
var (
	relationsBegin = set([]string{"establish", "established", "establishment", "restored", "restoration", "resumed", "resumption", "re-established", "reestablished", "normalised", "normalized", "initiated", "opened"})
	relationsEnd   = set([]string{"severed", "severance", "broken", "rupture", "cut", "suspended", "suspension", "break"})
)

// entryRelations reads that diplomatic relations began, between those whom the line
// names or the two of the document.
func (r *reader) entryRelations(s *sentence) {
	at := slices.IndexFunc(s.Words, func(w parse.Word) bool { return strings.EqualFold(w.Text, "diplomatic") })
	if at < 0 || at+1 >= len(s.Words) || !slices.Contains([]string{"relation", "tie", "link"}, s.lemma(at+1)) {
		return
	}
	begins, ends := false, false
	for i := range s.Words {
		w := strings.ToLower(s.Words[i].Text)
		begins, ends = begins || relationsBegin[w], ends || relationsEnd[w]
	}
	if !begins || ends {
		return
	}
	ps := r.statesIn(s.index, 1<<30)
	if len(ps) != 2 {
		ps = r.theTwo(s, at+1)
	}
	if len(ps) != 2 {
		return
	}
	e := event{word: at + 1, kind: graph.DiplomaticTies, rule: "entry/relations", object: -1, noun: true, ctx: s.context(at + 1)}
	r.level(s, &e, ps[0], ps[1], "")
	e.kind = graph.Support
	r.eachOther(s, &e, ps)
}

// visitNouns are the nouns by which the lines of a chronology tell of a visit.
var visitNouns = set([]string{"visit", "trip", "tour", "travel", "stopover", "voyage"})

// entryVisit reads who visits whom: "Visit of X to Y", "President X to Ottawa, May 2021".
func (r *reader) entryVisit(s *sentence) {
	guest := r.guest(s)
	if guest == nil || s.calledOff() {
		return
	}
	visit := slices.IndexFunc(s.Words[:min(len(s.Words), 6)], func(w parse.Word) bool { return visitNouns[strings.ToLower(strings.TrimSuffix(w.Text, "s"))] })
	to := r.destination(s, guest.NameEnd)
	switch {
	case to == nil && visit < 0, visit < 0 && s.verbal(max(0, guest.Head-1)):
		return
	case visit < 0:
		if gap, _ := r.doc.Text.Slice(guest.NameEnd, to.NameStart); strings.TrimSpace(gap) != "to" {
			return
		}
	}
	from := r.party(guest)
	var host party
	if to != nil {
		host = r.party(to)
		if to.Kind == graph.KindPlace {
			host = r.land(to)
		}
	}
	pair := r.theTwo(s, guest.Head)
	other := func(id graph.EntityID) (party, bool) {
		i := slices.IndexFunc(pair, func(p party) bool { return p.ID == id })
		if len(pair) != 2 || i < 0 {
			return party{}, false
		}
		return pair[1-i], true
	}
	if to == nil {
		p, ok := other(from.Party())
		if !ok {
			return
		}
		host = p
	}
	if from.Kind == graph.KindPerson && from.ActsFor == nil {
		if p, ok := other(host.ID); ok {
			from.ActsFor = &p.ID
		}
	}
	if host.ID == "" || from.Party() == host.ID {
		return
	}
	e := event{word: guest.Head, kind: graph.Consult, rule: "entry/visit", object: -1, noun: true, ctx: context{modality: graph.Actual, polarity: graph.Affirmed, speaker: -1}}
	r.write(s, &e, from, host, false)
}

// entryTalks reads that the two held talks: "Talks have been held since 1993".
func (r *reader) entryTalks(s *sentence) {
	root := s.Root()
	if root < 0 || s.lemma(root) != "hold" || !s.agentless() {
		return
	}
	w := s.first(root, "nsubj:pass")
	for s.upos(w) == "NOUN" && s.rules.nouns[s.lemma(w)].kind != graph.Consult {
		if w = s.first(w, "nmod"); w < 0 {
			return // "rounds of talks"
		}
	}
	e := event{word: w, kind: graph.Consult, rule: "entry/talks", object: -1, noun: true, ctx: s.context(root)}
	if two := r.theTwo(s, w); len(two) == 2 && !e.ctx.none {
		r.eachOther(s, &e, two)
	}
}

// guest is who a line says paid a visit: a person or the officials of a state, the
// first of the line.
func (r *reader) guest(s *sentence) *mention.Mention {
	for _, m := range r.doc.In(s.index) {
		if m.Modifier || m.Form == mention.FormPronoun || m.Head < 0 || m.Head >= len(s.Words) {
			continue
		}
		switch {
		case m.Kind == graph.KindPerson && m.Role != "" && !private(r.party(m).Actor), m.Kind == graph.KindState && (m.Role == "GOV" || m.Role == "LEG" || m.Role == "MIL"):
			return m
		}
		return nil
	}
	return nil
}

// destination is the state or the place of a known state that a line names behind "to"
// or "in" after a place of the text.
func (r *reader) destination(s *sentence, after int) *mention.Mention {
	for _, m := range r.doc.In(s.index) {
		if m.NameStart < after || m.Kind != graph.KindState && (m.Kind != graph.KindPlace || m.ActsFor.Kind() != graph.KindState) {
			continue
		}
		before, _ := r.doc.Text.Slice(max(0, m.NameStart-5), m.NameStart)
		if b := strings.TrimSpace(before); strings.HasSuffix(b, " to") || strings.HasSuffix(b, " in") || strings.HasSuffix(b, "to the") {
			return m
		}
	}
	return nil
}

// entryPaper reads that an agreement was signed of which the line says not by whom: it
// says that it was, or opens with its name and has its date.
func (r *reader) entryPaper(s *sentence) {
	paper, signed := -1, -1
	for i := range s.Words {
		switch l := strings.ToLower(s.Words[i].Text); {
		case paper < 0 && (slices.Contains(mention.Papers, l) || l == "mou"):
			paper = i
		case l == "signed" || l == "concluded" || l == "signing" || l == "signature" || l == "conclusion":
			signed = i
		case unsigned[l]:
			return
		}
	}
	m := r.agreementAt(s, paper)
	if paper < 0 || signed > paper && s.Words[signed].XPOS == "VBG" || signed < 0 && (m == nil || !s.opensWith(m) || !s.bracketed(r) && !s.yearAhead(m)) {
		return
	}
	if ps := r.statesIn(s.index, 1<<30); len(ps) > 0 && !(m != nil && ps[0].Start > m.End && s.bracketed(r)) {
		return
	}
	at := max(signed, paper)
	e := event{word: at, kind: graph.Signed, rule: "entry/paper", object: -1, ctx: context{modality: graph.Actual, polarity: graph.Affirmed, speaker: -1}}
	two := r.theTwo(s, paper)
	if len(two) == 2 && m == nil {
		r.eachOther(s, &event{word: at, kind: graph.Agree, rule: e.rule, object: -1, ctx: e.ctx}, two)
		return
	}
	if m != nil && m.Entity != "" {
		r.signedAmong(s, &e, r.party(m), two)
	}
}

// unsigned are words of lines on agreements that nobody has signed yet.
var unsigned = set([]string{"negotiation", "negotiations", "negotiated", "draft", "drafts", "drafted", "proposed", "pending", "expected", "terminated", "expired", "withdrawn"})

// opensWith reports that a line begins with a name, or with it behind a bullet or number.
func (s *sentence) opensWith(m *mention.Mention) bool {
	for k := range s.Words {
		if s.Words[k].Start >= m.Start {
			return true
		}
		if s.nominal(k) && s.upos(k) != "NUM" || s.verbal(k) {
			return false
		}
	}
	return false
}

// bracketed reports a line with a date in brackets: "(2001)", "(Lima, 3 May 2019)".
func (s *sentence) bracketed(r *reader) bool {
	open := slices.IndexFunc(s.Words, func(w parse.Word) bool { return w.Text == "(" })
	return open >= 0 && slices.ContainsFunc(r.doc.Times(s.index), func(t mention.Time) bool { return t.Head > open })
}

// entryForce reads since when an agreement is in force: "Agreement on X (in force since 2 May 2005)".
func (r *reader) entryForce(s *sentence) {
	for _, t := range r.doc.Times(s.index) {
		if t.Head < 0 || t.Head >= len(s.Words) || !s.forced(t.Head) {
			continue
		}
		at := s.Words[t.Head].Start
		for _, m := range r.doc.In(s.index) {
			if m.Kind != graph.KindAgreement || m.Entity == "" || m.Start > at {
				continue
			}
			r.add(graph.Claim{From: r.party(m).Actor, Kind: graph.EnteredIntoForce, Polarity: graph.Affirmed, Modality: graph.Actual, When: t.Date,
				Evidence: r.evidence(s.index), Confidence: 0.75, Rule: "entry/force"})
			return
		}
	}
}

// posts are the nouns for what a state keeps in another.
var posts = set([]string{"embassy", "consulate", "legation", "mission"})

// entryEmbassy reads that a state opened or closed its embassy in the other: "X's embassy
// opened in Lima", "Opening of the X consulate in Lima", "X consulate closed".
func (r *reader) entryEmbassy(s *sentence) {
	at := slices.IndexFunc(s.Words, func(w parse.Word) bool { return posts[strings.ToLower(w.Text)] })
	if at < 0 {
		return
	}
	kind := graph.RelationKind("")
	for i := range s.Words {
		switch strings.ToLower(s.Words[i].Text) {
		case "opened", "reopened", "re-opened", "opening", "reopening", "opens", "established", "establishment", "inaugurated":
			kind = graph.Cooperate
		case "closed", "closure", "closing", "closes", "suspended":
			kind = graph.Sanction
		default:
			continue
		}
		break
	}
	var owner, host party
	for _, m := range r.doc.In(s.index) {
		switch {
		case m.Kind == graph.KindState && owner.ID == "" && m.Role != "" && s.Words[at].Start < m.End && s.Words[at].Start >= m.Start:
			owner = r.party(m)
		case m.Kind == graph.KindPlace && host.ID == "" && m.ActsFor.Kind() == graph.KindState:
			host = r.land(m)
		}
	}
	two := r.theTwo(s, at)
	if owner.ID == "" && host.ID != "" && len(two) == 2 && slices.ContainsFunc(two, func(p party) bool { return p.ID == host.ID }) {
		owner = two[0]
		if owner.ID == host.ID {
			owner = two[1]
		}
	}
	i := slices.IndexFunc(two, func(p party) bool { return p.ID == owner.ID })
	if kind == "" || i < 0 || len(two) != 2 || host.ID != "" && host.ID != two[1-i].ID {
		return
	}
	if host.ID == "" {
		host = two[1-i]
	}
	owner.Role = nil
	e := event{word: at, kind: kind, rule: "entry/embassy", object: -1, noun: true, ctx: context{modality: graph.Actual, polarity: graph.Affirmed, speaker: -1}}
	r.write(s, &e, owner, host, false)
}
