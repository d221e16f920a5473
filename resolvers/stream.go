package resolvers

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph"
)

// streams reports whether only a stream can answer.
func (p *prepared) streams() bool {
	return p != nil && p.oc.Operation.Operation == ast.Subscription
}

// emit takes an answer with the cursor to resume from, "" for none, and reports
// whether the client wants more.
type emit func(a *Answer, cursor string) bool

// stream answers an operation of any kind as a stream and returns the errors
// with which it failed, nil for none. resume stands for the argument `after`
// of a subscription where it is not "".
func (e *engine) stream(ctx context.Context, p *prepared, resume string, send emit) gqlerror.List {
	if p.streams() {
		return e.subscription(ctx, p, resume, send)
	}
	var answer *Answer
	e.inPlace(ctx, func() { answer = e.run(ctx, p) })
	if answer != nil {
		send(answer, "")
	}
	return nil
}

// inPlace does some work in one of the places for streams, as soon as one is
// free, unless the context ends before.
func (e *engine) inPlace(ctx context.Context, work func()) {
	if enter(ctx, e.places) == nil {
		defer func() { <-e.places }()
		work()
	}
}

// unhindered does some work at once.
func (e *engine) unhindered(_ context.Context, work func()) { work() }

// subscription answers each event of a subscription.
func (e *engine) subscription(ctx context.Context, p *prepared, resume string, send emit) gqlerror.List {
	select {
	case e.subscriptions <- struct{}{}:
		defer func() { <-e.subscriptions }()
		defer e.options.Watch.open("subscription")()
	default:
		return e.busy("subscriptions", e.options.Streams.Subscriptions)
	}
	t := newTurn(e.places, e.options.Limits.Time, resume)
	ctx, cancel := context.WithCancel(withTurn(ctx, t))
	defer t.finders.Wait()
	defer cancel()
	handler, ctx := e.dispatch(ctx, p.oc)
	for {
		event, end := context.WithCancelCause(ctx)
		t.offer(end)
		response := handler(below(event, p.oc))
		cursor := t.done()
		end(nil)
		switch {
		case response == nil:
			return e.failure(ctx, t.failure())
		case response.Data == nil:
			return e.cut(&Answer{Errors: response.Errors}).Errors
		}
		if !send(e.cut(&Answer{Data: response.Data, Errors: response.Errors}), cursor) {
			return nil
		}
	}
}

// below returns the context of what lies below the root field of a
// subscription, which gqlgen leaves out of the paths of errors.
func below(ctx context.Context, oc *graphql.OperationContext) context.Context {
	for _, f := range graphql.CollectFields(oc, oc.Operation.SelectionSet, []string{"Subscription"}) {
		return graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: "Subscription", Field: f})
	}
	return ctx
}

// failure presents the error with which a stream ended, none for a client that
// left or for a server that stops.
func (e *engine) failure(ctx context.Context, err error) gqlerror.List {
	if err == nil || errors.Is(err, context.Canceled) {
		return nil
	}
	return gqlerror.List{e.show.present(ctx, err)}
}

// busy refuses for a limit of streams.
func (e *engine) busy(limit string, most int) gqlerror.List {
	return gqlerror.List{{
		Message:    "the server's limit " + limit + " is reached",
		Extensions: map[string]any{"code": CodeLimitExceeded, "limit": limit, "max": most},
	}}
}

func mustJSON(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		return json.RawMessage(`[{"message":"internal error","extensions":{"code":"` + CodeInternal + `"}}]`)
	}
	return b
}

// unreachable reports whether an error means that the store may come back.
func unreachable(err error) bool { return errors.Is(err, graph.ErrUnavailable) }
