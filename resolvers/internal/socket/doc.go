// Package socket speaks graphql-transport-ws, the subprotocol of WebSocket for
// GraphQL that npm graphql-ws defines, on the server's side. It knows the
// protocol alone; what runs is an Engine's matter.
//
// A connection has one reader; each operation runs in a goroutine of its own
// and has at most one message on the way, so that no queue grows. A client that
// takes a message too slowly is dropped, and holds up nobody else.
package socket
