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
	if !r.isEntry(s.index) || s.finite() {
		return
	}
	told := func(kinds ...graph.RelationKind) bool {
		return slices.ContainsFunc(r.out[first:], func(c graph.Claim) bool { return slices.Contains(kinds, c.Kind) })
	}
	if !told(graph.DiplomaticTies, graph.Sanction) {
		r.entryRelations(s)
	}
	if !told(graph.Consult) {
		r.entryVisit(s)
	}
	if !told(graph.Signed, graph.Agree) {
		r.entryPaper(s)
	}
	if times := r.doc.Times(s.index); len(times) == 1 { // the only date of the line is that of what it tells
		for i := range r.out[first:] {
			if c := &r.out[first+i]; c.When == "" && strings.HasPrefix(c.Rule, "entry/") {
				c.When = times[0].Date
			}
		}
	}
}

// isEntry reports a line of a chronology or of a list.
func (r *reader) isEntry(i int) bool {
	return r.doc.Entry(i) != "" || item(r.sentenceText(i))
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
	if guest == nil {
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

// entryPaper reads that an agreement was signed of which the line says not by whom.
func (r *reader) entryPaper(s *sentence) {
	paper, signed := -1, -1
	for i := range s.Words {
		switch l := strings.ToLower(s.Words[i].Text); {
		case paper < 0 && slices.Contains(papersOf, l):
			paper = i
		case l == "signed" || l == "concluded" || l == "signing" || l == "signature" || l == "conclusion":
			signed = i
		}
	}
	if paper < 0 || signed < 0 || signed > paper && s.Words[signed].XPOS == "VBG" {
		return
	}
	if ps := r.statesIn(s.index, 1<<30); len(ps) > 0 {
		return
	}
	e := event{word: signed, kind: graph.Signed, rule: "entry/paper", object: -1, ctx: context{modality: graph.Actual, polarity: graph.Affirmed, speaker: -1}}
	two := r.theTwo(s, paper)
	if len(two) == 2 && r.agreementAt(s, paper) == nil {
		r.eachOther(s, &event{word: signed, kind: graph.Agree, rule: e.rule, object: -1, ctx: e.ctx}, two)
		return
	}
	if m := r.agreementAt(s, paper); m != nil && m.Entity != "" {
		r.signedAmong(s, &e, r.party(m), two)
	}
}
