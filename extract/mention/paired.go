package mention

import (
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/extract/parse"
	"entente/graph"
)

// label returns the words of the label before word k, on its line: those up to the colon
// in its own sentence, or the sentence before that is nothing but the label; nil for none.
func (r *reader) label(s *sentence, k int) (t *sentence, colon int) {
	for k > 1 && address[strings.ToUpper(strings.TrimSuffix(s.words[k-1], "."))] {
		k--
	}
	if k > 0 {
		if s.words[k-1] != ":" {
			return nil, 0
		}
		return s, k - 1
	}
	if s.index <= 0 || !r.sameLine(s.index-1) {
		return nil, 0
	}
	t = newSentence(s.index-1, r.doc)
	if colon = len(t.words) - 1; t.words[colon] != ":" {
		return nil, 0
	}
	return t, colon
}

// labelledBy is the one office that the label before word k tells of, and where in it;
// ok is false for none.
func (r *reader) labelledBy(s *sentence, k int) (t *sentence, o lexicon.Office, at, colon int, ok bool) {
	if t, colon = r.label(s, k); t == nil || colon == 0 || colon > 14 {
		return nil, o, 0, 0, false
	}
	for at = 0; at < min(colon, 5); at++ {
		if o, ok = r.lex.OfficeAt(t.words, at); ok && !o.Plural && (o.Kind == "office" || o.Title) && !isFormer(o) && at+o.Len <= colon {
			return t, o, at, colon, true
		}
	}
	return nil, o, 0, 0, false
}

// readLabelled takes the name behind the label of an office, whatever its words:
// "Ambassador of X: NAME", "First consul: NAME". It returns its length at word i.
func (r *reader) readLabelled(s *sentence, i int) int {
	hi := i
	proper := false
	for hi < len(s.words) && hi < i+5 && (capitalised(s.words[hi]) || hi > i && (particle(s.words[hi]) || isDash(s.words[hi]))) && s.free(hi, hi+1) {
		proper = proper || s.upos(hi) == "PROPN"
		hi++
	}
	if hi < i+2 || !proper || hi < len(s.words) && !strings.Contains("(,.;", s.words[hi]) {
		return 0
	}
	if _, _, _, _, ok := r.labelledBy(s, i); !ok || len(r.lex.Match(s.words, i)) > 0 {
		return 0
	}
	m := Mention{Kind: graph.KindPerson, Name: join(s, i, hi), Form: FormName}
	if m.Entity = graph.NewEntityID(m.Kind, m.Name); m.Entity == "" {
		return 0
	}
	r.addPerson(s, i, hi, m)
	return hi - i
}

// labelOffice reads the office of a name from the label before it: "Ambassador of X in
// Y: NAME", "Y's foreign minister: NAME (since 2020)". An ambassador in the capital of
// one of the document's two states is the other's; one whose state the label leaves out
// is of the state that the sentence before tells of first.
func (r *reader) labelOffice(s *sentence, m *Mention) bool {
	t, o, at, colon, ok := r.labelledBy(s, s.wordAt(m.NameStart))
	if last := s.wordAt(m.NameEnd); !ok || last < len(s.words) && !strings.Contains("(,.;", s.words[last]) && !r.newLine(s, last) {
		return false
	}
	id := r.partyNear(t, 0, colon, at, at+o.Len, notOwn)
	if id == "" {
		id = r.otherThan(r.stateOfPlace(t, at+o.Len, colon))
	}
	if id == "" && t.index > 0 && colon <= at+o.Len {
		id = r.firstState(t.index - 1)
	}
	if id == "" {
		return false
	}
	m.Office, m.Role, m.ActsFor = o.Phrase, o.Code, id
	return true
}

// stateOfPlace is the state of the first place, or the first state, that the words [lo, hi)
// name; "" for none.
func (r *reader) stateOfPlace(s *sentence, lo, hi int) graph.EntityID {
	for k := lo; k < hi; k++ {
		for _, e := range r.lex.Match(s.words, k) {
			id := graph.EntityID(e.ID)
			if e.Type == lexicon.TypePlace {
				id = graph.EntityID(e.ActsFor)
			}
			if id.Kind() == graph.KindState && !e.Loose && e.Type != lexicon.TypePeople {
				return id
			}
		}
	}
	return ""
}

