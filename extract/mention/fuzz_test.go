package mention_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"entente/extract/mention"
)

// FuzzFind holds what every text must keep: no panic, spans in order and inside
// the text, names inside phrases, words inside sentences, and the same answer
// twice.
func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "China", "President Xi Jinping of China met (KTZ) both sides on 17 June 2025.", "“", "the “China–Central Asia” summit of",
		"Treaty on X, Y and", "US$15 million and 40%", "between 2008 and", "— – -", "é\u0301\u200b الصين 中国", "A\r\nB\n\nQ: It?", "Both. The former the latter.",
		"WRITTEN ANSWERS\nMr Alan Trew: We met.\nLeo Grant: We did, and we thank Chile.",
		"'0A000000 Xi B00A0000000000\"KZA 00000000000000000000"} {
		f.Add(s)
	}
	find := finder(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 20000 {
			return
		}
		d := find.Find(mention.Input{Text: text, PublishedOn: "2025-06-20"})
		check(t, d)
		title, _, _ := strings.Cut(text, "\n")
		check(t, find.Find(mention.Input{Text: text, Title: title}))
		if again := find.Find(mention.Input{Text: text, PublishedOn: "2025-06-20"}); show(again) != show(d) {
			t.Errorf("two readings differ:\n%s\n%s", show(d), show(again))
		}
		if all := find.Find(mention.Input{Text: text, PublishedOn: "2025-06-20", ParseAll: true}); found(all) != found(d) {
			t.Errorf("with all sentences parsed it finds\n%s\nelse\n%s", found(all), found(d))
		}
	})
}

// found is what is mentioned; dates and figures of sentences without trees have
// no part in anything.
func found(d *mention.Doc) string {
	var b strings.Builder
	for _, m := range every(d, d.In) {
		fmt.Fprintf(&b, "%+v\n", *m)
	}
	return b.String()
}

// A sentence that is not parsed has nothing to find, and there are such.
func TestParseAll(t *testing.T) {
	f := finder(t)
	text := "China and Kazakhstan signed the Astana Declaration. The rain was heavy. It pleased farmers. The astana declaration was short. We waited long for this."
	d := f.Find(mention.Input{Text: text})
	if all := f.Find(mention.Input{Text: text, ParseAll: true}); found(all) != found(d) {
		t.Errorf("with all sentences parsed it finds\n%s\nelse\n%s", found(all), found(d))
	}
	var parsed []bool
	for i := range d.Len() {
		parsed = append(parsed, d.Parsed(i))
	}
	if want := []bool{true, false, true, true, false}; !slices.Equal(want, parsed) {
		t.Errorf("parsed %v, want %v", parsed, want)
	}
}

func check(t *testing.T, d *mention.Doc) {
	t.Helper()
	for _, m := range every(d, d.In) {
		words := len(d.Tree(m.Sentence).Words)
		if _, ok := d.Text.Slice(m.Start, m.End); !ok || m.Start >= m.End {
			t.Errorf("%s: phrase [%d, %d) is not in the text", m.Entity, m.Start, m.End)
		}
		if m.NameStart < m.Start || m.NameEnd > m.End || m.NameStart >= m.NameEnd {
			t.Errorf("%s: name [%d, %d) is not in its phrase [%d, %d)", m.Entity, m.NameStart, m.NameEnd, m.Start, m.End)
		}
		if m.Lo < 0 || m.Hi > words || m.Lo >= m.Hi || m.Head < 0 || m.Head >= words {
			t.Errorf("%s: words [%d, %d) with head %d of %d", m.Entity, m.Lo, m.Hi, m.Head, words)
		}
		if m.Entity == "" && len(m.Members) == 0 {
			t.Errorf("a mention at %d means nothing", m.Start)
		}
	}
	for _, x := range every(d, d.Times) {
		if _, ok := d.Text.Slice(x.Start, x.End); !ok {
			t.Errorf("time [%d, %d) is not in the text", x.Start, x.End)
		}
	}
	for _, x := range every(d, d.Figures) {
		if _, ok := d.Text.Slice(x.Start, x.End); !ok {
			t.Errorf("figure [%d, %d) is not in the text", x.Start, x.End)
		}
	}
}

// TestSpans holds that a phrase is the whole noun phrase without its relative
// clause, and that a pronoun or possessor stands alone.
func TestSpans(t *testing.T) {
	f := finder(t)
	for _, c := range []struct{ text, name, want string }{
		{"The president of France, who had travelled far, spoke.", "president", "The president of France"},
		{"Indian police in Kashmir arrested him.", "police", "Indian police in Kashmir"},
		{"Algeria's foreign ministry protested.", "foreign ministry", "Algeria's foreign ministry"},
		{"Algeria's foreign ministry protested.", "Algeria", "Algeria"},
		{"The rebels that attacked the town fled.", "rebels", "The rebels"},
		{"France, which had waited, agreed.", "France", "France"},
		{"The United States sent aid to Haiti.", "United States", "The United States"},
		{"On 31 March President Emmanuel Macron called Algiers.", "Emmanuel Macron", "President Emmanuel Macron"},
		{"The three countries on Wednesday left France.", "France", "France"},
		{"They accused Nigeria of interference.", "Nigeria", "Nigeria"},
		{"The foreign ministers of France, Germany and Poland met.", "foreign ministers", "The foreign ministers of France, Germany and Poland"},
		{"He joined the so-called \"Algiers Accord\" late.", "Algiers Accord", "the so-called \"Algiers Accord\""},
	} {
		t.Run(c.want, func(t *testing.T) {
			d := f.Find(mention.Input{Text: c.text, PublishedOn: "2025-06-20"})
			var got []string
			for _, m := range every(d, d.In) {
				if name, _ := d.Text.Slice(m.NameStart, m.NameEnd); name == c.name {
					phrase, _ := d.Text.Slice(m.Start, m.End)
					got = append(got, phrase)
				}
			}
			if len(got) != 1 || got[0] != c.want {
				t.Errorf("phrases of %q in %q: %q, want %q", c.name, c.text, got, c.want)
			}
		})
	}
}

// BenchmarkFind shows that reading is linear in the length of the text: the
// time per byte stays the same from one size to the next.
func BenchmarkFind(b *testing.B) {
	f := finder(b)
	const page = "President Sadyr Japarov of Kyrgyzstan met the foreign minister of China in Bishkek on 17 June 2025. " +
		"The two sides signed the Bishkek Declaration. It names six projects, and the declaration will be published next week.\n\n"
	for _, size := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprintf("%dkB", size/1000), func(b *testing.B) {
			text := strings.Repeat(page, size/len(page)+1)[:size]
			b.SetBytes(int64(size))
			for b.Loop() {
				f.Find(mention.Input{Text: text, PublishedOn: "2025-06-20"})
			}
		})
	}
}
