package sqlite

import (
	"entente/graph"
)

// delta gathers what a write changes in what stands, for the folds.
type delta struct {
	// before and after are the standing claims of the documents that turned, or
	// the claims that decisions touch.
	before, after map[graph.ClaimID]standing
	// stale are relations to be added up anew whose claims are not among before
	// and after: these came and went without anything to compare them with, so
	// that the feed is told at once and nothing is kept, however many there are.
	stale  map[graph.RelationID]bool
	shapes map[shapeKey]tally
	// members says in which touched documents a survivor is named, before and
	// after.
	members  map[member]presence
	entities map[graph.EntityID]bool
	// recount are the entities whose documents cannot be counted on from the
	// old number.
	recount map[graph.EntityID]bool
	sources map[graph.SourceID]bool
}

// standing is a claim that stands.
type standing struct {
	claim *graph.Claim
	// content is what the function of that name gives; "" where there is
	// nothing to compare it with.
	content string
}

type shapeKey struct {
	entity  graph.EntityID
	lexicon bool
	shape   string
}

type tally struct{ records, mentions int }

type member struct {
	entity   graph.EntityID
	document graph.DocumentID
}

type presence struct{ before, after bool }

func newDelta() delta {
	return delta{
		before: make(map[graph.ClaimID]standing), after: make(map[graph.ClaimID]standing),
		shapes: make(map[shapeKey]tally), members: make(map[member]presence),
		entities: make(map[graph.EntityID]bool), recount: make(map[graph.EntityID]bool),
		sources: make(map[graph.SourceID]bool), stale: make(map[graph.RelationID]bool),
	}
}

// record notes that a record of a document stands from now on (by 1), or no
// longer (by -1).
func (d *delta) record(doc *graph.Document, entity, survivor graph.EntityID, shape string, mentions, by int) {
	lexicon := doc.Format == graph.FormatLexicon
	key := shapeKey{entity, lexicon, shape}
	t := d.shapes[key]
	t.records += by
	t.mentions += by * mentions
	d.shapes[key] = t
	d.entities[survivor] = true
	if lexicon {
		return
	}
	m := member{survivor, doc.ID}
	p := d.members[m]
	if by > 0 {
		p.after = true
	} else {
		p.before = true
	}
	d.members[m] = p
}

// source notes that the document's source is to be added up anew.
func (d *delta) source(doc *graph.Document) {
	if doc.Source.ID != "" {
		d.sources[doc.Source.ID] = true
	}
}
