package neo4j_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"entente/internal/golden"
	"entente/internal/neo4jtest"

	"github.com/google/go-cmp/cmp"
)

// TestLayout holds what is stored of a small world beside the log, in a file of the
// layout's number, which -update writes where it is not there and never again: who
// changes what is stored has to raise the number, so that stores which were filled
// before are known and repaired.
func TestLayout(t *testing.T) {
	server := neo4jtest.Start(t)
	server.Clear(t)
	store := open(t, server)
	fill(t, store)
	got := append(stored(t, server, "MATCH (n:Entity|Document|Claim|Relation|Source|Alias|Tally|Record) UNWIND labels(n) AS l WITH n, l ORDER BY l RETURN collect(l), properties(n)"),
		stored(t, server, "MATCH (a)-[e]->(b) RETURN a.id, type(e), b.id, properties(e)")...)
	number := rows(t, server, "MATCH (w:Writer) RETURN w.layout")[0][0]
	file := fmt.Sprintf("testdata/layout-%v.txt", number)
	all := []byte(strings.Join(got, "\n") + "\n")
	held, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		golden.Compare(t, file, all)
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(held), "\n"), strings.Split(string(all), "\n")); diff != "" {
		t.Errorf("what is stored has changed, but not the number of the layout: raise it in layout.go, delete %s and write the next by -update; "+
			"where the small world alone has changed, delete the file and write it anew (-file +got):\n%s", file, diff)
	}
}

// elementID is what Neo4j names an edge by, another in every database.
var elementID = regexp.MustCompile(`"5:[0-9a-f-]+:[0-9]+"`)

// stored returns what a statement finds, as sorted lines without the names that Neo4j gives.
func stored(t *testing.T, server neo4jtest.Server, cypher string) []string {
	t.Helper()
	var out []string
	for _, row := range rows(t, server, cypher) {
		line, err := json.Marshal(row)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, elementID.ReplaceAllLiteralString(string(line), `"5:"`))
	}
	slices.Sort(out)
	return out
}
