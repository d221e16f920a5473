package graph

import (
	"cmp"
	"encoding/json"
	"slices"
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
	// Made is when it was made, where the store's known clock was past that and
	// At is when it took effect; "" where the two are one.
	Made   Instant `json:"made,omitempty"`
	Undone Instant `json:"undone,omitempty"`
}

// Taken returns the decision as a store records it whose known clock stands at
// the instant.
func (d Decision) Taken(clock Instant) Decision {
	if d.Made == "" && d.At != clock {
		d.Made = d.At
	}
	d.At, d.Undone = clock, ""
	return d
}

// Correction is what a CORRECT decision puts in the place of what a claim says.
type Correction struct {
	Kind     RelationKind `json:"kind,omitempty"`
	Polarity Polarity     `json:"polarity,omitempty"`
	Modality Modality     `json:"modality,omitempty"`
	When     *Date        `json:"when,omitempty"`
}

// MarshalJSON writes a `when` that is corrected to unknown as "", to tell it
// from one that is not corrected, which is left out.
func (c Correction) MarshalJSON() ([]byte, error) {
	type plain Correction // without this method
	return json.Marshal(struct {
		plain
		When *string `json:"when,omitempty"`
	}{plain(c), (*string)(c.When)})
}

// Identify sets and returns the decision's id, made of all it says but Undone
// and, where it was made before, when it took effect.
func (d *Decision) Identify() DecisionID {
	parts := []string{string(d.Kind), string(d.Entity), string(d.Other), string(d.Claim), d.By, d.Why, string(cmp.Or(d.Made, d.At))}
	if c := d.Correction; c != nil {
		parts = append(parts, string(c.Kind), string(c.Polarity), string(c.Modality))
		if c.When != nil {
			parts = append(parts, "when", string(*c.When))
		}
	}
	d.ID = DecisionID("decision:" + digest(parts...))
	return d.ID
}

// Validate checks that an identified decision names what its kind needs, and
// that its id, times and texts are well-formed. The error wraps ErrInvalid.
func (d *Decision) Validate() error {
	switch d.Kind {
	case DecideSame, DecideDifferent:
		if d.Entity == "" || d.Other == "" || d.Entity == d.Other {
			return Invalidf("a %s decision needs two different entities", d.Kind)
		}
		if d.Entity.Kind() == "" || d.Other.Kind() == "" {
			return Invalidf("%s or %s is no entity", clip(string(d.Entity)), clip(string(d.Other)))
		}
		if d.Kind == DecideSame && d.Entity.Kind() != d.Other.Kind() {
			return Invalidf("%s and %s are of different kinds", clip(string(d.Entity)), clip(string(d.Other)))
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
	return d.validateRest()
}

func (d *Decision) validateRest() error {
	if d.By == "" || !d.At.Valid() || d.Made != "" && !d.Made.Valid() {
		return Invalidf("a decision needs by and at")
	}
	for _, id := range []string{string(d.Entity), string(d.Other), string(d.Claim)} {
		if len(id) > maxID {
			return Invalidf("the id %q is too long", clip(id))
		}
	}
	if c := d.Correction; c != nil {
		if err := c.validate(); err != nil {
			return err
		}
	}
	if err := validClean("decision "+string(d.ID), d); err != nil {
		return err
	}
	if copied := *d; d.ID != copied.Identify() {
		return Invalidf("decision %s: the id is not the decision's content: call Identify", clip(string(d.ID)))
	}
	return nil
}

func (c *Correction) validate() error {
	switch {
	case c.Kind != "" && !c.Kind.Valid():
		return Invalidf("a correction to the unknown kind %q", clip(string(c.Kind)))
	case c.Polarity != "" && c.Polarity != Affirmed && c.Polarity != Denied:
		return Invalidf("a correction to the polarity %q", clip(string(c.Polarity)))
	case c.Modality != "" && !slices.Contains(Modalities(), c.Modality):
		return Invalidf("a correction to the modality %q", clip(string(c.Modality)))
	case c.When != nil:
		_, err := ParseDate(string(*c.When))
		return err
	}
	return nil
}
