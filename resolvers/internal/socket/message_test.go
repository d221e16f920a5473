package socket

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzParse(f *testing.F) {
	for _, text := range []string{
		`{"type":"connection_init","payload":{}}`, `{"type":"subscribe","id":"1","payload":{"query":"{a}"}}`, `{"type":"complete","id":"1"}`,
		`{"type":"ping","payload":null}`, `{"type":"pong"}`, `{"type":1}`, `[]`, `null`, ``, "\xff", `{"type":"ping","payload":[`,
		`{"type":"complete","id":"` + strings.Repeat("é", 200) + `"}`, `{"id":"a","id":"b","type":"complete"}`, strings.Repeat("[", 10000),
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		m, err := parse(text)
		var bad malformed
		if err != nil {
			if !errors.As(err, &bad) || len(err.Error()) > 60 {
				t.Errorf("%v", err)
			}
			return
		}
		switch m.Type {
		case subscribe, complete:
			if m.ID == "" || len(m.ID) > maxID {
				t.Errorf("id %q", m.ID)
			}
		case connectionInit, ping, pong:
		default:
			t.Errorf("type %q", m.Type)
		}
		if m.Type == subscribe && m.Payload[0] != '{' || m.Payload != nil && m.Type != complete && m.Payload[0] != '{' {
			t.Errorf("payload %s", m.Payload)
		}
		if reason := clip("Subscriber for " + m.ID + " already exists"); len(reason) > 123 || !utf8.ValidString(reason) && utf8.ValidString(m.ID) {
			t.Errorf("reason %q", reason)
		}
	})
}
