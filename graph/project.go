package graph

import (
	"cmp"
	"iter"
	"slices"
)

// Period is a stretch of the known clock; Until is Forever while it lasts.
type Period struct {
	From, Until Instant
}

// OpenPeriods returns the periods with one that begins at the instant and
// lasts. It joins what touches, and changes nothing where one lasts already. The
// argument is left as it is.
func OpenPeriods(known []Period, at Instant) []Period {
	known = slices.Clone(known)
	switch last := len(known) - 1; {
	case last < 0 || known[last].Until < at:
		return append(known, Period{at, Forever})
	default:
		known[last].Until = Forever
	}
	return known
}

// ClosePeriods returns the periods with the lasting one, if any, ended at the
// instant; one that began then is dropped. The argument is left as it is.
func ClosePeriods(known []Period, at Instant) []Period {
	known = slices.Clone(known)
	last := len(known) - 1
	switch {
	case last < 0 || known[last].Until != Forever:
	case known[last].From >= at:
		known = known[:last]
	default:
		known[last].Until = at
	}
	return known
}

// LogContribution heads the log entries of one contribution.
type LogContribution struct {
	ID       ContributionID
	Document Document
	// Text is the version's text, "" for a table that came in parts.
	Text string
	// Complete says that its last part has landed.
	Complete bool
	// Known are the periods during which it was its document's current
	// reading, in order and apart, see OpenPeriods.
	Known []Period
	// Loads are the loads that brought it, in the order in which each last did.
	Loads []LoadID
}

// KnownAt reports whether the contribution was current at the instant.
func (c *LogContribution) KnownAt(at Instant) bool {
	for _, p := range c.Known {
		if p.From <= at && at < p.Until {
			return c.Complete
		}
	}
	return false
}

// LogEntry is one step of a store's log; exactly one field is set. A
// contribution is followed by its entity records, then its claims; decisions
// come after all contributions.
type LogEntry struct {
	Contribution *LogContribution
	Entity       *EntityRecord
	Claim        *Claim
	Decision     *Decision
}

// Projection is what a log adds up to at one instant; every list is sorted by id.
type Projection struct {
	Documents []Document
	Sources   []Source
	Entities  []Entity
	Relations []Relation
	// Claims are the claims that stand, settled.
	Claims []Claim
	// Records are the current documents' entity records.
	Records map[DocumentID][]EntityRecord
	// Texts are the current documents' texts.
	Texts map[DocumentID]string
	// Rulings are the decisions in force.
	Rulings *Rulings
}

// Project folds a log into what it adds up to at the known instant; Forever
// gives the present. It is pure: the result does not depend on the order of
// contributions, nor on loads. It returns the log's error, if any.
func Project(log iter.Seq2[LogEntry, error], known Instant) (*Projection, error) {
	p := &Projection{Records: make(map[DocumentID][]EntityRecord), Texts: make(map[DocumentID]string)}
	if known == "" || known == Forever {
		known = beforeForever
	}
	var decisions []Decision
	var head *LogContribution
	for entry, err := range log {
		switch {
		case err != nil:
			return nil, err
		case entry.Decision != nil:
			decisions = append(decisions, *entry.Decision)
		case entry.Contribution != nil:
			head = entry.Contribution
			if head.KnownAt(known) {
				p.Documents = append(p.Documents, head.Document)
				p.Texts[head.Document.ID] = head.Text
			}
		case head == nil || !head.KnownAt(known):
		case entry.Entity != nil:
			p.Records[head.Document.ID] = append(p.Records[head.Document.ID], *entry.Entity)
		case entry.Claim != nil:
			c := *entry.Claim
			c.Document = head.Document.ID
			c.KnownFrom, c.KnownUntil = head.Known[0].From, head.Known[len(head.Known)-1].Until
			p.Claims = append(p.Claims, c)
		}
	}
	p.Rulings = NewRulings(decisions, known)
	p.fold()
	return p, nil
}

// beforeForever is the last instant that any open period holds.
const beforeForever Instant = "9999-12-31T23:59:59.999998Z"

func (p *Projection) fold() {
	slices.SortFunc(p.Documents, func(a, b Document) int { return cmp.Compare(a.ID, b.ID) })
	docs := make(map[DocumentID]Document, len(p.Documents))
	records := make(map[EntityID][]RecordOf)
	sources := make(map[SourceID]map[Source]int)
	for _, d := range p.Documents {
		docs[d.ID] = d
		if d.Source.ID != "" {
			if sources[d.Source.ID] == nil {
				sources[d.Source.ID] = make(map[Source]int)
			}
			sources[d.Source.ID][d.Source]++
		}
		for _, r := range p.Records[d.ID] {
			id := p.Rulings.Resolve(r.ID)
			records[id] = append(records[id], RecordOf{Document: d.ID, Format: d.Format, Record: r})
		}
	}
	for id, rs := range records {
		if e, ok := FoldEntity(id, rs); ok {
			p.Entities = append(p.Entities, e)
		}
	}
	for id, said := range sources {
		p.Sources = append(p.Sources, FoldSource(id, said))
	}
	p.foldClaims(docs)
	slices.SortFunc(p.Entities, func(a, b Entity) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(p.Sources, func(a, b Source) int { return cmp.Compare(a.ID, b.ID) })
	slices.SortFunc(p.Relations, func(a, b Relation) int { return cmp.Compare(a.ID, b.ID) })
}

func (p *Projection) foldClaims(docs map[DocumentID]Document) {
	standing := p.Claims[:0]
	groups := make(map[RelationKey][]Claim)
	for _, c := range p.Claims {
		if !p.Rulings.Apply(&c, docs[c.Document]) {
			continue
		}
		standing = append(standing, c)
		key := c.Key(p.Rulings.Resolve)
		groups[key] = append(groups[key], c)
	}
	p.Claims = standing
	slices.SortFunc(p.Claims, func(a, b Claim) int { return cmp.Compare(a.ID, b.ID) })
	for key, claims := range groups {
		if r, ok := FoldRelation(key, claims); ok {
			p.Relations = append(p.Relations, r)
		}
	}
}

// FoldSource adds up a source from what the current documents that name it say
// of it, and how many say so: the most frequent name, owner and reliability, and
// the smallest of equals.
func FoldSource(id SourceID, said map[Source]int) Source {
	return Source{
		ID:          id,
		Name:        most(said, func(s Source) string { return s.Name }),
		Owner:       EntityID(most(said, func(s Source) string { return string(s.Owner) })),
		Reliability: most(said, func(s Source) string { return s.Reliability }),
	}
}

func most(said map[Source]int, value func(Source) string) string {
	votes := make(map[string]int)
	best := ""
	for s, n := range said {
		if v := value(s); v != "" {
			votes[v] += n
		}
	}
	for v, n := range votes {
		if best == "" || n > votes[best] || n == votes[best] && v < best {
			best = v
		}
	}
	return best
}
