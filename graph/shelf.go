package graph

import (
	"strconv"
	"sync"
)

// shelf holds all items of a subject in the order of their ids, with indexes
// that are made when they are first asked for.
type shelf struct {
	subject Subject
	items   []any // pointers
	texts   map[DocumentID]string
	// entities are those that each document records, which it does not hold.
	entities map[DocumentID][]string

	mu    sync.Mutex
	index map[Field]map[string][]int
	words map[Field][]string
}

func newShelf[T any](subject Subject, items []T) *shelf {
	sh := &shelf{subject: subject, items: make([]any, len(items)),
		index: make(map[Field]map[string][]int), words: make(map[Field][]string)}
	for i := range items {
		sh.items[i] = &items[i]
	}
	return sh
}

// with returns the positions of the items that have the value in the field, in order.
func (sh *shelf) with(f Field, value string) []int {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	index := sh.index[f]
	if index == nil {
		index = make(map[string][]int)
		for i, item := range sh.items {
			for _, key := range keys(sh.value(item, f)) {
				index[key] = append(index[key], i)
			}
		}
		sh.index[f] = index
	}
	return index[value]
}

// value returns the field of an item, also one that only the shelf knows.
func (sh *shelf) value(item any, f Field) any {
	if d, ok := item.(*Document); ok && f == "entities" {
		return sh.entities[d.ID]
	}
	return rawValue(item, f)
}

// folded returns, for every item, the folded words of a text field.
func (sh *shelf) folded(f Field) []string {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	if words, ok := sh.words[f]; ok {
		return words
	}
	words := make([]string, len(sh.items))
	for i, item := range sh.items {
		if d, ok := item.(*Document); ok && f == "text" {
			words[i] = d.SearchText(sh.texts[d.ID])
		} else {
			words[i], _ = rawValue(item, f).(string)
		}
	}
	sh.words[f] = words
	return words
}

// keys returns the values of a field that an item can be found or counted by:
// the elements of a list, a text unless it is missing, a boolean's word.
func keys(value any) []string {
	switch v := value.(type) {
	case []string:
		return v
	case string:
		if v != "" {
			return []string{v}
		}
	case bool:
		return []string{strconv.FormatBool(v)}
	}
	return nil
}

// holdsOn reports whether the item is there under AsOf.Valid.
func holdsOn(item any, day Day) bool {
	if day == "" {
		return true
	}
	from, until := MinDay, MaxDay
	switch x := item.(type) {
	case *Relation:
		from, until = ValidBounds(x.Kind, x.When)
	case *Claim:
		from, until = ValidBounds(x.Kind, x.When)
	}
	return from <= day && day <= until
}
