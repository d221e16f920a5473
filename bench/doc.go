// Command bench measures six queries that users of the graph ask most,
// over HTTP, against hand-written floors: servers that answer the same
// question from the same data with the same JSON and nothing else, in raw SQL
// on the same SQLite file, or in raw Cypher on the same Neo4j server. For paths
// the floors keep one tie for all relations of two entities, as who writes such
// a query by hand would; ours has its network of the graph in memory.
//
//	go run ./bench [-short] [-engines sqlite,neo4j] [-rounds 3] [-slice 1s]
//
// It makes a deterministic set of data (200,000 claims; 20,000 with -short),
// loads it through graph.Store, starts `entente serve` and the floor as
// processes of their own, compares every answer, and then lets them take turns
// in short slices, at one client and at sixteen. Only ratios of neighbouring
// slices mean something on a machine that does other work; the median over the
// rounds is printed, with processor time and allocations a request.
//
// With -peer the server is compared on Neo4j with @neo4j/graphql (npm, Apache-2.0)
// in place of the floor: a small program in bench/peer serves the same answers by
// fields with hand-written Cypher (@cypher) behind Apollo Server, on the same
// data. It is fetched from a registry by `make bench-peer`; nothing of it is part
// of the program or of its tests.
//
// With -load it measures writing instead, by graph.Store alone: no text is read.
// Contributions made beforehand are put into an empty store, 500 documents or a
// part of a table at a time; then the floor writes the same content into an empty
// database with the same schema, from rows that are ready, by the simplest code
// there is: in SQLite every row of every table, indexes and full text among them,
// one row an INSERT by a prepared statement, 10,000 rows a transaction; in Neo4j
// every node and edge with its properties, by UNWIND and CREATE, 10,000 rows a
// transaction, one session, nothing merged. Both are timed as they take turns; a
// ratio of 1 is the floor's speed. Processor time is that of the process, with
// Neo4j's server's.
package main
