package mention

import (
	"strings"

	"entente/graph"
)

// building are the verbs whose object is a work where its noun says so, making the nouns
// for the same; leading those whose subject is a line.
var (
	building = set("build", "construct", "erect", "rebuild", "rehabilitate", "renovate", "modernise", "modernize", "upgrade", "extend", "finance", "fund", "co-finance", "inaugurate", "commission", "complete", "open", "develop", "reconstruct", "expand", "enlarge", "refurbish")
	leading  = set("connect", "link", "run", "lead")
	making   = set("construction", "rehabilitation", "reconstruction", "modernisation", "modernization", "financing", "renovation", "upgrade", "expansion", "extension")
)

// works takes a work that the text builds or pays for and names by a name before it in
// small letters ("the Kafue bridge") or by where it is: "a solar plant at Otavi", "a
// bridge over the Ruvuma River".
func (r *reader) works(s *sentence) {
	for k := 1; k < len(s.words); k++ {
		if s.taken[k] || s.upos(k) != "NOUN" || capitalised(s.words[k]) || s.tree.Words[k].XPOS == "NNS" {
			continue
		}
		h, n, ok := r.headAt(s, k)
		if !ok || graph.EntityKind(h.Kind) != graph.KindProject || !s.worked(k+n-1) {
			continue
		}
		lo := k
		named := false
		for lo > 0 && (s.upos(lo-1) == "NOUN" || s.upos(lo-1) == "PROPN" || s.upos(lo-1) == "ADJ" && !praising[s.lower(lo-1)] && !ordinal(s.words[lo-1])) {
			lo--
			named = named || capitalised(s.words[lo])
		}
		hi := k + n
		if !named {
			if hi = r.placedBehind(s, k+n); hi == 0 {
				continue
			}
		} else if !r.ownName(s, lo, k) {
			continue
		}
		r.addWork(s, lo, k+n, hi)
	}
}

// addWork adds a project whose name are the words from lo to hi, behind what was read
// up to word end.
func (r *reader) addWork(s *sentence, lo, end, hi int) {
	m := Mention{Kind: graph.KindProject, Name: join(s, lo, hi), Form: FormName}
	if m.Entity = graph.NewEntityID(m.Kind, m.Name); m.Entity == "" {
		return
	}
	added := r.add(s, lo, end, m)
	added.NameEnd = s.Tokens[hi-1].End
	added.Hi, added.End = max(added.Hi, hi), max(added.End, added.NameEnd)
	r.note(added)
}

// praising are adjectives that say nothing of what a work is.
var praising = set("new", "large", "big", "major", "modern", "small", "own", "important", "future", "additional", "huge", "giant", "vast", "joint", "several", "other", "same", "existing", "old")

// worked reports that the noun at word k is what a verb builds or pays for, or is behind a
// noun for that: "is financing a bridge", "the construction of a plant", "a loan for the dam".
func (s *sentence) worked(k int) bool {
	w := s.tree.Words[k]
	if w.Head < 0 {
		return false
	}
	over := s.tree.Words[w.Head]
	switch base(w.Rel) {
	case "obj", "nsubj":
		return building[over.Lemma] && (base(w.Rel) == "obj" || w.Rel == "nsubj:pass") || leading[over.Lemma] && w.Rel == "nsubj"
	case "nmod", "obl":
		c := childWith(s.tree, k, "case")
		if c < 0 {
			return false
		}
		return s.lower(c) == "of" && making[over.Lemma] || s.lower(c) == "for" && (pays[over.Lemma] || base(w.Rel) == "obl" && s.paid(w.Head))
	}
	return false
}

// pays are nouns for money that is given for something.
var pays = set("loan", "credit", "grant", "contract", "financing", "funding", "dollar", "euro", "tender", "yen")

// paid reports a verb whose object is money.
func (s *sentence) paid(verb int) bool {
	o := childWith(s.tree, verb, "obj")
	return o >= 0 && pays[s.tree.Words[o].Lemma]
}

