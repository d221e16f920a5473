package main_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/internal/golden"
)

// astral is a text with characters beyond the basic plane, which offsets count
// as one each.
const astral = "\ufeff𝔗𝔢𝔰𝔱 😀 note\n\n😀 China and Kazakhstan signed the Astana Declaration on 17 June 2025.\n"

func TestExtractJSON(t *testing.T) {
	file, err := filepath.Abs("testdata/extract.json")
	if err != nil {
		t.Fatal(err)
	}
	alone(t)
	out := must(t, "extract", "--json", "--published", "2025-06-18", write(t, "note.txt", astral))
	if strings.Count(out, "\n") != 1 {
		t.Errorf("not one line:\n%s", out)
	}
	checkContract(t, out, strings.TrimPrefix(astral, "\ufeff"))
	var indented bytes.Buffer
	if err := json.Indent(&indented, []byte(out), "", "  "); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, file, indented.Bytes())
}

// The shape that DESIGN fixes: which keys each object has, and that each span
// gives its text.
func checkContract(t *testing.T, line, text string) {
	t.Helper()
	var doc struct {
		Document map[string]any
		Entities []struct {
			ID, Kind, Name *string
			Mentions       []map[string]any
		}
		Claims []map[string]any
	}
	if err := json.Unmarshal([]byte(line), &doc); err != nil {
		t.Fatalf("%v in %s", err, line)
	}
	has(t, "document", doc.Document, "id", "title", "publishedOn", "language")
	runes := []rune(text)
	span := func(what string, m map[string]any, textKey string) {
		start, end := int(m["start"].(float64)), int(m["end"].(float64))
		if start < 0 || end < start || end > len(runes) {
			t.Errorf("%s: %d-%d lies outside the text", what, start, end)
		} else if got := string(runes[start:end]); textKey != "" && got != m[textKey] {
			t.Errorf("%s: %d-%d is %q, not %q", what, start, end, got, m[textKey])
		}
	}
	for _, e := range doc.Entities {
		if e.ID == nil || e.Kind == nil || e.Name == nil || e.Mentions == nil {
			t.Errorf("an entity lacks a key: %+v", e)
			continue
		}
		for _, m := range e.Mentions {
			has(t, "mention", m, "start", "end", "text", "role")
			span("mention of "+*e.ID, m, "text")
		}
	}
	for _, c := range doc.Claims {
		has(t, "claim", c, "id", "from", "kind", "to", "quantity", "polarity", "modality", "assertedBy", "when", "saidOn", "via", "attributes", "evidence", "confidence", "extractor", "rule")
		for _, end := range []string{"from", "to", "assertedBy"} {
			if actor, ok := c[end].(map[string]any); ok {
				has(t, end, actor, "id", "kind", "name", "role", "actsFor", "start", "end")
				span(end, actor, "")
			}
		}
		for _, e := range c["evidence"].([]any) {
			has(t, "evidence", e.(map[string]any), "start", "end", "quote")
			span("evidence", e.(map[string]any), "quote")
		}
		if _, ok := c["attributes"].(map[string]any); !ok {
			t.Errorf("attributes are %v", c["attributes"])
		}
		for _, key := range []string{"when", "saidOn"} {
			if s, ok := c[key].(string); c[key] != nil && (!ok || s == "") {
				t.Errorf("%s is %v", key, c[key])
			}
		}
	}
}

func has(t *testing.T, what string, m map[string]any, keys ...string) {
	t.Helper()
	for _, k := range keys {
		if _, ok := m[k]; !ok {
			t.Errorf("%s lacks %q: %v", what, k, m)
		}
	}
}

// Every example keeps the contract.
func TestExtractExamples(t *testing.T) {
	dir, err := filepath.Abs("../../examples/documents")
	if err != nil {
		t.Fatal(err)
	}
	alone(t)
	out := must(t, "extract", "--json", dir)
	if out != must(t, "extract", "--json", dir) {
		t.Error("reads differently the second time")
	}
	for line := range strings.Lines(out) {
		var d struct{ Claims []any }
		if err := json.Unmarshal([]byte(line), &d); err != nil || len(d.Claims) == 0 {
			t.Errorf("%v, %d claims in %.80s", err, len(d.Claims), line)
		}
	}
	if people := call(t, "", "extract", dir); people.code != 0 || !strings.Contains(people.out, "FROM") {
		t.Errorf("the table: %+v", people.code)
	}
}

