package plain_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/loaders/plain"
)

// read decodes a plain text and returns it, or the code of its refusal.
func read(t *testing.T, in plain.Input) (string, graph.RefusalCode) {
	t.Helper()
	text := ""
	err := plain.Decode(context.Background(), in, func(item plain.Item) error {
		text = item.Text
		return nil
	})
	var refused *graph.RefusedError
	if err != nil && !errors.As(err, &refused) {
		t.Fatalf("an error that is no refusal: %v", err)
	}
	if refused != nil {
		return text, refused.Code
	}
	return text, ""
}

func wide(order string, s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		if order == "LE" {
			b.WriteByte(byte(u))
			b.WriteByte(byte(u >> 8))
		} else {
			b.WriteByte(byte(u >> 8))
			b.WriteByte(byte(u))
		}
	}
	return b.String()
}

func TestDecode(t *testing.T) {
	const said = "Chişinău met 𝔄stana.\r\nЮг said yes.\n"
	tests := []struct {
		name, in, want string
		code           graph.RefusalCode
	}{
		{name: "as it is, line ends too", in: said, want: said},
		{name: "mark of UTF-8", in: "\xEF\xBB\xBF" + said, want: said},
		{name: "UTF-16, little end first", in: "\xFF\xFE" + wide("LE", said), want: said},
		{name: "UTF-16, big end first", in: "\xFE\xFF" + wide("BE", said), want: said},
		{name: "UTF-16 that has a replacement character itself", in: "\xFF\xFE" + wide("LE", "a\uFFFDb"), want: "a\uFFFDb"},
		{name: "form feed and escape", in: "page one\fpage two \x1b[1mbold", want: "page one\fpage two \x1b[1mbold"},
		{name: "a stray control byte in much text", in: strings.Repeat("word ", 20) + "\x07", want: strings.Repeat("word ", 20) + "\x07"},
		{name: "no bytes", in: "", code: graph.RefusedEmpty},
		{name: "only a mark", in: "\xEF\xBB\xBF", code: graph.RefusedEmpty},
		{name: "only white space", in: " \r\n\t\u00a0\u2003\n", code: graph.RefusedEmpty},
		{name: "only what has no width", in: "\u200b\ufeff\u00ad\n", code: graph.RefusedEmpty},
		{name: "NUL", in: "text\x00more text", code: graph.RefusedBinary},
		{name: "an image", in: "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", code: graph.RefusedBinary},
		{name: "control bytes", in: "\x01\x02\x03\x04", code: graph.RefusedBinary},
		{name: "Latin-1", in: "Pr\xe9sident", code: graph.RefusedEncoding},
		{name: "cut inside a character", in: "Astan\xd0", code: graph.RefusedEncoding},
		{name: "UTF-16 without a mark", in: wide("LE", "China and Kazakhstan"), code: graph.RefusedEncoding},
		{name: "UTF-16, half a pair", in: "\xFF\xFEa\x00\x3c\xd8b\x00", code: graph.RefusedEncoding},
		{name: "UTF-16, an odd byte", in: "\xFF\xFEa\x00b", code: graph.RefusedEncoding},
		{name: "UTF-32", in: "\xFF\xFE\x00\x00a\x00\x00\x00", code: graph.RefusedBinary},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, code := read(t, plain.Input{Reader: strings.NewReader(tt.in)})
			if diff := cmp.Diff(tt.want, got); diff != "" || code != tt.code {
				t.Errorf("code %q, want %q; text (-want +got):\n%s", code, tt.code, diff)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	text := strings.Repeat("é", 50)
	if got, code := read(t, plain.Input{Reader: strings.NewReader(text), MaxBytes: 100}); got != text || code != "" {
		t.Errorf("a text of just the limit: %q, %q", got, code)
	}
	endless := io.MultiReader(strings.NewReader(text), endlessReader{})
	if _, code := read(t, plain.Input{Reader: endless, MaxBytes: 100}); code != graph.RefusedTooLarge {
		t.Errorf("an endless text: %q", code)
	}
	broken := iotest.ErrReader(errors.New("the disk is gone"))
	if _, code := read(t, plain.Input{Reader: broken}); code != graph.RefusedRead {
		t.Errorf("a broken reader: %q", code)
	}
	want := errors.New("no more")
	if err := plain.Decode(context.Background(), plain.Input{Reader: strings.NewReader("a")}, func(plain.Item) error { return want }); !errors.Is(err, want) {
		t.Errorf("yield's error: %v", err)
	}
}

type endlessReader struct{}

func (endlessReader) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{"a text", "\xFF\xFEa\x00", "\xFE\xFF\x00a", "\xEF\xBB\xBFa", "\x00", "\xff", "\xFF\xFE\x3c\xd8"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, code := read(t, plain.Input{Reader: strings.NewReader(string(data)), MaxBytes: 1 << 16})
		if code == "" && (!utf8.ValidString(text) || strings.Contains(text, "\x00") || plain.Blank(text)) {
			t.Errorf("%q was taken as %q", data, text)
		}
		if again, code2 := read(t, plain.Input{Reader: strings.NewReader(string(data)), MaxBytes: 1 << 16}); again != text || code2 != code {
			t.Errorf("%q reads differently the second time", data)
		}
	})
}
