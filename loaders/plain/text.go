package plain

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"entente/graph"
)

// Decoded returns bytes as text. The error is a *graph.RefusedError with code
// EMPTY, BINARY or ENCODING.
func Decoded(data []byte) (string, error) {
	text, err := decode(data)
	if err != nil {
		return "", err
	}
	if Blank(text) {
		return "", graph.Refuse(graph.RefusedEmpty, "holds no text")
	}
	return text, nil
}

// Blank reports whether a text has nothing to see: only white space and
// characters without width.
func Blank(text string) bool {
	return strings.TrimFunc(text, func(r rune) bool {
		return r <= ' ' || strings.ContainsRune(unseen, r) || strings.TrimSpace(string(r)) == ""
	}) == ""
}

// unseen are the characters without width that only tell where a line may
// break: soft hyphen, zero-width space, word joiner, byte-order mark.
const unseen = "\u00ad\u200b\u2060\ufeff"

// Seen returns a text without the characters that only tell where a line may
// break. They stand inside words on web pages and keep names from being found.
func Seen(text string) string {
	if !strings.ContainsAny(text, unseen) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(unseen, r) {
			return -1
		}
		return r
	}, text)
}

const (
	markUTF8 = "\xEF\xBB\xBF"
	markLE   = "\xFF\xFE"
	markBE   = "\xFE\xFF"
)

func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte(markUTF8)):
		data = data[len(markUTF8):]
	case bytes.HasPrefix(data, []byte(markLE)), bytes.HasPrefix(data, []byte(markBE)):
		out, err := wide(data)
		if err != nil {
			return "", err
		}
		data = out
	}
	switch {
	case unmarkedWide(data):
		return "", graph.Refuse(graph.RefusedEncoding, "looks like UTF-16 without a byte-order mark; convert it first, for example with iconv -f UTF-16LE -t UTF-8")
	case binary(data):
		return "", graph.Refuse(graph.RefusedBinary, "is not a text: it holds control bytes")
	case !utf8.Valid(data):
		return "", graph.Refuse(graph.RefusedEncoding, "is not UTF-8 from byte %d on; convert it first, for example with iconv -f LATIN1 -t UTF-8", invalidAt(data))
	}
	return string(data), nil
}

// wide converts marked UTF-16. Halves of surrogate pairs and an odd byte at the
// end are refused rather than replaced.
func wide(data []byte) ([]byte, error) {
	out, err := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
	if err != nil || len(data)%2 != 0 || bytes.Count(out, []byte("\uFFFD")) > replacements(data) {
		return nil, graph.Refuse(graph.RefusedEncoding, "is marked as UTF-16 but is not")
	}
	return out, nil
}

// replacements counts the U+FFFD that marked UTF-16 holds itself.
func replacements(data []byte) int {
	n := 0
	for i := 2; i+1 < len(data); i += 2 {
		if a, b := data[i], data[i+1]; a == 0xFF && b == 0xFD && data[0] == 0xFE || a == 0xFD && b == 0xFF && data[0] == 0xFF {
			n++
		}
	}
	return n
}

// unmarkedWide reports whether every second byte is mostly NUL, as in UTF-16
// of Latin letters.
func unmarkedWide(data []byte) bool {
	if len(data) < 4 {
		return false
	}
	var zeros [2]int
	for i, b := range data {
		if b == 0 {
			zeros[i%2]++
		}
	}
	more, fewer := max(zeros[0], zeros[1]), min(zeros[0], zeros[1])
	return fewer == 0 && more*4 > len(data)
}

// binary reports whether the data holds NUL or is thick with control bytes.
func binary(data []byte) bool {
	controls := 0
	for _, b := range data {
		switch {
		case b == 0:
			return true
		case b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1B:
			controls++
		}
	}
	return controls*50 > len(data)
}

func invalidAt(data []byte) int {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}
