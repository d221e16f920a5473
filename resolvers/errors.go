package resolvers

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph"
	"entente/resolvers/internal/feed"
	"entente/resolvers/internal/view"
)

// The closed list of extensions.code.
const (
	// CodeParseFailed says that the document is no GraphQL.
	CodeParseFailed = "GRAPHQL_PARSE_FAILED"
	// CodeValidationFailed says that the document or its variables do not fit the schema.
	CodeValidationFailed = "GRAPHQL_VALIDATION_FAILED"
	// CodeBadUserInput says that an argument is wrong.
	CodeBadUserInput = "BAD_USER_INPUT"
	// CodeNotFound says that the thing named does not exist.
	CodeNotFound = "NOT_FOUND"
	// CodeAmbiguous says that a name means several things.
	CodeAmbiguous = "AMBIGUOUS"
	// CodeLimitExceeded says that a limit was exceeded; `limit` names it.
	CodeLimitExceeded = "LIMIT_EXCEEDED"
	// CodeUnauthenticated says that there are no credentials, or none that are good.
	CodeUnauthenticated = "UNAUTHENTICATED"
	// CodeForbidden says that the caller's role may not; `role` is the one that may.
	CodeForbidden = "FORBIDDEN"
	// CodeCursorExpired says that a cursor is of no entry of the change feed.
	CodeCursorExpired = "CURSOR_EXPIRED"
	// CodePersistedQueryNotFound says that no document is known by the id; the
	// client may send it along with the id.
	CodePersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND"
	// CodePersistedQueryNotSupported says that ids of documents are not known here.
	CodePersistedQueryNotSupported = "PERSISTED_QUERY_NOT_SUPPORTED"
	// CodePersistedQueryRequired says that only documents are answered that were
	// made known beforehand.
	CodePersistedQueryRequired = "PERSISTED_QUERY_REQUIRED"
	// CodeConflict says that the state of the store forbids it.
	CodeConflict = "CONFLICT"
	// CodeUnavailable says that the store cannot be reached now, or that it has to
	// be repaired first.
	CodeUnavailable = "UNAVAILABLE"
	// CodeTimeout says that the query took too long.
	CodeTimeout = "TIMEOUT"
	// CodeCancelled says that the client went away.
	CodeCancelled = "CANCELLED"
	// CodeIntrospectionDisabled says that the schema is not shown.
	CodeIntrospectionDisabled = "INTROSPECTION_DISABLED"
	// CodeBadRequest says that the request is no GraphQL over HTTP.
	CodeBadRequest = "BAD_REQUEST"
	// CodeInternal says that something is wrong here.
	CodeInternal = "INTERNAL_SERVER_ERROR"
)

// Codes returns the closed list of extensions.code.
func Codes() []string {
	return []string{CodeParseFailed, CodeValidationFailed, CodeBadUserInput, CodeNotFound, CodeAmbiguous, CodeLimitExceeded, CodeCursorExpired,
		CodeUnauthenticated, CodeForbidden, CodePersistedQueryNotFound, CodePersistedQueryNotSupported,
		CodePersistedQueryRequired, CodeConflict, CodeUnavailable, CodeTimeout, CodeCancelled, CodeIntrospectionDisabled, CodeBadRequest, CodeInternal}
}

// Outdated is what clients read of a store that its operator has to repair.
const Outdated = "the store was filled by an older version and has to be repaired by its operator"

// errPanic stands for a panic, which the log tells about.
var errPanic = errors.New("panic")

// presenter turns errors into what a client may see.
type presenter struct{ log *slog.Logger }

func (p presenter) recovered(ctx context.Context, panicked any) error {
	p.log.ErrorContext(ctx, "panic while answering", "panic", fmt.Sprint(panicked), "stack", string(debug.Stack()))
	return errPanic
}

// present gives an error its code, and a message of its own where the error is
// not one that was made for clients.
func (p presenter) present(ctx context.Context, err error) *gqlerror.Error {
	out := &gqlerror.Error{Path: graphql.GetPath(ctx)}
	var protocol *gqlerror.Error
	if errors.As(err, &protocol) {
		out.Locations = protocol.Locations
		if protocol.Path != nil {
			out.Path = protocol.Path
		}
		if code, _ := protocol.Extensions["code"].(string); code != "" {
			out = tidy(out, protocol, code)
			out.Message = short(out.Message)
			return out
		}
		if protocol.Err != nil {
			err = protocol.Err
		}
	}
	code, message, more := p.explain(ctx, err)
	out.Message, out.Extensions = short(message), map[string]any{"code": code}
	for k, v := range more {
		out.Extensions[k] = v
	}
	return out
}

