package graph

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// jsonReader reads JSON as encoding/json writes it: without spaces, in a few
// shapes that are known. Its texts are parts of what it reads. What it does not
// expect makes it fail, and encoding/json reads the value instead.
type jsonReader struct {
	text   string
	at     int
	failed bool
}

// decode returns the value of a text that encoding/json wrote.
func decode[T any](text string, read func(*jsonReader, *T)) (v T, err error) {
	v, ok := decodeAlone(text, read)
	if ok {
		return v, nil
	}
	var again T
	if err := json.Unmarshal([]byte(text), &again); err != nil {
		return again, fmt.Errorf("a stored value cannot be read: %w", err)
	}
	return again, nil
}

// decodeAlone is decode without the help of encoding/json, and reports whether
// it could do without.
func decodeAlone[T any](text string, read func(*jsonReader, *T)) (v T, ok bool) {
	r := jsonReader{text: text}
	read(&r, &v)
	return v, !r.failed && r.at == len(text)
}

// is reports whether the text goes on with a word, and passes over it.
func (r *jsonReader) is(word string) bool {
	if !strings.HasPrefix(r.text[r.at:], word) {
		return false
	}
	r.at += len(word)
	return true
}

func (r *jsonReader) expect(word string) {
	if !r.is(word) {
		r.failed = true
	}
}

// fields calls each with the name of each field of an object; each must read
// its value. It reads null as an object without fields, and reports whether
// there is an object.
func (r *jsonReader) fields(each func(name string)) bool {
	if r.is("null") {
		return false
	}
	if r.expect("{"); r.is("}") {
		return true
	}
	for !r.failed {
		name := r.string()
		r.expect(":")
		each(name)
		if !r.is(",") {
			r.expect("}")
			break
		}
	}
	return true
}

// items calls each for each item of a list; each must read it.
func (r *jsonReader) items(each func()) {
	if r.is("null") {
		return
	}
	if r.expect("["); r.is("]") {
		return
	}
	for !r.failed {
		each()
		if !r.is(",") {
			r.expect("]")
			break
		}
	}
}

// string reads a text; null is "".
func (r *jsonReader) string() string {
	if r.failed || r.is("null") {
		return ""
	}
	if r.expect(`"`); r.failed {
		return ""
	}
	rest := r.text[r.at:]
	for i := 0; i < len(rest); i++ {
		switch rest[i] {
		case '"':
			r.at += i + 1
			return rest[:i]
		case '\\':
			return r.escaped(i)
		}
	}
	r.failed = true
	return ""
}

// escaped reads a text with an escape, the first of them i bytes on.
func (r *jsonReader) escaped(i int) (s string) {
	for rest := r.text[r.at:]; i < len(rest); i++ {
		switch rest[i] {
		case '\\':
			i++
		case '"':
			r.failed = r.failed || json.Unmarshal([]byte(r.text[r.at-1:r.at+i+1]), &s) != nil
			r.at += i + 1
			return s
		}
	}
	r.failed = true
	return ""
}

// number reads the text of a number.
func (r *jsonReader) number() string {
	end := r.at
	for end < len(r.text) && strings.IndexByte("+-.0123456789eE", r.text[end]) >= 0 {
		end++
	}
	s := r.text[r.at:end]
	r.at = end
	return s
}

func (r *jsonReader) int() int {
	n, err := strconv.Atoi(r.number())
	r.failed = r.failed || err != nil
	return n
}

func (r *jsonReader) float() float64 {
	x, err := strconv.ParseFloat(r.number(), 64)
	r.failed = r.failed || err != nil
	return x
}

// unknown ends the reading at a field that is not known.
func (r *jsonReader) unknown() { r.failed = true }
