// Command quicken rewrites the execution code that gqlgen generates so that it
// runs on package quick:
//
//	go run ./internal/quicken internal/exec/exec.go
//
// It touches what it knows word by word and leaves everything else as it is:
// fields with directives, subscriptions, introspection. It fails
// where it finds nothing to rewrite, since then gqlgen writes other code than
// it knows.
package main
