package main

import (
	"bufio"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"entente/graph"
)

// coded is a row of the table of events as the test reads it, on its own.
type coded struct {
	line, when, from, kind, to string
	goldstein                  float64
}

// table is the table of events with what the code lists beside it say.
type table struct {
	rows   []coded
	byLine map[string]coded
	states map[string]string // a country's name as the table has it, by which code
}

// readTable reads the table and its code lists without anything of the program.
func readTable(t *testing.T, data string) *table {
	t.Helper()
	out := &table{byLine: make(map[string]coded), states: make(map[string]string)}
	for _, row := range readCSV(t, filepath.Join(data, "codes", "icews_countries.csv")) {
		out.states[row["name"]] = row["iso3"]
	}
	kinds, weights := make(map[string]string), make(map[string]float64)
	for _, row := range readCSV(t, filepath.Join(data, "codes", "icews_types.csv")) {
		kind := row["plover"]
		switch row["root"] {
		case "01":
			kind = "COMMENT"
		case "02":
			kind = "APPEAL"
		}
		kinds[row["name"]] = kind
		var w float64
		if _, err := fmt.Sscan(row["goldstein_icews"], &w); err != nil {
			t.Fatal(err)
		}
		weights[row["name"]] = w
	}
	f, err := os.Open(filepath.Join(data, "tables", "icews14.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		c := strings.Split(s.Text(), "\t")
		row := coded{s.Text(), c[0], c[1], kinds[c[2]], c[3], weights[c[2]]}
		out.rows, out.byLine[row.line] = append(out.rows, row), row
	}
	return out
}

func readCSV(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	out := make([]map[string]string, len(all)-1)
	for i, cells := range all[1:] {
		out[i] = make(map[string]string)
		for k, name := range all[0] {
			out[i][name] = cells[k]
		}
	}
	return out
}

// state returns the state that an actor's name says, bare or in brackets, ""
// where it is somebody's own name.
func (x *table) state(actor string) string {
	if i := strings.LastIndex(actor, "("); i > 0 && strings.HasSuffix(actor, ")") {
		actor = actor[i+1 : len(actor)-1]
	}
	return x.states[actor]
}

// between returns the lines whose two ends say that they are of the two states.
func (x *table) between(a, b string) map[string]bool {
	out := make(map[string]bool)
	for _, r := range x.rows {
		if from, to := x.state(r.from), x.state(r.to); from == a && to == b || from == b && to == a {
			out[r.line] = true
		}
	}
	return out
}

// end is an end of a claim.
type end struct {
	Entity  struct{ ID, Kind string }
	ActsFor *struct{ ID string }
}

// party returns whom the end's deeds count for.
func (e end) party() string {
	if e.ActsFor != nil {
		return e.ActsFor.ID
	}
	return e.Entity.ID
}

// told is a row of the table with the ends that the store has for it.
type told struct {
	coded
	from, to end
}

// event is what makes rows one event.
func (x told) event() string {
	return x.from.Entity.ID + " " + x.kind + " " + x.to.Entity.ID + " " + x.when
}

// bucket is what two states did in a month.
type bucket struct {
	Forward, Backward map[string]int
	Net               int
	Goldstein         float64
}

// months adds the rows up by month: rows that are one event count once, with
// the mean of their weights.
func months(a string, lines []told) map[string]*bucket {
	events := make(map[string][]told)
	for _, l := range lines {
		events[l.event()] = append(events[l.event()], l)
	}
	out := make(map[string]*bucket)
	for _, rows := range events {
		month := rows[0].when[:7]
		b := out[month]
		if b == nil {
			b = &bucket{Forward: make(map[string]int), Backward: make(map[string]int)}
			out[month] = b
		}
		side := b.Backward
		if rows[0].from.party() == "state:"+a {
			side = b.Forward
		}
		quad := graph.RelationKind(rows[0].kind).Quad()
		side[string(quad)]++
		switch quad {
		case graph.VerbalCooperation, graph.MaterialCooperation:
			b.Net++
		case graph.VerbalConflict, graph.MaterialConflict:
			b.Net--
		}
		for _, r := range rows {
			b.Goldstein += r.goldstein / float64(len(rows))
		}
	}
	return out
}

func pearson(x, y []float64) float64 {
	var sx, sy, sxx, syy, sxy, n float64
	for i := range x {
		n, sx, sy = n+1, sx+x[i], sy+y[i]
		sxx, syy, sxy = sxx+x[i]*x[i], syy+y[i]*y[i], sxy+x[i]*y[i]
	}
	return (n*sxy - sx*sy) / math.Sqrt((n*sxx-sx*sx)*(n*syy-sy*sy))
}
