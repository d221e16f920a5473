package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"strconv"
)

// cyjs writes the JSON of Cytoscape and Cytoscape.js: flat data, ids that are
// texts, `name` and `interaction` as Cytoscape Desktop has them, `value` and
// `key` (ids again) as networkx wants them.
type cyjs struct {
	b     *bufio.Writer
	about string
	// line is the element in the making.
	line bytes.Buffer
	// some says that an element of the list was written, inEdges that it is the
	// list of edges.
	some, inEdges bool
}

func (c *cyjs) head() error {
	about, err := plainJSON(c.about)
	if err != nil {
		return err
	}
	_, err = c.b.WriteString(`{"format_version":"1.0","generated_by":"entente","target_cytoscapejs_version":"~3.0","directed":true,"multigraph":true,` +
		`"data":{"name":"entente","description":` + about + `},"elements":{"nodes":[` + "\n")
	return err
}

// plainJSON encodes a text without the escapes that are for HTML alone.
func plainJSON(s string) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return "", err
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n"))), nil
}

// putMember adds a member to those of an object in the making.
func putMember(members *bytes.Buffer, name string, value any) error {
	text := format(value)
	if s, ok := value.(string); ok {
		quoted, err := plainJSON(s)
		if err != nil {
			return err
		}
		text = quoted
	}
	if members.Len() > 0 {
		members.WriteByte(',')
	}
	members.WriteString(strconv.Quote(name) + ":" + text)
	return nil
}

// put writes a member of the element's data.
func (c *cyjs) put(name string, value any) error { return putMember(&c.line, name, value) }

func (c *cyjs) texts(pairs ...string) error {
	for i := 0; i+1 < len(pairs); i += 2 {
		if err := c.put(pairs[i], pairs[i+1]); err != nil {
			return err
		}
	}
	return nil
}

func cyjsValues[T any](c *cyjs, list []attribute[T], of T) error {
	for _, a := range list {
		v := a.value(of)
		if v == "" {
			continue
		}
		if err := c.put(a.name, v); err != nil {
			return err
		}
	}
	return nil
}

// flush writes the element.
func (c *cyjs) flush() error {
	comma := ""
	if c.some {
		comma = ",\n"
	}
	c.some = true
	_, err := c.b.WriteString(comma + `{"data":{` + c.line.String() + "}}")
	c.line.Reset()
	return err
}

func (c *cyjs) node(n *node) error {
	if err := c.texts("id", string(n.ID), "value", string(n.ID), "name", n.label(), "label", n.label()); err != nil {
		return err
	}
	if err := cyjsValues(c, nodeAttributes, n); err != nil {
		return err
	}
	return c.flush()
}

// open ends the nodes and begins the edges, once.
func (c *cyjs) open() error {
	if c.inEdges {
		return nil
	}
	c.inEdges, c.some = true, false
	_, err := c.b.WriteString("\n],\"edges\":[\n")
	return err
}

func (c *cyjs) edge(e *edge) error {
	if err := c.open(); err != nil {
		return err
	}
	err := c.texts("id", string(e.lead.ID), "key", string(e.lead.ID), "source", string(e.lead.From), "target", string(e.lead.To),
		"name", e.label(), "label", e.label(), "interaction", e.class())
	if err == nil {
		err = c.put("weight", e.weight)
	}
	if err == nil {
		err = cyjsValues(c, edgeAttributes, e)
	}
	if err != nil {
		return err
	}
	return c.flush()
}

func (c *cyjs) end() error {
	if err := c.open(); err != nil {
		return err
	}
	_, err := c.b.WriteString("\n]}}\n")
	return err
}
