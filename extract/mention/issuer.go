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
// Ministry of Foreign Affairs of Y".
func (r *reader) complimented(head []*sentence) issuer {
	for _, s := range head {
		k := slices.IndexFunc(s.words, func(w string) bool { return strings.EqualFold(w, "compliments") })
		v := slices.IndexFunc(s.words, func(w string) bool { return w == "presents" || w == "present" })
		if v < 0 || k < v || s.lower(k+1) != "to" {
			continue
		}
		return issuer{by: r.partyAt(s, 0, v), to: r.partyAt(s, k+2, len(s.words)), first: max(s.index, 0), direct: true}
	}
	return issuer{}
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
