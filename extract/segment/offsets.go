package segment

import (
	"sort"
	"unicode/utf8"
)

// Offsets converts between the three ways of counting in one text: bytes of
// its UTF-8 form, runes, and UTF-16 units as browsers count. It is immutable
// and safe for concurrent use. A byte that is not valid UTF-8 counts as one
// rune, as it does in a range loop.
type Offsets struct {
	text  string
	bytes []int32 // byte offset of each rune and of the end; nil where the text is ASCII
	wide  []int32 // positions of the runes that take two UTF-16 units
}

// NewOffsets prepares a converter for text. It keeps the text and, unless the
// text is ASCII, four bytes for each rune.
func NewOffsets(text string) *Offsets {
	o := &Offsets{text: text}
	if isASCII(text) {
		return o
	}
	o.bytes = make([]int32, 0, utf8.RuneCountInString(text)+1)
	for i, r := range text {
		if r > 0xFFFF {
			o.wide = append(o.wide, int32(len(o.bytes)))
		}
		o.bytes = append(o.bytes, int32(i))
	}
	o.bytes = append(o.bytes, int32(len(text)))
	return o
}

func isASCII(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// Len gives the number of runes of the text.
func (o *Offsets) Len() int {
	if o.bytes == nil {
		return len(o.text)
	}
	return len(o.bytes) - 1
}

// Byte gives the byte offset of a rune offset. Offsets outside the text are
// moved to its nearest end.
func (o *Offsets) Byte(runes int) int {
	runes = clamp(runes, o.Len())
	if o.bytes == nil {
		return runes
	}
	return int(o.bytes[runes])
}

// Rune gives the rune offset of a byte offset; inside a rune, that of the
// rune's start. Offsets outside the text are moved to its nearest end.
func (o *Offsets) Rune(bytes int) int {
	bytes = clamp(bytes, len(o.text))
	if o.bytes == nil {
		return bytes
	}
	return sort.Search(len(o.bytes), func(i int) bool { return int(o.bytes[i]) > bytes }) - 1
}

// UTF16 gives the offset in UTF-16 units of a rune offset. Offsets outside the
// text are moved to its nearest end.
func (o *Offsets) UTF16(runes int) int {
	runes = clamp(runes, o.Len())
	return runes + sort.Search(len(o.wide), func(i int) bool { return int(o.wide[i]) >= runes })
}

// FromUTF16 gives the rune offset of an offset in UTF-16 units; inside a
// surrogate pair, that of the pair's start. Offsets outside the text are moved
// to its nearest end.
func (o *Offsets) FromUTF16(units int) int {
	return clamp(sort.Search(o.Len()+1, func(i int) bool { return o.UTF16(i) > units })-1, o.Len())
}

// Slice returns the text between two rune offsets, empty where end is not
// after start. Offsets outside the text are moved to its nearest end.
func (o *Offsets) Slice(start, end int) string {
	from, to := o.Byte(start), o.Byte(end)
	if to <= from {
		return ""
	}
	return o.text[from:to]
}

func clamp(i, most int) int {
	return max(0, min(i, most))
}
