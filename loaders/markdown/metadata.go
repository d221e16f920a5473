package markdown

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"entente/graph"
	"entente/loaders/plain"
)

// metadata returns what a front matter says, and false where it is no map, so
// that the lines around it are rules of a text. Anchors are not taken: a few
// lines of them can stand for gigabytes.
func metadata(head string) (plain.Fields, bool, error) {
	values, err := read(head)
	if err != nil || values == nil {
		return plain.Fields{}, false, err
	}
	get := func(keys ...string) string {
		for _, k := range keys {
			if s := show(values[k]); s != "" {
				return s
			}
		}
		return ""
	}
	return plain.Fields{
		ID: get("id"), Title: get("title"), URL: get("url", "canonical"), Author: get("author", "authors"), Source: get("source"),
		Owner: get("owner"), Reliability: get("reliability"), PublishedOn: get("publishedOn", "date"), Language: get("language", "lang"),
	}, true, nil
}

func read(head string) (map[string]any, error) {
	refuse := func(err error) error {
		message, _, _ := strings.Cut(err.Error(), "\n")
		return graph.Refuse(graph.RefusedFormat, "its front matter is not YAML: %.200s", message)
	}
	if !flat(head) {
		return nil, graph.Refuse(graph.RefusedFormat, "its front matter is nested more than %d deep", maxNesting)
	}
	file, err := parser.ParseBytes([]byte(head), 0)
	if err != nil {
		return nil, refuse(err)
	}
	values := make(map[string]any)
	for _, doc := range file.Docs {
		switch doc.Body.(type) {
		case nil, *ast.CommentGroupNode:
			continue
		case *ast.MappingNode, *ast.MappingValueNode:
		default:
			return nil, nil
		}
		if len(ast.Filter(ast.AliasType, doc.Body)) > 0 || len(ast.Filter(ast.MergeKeyType, doc.Body)) > 0 {
			return nil, graph.Refuse(graph.RefusedFormat, "its front matter refers to anchors (*name); write the values out")
		}
		if err := yaml.NodeToValue(doc.Body, &values); err != nil {
			return nil, refuse(err)
		}
	}
	return values, nil
}

// show returns a value of YAML as a text; lists are joined by commas.
func show(value any) string {
	switch v := value.(type) {
	case nil, map[string]any:
		return ""
	case []any:
		var parts []string
		for _, x := range v {
			if s := show(x); s != "" {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, ", ")
	case time.Time:
		return v.Format(time.DateOnly)
	case float64:
		if v == math.Trunc(v) && math.Abs(v) < 1e15 {
			return fmt.Sprintf("%.0f", v)
		}
	}
	return strings.TrimSpace(fmt.Sprint(value))
}
