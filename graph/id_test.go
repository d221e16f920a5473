package graph_test

import (
	"strings"
	"testing"

	"entente/graph"
)

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Astana Declaration":          "astana-declaration",
		"  China–Kyrgyzstan  Railway": "china-kyrgyzstan-railway",
		"People's Republic":           "peoples-republic",
		"Côte d’Ivoire":               "côte-divoire",
		"U.S.":                        "us",
		"C5+1":                        "c5-1",
		"Москва":                      "москва",
		"中国 外交部":                      "中国-外交部",
		"कज़ाख़":                      "कज़ाख़",
		"e\u0301tat":                  "état",
		"ÉTAT":                        "état",
		"!?":                          "",
		"":                            "",
		"--a--":                       "a",
		"a.b":                         "ab",
		"a/b\\c'd":                    "a-b-cd",
	} {
		if got := graph.Slug(name); got != graph.Slug(want) || want != "" && strings.ContainsAny(got, " './") {
			t.Errorf("Slug(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestEntityIDs(t *testing.T) {
	for _, tt := range []struct {
		kind graph.EntityKind
		key  string
		want graph.EntityID
	}{
		{graph.KindState, "KAZ", "state:KAZ"},
		{graph.KindAgreement, "Astana Declaration", "agreement:astana-declaration"},
		{graph.KindActor, "a car bomb", "actor:a-car-bomb"},
		{graph.KindPerson, "!", ""},
	} {
		got := graph.NewEntityID(tt.kind, tt.key)
		if got != tt.want {
			t.Errorf("NewEntityID(%s, %q) = %q, want %q", tt.kind, tt.key, got, tt.want)
		}
		if got != "" && got.Kind() != tt.kind {
			t.Errorf("the kind of %q is %q", got, got.Kind())
		}
	}
	long := graph.NewEntityID(graph.KindTopic, strings.Repeat("long name ", 100))
	if len(long) > 400 || long == graph.NewEntityID(graph.KindTopic, strings.Repeat("long name ", 101)) {
		t.Errorf("long names give %q", long)
	}
	for _, id := range []graph.EntityID{"", "state", "state:", "State:KAZ", "claim:1", ":x"} {
		if id.Kind() != "" {
			t.Errorf("the kind of %q is %q", id, id.Kind())
		}
	}
}

func TestDocumentIDs(t *testing.T) {
	long := strings.Repeat("x", 301)
	for _, tt := range []struct {
		keys []string
		want graph.DocumentID
	}{
		{[]string{"", " ", "https://example.org/a"}, "document:https://example.org/a"},
		{[]string{"a", "b"}, "document:a"},
		{[]string{"", ""}, ""},
		{nil, ""},
		{[]string{"a\xff"}, "document:a\uFFFD"},
	} {
		if got := graph.NewDocumentID(tt.keys...); got != tt.want {
			t.Errorf("NewDocumentID(%q) = %q, want %q", tt.keys, got, tt.want)
		}
	}
	if id := graph.NewDocumentID(long); len(id) != len("document:")+24 || id == graph.NewDocumentID(long+"x") {
		t.Errorf("a long key gives %q", id)
	}
	if key := graph.DocumentID("document:a:b").Key(); key != "a:b" {
		t.Errorf("the key is %q", key)
	}
}

func TestPairAndSource(t *testing.T) {
	for _, tt := range []struct {
		a, b graph.EntityID
		want string
	}{{"state:B", "state:A", "state:A|state:B"}, {"state:A", "state:B", "state:A|state:B"}, {"state:A", "state:A", ""}, {"", "state:A", ""}, {"state:A", "", ""}} {
		if got := graph.Pair(tt.a, tt.b); got != tt.want {
			t.Errorf("Pair(%q, %q) = %q", tt.a, tt.b, got)
		}
	}
	if id := graph.NewSourceID("Xinhua News Agency"); id != "source:xinhua-news-agency" {
		t.Errorf("the source is %q", id)
	}
	if id := graph.NewSourceID("?"); id != "" {
		t.Errorf("a source without a name is %q", id)
	}
}

func FuzzSlug(f *testing.F) {
	for _, s := range []string{"Astana Declaration", "İstanbul", "a.\u0301", "ﬁ ß ẞ", "\xff", "ΑΣ Σ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		slug := graph.Slug(name)
		if again := graph.Slug(slug); again != slug {
			t.Errorf("Slug(%q) = %q, and again %q", name, slug, again)
		}
		if strings.HasPrefix(slug, "-") || strings.HasSuffix(slug, "-") || strings.Contains(slug, "--") || strings.ContainsAny(slug, " :|\x00") {
			t.Errorf("Slug(%q) = %q", name, slug)
		}
		for _, kind := range graph.EntityKinds() {
			if id := graph.NewEntityID(kind, name); id != "" && id.Kind() != kind {
				t.Errorf("NewEntityID(%s, %q) = %q of kind %q", kind, name, id, id.Kind())
			}
		}
	})
}
