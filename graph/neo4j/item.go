package neo4j

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"entente/graph"
)

// props are the properties of a node or an edge. A missing text is no property.
type props map[string]any

// text sets a property that queries compare, unless the text is empty.
func (p props) text(name, value string) {
	if value != "" {
		p[name] = encode(value)
	}
}

// plain sets a property that people read, unless the text is empty.
func (p props) plain(name, value string) {
	if value != "" {
		p[name] = value
	}
}

// date sets a date as written, its first day, "" for an unknown one, and its last.
func (p props) date(name string, d graph.Date) {
	lo, hi, ok := d.Bounds()
	p[name+"Lo"] = string(lo)
	if ok {
		p[name] = string(d)
		p[name+"Hi"] = string(hi)
	}
}

// words sets folded words with a space at both ends, unless there are none.
func (p props) words(name, folded string) {
	if folded != "" {
		p[name] = " " + folded + " "
	}
}

func (p props) list(name string, values []string) {
	if len(values) > 0 {
		p[name] = values
	}
}

// valid sets the days between which a relation or claim counts.
func (p props) valid(kind graph.RelationKind, when graph.Date) {
	from, until := graph.ValidBounds(kind, when)
	p["validLo"], p["validHi"] = string(from), string(until)
}

// marshal returns a value of package graph as JSON; these always have a form.
func marshal(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return "null"
	}
	return string(b)
}

// fields sets every filter field of an item, a pointer, but dates and texts.
func (p props) fields(s graph.Subject, item any) {
	for _, f := range columnsOf[s] {
		v := graph.Value(item, f.field)
		if text, ok := v.(string); ok {
			p.text(f.property, text)
		} else {
			p[f.property] = v
		}
	}
}

// column is a filter field with the property that holds it.
type column struct {
	field    graph.Field
	property string
}

// columnsOf are the filter fields of subjects but dates, lists and texts.
var columnsOf = func() map[graph.Subject][]column {
	out := make(map[graph.Subject][]column)
	for _, s := range []graph.Subject{graph.SubjectEntity, graph.SubjectRelation, graph.SubjectClaim, graph.SubjectDocument, graph.SubjectSource, graph.SubjectLoad} {
		for _, f := range graph.Fields(s) {
			switch f.Type {
			case graph.TypeString, graph.TypeNumber, graph.TypeBool:
				out[s] = append(out[s], column{f.Name, property(s, f.Name)})
			}
		}
	}
	return out
}()

// entityProps returns the node of an entity.
func entityProps(e *graph.Entity) props {
	p := props{}
	p.fields(graph.SubjectEntity, e)
	p["name"] = e.Name
	if e.Name == "" {
		p["name"] = string(e.ID)
	}
	names, _ := graph.Value(e, "names").([]string)
	codes, _ := graph.Value(e, "codes").([]string)
	p.list("names", names)
	p.list("codes", codes)
	p.words("text", e.SearchText())
	slim := *e
	slim.DocumentIDs = nil
	p["payload"] = marshal(&slim)
	return p
}

// relationColumns are what decodeRelation reads.
var relationColumns = []string{"settled"}

func relationProps(r *graph.Relation) props {
	p := make(props, 32)
	p.fields(graph.SubjectRelation, r)
	for name, n := range map[string]int{"claims": r.Claims, "denials": r.Denials, "weight": r.Weight, "sources": r.Sources} {
		p[name] = int64(n)
	}
	p.date("when", r.When)
	p.date("firstSeen", r.FirstSeen)
	p.date("lastSeen", r.LastSeen)
	p.valid(r.Kind, r.When)
	p["settled"] = packed(string(r.ID), string(r.From), string(r.Kind), string(r.To), string(r.When), string(r.Modality), r.Pair,
		strconv.Itoa(r.Claims), strconv.Itoa(r.Denials), strconv.Itoa(r.Weight), strconv.Itoa(r.Sources),
		string(r.FirstSeen), string(r.LastSeen), truth(r.Disputed), truth(r.Mutual))
	return p
}

// packed puts texts into one, parted by NUL, which no stored text holds: the
// server takes longer to find fifteen properties than to read a claim.
func packed(texts ...string) string { return strings.Join(texts, "\x00") }

func truth(b bool) string {
	if b {
		return "1"
	}
	return ""
}

// unpacked reads what packed has put together.
type unpacked struct{ rest string }

// unpack returns the reader of a property that an older version did not write.
func unpack(v any) (*unpacked, error) {
	rest, ok := v.(string)
	if !ok {
		return nil, fmt.Errorf("%w; `entente check --repair` makes it anew", graph.ErrOutdated)
	}
	return &unpacked{rest}, nil
}

