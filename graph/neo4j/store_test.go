package neo4j_test

import (
	"testing"

	"entente/graph"
	"entente/graph/graphtest"
	"entente/graph/neo4j"
	"entente/internal/neo4jtest"
)

// open returns a function that opens a store on the server, empty each time.
func open(t *testing.T) func(t *testing.T) graph.Store {
	t.Helper()
	server := neo4jtest.Start(t)
	return func(t *testing.T) graph.Store {
		t.Helper()
		server.Clear(t)
		s, err := neo4j.Open(t.Context(), neo4j.Options{URI: server.URI, User: server.User, Password: server.Password})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close(t.Context()) })
		return s
	}
}

func TestSuite(t *testing.T) { graphtest.Run(t, open(t)) }
