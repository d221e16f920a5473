package neo4j

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"entente/graph"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"
)

// Options say where the database is and who may use it.
type Options struct {
	// URI is the address with one of the driver's schemes: bolt, neo4j (a
	// cluster or Aura) and their variants +s and +ssc.
	URI string
	// User and Password are the credentials; no user means no authentication.
	User, Password string
	// Database is the database's name, "" for the user's home database.
	Database string
	// Timeout bounds how long connecting, waiting for a free connection, and
	// retrying a write after a passing fault may take; 0 means 5 seconds.
	Timeout time.Duration
	// Past is how much of what was known at earlier times is kept in memory for
	// reading, see graph.Past; 0 means graph.PastRoom.
	Past int
	// Connections bounds the connections held; 0 means 64.
	Connections int
	// Step is how many claims one transaction makes readable at most; a write
	// with more is published in steps of half as many. The server needs some
	// 40 KB of memory for each. 0 means 4,000.
	Step int
}

// Store is a graph.Store in a Neo4j database. It is safe for concurrent use,
// and goes on when a server that went away returns.
type Store struct {
	driver    neo4j.DriverWithContext
	database  string
	address   string
	bookmarks neo4j.BookmarkManager
	past      graph.Past
	size      int // see Options.Step
	planning  planning
	current   atomic.Bool // see upToDate
}

var _ graph.Store = (*Store)(nil)

// Open connects, checks that the server is 5.26 or later, creates the
// constraints and indexes that are missing and waits until they serve. The
// error wraps ErrUnavailable where the server cannot be reached or refuses the
// credentials, and ErrInvalid for a malformed address, an older server, or a store
// that a newer version filled. One that an older version filled is opened, so that
// Rebuild can make it anew; its other methods return ErrOutdated until then.
func Open(ctx context.Context, o Options) (*Store, error) {
	address, routed, err := o.address()
	if err != nil {
		return nil, err
	}
	if o.Timeout <= 0 {
		o.Timeout = 5 * time.Second
	}
	if o.Connections <= 0 {
		o.Connections = 64
	}
	if o.Step <= 0 {
		o.Step = 4000
	}
	auth := neo4j.NoAuth()
	if o.User != "" {
		auth = neo4j.BasicAuth(o.User, o.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(address, auth, func(c *config.Config) {
		c.ConnectionAcquisitionTimeout, c.SocketConnectTimeout = o.Timeout, o.Timeout
		c.MaxTransactionRetryTime = o.Timeout
		c.MaxConnectionPoolSize = o.Connections
		c.UserAgent = "entente"
		c.TelemetryDisabled = true
		c.NotificationsMinSeverity = notifications.DisabledLevel
	})
	if err != nil {
		return nil, graph.Invalidf("neo4j at %s: %v", address, err)
	}
	s := &Store{driver: driver, database: o.Database, address: address, size: o.Step, past: graph.Past{Room: o.Past}}
	if routed {
		s.bookmarks = neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{})
	}
	err = s.prepare(ctx)
	if err == nil {
		err = s.upToDate(ctx)
	}
	if err != nil && !errors.Is(err, graph.ErrOutdated) {
		return nil, errors.Join(err, driver.Close(ctx))
	}
	return s, nil
}

// address returns the URI without credentials, and whether the driver routes.
func (o *Options) address() (address string, routed bool, err error) {
	u, err := url.Parse(o.URI)
	if err != nil || u.Host == "" {
		return "", false, graph.Invalidf("the address of neo4j is no URI such as bolt://localhost:7687")
	}
	u.User = nil
	return u.String(), strings.HasPrefix(u.Scheme, "neo4j"), nil
}

// Close closes all connections.
func (s *Store) Close(ctx context.Context) error { return s.driver.Close(ctx) }

// translate returns the error as one of the kinds of package graph, in one line.
func (s *Store) translate(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return fmt.Errorf("neo4j: %w", ctx.Err())
	}
	for _, kind := range []error{graph.ErrNotFound, graph.ErrInvalid, graph.ErrConflict, graph.ErrUnavailable, graph.ErrTooLarge, errUnchanged, errTurning} {
		if errors.Is(err, kind) {
			return err
		}
	}
	err = last(err)
	line, _, _ := strings.Cut(err.Error(), "\n")
	var server *neo4j.Neo4jError
	switch {
	case errors.As(err, &server) && server.HasSecurityCode():
		return fmt.Errorf("neo4j at %s refuses the credentials: %w", s.address, graph.ErrUnavailable)
	case errors.As(err, &server) && strings.Contains(server.Code, "MemoryPoolOutOfMemory"):
		return fmt.Errorf("neo4j at %s: %w for the server's memory: %s", s.address, graph.ErrTooLarge, line)
	case passing(err):
		return fmt.Errorf("neo4j at %s: %w: %s", s.address, graph.ErrUnavailable, line)
	}
	return fmt.Errorf("neo4j at %s: %s", s.address, line)
}

// last returns the last of the errors of a transaction that was tried again.
func last(err error) error {
	var limit *neo4j.TransactionExecutionLimit
	if errors.As(err, &limit) && len(limit.Errors) > 0 {
		return limit.Errors[len(limit.Errors)-1]
	}
	return err
}

// passing reports whether the error says that the server is away or busy.
func passing(err error) bool { return lost(err) || neo4j.IsRetryable(err) }

// lost reports whether a connection was lost or none could be had.
func lost(err error) bool {
	var c *neo4j.ConnectivityError
	return errors.As(err, &c)
}
