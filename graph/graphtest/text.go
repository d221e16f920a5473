package graphtest

import (
	"strings"

	"entente/graph"
)

// searches are full-text queries: words, prefixes, other scripts, and what the
// query languages of search engines would take for their own.
func searches() []string {
	return []string{"railway", "rail", "railway connects", "connects rail", "ail", "RAILWAY", "déclaration", "declaration", "DÉCLARATION",
		"declaración", "e\u0301tat", "état", "etat", "ﬁnance", "finance", "中国", "中", "国中", "中国 外", "외교", "ไทย", "Москва", "москв", "МОСКВА", "السيسي", "السيس", "ٱلسِّيسِي", "سيسي",
		"istanbul", "İstanbul", "ISTANBUL", "straße", "strasse", "160", "16", "c5", "c5+1", "o'brien", "obrien", "brien", "u.s.", "us",
		"", " ", "!?", "\"railway\"", "\"railway", "railway*", "*", "rail*way", "railway AND", "railway AND connects", "railway OR nothing", "NOT railway",
		"railway NOT connects", "NEAR(railway connects)", "railway NEAR/2 connects", "title:railway", "text:rail", "^railway", "railway^2", "railway~", "rail?ay",
		"+railway", "-railway", "railway -connects", "(railway", "railway)", "{railway}", "[railway TO z]", "railway && connects", "railway || x", "\\railway",
		"/rail.*/", "railway;", "railway'--", "railway' OR '1'='1", "`railway`", "railway\nconnects", "railway\tconnects", "rail\u200bway", "railway\u00a0connects",
		strings.Repeat("railway ", 60), strings.Repeat("x", 5000), "\uffff", "😀", "é 😀"}
}

// testText compares full-text answers with those of a snapshot.
func testText(b *bench) {
	texts := []string{
		"The railway connects China and Kyrgyzstan.", "Déclaration commune: l'état des relations.", "中国外交部发言人表示，铁路将建成。",
		"외교부는 성명을 발표했다.", "กระทรวงการต่างประเทศไทย", "Министерство иностранных дел, Москва.", "İstanbul'da görüştüler; ISTANBUL, Straße.",
		"More than 160 countries, C5+1, the U.S. and O'Brien.", "rail way and railways; ﬁnance of the RAILWAY", "title OR text AND NOT near", "naïve café e\u0301te\u0301",
		"التقى السيسي نظيره الصيني.",
	}
	var docs []graph.Contribution
	for i, text := range texts {
		d := NewDoc("t" + string(rune('a'+i))).With(func(d *graph.Document) { d.Title = strings.ToUpper(text[:4]) + " " + texts[(i+1)%len(texts)] })
		if i == 0 { // a title cut inside a character is no title
			d.With(func(d *graph.Document) { d.Title = "" })
		}
		d.With(func(d *graph.Document) { d.Title = strings.ToValidUTF8(d.Title, "") })
		id := state("S", i)
		d.Call(id, text).Say(id, graph.Comment, state("S", i+1))
		d.Record(id, func(r *graph.EntityRecord) {
			r.Names = []graph.Name{{Text: texts[(i+2)%len(texts)]}}
			r.Codes = []graph.Code{{Scheme: "iso2", Value: "C" + string(rune('A'+i))}}
		})
		docs = append(docs, d.Done())
	}
	b.bring("one", docs...)
	snap := b.snapshot()
	fields := map[graph.Subject][]graph.Field{graph.SubjectEntity: {"text"}, graph.SubjectClaim: {"text"}, graph.SubjectDocument: {"text", "titleText"}}
	for _, search := range searches() {
		for subject, names := range fields {
			for _, f := range names {
				b.compare(snap, graph.Query{Subject: subject, Where: graph.Where{Field: f, Op: graph.Matches, Value: search}, Total: true})
			}
		}
	}
	found := graph.Query{Subject: graph.SubjectDocument, Where: graph.Where{Field: "text", Op: graph.Matches, Value: "railw"}}
	if lines, err := ask(b.Context(), b.store, found); err != nil || len(lines) < 4 {
		b.Errorf("a prefix finds %d lines, %v", len(lines), err)
	}
	match := graph.Where{Field: "text", Op: graph.Matches, Value: "rail"}
	b.compare(snap, graph.Query{Subject: graph.SubjectEntity, Where: graph.Where{Not: &match}})
	b.compare(snap, graph.Query{Subject: graph.SubjectEntity, Where: graph.SomeOf("claims", match)})
	b.compare(snap, graph.Query{Subject: graph.SubjectClaim, Where: graph.Where{Or: []graph.Where{match, graph.SomeOf("document", match)}},
		Sort: []graph.Order{{Field: "confidence", Desc: true}}, By: "ends", Keys: []string{"state:S0", "state:S1"}})
	b.unload("load:one")
	for subject, names := range fields {
		b.compare(graph.NewSnapshot(&graph.Projection{}), graph.Query{Subject: subject, Where: graph.Where{Field: names[0], Op: graph.Matches, Value: "r"}})
	}
}
