package graph

import (
	"cmp"
	"slices"
	"strings"
)

// Entity is what the records of all documents add up to for one thing.
type Entity struct {
	ID    EntityID   `json:"id"`
	Kind  EntityKind `json:"kind"`
	Name  string     `json:"name"`
	Names []Name     `json:"names,omitempty"`
	Codes []Code     `json:"codes,omitempty"`
	// Mentions counts the spans that name it, Documents the documents whose
	// current version records it (lexicon rows not counted).
	Mentions  int `json:"mentions"`
	Documents int `json:"documents"`
	// DocumentIDs are these documents, sorted, as a fold gives them. Readers
	// leave them out, since a hub has too many: FindDocuments finds them by the
	// field entities.
	DocumentIDs []DocumentID `json:"documentIds,omitempty"`
	// Merged are the ids that decisions made one with this one, sorted.
	Merged []EntityID `json:"merged,omitempty"`
}

// RecordOf is an entity record with the document and format it comes from.
type RecordOf struct {
	Document DocumentID
	Format   Format
	Record   EntityRecord
	// Times and Mentions are for engines that count like records instead of
	// keeping them apart: how many records this one stands for, which differ in
	// document and mentions alone, and how many mentions these have. The fold
	// then leaves DocumentIDs and Documents to the engine. 0 is for this record alone.
	Times, Mentions int
}

// FoldEntity adds up an entity from the records of current document versions,
// in any order, all of them for id or for ids merged into it. It returns false
// where there are no records. The name is the one that most records give,
// names of the lexicon first, and the smallest of equals.
func FoldEntity(id EntityID, records []RecordOf) (Entity, bool) {
	if len(records) == 0 {
		return Entity{}, false
	}
	e := Entity{ID: id, Kind: id.Kind()}
	votes := make(map[string]int)
	for _, r := range records {
		weight := 1
		if r.Record.ID == id {
			weight = 1 << 20 // the survivor's own name goes before merged ones
		}
		switch {
		case r.Format == FormatLexicon:
			weight <<= 20
		case r.Times == 0:
			e.DocumentIDs = append(e.DocumentIDs, r.Document)
		}
		votes[r.Record.Name] += weight * max(r.Times, 1)
		e.Mentions += len(r.Record.Mentions) + r.Mentions
		e.Names = append(e.Names, r.Record.Names...)
		e.Codes = append(e.Codes, r.Record.Codes...)
		if r.Record.ID != id {
			e.Merged = append(e.Merged, r.Record.ID)
			e.Names = append(e.Names, Name{Text: r.Record.Name, Type: "alias"})
		}
	}
	delete(votes, "")
	for name, n := range votes {
		if best := votes[e.Name]; e.Name == "" || n > best || n == best && name < e.Name {
			e.Name = name
		}
	}
	e.Names = sortUnique(e.Names, compareNames)
	e.Codes = sortUnique(e.Codes, compareCodes)
	e.DocumentIDs = sortUnique(e.DocumentIDs, cmp.Compare[DocumentID])
	e.Merged = sortUnique(e.Merged, cmp.Compare[EntityID])
	e.Documents = len(e.DocumentIDs)
	return e, true
}

// SearchText returns the folded words that full-text search finds the entity
// by: its name, its other names, its codes and the words of its id.
func (e *Entity) SearchText() string {
	parts := make([]string, 0, len(e.Names)+len(e.Codes)+2)
	parts = append(parts, e.Name)
	for _, n := range e.Names {
		parts = append(parts, n.Text)
	}
	for _, c := range e.Codes {
		parts = append(parts, c.Value)
	}
	_, key, _ := strings.Cut(string(e.ID), ":")
	return Fold(strings.Join(append(parts, key), " | "))
}

func compareNames(a, b Name) int {
	return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.Language, b.Language), cmp.Compare(a.Type, b.Type))
}

func compareCodes(a, b Code) int {
	return cmp.Or(cmp.Compare(a.Scheme, b.Scheme), cmp.Compare(a.Value, b.Value), cmp.Compare(a.Valid, b.Valid))
}

func sortUnique[T comparable](xs []T, compare func(a, b T) int) []T {
	slices.SortFunc(xs, compare)
	return slices.Compact(xs)
}
