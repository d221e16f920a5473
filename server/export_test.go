package server_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/memory"
	"entente/server"
)

// world is a store that holds the small fixture, or more.
func world(t *testing.T, contributions ...graph.Contribution) graph.Store {
	t.Helper()
	s := memory.Open()
	load := graph.Load{ID: "load:1", State: graph.LoadRunning, Started: "2025-07-01T00:00:00.000000Z"}
	if err := s.SaveLoad(t.Context(), load); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), load.ID, load.Started, append(graphtest.Fixture("a"), contributions...)); err != nil {
		t.Fatal(err)
	}
	return s
}

func exporting(t *testing.T, o server.ExportOptions) http.Handler {
	return server.New(server.Parts{Export: server.Export(world(t), o)})
}

func TestExport(t *testing.T) {
	h := exporting(t, server.ExportOptions{})
	tests := []struct {
		name, target string
		media, file  string
		begins, ends string
	}{
		{"gexf", "/export/gexf", "application/gexf+xml; charset=utf-8", "entente.gexf", "<?xml", "</gexf>\n"},
		{"graphml", "/export/graphml?seeds=state:aKAZ&depth=1", "application/graphml+xml; charset=utf-8", "entente.graphml", "<?xml", "</graphml>\n"},
		{"cyjs", "/export/cyjs?parallel=true", "application/json; charset=utf-8", "entente.cyjs", "{", "]}}\n"},
		{"csv", "/export/csv?dialect=neo4j", "application/zip", "entente.zip", "PK", ""},
		{"a table", "/export/csv?part=edges", "text/csv; charset=utf-8; header=present", "edges.csv", "id,source,target,", "\r\n"},
		{"ndjson", "/export/ndjson", "application/x-ndjson; charset=utf-8", "entente.ndjson", `{"type":"version"`, "}\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, request("GET", tt.target))
			body := w.Body.String()
			if w.Code != 200 || !strings.HasPrefix(body, tt.begins) || !strings.HasSuffix(body, tt.ends) {
				t.Errorf("%d, %.100q", w.Code, body)
			}
			for name, want := range map[string]string{
				"Content-Type": tt.media, "Content-Disposition": `attachment; filename="` + tt.file + `"`,
				"Vary": "Accept-Encoding", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Content-Encoding": "",
			} {
				if got := w.Header().Get(name); got != want {
					t.Errorf("%s: %q, want %q", name, got, want)
				}
			}
			head := httptest.NewRecorder()
			h.ServeHTTP(head, request("HEAD", tt.target))
			if head.Code != 200 || head.Body.Len() > 0 || head.Header().Get("Content-Type") != tt.media {
				t.Errorf("HEAD: %d, %q, %v", head.Code, head.Body, head.Header())
			}
		})
	}
}

func TestExportFilters(t *testing.T) {
	h := exporting(t, server.ExportOptions{})
	get := func(parameters url.Values) (nodes, edges int) {
		t.Helper()
		w := httptest.NewRecorder()
		h.ServeHTTP(w, request("GET", "/export/cyjs?"+parameters.Encode()))
		var e struct{ Elements struct{ Nodes, Edges []any } }
		if err := json.Unmarshal(w.Body.Bytes(), &e); err != nil || w.Code != 200 {
			t.Fatalf("%d, %v: %.300s", w.Code, err, w.Body)
		}
		return len(e.Elements.Nodes), len(e.Elements.Edges)
	}
	for _, tt := range []struct {
		parameters   url.Values
		nodes, edges int
	}{
		{url.Values{}, 6, 9},
		{url.Values{"where": {`{"kind": {"eq": "SIGNED"}}`}}, 4, 3},
		{url.Values{"where": {`{"kind": {"eq": "SIGNED"}}`}, "asOfValid": {"2025-06-16"}}, 0, 0},
		{url.Values{"entities": {`{"kind": {"eq": "State"}}`}}, 3, 2},
		{url.Values{"asOfKnown": {"2020-01-01"}}, 0, 0},
		{url.Values{"seeds": {"state:aUZB"}, "depth": {"1"}}, 2, 1},
	} {
		if nodes, edges := get(tt.parameters); nodes != tt.nodes || edges != tt.edges {
			t.Errorf("%v: %d nodes and %d edges, want %d and %d", tt.parameters, nodes, edges, tt.nodes, tt.edges)
		}
	}
}

