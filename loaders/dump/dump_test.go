package dump_test

import (
	"errors"
	"strings"
	"testing"

	"entente/graph"
	"entente/loaders/dump"
	"entente/loaders/plain"
)

func TestIs(t *testing.T) {
	for text, want := range map[string]bool{
		`{"type":"version","contribution":`: true, `{"type":"decision","id":`: true, `{"type":"claim",`: false, `{"type":"versions",`: false,
		`{"id":"1","text":"type"}`: false, "": false,
	} {
		if got := dump.Is([]byte(text)); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// FuzzDecode reads any bytes: it never panics, and what it yields is a valid
// contribution, a decision or a refusal.
func FuzzDecode(f *testing.F) {
	f.Add(`{"type":"version","contribution":"c","current":true,"document":{"id":"document:a","format":"text"},"text":"a"}` + "\n" +
		`{"type":"record","contribution":"c","id":"state:A","kind":"State","name":"A","mentions":[{"start":0,"end":1,"text":"a","role":null}]}` + "\n" +
		`{"type":"claim","contribution":"c","document":"document:a","id":"claim:1","evidence":[{"start":0,"end":1,"quote":"a"}]}` + "\n")
	f.Add(`{"type":"version","contribution":"c","document":{"id":"document:a","format":"table","length":-1},"text":""}` + "\n" +
		`{"type":"record","contribution":"c","id":"state:A","mentions":[{"start":99999999999,"end":-5,"text":"a"}]}` + "\n" +
		`{"type":"record","contribution":"c","id":"state:A"}` + "\n" + `{"type":"claim","contribution":"c","evidence":[]}` + "\n")
	f.Add(`{"type":"decision","kind":"SAME"}{"type":"entity"}`)
	f.Fuzz(func(t *testing.T, text string) {
		err := dump.Decode(t.Context(), plain.Input{Reader: strings.NewReader(text)}, func(i plain.Item) error {
			switch {
			case i.Refused == nil && i.Contribution != nil:
				if err := i.Contribution.Validate(); err != nil {
					t.Errorf("yields what no store takes: %v", err)
				}
			case i.Refused == nil && i.Decision == nil:
				t.Error("yields nothing")
			}
			return nil
		})
		var refused *graph.RefusedError
		if err != nil && !errors.As(err, &refused) {
			t.Error(err)
		}
	})
}
