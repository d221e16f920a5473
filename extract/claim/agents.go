package claim

import (
	"entente/graph"
)

// agent is a row of agents.csv for one noun.
type agent struct {
	kind   graph.RelationKind
	target []string
}

func (r *Rules) addAgents(row []string) error {
	kind, err := eventKind(row[0])
	if err != nil {
		return err
	}
	for _, n := range list(row[2]) {
		r.agents[n] = agent{kind, list(row[1])}
	}
	return nil
}

// agentEvent reads a noun for who does something where somebody is said to be
// that: "is the largest donor to Y", "remains a critic of Y".
func (s *sentence) agentEvent(i int) (event, bool) {
	if s.upos(i) != "NOUN" {
		return event{}, false
	}
	subj := s.predicated(i)
	if len(subj) == 0 {
		return event{}, false
	}
	for _, key := range s.nounKeys(i) {
		a, ok := s.rules.agents[key]
		if !ok {
			continue
		}
		e := event{word: i, kind: a.kind, rule: "agent/" + key, source: subj, object: i, ctx: s.context(s.clauseOf(i))}
		for _, prep := range a.target {
			words := s.attributes(i, prep)
			if prep == "poss" {
				words = s.with(i, "nmod:poss")
			}
			if len(words) > 0 {
				e.slots = append(e.slots, slot{prep, words})
			}
		}
		return e, len(e.slots) > 0
	}
	return event{}, false
}

// clauseOf is the word that carries the mood of a predicate noun: the noun
// itself with a copula, else the verb that links it ("remains", "became").
func (s *sentence) clauseOf(i int) int {
	if s.first(i, "cop") < 0 && s.head(i) >= 0 && s.verbal(s.head(i)) {
		return s.head(i)
	}
	return i
}

// predicated are those who are said to be what the noun says, nil for nobody.
func (s *sentence) predicated(i int) []int {
	if s.first(i, "cop") >= 0 {
		return s.surfaceSubjects(i, 0)
	}
	h := s.head(i)
	if h < 0 || !s.verbal(h) || s.base(i) != "xcomp" && s.base(i) != "obj" {
		return nil
	}
	switch s.lemma(h) {
	case "remain", "become", "be", "stay":
		return s.surfaceSubjects(h, 0)
	}
	return nil
}
