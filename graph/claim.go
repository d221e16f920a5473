package graph

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Polarity says whether a claim asserts its relation or denies it.
type Polarity string

// The polarities.
const (
	Affirmed Polarity = "AFFIRMED"
	Denied   Polarity = "DENIED"
)

// Modality says how real a claim makes its relation.
type Modality string

// The modalities: done or holding; planned, promised or agreed; asked for,
// demanded or proposed; conditional, predicted or wished.
const (
	Actual    Modality = "ACTUAL"
	Intended  Modality = "INTENDED"
	Requested Modality = "REQUESTED"
	Possible  Modality = "POSSIBLE"
)

// Modalities returns the modalities in their fixed order.
func Modalities() []Modality { return []Modality{Actual, Intended, Requested, Possible} }

// Actor is one end of a claim as its sentence names it: who acts, is acted
// upon, or speaks; for ties also the agreement, meeting or place at the end.
type Actor struct {
	ID   EntityID   `json:"id"`
	Kind EntityKind `json:"kind"`
	Name string     `json:"name"`
	// Role is a PLOVER sector code such as GOV or COP, nil for the bare name.
	Role *string `json:"role"`
	// ActsFor is the state or organisation whose office a person holds on the
	// document's date, or of which he, a body, party or company is;
	// nil where there is none.
	ActsFor *EntityID `json:"actsFor"`
	// Start and End are the code points of the actor's whole noun phrase
	// without relative clauses; equal where the text does not name it.
	Start int `json:"start"`
	End   int `json:"end"`
}

// Party returns the entity that the actor's deeds count for: ActsFor where it
// is set, else the actor itself; "" for nil.
func (a *Actor) Party() EntityID {
	switch {
	case a == nil:
		return ""
	case a.ActsFor != nil && *a.ActsFor != "":
		return *a.ActsFor
	}
	return a.ID
}

// Quantity is a checkable figure: "more than 160 countries" is
// {"countries provided with aid", ">", "160", "countries"}.
type Quantity struct {
	// Measure says what is counted or measured ("length", "cost").
	Measure string `json:"measure"`
	// Op is "=", ">", "<" or "~" (about).
	Op string `json:"op"`
	// Value is a decimal number in plain notation.
	Value string `json:"value"`
	// Unit is the unit as the text has it, in the plural ("km", "countries", "EUR").
	Unit string `json:"unit"`
}

// Evidence is a span of a document version whose text is exactly Quote. Start
// and End are code points from 0, end exclusive.
type Evidence struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"`
}

// Via says how a claim follows from another: by a group's membership, with the
// claim about the group, or by co-signing an agreement.
type Via struct {
	Group     EntityID `json:"group,omitempty"`
	Claim     ClaimID  `json:"claim,omitempty"`
	Agreement EntityID `json:"agreement,omitempty"`
}

// Attributes are further facts of a claim: strings, booleans and numbers
// (float64) by name. Known names: mutual, by, office, level,
// speaker (the words for somebody without a name who says it), cameo, plover.
type Attributes map[string]any

// Claim is one assertion made in one document.
type Claim struct {
	ID         ClaimID      `json:"id"`
	From       Actor        `json:"from"`
	Kind       RelationKind `json:"kind"`
	To         *Actor       `json:"to"`
	Quantity   *Quantity    `json:"quantity"`
	Polarity   Polarity     `json:"polarity"`
	Modality   Modality     `json:"modality"`
	AssertedBy *Actor       `json:"assertedBy"`
	When       Date         `json:"when"`
	SaidOn     Date         `json:"saidOn"`
	Via        *Via         `json:"via"`
	Attributes Attributes   `json:"attributes"`
	Evidence   []Evidence   `json:"evidence"`
	Confidence float64      `json:"confidence"`
	Extractor  string       `json:"extractor"`
	Rule       string       `json:"rule"`

	// Document is the document that makes the claim; its version by sha256.
	Document DocumentID `json:"-"`
	SHA256   string     `json:"-"`
	// What follows is set by stores on reading and ignored on writing.
	Source      SourceID   `json:"-"` // the document's source
	PublishedOn Date       `json:"-"` // the document's publication date
	Relation    RelationID `json:"-"` // the relation it adds up to
	FromID      EntityID   `json:"-"` // From.ID after identity decisions
	ToID        EntityID   `json:"-"` // To.ID after identity decisions
	// AssertedByID is AssertedBy.ID after identity decisions.
	AssertedByID EntityID `json:"-"`
	Pair         string   `json:"-"` // dyad key of the two parties, after decisions
	Confirmed    bool     `json:"-"` // a decision confirms it
	// KnownFrom is when the reading that makes it first became known, and
	// KnownUntil when it last ceased to be: Forever while it is known.
	KnownFrom, KnownUntil Instant `json:"-"`
}

// Seen returns the date by which first and last seen are counted: SaidOn, else
// the document's publication date.
func (c *Claim) Seen() Date {
	if c.SaidOn != "" {
		return c.SaidOn
	}
	return c.PublishedOn
}

