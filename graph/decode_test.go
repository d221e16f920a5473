package graph_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
)

func pointer[T any](v T) *T { return &v }

// FuzzDecode holds that claims, documents and entities are read
// from JSON as encoding/json reads them, and claims and records written as it
// writes them.
func FuzzDecode(f *testing.F) {
	for _, text := range []string{"", "signed", `"quoted" \ and`, "line\nbreak\ttab", "<b>&amp;</b>", "Нұр-Сұлтан", "\u2028", "null", "}{][,:", "\x7f"} {
		f.Add(text, text, 0, 0.5, uint(0))
		f.Add("name", text, -17, 1e-9, uint(255))
	}
	f.Fuzz(func(t *testing.T, name, text string, n int, x float64, with uint) {
		has := func(bit int) bool { return with>>bit&1 == 1 }
		actor := graph.Actor{ID: graph.EntityID("person:" + name), Kind: graph.KindPerson, Name: text, Start: n, End: n + 1}
		if has(0) {
			actor.Role, actor.ActsFor = &text, pointer(graph.EntityID(name))
		}
		claim := graph.Claim{ID: graph.ClaimID(name), From: actor, Kind: graph.Agree, Polarity: graph.Affirmed, Modality: graph.Actual,
			When: graph.Date(text), Confidence: x, Extractor: name, Rule: text, Attributes: graph.Attributes{}}
		if has(1) {
			claim.To, claim.AssertedBy, claim.SaidOn = &actor, &actor, graph.Date(name)
		}
		if has(2) {
			claim.Quantity = &graph.Quantity{Measure: text, Op: "=", Value: name, Unit: text}
		}
		if has(3) {
			claim.Via = &graph.Via{Group: graph.EntityID(text), Claim: graph.ClaimID(name), Agreement: graph.EntityID(name)}
		}
		if has(4) {
			claim.Attributes = graph.Attributes{"mutual": has(5), "by": text, name: x}
		}
		for i := range with % 3 {
			claim.Evidence = append(claim.Evidence, graph.Evidence{Start: n, End: n + int(i), Quote: text})
		}
		sameJSON(t, claim, graph.ClaimAlone)
		if has(8) {
			claim.Attributes = map[string]any{name: []any{text, x, has(9)}[with%3]}
		}
		writtenAlike(t, &claim, graph.AppendClaim)
		record := graph.EntityRecord{ID: graph.EntityID(name), Kind: graph.KindPerson, Name: text}
		for i := range with % 3 {
			record.Mentions = append(record.Mentions, graph.Mention{Start: n, End: -n, Text: name, Role: [...]*string{nil, &text, &name}[i]})
		}
		if has(9) {
			record.Names, record.Codes = []graph.Name{{Text: text, Language: name}}, []graph.Code{{Scheme: name, Value: text}}
		}
		writtenAlike(t, &record, graph.AppendRecord)
		document := graph.Document{ID: graph.DocumentID(name), Title: text, URL: name, Author: text, PublishedOn: graph.Date(name), Language: text,
			Format: graph.FormatText, SHA256: name, Length: n, Source: graph.Source{ID: graph.SourceID(text), Name: name}}
		if has(6) {
			document.Source = graph.Source{ID: graph.SourceID(name), Name: text, Owner: graph.EntityID(text), Reliability: name}
		}
		sameJSON(t, document, graph.DocumentAlone)
		entity := graph.Entity{ID: graph.EntityID(name), Kind: graph.KindPerson, Name: text}
		if has(7) {
			entity = graph.Entity{Name: name, Names: []graph.Name{{Text: text}, {Text: name, Language: text, Type: name}}, Mentions: n, Documents: -n,
				Codes: []graph.Code{{Scheme: name, Value: text, Valid: graph.Date(name)}, {}}, Merged: []graph.EntityID{graph.EntityID(text), ""}}
		}
		sameJSON(t, entity, graph.EntityAlone)
	})
}

// writtenAlike holds that a value is written as encoding/json writes it.
func writtenAlike[T any](t *testing.T, v *T, write func([]byte, *T) []byte) {
	t.Helper()
	want, _ := json.Marshal(v)
	if diff := cmp.Diff("before"+string(want), string(write([]byte("before"), v))); diff != "" {
		t.Errorf("written (-encoding/json +ours):\n%s", diff)
	}
}

// sameJSON holds that a value, written as JSON, is read as encoding/json reads it,
// and without its help.
func sameJSON[T any](t *testing.T, v T, decode func(string) (T, bool)) {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		return // what is no number
	}
	var want T
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	got, ok := decode(string(b))
	if diff := cmp.Diff(want, got); diff != "" || !ok {
		t.Errorf("read by itself: %v; %s (-encoding/json +ours):\n%s", ok, b, diff)
	}
}

// TestDecodeUnexpected holds that JSON of another form is read all the same.
func TestDecodeUnexpected(t *testing.T) {
	for _, text := range []string{
		`{ "id": "claim:1", "confidence": 0.5 }`, `{"id":"claim:1","later":[1,{"a":null}],"confidence":0.5}`, `{"confidence":0.5,"id":"claim:1"} `,
	} {
		var want graph.Claim
		if err := json.Unmarshal([]byte(text), &want); err != nil {
			t.Fatal(err)
		}
		got, err := graph.DecodeClaim(text)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", text, err, diff)
		}
	}
	for _, text := range []string{"", "{", `{"id":`, `{"id":"claim:1"`, `{"id":"claim:1"}}`, `{"evidence":[{]}`} {
		if _, err := graph.DecodeClaim(text); err == nil {
			t.Errorf("%s: no error", text)
		}
	}
}
