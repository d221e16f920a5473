package loaders

import "entente/graph"

// shared are the paths that several inputs of a load have, as "a/x.txt" and
// "b/x.txt" given one by one, with the first document under each id. Documents
// that are named by such a path are told apart by their texts.
type shared struct {
	paths map[string]bool
	first map[graph.DocumentID]firstOf
}

type firstOf struct{ sha256, name string }

func sharedPaths(inputs []Input) shared {
	s := shared{paths: make(map[string]bool), first: make(map[graph.DocumentID]firstOf)}
	names := make(map[string]string, len(inputs))
	for _, in := range inputs {
		if name, ok := names[in.Path]; ok && name != in.Name && in.Path != "" {
			s.paths[in.Path] = true
		}
		names[in.Path] = in.Name
	}
	return s
}

// conflict refuses a document that would silently take the place of another of
// the same load, only because their files are called alike.
func (s shared) conflict(in Input, c *graph.Contribution) error {
	if !s.paths[in.Path] || c.Document.URL != "" {
		return nil
	}
	first, ok := s.first[c.Document.ID]
	if !ok {
		s.first[c.Document.ID] = firstOf{c.Document.SHA256, in.Name}
		return nil
	}
	if first.sha256 == c.Document.SHA256 || first.name == in.Name {
		return nil
	}
	return graph.Refuse(graph.RefusedFormat, "is called as %s is and says something else; load the folder above both, or give each a url or an id", first.name)
}
