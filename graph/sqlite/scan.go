package sqlite

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"entente/graph"
)

// packed are the columns of a row in one text, parted by NUL, which no stored
// text holds: a driver takes longer to hand over a column than to find it here.
type packed string

// together returns the SQL of the columns as one packed text.
func together(columns ...string) string {
	return "concat_ws(char(0), " + strings.Join(columns, ", ") + ")"
}

// next cuts the first column off.
func (p *packed) next() string {
	head, rest, _ := strings.Cut(string(*p), "\x00")
	*p = packed(rest)
	return head
}

func (p *packed) number() int {
	n, _ := strconv.Atoi(p.next())
	return n
}

func (p *packed) truth() bool { return p.next() == "1" }

// scanner reads the columns of a subject.
type scanner[T any] func(p packed) (T, error)

// unpack reads a JSON payload that this package wrote.
func unpack(payload []byte, v any) error {
	if err := json.Unmarshal(payload, v); err != nil {
		return fmt.Errorf("a stored value cannot be read: %w", err)
	}
	return nil
}

// pack writes a value as JSON. The values of package graph can all be written:
// Validate has seen to numbers and texts.
func pack(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "null"
	}
	return string(b)
}

// entityRest is what the columns of an entity do not hold.
type entityRest struct {
	Names  []graph.Name     `json:"names,omitempty"`
	Codes  []graph.Code     `json:"codes,omitempty"`
	Merged []graph.EntityID `json:"merged,omitempty"`
}

func scanEntity(p packed) (graph.Entity, error) {
	e := graph.Entity{ID: graph.EntityID(p.next()), Kind: graph.EntityKind(p.next()), Name: p.next(), Mentions: p.number(), Documents: p.number()}
	if p == "{}" {
		return e, nil
	}
	rest, err := graph.DecodeEntity(string(p))
	e.Names, e.Codes, e.Merged = rest.Names, rest.Codes, rest.Merged
	return e, err
}

func scanRelation(p packed) (graph.Relation, error) {
	return graph.Relation{ID: graph.RelationID(p.next()), From: graph.EntityID(p.next()), Kind: graph.RelationKind(p.next()),
		To: graph.EntityID(p.next()), When: graph.Date(p.next()), Modality: graph.Modality(p.next()), Pair: p.next(), Claims: p.number(),
		Denials: p.number(), Weight: p.number(), Sources: p.number(), FirstSeen: graph.Date(p.next()), LastSeen: graph.Date(p.next()),
		Disputed: p.truth(), Mutual: p.truth()}, nil
}

func scanClaim(p packed) (graph.Claim, error) {
	now := graph.Claim{Kind: graph.RelationKind(p.next()), Polarity: graph.Polarity(p.next()), Modality: graph.Modality(p.next()),
		When: graph.Date(p.next()), FromID: graph.EntityID(p.next()), ToID: graph.EntityID(p.next()), AssertedByID: graph.EntityID(p.next()),
		Relation: graph.RelationID(p.next()), Pair: p.next(), Confirmed: p.truth(), Document: graph.DocumentID(p.next()), SHA256: p.next(),
		Source: graph.SourceID(p.next()), PublishedOn: graph.Date(p.next()), KnownFrom: graph.Instant(p.next()), KnownUntil: graph.Forever}
	c, err := scanBrought(p)
	now.ID, now.From, now.To, now.Quantity, now.AssertedBy = c.ID, c.From, c.To, c.Quantity, c.AssertedBy
	now.SaidOn, now.Via, now.Attributes, now.Evidence = c.SaidOn, c.Via, c.Attributes, c.Evidence
	now.Confidence, now.Extractor, now.Rule = c.Confidence, c.Extractor, c.Rule
	return now, err
}

// scanBrought reads a claim as it was brought.
func scanBrought(p packed) (graph.Claim, error) { return graph.DecodeClaim(string(p)) }

func scanPayload[T any](p packed) (v T, err error) { return v, unpack([]byte(p), &v) }

func scanDocument(p packed) (graph.Document, error) { return graph.DecodeDocument(string(p)) }

func scanLoad(p packed) (graph.Load, error) { return scanPayload[graph.Load](p) }

func scanSource(p packed) (graph.Source, error) {
	return graph.Source{ID: graph.SourceID(p.next()), Name: p.next(), Owner: graph.EntityID(p.next()), Reliability: p.next()}, nil
}

// recordColumns are what scanRecord reads.
const recordColumns = "r.entity, r.shape, r.spans"

func scanRecord(p packed) (graph.EntityRecord, error) {
	r := graph.EntityRecord{ID: graph.EntityID(p.next())}
	var s shape
	if err := unpack([]byte(p.next()), &s); err != nil {
		return r, err
	}
	r.Kind, r.Name, r.Names, r.Codes = r.ID.Kind(), s.Name, s.Names, s.Codes
	return r, unpack([]byte(p), &r.Mentions)
}
