// Package loaders brings documents into a store: it finds files, decodes them
// by format, extracts what they say, and writes it in batches.
//
// Load is the way in. A document that cannot be read is refused with its
// reason, recorded with the load, and the others go on. A store that fails
// ends the load; the same load again, or --resume, finishes it.
package loaders