// maxMessage is how many bytes of a message a client gets: messages quote what
// he sent.
const maxMessage = 400

// short returns a message, cut where it is long.
func short(message string) string {
	if len(message) <= maxMessage {
		return message
	}
	return strings.ToValidUTF8(message[:maxMessage], "") + "..."
}

const tokenLimit = "exceeded token limit of "

// tidy returns an error of the parser, the validator or the limits, without
// guesses at what was meant, since they tell the schema.
func tidy(out, in *gqlerror.Error, code string) *gqlerror.Error {
	out.Message, out.Rule, out.Extensions = in.Message, in.Rule, in.Extensions
	if path, ok := strings.CutPrefix(in.Path.String(), "variable."); ok {
		out.Message = "$" + path + ": " + out.Message
	}
	if i := strings.Index(out.Message, " Did you mean"); i >= 0 {
		out.Message = out.Message[:i]
	}
	if code == CodeParseFailed && strings.HasPrefix(in.Message, tokenLimit) {
		var limit int
		out.Extensions = map[string]any{"code": CodeLimitExceeded, "limit": "tokens"}
		if _, err := fmt.Sscanf(in.Message, tokenLimit+"%d", &limit); err == nil {
			out.Extensions["max"] = limit
		}
		out.Message = exceeded("tokens", limit)
	}
	return out
}

// explain returns the code, message and further extensions for an error.
func (p presenter) explain(ctx context.Context, err error) (code, message string, more map[string]any) {
	var limit *graph.LimitError
	var ambiguous *view.AmbiguousError
	var missing *view.MissingError
	var number *graphql.IntegerError
	var overflow *graphql.NumberOverflowError
	var store *storeError
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled) && errors.Is(context.Cause(ctx), context.DeadlineExceeded):
		return CodeTimeout, "the query took too long", nil
	case errors.Is(err, context.Canceled):
		return CodeCancelled, "the request was cancelled", nil
	case errors.Is(err, feed.ErrExpired):
		return CodeCursorExpired, "the cursor is of no entry in this change feed: begin anew", nil
	case errors.As(err, &limit):
		return CodeLimitExceeded, exceeded(limit.What, limit.Limit), map[string]any{"limit": limit.What, "max": limit.Limit}
	case errors.As(err, &ambiguous):
		return CodeAmbiguous, ambiguous.Error(), map[string]any{"ids": ambiguous.IDs}
	case errors.As(err, &missing):
		return CodeNotFound, missing.Error(), nil
	case errors.As(err, &store):
		return p.ofStore(ctx, store)
	case errors.Is(err, graph.ErrInvalid):
		message := err.Error()
		if _, words, ok := strings.Cut(message, graph.ErrInvalid.Error()+": "); ok {
			message = words
		}
		return CodeBadUserInput, message, nil
	case errors.As(err, &number), errors.As(err, &overflow):
		return CodeBadUserInput, "an Int has 32 bits", nil
	}
	p.log.ErrorContext(ctx, "error while answering", "error", err)
	return CodeInternal, "internal error", nil
}

// ofStore says what kind of error a store gave, and logs its words.
func (p presenter) ofStore(ctx context.Context, err *storeError) (code, message string, more map[string]any) {
	p.log.ErrorContext(ctx, "error of the store", "error", err.err)
	switch {
	case errors.Is(err, graph.ErrOutdated):
		return CodeUnavailable, Outdated, nil
	case errors.Is(err, graph.ErrUnavailable):
		return CodeUnavailable, "the store cannot be reached now", nil
	case errors.Is(err, graph.ErrNotFound):
		return CodeNotFound, "not found", nil
	case errors.Is(err, graph.ErrConflict):
		return CodeConflict, "the store's state forbids it", nil
	case errors.Is(err, graph.ErrTooLarge):
		return CodeLimitExceeded, "the query exceeds a limit of the store", nil
	case errors.Is(err, graph.ErrInvalid):
		return CodeBadUserInput, "the store refused the query", nil
	}
	return CodeInternal, "internal error", nil
}
