package neo4jtest_test

import (
	"context"
	"os/exec"
	"testing"
	"time"

	"entente/internal/neo4jtest"

	"github.com/google/go-cmp/cmp"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

func TestParse(t *testing.T) {
	tests := []struct {
		name, text string
		want       neo4jtest.Server
		fails      bool
	}{
		{"plain", "bolt://neo4j:secret@127.0.0.1:7687", neo4jtest.Server{URI: "bolt://127.0.0.1:7687", User: "neo4j", Password: "secret"}, false},
		{"escaped", "neo4j+s://a%40b:p%2Fw%3A@db.example:7687?policy=eu", neo4jtest.Server{URI: "neo4j+s://db.example:7687?policy=eu", User: "a@b", Password: "p/w:"}, false},
		{"no user", "bolt://127.0.0.1:7687", neo4jtest.Server{}, true},
		{"no host", "neo4j", neo4jtest.Server{}, true},
		{"no URL", "bolt://u:p@[", neo4jtest.Server{}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := neo4jtest.Parse(test.text)
			if (err != nil) != test.fails {
				t.Fatalf("error %v, want one: %v", err, test.fails)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if err == nil && got.URL() != test.text {
				t.Errorf("URL() = %s, want %s", got.URL(), test.text)
			}
		})
	}
}

// column runs a statement and returns its first column.
func column(t *testing.T, s neo4jtest.Server, cypher string) []any {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	driver, err := neo4j.NewDriverWithContext(s.URI, neo4j.BasicAuth(s.User, s.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	defer driver.Close(ctx)
	result, err := neo4j.ExecuteQuery(ctx, driver, cypher, nil, neo4j.EagerResultTransformer)
	if err != nil {
		t.Fatal(err)
	}
	var values []any
	for _, r := range result.Records {
		values = append(values, r.Values[0])
	}
	return values
}

const (
	countNodes   = "MATCH (n) RETURN count(n)"
	countIndexes = "SHOW INDEXES YIELD type WHERE type <> 'LOOKUP' RETURN count(*)"
)

func TestClearAndReset(t *testing.T) {
	s := neo4jtest.Start(t)
	s.Reset(t)
	column(t, s, "CREATE CONSTRAINT thing_id FOR (n:Thing) REQUIRE n.id IS UNIQUE")
	column(t, s, "CREATE INDEX `odd name` FOR (n:Thing) ON (n.name)")
	column(t, s, "UNWIND range(1, 12000) AS i CREATE (:Thing {id: i})-[:NEXT]->(:Other)")

	s.Clear(t)
	if diff := cmp.Diff([]any{int64(0)}, column(t, s, countNodes)); diff != "" {
		t.Errorf("nodes after Clear (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]any{int64(2)}, column(t, s, countIndexes)); diff != "" {
		t.Errorf("indexes after Clear (-want +got):\n%s", diff)
	}
	s.Reset(t)
	if diff := cmp.Diff([]any{int64(0)}, column(t, s, countIndexes)); diff != "" {
		t.Errorf("indexes after Reset (-want +got):\n%s", diff)
	}
}

// A test and its subtests are one user of the server, and may ask for it again.
func TestStartAgain(t *testing.T) {
	s := neo4jtest.Start(t)
	for _, name := range []string{"first", "second"} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(s, neo4jtest.Start(t)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Two tests that run at once have the server one after the other.
func TestStartTakesTurns(t *testing.T) {
	for _, name := range []string{"one", "other"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := neo4jtest.Start(t)
			s.Clear(t)
			column(t, s, "UNWIND range(1, 100) AS i CREATE (:Thing)")
			if diff := cmp.Diff([]any{int64(100)}, column(t, s, countNodes)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOwnStopsAndStarts(t *testing.T) {
	p := neo4jtest.Own(t)
	s := p.Server()
	column(t, s, "CREATE (:Kept)")
	if err := p.Stop(); err != nil {
		t.Fatal(err)
	}
	if err := p.Stop(); err != nil {
		t.Errorf("second Stop: %v", err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(s, p.Server()); diff != "" {
		t.Errorf("server after the restart:\n%s", diff)
	}
	p.Kill()
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]any{int64(1)}, column(t, s, countNodes)); diff != "" {
		t.Errorf("what was committed before the kill (-want +got):\n%s", diff)
	}
}

func TestRunPassesOnExitCodeAndServer(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the Go tool")
	}
	s := neo4jtest.Start(t)
	t.Setenv(neo4jtest.AddressVariable, s.URL())
	cmd := exec.Command("go", "run", "./run", "--", "sh", "-c", `test -n "$ENTENTE_TEST_NEO4J" && exit 7`)
	out, err := cmd.CombinedOutput()
	if err == nil || string(out) != "exit status 7\n" { // go run prints the code and gives 1
		t.Errorf("got %q, %v; want exit status 7", out, err)
	}
}
