package graph

import (
	"hash/fnv"
	"reflect"
	"strings"
)

func compareTexts[S ~string](a, b S) int { return strings.Compare(string(a), string(b)) }

// recordSum is what the records of an entity add up to: those alike but for
// document and mentions are counted, not kept.
type recordSum struct {
	shapes    map[string]*RecordOf
	documents int
	last      DocumentID // the log has the records of a document one after the other
}

// record adds a record of a current reading to what it adds up to, if its
// entity is of the portion.
func (c *check) record(head *LogContribution, r *EntityRecord) {
	id := c.rulings.Resolve(r.ID)
	if !c.within(id) {
		return
	}
	sum := c.entities[id]
	if sum == nil {
		sum = &recordSum{shapes: make(map[string]*RecordOf)}
		c.entities[id] = sum
	}
	lexicon := head.Document.Format == FormatLexicon
	if !lexicon && sum.last != head.Document.ID {
		sum.documents++
		sum.last = head.Document.ID
	}
	shape := *r
	shape.Mentions = nil
	key := recordKey(&shape, lexicon)
	like := sum.shapes[key]
	if like == nil {
		like = &RecordOf{Format: head.Document.Format, Record: shape}
		sum.shapes[key] = like
	}
	like.Times++
	like.Mentions += len(r.Mentions)
}

// recordKey returns a text that records alike have in common, and no others:
// every text ends with a NUL, which none holds.
func recordKey(r *EntityRecord, lexicon bool) string {
	var b strings.Builder
	put := func(texts ...string) {
		for _, s := range texts {
			b.WriteString(s)
			b.WriteByte(0)
		}
	}
	if lexicon {
		put("lexicon")
	}
	put(string(r.ID), r.Name)
	for _, n := range r.Names {
		put("name", n.Text, n.Language, n.Type)
	}
	for _, x := range r.Codes {
		put("code", x.Scheme, x.Value, string(x.Valid))
	}
	return b.String()
}

// within reports whether the entity is of the portion that is added up.
func (c *check) within(id EntityID) bool {
	if c.portions == 1 {
		return true
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(id))
	return int(h.Sum32())%c.portions == c.portion
}

// checkEntities compares the entities, those of the first portion as the log
// was read for them, the others by reading it again.
func (c *check) checkEntities() error {
	for ; c.portion < c.portions; c.portion++ {
		if c.portion > 0 {
			if err := c.records(); err != nil {
				return err
			}
		}
		if err := c.compareEntities(); err != nil {
			return err
		}
	}
	return nil
}

// records adds up the records of a further portion.
func (c *check) records() error {
	c.entities = make(map[EntityID]*recordSum)
	var head *LogContribution
	for entry, err := range c.store.Log(c.ctx) {
		switch {
		case err != nil:
			return err
		case entry.Contribution != nil:
			head = entry.Contribution
		case entry.Entity != nil && head.KnownAt(beforeForever):
			c.record(head, entry.Entity)
		}
	}
	return nil
}

func (c *check) compareEntities() error {
	for got, err := range everyItem(c.ctx, c.store.FindEntities, Query{Subject: SubjectEntity}) {
		if err != nil {
			return err
		}
		if !c.within(got.ID) {
			continue
		}
		sum := c.entities[got.ID]
		if sum == nil {
			c.fault("entity %s is in no current document", got.ID)
			continue
		}
		if want := sum.fold(got.ID); !reflect.DeepEqual(normal(got), normal(&want)) {
			c.fault("entity %s is not what its records add up to", got.ID)
		}
		delete(c.entities, got.ID)
	}
	for id := range c.entities {
		c.fault("entity %s is missing", id)
	}
	return nil
}

func (s *recordSum) fold(id EntityID) Entity {
	records := make([]RecordOf, 0, len(s.shapes))
	for _, r := range s.shapes {
		records = append(records, *r)
	}
	e, _ := FoldEntity(id, records)
	e.Documents = s.documents
	return e
}

