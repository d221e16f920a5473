package claim

import (
	"slices"
	"strings"

	"entente/extract/parse"
	"entente/extract/segment"
)

// Grammar is a grammar model whose trees are mended by what the tables know of
// words: what a verb governs, which nouns name acts. Its trees are what mentions and
// claims are found in.
type Grammar struct {
	*parse.Model
	rules *Rules
}

// Grammar returns the model with its trees mended.
func (r *Rules) Grammar(m *parse.Model) Grammar { return Grammar{m, r} }

// Parse finds the tree of a sentence. The clause of a resolution is read with a subject
// that is taken away again, the item of a list as what goes on in small letters.
func (g Grammar) Parse(s segment.Sentence) *parse.Tree {
	at := s.Led()
	if at == 0 {
		return g.parse(s)
	}
	t := &parse.Tree{Words: slices.Clone(g.parse(g.asOne(s)).Words)}
	t.Words[at-1].Token, t.Words[at].Token = s.Tokens[at-1], s.Tokens[at]
	befallen(t, at)
	return t
}

func (g Grammar) parse(s segment.Sentence) *parse.Tree {
	if at := operative(len(s.Tokens), func(i int) string { return s.Tokens[i].Text }); at >= 0 {
		if t := g.withSubject(s, at); t != nil {
			return t
		}
	}
	return g.rules.mend(g.Model.Parse(s))
}

// mend returns the tree, or where a sentence was read as one long noun phrase
// ("Japan on Friday lifted sanctions on Iran", "Russia lifts ban") a copy in
// which its verb governs subject and object. The given tree does not change.
func (r *Rules) mend(t *parse.Tree) *parse.Tree {
	if len(t.Words) > maxMended {
		return t
	}
	t = r.repaired(r.perfect(t))
	root := t.Root()
	if root < 0 || t.Words[root].UPOS == "VERB" || t.Words[root].UPOS == "AUX" {
		return t
	}
	if v := r.bare(t, root); v >= 0 {
		return promote(t, v, root)
	}
	for _, k := range t.Children(root) {
		switch t.Words[k].Rel {
		case "nsubj", "nsubj:pass", "cop", "csubj", "nsubj:outer", "expl":
			return t
		}
	}
	for v := 1; v+1 < len(t.Words); v++ {
		if subj, obj, ok := r.hidden(t, v, root); ok {
			return rehang(t, v, subj, obj, root)
		}
	}
	return t
}

// maxMended is the longest sentence whose tree is looked at for mistakes; what
// is longer is a list or a table.
const maxMended = 300

// repaired applies the repairs to a copy, made only if one changes anything.
func (r *Rules) repaired(t *parse.Tree) *parse.Tree {
	m := &parse.Tree{Words: slices.Clone(t.Words)}
	changed := false
	for _, repair := range r.repairs() {
		changed = repair(m) || changed
	}
	if !changed {
		return t
	}
	return m
}

// hidden reports a word that is a verb in disguise: a participle before a noun
// or a noun in -s, with a name before it and a noun behind it.
func (r *Rules) hidden(t *parse.Tree, v, root int) (subj, obj int, ok bool) {
	w := &t.Words[v]
	participle := (w.UPOS == "VERB" || r.pasts[strings.ToLower(w.Text)]) && w.Rel == "amod" && w.Head > v
	noun := w.UPOS == "NOUN" && w.XPOS == "NNS" && strings.HasSuffix(w.Text, "s") && v == root
	if !participle && !noun || !r.known[r.verbLemma(w.Text, strings.ToLower(w.Lemma))] {
		return 0, 0, false
	}
	if obj = w.Head; noun {
		obj = -1
		for _, k := range t.Children(v) {
			if k > v && nounTag(t.Words[k].UPOS) {
				obj = k
				break
			}
		}
	}
	if obj < 0 || !nounTag(t.Words[obj].UPOS) {
		return 0, 0, false
	}
	subj = leftName(t, v, obj, root)
	return subj, obj, subj >= 0
}

func nounTag(upos string) bool { return upos == "NOUN" || upos == "PROPN" }

// leftName is the name before the verb that hangs on it, on its object, or is
// the root itself; -1 for none.
func leftName(t *parse.Tree, v, obj, root int) int {
	if root < v && nounTag(t.Words[root].UPOS) {
		return root
	}
	for k := v - 1; k >= 0; k-- {
		h := t.Words[k].Head
		if (h == v || h == obj) && nounTag(t.Words[k].UPOS) && !hasChild(t, k, "case") && (t.Words[k].UPOS == "PROPN" || v == root) {
			return k
		}
	}
	return -1
}

