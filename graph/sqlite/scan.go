package sqlite

import (
	"database/sql"
	"encoding/json"
	"fmt"

	"entente/graph"
)

// scanner reads one row: the number of the key it answers, then the columns of
// its subject.
type scanner[T any] func(rows *sql.Rows, key *int) (T, error)

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

func scanEntity(rows *sql.Rows, key *int) (graph.Entity, error) {
	var e graph.Entity
	var payload sql.RawBytes
	if err := rows.Scan(key, &e.ID, &e.Kind, &e.Name, &e.Mentions, &e.Documents, &payload); err != nil {
		return e, err
	}
	if len(payload) == len("{}") {
		return e, nil
	}
	var rest entityRest
	err := unpack(payload, &rest)
	e.Names, e.Codes, e.Merged = rest.Names, rest.Codes, rest.Merged
	return e, err
}

func scanRelation(rows *sql.Rows, key *int) (graph.Relation, error) {
	var r graph.Relation
	err := rows.Scan(key, &r.ID, &r.From, &r.Kind, &r.To, &r.When, &r.Modality, &r.Pair, &r.Claims, &r.Denials, &r.Weight,
		&r.Sources, &r.FirstSeen, &r.LastSeen, &r.Disputed, &r.Mutual)
	return r, err
}

func scanClaim(rows *sql.Rows, key *int) (graph.Claim, error) {
	var c graph.Claim
	var payload sql.RawBytes
	now := c
	if err := rows.Scan(key, &now.ID, &payload, &now.Kind, &now.Polarity, &now.Modality, &now.When, &now.FromID, &now.ToID,
		&now.AssertedByID, &now.Relation, &now.Pair, &now.Confirmed, &now.Document, &now.SHA256, &now.Source,
		&now.PublishedOn, &now.KnownFrom); err != nil {
		return c, err
	}
	if err := unpack(payload, &c); err != nil {
		return c, err
	}
	c.Kind, c.Polarity, c.Modality, c.When = now.Kind, now.Polarity, now.Modality, now.When
	c.FromID, c.ToID, c.AssertedByID = now.FromID, now.ToID, now.AssertedByID
	c.Relation, c.Pair, c.Confirmed = now.Relation, now.Pair, now.Confirmed
	c.Document, c.SHA256, c.Source, c.PublishedOn = now.Document, now.SHA256, now.Source, now.PublishedOn
	c.KnownFrom, c.KnownUntil = now.KnownFrom, graph.Forever
	return c, nil
}

func scanPayload[T any](rows *sql.Rows, key *int) (T, error) {
	var v T
	var payload sql.RawBytes
	if err := rows.Scan(key, &payload); err != nil {
		return v, err
	}
	return v, unpack(payload, &v)
}

func scanDocument(rows *sql.Rows, key *int) (graph.Document, error) {
	return scanPayload[graph.Document](rows, key)
}

func scanLoad(rows *sql.Rows, key *int) (graph.Load, error) {
	return scanPayload[graph.Load](rows, key)
}

func scanSource(rows *sql.Rows, key *int) (graph.Source, error) {
	var s graph.Source
	err := rows.Scan(key, &s.ID, &s.Name, &s.Owner, &s.Reliability)
	return s, err
}

func scanRecord(rows *sql.Rows, key *int) (graph.EntityRecord, error) {
	var r graph.EntityRecord
	var packed, spans sql.RawBytes
	if err := rows.Scan(key, &r.ID, &packed, &spans); err != nil {
		return r, err
	}
	var s shape
	if err := unpack(packed, &s); err != nil {
		return r, err
	}
	r.Kind, r.Name, r.Names, r.Codes = r.ID.Kind(), s.Name, s.Names, s.Codes
	return r, unpack(spans, &r.Mentions)
}
