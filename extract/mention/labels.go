package mention

import (
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// readLabel finds whom the label sentence of l names or what it says that he
// does, false where it is no label of a speaker.
func (r *reader) readLabel(l *label) bool {
	s := r.doc.Sentence(l.sentence)
	var words []string
	for _, t := range s.Tokens {
		if !isStars(t.Text) && t.Text != ":" && (len(words) == 0 || t.End < s.End || !isDash(t.Text)) {
			words = append(words, t.Text)
		}
	}
	if len(words) == 0 {
		return false
	}
	ms := r.doc.records.of(l.sentence, s.Start)
	r.settleOffices(ms)
	for _, m := range ms {
		if m.Kind == graph.KindPerson && m.Form == FormName {
			for _, of := range ms {
				if m.ActsFor == "" && of.NameStart > m.NameEnd && (of.Kind == graph.KindState || of.Kind == graph.KindOrganization && of.Role != "JRN") {
					m.ActsFor = of.Entity // "Mr. Kariuki (United Kingdom)"
				}
			}
			if s := labelled(words); s == labelAsks {
				m.ActsFor, m.Role, l.asks = "", "JRN", true
			} else if s == labelAnswers {
				l.asks, l.whole = false, true
			}
			if r.reports(l, &m, ms, words) {
				m.ActsFor, m.Role, l.asks = "", "JRN", true
			}
			l.says(r, &m)
			l.named = true
			return true
		}
	}
	if asks, answers := asksOrAnswers(words); asks || answers {
		l.asks = asks
		return true
	}
	if !r.sameLine(l.sentence) {
		return false
	}
	return r.labelledOffice(l, words, s.Start, s.End) || r.labelledMedium(l, ms, words, s.Start, s.End)
}

// reports reports a person whose label names his medium in brackets, here or before: one
// that is known, or that is no state and no body where he asks.
func (r *reader) reports(l *label, m *Mention, ms []Mention, words []string) bool {
	known := r.speakers[speaker{m.Entity, "", m.Kind}]
	if known != nil && known.Role == "JRN" {
		return true
	}
	in := slices.Index(words, "(")
	if in < 0 || m.Office != "" {
		return false
	}
	for i := range ms {
		if of := &ms[i]; of.NameStart > m.NameEnd {
			_, listed := r.lex.Organization(string(of.Entity))
			return of.Role == "JRN" || of.Kind != graph.KindState && !listed && l.asks
		}
	}
	return l.asks
}

// asking and answering are what a label says that somebody does: "X asked the Minister of Y:",
// "The Minister replied:", "Answer by X:".
var (
	asking    = set("asked", "asks")
	answering = set("replied", "answered", "replies", "answers", "responded")
)

// labelled says whether the words of a label with a name say that he asks or that he answers.
func labelled(words []string) labelSays {
	for k, w := range words {
		l := strings.ToLower(w)
		switch {
		case asking[l], l == "to" && k > 1:
			return labelAsks
		case answering[l], k == 0 && (l == "answer" || l == "reply" || l == "response"):
			return labelAnswers
		}
	}
	return labelNames
}

// labelSays is what a label says besides a name.
type labelSays byte

const (
	labelNames labelSays = iota
	labelAsks
	labelAnswers
)

// asksOrAnswers reports whether the words of a label say that somebody asks or answers.
func asksOrAnswers(words []string) (asks, answers bool) {
	w := strings.ToLower(words[0])
	if head := strings.TrimRight(w, "0123456789"); head == "q" || head == "a" {
		w = head
	}
	switch w {
	case "q", "question", "journalist", "reporter", "correspondent", "interviewer", "moderator", "host", "anchor", "presenter", "questioner", "media", "press":
		return true, false
	case "a", "answer", "reply", "response", "interviewee":
		return false, len(words) <= 2
	}
	return false, false
}

// sameLine reports whether what a label belongs to follows on its line.
func (r *reader) sameLine(i int) bool {
	if i+1 >= r.doc.Len() {
		return false
	}
	_, end := r.doc.Span(i)
	next, _ := r.doc.Span(i + 1)
	gap, _ := r.doc.Text.Slice(end, next)
	return !strings.ContainsAny(gap, "\n\r")
}

// labelledOffice reads the label of somebody told by his office ("Spokesperson:",
// "Foreign Minister:"): the person of the document who holds it, else the state
// that the lead says it belongs to.
func (r *reader) labelledOffice(l *label, words []string, start, end int) bool {
	var office lexicon.Office
	at := -1
	for k := range words {
		if o, ok := r.lex.OfficeAt(words, k); ok && !o.Plural && (o.Title || o.Acts) && k+o.Len == len(words) {
			office, at = o, k
			break
		}
	}
	if at < 0 {
		return false
	}
	m, ok := r.holder(office.Phrase, start, end, l.sentence)
	if l.named = ok; ok {
		l.says(r, &m)
	}
	return true
}

// holder returns who holds the office by which a label calls somebody, by the title and the
// lead before a sentence: a person, the closest to that office, else the state that has
// it, under the span given.
func (r *reader) holder(phrase string, start, end, before int) (Mention, bool) {
	lead := []*sentence{}
	if r.titled != nil {
		lead = append(lead, r.titled)
	}
	var found *Mention
	best := 0
	look := func(ms []Mention) {
		for k := range ms {
			if m := &ms[k]; m.Kind == graph.KindPerson && m.Form == FormName && sameOffice(m.Office, phrase) > best && r.speaksFor(m) != "" {
				found, best = m, sameOffice(m.Office, phrase)
			}
		}
	}
	look(r.title)
	for i := range min(r.doc.Len(), leadSentences, before) {
		s := newSentence(i, r.doc)
		lead = append(lead, s)
		ms := r.doc.records.of(i, s.Start)
		r.settleOffices(ms)
		look(ms)
	}
	if found != nil {
		r.employ(found, r.speaksFor(found))
		return *found, true
	}
	for _, s := range lead {
		for k := range s.words {
			o, ok := r.lex.OfficeAt(s.words, k)
			if !ok || o.Plural || sameOffice(o.Phrase, phrase) == 0 {
				continue
			}
			if id := r.partyNear(s, max(0, k-6), min(len(s.words), k+9), k, k+o.Len, notOwn); id != "" {
				return Mention{Entity: id, Kind: id.Kind(), Name: r.lex.Name(string(id)), Role: o.Code, Form: FormRole, Office: o.Phrase, Start: start, End: end}, true
			}
		}
	}
	return Mention{}, false
}

// speaksFor is the state or body for which a person in office speaks, the host's for a
// spokesman of whom the text does not say whose he is; "" for none.
func (r *reader) speaksFor(m *Mention) graph.EntityID {
	if m.ActsFor == "" && strings.HasPrefix(m.Office, "spokes") {
		return r.host()
	}
	return m.ActsFor
}

// sameOffice says how well an office fits the words by which somebody is called later: 3
// for the same, 2 where they say less ("the Minister", of a minister of trade), 1 where they
// say only its rank and it has one of its own ("the Minister", of a prime minister), 0 for another.
func sameOffice(held, called string) int {
	h, c := plainOffice(held), plainOffice(called)
	switch {
	case h == c && h != "":
		return 3
	case h == "" || strings.Contains(c, " "):
		return 0
	case h == "prime "+c:
		return 1
	case strings.HasSuffix(h, " "+c), strings.HasPrefix(h, c+" "):
		return 2
	}
	return 0
}

// plainOffice is an office by the shortest of its names: "foreign minister" for "minister
// of foreign affairs", "trade minister" for "minister of trade".
func plainOffice(phrase string) string {
	switch phrase {
	case "spokesman", "spokeswoman":
		return "spokesperson"
	case "high commissioner", "permanent representative", "ambassador extraordinary and plenipotentiary":
		return "ambassador"
	}
	rank, field, ok := strings.Cut(phrase, "minister of ")
	if !ok {
		rank, field, ok = strings.Cut(phrase, "minister for ")
	}
	if !ok {
		rank, field, ok = "", strings.TrimSuffix(phrase, " minister"), strings.HasSuffix(phrase, " affairs minister")
	}
	if !ok {
		return phrase
	}
	if field = strings.TrimSuffix(field, " affairs"); field == "external" {
		field = "foreign"
	}
	return rank + field + " minister"
}

// labelledMedium reads the label of a newspaper, agency or broadcaster; one that
// is not known counts where it asks and the label is short.
func (r *reader) labelledMedium(l *label, ms []Mention, words []string, start, end int) bool {
	for _, m := range ms {
		if m.Kind == graph.KindOrganization && m.Role == "JRN" {
			l.says(r, &m)
			l.named, l.asks = true, true
			return true
		}
	}
	if !l.asks || len(ms) > 0 || len(words) > 4 {
		return false
	}
	name := strings.Join(words, " ")
	id := graph.NewEntityID(graph.KindOrganization, name)
	if id == "" {
		return false
	}
	l.says(r, &Mention{Entity: id, Kind: graph.KindOrganization, Name: name, Role: "JRN", Form: FormName, Start: start, End: end})
	l.named = true
	return true
}
