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
// change feed, one Writer node is its counter, the known clock, the version of
// what the store holds (see layout), and the lock
// that every write takes first, which puts writes in an order and keeps them
// free of deadlocks.
//
// A write is one managed transaction: it adds to the log, folds what the
// change touches by the functions of package graph, compares with what was
// there, and writes the difference. The server keeps in memory what a
// transaction writes, so that a write that makes more than Options.Step claims
// readable, or takes so many away, is published in steps instead. The first adds
// to the log. Others write the claims, relations, entities and records that come
// beside those that go, and the change feed of it; both are marked :Turning and
// have `coming`, true or false. One small transaction, the turn, then sets
// `turned` of the Writer node, after which readers take what comes and no
// longer what goes, see visible; with it go the few things that cannot be there
// twice, as entities that change. The rest clears up: the marks, what went, and
// the readable edges, which follow after the turn. How far a publication is
// stands in the Publication node, written by each step, and all that a step needs
// is in the database. So whoever is to write next takes the steps that are left,
// also those that another process left, or takes at the same time. A read is one auto-commit query with a
// retry of its own. Queries are compiled by Compile, a pure function; texts are
// made of constants of the vocabulary, and every value is a parameter.
//
// Neo4j compares a stored string with a parameter by UTF-16 units, not by code
// point. Strings that queries order are therefore stored in a form where both
// orders agree, see encode; texts without letters beyond U+DFFF are their own.
package neo4j
