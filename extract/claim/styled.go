package claim

import (
	"strings"

	"entente/extract/parse"
)

// unwelcome makes the words "persona non grata" what somebody is declared, wherever
// the tree puts them.
func unwelcome(t *parse.Tree) bool {
	changed := false
	for k := 2; k < len(t.Words); k++ {
		w := &t.Words[k]
		if l := strings.ToLower(w.Text); l != "grata" && l != "gratae" || !strings.EqualFold(t.Words[k-1].Text, "non") || w.Rel == "xcomp" {
			continue
		}
		v := w.Head
		for v > 0 && v < k && t.Words[v].UPOS != "VERB" {
			v = t.Words[v].Head
		}
		if v < 0 || v > k || t.Words[v].UPOS != "VERB" || hasChild(t, k, "cop") {
			continue
		}
		for i := range k {
			if x := &t.Words[i]; x.Head == k && x.Rel != "compound" && i != k-1 && i != k-2 {
				x.Head = v
			}
		}
		for i := k - 2; i < k; i++ {
			t.Words[i].Head, t.Words[i].Rel = k, "compound"
		}
		w.Head, w.Rel, w.UPOS, w.Lemma, changed = v, "xcomp", "NOUN", "grata", true
	}
	return changed
}

// titled makes an apposition of a name between commas that was taken for the second of
// two subjects, although nothing joins them: "the commission's chief, X, praised".
func titled(t *parse.Tree) bool {
	changed := false
	for k := range t.Words {
		w := &t.Words[k]
		if w.Rel != "conj" || w.UPOS != "PROPN" || w.Head < 0 || w.Head > k || !tagged(&t.Words[w.Head], "NN") || hasChild(t, k, "cc") || t.Words[w.Head].Rel != "nsubj" || coordinated(t, w.Head) {
			continue
		}
		lo, hi := t.Span(k)
		if lo < 1 || t.Words[lo].Text != "," && t.Words[lo-1].Text != "," || hi >= len(t.Words) || t.Words[hi].Text != "," {
			continue
		}
		w.Rel, changed = "appos", true
	}
	return changed
}

// coordinated reports that a word joins what hangs on i: "and", "or".
func coordinated(t *parse.Tree, i int) bool {
	for _, k := range t.Children(i) {
		if t.Words[k].Rel == "cc" || t.Words[k].Rel == "conj" && hasChild(t, k, "cc") {
			return true
		}
	}
	return false
}

// quoted makes what something is called of words that were hung elsewhere because of
// quotes or of "as": "called the threat 'unhelpful'", "described the move as hostile".
func quoted(t *parse.Tree) bool {
	changed := false
	for k := 1; k < len(t.Words); k++ {
		w := &t.Words[k]
		if w.UPOS != "ADJ" && w.UPOS != "NOUN" || w.Head < 0 || w.Head > k {
			continue
		}
		lo, _ := t.Span(k)
		v := w.Head
		inQuotes := opensQuote(t, lo) || opensQuote(t, lo-1)
		switch w.Rel {
		case "obj":
			if t.Words[v].Rel != "acl:relcl" || w.XPOS == "NNS" || hasChild(t, k, "det") || !adjectival(w.Text) {
				continue
			}
		case "appos", "amod":
			if v = t.Words[w.Head].Head; v < 0 || t.Words[w.Head].Rel != "obj" || !inQuotes {
				continue
			}
		case "parataxis":
			if !inQuotes || !hasChild(t, v, "obj") {
				continue
			}
		case "obl", "advcl":
			if t.Words[lo].Lemma != "as" || w.UPOS == "NOUN" && (lo != k-1 || !hasChild(t, v, "obj")) {
				continue
			}
		default:
			continue
		}
		if labels[strings.ToLower(t.Words[v].Lemma)] {
			if w.UPOS == "NOUN" && (w.Rel == "obl" || w.Rel == "obj") {
				w.UPOS = "ADJ" // "as hostile"
			}
			w.Head, w.Rel, changed = v, "xcomp", true
		}
	}
	return changed
}

// opensQuote reports a quotation mark at word i.
func opensQuote(t *parse.Tree, i int) bool {
	return i >= 0 && (t.Words[i].XPOS == "``" || t.Words[i].Text == "“" || t.Words[i].Text == "\"")
}

// adjectival reports a word that ends as adjectives do: "which X called illegal".
func adjectival(w string) bool {
	for _, end := range []string{"able", "ible", "al", "ful", "ous", "ive", "less", "ent", "ant", "ic", "ory"} {
		if strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}
