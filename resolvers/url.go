package resolvers

import (
	"errors"
	"net/url"
	"unicode/utf8"
)

var errMalformed = errors.New("malformed")

// parseQuery returns the parameters of a URL. A parameter given twice, or one
// that is not UTF-8, is an error.
func parseQuery(raw string) (map[string]string, error) {
	values, err := url.ParseQuery(raw)
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(values))
	for name, list := range values {
		if len(list) != 1 || !utf8.ValidString(list[0]) {
			return nil, errMalformed
		}
		out[name] = list[0]
	}
	return out, nil
}
