package eval

import (
	"slices"
	"strings"

	"entente/graph"
)

// Document is a labelled document. Text holds it, or File names it.
type Document struct {
	ID        string     `json:"id"`
	Text      string     `json:"text,omitempty"`
	File      string     `json:"file,omitempty"`
	Title     string     `json:"title"`
	Published graph.Date `json:"published"`
	// Entities must be found.
	Entities []Named `json:"entities"`
	// Relations must be found, Optional ones may be, Forbidden ones must not be
	// asserted as facts.
	Relations []Relation `json:"relations"`
	Optional  []Relation `json:"optional"`
	Forbidden []Relation `json:"forbidden"`
	// Offices are pairs of a person and the state or organisation that he acts
	// for, by their names: his events count as its events.
	Offices [][2]string `json:"offices"`
}

// Named is an entity that a document names.
type Named struct {
	Type graph.EntityKind `json:"type"`
	Name string           `json:"name"`
}

// Relation is a labelled relation. From and To are names, alternatives parted
// by bars; "*" is anything. Any of the Kinds will do, "*" for any at all.
type Relation struct {
	From     string               `json:"s"`
	Kinds    []graph.RelationKind `json:"r"`
	To       string               `json:"t"`
	Modality string               `json:"m,omitempty"`
	Why      string               `json:"why,omitempty"`
}

// String writes the relation on one line.
func (r Relation) String() string {
	kinds := make([]string, len(r.Kinds))
	for i, k := range r.Kinds {
		kinds[i] = string(k)
	}
	return r.From + " " + strings.Join(kinds, "/") + " " + r.To
}

func (r Relation) modality() graph.Modality {
	if r.Modality == "intended" {
		return graph.Intended
	}
	return graph.Actual
}

// has reports whether one of the relation's kinds is among the given ones.
func (r Relation) has(kinds ...graph.RelationKind) bool {
	return slices.ContainsFunc(r.Kinds, func(k graph.RelationKind) bool { return slices.Contains(kinds, k) })
}

// cooperative and conflictual are the event kinds by their side, and tying the
// ties of which a document that is fully labelled has no others.
var (
	cooperative = []graph.RelationKind{graph.Agree, graph.Consult, graph.Support, graph.Concede, graph.Cooperate, graph.Aid, graph.Retreat}
	conflictual = []graph.RelationKind{graph.Request, graph.Accuse, graph.Reject, graph.Threaten, graph.Protest, graph.Sanction,
		graph.Mobilize, graph.Coerce, graph.Assault}
	tying = []graph.RelationKind{graph.Signed, graph.Ratified, graph.AccededTo, graph.WithdrewFrom, graph.HoldsOffice, graph.MemberOf,
		graph.Connects, graph.AllyOf, graph.Finances, graph.Builds}
	mutual = []graph.RelationKind{graph.Agree, graph.Consult, graph.Cooperate, graph.PartnerOf, graph.TradesWith, graph.Borders,
		graph.AllyOf, graph.DiplomaticTies}
	joining = []graph.RelationKind{graph.Signed, graph.ParticipatesIn, graph.MemberOf, graph.Connects, graph.PartnerOf, graph.Opposes}
)

func isEvent(k graph.RelationKind) bool {
	return slices.Contains(cooperative, k) || slices.Contains(conflictual, k)
}

// party is an end of a relation for comparison: the code of a state in
// capitals, else the folded words of a name.
type party string

func (p party) isState() bool { return len(p) == 3 && p == party(strings.ToUpper(string(p))) }

// fold returns the words of a name without articles, titles and diacritics.
func fold(name string) party {
	var words []string
	for _, w := range strings.Fields(graph.Fold(name)) {
		switch w {
		case "the", "of", "and", "h", "e", "mr", "ms":
		default:
			words = append(words, w)
		}
	}
	return party(strings.Join(words, " "))
}

// same reports whether two parties are the same: equal, or names of which one
// has all words of the other and enough of them.
func same(a, b party) bool {
	if a == b {
		return true
	}
	if a.isState() || b.isState() {
		return false
	}
	x, y := set(a), set(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	common := 0
	for w := range x {
		if y[w] {
			common++
		}
	}
	if common < min(len(x), len(y)) {
		return false
	}
	return common >= 2 || min(len(x), len(y)) == 1 && max(len(x), len(y)) <= 3
}

func set(p party) map[string]bool {
	out := make(map[string]bool)
	for _, w := range strings.Fields(string(p)) {
		out[w] = true
	}
	return out
}

// key returns what an id says behind its kind.
func key(id graph.EntityID) string {
	_, k, _ := strings.Cut(string(id), ":")
	return k
}
