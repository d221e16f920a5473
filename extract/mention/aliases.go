package mention

import (
	"slices"
	"strings"

	"entente/graph"
)

// alias is a short name that a sentence gives somebody or something: "the Baltic Investment
// Scheme (BIS)", "UNMIL, the United Nations Mission in Liberia", "(hereinafter the Fund)".
type alias struct {
	// lo and hi are the words of the full name, those of a mention that ends at hi where lo
	// is -1.
	lo, hi int
	// at is the word that is the short name; article says that it takes "the".
	at      int
	article bool
}

// shortFor is what a short name means, and whether it takes "the".
type shortFor struct {
	mention Mention
	article bool
}

// readAliases finds the short names that a sentence gives, once its names are read. They mean
// what they are given to, whatever the lexicon knows them as.
func (r *reader) readAliases(s *sentence) {
	for k := 1; k+1 < len(s.words); k++ {
		a, ok := s.aliasAt(k)
		if !ok {
			continue
		}
		m := r.fullNamed(s, a)
		if m == nil {
			continue
		}
		g := shortFor{*m, a.article}
		g.mention.Form = FormName
		if _, ok := r.aliases[s.words[a.at]]; !ok {
			r.aliases[s.words[a.at]] = g
		}
		lo := a.at
		if s.lower(lo-1) == "the" {
			lo--
		}
		r.clear(s, lo, a.at+1)
		r.addAlias(s, a.at, &g.mention)
	}
}

// readAlias takes a short name that the document has given before, also in the plural, and
// returns its length.
func (r *reader) readAlias(s *sentence, i int) int {
	if len(r.aliases) == 0 || s.taken[i] {
		return 0
	}
	if s.lower(i) == "the" && i+1 < len(s.words) {
		if n := r.readAlias(s, i+1); n > 0 {
			return n + 1
		}
	}
	g, ok := r.aliases[s.words[i]]
	if !ok {
		g, ok = r.aliases[strings.TrimSuffix(s.words[i], "s")]
	}
	if !ok || g.article && (s.lower(i-1) != "the" || capitalised(s.at(i+1)) && s.upos(i+1) == "PROPN") {
		return 0
	}
	r.addAlias(s, i, &g.mention)
	return 1
}

// addAlias adds what a short name at a word means.
func (r *reader) addAlias(s *sentence, at int, m *Mention) {
	added := r.add(s, at, at+1, Mention{Entity: m.Entity, Kind: m.Kind, Name: m.Name, Role: m.Role, ActsFor: m.ActsFor, Form: FormName, Members: slices.Clone(m.Members)})
	added.Modifier = r.modifies(s, added)
}

// aliasAt reads a short name with the full one at word k: an opening bracket, a comma between
// them, "or", or the "as" of "known as".
func (s *sentence) aliasAt(k int) (alias, bool) {
	switch w := s.lower(k); {
	case w == "(" || w == "[":
		return s.aliasInBracket(k)
	case w == "," && acronym(s.words[k-1]):
		first := k + 1
		if s.lower(first) == "the" {
			first++
		}
		if hi := s.speltBehind(s.words[k-1], first); hi > 0 {
			return alias{first, hi, k - 1, false}, true // "UNMIL, the United Nations Mission in Liberia"
		}
	case w == "or" || w == "as" && naming[s.lower(k-1)] || w == "acronym":
		at, end := k+1, k
		if s.lower(at) == "the" {
			at++
		}
		short := k - 1
		if s.at(short) == "," {
			short--
		}
		if hi := s.speltBehind(s.at(short), at); w == "or" && hi > 0 {
			return alias{at, hi, short, false}, true // "EITI, or the Extractive Industries Transparency Initiative"
		}
		for end > 0 && (naming[s.lower(end-1)] || s.words[end-1] == "," || w == "acronym" && (aside[s.lower(end-1)] || byOwn[s.lower(end-1)] || s.upos(end-1) == "ADJ")) {
			end--
		}
		if lo := s.spelt(s.at(at), end); lo >= 0 || w == "acronym" && acronym(s.at(at)) {
			return alias{lo, end, at, false}, true
		}
	}
	return alias{}, false
}

// naming are words before "as" or "or" and a short name.
var naming = set("known", "abbreviated", "shortened", "also", "better", "commonly", "widely", "usually")

// byOwn are words before "acronym".
var byOwn = set("by", "its", "their", "with", "under", "a", "an")

// aliasInBracket reads a short name in the bracket that opens at word k, or before it where
// the full name stands in it.
func (s *sentence) aliasInBracket(k int) (alias, bool) {
	if hi := s.speltBehind(s.words[k-1], k+1); hi > 0 {
		return alias{k + 1, hi, k - 1, false}, true // "UNMIL (United Nations Mission in Liberia)"
	}
	at, article := s.inBracket(k + 1)
	if at < 0 {
		return alias{}, false
	}
	lo := -1
	if !article {
		lo = s.spelt(s.words[at], k)
	}
	return alias{lo, k, at, article}, true
}

// inBracket returns the short name in a bracket before word k, and whether it is one with an
// article ("the Fund"); -1 for none.
func (s *sentence) inBracket(k int) (at int, article bool) {
	defined := false
	for ; k < len(s.words) && (aside[s.lower(k)] || quotes[s.words[k]]); k++ {
		article = s.lower(k) == "the" || article && quotes[s.words[k]]
		defined = defined || s.lower(k) != "the"
	}
	end := k + 1
	for quotes[s.at(end)] {
		end++
	}
	switch {
	case s.at(end) != ")" && s.at(end) != "]" && s.at(end) != "," && s.at(end) != ";":
		return -1, false
	case acronym(s.words[k]):
		return k, false
	case article && defined && s.at(end) == ")" && capitalised(s.words[k]) && !sides[s.lower(k)] && s.lower(k) != "party":
		return k, true
	}
	return -1, false
}

