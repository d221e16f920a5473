package mention

import (
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// concluded are the verbs whose object is an agreement that comes to be.
var concluded = map[string]bool{"sign": true, "adopt": true, "conclude": true, "initial": true, "ratify": true, "ink": true, "seal": true,
	"initialle": true, "denounce": true, "approve": true, "issue": true, "finalise": true, "finalize": true, "strike": true, "suspend": true}

// unnamed takes agreements that the text only describes ("signed a treaty on
// the demarcation of their border"). Such a one is named after its head, its
// parties and its date, since the head alone would be many things at once.
func (r *reader) unnamed(s *sentence) {
	for k := range s.words {
		if s.taken[k] || s.upos(k) != "NOUN" && s.upos(k) != "PROPN" {
			continue
		}
		h, ok := r.agreementHead(s, k)
		if !ok {
			continue
		}
		verb := s.concluding(k)
		if verb < 0 || r.meansItself(s, k) && !signing[s.tree.Words[verb].Lemma] {
			continue
		}
		parties := r.signersOf(s, k, verb)
		if len(parties) < 2 { // the other may be told anywhere
			parties, _ = r.partiesIn(s.index, s.Sentence.End)
		}
		if len(parties) == 0 {
			continue
		}
		key := []string{h.Phrase}
		slices.Sort(parties)
		for _, p := range parties {
			_, code, _ := strings.Cut(p, ":")
			key = append(key, code)
		}
		if d := r.firstDate(s); d != "" {
			key = append(key, strings.Trim(string(d), "~?"))
		}
		lo, hi := phrase(s.tree, k, k, k+1)
		for lo < k && (s.upos(lo) == "DET" || s.upos(lo) == "NUM") {
			lo++
		}
		if d, n := r.timeAt(s, hi-1); n == 1 && d != "" && hi-2 > k && s.lower(hi-2) == "on" {
			hi -= 2 // the day of its signing is no part of its name
		}
		m := Mention{Kind: graph.KindAgreement, Name: join(s, lo, min(hi, lo+14)), Form: FormDescription}
		m.Entity = graph.NewEntityID(graph.KindAgreement, strings.Join(key, " "))
		r.addReference(s, k, k+1, m)
	}
}

// signersOf are the states and organisations that stand as those who conclude the
// agreement at word k, which the verb concludes: subjects, agents, and who it is with or between.
func (r *reader) signersOf(s *sentence, k, verb int) []string {
	var ids, names []string
	for i := r.from(s.index); i < len(r.mentions) && r.mentions[i].Sentence == s.index; i++ {
		m := &r.mentions[i]
		h := m.Head
		for n := 0; h >= 0 && n < len(s.words); n++ {
			w := s.tree.Words[h]
			if w.Head == verb && (base(w.Rel) == "nsubj" || w.Rel == "obl:agent") || (w.Head == verb || w.Head == k) && s.between(h) {
				ids, names = r.addParty(ids, names, m)
				break
			}
			if b := base(w.Rel); b != "conj" && b != "nmod" && b != "appos" && b != "flat" && b != "compound" {
				break
			}
			h = w.Head
		}
	}
	return ids
}

// between reports a phrase that tells the other side of an agreement.
func (s *sentence) between(head int) bool {
	for k := range head {
		if w := s.tree.Words[k]; w.Head == head && w.Rel == "case" {
			switch s.lower(k) {
			case "with", "between", "by":
				return true
			}
		}
	}
	return false
}

// agreementHead returns the head of an agreement that can be signed, singular.
func (r *reader) agreementHead(s *sentence, k int) (lexicon.Head, bool) {
	for _, h := range r.lex.HeadsAt(s.words, k) {
		if graph.EntityKind(h.Kind) == graph.KindAgreement && h.Signed && !h.Plural {
			return h, true
		}
	}
	return lexicon.Head{}, false
}

// concluding is the verb or noun that makes, ratifies or ends the agreement at word k:
// of which it is the object or passive subject, for whose signing it stands in an
// of-phrase, or whose clause describes it ("the memorandum that X signed"); -1 for none.
func (s *sentence) concluding(k int) int {
	for _, c := range s.tree.Children(k) {
		if w := s.tree.Words[c]; (w.Rel == "acl:relcl" || w.Rel == "acl" && w.XPOS == "VBN") && concluded[w.Lemma] {
			return c
		}
	}
	w := s.tree.Words[k]
	for w.Rel == "conj" && w.Head >= 0 {
		w = s.tree.Words[w.Head]
	}
	if w.Head < 0 {
		return -1
	}
	h := s.tree.Words[w.Head]
	if w.Rel == "nmod" && (h.Lemma == "signing" || h.Lemma == "signature" || h.Lemma == "conclusion") {
		return w.Head
	}
	if base(w.Rel) != "obj" && w.Rel != "nsubj:pass" || !concluded[h.Lemma] {
		return -1
	}
	return w.Head
}

// firstDate returns the first date that the sentence gives, "" for none.
func (r *reader) firstDate(s *sentence) graph.Date {
	for k := 0; k < len(s.words); k++ {
		if d, n := r.timeAt(s, k); n > 0 && d != "" {
			return d
		}
	}
	return ""
}

// signing are the verbs by which parties put their names to a text.
var signing = set("sign", "initial", "conclude", "adopt")

// countArticles counts what makes a document the text of an agreement: headings of its
// articles and the formula by which the parties agree.
func (r *reader) countArticles(s *sentence) {
	switch first, second := s.lower(0), s.at(1); {
	case (first == "article" || first == "art.") && (isNumber(second) || strings.Trim(second, "IVX") == "") && second != "":
		r.articles++
	case s.lower(0) == "have" && s.lower(1) == "agreed", s.lower(0) == "in" && s.lower(2) == "whereof":
		r.articles += 2
	}
}

// meansItself reports an agreement's word by which the text of one means itself: "this
// Agreement", "the present Protocol".
func (r *reader) meansItself(s *sentence, k int) bool {
	return r.articles > 1 && capitalised(s.words[k]) && k > 0 && (s.lower(k-1) == "this" || s.lower(k-1) == "present")
}
