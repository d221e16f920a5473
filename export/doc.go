// Package export writes a store's graph in formats that other programs read.
// Writers stream: their memory does not grow with the store.
package export
