// Package examples holds the example documents, embedded, for the demo and for
// tests.
package examples
