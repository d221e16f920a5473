package socket

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// Protocol is the subprotocol.
const Protocol = "graphql-transport-ws"

// The codes with which a connection is closed: those of the protocol, and of
// RFC 6455 where the server stops or the client is too slow, after which
// clients connect again.
const (
	BadMessage       websocket.StatusCode = 4400
	Unauthorized     websocket.StatusCode = 4401
	Forbidden        websocket.StatusCode = 4403
	BadProtocol      websocket.StatusCode = 4406
	InitTimeout      websocket.StatusCode = 4408
	SubscriberExists websocket.StatusCode = 4409
	TooManyInits     websocket.StatusCode = 4429
	Stopping                              = websocket.StatusGoingAway
	SlowReader                            = websocket.StatusTryAgainLater
)

// Engine runs operations.
type Engine interface {
	// Connect takes the payload of connection_init, nil for none, and returns
	// the context of the connection's operations. An error refuses the client.
	Connect(ctx context.Context, payload map[string]any) (context.Context, error)
	// Run runs the operation of a subscribe message and gives each result to
	// emit, until there are no more or emit returns false. It returns the
	// errors with which the operation failed, as the payload of an error
	// message, nil for none. The error says that the payload is no request.
	Run(ctx context.Context, payload json.RawMessage, emit func(result json.RawMessage) bool) (json.RawMessage, error)
	// Busy returns the payload of an error message that refuses an operation
	// because the connection has a number of them already.
	Busy(operations int) json.RawMessage
}

// Options are the settings of connections; all must be set but Origins.
type Options struct {
	// ReadLimit is the size of a message in bytes beyond which a client is cut off.
	ReadLimit int64
	// Operations is how many operations of a connection run at a time.
	Operations int
	// Init is how long a client may take to send connection_init.
	Init time.Duration
	// Beat is how often the client is asked whether it is still there.
	Beat time.Duration
	// Stall is how long a message may take to be taken; Slow is told of a client
	// that is dropped since it took longer.
	Stall time.Duration
	Slow  func()
	// Stopping is closed when the server is to stop; nil for never.
	Stopping <-chan struct{}
	// Origins are patterns of the hosts whose pages may connect, beside the
	// server's own.
	Origins []string
}

// Serve answers a request for a WebSocket, and returns when the connection is
// closed and all that ran on it has ended.
func Serve(w http.ResponseWriter, r *http.Request, engine Engine, o Options) {
	ws, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{Protocol}, OriginPatterns: o.Origins})
	if err != nil {
		return // Accept has answered
	}
	defer ws.CloseNow()
	if ws.Subprotocol() != Protocol {
		_ = ws.Close(BadProtocol, "Subprotocol not acceptable")
		return
	}
	ws.SetReadLimit(o.ReadLimit)
	ctx, cancel := context.WithCancel(r.Context())
	c := &connection{Options: o, engine: engine, ws: ws, ctx: ctx, cancel: cancel, running: make(map[string]*operation)}
	c.serve()
}

// connection is one connection with a client.
type connection struct {
	Options
	engine Engine
	ws     *websocket.Conn
	// ctx is that of the connection's operations.
	ctx    context.Context
	cancel context.CancelFunc
	work   sync.WaitGroup

	mu      sync.Mutex
	running map[string]*operation
	count   int // operations whose goroutines have not ended
	initial bool
	ready   bool
	closing bool
}

// operation is one that runs.
type operation struct {
	id     string
	cancel context.CancelFunc
}

func (c *connection) serve() {
	timer := time.AfterFunc(c.Init, func() {
		if !c.begun() {
			c.close(InitTimeout, "Connection initialisation timeout")
		}
	})
	defer timer.Stop()
	done := make(chan struct{})
	c.work.Go(func() { c.watch(done) })
	for c.step() {
	}
	c.cancel()
	close(done)
	c.work.Wait()
}

// begun reports whether connection_init has come.
func (c *connection) begun() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.initial
}

// ended reports whether the connection is being closed.
func (c *connection) ended() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.closing
}

// watch asks at times whether the client is there, and ends the connection
// when the server stops.
func (c *connection) watch(done <-chan struct{}) {
	ticker := time.NewTicker(c.Beat)
	defer ticker.Stop()
	for {
		select {
		case <-done:
			return
		case <-c.Stopping:
			c.close(Stopping, "the server is stopping")
			return
		case <-ticker.C:
			ctx, cancel := context.WithTimeout(context.Background(), c.Stall)
			err := c.ws.Ping(ctx)
			cancel()
			if err != nil {
				_ = c.ws.CloseNow()
				return
			}
		}
	}
}

