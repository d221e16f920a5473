package resolvers

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/access"
	"entente/graph"
)

const (
	plainJSON   = "application/json"
	graphqlJSON = "application/graphql-response+json"
)

// NewHandler serves GraphQL over HTTP (the GraphQL-over-HTTP draft): POST with
// a JSON body, and GET for queries; streams over WebSocket (the subprotocol
// graphql-transport-ws), and as server-sent events where a client accepts them
// (GraphQL over SSE, distinct connections). It reads nothing of a request's
// path. Who may call, from which host and page, is the caller's matter, but a
// WebSocket is for pages of the server's own host and of Options.Origins. What a
// client may ask for, his role in the request's context says, see access.With,
// or the first message of a WebSocket. A context that names no caller stands for
// an anonymous reader.
func NewHandler(store graph.Reader, o Options) http.Handler {
	return &handler{newEngine(store, o, access.Principal{Role: access.Reader})}
}

type handler struct{ engine *engine }

// fault is a request that is not GraphQL over HTTP.
type fault struct {
	status  int
	code    string
	message string
	more    map[string]any
}

func bad(status int, message string) *fault { return &fault{status, CodeBadRequest, message, nil} }

// always are headers of every answer; their lists are shared.
var always = http.Header{"X-Content-Type-Options": {"nosniff"}, "Cache-Control": {"no-store"}}

// ServeHTTP answers one request.
func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	maps.Copy(header, always)
	if r.Method != http.MethodPost {
		header.Add("Vary", "Accept")
	}
	if wantsSocket(r) {
		h.socket(w, r)
		return
	}
	media, ok := negotiate(r.Header.Values("Accept"))
	events := accepts(r.Header.Values("Accept"), eventStream)
	if !ok && events {
		media = plainJSON // for what comes before the stream
	} else if !ok {
		h.refuse(w, plainJSON, bad(http.StatusNotAcceptable, "answers are "+plainJSON+", "+graphqlJSON+" or "+eventStream))
		return
	}
	request, problem := h.read(w, r)
	if problem != nil {
		if limit, ok := problem.more["limit"].(string); ok {
			h.engine.options.Watch.exceeded(r.Context(), limit)
		}
		h.refuse(w, media, problem)
		return
	}
	h.answer(w, r, request, media, ok, events)
}

// answer answers a request, as a stream of events or once in the media type:
// single says whether the client takes the latter, events the former.
func (h *handler) answer(w http.ResponseWriter, r *http.Request, request *Request, media string, single, events bool) {
	turn := h.engine.unhindered
	if events {
		turn = h.engine.inPlace // nobody else counts these requests, see IsStream
	}
	var p *prepared
	var refusal *Answer
	turn(r.Context(), func() { p, refusal = h.engine.prepare(r.Context(), *request) })
	switch {
	case p == nil && refusal == nil: // the client left
	case r.Method == http.MethodGet && refusal == nil && p.oc.Operation.Operation == ast.Mutation:
		w.Header().Set("Allow", http.MethodPost)
		h.refuse(w, media, bad(http.StatusMethodNotAllowed, "GET is not for mutations"))
	case events && (!single || p.streams()):
		h.events(w, r, p, refusal)
	case p.streams():
		h.refuse(w, media, bad(http.StatusNotAcceptable, "a subscription is answered as "+eventStream+", or over a WebSocket"))
	case refusal != nil && media == graphqlJSON:
		h.write(w, media, refusalStatus(refusal), refusal)
	case refusal != nil:
		h.write(w, media, http.StatusOK, refusal)
	default:
		turn(r.Context(), func() { h.write(w, media, http.StatusOK, h.engine.run(r.Context(), p)) })
	}
}

// refusalStatus is the status of a request that was refused before it ran.
func refusalStatus(a *Answer) int {
	if len(a.Errors) > 0 {
		switch a.Errors[0].Extensions["code"] {
		case CodeUnauthenticated:
			return http.StatusUnauthorized
		case CodeForbidden:
			return http.StatusForbidden
		}
	}
	return http.StatusBadRequest
}

func (h *handler) refuse(w http.ResponseWriter, media string, f *fault) {
	extensions := map[string]any{"code": f.code}
	for k, v := range f.more {
		extensions[k] = v
	}
	h.write(w, media, f.status, &Answer{Errors: gqlerror.List{{Message: f.message, Extensions: extensions}}})
}

// countedBody is up to where net/http counts the bytes of an answer itself. Its
// headers take twice as long to write where there are more than eight.
const countedBody = 2 << 10

