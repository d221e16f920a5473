package resolvers

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	"entente/access"
	"entente/analysis"
)

// Options are settings of NewHandler and Execute. The zero value works.
type Options struct {
	// Limits bound what one request may ask for; a zero field stands for its default.
	Limits Limits
	// Streams bound WebSocket connections and event streams.
	Streams Streams
	// Origins are patterns of the hosts whose pages may open a WebSocket, beside
	// the server's own.
	Origins []string
	// Stopping is closed when the server is to stop: streams then end, so that
	// clients resume them elsewhere. nil stands for never.
	Stopping <-chan struct{}
	// HideSchema refuses introspection.
	HideSchema bool
	// Persisted says how clients may ask by ids in place of documents, Trusted
	// which of them were made known beforehand.
	Persisted Persisted
	Trusted   Trusted
	// Cache is shared with who reads the store's network and names ahead; nil stands
	// for none that is.
	Cache *analysis.Cache
	// Watch is told what is done.
	Watch Watch
	// Authenticate finds out who calls by what a header Authorization would say,
	// for connections whose first message says it (access.Authenticator has it);
	// nil leaves the caller as the request's context names him.
	Authenticate func(ctx context.Context, authorization string) (access.Principal, error)
	// Logger gets what no client may see: the errors of the store, and panics.
	// nil drops them.
	Logger *slog.Logger
	// Now is the clock by which `inForce` takes its day, time.Now where it is nil.
	Now func() time.Time
}

// Limits bound what one request may ask for. A request that exceeds one is
// refused with the code LIMIT_EXCEEDED and the limit's name, before anything is
// read. Fields whose names begin with "__" count for none but Aliases,
// Directives and Fields.
type Limits struct {
	// Body is the size of a request's body in bytes, by default 1 MiB. It is
	// answered with status 413.
	Body int64
	// Nesting is how deep objects and lists of the body may nest, and
	// braces and brackets of the document, by default 100.
	Nesting int
	// Tokens is the number of tokens of the document, by default 3000.
	Tokens int
	// Depth is how deep fields nest, by default 20.
	Depth int
	// Aliases is the number of fields with an alias, by default 60.
	Aliases int
	// Directives is the number of directives, by default 60.
	Directives int
	// Fields is the number of fields with all fragments in their places, by
	// default 3000.
	Fields int
	// Pages is the number of paged fields, each of which reads from the store,
	// by default 60.
	Pages int
	// Cost is the number of values that the answer may hold at most, as far as
	// the sizes of its pages tell, by default 150,000.
	Cost int
	// Conditions is what all conditions of an operation weigh: a comparison one, a
	// pattern two, an edge ten, and one for each 500 values of a list; by
	// default 100.
	Conditions int
	// Rows is how many items an operation may read from the store, by default
	// 200,000; what is shared between requests does not count. One that reads
	// more fails where it is.
	Rows int
	// Read is how long one read of the store may compute, by default a second:
	// what reads compute side by side is shared alike. It may take ten times as
	// long where the machine is busy, or a database server has yet to plan it. One
	// that takes longer is stopped, and its operation fails.
	Read time.Duration
	// Database is how long a database server may work for one read, on the
	// clock, by default five seconds, shared alike too.
	Database time.Duration
	// Errors is how many errors an answer lists, by default 10; more are cut.
	Errors int
	// Time is how long a query may run, by default 30 seconds.
	Time time.Duration
}

// Streams bound WebSocket connections, event streams and subscriptions. A zero
// field stands for its default.
type Streams struct {
	// Connections is how many WebSocket connections and event streams there may
	// be, by default 1000; further ones are answered with status 503.
	Connections int
	// Operations is how many operations of a connection run at a time, by
	// default 50.
	Operations int
	// Subscriptions is how many subscriptions run at a time, by default 2000.
	Subscriptions int
	// Concurrent is how many of them read from the store at a time, by default 8.
	Concurrent int
	// Init is how long a client may take to send connection_init, by default 5
	// seconds.
	Init time.Duration
	// Beat is how often a client is sent a sign of life, and on a WebSocket asked
	// for one, by default every 15 seconds.
	Beat time.Duration
	// Stall is how long a client may take to take a message, by default 10
	// seconds; one that is slower is dropped.
	Stall time.Duration
	// Poll is how often the store is asked for writes of other processes while
	// somebody subscribes, by default every half second.
	Poll time.Duration
}

func (s *Streams) complete() {
	s.Connections = cmp.Or(s.Connections, 1000)
	s.Operations = cmp.Or(s.Operations, 50)
	s.Subscriptions = cmp.Or(s.Subscriptions, 2000)
	s.Concurrent = cmp.Or(s.Concurrent, 8)
	s.Init = cmp.Or(s.Init, 5*time.Second)
	s.Beat = cmp.Or(s.Beat, 15*time.Second)
	s.Stall = cmp.Or(s.Stall, 10*time.Second)
	s.Poll = cmp.Or(s.Poll, 500*time.Millisecond)
}

// DefaultLimits returns the limits that stand for zero fields.
func DefaultLimits() Limits { return Options{}.complete().Limits }

// DefaultStreams returns the bounds that stand for zero fields.
func DefaultStreams() Streams { return Options{}.complete().Streams }

func (o Options) complete() Options {
	l := &o.Limits
	l.Body = cmp.Or(l.Body, 1<<20)
	l.Nesting = cmp.Or(l.Nesting, 100)
	l.Tokens = cmp.Or(l.Tokens, 3000)
	l.Depth = cmp.Or(l.Depth, 20)
	l.Aliases = cmp.Or(l.Aliases, 60)
	l.Directives = cmp.Or(l.Directives, 60)
	l.Fields = cmp.Or(l.Fields, 3000)
	l.Pages = cmp.Or(l.Pages, 60)
	l.Cost = cmp.Or(l.Cost, 150_000)
	l.Conditions = cmp.Or(l.Conditions, 100)
	l.Rows = cmp.Or(l.Rows, 200_000)
	l.Read = cmp.Or(l.Read, time.Second)
	l.Database = cmp.Or(l.Database, 5*time.Second)
	l.Errors = cmp.Or(l.Errors, 10)
	l.Time = cmp.Or(l.Time, 30*time.Second)
	o.Streams.complete()
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Cache == nil {
		o.Cache = new(analysis.Cache)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}
