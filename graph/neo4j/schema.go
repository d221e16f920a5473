package neo4j

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"entente/graph"
)

// uniques are the labels whose nodes have an id of their own. Claims and
// relations are there twice while a publication replaces one by another.
var uniques = []string{"Entity", "Document", "Source", "Load", "Decision", "Contribution", "Alias", "Text", "Tally", "Writer", "EntityNext"}

// indexes are the further range indexes, as label and properties.
var indexes = [][]string{
	{"Entity", "kind"},
	{"Claim", "id"}, {"Relation", "id"},
	{"Claim", "relation"}, {"Claim", "document"}, {"Claim", "pair", "whenLo"}, {"Claim", "from"}, {"Claim", "to"},
	{"Claim", "assertedBy"}, {"Claim", "source"},
	{"Claim", "pair", "month", "goldstein"}, {"Claim", "from", "pair"}, {"Claim", "to", "pair", "from"},
	{"Claim", "from", "whenLo", "id", "brief"}, {"Claim", "to", "whenLo", "id", "brief"},
	{"Relation", "from"}, {"Relation", "to"}, {"Relation", "pair"},
	{"Document", "source"},
	{"Contribution", "document"}, {"Contribution", "sha256"},
	{"LogClaim", "contribution", "id"}, {"LogClaim", "id"},
	{"Record", "contribution"}, {"Record", "document"}, {"Record", "raw"}, {"Record", "entity"},
	{"Tally", "raw"},
	{"ChangeBlock", "last"},
}

// searched are the full-text fields.
var searched = []struct {
	subject graph.Subject
	field   graph.Field
}{
	{graph.SubjectEntity, "text"}, {graph.SubjectClaim, "text"}, {graph.SubjectDocument, "text"}, {graph.SubjectDocument, "titleText"},
}

// dropped are the names of constraints that stores of older versions have and
// that are none any more, outgrown those of indexes in whose place are wider ones.
var (
	dropped  = []string{"entente_claim_id", "entente_relation_id"}
	outgrown = []string{"entente_claim_from_whenlo", "entente_claim_to_whenlo", "entente_claim_from_whenlo_id", "entente_claim_to_whenlo_id"}
)

// schema returns the statements that create all constraints and indexes, by name.
func schema() map[string]string {
	out := make(map[string]string)
	for _, l := range uniques {
		name := "entente_" + strings.ToLower(l) + "_id"
		out[name] = "CREATE CONSTRAINT " + name + " IF NOT EXISTS FOR (n:" + l + ") REQUIRE n.id IS UNIQUE"
	}
	for _, ix := range indexes {
		name := "entente_" + strings.ToLower(strings.Join(ix, "_"))
		if slices.Contains(dropped, name) {
			name += "s"
		}
		out[name] = "CREATE INDEX " + name + " IF NOT EXISTS FOR (n:" + ix[0] + ") ON (n." + strings.Join(ix[1:], ", n.") + ")"
	}
	for _, s := range searched {
		name := textIndex(s.subject, s.field)
		out[name] = "CREATE FULLTEXT INDEX " + name + " IF NOT EXISTS FOR (n:" + label(s.subject) + ") ON EACH [n." + string(s.field) + "]" +
			" OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}"
	}
	return out
}

// prepare checks the server's version and creates what is missing of the
// schema; it returns when all indexes serve.
func (s *Store) prepare(ctx context.Context) error {
	rows, err := s.query(ctx, "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions[0]", nil)
	if err != nil {
		return err
	}
	if version := text(first(rows)); !supported(version) {
		return graph.Invalidf("neo4j at %s is version %q; 5.26 or later is needed", s.address, version)
	}
	have := make(map[string]bool)
	if rows, err = s.query(ctx, "SHOW INDEXES YIELD name, state WHERE state = 'ONLINE' RETURN name", nil); err != nil {
		return err
	}
	for _, r := range rows {
		have[text(r[0])] = true
	}
	for _, name := range dropped {
		if !have[name] {
			continue
		}
		if _, err := s.query(ctx, "DROP CONSTRAINT "+name+" IF EXISTS", nil); err != nil {
			return err
		}
	}
	for _, name := range outgrown {
		if !have[name] {
			continue
		}
		if _, err := s.query(ctx, "DROP INDEX "+name+" IF EXISTS", nil); err != nil {
			return err
		}
	}
	missing := false
	for name, statement := range schema() {
		if have[name] {
			continue
		}
		missing = true
		if _, err := s.query(ctx, statement, nil); err != nil {
			return err
		}
	}
	if missing {
		_, err = s.query(ctx, "CALL db.awaitIndexes(300)", nil)
	}
	return err
}

// supported reports whether a version such as "5.26.12", "5.27-aura" or
// "2025.06.0" is 5.26 or later.
func supported(version string) bool {
	major, rest, _ := strings.Cut(version, ".")
	minor := rest
	if i := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' }); i >= 0 {
		minor = rest[:i]
	}
	a, errA := strconv.Atoi(major)
	b, errB := strconv.Atoi(minor)
	return errA == nil && errB == nil && (a > 5 || a == 5 && b >= 26)
}

// first returns the first column of the first row, nil for none.
func first(rows [][]any) any {
	if len(rows) == 0 || len(rows[0]) == 0 {
		return nil
	}
	return rows[0][0]
}