// aside are words in a bracket before a short name, quotes those around it.
var (
	aside  = set("hereinafter", "hereafter", "henceforth", "called", "known", "abbreviated", "referred", "to", "as", "or", "in", "short", "also", "the")
	quotes = set("\"", "“", "”", "'", "‘", "’", "``", "''")
)

// acronym reports a word of two to ten letters, most of them capitals, that may be short for
// a name.
func acronym(w string) bool {
	caps := len(capitals(w))
	return len(w) >= 2 && len(w) <= 10 && caps >= 2 && caps*2 > len(w) && isWord(w) && !nobody[strings.ToLower(w)]
}

// capitals are the capitals of a short name, as small letters.
func capitals(short string) []byte {
	var out []byte
	for _, c := range []byte(short) {
		if c >= 'A' && c <= 'Z' {
			out = append(out, c|0x20)
		}
	}
	return out
}

// spelt returns where the words before word hi begin whose first letters make a short name,
// -1 where they make another. Small words need no letter.
func (s *sentence) spelt(short string, hi int) int {
	if hi <= 0 || !acronym(short) || !capitalised(s.words[hi-1]) {
		return -1
	}
	letters := capitals(short)
	var back func(letter, k int) int
	back = func(letter, k int) int {
		if k < 0 || hi-k > longestAlias || !isWord(s.words[k]) && !isDash(s.words[k]) && s.words[k] != "&" && s.words[k] != "'s" && s.words[k] != "’s" {
			return -1
		}
		if f := graph.Fold(s.words[k]); f != "" && f[0] == letters[letter] {
			if letter == 0 && capitalised(s.words[k]) {
				return k
			}
			if letter > 0 {
				if lo := back(letter-1, k-1); lo >= 0 {
					return lo
				}
			}
		}
		if capitalised(s.words[k]) {
			return -1
		}
		return back(letter, k-1)
	}
	if lo := back(len(letters)-1, hi-1); lo >= 0 {
		return lo
	}
	return s.translated(letters, hi)
}

// translated returns where as many words with capitals before word hi begin as a short name
// has letters, which are theirs in the order of another language: "Revolutionary Armed Forces
// of Colombia (FARC)"; -1 where they have others.
func (s *sentence) translated(letters []byte, hi int) int {
	var own []byte
	k := hi
	for k > 0 && len(own) < len(letters) && len(letters) > 2 && hi-k < longestAlias && (capitalised(s.words[k-1]) || small[s.words[k-1]]) {
		k--
		if f := graph.Fold(s.words[k]); capitalised(s.words[k]) && f != "" {
			own = append(own, f[0])
		}
	}
	letters = slices.Clone(letters)
	slices.Sort(letters)
	slices.Sort(own)
	if !slices.Equal(letters, own) || !capitalised(s.words[k]) {
		return -1
	}
	return k
}

// small are the words of a name that have no capital.
var small = set("of", "for", "the", "and", "in", "on", "to")

// longestAlias is how many words a full name may have.
const longestAlias = 14

// speltBehind returns where the words from word lo on end whose first letters make a short
// name, 0 where they make another.
func (s *sentence) speltBehind(short string, lo int) int {
	for hi := min(len(s.words), lo+longestAlias); hi > lo+1; hi-- {
		if s.spelt(short, hi) == lo {
			return hi
		}
	}
	return 0
}

// fullNamed returns what a full name means: the mention of just those words or of more before
// them, else an organisation of that name in the place of what was read in it; nil for nothing.
func (r *reader) fullNamed(s *sentence, a alias) *Mention {
	end := s.Tokens[a.hi-1].End
	var longest *Mention
	for i := range r.mentions {
		if m := &r.mentions[i]; m.Form == FormName && m.NameEnd == end && m.Entity != "" && (longest == nil || m.NameStart < longest.NameStart) {
			longest = m
		}
	}
	switch {
	case longest != nil && (longest.Kind == graph.KindState || longest.Kind == graph.KindPlace || longest.Kind == graph.KindPerson) && a.lo < 0:
		return nil // "Texas (R)", "Kenya (KE)"
	case a.lo < 0 && (longest == nil || !a.article && (longest.Kind != graph.KindOrganization || s.wordAt(longest.NameStart) > a.hi-2)):
		return nil
	case a.lo < 0 || longest != nil && longest.NameStart <= s.Tokens[a.lo].Start:
		return longest
	}
	m := Mention{Kind: graph.KindOrganization, Name: join(s, a.lo, a.hi), Form: FormName}
	if m.Entity = graph.NewEntityID(m.Kind, m.Name); m.Entity == "" {
		return nil
	}
	r.clear(s, a.lo, a.hi)
	r.nestedStates(s, a.lo, a.hi)
	added := r.add(s, a.lo, a.hi, m)
	added.Modifier = r.modifies(s, added)
	r.remember(m.Name, m)
	return added
}

// clear takes back what was read in the words [lo, hi).
func (r *reader) clear(s *sentence, lo, hi int) {
	from, to := s.Tokens[lo].Start, s.Tokens[hi-1].End
	r.mentions = slices.DeleteFunc(r.mentions, func(m Mention) bool { return m.NameStart >= from && m.NameEnd <= to })
	for k := lo; k < hi; k++ {
		s.taken[k] = false
	}
}
