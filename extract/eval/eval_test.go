package eval_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/extract"
	"entente/extract/eval"
	"entente/internal/golden"
)

func extractor(t *testing.T) *extract.Extractor {
	t.Helper()
	e, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func lines[T any](t *testing.T, text string) []T {
	t.Helper()
	out, err := eval.Lines[T](strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// measures returns the hits of each counted measure, "hits/of".
func measures(r eval.Report) map[string][2]int {
	out := make(map[string][2]int)
	for _, m := range r.Measures {
		if m.Of > 0 {
			out[m.Name] = [2]int{m.Hits, m.Of}
		}
	}
	return out
}

func TestDocuments(t *testing.T) {
	docs := lines[eval.Document](t, strings.ReplaceAll(`{"id": "a", "text": "France condemned Russia. Prime Minister Viktor Orbán met Recep Tayyip Erdoğan.", "published": "2024-05-01",
"entities": [{"type": "State", "name": "France"}, {"type": "Person", "name": "Viktor Orban"}, {"type": "State", "name": "Peru"}],
"relations": [{"s": "France", "r": ["ACCUSE", "REJECT"], "t": "Russia"}, {"s": "Turkey", "r": ["CONSULT"], "t": "Hungary"}, {"s": "Peru", "r": ["AID"], "t": "Chile"}],
"forbidden": [{"s": "Russia", "r": ["*"], "t": "*", "why": "does nothing"}], "offices": [["Viktor Orbán", "Hungary"], ["Recep Tayyip Erdoğan", "Turkey"]]}`, "\n", ""))
	got := measures(eval.Documents(extractor(t), docs))
	delete(got, "quotes")
	want := map[string][2]int{"relation recall": {2, 3}, "relation precision": {2, 2}, "modality": {2, 2}, "entity recall": {2, 3}, "traps sprung": {0, 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestSentences(t *testing.T) {
	texts := lines[eval.Sentence](t, `{"id": "1", "text": "France condemned Russia.", "gold": [{"source_span": [0, 6], "target_span": [17, 23], "root": "ACCUSE", "quad": 3}], "meta": {"date": "2020-01-02"}}
{"id": "2", "text": "Peru attacked Chile.", "gold": [{"source_span": [14, 19], "target_span": [0, 4], "root": "ASSAULT"}], "meta": {"date": 3}}
{"id": "3", "text": "The weather was fine.", "gold": [], "meta": {"quad": 0}}
{"id": "4", "text": "It rained.", "gold": [{"source_span": [0, 2]}], "meta": {}}`)
	r := eval.Sentences(extractor(t), texts)
	want := map[string][2]int{"pair precision": {1, 2}, "pair recall": {1, 2}, "strict pair precision": {1, 2}, "strict pair recall": {1, 2},
		"pair and quad precision": {1, 2}, "pair and quad recall": {1, 2}, "undirected pair recall": {2, 2}, "false alarms": {0, 1}}
	got := measures(r)
	delete(got, "root accuracy")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if f, ok := r.Value("pair F1"); !ok || f != 0.5 {
		t.Errorf("pair F1 = %v, %v; want 0.5", f, ok)
	}
	if _, ok := r.Value("no such measure"); ok {
		t.Error("a measure that does not exist has a value")
	}
}

func TestParties(t *testing.T) {
	texts := lines[eval.Sentence](t, `{"id": "1", "text": "Egyptian police arrested a Libyan.", "gold": [{"source_party": "state:EGY/COP", "root": "COERCE", "target_party": "state:LBY/CVL"}]}
{"id": "2", "text": "Chinese Foreign Minister Wang Yi met Russian officials.", "gold": [{"source_party": "state:RUS/GOV", "root": "CONSULT", "target_party": "person:wang-yi>state:CHN/GOV", "reciprocal": true}]}
{"id": "3", "text": "Peru attacked Chile.", "gold": [{"source_party": "state:PRY", "root": "ASSAULT", "target_party": "state:CHL"}]}
{"id": "4", "text": "Rebels attacked Chad.", "gold": [{"source_party": "actor:", "root": "ASSAULT", "target_party": "state:CHE|state:TCD/MIL"}]}
{"id": "5", "text": "France will attack Mali.", "gold": [{"source_party": "state:FRA", "root": "ASSAULT", "target_party": "state:MLI"}]}
{"id": "6", "text": "France attacked Mali.", "gold": [{"source_party": "state:FRA", "root": "ASSAULT", "target_party": "state:MLI", "optional": true}]}`)
	r := eval.Parties(extractor(t), texts)
	want := map[string][2]int{"states precision": {2, 5}, "states recall": {2, 4}, "parties precision": {2, 5}, "parties recall": {2, 4},
		"ids precision": {3, 6}, "ids recall": {3, 5}, "roles": {3, 5}} // "will attack" is a threat, too
	if diff := cmp.Diff(want, measures(r)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// fileLines returns what the lines of a file hold.
func fileLines[T any](t *testing.T, path string) []T {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out, err := eval.Lines[T](f)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestKeptAside keeps the totals on texts that nobody who writes rules has read.
func TestKeptAside(t *testing.T) {
	e := extractor(t)
	documents, sentences := fileLines[eval.Document](t, "testdata/aside/documents.jsonl"), fileLines[eval.Sentence](t, "testdata/aside/sentences.jsonl")
	r, s := eval.Documents(e, documents), eval.Sentences(e, sentences)
	golden.Compare(t, "testdata/aside.golden", []byte(r.Totals()+s.Totals()))
}

// TestPartiesOfAgencies keeps the totals on sentences in the style of news agencies
// that were labelled with whose each end is before anything was read for them.
func TestPartiesOfAgencies(t *testing.T) {
	r := eval.Parties(extractor(t), fileLines[eval.Sentence](t, "testdata/parties.jsonl"))
	golden.Compare(t, "testdata/parties.golden", []byte(r.Totals()))
}

func TestRelations(t *testing.T) {
	texts := lines[eval.Sentence](t, `{"id": "1", "text": "France attacked Russia. Peru is a member of the United Nations.", "gold": [`+
		`{"source_span": [0, 6], "target_span": [16, 22], "relation": "FightingAgainst"}, {"source_span": [0, 6], "target_span": [16, 22], "relation": "HasAttrOf"},`+
		`{"source_span": [48, 62], "target_span": [24, 28], "relation": "BelongsTo"}]}`)
	want := map[string][2]int{"relation precision": {1, 2}, "relation recall": {1, 2}, "undirected pair precision": {2, 2}, "undirected pair recall": {2, 3}}
	if diff := cmp.Diff(want, measures(eval.Relations(extractor(t), texts))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestPairs(t *testing.T) {
	texts := lines[eval.Sentence](t, `{"id": "1", "text": "France attacked Russia.", "gold": [{"source_span": [0, 6], "target_span": [16, 22], "root": "ASSAULT"}]}`)
	r := eval.Pairs(extractor(t), texts)
	if diff := cmp.Diff([2]int{1, 1}, measures(r)["root accuracy"]); diff != "" || len(r.Rows) != 1 {
		t.Errorf("rows %v; -want +got:\n%s", r.Rows, diff)
	}
}

func TestActorsTreatiesConstructed(t *testing.T) {
	e := extractor(t)
	actors := lines[eval.Sentence](t, `{"id": "1", "text": "Kazakh police", "gold": [{"country": "KAZ"}]}
{"id": "2", "text": "rebels", "gold": [{"country": ""}]}
{"id": "3", "text": "a mayor", "gold": [{"sector": "GOV"}]}`)
	if diff := cmp.Diff(map[string][2]int{"country": {2, 2}}, measures(eval.Actors(e, actors))); diff != "" {
		t.Errorf("actors -want +got:\n%s", diff)
	}
	treaties := lines[eval.Sentence](t, `{"id": "1", "text": "Peru and Chile signed the Treaty of Lima.", "gold": [{"parties": ["PER", "CHL"], "date_signed": "2001-01-01"}]}`)
	if got := measures(eval.Treaties(e, treaties))["exact set"]; got != [2]int{1, 1} {
		t.Errorf("treaties: exact set %v, want 1 of 1", got)
	}
	aliases := []eval.Alias{{Name: "GONDOR", Codes: []string{"GON"}}, {Name: "MORDOR", Codes: []string{"MORGOV"}}, {Name: "BARAD-DUR", SynonymOf: "MORDOR"}}
	var table bytes.Buffer
	if err := eval.ActorTable(&table, aliases); err != nil {
		t.Fatal(err)
	}
	invented, err := extract.New(extract.Options{Actors: &table})
	if err != nil {
		t.Fatal(err)
	}
	texts := lines[eval.Sentence](t, `{"id": "1", "text": "Gondor attacked Mordor on Monday.", "gold": [{"source_code": "GON", "target_code": "MOR", "root": "ASSAULT"}]}
{"id": "2", "text": "Gondor attacked Rohan.", "gold": [{"source_code": "GON", "target_code": "ROH", "root": "ASSAULT"}]}`)
	texts = append(texts, lines[eval.Sentence](t, `{"id": "3", "text": "Gondor condemned Mordor on Monday.", "gold": [{"source_code": "GON", "target_code": "MOR", "root": "REJECT", "cameo": "122"}]}
{"id": "4", "text": "Gondor and Mordor held talks.", "gold": [{"source_code": "GON", "target_code": "MOR", "root": "AGREE", "cameo": "031"}, {"source_code": "MOR", "target_code": "GON", "root": "AGREE", "cameo": "031"}]}
{"id": "5", "text": "Gondor did not attack Barad-dur.", "gold": [{"source_code": "GON", "target_code": "MOR", "root": "ASSAULT", "cameo": "223"}]}`)...)
	want := map[string][2]int{"all events found": {1, 4}, "actors and direction": {4, 4}, "kind, numbers read as WEIS": {2, 4}}
	if diff := cmp.Diff(want, measures(eval.Constructed(invented, texts, aliases))); diff != "" {
		t.Errorf("constructed -want +got:\n%s", diff)
	}
}

func TestNames(t *testing.T) {
	const iob = "# sent_id = s1\n# text = Angela Merkel visited Peru.\n1\tAngela\tB-PER\t-\t-\n2\tMerkel\tI-PER\t-\t-\n3\tvisited\tO\t-\t-\n4\tPeru\tB-LOC\t-\t-\n5\t.\tO\t-\t-\n"
	sentences, err := eval.ReadNames(strings.NewReader(iob))
	if err != nil {
		t.Fatal(err)
	}
	want := []eval.NamedSentence{{ID: "s1", Text: "Angela Merkel visited Peru.", Names: []eval.Name{{Span: extract.Span{0, 13}, Class: "PER"}, {Span: extract.Span{22, 26}, Class: "LOC"}}}}
	if diff := cmp.Diff(want, sentences); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := measures(eval.Names(extractor(t), sentences))["all recall"]; got != [2]int{2, 2} {
		t.Errorf("names: %v, want 2 of 2", got)
	}
	if _, err := eval.ReadNames(strings.NewReader("# sent_id = s1\n# text = A b\n1\tc\tO\n")); err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("a word that is not in the text: %v, want an error for line 3", err)
	}
}

func TestLines(t *testing.T) {
	if _, err := eval.Lines[eval.Document](strings.NewReader("{}\n\nnot json\n")); err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("broken JSON: %v, want an error for line 3", err)
	}
}

func TestWrite(t *testing.T) {
	r := eval.Report{Set: "actors", Items: 2, Measures: []eval.Measure{{Name: "country", Value: 0.5, Hits: 1, Of: 2}},
		Rows: []eval.Row{{Name: "a", Notes: []string{"missed"}, Measures: []eval.Measure{{Name: "F1", Value: 0.25}}}}}
	var out bytes.Buffer
	if err := r.Write(&out, true); err != nil {
		t.Fatal(err)
	}
	const want = "a  F1 0.250\n    missed\nactors: 2 items\ncountry                    0.500  1 of 2\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestNamesOfDiplomacy holds what is found of the names in sentences that were
// written for it: people in the orders of several languages, bodies, places,
// agreements, projects and meetings.
func TestNamesOfDiplomacy(t *testing.T) {
	f, err := os.Open("testdata/diplomatic-names.iob2")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sentences, err := eval.ReadNames(f)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	r := eval.Names(extractor(t), sentences)
	if err := r.Write(&b, true); err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "testdata/diplomatic-names.golden", b.Bytes())
}
