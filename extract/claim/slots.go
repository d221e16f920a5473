package claim

import (
	"slices"

	"entente/graph"
)

// slot returns the heads that stand at a place of a frame.
func (s *sentence) slot(name string, r *roles, t trigger, object int) []int {
	switch name {
	case "obj":
		if len(t.objects) > 1 && object >= 0 { // "was taken hostage" is not said of hostages
			return slices.DeleteFunc(slices.Clone(t.objects), func(w int) bool { return w == object })
		}
		if len(t.objects) > 0 || object >= 0 {
			return t.objects
		}
		return r.obj
	case "subj":
		return r.subj
	case "dobj":
		named := append(slices.Clone(r.iobj), r.obj...) // "called Y a liar"
		if len(named) > 1 {
			return slices.DeleteFunc(named, func(w int) bool { return w == object || slices.Contains(t.objects, w) && t.prep })
		}
		return r.obj
	case "iobj":
		if len(r.iobj) == 0 && object >= 0 && len(r.obj) > 1 && r.obj[0] != object {
			return r.obj[:1] // "was denied a visa", "set them a deadline"
		}
		return r.iobj
	case "comp":
		if object >= 0 && len(r.comp) == 0 {
			return s.infinitives(object)
		}
		return r.comp
	case "noun":
		if object >= 0 {
			return []int{object}
		}
		return nil
	case "poss":
		return nil
	}
	return s.behind(name, r, object)
}

// infinitives are the clauses with "to" that hang on a noun, and what a noun says that
// another is to do: "readiness to help", "its request that Peru open its market".
func (s *sentence) infinitives(noun int) []int {
	var out []int
	for _, k := range s.with(noun, "acl") {
		if n, ok := s.nounOf(noun); s.has(k, "mark", "to") || ok && (n.class == "demand" || n.class == "plea") && s.has(k, "mark", "that") && s.first(k, "nsubj", "nsubj:pass") >= 0 {
			out = append(out, k)
		}
	}
	return out
}

// behind returns the heads that stand behind a preposition: at the verb, at its
// objects, and for "against" at what the verb's other phrases name.
func (s *sentence) behind(name string, r *roles, object int) []int {
	var out []int
	for _, o := range r.obl {
		if (o.prep == name || name == "out" && o.prep == "out of") && o.word != object && !(name == "with" && s.besideBorder(r, o.word)) {
			out = append(out, o.word)
		}
	}
	if len(out) == 0 && name == "against" && object >= 0 {
		if w := s.against(object); w >= 0 {
			return []int{w}
		}
	}
	nouns := slices.Clone(r.obj)
	if object >= 0 && !slices.Contains(nouns, object) {
		nouns = append(nouns, object)
	}
	for _, w := range s.lists(nouns) {
		out = append(out, s.attributes(w, name)...)
	}
	for _, o := range r.obl {
		if _, act := s.nounOf(o.word); len(out) == 0 && (name == "against" || act && (name == "to" || name == "for" || name == "on")) {
			out = append(out, s.attributes(o.word, name)...)
		}
	}
	return out
}

// besideBorder reports a phrase right behind a border that is not what the verb acts
// on: "built a fence along its border with Y".
func (s *sentence) besideBorder(r *roles, w int) bool {
	b := s.borderBefore(w)
	return b >= 0 && !slices.Contains(r.obj, b)
}

// borderBefore is the border that stands right before a phrase, -1 for none.
func (s *sentence) borderBefore(w int) int {
	if k := s.first(w, "case"); k > 0 && borders[s.lemma(k-1)] {
		return k - 1
	}
	return -1
}

// alongside reports a phrase that only says where, by the border that it names: "near
// the border with Y", wherever the tree hangs its parts.
func (s *sentence) alongside(w int) bool {
	if borders[s.lemma(w)] && s.preposition(w) != "" {
		return true
	}
	b := s.borderBefore(w)
	return b >= 0 && s.preposition(b) != ""
}

// against is the phrase with "against" behind an act's noun, wherever the tree
// hangs it, unless a verb stands between; -1 for none.
func (s *sentence) against(noun int) int {
	for w := noun + 1; w < min(len(s.Words), noun+strayReach); w++ {
		if s.upos(w) == "VERB" {
			return -1
		}
		if s.preposition(w) == "against" && s.nominal(w) {
			return w
		}
	}
	return -1
}

// directFirst puts the places whose phrase hangs on the act or on its object
// before those that hang further down.
func (s *sentence) directFirst(e *event) {
	if e.object < 0 {
		return
	}
	deep := func(sl slot) int {
		if h := s.head(sl.words[0]); (h == e.word || h == e.object) && s.preposition(sl.words[0]) == sl.name {
			return where(sl.name)
		}
		if sl.name == "obj" || sl.name == "iobj" || sl.name == "dobj" {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(e.slots, func(a, b slot) int { return deep(a) - deep(b) })
	s.originFirst(e)
}

// originFirst puts whose goods a measure is against before the goods: "slapped a ban on
// poultry from Thailand".
func (s *sentence) originFirst(e *event) {
	if e.kind != graph.Sanction && e.kind != graph.Coerce || e.noun {
		return
	}
	on := slices.IndexFunc(e.slots, func(sl slot) bool { return sl.name == "on" })
	if on < 0 || s.names[e.slots[on].words[0]] {
		return
	}
	from := s.attributes(e.slots[on].words[0], "from")
	if at := slices.IndexFunc(e.slots, func(sl slot) bool { return sl.name == "from" }); len(from) == 0 && at > on {
		from = e.slots[at].words
	}
	if len(from) > 0 && s.names[from[0]] {
		e.slots = slices.Insert(e.slots, on, slot{"from", from})
	}
}

// where is 1 for prepositions that rather say where, which come no earlier for
// hanging nearer, else 0.
func where(prep string) int {
	switch prep {
	case "in", "at", "near", "along", "around", "off", "over", "across":
		return 1
	}
	return 0
}

// attributes returns the phrases that hang on a noun by the preposition,
// also one step down ("the right of access to the port").
func (s *sentence) attributes(noun int, prep string) []int {
	if noun < 0 {
		return nil
	}
	var out []int
	for _, k := range s.kids[noun] {
		if b := s.base(k); b != "nmod" && b != "obl" {
			continue
		}
		if s.preposition(k) == prep {
			out = append(out, k)
			continue
		}
		if prep == "with" && borders[s.lemma(k)] {
			continue // "a fence along its border with Y"
		}
		for _, kk := range s.kids[k] {
			if s.base(kk) == "nmod" && s.preposition(kk) == prep && s.rel(kk) != "nmod:poss" {
				out = append(out, kk)
			}
		}
	}
	return out
}
