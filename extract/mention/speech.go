package mention

import (
	"slices"
	"strings"

	"entente/extract/segment"
	"entente/graph"
)

// byline is how far into a document the line stands that says whose words it is.
const byline = 8

// speeches are nouns for what somebody says or writes in his own name.
var speeches = map[string]bool{"speech": true, "remarks": true, "address": true, "statement": true, "message": true, "keynote": true, "lecture": true,
	"article": true, "op-ed": true, "letter": true, "intervention": true, "toast": true, "greetings": true, "interview": true}

// readSpeech makes one turn of a document that is a speech or an article in the
// name of somebody in office: its title or first lines say so, and it speaks of
// "I" or "we" outside quotations.
func (r *reader) readSpeech() {
	if r.firstPerson < 2 {
		return
	}
	title := strings.Fields(r.doc.Title)
	for i := range min(r.doc.Len(), byline) {
		s := newSentence(i, r.doc)
		ms := r.namedIn(s)
		for _, m := range ms {
			if s.lower(0) == "to" {
				break // whom it goes to
			}
			if m.Kind == graph.KindPerson && m.Form == FormName && m.ActsFor != "" && (s.authored(&m) || r.ownLine(s, &m) || authored(title, len(title)) && r.holds(title, &m)) {
				r.doc.turns = []Turn{{First: i + 1, Next: r.doc.Len(), Speaker: new(m), Start: m.Start, End: m.End}}
				return
			}
		}
		if n := slices.Index(s.words, ":"); n == len(s.words)-1 && n > 0 {
			break
		}
	}
	if !authored(title, len(title)) {
		return
	}
	if m := r.guestOfTitle(); m != nil {
		r.doc.turns = []Turn{{First: 0, Next: r.doc.Len(), Speaker: m}}
	}
}

// guestOfTitle returns the person in office whom the title names first, nil for none.
func (r *reader) guestOfTitle() *Mention {
	for k := range r.title {
		if m := &r.title[k]; m.Kind == graph.KindPerson && m.ActsFor != "" {
			return m
		}
	}
	return nil
}

// readTitle finds whom the document's title names. Their mentions have no place in
// the text.
func (r *reader) readTitle() {
	sentences := segment.Split(r.doc.Title)
	if len(sentences) == 0 {
		return
	}
	first := sentences[0]
	s := &sentence{Sentence: first, index: -1, tree: r.model.Parse(first), words: make([]string, len(first.Tokens)), taken: make([]bool, len(first.Tokens))}
	for k, t := range first.Tokens {
		s.words[k] = t.Text
	}
	r.titled, r.mentions = s, nil
	r.readNames(s)
	r.readOffices(s)
	r.title = r.mentions
	r.settleOffices(r.title)
	for k := range r.title {
		m := &r.title[k]
		m.Start, m.End, m.NameStart, m.NameEnd = 0, 0, 0, 0
	}
	r.mentions = nil
}

// authored reports whether words that are a title or a line name a text as
// somebody's own: "Remarks by", "Xi Jinping's speech", "Statement of the President".
func authored(words []string, before int) bool {
	for i, w := range words[:before] {
		if !speeches[strings.ToLower(strings.Trim(w, ":,."))] {
			continue
		}
		if i > 0 && (strings.HasSuffix(words[i-1], "s") && strings.ContainsAny(words[i-1], "'’") || strings.ToLower(words[i-1]) == "joint") {
			return strings.ToLower(words[i-1]) != "joint"
		}
		if i+1 < len(words) {
			switch strings.ToLower(words[i+1]) {
			case "by", "of", "from", "with", "delivered":
				return true
			}
		}
	}
	return false
}

// authored reports whether a line gives the person as its author: "By X, ambassador
// of Y", "Remarks by X", "X's speech". A sentence that ends in a full stop tells
// of him instead.
func (s *sentence) authored(m *Mention) bool {
	if s.words[len(s.words)-1] == "." && len(s.words) > 12 {
		return false
	}
	w := s.lower(0)
	if len(s.words) > 40 && w != "by" {
		return false
	}
	if s.wordBefore(m.NameStart) == "by" && s.words[len(s.words)-1] != "." && len(s.words) <= 40 && s.upos(s.wordAt(m.NameStart)-2) != "VERB" {
		return true // a title with its author
	}
	if (w == "by" || w == "author" || w == "written") && m.NameStart > s.Start {
		return true
	}
	return authored(s.words, len(s.words))
}

