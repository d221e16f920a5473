package export

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"strconv"
)

// xmlWriter writes XML by hand, since a file is streamed; texts are escaped by
// encoding/xml, which puts U+FFFD for what XML cannot hold. Errors stay in the
// buffer until it is flushed, so that they are looked at once an element.
type xmlWriter struct{ b *bufio.Writer }

// text writes a text, escaped also for attributes in quotes.
func (w xmlWriter) text(s string) {
	_ = xml.EscapeText(w.b, []byte(s)) // errors of a bufio.Writer come again
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
