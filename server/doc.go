// Package server puts the parts that answer HTTP together: GraphQL and its
// console, the explorer, health, readiness and metrics, behind one handler that
// checks hosts and origins, numbers requests, logs and counts them, and sets
// the headers that keep browsers careful.
//
// It stands at the end of the way, between the resolvers and the network, and
// names no store: what it needs comes in Parts. Its own refusals have the form
// of GraphQL errors with a code of the resolvers' closed list.
package server
