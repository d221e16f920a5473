package eval

import (
	"slices"

	"entente/extract"
	"entente/graph"
)

// Relations scores whole documents labelled with the relations of re3d: the
// directed pairs of spans with the right relation, those that this graph has as
// kinds alone and with a row each, and the pairs whatever the relation and the
// direction. re3d's CoLocated is met by where something lies, not by who was
// together; how many of a thing there are, what it is also called and who left
// whom (HasAttrOf, IsSynonymOf, Apart) are no relations here.
func Relations(e *extract.Extractor, texts []Sentence) Report {
	var spans spanScore
	same := func(g *Event, f found) bool { return g.Root == f.root && spans.fits(g, f) }
	either := func(g *Event, f found) bool {
		return spans.fits(g, f) || spans.fits(g, found{f.target, f.source, f.root})
	}
	var documents []Row
	var pairs, labels int
	right, made, gold := map[string]int{}, map[string]int{}, map[string]int{}
	for i := range texts {
		t := &texts[i]
		read := facts(t.read(e).Claims, re3dName)
		pairs += len(assign(t.Gold, read, []func(*Event, found) bool{either}))
		labels += len(t.Gold)
		known := slices.DeleteFunc(slices.Clone(t.Gold), func(g Event) bool { return !slices.Contains(re3dNames, g.Relation) })
		for i := range known {
			known[i].Root = known[i].Relation
			gold[known[i].Root]++
		}
		matched := assign(known, read, []func(*Event, found) bool{same})
		for j, f := range read {
			made[f.root]++
			if _, ok := matched[j]; ok {
				right[f.root]++
			}
		}
		documents = append(documents, notes(t, known, read, matched))
	}
	r := Report{Set: "relations", Items: len(texts)}
	for _, name := range re3dNames {
		r.Rows = append(r.Rows, Row{Name: name, Measures: balanced("", right[name], made[name], gold[name])})
	}
	r.Rows = append(r.Rows, documents...)
	r.Measures = append(balanced("relation ", sum(right), sum(made), sum(gold)), balanced("undirected pair ", pairs, sum(made), labels)...)
	return r
}

func sum(counts map[string]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

// re3dNames are the relations of re3d that kinds of this graph stand for.
var re3dNames = []string{"AlliesOf", "BelongsTo", "CoLocated", "CommWith", "Dislikes", "FightingAgainst", "InChargeOf", "Likes"}

// re3dName returns what re3d calls a kind, "" for what it does not have.
func re3dName(k graph.RelationKind) string {
	switch k {
	case graph.Assault, graph.Coerce, graph.Mobilize:
		return "FightingAgainst"
	case graph.Cooperate, graph.Aid, graph.PartnerOf, graph.AllyOf:
		return "AlliesOf"
	case graph.Support, graph.Concede:
		return "Likes"
	case graph.Accuse, graph.Reject, graph.Protest, graph.Threaten, graph.Sanction, graph.Opposes:
		return "Dislikes"
	case graph.Consult, graph.Agree, graph.Request, graph.Appeal, graph.Comment:
		return "CommWith"
	case graph.MemberOf, graph.PartOf:
		return "BelongsTo"
	case graph.HoldsOffice:
		return "InChargeOf"
	case graph.LocatedIn, graph.HeldIn:
		return "CoLocated"
	}
	return ""
}
