// Package analysis measures a graph as a whole: paths between two entities,
// centrality, blocs, pairs that leave their usual course, ranked pairs.
//
// It stands beside the resolvers on the way out. A Network is read once from a
// graph.Reader, in pages, for one known time and one version of the store, and
// shared by all requests through a Cache; it holds some 50 bytes a relation and
// no texts, names or claims. Measures are methods of a Network: pure, safe for
// concurrent use, the same answer for the same network, ended by their context.
// Each states its formula, and how much it counts.
//
// What counts is a relation with two ends that a claim affirms. Of relations
// between the same ends whose dates lie within each other the finest counts
// alone (graph.MarkWithin), so that nothing is counted twice. A relation ties
// its two ends and, where people or others act for a state, also the two
// parties of its dyad.
package analysis
