package claim

import (
	"slices"

	"entente/graph"
)

// thanks are the verbs and nouns by which somebody is thanked.
var thanks = set([]string{"thank", "appreciate", "gratitude", "thanks", "appreciation"})

// thanked writes the help for which somebody is thanked: "thanked Y for the donation of
// vaccines" says that Y gave them, "thanked Y for its assistance" that Y helped.
func (r *reader) thanked(s *sentence, e *event, from, to party) {
	if e.kind != graph.Support || e.noun || e.ctx.polarity != graph.Affirmed || e.ctx.modality != graph.Actual || from.Party() == to.Party() {
		return
	}
	if pair := r.doc.Voice().Sides; !slices.Contains(pair, from.Party()) || !slices.Contains(pair, to.Party()) {
		return // told in passing
	}
	verb := e.word
	if !thanks[s.lemma(verb)] && (e.object < 0 || !thanks[s.lemma(e.object)]) {
		return
	}
	for _, k := range s.grounds(verb, e.object) {
		n, ok := s.nounOf(k)
		if !ok || n.class != "aid" || s.first(k, "det", "nmod:poss", "nummod") < 0 {
			continue
		}
		act := *e
		act.kind, act.rule, act.object = graph.Aid, e.rule+"/"+n.class, k
		from.Role, to.Role = nil, nil
		for _, p := range []*party{&from, &to} {
			if id := p.Party(); id != p.ID && id.Kind() == graph.KindState {
				p.ID, p.Kind, p.Name, p.ActsFor, p.members = id, id.Kind(), r.nameOf(id), nil, nil
			}
		}
		if len(from.members) == 0 && len(to.members) == 0 && from.ID != to.ID {
			r.add(r.claim(s, &act, to, from, false))
		}
		return
	}
}

// grounds are the phrases behind "for" that say for what somebody is thanked, with what is
// joined to them.
func (s *sentence) grounds(verb, object int) []int {
	var out []int
	for _, w := range []int{verb, object} {
		if w < 0 {
			continue
		}
		for _, k := range s.kids[w] {
			if b := s.base(k); (b == "obl" || b == "nmod") && s.preposition(k) == "for" {
				out = append(out, s.list(k)...)
			}
			if b := s.base(k); b == "obj" || b == "nmod" || b == "obl" {
				for _, kk := range s.kids[k] {
					if s.base(kk) == "nmod" && s.preposition(kk) == "for" {
						out = append(out, s.list(kk)...)
					}
				}
			}
		}
	}
	return out
}
