package claim

import (
	"fmt"
	"slices"

	"entente/graph"
)

// tieAct is a row of tieacts.csv for one noun.
type tieAct struct {
	kind     graph.RelationKind
	from, to []string
}

func (r *Rules) addTieNouns(row []string) error {
	kind, err := tieKind(row[0])
	if err != nil {
		return err
	}
	for _, w := range list(row[1]) {
		r.tieNouns[w] = append(r.tieNouns[w], kind)
	}
	return nil
}

func (r *Rules) addTieActs(row []string) error {
	kind, err := tieKind(row[0])
	if err != nil {
		return err
	}
	for _, w := range list(row[3]) {
		r.tieActs[w] = append(r.tieActs[w], tieAct{kind, list(row[1]), list(row[2])})
	}
	return nil
}

func tieKind(cell string) (graph.RelationKind, error) {
	kind := graph.RelationKind(cell)
	if info, ok := kind.Info(); !ok || info.Event() || len(info.Range) == 0 {
		return "", fmt.Errorf("%q is no kind of tie between two", cell)
	}
	return kind, nil
}

// actTies writes the ties that nouns for acts state: "the ratification of the
// convention by X", "X's accession to the union".
func (r *reader) actTies(s *sentence) {
	for w := range s.Words {
		acts := r.tieActs[s.lemma(w)]
		if len(acts) == 0 || s.upos(w) != "NOUN" {
			continue
		}
		ctx := s.context(w)
		if ctx.none {
			continue
		}
		for _, a := range acts {
			e := event{word: w, kind: a.kind, rule: "tie/" + s.lemma(w), object: -1, noun: true, ctx: ctx}
			info, _ := a.kind.Info()
			tos := r.beside(s, w, a.to, info.Range)
			if len(tos) == 0 {
				r.signingBelow(s, w, &e)
				continue
			}
			froms := r.beside(s, w, a.from, info.Domain)
			if len(froms) < 2 && a.kind == graph.Signed && r.signed[tos[0].ID] == nil {
				froms = r.signersOf(s, tos[0], w)
			}
			for _, f := range froms {
				for _, t := range tos {
					r.tie(s, &e, f, t)
				}
			}
		}
	}
}

// beside resolves the phrases of a noun behind the first of the prepositions that
// names anything of the kinds; "poss" is whose the noun is.
func (r *reader) beside(s *sentence, w int, preps []string, kinds []graph.EntityKind) []party {
	for _, p := range preps {
		words := s.attributes(w, p)
		if p == "poss" {
			words = s.with(w, "nmod:poss")
		}
		if ps := r.ofKind(s, words, kinds); len(ps) > 0 {
			return ps
		}
	}
	return nil
}

// theTwo are the two states that the document is about, where a sentence
// names no third that could be meant by what it says of nobody.
func (r *reader) theTwo(s *sentence, word int) []party {
	pair := r.doc.Sides(s.index)
	if len(pair) != 2 || pair[0].Kind() != graph.KindState || pair[1].Kind() != graph.KindState {
		return nil
	}
	for _, m := range r.doc.In(s.index) {
		if m.Kind == graph.KindState && !slices.Contains(pair, m.Entity) {
			return nil
		}
	}
	w := &s.Words[word]
	var out []party
	for _, id := range pair {
		out = append(out, party{Actor: graph.Actor{ID: id, Kind: id.Kind(), Name: r.nameOf(id), Start: w.Start, End: w.End}, head: word, known: true})
	}
	return out
}

// standing replaces relative pronouns by what the clause of a word describes: "the
// union, of which X is a member".
func (s *sentence) standing(words []int, w int) []int {
	out := slices.Clone(words)
	for n, k := range out {
		if a := s.antecedent(s.clauseOver(w)); a >= 0 && s.relative(k) {
			out[n] = a
		}
	}
	return out
}

// having are the phrases of what has the bearers that a noun names: "members of Y",
// "Y, whose members", "Y has nine members".
func (s *sentence) having(w int) []int {
	if k := s.first(w, "nmod:poss"); k >= 0 {
		if a := s.antecedent(s.clauseOver(w)); a >= 0 && s.relative(k) {
			return []int{a}
		}
		return []int{k}
	}
	h := s.head(w)
	if h >= 0 && s.base(w) == "obj" && s.verbal(h) && (s.lemma(h) == "have" || s.lemma(h) == "count" || s.lemma(h) == "number") {
		return s.roles(h).subj
	}
	return nil
}

// clauseOver is the word that heads the clause in which a word stands: a verb or a
// predicate.
func (s *sentence) clauseOver(w int) int {
	for n := 0; w >= 0 && n < 40; n++ {
		if s.verbal(w) || s.first(w, "cop") >= 0 {
			return w
		}
		if s.head(w) < 0 {
			return w
		}
		w = s.head(w)
	}
	return w
}

// enumerates are verbs behind which those stand whom their subject counts: "its
// members include X and Y".
var enumerates = set([]string{"include", "comprise", "number", "be", "remain"})

// enumerated are the words for those whom a noun counts: "members including X and Y",
// "its members are X and Y", "the members: X and Y".
func (s *sentence) enumerated(w int) []int {
	var out []int
	for _, k := range s.kids[w] {
		if k < w {
			continue
		}
		switch p := s.preposition(k); {
		case s.base(k) == "nmod" && (p == "including" || p == "include" || p == "such as" || p == "like"), s.base(k) == "appos" && s.plural(w):
			out = append(out, k)
		case s.base(k) == "acl" && s.lemma(k) == "include":
			out = append(out, s.with(k, "obj")...)
		}
	}
	h := s.head(w)
	if h < 0 || s.rel(w) != "nsubj" {
		return out
	}
	switch {
	case s.verbal(h) && enumerates[s.lemma(h)]:
		out = append(out, s.with(h, "obj")...)
	case s.first(h, "cop") >= 0 && s.upos(h) == "PROPN":
		out = append(out, h)
	}
	return out
}

// tieNounTries are sentences with a noun for who has a tie.
func tieNounTries(noun string, kind graph.RelationKind) []string {
	info, _ := kind.Info()
	var out []string
	for _, d := range info.Domain {
		for _, k := range info.Range {
			from, to := stands[d], stands[k]
			if to == "France" {
				to = "Germany"
			}
			if from != "" && to != "" {
				out = append(out, capital(from)+" is "+article(noun)+" of "+to+".", capital(from)+" is "+article(noun)+" to "+to+".")
			}
		}
	}
	return out
}

// tieActTries are sentences with a noun for an act that makes a tie.
func tieActTries(noun string, a tieAct) []string {
	info, _ := a.kind.Info()
	var out []string
	for _, k := range info.Range {
		for _, prep := range a.to {
			to := stands[k]
			if to == "" || to == "France" {
				continue
			}
			out = append(out, "The "+noun+" "+prep+" "+to+" by France took years.", "France's "+noun+" "+prep+" "+to+" took years.", "The "+noun+" "+prep+" "+to+" between France and Germany took years.")
		}
	}
	return out
}
