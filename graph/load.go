package graph

import "slices"

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

// Validate checks the load's id, state and times, and that its texts are UTF-8
// without NULs. The error wraps ErrInvalid.
func (l *Load) Validate() error {
	switch {
	case !properID(l.ID, "load:"):
		return Invalidf("load id %q is malformed or too long", clip(string(l.ID)))
	case !slices.Contains([]LoadState{LoadRunning, LoadDone, LoadFailed, LoadUnloaded}, l.State):
		return Invalidf("load %s: state %q", l.ID, clip(string(l.State)))
	case !l.Started.Valid():
		return Invalidf("load %s: started %q", l.ID, clip(string(l.Started)))
	case l.Ended != "" && !l.Ended.Valid():
		return Invalidf("load %s: ended %q", l.ID, clip(string(l.Ended)))
	}
	return validClean("load "+string(l.ID), l)
}

// Counts says what a write changed. Documents are counted apart as added,
// changed (a new version, or read anew with another result) and unchanged, one
// for each contribution as it lands, a table with its last part. An Unload
// counts a document that falls back to another reading as changed.
type Counts struct {
	Added     int `json:"added"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	Refused   int `json:"refused"`
	// Entities, Claims and Relations are how many came and went by the whole
	// write, as the change feed tells.
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
// entity, load or decision. The feed of a write compares the graph before it
// with that after it, so that a thing is there once at most: what came is
// ADDED, what went REMOVED (a claim also when a decision rejects it), what is
// there with another content UPDATED, where a document's content is its current
// contribution, and a claim's known times are none. Entries of one write are in
// order of kind (load, document, entity, claim, relation, decision), then id.
type Change struct {
	Seq int64    `json:"seq"`
	At  Instant  `json:"at"`
	Op  ChangeOp `json:"op"`
	ID  string   `json:"id"`
	// Was is a relation that went as it was before, nil for all other changes;
	// also of a relation that went before stores kept it.
	Was *Relation `json:"was,omitempty"`
}
