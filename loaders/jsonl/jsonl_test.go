package jsonl_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/loaders/jsonl"
	"entente/loaders/plain"
)

// decode returns a line for each item: its line, id or refusal, and text; and
// the refusal of the whole, if any.
func decode(t *testing.T, in plain.Input) []string {
	t.Helper()
	var got []string
	code := func(err error) string {
		var refused *graph.RefusedError
		if !errors.As(err, &refused) {
			t.Fatalf("an error that is no refusal: %v", err)
		}
		return string(refused.Code)
	}
	err := jsonl.Decode(context.Background(), in, func(item plain.Item) error {
		if item.Refused != nil {
			got = append(got, fmt.Sprintf("%d %s %s", item.Line, item.Document.ID, code(item.Refused)))
			return nil
		}
		got = append(got, fmt.Sprintf("%d %s %q", item.Line, item.Document.ID, item.Text))
		return nil
	})
	if err != nil {
		got = append(got, "all "+code(err))
	}
	return got
}

func TestDecode(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"documents", "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":7,\"text\":\"Two.\"}", []string{`1 document:a "One."`, `2 document:7 "Two."`}},
		{"mark, blank lines, CRLF", "\ufeff{\"id\":\"a\",\"text\":\"One.\"}\r\n\r\n  \n{\"id\":\"b\",\"text\":\"Two.\"}\r\n",
			[]string{`1 document:a "One."`, `4 document:b "Two."`}},
		{"the url before the id", `{"id":"a","url":"https://A.example/x#y","text":"One."}`, []string{`1  "One."`}},
		{"no id", `{"text":"One."}`, []string{`1  "One."`}},
		{"large ids stay as they are", `{"id":12345678901234567890,"text":"One."}`, []string{`1 document:12345678901234567890 "One."`}},
		{"text as it is", `{"id":"a","text":" \ufeff𝔄\r\n\u00ad "}`, []string{`1 document:a " \ufeff𝔄\r\n\u00ad "`}},
		{"bad lines among good ones", strings.Join([]string{
			`{"id":"a","text":"One."}`, `{"id":"b","text":`, `["id"]`, `{"id":"d","text":7}`, `{"id":"e"}`, `{"id":"f","text":" \n"}`,
			`{"id":{},"text":"x"}`, `{"id":"h","text":"x","publishedOn":"soon"}`, `{"id":"i","text":"a\u0000b"}`, `{"id":"j","title":"a\u0000","text":"x"}`,
			"{\"id\":\"k\",\"text\":\"\xff\"}", "\x00\x01", `{"id":"m","text":"x"}{"id":"n"}`, `{"id":"o","text":"Last."}`}, "\n"),
			[]string{`1 document:a "One."`, "2  FORMAT", "3  FORMAT", "4  FORMAT", "5 document:e EMPTY", "6 document:f EMPTY", "7  FORMAT",
				"8 document:h FORMAT", "9 document:i BINARY", "10 document:j ENCODING", "11  ENCODING", "12  BINARY", "13  FORMAT", `14 document:o "Last."`}},
		{"nothing", "", []string{"all EMPTY"}},
		{"only blank lines", "\n \r\n\n", []string{"all EMPTY"}},
		{"too large", `{"id":"a","text":"` + strings.Repeat("x", 2000) + "\"}\n" + `{"id":"b","text":"Two."}`, []string{"1 document:a TOO_LARGE", `2 document:b "Two."`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := decode(t, plain.Input{Reader: strings.NewReader(tt.in), MaxBytes: 1000})
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestMetadata(t *testing.T) {
	doc, text, err := jsonl.Parse([]byte(`{"id":"a","text":"One.","title":"T","author":"A. B.","source":"Steppe Dispatch","owner":"KAZ",
		"reliability":"A","publishedOn":"2025-06-18","language":"en","more":{"ignored":true}}`))
	if err != nil || text != "One." {
		t.Fatalf("%q, %v", text, err)
	}
	want := graph.Document{ID: "document:a", Title: "T", Author: "A. B.", PublishedOn: "2025-06-18", Language: "en", Format: graph.FormatText,
		Source: graph.Source{ID: "source:steppe-dispatch", Name: "Steppe Dispatch", Owner: "state:KAZ", Reliability: "A"}}
	if diff := cmp.Diff(want, doc); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReaderFails(t *testing.T) {
	r := io.MultiReader(strings.NewReader("{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\""), iotest.ErrReader(errors.New("the disk is gone")))
	if diff := cmp.Diff([]string{`1 document:a "One."`, "all READ"}, decode(t, plain.Input{Reader: r})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := jsonl.Decode(ctx, plain.Input{Reader: strings.NewReader("{}")}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("after the context: %v", err)
	}
}

func TestLines(t *testing.T) {
	lines := jsonl.NewLines(strings.NewReader("short\n"+strings.Repeat("x", 300_000)+"\n\n  last  "), 100)
	var got []string
	for {
		line, n, err := lines.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		got = append(got, fmt.Sprintf("%d %s %v", n, line, err))
	}
	want := []string{"1 short <nil>", "2  the line is longer than 100 bytes", "4 last <nil>"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("{\"id\":\"a\",\"text\":\"One.\"}\n\n{\"id\":7}")
	f.Add("\ufeff{\"text\":\"\\ud800 \\u0000\"}\r\n[]")
	f.Add("{\"text\":\"x\",\"url\":\"HTTP://A:80/../b#c\",\"publishedOn\":\"2025-01\"}")
	f.Fuzz(func(t *testing.T, data string) {
		err := jsonl.Decode(context.Background(), plain.Input{Reader: strings.NewReader(data)}, func(item plain.Item) error {
			if item.Line < 1 || item.Line > strings.Count(data, "\n")+1 {
				t.Errorf("line %d of %q", item.Line, data)
			}
			for _, s := range []string{item.Text, item.Document.Title, string(item.Document.ID), item.Document.URL, item.Document.Author} {
				if item.Refused == nil && (!utf8.ValidString(s) || strings.Contains(s, "\x00")) {
					t.Errorf("%q was taken as %q", data, s)
				}
			}
			return nil
		})
		var refused *graph.RefusedError
		if err != nil && !errors.As(err, &refused) {
			t.Errorf("an error that is no refusal: %v", err)
		}
		if diff := cmp.Diff(decode(t, plain.Input{Reader: strings.NewReader(data)}), decode(t, plain.Input{Reader: strings.NewReader(data)})); diff != "" {
			t.Errorf("reads differently the second time:\n%s", diff)
		}
	})
}
