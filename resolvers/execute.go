package resolvers

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"entente/access"
	"entente/graph"
	"entente/resolvers/internal/exec"
	"entente/resolvers/internal/feed"
)

// Request is a GraphQL request.
type Request struct {
	// Query is the document, "" where ID names it.
	Query string
	// ID names a document that was made known before; with Query it makes it known.
	ID string
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

// body returns the answer as JSON. Its data are JSON already, and need not be
// read again to be written.
func (a *Answer) body() ([]byte, error) {
	if len(a.Errors) > 0 || a.Data == nil {
		return json.Marshal(a)
	}
	return slices.Concat([]byte(`{"data":`), a.Data, []byte{'}'}), nil
}

// engine answers requests; it is safe for concurrent use.
type engine struct {
	schema    graphql.ExecutableSchema
	rules     *rules.Rules
	documents *shelf[*document]
	options   Options
	caller    access.Principal // stands for one that a context does not name
	show      presenter
	automatic *shelf[string]
	// places are those in which streams work, connections and subscriptions
	// those that there are; a value in one of them is one taken.
	places, connections, subscriptions chan struct{}
}

// newEngine returns an engine; caller stands for one that a context does not name.
func newEngine(store graph.Reader, o Options, caller access.Principal) *engine {
	o = o.complete()
	show := presenter{o.Logger}
	source := reader{store, o.Watch, newPace(), allowance{o.Limits.Read, o.Limits.Database}}
	shared := source
	shared.limit = allowance{}
	top := &root{store: source, shared: shared, cache: o.Cache, now: o.Now, recovered: show.recovered,
		feed: feed.New(source, feed.Options{Interval: o.Streams.Poll, Logger: o.Logger})}
	schema := exec.NewExecutableSchema(exec.Config{Resolvers: top})
	places := func(n int) chan struct{} { return make(chan struct{}, n) }
	return &engine{schema, newRules(), newShelf(documentRoom, documentWeight), o, caller, show, newAutomatic(),
		places(o.Streams.Concurrent), places(o.Streams.Connections), places(o.Streams.Subscriptions)}
}

// prepared is a request that was parsed, validated and found within limits.
type prepared struct{ oc *graphql.OperationContext }

// prepare returns the request ready to run, or the answer that refuses it.
func (e *engine) prepare(ctx context.Context, r Request) (*prepared, *Answer) {
	if missing := e.find(ctx, &r); missing != nil {
		return nil, &Answer{Errors: gqlerror.List{missing}}
	}
	oc, errs := e.operation(ctx, r)
	if len(errs) > 0 {
		out := &Answer{}
		for _, err := range errs {
			out.Errors = append(out.Errors, e.show.present(ctx, err))
		}
		e.options.Watch.refused(ctx, out)
		return nil, e.cut(out)
	}
	e.keep(ctx, r)
	return &prepared{oc}, nil
}

// run answers a prepared request.
func (e *engine) run(ctx context.Context, p *prepared) *Answer {
	ctx, cancel := withDeadline(ctx, e.options.Limits.Time)
	defer cancel()
	ctx, end := e.observe(ctx, p)
	answer := e.answer(ctx, p)
	end(answer)
	return answer
}

func (e *engine) answer(ctx context.Context, p *prepared) *Answer {
	handler, ctx := e.dispatch(ctx, p.oc)
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

// observe returns the context in which an operation runs, and what is to be
// called with its answer.
func (e *engine) observe(ctx context.Context, p *prepared) (context.Context, func(*Answer)) {
	watch, begun := e.options.Watch, time.Now()
	o := Operation{Kind: string(p.oc.Operation.Operation), Name: p.oc.Operation.Name}
	ctx, end := watch.operation(ctx, o)
	j := &journal{rows: e.options.Limits.Rows}
	ctx = j.with(ctx, watch.Slow > 0)
	return ctx, func(a *Answer) {
		codes := make([]string, 0, len(a.Errors))
		for _, err := range a.Errors {
			code, _ := err.Extensions["code"].(string)
			codes = append(codes, code)
		}
		end(codes)
		watch.refused(ctx, a)
		if took := time.Since(begun); watch.Slow > 0 && took >= watch.Slow {
			j.tell(ctx, e.options.Logger, o, p.oc.RawQuery, took)
		}
	}
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
	case p.streams():
		return &Answer{Errors: gqlerror.List{{Message: "a subscription needs a server", Extensions: map[string]any{"code": CodeBadRequest}}}}
	}
	return e.run(ctx, p)
}
