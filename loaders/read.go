package loaders

import (
	"context"
	"iter"
	"runtime"

	"entente/graph"
)

// result is what one input gave.
type result struct {
	input         Input
	contributions []graph.Contribution
	err           error
}

// readAll decodes and extracts the inputs in parallel and yields the results
// in the order of the inputs. At most a few results wait at a time, so that
// memory does not grow with the number of inputs. It ends early with the
// context or the consumer.
func readAll(ctx context.Context, inputs []Input, o Options, maxBytes int64) iter.Seq[result] {
	return func(yield func(result) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		slots := make(chan chan result, runtime.GOMAXPROCS(0))
		go func() {
			defer close(slots)
			for _, in := range inputs {
				slot := make(chan result, 1)
				select {
				case slots <- slot:
				case <-ctx.Done():
					return
				}
				go func() { slot <- read(ctx, in, o, maxBytes) }()
			}
		}()
		for slot := range slots {
			select {
			case r := <-slot:
				if !yield(r) {
					return
				}
			case <-ctx.Done():
				return
			}
		}
	}
}

func read(ctx context.Context, in Input, o Options, maxBytes int64) result {
	r := result{input: in}
	r.err = Decode(ctx, in, maxBytes, func(doc graph.Document, text string) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.contributions = append(r.contributions, prepare(o.Extractor.Extract(doc, text), o.AdmitUnresolved))
		return nil
	})
	return r
}
