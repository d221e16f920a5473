package resolvers

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// FuzzScanner holds that a scanner finds in valid JSON what encoding/json finds.
func FuzzScanner(f *testing.F) {
	for _, text := range []string{`{}`, ` { "a" : [ 1 , -2.5e+3, true , false , null, "x" ] , "a" : { } } `, `[]`, `""`, `"\u00e9\ud83d\ude00\ud800 \n\t\r\b\f\/\\\""`,
		"\"\xff\xc3\"", `{"query":"{a}","variables":{"b":"c\n","d":[[],{}]},"\u0071uery":"e"}`, `0`, `null`, "[1,2\n]", `{"":{"":""}}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if !json.Valid(text) {
			return
		}
		var want any
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		if err := d.Decode(&want); err != nil {
			t.Fatal(err)
		}
		s := scanner{text: text}
		if diff := cmp.Diff(want, s.value()); diff != "" {
			t.Errorf("value of %q (-want +got):\n%s", text, diff)
		}
		if rest := bytes.TrimSpace(text[s.at:]); len(rest) > 0 {
			t.Errorf("after the value of %q comes %q", text, rest)
		}
		s = scanner{text: text}
		if skipped := s.skip(); !bytes.Equal(skipped, bytes.TrimSpace(text)) {
			t.Errorf("%q was skipped of %q", skipped, text)
		}
	})
}

// FuzzParameters holds that the parameters of a request are what encoding/json
// finds under their names.
func FuzzParameters(f *testing.F) {
	for _, text := range []string{`{"query":"{a}","variables":{"b":1},"operationName":null}`, `{"\u0071uery":"a","Query":"b"}`, `[]`, `null`, `{"query":"a","query":"b"}`,
		`{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}`, `{"query":1}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var want map[string]json.RawMessage
		err := json.Unmarshal(text, &want)
		got, problem := parse(text)
		if (problem == nil) != (err == nil && want != nil) {
			t.Fatalf("%q: %v, want %v", text, problem, err)
		}
		if problem != nil {
			return
		}
		for name, raw := range map[string]json.RawMessage{"query": got.query, "operationName": got.operation, "documentId": got.document,
			"variables": got.variables, "extensions": got.extensions} {
			if !bytes.Equal(raw, want[name]) {
				t.Errorf("%s of %q is %q, want %q", name, text, raw, want[name])
			}
		}
		_, _ = got.request() // does not panic
	})
}
