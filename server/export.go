package server

import (
	"cmp"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"entente/export"
	"entente/graph"
	"entente/resolvers"
)

// ExportOptions are settings of Export. The zero value works.
type ExportOptions struct {
	// Concurrent is how many files are written at a time, by default 2; others
	// wait for their turn, at most Wait, by default five seconds, and are then
	// answered with 503.
	Concurrent int
	Wait       time.Duration
	// Time is how long a file may take in all, by default 10 minutes; Idle is how
	// long a client may take nothing, by default 30 seconds.
	Time, Idle time.Duration
	// Filter has the limits on conditions.
	Filter resolvers.Options
	// Point says where an entity lies, for GeoJSON; nil knows of none.
	Point func(graph.EntityID) (export.Point, bool)
	// Logger gets what no client may see; nil drops it.
	Logger *slog.Logger
}

// Export returns the handler of /export/{format}, which answers GET and HEAD with
// the graph as a file. The parameters are those of `entente export`: where and
// entities (conditions of the schema as JSON), seeds (ids with commas between),
// depth, asOfValid, asOfKnown, parallel, dialect, part and rawCells. A request
// that is refused gets an error in the form of GraphQL. An answer that breaks off
// after its first bytes ends with the connection, so that no client takes a part
// for the whole.
func Export(store graph.Reader, o ExportOptions) http.Handler {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	o.Time, o.Idle = cmp.Or(o.Time, 10*time.Minute), cmp.Or(o.Idle, 30*time.Second)
	return atATime(cmp.Or(o.Concurrent, 2), cmp.Or(o.Wait, 5*time.Second), &exporter{store, o})
}

type exporter struct {
	store graph.Reader
	o     ExportOptions
}

// ServeHTTP answers a request.
func (x *exporter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), x.o.Time)
	defer cancel()
	format, o, err := x.asked(ctx, r)
	if err != nil {
		x.refuse(ctx, w, err)
		return
	}
	name, media := o.File(format)
	body := &fileBody{w: w, control: http.NewResponseController(w), idle: x.o.Idle}
	body.head = func() {
		h := w.Header()
		h.Set("Content-Type", media)
		h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
		h.Set("Cache-Control", "no-store")
		h.Add("Vary", "Accept-Encoding")
		if format != export.FormatCSV || o.Part != "" {
			body.compress(r)
		}
	}
	if r.Method == http.MethodHead {
		body.head()
		w.WriteHeader(http.StatusOK)
		return
	}
	_, err = export.Write(ctx, x.store, body, format, o)
	if err == nil {
		err = body.Close()
	}
	switch {
	case err == nil:
	case body.begun:
		x.o.Logger.WarnContext(ctx, "a file broke off", "format", format, "error", err)
		panic(http.ErrAbortHandler)
	default:
		x.refuse(ctx, w, err)
	}
}

// parameters are those that a request may have, each once.
var parameters = []string{"where", "entities", "seeds", "depth", "asOfValid", "asOfKnown", "parallel", "dialect", "part", "rawCells"}

// asked reads the request. The error is of the graph's kinds.
func (x *exporter) asked(ctx context.Context, r *http.Request) (export.Format, export.Options, error) {
	none := export.Options{}
	format, err := export.ParseFormat(strings.TrimPrefix(r.URL.Path, "/export/"))
	if err != nil {
		return "", none, &pathError{err}
	}
	given, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return "", none, graph.Invalidf("the parameters are malformed")
	}
	for name, values := range given {
		if !slices.Contains(parameters, name) {
			return "", none, graph.Invalidf("there is no parameter %q; there are %s", name, strings.Join(parameters, ", "))
		}
		if len(values) > 1 {
			return "", none, graph.Invalidf("the parameter %s is there twice", name)
		}
	}
	filter, err := resolvers.ParseFilter(ctx, resolvers.FilterText{
		Where: given.Get("where"), Entities: given.Get("entities"), Valid: given.Get("asOfValid"), Known: given.Get("asOfKnown"),
	}, x.o.Filter)
	if err != nil {
		return "", none, err
	}
	o := export.Options{Point: x.o.Point,
		Where: filter.Where, Entities: filter.Entities, AsOf: filter.AsOf, Seeds: export.Seeds(strings.Split(given.Get("seeds"), ",")...),
		Dialect: export.Dialect(given.Get("dialect")), Part: export.Part(given.Get("part")),
	}
	if o.Depth, err = parse(given, "depth", strconv.Atoi); err != nil {
		return "", none, err
	}
	if o.Parallel, err = parse(given, "parallel", strconv.ParseBool); err != nil {
		return "", none, err
	}
	o.RawCells, err = parse(given, "rawCells", strconv.ParseBool)
	return format, o, err
}

