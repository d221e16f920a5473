package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/extract/lexicon"
	"entente/graph"
)

// readInitialled takes the label of a speaker who bears initials: "E. VASSILAKI:",
// "J. P. Okafor (Daily Nation):". It means the one of that family name and first letter
// whom the document has named. What stands in brackets is his medium or his state.
func (r *reader) readInitialled(s *sentence) bool {
	if !s.isLabel() {
		return false
	}
	lo := s.courtesy(0)
	k := lo
	for k < len(s.words) && (initial(s.words[k]) || s.words[k] == "." && k > lo || isDash(s.words[k]) && k > lo) {
		k++
	}
	first, hi := k, k
	for hi < len(s.words) && (capitalised(s.words[hi]) || particle(s.words[hi]) || isDash(s.words[hi]) || s.words[hi] == "'" || s.words[hi] == "’") && s.free(hi, hi+1) {
		hi++
	}
	if k == lo || hi == first || hi < len(s.words) && s.words[hi] != ":" && s.words[hi] != "(" && s.words[hi] != "[" && s.words[hi] != "," {
		return false
	}
	m := Mention{Kind: graph.KindPerson, Name: join(s, lo, hi), Form: FormName}
	if known := r.people[graph.Fold(s.words[hi-1])]; known != nil && strings.HasPrefix(graph.Fold(known.Name), graph.Fold(s.words[lo])[:1]) {
		m.Entity, m.Name = known.Entity, known.Name
	} else {
		m.Entity = graph.NewEntityID(graph.KindPerson, m.Name)
	}
	if m.Entity == "" {
		return false
	}
	r.addPerson(s, lo, hi, m)
	for i := hi; i < len(s.words); i++ {
		if n := r.readKnown(s, i); n > 0 {
			i += n - 1
		}
	}
	return true
}

// initial reports a capital letter that stands for a given name, with its point.
func initial(w string) bool {
	c, n := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(c) && (len(w) == n || w[n:] == ".")
}

// headWords are words of the head of a document by which a body of a state speaks.
var headWords = set("ministry", "spokesperson", "spokesman", "spokeswoman", "briefing", "chancellery", "cabinet", "department", "presidency", "office")

// headState returns the state in whose capital a body of it speaks, by the lines before a
// sentence: "MINISTRY OF FOREIGN AFFAIRS", "Weekly press briefing, Amman, 12
// November 2024"; "" where they name no capital or no such body.
func (r *reader) headState(before int) graph.EntityID {
	last := min(r.doc.Len(), byline, before)
	var seat graph.EntityID
	speaks := false
	for i := range last {
		s := newSentence(i, r.doc)
		for k := range s.words {
			speaks = speaks || headWords[s.lower(k)]
			if o, ok := r.lex.OfficeAt(s.words, k); ok && (o.Code == "GOV" || o.Code == "MIL" || o.Code == "LEG") {
				if id := r.partyNear(s, max(0, k-6), len(s.words), k, k+o.Len, notOwn); id.Kind() == graph.KindState {
					return id
				}
			}
			for _, e := range r.lex.Match(s.words, k) {
				if e.Type == lexicon.TypeCapital && seat == "" && graph.EntityID(e.ID).Kind() == graph.KindState {
					seat = graph.EntityID(e.ID)
				}
			}
		}
	}
	if !speaks {
		return ""
	}
	return seat
}
