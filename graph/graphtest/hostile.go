package graphtest

import (
	"fmt"
	"strings"

	"entente/graph"
)

// Hostile returns strings that some database, query language or encoding might
// stumble over. All are UTF-8 without NULs; none is empty.
func Hostile() []string {
	return []string{
		`'`, `"`, "`", `\`, `\\'`, `';`, `'; DROP TABLE claims; --`, `' OR 1=1 --`, `"})-[r]-() DETACH DELETE r //`, `}) RETURN 1 //`, `$name`, `{name}`, `?1`, `:id`, `@x`,
		`%`, `_`, `a%b_c`, `*`, `[a-z]`, `(a|b)+`, `^$`, `.`, `AND`, `OR NOT`, `NEAR(a b)`, `a:b`, `-a`, `a*`, `~`, `null`, `NULL`, `true`, `0`, `1e400`, `{}`, `[]`, `"a":1`,
		"\n", "\r\n", "\t", " ", "  a  ", "\x01", "\x1b[0m", "\x7f", "\u0085", "\u2028", "\u200b", "\u202e", "\ufeff", "\ufffd", "\ufffe", "\uffff", "\ue000",
		"é", "e\u0301", "ß", "ẞ", "İ", "ı", "ﬁ", "中国", "日本語", "한국어", "العربية", "עברית", "ไทย", "😀", "👨‍👩‍👧", "\U0001ffff", "\U0010ffff", "A", "a", "aa", "Z", "z",
		"|", "||", ":", "/", "//", "#", "<b>&amp;</b>", "<script>alert(1)</script>", "relation:", "load:x", strings.Repeat("long ", 2048), strings.Repeat("é", 5000),
	}
}

// testHostile puts hostile strings into every value and reads them back.
func testHostile(b *bench) {
	var world []graph.Contribution
	for i, s := range Hostile() {
		world = append(world, hostileDoc(i, s))
	}
	load := graph.Load{ID: "load:'\"`\\", State: graph.LoadRunning, Started: moment(0), Inputs: Hostile(), Message: "'\"`\\", Extractor: "\u202e"}
	b.must(b.store.SaveLoad(b.Context(), load))
	empty := Dump(b, b.store)
	b.put(load.ID, world...)
	b.logHolds(world...)
	for i, s := range Hostile()[:20] {
		b.decide(graph.Decision{Kind: graph.DecideConfirm, Claim: world[i].Claims[0].ID, Why: s})
		b.decide(graph.Decision{Kind: graph.DecideSame, Entity: hostileID(graph.KindState, s), Other: hostileID(graph.KindState, s+"'")})
	}
	checkProjection(b, b.store)
	snap := b.snapshot()
	b.byID(snap, graph.AsOf{})
	for _, s := range Hostile() {
		b.compare(snap, graph.Query{Subject: graph.SubjectDocument, Where: graph.Is("title", s), Total: true})
		b.compare(snap, graph.Query{Subject: graph.SubjectDocument, Where: graph.Where{Field: "title", Op: graph.Contains, Value: s}})
		b.compare(snap, graph.Query{Subject: graph.SubjectEntity, Where: graph.Where{Field: "name", Op: graph.StartsWith, Value: s}})
		b.compare(snap, graph.Query{Subject: graph.SubjectSource, Where: graph.Where{Field: "name", Op: graph.Gt, Value: s}, First: graph.MaxPage})
		b.compare(snap, graph.Query{Subject: graph.SubjectClaim, Where: graph.Where{Field: "text", Op: graph.Matches, Value: s}})
	}
	b.compare(snap, graph.Query{Subject: graph.SubjectClaim, By: "rule", Keys: Hostile(), First: 1, Total: true})
	b.compare(snap, graph.Query{Subject: graph.SubjectEntity, By: "names", Keys: Hostile(), First: 1, Total: true})
	b.compare(snap, graph.Query{Subject: graph.SubjectDocument, Where: graph.OneOf("author", Hostile()...), First: graph.MaxPage})
	for _, f := range []graph.Field{"title", "author", "url", "language", graph.FieldID} {
		q := graph.Query{Subject: graph.SubjectDocument, Sort: []graph.Order{{Field: f, Desc: true}}, First: 30}
		g := &generator{bench: b, snap: snap, subject: q.Subject}
		for range 5 {
			b.compare(snap, q)
			q, _ = g.turn(q)
		}
	}
	b.compareFacets(snap, graph.Query{Subject: graph.SubjectClaim}, "unit")
	b.compareFacets(snap, graph.Query{Subject: graph.SubjectDocument}, "title")
	for _, bad := range []string{"a\x00", "\xff"} {
		b.compare(snap, graph.Query{Subject: graph.SubjectDocument, Where: graph.Is("title", bad)})
	}
	b.unload(load.ID)
	decided := 0
	for _, line := range logLines(b, b.store, true) {
		if strings.HasPrefix(line, "decision ") {
			decided++
		}
	}
	b.same("what is left", strings.Count(empty, "\n")+decided, strings.Count(Dump(b, b.store), "\n"))
}

// hostileID returns an entity id that holds the string, cut to what fits.
func hostileID(kind graph.EntityKind, s string) graph.EntityID {
	return graph.EntityID(strings.ToLower(string(kind)) + ":" + cut(s))
}

// cut shortens a string to what fits into an id.
func cut(s string) string {
	const limit = 900
	if len(s) > limit {
		return strings.ToValidUTF8(s[:limit], "")
	}
	return s
}

func hostileDoc(n int, s string) graph.Contribution {
	from, to := hostileID(graph.KindState, s), hostileID(graph.KindState, s+"'")
	d := NewDoc(fmt.Sprint(n, " ", cut(s))).Call(from, s).Call(to, s+s)
	d.With(func(d *graph.Document) {
		d.Title, d.URL, d.Author, d.Language, d.Format = s, s, s, s, graph.Format(s)
		d.Source = graph.Source{ID: graph.SourceID("source:" + cut(s)), Name: s, Owner: from, Reliability: s}
	})
	d.Record(from, func(r *graph.EntityRecord) {
		r.Names = []graph.Name{{Text: s, Language: s, Type: s}, {Text: s + " "}}
		r.Codes = []graph.Code{{Scheme: s, Value: s}}
	})
	d.Say(from, graph.Comment, to, func(c *graph.Claim) {
		c.Rule, c.Extractor, c.From.Role = s, s, &s
		c.Quantity = &graph.Quantity{Measure: s, Op: "=", Value: "1", Unit: s}
		c.Attributes = graph.Attributes{s: s, "mutual": true}
		c.AssertedBy = &graph.Actor{ID: to, Kind: to.Kind(), Name: s, Role: &s}
		c.Via = &graph.Via{Group: hostileID(graph.KindGroup, s), Claim: graph.ClaimID(cut(s))}
	})
	return d.Done()
}