// close ends the connection with a code, once.
func (c *connection) close(code websocket.StatusCode, reason string) {
	c.mu.Lock()
	first := !c.closing
	c.closing = true
	c.mu.Unlock()
	if first {
		c.cancel()
		_ = c.ws.Close(code, clip(reason))
	}
}

// step reads a message and does what it asks for; it reports whether there may
// be more.
func (c *connection) step() bool {
	typ, text, err := c.ws.Read(context.Background())
	if err != nil {
		return false
	}
	if c.ended() {
		return false
	}
	m, err := parse(text)
	if typ != websocket.MessageText || err != nil {
		reason := "messages are texts"
		if err != nil {
			reason = err.Error()
		}
		c.close(BadMessage, "Invalid message: "+reason)
		return false
	}
	switch m.Type {
	case connectionInit:
		return c.init(m)
	case ping:
		return c.send(message{Type: pong, Payload: m.Payload})
	case subscribe:
		return c.subscribe(m)
	case complete:
		c.forget(m.ID)
	}
	return true
}

// init admits the client.
func (c *connection) init(m message) bool {
	c.mu.Lock()
	again := c.initial
	c.initial = true
	c.mu.Unlock()
	if again {
		c.close(TooManyInits, "Too many initialisation requests")
		return false
	}
	var payload map[string]any
	if m.Payload != nil {
		_ = json.Unmarshal(m.Payload, &payload) // parse has read it
	}
	ctx, err := c.engine.Connect(c.ctx, payload)
	if err != nil {
		c.close(Forbidden, "Forbidden")
		return false
	}
	c.ctx = ctx
	c.ready = true
	context.AfterFunc(ctx, func() {
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			c.close(Forbidden, "the credentials have expired")
		}
	})
	return c.send(message{Type: connectionAck})
}

// subscribe begins an operation.
func (c *connection) subscribe(m message) bool {
	if !c.ready {
		c.close(Unauthorized, "Unauthorized")
		return false
	}
	ctx, cancel := context.WithCancel(c.ctx)
	op := &operation{m.ID, cancel}
	c.mu.Lock()
	_, exists := c.running[m.ID]
	// One that the client has given up may take a moment to end.
	busy := len(c.running) >= c.Operations || c.count >= 2*c.Operations
	if !exists && !busy && !c.closing {
		c.running[m.ID] = op
		c.count++
		c.mu.Unlock()
		c.work.Go(func() { c.run(ctx, op, m.Payload) })
		return true
	}
	c.mu.Unlock()
	cancel()
	if exists {
		c.close(SubscriberExists, "Subscriber for "+m.ID+" already exists")
		return false
	}
	return c.send(message{ID: m.ID, Type: failed, Payload: c.engine.Busy(c.Operations)})
}

// run runs an operation to its end.
func (c *connection) run(ctx context.Context, op *operation, payload json.RawMessage) {
	defer func() {
		op.cancel()
		c.mu.Lock()
		defer c.mu.Unlock()
		c.count--
	}()
	errs, err := c.engine.Run(ctx, payload, func(result json.RawMessage) bool {
		return c.current(op) && c.send(message{ID: op.id, Type: next, Payload: result})
	})
	last := message{ID: op.id, Type: complete}
	switch {
	case err != nil:
		c.close(BadMessage, "Invalid message: "+err.Error())
		return
	case errs != nil:
		last.Type, last.Payload = failed, errs
	}
	// The id is free before the client can know, so that it can use it again.
	if c.end(op) {
		c.send(last)
	}
}

// current reports whether the client still waits for the operation.
func (c *connection) current(op *operation) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.running[op.id] == op && !c.closing
}

// end frees the operation's id, and reports whether the client waits for it.
func (c *connection) end(op *operation) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.running[op.id] != op || c.closing {
		return false
	}
	delete(c.running, op.id)
	return true
}

// forget ends an operation at the client's wish; an unknown id is none's.
func (c *connection) forget(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if op := c.running[id]; op != nil {
		op.cancel()
		delete(c.running, id)
	}
}

// send writes a message and reports whether the connection goes on. A client
// that takes longer than it may is dropped; it is given as long again to learn
// the reason.
func (c *connection) send(m message) bool {
	text, err := json.Marshal(m)
	if err != nil {
		return false
	}
	start := time.Now()
	ctx, cancel := context.WithTimeout(context.Background(), 2*c.Stall)
	defer cancel()
	err = c.ws.Write(ctx, websocket.MessageText, text)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		c.Slow()
		_ = c.ws.CloseNow()
		return false
	case err != nil:
		return false
	case time.Since(start) > c.Stall:
		c.Slow()
		c.close(SlowReader, "LIMIT_EXCEEDED: a message was not taken within the limit stall of "+c.Stall.String())
		return false
	}
	return true
}
