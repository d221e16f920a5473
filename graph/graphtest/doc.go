// Package graphtest is the conformance suite of stores: the only place that
// says what an engine must do beside the comments of graph.Store.
//
// An engine's own test is a few lines: it opens an empty store and calls Run.
// Run compares every answer with a graph.Snapshot of graph.Project over the
// store's own log, and the log with what was put. Differential runs random
// operations on two engines and compares all that they say; Bench measures.
//
// Builders make small worlds of contributions (Doc, World); Dump gives a store
// as one text for comparisons. Nothing here is random but by a seed.
package graphtest
