package loaders

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
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
	// Batch is how many documents are written at once; 0 means as many as are
	// read in a second, from 32 to 512. Large documents make smaller batches.
	Batch int
	// AdmitUnresolved lets claims in whose actors resolve to no state and no
	// name ("residents").
	AdmitUnresolved bool
	// Resume continues the load of this id.
	Resume graph.LoadID
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// Progress is told how far the load is after each document and each input;
	// nil for nobody. It is called from one goroutine.
	Progress func(Progress)
}

// DefaultMaxBytes is the largest document that is loaded by default: 10 MiB.
const DefaultMaxBytes = 10 << 20

const (
	// batchBytes is the weight of texts and claims beyond which a batch is
	// written, whatever the number of its documents.
	batchBytes = 4 << 20
	// A batch of no given size has leastBatch documents and is written after
	// batchEvery, or when it has mostBatch: small batches take longer to write,
	// large ones to be seen.
	leastBatch, mostBatch = 32, 512
	batchEvery            = time.Second
	// claimBytes is about what a claim weighs.
	claimBytes = 1 << 10
	// saveEvery is how often the record of a load under way is written.
	saveEvery = 2 * time.Second
	// maxRefusals is how many refusals a load's record lists; it counts all.
	maxRefusals = 1000
)

// Progress says how far a load is.
type Progress struct {
	Load graph.LoadID
	// Done of Total inputs are read.
	Done, Total int
	// Documents were read so far, Refused were not.
	Documents, Refused int
	// Claims counts the claims found so far.
	Claims int
	// Name is the input read last.
	Name string
}

// Load reads the inputs and writes what they say to the store, and returns the
// load's record, also with an error. Refused documents are no error: they are
// in the record. An error means that the store failed, the context ended, or
// the load to resume cannot be; what was written stays, and the record says
// FAILED where the store could still be told.
func Load(ctx context.Context, store graph.Store, inputs []Input, o Options) (graph.Load, error) {
	l := &run{store: store, Options: o, seen: make(map[graph.DocumentID]bool), shared: sharedPaths(inputs)}
	l.MaxBytes = cmp.Or(o.MaxBytes, DefaultMaxBytes)
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
	store graph.Store
	load  graph.Load
	// before are the counts of the load that is resumed, counts those since.
	before, counts graph.Counts
	batch          []graph.Contribution
	// fresh are those of the batch that were read now, and not restored.
	fresh []graph.Contribution
	// decisions are those of dumps, for the end.
	decisions []graph.Decision
	weight    int
	seen      map[graph.DocumentID]bool // lexicon documents written by this load
	shared    shared
	progress  Progress
	// saved and flushed are when the record and the last batch were written.
	saved, flushed time.Time
}

func (l *run) begin(ctx context.Context, inputs []Input) error {
	l.saved = l.Now()
	l.flushed = l.saved
	l.load = graph.Load{State: graph.LoadRunning, Started: graph.NewInstant(l.saved), Extractor: extract.Version}
	for _, in := range inputs {
		l.load.Inputs = append(l.load.Inputs, clean(in.Name))
	}
	if l.Resume == "" {
		l.load.ID = newLoadID(l.saved)
	} else if err := l.resume(ctx); err != nil {
		return err
	}
	l.progress = Progress{Load: l.load.ID, Total: len(inputs)}
	return l.store.SaveLoad(ctx, l.load)
}

// resume takes over the record of the load to go on with.
func (l *run) resume(ctx context.Context) error {
	old, err := l.store.Loads(ctx, []graph.LoadID{l.Resume})
	switch {
	case err != nil:
		return err
	case old[0] == nil:
		return fmt.Errorf("load %s: %w", l.Resume, graph.ErrNotFound)
	case old[0].State != graph.LoadRunning && old[0].State != graph.LoadFailed:
		return fmt.Errorf("load %s is %s and cannot be resumed: %w", l.Resume, old[0].State, graph.ErrConflict)
	}
	l.load.ID, l.load.Started, l.before = old[0].ID, old[0].Started, old[0].Counts
	l.load.Counts = l.before
	return nil
}

func newLoadID(now time.Time) graph.LoadID {
	var b [4]byte
	_, _ = rand.Read(b[:])
	return graph.LoadID("load:" + now.UTC().Format("20060102T150405Z") + "-" + hex.EncodeToString(b[:]))
}

// clean makes a name fit for the record, which is UTF-8 without NULs.
func clean(name string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(name, "\uFFFD"), "\x00", "\uFFFD")
}

