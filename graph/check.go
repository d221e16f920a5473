package graph

import (
	"context"
	"fmt"
	"reflect"
)

// SelfChecker is a store that keeps more than a Reader shows, such as a
// readable layer, and can say where it is wrong: one line a fault.
type SelfChecker interface {
	Check(ctx context.Context) ([]string, error)
}

// Check verifies a store and hands each fault, one line, to found: quotes that
// their text does not hold, ids that are not their content, and entities and
// relations that are not what the log adds up to. It reads the whole store and
// keeps its projection in memory. The error is of reading.
func Check(ctx context.Context, store Store, found func(fault string)) error {
	if err := checkLog(ctx, store, found); err != nil {
		return err
	}
	want, err := Project(store.Log(ctx), Forever)
	if err != nil {
		return err
	}
	if err := checkEntities(ctx, store, want, found); err != nil {
		return err
	}
	if err := checkRelations(ctx, store, want, found); err != nil {
		return err
	}
	if c, ok := store.(SelfChecker); ok {
		faults, err := c.Check(ctx)
		for _, f := range faults {
			found(f)
		}
		return err
	}
	return nil
}

// checkLog verifies what was loaded: texts, quotes, mentions and ids.
func checkLog(ctx context.Context, store Store, found func(string)) error {
	var head *LogContribution
	var text Text
	for entry, err := range store.Log(ctx) {
		switch {
		case err != nil:
			return err
		case entry.Contribution != nil:
			head = entry.Contribution
			text = NewText(head.Text)
			if head.Document.Format != FormatTable && SHA256(head.Text) != head.Document.SHA256 {
				found(fmt.Sprintf("%s: the text is not the one of its sha256", head.Document.ID))
			}
		case entry.Claim != nil:
			for _, fault := range claimFaults(head, text, *entry.Claim) {
				found(fault)
			}
		case entry.Entity != nil && head.Document.Format != FormatTable:
			for _, m := range entry.Entity.Mentions {
				if got, ok := text.Slice(m.Start, m.End); !ok || got != m.Text {
					found(fmt.Sprintf("%s: mention %d-%d of %s is not its text", head.Document.ID, m.Start, m.End, entry.Entity.ID))
				}
			}
		}
	}
	return nil
}

func claimFaults(head *LogContribution, text Text, c Claim) []string {
	var faults []string
	c.Document, c.SHA256 = head.Document.ID, head.Document.SHA256
	if err := c.Validate(); err != nil {
		faults = append(faults, err.Error())
	}
	if head.Document.Format == FormatTable {
		return faults
	}
	for _, e := range c.Evidence {
		if got, ok := text.Slice(e.Start, e.End); !ok || got != e.Quote {
			faults = append(faults, fmt.Sprintf("%s: evidence %d-%d in %s does not reproduce its quote", c.ID, e.Start, e.End, head.Document.ID))
		}
	}
	return faults
}

func checkEntities(ctx context.Context, store Store, want *Projection, found func(string)) error {
	left := make(map[EntityID]*Entity, len(want.Entities))
	for i := range want.Entities {
		left[want.Entities[i].ID] = &want.Entities[i]
	}
	q := Query{Subject: SubjectEntity, First: MaxPage}
	for {
		pages, err := store.FindEntities(ctx, q)
		if err != nil {
			return err
		}
		for i := range pages[0].Items {
			got := &pages[0].Items[i]
			if w, ok := left[got.ID]; !ok {
				found(fmt.Sprintf("entity %s is in no current document", got.ID))
			} else if !reflect.DeepEqual(normal(got), normal(w)) {
				found(fmt.Sprintf("entity %s is not what its records add up to", got.ID))
			}
			delete(left, got.ID)
			q.After = q.Cursor(got)
		}
		if !pages[0].HasNext {
			break
		}
	}
	for id := range left {
		found(fmt.Sprintf("entity %s is missing", id))
	}
	return nil
}

// normal returns the entity as readers give it, with empty lists for missing ones.
func normal(e *Entity) Entity {
	c := *e
	c.Names, c.Codes = append([]Name{}, c.Names...), append([]Code{}, c.Codes...)
	c.DocumentIDs, c.Merged = nil, append([]EntityID{}, c.Merged...)
	return c
}

func checkRelations(ctx context.Context, store Store, want *Projection, found func(string)) error {
	left := make(map[RelationID]Relation, len(want.Relations))
	for _, r := range want.Relations {
		left[r.ID] = r
	}
	q := Query{Subject: SubjectRelation, First: MaxPage}
	for {
		pages, err := store.FindRelations(ctx, q)
		if err != nil {
			return err
		}
		for i := range pages[0].Items {
			got := &pages[0].Items[i]
			if w, ok := left[got.ID]; !ok {
				found(fmt.Sprintf("relation %s is in no current claim", got.ID))
			} else if *got != w {
				found(fmt.Sprintf("relation %s is not what its claims add up to", got.ID))
			}
			delete(left, got.ID)
			q.After = q.Cursor(got)
		}
		if !pages[0].HasNext {
			break
		}
	}
	for id := range left {
		found(fmt.Sprintf("relation %s is missing", id))
	}
	return nil
}
