package mention

import (
	"cmp"
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// readHeaded takes a name that is built around a head noun at word i
// ("Astana Declaration", "Treaty on Allied Relations", "China–Kazakhstan
// highway", "second “China–Central Asia” summit", "15th Five-Year Plan") and
// returns how many words it covers, 0 for none.
func (r *reader) readHeaded(s *sentence, i int) int {
	if s.taken[i] || !(s.starts(i) || ordinal(s.words[i]) || opensQuote(s.words[i])) || s.compoundedWith(i) {
		return 0
	}
	if e := r.lex.Match(s.words, i); len(e) > 0 && isHeaded(e[0]) {
		if hi := i + e[0].Len; !r.goesOn(s, hi) && !(hi+1 < len(s.words) && isDash(s.words[hi]) && tight(s, hi) && capitalised(s.words[hi+1])) {
			return 0
		}
	}
	lo, hi, head := r.headedSpan(s, i)
	if hi <= lo || !s.free(lo, hi) || sides[s.lower(hi-1)] && hi-lo <= 2 && (hi-lo == 1 || s.lower(lo) == "the" || s.lower(lo) == "both") {
		return 0 // "The Parties" are nobody's name
	}
	if w := s.lower(hi - 1); hi-lo > 1 && (w == "party" || w == "side") && (s.lower(hi-2) == "contracting" || s.lower(hi-2) == "each" || s.lower(hi-2) == "either" || s.lower(hi-2) == "neither" || s.lower(hi-2) == "other") {
		return hi - i // "Each Contracting Party"
	}
	if r.readParty(s, lo, hi) {
		return hi - i
	}
	if es := r.lex.Match(s.words, i); lo == i && len(es) > 0 && es[0].Len >= hi-lo && es[0].Kind == string(graph.KindPlace) && head.Kind == "Organization" {
		return 0 // the West Bank is no bank
	}
	name := tidyName(join(s, lo, hi))
	if allCaps(name) && hi-lo > 1 {
		return 0
	}
	if s.runs(head.Phrase) && s.words[hi-1] == head.Phrase && hi-lo > 2 {
		name = tidyName(join(s, lo, hi-1)) // "the Global Gateway initiative"
	}
	m := Mention{Kind: graph.EntityKind(head.Kind), Name: name, Form: FormName}
	if m.Kind == graph.KindInitiative && (s.lower(lo) == "joint" || s.isSigned(headOf(s.tree, lo, hi))) {
		m.Kind = graph.KindAgreement // a Joint Vision, a Joint Action Plan: what two have put their names to
	}
	if m.Kind == graph.KindMeeting && s.words[hi-1] == "Mission" && hi-lo > 1 && (s.lower(hi) == "in" || s.at(hi) == "(") {
		m.Kind = graph.KindOrganization // "the EU Training Mission in Mali" is no visit
	}
	if m.Kind == graph.KindMeeting && r.isChamber(s, lo, hi) {
		m.Kind = graph.KindOrganization
	}
	m.Entity = graph.NewEntityID(m.Kind, name)
	if m.Entity == "" {
		return 0
	}
	r.nestedStates(s, lo, hi)
	if m.Kind == graph.KindProject {
		r.nestedEnds(s, lo, hi)
	}
	r.add(s, lo, hi, m)
	r.remember(name, m)
	return hi - i
}

// compoundedWith reports a name that a dash joins to a participle, so that both only
// describe what follows: "the Riyadh-based council", "Tripoli-based".
func (s *sentence) compoundedWith(i int) bool {
	if i+2 >= len(s.words) || !isDash(s.words[i+1]) {
		return false
	}
	switch s.lower(i + 2) {
	case "based", "backed", "led", "controlled", "held", "run", "linked", "born", "brokered", "sponsored", "mediated", "funded", "owned", "aligned", "dominated",
		"educated", "made", "built", "occupied", "administered", "trained", "supplied", "registered", "flagged", "hosted", "drafted", "affiliated", "inspired", "imposed":
		return true
	}
	return false
}

// nestedEnds records the places that dashes join in the name of a line, as modifiers:
// "the Mtwara–Mbamba Bay railway".
func (r *reader) nestedEnds(s *sentence, lo, hi int) {
	first := lo
	for first < hi && (ordinal(s.words[first]) || !capitalised(s.words[first])) {
		first++
	}
	if !s.dashed(first, hi) {
		for _, e := range r.lex.Match(s.words, first) {
			if first+e.Len < hi && (e.Type == lexicon.TypePlace || e.Type == lexicon.TypeCapital) {
				r.endPlace(s, first, first+e.Len) // "Beirut airport"
				break
			}
		}
		return
	}
	for k := first; k < hi; {
		end := k
		for end < hi && capitalised(s.words[end]) && len(r.lex.HeadsAt(s.words, end)) == 0 {
			end++
		}
		if end == k || !(end < hi && isDash(s.words[end])) && !(k > first && isDash(s.words[k-1])) {
			return
		}
		r.endPlace(s, k, end)
		if end >= hi || !isDash(s.words[end]) {
			return
		}
		k = end + 1
	}
}

// endPlace records the place named by the words [lo, hi), unless they name a state or
// a group, which are recorded already.
func (r *reader) endPlace(s *sentence, lo, hi int) {
	m := Mention{Kind: graph.KindPlace, Name: join(s, lo, hi), Form: FormRole, Modifier: true} // part of a name, no name of its own here
	if es := r.lex.Match(s.words, lo); len(es) > 0 {
		switch e := es[0]; e.Type {
		case lexicon.TypeCapital:
			m.Entity, m.ActsFor = graph.EntityID(e.Place), graph.EntityID(e.ID)
		case lexicon.TypePlace:
			m.Entity, m.ActsFor = graph.EntityID(e.ID), graph.EntityID(e.State)
		case lexicon.TypeName, lexicon.TypeDemonym, lexicon.TypeGroup, lexicon.TypeOrg:
			return
		}
		m.Name = cmp.Or(r.lex.Name(string(m.Entity)), m.Name)
	}
	if m.Entity == "" {
		m.Entity = graph.NewEntityID(m.Kind, m.Name)
	}
	if m.Entity == "" {
		return
	}
	added := r.add(s, lo, hi, m)
	added.Lo, added.Hi, added.Start, added.End = lo, hi, added.NameStart, added.NameEnd
	added.Modifier = true
	for k := lo; k < hi; k++ {
		s.taken[k] = false
	}
}

// isSigned reports a word that is the object of signing, or what is signed.
func (s *sentence) isSigned(k int) bool {
	w := s.tree.Words[k]
	for w.Rel == "conj" && w.Head >= 0 {
		w = s.tree.Words[w.Head]
	}
	if w.Head < 0 || base(w.Rel) != "obj" && w.Rel != "nsubj:pass" {
		return false
	}
	switch s.tree.Words[w.Head].Lemma {
	case "sign", "co-sign", "initial", "ink", "ratify":
		return true
	}
	return false
}

// isHeaded reports whether the lexicon's own entry is such a thing already.
func isHeaded(e lexicon.Entry) bool {
	return e.Type == lexicon.TypeOrg || e.Type == lexicon.TypeGroup || e.Type == lexicon.TypeSeat
}

// goesOn reports whether a head noun follows at once ("Central Asia summit",
// "Belt and Road Initiative").
func (r *reader) goesOn(s *sentence, hi int) bool {
	if hi < len(s.words) && closesQuote(s.words[hi]) {
		hi++
	}
	hs := r.lex.HeadsAt(s.words, hi)
	return len(hs) > 0 && !hs[0].Plural
}

// headedSpan finds the span of a headed name that begins at word i.
func (r *reader) headedSpan(s *sentence, i int) (lo, hi int, head lexicon.Head) {
	end, quoted := r.modifiers(s, i)
	if end > i && end+1 < len(s.words) && s.upos(end) == "NOUN" && !capitalised(s.words[end]) && s.dashed(i, end) {
		if h, n, ok := r.headAt(s, end+1); ok && r.namesThing(s, i, end, quoted, h) {
			return i, end + 1 + n, h
		}
	}
	if h, n, ok := r.headAt(s, end); ok && end > i && r.namesThing(s, i, end, quoted, h) {
		return i, r.withTail(s, end+n, h), h
	}
	if quoted {
		return 0, 0, head
	}
	// The head may be the last capitalised word of the run, or its first.
	for k := end - 1; k > i; k-- {
		if h, n, ok := r.headAt(s, k); ok && k+n <= end && h.Named && capitalised(s.words[k]) && s.lower(k-1) != "and" {
			return r.trimTitle(s, i, k), r.withTail(s, r.runOn(s, k+n, end), h), h
		}
	}
	if h, n, ok := r.headAt(s, i); ok && h.Named && capitalised(s.words[i]) {
		tail := max(r.withTail(s, i+n, h), s.itemTail(i, i+n, h))
		if d := i + n; tail == d && d < len(s.words) && graph.EntityKind(h.Kind) == graph.KindProject && numbered(s.words[d]) {
			return i, d + 1, h // "Line D", "Unit 3"
		}
		if tail > i+n || n > 2 && capitalised(s.words[i+n-1]) && !isGeneric(h.Phrase) {
			return i, tail, h
		}
	}
	return 0, 0, head
}

// runOn returns the end of a name whose head ends at hi, in a run of capitals
// up to end: what follows belongs to it ("Nairobi Railway City") unless it names
// something by itself.
func (r *reader) runOn(s *sentence, hi, end int) int {
	for k := hi; k < end; k++ {
		if s.upos(k) != "PROPN" && s.upos(k) != "NOUN" || !capitalised(s.words[k]) || dateWord(s.lower(k)) || len(r.lex.Match(s.words, k)) > 0 {
			return hi
		}
		if _, ok := r.lex.OfficeAt(s.words, k); ok || r.lex.GivenName(s.words[k]) {
			return hi
		}
	}
	return end
}

// numbered reports whether a word only counts: a capital letter or a figure.
func numbered(w string) bool {
	return len(w) == 1 && w >= "A" && w <= "Z" || isNumber(w) && len(w) <= 2
}

// isGeneric reports whether a head phrase says nothing but what kind of thing
// it is.
func isGeneric(phrase string) bool {
	switch phrase {
	case "memorandum of understanding", "letter of intent", "exchange of notes", "declaration of intent", "statement of intent", "memorandum of intent":
		return true
	}
	return false
}

// headAt returns the head noun that begins at word i.
func (r *reader) headAt(s *sentence, i int) (lexicon.Head, int, bool) {
	if i >= len(s.words) {
		return lexicon.Head{}, 0, false
	}
	office, _ := r.lex.OfficeAt(s.words, i)
	for _, h := range r.lex.HeadsAt(s.words, i) {
		if h.Plural && !capitalised(s.words[i]) || office.Title && office.Len > h.Len {
			continue // "Cabinet Secretary" is no cabinet
		}
		if w := s.lower(i - 1); h.Kind == string(graph.KindMeeting) && (w == "permanent" || w == "diplomatic") {
			continue // "the Permanent Mission of X"
		}
		return h, h.Len, true
	}
	return lexicon.Head{}, 0, false
}

// modifiers returns the end of the run of modifying words from i: ordinals,
// capitalised words, dashes between them, a quoted run; and whether a quote was
// among them.
func (r *reader) modifiers(s *sentence, i int) (end int, quoted bool) {
	k := i
	for k < len(s.words) && !s.taken[k] {
		w := s.words[k]
		switch {
		case ordinal(w), capitalised(w) && (k > i || s.starts(k)):
		case isDash(w) && k > i && k+1 < len(s.words) && tight(s, k) && !s.taken[k+1]:
		case w == "'s" && k > i:
			return k, quoted
		case isNumber(w) && k > i && isDash(s.words[k-1]):
		case w == "+" && k > i:
		case (w == "and" || w == "&" || w == "of") && k > i && k+1 < len(s.words) && (r.knownAcross(s, i, k) || w != "of" && r.headFollows(s, k)):
		case opensQuote(w) && !quoted && s.quotedRun(k) > 0:
			k += s.quotedRun(k) - 1
			quoted = true
		case k > i && isDash(s.words[k-1]) && isWord(w):
		default:
			return k, quoted
		}
		k++
	}
	return k, quoted
}

// tight reports whether a dash joins its neighbours without blanks.
func tight(s *sentence, k int) bool {
	return k > 0 && s.Tokens[k].Start == s.Tokens[k-1].End && k+1 < len(s.Tokens) && s.Tokens[k+1].Start == s.Tokens[k].End
}

// knownAcross reports whether the lexicon knows a name that runs over word k
// ("Belt and Road"), begun at or after i.
func (r *reader) knownAcross(s *sentence, i, k int) bool {
	for j := k - 1; j >= max(i, k-4); j-- {
		if e := r.lex.Match(s.words, j); len(e) > 0 && j+e[0].Len > k+1 {
			return true
		}
	}
	return s.lower(k-1) == "belt" && s.lower(k+1) == "road"
}

// headFollows reports whether "and" at k joins two capitalised common words of
// one name that ends in a head noun ("Partnership and Cooperation Agreement").
func (r *reader) headFollows(s *sentence, k int) bool {
	if !capitalised(s.words[k-1]) || len(r.lex.Match(s.words, k-1)) > 0 || len(r.lex.Match(s.words, k+1)) > 0 {
		return false
	}
	for j := k + 1; j < min(len(s.words), k+6) && capitalised(s.words[j]); j++ {
		if h, _, ok := r.headAt(s, j); ok && h.Named && j > k+1 {
			return true
		}
	}
	return false
}

// quotedRun returns the length of a short quotation at word k with both its
// quotes, 0 where it is long, empty or not closed.
func (s *sentence) quotedRun(k int) int {
	for j := k + 1; j < min(len(s.words), k+9); j++ {
		if closesQuote(s.words[j]) && j > k+1 {
			return j - k + 1
		}
	}
	return 0
}

// trimTitle moves the start of a name behind an office, a demonym alone or a
// possessor that only precedes it.
func (r *reader) trimTitle(s *sentence, lo, head int) int {
	if h, n, ok := r.headAt(s, lo); ok && n > 1 && h.Named && lo+n >= head {
		return lo // the "Security" of a Security Council is no guard
	}
	for lo < head {
		if o, ok := r.lex.OfficeAt(s.words, lo); ok && o.Title && lo+o.Len <= head {
			lo += o.Len
			continue
		}
		break
	}
	return lo
}

// tailWords may stand inside a name behind its head.
var tailWords = map[string]bool{"of": true, "on": true, "for": true, "the": true, "and": true, "against": true, "to": true, "in": true, ",": true, "&": true, "-": true, "–": true}

// withTail returns the end of a name whose head ends at hi, with what follows
// it by "of", "on", "for": "Charter of the United Nations", "Treaty on Eternal
// Good-Neighbourliness, Friendship and Cooperation".
func (r *reader) withTail(s *sentence, hi int, h lexicon.Head) int {
	if hi >= len(s.words) || !slices.Contains([]string{"of", "on", "for", "against"}, s.lower(hi)) {
		return hi
	}
	if !capitalised(s.words[hi-1]) {
		return hi
	}
	end, last, stated := hi, hi, -1
	for k := hi; k < min(len(s.words), hi+30) && !s.taken[k]; k++ {
		w := s.lower(k)
		if n := r.stateName(s, k); n > 1 { // whole: "of the People's Republic of China"
			k += n - 1
			end, last, stated = k+1, k, k
			continue
		} else if n == 1 && r.lex.HeadsAt(s.words, k+1) == nil {
			stated = k
		}
		switch {
		case stated == k-1 && capitalised(s.words[k]) && (r.lex.GivenName(s.words[k]) || !r.model.Knows(s.words[k])) && !isDash(s.words[k-1]):
			return end // "the Supreme Court of Russia Vyacheslav Lebedev"
		case capitalised(s.words[k]) || ordinal(w) || isDash(w) && tight(s, k):
			end = k + 1
			last = k
		case (w == "on" || w == "in" || w == "of") && k+1 < len(s.words) && (dateWord(s.lower(k+1)) || isNumber(s.words[k+1]) && !ordinal(s.words[k+1])):
			return end
		case tailWords[w] && !(w == "," && !r.listGoesOn(s, k)) && !(w == "and" && !r.sameName(s, k, hi, h)) && !(w == "in" && !inName(s, k)):
		case k > last && isDash(s.words[k-1]) && isWord(w):
			end = k + 1
		case k == last+1 && last > hi && particle(w) && w != "y" && w != "do" && k+1 < len(s.words) && capitalised(s.words[k+1]):
		default:
			return end
		}
	}
	return end
}

// itemTail returns the end of the name of an agreement whose head is the words [lo, hi) and
// which is an item of a list, small letters and all: "b) Memorandum on cooperation in sport;".
func (s *sentence) itemTail(lo, hi int, h lexicon.Head) int {
	if graph.EntityKind(h.Kind) != graph.KindAgreement || lo == 0 || !isGeneric(h.Phrase) && !slices.Contains(Papers, h.Phrase) && !strings.EqualFold(h.Phrase, "mou") {
		return hi
	}
	for _, w := range s.words[:lo] {
		if len([]rune(w)) > 2 || isWord(w) && len(w) > 1 {
			return hi // no number or bullet
		}
	}
	if w := s.lower(hi); w != "on" && w != "for" && w != "concerning" && w != "regarding" {
		return hi
	}
	for k := hi; k < len(s.words) && k < hi+24; k++ {
		switch w := s.lower(k); {
		case w == ";" || w == "." && k == len(s.words)-1 || w == "(" || w == "between" || w == "signed" || w == "," && k+1 < len(s.words) && (s.lower(k+1) == "signed" || dateWord(s.lower(k+1))):
			return k
		case w == ":" || w == "." || s.upos(k) == "AUX":
			return hi
		case k == len(s.words)-1:
			return k + 1
		}
	}
	return hi
}

// stateName returns how many words the full name of a state or place at word k covers, 0
// where none begins there.
func (r *reader) stateName(s *sentence, k int) int {
	if !capitalised(s.words[k]) {
		return 0
	}
	for _, e := range r.lex.Match(s.words, k) {
		if e.Type == lexicon.TypeName && !e.Loose || e.Type == lexicon.TypePlace || e.Type == lexicon.TypeCapital {
			return e.Len
		}
	}
	return 0
}

// listGoesOn reports whether the comma at k stands in a list of capitalised
// words that ends with "and".
func (r *reader) listGoesOn(s *sentence, k int) bool {
	for j := k + 1; j < min(len(s.words), k+8); j++ {
		switch {
		case s.lower(j) == "and":
			return j > k+1 && j+1 < len(s.words) && capitalised(s.words[j+1]) && s.upos(j+1) != "PRON"
		case !capitalised(s.words[j]) && !isDash(s.words[j]) && s.words[j] != "," || len(r.lex.Match(s.words, j)) > 0:
			return false
		}
	}
	return false
}

// sameName reports whether what follows "and" still belongs to the name: a
// capitalised common word rather than a name of its own.
func (r *reader) sameName(s *sentence, k, hi int, h lexicon.Head) bool {
	if k+1 >= len(s.words) || !capitalised(s.words[k+1]) {
		return false
	}
	if es := r.lex.Match(s.words, k+1); len(es) > 0 && !r.knownAcross(s, hi, k) {
		return false
	}
	if hs := r.lex.HeadsAt(s.words, k+1); len(hs) > 0 && hs[0].Kind == h.Kind && hs[0].Named && graph.EntityKind(h.Kind) == graph.KindAgreement {
		return false
	}
	return true
}

// inName reports whether "in" at k is part of the name ("Security and
// Cooperation in Europe", "Legal Assistance in Civil Matters"): only before a continent or
// a field of law.
func inName(s *sentence, k int) bool {
	switch s.lower(k + 1) {
	case "europe", "asia", "africa", "america", "outer", "civil", "criminal", "commercial", "penal", "judicial":
		return true
	}
	return false
}
