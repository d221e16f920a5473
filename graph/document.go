package graph

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Format says what kind of text a document came as.
type Format string

// The formats of documents. FormatLexicon is a row of the built-in lexicon
// that a load refers to; FormatTable is a table whose rows are its lines.
const (
	FormatText     Format = "text"
	FormatMarkdown Format = "markdown"
	FormatHTML     Format = "html"
	FormatTable    Format = "table"
	FormatLexicon  Format = "lexicon"
)

// Document is a text as loaded, without the text itself: what is known about
// its current version.
type Document struct {
	ID          DocumentID `json:"id"`
	Title       string     `json:"title,omitempty"`
	URL         string     `json:"url,omitempty"`
	Author      string     `json:"author,omitempty"`
	PublishedOn Date       `json:"publishedOn,omitempty"`
	// Language is a BCP 47 tag, "" where it is unknown.
	Language string `json:"language,omitempty"`
	Format   Format `json:"format,omitempty"`
	// SHA256 is the hash of the text; it names the version.
	SHA256 string `json:"sha256,omitempty"`
	// Length is the length of the text in code points.
	Length int    `json:"length,omitempty"`
	Source Source `json:"source,omitzero"`
}

// Source is the outlet or institution that published a document.
type Source struct {
	ID   SourceID `json:"id"`
	Name string   `json:"name"`
	// Owner is the state that owns the outlet, "" where none does or nobody knows.
	Owner EntityID `json:"owner,omitempty"`
	// Reliability is a letter of the Admiralty scale, A to F, "" for not rated.
	Reliability string `json:"reliability,omitempty"`
}

// Mention is a span of a document that names or describes an entity.
type Mention struct {
	Start int     `json:"start"`
	End   int     `json:"end"`
	Text  string  `json:"text"`
	Role  *string `json:"role"`
}

// Name is one name of an entity.
type Name struct {
	Text string `json:"text"`
	// Language is a BCP 47 tag with the script where it matters, "" for unknown.
	Language string `json:"language,omitempty"`
	// Type is "name", "formal", "demonym", "capital", "alias" or "" .
	Type string `json:"type,omitempty"`
}

// Code is an identifier of an entity in a foreign scheme, with the time during
// which it is valid.
type Code struct {
	// Scheme is "iso2", "iso3", "m49", "cow" or "gw".
	Scheme string `json:"scheme"`
	Value  string `json:"value"`
	Valid  Date   `json:"valid,omitempty"`
}

// EntityRecord is an entity as one document version names it.
type EntityRecord struct {
	ID       EntityID   `json:"id"`
	Kind     EntityKind `json:"kind"`
	Name     string     `json:"name"`
	Names    []Name     `json:"names,omitempty"`
	Codes    []Code     `json:"codes,omitempty"`
	Mentions []Mention  `json:"mentions"`
}

// Contribution is what one load brings for one document version, all that was
// read in it. It lands whole or not at all.
type Contribution struct {
	Document Document
	// Text is the version's text.
	Text     string
	Entities []EntityRecord
	Claims   []Claim
	// Part is 0 for a whole document. A table comes in parts numbered from 1,
	// put in order by one load; it stays hidden until the part without More
	// has landed. Its SHA256 and Length, set by the loader, are the whole's.
	// Stores keep no text of parts. Each part records the entities that it
	// names, so that a table may have several records of one entity.
	Part int
	// More says that further parts follow.
	More bool
	// Offset is the code point at which a part's Text begins in the whole.
	Offset int
}

// Identify completes the contribution: sha256, length and ids of the document
// and its claims, entities and claims sorted by id, and duplicates among the
// claims dropped. Loaders call it once before writing.
func (c *Contribution) Identify() {
	if c.Document.SHA256 == "" {
		c.Document.SHA256 = SHA256(c.Text)
		c.Document.Length = utf8.RuneCountInString(c.Text)
	}
	if c.Document.ID == "" {
		c.Document.ID = NewDocumentID(c.Document.URL, "sha256:"+c.Document.SHA256)
	}
	remap := make(map[ClaimID]ClaimID)
	for i := range c.Claims {
		cl := &c.Claims[i]
		cl.Document, cl.SHA256 = c.Document.ID, c.Document.SHA256
		if cl.Via == nil || cl.Via.Claim == "" {
			old := cl.ID
			remap[old] = cl.Identify()
		}
	}
	for i := range c.Claims {
		if cl := &c.Claims[i]; cl.Via != nil && cl.Via.Claim != "" {
			if id, ok := remap[cl.Via.Claim]; ok && cl.Via.Claim != id {
				via := *cl.Via
				via.Claim = id
				cl.Via = &via
			}
			cl.Identify()
		}
	}
	slices.SortStableFunc(c.Entities, func(a, b EntityRecord) int { return strings.Compare(string(a.ID), string(b.ID)) })
	slices.SortStableFunc(c.Claims, func(a, b Claim) int { return strings.Compare(string(a.ID), string(b.ID)) })
	c.Claims = slices.CompactFunc(c.Claims, func(a, b Claim) bool { return a.ID == b.ID })
}

// ID returns the contribution's id: document, version, what is known about the
// document, entities and claims with everything about them. Two loads that
// read the same out of the same text bring the same contribution. All parts of
// a table have one id, made of what is known about the document alone.
func (c *Contribution) ID() ContributionID { return c.IDAlong(nil) }

