package graph

import (
	"cmp"
	"slices"
)

// Relation is what claims add up to: one edge per (from, kind, to, when,
// modality). Counts are over the known claims of current document versions.
type Relation struct {
	ID       RelationID   `json:"id"`
	From     EntityID     `json:"from"`
	Kind     RelationKind `json:"kind"`
	To       EntityID     `json:"to,omitempty"` // "" for kinds without a to
	When     Date         `json:"when,omitempty"`
	Modality Modality     `json:"modality"`
	// Pair is the dyad key of the parties that the ends act for, the smallest
	// one where claims differ; "" inside one party or without an actor at to.
	Pair string `json:"pair,omitempty"`
	// Claims counts the affirming claims, Denials the denying ones.
	Claims  int `json:"claims"`
	Denials int `json:"denials"`
	// Weight counts the documents, Sources the sources, that affirm.
	Weight  int `json:"weight"`
	Sources int `json:"sources"`
	// FirstSeen and LastSeen are by saidOn, else publication, of all claims.
	FirstSeen Date `json:"firstSeen,omitempty"`
	LastSeen  Date `json:"lastSeen,omitempty"`
	// Disputed says that it is affirmed and denied; Mutual that a claim says so.
	Disputed bool `json:"disputed"`
	Mutual   bool `json:"mutual"`
}

// Readable reports whether the relation is an edge of the readable layer: it
// has a to, and somebody affirms it.
func (r *Relation) Readable() bool { return r.To != "" && r.Claims > 0 }

// RelationKey is a relation's identity.
type RelationKey struct {
	From     EntityID
	Kind     RelationKind
	To       EntityID
	When     Date
	Modality Modality
}

// ID returns the relation's id.
func (k RelationKey) ID() RelationID {
	return RelationID("relation:" + digest(string(k.From), string(k.Kind), string(k.To), string(k.When), string(k.Modality)))
}

// Key returns the identity of the relation that the claim adds up to, with its
// ends replaced by what resolve gives for them (decisions; nil changes
// nothing). Symmetric kinds put the smaller id first.
func (c *Claim) Key(resolve func(EntityID) EntityID) RelationKey {
	from, to := c.ends(resolve)
	if info, _ := c.Kind.Info(); info.Symmetric && to < from {
		from, to = to, from
	}
	return RelationKey{from, c.Kind, to, c.When, c.Modality}
}

func (c *Claim) ends(resolve func(EntityID) EntityID) (from, to EntityID) {
	from = c.From.ID
	if c.To != nil {
		to = c.To.ID
	}
	if resolve != nil {
		from = resolve(from)
		if to != "" {
			to = resolve(to)
		}
	}
	return from, to
}

// Settle sets the fields of a claim that stores derive: relation, ends, speaker
// and pair after identity decisions (resolve; nil changes nothing), and what the
// document says about source and publication.
func (c *Claim) Settle(doc Document, resolve func(EntityID) EntityID) {
	c.Document, c.SHA256 = doc.ID, doc.SHA256
	c.Source, c.PublishedOn = doc.Source.ID, doc.PublishedOn
	c.FromID, c.ToID = c.ends(resolve)
	c.AssertedByID = ""
	if c.AssertedBy != nil {
		c.AssertedByID = c.AssertedBy.ID
		if resolve != nil {
			c.AssertedByID = resolve(c.AssertedByID)
		}
	}
	c.Relation = c.Key(resolve).ID()
	c.Pair = ""
	if c.To != nil && c.To.Kind.Actor() {
		a, b := c.From.Party(), c.To.Party()
		if resolve != nil {
			a, b = resolve(a), resolve(b)
		}
		c.Pair = Pair(a, b)
	}
}

// FoldRelation adds up a relation from all its known claims, settled, in any
// order. It returns false where there are none.
func FoldRelation(key RelationKey, claims []Claim) (Relation, bool) {
	if len(claims) == 0 {
		return Relation{}, false
	}
	r := Relation{ID: key.ID(), From: key.From, Kind: key.Kind, To: key.To, When: key.When, Modality: key.Modality}
	docs, sources := make(map[DocumentID]bool), make(map[SourceID]bool)
	for i := range claims {
		c := &claims[i]
		if c.Polarity == Denied {
			r.Denials++
		} else {
			r.Claims++
			docs[c.Document] = true
			if c.Source != "" {
				sources[c.Source] = true
			}
		}
		if c.Pair != "" && (r.Pair == "" || c.Pair < r.Pair) {
			r.Pair = c.Pair
		}
		if m, _ := c.Attributes["mutual"].(bool); m {
			r.Mutual = true
		}
		r.see(c.Seen())
	}
	r.Weight, r.Sources = len(docs), len(sources)
	r.Disputed = r.Claims > 0 && r.Denials > 0
	return r, true
}

func (r *Relation) see(d Date) {
	if d == "" {
		return
	}
	if r.FirstSeen == "" || compareDates(d, r.FirstSeen) < 0 {
		r.FirstSeen = d
	}
	if r.LastSeen == "" || compareDates(d, r.LastSeen) > 0 {
		r.LastSeen = d
	}
}

// compareDates orders dates by earliest day, then latest day, then text.
func compareDates(a, b Date) int {
	al, ah, _ := a.Bounds()
	bl, bh, _ := b.Bounds()
	return cmp.Or(cmp.Compare(al, bl), cmp.Compare(ah, bh), cmp.Compare(a, b))
}

// MarkWithin returns, for each relation of the list that lies within another
// (same ends, kind and modality, and a `when` that holds this one's), the id of
// the narrowest such other. Counting over a period takes the finest: it leaves
// out the relations that are a value of the map.
func MarkWithin(relations []Relation) map[RelationID]RelationID {
	groups := make(map[RelationKey][]Relation)
	for _, r := range relations {
		k := RelationKey{r.From, r.Kind, r.To, "", r.Modality}
		groups[k] = append(groups[k], r)
	}
	within := make(map[RelationID]RelationID)
	for _, group := range groups {
		slices.SortFunc(group, func(a, b Relation) int { return cmp.Compare(a.ID, b.ID) })
		for _, r := range group {
			for _, other := range group {
				if r.When.Within(other.When) && (within[r.ID] == "" || narrower(other, group, within[r.ID])) {
					within[r.ID] = other.ID
				}
			}
		}
	}
	return within
}

// narrower reports whether r's `when` lies within that of the group's relation id.
func narrower(r Relation, group []Relation, id RelationID) bool {
	for _, o := range group {
		if o.ID == id {
			return r.When.Within(o.When)
		}
	}
	return false
}
