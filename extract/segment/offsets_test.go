package segment_test

import (
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"entente/extract/segment"
)

func TestOffsets(t *testing.T) {
	for _, text := range []string{"", "plain", "Қазақстан – 🇰🇿 flag", "bad \xff byte \U0001F600"} {
		o := segment.NewOffsets(text)
		if got, want := o.Len(), utf8.RuneCountInString(text); got != want {
			t.Errorf("%q: Len %d, want %d", text, got, want)
		}
		at, units := 0, 0
		for i, r := range text {
			if got := o.Byte(at); got != i {
				t.Errorf("%q: Byte(%d) = %d, want %d", text, at, got, i)
			}
			if got := o.Rune(i); got != at {
				t.Errorf("%q: Rune(%d) = %d, want %d", text, i, got, at)
			}
			if got := o.UTF16(at); got != units {
				t.Errorf("%q: UTF16(%d) = %d, want %d", text, at, got, units)
			}
			if got := o.FromUTF16(units); got != at {
				t.Errorf("%q: FromUTF16(%d) = %d, want %d", text, units, got, at)
			}
			at++
			units += len(utf16.Encode([]rune{r}))
		}
		if got := o.Slice(0, o.Len()); got != text {
			t.Errorf("Slice of all of %q = %q", text, got)
		}
		if got := o.Slice(3, 1); got != "" {
			t.Errorf("%q: backward slice %q", text, got)
		}
		if got := o.Byte(1 << 30); got != len(text) {
			t.Errorf("%q: Byte beyond the end = %d", text, got)
		}
	}
}

func TestOffsetsInsideRune(t *testing.T) {
	o := segment.NewOffsets("aé😀b")
	if got := o.Rune(2); got != 1 {
		t.Errorf("Rune inside é = %d, want 1", got)
	}
	if got := o.FromUTF16(3); got != 2 {
		t.Errorf("FromUTF16 inside the pair = %d, want 2", got)
	}
}
