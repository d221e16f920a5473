// Package neo4j is the server engine: a graph.Store in a Neo4j database, 5.26
// or later, over the official driver. It is the only importer of the driver.
//
// The database holds two layers. The readable one is for people and tools:
//
//	(:Entity:State {id, name})-[:SIGNED {relationId, when, weight, claims, ...}]->(:Entity:Agreement)
//
// with one label per kind of entity and one type per kind of relation. The
// evidence hangs on it: (:Claim)-[:FROM|TO|ASSERTED_BY]->(:Entity) and
// (:Claim)-[:STATED_IN {start, end, quote}]->(:Document). A claim's name is its
// sentence in short, so that every neighbour of an entity has a name.
//
// Under both lies the log, which is the truth: Contribution, LogClaim, Record,
// Text, Decision and Load nodes, without edges, so that they clutter nothing. A
// LogClaim that stands is a Claim too. Tally nodes count the records that stand
// and are alike, so that a hub is added up without reading all of them. Relation nodes hold every relation, also
// those that are no readable edge; queries read them. ChangeBlock nodes are the
// change feed, one Writer node is its counter, the known clock, and the lock
// that every write takes first, which puts writes in an order and keeps them
// free of deadlocks.
//
// A write is one managed transaction: it adds to the log, folds what the
// change touches by the functions of package graph, compares with what was
// there, and writes the difference. A read is one auto-commit query with a
// retry of its own. Queries are compiled by Compile, a pure function; texts are
// made of constants of the vocabulary, and every value is a parameter.
//
// Neo4j compares a stored string with a parameter by UTF-16 units, not by code
// point. Strings that queries order are therefore stored in a form where both
// orders agree, see encode; texts without letters beyond U+DFFF are their own.
package neo4j
