package claim

import (
	"slices"
	"sort"
	"strings"

	"entente/extract/parse"
	"entente/extract/segment"
	"entente/graph"
)

// Completes reports whether an item of a list goes on with the line above it: read behind
// that line it is what a verb there acts on or says, or the verb of those whom it names.
func (g Grammar) Completes(s segment.Sentence) bool {
	at := s.Led()
	if at == 0 {
		return false
	}
	t := g.Parse(s)
	if len(t.Words) != len(s.Tokens) {
		return false
	}
	root := t.Root()
	if root < 0 || t.Words[root].UPOS != "VERB" {
		return false
	}
	if root >= at {
		return g.rules.tellsOf(t, at, root) && (root+1 == len(t.Words) || t.Words[root+1].UPOS != "ADP" || g.opensWithVerb(s.Tokens[at:]))
	}
	found := false
	for i := at; i < len(t.Words); i++ {
		w := &t.Words[i]
		if w.Head < 0 || w.Head >= at {
			continue
		}
		switch rel, _, _ := strings.Cut(w.Rel, ":"); rel {
		case "nsubj":
			if w.Rel != "nsubj:pass" || hasChild(t, w.Head, "aux:pass") {
				return false
			}
			found = true // "Expelled this month:", "two Czech envoys"
		case "obj", "iobj", "obl", "xcomp", "ccomp", "nmod":
			found = true
		case "punct", "advmod":
		case "advcl", "conj":
			if i > at || !tagged(w, "VBD", "VBZ") || !hasChild(t, w.Head, "nsubj") {
				return false
			}
			found = true // "The ministers, gathered in Oslo:", "Welcomed the truce"
		default:
			return false
		}
	}
	return found
}

// tellsOf reports that the verb at the root, first word of an item but for adverbs, has its
// subject above the item and is no noun or participle for want of one: "Visits to Kenya",
// "Admitted to the union".
func (r *Rules) tellsOf(t *parse.Tree, at, root int) bool {
	subj := childOf(t, root, "nsubj", "nsubj:pass")
	if subj < 0 || subj >= at || !tagged(&t.Words[root], "VBZ", "VBD", "VBP", "VBN") || slices.ContainsFunc(t.Words[at:root], func(w parse.Word) bool { return w.UPOS != "ADV" }) {
		return false
	}
	if root+1 >= len(t.Words) || t.Words[subj].Rel == "nsubj:pass" {
		return t.Words[subj].Rel == "nsubj:pass" && hasChild(t, root, "obl:agent")
	}
	next := &t.Words[root+1]
	if next.UPOS != "ADP" && next.UPOS != "PUNCT" || hasChild(t, root, "obj") || hasChild(t, root, "ccomp") {
		return true
	}
	lemma := r.lemma(&t.Words[root])
	if slices.ContainsFunc(r.verbs[lemma], func(f frame) bool { return slices.Contains(f.target, next.Lemma) }) && next.Lemma != "to" && next.Lemma != "in" && next.Lemma != "from" {
		return true // "Called on Russia"
	}
	if _, act := r.nouns[lemma]; act || t.Words[root].XPOS == "VBZ" {
		return !act && len(r.verbs[lemma]) > 0
	}
	return !slices.ContainsFunc(r.verbs[lemma], func(f frame) bool { return slices.Contains(f.target, "obj") }) && len(r.objects[lemma]) == 0
}

// opensWithVerb reports words that by themselves are a clause that begins with its verb:
// "Calls on Chad to help", where "Calls for help grow" is none.
func (g Grammar) opensWithVerb(words []segment.Token) bool {
	t := g.Model.Parse(segment.Sentence{Start: words[0].Start, End: words[len(words)-1].End, Tokens: words})
	root := t.Root()
	return root >= 0 && t.Words[root].UPOS == "VERB" && !slices.ContainsFunc(t.Words[:root], func(w parse.Word) bool { return w.UPOS != "ADV" })
}

// asOne is the sentence of an item behind the line above its list as it would be written:
// the colon a comma, the item's first word in small letters where it is no name.
func (g Grammar) asOne(s segment.Sentence) segment.Sentence {
	at := s.Led()
	s.Tokens = slices.Clone(s.Tokens)
	if s.Tokens[at-1].Text == ":" {
		s.Tokens[at-1].Text = ","
	}
	written := s.Tokens[at].Text
	w := strings.ToLower(written)
	if w == written || !g.Model.Knows(w) {
		return s
	}
	s.Tokens[at].Text = w
	if t := g.Model.Parse(s); t.Words[at].UPOS == "PROPN" {
		s.Tokens[at].Text = written
	}
	return s
}

// befallen makes what an item names the subject of a participle above the list that has no
// other: "Expelled this month:" and "two Czech envoys from Moscow".
func befallen(t *parse.Tree, at int) {
	root := t.Root()
	if root < 0 || root >= at || !tagged(&t.Words[root], "VBN", "VBD") || hasChild(t, root, "nsubj") || hasChild(t, root, "nsubj:pass") || hasChild(t, root, "aux") {
		return
	}
	for _, k := range t.Children(root) {
		w := &t.Words[k]
		if k < at || w.UPOS != "NOUN" || w.Rel != "obj" && w.Rel != "obl" || hasChild(t, k, "case") {
			continue
		}
		w.Rel, t.Words[root].XPOS = "nsubj:pass", "VBN"
		for _, c := range t.Children(k) {
			if t.Words[c].Rel == "nmod" && (cased(t, c, "from") || cased(t, c, "in")) {
				t.Words[c].Head, t.Words[c].Rel = root, "obl"
			}
		}
		return
	}
}

// opensList reports a line whose first item goes on with it, and which says nothing without
// it: it ends in a verb, or in what must be followed by a name or verb.
func (r *reader) opensList(s *sentence) bool {
	if s.index+1 >= r.doc.Len() || r.openedBy(s.index+1) != s.index || len(s.Words) < 2 {
		return false
	}
	switch s.upos(len(s.Words) - 2) {
	case "ADP", "PART", "VERB", "AUX", "SCONJ":
		return true
	}
	return false
}

// openedBy is the line above its list with which an item goes on, -1 for any other sentence.
func (r *reader) openedBy(sentence int) int {
	s := r.doc.Sentence(sentence)
	at := s.Led()
	if at == 0 {
		return -1
	}
	last := s.Tokens[at-1].Start
	return sort.Search(sentence, func(i int) bool {
		start, _ := r.doc.Span(i)
		return start > last
	}) - 1
}

// sayOnce drops, of the claims from index first on, those whose ends stand in the line above
// a list and that an earlier item of the list has made: "The two sides agreed to:".
func (r *reader) sayOnce(sentence, first int) {
	line := r.openedBy(sentence)
	if line < 0 {
		r.list = first
		return
	}
	start, end := r.doc.Span(line)
	above := func(a *graph.Actor) bool { return a == nil || a.Start >= start && a.End <= end }
	kept := r.out[:first]
	for _, c := range r.out[first:] {
		said := above(&c.From) && above(c.To) && slices.ContainsFunc(r.out[r.list:first], func(o graph.Claim) bool {
			return o.Kind == c.Kind && o.From.ID == c.From.ID && o.Modality == c.Modality && (c.To == nil) == (o.To == nil) && (c.To == nil || o.To.ID == c.To.ID)
		})
		if !said {
			kept = append(kept, c)
		}
	}
	r.out = kept
}
