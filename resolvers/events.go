package resolvers

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

const eventStream = "text/event-stream"

// accepts reports whether a client names a media type among what it accepts.
func accepts(accept []string, want string) bool {
	for part := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		if media, params, err := mime.ParseMediaType(part); err == nil && media == want && params["q"] != "0" {
			return true
		}
	}
	return false
}

// IsStream reports whether a request asks for what takes as long as the client
// likes: a WebSocket or an event stream. Such a request is to be let through
// limits on the time and number of requests; the handler has its own.
func IsStream(r *http.Request) bool {
	return wantsSocket(r) || accepts(r.Header.Values("Accept"), eventStream)
}

// events answers an operation as server-sent events: `next` with each answer,
// then `complete`. An event's id is the cursor to resume from, which browsers
// send again by themselves as Last-Event-ID.
func (h *handler) events(w http.ResponseWriter, r *http.Request, p *prepared, refusal *Answer) {
	if !h.engine.admit() {
		h.refuse(w, plainJSON, h.full())
		return
	}
	defer h.engine.dismiss()
	defer h.engine.options.Watch.open("connection")()
	s := &sender{writer: w, control: http.NewResponseController(w), stall: h.engine.options.Streams.Stall,
		slow: func() { h.engine.slow(r.Context()) }}
	_ = s.control.SetReadDeadline(time.Time{}) // the request was read; the client may listen for long
	w.Header().Set("Content-Type", eventStream+"; charset=utf-8")
	w.Header().Set("X-Accel-Buffering", "no") // proxies are to pass events on at once
	w.WriteHeader(http.StatusOK)
	if s.send(":\n\n") != nil {
		return
	}
	ctx, cancel := context.WithCancel(lasting(r.Context()))
	var beats sync.WaitGroup
	defer beats.Wait()
	defer cancel()
	beats.Go(func() { s.beat(ctx, cancel, h.engine.options) })
	if refusal == nil {
		if errs := h.engine.stream(ctx, p, r.Header.Get("Last-Event-ID"), s.answer); errs != nil {
			refusal = &Answer{Errors: errs}
		}
	}
	expired := errors.Is(ctx.Err(), context.DeadlineExceeded)
	if expired {
		refusal = &Answer{Errors: gqlerror.List{{Message: "the credentials have expired", Extensions: map[string]any{"code": CodeUnauthenticated}}}}
	}
	if refusal != nil {
		s.answer(refusal, "")
	}
	if ctx.Err() == nil || expired {
		_ = s.send("event: complete\ndata:\n\n")
	}
}

// sender writes events.
type sender struct {
	writer  http.ResponseWriter
	control *http.ResponseController
	stall   time.Duration
	slow    func() // told of a client that is dropped
	mu      sync.Mutex
	over    bool
}

// errSlow says that a client took too long to take a message.
var errSlow = errors.New("slow reader")

// send writes a text. A client that takes longer than it may is dropped, and is
// given as long again to learn the reason.
func (s *sender) send(text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		return errSlow
	}
	start := time.Now()
	err := s.write(text)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		s.slow()
	} else if err == nil && time.Since(start) > s.stall {
		s.slow()
		err = errSlow
		_ = s.write(block("next", "", mustJSON(Answer{Errors: gqlerror.List{{
			Message:    "the client exceeds the limit stall: it took too long to take an event",
			Extensions: map[string]any{"code": CodeLimitExceeded, "limit": "stall", "max": s.stall.Seconds()},
		}}})) + "event: complete\ndata:\n\n")
	}
	s.over = err != nil
	return err
}

func (s *sender) write(text string) error {
	// Where there is no deadline to be had, there is no slow reader either.
	_ = s.control.SetWriteDeadline(time.Now().Add(2 * s.stall))
	if _, err := s.writer.Write([]byte(text)); err != nil {
		return err
	}
	return s.control.Flush()
}

// block is an event of the protocol.
func block(event, id string, data json.RawMessage) string {
	var b bytes.Buffer
	b.WriteString("event: " + event + "\n")
	if id != "" {
		b.WriteString("id: " + id + "\n")
	}
	b.WriteString("data: ")
	b.Write(data)
	b.WriteString("\n\n")
	return b.String()
}

func (s *sender) answer(a *Answer, cursor string) bool {
	return s.send(block("next", cursor, mustJSON(a))) == nil
}

// beat sends signs of life until the stream ends, and ends it when the client is
// gone or the server stops. It leaves out `complete` then, so that clients come
// back.
func (s *sender) beat(ctx context.Context, end context.CancelFunc, o Options) {
	ticker := time.NewTicker(o.Streams.Beat)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-o.Stopping:
			_ = s.send(": the server is stopping\n\n")
			end()
			return
		case <-ticker.C:
			if s.send(":\n\n") != nil {
				end()
				return
			}
		}
	}
}

// slow tells that a client was dropped who took too long to take a message. He
// may never read why.
func (e *engine) slow(ctx context.Context) {
	e.options.Watch.exceeded(ctx, "stall")
	e.options.Logger.WarnContext(ctx, "a slow reader was dropped", "limit", "stall", "max", e.options.Streams.Stall.String())
}

// admit takes a place for a connection, if there is one.
func (e *engine) admit() bool {
	select {
	case e.connections <- struct{}{}:
		return true
	default:
		return false
	}
}

func (e *engine) dismiss() { <-e.connections }

func (h *handler) full() *fault {
	return &fault{http.StatusServiceUnavailable, CodeLimitExceeded, "the server's limit connections is reached",
		map[string]any{"limit": "connections", "max": h.engine.options.Streams.Connections}}
}
