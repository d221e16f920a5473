package server

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Options are the settings of Run. The zero value works.
type Options struct {
	// Grace is how long requests may go on once the server is to stop, by
	// default 15 seconds.
	Grace time.Duration
	// Logger gets what net/http complains about; nil drops it.
	Logger *slog.Logger
}

// Run serves on the listener until the context ends; then it takes no more
// requests, lets those that run come to their end, and returns nil. It closes
// the listener. The error says why serving ended otherwise, or that requests
// were cut off after the time of grace.
func Run(ctx context.Context, listener net.Listener, h http.Handler, o Options) error {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	s := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      90 * time.Second,
		IdleTimeout:       2 * time.Minute,
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
	return nil
}
