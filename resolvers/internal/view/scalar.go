package view

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"entente/graph"
)

// AsOf is the argument of that name.
type AsOf struct {
	Valid *graph.Day
	Known *graph.Instant
}

// Point returns the point of the two clocks that the argument means, now where
// there is none.
func (a *AsOf) Point() graph.AsOf {
	var at graph.AsOf
	if a != nil && a.Valid != nil {
		at.Valid = *a.Valid
	}
	if a != nil && a.Known != nil {
		at.Known = *a.Known
	}
	return at
}

func text[S ~string](s S) graphql.Marshaler {
	if s == "" {
		return graphql.Null
	}
	return graphql.MarshalString(string(s))
}

// MarshalPartialDate writes a date, the unknown one as null.
func MarshalPartialDate(d graph.Date) graphql.Marshaler { return text(d) }

// UnmarshalPartialDate reads a date. The error wraps graph.ErrInvalid.
func UnmarshalPartialDate(v any) (graph.Date, error) {
	s, ok := v.(string)
	if !ok || s == "" {
		return "", graph.Invalidf("a partial date is a text such as \"2023-05\"")
	}
	return graph.ParseDate(s)
}

// MarshalDay writes a day, "" as null.
func MarshalDay(d graph.Day) graphql.Marshaler { return text(d) }

// UnmarshalDay reads a day. The error wraps graph.ErrInvalid.
func UnmarshalDay(v any) (graph.Day, error) {
	s, ok := v.(string)
	d, err := graph.ParseDate(s)
	if !ok || err != nil || d.Precision() != graph.PrecisionDay || d.Approximate() {
		return "", graph.Invalidf("%q is no day: a day is a text such as \"2023-05-18\"", clip(v))
	}
	return graph.Day(s), nil
}

// clip writes a value that is no text that was hoped for, at no great length.
func clip(v any) string {
	s := fmt.Sprint(v)
	if len(s) > 40 {
		s = strings.ToValidUTF8(s[:40], "") + "..."
	}
	return s
}

// MarshalDateTime writes an instant, "" as null.
func MarshalDateTime(i graph.Instant) graphql.Marshaler { return text(i) }

// UnmarshalDateTime reads an instant. The error wraps graph.ErrInvalid.
func UnmarshalDateTime(v any) (graph.Instant, error) {
	s, ok := v.(string)
	if !ok {
		return "", graph.Invalidf("an instant is a text such as \"2023-05-18T12:00:00Z\"")
	}
	return graph.ParseInstant(s)
}

// MarshalAttributeValue writes the value of an attribute.
func MarshalAttributeValue(v any) graphql.Marshaler {
	switch x := v.(type) {
	case string:
		return graphql.MarshalString(x)
	case bool:
		return graphql.MarshalBoolean(x)
	case float64:
		if x == math.Trunc(x) && math.Abs(x) < 1<<53 {
			return graphql.MarshalInt64(int64(x))
		}
		return graphql.MarshalFloat(x)
	}
	return graphql.Null
}

// UnmarshalAttributeValue reads the value of an attribute: a text, a number or
// a boolean. The error wraps graph.ErrInvalid.
func UnmarshalAttributeValue(v any) (any, error) {
	switch x := v.(type) {
	case string, bool, float64:
		return x, nil
	case int64:
		return float64(x), nil
	case fmt.Stringer: // json.Number
		if f, err := strconv.ParseFloat(x.String(), 64); err == nil {
			return f, nil
		}
	}
	return nil, graph.Invalidf("an attribute is a text, a number or a boolean")
}

// optional returns nil for "", which stands for what is unknown.
func optional[S ~string](s S) *string {
	if s == "" {
		return nil
	}
	out := string(s)
	return &out
}

// DateBounds is what a partial date means.
type DateBounds struct {
	Text             graph.Date
	Earliest, Latest graph.Day
	Precision        graph.Precision
	Approximate      bool
}

func boundsOf(d graph.Date) *DateBounds {
	lo, hi, ok := d.Bounds()
	if !ok {
		return nil
	}
	return &DateBounds{d, lo, hi, d.Precision(), d.Approximate()}
}

// uncertain reports whether the date leaves open that the kind counts on the
// day of the scope.
func uncertain(s *Scope, kind graph.RelationKind, when graph.Date) bool {
	day := s.At.Valid
	if day == "" {
		return false
	}
	lo, hi, ok := when.Bounds()
	if info, _ := kind.Info(); ok && info.Occurrence {
		return hi > day
	}
	return !ok || when.Approximate() || when.Precision() != graph.PrecisionInterval && lo != hi
}
