package claim

import (
	"slices"
	"strings"

	"entente/extract/parse"
	"entente/graph"
)

// sentence is a tree with what the rules ask of it again and again.
type sentence struct {
	*parse.Tree
	rules *Rules
	index int
	kids  [][]int
	memo  []*roles
	// lemmas are in lower case, those of verbs as the tables have them.
	lemmas []string
	// names marks the words that head a mention of an actor.
	names []bool
	// inName marks the words of names of actors.
	inName []bool
	// future marks the words that head a time after the document's date.
	future []bool
	// reading marks the verbs whose meaning is being found.
	reading []bool
	// question says that the sentence ends in a question mark.
	question bool
	// answered says that it is a question that was answered, denied that it was
	// by no.
	answered, denied bool
}

func newSentence(r *Rules, t *parse.Tree, index int) *sentence {
	s := &sentence{Tree: t, rules: r, index: index, kids: make([][]int, len(t.Words)), memo: make([]*roles, len(t.Words)), names: make([]bool, len(t.Words)), inName: make([]bool, len(t.Words)), future: make([]bool, len(t.Words)), reading: make([]bool, len(t.Words)),
		lemmas: make([]string, len(t.Words))}
	for i := range t.Words {
		if h := t.Words[i].Head; h >= 0 && h < len(t.Words) && h != i {
			s.kids[h] = append(s.kids[h], i)
		}
		s.lemmas[i] = r.lemma(&t.Words[i])
	}
	s.withInfinitive()
	for i := len(t.Words) - 1; i >= 0 && t.Words[i].UPOS == "PUNCT"; i-- {
		s.question = s.question || strings.Contains(t.Words[i].Text, "?")
	}
	return s
}

// withInfinitive sets the lemma of verbs that mean something else with an
// infinitive: who tells somebody to go says nothing, who wants to go asks nobody.
// What demonstrates something shows it.
func (s *sentence) withInfinitive() {
	for i, l := range s.lemmas {
		if l == "demonstrate" && s.verbal(i) && s.first(i, "ccomp", "obj") >= 0 {
			s.lemmas[i] = "show"
		}
		if l != "tell" && l != "want" || !s.verbal(i) || l == "want" && s.first(i, "obj", "iobj") >= 0 {
			continue
		}
		for _, k := range s.with(i, "xcomp", "ccomp", "advcl") {
			if k > i && s.has(k, "mark", "to") && s.first(k, "nsubj", "nsubj:pass") < 0 {
				s.lemmas[i] = l + "_to"
			}
		}
	}
}

// lemma is the word's in lower case, as the tables have it.
func (s *sentence) lemma(i int) string {
	return s.lemmas[i]
}

func (s *sentence) upos(i int) string { return s.Words[i].UPOS }
func (s *sentence) rel(i int) string  { return s.Words[i].Rel }
func (s *sentence) head(i int) int    { return s.Words[i].Head }

// base is the relation without its subtype.
func (s *sentence) base(i int) string {
	b, _, _ := strings.Cut(s.Words[i].Rel, ":")
	return b
}

// with returns the children of i that hang on it by one of the relations.
func (s *sentence) with(i int, rels ...string) []int {
	var out []int
	for _, k := range s.kids[i] {
		if slices.Contains(rels, s.Words[k].Rel) {
			out = append(out, k)
		}
	}
	return out
}

// first is the first of with, -1 for none.
func (s *sentence) first(i int, rels ...string) int {
	for _, k := range s.kids[i] {
		if slices.Contains(rels, s.Words[k].Rel) {
			return k
		}
	}
	return -1
}

// verbal reports whether the word heads a clause as its verb.
func (s *sentence) verbal(i int) bool {
	switch s.upos(i) {
	case "VERB":
		return true
	case "AUX":
		return s.base(i) != "aux" && s.base(i) != "cop"
	}
	return false
}

func (s *sentence) nominal(i int) bool {
	switch s.upos(i) {
	case "NOUN", "PROPN", "PRON", "NUM", "SYM", "X":
		return true
	case "ADJ", "DET":
		return s.first(i, "det", "nmod:poss") >= 0 || strings.HasPrefix(s.rel(i), "nsubj") || s.rel(i) == "obj"
	}
	return false
}

