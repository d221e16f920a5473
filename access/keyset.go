package access

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
)

// keySource gives the issuer's keys with an id, all where the id is "".
type keySource interface {
	find(ctx context.Context, id string) ([]jose.JSONWebKey, error)
}

func openKeys(ctx context.Context, o TokenOptions, w Watch) (keySource, error) {
	u, err := url.Parse(o.Keys)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" {
		f, err := OpenFile(o.Keys, parseKeySet, w.fault)
		return fileKeys{f}, err
	}
	if err := fetchable(u); err != nil {
		return nil, err
	}
	f := &fetchedKeys{url: o.Keys, refresh: o.Refresh, watch: w, client: &http.Client{
		Timeout:       5 * time.Second,
		CheckRedirect: func(r *http.Request, via []*http.Request) error { return errors.Join(fetchable(r.URL), few(via)) },
	}}
	if f.refresh <= 0 {
		f.refresh = 15 * time.Minute
	}
	<-f.fetch(ctx)
	return f, nil
}

// fetchable refuses addresses on whose way keys could be replaced.
func fetchable(u *url.URL) error {
	ip := net.ParseIP(u.Hostname())
	if u.Scheme == "https" || u.Hostname() == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return fmt.Errorf("keys of tokens come by https, not from %s://%s", u.Scheme, u.Host)
}

func few(via []*http.Request) error {
	if len(via) > 3 {
		return errors.New("too many redirects")
	}
	return nil
}

// parseKeySet reads a JSON Web Key Set with at least one key.
func parseKeySet(text []byte) (jose.JSONWebKeySet, error) {
	var set jose.JSONWebKeySet
	if err := json.Unmarshal(text, &set); err != nil {
		return set, fmt.Errorf("no JSON Web Key Set: %w", err)
	}
	if len(set.Keys) == 0 {
		return set, errors.New("a JSON Web Key Set without keys")
	}
	return set, nil
}

func keysWith(set jose.JSONWebKeySet, id string) []jose.JSONWebKey {
	if id == "" {
		return set.Keys
	}
	return set.Key(id)
}

type fileKeys struct{ *File[jose.JSONWebKeySet] }

func (f fileKeys) find(_ context.Context, id string) ([]jose.JSONWebKey, error) {
	return keysWith(f.Value(), id), nil
}

// fetchedKeys are keys of a URL. They are fetched again when they are old,
// and when a token names one that is not there, though not more often than
// once in a while. Keys older than a day are used no more.
type fetchedKeys struct {
	url     string
	refresh time.Duration
	client  *http.Client
	watch   Watch

	mu      sync.Mutex // of what follows; never held during a fetch
	set     jose.JSONWebKeySet
	fetched time.Time // the last success
	tried   time.Time
	running chan struct{} // closed when the fetch under way ends, nil for none
}

const (
	tooOld   = 24 * time.Hour
	tryAgain = 30 * time.Second
	maxKeys  = 1 << 20 // bytes
)

func (f *fetchedKeys) find(ctx context.Context, id string) ([]jose.JSONWebKey, error) {
	keys, age := f.have(id)
	if len(keys) > 0 && age <= f.refresh {
		return keys, nil
	}
	done := f.fetch(ctx)
	if len(keys) == 0 || age > tooOld {
		select {
		case <-done: // all who ask for a new key wait for it, not the first alone
		case <-ctx.Done():
			return nil, errUnavailable
		}
		keys, age = f.have(id)
	}
	if age > tooOld {
		return nil, errUnavailable
	}
	return keys, nil
}

// have returns the keys with an id that are here, and their age.
func (f *fetchedKeys) have(id string) ([]jose.JSONWebKey, time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return keysWith(f.set, id), f.watch.now().Sub(f.fetched)
}

// settled is what there is to wait for where nothing runs.
var settled = func() <-chan struct{} { c := make(chan struct{}); close(c); return c }()

// fetch begins to replace the keys, unless that was tried a short while ago, and
// returns what is closed when the fetch under way has ended. A caller who leaves
// does not end it: others wait for it.
func (f *fetchedKeys) fetch(ctx context.Context) (done <-chan struct{}) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := f.watch.now()
	switch {
	case f.running != nil:
		return f.running
	case now.Sub(f.tried) < tryAgain:
		return settled
	}
	running := make(chan struct{})
	f.running, f.tried = running, now
	go func() {
		set, err := f.get(context.WithoutCancel(ctx))
		if err != nil {
			f.watch.fault(fmt.Errorf("keys of tokens: %w", err)) // it may come up later
		}
		f.mu.Lock()
		defer f.mu.Unlock()
		if err == nil {
			f.set, f.fetched = set, f.watch.now()
		}
		f.running = nil
		close(running)
	}()
	return running
}

func (f *fetchedKeys) get(ctx context.Context) (jose.JSONWebKeySet, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, f.url, nil)
	if err != nil {
		return jose.JSONWebKeySet{}, err
	}
	r.Header.Set("Accept", "application/json")
	answer, err := f.client.Do(r)
	if err != nil {
		return jose.JSONWebKeySet{}, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return jose.JSONWebKeySet{}, fmt.Errorf("%s answers %s", f.url, answer.Status)
	}
	text, err := io.ReadAll(io.LimitReader(answer.Body, maxKeys))
	if err != nil {
		return jose.JSONWebKeySet{}, err
	}
	return parseKeySet(text)
}
