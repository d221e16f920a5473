package loaders

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"entente/extract"
	"entente/graph"
)

// Options are the settings of a load. The zero value works but for Extractor.
type Options struct {
	// Extractor reads the documents; it must be set.
	Extractor *extract.Extractor
	// MaxBytes is the size of a document beyond which it is refused; 0 means
	// DefaultMaxBytes.
	MaxBytes int64
	// Batch is how many documents are written at once; 0 means 32.
	Batch int
	// AdmitUnresolved lets claims in whose actors resolve to no state and no
	// name ("residents").
	AdmitUnresolved bool
	// Resume continues the load of this id.
	Resume graph.LoadID
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// Progress is told how far the load is after each document; nil for nobody.
	// It is called from one goroutine.
	Progress func(Progress)
}

// DefaultMaxBytes is the largest document that is loaded by default: 10 MiB.
const DefaultMaxBytes = 10 << 20

// Progress says how far a load is.
type Progress struct {
	Load graph.LoadID
	// Done of Total inputs are read; Refused of them were refused.
	Done, Total, Refused int
	// Claims counts the claims found so far.
	Claims int
	// Name is the input read last.
	Name string
}

// Load reads the inputs and writes what they say to the store, and returns the
// load's record, also with an error. Refused inputs are no error: they are in
// the record. An error means that the store failed, the context ended, or the
// load to resume cannot be; what was written stays, and the record says FAILED
// where the store could still be told.
func Load(ctx context.Context, store graph.Store, inputs []Input, o Options) (graph.Load, error) {
	l := &run{store: store, Options: o, seen: make(map[graph.DocumentID]bool)}
	l.MaxBytes, l.Batch = cmp.Or(o.MaxBytes, DefaultMaxBytes), cmp.Or(o.Batch, 32)
	if l.Now == nil {
		l.Now = time.Now
	}
	if err := l.begin(ctx, inputs); err != nil {
		return l.load, err
	}
	err := l.all(ctx, inputs)
	return l.end(ctx, err)
}

// run is a load under way.
type run struct {
	Options
	store   graph.Store
	load    graph.Load
	batch   []graph.Contribution
	seen    map[graph.DocumentID]bool // lexicon documents written by this load
	claims  int
	written time.Time
}

func (l *run) begin(ctx context.Context, inputs []Input) error {
	l.load = graph.Load{State: graph.LoadRunning, Started: graph.NewInstant(l.Now()), Extractor: extract.Version}
	for _, in := range inputs {
		l.load.Inputs = append(l.load.Inputs, in.Name)
	}
	if l.Resume == "" {
		l.load.ID = newLoadID(l.Now())
		return l.store.SaveLoad(ctx, l.load)
	}
	old, err := l.store.Loads(ctx, []graph.LoadID{l.Resume})
	switch {
	case err != nil:
		return err
	case old[0] == nil:
		return fmt.Errorf("load %s: %w", l.Resume, graph.ErrNotFound)
	case old[0].State != graph.LoadRunning && old[0].State != graph.LoadFailed:
		return fmt.Errorf("load %s is %s and cannot be resumed: %w", l.Resume, old[0].State, graph.ErrConflict)
	}
	l.load.ID, l.load.Started = old[0].ID, old[0].Started
	return l.store.SaveLoad(ctx, l.load)
}

func newLoadID(now time.Time) graph.LoadID {
	var b [4]byte
	_, _ = rand.Read(b[:])
	return graph.LoadID("load:" + now.UTC().Format("20060102T150405Z") + "-" + hex.EncodeToString(b[:]))
}

// all reads every input, in order, extraction in parallel, and writes batches.
func (l *run) all(ctx context.Context, inputs []Input) error {
	done := 0
	for out := range readAll(ctx, inputs, l.Options, l.MaxBytes) {
		done++
		if out.err != nil {
			if err := l.refuse(out.input, out.err); err != nil {
				return err
			}
		}
		for _, c := range out.contributions {
			l.claims += len(c.Claims)
			l.batch = append(l.batch, c)
		}
		if len(l.batch) >= l.Batch {
			if err := l.flush(ctx); err != nil {
				return err
			}
		}
		if l.Progress != nil {
			l.Progress(Progress{l.load.ID, done, len(inputs), len(l.load.Refusals), l.claims, out.input.Name})
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return l.flush(ctx)
}

// refuse records a refusal; an error that is none comes back.
func (l *run) refuse(in Input, err error) error {
	var refused *graph.RefusedError
	if !errors.As(err, &refused) {
		return err
	}
	l.load.Refusals = append(l.load.Refusals, graph.Refusal{Input: in.Name, Code: refused.Code, Message: refused.Message})
	l.load.Counts.Refused++
	return nil
}

// flush writes the batch, after what the lexicon says of the things in it.
func (l *run) flush(ctx context.Context) error {
	if len(l.batch) == 0 {
		return nil
	}
	var batch []graph.Contribution
	for _, b := range l.Extractor.Background(l.batch) {
		if !l.seen[b.Document.ID] {
			l.seen[b.Document.ID] = true
			batch = append(batch, b)
		}
	}
	at := graph.NewInstant(l.Now())
	if len(batch) > 0 {
		counts, err := l.store.Put(ctx, l.load.ID, at, batch)
		if err != nil {
			return fmt.Errorf("writing what the lexicon knows: %w", err)
		}
		counts.Added, counts.Changed, counts.Unchanged = 0, 0, 0
		l.load.Counts.Add(counts)
	}
	counts, err := l.store.Put(ctx, l.load.ID, at, l.batch)
	if err != nil {
		return fmt.Errorf("writing %d documents from %s on: %w", len(l.batch), l.batch[0].Document.ID.Key(), err)
	}
	l.load.Counts.Add(counts)
	l.batch = nil
	return nil
}

func (l *run) end(ctx context.Context, failed error) (graph.Load, error) {
	l.load.Ended, l.load.State = graph.NewInstant(l.Now()), graph.LoadDone
	if failed != nil {
		l.load.State, l.load.Message = graph.LoadFailed, failed.Error()
	}
	// A load that was interrupted still says so, if the store can be told soon.
	save, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := l.store.SaveLoad(save, l.load); err != nil && failed == nil {
		return l.load, err
	}
	return l.load, failed
}

// prepare makes a contribution fit to be stored: claims about actors that
// resolve to nothing are left out with their entities, unless they are wanted.
func prepare(c graph.Contribution, admit bool) graph.Contribution {
	if !admit {
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
