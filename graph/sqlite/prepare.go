package sqlite

import (
	"context"
	"runtime"
	"slices"
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
	portion int // see writer.portion
	hash    string
	words   string
	title   string
	records []record
	// payloads are the claims' JSON, "" where it is not made yet.
	payloads []string
	claims   []claim
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
func parcels(ctx context.Context, contributions []graph.Contribution, portion int) []*parcel {
	out := make([]*parcel, len(contributions))
	spread(len(out), func(i int) {
		p := &parcel{Contribution: &contributions[i], portion: portion}
		if p.err = ctx.Err(); p.err == nil {
			p.err = p.Validate()
		}
		if p.err == nil {
			p.identify()
		}
		out[i] = p
	})
	return out
}

// identify names the contribution, and keeps the JSON of its claims unless it is long.
func (p *parcel) identify() {
	p.payloads = make([]string, len(p.Claims))
	var keep func(int, []byte)
	if !p.long() {
		keep = func(i int, payload []byte) { p.payloads[i] = string(payload) }
	}
	p.id = p.IDAlong(keep)
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

// long reports whether the contribution's claims and records are made ready a
// portion at a time, as they are written: all at once would be several times what
// the contribution itself takes in memory.
func (p *parcel) long() bool { return len(p.Claims) > p.portion }

// prepare makes the contribution ready, once; of a long one its head alone.
func (p *parcel) prepare() {
	if p.ready || p.err != nil {
		return
	}
	p.ready = true
	p.title = graph.Fold(p.Document.Title)
	if p.Part == 0 {
		p.hash = p.Document.SHA256
		p.words = p.Document.SearchText(p.Text)
	} else {
		p.words = p.Document.SearchText("")
	}
	if p.long() {
		return
	}
	p.records = make([]record, len(p.Entities))
	for i := range p.Entities {
		p.records[i] = readyRecord(&p.Entities[i])
	}
	quotes := make(map[string]string) // the folded words of quotes that several claims share
	p.claims = make([]claim, len(p.Claims))
	for i := range p.Claims {
		p.claims[i] = readyClaim(&p.Claims[i], p.payloads[i], quotes)
	}
	p.payloads = nil
}

// record returns an entity record ready to be written.
func (p *parcel) record(i int) record {
	if p.long() {
		return readyRecord(&p.Entities[i])
	}
	return p.records[i]
}

// portions gives the claims, ready to be written.
func (p *parcel) portions(yield func([]claim) bool) {
	if !p.long() {
		yield(p.claims)
		return
	}
	for portion := range slices.Chunk(p.Claims, p.portion) {
		ready := make([]claim, len(portion))
		spread(len(ready), func(i int) { ready[i] = readyClaim(&portion[i], "", nil) })
		if !yield(ready) {
			return
		}
	}
}

func readyRecord(e *graph.EntityRecord) record {
	return record{e.ID, len(e.Mentions), pack(shape{e.Name, e.Names, e.Codes}), string(graph.AppendMentions(nil, e.Mentions))}
}

// readyClaim makes a claim ready; payload is its JSON, "" where that is to be
// made, and quotes are the folded words of quotes, nil where they are not kept.
func readyClaim(c *graph.Claim, payload string, quotes map[string]string) claim {
	x := claim{Claim: *c, payload: payload}
	if payload == "" {
		x.payload = string(graph.AppendClaim(nil, c))
	}
	if quotes == nil || len(c.Evidence) != 1 {
		x.words = c.SearchText()
		return x
	}
	var ok bool
	if x.words, ok = quotes[c.Evidence[0].Quote]; !ok {
		x.words = c.SearchText()
		quotes[c.Evidence[0].Quote] = x.words
	}
	return x
}

// wordsKey is what claims have in common that share a row of words.
func (x *claim) wordsKey() string {
	if len(x.Evidence) == 1 {
		return x.Evidence[0].Quote
	}
	return x.words
}
