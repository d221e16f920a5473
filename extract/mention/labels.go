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
		if !isStars(t.Text) && t.Text != ":" {
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
	m, ok := r.holder(office.Phrase[strings.LastIndexByte(office.Phrase, ' ')+1:], start, end, l.sentence)
	if l.named = ok; ok {
		l.says(r, &m)
	}
	return true
}

// holder returns who holds the office that a word names, by the title and the lead
// before a sentence: a person, else the state that has it, under the span given.
func (r *reader) holder(word string, start, end, before int) (Mention, bool) {
	for _, m := range r.title {
		if m.Kind == graph.KindPerson && m.ActsFor != "" && strings.HasSuffix(m.Office, word) {
			return m, true
		}
	}
	lead := []*sentence{}
	if r.titled != nil {
		lead = append(lead, r.titled)
	}
	for i := range min(r.doc.Len(), leadSentences, before) {
		s := newSentence(i, r.doc)
		lead = append(lead, s)
		ms := r.doc.records.of(i, s.Start)
		r.settleOffices(ms)
		for _, m := range ms {
			if m.Kind == graph.KindPerson && m.ActsFor != "" && strings.HasSuffix(m.Office, word) {
				return m, true
			}
		}
	}
	for _, s := range lead {
		for k := range s.words {
			o, ok := r.lex.OfficeAt(s.words, k)
			if !ok || !strings.HasSuffix(o.Phrase, word) {
				continue
			}
			if id := r.partyNear(s, max(0, k-6), min(len(s.words), k+9), k, k+o.Len, notOwn); id != "" {
				return Mention{Entity: id, Kind: id.Kind(), Name: r.lex.Name(string(id)), Role: o.Code, Form: FormRole, Office: o.Phrase, Start: start, End: end}, true
			}
		}
	}
	return Mention{}, false
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
