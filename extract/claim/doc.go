// Package claim reads claims out of sentences whose words are parsed and whose
// mentions are known: who does what to whom, whether it is done, planned, asked
// for or denied, who says so and when.
//
// It is the last stage of extraction. Its knowledge is in tables/: verbs and
// what they mean, nouns that name acts, verbs with the nouns they act on, and
// verbs that govern a clause. Rules over the tree find the arguments, through
// passives, control, coordination, relative clauses and light verbs; ties such
// as SIGNED or HOLDS_OFFICE have rules of their own. Each claim names its rule.
//
// The kinds of events are those of PLOVER, whose CAMEO roots say where a verb
// belongs; frames and words are the project's own.
//
// Invariants: evidence quotes its span exactly, an actor's span lies in the
// text, a question or a condition asserts nothing, a plan is never ACTUAL. The
// work is linear in the number of sentences, the same document gives the same
// claims in the same order, and Rules may be used from many goroutines.
package claim
