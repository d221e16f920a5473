// Package lexicon holds what the reader knows before it reads: states with
// their names, demonyms, capitals and codes, groups and organisations with
// their members by date, seats of government, places, office holders, the
// nouns that name offices and sectors, the head nouns of agreements, meetings
// and projects, and given and family names.
//
// Everything is a readable table under tables/, embedded in the binary and
// parsed once by Open; a test validates each. The package stands between
// segment, whose tokens it matches, and mention, which decides what a match
// means in its sentence: the lexicon only tells what a name can mean, never
// which of its meanings is meant.
//
// Invariants: a Lexicon does not change after Open or WithActors returned it
// and may be used from many goroutines at once; answers depend on the tables
// and the arguments alone, never on the clock; entries come in a fixed order.
package lexicon