func (h *handler) write(w http.ResponseWriter, media string, status int, a *Answer) {
	body, err := a.body()
	if err != nil {
		h.engine.options.Logger.Error("answer cannot be written", "error", err)
		status, body = http.StatusInternalServerError, []byte(`{"errors":[{"message":"internal error","extensions":{"code":"`+CodeInternal+`"}}]}`)
	}
	header := w.Header()
	header.Set("Content-Type", media+"; charset=utf-8")
	if len(body) > countedBody {
		header.Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// negotiate returns the media type of the answer: the one that the client
// prefers, plain JSON among equals, and whether there is one.
func negotiate(accept []string) (string, bool) {
	all := strings.TrimSpace(strings.Join(accept, ","))
	if all == "" || all == "*/*" || all == plainJSON {
		return plainJSON, true
	}
	best, weight := "", 0.0
	for part := range strings.SplitSeq(all, ",") {
		media, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		q := 1.0
		if s, ok := params["q"]; ok {
			if q, err = strconv.ParseFloat(s, 64); err != nil {
				continue
			}
		}
		if c := params["charset"]; c != "" && !strings.EqualFold(c, "utf-8") {
			continue
		}
		switch media {
		case "*/*", "application/*":
			media = plainJSON
		case plainJSON, graphqlJSON:
		default:
			continue
		}
		if q > weight {
			best, weight = media, q
		}
	}
	return best, best != ""
}

// read returns the request, or what is wrong with it.
func (h *handler) read(w http.ResponseWriter, r *http.Request) (*Request, *fault) {
	switch r.Method {
	case http.MethodGet:
		return h.readURL(r)
	case http.MethodPost:
		return h.readBody(w, r)
	}
	w.Header().Set("Allow", "GET, POST")
	return nil, bad(http.StatusMethodNotAllowed, "only GET and POST")
}

func (h *handler) readURL(r *http.Request) (*Request, *fault) {
	if int64(len(r.URL.RawQuery)) > h.engine.options.Limits.Body {
		return nil, h.tooLarge()
	}
	values, err := parseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, bad(http.StatusBadRequest, "the query of the URL is malformed")
	}
	p := parameters{query: quoted(values["query"]), operation: quoted(values["operationName"]), document: quoted(values["documentId"])}
	for name, into := range map[string]*json.RawMessage{"variables": &p.variables, "extensions": &p.extensions} {
		if v := values[name]; v != "" {
			if !json.Valid([]byte(v)) {
				return nil, bad(http.StatusBadRequest, name+" is not valid JSON")
			}
			*into = bytes.TrimSpace([]byte(v))
		}
	}
	return p.request()
}

// quoted writes a text as JSON.
func quoted(text string) json.RawMessage {
	b, _ := json.Marshal(text)
	return b
}

func (h *handler) tooLarge() *fault {
	limit := h.engine.options.Limits.Body
	return &fault{http.StatusRequestEntityTooLarge, CodeLimitExceeded, "the request exceeds the limit body",
		map[string]any{"limit": "body", "max": limit}}
}

func (h *handler) readBody(w http.ResponseWriter, r *http.Request) (*Request, *fault) {
	if !isJSON(r.Header.Get("Content-Type")) {
		return nil, bad(http.StatusUnsupportedMediaType, "a request is "+plainJSON+" in UTF-8")
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		return nil, bad(http.StatusUnsupportedMediaType, "a request is not compressed")
	}
	limit := h.engine.options.Limits.Body
	body, err := readAll(http.MaxBytesReader(w, r.Body, limit), min(r.ContentLength, limit))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, h.tooLarge()
	case err != nil:
		return nil, bad(http.StatusBadRequest, "the body cannot be read")
	case !utf8.Valid(body):
		return nil, bad(http.StatusBadRequest, "the body is not UTF-8")
	case nesting(body) > h.engine.options.Limits.Nesting:
		return nil, &fault{http.StatusBadRequest, CodeLimitExceeded, "the request exceeds the limit nesting",
			map[string]any{"limit": "nesting", "max": h.engine.options.Limits.Nesting}}
	}
	p, problem := parse(body)
	if problem != nil {
		return nil, problem
	}
	return p.request()
}

// isJSON reports whether a media type is that of JSON in UTF-8.
func isJSON(contentType string) bool {
	if contentType == plainJSON {
		return true // what most clients write, without looking further
	}
	media, params, err := mime.ParseMediaType(contentType)
	charset := params["charset"]
	return err == nil && media == plainJSON && (charset == "" || strings.EqualFold(charset, "utf-8"))
}

// readAll is io.ReadAll for what is as long as expected, if that is known.
func readAll(r io.Reader, expected int64) ([]byte, error) {
	if expected < 0 {
		expected = bytes.MinRead
	}
	body := make([]byte, 0, expected+1)
	for {
		n, err := r.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		switch {
		case err == io.EOF:
			return body, nil
		case err != nil:
			return body, err
		case len(body) == cap(body):
			body = slices.Grow(body, len(body))
		}
	}
}

// nesting returns how deep objects and lists nest in what may be JSON, and
// selections and values in a GraphQL document.
func nesting[T ~string | ~[]byte](body T) int {
	depth, deepest, quoted := 0, 0, false
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
			deepest = max(deepest, depth)
		case c == '}' || c == ']':
			depth--
		}
	}
	return deepest
}
