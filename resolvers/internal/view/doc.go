// Package view holds the types that the GraphQL schema is bound to: the
// graph's own types, each with the scope it was read in and the set it came in,
// and methods that read what the schema shows below it.
//
// It stands between a graph.Reader and the generated code. A field that needs
// the store never reads for one thing alone: things that came in together (a
// page, or all pages of one field) form a Set, and the first of them that is
// asked for a field reads it for all. So the number of store calls of a query
// depends on its fields, never on the number of rows, also below
// `edges { node }`, and no timer is needed to collect what is asked for.
//
// Everything here lives as long as one request and is safe for the goroutines
// of that request.
package view
