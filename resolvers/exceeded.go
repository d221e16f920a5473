package resolvers

import "fmt"

// advice says what helps against a limit, by its name.
var advice = map[string]string{
	"aliases":    "ask for the same under fewer names",
	"body":       "send less at a time",
	"buckets":    "ask for a coarser interval, or for less time by from and until",
	"conditions": "compare less, and over fewer edges",
	"cost":       "ask for smaller pages, fewer fields or less depth",
	"database":   "the database worked for so many milliseconds; narrow it by conditions",
	"depth":      "nest fewer fields",
	"directives": "use fewer directives",
	"fields":     "ask for fewer fields, also in fragments",
	"page size":  "ask for smaller pages, and go on from endCursor",
	"pages":      "ask for fewer lists at a time",
	"past":       "so much was known then that it is not kept in memory; the setting limits.past allows more",
	"read":       "it computed so many milliseconds; narrow it by conditions",
	"rows":       "ask for smaller pages or narrower conditions",
	"tokens":     "make the document shorter, and send values as variables",
}

// exceeded is the message of a limit that a query exceeds, with what helps.
func exceeded(limit string, most int) string {
	message := fmt.Sprintf("the query exceeds the limit %s of %d", limit, most)
	if help := advice[limit]; help != "" {
		message += ": " + help
	}
	return message
}
