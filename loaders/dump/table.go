package dump

import (
	"cmp"
	"slices"

	"entente/graph"
)

// span is a stretch of a table's code points, the end exclusive.
type span struct{ start, end int }

// split makes parts of a table that came in parts. A dump has the records of
// every part, but not where one ends: two records of one entity are of two
// parts, and what a record or a claim spans lies in one. So the stretches that
// records and claims cover, joined where they overlap, are the parts, or smaller
// than these. The error refuses a table whose records do not fit any parts.
func split(c graph.Contribution) ([]graph.Contribution, error) {
	spans, err := stretches(c)
	if err != nil {
		return nil, err
	}
	switch last := len(spans) - 1; {
	case last < 0:
		spans = []span{{0, 0}}
	case !repeated(c.Entities):
		spans = []span{{spans[0].start, spans[last].end}}
	}
	parts := make([]graph.Contribution, len(spans))
	for i, s := range spans {
		parts[i] = graph.Contribution{Document: c.Document, Part: i + 1, More: i+1 < len(spans), Offset: s.start}
	}
	at := func(start int) int {
		i, found := slices.BinarySearchFunc(spans, start, func(s span, start int) int { return cmp.Compare(s.start, start) })
		if !found {
			i--
		}
		return max(i, 0)
	}
	named := make(map[graph.EntityID][]int)
	for _, cl := range c.Claims {
		p := at(cl.Evidence[0].Start)
		parts[p].Claims = append(parts[p].Claims, cl)
		for _, id := range cl.Names() {
			named[id] = append(named[id], p)
		}
	}
	if err := deal(c.Entities, parts, named, at); err != nil {
		return nil, err
	}
	for i := range parts {
		parts[i].Text = sparse(spans[i], &parts[i])
	}
	return parts, nil
}

// maxTable is how many code points of a table are restored.
const maxTable = 1 << 26

// stretches returns what the records and claims cover, in order and apart. The
// error refuses spans that are none.
func stretches(c graph.Contribution) ([]span, error) {
	var all []span
	for _, r := range c.Entities {
		if len(r.Mentions) > 0 {
			all = append(all, span{r.Mentions[0].Start, r.Mentions[0].End})
			for _, m := range r.Mentions {
				last := &all[len(all)-1]
				last.start, last.end = min(last.start, m.Start), max(last.end, m.End)
			}
		}
	}
	for _, cl := range c.Claims {
		if len(cl.Evidence) == 0 {
			return nil, graph.Refuse(graph.RefusedFormat, "is a table with a claim that has no evidence")
		}
		for _, e := range cl.Evidence {
			all = append(all, span{e.Start, e.End})
		}
	}
	for _, s := range all {
		if s.start < 0 || s.end < s.start || s.end > maxTable {
			return nil, graph.Refuse(graph.RefusedTooLarge, "is a table with a span %d-%d, beyond the %d code points that can be restored", s.start, s.end, maxTable)
		}
	}
	slices.SortFunc(all, func(a, b span) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	var out []span
	for _, s := range all {
		if n := len(out); n > 0 && s.start < out[n-1].end {
			out[n-1].end = max(out[n-1].end, s.end)
			continue
		}
		out = append(out, s)
	}
	return out, nil
}

// repeated reports whether an entity has two records.
func repeated(records []graph.EntityRecord) bool {
	seen := make(map[graph.EntityID]bool)
	for _, r := range records {
		if seen[r.ID] {
			return true
		}
		seen[r.ID] = true
	}
	return false
}

// deal gives each part its records. Those of an entity are in the order of
// their parts; one with mentions lies where these are, one without in the next
// part whose claims name it.
func deal(records []graph.EntityRecord, parts []graph.Contribution, named map[graph.EntityID][]int, at func(int) int) error {
	next := make(map[graph.EntityID]int) // the first part that the entity's next record may be in
	for _, r := range records {
		p, ok := -1, false
		if len(r.Mentions) > 0 {
			p, ok = at(r.Mentions[0].Start), true
		} else {
			list := named[r.ID]
			slices.Sort(list)
			for _, q := range list {
				if q >= next[r.ID] {
					p, ok = q, true
					break
				}
			}
		}
		if !ok || p < next[r.ID] {
			return graph.Refuse(graph.RefusedFormat, "is a table whose parts cannot be told from its records: load the table itself")
		}
		next[r.ID] = p + 1
		parts[p].Entities = append(parts[p].Entities, r)
	}
	return nil
}

// sparse returns a text of the part's length that has its quotes and mentions
// in their places: stores keep no text of tables.
func sparse(s span, c *graph.Contribution) string {
	text := []rune{}
	put := func(start int, words string) {
		runes := []rune(words)
		if from, to := start-s.start, start-s.start+len(runes); from >= 0 && start+len(runes) <= s.end {
			for len(text) < to {
				text = append(text, ' ')
			}
			copy(text[from:], runes)
		}
	}
	for _, r := range c.Entities {
		for _, m := range r.Mentions {
			put(m.Start, m.Text)
		}
	}
	for _, cl := range c.Claims {
		for _, e := range cl.Evidence {
			put(e.Start, e.Quote)
		}
	}
	return string(text)
}
