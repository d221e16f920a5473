package mention

import (
	"strings"

	"entente/graph"
)

// readUnknown takes a capitalised run that neither the lexicon nor a head noun
// explains: a place after a preposition of place, an organisation that acts or
// carries an acronym, else nothing. It returns how many words it covers.
func (r *reader) readUnknown(s *sentence, i int) int {
	if !s.starts(i) || s.headline || s.upos(i) != "PROPN" || len(s.words[i]) < 2 {
		return 0
	}
	hi := i + 1
	for hi < len(s.words) && !s.taken[hi] && (s.upos(hi) == "PROPN" && capitalised(s.words[hi]) ||
		isDash(s.words[hi]) && tight(s, hi) && hi+1 < len(s.words) && (capitalised(s.words[hi+1]) || s.upos(hi+1) == "PROPN") ||
		isDash(s.words[hi-1]) && s.upos(hi) == "PROPN") {
		if len(r.lex.Match(s.words, hi)) > 0 && !isDash(s.words[hi-1]) {
			break
		}
		hi++
	}
	if dateWord(s.lower(i)) || direction(s.lower(i)) && hi == i+1 {
		return 0
	}
	head := headOf(s.tree, i, hi)
	m := Mention{Form: FormName, Name: join(s, i, hi)}
	switch {
	case r.whereabouts(s, head):
		m.Kind = graph.KindPlace
	case r.organised(s, i, hi, head):
		m.Kind = graph.KindOrganization
	default:
		return hi - i
	}
	if m.Entity = graph.NewEntityID(m.Kind, m.Name); m.Entity == "" {
		return hi - i
	}
	added := r.add(s, i, hi, m)
	added.Modifier = r.modifies(s, added)
	r.remember(m.Name, m)
	return hi - i
}

// whereabouts reports whether the word stands behind "in", "at" or "near" and
// says where.
func (r *reader) whereabouts(s *sentence, head int) bool {
	if b := base(s.tree.Words[head].Rel); b != "obl" && b != "nmod" && b != "conj" {
		return false
	}
	for _, c := range s.tree.Children(head) {
		if s.tree.Words[c].Rel == "case" {
			switch s.lower(c) {
			case "in", "at", "near", "outside", "around":
				return true
			}
		}
	}
	return false
}

// organised reports whether a run of capitals is the name of an organisation:
// written in capitals, followed by an acronym in brackets, or the subject of a
// verb while it is more than one word.
func (r *reader) organised(s *sentence, lo, hi, head int) bool {
	if hi-lo == 1 && len(s.words[lo]) >= 3 && len(s.words[lo]) <= 8 && strings.ToUpper(s.words[lo]) == s.words[lo] && isWord(s.words[lo]) {
		return true
	}
	if hi+1 < len(s.words) && s.words[hi] == "(" && strings.ToUpper(s.words[hi+1]) == s.words[hi+1] && isWord(s.words[hi+1]) {
		return true
	}
	rel := base(s.tree.Words[head].Rel)
	return hi-lo > 1 && (rel == "nsubj" || rel == "obj") && len(r.lex.FamilyName(s.words[hi-1])) == 0
}

func dateWord(w string) bool {
	_, month := months[strings.TrimSuffix(w, ".")]
	_, day := weekdays[strings.TrimSuffix(w, ".")]
	return month || day
}

// readAgain finds the document's own names wherever their words recur, also in
// lower case and without quotes, and bracketed acronyms of them.
func (r *reader) readAgain(s *sentence) {
	for i := range r.doc.Mentions {
		if m := &r.doc.Mentions[i]; m.Sentence == s.index && !m.Modifier {
			for k := range s.Tokens {
				if s.Tokens[k].Start >= m.NameStart && s.Tokens[k].End <= m.NameEnd {
					s.taken[k] = true
				}
			}
		}
	}
	folds := make([]string, len(s.words))
	for i, w := range s.words {
		folds[i] = graph.Fold(w)
	}
	for i := 0; i < len(s.words); i++ {
		if folds[i] == "" || s.taken[i] {
			continue
		}
		key := ""
		best, end := Mention{}, 0
		for k := i; k < min(len(s.words), i+14) && !s.taken[k]; k++ {
			if folds[k] == "" {
				continue
			}
			key = strings.TrimSpace(key + " " + folds[k])
			if m, ok := r.names[key]; ok && (k > i || capitalised(s.words[i])) {
				best, end = m, k+1
			}
		}
		if end > 0 {
			added := r.add(s, i, end, best)
			added.Modifier = r.modifies(s, added)
			i = end - 1
		}
	}
}

func direction(w string) bool {
	switch w {
	case "north", "south", "east", "west":
		return true
	}
	return false
}
