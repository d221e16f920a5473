package graph

import (
	"cmp"
	"math"
	"slices"
)

// Facet is a value of a field and how many items have it.
type Facet struct {
	Value string
	// Across is the items' value of Query.Across, "" where they have none or it
	// was not asked for.
	Across string
	Count  int
	// Goldstein is the mean Goldstein weight of these items, 0 for subjects
	// without one.
	Goldstein float64
}

// NewFacet returns the facet of items whose Goldstein weights, which have one
// decimal, add up to so many tenths.
func NewFacet(value string, count int, tenths int64) Facet {
	f := Facet{Value: value, Count: count}
	if count > 0 {
		f.Goldstein = float64(tenths) / 10 / float64(count)
	}
	return f
}

// CountFacets counts items by the values of a field, as Reader.Facets does,
// given for each its values.
func CountFacets[T any](items []T, values func(T) []string) []Facet {
	return countAcross(items, values, func(T) string { return "" }, weightOf)
}

// Weighed reports whether facets by a field have weights.
func (q *Query) Weighed(by Field) bool { return by != FieldID || q.Across != "" }

func weightOf[T any](item T) float64 {
	weight, _ := Value(item, "goldstein").(float64)
	return weight
}

// countAcross is CountFacets by a second field too.
func countAcross[T any](items []T, values func(T) []string, across func(T) string, weight func(T) float64) []Facet {
	type key struct{ value, across string }
	type sum struct {
		count  int
		tenths int64
	}
	sums := make(map[key]sum)
	for _, item := range items {
		tenths := int64(math.Round(weight(item) * 10))
		for _, v := range values(item) {
			k := key{v, across(item)}
			s := sums[k]
			sums[k] = sum{s.count + 1, s.tenths + tenths}
		}
	}
	facets := make([]Facet, 0, len(sums))
	for k, s := range sums {
		f := NewFacet(k.value, s.count, s.tenths)
		f.Across = k.across
		facets = append(facets, f)
	}
	SortFacets(facets)
	return facets
}

// SortFacets puts facets in their order: most frequent first, then by value
// and value across.
func SortFacets(facets []Facet) {
	slices.SortFunc(facets, func(a, b Facet) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Across, b.Across))
	})
}

// PlanFacets checks the query as Facets takes it, without sort, page and keys,
// and the fields to count by. It returns the plan, and the errors of Plan.
func (q Query) PlanFacets(by Field) (*Plan, error) {
	plan, err := Query{Subject: q.Subject, Where: q.Where, Across: q.Across, AsOf: q.AsOf}.Plan()
	if err != nil {
		return nil, err
	}
	info, ok := LookupField(q.Subject, by)
	if !ok || info.Type != TypeString && info.Type != TypeBool && info.Type != TypeList {
		return nil, Invalidf("a %s cannot be counted by %q", q.Subject, by)
	}
	if info, ok = LookupField(q.Subject, q.Across); q.Across != "" && (!ok || info.Type != TypeString) {
		return nil, Invalidf("a %s cannot be counted across %q", q.Subject, q.Across)
	}
	return plan, nil
}
