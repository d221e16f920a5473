package sqlite

import (
	"context"
	"runtime"
	"sync"

	"entente/graph"
)

// parcel is a contribution ready to be written: what takes time and needs no
// database is done before the write begins, on all processors.
type parcel struct {
	*graph.Contribution
	id      graph.ContributionID
	err     error
	ready   bool
	payload string
	hash    string
	words   string
	title   string
	records []record
	claims  []claim
}

// record is an entity record ready to be written.
type record struct {
	entity   graph.EntityID
	mentions int
	shape    string
	spans    string
}

// claim is a claim ready to be written: as brought, and the words of its quotes.
type claim struct {
	graph.Claim
	payload string
	words   string
}

// shape is what an entity record says beside its mentions.
type shape struct {
	Name  string       `json:"name"`
	Names []graph.Name `json:"names,omitempty"`
	Codes []graph.Code `json:"codes,omitempty"`
}

// parcels checks and identifies the contributions.
func parcels(ctx context.Context, contributions []graph.Contribution) []*parcel {
	out := make([]*parcel, len(contributions))
	spread(len(out), func(i int) {
		p := &parcel{Contribution: &contributions[i]}
		if p.err = ctx.Err(); p.err == nil {
			p.err = p.Validate()
		}
		if p.err == nil {
			p.id = p.ID()
		}
		out[i] = p
	})
	return out
}

// spread calls do for the numbers below n, on all processors.
func spread(n int, do func(i int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	if workers <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var group sync.WaitGroup
	next := make(chan int)
	for range workers {
		group.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	group.Wait()
}

// prepare makes the contribution ready, once.
func (p *parcel) prepare() {
	if p.ready || p.err != nil {
		return
	}
	p.ready = true
	p.payload = pack(p.Document)
	p.title = graph.Fold(p.Document.Title)
	if p.Part == 0 {
		p.hash = graph.SHA256(p.Text)
		p.words = p.Document.SearchText(p.Text)
	} else {
		p.words = p.Document.SearchText("")
	}
	for i := range p.Entities {
		e := &p.Entities[i]
		p.records = append(p.records, record{e.ID, len(e.Mentions), pack(shape{e.Name, e.Names, e.Codes}), pack(e.Mentions)})
	}
	quotes := make(map[string]string) // the folded words of quotes that several claims share
	p.claims = make([]claim, len(p.Claims))
	for i := range p.Claims {
		p.claims[i] = claim{Claim: p.Claims[i], payload: pack(&p.Claims[i])}
		p.claims[i].words = p.searchText(&p.Claims[i], quotes)
	}
}

func (p *parcel) searchText(c *graph.Claim, quotes map[string]string) string {
	if len(c.Evidence) != 1 {
		return c.SearchText()
	}
	folded, ok := quotes[c.Evidence[0].Quote]
	if !ok {
		folded = c.SearchText()
		quotes[c.Evidence[0].Quote] = folded
	}
	return folded
}
