package graph

// Extent says how much of claims, or of the documents at an edge, is needed: an
// engine may leave out the rest.
type Extent int

// The extents, each less than the one before: all, what the methods Outline
// return, and what Claim.Brief returns. Of a document a Brief is its outline.
const (
	Whole Extent = iota
	Outline
	Brief
)

// Outline returns what the extent of that name asks for of a document: what it is called
// and when it was published.
func (d *Document) Outline() Document {
	return Document{ID: d.ID, Title: d.Title, PublishedOn: d.PublishedOn}
}

// Outline returns what the extent of that name asks for of a claim: what it says in short,
// of whom, where and since when, without the words of its sentence. Its actors
// have no more than the ids that they go by after identity decisions.
func (c *Claim) Outline() Claim {
	out := Claim{ID: c.ID, From: Actor{ID: c.FromID}, Kind: c.Kind, Polarity: c.Polarity, Modality: c.Modality, When: c.When, Confidence: c.Confidence,
		Document: c.Document, SHA256: c.SHA256, Source: c.Source, PublishedOn: c.PublishedOn, Relation: c.Relation,
		FromID: c.FromID, ToID: c.ToID, AssertedByID: c.AssertedByID, Pair: c.Pair, Confirmed: c.Confirmed,
		KnownFrom: c.KnownFrom, KnownUntil: c.KnownUntil}
	if c.ToID != "" {
		out.To = &Actor{ID: c.ToID}
	}
	if c.AssertedByID != "" {
		out.AssertedBy = &Actor{ID: c.AssertedByID}
	}
	return out
}

// Brief returns what the extent of that name asks for of a claim: what it says,
// and when that was, but not of whom.
func (c *Claim) Brief() Claim {
	return Claim{ID: c.ID, Kind: c.Kind, Polarity: c.Polarity, Modality: c.Modality, When: c.When}
}
