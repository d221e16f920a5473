package icews

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"entente/graph"
)

// maxLine is the length in bytes beyond which a line is refused.
const maxLine = 64 << 10

// lines reads a table line by line, in memory of one line.
type lines struct {
	r *bufio.Reader
	n int
}

func newLines(r io.Reader) *lines { return &lines{r: bufio.NewReaderSize(r, 1<<16)} }

// next returns the next line without its end, as it stands in the document's
// text: bytes that no store can hold are U+FFFD there, a line over maxLine is
// empty. fault says what is wrong with it, "" for nothing. At the end the error
// is io.EOF, else a *graph.RefusedError with code READ.
func (l *lines) next() (line string, fault *graph.RefusedError, err error) {
	raw, long, err := l.read()
	if err != nil {
		return "", nil, err
	}
	l.n++
	line = strings.TrimSuffix(string(raw), "\r")
	if l.n == 1 {
		line = strings.TrimPrefix(line, "\ufeff")
	}
	switch {
	case long:
		return "", &graph.RefusedError{Code: graph.RefusedTooLarge, Message: "the row is longer than 64 KiB"}, nil
	case strings.ContainsRune(line, 0):
		fault = &graph.RefusedError{Code: graph.RefusedBinary, Message: "the row holds a NUL, which no store can hold"}
	case !utf8.ValidString(line):
		fault = &graph.RefusedError{Code: graph.RefusedEncoding, Message: "the row is not UTF-8"}
	}
	if fault != nil {
		line = strings.ReplaceAll(strings.ToValidUTF8(line, "\uFFFD"), "\x00", "\uFFFD")
	}
	return line, fault, nil
}

// read reads to the end of a line; long says that it did not fit.
func (l *lines) read() (line []byte, long bool, err error) {
	for {
		part, err := l.r.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxLine; !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(line) == 0 && !long:
			return nil, false, io.EOF
		case err != nil && !errors.Is(err, io.EOF):
			return nil, false, graph.Refuse(graph.RefusedRead, "cannot be read: %v", err)
		}
		if n := len(line); n > 0 && line[n-1] == '\n' {
			line = line[:n-1]
		}
		return line, long, nil
	}
}