// ownLine reports a line that is a name with its title and nothing else, as it stands
// above a speech or an article.
func (r *reader) ownLine(s *sentence, m *Mention) bool {
	last := len(s.words)
	if last > 12 || strings.HasSuffix(s.words[last-1], ".") && last > 3 || r.firstPerson < 4 {
		return false
	}
	for k := range s.words {
		if t := s.upos(k); t == "VERB" || t == "AUX" || t == "PRON" || s.words[k] == ":" {
			return false
		}
	}
	at := s.wordAt(m.NameStart)
	_, n := r.titleAt(s, 0)
	return at <= n+1 && (n > 0 || at == 0)
}

// holds reports whether a word of a title is part of the person's name.
func (r *reader) holds(title []string, m *Mention) bool {
	name := strings.Fields(graph.Fold(m.Name))
	return slices.ContainsFunc(title, func(w string) bool {
		return capitalised(w) && slices.Contains(name, strings.TrimSuffix(graph.Fold(w), " s"))
	})
}

// self returns whom "I", "we" and "our" at word k mean, and "you" and "your" in a
// question: who speaks there, or those whom he speaks for; nil for nobody known.
func (r *reader) self(s *sentence, k int) *Mention {
	w := s.lower(k)
	if s.words[k] == "US" || s.words[k] == "i" && (s.at(k+1) == "." || s.at(k+1) == ")") {
		return nil
	}
	var speaker *Mention
	switch w {
	case "i", "me", "my", "we", "us", "our", "ours", "myself", "ourselves":
		if speaker = r.quoting(s, k); speaker == nil {
			if t := r.doc.Turn(s.index); t != nil && !t.Asks && (!s.inQuotes(k) || s.opensQuoted()) {
				speaker = t.Speaker
			} else if t != nil && w == "our" && r.doc.voice.Addressed && !s.inQuotes(k) {
				return r.audienceItself() // who asks
			}
		}
	case "you", "your":
		if t := r.doc.Turn(s.index); t != nil && t.Asks && !s.inQuotes(k) {
			if next := r.doc.Turn(t.Next); next == nil {
				if next = r.doc.Turn(t.Next + 1); next != nil && !next.Asks {
					speaker = next.Speaker
				}
			} else if !next.Asks {
				speaker = next.Speaker
			}
		} else if m := r.addressed(s, k); m != nil {
			return m
		}
	}
	if speaker == nil {
		return nil
	}
	switch w {
	case "i", "me", "my", "myself":
		return speaker
	}
	return r.side(speaker)
}

// side returns the state or organisation that somebody says "we" for, nil for
// none.
func (r *reader) side(m *Mention) *Mention {
	id := m.Entity
	switch m.Kind {
	case graph.KindPerson:
		id = m.ActsFor
	case graph.KindState, graph.KindOrganization:
	default:
		return nil
	}
	if id == "" || m.Role == "JRN" {
		return nil
	}
	return &Mention{Entity: id, Kind: id.Kind(), Name: r.lex.Name(string(id)), Form: FormPronoun}
}

// quoting returns who says the quotation in which word k stands: the subject of
// the verb of speech beside it in its sentence, nil where it is not quoted or
// nobody known says it.
func (r *reader) quoting(s *sentence, k int) *Mention {
	if !s.inQuotes(k) {
		return nil
	}
	for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Sentence == s.index; i-- {
		m := &r.mentions[i]
		if m.Head < len(s.words) && m.Form != FormGroup && speaks(s, m.Head) && !s.inQuotes(m.Head) {
			return m
		}
	}
	return nil
}

// speakersOwn returns the state for which the one speaks in whose turn word k stands,
// who calls its offices by their bare names: "the Minister", "the Government"; "" for none.
func (r *reader) speakersOwn(s *sentence, k int) graph.EntityID {
	t := r.doc.Turn(s.index)
	if t == nil || t.Asks || t.Speaker == nil || s.inQuotes(k) {
		return ""
	}
	if m := r.side(t.Speaker); m != nil && m.Kind == graph.KindState {
		return m.Entity
	}
	return ""
}

// missions are bodies by which those who work in them speak: "this embassy".
var missions = set("embassy", "mission", "consulate", "ministry", "chancery", "delegation", "government")

// ours returns whom the speaker says "we" for where the words [lo, hi) say "our" or
// "my", "" otherwise: "our ambassador".
func (r *reader) ours(s *sentence, lo, hi int) graph.EntityID {
	for k := max(0, lo); k < hi; k++ {
		if w := s.lower(k); w == "this" && missions[s.lower(hi)] {
			return r.speakersOwn(s, k)
		} else if w == "our" || w == "my" || w == "your" {
			if m := r.self(s, k); m != nil {
				if m = r.side(m); m != nil {
					return m.Entity
				}
			}
			return ""
		}
	}
	return ""
}
