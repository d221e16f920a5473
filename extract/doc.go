// Package extract turns the text of a document into what a store keeps of it:
// entities with their mentions, and claims with their evidence.
//
// It composes the stages: segment cuts the text into sentences and tokens,
// parse finds their grammar, mention what they speak of, claim what they say.
// It is pure: no files, network or clock; the same document gives the same
// contribution, byte for byte, on every machine. Everything it knows of the
// world stands in the lexicon, which is a source of its own: Background gives
// what the lexicon says of the things that a contribution names.
package extract
