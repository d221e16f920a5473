package html

import (
	"encoding/json"
	"slices"
	"strings"
)

// linked adds what a block of JSON-LD says about the article that the page
// holds, by schema.org: headline, datePublished, author, publisher, url and
// inLanguage. Blocks that are no JSON say nothing.
func (m meta) linked(block string) {
	block = strings.TrimSpace(block)
	block = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(block, "/*<![CDATA[*/"), "<![CDATA["), "]]>")
	var value any
	if err := json.Unmarshal([]byte(block), &value); err != nil {
		return
	}
	for _, thing := range things(value) {
		if !article(thing) {
			continue
		}
		for _, key := range []string{"headline", "datePublished", "url", "inLanguage"} {
			m.set("ld:"+key, name(thing[key]))
		}
		m.set("ld:author", name(thing["author"]))
		m.set("ld:publisher", name(thing["publisher"]))
		m.set("ld:url", identifier(thing["mainEntityOfPage"]))
	}
}

// things returns the objects of a block: itself, the members of a list, and
// those of a graph.
func things(value any) []map[string]any {
	switch v := value.(type) {
	case []any:
		var out []map[string]any
		for _, x := range v {
			if thing, ok := x.(map[string]any); ok {
				out = append(out, things(thing)...)
			}
		}
		return out
	case map[string]any:
		if members, ok := v["@graph"].([]any); ok {
			return append([]map[string]any{v}, things(members)...)
		}
		return []map[string]any{v}
	}
	return nil
}

// article reports whether a thing is of a type whose text a page holds.
func article(thing map[string]any) bool {
	types, ok := thing["@type"].([]any)
	if !ok {
		types = []any{thing["@type"]}
	}
	return slices.ContainsFunc(types, func(t any) bool {
		s, _ := t.(string)
		return strings.HasSuffix(s, "Article") || strings.HasSuffix(s, "Posting") || s == "Report"
	})
}

// name returns a value as a text: itself, the name of a thing, or the names in
// a list with commas.
func name(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case map[string]any:
		s, _ := v["name"].(string)
		return s
	case []any:
		var names []string
		for _, x := range v {
			if s := name(x); s != "" && !slices.Contains(names, s) {
				names = append(names, s)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// identifier returns the address of a thing.
func identifier(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case map[string]any:
		s, _ := v["@id"].(string)
		return s
	}
	return ""
}
