package plain

import (
	"bytes"
	"context"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"entente/graph"
)

// Input is a file of any format, as every decoder takes it.
type Input struct {
	Reader io.Reader
	// MaxBytes is the size beyond which it is refused; 0 means no limit.
	MaxBytes int64
}

// Decode reads a plain text and yields it as one document without metadata.
// The text is the file's, unchanged but for a byte-order mark. Its errors are
// *graph.RefusedError, those of the reader and of yield.
func Decode(_ context.Context, in Input, yield func(graph.Document, string) error) error {
	text, err := Text(in)
	if err != nil {
		return err
	}
	return yield(graph.Document{Format: graph.FormatText}, text)
}

// Text reads the input as text. The error is a *graph.RefusedError that says
// what is wrong: EMPTY, BINARY, ENCODING, TOO_LARGE, or READ where reading failed.
func Text(in Input) (string, error) {
	data, err := Bytes(in)
	if err != nil {
		return "", err
	}
	return Decoded(data)
}

// Bytes reads the input whole. The error is a *graph.RefusedError with code
// READ or TOO_LARGE.
func Bytes(in Input) ([]byte, error) {
	r := in.Reader
	if in.MaxBytes > 0 {
		r = io.LimitReader(r, in.MaxBytes+1)
	}
	data, err := io.ReadAll(r)
	switch {
	case err != nil:
		return nil, graph.Refuse(graph.RefusedRead, "cannot be read: %v", err)
	case in.MaxBytes > 0 && int64(len(data)) > in.MaxBytes:
		return nil, graph.Refuse(graph.RefusedTooLarge, "larger than %d bytes; raise maxDocumentBytes to load it", in.MaxBytes)
	}
	return data, nil
}

// Decoded returns bytes as text. The error is a *graph.RefusedError with code
// EMPTY, BINARY or ENCODING.
func Decoded(data []byte) (string, error) {
	text, err := decode(data)
	if err != nil {
		return "", err
	}
	if strings.TrimSpace(text) == "" {
		return "", graph.Refuse(graph.RefusedEmpty, "holds no text")
	}
	return text, nil
}

var (
	markUTF8 = []byte{0xEF, 0xBB, 0xBF}
	markLE   = []byte{0xFF, 0xFE}
	markBE   = []byte{0xFE, 0xFF}
)

func decode(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, markUTF8):
		data = data[len(markUTF8):]
	case bytes.HasPrefix(data, markLE), bytes.HasPrefix(data, markBE):
		out, err := unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", graph.Refuse(graph.RefusedEncoding, "is marked as UTF-16 but is not: %v", err)
		}
		data = out
	}
	if binary(data) {
		return "", graph.Refuse(graph.RefusedBinary, "is not a text: it holds control bytes")
	}
	if !utf8.Valid(data) {
		return "", graph.Refuse(graph.RefusedEncoding, "is not UTF-8 from byte %d on; convert it first, for example with iconv -f LATIN1 -t UTF-8", invalidAt(data))
	}
	return string(data), nil
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
