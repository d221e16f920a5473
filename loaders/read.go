package loaders

import (
	"context"
	"iter"
	"maps"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/semaphore"

	"entente/graph"
)

// result is what one document gave, or what became of an input as a whole.
type result struct {
	input Input
	line  int
	// contribution is nil for a refusal and at the end of an input.
	contribution *graph.Contribution
	// restored says that the contribution is as a dump has it.
	restored bool
	// decision is one of a dump, nil for anything else.
	decision *graph.Decision
	// ended says that nothing of this input follows.
	ended bool
	// err is a *graph.RefusedError, or what ends the load.
	err error
}

// ReadAtOnce is how many bytes of text are read at a time: reading takes some
// twenty times as much memory, so that a document as long is read alone.
const ReadAtOnce = DefaultMaxBytes

// slot is a document that is being read: its result is sent when it is there.
type slot struct {
	result chan result
	weight int64
}

// readAll decodes the inputs one after the other, extracts their documents in
// parallel, and yields the results in order. At most a few documents wait at a
// time, and no more than ReadAtOnce of text until it is yielded, so that memory grows
// neither with the number of inputs nor with that of the documents in one. It
// ends early with the context or the consumer.
func readAll(ctx context.Context, inputs []Input, o Options) iter.Seq[result] {
	return func(yield func(result) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		slots := make(chan slot, runtime.GOMAXPROCS(0))
		room := semaphore.NewWeighted(ReadAtOnce)
		go decodeAll(ctx, inputs, o, slots, room)
		for s := range slots {
			select {
			case r := <-s.result:
				if !yield(r) {
					return
				}
				room.Release(s.weight)
			case <-ctx.Done():
				return
			}
		}
	}
}

// decodeAll sends a slot for each document in order, when there is room for it;
// the slot is filled when the document is read.
func decodeAll(ctx context.Context, inputs []Input, o Options, slots chan<- slot, room *semaphore.Weighted) {
	defer close(slots)
	send := func(length int, work func() result) error {
		s := slot{make(chan result, 1), int64(min(length, ReadAtOnce))}
		if err := room.Acquire(ctx, s.weight); err != nil {
			return err
		}
		select {
		case slots <- s:
			go func() { s.result <- work() }()
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for _, in := range inputs {
		err := Decode(ctx, in, o.MaxBytes, func(item Item) error {
			return send(len(item.Text), func() result { return extracted(in, item, o) })
		})
		if send(0, func() result { return result{input: in, ended: true, err: err} }) != nil {
			return
		}
	}
}

// extracted reads one document. A document that the extractor fails on is
// refused: it must not keep the others out.
func extracted(in Input, item Item, o Options) (r result) {
	r = result{input: in, line: item.Line}
	defer func() {
		if p := recover(); p != nil {
			r.contribution, r.err = nil, graph.Refuse(graph.RefusedFormat, "could not be read: the program failed on it (%v)", p)
		}
	}()
	if r.err = item.Refused; r.err != nil {
		return r
	}
	if r.decision = item.Decision; r.decision != nil {
		if err := r.decision.Validate(); err != nil {
			r.err = graph.Refuse(graph.RefusedFormat, "cannot be decided again: %v", err)
		}
		return r
	}
	c := contribution(item, o)
	r.restored = item.Contribution != nil
	if err := c.Validate(); err != nil {
		r.err = graph.Refuse(graph.RefusedFormat, "cannot be stored: %v", err)
		return r
	}
	r.contribution = &c
	return r
}

// contribution reads an item: by extraction, as a dump has it, or as the rows of
// a table say, whose actors are their coder's judgement and stay, whoever they are.
func contribution(item Item, o Options) graph.Contribution {
	switch {
	case item.Contribution != nil:
		return *item.Contribution
	case item.Table != nil:
		return Coded(item, o.Extractor)
	}
	return prepare(o.Extractor.Extract(item.Document, item.Text), o.AdmitUnresolved)
}

// prepare makes a contribution fit to be stored: claims about actors that
// resolve to nothing are left out with their entities, unless they are wanted.
// Where only who says it resolves to nothing ("a senior official"), the claim
// stays, with the words for him among its attributes.
func prepare(c graph.Contribution, admit bool) graph.Contribution {
	if !admit {
		if nameless(c.Claims) {
			c.Identify()
		}
		c.Claims = slices.DeleteFunc(c.Claims, func(cl graph.Claim) bool {
			return slices.ContainsFunc(cl.Names(), func(id graph.EntityID) bool { return id.Kind() == graph.KindActor })
		})
		c.Entities = slices.DeleteFunc(c.Entities, func(r graph.EntityRecord) bool { return r.Kind == graph.KindActor })
	}
	kept := make(map[graph.ClaimID]bool, len(c.Claims))
	for i := range c.Claims {
		kept[c.Claims[i].ID] = true
	}
	c.Claims = slices.DeleteFunc(c.Claims, func(cl graph.Claim) bool {
		return cl.Via != nil && strings.HasPrefix(string(cl.Via.Claim), "claim:") && !kept[cl.Via.Claim]
	})
	return c
}

// nameless makes an attribute of speakers who resolve to nothing, and reports
// whether there were any, so that the claims want new ids.
func nameless(claims []graph.Claim) bool {
	found := false
	for i := range claims {
		cl := &claims[i]
		if by := cl.AssertedBy; by != nil && by.ID.Kind() == graph.KindActor {
			attributes := graph.Attributes{"speaker": by.Name}
			maps.Copy(attributes, cl.Attributes)
			cl.Attributes, cl.AssertedBy, found = attributes, nil, true
		}
	}
	return found
}
