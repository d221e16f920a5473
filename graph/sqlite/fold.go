package sqlite

import (
	"database/sql"
	"maps"
	"slices"

	"entente/graph"
)

// fold adds up anew what the delta touches, and notes in the feed what changed.
func (c *change) fold() error {
	relations := c.foldClaims()
	for id := range c.delta.stale {
		if _, ok := relations[id]; !ok {
			relations[id] = nil
		}
	}
	for portion := range slices.Chunk(slices.Sorted(maps.Keys(relations)), portionSize) {
		if err := c.foldRelations(portion, relations); err != nil {
			return err
		}
		if err := c.spill(); err != nil {
			return err
		}
	}
	if err := c.foldShapes(); err != nil {
		return err
	}
	for portion := range slices.Chunk(slices.Sorted(maps.Keys(c.delta.entities)), portionSize) {
		if err := c.foldEntities(portion); err != nil {
			return err
		}
	}
	return c.foldSources(slices.Sorted(maps.Keys(c.delta.sources)))
}

// portionSize is how many things are added up at a time.
const portionSize = 5000

// foldClaims notes which claims changed, and returns the relations that they
// add up to, or did, each with the claims that came.
func (c *change) foldClaims() map[graph.RelationID][]*graph.Claim {
	touched := make(map[graph.RelationID][]*graph.Claim)
	for id, old := range c.delta.before {
		now, ok := c.delta.after[id]
		switch {
		case !ok:
			c.note(graph.ChangeRemoved, string(id))
		case now.content == old.content:
			continue
		default:
			c.note(graph.ChangeUpdated, string(id))
		}
		if _, ok := touched[old.claim.Relation]; !ok {
			touched[old.claim.Relation] = nil
		}
	}
	for id, now := range c.delta.after {
		old, ok := c.delta.before[id]
		if ok && old.content == now.content {
			continue
		}
		if !ok {
			c.note(graph.ChangeAdded, string(id))
		}
		touched[now.claim.Relation] = append(touched[now.claim.Relation], now.claim)
	}
	return touched
}

// relationKey returns the key of the relation that a settled claim adds up to,
// whose ends are those after decisions.
func relationKey(c *graph.Claim) graph.RelationKey {
	x := graph.Claim{From: graph.Actor{ID: c.FromID}, Kind: c.Kind, When: c.When, Modality: c.Modality}
	if c.ToID != "" {
		x.To = &graph.Actor{ID: c.ToID}
	}
	return x.Key(nil)
}

// stored is a projected thing with its row.
type stored[T any] struct {
	row  int64
	item T
}

// foldRelations adds up the relations. One that was not there before consists
// of the claims that came, unless it is stale; the claims of the others are read.
func (c *change) foldRelations(ids []graph.RelationID, came map[graph.RelationID][]*graph.Claim) error {
	old := make(map[graph.RelationID]stored[graph.Relation])
	err := c.rows("SELECT t.row, "+together(subjects[graph.SubjectRelation].columns)+" FROM json_each(?) k CROSS JOIN relations t ON t.id = k.value",
		func(rows *sql.Rows) error {
			var row int64
			var columns packed
			if err := rows.Scan(&row, &columns); err != nil {
				return err
			}
			r, err := scanRelation(columns)
			old[r.ID] = stored[graph.Relation]{row, r}
			return err
		}, idList(ids))
	if err != nil {
		return err
	}
	groups := make(map[graph.RelationID][]graph.Claim, len(ids))
	read := slices.DeleteFunc(slices.Clone(ids), func(id graph.RelationID) bool {
		_, known := old[id]
		return !known && !c.delta.stale[id]
	})
	if err := c.relationClaims(read, groups); err != nil {
		return err
	}
	row, err := c.next("relations")
	if err != nil {
		return err
	}
	fresh := c.bulk("INSERT OR FAIL", "relations", relationColumns, "")
	for _, id := range ids {
		was, known := old[id]
		claims := groups[id]
		if !known && !c.delta.stale[id] {
			for _, x := range came[id] {
				claims = append(claims, *x)
			}
		}
		if err := c.foldRelation(id, was, known, claims, fresh, row); err != nil {
			return err
		}
		row++
	}
	return fresh.flush()
}

