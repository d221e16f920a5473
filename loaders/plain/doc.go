// Package plain decodes plain text, and holds what every format shares: the
// input and the items of decoders, the rules by which bytes become text, and
// those by which a document's metadata is written in one way.
//
// It stands first on the way of the data: bytes in, graph.Document and text
// out. A byte-order mark is dropped, UTF-16 with a mark is converted,
// everything else must be UTF-8; what looks binary is refused. Nothing is
// guessed: a plain text has no metadata of its own.
package plain
