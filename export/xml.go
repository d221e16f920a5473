package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// xmlWriter writes XML by hand, since a file is streamed; texts are escaped by
// encoding/xml, which puts U+FFFD for what XML cannot hold. Errors stay in the
// buffer until it is flushed, so that they are looked at once an element.
type xmlWriter struct{ b *bufio.Writer }

// text writes a text, escaped also for attributes in quotes. Two line ends of
// XML 1.1 are written as references, since some readers of XML 1.0 turn them
// into others.
func (w xmlWriter) text(s string) {
	for {
		i := strings.IndexAny(s, "\u0085\u2028")
		if i < 0 {
			_ = xml.EscapeText(w.b, []byte(s)) // errors of a bufio.Writer come again
			return
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		_ = xml.EscapeText(w.b, []byte(s[:i]))
		w.raw("&#x", strconv.FormatInt(int64(r), 16), ";")
		s = s[i+size:]
	}
}

func (w xmlWriter) raw(parts ...string) {
	for _, p := range parts {
		_, _ = w.b.WriteString(p)
	}
}

// attr writes ` name="value"`.
func (w xmlWriter) attr(name, value string) {
	w.raw(" ", name, `="`)
	w.text(value)
	w.raw(`"`)
}

// done returns the error of what was written so far.
func (w xmlWriter) done() error {
	_, err := w.b.Write(nil)
	return err
}

// format writes a value of an attribute as XML Schema has it.
func format(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return fmt.Sprint(value)
}
