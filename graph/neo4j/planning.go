package neo4j

import (
	"context"
	"sync"
)

// mostPlanned is how many statements are remembered as planned, fewer than the
// server keeps plans of.
const mostPlanned = 512

// planning lets one of several reads with the same statement go ahead while the
// server may have no plan of it: a server that is asked for it by many at once
// plans it as often. The zero value is ready; it is safe for concurrent use.
type planning struct {
	mu      sync.Mutex
	planned map[string]bool
	under   map[string]chan struct{} // closed when the one that went ahead is done
}

// begin returns when a statement is planned or nobody plans it. What it returns
// then is to be called with whether the server has the plan now.
func (p *planning) begin(ctx context.Context, text string) (end func(ok bool), err error) {
	for {
		p.mu.Lock()
		ahead := p.under[text]
		switch {
		case p.planned[text]:
			p.mu.Unlock()
			return func(bool) {}, nil
		case ahead == nil:
			if p.under == nil {
				p.under, p.planned = make(map[string]chan struct{}), make(map[string]bool)
			}
			done := make(chan struct{})
			p.under[text] = done
			p.mu.Unlock()
			return func(ok bool) { p.end(text, done, ok) }, nil
		}
		p.mu.Unlock()
		select {
		case <-ahead:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func (p *planning) end(text string, done chan struct{}, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.under, text)
	if ok {
		if len(p.planned) >= mostPlanned {
			clear(p.planned)
		}
		p.planned[text] = true
	}
	close(done)
}
