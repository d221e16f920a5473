package graph

// LoadState says how far a load has come.
type LoadState string

// The states of a load. A load that was killed stays RUNNING; the same load
// again, or an unload, puts that right.
const (
	LoadRunning  LoadState = "RUNNING"
	LoadDone     LoadState = "DONE"
	LoadFailed   LoadState = "FAILED"
	LoadUnloaded LoadState = "UNLOADED"
)

// Load is one run of a loader.
type Load struct {
	ID        LoadID    `json:"id"`
	State     LoadState `json:"state"`
	Started   Instant   `json:"started"`
	Ended     Instant   `json:"ended,omitempty"`
	Inputs    []string  `json:"inputs,omitempty"`
	Extractor string    `json:"extractor,omitempty"`
	Counts    Counts    `json:"counts"`
	Refusals  []Refusal `json:"refusals,omitempty"`
	// Message says why it failed, for people.
	Message string `json:"message,omitempty"`
}

// Counts says what a write changed. Documents are counted apart as added,
// changed (a new version, or read anew with another result) and unchanged.
type Counts struct {
	Added     int `json:"added"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	Refused   int `json:"refused"`
	// Entities, Claims and Relations are how many came and went.
	EntitiesAdded    int `json:"entitiesAdded"`
	EntitiesRemoved  int `json:"entitiesRemoved"`
	ClaimsAdded      int `json:"claimsAdded"`
	ClaimsRetracted  int `json:"claimsRetracted"`
	RelationsAdded   int `json:"relationsAdded"`
	RelationsRemoved int `json:"relationsRemoved"`
}

// Add adds the other counts to c.
func (c *Counts) Add(o Counts) {
	c.Added += o.Added
	c.Changed += o.Changed
	c.Unchanged += o.Unchanged
	c.Refused += o.Refused
	c.EntitiesAdded += o.EntitiesAdded
	c.EntitiesRemoved += o.EntitiesRemoved
	c.ClaimsAdded += o.ClaimsAdded
	c.ClaimsRetracted += o.ClaimsRetracted
	c.RelationsAdded += o.RelationsAdded
	c.RelationsRemoved += o.RelationsRemoved
}

// Refusal is a document that a load did not take, with its reason.
type Refusal struct {
	Input string `json:"input"`
	// Line is the line or item in the input, from 1; 0 for the whole.
	Line int `json:"line,omitempty"`
	// Code is one of the refusal codes.
	Code    RefusalCode `json:"code"`
	Message string      `json:"message"`
}

// RefusalCode says in one word why a document was refused.
type RefusalCode string

// The refusal codes.
const (
	RefusedEmpty    RefusalCode = "EMPTY"
	RefusedBinary   RefusalCode = "BINARY"
	RefusedEncoding RefusalCode = "ENCODING"
	RefusedTooLarge RefusalCode = "TOO_LARGE"
	RefusedFormat   RefusalCode = "FORMAT"
	RefusedRead     RefusalCode = "READ"
	RefusedNoText   RefusalCode = "NO_TEXT"
)

// DecisionKind is what a decision decides.
type DecisionKind string

// The kinds of decision. Same makes Other one with Entity, which survives;
// Different keeps the two apart, also against later proposals; Confirm, Reject
// and Correct judge a claim.
const (
	DecideSame      DecisionKind = "SAME"
	DecideDifferent DecisionKind = "DIFFERENT"
	DecideConfirm   DecisionKind = "CONFIRM"
	DecideReject    DecisionKind = "REJECT"
	DecideCorrect   DecisionKind = "CORRECT"
)

// Decision is a person's judgement. It is never erased: undoing sets Undone.
type Decision struct {
	ID   DecisionID   `json:"id"`
	Kind DecisionKind `json:"kind"`
	// Entity and Other are the two ids of SAME (Entity survives) and DIFFERENT.
	Entity EntityID `json:"entity,omitempty"`
	Other  EntityID `json:"other,omitempty"`
	// Claim is the claim judged.
	Claim ClaimID `json:"claim,omitempty"`
	// Correction replaces the claim's kind, polarity, modality and when, where
	// they are set.
	Correction *Correction `json:"correction,omitempty"`
	By         string      `json:"by"`
	Why        string      `json:"why,omitempty"`
	At         Instant     `json:"at"`
	Undone     Instant     `json:"undone,omitempty"`
}

// Correction is what a CORRECT decision puts in the place of what a claim says.
type Correction struct {
	Kind     RelationKind `json:"kind,omitempty"`
	Polarity Polarity     `json:"polarity,omitempty"`
	Modality Modality     `json:"modality,omitempty"`
	When     *Date        `json:"when,omitempty"`
}

// Identify sets and returns the decision's id, made of all it says but Undone.
func (d *Decision) Identify() DecisionID {
	parts := []string{string(d.Kind), string(d.Entity), string(d.Other), string(d.Claim), d.By, d.Why, string(d.At)}
	if c := d.Correction; c != nil {
		parts = append(parts, string(c.Kind), string(c.Polarity), string(c.Modality))
		if c.When != nil {
			parts = append(parts, "when", string(*c.When))
		}
	}
	d.ID = DecisionID("decision:" + digest(parts...))
	return d.ID
}

// Validate checks that the decision names what its kind needs. The error wraps
// ErrInvalid.
func (d *Decision) Validate() error {
	switch d.Kind {
	case DecideSame, DecideDifferent:
		if d.Entity == "" || d.Other == "" || d.Entity == d.Other {
			return Invalidf("a %s decision needs two different entities", d.Kind)
		}
		if d.Kind == DecideSame && d.Entity.Kind() != d.Other.Kind() {
			return Invalidf("%s and %s are of different kinds", d.Entity, d.Other)
		}
	case DecideConfirm, DecideReject, DecideCorrect:
		if d.Claim == "" {
			return Invalidf("a %s decision needs a claim", d.Kind)
		}
		if (d.Correction != nil) != (d.Kind == DecideCorrect) {
			return Invalidf("a correction belongs to a CORRECT decision")
		}
	default:
		return Invalidf("unknown kind of decision %q", d.Kind)
	}
	if d.By == "" || d.At == "" {
		return Invalidf("a decision needs by and at")
	}
	return nil
}

// ChangeOp is what happened to a thing.
type ChangeOp string

// The operations of the change feed.
const (
	ChangeAdded   ChangeOp = "ADDED"
	ChangeUpdated ChangeOp = "UPDATED"
	ChangeRemoved ChangeOp = "REMOVED"
)

// Change is an entry of the change feed. Seq grows by commit order, without
// repeats; ID tells by its prefix what changed: a document, claim, relation,
// entity, load or decision. A claim is ADDED when it becomes known and REMOVED
// when it is retracted or unloaded.
type Change struct {
	Seq int64    `json:"seq"`
	At  Instant  `json:"at"`
	Op  ChangeOp `json:"op"`
	ID  string   `json:"id"`
}