func TestExportRefuses(t *testing.T) {
	h := exporting(t, server.ExportOptions{})
	for _, tt := range []struct {
		method, target string
		status         int
		code, words    string
	}{
		{"GET", "/export/", 404, "NOT_FOUND", "gexf, graphml"},
		{"GET", "/export/shapefile", 404, "NOT_FOUND", "there is no format"},
		{"GET", "/export/gexf/more", 404, "NOT_FOUND", "no format"},
		{"GET", "/export/gexf?wher=x", 400, "BAD_USER_INPUT", `no parameter \"wher\"`},
		{"GET", "/export/gexf?where=x", 400, "BAD_USER_INPUT", "where is no JSON object"},
		{"GET", "/export/gexf?where=%7B%22knd%22:1%7D", 400, "BAD_USER_INPUT", "where.knd"},
		{"GET", "/export/gexf?depth=far&seeds=state:aKAZ", 400, "BAD_USER_INPUT", "depth"},
		{"GET", "/export/gexf?depth=9&seeds=state:aKAZ", 400, "BAD_USER_INPUT", "depth"},
		{"GET", "/export/gexf?parallel=maybe", 400, "BAD_USER_INPUT", "parallel"},
		{"GET", "/export/gexf?depth=1&depth=2", 400, "BAD_USER_INPUT", "twice"},
		{"GET", "/export/gexf?a=%zz", 400, "BAD_USER_INPUT", "malformed"},
		{"GET", "/export/gexf?dialect=kumu", 400, "BAD_USER_INPUT", "csv alone"},
		{"GET", "/export/ndjson?seeds=state:aKAZ", 400, "BAD_USER_INPUT", "whole store"},
		{"GET", "/export/gexf?seeds=state:NONE", 404, "NOT_FOUND", "state:NONE"},
		{"GET", "/export/gexf?seeds=" + strings.Repeat("a,", 1100), 400, "LIMIT_EXCEEDED", "seeds"},
		{"HEAD", "/export/gexf?where=x", 400, "BAD_USER_INPUT", ""},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, request(tt.method, tt.target))
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.code) || !strings.Contains(w.Body.String(), tt.words) {
			t.Errorf("%s %.60s: %d %s, want %d, %s, %s", tt.method, tt.target, w.Code, w.Body, tt.status, tt.code, tt.words)
		}
		if w.Header().Get("Content-Disposition") != "" {
			t.Errorf("%.60s: an error is sent as a file", tt.target)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request("POST", "/export/gexf"))
	if w.Code != 405 {
		t.Errorf("POST: %d", w.Code)
	}
}

func TestExportCompressed(t *testing.T) {
	h := exporting(t, server.ExportOptions{})
	for accept, want := range map[string]string{"gzip": "gzip", "br, GZIP;q=0.5": "gzip", "gzip;q=0": "", "identity": "", "gzip; q=x": "", "br;q=1.0, gzip": "gzip"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, request("GET", "/export/gexf", "Accept-Encoding", accept))
		body := io.Reader(w.Body)
		if got := w.Header().Get("Content-Encoding"); got != want {
			t.Errorf("%q: %q, want %q", accept, got, want)
		}
		if want != "" {
			var err error
			if body, err = gzip.NewReader(body); err != nil {
				t.Fatal(err)
			}
		}
		text, err := io.ReadAll(body)
		if err != nil || !bytes.HasSuffix(text, []byte("</gexf>\n")) {
			t.Errorf("%q: %v, %.100q", accept, err, text)
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, request("GET", "/export/csv", "Accept-Encoding", "gzip"))
	if _, err := zip.NewReader(bytes.NewReader(w.Body.Bytes()), int64(w.Body.Len())); err != nil || w.Header().Get("Content-Encoding") != "" {
		t.Errorf("an archive is compressed again: %v", err)
	}
}