// list returns i and what is coordinated with it, in order of the text.
func (s *sentence) list(i int) []int {
	out := []int{i}
	for n := 0; n < len(out) && len(out) < 40; n++ {
		for _, k := range s.kids[out[n]] {
			if s.rel(k) == "conj" && !s.verbal(k) && !s.denies(k) {
				out = append(out, k)
			}
			for _, kk := range s.flatParts(k) { // "signed by Secretary A and Minister B", where B hangs on a part of A
				if s.rel(kk) == "conj" && s.upos(kk) == "PROPN" && !s.denies(kk) {
					out = append(out, kk)
				}
			}
			if s.rel(k) == "appos" && k > out[n] && tagged(&s.Words[out[n]], "NN", "NNP") { // "his counterpart A and Minister B", where B hangs on A
				for _, kk := range s.with(k, "conj") {
					if s.upos(kk) == "PROPN" && !s.denies(kk) {
						out = append(out, kk)
					}
				}
			}
		}
	}
	if first := s.kids[i]; len(out) > 1 && slices.ContainsFunc(first, func(k int) bool { return s.lemma(k) == "not" && s.rel(k) != "cc:preconj" && k < i }) {
		out = out[1:] // "not China but India"
	}
	slices.Sort(out)
	return out
}

// flatParts are what hangs on a word that is part of a name, and on the parts below it.
func (s *sentence) flatParts(k int) []int {
	if s.base(k) != "flat" {
		return nil
	}
	out := slices.Clone(s.kids[k])
	for _, kk := range s.kids[k] {
		out = append(out, s.flatParts(kk)...)
	}
	return out
}

// denies reports a coordinate that is left out: "Russia but not China", "Peru rather than
// Chile".
func (s *sentence) denies(i int) bool {
	for _, k := range s.kids[i] {
		if s.lemma(k) == "not" && s.rel(k) != "cc:preconj" || s.rel(k) == "cc" && s.lemma(k) == "rather" {
			return true
		}
	}
	return false
}

