// Package resolvers answers GraphQL over a store: the root fields of
// schema.graphqls, the handler that speaks GraphQL over HTTP, its limits and
// its errors.
//
// It is the last step of the way: a store on one side, clients on the other.
// What lies below the root fields is bound to methods of the types in
// internal/view, which read for many things at once; internal/exec and
// internal/model are generated from schema.graphqls by gqlgen ("go generate").
//
// Invariants: no message of a store or driver reaches a client; every error has
// an extensions.code of a closed list, see Code; a query that exceeds a limit is
// refused before anything is read, and the refusal names the limit.
package resolvers
