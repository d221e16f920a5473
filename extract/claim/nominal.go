package claim

import (
	"slices"
	"strings"

	"entente/graph"
)

func (r *Rules) addNominals(row []string) error {
	for _, n := range list(row[1]) {
		r.nominals[n] = row[0]
	}
	return nil
}

// nominalEvent reads a noun made of a verb as that verb: "the suspension of
// aid to Y", "its recall of the envoy". The subject is given by a light verb
// ("announced the suspension"), else by whose the noun is.
func (s *sentence) nominalEvent(i int, subj []int) (event, bool) {
	verb, ok := s.rules.nominals[s.lemma(i)]
	if !ok || s.upos(i) != "NOUN" {
		return event{}, false
	}
	r := &roles{subj: subj}
	if len(subj) == 0 {
		r.subj = s.owners(i)
	}
	for _, k := range s.kids[i] {
		if b := s.base(k); b != "nmod" && b != "obl" && b != "compound" || s.rel(k) == "nmod:poss" {
			continue
		}
		switch p := s.preposition(k); {
		case p == "of":
			r.obj = append(r.obj, k)
		case p != "" && p != "by":
			r.obl = append(r.obl, oblique{p, k})
		}
	}
	if k := s.first(i, "compound"); len(r.obj)+len(r.obl) == 0 && k >= 0 && s.upos(k) == "NOUN" && !slices.Contains(r.subj, k) {
		r.obj = append(r.obj, k)
	}
	if len(subj) > 0 && len(r.obj) == 0 {
		r.obj = s.with(i, "nmod:poss")
	}
	if len(r.obj) == 0 && len(r.obl) == 0 {
		return event{}, false
	}
	e, ok := s.readVerb(i, verb, r)
	if !ok || len(e.slots) == 0 && len(subj) == 0 || e.kind == graph.Comment {
		return event{}, false
	}
	e.noun, e.rule = true, "nominal/"+verb
	return e, true
}

// enacted reads verbs that bring an act about that their object names:
// "announced the release of", "ordered air strikes on".
func (s *sentence) enacted(i int, r *roles) (event, bool) {
	switch s.lemma(i) {
	case "announce", "order", "authorise", "authorize", "approve", "declare", "decree", "launch", "begin", "start", "propose", "demand", "continue",
		"confirm", "welcome", "mull", "plan", "delay", "allow", "lead", "complete", "conduct", "oversee", "secure":
	default:
		return event{}, false
	}
	light := !slices.Contains([]string{"demand", "propose", "welcome", "mull", "plan", "delay", "confirm", "allow"}, s.lemma(i))
	if !light {
		return event{}, false
	}
	for _, o := range r.obj {
		o = s.whole(o)
		if e, ok := s.nominalEvent(o, r.subj); ok {
			return s.lend(e, i, o), true
		}
		n, ok := s.nounOf(o)
		if !ok || n.kind == "" || n.kind == graph.Comment || n.kind == graph.Agree {
			continue
		}
		e := event{word: i, kind: n.kind, flags: n.flags, source: r.subj, object: o}
		for _, prep := range n.target {
			if words := s.slot(prep, r, trigger{}, o); len(words) > 0 {
				e.slots = append(e.slots, slot{prep, words})
			}
		}
		return s.lend(e, i, o), len(e.slots) > 0 || n.class == "aid"
	}
	return event{}, false
}

// lend gives an act named by an object to the verb that brings it about.
func (s *sentence) lend(e event, verb, object int) event {
	e.word, e.object, e.noun = verb, object, false
	e.rule = "enacted/" + s.lemma(verb) + "/" + strings.ReplaceAll(s.lemma(object), " ", "_")
	e.ctx = s.context(verb)
	return e
}

// attitude is a row of attitudes.csv for one word.
type attitude struct {
	kind   graph.RelationKind
	target []string
}

func (r *Rules) addAttitudes(row []string) error {
	kind, err := eventKind(row[0])
	if err != nil {
		return err
	}
	for _, w := range list(row[2]) {
		r.attitudes[w] = attitude{kind, list(row[1])}
	}
	return nil
}

// has reports whether the attitude is in the table.
func (r *Rules) has(attitude string) bool {
	_, ok := r.attitudes[attitude]
	return ok
}

// goingOn are verbs by which a predicate goes on to hold: "remains grateful to Y".
var goingOn = set([]string{"remain", "stay"})