// placedBehind returns the end of a phrase behind word k that says where a work is by the
// name of a place: "at Otavi", "over the Ruvuma River"; 0 for none.
func (r *reader) placedBehind(s *sentence, k int) int {
	switch s.lower(k) {
	case "at", "in", "near", "over", "across", "on":
		return r.endOfName(s, k+1)
	}
	return 0
}

// makers are the labels of who builds a work, and of who pays for it.
var makers = map[string]graph.RelationKind{"contractor": graph.Builds, "contractors": graph.Builds, "builder": graph.Builds, "constructor": graph.Builds, "developer": graph.Builds,
	"financing": graph.Finances, "funding": graph.Finances, "lender": graph.Finances, "donor": graph.Finances, "financier": graph.Finances, "financed by": graph.Finances, "built by": graph.Builds, "funded by": graph.Finances}

// MakerLabel is the tie that a label says its names have to a work: "Contractor:",
// "Financed by:"; "" for none.
func MakerLabel(label string) graph.RelationKind {
	label = strings.ToLower(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(label), ":")))
	return makers[strings.TrimPrefix(strings.TrimPrefix(label, "main "), "general ")]
}

// makes are the verbs whose subject wins, lends or builds, with the nouns that their object
// then is.
var makes = map[string]map[string]bool{
	"win": tenders, "secure": tenders, "award": tenders, "land": tenders, "clinch": tenders,
	"grant": loans, "provide": loans, "extend": loans, "approve": loans, "disburse": loans,
}

var (
	tenders = set("contract", "tender", "concession", "order")
	loans   = set("loan", "credit", "grant", "financing", "funding", "guarantee")
)

// unknownMakers takes an unknown name that wins a contract, lends money or builds a work: it is
// that of a company or a bank.
func (r *reader) unknownMakers(s *sentence) {
	for v := range s.tree.Words {
		lemma := s.tree.Words[v].Lemma
		if s.upos(v) != "VERB" || makes[lemma] == nil && !building[lemma] {
			continue
		}
		o := childWith(s.tree, v, "obj")
		k := childWith(s.tree, v, "nsubj")
		if k < 0 {
			k = childWith(s.tree, v, "nsubj:pass")
		}
		if o < 0 || k < 0 || s.taken[k] || s.upos(k) != "PROPN" || !makes[lemma][s.tree.Words[o].Lemma] && !(building[lemma] && r.takenBy(s, o, graph.KindProject)) {
			continue
		}
		lo, hi := k, k+1
		for lo > 0 && s.upos(lo-1) == "PROPN" && s.free(lo-1, lo) {
			lo--
		}
		for hi < len(s.words) && s.upos(hi) == "PROPN" && s.free(hi, hi+1) {
			hi++
		}
		m := Mention{Kind: graph.KindOrganization, Name: join(s, lo, hi), Form: FormName}
		if m.Entity = graph.NewEntityID(m.Kind, m.Name); m.Entity != "" && r.people[graph.Fold(s.words[hi-1])] == nil {
			r.add(s, lo, hi, m)
			r.remember(m.Name, m)
		}
	}
}

// takenBy reports that word k stands in a mention of a kind.
func (r *reader) takenBy(s *sentence, k int, kind graph.EntityKind) bool {
	for i := range r.mentions {
		if m := &r.mentions[i]; m.Sentence == s.index && m.Kind == kind && m.NameStart <= s.Tokens[k].Start && s.Tokens[k].End <= m.NameEnd {
			return true
		}
	}
	return false
}

// readMaker takes a name behind the label of who builds or pays for a work, whatever its
// words: "Contractor: Sinohydro". It returns its length at word i.
func (r *reader) readMaker(s *sentence, i int) int {
	t, colon := r.label(s, i)
	if t == nil || colon > 4 || colon == 0 || MakerLabel(join(t, 0, colon)) == "" || len(r.lex.Match(s.words, i)) > 0 {
		return 0
	}
	hi := i
	for hi < len(s.words) && capitalised(s.words[hi]) && s.free(hi, hi+1) {
		hi++
	}
	if hi == i || hi < len(s.words) && !strings.Contains("(,.;", s.words[hi]) {
		return 0
	}
	return r.addOrganization(s, i, hi)
}
