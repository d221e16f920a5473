// Package access says who calls and what he may do: roles, the caller that a
// request's context carries, and the ways in which a caller proves who he is,
// API keys and JSON Web Tokens.
//
// It stands beside the way of the data: server finds the caller of each request
// by an Authenticator, resolvers ask for his role. It imports nothing of ours.
//
// Invariants: of an API key only its SHA-256 is kept; hashes are compared in
// constant time; a token counts only if its signature is of an allowed algorithm
// and its issuer, audience and times fit; no error tells a client why his
// credentials were refused beyond that they were.
package access