// stateEvent reads predicates that are acts: "is willing to send", "is critical
// of", "is at odds with".
func (s *sentence) stateEvent(i int) (event, bool) {
	key := s.felt(i)
	if s.hopes(i) || key == "" && s.first(i, "cop") < 0 && !(s.base(i) == "xcomp" && s.upos(i) == "ADJ" && goingOn[s.lemma(s.head(i))]) {
		return event{}, false
	}
	if p := s.preposition(i); key != "" {
	} else if key = s.lemma(i); p != "" {
		if key = p + "_" + key; s.names[i] {
			key = p // "is firmly behind Y"
		} else if k := s.first(i, "amod"); k >= 0 && s.rules.has(p+"_"+s.lemma(k)+"_"+s.lemma(i)) {
			key = p + "_" + s.lemma(k) + "_" + s.lemma(i) // "is on bad terms with Y"
		}
	} else if s.upos(i) != "ADJ" && s.Words[i].XPOS != "VBN" && (s.upos(i) != "NOUN" || s.first(i, "det", "amod") >= 0) {
		return event{}, false
	}
	a, ok := s.rules.attitudes[key]
	if !ok {
		return event{}, false
	}
	e := event{word: i, kind: a.kind, rule: "attitude/" + key, flags: map[string]bool{"into": true}, source: s.surfaceSubjects(i, 0), object: -1, ctx: s.context(i)}
	if h := s.head(i); h >= 0 && s.first(i, "cop") < 0 && slices.ContainsFunc(s.kids[h], func(k int) bool { return s.base(k) == "advmod" && s.rules.is("negator", s.lemma(k)) }) {
		e.ctx.flip() // "did not stay loyal"
	}
	if s.names[i] {
		e.slots = []slot{{"obj", []int{i}}}
		return e, true
	}
	if len(s.lists(e.source)) > 1 && slices.Equal(a.target, []string{"with"}) {
		e.flags["mutual"] = true // "X and Y are at odds"
	}
	for _, k := range s.kids[i] {
		name := s.preposition(k)
		switch s.base(k) {
		case "xcomp", "ccomp", "advcl":
			name = "comp"
		case "obl", "nmod":
			if s.rel(k) == "nmod:poss" {
				name = "poss"
			}
		default:
			continue
		}
		if slices.Contains(a.target, name) {
			e.slots = append(e.slots, slot{name, []int{k}})
		}
	}
	if a.target[0] == "subj" && len(e.slots) > 0 { // "is under attack from Y"
		e.source, e.slots = e.slots[0].words, []slot{{"subj", e.source}}
	}
	return e, len(e.slots) > 0 || e.flags["mutual"]
}

// felt is the attitude that a participle tells, with what stands at it: "was disgusted
// with Y", "is fed up with Y", "are well disposed towards Y"; "" for none.
func (s *sentence) felt(i int) string {
	if s.Words[i].XPOS != "VBN" && s.upos(i) != "ADJ" || s.first(i, "aux:pass", "cop") < 0 {
		return ""
	}
	form := strings.ToLower(s.Words[i].Text)
	for _, k := range s.with(i, "advmod") {
		if key := s.lemma(k) + "_" + form; k < i && s.rules.has(key) {
			return key
		}
	}
	if p := s.particle(i); p != "" {
		form += "_" + p
	} else if s.rules.known[s.lemma(i)] {
		return "" // the verb says it: "a crime that was committed in Y"
	}
	if !s.rules.has(form) {
		return ""
	}
	return form
}

// obliged reads what somebody says that another must do: a request.
func (s *sentence) obliged(i int) (event, bool) {
	if s.base(i) != "ccomp" || s.head(i) < 0 {
		return event{}, false
	}
	h := s.head(i)
	g, ok := s.government(h)
	kind, rule := graph.Request, "must/"
	switch {
	case !ok || !g.speech:
		return event{}, false
	case s.upos(i) == "ADJ" && blames[s.lemma(i)]:
		kind, rule = graph.Accuse, "blame/"
	case !s.must(i) || s.has(i, "aux", "would", "might", "may", "could"):
		return event{}, false // "would have to look for other routes"
	}
	subj := s.with(i, "nsubj", "nsubj:pass")
	above := s.roles(h).subj
	if len(subj) == 0 || len(above) == 0 || s.upos(subj[0]) == "PRON" {
		return event{}, false
	}
	e := event{word: h, kind: kind, rule: rule + s.lemma(h), source: above, object: -1, ctx: s.context(h),
		slots: []slot{{"obj", subj}}, flags: map[string]bool{"into": true}}
	return e, true
}

// blames are adjectives by which somebody is said to be at fault.
var blames = set([]string{"responsible", "guilty", "complicit", "culpable", "accountable", "liable"})

// must reports a verb under an obligation.
func (s *sentence) must(i int) bool {
	for _, k := range s.with(i, "aux") {
		switch strings.ToLower(s.Words[k].Text) {
		case "must", "should", "ought":
			return true
		}
	}
	return s.lemma(i) == "need" && s.first(i, "xcomp") >= 0 || s.lemma(i) == "have" && s.first(i, "xcomp") >= 0
}
