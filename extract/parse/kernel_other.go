//go:build !amd64

package parse

// hasVectors says that there is no code for vector instructions here.
func hasVectors() bool { return false }

// multiply is never called where hasVectors is false.
func multiply(_ *int32, _, _ *int16, _, _ int) {}
