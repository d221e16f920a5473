package graph

import "fmt"

// RefusedError says that a document cannot be read, and why. It is an
// ErrInvalid.
type RefusedError struct {
	Code RefusalCode
	// Message is for people and says what to do, where something can be done.
	Message string
}

// Error returns the message.
func (e *RefusedError) Error() string { return e.Message }

// Unwrap returns ErrInvalid.
func (e *RefusedError) Unwrap() error { return ErrInvalid }

// Refuse returns a RefusedError.
func Refuse(code RefusalCode, format string, args ...any) error {
	return &RefusedError{code, fmt.Sprintf(format, args...)}
}
