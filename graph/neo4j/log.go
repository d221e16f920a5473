package neo4j

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"entente/graph"
)

// logBatch is how many claims and records one query of the log gives about.
const logBatch = 2000

// Log is Reader's. It reads what contributions there are when it begins, then
// their content piece by piece; content never changes, but an Unload beside it
// may take some away, which ends the log with ErrConflict.
func (s *Store) Log(ctx context.Context) iter.Seq2[graph.LogEntry, error] {
	return s.logOf(ctx, func(*graph.LogContribution) bool { return true })
}

// logOf is Log of those contributions alone that are wanted, as their heads
// without texts tell: nothing is read of the others but that they are there.
func (s *Store) logOf(ctx context.Context, wanted func(*graph.LogContribution) bool) iter.Seq2[graph.LogEntry, error] {
	return func(yield func(graph.LogEntry, error) bool) {
		fail := func(err error) { yield(graph.LogEntry{}, err) }
		decisions, err := s.Decisions(ctx)
		if err != nil {
			fail(err)
			return
		}
		readings, err := s.readings(ctx)
		if err != nil {
			fail(err)
			return
		}
		readings = slices.DeleteFunc(readings, func(r *reading) bool {
			head := r.head("")
			return !wanted(&head)
		})
		for len(readings) > 0 {
			n := batch(readings)
			more, err := s.yieldReadings(ctx, readings[:n], yield)
			if err != nil {
				fail(err)
			}
			if err != nil || !more {
				return
			}
			readings = readings[n:]
		}
		for i := range decisions {
			if !yield(graph.LogEntry{Decision: &decisions[i]}, nil) {
				return
			}
		}
	}
}

// readings returns all contributions in the order of the log.
func (s *Store) readings(ctx context.Context) ([]*reading, error) {
	rows, err := s.read(ctx, "MATCH (n:Contribution) RETURN "+readingColumns, nil)
	if err != nil {
		return nil, err
	}
	out := make([]*reading, len(rows))
	for i, r := range rows {
		if out[i], err = decodeReading(r); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out, func(a, b *reading) int {
		return cmp.Or(cmp.Compare(a.document.ID, b.document.ID), cmp.Compare(a.id, b.id))
	})
	return out, nil
}

// batch returns how many of the readings are read together: as many as hold
// logBatch claims and records, at least one.
func batch(readings []*reading) int {
	sum := 0
	for i, r := range readings {
		if sum += r.claims + r.records + 1; sum > logBatch && i > 0 {
			return i
		}
	}
	return len(readings)
}

func (s *Store) yieldReadings(ctx context.Context, readings []*reading, yield func(graph.LogEntry, error) bool) (more bool, err error) {
	texts, err := s.textsOf(ctx, readings)
	if err != nil {
		return false, err
	}
	records, err := s.recordsOf(ctx, readings)
	if err != nil {
		return false, err
	}
	var claims map[graph.ContributionID][]graph.Claim
	if len(readings) > 1 || readings[0].claims <= logBatch {
		if claims, err = s.claimsOf(ctx, readings); err != nil {
			return false, err
		}
	}
	for _, r := range readings {
		if len(records[r.id]) != r.records || claims != nil && len(claims[r.id]) != r.claims {
			return false, fmt.Errorf("neo4j: contribution %s changed while the log was read: %w", r.id, graph.ErrConflict)
		}
		head := r.head(texts[r.document.SHA256])
		if !yield(graph.LogEntry{Contribution: &head}, nil) {
			return false, nil
		}
		for i := range records[r.id] {
			if !yield(graph.LogEntry{Entity: &records[r.id][i]}, nil) {
				return false, nil
			}
		}
		for i := range claims[r.id] {
			if !yield(graph.LogEntry{Claim: &claims[r.id][i]}, nil) {
				return false, nil
			}
		}
		if claims == nil {
			return s.yieldLong(ctx, r, yield)
		}
	}
	return true, nil
}

// yieldLong yields the claims of one reading that has many.
func (s *Store) yieldLong(ctx context.Context, r *reading, yield func(graph.LogEntry, error) bool) (more bool, err error) {
	const text = "MATCH (c:LogClaim) USING INDEX c:LogClaim(contribution, id) WHERE c.contribution = $id AND c.id > $after AND c.part <= $parts\n" +
		"RETURN c.id, c.payload ORDER BY c.id LIMIT $limit"
	after, seen := "", 0
	for {
		rows, err := s.read(ctx, text, map[string]any{"id": string(r.id), "after": after, "parts": int64(r.parts), "limit": int64(logBatch)})
		if err != nil {
			return false, err
		}
		for _, row := range rows {
			c, err := r.claim(row[1])
			if err != nil {
				return false, err
			}
			if !yield(graph.LogEntry{Claim: &c}, nil) {
				return false, nil
			}
			after, _ = row[0].(string)
		}
		if seen += len(rows); len(rows) < logBatch {
			break
		}
	}
	if seen != r.claims {
		return false, fmt.Errorf("neo4j: contribution %s changed while the log was read: %w", r.id, graph.ErrConflict)
	}
	return true, nil
}

