package resolvers

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph"
)

// FilterText is a filter as clients write it, "" for what they leave out.
type FilterText struct {
	// Where is a RelationWhere, Entities an EntityWhere of the schema, as JSON.
	Where, Entities string
	// Valid is a Day, Known a DateTime.
	Valid, Known string
}

// Filter is what such a text means.
type Filter struct {
	// Where is a condition on relations, Entities one on entities.
	Where, Entities graph.Where
	AsOf            graph.AsOf
}

// filterQuery asks for what a filter selects. The condition on entities stands
// below an edge, where nothing is added to it.
const filterQuery = `query($where: RelationWhere, $entities: EntityWhere, $asOf: AsOf) {
	relations(where: $where, asOf: $asOf) { pageInfo { hasNextPage } }
	documents(where: { id: { missing: false }, entities: { some: $entities } }) { pageInfo { hasNextPage } }
}`

// ParseFilter reads a filter in the language of the schema by answering a query
// that has it, from nothing, so that files are filtered as the API is, with its
// limits. The error wraps graph.ErrInvalid, or graph.ErrTooLarge where a limit
// is exceeded, and its words are for clients; else it is the context's.
func ParseFilter(ctx context.Context, in FilterText, o Options) (Filter, error) {
	o.Persisted, o.Watch = PersistedOff, Watch{} // the query is ours
	asOf := make(map[string]any)
	vars := map[string]any{"asOf": asOf}
	for _, part := range []struct{ name, text string }{{"where", in.Where}, {"entities", in.Entities}} {
		if strings.TrimSpace(part.text) == "" {
			continue
		}
		value, err := decodeCondition(part.name, part.text, o)
		if err != nil {
			return Filter{}, err
		}
		vars[part.name] = value
	}
	if in.Valid != "" {
		asOf["valid"] = in.Valid
	}
	if in.Known != "" {
		asOf["known"] = in.Known
	}
	asked := &listener{}
	if errs := Execute(ctx, asked, Request{Query: filterQuery, Variables: vars}, o).Errors; len(errs) > 0 {
		return Filter{}, filterError(ctx, errs[0])
	}
	out := Filter{Where: asked.relations.Where, AsOf: asked.relations.AsOf}
	for _, w := range asked.documents.Where.And {
		if w.Edge == "entities" {
			out.Entities = *w.Of
		}
	}
	return out, nil
}

// decodeCondition reads one JSON object.
func decodeCondition(name, text string, o Options) (map[string]any, error) {
	limits := o.complete().Limits
	if int64(len(text)) > limits.Body {
		return nil, &graph.LimitError{What: "length of " + name, Limit: int(limits.Body)}
	}
	if nesting([]byte(text)) > limits.Nesting {
		return nil, &graph.LimitError{What: "nesting of " + name, Limit: limits.Nesting}
	}
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var out map[string]any
	err := d.Decode(&out)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("something follows it")
		}
	}
	if err != nil {
		return nil, graph.Invalidf("%s is no JSON object such as {\"kind\": {\"eq\": \"SIGNED\"}}: %v", name, err)
	}
	return out, nil
}

// filterError turns an operation's error into one of the graph's kinds. The
// names of variables are the names of the parts.
func filterError(ctx context.Context, err *gqlerror.Error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	message := strings.TrimPrefix(err.Message, "input: ")
	if path := err.Path.String(); strings.HasPrefix(path, "variable.") {
		message = strings.TrimPrefix(path, "variable.") + ": " + message
	}
	if limit, ok := err.Extensions["limit"].(string); ok {
		most, _ := err.Extensions["max"].(int)
		return &graph.LimitError{What: limit, Limit: most}
	}
	return graph.Invalidf("%s", message)
}

// listener is a store that holds nothing and remembers what it was asked for.
type listener struct {
	graph.Reader
	relations, documents graph.Query
}

func (l *listener) FindRelations(_ context.Context, q graph.Query) ([]graph.Page[graph.Relation], error) {
	l.relations = q
	return make([]graph.Page[graph.Relation], 1), nil
}

func (l *listener) FindDocuments(_ context.Context, q graph.Query) ([]graph.Page[graph.Document], error) {
	l.documents = q
	return make([]graph.Page[graph.Document], 1), nil
}