// foldRelation adds up one relation, which was there if known, and writes it if
// it changed; row is for a new one.
func (c *change) foldRelation(id graph.RelationID, was stored[graph.Relation], known bool, claims []graph.Claim, fresh *bulk, row int64) error {
	var now graph.Relation
	stands := false
	if len(claims) > 0 {
		now, stands = graph.FoldRelation(relationKey(&claims[0]), claims)
	}
	switch {
	case !known && stands:
		c.note(graph.ChangeAdded, string(id))
		return fresh.add(relationValues(row, &now)...)
	case known && !stands:
		c.tell(graph.Change{Op: graph.ChangeRemoved, ID: string(id), Was: &was.item})
		return c.exec("DELETE FROM relations WHERE row = ?", was.row)
	case known && now != was.item:
		c.note(graph.ChangeUpdated, string(id))
		return c.updateRelation(was.row, &now)
	}
	return nil
}

// relationClaims reads what the fold needs of the claims of relations.
func (c *change) relationClaims(ids []graph.RelationID, into map[graph.RelationID][]graph.Claim) error {
	mutual := graph.Attributes{"mutual": true}
	return c.rows(`SELECT t.relation, t.kind, t.polarity, t.modality, t.happened, t.from_id, t.to_id, t.pair, t.mutual, t.seen, d.id, d.source
		FROM json_each(?) k CROSS JOIN claims t ON t.relation = k.value AND t.live = 1 CROSS JOIN documents d ON d.row = t.contribution`,
		func(rows *sql.Rows) error {
			var x graph.Claim
			var m bool
			err := rows.Scan(&x.Relation, &x.Kind, &x.Polarity, &x.Modality, &x.When, &x.FromID, &x.ToID, &x.Pair, &m, &x.SaidOn,
				&x.Document, &x.Source)
			if m {
				x.Attributes = mutual
			}
			into[x.Relation] = append(into[x.Relation], x)
			return err
		}, idList(ids))
}

const relationColumns = "row, id, from_id, from_kind, kind, quad, goldstein, to_id, to_kind, modality, pair, happened, happened_lo," +
	" happened_hi, first, first_lo, first_hi, last, last_lo, last_hi, valid_lo, valid_hi, claims, denials, weight, sources, disputed, mutual"

func relationValues(row int64, r *graph.Relation) []any {
	info, _ := r.Kind.Info()
	happened, happenedLo, happenedHi := days(r.When)
	first, firstLo, firstHi := days(r.FirstSeen)
	last, lastLo, lastHi := days(r.LastSeen)
	from, until := graph.ValidBounds(r.Kind, r.When)
	return []any{row, string(r.ID), string(r.From), string(r.From.Kind()), string(r.Kind), string(info.Quad), info.Goldstein,
		string(r.To), string(r.To.Kind()), string(r.Modality), r.Pair, happened, happenedLo, happenedHi, first, firstLo, firstHi,
		last, lastLo, lastHi, string(from), string(until), r.Claims, r.Denials, r.Weight, r.Sources, r.Disputed, r.Mutual}
}

// updateRelation writes what may change of a relation that stays.
func (c *change) updateRelation(row int64, r *graph.Relation) error {
	first, firstLo, firstHi := days(r.FirstSeen)
	last, lastLo, lastHi := days(r.LastSeen)
	return c.exec(`UPDATE relations SET pair = ?, first = ?, first_lo = ?, first_hi = ?, last = ?, last_lo = ?, last_hi = ?,
		claims = ?, denials = ?, weight = ?, sources = ?, disputed = ?, mutual = ? WHERE row = ?`,
		r.Pair, first, firstLo, firstHi, last, lastLo, lastHi, r.Claims, r.Denials, r.Weight, r.Sources, r.Disputed, r.Mutual, row)
}

// foldSources adds up the sources from what current documents say of them.
// Documents that say the same are counted, and read once.
func (c *change) foldSources(ids []graph.SourceID) error {
	said := make(map[graph.SourceID]map[graph.Source]int)
	err := c.rows(`SELECT d.source_as, COUNT(*) FROM json_each(?) k CROSS JOIN documents d ON d.source = k.value
		GROUP BY d.source, d.source_as`, func(rows *sql.Rows) error {
		var source graph.Source
		var payload sql.RawBytes
		var times int
		if err := rows.Scan(&payload, &times); err != nil {
			return err
		}
		err := unpack(payload, &source)
		if said[source.ID] == nil {
			said[source.ID] = make(map[graph.Source]int)
		}
		said[source.ID][source] += times
		return err
	}, idList(ids))
	if err != nil {
		return err
	}
	for _, id := range ids {
		if len(said[id]) == 0 {
			err = c.exec("DELETE FROM sources WHERE id = ?", string(id))
		} else {
			s := graph.FoldSource(id, said[id])
			err = c.exec(`INSERT INTO sources (id, name, owner, reliability) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
				SET name = excluded.name, owner = excluded.owner, reliability = excluded.reliability`,
				string(id), s.Name, string(s.Owner), s.Reliability)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