// textsOf returns the texts of the readings by their hash.
func (s *Store) textsOf(ctx context.Context, readings []*reading) (map[string]string, error) {
	var hashes []string
	for _, r := range readings {
		if r.parts == 0 {
			hashes = append(hashes, r.document.SHA256)
		}
	}
	out := make(map[string]string)
	if len(hashes) == 0 {
		return out, nil
	}
	rows, err := s.read(ctx, "UNWIND $ids AS id MATCH (t:Text {id: id}) RETURN id, t.text", map[string]any{"ids": hashes})
	for _, row := range rows {
		out[row[0].(string)], _ = row[1].(string)
	}
	return out, err
}

const (
	recordsText = "UNWIND $rows AS id\nMATCH (r:Record {contribution: id}) USING INDEX r:Record(contribution) RETURN id, r.part, r.head, r.spans"
	claimsText  = "UNWIND $rows AS id\nMATCH (c:LogClaim) USING INDEX c:LogClaim(contribution, id) WHERE c.contribution = id AND c.id > '' RETURN id, c.part, c.payload"
)

func (s *Store) recordsOf(ctx context.Context, readings []*reading) (map[graph.ContributionID][]graph.EntityRecord, error) {
	rows, err := s.read(ctx, recordsText, map[string]any{"rows": readingIDs(readings)})
	if err != nil {
		return nil, err
	}
	return decodeRecords(readings, rows)
}

func (s *Store) claimsOf(ctx context.Context, readings []*reading) (map[graph.ContributionID][]graph.Claim, error) {
	rows, err := s.read(ctx, claimsText, map[string]any{"rows": readingIDs(readings)})
	if err != nil {
		return nil, err
	}
	return decodeClaims(readings, rows)
}

// Decisions is Reader's.
func (s *Store) Decisions(ctx context.Context) ([]graph.Decision, error) {
	rows, err := s.read(ctx, decisionsText, nil)
	if err != nil {
		return nil, err
	}
	return decodeDecisions(rows)
}

const decisionsText = "MATCH (d:Decision) RETURN d.payload"

func decodeDecisions(rows [][]any) ([]graph.Decision, error) {
	out := make([]graph.Decision, len(rows))
	for i, r := range rows {
		if err := unmarshal(r[0], &out[i]); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out, func(a, b graph.Decision) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.ID, b.ID)) })
	return out, nil
}

// Changes is Reader's.
func (s *Store) Changes(ctx context.Context, after int64, limit int) ([]graph.Change, error) {
	if limit < 1 {
		return nil, ctx.Err()
	}
	const text = "MATCH (b:ChangeBlock) WHERE b.last > $after\nWITH b ORDER BY b.last LIMIT $blocks\nRETURN b.at, b.first, b.entries"
	var out []graph.Change
	for len(out) < limit {
		rows, err := s.read(ctx, text, map[string]any{"after": after, "blocks": int64(20)})
		if err != nil {
			return nil, err
		}
		if len(rows) == 0 {
			break
		}
		for _, r := range rows {
			changes, err := decodeBlock(r)
			if err != nil {
				return nil, err
			}
			for _, c := range changes {
				if c.Seq > after && len(out) < limit {
					out, after = append(out, c), c.Seq
				}
			}
		}
	}
	return out, nil
}

// blockSize is how many changes one node holds.
const blockSize = 1000

func decodeBlock(r []any) ([]graph.Change, error) {
	var entries [][]string
	payload, _ := r[2].(string)
	if err := json.Unmarshal([]byte(payload), &entries); err != nil {
		return nil, err
	}
	out := make([]graph.Change, len(entries))
	for i, e := range entries {
		if len(e) < 2 {
			return nil, fmt.Errorf("neo4j: entry %d of the change feed has no id", number(r[1])+i)
		}
		out[i] = graph.Change{Seq: int64(number(r[1]) + i), At: graph.Instant(text(r[0])), Op: graph.ChangeOp(e[0]), ID: e[1]}
		if len(e) > 2 {
			out[i].Was = new(graph.Relation)
			if err := unmarshal(e[2], out[i].Was); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// Stats is Reader's.
func (s *Store) Stats(ctx context.Context) (graph.Stats, error) {
	unseen := func(label string) string {
		return "COUNT { (:" + label + ") } - COUNT { (n:Turning) WHERE n:" + label + " AND NOT " + visibleN + " }, "
	}
	text := "RETURN " + unseen("Entity") + unseen("Relation") + unseen("Claim") + unseen("Document") + "COUNT { (:Source) }, " +
		"COUNT { (:Load) }, head(COLLECT { MATCH (w:Writer {id: 1}) RETURN w.seq })"
	rows, err := s.read(ctx, text, nil)
	if err != nil {
		return graph.Stats{}, err
	}
	r := rows[0]
	return graph.Stats{Engine: "neo4j", Entities: number(r[0]), Relations: number(r[1]), Claims: number(r[2]),
		Documents: number(r[3]), Sources: number(r[4]), Loads: number(r[5]), Seq: int64(number(r[6]))}, nil
}
