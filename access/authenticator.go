package access

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"time"
)

// Options say who is let in. The zero value lets nobody in.
type Options struct {
	// Keys are records of API keys, and KeysFile a file of them, "" for none,
	// which is read again when it changes.
	Keys     []KeyRecord
	KeysFile string
	// Tokens say which JSON Web Tokens are taken; nil for none.
	Tokens *TokenOptions
	// Anonymous is the role of callers without credentials.
	Anonymous Role
	// Watch is told what goes wrong. Its zero value works.
	Watch Watch
}

// Watch is told what goes wrong beside requests, such as keys that cannot be
// read again, and has the clock.
type Watch struct {
	// Fault gets the error; nil drops it.
	Fault func(error)
	// Now is the clock, time.Now where it is nil.
	Now func() time.Time
}

func (w Watch) fault(err error) {
	if w.Fault != nil {
		w.Fault(err)
	}
}

func (w Watch) now() time.Time {
	if w.Now != nil {
		return w.Now()
	}
	return time.Now()
}

// Authenticator finds out who calls. It is safe for concurrent use.
type Authenticator struct {
	anonymous Role
	ring      keyring
	file      *File[keyring]
	tokens    *tokens
	watch     Watch
}

// New returns an Authenticator. The error says which keys cannot be read.
func New(ctx context.Context, o Options) (*Authenticator, error) {
	a := &Authenticator{anonymous: o.Anonymous, ring: newKeyring(o.Keys), watch: o.Watch}
	var err error
	if o.KeysFile != "" {
		parse := func(text []byte) (keyring, error) {
			records, err := ParseKeys(string(text))
			return newKeyring(records), err
		}
		if a.file, err = OpenFile(o.KeysFile, parse, o.Watch.fault); err != nil {
			return nil, err
		}
	}
	if o.Tokens != nil {
		if a.tokens, err = newTokens(ctx, *o.Tokens, o.Watch); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// RefusedError says that credentials were given and are not good. Its words
// are for the log.
type RefusedError struct {
	// Kind is "key", "token" or "scheme", for counts.
	Kind   string
	reason error
}

// Error tells why.
func (e *RefusedError) Error() string { return "the " + e.Kind + " is refused: " + e.reason.Error() }

// Unwrap returns the reason.
func (e *RefusedError) Unwrap() error { return e.reason }

// Unavailable reports whether the fault is not the caller's: the keys of tokens
// cannot be had now.
func (e *RefusedError) Unavailable() bool { return errors.Is(e.reason, errUnavailable) }

// Authenticate returns the caller of a request by the value of its header
// Authorization: "Bearer" and an API key or a token, or "Basic" with an API key
// as the password, for browsers; "" for a caller without credentials, whose role
// may be None. The error is a *RefusedError.
func (a *Authenticator) Authenticate(ctx context.Context, authorization string) (Principal, error) {
	if authorization == "" {
		return Principal{Role: a.anonymous}, nil
	}
	scheme, value, _ := strings.Cut(authorization, " ")
	switch value = strings.TrimSpace(value); {
	case strings.EqualFold(scheme, "Basic"):
		text, err := base64.StdEncoding.DecodeString(value)
		_, key, ok := strings.Cut(string(text), ":")
		if err != nil || !ok {
			return Principal{}, &RefusedError{"scheme", errors.New("no user and password")}
		}
		return a.byKey(key)
	case !strings.EqualFold(scheme, "Bearer") || value == "":
		return Principal{}, &RefusedError{"scheme", errors.New("neither Bearer nor Basic")}
	case strings.HasPrefix(value, keyPrefix) || a.tokens == nil:
		return a.byKey(value)
	}
	p, err := a.tokens.check(ctx, value, a.watch.now())
	if err != nil {
		return Principal{}, &RefusedError{"token", err}
	}
	return p, nil
}

func (a *Authenticator) byKey(key string) (Principal, error) {
	now := a.watch.now()
	record, ok := a.ring.find(key, now)
	if !ok && a.file != nil {
		record, ok = a.file.Value().find(key, now)
	}
	if !ok {
		return Principal{}, &RefusedError{"key", errors.New("no such key")}
	}
	p := Principal{ID: "key:" + record.ID, Role: record.Role}
	if !record.Expires.IsZero() {
		p.Until = record.Expires.AddDate(0, 0, 1)
	}
	return p, nil
}
