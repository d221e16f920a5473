package graph

import (
	"slices"
	"strings"
)

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
// after identity decisions, `ends` both of them; `pair` is the dyad key;
// `from`, `to` and `ends` of claims likewise. `text` is full text: an entity's
// names, a claim's quotes, a document's title and text; `titleText` its title.
var fieldTable = map[Subject][]FieldInfo{
	SubjectEntity: slices.Concat(
		fields(TypeString, FieldID, "kind", "name"),
		fields(TypeNumber, "mentions", "documents"),
		fields(TypeList, "documentIds", "names", "codes"),
		fields(TypeText, "text")),
	SubjectRelation: slices.Concat(
		fields(TypeString, FieldID, "from", "fromKind", "to", "toKind", "kind", "quad", "modality", "pair"),
		fields(TypeDate, "when", "firstSeen", "lastSeen"),
		fields(TypeNumber, "claims", "denials", "weight", "sources", "goldstein"),
		fields(TypeBool, "disputed", "mutual"),
		fields(TypeList, "ends")),
	SubjectClaim: slices.Concat(
		fields(TypeString, FieldID, "from", "fromKind", "fromRole", "to", "toKind", "toRole", "kind", "quad", "polarity",
			"modality", "assertedBy", "document", "source", "relation", "pair", "viaGroup", "viaAgreement", "extractor", "rule", "measure", "unit"),
		fields(TypeDate, "when", "saidOn", "publishedOn", "seen"),
		fields(TypeNumber, "confidence", "goldstein"),
		fields(TypeBool, "mutual", "confirmed"),
		fields(TypeList, "ends"),
		fields(TypeText, "text")),
	SubjectDocument: slices.Concat(
		fields(TypeString, FieldID, "title", "url", "author", "language", "format", "sha256", "source"),
		fields(TypeDate, "publishedOn"),
		fields(TypeNumber, "length"),
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

// Value returns the field of an item (a pointer to one of the subjects'
// types) as conditions and sorts see it: a string, float64, bool, Date or
// []string, and for a text field its folded words. A missing string or date
// is "". Sorts and cursors see a date as its earliest day, see SortValue. An
// unknown field gives nil.
func Value(item any, f Field) any {
	v := rawValue(item, f)
	if d, ok := v.(Date); ok {
		return string(d.Earliest())
	}
	return v
}

func rawValue(item any, f Field) any {
	switch x := item.(type) {
	case *Entity:
		return x.value(f)
	case *Relation:
		return x.value(f)
	case *Claim:
		return x.value(f)
	case *Document:
		return x.value(f)
	case *Source:
		return x.value(f)
	case *Load:
		return x.value(f)
	}
	return nil
}

func (e *Entity) value(f Field) any {
	switch f {
	case FieldID:
		return string(e.ID)
	case "kind":
		return string(e.Kind)
	case "name":
		return e.Name
	case "mentions":
		return float64(e.Mentions)
	case "documents":
		return float64(e.Documents)
	case "documentIds":
		return texts(e.DocumentIDs)
	case "names":
		out := []string{e.Name}
		for _, n := range e.Names {
			out = append(out, n.Text)
		}
		return sortUnique(out, strings.Compare)
	case "codes":
		var out []string
		for _, c := range e.Codes {
			out = append(out, c.Value)
		}
		return sortUnique(out, strings.Compare)
	case "text":
		return e.SearchText()
	}
	return nil
}

func (r *Relation) value(f Field) any {
	switch f {
	case FieldID:
		return string(r.ID)
	case "from":
		return string(r.From)
	case "fromKind":
		return string(r.From.Kind())
	case "to":
		return string(r.To)
	case "toKind":
		return string(r.To.Kind())
	case "kind":
		return string(r.Kind)
	case "quad":
		return string(r.Kind.Quad())
	case "goldstein":
		return kindIndex[r.Kind].Goldstein
	case "modality":
		return string(r.Modality)
	case "pair":
		return r.Pair
	case "when":
		return r.When
	case "firstSeen":
		return r.FirstSeen
	case "lastSeen":
		return r.LastSeen
	case "claims":
		return float64(r.Claims)
	case "denials":
		return float64(r.Denials)
	case "weight":
		return float64(r.Weight)
	case "sources":
		return float64(r.Sources)
	case "disputed":
		return r.Disputed
	case "mutual":
		return r.Mutual
	case "ends":
		return ends(r.From, r.To)
	}
	return nil
}

func (c *Claim) value(f Field) any {
	switch f {
	case FieldID:
		return string(c.ID)
	case "from":
		return string(c.FromID)
	case "fromKind":
		return string(c.From.Kind)
	case "fromRole":
		return deref(c.From.Role)
	case "to":
		return string(c.ToID)
	case "toKind":
		return string(c.ToID.Kind())
	case "toRole":
		if c.To != nil {
			return deref(c.To.Role)
		}
		return ""
	case "kind":
		return string(c.Kind)
	case "quad":
		return string(c.Kind.Quad())
	case "goldstein":
		return kindIndex[c.Kind].Goldstein
	case "polarity":
		return string(c.Polarity)
	case "modality":
		return string(c.Modality)
	case "assertedBy":
		if c.AssertedBy != nil {
			return string(c.AssertedBy.ID)
		}
		return ""
	case "ends":
		return ends(c.FromID, c.ToID)
	}
	return c.detail(f)
}

func (c *Claim) detail(f Field) any {
	switch f {
	case "document":
		return string(c.Document)
	case "source":
		return string(c.Source)
	case "relation":
		return string(c.Relation)
	case "pair":
		return c.Pair
	case "viaGroup", "viaAgreement":
		switch {
		case c.Via == nil:
			return ""
		case f == "viaGroup":
			return string(c.Via.Group)
		}
		return string(c.Via.Agreement)
	case "extractor":
		return c.Extractor
	case "rule":
		return c.Rule
	case "measure", "unit":
		switch {
		case c.Quantity == nil:
			return ""
		case f == "measure":
			return c.Quantity.Measure
		}
		return c.Quantity.Unit
	case "when":
		return c.When
	case "saidOn":
		return c.SaidOn
	case "publishedOn":
		return c.PublishedOn
	case "seen":
		return c.Seen()
	case "confidence":
		return c.Confidence
	case "mutual":
		m, _ := c.Attributes["mutual"].(bool)
		return m
	case "confirmed":
		return c.Confirmed
	case "text":
		return c.SearchText()
	}
	return nil
}

// SearchText returns the folded words that full-text search finds the claim
// by: those of its quotes.
func (c *Claim) SearchText() string {
	quotes := make([]string, len(c.Evidence))
	for i, e := range c.Evidence {
		quotes[i] = e.Quote
	}
	return Fold(strings.Join(quotes, " | "))
}

func (d *Document) value(f Field) any {
	switch f {
	case FieldID:
		return string(d.ID)
	case "title":
		return d.Title
	case "url":
		return d.URL
	case "author":
		return d.Author
	case "language":
		return d.Language
	case "format":
		return string(d.Format)
	case "sha256":
		return d.SHA256
	case "source":
		return string(d.Source.ID)
	case "publishedOn":
		return d.PublishedOn
	case "length":
		return float64(d.Length)
	case "titleText":
		return Fold(d.Title)
	}
	return nil
}

func (s *Source) value(f Field) any {
	switch f {
	case FieldID:
		return string(s.ID)
	case "name":
		return s.Name
	case "owner":
		return string(s.Owner)
	case "reliability":
		return s.Reliability
	}
	return nil
}

func (l *Load) value(f Field) any {
	switch f {
	case FieldID:
		return string(l.ID)
	case "state":
		return string(l.State)
	case "started":
		return string(l.Started)
	case "ended":
		return string(l.Ended)
	case "extractor":
		return l.Extractor
	}
	return nil
}

func ends(from, to EntityID) []string {
	switch {
	case to == "" || to == from:
		return []string{string(from)}
	case to < from:
		from, to = to, from
	}
	return []string{string(from), string(to)}
}

func texts[S ~string](ids []S) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}
