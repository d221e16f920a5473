package plain_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph"
	"entente/loaders/plain"
)

func TestCanonicalURL(t *testing.T) {
	tests := []struct {
		raw, want string
		bad       bool
	}{
		{raw: "", want: ""},
		{raw: " https://News.Example/A/b?x=1&y=2 ", want: "https://news.example/A/b?x=1&y=2"},
		{raw: "HTTPS://news.example", want: "https://news.example/"},
		{raw: "https://news.example:443/a", want: "https://news.example/a"},
		{raw: "http://news.example:80/a", want: "http://news.example/a"},
		{raw: "http://news.example:8080/a", want: "http://news.example:8080/a"},
		{raw: "https://news.example./a", want: "https://news.example/a"},
		{raw: "https://[2001:DB8::1]:443/a", want: "https://[2001:db8::1]/a"},
		{raw: "https://user:secret@news.example/a", want: "https://news.example/a"},
		{raw: "https://news.example/a#part-2", want: "https://news.example/a"},
		{raw: "https://news.example/#!/a", want: "https://news.example/#!/a"},
		{raw: "https://news.example/a/./b/../c", want: "https://news.example/a/c"},
		{raw: "https://news.example/a?utm_source=x&id=7&UTM_Medium=y", want: "https://news.example/a?id=7"},
		{raw: "https://news.example/a?fbclid=x&gclid=y", want: "https://news.example/a"},
		{raw: "https://news.example/a?", want: "https://news.example/a"},
		{raw: "https://news.example/a?b=2&a=1&a=0", want: "https://news.example/a?b=2&a=1&a=0"},
		{raw: "https://news.example/%D0%B0%2Fb", want: "https://news.example/%D0%B0%2Fb"},
		{raw: "urn:isbn:0451450523", want: "urn:isbn:0451450523"},
		{raw: "doi:10.1000/182", want: "doi:10.1000/182"},
		{raw: "/politics/a", bad: true},
		{raw: "news.example/a", bad: true},
		{raw: "https:///a", bad: true},
		{raw: "https://news.example/%zz", bad: true},
	}
	for _, tt := range tests {
		t.Run(tt.raw, func(t *testing.T) {
			got, ok := plain.CanonicalURL(tt.raw)
			if got != tt.want || ok == tt.bad {
				t.Errorf("got %q, %v; want %q, %v", got, ok, tt.want, !tt.bad)
			}
			if again, _ := plain.CanonicalURL(got); again != got {
				t.Errorf("of %q it makes %q", got, again)
			}
		})
	}
}

func TestDay(t *testing.T) {
	tests := []struct {
		in   string
		want graph.Date
		bad  bool
	}{
		{in: "", want: ""},
		{in: "2025", want: "2025"},
		{in: " 2025-06 ", want: "2025-06"},
		{in: "2025-06-18", want: "2025-06-18"},
		{in: "2025-06-18T23:30:00-05:00", want: "2025-06-18"},
		{in: "2025-06-18 07:15:00", want: "2025-06-18"},
		{in: "~2023", want: "~2023"},
		{in: "2023/2025", want: "2023/2025"},
		{in: "2025-02-30", bad: true},
		{in: "2025-06-18Today", bad: true},
		{in: "18 June 2025", bad: true},
		{in: "yesterday", bad: true},
	}
	for _, tt := range tests {
		if got, ok := plain.Day(tt.in); got != tt.want || ok == tt.bad {
			t.Errorf("%q: got %q, %v; want %q, %v", tt.in, got, ok, tt.want, !tt.bad)
		}
	}
}

func TestLanguage(t *testing.T) {
	for tag, want := range map[string]string{
		"en": "en", "en-GB": "en", "en_US": "en", "EN": "en", "zh-Hant-TW": "zh-Hant", "uz-Cyrl": "uz-Cyrl", "kk": "kk",
		"": "", "und": "", "English!": "", "x-private": "",
	} {
		if got := plain.Language(tag); got != want {
			t.Errorf("%q: got %q, want %q", tag, got, want)
		}
	}
}

func TestFields(t *testing.T) {
	all := plain.Fields{ID: "7", Title: " A\n title ", URL: "https://Steppe.example/a#x", Author: "Aliya  Serikova", Source: "Steppe Dispatch",
		Owner: "kaz", Reliability: "b", PublishedOn: "2025-06-18T10:00:00Z", Language: "en-GB"}
	got, err := all.Document(graph.FormatMarkdown)
	if err != nil {
		t.Fatal(err)
	}
	want := graph.Document{Title: "A title", URL: "https://steppe.example/a", Author: "Aliya Serikova", PublishedOn: "2025-06-18", Language: "en",
		Format: graph.FormatMarkdown, Source: graph.Source{ID: "source:steppe-dispatch", Name: "Steppe Dispatch", Owner: "state:KAZ", Reliability: "B"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("all fields (-want +got):\n%s", diff)
	}
	got, err = plain.Fields{ID: "7", Source: "—"}.Document(graph.FormatText)
	if diff := cmp.Diff(graph.Document{ID: "document:7", Format: graph.FormatText}, got); err != nil || diff != "" {
		t.Errorf("an id and a source without letters: %v (-want +got):\n%s", err, diff)
	}

	bad := []struct {
		name   string
		fields plain.Fields
		code   graph.RefusalCode
		says   string
	}{
		{"date", plain.Fields{PublishedOn: "soon"}, graph.RefusedFormat, "publishedOn"},
		{"address", plain.Fields{URL: "/a"}, graph.RefusedFormat, "url"},
		{"owner", plain.Fields{Source: "S", Owner: "Kazakhstan"}, graph.RefusedFormat, "owner"},
		{"owner of another kind", plain.Fields{Source: "S", Owner: "person:x"}, graph.RefusedFormat, "owner"},
		{"reliability", plain.Fields{Source: "S", Reliability: "G"}, graph.RefusedFormat, "reliability"},
		{"NUL", plain.Fields{Title: "a\x00"}, graph.RefusedEncoding, "NUL"},
		{"not UTF-8", plain.Fields{Author: "\xff"}, graph.RefusedEncoding, "UTF-8"},
	}
	for _, tt := range bad {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tt.fields.Document(graph.FormatText)
			var refused *graph.RefusedError
			if !errors.As(err, &refused) || refused.Code != tt.code || !strings.Contains(refused.Message, tt.says) {
				t.Errorf("got %v, want %s that says %q", err, tt.code, tt.says)
			}
		})
	}
}

func FuzzCanonicalURL(f *testing.F) {
	for _, s := range []string{"https://a.example:443/x/../y?utm_a=1#f", "urn:x", "http://[::1]:80", "https://a/%2e%2e/b", "http://a?b#!c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		got, ok := plain.CanonicalURL(raw)
		if !ok {
			return
		}
		if again, ok := plain.CanonicalURL(got); !ok || again != got {
			t.Errorf("%q gives %q, which gives %q, %v", raw, got, again, ok)
		}
	})
}
