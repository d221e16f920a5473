package claim

import "entente/graph"

// enders are verbs whose clause tells what somebody no longer does.
var enders = set([]string{"halt", "stop", "suspend", "cease", "end", "discontinue", "pause", "quit"})

// ended reads that somebody stops what he does as what that is: who stops helping
// takes a measure, who stops an attack gives way ("halted lending to Y").
func (s *sentence) ended(i int, r *roles) (event, bool) {
	if !enders[s.lemma(i)] {
		return event{}, false
	}
	clauses := r.comp
	if r.passive && len(r.obj) == 0 { // "lending to Y was halted by X"
		clauses = s.with(i, "csubj:pass", "csubj", "advcl")
	}
	for _, k := range clauses {
		if s.Words[k].XPOS != "VBG" || s.first(k, "nsubj") >= 0 {
			continue
		}
		e, ok := s.verbEvent(k)
		kind := stopped(e.kind)
		if !ok || kind == "" || e.flags["weak"] || s.first(k, "mark") >= 0 {
			continue
		}
		e.word, e.source, e.kind, e.ctx = i, r.subj, kind, s.context(i)
		e.flags, e.rule = nil, "ended/"+s.lemma(i)+"/"+e.rule
		return e, true
	}
	return event{}, false
}

// stopped is the kind of ending what is of a kind, "" where that says nothing.
func stopped(kind graph.RelationKind) graph.RelationKind {
	switch kind {
	case graph.Aid, graph.Cooperate, graph.Support, graph.Consult:
		return graph.Sanction
	case graph.Assault, graph.Mobilize:
		return graph.Retreat
	case graph.Coerce, graph.Sanction, graph.Protest, graph.Accuse, graph.Threaten, graph.Request, graph.Reject:
		return graph.Concede
	}
	return ""
}
