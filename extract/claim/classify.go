package claim

import (
	"entente/extract/mention"
	"entente/graph"
)

// Classify returns the likeliest of the sixteen PLOVER kinds between a source
// and a target that are given as spans, and how real it is. It weighs every act
// that the sentence speaks of by whether the spans stand where its parties do,
// by how near it stands to the path between them and by how much its word says.
// A span of no width means that the text names no such actor. It always answers,
// with CONSULT where nothing speaks for another kind.
func (r *Rules) Classify(doc *mention.Doc, from, to [2]int) (graph.RelationKind, graph.Polarity, graph.Modality) {
	var best *event
	top := -100.0
	for i := range doc.Len() {
		t := doc.Tree(i)
		if len(t.Words) == 0 {
			continue
		}
		s := newSentence(r, united(t, doc.In(i)), i)
		s.mark(doc)
		p := pair{s: s, from: s.words(from), to: s.words(to)}
		near := len(p.from)+len(p.to) > 0
		for _, e := range s.events() {
			score := p.score(&e)
			if e.kind == graph.Agree && e.flags["mutual"] && !e.has("comp") && p.fit(e.source, p.from, 1) == 1 && p.fit(e.source, p.to, 1) == 1 {
				e.kind = graph.Support // both agree: CAMEO 057, "sign formal agreement"
			}
			if !near {
				score -= 8
			}
			if score > top {
				top, best = score, &e
			}
		}
	}
	if best == nil {
		return graph.Consult, graph.Affirmed, graph.Actual
	}
	kind, polarity := outcome(best)
	return kind, polarity, best.ctx.modality
}

// outcome turns an act and its mood into the kind by which PLOVER codes it: a
// cooperation that is denied is a rejection, one that is announced an
// agreement, a call for cooperation a request.
func outcome(e *event) (graph.RelationKind, graph.Polarity) {
	kind, polarity := e.kind, e.ctx.polarity
	if e.purpose != "" && e.ctx.modality == graph.Actual {
		return e.purpose, polarity
	}
	cooperative := cooperates(kind)
	switch {
	case polarity == graph.Denied && cooperative:
		return graph.Reject, graph.Affirmed
	case polarity == graph.Denied && (kind == graph.Sanction || kind == graph.Coerce):
		return graph.Concede, graph.Affirmed
	case e.flags["judicial"] && polarity == graph.Affirmed:
		return graph.Accuse, polarity // proceedings against a person
	case e.flags["administrative"] && e.ctx.modality == graph.Actual:
		return graph.Coerce, polarity // CAMEO 172, "impose administrative sanctions"
	case e.flags["sign"] && (e.ctx.modality == graph.Actual || !e.ctx.will):
		return graph.Support, polarity // CAMEO 057, "sign formal agreement"
	case e.ctx.will && e.ctx.modality != graph.Actual && cooperative && kind != graph.Support:
		return graph.Agree, polarity
	case e.ctx.will && e.ctx.modality != graph.Actual && kind.Quad() == graph.MaterialConflict:
		return graph.Threaten, polarity
	case kind == graph.Appeal:
		return graph.Request, polarity
	case kind == graph.Comment:
		return graph.Consult, polarity
	}
	return kind, polarity
}

// has reports whether the act has a target at a place of its frame.
func (e *event) has(name string) bool {
	for _, sl := range e.slots {
		if sl.name == name {
			return true
		}
	}
	return false
}

func cooperates(kind graph.RelationKind) bool {
	q := kind.Quad()
	return q == graph.VerbalCooperation || q == graph.MaterialCooperation
}

// pair are the words of the two spans in one sentence.
type pair struct {
	s        *sentence
	from, to []int
}

// words returns the words inside a span.
func (s *sentence) words(span [2]int) []int {
	var out []int
	for i := range s.Words {
		if s.Words[i].Start < span[1] && s.Words[i].End > span[0] {
			out = append(out, i)
		}
	}
	return out
}

// score says how well an act fits the pair.
func (p pair) score(e *event) float64 {
	score := p.weight(e)
	score += p.fit(p.speakers(e), p.from, 3)
	best := 0.0
	for n, sl := range e.slots {
		weight := 3 - 0.2*float64(n)
		if sl.name == "comp" {
			weight = 2.2
		}
		best = max(best, p.fit(sl.words, p.to, weight))
	}
	score += best
	if e.flags["mutual"] && len(e.slots) == 0 {
		score += p.fit(e.source, p.to, 2)
	}
	if e.noun && len(e.slots) > 0 {
		score += p.fit(e.slots[0].words, p.from, 0.8)
	}
	if best == 0 && p.holds(e.word, p.to) {
		score++
	}
	if e.ctx.modality != graph.Actual && !e.ctx.will && !e.ctx.resolved {
		score -= 2.5
	}
	if e.ctx.none || e.noun && p.s.framed(e.word) {
		score -= 2.5
	}
	return score - 0.4*float64(p.s.depth(e.word))
}

// weight is how much the act's word says by itself.
func (p pair) weight(e *event) float64 {
	score := 1.0
	switch {
	case e.kind == graph.Comment:
		score = -2.5
		if p.s.goesOn(e.word) {
			score -= 2 // what is said tells less than how: "sent a letter, threatening"
		}
	case e.flags["weak"]:
		score = -0.5
	case e.noun:
		score = 0.3
	}
	if e.object >= 0 && !e.noun {
		score += 0.7
	}
	return score
}

// framed reports a noun that only says on what occasion another act was done, which
// tells more: "agreed to the programme at a meeting with".
func (s *sentence) framed(noun int) bool {
	h := s.head(noun)
	if h < 0 || s.base(noun) != "obl" || !s.verbal(h) || !scenes[s.preposition(noun)] {
		return false
	}
	e, ok := s.verbEvent(h)
	return ok && e.kind != graph.Comment && !e.flags["weak"]
}

// goesOn reports a verb that a participle with a meaning of its own goes on.
func (s *sentence) goesOn(verb int) bool {
	for _, k := range s.with(verb, "advcl") {
		if s.Words[k].XPOS != "VBG" {
			continue
		}
		if e, ok := s.verbEvent(k); ok && e.kind != graph.Comment && !e.flags["weak"] {
			return true
		}
	}
	return false
}

// speakers are the sources of an act, with who speaks for a pronoun: "they
// said that they would".
func (p pair) speakers(e *event) []int {
	if len(e.source) == 1 && p.s.upos(e.source[0]) == "PRON" && e.ctx.speaker >= 0 {
		return append([]int{e.ctx.speaker}, e.source...)
	}
	return e.source
}

// fit is the weight where a head of the words lies in the span, less where the
// span lies in the phrase of one of them.
func (p pair) fit(heads, span []int, weight float64) float64 {
	got := 0.0
	for _, h := range p.s.lists(heads) {
		for _, w := range span {
			switch {
			case w == h:
				return weight
			case p.s.under(h, w):
				got = max(got, weight*0.75)
			case p.s.under(w, h):
				got = max(got, weight*0.3)
			}
		}
	}
	return got
}

// holds reports whether some word of the span stands below the act's word.
func (p pair) holds(word int, span []int) bool {
	for _, w := range span {
		if p.s.under(word, w) {
			return true
		}
	}
	return false
}

// depth counts the clauses above a word.
func (s *sentence) depth(w int) int {
	n := 0
	for h := s.head(w); h >= 0 && n < 40; h = s.head(h) {
		n++
	}
	return n
}
