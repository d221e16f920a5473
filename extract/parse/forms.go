package parse

import "strings"

// What irregular forms that the treebank does not hold are read as: past tense,
// participle, and what can be both. The endings of such a form tell the network
// nothing, and it takes "overran" for a preposition.
const (
	pastForm       = "took"
	participleForm = "taken"
	eitherForm     = "held"
	goingForm      = "went" // past tense without an object
)

// likes gives the irregular forms of verbs that the model has never met with the
// forms that they are read as. What can be another word, too, is left out.
func (m *Model) likes() map[string]string {
	out := map[string]string{}
	past, participle := m.lemmas.exceptions["VBD"], m.lemmas.exceptions["VBN"]
	add := func(form, lemma, like string) {
		if _, met := m.index[tableWord][form]; !met && form != lemma && !m.lemmas.verbs[form] && form != "wound" {
			out[form] = like
		}
	}
	for form, lemma := range past {
		add(form, lemma, pastForm)
	}
	for form, lemma := range participle {
		if _, both := past[form]; both {
			add(form, lemma, eitherForm)
		} else {
			add(form, lemma, participleForm)
		}
	}
	return out
}

// A second is another reading of a sentence: one word taken for another form.
type second struct {
	at   int
	form string
}

// seconds gives the readings to try of a sentence that ends in a full stop and
// has no finite verb: it must have one, and a form that can be a past tense was
// taken for something else.
func (m *Model) seconds(words []Word) []second {
	n := len(words)
	if n < shortest || words[n-1].Text != "." {
		return nil
	}
	for i := range words {
		switch w := &words[i]; w.XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return nil
		case "VB":
			if w.Head < 0 {
				return nil // an order
			}
		}
	}
	var out []second
	for i := 1; i+1 < n; i++ {
		if !m.mayBePast(&words[i]) || words[i-1].UPOS != "NOUN" && words[i-1].UPOS != "PROPN" {
			continue
		}
		form := pastForm
		switch words[i+1].UPOS {
		case "ADP", "PART", "PUNCT", "ADV", "SCONJ":
			form = goingForm
		}
		out = append(out, second{i, form})
	}
	return out
}

// shortest is the number of words, with the full stop, from which a sentence is
// expected to have a verb.
const shortest = 5

// fragment is the number of words from which a sentence with a full stop is taken
// for no caption.
const fragment = 10

// mayBePast says whether a word has a form of the past tense.
func (m *Model) mayBePast(w *Word) bool {
	form := w.Text
	if form != lower(form) || w.UPOS == "ADP" {
		return false
	}
	_, irregular := m.lemmas.exceptions["VBD"][form]
	return irregular || len(form) > 4 && strings.HasSuffix(form, "ed")
}

// verbal reads a sentence in another way and reports whether the word is then
// the verb of the sentence, with a subject. Without an object a participle in a few
// words tells what was done to the noun ("A village destroyed in the war.").
func (m *Model) verbal(s *scratch, words []Word, offset int, other second) bool {
	few := words[other.at].XPOS == "VBN" && len(words) < fragment
	if root := m.read(s, words, offset, other); root != offset+other.at || words[other.at].XPOS != "VBD" {
		return false
	}
	return subjectBefore(words, offset, other.at) && (!few || has(words, offset+other.at, "obj"))
}
