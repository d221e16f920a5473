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
	makesForm      = "makes"
	makeForm       = "make"
	goesForm       = "goes"
	goForm         = "go"
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

// seconds gives the readings to try of a sentence that has no finite verb: it must
// have one, and a form that can be a past tense, or else a present, was taken for
// something else. A line without a full stop may be a headline, which is told in the
// present, begins with a name and has a verb that is known.
func (m *Model) seconds(words []Word) []second {
	n := len(words)
	if n < shortest-1 || !lacksVerb(words) {
		return nil
	}
	stop := words[n-1].Text == "."
	if stop && n < shortest || !stop && words[0].UPOS != "PROPN" {
		return nil
	}
	var out, later []second
	for i := 1; i+1 < n; i++ {
		if before := words[i-1].UPOS; before != "PROPN" && (before != "NOUN" || !stop) {
			continue
		}
		if stop && m.mayBePast(&words[i]) {
			out = append(out, second{i, either(&words[i+1], pastForm, goingForm)})
		} else if with, without := present(words, i); with != "" && (stop || m.lemmas.verbs[regular(words[i].Text, "s", m.lemmas.verbs)]) {
			later = append(later, second{i, either(&words[i+1], with, without)})
		}
	}
	return append(out, later...)
}

// lacksVerb says whether no word is a finite verb or an order; what describes a noun is
// none, whatever its tag.
func lacksVerb(words []Word) bool {
	for i := range words {
		w := &words[i]
		if w.Rel == "amod" || w.Rel == "compound" {
			continue
		}
		switch w.XPOS {
		case "VBD", "VBZ", "VBP", "MD":
			return false
		case "VB":
			if w.Head < 0 {
				return false
			}
		}
	}
	return true
}

// either is the form with an object, or the one without where the next word cannot
// begin an object.
func either(next *Word, with, without string) string {
	switch next.UPOS {
	case "ADP", "PART", "PUNCT", "ADV", "SCONJ":
		return without
	}
	return with
}

// present gives what a word that may be a verb in the present is read as, before an
// object and before "to": a form in -s behind one name ("Peru hosts talks"), a bare
// form behind several or a plural ("Ghana and Togo share intelligence"). Before a
// preposition or an adverb it may as well be a noun, but behind two joined names
// ("Ghana and Togo hand over 30 trucks").
func present(words []Word, i int) (with, without string) {
	w, before := &words[i], &words[i-1]
	joined := i >= 3 && before.UPOS == "PROPN" && (words[i-2].XPOS == "CC" || words[i-3].XPOS == "CC" && words[i-2].UPOS == "PROPN")
	switch words[i+1].UPOS {
	case "PUNCT", "SCONJ":
		return "", ""
	case "ADP", "ADV":
		if !joined {
			return "", ""
		}
	}
	if w.Text != lower(w.Text) || len(w.Text) < 3 || strings.HasSuffix(w.Text, "ing") || strings.HasSuffix(w.Text, "ed") {
		return "", ""
	}
	switch w.UPOS {
	case "NOUN", "ADJ", "VERB", "PROPN":
	case "ADV", "NUM":
		if !joined {
			return "", "" // "staff very bad"
		}
	default:
		return "", ""
	}
	several := joined || before.XPOS == "NNS" || before.XPOS == "NNPS"
	switch s := strings.HasSuffix(w.Text, "s") && !strings.HasSuffix(w.Text, "ss"); {
	case s && !several && before.UPOS == "PROPN":
		return makesForm, goesForm
	case !s && several:
		return makeForm, goForm
	}
	return "", ""
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

// nextSubject says whether the word before a verb is its subject, or the last of
// several.
func nextSubject(words []Word, offset, verb int) bool {
	for k := verb - 1; k >= 0 && words[k].Head >= offset; k = words[k].Head - offset {
		if words[k].Rel == "nsubj" && words[k].Head == offset+verb {
			return true
		}
		if words[k].Head == offset+verb {
			return false
		}
	}
	return false
}

// verbal reads a sentence in another way and reports whether the word is then
// the verb of the sentence, with a subject. Without an object a participle in a few
// words tells what was done to the noun ("A village destroyed in the war.").
func (m *Model) verbal(s *scratch, words []Word, offset int, other second) bool {
	few := words[other.at].XPOS == "VBN" && len(words) < fragment
	root := m.read(s, words, offset, other)
	if root != offset+other.at {
		return false
	}
	switch words[other.at].XPOS {
	case "VBD":
	case "VBZ", "VBP":
		if other.form == pastForm || other.form == goingForm || !nextSubject(words, offset, other.at) ||
			words[len(words)-1].Text != "." && !has(words, offset+other.at, "obj") {
			return false
		}
	default:
		return false
	}
	return subjectBefore(words, offset, other.at) && (!few || has(words, offset+other.at, "obj"))
}
