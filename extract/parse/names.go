package parse

import (
	"unicode"
	"unicode/utf8"
)

// nameBonus is added to the scores of names for words that the model has never
// seen and that are written with a capital among small words. Five in six of
// them are names, more than the network believes; the value was chosen among
// five on the development part of the treebank.
const nameBonus = 2

// bonuses gives for each word what is added to the scores of names.
func (m *Model) bonuses(s *scratch, words []Word) []float32 {
	out := grow(&s.bonus, len(words))
	small := 0
	for i := range words {
		if r, _ := utf8.DecodeRuneInString(words[i].Text); unicode.IsLower(r) && len(words[i].Text) > 3 {
			small++
		}
	}
	for i := range words {
		out[i] = 0
		if small > len(words)/5 && isCapitalised(words[i].Text) && !m.knows(s, words[i].Text) {
			out[i] = nameBonus
		}
	}
	return out
}

// isCapitalised says whether a word begins with a capital and ends with a small
// letter.
func isCapitalised(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	last, _ := utf8.DecodeLastRuneInString(word)
	return unicode.IsUpper(first) && unicode.IsLower(last)
}

// knows says whether a word has a row of its own.
func (m *Model) knows(s *scratch, word string) bool {
	s.keys.set(word)
	_, ok := m.index[tableWord][string(s.keys.key(tableWord))]
	return ok
}

// Knows says whether the model has met a word in its treebank, in any case.
func (m *Model) Knows(word string) bool {
	s := m.pool.Get().(*scratch)
	defer m.pool.Put(s)
	return m.knows(s, word)
}

// VerbForm says whether a word may be a finite verb or a participle of the past, by its
// form alone.
func (m *Model) VerbForm(word string) bool { return m.lemmas.verbForm(lower(word)) }
