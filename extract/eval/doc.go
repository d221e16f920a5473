// Package eval measures extraction on labelled data: whole documents with the
// entities and relations that a reader finds in them, sentences with the spans
// of their actors, documents with the spans of what re3d relates, pairs of spans
// with the kind of event between them, texts about invented states, phrases for
// actors, openings of treaties, and names.
//
// It stands beside the way of the data and is part of no load. Each set has a
// type that its lines decode into, and a pure function that runs an extractor
// over the lines and returns a Report: measures by name, and a row of them with
// what went wrong for each document or class. The same lines and the same
// extractor give the same report, so that totals can be kept as golden files and
// a change of quality shows up as a difference.
package eval
