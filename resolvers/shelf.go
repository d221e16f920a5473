package resolvers

import (
	"container/list"
	"context"
	"sync"
)

// shelf keeps values by a text and forgets those that were used longest ago
// when their weights, given when they come, grow beyond its room. It is safe
// for concurrent use.
type shelf[V any] struct {
	room   int
	weight func(key string, v V) int

	mu    sync.Mutex
	used  int
	items map[string]*list.Element
	order *list.List // of *kept values, the one used last first
}

type shelved[V any] struct {
	key    string
	value  V
	weight int
}

func newShelf[V any](room int, weight func(string, V) int) *shelf[V] {
	return &shelf[V]{room: room, weight: weight, items: make(map[string]*list.Element), order: list.New()}
}

// Get returns a value that is kept.
func (s *shelf[V]) Get(_ context.Context, key string) (value V, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.items[key]
	if !ok {
		return value, false
	}
	s.order.MoveToFront(e)
	return e.Value.(*shelved[V]).value, true
}

// Add keeps a value, unless it alone takes a tenth of the room.
func (s *shelf[V]) Add(_ context.Context, key string, value V) {
	weight := s.weight(key, value)
	if weight > s.room/10 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, ok := s.items[key]; ok {
		s.remove(e)
	}
	s.items[key] = s.order.PushFront(&shelved[V]{key, value, weight})
	for s.used += weight; s.used > s.room; {
		s.remove(s.order.Back())
	}
}

func (s *shelf[V]) remove(e *list.Element) {
	old := s.order.Remove(e).(*shelved[V])
	delete(s.items, old.key)
	s.used -= old.weight
}
