package loaders

import (
	"entente/extract"
	"entente/graph"
	"entente/loaders/plain"
)

// codedBy names the reading of tables in every claim that it makes.
const codedBy = "table/1"

// Coded returns the identified contribution of an item that is a part of a
// table (its Table is set): a claim a row, asserted by the data set alone. ICEWS and its like date
// an event by the report, so that the date is also when it was said.
func Coded(item Item, e *extract.Extractor) graph.Contribution {
	t := item.Table
	c := graph.Contribution{Document: item.Document, Text: item.Text, Part: t.Part, More: t.More, Offset: t.Offset,
		Claims: make([]graph.Claim, len(t.Rows))}
	records := make(map[graph.EntityID]*graph.EntityRecord)
	for i := range t.Rows {
		row := &t.Rows[i]
		from, to := actorOf(e, row.From, row.When), actorOf(e, row.To, row.When)
		c.Claims[i] = graph.Claim{
			From: from, Kind: row.Kind, To: &to, Polarity: graph.Affirmed, Modality: graph.Actual, When: row.When, SaidOn: row.When,
			Attributes: row.Attributes, Evidence: []graph.Evidence{{Start: row.Start, End: row.Start + len([]rune(row.Quote)), Quote: row.Quote}},
			Confidence: 1, Extractor: codedBy, Rule: "row",
		}
		mention(records, &from, row.From.Name)
		mention(records, &to, row.To.Name)
		for _, id := range c.Claims[i].Names() {
			record(records, id, e.NameOf(id))
		}
	}
	for _, r := range records {
		c.Entities = append(c.Entities, *r)
	}
	c.Identify()
	return c
}

// actorOf resolves an actor of a row.
func actorOf(e *extract.Extractor, x plain.Coded, on graph.Date) graph.Actor {
	a := e.Actor(x.Name, on)
	if x.Role != "" {
		a.Role = &x.Role
	}
	a.Start, a.End = x.Start, x.End
	return a
}

func record(records map[graph.EntityID]*graph.EntityRecord, id graph.EntityID, name string) *graph.EntityRecord {
	r, ok := records[id]
	if !ok {
		r = &graph.EntityRecord{ID: id, Kind: id.Kind(), Name: name, Mentions: []graph.Mention{}}
		records[id] = r
	}
	return r
}

func mention(records map[graph.EntityID]*graph.EntityRecord, a *graph.Actor, text string) {
	r := record(records, a.ID, a.Name)
	r.Mentions = append(r.Mentions, graph.Mention{Start: a.Start, End: a.End, Text: text, Role: a.Role})
}
