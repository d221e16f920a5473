package graph

import (
	"math"
	"slices"
)

// Subject is what a query asks for.
type Subject string

// The subjects of queries.
const (
	SubjectEntity   Subject = "entity"
	SubjectRelation Subject = "relation"
	SubjectClaim    Subject = "claim"
	SubjectDocument Subject = "document"
	SubjectSource   Subject = "source"
	SubjectLoad     Subject = "load"
)

// Op compares a field with a value.
type Op string

// The operators. Text compares by code point. On dates, Eq and In compare the
// date as written; Gte and Lte ask that every day it may mean is in the bound
// (Gte: not before the bound's first day; Lte: not after its last), Gt and Lt
// that every day is beyond the bound's last or before its first. On lists, Eq
// and In ask for an element. Matches is full text: see MatchesText. Missing is
// true for a field without a value; with one, any other operator may be true.
// No operator but Missing is ever true of a missing value, and its negation by
// Not is true: logic has two values.
const (
	Eq         Op = "eq"
	In         Op = "in"
	Gt         Op = "gt"
	Gte        Op = "gte"
	Lt         Op = "lt"
	Lte        Op = "lte"
	Contains   Op = "contains"
	StartsWith Op = "startsWith"
	Matches    Op = "matches"
	Missing    Op = "missing"
)

// Quantifier says how many of the things at an edge must meet a condition.
type Quantifier string

// The quantifiers. All and None hold where there is nothing at the edge.
const (
	Some   Quantifier = "some"
	All    Quantifier = "all"
	None   Quantifier = "none"
	Single Quantifier = "single"
)

// Where is a condition on a subject, a tree. All parts that are set must hold;
// the zero value holds for everything. A leaf sets Field, Op and Value; an edge
// sets Edge, Quantifier ("" is Some) and Of.
type Where struct {
	And []Where
	Or  []Where
	Not *Where

	Field Field
	Op    Op
	// Value is a string, float64 or bool, for In a []string; for Missing nil.
	Value any

	Edge       Edge
	Quantifier Quantifier
	Of         *Where
	// Apart says by which field of theirs, of texts, Single tells things at the
	// edge apart: those with the same value are one. "" is the id.
	Apart Field
}

// Is returns the condition that the field has the value.
func Is(f Field, value any) Where { return Where{Field: f, Op: Eq, Value: value} }

// OneOf returns the condition that the field has one of the values.
func OneOf[S ~string](f Field, values ...S) Where {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = string(v)
	}
	return Where{Field: f, Op: In, Value: texts}
}

// SomeOf returns the condition that something at the edge meets the condition.
func SomeOf(e Edge, of Where) Where { return Where{Edge: e, Of: &of} }

// Order is one key of a sort.
type Order struct {
	Field Field
	Desc  bool
}

// AsOf is a point of the two clocks. The zero value is now on both: nothing is
// left out for its date, and the present knowledge counts.
type AsOf struct {
	// Valid is a day, "" for any: ties that may hold on it, events and acts
	// done by it. Undated ones are in.
	Valid Day
	// Known is an instant, "" for now: what the store knew then.
	Known Instant
}

// The sizes of pages: the default, the most that may be asked for, and the most
// of a long one.
const (
	DefaultPage = 50
	MaxPage     = 1000
	MaxLong     = 16 * MaxPage
	MaxKeys     = 5000
	maxDepth    = 12
	maxNodes    = 400
)

// Query asks for things of one subject. It is a value: engines compile it, and
// nothing of it but parameters reaches a database.
type Query struct {
	Subject Subject
	Where   Where
	// Sort orders the items; the id comes last always. Missing values come
	// first, as if they were smaller than any other.
	Sort []Order
	// By and Keys ask for one page per key, also for a key given twice: the
	// items whose field By has the key as its value, or among its values; ""
	// is the value of none. Without By there is one page.
	By   Field
	Keys []string
	// First items after the cursor After, or Last items before Before. Neither
	// given means First: DefaultPage.
	First, Last   int
	After, Before string
	// Long lets First be up to MaxLong, for what reads all things of a subject,
	// page by page.
	Long bool
	// Total asks for the count of all items that match, per page, whatever the
	// cursors.
	Total bool
	// Bare asks for Total alone: pages have neither items nor neighbours.
	Bare bool
	// With asks for things at edges of the items, in the same read.
	With []With
	// Extent says how much of claims is needed, Whole for queries of others.
	Extent Extent
	// Across has Facets count by the values of a second field too, a text.
	Across Field
	AsOf   AsOf
}

