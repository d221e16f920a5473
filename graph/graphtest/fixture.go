package graphtest

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"entente/graph"
)

// Extractor is what the fixtures name as their extractor.
const Extractor = "fixture/1"

// Doc builds a contribution sentence by sentence: its text, the records of the
// entities that its sentences name, and a claim for each.
type Doc struct {
	c     graph.Contribution
	text  strings.Builder
	runes int
	at    map[graph.EntityID]int // index of the record
	names map[graph.EntityID]string
}

// NewDoc starts a document with the id "document:" and the key.
func NewDoc(key string) *Doc {
	d := &Doc{at: make(map[graph.EntityID]int), names: make(map[graph.EntityID]string)}
	d.c.Document = graph.Document{ID: graph.DocumentID("document:" + key), Title: "Title of " + key, Format: graph.FormatText, Language: "en"}
	return d
}

// With changes what is known about the document.
func (d *Doc) With(change func(*graph.Document)) *Doc {
	change(&d.c.Document)
	return d
}

// On sets the date of publication.
func (d *Doc) On(date graph.Date) *Doc {
	d.c.Document.PublishedOn = date
	return d
}

// From sets the source, named by a plain word.
func (d *Doc) From(source string) *Doc {
	d.c.Document.Source = graph.Source{ID: graph.NewSourceID(source), Name: source}
	return d
}

// Call gives an entity a name other than the key of its id, for the sentences
// that follow.
func (d *Doc) Call(id graph.EntityID, name string) *Doc {
	d.names[id] = name
	return d
}

// Write appends a text that claims nothing.
func (d *Doc) Write(text string) *Doc {
	d.text.WriteString(text)
	d.runes += utf8.RuneCountInString(text)
	return d
}

// Record adds an entity that no sentence names, or changes its record.
func (d *Doc) Record(id graph.EntityID, change func(*graph.EntityRecord)) *Doc {
	change(d.record(id))
	return d
}

func (d *Doc) name(id graph.EntityID) string {
	if name, ok := d.names[id]; ok {
		return name
	}
	_, key, _ := strings.Cut(string(id), ":")
	return key
}

func (d *Doc) record(id graph.EntityID) *graph.EntityRecord {
	at, ok := d.at[id]
	if !ok {
		at = len(d.c.Entities)
		d.at[id] = at
		d.c.Entities = append(d.c.Entities, graph.EntityRecord{ID: id, Kind: id.Kind(), Name: d.name(id)})
	}
	return &d.c.Entities[at]
}

// mention writes the entity's name and returns an actor that stands there.
func (d *Doc) mention(id graph.EntityID) graph.Actor {
	name, start := d.name(id), d.runes
	d.Write(name)
	r := d.record(id)
	if name != "" {
		r.Mentions = append(r.Mentions, graph.Mention{Start: start, End: d.runes, Text: name})
	}
	return graph.Actor{ID: id, Kind: id.Kind(), Name: name, Start: start, End: d.runes}
}

// Say appends the sentence "from kind to." and its claim, affirmed and actual
// unless the changes say otherwise; to is "" for kinds without one. Entities
// that a change names are recorded.
func (d *Doc) Say(from graph.EntityID, kind graph.RelationKind, to graph.EntityID, changes ...func(*graph.Claim)) *Doc {
	start, sentence := d.runes, d.text.Len()
	claim := graph.Claim{Kind: kind, Polarity: graph.Affirmed, Modality: graph.Actual, Confidence: 0.5, Extractor: Extractor, Rule: "say"}
	claim.From = d.mention(from)
	d.Write(" " + strings.ToLower(strings.ReplaceAll(string(kind), "_", " ")) + " ")
	if to != "" {
		actor := d.mention(to)
		claim.To = &actor
	}
	d.Write(".")
	quote := d.text.String()[sentence:]
	claim.Evidence = []graph.Evidence{{Start: start, End: d.runes, Quote: quote}}
	for _, change := range changes {
		change(&claim)
	}
	for _, id := range claim.Names() {
		d.record(id)
	}
	d.Write(" ")
	d.c.Claims = append(d.c.Claims, claim)
	return d
}

// Done returns the contribution, identified. It panics where it is not valid,
// since that is a fault of the test.
func (d *Doc) Done() graph.Contribution {
	d.c.Text = d.text.String()
	c := d.c
	c.Identify()
	if err := c.Validate(); err != nil {
		panic(fmt.Sprintf("fixture: %v", err))
	}
	return c
}

// Raw returns the contribution, identified but perhaps not valid.
func (d *Doc) Raw() graph.Contribution {
	d.c.Text = d.text.String()
	c := d.c
	c.Identify()
	return c
}