// IDAlong is ID that also gives each claim's JSON, as encoding/json writes it, to
// keep, if any, until that returns: what stores write is what the id is made of. Of
// a part it gives none.
func (c *Contribution) IDAlong(keep func(i int, payload []byte)) ContributionID {
	d := newDigester()
	if c.Part > 0 {
		d.add([]byte("table"))
		d.addJSON(c.Document)
		return ContributionID("contribution:" + d.sum())
	}
	d.addJSON(c.Document)
	var payload []byte
	for i := range c.Entities {
		payload = AppendRecord(payload[:0], &c.Entities[i])
		d.add(payload)
	}
	for i := range c.Claims {
		payload = AppendClaim(payload[:0], &c.Claims[i])
		d.add(payload)
		if keep != nil {
			keep(i, payload)
		}
	}
	return ContributionID("contribution:" + d.sum())
}

// Validate checks an identified contribution: ids well-formed and of at most
// 1000 bytes, every text UTF-8 without NULs, sha256 and length those of the
// text (but for parts), every claim valid and of this version, every quote
// exact, every entity that a claim names recorded under one kind, every mention
// inside the text. The error wraps ErrInvalid.
func (c *Contribution) Validate() error {
	if c.Document.ID == "" || c.Document.SHA256 == "" {
		return Invalidf("contribution without document id or sha256: call Identify")
	}
	if err := validClean("document "+string(c.Document.ID), c); err != nil {
		return err
	}
	if err := c.validateDocument(); err != nil {
		return err
	}
	text := NewText(c.Text)
	known, err := c.validateEntities(text)
	if err != nil {
		return err
	}
	for i := range c.Claims {
		if err := c.validateClaim(&c.Claims[i], text, known); err != nil {
			return err
		}
	}
	return nil
}

func (c *Contribution) validateDocument() error {
	d := &c.Document
	switch {
	case !properID(d.ID, "document:"):
		return Invalidf("document id %q is malformed or too long", clip(string(d.ID)))
	case d.Source.ID != "" && !properID(d.Source.ID, "source:"):
		return Invalidf("document %s: source id %q is malformed or too long", d.ID, clip(string(d.Source.ID)))
	case d.Source.Owner != "" && !properID(d.Source.Owner, strings.ToLower(string(d.Source.Owner.Kind()))+":"):
		return Invalidf("document %s: owner %q is no entity", d.ID, clip(string(d.Source.Owner)))
	case c.Part < 0 || c.Offset < 0 || c.Part == 0 && (c.More || c.Offset > 0):
		return Invalidf("document %s: part %d at %d", d.ID, c.Part, c.Offset)
	case c.Part == 0 && (d.SHA256 != SHA256(c.Text) || d.Length != utf8.RuneCountInString(c.Text)):
		return Invalidf("document %s: sha256 and length are not those of the text", d.ID)
	}
	if _, err := ParseDate(string(d.PublishedOn)); err != nil {
		return Invalidf("document %s: %v", d.ID, err)
	}
	return nil
}

func (c *Contribution) validateEntities(text Text) (map[EntityID]bool, error) {
	known := make(map[EntityID]bool, len(c.Entities))
	for i := range c.Entities {
		e := &c.Entities[i]
		if !e.Kind.Valid() || e.ID.Kind() != e.Kind || len(e.ID) > maxID || known[e.ID] {
			return nil, Invalidf("document %s: entity %q of kind %q is malformed, too long or there twice", c.Document.ID, clip(string(e.ID)), e.Kind)
		}
		known[e.ID] = true
		for _, m := range e.Mentions {
			if got, ok := text.Slice(m.Start-c.Offset, m.End-c.Offset); !ok || got != m.Text {
				return nil, Invalidf("document %s: mention %d-%d of %s is not %q", c.Document.ID, m.Start, m.End, e.ID, clip(m.Text))
			}
		}
	}
	return known, nil
}

func (c *Contribution) validateClaim(cl *Claim, text Text, known map[EntityID]bool) error {
	if cl.Document != c.Document.ID || cl.SHA256 != c.Document.SHA256 {
		return Invalidf("claim %s is of another version than its contribution", cl.ID)
	}
	if err := cl.Validate(); err != nil {
		return err
	}
	for _, e := range cl.Evidence {
		if got, ok := text.Slice(e.Start-c.Offset, e.End-c.Offset); !ok || got != e.Quote {
			return Invalidf("claim %s: evidence %d-%d does not reproduce its quote", cl.ID, e.Start, e.End)
		}
	}
	for _, a := range []*Actor{&cl.From, cl.To, cl.AssertedBy} {
		if a == nil || a.Start == a.End {
			continue
		}
		if _, ok := text.Slice(a.Start-c.Offset, a.End-c.Offset); !ok {
			return Invalidf("claim %s: span %d-%d of %s lies outside the text", cl.ID, a.Start, a.End, a.ID)
		}
	}
	for _, id := range cl.Names() {
		if !known[id] {
			return Invalidf("claim %s names %s, which the contribution does not record", cl.ID, id)
		}
	}
	return nil
}

// Names returns every entity that the claim names: ends, speaker, those they
// act for, and the group or agreement that it is via.
func (c *Claim) Names() []EntityID {
	var ids []EntityID
	add := func(id EntityID) {
		if id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	for _, a := range []*Actor{&c.From, c.To, c.AssertedBy} {
		if a != nil {
			add(a.ID)
			add(a.Party())
		}
	}
	if c.Via != nil {
		add(c.Via.Group)
		add(c.Via.Agreement)
	}
	return ids
}
