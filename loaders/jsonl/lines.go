package jsonl

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"entente/graph"
)

// Lines reads an input line by line, in memory of one line.
type Lines struct {
	r     *bufio.Reader
	limit int
	n     int
}

// NewLines returns the lines of r, of at most limit bytes each.
func NewLines(r io.Reader, limit int) *Lines {
	return &Lines{r: bufio.NewReaderSize(r, 1<<16), limit: limit}
}

// Next returns the next line that is not blank, without white space around it,
// and its number, counted from 1 with the blank ones. The slice is the
// caller's. At the end the error is io.EOF. For a line over the limit it is a
// *graph.RefusedError with code TOO_LARGE, and the next call goes on after
// that line. Other errors are the reader's, as a *graph.RefusedError with code
// READ; nothing follows them.
func (l *Lines) Next() ([]byte, int, error) {
	for {
		l.n++
		line, whole, err := l.read()
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, l.n, graph.Refuse(graph.RefusedRead, "cannot be read: %v", err)
		}
		if !whole {
			return nil, l.n, graph.Refuse(graph.RefusedTooLarge, "the line is longer than %d bytes", l.limit)
		}
		if l.n == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			return line, l.n, nil
		}
		if err != nil {
			return nil, l.n, err
		}
	}
}

// read reads to the end of a line; whole is false where it did not fit.
func (l *Lines) read() (line []byte, whole bool, err error) {
	whole = true
	for {
		part, err := l.r.ReadSlice('\n')
		if whole = whole && len(line)+len(part) <= l.limit; whole {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, whole, err
		}
	}
}
