package claim

import (
	"strings"

	"entente/extract/mention"
	"entente/graph"
)

// announce writes what saying that one will act is by itself: to announce help
// is to agree to it, to announce harm is to threaten, to say that one will not
// help is to refuse. Who says so does that, if he speaks for his own side.
func (r *reader) announce(s *sentence, e *event, from, to party) {
	if e.ctx.will && e.ctx.conditional && e.ctx.polarity == graph.Affirmed && e.kind.Quad() == graph.MaterialConflict && !e.noun && !e.flags["weak"] {
		r.menace(s, e, from, to)
		return
	}
	if !e.ctx.will || e.noun || e.ctx.modality == graph.Actual || e.ctx.conditional {
		return
	}
	said := *e
	said.ctx.modality, said.ctx.will = graph.Actual, false
	said.rule = "will/" + e.rule
	quad := e.kind.Quad()
	switch {
	case e.flags["sign"] && e.ctx.polarity == graph.Affirmed: // who will sign has agreed
		said.signed, said.flags = "", nil
	case quad == graph.Neutral || e.kind == graph.Agree || e.kind == graph.Reject:
		return
	case cooperates(e.kind) && e.ctx.polarity == graph.Affirmed:
		said.kind = graph.Agree
	case cooperates(e.kind):
		said.kind, said.ctx.polarity = graph.Reject, graph.Affirmed
	case quad == graph.MaterialConflict && e.ctx.polarity == graph.Affirmed && !e.flags["weak"]:
		said.kind = graph.Threaten
	default:
		return
	}
	speaker, ok := r.spokesman(s, e, from)
	if ok && from.members == nil && to.members == nil {
		r.write(s, &said, speaker, to, false)
	}
}

// promise is the act with what it is worth where it is the actor who says that he would
// do it, which is to promise or to plan it: "said it would send aid".
func (r *reader) promise(s *sentence, e *event, from party) *event {
	if !e.ctx.would || e.ctx.conditional || e.ctx.modality != graph.Possible || e.ctx.speaker < 0 || s.conditioned(e.word) {
		return e
	}
	if _, ok := r.spokesman(s, e, from); !ok {
		return e
	}
	said := *e
	said.ctx.modality = graph.Intended
	return &said
}

// conditioned reports a clause with a condition somewhere behind it.
func (s *sentence) conditioned(i int) bool {
	for k := i + 1; k < len(s.Words); k++ {
		if s.base(k) == "advcl" && s.conditional(k) {
			return true
		}
	}
	return false
}

// menace writes the threat that lies in saying what one will do if another acts, or to
// another if something is so.
func (r *reader) menace(s *sentence, e *event, from, to party) {
	said := *e
	said.kind, said.rule = graph.Threaten, "will/"+e.rule
	said.ctx.modality, said.ctx.will, said.ctx.conditional = graph.Actual, false, false
	whom := r.conditioned(s, e, from)
	if len(whom) == 0 && to.Kind != graph.KindActor && s.conditioned(e.word) && r.speaksOf(s, e, from) {
		whom = []party{to}
	}
	for _, to := range whom {
		if speaker, ok := r.spokesman(s, e, from); ok && len(from.members)+len(to.members) == 0 {
			r.write(s, &said, speaker, to, false)
		}
	}
}

// speaksOf reports that one of the party's own side says the act.
func (r *reader) speaksOf(s *sentence, e *event, from party) bool {
	if e.ctx.speaker < 0 {
		return false
	}
	ps := r.parties(s, []int{e.ctx.speaker}, false, true)
	p, ok := r.spokesman(s, e, from)
	return ok && (len(ps) == 0 || p.Start == from.Start || p.Party() == from.Party())
}

// spokesman is who says what the party will do: the party itself where nobody
// else is named, else the speaker, who must be of the party's own side. What
// another says of it ("Kenya said that Chad would attack") is no word of its own.
func (r *reader) spokesman(s *sentence, e *event, from party) (party, bool) {
	if e.ctx.speaker < 0 {
		return from, true
	}
	ps := r.parties(s, []int{e.ctx.speaker}, false, true)
	if len(ps) != 1 {
		return from, len(ps) == 0
	}
	p := ps[0]
	switch {
	case e.ctx.fixed && from.Kind == graph.KindActor:
		return from, false // "a force that would disarm them", of which he only speaks
	case p.Start == from.Start && p.End == from.End, p.Role != nil && *p.Role == "MED":
		return from, true
	case from.Kind == graph.KindActor || p.Party() == from.Party():
		if e.ctx.speaker > e.word && from.Kind != graph.KindActor {
			return from, true // "X will act, the ministry said"
		}
		return p, true
	case p.Kind == graph.KindPerson && p.ActsFor == nil && p.Role != nil && *p.Role == "GOV" && e.ctx.speaker > e.word:
		return from, true // "X will act, Foreign Minister Y said"
	}
	return from, p.Kind == graph.KindActor
}

// sworn writes the threat that lies in vowing to do harm: "vowed to retaliate
// against Y".
func (r *reader) sworn(s *sentence, e *event, from, to party) {
	h := s.head(e.word)
	if e.noun || e.kind.Quad() != graph.MaterialConflict || e.ctx.modality != graph.Intended && !(e.ctx.modality == graph.Possible && e.ctx.conditional) || e.ctx.will || e.ctx.polarity != graph.Affirmed ||
		s.base(e.word) != "xcomp" || h < 0 || !vows[s.lemma(h)] || e.flags["weak"] || strings.HasPrefix(e.rule, "ended/") {
		return
	}
	said := *e
	said.kind, said.rule, said.ctx = graph.Threaten, "vow/"+e.rule, s.context(h)
	r.write(s, &said, from, to, false)
}

// vows are verbs by which somebody binds himself to act.
var vows = set([]string{"vow", "swear", "pledge", "promise", "undertake", "commit"})

// spelled gives a party that stands as a pronoun the phrase by which its own
// sentence names it, since a pronoun says nothing to who reads the claim.
func (r *reader) spelled(m *mention.Mention) party {
	p := r.party(m)
	if m.Form != mention.FormPronoun {
		return p
	}
	var best *mention.Mention
	for _, n := range r.doc.In(m.Sentence) {
		if n.Entity != m.Entity || n.Form == mention.FormPronoun || n.Modifier && n.Kind != graph.KindPerson || n.Start >= m.Start {
			continue
		}
		if best == nil || n.Start > best.Start || n.Start == best.Start && n.End > best.End {
			best = n
		}
	}
	if best == nil {
		return r.spokenFor(m, p)
	}
	named := r.party(best)
	named.head = p.head
	return named
}

// spokenFor gives a "we" the phrase of the speaker who is named behind what he says
// and whose side it is: "We condemn it," the minister said.
func (r *reader) spokenFor(m *mention.Mention, p party) party {
	for _, n := range r.doc.In(m.Sentence) {
		if n.Start > m.Start && n.Form != mention.FormPronoun && !n.Modifier && (n.ActsFor == m.Entity || n.Entity == m.Entity && n.Form == mention.FormRole) && r.tells(n) {
			q := r.party(n)
			p.Start, p.End = q.Start, q.End
			return p
		}
	}
	return p
}

// tells reports who is said to say something.
func (r *reader) tells(m *mention.Mention) bool {
	s := r.now
	if s == nil || m.Sentence != s.index || m.Head >= len(s.Words) || s.base(m.Head) != "nsubj" || s.head(m.Head) < 0 {
		return false
	}
	g, ok := s.government(s.head(m.Head))
	return ok && g.speech
}