func hasChild(t *parse.Tree, i int, rel string) bool {
	for _, k := range t.Children(i) {
		if t.Words[k].Rel == rel {
			return true
		}
	}
	return false
}

// rehang makes v the root with its subject and object; what hung on the subject
// behind the verb goes to the object or the verb.
func rehang(t *parse.Tree, v, subj, obj, root int) *parse.Tree {
	m := &parse.Tree{Words: slices.Clone(t.Words)}
	set := func(i, head int, rel string) { m.Words[i].Head, m.Words[i].Rel = head, rel }
	for k := range m.Words {
		w := &m.Words[k]
		switch {
		case k == v || k == subj || k == obj:
		case w.Head == obj && k == v+1 && shortAdverb(strings.ToLower(w.Text)):
			set(k, v, "compound:prt")
		case w.Head == subj && k > v || w.Head == root && root != v && root != obj:
			if rel, _, _ := strings.Cut(w.Rel, ":"); rel == "nmod" && k > obj {
				set(k, obj, "nmod")
			} else if k > v {
				set(k, v, map[bool]string{true: "advcl", false: "dep"}[w.UPOS == "VERB"])
			}
		case (w.Head == obj || w.Head == v) && k < v && k < subj && w.Rel != "punct":
			set(k, subj, w.Rel)
		case w.Head == v && k < v && w.UPOS == "PROPN" && k > subj:
			set(k, v, "obl")
		}
	}
	set(v, -1, "root")
	set(subj, v, "nsubj")
	set(obj, v, "obj")
	if root != v && root != subj && root != obj {
		set(root, v, "dep")
	}
	m.Words[v].UPOS = "VERB"
	m.Words[v].XPOS = "VBD"
	return m
}

// perfect returns the tree, or a copy in which a participle right behind a form
// of "have" that was taken for an adjective ("have freed a blogger") governs.
func (r *Rules) perfect(t *parse.Tree) *parse.Tree {
	for v := 1; v < len(t.Words); v++ {
		w := &t.Words[v]
		if w.XPOS != "VBN" || w.Rel != "amod" {
			continue
		}
		have := v - 1
		if have > 0 && t.Words[have].UPOS == "ADV" {
			have--
		}
		if h := &t.Words[have]; !strings.EqualFold(h.Lemma, "have") || h.UPOS != "VERB" {
			continue
		}
		m := &parse.Tree{Words: slices.Clone(t.Words)}
		m.Words[v].Head, m.Words[v].Rel = m.Words[have].Head, m.Words[have].Rel
		for k := range m.Words {
			if x := &m.Words[k]; x.Head == have && k != v {
				x.Head = v
			}
		}
		m.Words[have].Head, m.Words[have].Rel, m.Words[have].UPOS = v, "aux", "AUX"
		return m
	}
	return t
}

// bare returns a verb in its bare form that was taken for a preposition or an
// adverb between a subject and the noun at the root ("Russia and China back
// Serbia"), -1 for none.
func (r *Rules) bare(t *parse.Tree, root int) int {
	subj := -1
	for _, k := range t.Children(root) {
		switch w := &t.Words[k]; {
		case w.Rel == "cop":
			return -1
		case w.Rel == "nsubj" && k < root:
			subj = k
		case w.Rel == "case" && k < root && hasChild(t, k, "nsubj") && len(r.verbs[strings.ToLower(w.Text)]) > 0:
			return k
		case subj >= 0 && k > subj && k < root && (w.Rel == "case" || w.Rel == "advmod" || w.Rel == "compound") && w.UPOS != "PROPN":
			if l := strings.ToLower(w.Text); len(r.verbs[l]) > 0 && len(r.verbs[l][0].target) > 0 && l != "like" {
				return k
			}
		}
	}
	return -1
}

// promote makes the word the root's governor, with the root as its object.
func promote(t *parse.Tree, v, root int) *parse.Tree {
	m := &parse.Tree{Words: slices.Clone(t.Words)}
	for k := range m.Words {
		if w := &m.Words[k]; w.Head == root && k != v && (w.Rel == "nsubj" || w.Rel == "punct" || w.Rel == "aux" || w.Rel == "advmod" || w.Rel == "parataxis") {
			w.Head = v
		}
	}
	m.Words[root].Head, m.Words[root].Rel = v, "obj"
	m.Words[v].Head, m.Words[v].Rel, m.Words[v].UPOS, m.Words[v].XPOS = -1, "root", "VERB", "VBP"
	m.Words[v].Lemma = strings.ToLower(m.Words[v].Text)
	return m
}
