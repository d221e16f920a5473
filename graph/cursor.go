package graph

import (
	"encoding/base64"
	"encoding/json"
)

// Cursor returns the cursor of an item of the query's answer, for After and
// Before of the same query. item is a pointer to the item.
func (q *Query) Cursor(item any) string {
	values := []any{q.cursorSort()}
	for _, o := range q.Sort {
		values = append(values, Value(item, o.Field))
	}
	b, _ := json.Marshal(append(values, Value(item, FieldID)))
	return base64.RawURLEncoding.EncodeToString(b)
}

// cursorSort names the sort that a cursor belongs to.
func (q *Query) cursorSort() string {
	s := string(q.Subject)
	for _, o := range q.Sort {
		s += " " + string(o.Field)
		if o.Desc {
			s += "-"
		}
	}
	return s
}

func (q *Query) decodeCursor(cursor string) ([]any, error) {
	if cursor == "" {
		return nil, nil
	}
	var values []any
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(b, &values)
	}
	if err != nil || len(values) != len(q.Sort)+2 {
		return nil, errCursor()
	}
	if values[0] != any(q.cursorSort()) {
		return nil, Invalidf("the cursor is of another list or sort: begin without one")
	}
	if _, ok := values[len(values)-1].(string); !ok {
		return nil, errCursor()
	}
	for _, v := range values {
		if s, ok := v.(string); ok && !cleanText(s) {
			return nil, errCursor()
		}
	}
	values = values[1:]
	for i, o := range q.Sort {
		info, _ := LookupField(q.Subject, o.Field)
		if !info.Type.holds(values[i]) {
			return nil, errCursor()
		}
		if o.Field == FieldID {
			return values[:i+1], nil
		}
	}
	return values, nil
}

// errCursor is the fault of a text that is no cursor.
func errCursor() error {
	return Invalidf("malformed cursor: take the endCursor or an edge's cursor that this list gave")
}