// Page is one page of an answer, in the order asked for.
type Page[T any] struct {
	Items []T
	// HasNext and HasPrevious say whether items lie beyond the ends. At the end
	// that the page runs towards (the last item for First, the first for Last)
	// that is seen; at an end that a cursor sets (Before, After) it is true.
	HasNext, HasPrevious bool
	// Total counts all items that match, -1 where it was not asked for.
	Total int
	// With is what the query's With gives for the items, nil for none.
	With []Joined
}

// Plan is a checked query, ready to compile.
type Plan struct {
	Query
	// Order is the full sort, ending with the id, already turned round where
	// Backward is set: then the items come last first and are to be reversed.
	Order    []Order
	Backward bool
	// Limit is the size of a page; engines fetch one more to see whether there is more.
	Limit int
	// Bound are the values, one per key of Order, that items must come after
	// in that order; nil for none. A value is as Value gives it: a string ("" where
	// missing, a date its earliest day), float64 or bool.
	Bound []any
	// Stop is the other bound: items must come before it; nil for none.
	Stop []any
}

// PlanFor is Plan for a query that must be of the subject; it returns the same
// errors, and ErrInvalid for another subject.
func (q Query) PlanFor(s Subject) (*Plan, error) {
	if q.Subject != s {
		return nil, Invalidf("a query for a %s where one for a %s is due", q.Subject, s)
	}
	return q.Plan()
}

// Plan checks the query and returns its plan. The error wraps ErrInvalid, or
// ErrTooLarge where it exceeds MaxPage, MaxKeys, or a condition's depth or size.
func (q Query) Plan() (*Plan, error) {
	if _, ok := fieldTable[q.Subject]; !ok {
		return nil, Invalidf("unknown subject %q", q.Subject)
	}
	nodes := 0
	if err := q.Where.validate(q.Subject, 0, &nodes); err != nil {
		return nil, err
	}
	if err := q.validatePage(); err != nil {
		return nil, err
	}
	if err := q.validateWith(); err != nil {
		return nil, err
	}
	p := &Plan{Query: q, Limit: q.First, Backward: q.Last > 0}
	switch {
	case q.Bare:
		p.Limit = 0
	case q.Last > 0:
		p.Limit = q.Last
	case q.First == 0:
		p.Limit = DefaultPage
	}
	for _, o := range append(slices.Clone(q.Sort), Order{Field: FieldID}) {
		info, ok := LookupField(q.Subject, o.Field)
		if !ok || !info.Sortable() {
			return nil, Invalidf("a %s cannot be sorted by %q", q.Subject, o.Field)
		}
		p.Order = append(p.Order, Order{o.Field, o.Desc != p.Backward})
		if o.Field == FieldID {
			break
		}
	}
	after, err := q.decodeCursor(q.After)
	if err != nil {
		return nil, err
	}
	before, err := q.decodeCursor(q.Before)
	if err != nil {
		return nil, err
	}
	if p.Bound, p.Stop = after, before; p.Backward {
		p.Bound, p.Stop = before, after
	}
	return p, nil
}

