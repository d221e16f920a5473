package claim

import (
	"slices"
	"strings"

	"entente/extract/mention"
	"entente/graph"
)

// orders are nouns for what makes somebody the builder of a work, winning and awarding the
// verbs by which he gets it.
var (
	orders   = set([]string{"contract", "tender", "order", "concession", "deal", "job", "agreement"})
	winning  = set([]string{"win", "secure", "get", "receive", "land", "clinch", "obtain", "sign"})
	awarding = set([]string{"award", "grant", "give", "hand"})
)

// contracted writes who is to build what by a contract: "won the contract to build X", "the
// contract for X was awarded to Y".
func (r *reader) contracted(s *sentence, i int) {
	l := s.lemma(i)
	rs := s.roles(i)
	if rs.passive && !awarding[l] {
		r.carriedOut(s, i, rs)
	}
	if !winning[l] && !awarding[l] {
		return
	}
	at := slices.IndexFunc(rs.obj, func(o int) bool { return orders[s.lemma(o)] })
	if at < 0 {
		return
	}
	contract := rs.obj[at]
	builders := rs.subj
	if awarding[l] {
		builders = append(slices.Clone(rs.iobj), slices.DeleteFunc(slices.Clone(rs.obj), func(o int) bool { return o == contract })...)
		for _, o := range rs.obl {
			if o.prep == "to" {
				builders = append(builders, o.word)
			}
		}
	}
	e := event{word: i, kind: graph.Builds, rule: "tie/contract", object: -1, ctx: s.context(i)}
	if e.ctx.none {
		return
	}
	e.ctx.weaken(graph.Intended)
	info, _ := e.kind.Info()
	froms := r.ofKind(s, builders, info.Domain)
	if l == "sign" { // who orders signs too
		froms = slices.DeleteFunc(froms, func(p party) bool { return p.Kind != graph.KindOrganization })
	}
	for _, to := range r.ofKind(s, s.ordered(contract), info.Range) {
		for _, from := range froms {
			r.tie(s, &e, from, to)
		}
	}
}

// carriedOut writes who builds what is built "under a contract with Y", and whose works on it
// are carried out by Y.
func (r *reader) carriedOut(s *sentence, i int, rs *roles) {
	e := event{word: i, kind: graph.Builds, rule: "tie/contract", object: -1, ctx: s.context(i)}
	if e.ctx.none {
		return
	}
	info, _ := e.kind.Info()
	builders, works := rs.subj, []int(nil)
	if slices.ContainsFunc(r.ties[s.lemma(i)], func(t tie) bool { return t.kind == graph.Builds }) {
		builders, works = nil, rs.obj
		for _, o := range rs.obl {
			if o.prep == "under" && orders[s.lemma(o.word)] {
				builders = append(builders, s.attributes(o.word, "with")...)
			}
		}
	} else if l := s.lemma(i); l == "carry" || l == "execute" || l == "perform" || l == "implement" {
		for _, o := range rs.obj {
			if w := s.lemma(o); w == "work" || w == "works" || w == "construction" {
				works = append(append(works, s.attributes(o, "on")...), s.attributes(o, "of")...)
			}
		}
	}
	for _, to := range r.ofKind(s, works, info.Range) {
		for _, from := range r.ofKind(s, builders, info.Domain) {
			r.tie(s, &e, from, to)
		}
	}
}

// ordered is what a contract says is to be built: "a contract to build X", "for the
// construction of X", "for X".
func (s *sentence) ordered(contract int) []int {
	var out []int
	for _, k := range s.with(contract, "acl") {
		if slices.ContainsFunc(s.rules.ties[s.lemma(k)], func(t tie) bool { return t.kind == graph.Builds }) {
			out = append(out, s.roles(k).obj...)
		}
	}
	for _, k := range s.attributes(contract, "for") {
		out = append(append(out, k), s.attributes(k, "of")...)
	}
	return out
}

// labelledMaker writes who builds or pays for the work told of last in the paragraph, from a
// label and a name: "Contractor: Sinohydro."
func (r *reader) labelledMaker(s *sentence) {
	text := r.doc.Line(s.index)
	at := s.index
	if !strings.Contains(text, ":") && s.index > 0 {
		at--
		text = r.doc.Line(at)
	}
	label, _, ok := strings.Cut(text, ":")
	kind := mention.MakerLabel(label)
	if !ok || kind == "" {
		return
	}
	work := r.workBefore(at)
	if work == nil {
		return
	}
	e := event{word: 0, kind: kind, rule: "label/maker", object: -1, ctx: stated()}
	for _, m := range r.doc.In(s.index) {
		if !m.Modifier && (m.Kind == graph.KindOrganization || m.Kind == graph.KindState) && m.Entity != "" {
			r.tie(s, &e, r.party(m), party{Actor: graph.Actor{ID: work.Entity, Kind: work.Kind, Name: work.Name, Start: m.Start, End: m.End}, head: -1, known: true})
		}
	}
}

// workBefore is the last project that the paragraph names before a sentence, nil for none.
func (r *reader) workBefore(i int) *mention.Mention {
	p := r.doc.Sentence(i).Paragraph
	for k := i - 1; k >= 0 && k > i-5 && r.doc.Sentence(k).Paragraph == p; k-- {
		ms := r.doc.In(k)
		for j := len(ms) - 1; j >= 0; j-- {
			if ms[j].Kind == graph.KindProject && ms[j].Entity != "" {
				return ms[j]
			}
		}
	}
	return nil
}
