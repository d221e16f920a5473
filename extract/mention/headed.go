package mention

import (
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
	if s.taken[i] || !(s.starts(i) || ordinal(s.words[i]) || opensQuote(s.words[i])) {
		return 0
	}
	if e := r.lex.Match(s.words, i); len(e) > 0 && isHeaded(e[0]) {
		if hi := i + e[0].Len; !r.goesOn(s, hi) && !(hi+1 < len(s.words) && isDash(s.words[hi]) && tight(s, hi) && capitalised(s.words[hi+1])) {
			return 0
		}
	}
	lo, hi, head := r.headedSpan(s, i)
	if hi <= lo || !s.free(lo, hi) {
		return 0
	}
	name := tidyName(join(s, lo, hi))
	if allCaps(name) && hi-lo > 1 {
		return 0
	}
	if s.runs(head.Phrase) && s.words[hi-1] == head.Phrase && hi-lo > 2 {
		name = tidyName(join(s, lo, hi-1)) // "the Global Gateway initiative"
	}
	m := Mention{Kind: graph.EntityKind(head.Kind), Name: name, Form: FormName}
	if m.Kind == graph.KindInitiative && s.lower(lo) == "joint" {
		m.Kind = graph.KindAgreement // a Joint Vision, a Joint Action Plan: what two have put their names to
	}
	m.Entity = graph.NewEntityID(m.Kind, name)
	if m.Entity == "" {
		return 0
	}
	r.nestedStates(s, lo, hi)
	r.add(s, lo, hi, m)
	r.remember(name, m)
	return hi - i
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
		tail := r.withTail(s, i+n, h)
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

// namesThing decides whether modifiers and a following head make a name: the
// head is capitalised, or the modifiers join states by dashes, count (an
// ordinal before a quoted or capitalised name), or quote.
func (r *reader) namesThing(s *sentence, lo, end int, quoted bool, h lexicon.Head) bool {
	if h.Kind == "Organization" && !capitalised(s.words[end]) || s.lower(end-1) == "and" {
		return false
	}
	if capitalised(s.words[end]) && h.Named {
		return true
	}
	joined, caps := false, 0
	for k := lo; k < end; k++ {
		if isDash(s.words[k]) || s.words[k] == "+" {
			joined = true
		}
		if capitalised(s.words[k]) {
			caps++
		}
	}
	if caps == 0 && !quoted {
		return false
	}
	switch graph.EntityKind(h.Kind) {
	case graph.KindMeeting:
		return joined || quoted || h.Named && r.isPlace(s, lo, end)
	case graph.KindProject:
		return joined || quoted && !h.Loose || h.Named && !h.Loose && r.ownName(s, lo, end)
	case graph.KindAgreement:
		return joined || quoted && !h.Loose || h.Named && !h.Loose && r.isPlace(s, lo, end)
	case graph.KindInitiative:
		return quoted || joined || caps >= 2 && s.runs(h.Phrase) && r.ownName(s, lo, end)
	}
	return false
}

// runs reports whether the head noun of an initiative makes a name of the
// capitals before it even in small letters: "the Global Gateway strategy".
func (s *sentence) runs(head string) bool {
	switch head {
	case "initiative", "strategy", "programme", "program", "scheme", "campaign":
		return true
	}
	return false
}

// ownName reports whether the words have something of their own to tell: a
// place, an acronym, or a capitalised word that names no state or body.
func (r *reader) ownName(s *sentence, lo, end int) bool {
	for k := lo; k < end; {
		es := r.lex.Match(s.words, k)
		if len(es) == 0 {
			if capitalised(s.words[k]) && s.upos(k) != "DET" && (k > 0 || s.upos(k) == "PROPN") {
				return true
			}
			k++
			continue
		}
		switch es[0].Type {
		case lexicon.TypeCapital, lexicon.TypePlace, lexicon.TypeSurname:
			return true
		case lexicon.TypeGroup:
			return k+es[0].Len == end
		}
		k += es[0].Len
	}
	return false
}

// dashed reports whether dashes join the words.
func (s *sentence) dashed(lo, hi int) bool {
	for k := lo + 1; k < hi-1; k++ {
		if isDash(s.words[k]) {
			return true
		}
	}
	return false
}

// isPlace reports whether the words are one known place or capital.
func (r *reader) isPlace(s *sentence, lo, end int) bool {
	if ordinal(s.words[lo]) {
		lo++
	}
	es := r.lex.Match(s.words, lo)
	return len(es) > 0 && lo+es[0].Len == end && slices.ContainsFunc(es, func(e lexicon.Entry) bool {
		return e.Type == lexicon.TypeCapital || e.Type == lexicon.TypePlace
	})
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
	end, last := hi, hi
	for k := hi; k < min(len(s.words), hi+30) && !s.taken[k]; k++ {
		w := s.lower(k)
		switch {
		case capitalised(s.words[k]) || ordinal(w) || isDash(w) && tight(s, k):
			end = k + 1
			last = k
		case (w == "on" || w == "in" || w == "of") && k+1 < len(s.words) && (dateWord(s.lower(k+1)) || isNumber(s.words[k+1]) && !ordinal(s.words[k+1])):
			return end
		case tailWords[w] && !(w == "," && !r.listGoesOn(s, k)) && !(w == "and" && !r.sameName(s, k, hi, h)) && !(w == "in" && !inName(s, k)):
		case k > last && isDash(s.words[k-1]) && isWord(w):
			end = k + 1
		default:
			return end
		}
	}
	return end
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
// Cooperation in Europe"): only before a continent.
func inName(s *sentence, k int) bool {
	switch s.lower(k + 1) {
	case "europe", "asia", "africa", "america", "outer":
		return true
	}
	return false
}

// nestedStates records the states that a name holds, as modifiers.
func (r *reader) nestedStates(s *sentence, lo, hi int) {
	for i := lo; i < hi; {
		es := r.lex.Match(s.words, i)
		if len(es) == 0 || i+es[0].Len > hi {
			i++
			continue
		}
		for _, e := range es {
			kind := graph.EntityKind(e.Kind)
			if (kind == graph.KindState || kind == graph.KindGroup || kind == graph.KindOrganization) && e.Type != lexicon.TypeCapital && !e.Loose &&
				(kind != graph.KindOrganization || e.Len > 1 || allCaps(s.words[i])) {
				m := r.add(s, i, i+e.Len, Mention{Entity: graph.EntityID(e.ID), Kind: kind, Name: r.nameOf(e), Form: FormName, Modifier: true})
				m.Lo, m.Hi, m.Start, m.End = i, i+e.Len, m.NameStart, m.NameEnd
				for k := i; k < i+e.Len; k++ {
					s.taken[k] = false
				}
				break
			}
		}
		if es[0].Type == lexicon.TypeOrg {
			i++ // a body's name can hold another's
			continue
		}
		i += es[0].Len
	}
}

// tidyName takes the quotes out of a name and closes what they leave open.
func tidyName(name string) string {
	name = strings.Map(func(c rune) rune {
		switch c {
		case '“', '”', '"', '«', '»', '„':
			return -1
		}
		return c
	}, name)
	return strings.Join(strings.Fields(name), " ")
}

// remember lets the name be found again in the document.
func (r *reader) remember(name string, m Mention) {
	key := graph.Fold(name)
	if _, ok := r.names[key]; !ok {
		r.names[key] = m
	}
	if m.Kind != graph.KindInitiative {
		return
	}
	// An initiative is also called without its head: "Belt and Road projects".
	if at := strings.LastIndexByte(key, ' '); at > 0 && strings.Contains(key[:at], " ") {
		if _, ok := r.names[key[:at]]; !ok {
			r.names[key[:at]] = m
		}
	}
}
