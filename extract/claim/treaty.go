package claim

import (
	"cmp"
	"slices"
	"strings"

	"entente/extract/mention"
	"entente/graph"
)

// readTreaty writes who signed where the document is the text of a treaty
// itself: SIGNED from each party that its preamble or title names, with the
// date of signature, and the agreement of each pair that follows from it.
func (r *reader) readTreaty() {
	if r.doc.Voice().Paper != mention.PaperTreaty {
		return
	}
	parties, sentence := r.paperMakers()
	if len(parties) < 2 {
		return
	}
	when := r.signatureDate()
	agreement := r.treatyItself(parties, when, sentence)
	r.conclude(parties, agreement, when, sentence, "treaty/parties", 0.9, 0.85)
}

// conclude writes that parties signed an agreement, and that each pair of them
// agrees, each with its confidence.
func (r *reader) conclude(parties []party, agreement graph.Actor, when graph.Date, sentence int, rule string, signed, agreed float64) {
	for _, p := range parties {
		r.add(graph.Claim{From: p.Actor, Kind: graph.Signed, To: &agreement, Polarity: graph.Affirmed, Modality: graph.Actual,
			When: when, Evidence: r.evidence(sentence), Confidence: signed, Rule: rule})
	}
	for i, p := range parties {
		for _, q := range parties[i+1:] {
			to := q.Actor
			r.add(graph.Claim{From: p.Actor, Kind: graph.Agree, To: &to, Polarity: graph.Affirmed, Modality: graph.Actual, When: when,
				Attributes: graph.Attributes{"mutual": true}, Via: &graph.Via{Agreement: agreement.ID},
				Evidence: r.evidence(sentence), Confidence: agreed, Rule: rule})
		}
	}
}

// paperMakers are those who make the paper that the document is and the sentence that names
// them; nil where the document is none.
func (r *reader) paperMakers() ([]party, int) {
	v := r.doc.Voice()
	var out []party
	for _, m := range v.Makers {
		p := r.party(m)
		p.Name, p.Role = cmp.Or(p.Name, r.nameOf(m.Entity)), nil
		out = append(out, p)
	}
	return out, v.MadeIn
}

// statesIn are the states that a sentence names before a place of the text.
func (r *reader) statesIn(sentence, before int) []party {
	var out []party
	for _, m := range r.doc.StatesIn(sentence, before) {
		p := r.party(m)
		p.Role = nil
		out = append(out, p)
	}
	return out
}

// treatyItself is the agreement that the document is: what its title or first
// lines name, else one made of its parties and date.
func (r *reader) treatyItself(parties []party, when graph.Date, sentence int) graph.Actor {
	for i := range min(sentence, 3) + 1 {
		for _, m := range r.doc.In(i) {
			if m.Kind == graph.KindAgreement && m.Entity != "" {
				return r.party(m).Actor
			}
		}
	}
	var codes []string
	for _, p := range parties {
		codes = append(codes, p.Name)
	}
	slices.Sort(codes)
	name := cmp.Or(r.doc.Title, "Agreement between "+strings.Join(codes, " and ")+" "+string(when))
	start, _ := r.doc.Span(sentence)
	return graph.Actor{ID: graph.NewEntityID(graph.KindAgreement, strings.TrimSpace(name)), Kind: graph.KindAgreement,
		Name: strings.TrimSpace(name), Start: start, End: start}
}