func (q *Query) validatePage() error {
	switch {
	case q.First < 0 || q.Last < 0:
		return Invalidf("first and last must not be negative")
	case q.First > 0 && q.Last > 0:
		return Invalidf("give first or last, not both")
	case q.Bare && (!q.Total || len(q.With) > 0):
		return Invalidf("without a total, or with things at edges, pages have items")
	case q.Long && q.First > MaxLong:
		return tooLarge("page size", MaxLong)
	case !q.Long && q.First > MaxPage || q.Last > MaxPage:
		return tooLarge("page size", MaxPage)
	case len(q.Keys) > MaxKeys:
		return tooLarge("keys of one query", MaxKeys)
	case q.By == "" && len(q.Keys) > 0:
		return Invalidf("keys without a field to find them in")
	}
	if q.By != "" {
		info, ok := LookupField(q.Subject, q.By)
		if !ok || info.Type != TypeString && info.Type != TypeList {
			return Invalidf("a %s cannot be asked for by %q", q.Subject, q.By)
		}
	}
	return nil
}

func (w *Where) validate(s Subject, depth int, nodes *int) error {
	if *nodes++; *nodes > maxNodes {
		return tooLarge("conditions of one filter", maxNodes)
	}
	if depth > maxDepth {
		return tooLarge("depth of a filter", maxDepth)
	}
	for _, list := range [][]Where{w.And, w.Or} {
		for i := range list {
			if err := list[i].validate(s, depth+1, nodes); err != nil {
				return err
			}
		}
	}
	if w.Not != nil {
		if err := w.Not.validate(s, depth+1, nodes); err != nil {
			return err
		}
	}
	if w.Field != "" {
		if err := w.validateLeaf(s); err != nil {
			return err
		}
	}
	if w.Edge == "" {
		return nil
	}
	join, ok := LookupEdge(s, w.Edge)
	if !ok {
		return Invalidf("a %s has no edge %q", s, w.Edge)
	}
	if !slices.Contains([]Quantifier{"", Some, All, None, Single}, w.Quantifier) {
		return Invalidf("unknown quantifier %q", w.Quantifier)
	}
	if w.Of == nil {
		return Invalidf("edge %q without a condition", w.Edge)
	}
	if w.Apart != "" {
		info, ok := LookupField(join.Target, w.Apart)
		if !ok || info.Type != TypeString || w.Quantifier != Single || join.Local == "documentIds" {
			return Invalidf("edge %q cannot be told apart by %q", w.Edge, w.Apart)
		}
	}
	return w.Of.validate(join.Target, depth+1, nodes)
}

func (w *Where) validateLeaf(s Subject) error {
	info, ok := LookupField(s, w.Field)
	if !ok {
		return Invalidf("a %s has no field %q", s, w.Field)
	}
	if !slices.Contains(info.Type.ops(), w.Op) {
		return Invalidf("field %q of a %s cannot be compared by %q", w.Field, s, w.Op)
	}
	if w.Op == Missing {
		return nil
	}
	if w.Op == In {
		values, ok := w.Value.([]string)
		if !ok {
			return Invalidf("field %q: in wants a list of texts", w.Field)
		}
		if len(values) > MaxKeys {
			return tooLarge("values of one condition", MaxKeys)
		}
		return validTexts(w.Field, values...)
	}
	switch v := w.Value.(type) {
	case string:
		if info.Type == TypeNumber || info.Type == TypeBool {
			return Invalidf("field %q does not hold texts", w.Field)
		}
		if info.Type == TypeDate && w.Op != Eq {
			if _, err := ParseDate(v); err != nil || v == "" {
				return Invalidf("field %q: %q is no date", w.Field, clip(v))
			}
		}
		return validTexts(w.Field, v)
	case float64:
		if info.Type != TypeNumber {
			return Invalidf("field %q does not hold numbers", w.Field)
		}
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return Invalidf("field %q: %v is no number", w.Field, v)
		}
	case bool:
		if info.Type != TypeBool {
			return Invalidf("field %q does not hold booleans", w.Field)
		}
	default:
		return Invalidf("field %q: a %T cannot be compared", w.Field, w.Value)
	}
	return nil
}

func validTexts(f Field, values ...string) error {
	for _, v := range values {
		if !cleanText(v) {
			return Invalidf("field %q: the value is not UTF-8 or holds a NUL", f)
		}
	}
	return nil
}

func tooLarge(what string, limit int) error {
	return &LimitError{What: what, Limit: limit}
}
