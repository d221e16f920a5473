package mention

import (
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// links takes works of transport that the text names by their ends: "a
// high-speed railway between Mumbai and Ahmedabad", "a pipeline from Baku to
// Ceyhan". The words from the first adjective to the second end are the name.
func (r *reader) links(s *sentence) {
	for k := 0; k+4 < len(s.words); k++ {
		if s.taken[k] || s.upos(k) != "NOUN" {
			continue
		}
		h, n, ok := r.headAt(s, k)
		if !ok || graph.EntityKind(h.Kind) != graph.KindProject || h.Loose && !linking(h.Phrase) || h.Plural {
			continue
		}
		hi := r.twoEnds(s, k+n)
		if hi == 0 {
			continue
		}
		lo := k
		for lo > 0 && !s.taken[lo-1] && (s.upos(lo-1) == "ADJ" || s.upos(lo-1) == "NOUN" || isDash(s.words[lo-1]) && tight(s, lo-1)) {
			lo--
		}
		r.addWork(s, lo, k+n, hi)
		k += n - 1
	}
}

// linking are the heads that often mean something else but not where two ends
// follow.
func linking(head string) bool {
	switch head {
	case "road", "cable", "bridge", "route", "tunnel", "line":
		return true
	}
	return false
}

// twoEnds returns the end of "between A and B", "from A to B" or "linking A
// with B" at word k, where A and B name places or states; 0 for none.
func (r *reader) twoEnds(s *sentence, k int) int {
	second := map[string]string{"between": "and", "from": "to", "linking": "and", "connecting": "and", "joining": "and"}[s.lower(k)]
	if second == "" {
		return 0
	}
	a := r.endOfName(s, k+1)
	if a == 0 || s.lower(a) != second && !(s.lower(k) != "between" && (s.lower(a) == "with" || s.lower(a) == "to")) {
		return 0
	}
	return r.endOfName(s, a+1)
}

// endOfName returns the end of the name of a place or state that begins at
// word k, article included; 0 for none.
func (r *reader) endOfName(s *sentence, k int) int {
	if s.lower(k) == "the" {
		k++
	}
	if k >= len(s.words) {
		return 0
	}
	at := s.Tokens[k].Start
	for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Sentence == s.index; i-- {
		m := &r.mentions[i]
		if m.NameStart != at || m.Form != FormName || m.Kind != graph.KindPlace && m.Kind != graph.KindState && m.Kind != graph.KindGroup {
			continue
		}
		for k < len(s.words) && s.Tokens[k].End <= m.NameEnd {
			k++
		}
		return k
	}
	return 0
}

// ideas takes what an indefinite article and adjectives make of a unique name:
// "a free and open Indo-Pacific", "a nuclear-free Korea", "a united Europe" are
// ideas, not places.
func (r *reader) ideas(s *sentence) {
	for i := 0; i+2 < len(s.words); i++ {
		if w := s.lower(i); w != "a" && w != "an" {
			continue
		}
		k, adjectives := i+1, 0
		for k < len(s.words) && !capitalised(s.words[k]) && (s.upos(k) == "ADJ" || s.upos(k) == "CCONJ" || isDash(s.words[k]) || s.words[k] == "," || s.tree.Words[k].XPOS == "VBN" || s.upos(k) == "NOUN" && (isDash(s.lower(k+1)) || isDash(s.lower(k-1)))) {
			if s.upos(k) == "ADJ" || s.tree.Words[k].XPOS == "VBN" {
				adjectives++
			}
			k++
		}
		if adjectives == 0 || k >= len(s.words) || !capitalised(s.words[k]) {
			continue
		}
		es := r.lex.Match(s.words, k)
		if len(es) == 0 || es[0].Type != lexicon.TypePlace && es[0].Type != lexicon.TypeName && es[0].Type != lexicon.TypeGroup || r.continues(s, k+es[0].Len) {
			continue
		}
		name := join(s, i+1, k+es[0].Len)
		m := Mention{Kind: graph.KindTopic, Name: name, Form: FormName}
		if m.Entity = graph.NewEntityID(graph.KindTopic, strings.ToLower(name)); m.Entity != "" && s.free(i+1, k) {
			r.add(s, i+1, k+es[0].Len, m)
			for j := k; j < k+es[0].Len; j++ {
				s.taken[j] = false // the place is named as well
			}
			r.remember(name, m)
		}
	}
}

// continues reports whether a noun follows, so that the name before it only
// modifies: "a united Europe policy".
func (r *reader) continues(s *sentence, k int) bool {
	return k < len(s.words) && (s.upos(k) == "NOUN" || s.upos(k) == "PROPN" || isDash(s.words[k]) || s.words[k] == "'s")
}
