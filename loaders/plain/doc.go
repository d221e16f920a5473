// Package plain decodes plain text, and holds the rules by which every format
// turns bytes into text: a byte-order mark is dropped, UTF-16 with a mark is
// converted, everything else must be UTF-8; what looks binary is refused.
//
// It stands first on the way of the data: bytes in, graph.Document and text
// out. Nothing is guessed: a plain text has no metadata of its own.
package plain
