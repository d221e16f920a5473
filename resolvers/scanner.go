package resolvers

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// scanner reads values one after the other from a text that json.Valid has found
// good: it finds what encoding/json finds, numbers as they are written, and need
// not look at the text three times for it.
type scanner struct {
	text []byte
	at   int
}

// next returns the first byte of the next token.
func (s *scanner) next() byte {
	for {
		switch c := s.text[s.at]; c {
		case ' ', '\t', '\r', '\n':
			s.at++
		default:
			return c
		}
	}
}

// fields calls each with the name of each field of an object; each must read
// its value.
func (s *scanner) fields(each func(name string)) {
	s.next()
	s.at++ // {
	for s.next() != '}' {
		name := s.string()
		s.next()
		s.at++ // :
		each(name)
		if s.next() == ',' {
			s.at++
		}
	}
	s.at++
}

// skip passes over the next value and returns its text.
func (s *scanner) skip() []byte {
	first := s.next()
	from := s.at
	switch first {
	case '"':
		s.quoted()
	case '{', '[':
		depth := 0
		for {
			switch s.text[s.at] {
			case '"':
				s.quoted()
				continue
			case '{', '[':
				depth++
			case '}', ']':
				depth--
			}
			if s.at++; depth == 0 {
				break
			}
		}
	default:
		s.word()
	}
	return s.text[from:s.at]
}

// word passes over a number, true, false or null.
func (s *scanner) word() {
	for s.at < len(s.text) && bytes.IndexByte([]byte(",]} \t\r\n"), s.text[s.at]) < 0 {
		s.at++
	}
}

// quoted passes over a text and returns it with its quotes, and whether it is
// written as it is meant.
func (s *scanner) quoted() (text []byte, plain bool) {
	from := s.at
	plain = true
	for s.at++; s.text[s.at] != '"'; s.at++ {
		if s.text[s.at] == '\\' {
			plain = false
			s.at++
		}
	}
	s.at++
	return s.text[from:s.at], plain
}

// string reads a text.
func (s *scanner) string() string {
	s.next()
	text, plain := s.quoted()
	inner := text[1 : len(text)-1]
	if !utf8.Valid(inner) {
		return unquoted(text)
	}
	if plain {
		return string(inner)
	}
	out := make([]byte, 0, len(inner))
	for i := 0; i < len(inner); i++ {
		c := inner[i]
		if c == '\\' {
			i++
			switch c = inner[i]; c {
			case 'n':
				c = '\n'
			case 't':
				c = '\t'
			case 'r':
				c = '\r'
			case 'b':
				c = '\b'
			case 'f':
				c = '\f'
			case 'u':
				return unquoted(text)
			}
		}
		out = append(out, c)
	}
	return string(out)
}

// unquoted reads a text by encoding/json.
func unquoted(text []byte) (s string) {
	_ = json.Unmarshal(text, &s)
	return s
}

// value reads a value of any kind.
func (s *scanner) value() any {
	switch s.next() {
	case '{':
		return s.object()
	case '[':
		return s.list()
	case '"':
		return s.string()
	case 't', 'f', 'n':
		switch from := s.at; s.skip()[0] {
		case 'n':
			return nil
		default:
			return s.text[from] == 't'
		}
	}
	return json.Number(s.skip())
}

func (s *scanner) object() map[string]any {
	out := make(map[string]any)
	s.fields(func(name string) { out[name] = s.value() })
	return out
}

func (s *scanner) list() []any {
	out := []any{}
	s.next()
	s.at++ // [
	for s.next() != ']' {
		out = append(out, s.value())
		if s.next() == ',' {
			s.at++
		}
	}
	s.at++
	return out
}
