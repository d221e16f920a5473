package graphtest

import (
	"context"
	"fmt"
	"sync/atomic"

	"entente/graph"
)

// faltering is the context that Falter returns.
type faltering struct {
	context.Context
	left atomic.Int64
	end  context.CancelFunc
}

// Falter returns a context that ends when it has been asked so many times
// whether it has, as if the process were killed there.
func Falter(ctx context.Context, after int) (context.Context, context.CancelFunc) {
	inner, end := context.WithCancel(ctx)
	f := &faltering{Context: inner, end: end}
	f.left.Store(int64(after))
	return f, end
}

// Err is Context's.
func (f *faltering) Err() error {
	if f.left.Add(-1) < 0 {
		f.end()
	}
	return f.Context.Err()
}

// testInterrupted ends large writes at every point: what was readable before
// stays so, the next write finds the store in order, and the same again brings
// what an undisturbed one does.
func testInterrupted(b *bench) {
	older := Table("table", 3, rows(7)...)
	newer := Table("table", 4, append(rows(9)[3:], Row{"state:T0", graph.Aid, "state:KAZ"}, Row{"state:CHN", graph.Consult, "state:KAZ"})...)
	b.bring("world", Fixture("")...)
	empty := Dump(b, b.store)
	b.bring("older", older...)
	before := Dump(b, b.store)
	b.bring("newer", newer...)
	after := Dump(b, b.store)
	b.unload("load:newer")
	b.same("dump after the unload", before, Dump(b, b.store))
	b.sub("put", func(b *bench) {
		b.interrupt(before, func(ctx context.Context, n int) error {
			load := b.load(fmt.Sprint("put", n))
			b.put(load, newer[:len(newer)-1]...)
			_, err := b.store.Put(ctx, load, b.tick(), newer[len(newer)-1:])
			return err
		}, func(n int) {
			load := graph.LoadID(fmt.Sprint("load:put", n))
			b.put(load, newer...)
			b.same("dump of the whole", after, Dump(b, b.store))
			b.unload(load)
		})
	})
	b.sub("unload", func(b *bench) {
		b.unload("load:older")
		b.same("dump without the table", empty, Dump(b, b.store))
		load := func(n int) graph.LoadID { return graph.LoadID(fmt.Sprint("load:unload", n)) }
		b.put(b.load("unload1"), older...)
		b.interrupt(before, func(ctx context.Context, n int) error {
			_, err := b.store.Unload(ctx, load(n), b.tick())
			return err
		}, func(n int) {
			b.unload(load(n))
			b.same("dump of the rest", empty, Dump(b, b.store))
			b.put(b.load(fmt.Sprint("unload", n+1)), older...)
		})
	})
}

// interrupt does something with a context that ends after ever more steps, until
// it comes through. Interrupted, it leaves what was before; then another write
// comes, and again brings the thing about and takes it back.
func (b *bench) interrupt(before string, do func(ctx context.Context, n int) error, again func(n int)) {
	b.Helper()
	for n, steps := 1, 1; ; n, steps = n+1, steps+max(1, steps/2) {
		ctx, end := Falter(b.Context(), steps)
		err := do(ctx, n)
		end()
		if err == nil {
			b.Logf("%d times interrupted", n-1)
			again(n)
			return
		}
		b.wants(fmt.Sprint("after ", steps, " steps"), context.Canceled, err)
		b.same(fmt.Sprint("shown after ", steps, " steps"), shown(before), shown(Dump(b, b.store)))
		checkProjection(b, b.store)
		next := b.bring(fmt.Sprint("next", b.ticks), NewDoc("next").Say("state:T0", graph.Aid, "state:T3").Done())
		checkProjection(b, b.store)
		b.unload(next)
		again(n)
		b.same("dump when it is taken back", before, Dump(b, b.store))
		if b.Failed() {
			b.FailNow()
		}
	}
}