func (u *unpacked) next() (head string) {
	head, u.rest, _ = strings.Cut(u.rest, "\x00")
	return head
}

func (u *unpacked) number() int {
	n, _ := strconv.Atoi(u.next())
	return n
}

// edgeProps returns the readable edge of a relation.
func edgeProps(r *graph.Relation) props {
	p := props{"relationId": string(r.ID), "weight": int64(r.Weight), "claims": int64(r.Claims), "denials": int64(r.Denials),
		"sources": int64(r.Sources), "disputed": r.Disputed, "mutual": r.Mutual, "modality": string(r.Modality)}
	p.plain("when", string(r.When))
	p.plain("firstSeen", string(r.FirstSeen))
	p.plain("lastSeen", string(r.LastSeen))
	p.plain("quad", string(r.Kind.Quad()))
	return p
}

func decodeRelation(c []any) (graph.Relation, error) {
	u, err := unpack(c[0])
	if err != nil {
		return graph.Relation{}, err
	}
	return graph.Relation{
		ID: graph.RelationID(u.next()), From: graph.EntityID(u.next()), Kind: graph.RelationKind(u.next()), To: graph.EntityID(u.next()),
		When: graph.Date(u.next()), Modality: graph.Modality(u.next()), Pair: u.next(),
		Claims: u.number(), Denials: u.number(), Weight: u.number(), Sources: u.number(),
		FirstSeen: graph.Date(u.next()), LastSeen: graph.Date(u.next()), Disputed: u.next() != "", Mutual: u.next() != "",
	}, nil
}

// claimColumns are what decodeClaim reads, in its order: the claim as loaded, and
// what decisions may have put in its place and what stores derive.
var claimColumns = []string{"payload", "settled"}

// brief returns what graph.Claim.Brief has beside the id. Settled begins with it,
// so that of whole claims and outlines one property less is read.
func brief(c *graph.Claim) string {
	return packed(string(c.Kind), string(c.Polarity), string(c.Modality), string(c.When))
}

// settled returns what decisions may have put in the place of what was loaded,
// what stores derive, what else an outline has, and last the title of the document.
func settled(c *graph.Claim, title string) string {
	return packed(brief(c), string(c.Document), c.SHA256,
		string(c.Source), string(c.PublishedOn), string(c.Relation), string(c.FromID), string(c.ToID), string(c.AssertedByID), c.Pair,
		truth(c.Confirmed), string(c.KnownFrom), string(c.ID), strconv.FormatFloat(c.Confidence, 'g', -1, 64), title)
}

// claimProps returns what a claim that stands, of a document with a title, has on
// its node beside what the log has, so that taking it away leaves the log's.
func claimProps(c *graph.Claim, title string) props {
	p := make(props, 48) // with what the log has
	p.fields(graph.SubjectClaim, c)
	p.date("when", c.When)
	p.date("saidOn", c.SaidOn)
	p.date("publishedOn", c.PublishedOn)
	p.date("seen", c.Seen())
	p.valid(c.Kind, c.When)
	p.words("text", c.SearchText())
	p["name"] = claimName(c)
	p["brief"], p["settled"] = brief(c), settled(c, title)
	return p
}

// claimName returns the claim in short, for people: "China SIGNED Astana Declaration".
func claimName(c *graph.Claim) string {
	name := c.From.Name
	if name == "" {
		name = string(c.FromID)
	}
	name += " " + string(c.Kind)
	switch {
	case c.To != nil && c.To.Name != "":
		name += " " + c.To.Name
	case c.To != nil:
		name += " " + string(c.ToID)
	case c.Quantity != nil:
		name += " " + c.Quantity.Op + " " + c.Quantity.Value + " " + c.Quantity.Unit
	}
	if c.Polarity == graph.Denied {
		name += ", " + string(c.Polarity)
	}
	if c.Modality != graph.Actual {
		name += ", " + string(c.Modality)
	}
	return name
}

func decodeClaim(v []any) (graph.Claim, error) {
	c, err := loadedClaim(v[0])
	if err != nil {
		return c, err
	}
	u, err := unpack(v[1])
	if err != nil {
		return c, err
	}
	u.settle(&c)
	return c, nil
}

// brief sets what brief says of a claim.
func (u *unpacked) brief(c *graph.Claim) {
	c.Kind, c.Polarity, c.Modality = graph.RelationKind(u.next()), graph.Polarity(u.next()), graph.Modality(u.next())
	c.When = graph.Date(u.next())
}

