package claim

import (
	"slices"

	"entente/graph"
)

// signedBefore is what the sentence before tells of as signed, for signing without an
// object in the same paragraph: "X and Y sign the pact. Z signs as guarantor."
func (r *reader) signedBefore(s *sentence, rs *roles) []party {
	if len(rs.obj) > 0 || rs.passive || s.index == 0 || r.doc.Sentence(s.index-1).Paragraph != r.doc.Sentence(s.index).Paragraph {
		return nil
	}
	at, _ := r.doc.Span(s.index - 1)
	for i := len(r.out) - 1; i >= 0 && r.out[i].Evidence[0].Start >= at; i-- {
		if c := &r.out[i]; c.Kind == graph.Signed && c.Evidence[0].Start == at && c.Polarity == graph.Affirmed && c.Modality == graph.Actual {
			return []party{{Actor: *c.To, head: -1, known: true}}
		}
	}
	return nil
}

// witnesses are verbs by which leaders are there while their states sign.
var witnesses = set([]string{"witness", "oversee", "attend", "supervise"})

// signings are nouns for signing.
var signings = set([]string{"signing", "signature", "exchange", "conclusion", "ceremony"})

// witnessed writes who signed what two leaders saw signed: their states, or those
// between whose bodies it is.
func (r *reader) witnessed(s *sentence, i int) {
	if !witnesses[s.lemma(i)] {
		return
	}
	rs := s.roles(i)
	e := event{word: i, kind: graph.Signed, rule: "tie/witness", object: -1, ctx: s.context(i)}
	if e.ctx.none || len(rs.obj) == 0 || !signings[s.lemma(rs.obj[0])] {
		return
	}
	leaders := r.statesActing(r.parties(s, rs.subj, false, false))
	for _, w := range s.lists(s.attributes(rs.obj[0], "of")) {
		m := r.agreementAt(s, w)
		if m == nil {
			continue
		}
		signers := leaders
		if ps := r.statesActing(r.parties(s, s.attributes(w, "between"), false, false)); len(ps) > 1 {
			signers = ps
		}
		if len(signers) < 2 {
			continue
		}
		paper := r.party(m)
		for n, p := range signers {
			r.add(r.claim(s, &e, p, paper, false))
			for _, q := range signers[n+1:] {
				agree := e
				agree.kind, agree.signed = graph.Agree, m.Entity
				r.add(r.claim(s, &agree, p, q, true))
			}
		}
	}
}

// statesActing are the states for which parties act, each once.
func (r *reader) statesActing(ps []party) []party {
	var out []party
	for _, p := range ps {
		id := p.Party()
		if id.Kind() != graph.KindState || slices.ContainsFunc(out, func(q party) bool { return q.ID == id }) {
			continue
		}
		p.Actor = graph.Actor{ID: id, Kind: graph.KindState, Name: r.nameOf(id), Start: p.Start, End: p.End}
		p.members = nil
		out = append(out, p)
	}
	return out
}