// all reads every input, in order, and writes batches.
func (l *run) all(ctx context.Context, inputs []Input) error {
	for r := range readAll(ctx, inputs, l.Options) {
		if err := l.take(r); err != nil {
			return err
		}
		if l.full() {
			if err := l.flush(ctx); err != nil {
				return err
			}
		}
		if l.Progress != nil {
			l.Progress(l.progress)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := l.flush(ctx); err != nil {
		return err
	}
	return l.decide(ctx)
}

// full reports whether the batch is to be written.
func (l *run) full() bool {
	switch n := len(l.batch); {
	case l.weight >= batchBytes:
		return true
	case l.Batch > 0:
		return n >= l.Batch
	default:
		return n >= mostBatch || n >= leastBatch && l.Now().Sub(l.flushed) >= batchEvery
	}
}

// decide makes the decisions of dumps, undone ones too.
func (l *run) decide(ctx context.Context) error {
	for _, d := range l.decisions {
		undone := d.Undone
		d.Undone = ""
		if err := l.store.Decide(ctx, d); err != nil {
			return fmt.Errorf("deciding %s again: %w", d.ID, err)
		}
		if undone == "" {
			continue
		}
		if err := l.store.Undo(ctx, d.ID, undone); err != nil {
			return fmt.Errorf("undoing %s again: %w", d.ID, err)
		}
	}
	return nil
}

// take adds a result to the batch or to the refusals. An error is one that
// ends the load.
func (l *run) take(r result) error {
	l.progress.Name = r.input.Name
	if r.ended {
		l.progress.Done++
	}
	if r.err == nil && r.contribution != nil && !r.restored {
		r.err = l.shared.conflict(r.input, r.contribution)
	}
	switch refused := asRefusal(r.err); {
	case refused != nil:
		l.counts.Refused++
		l.progress.Refused++
		if len(l.load.Refusals) < maxRefusals {
			l.load.Refusals = append(l.load.Refusals, graph.Refusal{Input: clean(r.input.Name), Line: r.line, Code: refused.Code, Message: clean(refused.Message)})
		}
	case r.err != nil:
		return r.err
	case r.decision != nil:
		l.decisions = append(l.decisions, *r.decision)
	case r.contribution != nil:
		if !r.contribution.More {
			l.progress.Documents++
		}
		l.progress.Claims += len(r.contribution.Claims)
		l.weight += len(r.contribution.Text) + claimBytes*len(r.contribution.Claims)
		l.batch = append(l.batch, *r.contribution)
		if !r.restored {
			l.fresh = append(l.fresh, *r.contribution)
		}
	}
	return nil
}

// flush writes the batch, after what the lexicon says of the things in it.
func (l *run) flush(ctx context.Context) error {
	if len(l.batch) == 0 {
		return nil
	}
	at := graph.NewInstant(l.Now())
	if err := l.background(ctx, at); err != nil {
		return err
	}
	counts, err := l.store.Put(ctx, l.load.ID, at, l.batch)
	if err != nil {
		return fmt.Errorf("writing %d documents from %s on: %w", len(l.batch), l.batch[0].Document.ID.Key(), err)
	}
	l.counts.Add(counts)
	l.batch, l.fresh, l.weight = nil, nil, 0
	l.flushed = l.Now()
	if now := l.flushed; now.Sub(l.saved) >= saveEvery {
		l.saved, l.load.Counts = now, resumed(l.before, l.counts)
		return l.store.SaveLoad(ctx, l.load)
	}
	return nil
}

// background writes the lexicon's documents that this load has not written.
// They count for what they change, but not as documents.
func (l *run) background(ctx context.Context, at graph.Instant) error {
	var batch []graph.Contribution
	for _, b := range l.Extractor.Background(l.fresh) {
		if !l.seen[b.Document.ID] {
			batch = append(batch, b)
		}
	}
	if len(batch) == 0 {
		return nil
	}
	counts, err := l.store.Put(ctx, l.load.ID, at, batch)
	if err != nil {
		return fmt.Errorf("writing what the lexicon knows: %w", err)
	}
	for i := range batch {
		l.seen[batch[i].Document.ID] = true
	}
	counts.Added, counts.Changed, counts.Unchanged = 0, 0, 0
	l.counts.Add(counts)
	return nil
}

func (l *run) end(ctx context.Context, failed error) (graph.Load, error) {
	l.load.Ended, l.load.State = graph.NewInstant(l.Now()), graph.LoadDone
	l.load.Counts = resumed(l.before, l.counts)
	if failed != nil {
		l.load.State, l.load.Message = graph.LoadFailed, clean(failed.Error())
	}
	// A load that was interrupted still says so, if the store can be told soon.
	save, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := l.store.SaveLoad(save, l.load); err != nil && failed == nil {
		return l.load, err
	}
	return l.load, failed
}

// resumed adds the counts of a resumed load to those before. Documents that it
// brought before are met again without change, which is no news.
func resumed(before, now graph.Counts) graph.Counts {
	sum := now
	sum.Add(before)
	sum.Refused = now.Refused
	sum.Unchanged = max(0, now.Unchanged-before.Added-before.Changed)
	return sum
}
