// Package neo4jtest gives tests a real Neo4j server.
//
// The server is Neo4j Community, started from the jars that its makers publish
// as Maven artifacts: no container engine and no root rights are needed, only a
// Java runtime (17 or later) and, the first time, Maven. The jars are kept in the user's
// cache directory, so that later runs start without the network.
//
// [Start] is what a test wants: one server for all tests of a process, locked
// for the duration of the test, also against tests of other processes, because
// the Community edition has a single database. [Own] starts a private server
// which the test may stop and start again. The command in the folder run starts
// one server for a whole "go test ./..." and hands its address on.
//
// Environment:
//
//   - ENTENTE_TEST_NEO4J names a running server, as in
//     bolt://neo4j:password@127.0.0.1:7687. Tests erase what it holds.
//   - ENTENTE_REQUIRE_NEO4J=1 turns "no server can be had" from a skip into a failure.
package neo4jtest
