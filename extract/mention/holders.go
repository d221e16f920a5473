package mention

import (
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// sharedOffice returns the office in the plural that stands before several names
// of which m is one, with the state beside m's own: "foreign ministers A of X and
// B of Y", "Presidents A (X) and B (Y)"; nil where there is none.
func (r *reader) sharedOffice(s *sentence, m *Mention) *office {
	first, last := s.wordAt(m.NameStart), s.wordAt(m.NameEnd)
	for k, crossed := first-1, false; k >= max(0, first-30); k-- {
		o, n, ok := r.officeEnding(s, k)
		if ok && o.Plural && (crossed || k == first-1) {
			if o.Kind != "office" && !o.Title || isFormer(o) || s.denied(k-n+1) {
				return nil
			}
			return &office{actsFor: r.beside(s, last), phrase: o.Phrase, role: o.Code}
		}
		if ok && (k == first-1 || k == first-2 && s.words[k+1] == ",") {
			return nil // his own
		}
		if ok {
			k -= n - 1
			continue // an office of one of them alone
		}
		switch w := s.words[k]; {
		case w == "and" || w == ",":
			crossed = true
		case capitalised(w), particle(w), isDash(w), w == ".", w == "(", w == ")", w == "of", w == "the", w == "from":
		default:
			return nil
		}
	}
	return nil
}

// officeEnding returns the office whose last word is k, and its length.
func (r *reader) officeEnding(s *sentence, k int) (lexicon.Office, int, bool) {
	for n := 4; n > 0; n-- {
		if k-n+1 < 0 {
			continue
		}
		if o, ok := r.lex.OfficeAt(s.words, k-n+1); ok && o.Len == n {
			return o, n, true
		}
	}
	return lexicon.Office{}, 0, false
}

// beside returns the state or organisation behind a name that ends before word k:
// "of Ghana", "(Togo)", "from Chad"; "" for none.
func (r *reader) beside(s *sentence, k int) graph.EntityID {
	switch s.lower(k) {
	case "of", "from", "(":
	default:
		return ""
	}
	for j := k + 1; j < min(len(s.words), k+5); j++ {
		for _, e := range r.lex.Match(s.words, j) {
			if id := graph.EntityID(e.ID); id.Kind() == graph.KindState && e.Type == lexicon.TypeName && !e.Loose {
				return id
			}
		}
		if !capitalised(s.words[j]) && s.lower(j) != "the" && s.lower(j) != "of" {
			break
		}
	}
	return ""
}

// wordAt returns the first word that begins at or behind a code point, len for none.
func (s *sentence) wordAt(start int) int {
	for k := range s.Tokens {
		if s.Tokens[k].Start >= start {
			return k
		}
	}
	return len(s.Tokens)
}

// newLine reports whether word k begins a line of its own in the text.
func (r *reader) newLine(s *sentence, k int) bool {
	if k <= 0 || k >= len(s.Tokens) {
		return false
	}
	gap, _ := r.doc.Text.Slice(s.Tokens[k-1].End, s.Tokens[k].Start)
	return strings.ContainsAny(gap, "\n\r")
}

// signsFor returns for whom the person of a signature block signs: "For the
// Republic of X: NAME", "On behalf of the Government of X", also in the line
// above; "" for none.
func (r *reader) signsFor(s *sentence, m *Mention) graph.EntityID {
	first := s.wordAt(m.NameStart)
	for back := 0; back <= 2 && s.index-back >= 0; back++ {
		t, hi := s, first
		if back > 0 {
			t = newSentence(s.index-back, r.doc)
			hi = len(t.words)
			if len(t.words) > 14 || strings.HasSuffix(t.words[hi-1], ".") {
				return ""
			}
		} else if first > 14 {
			hi = 14
		}
		for k := 0; k < hi; k++ {
			if !(t.lower(k) == "for" && capitalised(t.words[k]) || t.lower(k) == "behalf" && t.lower(k+1) == "of") || k > 2 && !r.newLine(t, k) && t.lower(k) == "for" {
				continue
			}
			for j := k + 1; j < min(hi, k+10); j++ {
				for _, e := range r.lex.Match(t.words, j) {
					if id := graph.EntityID(e.ID); id.Kind() == graph.KindState && (e.Type == lexicon.TypeName || e.Type == lexicon.TypeDemonym && sidesOne[t.lower(j+e.Len)]) || id.Kind() == graph.KindOrganization && e.Type == lexicon.TypeOrg {
						return id
					}
				}
			}
		}
	}
	return ""
}

// sidesOne are the nouns by which a signature block calls one of its parties.
var sidesOne = set("side", "party", "government", "delegation")

// titleBelow reads the title of a name that stands alone in its line from the line
// below: "NAME", "President of the Republic of X".
func (r *reader) titleBelow(s *sentence, m *Mention) {
	if s.wordAt(m.NameStart)-s.courtesy(0) > 2 && s.lower(0) != "to" || s.wordAt(m.NameEnd) < len(s.words) || s.index+1 >= r.doc.Len() {
		return
	}
	t := newSentence(s.index+1, r.doc)
	o, ok := r.lex.OfficeAt(t.words, 0)
	line := len(t.words) <= 14 && t.words[len(t.words)-1] != "."
	if !ok || t.Paragraph != s.Paragraph && !line || o.Plural || o.Kind != "office" && !o.Title || isFormer(o) {
		return
	}
	m.Office, m.Role = o.Phrase, o.Code
	if id := r.partyNear(t, 0, len(t.words), 0, o.Len, notOwn); id != "" {
		m.ActsFor = id
	}
}

// author gives the one who signs an article the office that a line about "the
// writer" or "the author" tells of.
func (r *reader) author(s *sentence) {
	if len(s.words) < 5 || s.lower(0) != "the" {
		return
	}
	switch s.lower(1) {
	case "writer", "author", "columnist", "contributor":
	default:
		return
	}
	if w := s.lower(2); w != "is" && w != "," && w != "serves" && w != "has" {
		return
	}
	for k := 3; k < len(s.words); k++ {
		o, ok := r.lex.OfficeAt(s.words, k)
		if !ok || o.Kind != "office" || o.Plural || s.denied(k) || isFormer(o) {
			continue
		}
		party := r.partyNear(s, 3, len(s.words), k, k+o.Len, notOwn)
		m := r.signer()
		if party == "" || m == nil {
			return
		}
		if known, ok := r.offices[m.Entity]; !ok || known.actsFor == "" {
			r.offices[m.Entity] = &office{party, o.Phrase, o.Code}
		}
		return
	}
}

// signer returns the person whose name stands alone, or behind "By", in a line
// near the beginning or the end of the document, nil for none.
func (r *reader) signer() *Mention {
	n := r.doc.Len()
	for i := range n {
		if i >= byline && i < n-6 {
			continue
		}
		s := newSentence(i, r.doc)
		if len(s.words) > 9 {
			continue
		}
		for _, m := range r.doc.records.of(i, s.Start) {
			if m.Kind == graph.KindPerson && m.Form == FormName && (s.lower(0) == "by" || s.wordAt(m.NameStart) == 0) && len(s.words)-s.wordAt(m.NameEnd) < 3 {
				return new(m)
			}
		}
	}
	return nil
}

// heldBy gives persons without a state the one of whose office theirs is said to
// be: "its spokesman, X", "her colleague, Defence Minister X", "sent as his envoy".
// It runs when pronouns are resolved.
func (r *reader) heldBy(s *sentence, first int) {
	for i := first; i < len(r.mentions); i++ {
		m := &r.mentions[i]
		if m.Kind != graph.KindPerson || m.Form != FormName || m.ActsFor != "" || m.Role == "ELI" {
			continue
		}
		id, o := r.owner(s, m)
		if id == "" {
			continue
		}
		m.ActsFor = id
		if m.Office == "" && o.Acts {
			m.Office = o.Phrase
		}
		if m.Role == "" {
			m.Role = o.Code
		}
		r.offices[m.Entity] = &office{id, m.Office, m.Role}
	}
}

// owner returns whose official the person is by the possessive before his title or
// before the noun that he stands beside, and the office that this says.
func (r *reader) owner(s *sentence, m *Mention) (graph.EntityID, lexicon.Office) {
	at := s.wordAt(m.NameStart)
	for k := at - 1; k >= max(0, at-9); k-- {
		switch w := s.lower(k); w {
		case "his", "her", "its", "their":
			o, ok := r.officeBetween(s, k+1, at)
			if !ok {
				return "", o
			}
			return r.possessor(s, k), o
		case "my", "our":
			o, ok := r.officeBetween(s, k+1, at)
			if id := r.counterpartOf(s, k, at); ok && slices.Contains(s.words[k:at], "counterpart") && id != "" {
				return id, o
			}
			if slices.Contains(s.words[k:at], "colleague") {
				return "", o // of his own cabinet, or who speaks beside him
			}
			return r.ours(s, k, k+1), o
		}
		if t := s.upos(k); t == "VERB" || t == "AUX" || t == "CCONJ" || t == "SCONJ" || t == "ADP" && s.lower(k) != "of" && s.lower(k) != "for" {
			break
		}
	}
	return "", lexicon.Office{}
}

// officeBetween returns the last office in the words [lo, hi) that its holder
// shares a state by: a title, or "colleague".
func (r *reader) officeBetween(s *sentence, lo, hi int) (lexicon.Office, bool) {
	var found lexicon.Office
	ok := false
	for k := lo; k < hi; k++ {
		if o, is := r.lex.OfficeAt(s.words, k); is && o.Phrase != "counterpart" && (o.Kind == "office" || o.Acts || o.Phrase == "colleague" || o.Phrase == "predecessor") {
			found, ok = o, true
			k += o.Len - 1
		}
	}
	return found, ok
}

// possessor returns the state for which the possessive pronoun at word k stands.
func (r *reader) possessor(s *sentence, k int) graph.EntityID {
	for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Sentence == s.index; i-- {
		m := &r.mentions[i]
		if m.NameStart != s.Tokens[k].Start || m.Form != FormPronoun {
			continue
		}
		if m.Kind == graph.KindState || m.Kind == graph.KindOrganization {
			return m.Entity
		}
		return m.ActsFor
	}
	return ""
}

// incumbent resolves "the Chairman", "the Prime Minister" with capitals, and nothing that
// says of what, to the one person of the document whose office begins so.
func (r *reader) incumbent(s *sentence) {
	for k := 1; k < len(s.words); k++ {
		if s.taken[k] || s.lower(k-1) != "the" || !capitalised(s.words[k]) || s.headline {
			continue
		}
		end := k + 1
		for end < len(s.words) && capitalised(s.words[end]) && !s.taken[end] {
			end++
		}
		if s.lower(end) == "of" || capitalised(s.at(end)) || !headsBare(s, end-1) && end == k+1 || base(s.tree.Words[end-1].Rel) == "compound" {
			continue
		}
		if o, ok := r.lex.OfficeAt(s.words, k); end > k+1 && (!ok || o.Len != end-k || o.Plural) {
			continue
		}
		if m := r.holding(strings.ToLower(join(s, k, end))); m != nil {
			p := *m
			p.Form, p.Modifier = FormDescription, false
			r.addReference(s, k, end, p)
		}
	}
}

// holding is the one person of the document whose office begins with words in small
// letters, nil for none and for one of two.
func (r *reader) holding(words string) *Mention {
	var found *Mention
	for i := len(r.mentions) - 1; i >= 0; i-- {
		m := &r.mentions[i]
		if m.Kind != graph.KindPerson || m.Form != FormName || m.Office != words && !strings.HasPrefix(m.Office, words+" ") {
			continue
		}
		if found != nil && found.Entity != m.Entity {
			return nil
		}
		found = m
	}
	return found
}

// sharedWith gives a name that shares its office with one whose state is known the
// other of the document's two states: "Presidents A and B" of X and Y.
func (r *reader) sharedWith(s *sentence, first int) {
	for i := first; i < len(r.mentions); i++ {
		m := &r.mentions[i]
		if m.Kind != graph.KindPerson || m.Form != FormName || m.ActsFor != "" || m.Office == "" || m.Role == "ELI" {
			continue
		}
		for j := first; j < len(r.mentions); j++ {
			with := &r.mentions[j]
			if j == i || with.Kind != graph.KindPerson || with.ActsFor == "" || with.Office != m.Office || r.sharedOffice(s, m) == nil {
				continue
			}
			if id := r.otherThan(with.ActsFor); id != "" {
				m.ActsFor = id
				r.offices[m.Entity] = &office{id, m.Office, m.Role}
			}
		}
	}
}

// opposite gives the person beside whose name stands "and his X counterpart" the
// other of the two states that the document tells of most: with "Foreign Minister A
// and her Turkish counterpart B", A is the other's.
func (r *reader) opposite(s *sentence, first int) {
	for i := first; i < len(r.mentions); i++ {
		m := &r.mentions[i]
		if m.Kind != graph.KindPerson || m.Form != FormName || m.ActsFor != "" || m.Office == "" || m.Role == "ELI" {
			continue
		}
		k := s.wordAt(m.NameEnd)
		if w := s.lower(k); w == "," || w == "met" || w == "and" || w == "with" {
			k++
		}
		for s.lower(k) == "and" || s.lower(k) == "with" {
			k++
		}
		if w := s.lower(k); w != "his" && w != "her" {
			continue
		}
		for j := k + 1; j < min(len(s.words), k+5); j++ {
			if s.lower(j) != "counterpart" {
				continue
			}
			if id := r.otherThan(r.demonymIn(s, k+1, j)); id != "" {
				m.ActsFor = id
				r.offices[m.Entity] = &office{id, m.Office, m.Role}
			}
		}
	}
}

func (r *reader) demonymIn(s *sentence, lo, hi int) graph.EntityID {
	for k := lo; k < hi; k++ {
		for _, e := range r.lex.Match(s.words, k) {
			if e.Type == lexicon.TypeDemonym {
				return graph.EntityID(e.ID)
			}
		}
	}
	return ""
}
