// Package dump reads what `entente export ndjson` writes: a store as lines of
// JSON. Nothing is extracted: every reading of every document comes back as it
// was, so that the dump of a store that was filled from a dump is the same bytes.
//
// Lines of entities and relations are passed over, since they follow from the
// others. Of two readings of one document the current one comes last, which
// makes it current again.
package dump
