package mention

import (
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/extract/segment"
	"entente/graph"
)

// promises reports whether anything could be mentioned in a sentence, by its
// words alone: a sentence without is not parsed. It errs on the side of yes.
func (r *reader) promises(s segment.Sentence) bool {
	if !slices.ContainsFunc(s.Tokens, func(t segment.Token) bool { return isWord(t.Text) }) {
		return false
	}
	words := make([]string, len(s.Tokens))
	for i, t := range s.Tokens {
		words[i] = t.Text
	}
	if headsPapers(words) {
		return true
	}
	opening := true
	for i, w := range words {
		switch {
		case capitalised(w):
			if !opening || !plainOpening(w) || len(r.lex.Match(words, i)) > 0 {
				return true
			}
		case pointsAt(words, i), ordinal(w), opensQuote(w), r.countsOn(words, i), r.describes(words, i):
			return true
		}
		if _, ok := r.lex.OfficeAt(words, i); ok || r.group(words, i) {
			return true
		}
		opening = opening && !(isWord(w) && len(w) > 1 || isNumber(w))
	}
	return false
}

// headsPapers reports the line above a list of what was signed: "The following were signed:".
func headsPapers(words []string) bool {
	return words[len(words)-1] == ":" && slices.ContainsFunc(words, func(w string) bool {
		l := strings.ToLower(w)
		return strings.HasPrefix(l, "sign") || strings.HasPrefix(l, "conclu") || l == "adopted"
	})
}

// plainOpening reports a word that opens a sentence and is no name.
func plainOpening(w string) bool {
	switch strings.ToLower(w) {
	case "the", "a", "an", "in", "on", "at", "by", "for", "from", "with", "of", "to", "as", "and", "but", "or", "if", "so", "when", "while", "what", "who",
		"why", "how", "where", "there", "this", "that", "these", "those", "i", "we", "you", "is", "are", "was", "were", "do", "does", "did", "can", "not", "no",
		"yes", "please", "also", "then", "now", "here", "just", "because", "since", "after", "before", "my", "our", "your", "let":
		return true
	}
	return false
}

// pointsAt reports a word that may mean something named before.
func pointsAt(words []string, i int) bool {
	switch strings.ToLower(words[i]) {
	case "it", "its", "itself", "he", "she", "his", "her", "him", "they", "their", "them", "both", "former", "latter":
		return true
	}
	return sides[strings.ToLower(words[i])]
}

// countsOn reports "the three", "all six".
func (r *reader) countsOn(words []string, i int) bool {
	if _, ok := numeral(words[i]); !ok || i == 0 {
		return false
	}
	w := strings.ToLower(words[i-1])
	return w == "the" || w == "all"
}

// describes reports "the declaration", "this pact".
func (r *reader) describes(words []string, i int) bool {
	if i == 0 || !pointed(strings.ToLower(words[i-1])) {
		return false
	}
	switch strings.ToLower(words[i]) {
	case "document", "text", "pact", "deal", "accord", "bloc", "alliance", "organisation", "organization", "body", "union":
		return true
	}
	return len(r.lex.HeadsAt(words, i)) > 0
}

// group reports the name of a group, which needs no capital.
func (r *reader) group(words []string, i int) bool {
	es := r.lex.Match(words, i)
	return len(es) > 0 && es[0].Type == lexicon.TypeGroup
}

// namesake reports whether a word of a sentence is part of the name of somebody
// named before it.
func (r *reader) namesake(s *sentence) bool {
	if r.doc.Parsed(s.index) {
		return false
	}
	return slices.ContainsFunc(s.words, func(w string) bool { return capitalised(w) && r.people[graph.Fold(w)] != nil })
}

// parseNow gives a sentence its tree that was thought to have nothing in it.
func (r *reader) parseNow(s *sentence) {
	if !r.doc.Parsed(s.index) {
		r.doc.SetTree(s.index, s.Paragraph, r.model.Parse(s.Sentence))
		s.tree = r.doc.Tree(s.index)
	}
}
