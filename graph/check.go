package graph

import (
	"context"
	"fmt"
	"reflect"
)

// SelfChecker is a store that keeps more than a Reader shows, such as a
// readable layer, and can say where it is wrong: one line a fault.
type SelfChecker interface {
	Check(ctx context.Context, found func(fault string)) error
}

// Waiter is a store on a server that may still be landing what a process wrote
// which is gone by now, and can wait until that is over.
type Waiter interface {
	Await(ctx context.Context) error
}

// Check verifies a store and hands each fault, one line, to found: quotes that
// their text does not hold, ids that are not their content, and documents,
// claims, relations, entities and sources that are not what the log adds up to.
// It reads the whole store, twice and more often where it has very many
// entities, and keeps in memory what a portion of it adds up to. The error is of
// reading, or wraps ErrConflict where the store changed meanwhile, so that what
// was found means nothing.
func Check(ctx context.Context, store Store, found func(fault string)) error {
	return checkBy(ctx, store, found, entitiesAtOnce)
}

// entitiesAtOnce is how many entities, about, a check adds up together.
const entitiesAtOnce = 50_000

func checkBy(ctx context.Context, store Store, found func(fault string), entities int) error {
	if w, ok := store.(Waiter); ok {
		if err := w.Await(ctx); err != nil {
			return err
		}
	}
	before, err := store.Stats(ctx)
	if err != nil {
		return err
	}
	decisions, err := store.Decisions(ctx)
	if err != nil {
		return err
	}
	c := &check{ctx: ctx, store: store, found: found, rulings: NewRulings(decisions, beforeForever),
		sources: make(map[SourceID]map[Source]int), portions: 1 + before.Entities/max(entities, 1)}
	steps := []func() error{c.log, c.checkSources, c.checkEntities, c.checkRelations, c.checkSums}
	if own, ok := store.(SelfChecker); ok {
		steps = append(steps, func() error { return own.Check(ctx, found) })
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	after, err := store.Stats(ctx)
	if err == nil && after.Seq != before.Seq {
		err = fmt.Errorf("the store changed while it was checked: %w", ErrConflict)
	}
	return err
}

// check is a check under way.
type check struct {
	ctx     context.Context
	store   Store
	found   func(fault string)
	rulings *Rulings
	batch   checkBatch
	// sources counts what current documents say of each source.
	sources map[SourceID]map[Source]int
	// entities are what the records of a portion of all entities add up to.
	entities          map[EntityID]*recordSum
	portion, portions int
	// documents and claims are how many there are to be, shown how many claims
	// the relations of the store add up.
	documents, claims, shown int
}

// log goes through the log: what was loaded is whole, and what stands of it is
// shown as it is.
func (c *check) log() error {
	c.entities = make(map[EntityID]*recordSum)
	var head *LogContribution
	var text Text
	current := false
	for entry, err := range c.store.Log(c.ctx) {
		switch {
		case err != nil:
			return err
		case entry.Contribution != nil:
			head, text = entry.Contribution, NewText(entry.Contribution.Text)
			if current = head.KnownAt(beforeForever); current {
				c.document(head)
			}
			if head.Document.Format != FormatTable && SHA256(head.Text) != head.Document.SHA256 {
				c.fault("%s: the text is not the one of its sha256", head.Document.ID)
			}
		case entry.Claim != nil:
			c.quoted(head, text, *entry.Claim)
			if current {
				c.claim(head, *entry.Claim)
			}
		case entry.Entity != nil:
			c.named(head, text, entry.Entity)
			if current {
				c.record(head, entry.Entity)
			}
		}
		if c.batch.full() {
			if err := c.compareBatch(); err != nil {
				return err
			}
		}
	}
	return c.compareBatch()
}

func (c *check) fault(format string, args ...any) { c.found(fmt.Sprintf(format, args...)) }

// quoted verifies a claim by itself and by the text.
func (c *check) quoted(head *LogContribution, text Text, x Claim) {
	x.Document, x.SHA256 = head.Document.ID, head.Document.SHA256
	if err := x.Validate(); err != nil {
		c.found(err.Error())
	}
	if head.Document.Format == FormatTable {
		return
	}
	for _, e := range x.Evidence {
		if got, ok := text.Slice(e.Start, e.End); !ok || got != e.Quote {
			c.fault("%s: evidence %d-%d in %s does not reproduce its quote", x.ID, e.Start, e.End, head.Document.ID)
		}
	}
}

// named verifies the mentions of a record by the text.
func (c *check) named(head *LogContribution, text Text, r *EntityRecord) {
	if head.Document.Format == FormatTable {
		return
	}
	for _, m := range r.Mentions {
		if got, ok := text.Slice(m.Start, m.End); !ok || got != m.Text {
			c.fault("%s: mention %d-%d of %s is not its text", head.Document.ID, m.Start, m.End, r.ID)
		}
	}
}

// checkBatch is what is compared with the store together.
type checkBatch struct {
	documents []Document
	texts     []string
	claims    []Claim // settled
	rejected  []ClaimID
	size      int // of the texts
}

func (b *checkBatch) full() bool {
	return len(b.claims)+len(b.rejected) >= MaxPage || len(b.documents) >= MaxPage || b.size >= 1<<20
}

// document notes a current reading.
func (c *check) document(head *LogContribution) {
	c.documents++
	c.batch.documents, c.batch.texts = append(c.batch.documents, head.Document), append(c.batch.texts, head.Text)
	c.batch.size += len(head.Text)
	if s := head.Document.Source; s.ID != "" {
		if c.sources[s.ID] == nil {
			c.sources[s.ID] = make(map[Source]int)
		}
		c.sources[s.ID][s]++
	}
}

// claim notes a claim of a current reading.
func (c *check) claim(head *LogContribution, x Claim) {
	x.KnownFrom, x.KnownUntil = head.Known[0].From, head.Known[len(head.Known)-1].Until
	if !c.rulings.Apply(&x, head.Document) {
		c.batch.rejected = append(c.batch.rejected, x.ID)
		return
	}
	c.claims++
	c.batch.claims = append(c.batch.claims, x)
}

// compareBatch compares the batch with what the store shows, and begins a new one.
func (c *check) compareBatch() error {
	b := c.batch
	c.batch = checkBatch{}
	if err := c.compareDocuments(b.documents, b.texts); err != nil {
		return err
	}
	if err := c.compareClaims(b.claims); err != nil {
		return err
	}
	if len(b.rejected) == 0 {
		return nil
	}
	shown, err := c.store.Claims(c.ctx, b.rejected, AsOf{})
	for i, x := range shown {
		if x != nil {
			c.fault("claim %s shows, though a decision rejects it", b.rejected[i])
		}
	}
	return err
}

func (c *check) compareDocuments(want []Document, texts []string) error {
	if len(want) == 0 {
		return nil
	}
	ids := make([]DocumentID, len(want))
	for i := range want {
		ids[i] = want[i].ID
	}
	got, err := c.store.Documents(c.ctx, ids, AsOf{})
	if err != nil {
		return err
	}
	bodies, err := c.store.Texts(c.ctx, ids, AsOf{})
	if err != nil {
		return err
	}
	for i, id := range ids {
		switch {
		case got[i] == nil:
			c.fault("document %s is missing", id)
		case *got[i] != want[i]:
			c.fault("document %s is not its current reading", id)
		case bodies[i] != texts[i]:
			c.fault("document %s has another text than its current reading", id)
		}
	}
	return nil
}

// compareClaims compares claims, and sees that their relations are there.
func (c *check) compareClaims(want []Claim) error {
	if len(want) == 0 {
		return nil
	}
	ids, relations := make([]ClaimID, len(want)), make([]RelationID, len(want))
	for i := range want {
		ids[i], relations[i] = want[i].ID, want[i].Relation
	}
	got, err := c.store.Claims(c.ctx, ids, AsOf{})
	if err != nil {
		return err
	}
	for i := range want {
		switch {
		case got[i] == nil:
			c.fault("claim %s is missing", ids[i])
		case !reflect.DeepEqual(plainClaim(*got[i]), plainClaim(want[i])):
			c.fault("claim %s is not what its document says", ids[i])
		}
	}
	relations = sortUnique(relations, compareTexts)
	there, err := c.store.Relations(c.ctx, relations, AsOf{})
	for i, r := range there {
		if r == nil {
			c.fault("relation %s is missing", relations[i])
		}
	}
	return err
}

// plainClaim returns the claim without attributes where it has none.
func plainClaim(c Claim) Claim {
	if len(c.Attributes) == 0 {
		c.Attributes = nil
	}
	return c
}
