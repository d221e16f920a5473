package resolvers

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/access"
	"entente/graph"
	"entente/resolvers/internal/exec"
	"entente/resolvers/internal/feed"
	"entente/resolvers/internal/view"
)

// Request is a GraphQL request.
type Request struct {
	// Query is the document.
	Query string
	// Operation names the operation where the document has several, "" for the only one.
	Operation string
	// Variables are the values of its variables, as encoding/json decodes them.
	Variables map[string]any
}

// Answer is a GraphQL response. Data is nil where the request was refused
// before anything ran.
type Answer struct {
	Data   json.RawMessage `json:"data,omitempty"`
	Errors gqlerror.List   `json:"errors,omitempty"`
}

// cachedDocuments is how many parsed documents are kept; each may be as large
// as the largest that is accepted.
const cachedDocuments = 200

// engine answers requests; it is safe for concurrent use.
type engine struct {
	exec    *executor.Executor
	options Options
	show    presenter
	// places are those in which streams work, connections and subscriptions
	// those that there are; a value in one of them is one taken.
	places, connections, subscriptions chan struct{}
}

// newEngine returns an engine; caller stands for one that a context does not name.
func newEngine(store graph.Reader, o Options, caller access.Principal) *engine {
	o = o.complete()
	show := presenter{o.Logger}
	source := reader{store}
	top := &root{store: source, names: view.NewNameCache(), now: o.Now, recovered: show.recovered,
		feed: feed.New(source, feed.Options{Interval: o.Streams.Poll, Logger: o.Logger})}
	e := executor.New(exec.NewExecutableSchema(exec.Config{Resolvers: top}))
	e.SetErrorPresenter(show.present)
	e.SetRecoverFunc(show.recovered)
	e.SetParserTokenLimit(o.Limits.Tokens)
	e.SetDisableSuggestion(true)
	e.SetQueryCache(lru.New[*ast.QueryDocument](cachedDocuments))
	e.Use(guard{o.Limits, o.HideSchema, caller})
	places := func(n int) chan struct{} { return make(chan struct{}, n) }
	return &engine{e, o, show, places(o.Streams.Concurrent), places(o.Streams.Connections), places(o.Streams.Subscriptions)}
}

// prepared is a request that was parsed, validated and found within limits.
type prepared struct{ oc *graphql.OperationContext }

// prepare returns the request ready to run, or the answer that refuses it.
func (e *engine) prepare(ctx context.Context, r Request) (*prepared, *Answer) {
	ctx = graphql.StartOperationTrace(ctx)
	oc, errs := e.exec.CreateOperationContext(ctx, &graphql.RawParams{Query: r.Query, OperationName: r.Operation, Variables: r.Variables})
	if len(errs) > 0 {
		out := &Answer{}
		for _, err := range errs {
			out.Errors = append(out.Errors, e.show.present(ctx, err))
		}
		return nil, e.cut(out)
	}
	return &prepared{oc}, nil
}

// run answers a prepared request.
func (e *engine) run(ctx context.Context, p *prepared) *Answer {
	ctx, cancel := context.WithTimeout(graphql.StartOperationTrace(ctx), e.options.Limits.Time)
	defer cancel()
	handler, ctx := e.exec.DispatchOperation(ctx, p.oc)
	response := handler(ctx)
	if response == nil {
		err := ctx.Err()
		if err == nil {
			err = errors.New("no response")
		}
		return &Answer{Data: json.RawMessage("null"), Errors: gqlerror.List{e.show.present(ctx, err)}}
	}
	out := &Answer{Data: response.Data, Errors: response.Errors}
	if out.Data == nil {
		out.Data = json.RawMessage("null")
	}
	return e.cut(out)
}

// cut puts the errors in the order of the document, since fields run side by
// side, and leaves no more than the limit.
func (e *engine) cut(a *Answer) *Answer {
	slices.SortStableFunc(a.Errors, func(x, y *gqlerror.Error) int {
		return cmp.Or(cmp.Compare(line(x), line(y)), cmp.Compare(x.Path.String(), y.Path.String()), cmp.Compare(x.Message, y.Message))
	})
	a.Errors = a.Errors[:min(len(a.Errors), e.options.Limits.Errors)]
	return a
}

// line returns where an error stands in the document.
func line(e *gqlerror.Error) int {
	if len(e.Locations) == 0 {
		return 0
	}
	return e.Locations[0].Line
}

// Execute answers one query against a store, without HTTP. A context that
// names no caller stands for the program itself, which may everything. It never fails:
// what goes wrong is among the errors of the answer, which is ready for
// encoding/json.
func Execute(ctx context.Context, store graph.Reader, r Request, o Options) *Answer {
	e := newEngine(store, o, access.Principal{Role: access.Admin})
	p, refusal := e.prepare(ctx, r)
	switch {
	case refusal != nil:
		return refusal
	case p.oc.Operation.Operation == ast.Subscription:
		return &Answer{Errors: gqlerror.List{{Message: "a subscription needs a server", Extensions: map[string]any{"code": CodeBadRequest}}}}
	}
	return e.run(ctx, p)
}
