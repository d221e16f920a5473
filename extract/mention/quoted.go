package mention

import (
	"slices"
	"strings"

	"entente/graph"
)

// readQuoted takes ideas that the text puts in quotes ("three forces of
// evil"), opens with "the so-called", or names with a capitalised noun of ideas
// ("the Five Principles of Peaceful Coexistence").
func (r *reader) readQuoted(s *sentence) {
	for i := 0; i < len(s.words); i++ {
		if n := r.calledSo(s, i); n > 0 {
			i += n - 1
			continue
		}
		if n := s.quotedRun(i); opensQuote(s.words[i]) && n > 3 {
			if r.isIdea(s, i, i+n) {
				r.takeTopic(s, i+1, i+n-1)
			}
			i += n - 1
			continue
		}
		if n := r.principles(s, i); n > 0 {
			r.takeTopic(s, i, i+n)
			i += n - 1
		}
	}
}

// isIdea reports whether a quotation is a name for an idea: a noun phrase
// without a verb, not followed by a head noun that makes it a name of
// something else, and not what somebody says.
func (r *reader) isIdea(s *sentence, lo, hi int) bool {
	if !s.free(lo, hi) {
		return false
	}
	nouns := 0
	for k := lo + 1; k < hi-1; k++ {
		switch s.upos(k) {
		case "VERB", "AUX", "PRON":
			if s.tree.Words[k].XPOS != "VBG" && s.tree.Words[k].XPOS != "VBN" {
				return false
			}
		case "NOUN", "PROPN":
			nouns++
		}
	}
	if nouns == 0 || s.words[lo-0] == "" {
		return false
	}
	last := s.words[hi-2]
	if strings.ContainsAny(last, ".,!?") {
		return false
	}
	if hs := r.lex.HeadsAt(s.words, hi); len(hs) > 0 && (hs[0].Event || hs[0].Signed) {
		return false
	}
	for k := lo + 1; k < hi-1; k++ {
		for _, h := range r.lex.Heads(s.words[k]) {
			if h.Named && capitalised(s.words[k]) && h.Kind != "Initiative" {
				return false
			}
		}
	}
	return lo == 0 || s.upos(lo-1) != "VERB" && s.words[lo-1] != ","
}

// calledSo takes a name in quotes at word i behind the noun for a project or programme: "the
// pilot project “Smart Lima”". It returns how many words it covers with its quotes.
func (r *reader) calledSo(s *sentence, i int) int {
	if i < 2 || !opensQuote(s.words[i]) || capitalised(s.words[i-1]) {
		return 0
	}
	n := s.quotedRun(i)
	if n < 3 || n > 10 || !capitalised(s.words[i+1]) || !s.free(i+1, i+n-1) || strings.ContainsAny(s.words[i+n-2], ".,!?") {
		return 0
	}
	for _, h := range r.lex.Heads(s.words[i-1]) {
		kind := graph.EntityKind(h.Kind)
		if h.Plural || kind != graph.KindProject && kind != graph.KindInitiative {
			continue
		}
		m := Mention{Kind: kind, Name: join(s, i+1, i+n-1), Form: FormName}
		if m.Entity = graph.NewEntityID(m.Kind, m.Name); m.Entity == "" {
			return 0
		}
		r.add(s, i+1, i+n-1, m)
		r.remember(m.Name, m)
		return n
	}
	return 0
}

// ideaNouns head names of ideas.
var ideaNouns = map[string]bool{"principles": true, "principle": true, "doctrine": true, "spirit": true, "concept": true, "consensus": true, "formula": true, "ideals": true}

// principles returns the length of a capitalised name of an idea at word i.
func (r *reader) principles(s *sentence, i int) int {
	if s.headline || !capitalised(s.words[i]) || !s.starts(i) {
		return 0
	}
	k := i
	for k < len(s.words) && capitalised(s.words[k]) && !ideaNouns[s.lower(k)] {
		k++
	}
	if k == i || k >= len(s.words) || !ideaNouns[s.lower(k)] || !capitalised(s.words[k]) {
		return 0
	}
	end := k + 1
	if end+1 < len(s.words) && s.words[end] == "of" && capitalised(s.words[end+1]) {
		for end++; end < len(s.words) && capitalised(s.words[end]); end++ {
		}
	}
	return end - i
}

func (r *reader) takeTopic(s *sentence, lo, hi int) {
	name := tidyName(join(s, lo, hi))
	name = strings.TrimRight(name, ".,;:")
	m := Mention{Kind: graph.KindTopic, Name: name, Form: FormName}
	if m.Entity = graph.NewEntityID(graph.KindTopic, strings.ToLower(name)); m.Entity == "" {
		return
	}
	if prior, ok := r.names[graph.Fold(name)]; ok {
		m.Entity, m.Name, m.Kind = prior.Entity, prior.Name, prior.Kind
	}
	r.add(s, lo, hi, m)
	r.remember(name, m)
}

// inQuotes reports whether word i stands behind a quotation mark that opens and
// is not closed before it.
func (s *sentence) inQuotes(i int) bool {
	open := false
	for _, w := range s.words[:i] {
		open = afterQuote(w, open)
	}
	return open
}

// opensQuoted reports a sentence whose first mark of quotation opens it or closes it, as where all that
// somebody says stands between such marks.
func (s *sentence) opensQuoted() bool {
	if opensQuote(s.words[0]) || s.words[0] == "\"" {
		return !slices.ContainsFunc(s.words[1:len(s.words)-1], func(w string) bool { return w == "\"" || closesQuote(w) })
	}
	return false
}

// afterQuote reports whether a quotation is open behind a word, before which it was
// open or not.
func afterQuote(w string, open bool) bool {
	switch w {
	case "\"":
		return !open
	case "“", "«", "„", "``":
		return true
	case "”", "»", "''":
		return false
	}
	return open
}
