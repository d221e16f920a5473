package mention

import (
	"slices"
	"strings"
	"unicode"

	"entente/extract/segment"
	"entente/graph"
)

// openings puts the line above a list before each item that goes on with it: "The ministers
// condemned:" and "- the coup in Niger"; and whom a heading names before what lacks its
// subject: "Joins the United Nations." So each is read as the sentence that it is.
type openings struct {
	text  graph.Text
	model Grammar
	// open are the lines above the lists that the last sentence stands in, the innermost last.
	open []opening
	end  int // of the last sentence
}

// An opening is a line above a list, mostly without its colon, and the kind of mark that its
// items bear, 0 before the first.
type opening struct {
	words []segment.Token
	mark  rune
}

// longestOpening bounds the line above a list, in words.
const longestOpening = 40

// goOn returns the sentence, with the line above its list or else the words of its subject
// before it where it goes on with those.
func (l *openings) goOn(s segment.Sentence, subject []segment.Token) segment.Sentence {
	gap, _ := l.text.Slice(l.end, s.Start)
	l.end = s.End
	n, mark := marked(s.Tokens)
	if s.Start > 0 && !strings.ContainsAny(gap, "\n\r") {
		return l.told(subject, s, n)
	}
	for len(l.open) > 0 {
		o := &l.open[len(l.open)-1]
		if mark != 0 && (o.mark == 0 || o.mark == mark) {
			o.mark = mark
			break
		}
		l.open = l.open[:len(l.open)-1]
	}
	own := s.Tokens
	if len(l.open) > 0 {
		s = l.behind(l.open[len(l.open)-1].words, s, n)
	}
	if s.Led() == 0 {
		s = l.told(subject, s, n)
	}
	if own[len(own)-1].Text == ":" && len(own) > 1 && len(s.Tokens) <= longestOpening && !summed(own) {
		n := len(s.Tokens) - 1
		if slices.ContainsFunc(s.Tokens, func(t segment.Token) bool { return t.Text == "," }) {
			n++ // the colon closes what a comma opens: "The ministers, meeting in Oslo:"
		}
		l.open = append(l.open, opening{words: slices.Clone(s.Tokens[:n])})
	}
	return s
}

// told returns the sentence, behind the words of a subject where it has a verb alone. Most
// do not begin with one, and need not be parsed to see that.
func (l *openings) told(subject []segment.Token, s segment.Sentence, n int) segment.Sentence {
	for _, t := range s.Tokens[min(n, len(s.Tokens)):] {
		switch {
		case l.model.VerbForm(t.Text):
			return l.behind(subject, s, n)
		case !adverbial(strings.ToLower(t.Text)):
			return s
		}
	}
	return s
}

// adverbial reports an adverb that may stand before a verb, by its form.
func adverbial(w string) bool {
	switch w {
	case "also", "then", "later", "now", "soon", "again", "not", "never", "first", "further", "twice", "once":
		return true
	}
	return strings.HasSuffix(w, "ly")
}

// behind returns the sentence without its first n words behind those of an earlier line,
// where it goes on with them.
func (l *openings) behind(words []segment.Token, s segment.Sentence, n int) segment.Sentence {
	if len(words) == 0 || n >= len(s.Tokens) || words[len(words)-1].End > s.Start {
		return s
	}
	whole := s
	whole.Tokens = slices.Concat(words, s.Tokens[n:])
	if !l.model.Completes(whole) {
		return s
	}
	return whole
}

// summed reports a line that is complete and only says that a list follows.
func summed(words []segment.Token) bool {
	return slices.ContainsFunc(words, func(t segment.Token) bool {
		w := strings.ToLower(t.Text)
		return w == "following" || w == "follows" || w == "below" || w == "namely"
	})
}

// marked returns how many words at the start of a line only mark it as an item of a list
// ("-", "•", "(a)", "3."), and the kind of the mark, 0 for none.
func marked(words []segment.Token) (n int, mark rune) {
	if len(words) < 2 {
		return 0, 0
	}
	first := []rune(words[0].Text)
	switch {
	case strings.ContainsRune("-–—•*·▪◦●○‣■□", first[0]) && len(first) == 1:
		return 1, first[0]
	case len(words) > 3 && words[0].Text == "(" && words[2].Text == ")" && counter(words[1].Text):
		return 3, '('
	case (words[1].Text == "." || words[1].Text == ")") && words[1].Start == words[0].End && counter(words[0].Text):
		if unicode.IsDigit(first[0]) {
			return 2, '1'
		}
		return 2, 'a'
	}
	return 0, 0
}

// counter reports a number or letter that counts items.
func counter(w string) bool {
	return len(w) < 4 && strings.Trim(w, "0123456789") == "" || len(w) == 1 && unicode.IsLetter(rune(w[0])) || len(w) < 5 && strings.Trim(w, "ivx") == ""
}
