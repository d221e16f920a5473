// Package memory is the store that keeps everything in memory: the reference
// for the other engines, and what stands in for them in tests.
//
// It keeps the log as plain values, folds it with graph.Project after every
// write that changes what is current, and answers from a graph.Snapshot of the
// result. It is meant to be small and obvious, not fast: a write takes time in
// proportion to what the store holds.
//
// A state is never changed once it is in place: a write makes the next state
// from it and puts that in its place, so that readers need no lock while they
// read, and a write that fails leaves nothing behind.
package memory