// firstState is the state that a sentence of the same paragraph tells of first, "" for none.
func (r *reader) firstState(i int) graph.EntityID {
	if r.doc.Sentence(i).Paragraph != r.doc.Sentence(i+1).Paragraph {
		return ""
	}
	for _, m := range r.doc.records.of(i, r.doc.Sentence(i).Start) {
		if m.Kind == graph.KindState {
			return m.Entity
		}
	}
	return ""
}

// leads are the verbs of those at the head of a delegation.
var leads = set("headed", "led", "chaired", "represented")

// delegate is the state whose delegation the person is said to lead: "the X delegation was
// headed by NAME, Minister of Economy"; "" for none.
func (r *reader) delegate(s *sentence, m *Mention) graph.EntityID {
	first := s.wordAt(m.NameStart)
	by := -1
	for k := first - 1; k > max(0, first-12); k-- {
		if s.lower(k) == "by" && leads[s.lower(k-1)] {
			by = k
			break
		}
	}
	for k := by - 1; k > max(0, by-12); k-- {
		if w := s.lower(k); w != "delegation" && w != "side" && w != "party" {
			continue
		}
		if st := r.stateEnding(s, k); st != nil {
			return st.Entity
		}
		return r.beside(s, k+1)
	}
	return ""
}

// ofPair gives the officials of whom a text on two states does not say whose they are the
// one that they do not visit, or the other's than those whom they meet.
func (r *reader) ofPair(s *sentence, first int) {
	pair := r.doc.voice.InTitle()
	if len(pair) != 2 {
		return
	}
	for i := first; i < len(r.mentions); i++ {
		m := &r.mentions[i]
		if m.Kind != graph.KindPerson || m.Form != FormName || m.ActsFor != "" || m.Office == "" || m.Role != "GOV" && m.Role != "LEG" || m.Modifier {
			continue
		}
		id := r.otherThan(r.visited(s, m, first))
		if id == "" {
			id = r.otherThan(r.met(s, m, first))
		}
		if !slices.Contains(pair, id) {
			continue
		}
		m.ActsFor = id
		r.offices[m.Entity] = &office{id, m.Office, m.Role}
	}
}

// visiting are the words that tell of visits.
var visiting = set("visit", "visits", "visited", "visiting", "trip", "arrives", "arrived", "travels", "travelled", "traveled", "tour", "tours", "toured")

// visited is the state that a person is said to visit: "the visit of NAME to X", "NAME
// visits X"; "" for none.
func (r *reader) visited(s *sentence, m *Mention, first int) graph.EntityID {
	tells := slices.ContainsFunc(s.words, func(w string) bool { return visiting[strings.ToLower(w)] })
	for i := first; i < len(r.mentions); i++ {
		o := &r.mentions[i]
		id := o.Entity
		if o.Kind == graph.KindPlace {
			id = o.ActsFor
		}
		if o.NameStart < m.NameEnd || id.Kind() != graph.KindState || o.Form != FormName {
			continue
		}
		k := s.wordAt(o.NameStart) - 1
		if s.lower(k) == "the" {
			k--
		}
		w := s.lower(k)
		if tells && (w == "to" || w == "in" || visiting[w]) || w == "to" && s.Tokens[k-1].End == m.NameEnd {
			return id
		}
	}
	return ""
}

// met is the state of the one other person of a sentence whom somebody meets, receives or
// signs with, not of one joined to him by "and"; "" for none.
func (r *reader) met(s *sentence, m *Mention, first int) graph.EntityID {
	var id graph.EntityID
	for i := first; i < len(r.mentions); i++ {
		o := &r.mentions[i]
		if o.Kind != graph.KindPerson || o.Entity == m.Entity || o.Modifier {
			continue
		}
		joined := s.tree.Words[o.Head].Head == m.Head || s.tree.Words[m.Head].Head == o.Head
		if o.ActsFor == "" || joined || id != "" && id != o.ActsFor {
			return ""
		}
		id = o.ActsFor
	}
	if id != "" && slices.ContainsFunc(s.tree.Words, func(w parse.Word) bool { return facing[w.Lemma] }) {
		return id
	}
	return ""
}

// facing are verbs of what two do with each other face to face.
var facing = set("meet", "receive", "host", "welcome", "greet", "talk", "sign", "confer", "invite", "hold", "discuss")
