package neo4j

import (
	"cmp"
	"encoding/json"
	"slices"

	"entente/graph"
)

// counters are what the writer node holds: the known clock, the last sequence
// number of the change feed, and how often a load brought a contribution.
type counters struct {
	clock graph.Instant
	seq   int
	links int
}

func countersOf(row []any) counters {
	return counters{graph.Instant(text(row[0])), number(row[1]), number(row[2])}
}

// reading is a contribution as it lies in the log, without its content.
type reading struct {
	id       graph.ContributionID
	document graph.Document
	parts    int // the last part that has landed, 0 for a whole document
	complete bool
	known    []graph.Period
	links    []link // in order
	// claims and records count its content.
	claims, records int

	// What follows is of one write: whether the node is new, changed or goes,
	// and the content that came.
	fresh, dirty, gone bool
	came               []piece
	// was are the periods that the node has.
	was []graph.Period
}

// link says that a load brought a contribution; a later one has a greater order.
type link struct {
	load  graph.LoadID
	order int
}

// piece is what one contribution brought of a reading.
type piece struct {
	part    int
	text    string
	claims  []graph.Claim
	records []graph.EntityRecord
}

const readingColumns = "n.id, n.head, n.parts, n.complete, n.known, n.loads, n.orders, n.claims, n.records"

func decodeReading(row []any) (*reading, error) {
	r := &reading{id: graph.ContributionID(text(row[0])), parts: number(row[2]), complete: row[3] == true,
		claims: number(row[7]), records: number(row[8])}
	if err := unmarshal(row[1], &r.document); err != nil {
		return nil, err
	}
	r.known = periods(row[4])
	r.was = r.known
	loads, _ := row[5].([]any)
	orders, _ := row[6].([]any)
	for i := range loads {
		r.links = append(r.links, link{graph.LoadID(text(loads[i])), number(orders[i])})
	}
	return r, nil
}

// periods returns periods from a node's list of their ends.
func periods(list any) []graph.Period {
	ends, _ := list.([]any)
	var out []graph.Period
	for i := 0; i+1 < len(ends); i += 2 {
		out = append(out, graph.Period{From: graph.Instant(text(ends[i])), Until: graph.Instant(text(ends[i+1]))})
	}
	return out
}

// ends returns periods as periods reads them.
func ends(known []graph.Period) []string {
	out := []string{}
	for _, p := range known {
		out = append(out, string(p.From), string(p.Until))
	}
	return out
}

func (r *reading) props() props {
	loads, orders := []string{}, []int64{}
	for _, l := range r.links {
		loads, orders = append(loads, encode(l.load)), append(orders, int64(l.order))
	}
	return props{"id": string(r.id), "document": encode(r.document.ID), "sha256": r.document.SHA256, "head": marshal(r.document),
		"parts": int64(r.parts), "complete": r.complete, "known": ends(r.known), "loads": loads, "orders": orders,
		"claims": int64(r.claims), "records": int64(r.records)}
}

// head returns the reading as the log shows it.
func (r *reading) head(text string) graph.LogContribution {
	head := graph.LogContribution{ID: r.id, Document: r.document, Complete: r.complete, Known: r.known}
	if r.parts == 0 {
		head.Text = text
	}
	for _, l := range r.links {
		head.Loads = append(head.Loads, l.load)
	}
	return head
}

// open reports whether it is its document's current reading.
func (r *reading) open() bool {
	return len(r.known) > 0 && r.known[len(r.known)-1].Until == graph.Forever
}

func (r *reading) brought() int {
	if len(r.links) == 0 {
		return 0
	}
	return r.links[len(r.links)-1].order
}

// bring notes that the load brought it.
func (r *reading) bring(load graph.LoadID, order int) {
	r.unlink(load)
	r.links = append(r.links, link{load, order})
}

func (r *reading) unlink(load graph.LoadID) {
	n := len(r.links)
	r.links = slices.DeleteFunc(r.links, func(l link) bool { return l.load == load })
	r.dirty = r.dirty || len(r.links) != n
}

// claim returns a claim of it as loaded, from its JSON.
func (r *reading) claim(payload any) (graph.Claim, error) {
	c, err := loadedClaim(payload)
	c.Document, c.SHA256 = r.document.ID, r.document.SHA256
	return c, err
}

// settled returns a claim of it, standing under the rulings or not.
func (r *reading) settled(c graph.Claim, rulings *graph.Rulings) (graph.Claim, bool) {
	c.KnownFrom, c.KnownUntil = r.known[0].From, graph.Forever
	stands := rulings.Apply(&c, r.document)
	return c, stands
}

func readingIDs(readings []*reading) []string {
	ids := make([]string, len(readings))
	for i, r := range readings {
		ids[i] = string(r.id)
	}
	return ids
}

func byReadingID(readings []*reading) map[string]*reading {
	out := make(map[string]*reading, len(readings))
	for _, r := range readings {
		out[string(r.id)] = r
	}
	return out
}

// decodeRecords returns the records of readings from rows of recordsText, those
// of a reading by id and part; parts that landed after the reading was read are
// left out.
func decodeRecords(readings []*reading, rows [][]any) (map[graph.ContributionID][]graph.EntityRecord, error) {
	of := byReadingID(readings)
	slices.SortStableFunc(rows, func(a, b []any) int { return cmp.Compare(number(a[1]), number(b[1])) })
	out := make(map[graph.ContributionID][]graph.EntityRecord)
	for _, row := range rows {
		r := of[row[0].(string)]
		if r == nil || number(row[1]) > r.parts {
			continue
		}
		var rec graph.EntityRecord
		if err := unmarshal(row[2], &rec); err != nil {
			return nil, err
		}
		if err := unmarshal(row[3], &rec.Mentions); err != nil {
			return nil, err
		}
		out[r.id] = append(out[r.id], rec)
	}
	for _, list := range out {
		slices.SortStableFunc(list, func(a, b graph.EntityRecord) int { return cmp.Compare(a.ID, b.ID) })
	}
	return out, nil
}

// decodeClaims returns the claims of readings from rows of claimsText, those of
// a reading by id, as loaded.
func decodeClaims(readings []*reading, rows [][]any) (map[graph.ContributionID][]graph.Claim, error) {
	of := byReadingID(readings)
	out := make(map[graph.ContributionID][]graph.Claim)
	for _, row := range rows {
		r := of[row[0].(string)]
		if r == nil || number(row[1]) > r.parts {
			continue
		}
		c, err := r.claim(row[2])
		if err != nil {
			return nil, err
		}
		out[r.id] = append(out[r.id], c)
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b graph.Claim) int { return cmp.Compare(a.ID, b.ID) })
	}
	return out, nil
}

// headOf returns a record without its mentions as JSON.
func headOf(rec *graph.EntityRecord) string {
	head := *rec
	head.Mentions = nil
	return marshal(&head)
}

// recordProps returns the node of a record; counted says that its document
// counts for the entity. head is all of it but the mentions, so that records
// alike but for these are told from it.
func recordProps(r *reading, part int, rec *graph.EntityRecord) props {
	spans, err := json.Marshal(rec.Mentions)
	if err != nil {
		spans = []byte("null")
	}
	return props{"contribution": string(r.id), "document": encode(r.document.ID), "part": int64(part), "raw": encode(rec.ID),
		"head": headOf(rec), "spans": string(spans), "mentions": int64(len(rec.Mentions)),
		"lexicon": r.document.Format == graph.FormatLexicon}
}