// settle sets what settled says of a claim, but for its id and confidence, which
// are left.
func (u *unpacked) settle(c *graph.Claim) {
	u.brief(c)
	c.Document, c.SHA256 = graph.DocumentID(u.next()), u.next()
	c.Source, c.PublishedOn, c.Relation = graph.SourceID(u.next()), graph.Date(u.next()), graph.RelationID(u.next())
	c.FromID, c.ToID, c.AssertedByID = graph.EntityID(u.next()), graph.EntityID(u.next()), graph.EntityID(u.next())
	c.Pair, c.Confirmed = u.next(), u.next() != ""
	c.KnownFrom, c.KnownUntil = graph.Instant(u.next()), graph.Forever
}

// briefColumns are what decodeBrief reads.
var briefColumns = []string{"id", "brief"}

// decodeBrief returns as much of a claim as graph.Claim.Brief has.
func decodeBrief(v []any) (c graph.Claim, err error) {
	u, err := unpack(v[1])
	if err != nil {
		return c, err
	}
	c.ID = graph.ClaimID(text(v[0]))
	u.brief(&c)
	return c, nil
}

// decodeOutline returns as much of a claim as graph.Claim.Outline has.
func decodeOutline(v []any) (c graph.Claim, err error) {
	u, err := unpack(v[0])
	if err != nil {
		return c, err
	}
	u.settle(&c)
	if c.ID = graph.ClaimID(u.next()); c.ID == "" {
		_, err = unpack(nil)
		return c, err
	}
	c.From.ID = c.FromID
	if c.ToID != "" {
		c.To = &graph.Actor{ID: c.ToID}
	}
	if c.AssertedByID != "" {
		c.AssertedBy = &graph.Actor{ID: c.AssertedByID}
	}
	c.Confidence, err = strconv.ParseFloat(u.next(), 64)
	return c, err
}

// documentOutline returns as much of a claim's document as graph.Document.Outline
// has, by what is settled of the claim.
func documentOutline(c *graph.Claim, settled any) []graph.Document {
	all, _ := settled.(string)
	return []graph.Document{{ID: c.Document, Title: all[strings.LastIndexByte(all, 0)+1:], PublishedOn: c.PublishedOn}}
}

// loadedClaim returns a claim as loaded, without its document and version.
func loadedClaim(payload any) (graph.Claim, error) {
	c, err := decodeText(payload, graph.DecodeClaim)
	if len(c.Attributes) == 0 {
		c.Attributes = nil
	}
	return c, err
}

func documentProps(d *graph.Document, body string) props {
	p := props{}
	p.fields(graph.SubjectDocument, d)
	p.date("publishedOn", d.PublishedOn)
	p.plain("title", d.Title)
	p.plain("author", d.Author)
	p["name"] = d.Title
	if d.Title == "" {
		p["name"] = d.ID.Key()
	}
	p.plain("sourceName", d.Source.Name)
	p.plain("sourceOwner", string(d.Source.Owner))
	p.plain("sourceReliability", d.Source.Reliability)
	p.words("titleText", graph.Fold(d.Title))
	p.words("text", d.SearchText(body))
	p["payload"] = marshal(d)
	return p
}

func sourceProps(s *graph.Source) props {
	p := props{}
	p.fields(graph.SubjectSource, s)
	p["name"] = s.Name
	if s.Name == "" {
		p["name"] = string(s.ID)
	}
	p["payload"] = marshal(s)
	return p
}

func loadProps(l *graph.Load) props {
	p := props{}
	p.fields(graph.SubjectLoad, l)
	p["name"] = string(l.ID)
	p["payload"] = marshal(l)
	return p
}

// decodePayload reads items that are stored as JSON alone.
func decodePayload[T any](c []any) (T, error) {
	var item T
	err := unmarshal(c[0], &item)
	return item, err
}

func decodeEntity(c []any) (graph.Entity, error) { return decodeText(c[0], graph.DecodeEntity) }

func decodeDocument(c []any) (graph.Document, error) { return decodeText(c[0], graph.DecodeDocument) }

// decodeText reads an item that is stored as JSON.
func decodeText[T any](payload any, decode func(string) (T, error)) (item T, err error) {
	s, ok := payload.(string)
	if !ok {
		return item, fmt.Errorf("a node without its content, a %T", payload)
	}
	return decode(s)
}

func unmarshal(payload, into any) error {
	s, ok := payload.(string)
	if !ok {
		return fmt.Errorf("a node without its content, a %T", payload)
	}
	return json.Unmarshal([]byte(s), into)
}

// text returns a stored text as it was; "" for a missing one.
func text(v any) string {
	s, _ := v.(string)
	return decode(s)
}

// number returns a stored count.
func number(v any) int {
	switch n := v.(type) {
	case int64:
		return int(n)
	case float64:
		return int(n)
	}
	return 0
}
