package sqlite

import (
	"crypto/sha256"
	"strings"

	"entente/graph"
)

// The columns of claims: those that stay as the claim was brought, and those
// that decisions settle.
const (
	broughtColumns = "row, contribution, id, payload, words, from_kind, from_role, to_role, via_group, via_agreement, extractor, rule," +
		" measure, unit, said, said_lo, said_hi, seen, seen_lo, seen_hi, confidence, mutual"
	settledColumns = "live, kind, quad, goldstein, polarity, modality, from_id, to_id, to_kind, asserted_by, relation, pair," +
		" happened, happened_lo, happened_hi, valid_lo, valid_hi, confirmed"
)

// settleStatement writes the settled columns of a row.
var settleStatement = "UPDATE OR FAIL claims SET (" + settledColumns + ") = (" +
	strings.Repeat("?, ", strings.Count(settledColumns, ",")) + "?) WHERE row = ?"

// broughtValues appends the values of broughtColumns.
func broughtValues(to []any, row, contribution int64, c *graph.Claim, payload string, words int64) []any {
	var toRole, group, agreement, measure, unit string
	if c.To != nil {
		toRole = role(c.To)
	}
	if c.Via != nil {
		group, agreement = string(c.Via.Group), string(c.Via.Agreement)
	}
	if c.Quantity != nil {
		measure, unit = c.Quantity.Measure, c.Quantity.Unit
	}
	said, saidLo, saidHi := days(c.SaidOn)
	seen, seenLo, seenHi := days(c.Seen())
	return append(to, row, contribution, string(c.ID), payload, words, string(c.From.Kind), role(&c.From), toRole, group, agreement,
		c.Extractor, c.Rule, measure, unit, said, saidLo, saidHi, seen, seenLo, seenHi, c.Confidence, isMutual(c))
}

// settledValues appends the values of settledColumns.
func settledValues(to []any, c *graph.Claim, live bool) []any {
	info, _ := c.Kind.Info()
	happened, lo, hi := days(c.When)
	from, until := graph.ValidBounds(c.Kind, c.When)
	return append(to, live, string(c.Kind), string(info.Quad), info.Goldstein, string(c.Polarity), string(c.Modality),
		string(c.FromID), string(c.ToID), string(c.ToID.Kind()), string(c.AssertedByID), string(c.Relation), c.Pair,
		happened, lo, hi, string(from), string(until), c.Confirmed)
}

// content returns a hash of everything that tells two claims of one id apart.
func content(c *graph.Claim, payload string) string {
	confirmed := "-"
	if c.Confirmed {
		confirmed = "+"
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{payload, string(c.Kind), string(c.Polarity), string(c.Modality), string(c.When), string(c.FromID),
		string(c.ToID), string(c.AssertedByID), string(c.Relation), c.Pair, confirmed, string(c.Source), string(c.PublishedOn)}, "\x00")))
	return string(sum[:])
}

func isMutual(c *graph.Claim) bool {
	m, _ := c.Attributes["mutual"].(bool)
	return m
}

func role(a *graph.Actor) string {
	if a.Role == nil {
		return ""
	}
	return *a.Role
}

// days returns a date as written, and its first and last day, all "" for an
// unknown one.
func days(d graph.Date) (written, first, last string) {
	lo, hi, _ := d.Bounds()
	return string(d), string(lo), string(hi)
}
