// Package export writes the graph of a store as files that other programs
// read: GEXF for Gephi, GraphML, Cytoscape JSON, CSV for spreadsheets, Kumu and
// the Neo4j importer, a panel of dyads for statistics, and the dump as NDJSON.
//
// It stands at the end of the way from documents to readers: it reads a
// graph.Reader page by page and writes as it reads. Nodes come before edges,
// as most formats want, so the store is read twice; of the nodes it remembers
// eight bytes each, by which it knows that no edge leads to a node that is not
// in the file. Its memory does not grow with the store otherwise.
//
// What a node or an edge tells is said once, in the tables of attribute.go, and
// every format writes these. Edges are directed in all of them, since readers
// drop or refuse undirected edges in a directed file: a symmetric relation says
// so in an attribute.
package export
