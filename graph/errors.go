package graph

import (
	"errors"
	"fmt"
)

// The kinds of error that cross package borders. Engines translate what their
// driver says into one of them at their edge; test with errors.Is.
var (
	// ErrNotFound says that the thing named does not exist.
	ErrNotFound = errors.New("not found")
	// ErrInvalid says that the input is wrong and trying again will not help.
	ErrInvalid = errors.New("invalid")
	// ErrConflict says that the store's state forbids the change.
	ErrConflict = errors.New("conflict")
	// ErrUnavailable says that the store cannot be reached now; trying again may help.
	ErrUnavailable = errors.New("unavailable")
	// ErrTooLarge says that a limit was exceeded; the message names it.
	ErrTooLarge = errors.New("too large")
	// ErrOutdated says that an older version filled the store, so that nothing can
	// be read or written until its operator has called Rebuild. It is an
	// ErrUnavailable: trying again helps once that is done.
	ErrOutdated = fmt.Errorf("%w: an older version filled the store, or its repair was interrupted", ErrUnavailable)
)

// Invalidf returns an error that wraps ErrInvalid and says what is wrong.
func Invalidf(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInvalid, fmt.Sprintf(format, args...))
}

// LimitError says which limit was exceeded. It is an ErrTooLarge.
type LimitError struct {
	// What names the limit for people, Limit is its value.
	What  string
	Limit int
}

// Error names the limit and its value.
func (e *LimitError) Error() string { return fmt.Sprintf("too large: %s over %d", e.What, e.Limit) }

// Unwrap returns ErrTooLarge.
func (e *LimitError) Unwrap() error { return ErrTooLarge }