// normal returns the entity as readers give it, with empty lists for missing ones.
func normal(e *Entity) Entity {
	c := *e
	c.Names, c.Codes = append([]Name{}, c.Names...), append([]Code{}, c.Codes...)
	c.DocumentIDs, c.Merged = nil, append([]EntityID{}, c.Merged...)
	return c
}

// checkSources compares the sources with what documents say of them.
func (c *check) checkSources() error {
	for got, err := range everyItem(c.ctx, c.store.FindSources, Query{Subject: SubjectSource}) {
		if err != nil {
			return err
		}
		if want, ok := c.sources[got.ID]; !ok {
			c.fault("source %s is that of no current document", got.ID)
		} else if *got != FoldSource(got.ID, want) {
			c.fault("source %s is not what its documents say", got.ID)
		}
		delete(c.sources, got.ID)
	}
	for id := range c.sources {
		c.fault("source %s is missing", id)
	}
	return nil
}

// claimsAtOnce is how many claims are added up together, about: those of one
// relation always are.
const claimsAtOnce = 2 * MaxPage

// checkRelations adds up the claims that the store has for each relation. That
// these are the right ones was seen when the log was read.
func (c *check) checkRelations() error {
	q := Query{Subject: SubjectRelation, First: MaxPage}
	for more := true; more; {
		pages, err := c.store.FindRelations(c.ctx, q)
		if err != nil {
			return err
		}
		items := pages[0].Items
		if more = pages[0].HasNext; more {
			q.After = q.Cursor(&items[len(items)-1])
		}
		for len(items) > 0 {
			n, claims := 0, 0
			for n < len(items) && (n == 0 || claims+items[n].Claims+items[n].Denials <= claimsAtOnce) {
				claims += items[n].Claims + items[n].Denials
				n++
			}
			if err := c.compareRelations(items[:n]); err != nil {
				return err
			}
			items = items[n:]
		}
	}
	return nil
}

func (c *check) compareRelations(got []Relation) error {
	claims, err := c.claimsOf(got)
	if err != nil {
		return err
	}
	for _, r := range got {
		list := claims[r.ID]
		c.shown += len(list)
		if len(list) == 0 {
			c.fault("relation %s is in no current claim", r.ID)
		} else if want, _ := FoldRelation(list[0].Key(c.rulings.Resolve), list); r != want {
			c.fault("relation %s is not what its claims add up to", r.ID)
		}
	}
	return nil
}

// claimsOf returns as much of the claims of relations as FoldRelation needs.
func (c *check) claimsOf(relations []Relation) (map[RelationID][]Claim, error) {
	out := make(map[RelationID][]Claim, len(relations))
	ids := make([]RelationID, len(relations))
	for i, r := range relations {
		ids[i] = r.ID
	}
	for x, err := range everyItem(c.ctx, c.store.FindClaims, Query{Subject: SubjectClaim, Where: OneOf("relation", ids...)}) {
		if err != nil {
			return nil, err
		}
		slim := Claim{From: Actor{ID: x.From.ID}, Kind: x.Kind, Polarity: x.Polarity, Modality: x.Modality, When: x.When,
			SaidOn: x.SaidOn, PublishedOn: x.PublishedOn, Document: x.Document, Source: x.Source, Pair: x.Pair}
		if x.To != nil {
			slim.To = &Actor{ID: x.To.ID}
		}
		if m, _ := x.Attributes["mutual"].(bool); m {
			slim.Attributes = Attributes{"mutual": true}
		}
		out[x.Relation] = append(out[x.Relation], slim)
	}
	return out, nil
}

// checkSums sees that nothing shows that the log does not have.
func (c *check) checkSums() error {
	stats, err := c.store.Stats(c.ctx)
	if err != nil {
		return err
	}
	for _, x := range []struct {
		what      string
		got, want int
	}{
		{"documents, of which the log has", stats.Documents, c.documents},
		{"claims, of which the log has", stats.Claims, c.claims},
		{"claims in its relations, of which the log has", c.shown, c.claims},
	} {
		if x.got != x.want {
			c.fault("the store shows %d %s %d", x.got, x.what, x.want)
		}
	}
	return nil
}
