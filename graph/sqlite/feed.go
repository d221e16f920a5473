package sqlite

import (
	"cmp"
	"database/sql"
	"slices"
	"strings"

	"entente/graph"
)

// rank is the place of an id's kind in the feed of a write.
func rank(id string) int {
	prefix, _, _ := strings.Cut(id, ":")
	switch prefix {
	case "load":
		return 0
	case "document":
		return 1
	case "claim":
		return 3
	case "relation":
		return 4
	case "decision":
		return 5
	}
	return 2
}

func (c *change) writeFeed() error {
	if c.spilt {
		return c.writeSpilt()
	}
	slices.SortFunc(c.feed, func(a, b graph.Change) int {
		return cmp.Or(cmp.Compare(rank(a.ID), rank(b.ID)), cmp.Compare(a.ID, b.ID))
	})
	rows := c.bulk("INSERT OR FAIL", "changes", "seq, at, op, id, was", "")
	for _, x := range c.feed {
		c.seq++
		c.count(x)
		if err := rows.add(c.seq, string(c.clock), string(x.Op), x.ID, wasOf(x)); err != nil {
			return err
		}
	}
	return rows.flush()
}

func wasOf(x graph.Change) string {
	if x.Was == nil {
		return ""
	}
	return pack(x.Was)
}

// spill puts the entries of the feed into a temporary table, once they are many.
func (c *change) spill() error {
	if len(c.feed) < c.writer.feed {
		return nil
	}
	if !c.spilt {
		c.spilt = true
		const table = "CREATE TEMP TABLE IF NOT EXISTS spilt (rank INTEGER NOT NULL, id TEXT NOT NULL, op TEXT NOT NULL, was TEXT NOT NULL)"
		for _, text := range []string{table, "DELETE FROM temp.spilt"} {
			if err := c.exec(text); err != nil {
				return err
			}
		}
	}
	return c.spillAll()
}

func (c *change) spillAll() error {
	rows := c.bulk("INSERT OR FAIL", "temp.spilt", "rank, id, op, was", "")
	for _, x := range c.feed {
		c.count(x)
		if err := rows.add(rank(x.ID), x.ID, string(x.Op), wasOf(x)); err != nil {
			return err
		}
	}
	c.feed = c.feed[:0]
	return rows.flush()
}

// writeSpilt is writeFeed for entries that lie in the temporary table.
func (c *change) writeSpilt() error {
	if err := c.spillAll(); err != nil {
		return err
	}
	err := c.exec("INSERT INTO changes (seq, at, op, id, was)\n"+
		"SELECT ?1 + ROW_NUMBER() OVER (ORDER BY rank, id), ?2, op, id, was FROM temp.spilt", c.seq, string(c.clock))
	if err != nil {
		return err
	}
	if err := c.rows("SELECT COALESCE(MAX(seq), 0) FROM changes", func(rows *sql.Rows) error { return rows.Scan(&c.seq) }); err != nil {
		return err
	}
	return c.exec("DELETE FROM temp.spilt")
}

func (c *change) count(x graph.Change) {
	came, went := &c.counts.EntitiesAdded, &c.counts.EntitiesRemoved
	switch rank(x.ID) {
	case 2:
	case 3:
		came, went = &c.counts.ClaimsAdded, &c.counts.ClaimsRetracted
	case 4:
		came, went = &c.counts.RelationsAdded, &c.counts.RelationsRemoved
	default:
		return
	}
	switch x.Op {
	case graph.ChangeAdded:
		*came++
	case graph.ChangeRemoved:
		*went++
	}
}
