package export

import (
	"context"
	"strconv"

	"entente/graph"
)

// Found is a graph as a test sees it: the attributes of nodes and edges by
// their ids, missing texts left out. Edges have source, target, label, weight,
// class and times among theirs.
type Found struct{ Nodes, Edges map[string]map[string]string }

// NewFound returns an empty graph.
func NewFound() Found {
	return Found{make(map[string]map[string]string), make(map[string]map[string]string)}
}

// Collect walks the store as files do, without a format.
func Collect(ctx context.Context, store graph.Reader, o Options) (Found, Summary, error) {
	if err := o.validate(FormatGEXF); err != nil {
		return Found{}, Summary{}, err
	}
	w, err := newWalk(ctx, store, o)
	if err != nil {
		return Found{}, Summary{}, err
	}
	f := NewFound()
	sum, err := w.write(ctx, f)
	return f, sum, err
}

func (f Found) head() error { return nil }
func (f Found) end() error  { return nil }

func (f Found) node(n *node) error {
	f.Nodes[string(n.ID)] = values(nodeAttributes, n, map[string]string{"label": n.label()})
	return nil
}

func (f Found) edge(e *edge) error {
	f.Edges[string(e.lead.ID)] = values(edgeAttributes, e, map[string]string{
		"source": string(e.lead.From), "target": string(e.lead.To), "label": e.label(),
		"weight": strconv.Itoa(e.weight), "class": e.class(), "times": e.timeset(),
	})
	return nil
}

func values[T any](list []attribute[T], of T, out map[string]string) map[string]string {
	for _, a := range list {
		out[a.name] = format(a.value(of))
	}
	for name, v := range out {
		if v == "" {
			delete(out, name)
		}
	}
	return out
}
