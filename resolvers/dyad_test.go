package resolvers_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/resolvers"
)

// TestDyadOfClaimsAlone holds that a query which shows nothing of a dyad but its
// claims gives the same claims and errors as one that shows its actors too,
// which has to read them.
func TestDyadOfClaimsAlone(t *testing.T) {
	store := world(t, 0)
	asked := func(show, a, b string) any {
		const claims = `claims(first: 3, sort: [{when: DESC}]) { totalCount nodes { id kind from { entity { id } } } aggregate { facets(by: MONTH) { value count } } }`
		query := fmt.Sprintf(`{ dyad(a: %q, b: %q) { %s %s } }`, a, b, show, claims)
		answer := resolvers.Execute(t.Context(), store, resolvers.Request{Query: query}, resolvers.Options{Now: now})
		var data struct {
			Dyad *struct{ Claims any }
		}
		if err := json.Unmarshal(answer.Data, &data); err != nil {
			t.Fatal(err)
		}
		var messages []string
		for _, err := range answer.Errors {
			messages = append(messages, err.Message)
		}
		return []any{data.Dyad, messages}
	}
	for _, pair := range [][2]string{
		{"KAZ", "UZB"}, {"state:CHN", "state:KAZ"}, {"Kazakhstan", "China"}, {"KAZ", "state:XXX"}, {"KAZ", "KAZ"}, {"KAZ", "nobody"},
		{"state:KAZ", "agreement:astana-declaration"}, {"state:KAZ", "organization:none"}, {"TKM", "TJK"},
	} {
		if diff := cmp.Diff(asked("a { name } b { name }", pair[0], pair[1]), asked("id", pair[0], pair[1])); diff != "" {
			t.Errorf("%v (-with its actors +claims alone):\n%s", pair, diff)
		}
	}
}