// Identify sets and returns the claim's id, made of what identifies it:
// version, ends, kind, quantity, polarity, modality, speaker, times, via,
// attributes and evidence spans; never extractor, rule, confidence or names.
func (c *Claim) Identify() ClaimID {
	parts := []string{string(c.Document), c.SHA256, string(c.From.ID), deref(c.From.Role), "",
		string(c.Kind), "", "", string(c.Polarity), string(c.Modality), "", string(c.When), string(c.SaidOn)}
	if c.From.ActsFor != nil {
		parts[4] = string(*c.From.ActsFor)
	}
	if c.To != nil {
		parts[6] = string(c.To.ID) + " " + deref(c.To.Role) + " " + string(c.To.Party())
	}
	if q := c.Quantity; q != nil {
		parts[7] = strings.Join([]string{q.Measure, q.Op, q.Value, q.Unit}, "\x00")
	}
	if c.AssertedBy != nil {
		parts[10] = string(c.AssertedBy.ID)
	}
	if c.Via != nil {
		parts = append(parts, "via", string(c.Via.Group), string(c.Via.Claim), string(c.Via.Agreement))
	}
	parts = append(parts, c.Attributes.canonical())
	for _, e := range c.Evidence {
		parts = append(parts, strconv.Itoa(e.Start), strconv.Itoa(e.End))
	}
	c.ID = ClaimID("claim:" + digest(parts...))
	return c.ID
}

// canonical returns the attributes as JSON with sorted keys, "" for none.
func (a Attributes) canonical() string {
	if len(a) == 0 {
		return ""
	}
	b, err := json.Marshal(a)
	if err != nil {
		return "!" + err.Error()
	}
	return string(b)
}

// MarshalJSON writes the attributes as an object, never null.
func (a Attributes) MarshalJSON() ([]byte, error) {
	if a == nil {
		return []byte("{}"), nil
	}
	return json.Marshal(map[string]any(a))
}

// Validate checks everything about the claim that does not need its text: the
// vocabulary, domain and range, dates, numbers, spans and the id. The error
// wraps ErrInvalid and names the claim.
func (c *Claim) Validate() error {
	info, ok := c.Kind.Info()
	switch {
	case !ok:
		return Invalidf("claim %s: unknown kind %q", c.ID, c.Kind)
	case !slices.Contains(info.Domain, c.From.Kind):
		return Invalidf("claim %s: %s cannot start at a %s", c.ID, c.Kind, c.From.Kind)
	case c.To == nil && len(info.Range) > 0:
		return Invalidf("claim %s: %s needs a to", c.ID, c.Kind)
	case c.To != nil && !slices.Contains(info.Range, c.To.Kind):
		return Invalidf("claim %s: %s cannot end at a %s", c.ID, c.Kind, c.To.Kind)
	case c.Polarity != Affirmed && c.Polarity != Denied:
		return Invalidf("claim %s: polarity %q", c.ID, c.Polarity)
	case !slices.Contains(Modalities(), c.Modality):
		return Invalidf("claim %s: modality %q", c.ID, c.Modality)
	case math.IsNaN(c.Confidence) || c.Confidence < 0 || c.Confidence > 1:
		return Invalidf("claim %s: confidence outside 0..1", c.ID)
	case len(c.Evidence) == 0:
		return Invalidf("claim %s: no evidence", c.ID)
	}
	if err := c.validateEnds(); err != nil {
		return err
	}
	return c.validateRest()
}

func (c *Claim) validateEnds() error {
	for _, a := range []*Actor{&c.From, c.To, c.AssertedBy} {
		if a == nil {
			continue
		}
		if !a.Kind.Valid() || a.ID.Kind() != a.Kind {
			return Invalidf("claim %s: entity %q is no %s", c.ID, a.ID, a.Kind)
		}
		if a.Start < 0 || a.End < a.Start {
			return Invalidf("claim %s: span %d-%d of %s", c.ID, a.Start, a.End, a.ID)
		}
	}
	return nil
}

func (c *Claim) validateRest() error {
	for _, d := range []Date{c.When, c.SaidOn} {
		if _, err := ParseDate(string(d)); err != nil {
			return Invalidf("claim %s: %v", c.ID, err)
		}
	}
	for _, e := range c.Evidence {
		if e.Start < 0 || e.End <= e.Start {
			return Invalidf("claim %s: evidence %d-%d", c.ID, e.Start, e.End)
		}
	}
	for name, v := range c.Attributes {
		switch x := v.(type) {
		case string, bool:
		case float64:
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return Invalidf("claim %s: attribute %q is %v", c.ID, name, x)
			}
		default:
			return Invalidf("claim %s: attribute %q is a %T", c.ID, name, v)
		}
	}
	if q := c.Quantity; q != nil {
		if !plainNumber(q.Value) || !strings.Contains("=><~", q.Op) || len(q.Op) != 1 {
			return Invalidf("claim %s: quantity %q %q", c.ID, clip(q.Op), clip(q.Value))
		}
	}
	if copied := *c; c.ID != copied.Identify() {
		return Invalidf("claim %s: the id is not the claim's content", c.ID)
	}
	return nil
}

// plainNumber reports whether s is a decimal number in plain notation:
// "-12", "0.5".
func plainNumber(s string) bool {
	whole, fraction, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	return digits(whole) && (!point || digits(fraction))
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
