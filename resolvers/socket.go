package resolvers

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/access"
	"entente/resolvers/internal/socket"
)

// wantsSocket reports whether a request asks for a WebSocket.
func wantsSocket(r *http.Request) bool {
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Connection"), ","), ",") {
		if strings.EqualFold(strings.TrimSpace(part), "upgrade") {
			return strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
		}
	}
	return false
}

// socket serves a WebSocket.
func (h *handler) socket(w http.ResponseWriter, r *http.Request) {
	if !h.engine.admit() {
		h.refuse(w, plainJSON, h.full())
		return
	}
	defer h.engine.dismiss()
	defer h.engine.options.Watch.open("connection")()
	o := h.engine.options
	socket.Serve(w, r, operations{h}, socket.Options{
		ReadLimit: o.Limits.Body, Operations: o.Streams.Operations, Init: o.Streams.Init, Beat: o.Streams.Beat,
		Stall: o.Streams.Stall, Slow: func() { h.engine.slow(r.Context()) }, Stopping: o.Stopping, Origins: o.Origins,
	})
}

// operations runs what comes over a WebSocket.
type operations struct{ h *handler }

// errNobody says that a client may nothing.
var errNobody = errors.New("the caller may nothing")

// Connect finds out who the client is, by what his first message says as
// Authorization, else by the request that opened the connection.
func (o operations) Connect(ctx context.Context, payload map[string]any) (context.Context, error) {
	authenticate := o.h.engine.options.Authenticate
	if authenticate == nil {
		return lasting(ctx), nil
	}
	given, found := payload["Authorization"]
	if !found {
		given, found = payload["authorization"]
	}
	words, text := given.(string)
	if found && !text {
		return nil, errNobody
	}
	caller, known := access.From(ctx)
	if found || !known {
		var err error
		if caller, err = authenticate(ctx, words); err != nil {
			o.h.engine.options.Logger.WarnContext(ctx, "credentials refused", "error", err)
			return nil, err
		}
	}
	if caller.Role == access.None {
		return nil, errNobody
	}
	return lasting(access.With(ctx, caller)), nil
}

// lasting returns a context that ends when the credentials of its caller do.
func lasting(ctx context.Context) context.Context {
	caller, _ := access.From(ctx)
	if caller.Until.IsZero() {
		return ctx
	}
	ctx, cancel := context.WithDeadline(ctx, caller.Until)
	context.AfterFunc(ctx, cancel)
	return ctx
}

// Busy refuses an operation beyond those that a connection may have.
func (o operations) Busy(operations int) json.RawMessage {
	return mustJSON(o.h.engine.busy("operations", operations))
}

// Run runs an operation.
func (o operations) Run(ctx context.Context, payload json.RawMessage, send func(json.RawMessage) bool) (errs json.RawMessage, err error) {
	e := o.h.engine
	defer func() {
		if p := recover(); p != nil {
			errs = mustJSON(gqlerror.List{e.show.present(ctx, e.show.recovered(ctx, p))})
		}
	}()
	if nesting(payload) > e.options.Limits.Nesting {
		return mustJSON(gqlerror.List{{Message: "the request exceeds the limit nesting",
			Extensions: map[string]any{"code": CodeLimitExceeded, "limit": "nesting", "max": e.options.Limits.Nesting}}}), nil
	}
	parameters, problem := parse(payload)
	if problem != nil {
		return nil, errors.New("the payload is no object")
	}
	request, problem := parameters.request()
	if problem != nil {
		return nil, errors.New(problem.message)
	}
	var p *prepared
	var refusal *Answer
	e.inPlace(ctx, func() { p, refusal = e.prepare(ctx, *request) })
	switch {
	case refusal != nil:
		return mustJSON(refusal.Errors), nil
	case p == nil:
		return nil, nil // the client gave it up
	}
	if failed := e.stream(ctx, p, "", func(a *Answer, _ string) bool { return send(mustJSON(a)) }); failed != nil {
		return mustJSON(failed), nil
	}
	return nil, nil
}