// lists is list for several words, without repetition.
func (s *sentence) lists(words []int) []int {
	var out []int
	for _, w := range words {
		for _, k := range s.list(w) {
			if !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	return out
}

// preposition returns the lemma of the preposition before a phrase, "" for none.
func (s *sentence) preposition(i int) string {
	k := s.first(i, "case")
	if k >= 0 && s.inName[k] && s.inName[i] {
		k = -1 // "To Lam"
	}
	if k < 0 {
		if s.rel(i) == "obl:agent" {
			return "by"
		}
		return ""
	}
	p := s.lemma(k)
	for _, f := range s.with(k, "fixed") {
		p += " " + s.lemma(f)
	}
	if next := k + 1; p == "out" && next < i && s.head(next) == i && s.base(next) == "case" && s.lemma(next) == "of" {
		p = "out of"
	}
	switch p {
	case "accord to", "according to":
		return "according to"
	case "in front of", "outside":
		return "outside"
	case "together with", "along with", "alongside":
		return "with"
	case "on behalf of", "in favor of", "in favour of":
		return "for"
	case "upon":
		return "on"
	case "onto":
		return "into"
	case "amongst", "among":
		return "between"
	}
	if first := strings.ToLower(s.Words[k].Text); strings.Contains(p, " ") {
		return p
	} else if p == "" {
		return first
	}
	return p
}

// particle returns the verb's particle, "" for none.
func (s *sentence) particle(i int) string {
	if k := s.first(i, "compound:prt"); k >= 0 {
		return s.lemma(k)
	}
	for _, k := range s.kids[i] {
		if k > i && k <= i+2 && s.upos(k) == "ADP" && s.base(k) != "mark" || k == i+1 && s.rel(k) == "advmod" && shortAdverb(s.lemma(k)) {
			return s.lemma(k)
		}
	}
	if o := s.first(i, "obj"); o > i+1 && s.head(i+1) == o && (s.Words[i+1].XPOS == "RP" || s.lemma(i+1) == "together" || s.lemma(i+1) == "aside") {
		return s.lemma(i + 1) // "brushed off a warning", where the tree hangs it on the object
	}
	if o := s.first(i, "obj"); o > i+1 && s.upos(i+1) == "ADV" && s.lemma(i+1) == "home" && s.under(o, i+1) {
		return "home" // "sent home Polish drivers"
	}
	return s.lateParticle(i)
}

// lateParticle is the particle behind a verb's object, where the tables know the
// verb with it: "handed two men over".
func (s *sentence) lateParticle(i int) string {
	o := s.first(i, "obj")
	for _, k := range s.with(i, "advmod") {
		if l := s.lemma(k); o > i && k > o && shortAdverb(l) && s.under(o, k-1) {
			if key := s.lemma(i) + "_" + l; len(s.rules.verbs[key])+len(s.rules.objects[key]) > 0 {
				return l
			}
		}
	}
	return ""
}

func shortAdverb(l string) bool {
	switch l {
	case "out", "down", "off", "up", "back", "away", "home", "in", "over", "together", "aside", "through":
		return true
	}
	return false
}

// has reports whether a child of i hangs on it by the relation and has one of the lemmas.
func (s *sentence) has(i int, rel string, lemmas ...string) bool {
	for _, k := range s.kids[i] {
		if s.rel(k) == rel && slices.Contains(lemmas, s.lemma(k)) {
			return true
		}
	}
	return false
}

// relative reports whether the word is a relative pronoun.
func (s *sentence) relative(i int) bool {
	if s.upos(i) != "PRON" && s.upos(i) != "DET" && s.upos(i) != "SCONJ" {
		return false
	}
	switch strings.ToLower(s.Words[i].Text) {
	case "who", "which", "that", "whom", "whose":
		return s.Words[i].XPOS != "DT"
	}
	return false
}

// under reports whether j stands below i in the tree, or is i.
func (s *sentence) under(i, j int) bool {
	for n := 0; j >= 0 && n <= len(s.Words); n++ {
		if j == i {
			return true
		}
		j = s.Words[j].Head
	}
	return false
}

// nounKeys returns what a noun may be listed as: with its compound or
// adjective before it ("arms_embargo", "tear_gas"), then alone.
func (s *sentence) nounKeys(i int) []string {
	keys := make([]string, 0, 3)
	l := s.lemma(i)
	for _, k := range s.kids[i] {
		if b := s.base(k); k < i && (b == "compound" || b == "amod" || b == "nmod") && s.rel(k) != "nmod:poss" {
			keys = append(keys, s.lemma(k)+"_"+l)
			if i-k > 2 {
				break
			}
		}
	}
	for _, k := range s.kids[i] {
		if k > i && s.base(k) == "nmod" && s.preposition(k) == "of" {
			keys = append(keys, l+"_of_"+s.lemma(k))
		}
		if k > i && s.base(k) == "nmod" && s.preposition(k) == "on" {
			keys = append(keys, l+"_on")
		}
	}
	return append(keys, l)
}

// nounOf returns the act that the noun names.
func (s *sentence) nounOf(i int) (noun, bool) {
	if s.upos(i) == "PROPN" && s.first(i, "det") < 0 && s.first(i, "amod") < 0 {
		return noun{}, false
	}
	if frame := s.lemma(i); frame == "order" || frame == "hour" || frame == "measure" || frame == "regime" || packs[frame] {
		if m, ok := s.compoundAct(i); ok && !(packs[frame] && m.kind == graph.Support) {
			return m, true // "curfew hours"; "a support package" is no words of support
		}
		if packs[frame] {
			if m, ok := s.packed(i); ok {
				return m, true
			}
		}
	}
	for _, k := range s.nounKeys(i) {
		n, ok := s.rules.nouns[k]
		if !ok {
			continue
		}
		if n.class == "bench" {
			if m, ok := s.compoundAct(i); ok {
				return m, true
			}
		}
		return n, true
	}
	return noun{}, false
}

// packs are nouns for several acts or things of a kind.
var packs = set([]string{"package", "raft", "slew", "tranche", "set", "wave", "barrage", "round", "volley", "spate", "string"})

// packed is the act that stands behind a noun for several of a kind: "a package of
// sanctions against Chad".
func (s *sentence) packed(i int) (noun, bool) {
	for _, k := range s.kids[i] {
		if k > i && s.base(k) == "nmod" && s.preposition(k) == "of" && s.upos(k) == "NOUN" {
			if n, ok := s.rules.nouns[s.lemma(k)]; ok && n.kind != "" {
				return n, true
			}
		}
	}
	return noun{}, false
}

// compoundAct is the act named before a noun that says little: "mediation effort".
func (s *sentence) compoundAct(i int) (noun, bool) {
	for _, k := range s.kids[i] {
		if s.base(k) == "compound" && s.upos(k) == "NOUN" {
			if n, ok := s.rules.nouns[s.lemma(k)]; ok && n.kind != "" {
				return n, true
			}
		}
	}
	return noun{}, false
}
