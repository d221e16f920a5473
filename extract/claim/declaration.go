package claim

import (
	"strings"

	"entente/extract/mention"
	"entente/graph"
)

// declarers are those who make a joint declaration, communiqué or statement; nil where the
// document is none.
func (r *reader) declarers() []party {
	if r.doc.Voice().Paper != mention.PaperDeclaration {
		return nil
	}
	ps, _ := r.paperMakers()
	return ps
}

// clauseOf are those who make a declaration, for a clause of it that has no subject of
// its own: "1. Agree to open the border;", "Welcoming the offer of X,".
func (r *reader) clauseOf(s *sentence, e *event) []party {
	if e.noun || !s.verbal(e.word) {
		return nil
	}
	w := e.word
	for n := 0; n < 12 && s.head(w) >= 0; n++ {
		if b := s.base(w); b != "conj" && b != "parataxis" && (b != "xcomp" || s.first(s.head(w), "obj", "iobj") >= 0) {
			return nil
		}
		if s.first(w, "nsubj", "nsubj:pass", "mark") >= 0 {
			return nil
		}
		w = s.head(w)
	}
	if !s.opensClause(w, e.word) {
		return nil
	}
	out := r.declarers()
	if m, ok := r.doc.Adopter(); ok && len(out) == 0 {
		out = append(out, r.party(&m))
	}
	if t := r.doc.Turn(s.index); t != nil && t.Speaker != nil && r.doc.Voice().Direct && s.lemma(e.word) == "thank" {
		out = []party{r.party(t.Speaker)} // "Thank you for your letter", as a letter says
		out[0].Start, out[0].End = s.Words[e.word].Start, s.Words[e.word].End
	}
	for i := range out {
		out[i].head = -1
	}
	return out
}

// recitals are the verbs of recitals that do something to somebody: others only take
// note of what is known.
var recitals = set([]string{"welcome", "condemn", "commend", "thank", "express", "deplore", "reject", "support", "congratulate", "applaud", "denounce", "praise", "salute"})

// opensClause reports a verb in its bare or ing form, without a subject, that only a
// number parts from the beginning of its sentence.
func (s *sentence) opensClause(w, act int) bool {
	switch s.Words[w].XPOS {
	case "VB", "VBP":
	case "VBZ":
		at := operative(len(s.Words), func(i int) string { return s.Words[i].Text })
		return at >= 0 && w <= at+3
	case "VBG":
		if s.Words[act].XPOS == "VBG" && !recitals[s.lemma(act)] || s.Words[act].XPOS != "VBG" && !recitals[s.lemma(w)] {
			return false
		}
	default:
		return false
	}
	if s.first(w, "nsubj", "nsubj:pass", "aux", "mark") >= 0 || w > 5 {
		return false
	}
	for k := range w {
		if u := s.upos(k); u != "NUM" && u != "PUNCT" && u != "ADV" && u != "X" && s.base(k) != "discourse" {
			return false
		}
	}
	return true
}

// readDeclaration writes who signed a joint declaration that is the document itself:
// SIGNED from each who makes it, the agreement of each pair, and the meeting at which
// it was adopted.
func (r *reader) readDeclaration() {
	makers, at := r.declarers(), r.doc.Voice().MadeIn
	if len(makers) < 2 || !r.concluded() {
		return
	}
	when := r.signatureDate()
	paper := r.treatyItself(makers, when, at)
	r.conclude(makers, paper, when, at, "declaration/makers", 0.85, 0.8)
	r.adoptedAt(makers, paper, at, when)
}

// adoptedAt writes the meeting that the head of a declaration says its makers are at.
func (r *reader) adoptedAt(makers []party, paper graph.Actor, at int, when graph.Date) {
	if !strings.HasPrefix(r.doc.Line(at), "we") {
		return
	}
	for _, m := range r.doc.In(at) {
		if m.Kind != graph.KindMeeting || m.Form != mention.FormName {
			continue
		}
		to := r.party(m).Actor
		claim := graph.Claim{From: paper, Kind: graph.AdoptedAt, To: &to, Polarity: graph.Affirmed, Modality: graph.Actual,
			When: when, Evidence: r.evidence(at), Confidence: 0.8, Rule: "declaration/meeting"}
		r.add(claim)
		for _, p := range makers {
			claim.From, claim.Kind = p.Actor, graph.ParticipatesIn
			r.add(claim)
		}
		for _, p := range r.doc.In(at) {
			if before, _ := r.doc.Text.Slice(max(0, p.Start-12), p.Start); p.Kind == graph.KindPlace && strings.HasSuffix(strings.TrimSpace(before), "meeting in") {
				place := r.party(p).Actor
				claim.From, claim.Kind, claim.To = to, graph.HeldIn, &place
				r.add(claim)
			}
		}
		return
	}
}

// concluded reports a text that ends as what is concluded does: with the place and day
// of its adoption, or with those who sign.
func (r *reader) concluded() bool {
	for i := r.doc.Len() - 1; i >= 0; i-- {
		t := r.doc.Line(i)
		if signs(t) || strings.HasPrefix(t, "issued at") || strings.HasPrefix(t, "issued in") || strings.HasPrefix(t, "for the republic") || strings.HasPrefix(t, "for the government") || strings.HasPrefix(t, "for the ") && strings.Contains(t, " side") && len(t) < 60 {
			return true
		}
	}
	return false
}