// failing is a store whose claims cannot be read once some have been.
type failing struct {
	graph.Reader
	calls *int
	err   error
}

func (f failing) FindClaims(ctx context.Context, q graph.Query) ([]graph.Page[graph.Claim], error) {
	if *f.calls--; *f.calls < 0 {
		return nil, f.err
	}
	return f.Reader.FindClaims(ctx, q)
}

// TestExportBreaksOff breaks a file off before and after its first bytes.
func TestExportBreaksOff(t *testing.T) {
	d := graphtest.NewDoc("many")
	for i := range 1500 {
		d.Say("state:aCHN", graph.Consult, graph.NewEntityID(graph.KindOrganization, "o"+strings.Repeat("x", i%40)+strings.Repeat("y", i/40)))
	}
	store := world(t, d.Done())
	for _, tt := range []struct {
		name   string
		calls  int
		err    error
		status int
	}{
		{"at once", 0, graph.ErrUnavailable, 503},
		{"at once, of itself", 0, io.ErrUnexpectedEOF, 500},
		{"after its first bytes", 1, graph.ErrUnavailable, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			calls := tt.calls
			s := httptest.NewServer(server.New(server.Parts{Export: server.Export(failing{store, &calls, tt.err}, server.ExportOptions{}), Hosts: []string{"*"}}))
			defer s.Close()
			target := "/export/csv?part=edges"
			if tt.status == 0 {
				target = "/export/gexf"
			}
			r, err := http.Get(s.URL + target)
			if err != nil {
				t.Fatal(err)
			}
			defer r.Body.Close()
			body, err := io.ReadAll(r.Body)
			switch {
			case tt.status == 0 && (r.StatusCode != 200 || err == nil):
				t.Errorf("%d, and the client takes %d bytes for the whole", r.StatusCode, len(body))
			case tt.status != 0 && (r.StatusCode != tt.status || err != nil || strings.Contains(string(body), "EOF")):
				t.Errorf("%d, %v: %s", r.StatusCode, err, body)
			}
		})
	}
}

// waiting is a store that answers when it is told to, or gives up with the request.
type waiting struct {
	graph.Reader
	asked, free chan struct{}
}

func (b waiting) FindEntities(ctx context.Context, q graph.Query) ([]graph.Page[graph.Entity], error) {
	b.asked <- struct{}{}
	select {
	case <-b.free:
		return b.Reader.FindEntities(ctx, q)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// TestExportsAtATime holds one file back: another is told to come again, and a
// client that goes away ends the reading.
func TestExportsAtATime(t *testing.T) {
	b := waiting{world(t), make(chan struct{}), make(chan struct{})}
	h := server.New(server.Parts{Export: server.Export(b, server.ExportOptions{Concurrent: 1, Wait: time.Millisecond})})
	ctx, cancel := context.WithCancel(t.Context())
	first := httptest.NewRecorder()
	done := make(chan struct{})
	go func() {
		defer close(done)
		h.ServeHTTP(first, request("GET", "/export/gexf").WithContext(ctx))
	}()
	<-b.asked
	second := httptest.NewRecorder()
	h.ServeHTTP(second, request("GET", "/export/gexf"))
	if second.Code != 503 || second.Header().Get("Retry-After") == "" {
		t.Errorf("%d, %s", second.Code, second.Body)
	}
	cancel()
	<-done
	if first.Code != 503 || !strings.Contains(first.Body.String(), "CANCELLED") {
		t.Errorf("%d, %s", first.Code, first.Body)
	}
}
