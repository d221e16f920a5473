package claim

import (
	"slices"
	"strings"

	"entente/graph"
)

// reach says which acts a noun that points back may mean.
type reach int

const (
	mine   reach = iota // those that concerned who speaks now
	called              // those told by the verb of which the noun is made: "the expulsion"
	summed              // all that it may sum up
)

// lastActors are those who did the last act before this sentence that the noun
// may stand for: a charge by its maker, a concern for what was just condemned.
// Within the reach mine only acts count that concerned those who speak now, whose sides are
// given, and to which one may react so: nobody condemns the help that he got.
func (r *reader) lastActors(s *sentence, w int, own func(party) bool, sides []graph.EntityID, of reach, reaction graph.RelationKind) []party {
	n, _ := s.nounOf(w)
	verb := s.rules.nominals[s.lemma(w)]
	if of == called && verb == "" {
		return nil
	}
	span := func(a graph.Actor) party {
		a.Start, a.End = s.Words[w].Start, s.Words[w].End
		a.Role = nil
		return party{Actor: a, head: w, known: true}
	}
	for i := len(r.out) - 1; i >= 0; i-- {
		c := &r.out[i]
		same := verb != "" && strings.HasSuffix(c.Rule, "/"+verb)
		at := r.sentenceAt(c.Evidence[0].Start)
		if at < r.doc.Began(s.index) || at < s.index-recallLimit && (of != called || at < s.index-recallFar) {
			return nil
		}
		switch {
		case !r.summedUp(c, n), of == called && !same, of == summed && verb != "" && !s.rules.alike(verb, c.Kind):
			continue
		case n.kind == graph.Accuse && c.Kind != graph.Accuse, of != mine && !answersTo(n, c.Kind):
			continue
		case of == mine && !own(span(*c.To)) && !slices.Contains(sides, c.To.Party()):
			continue
		case of != mine && c.AssertedBy != nil && c.Kind == graph.Assault:
			continue // what somebody says of another long ago
		case of == mine && (n.kind == "" && n.class == "" && !conflicts(c.Kind) || !befits(reaction, c.Kind)):
			continue
		}
		p := span(c.From)
		if n.class == "worry" && (c.Kind == graph.Accuse || c.Kind == graph.Reject) {
			p = span(*c.To)
		}
		p.ID, p.Kind = p.Party(), p.Party().Kind()
		p.Name, p.ActsFor = r.nameOf(p.ID), nil
		if !own(p) && c.From.Kind != graph.KindActor && !slices.Contains(sides, p.ID) {
			return slices.DeleteFunc(r.doersWith(i, p), func(p party) bool { return own(p) || slices.Contains(sides, p.ID) })
		}
	}
	return nil
}

// summedUp reports an act that was done, to which a noun that points back may refer: one
// that is told of others than in passing, and is no mere word on what another did where the
// noun is for what is done ("the decision").
func (r *reader) summedUp(c *graph.Claim, n noun) bool {
	if c.To == nil || c.Modality != graph.Actual || c.Polarity != graph.Affirmed || c.Via != nil && !together(c) {
		return false
	}
	switch c.Kind.Quad() {
	case "":
		return false
	case graph.Neutral:
		return c.Kind == graph.Appeal && n.kind == graph.Appeal
	}
	return n.class != "bench" || !verdicts[c.Rule[strings.LastIndexByte(c.Rule, '/')+1:]]
}

// verdicts are verbs for what one says of another's act.
var verdicts = set([]string{"condemn", "criticise", "criticize", "deplore", "denounce", "decry", "slam", "blast", "lambast", "regret", "praise", "hail", "applaud", "commend",
	"welcome", "thank", "salute", "laud", "deny", "dismiss"})

// doersWith are the doer of an act and the others who, by the claims beside that at an index
// of those made, did it together: "both urged X". A group has its members.
func (r *reader) doersWith(at int, doer party) []party {
	act, out := &r.out[at], []party{doer}
	for at+1 < len(r.out) && r.out[at+1].Evidence[0] == act.Evidence[0] {
		at++
	}
	for i := at; i >= 0 && r.out[i].Evidence[0] == act.Evidence[0]; i-- {
		c := &r.out[i]
		if c.Kind != act.Kind || c.Rule != act.Rule || c.To == nil || c.To.ID != act.To.ID && !together(act) {
			continue
		}
		if c.Via != nil && c.Via.Group == doer.ID {
			out[0].members = append(out[0].members, c.From.Party())
			continue
		}
		for _, id := range []graph.EntityID{c.From.Party(), c.To.Party()} {
			if id == c.To.Party() && !together(act) || id.Kind() == graph.KindActor {
				continue
			}
			p := doer
			p.ID, p.Kind, p.Name = id, id.Kind(), r.nameOf(id)
			out = appendParty(out, p)
		}
	}
	return out
}

// together reports an act that its ends do with each other, perhaps as members of a group.
func together(c *graph.Claim) bool {
	return c.Attributes["mutual"] == true && (c.Via == nil || c.Via.Group != "")
}

// befits reports whether somebody may react so to an act that concerned him.
func befits(reaction, act graph.RelationKind) bool {
	switch reaction {
	case graph.Accuse, graph.Reject:
		return act.Quad() != graph.MaterialCooperation
	case graph.Support:
		return act.Quad() != graph.MaterialConflict
	}
	return true
}

// alike reports that a verb tells an act of the kind.
func (r *Rules) alike(verb string, kind graph.RelationKind) bool {
	frames := r.verbs[verb]
	return len(frames) == 0 || slices.ContainsFunc(frames, func(f frame) bool { return f.kind == kind })
}
