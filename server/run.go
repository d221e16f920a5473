package server

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// Options are the settings of Run. The zero value works.
type Options struct {
	// Grace is how long requests may go on once the server is to stop, by
	// default 15 seconds.
	Grace time.Duration
	// ReadHeader, Read and Idle are how long a client may take to send the header
	// of a request, by default 5 seconds, all of it, by default 10 seconds, and
	// the next one, by default 2 minutes.
	ReadHeader, Read, Idle time.Duration
	// Logger gets what net/http complains about; nil drops it.
	Logger *slog.Logger
}

// Run serves on the listener until the context ends; then it takes no more
// requests, lets those that run come to their end, WebSockets too, and returns
// nil. Streams are to be told by the handler's own ways that they should end. It
// closes the listener. The error says why serving ended otherwise, or that requests
// were cut off after the time of grace.
func Run(ctx context.Context, listener net.Listener, h http.Handler, o Options) error {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	var running sync.WaitGroup
	s := &http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			running.Add(1)
			defer running.Done()
			h.ServeHTTP(w, r)
		}),
		ReadHeaderTimeout: cmp.Or(o.ReadHeader, 5*time.Second),
		ReadTimeout:       cmp.Or(o.Read, 10*time.Second),
		WriteTimeout:      90 * time.Second,
		IdleTimeout:       cmp.Or(o.Idle, 2*time.Minute),
		MaxHeaderBytes:    32 << 10,
		ErrorLog:          slog.NewLogLogger(o.Logger.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- s.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), cmp.Or(o.Grace, 15*time.Second))
	defer cancel()
	if err := s.Shutdown(ending); err != nil {
		return errors.Join(err, s.Close())
	}
	// Shutdown does not wait for connections that a handler has taken over.
	ended := make(chan struct{})
	go func() {
		running.Wait()
		close(ended)
	}()
	select {
	case <-ended:
		return nil
	case <-ending.Done():
		return ending.Err()
	}
}