// Table returns the rows as the parts of one table, each with the given number
// of rows at most. A row is a sentence as Say makes it.
func Table(key string, rowsInPart int, rows ...Row) []graph.Contribution {
	var parts []graph.Contribution
	var whole strings.Builder
	for len(rows) > 0 {
		n := min(rowsInPart, len(rows))
		d := NewDoc(key)
		d.c.Document.Format = graph.FormatTable
		offset := utf8.RuneCountInString(whole.String())
		for _, r := range rows[:n] {
			d.Say(r.From, r.Kind, r.To)
		}
		whole.WriteString(d.text.String())
		d.shift(offset)
		rows = rows[n:]
		d.c.Part, d.c.More, d.c.Offset = len(parts)+1, len(rows) > 0, offset
		d.c.Text = d.text.String()
		parts = append(parts, d.c)
	}
	for i := range parts {
		parts[i].Document.SHA256, parts[i].Document.Length = graph.SHA256(whole.String()), utf8.RuneCountInString(whole.String())
		parts[i].Identify()
		if err := parts[i].Validate(); err != nil {
			panic(fmt.Sprintf("fixture: %v", err))
		}
	}
	return parts
}

// Row is a row of a Table.
type Row struct {
	From graph.EntityID
	Kind graph.RelationKind
	To   graph.EntityID
}

// shift moves all spans by an offset.
func (d *Doc) shift(offset int) {
	for i := range d.c.Entities {
		for k := range d.c.Entities[i].Mentions {
			m := &d.c.Entities[i].Mentions[k]
			m.Start, m.End = m.Start+offset, m.End+offset
		}
	}
	for i := range d.c.Claims {
		c := &d.c.Claims[i]
		for _, a := range []*graph.Actor{&c.From, c.To, c.AssertedBy} {
			if a != nil {
				a.Start, a.End = a.Start+offset, a.End+offset
			}
		}
		for k := range c.Evidence {
			c.Evidence[k].Start, c.Evidence[k].End = c.Evidence[k].Start+offset, c.Evidence[k].End+offset
		}
	}
}

// When sets the time of a claim.
func When(date graph.Date) func(*graph.Claim) { return func(c *graph.Claim) { c.When = date } }

// SaidOn sets the time at which a claim was said.
func SaidOn(date graph.Date) func(*graph.Claim) { return func(c *graph.Claim) { c.SaidOn = date } }

// Deny makes the claim a denial.
func Deny(c *graph.Claim) { c.Polarity = graph.Denied }

// As sets the modality.
func As(m graph.Modality) func(*graph.Claim) { return func(c *graph.Claim) { c.Modality = m } }

// Mutual marks the claim as mutual.
func Mutual(c *graph.Claim) { c.Attributes = graph.Attributes{"mutual": true} }

// By sets who asserts the claim.
func By(id graph.EntityID) func(*graph.Claim) {
	return func(c *graph.Claim) { c.AssertedBy = &graph.Actor{ID: id, Kind: id.Kind(), Name: string(id)} }
}

// Fixture returns a fixed small world: a declaration signed by three states, a
// railway, and two reports that disagree about a visit. Its ids carry the
// prefix, so that several fit into one store.
func Fixture(prefix string) []graph.Contribution {
	kaz, chn, uzb := graph.EntityID("state:"+prefix+"KAZ"), graph.EntityID("state:"+prefix+"CHN"), graph.EntityID("state:"+prefix+"UZB")
	pact := graph.EntityID("agreement:" + prefix + "astana-declaration")
	line := graph.EntityID("project:" + prefix + "railway")
	head := graph.EntityID("person:" + prefix + "president")
	sign := When("2025-06-17")
	return []graph.Contribution{
		NewDoc(prefix+"declaration").On("2025-06-18").From(prefix+" agency").
			Say(kaz, graph.Signed, pact, sign).Say(chn, graph.Signed, pact, sign).Say(uzb, graph.Signed, pact, sign).
			Say(chn, graph.Agree, kaz, sign, Mutual).Done(),
		NewDoc(prefix+"railway").On("2025-07").From(prefix+" agency").
			Say(line, graph.Connects, kaz, When("2030/..")).Say(line, graph.Connects, chn).
			Say(chn, graph.Finances, line, As(graph.Intended), By(head)).Done(),
		NewDoc(prefix+"visit").On("2025-08-02").From(prefix+" daily").
			Say(chn, graph.Consult, kaz, When("2025-08-01")).Say(head, graph.HoldsOffice, kaz).Done(),
		NewDoc(prefix+"denial").On("2025-08-03").From(prefix+" times").
			Say(chn, graph.Consult, kaz, When("2025-08-01"), Deny).Done(),
	}
}
