package loaders

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"entente/graph"
)

// maxLine is the length in bytes beyond which a line of JSON lines is refused.
const maxLine = 64 << 20

// Lines opens an input and gives the consumer a function that returns its
// lines one by one, without blank ones, then io.EOF. A line over 64 MiB ends
// the reading with a *graph.RefusedError.
func Lines(in Input, consume func(next func() ([]byte, error)) error) error {
	r, err := in.open()
	if err != nil {
		return graph.Refuse(graph.RefusedRead, "cannot be opened: %v", err)
	}
	defer r.Close()
	b := bufio.NewReaderSize(r, 1<<16)
	return consume(func() ([]byte, error) {
		for {
			line, err := readLine(b)
			if line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))); len(line) > 0 {
				return line, nil
			}
			if err != nil {
				return nil, err
			}
		}
	})
}

func readLine(b *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := b.ReadSlice('\n')
		line = append(line, part...)
		switch {
		case len(line) > maxLine:
			return nil, graph.Refuse(graph.RefusedTooLarge, "a line is longer than %d bytes", maxLine)
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(line) > 0:
			return line, nil
		}
		return line, err
	}
}
