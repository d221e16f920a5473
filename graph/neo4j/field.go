package neo4j

import (
	"strings"

	"entente/graph"
)

// label returns the label of a subject's nodes.
func label(s graph.Subject) string {
	switch s {
	case graph.SubjectEntity:
		return "Entity"
	case graph.SubjectRelation:
		return "Relation"
	case graph.SubjectClaim:
		return "Claim"
	case graph.SubjectDocument:
		return "Document"
	case graph.SubjectSource:
		return "Source"
	}
	return "Load"
}

// property returns the name of the property that holds a field: the field's own
// name, but for texts that people read as they are, whose encoded form stands
// beside them. Names that are words of Cypher are quoted.
func property(s graph.Subject, f graph.Field) string {
	switch {
	case s == graph.SubjectEntity && f == "name", s == graph.SubjectSource && f == "name":
		return "nameKey"
	case s == graph.SubjectDocument && (f == "title" || f == "author"):
		return string(f) + "Key"
	case f == "when":
		return "`when`"
	}
	return string(f)
}

// stored returns a value of a list or string field as the node has it.
func stored(s graph.Subject, f graph.Field, value string) string {
	if f == "names" || f == "codes" {
		return value
	}
	return encode(value)
}

// sortKey returns the expression by which items are sorted: a missing value is
// the empty text, which comes first.
func sortKey(s graph.Subject, v string, f graph.Field) string {
	info, _ := graph.LookupField(s, f)
	switch {
	case info.Type == graph.TypeDate:
		return v + "." + string(f) + "Lo"
	case info.Type == graph.TypeString && f != graph.FieldID:
		return "coalesce(" + v + "." + property(s, f) + ", '')"
	}
	return v + "." + property(s, f)
}

// recorded reports whether a list field is held by Record nodes: which entities
// a document records, and which documents record an entity.
func recorded(f graph.Field) bool { return f == "documentIds" || f == "entities" }

// recordEnds returns the property of a Record that has the id of the item with
// the field, and that with a value of the field.
func recordEnds(f graph.Field) (near, far string) {
	if f == "documentIds" {
		return "entity", "document"
	}
	return "document", "entity"
}

// columns returns the expressions that an item is read from, see the decoders.
func columns(s graph.Subject, v string) string {
	switch s {
	case graph.SubjectRelation:
		return properties(v, relationColumns)
	case graph.SubjectClaim:
		return properties(v, claimColumns)
	}
	return properties(v, []string{"payload"})
}

func properties(v string, names []string) string { return v + "." + strings.Join(names, ", "+v+".") }

// extent returns how much is read of a query's claims. Things at edges are found
// by what outlines have.
func extent(q *graph.Query) graph.Extent {
	if len(q.With) > 0 {
		return min(q.Extent, graph.Outline)
	}
	return q.Extent
}

// shown returns the expressions that the plan's items are read from.
func shown(p *graph.Plan, v string) string {
	switch {
	case p.Subject != graph.SubjectClaim || extent(&p.Query) == graph.Whole:
		return columns(p.Subject, v)
	case extent(&p.Query) == graph.Outline:
		return v + ".settled"
	}
	return properties(v, briefColumns)
}

// claimsOf returns how the claims of an answer to a query are read.
func claimsOf(q *graph.Query) func([]any) (graph.Claim, error) {
	switch extent(q) {
	case graph.Whole:
		return decodeClaim
	case graph.Outline:
		return decodeOutline
	}
	return decodeBrief
}

// textIndex returns the name of the full-text index of a text field.
func textIndex(s graph.Subject, f graph.Field) string {
	return "entente_" + string(s) + "_" + strings.ToLower(string(f))
}

// maxTerm and maxTerms bound what is asked of the full-text index: its analyzer
// cuts words of more than 255 units, its query parser takes so many clauses.
// What lies beyond is left to the condition that follows.
const (
	maxTerm  = 200
	maxTerms = 64
)

// wordQuery returns the Lucene query for all words of a text, the last one as a
// prefix if open; "" where the text has no word. Words are folded, so they have
// letters and digits only and need no escape.
func wordQuery(text string, open bool) string {
	tokens := graph.Tokens(text)
	if len(tokens) == 0 {
		return ""
	}
	var parts []string
	for i, t := range tokens[max(0, len(tokens)-maxTerms):] {
		word := t.Text
		cut := len(word) > maxTerm
		if cut {
			word = strings.ToValidUTF8(word[:maxTerm], "")
		}
		if cut || open && i == min(len(tokens), maxTerms)-1 {
			word += "*"
		}
		parts = append(parts, "+"+word)
	}
	return strings.Join(parts, " ")
}

// searchable returns the full-text field and query that find at least what a
// condition holds for, and whether there are such.
func searchable(s graph.Subject, w *graph.Where) (field graph.Field, query string, ok bool) {
	text, isText := w.Value.(string)
	if !isText || w.Field == "" {
		return "", "", false
	}
	switch {
	case w.Op == graph.Matches:
		field, query = w.Field, wordQuery(text, true)
	case w.Op == graph.Eq && named(s, w.Field):
		field, query = "text", wordQuery(text, false)
	}
	return field, query, query != ""
}

// named reports whether the words of the field are among those that an entity
// is found by.
func named(s graph.Subject, f graph.Field) bool {
	return s == graph.SubjectEntity && (f == "name" || f == "names" || f == "codes")
}

// worded reports whether the plan's keys are found by their words: each has some.
func worded(p *graph.Plan) bool {
	if !named(p.Subject, p.By) {
		return false
	}
	for _, key := range p.Keys {
		if wordQuery(key, false) == "" {
			return false
		}
	}
	return true
}
