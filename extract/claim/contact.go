package claim

import (
	"slices"
	"strings"

	"entente/graph"
)

// told gives a verb of contact the kind of what it is for: "called him to
// congratulate him".
func (s *sentence) told(e *event, lemma string, i int) {
	send := lemma == "send" || lemma == "dispatch"
	if !tells(lemma) && !send || !s.verbal(i) || s.asks(i) || e.found == "on" || e.has("on") {
		return
	}
	for _, k := range s.with(i, "advcl", "xcomp") {
		if !s.has(k, "mark", "to") || !s.verbal(k) {
			continue
		}
		p, ok := s.verbEvent(k)
		switch {
		case ok && send && (p.kind == graph.Accuse || p.kind == graph.Assault):
			e.purpose = p.kind
			return
		case ok && !send && p.kind != graph.Consult && p.kind != graph.Comment && !p.flags["weak"]:
			e.kind, e.rule = p.kind, e.rule+"/"+p.rule
			return
		}
	}
}

// serving reads whom forces or helpers are sent for: "sent troops to protect Y"
// is help, "sent jets to bomb Y" makes them ready against Y.
func (s *sentence) serving(e *event, verb, object int) {
	clauses := append(s.with(verb, "advcl", "xcomp"), s.with(object, "acl")...)
	for _, k := range clauses {
		if !s.has(k, "mark", "to") || !s.verbal(k) {
			continue
		}
		p, ok := s.verbEvent(k)
		if !ok || len(p.slots) == 0 {
			continue
		}
		switch p.kind {
		case graph.Aid, graph.Cooperate, graph.Support:
			e.kind = graph.Aid
		case graph.Assault, graph.Coerce:
			if n, _ := s.nounOf(object); n.class == "peacekeeper" {
				e.kind = graph.Aid // doctors fight a disease
				return
			}
			e.kind = graph.Mobilize
		default:
			continue
		}
		e.rule += "/" + p.rule
		at := slices.IndexFunc(e.slots, func(sl slot) bool { return sl.name == "noun" })
		if at < 0 {
			at = len(e.slots)
		}
		e.slots = slices.Insert(e.slots, at, p.slots...)
		return
	}
}

// helpers: what moves or is deployed as a peacekeeper, medic or observer helps.
func (s *sentence) helpers(e *event, r *roles) {
	if e.kind != graph.Mobilize && e.kind != graph.Consult {
		return
	}
	for k := range s.Words {
		if l := s.lemma(k); strings.HasPrefix(l, "peacekeep") && s.under(e.word, k) {
			e.kind = graph.Aid
			return
		}
	}
	words := append(slices.Clone(e.source), r.obj...)
	for _, o := range r.obl {
		if o.prep == "as" {
			words = append(words, o.word)
		}
	}
	for _, w := range words {
		if n, ok := s.nounOf(w); ok && n.class == "peacekeeper" {
			e.kind = graph.Aid
		}
	}
}

// metThere drops from the claims from index first on, whose acts words name, journeys to
// a state that the talks for which they are made tell better: who "flew to Vilnius to
// confer with Lithuanian officials" met Lithuania once.
func (r *reader) metThere(s *sentence, first int, words []int) {
	claims := r.out[first:]
	if len(words) != len(claims) {
		return
	}
	var twice []int
	for i := range claims {
		for j := range claims {
			if journeys[claims[i].Rule] && words[i] != words[j] && s.under(words[i], words[j]) && s.base(words[j]) != "conj" && sameTalks(claims[i], claims[j]) {
				twice = append(twice, first+i)
				break
			}
		}
	}
	for _, i := range slices.Backward(twice) {
		r.out = slices.Delete(r.out, i, i+1)
	}
}

// sameTalks reports talks with somebody of the state that is the end of a journey.
func sameTalks(journey, talk graph.Claim) bool {
	if journey.Kind != graph.Consult || talk.Kind != graph.Consult || journey.To == nil || talk.To == nil || talk.Rule == "verb/mediate" {
		return false
	}
	if journey.From.ID != talk.From.ID || journey.From.Start != talk.From.Start || journey.Polarity != talk.Polarity {
		return false
	}
	return journey.To.ID == talk.To.Party() && journey.To.Role == nil && journey.To.Start != talk.To.Start && (talk.To.Role != nil || talk.To.ID != journey.To.ID)
}

// journeys are rules for who goes somewhere.
var journeys = set([]string{"verb/arrive", "verb/fly", "verb/travel", "verb/visit", "verb/go", "verb/come", "verb/head", "verb/fly_to", "verb/travel_to"})