// parse reads a parameter that is not a text, its zero value where it is absent.
func parse[T any](given url.Values, name string, read func(string) (T, error)) (T, error) {
	var none T
	if !given.Has(name) {
		return none, nil
	}
	v, err := read(given.Get(name))
	if err != nil {
		return none, graph.Invalidf("the parameter %s must be %s, not %q", name, kind(none), given.Get(name))
	}
	return v, nil
}

// kind names what a parameter is, for people.
func kind(v any) string {
	if _, ok := v.(bool); ok {
		return "true or false"
	}
	return "a whole number"
}

// pathError says that the path names no format.
type pathError struct{ error }

func (x *exporter) refuse(ctx context.Context, w http.ResponseWriter, err error) {
	var path *pathError
	words := strings.TrimPrefix(err.Error(), graph.ErrInvalid.Error()+": ")
	switch {
	case errors.As(err, &path):
		refuse(w, http.StatusNotFound, resolvers.CodeNotFound, strings.TrimPrefix(path.error.Error(), graph.ErrInvalid.Error()+": "))
	case errors.Is(err, context.DeadlineExceeded):
		refuse(w, http.StatusServiceUnavailable, resolvers.CodeTimeout, "the file took too long")
	case errors.Is(err, context.Canceled):
		refuse(w, http.StatusServiceUnavailable, resolvers.CodeCancelled, "the request was cancelled")
	case errors.Is(err, graph.ErrUnavailable):
		x.o.Logger.ErrorContext(ctx, "error of the store", "error", err)
		message := "the store cannot be reached now"
		if errors.Is(err, graph.ErrOutdated) {
			message = resolvers.Outdated
		}
		refuse(w, http.StatusServiceUnavailable, resolvers.CodeUnavailable, message)
	case errors.Is(err, graph.ErrNotFound):
		refuse(w, http.StatusNotFound, resolvers.CodeNotFound, words)
	case errors.Is(err, graph.ErrTooLarge):
		refuse(w, http.StatusBadRequest, resolvers.CodeLimitExceeded, words)
	case errors.Is(err, graph.ErrInvalid):
		refuse(w, http.StatusBadRequest, resolvers.CodeBadUserInput, words)
	default:
		x.o.Logger.ErrorContext(ctx, "error while writing a file", "error", err)
		refuse(w, http.StatusInternalServerError, resolvers.CodeInternal, "internal error")
	}
}

// fileBody is the body of an answer, which begins with its first bytes: what
// fails before can still be refused.
type fileBody struct {
	w       http.ResponseWriter
	control *http.ResponseController
	idle    time.Duration
	head    func()
	begun   bool
	zip     *gzip.Writer
}

// compress makes the body a compressed one where the client takes it.
func (b *fileBody) compress(r *http.Request) {
	if !acceptsGzip(r) {
		return
	}
	b.w.Header().Set("Content-Encoding", "gzip")
	b.zip, _ = gzip.NewWriterLevel(patient{b}, gzip.BestSpeed) // the level is a good one
}

// Write begins the answer, and writes on.
func (b *fileBody) Write(p []byte) (int, error) {
	if !b.begun {
		b.begun = true
		b.head()
	}
	if b.zip != nil {
		return b.zip.Write(p)
	}
	return patient{b}.Write(p)
}

// Close ends the answer.
func (b *fileBody) Close() error {
	if b.zip != nil {
		return b.zip.Close()
	}
	return nil
}

// patient writes to the client, which may take some time over each piece; the
// server's limit on the whole answer is not for files.
type patient struct{ b *fileBody }

func (p patient) Write(data []byte) (int, error) {
	err := p.b.control.SetWriteDeadline(time.Now().Add(p.b.idle))
	if err != nil && !errors.Is(err, http.ErrNotSupported) {
		return 0, err
	}
	return p.b.w.Write(data)
}

var _ io.WriteCloser = (*fileBody)(nil)

// acceptsGzip reports whether the client takes gzip.
func acceptsGzip(r *http.Request) bool {
	for part := range strings.SplitSeq(strings.Join(r.Header.Values("Accept-Encoding"), ","), ",") {
		coding, params, _ := strings.Cut(strings.TrimSpace(part), ";")
		q, given := strings.CutPrefix(strings.ReplaceAll(params, " ", ""), "q=")
		weight, err := strconv.ParseFloat(q, 64)
		if strings.EqualFold(strings.TrimSpace(coding), "gzip") && (!given || err == nil && weight > 0) {
			return true
		}
	}
	return false
}

// atATime lets n requests through at a time; others wait for their turn.
func atATime(n int, wait time.Duration, next http.Handler) http.Handler {
	slots := make(chan struct{}, n)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !take(r.Context(), slots, wait) {
			tooBusy(w, r, "files", nil)
			return
		}
		defer func() { <-slots }()
		next.ServeHTTP(w, r)
	})
}