// heads returns the document's id and the error's code of each line.
func heads(t *testing.T, out string) []string {
	t.Helper()
	var got []string
	for line := range strings.Lines(out) {
		var d struct {
			Document struct{ ID string }
			Error    *struct{ Code, Message string }
		}
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		if d.Error != nil {
			got = append(got, d.Document.ID+" "+d.Error.Code)
			if d.Error.Message == "" {
				t.Errorf("no message in %s", line)
			}
		} else {
			got = append(got, d.Document.ID)
		}
	}
	return got
}

func TestExtractLines(t *testing.T) {
	alone(t)
	var in strings.Builder
	var want []string
	for i := range 40 {
		fmt.Fprintf(&in, "{\"id\": \"d%d\", \"text\": \"😀 %s China met Russia.\"}\n", i, strings.Repeat("Talks went on. ", i%7))
		want = append(want, fmt.Sprint("d", i))
		switch i % 10 {
		case 3:
			in.WriteString("this is no JSON\n\n")
			want = append(want, " FORMAT")
		case 6:
			fmt.Fprintf(&in, "{\"id\": \"e%d\", \"text\": \" \"}\n", i)
			want = append(want, fmt.Sprintf("e%d EMPTY", i))
		case 9:
			fmt.Fprintf(&in, "{\"id\": \"f%d\", \"text\": \"x\", \"publishedOn\": \"soon\"}\n", i)
			want = append(want, fmt.Sprintf("f%d FORMAT", i))
		}
	}
	r := call(t, in.String(), "extract", "--json", "--lines", "-")
	if r.code != 3 {
		t.Errorf("exit code %d, %s", r.code, r.err)
	}
	if diff := cmp.Diff(want, heads(t, r.out)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestExtractRefusals(t *testing.T) {
	alone(t)
	write(t, "in/a.txt", "China met Russia.")
	write(t, "in/b.txt", "a\x00b")
	write(t, "in/c.md", "---\ndate: soon\n---\nx")
	write(t, "in/d.jsonl", "{\"id\": \"d1\", \"text\": \"Japan met India.\"}\n{}\n")
	r := call(t, "", "extract", "--json", "in")
	want := []string{"path:a.txt", filepath.Join("in", "b.txt") + " BINARY", filepath.Join("in", "c.md") + " FORMAT", "d1", filepath.Join("in", "d.jsonl") + ":2 EMPTY"}
	if diff := cmp.Diff(want, heads(t, r.out)); diff != "" || r.code != 3 {
		t.Errorf("exit code %d (-want +got):\n%s", r.code, diff)
	}
	if r := call(t, "", "extract", "in"); r.code != 3 || strings.Count(r.err, "\n") != 3 {
		t.Errorf("for people: %d, %s", r.code, r.err)
	}
}

func TestExtractStandardInput(t *testing.T) {
	alone(t)
	r := call(t, astral, "extract", "--json", "-")
	if r.code != 0 || len(heads(t, r.out)) != 1 || !strings.HasPrefix(heads(t, r.out)[0], "sha256:") {
		t.Errorf("%d: %s%s", r.code, r.out, r.err)
	}
	checkContract(t, r.out, strings.TrimPrefix(astral, "\ufeff"))
}

func TestClassify(t *testing.T) {
	alone(t)
	in := `{"id": "1", "text": "😀 China accused Japan of theft.", "pairs": [{"from": [2, 7], "to": [16, 21]}, {"from": [0, 0], "to": [16, 21]}]}
{"id": 2, "text": "", "pairs": []}
no JSON
{"id": "4", "text": "China thanked Japan.", "pairs": [{"from": [900, 7], "to": [-1, 99999]}]}
`
	r := call(t, in, "classify")
	if r.code != 3 {
		t.Errorf("exit code %d: %s", r.code, r.err)
	}
	kinds := []string{"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
	var shape []string
	for line := range strings.Lines(r.out) {
		var a struct {
			ID    any
			Pairs []struct{ Kind, Polarity, Modality string }
			Error any
		}
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		shape = append(shape, fmt.Sprint(a.ID, " ", len(a.Pairs), " ", a.Error != nil))
		for _, p := range a.Pairs {
			if !slices.Contains(kinds, p.Kind) || p.Polarity == "" || p.Modality == "" {
				t.Errorf("%+v in %s", p, line)
			}
		}
	}
	if diff := cmp.Diff([]string{"1 2 false", "2 0 false", "<nil> 0 true", "4 1 false"}, shape); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !strings.Contains(strings.SplitN(r.out, "\n", 2)[0], `"ACCUSE"`) {
		t.Errorf("an accusation is %s", r.out)
	}
}
