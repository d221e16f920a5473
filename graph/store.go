package graph

import (
	"context"
	"iter"
)

// Reader answers queries. All methods are safe for concurrent use. Lists of
// ids are answered in order, with nil for an id that names nothing as of that
// time; an entity id that a decision merged gives the survivor. Every method
// may return ErrUnavailable when the store cannot be reached, ErrOutdated when it
// has to be rebuilt first, and ErrInvalid or ErrTooLarge for a query that Plan
// refuses.
//
// Entities, relations, claims, documents and sources are those of current
// document versions; claims that a decision rejects are left out.
type Reader interface {
	Entities(ctx context.Context, ids []EntityID, at AsOf) ([]*Entity, error)
	Relations(ctx context.Context, ids []RelationID, at AsOf) ([]*Relation, error)
	Claims(ctx context.Context, ids []ClaimID, at AsOf) ([]*Claim, error)
	Documents(ctx context.Context, ids []DocumentID, at AsOf) ([]*Document, error)
	Sources(ctx context.Context, ids []SourceID, at AsOf) ([]*Source, error)
	Loads(ctx context.Context, ids []LoadID) ([]*Load, error)

	// FindEntities and its sisters answer a query of their subject with one
	// page per key of Query.Keys in order, or with one page where By is not set.
	// They return ErrInvalid for a query of another subject. Under AsOf.Valid
	// the relations and claims that ValidBounds leaves out are not there, also
	// not at the end of an edge. Loads know no AsOf.
	FindEntities(ctx context.Context, q Query) ([]Page[Entity], error)
	FindRelations(ctx context.Context, q Query) ([]Page[Relation], error)
	FindClaims(ctx context.Context, q Query) ([]Page[Claim], error)
	FindDocuments(ctx context.Context, q Query) ([]Page[Document], error)
	FindSources(ctx context.Context, q Query) ([]Page[Source], error)
	FindLoads(ctx context.Context, q Query) ([]Page[Load], error)

	// Facets counts the items that match the query by the values of a field of
	// type string, bool or list, most frequent first, then by value. Missing
	// values are left out; sort, page and keys of the query are ignored. By their
	// own ids alone things have no weights.
	Facets(ctx context.Context, q Query, by Field) ([]Facet, error)

	// Together answers several questions as the methods above do, in one way to
	// the store where that is a way over a network. Its queries have no keys.
	Together(ctx context.Context, asks []Ask) ([]Answer, error)

	// Records returns, for each document in order, the entity records of its
	// current version, sorted by id (and part); nil for an unknown document.
	Records(ctx context.Context, ids []DocumentID, at AsOf) ([][]EntityRecord, error)
	// Texts returns, for each document in order, the text of its current
	// version; "" for an unknown document and for a table that came in parts,
	// whose rows are quoted by its claims.
	Texts(ctx context.Context, ids []DocumentID, at AsOf) ([]string, error)

	// Decisions returns all decisions, also undone ones, by time and id.
	Decisions(ctx context.Context) ([]Decision, error)
	// Changes returns up to limit entries of the change feed after a sequence
	// number, in order; none for a limit below 1.
	Changes(ctx context.Context, after int64, limit int) ([]Change, error)
	// Log yields the whole log: contributions by document and id, also those
	// that are not current or not complete, each with its entity records (by
	// id, then part) and claims by id, then decisions by time and id. It
	// streams; it ends with the first error. Claims are as loaded: Document and
	// SHA256 are set, what stores derive is not.
	Log(ctx context.Context) iter.Seq2[LogEntry, error]
	// Stats counts what the store holds now.
	Stats(ctx context.Context) (Stats, error)
}

// Stats are counts of a store.
type Stats struct {
	// Engine is "memory", "sqlite" or "neo4j".
	Engine    string
	Entities  int
	Relations int
	Claims    int
	Documents int
	Sources   int
	Loads     int
	// Seq is the last sequence number of the change feed, 0 for none.
	Seq int64
}

// Writer changes a store. Every method is one transaction to those who read: it
// lands whole or not at all, and readers see all of it or nothing. An engine may
// take several steps to what is large. Where such a write is interrupted (its
// context ends, the process is killed, the store goes away) what was readable
// before stays so; the write fails, and has either left nothing, or the next
// write to the store, whatever it is, brings it to its end before its own. Then
// the same again changes nothing, so that to go on is to write it again. Writers may be called from
// many goroutines; the store puts them in an order. `at` is the known clock's
// time of the change; a time before one that the store has seen already is
// taken as that one, so that the known clock never runs back (see Advance). A
// Put of any contribution moves the clock; of the other methods a call that
// changes nothing does not. A method given an instant that is not Valid returns
// ErrInvalid. A context that had ended before gives its error, and nothing lands.
type Writer interface {
	// SaveLoad writes the record of a load, new or known, in place of what was
	// there. The time of the change is the load's Ended, else its Started. The
	// same record again changes nothing. The error wraps ErrInvalid for a load
	// that does not Validate.
	SaveLoad(ctx context.Context, load Load) error

	// Put brings identified and valid contributions in for a load that is
	// saved, in order, and returns what changed. A contribution already there
	// gains the load, as the last of its loads also where it had it; it becomes
	// its document's current reading if it is not.
	// A document's current reading is the complete one that a load brought
	// last. The other readings stay, closed on the known clock.
	//
	// The parts of a table land one after the other. A part that has landed
	// already adds nothing but the load; a part with More of a table that is
	// complete is passed over, its last part counts for the whole. A claim
	// that an earlier part has is left out.
	//
	// The error wraps ErrNotFound for an unknown load, then ErrConflict for an
	// unloaded one, then ErrInvalid for a contribution that does not Validate;
	// ErrConflict for a part whose predecessor has not landed, and for a last
	// part that landed as one with More.
	Put(ctx context.Context, load LoadID, at Instant, contributions []Contribution) (Counts, error)

	// Unload takes out what no other load brought: the load's contributions
	// that no other load has, with their texts where nothing else needs them.
	// Documents fall back to the reading brought last by the loads that
	// remain, or go. The load's record stays with state UNLOADED; unloading it
	// again changes nothing. The error wraps ErrNotFound for an unknown load.
	Unload(ctx context.Context, load LoadID, at Instant) (Counts, error)

	// Decide records an identified decision, not undone, which takes effect at
	// once; its At moves on to the known clock, Made says what it was, its id stays. Recording the same
	// decision again changes nothing, also where it was undone. What it names
	// need not be there. The error wraps ErrInvalid.
	Decide(ctx context.Context, d Decision) error
	// Undo ends a decision at an instant. The error wraps ErrNotFound for an
	// unknown decision; undoing twice changes nothing.
	Undo(ctx context.Context, id DecisionID, at Instant) error

	// Rebuild makes entities, relations and readable edges anew from the log.
	// `entente check` compares; Rebuild repairs.
	Rebuild(ctx context.Context) error
}

// Store is what an engine is.
type Store interface {
	Reader
	Writer
	// Close frees what the store holds; it must not be used afterwards.
	Close(ctx context.Context) error
}
