package graph

import "slices"

// Field is a field of a subject that conditions, sorts, facets and pages by
// key may use.
type Field string

// FieldID is the id, a field of every subject.
const FieldID Field = "id"

// Edge leads from a thing to things of a subject.
type Edge string

// FieldType says what a field holds.
type FieldType int

// The types of fields. A TypeText field holds folded words and is only for
// Matches; a TypeList field holds a set of texts.
const (
	TypeString FieldType = iota + 1
	TypeNumber
	TypeBool
	TypeDate
	TypeList
	TypeText
)

func (t FieldType) ops() []Op {
	switch t {
	case TypeString:
		return []Op{Eq, In, Gt, Gte, Lt, Lte, Contains, StartsWith, Missing}
	case TypeNumber:
		return []Op{Eq, Gt, Gte, Lt, Lte}
	case TypeBool:
		return []Op{Eq}
	case TypeDate:
		return []Op{Eq, In, Gt, Gte, Lt, Lte, Missing}
	case TypeList:
		return []Op{Eq, In, Missing}
	case TypeText:
		return []Op{Matches}
	}
	return nil
}

func (t FieldType) holds(v any) bool {
	switch v.(type) {
	case string:
		return t == TypeString || t == TypeDate
	case float64:
		return t == TypeNumber
	case bool:
		return t == TypeBool
	}
	return false
}

// FieldInfo is a row of the table of fields.
type FieldInfo struct {
	Name Field
	Type FieldType
}

// Sortable reports whether answers can be sorted by the field.
func (f FieldInfo) Sortable() bool { return f.Type != TypeList && f.Type != TypeText }

// Join says what an edge leads to: the things of Target whose Foreign field
// has a value in common with the Local field.
type Join struct {
	Name    Edge
	Target  Subject
	Local   Field
	Foreign Field
}

func fields(t FieldType, names ...Field) []FieldInfo {
	out := make([]FieldInfo, len(names))
	for i, n := range names {
		out[i] = FieldInfo{n, t}
	}
	return out
}

// fieldTable lists every field of every subject. `from` and `to` are the ends
// after identity decisions, `ends` both of them, `assertedBy` the speaker
// likewise; `pair` is the dyad key, `month` the month that `when` lies within. `text` is full text: an entity's names, a
// claim's quotes, a document's title and text (see the SearchText methods);
// `titleText` its title. An entity's `documentIds` are the documents that record
// it, those of the lexicon left out; a document's `entities` are the entities
// whose documentIds have it. Lists hold no empty texts.
var fieldTable = map[Subject][]FieldInfo{
	SubjectEntity: slices.Concat(
		fields(TypeString, FieldID, "kind", "name"),
		fields(TypeNumber, "mentions", "documents"),
		fields(TypeList, "documentIds", "names", "codes"),
		fields(TypeText, "text")),
	SubjectRelation: slices.Concat(
		fields(TypeString, FieldID, "from", "fromKind", "to", "toKind", "kind", "quad", "modality", "pair", "month"),
		fields(TypeDate, "when", "firstSeen", "lastSeen"),
		fields(TypeNumber, "claims", "denials", "weight", "sources", "goldstein"),
		fields(TypeBool, "disputed", "mutual"),
		fields(TypeList, "ends")),
	SubjectClaim: slices.Concat(
		fields(TypeString, FieldID, "from", "fromKind", "fromRole", "to", "toKind", "toRole", "kind", "quad", "polarity",
			"modality", "assertedBy", "document", "source", "relation", "pair", "viaGroup", "viaAgreement", "extractor", "rule", "measure", "unit", "month"),
		fields(TypeDate, "when", "saidOn", "publishedOn", "seen"),
		fields(TypeNumber, "confidence", "goldstein"),
		fields(TypeBool, "mutual", "confirmed"),
		fields(TypeList, "ends"),
		fields(TypeText, "text")),
	SubjectDocument: slices.Concat(
		fields(TypeString, FieldID, "title", "url", "author", "language", "format", "sha256", "source"),
		fields(TypeDate, "publishedOn"),
		fields(TypeNumber, "length"),
		fields(TypeList, "entities"),
		fields(TypeText, "titleText", "text")),
	SubjectSource: fields(TypeString, FieldID, "name", "owner", "reliability"),
	SubjectLoad:   fields(TypeString, FieldID, "state", "started", "ended", "extractor"),
}

// edgeTable lists every edge of every subject. An entity's relations are those
// that start (`out`) or end (`in`) at it, or either; the ends of a relation or
// claim are entities, where the claim has them.
var edgeTable = map[Subject][]Join{
	SubjectEntity: {
		{"relations", SubjectRelation, FieldID, "ends"},
		{"out", SubjectRelation, FieldID, "from"},
		{"in", SubjectRelation, FieldID, "to"},
		{"claims", SubjectClaim, FieldID, "ends"},
		{"documents", SubjectDocument, "documentIds", FieldID},
	},
	SubjectRelation: {
		{"from", SubjectEntity, "from", FieldID},
		{"to", SubjectEntity, "to", FieldID},
		{"claims", SubjectClaim, FieldID, "relation"},
	},
	SubjectClaim: {
		{"from", SubjectEntity, "from", FieldID},
		{"to", SubjectEntity, "to", FieldID},
		{"assertedBy", SubjectEntity, "assertedBy", FieldID},
		{"document", SubjectDocument, "document", FieldID},
		{"source", SubjectSource, "source", FieldID},
		{"relation", SubjectRelation, "relation", FieldID},
	},
	SubjectDocument: {
		{"claims", SubjectClaim, FieldID, "document"},
		{"entities", SubjectEntity, FieldID, "documentIds"},
		{"source", SubjectSource, "source", FieldID},
	},
	SubjectSource: {{"documents", SubjectDocument, FieldID, "source"}},
	SubjectLoad:   nil,
}

// Fields returns the fields of a subject in their fixed order, nil for none.
func Fields(s Subject) []FieldInfo { return slices.Clone(fieldTable[s]) }

// Edges returns the edges of a subject in their fixed order.
func Edges(s Subject) []Join { return slices.Clone(edgeTable[s]) }

// LookupField returns the row of a subject's field, and whether there is one.
func LookupField(s Subject, name Field) (FieldInfo, bool) {
	for _, f := range fieldTable[s] {
		if f.Name == name {
			return f, true
		}
	}
	return FieldInfo{}, false
}

// LookupEdge returns the row of a subject's edge, and whether there is one.
func LookupEdge(s Subject, name Edge) (Join, bool) {
	for _, e := range edgeTable[s] {
		if e.Name == name {
			return e, true
		}
	}
	return Join{}, false
}

// ValidBounds returns the days between which a relation or claim of the kind
// with that `when` counts under AsOf.Valid: for what is done once, from its
// earliest day on; for a tie, its interval; all days where `when` is unknown.
func ValidBounds(kind RelationKind, when Date) (from, until Day) {
	lo, hi, ok := when.Bounds()
	switch info := kindIndex[kind]; {
	case !ok:
		return MinDay, MaxDay
	case info.Occurrence:
		return lo, MaxDay
	}
	return lo, hi
}
