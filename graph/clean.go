package graph

import (
	"reflect"
	"strings"
	"unicode/utf8"
)

// cleanText reports whether every engine can hold the text: it is UTF-8 and
// has no NUL, which databases take for an end.
func cleanText(s string) bool { return utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 }

// unclean returns a text inside the value that cleanText refuses, and whether
// there is one. It looks into everything that plain data is made of.
func unclean(v reflect.Value) (string, bool) {
	switch v.Kind() {
	case reflect.String:
		return v.String(), !cleanText(v.String())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return unclean(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if s, found := unclean(v.Field(i)); found {
				return s, true
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if s, found := unclean(v.Index(i)); found {
				return s, true
			}
		}
	case reflect.Map:
		for entries := v.MapRange(); entries.Next(); {
			for _, x := range []reflect.Value{entries.Key(), entries.Value()} {
				if s, found := unclean(x); found {
					return s, true
				}
			}
		}
	}
	return "", false
}

// validClean returns an error that wraps ErrInvalid where a text inside the
// value, a pointer, is not clean.
func validClean(what string, value any) error {
	if s, found := unclean(reflect.ValueOf(value)); found {
		return Invalidf("%s: %q is not UTF-8 or holds a NUL", clip(what), clip(s))
	}
	return nil
}
