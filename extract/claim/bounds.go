package claim

import (
	"strings"

	"entente/extract/mention"
)

// bounds are the code points of a mention's phrase as a party to an act: without
// what the tree hung on it although it belongs to the act ("protesters | with rubber
// bullets", "31 activists | of their citizenship", "a priest | by Belarus").
func (s *sentence) bounds(m *mention.Mention) (start, end int) {
	start, end = m.Start, m.End
	for k := m.Lo + 1; k < m.Hi && k < len(s.Words) && m.Form == mention.FormName; k++ {
		if s.Words[k].Start == m.NameStart && (s.upos(k-1) == "CCONJ" || tagged(&s.Words[k-1], "VBD", "VBZ", "VBP")) {
			return s.Words[k].Start, end // the second of a list that the tree had as one name
		}
	}
	if m.Form == mention.FormName || m.Head < 0 || m.Head >= len(s.Words) {
		return start, end
	}
	for k := m.Lo; k < m.Head && k < len(s.Words); k++ {
		if s.head(m.Head) == k && s.verbal(k) || s.upos(k) == "PROPN" && s.outside(m, k) {
			start = s.Words[s.after(k, m.Head)].Start // a verb or agent that the tree had in the phrase
		}
	}
	start = s.counted(m, start)
	for k := m.Head + 1; k < m.Hi && k < len(s.Words); k++ {
		if s.upos(k) == "VERB" && s.outside(m, k) && s.Words[k].Start >= m.NameEnd {
			return start, min(end, s.Words[k-1].End)
		}
	}
	for k := m.Head + 1; k < len(s.Words) && s.Words[k].Start < m.End; k++ {
		if s.head(k) != m.Head || s.base(k) != "nmod" || s.Words[k].Start < m.NameEnd {
			continue
		}
		c := s.first(k, "case")
		if c < 0 || s.Words[c].Start <= m.Start || s.Words[c].Start < m.NameEnd || !s.strays(m.Head, k, c) {
			continue
		}
		return start, s.Words[c-1].End
	}
	return start, end
}

// counted is where a phrase begins with what counts it: "dozens of | migrants".
func (s *sentence) counted(m *mention.Mention, start int) int {
	h := s.head(m.Head)
	if h < 0 || h > m.Lo || m.Lo-h > 2 || s.base(m.Head) != "nmod" || s.preposition(m.Head) != "of" || s.upos(h) != "NOUN" || !counting[s.lemma(h)] {
		return start
	}
	lo, _ := s.phrase(h)
	return min(start, s.Words[lo].Start)
}

// outside reports a word within a phrase that belongs to none of its words, now
// that the tree is mended.
func (s *sentence) outside(m *mention.Mention, k int) bool {
	for h, n := s.head(k), 0; h >= 0 && n < len(s.Words); h, n = s.head(h), n+1 {
		if h >= m.Lo && h < m.Hi {
			return false
		}
	}
	return true
}

// after is the first word behind k, up to the last, that opens a phrase.
func (s *sentence) after(k, last int) int {
	for k++; k < last && s.base(k) == "case"; k++ {
	}
	return k
}

// strays reports a phrase behind a noun that tells how an act was done, or by whom,
// or what the verb above takes: "stripped them of", "killed him with a bomb".
func (s *sentence) strays(noun, k, c int) bool {
	if n, ok := s.nounOf(noun); ok && n.kind != "" && n.class != "troops" && n.class != "arms" && n.class != "peacekeeper" {
		return false
	}
	v := s.head(noun)
	above := v >= 0 && s.verbal(v) && s.base(noun) == "obj"
	switch strings.ToLower(s.Words[c].Text) {
	case "by":
		return true
	case "with":
		n, ok := s.nounOf(k)
		return above && ok && (n.class == "arms" || n.kind != "") || above && instruments[s.lemma(k)]
	case "of":
		return above && (strips[s.lemma(v)] || s.first(k, "nmod:poss") >= 0 && s.upos(s.first(k, "nmod:poss")) == "PRON" && strips[s.lemma(v)])
	case "to", "into", "onto":
		return !envoys[s.lemma(noun)]
	}
	return false
}

// strips are verbs that say of what somebody is deprived or accused.
var strips = set([]string{"strip", "accuse", "deprive", "rob", "convict", "suspect", "acquit", "cleanse", "warn", "inform", "relieve", "absolve", "remind"})

// instruments are things by which force is used.
var instruments = set([]string{"bullet", "baton", "truncheon", "stick", "stone", "knife", "bomb", "gas", "cannon", "club", "whip", "grenade", "axe", "machete", "gun", "pellet", "spray"})

// envoys are those whose phrase says where they are sent.
var envoys = set([]string{"ambassador", "envoy", "adviser", "advisor", "representative", "consul", "commissioner", "delegate", "secretary", "aide", "heir", "successor",
	"visitor", "observer", "delegation", "mission", "pretender", "party", "refugee", "migrant", "ally", "neighbour", "neighbor", "threat", "leader"})

// counts is the number by which a phrase counts its states, 0 for none.
func (s *sentence) counts(m *mention.Mention) int {
	if len(m.Members) == 0 || m.Head < 0 || m.Head >= len(s.Words) {
		return 0
	}
	k := s.first(m.Head, "nummod")
	if k < 0 || s.has(m.Head, "amod", "other") { // "the other four Central Asian states"
		return 0
	}
	return numbers[strings.ToLower(s.Words[k].Text)]
}

var numbers = map[string]int{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12}
