package mention

import (
	"slices"
	"strings"

	"entente/graph"
)

// issuer is who makes a document in his own name, by the form of its head or its foot, and to
// whom: what "we", "my Government", "the Ministry" and "the country" are in it. By is nil where
// it does not say. First is the first sentence that is his.
type issuer struct {
	by, to *Mention
	first  int
	// direct says that the document is written to one: "you" are he.
	direct bool
}

// issuerAmong is the number of sentences at the head and at the foot of a document that say
// whose it is.
const (
	issuerAmong = 8
	signedAmong = 5
)

// readIssuer makes the document one turn of who issues it, where a line over it, the formula
// that opens it or the name below it says so.
func (r *reader) readIssuer() {
	head := r.heads()
	if r.doc.voice.Paper == PaperTreaty || r.ofSeveral(head) {
		return
	}
	if r.readSections(head) {
		return
	}
	var is issuer
	for _, find := range []func([]*sentence) issuer{r.complimented, r.entitled, r.letterhead, r.signed} {
		if is = find(head); is.by != nil {
			break
		}
	}
	if is.by == nil {
		return
	}
	r.doc.turns = []Turn{{First: is.first, Next: r.doc.Len(), Speaker: is.by, Start: is.by.Start, End: is.by.End}}
	r.issued, r.addressee, r.direct = true, is.to, is.direct || r.salutes(head)
	if m := r.called(is.by); m != nil && is.to == nil {
		r.addressee, r.direct = m, true
	}
	if id := r.side(is.by); id != nil && id.Kind == graph.KindState {
		r.houses(head, id.Entity)
	}
}

// ofSeveral reports a head that calls the document a joint one or one between two.
func (r *reader) ofSeveral(head []*sentence) bool {
	return slices.ContainsFunc(head, func(s *sentence) bool {
		paper, several := false, false
		for _, w := range s.words {
			l := strings.ToLower(w)
			paper = paper || speeches[l] || papersOwn[l] || l == "minutes"
			several = several || l == "joint" || l == "between"
		}
		return paper && several && s.words[len(s.words)-1] != "."
	})
}

// heads are the title and the first sentences of a document.
func (r *reader) heads() []*sentence {
	var out []*sentence
	if r.titled != nil {
		out = append(out, r.titled)
	}
	for i := range min(r.doc.Len(), issuerAmong) {
		out = append(out, newSentence(i, r.doc))
	}
	return out
}

// namedIn are the mentions of a sentence of the head or the foot.
func (r *reader) namedIn(s *sentence) []Mention {
	if s.index < 0 {
		return r.title
	}
	ms := r.doc.records.of(s.index, s.Start)
	r.settleOffices(ms)
	return ms
}

// complimented reads the formula of a note: "The Embassy of X presents its compliments to the
// Ministry of Foreign Affairs of Y", "The Ministry of X acknowledges receipt of the note of the
// Embassy of Y".
func (r *reader) complimented(head []*sentence) issuer {
	for _, s := range head {
		v := slices.IndexFunc(s.words, func(w string) bool { return w == "presents" || w == "present" || w == "acknowledges" || w == "has" })
		k := slices.IndexFunc(s.words, func(w string) bool { return w == "compliments" || w == "receipt" || w == "honour" || w == "honor" })
		if v < 0 || k < v || k > v+3 {
			continue
		}
		is := issuer{by: r.partyAt(s, 0, v), to: r.writtenTo(s, k), first: max(s.index, 0), direct: true}
		if is.by != nil && (is.to != nil && r.official(is.by) != nil || s.lower(k) == "compliments") {
			return is
		}
	}
	return issuer{}
}

// writtenTo returns the first body or official that the opening of a note names behind word k; nil
// for none.
func (r *reader) writtenTo(s *sentence, k int) *Mention {
	for ; k < len(s.words); k++ {
		if w := s.lower(k); w != "to" && w != "of" && w != "inform" {
			continue
		}
		if m := r.partyAt(s, k+1, len(s.words)); m != nil && m.Office != "" {
			return m
		}
	}
	return nil
}

// called returns the person of another side whom a line at the head or the foot of a letter calls
// as one calls the one to whom it goes: "To His Excellency X", "H.E. X"; nil for none.
func (r *reader) called(by *Mention) *Mention {
	n := r.doc.Len()
	for i := range n {
		if i >= issuerAmong && i < n-signedAmong {
			continue
		}
		s := newSentence(i, r.doc)
		if len(s.words) > 16 || s.words[len(s.words)-1] == "." || !s.callsReader() {
			continue
		}
		for _, m := range r.namedIn(s) {
			if side := r.side(&m); side != nil && m.Kind == graph.KindPerson && m.Form == FormName && r.side(by) != nil && side.Entity != r.side(by).Entity {
				return new(m)
			}
		}
	}
	return nil
}

// callsReader reports a line that opens as one that calls the one to whom a letter goes.
func (s *sentence) callsReader() bool {
	w := s.lower(0)
	return w == "to" || w == "h.e." || w == "h.e" || s.at(1) == "Excellency"
}

// signed reads whose name stands below a text in the first person: a line with the name of
// somebody in office ("By X", "(Signed) X"), or the sentence that says who the writer is.
func (r *reader) signed(head []*sentence) issuer {
	if r.firstPerson < 2 {
		return issuer{}
	}
	n := r.doc.Len()
	for i := n - 1; i >= max(0, n-signedAmong); i-- {
		s := newSentence(i, r.doc)
		for _, m := range r.namedIn(s) {
			if m.Kind != graph.KindPerson || m.Form != FormName || m.ActsFor == "" {
				continue
			}
			at, end := s.wordAt(m.NameStart), s.wordAt(m.NameEnd)
			at -= s.courtesy(0)
			if s.callsReader() {
				continue
			}
			alone := end >= len(s.words) || s.words[len(s.words)-1] != "."
			if at <= 3 && alone && (at == 0 || s.lower(0) == "by" || s.lower(0) == "(") || at <= 1 && s.lower(end) == "is" && i >= n-2 {
				return issuer{by: new(m)}
			}
		}
	}
	return issuer{}
}

// salutes reports a letter: a line of its head calls the one to whom it is written, "Dear
// President", "Your Excellency,".
func (r *reader) salutes(head []*sentence) bool {
	return slices.ContainsFunc(head, func(s *sentence) bool {
		if s.index < 0 || len(s.words) > 8 || s.words[len(s.words)-1] == "." {
			return false
		}
		w := s.lower(0)
		return w == "dear" || w == "excellency" || w == "your" && s.lower(1) == "excellency" || (w == "sir" || w == "madam") && len(s.words) < 3
	})
}
