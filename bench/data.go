package main

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"
	"unicode/utf8"

	"entente/graph"
)

// The whole set: what -short makes is a tenth of it.
const (
	allClaims    = 200_000
	allDyads     = 15_070
	allDocuments = 40_000
	states       = 200
	others       = 5_050
	sources      = 40
	perDocument  = allClaims / allDocuments // claims
	batch        = 500                      // documents a Put
)

// dyad is two parties and how many claims there are between them.
type dyad struct {
	a, b   int // places in set.entities
	claims int
}

// set is the data, all of it made from the number of claims.
type set struct {
	claims   int
	entities []graph.EntityRecord
	dyads    []dyad
	// rows are the dyads of all claims, in the order of the documents.
	rows []int
}

var syllables = []string{"ka", "ra", "mo", "lin", "ter", "va", "sho", "den", "bel", "qu", "zan", "ti", "or", "um", "sel", "fa", "go", "hi", "pe", "nu"}

func word(r *rand.Rand, n int) string {
	var b strings.Builder
	for range n {
		b.WriteString(syllables[r.IntN(len(syllables))])
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

// newSet returns the data of about so many claims.
func newSet(claims int) *set {
	s := &set{claims: claims}
	r := rand.New(rand.NewPCG(1, 1))
	kinds := []graph.EntityKind{graph.KindOrganization, graph.KindPerson}
	for i := range states + others {
		e := graph.EntityRecord{Kind: graph.KindState}
		if i < states {
			e.ID = graph.EntityID(fmt.Sprintf("state:%c%c%c", 'A'+i/26, 'A'+i%26, 'A'+i*7%26))
			e.Name = word(r, 3)
		} else {
			e.Kind = kinds[i%2]
			e.Name = word(r, 2) + " " + word(r, 3)
			e.ID = graph.NewEntityID(e.Kind, fmt.Sprintf("%s %d", e.Name, i))
		}
		s.entities = append(s.entities, e)
	}
	s.pairUp()
	for i, d := range s.dyads {
		for range d.claims {
			s.rows = append(s.rows, i)
		}
	}
	r.Shuffle(len(s.rows), func(i, j int) { s.rows[i], s.rows[j] = s.rows[j], s.rows[i] })
	return s
}

// pairUp makes the dyads. Their sizes fall like those of event data: of the
// whole set the heaviest has 3,836 claims, the median 3. The heavy ones are
// between the states with the low numbers, so that these are hubs.
func (s *set) pairUp() {
	scale := float64(s.claims) / allClaims
	x, y, other, sum := 0, 1, states, 0
	for i := range int(allDyads * scale) {
		n := max(1, int(math.Round(3836*scale*math.Pow(1+float64(i)/scale/8.29, -1.05))))
		sum += n
		if i%3 == 2 && i > 30 {
			s.dyads = append(s.dyads, dyad{i % 97, other, n})
			other++
			continue
		}
		s.dyads = append(s.dyads, dyad{x, y, n})
		if x++; x == y {
			x, y = 0, y+1
		}
	}
	for i := 1; sum != s.claims; i = i%(len(s.dyads)-1) + 1 { // what rounding left over
		d := &s.dyads[i]
		switch {
		case sum < s.claims:
			d.claims++
			sum++
		case d.claims > 3:
			d.claims--
			sum--
		}
	}
}

func (s *set) documents() int { return (len(s.rows) + perDocument - 1) / perDocument }

// draft is a document in the making.
type draft struct {
	graph.Contribution
	text   strings.Builder
	length int // of the text, in code points
	place  map[graph.EntityID]int
}

func (d *draft) write(text string) (start, end int) {
	start = d.length
	d.text.WriteString(text)
	d.length += utf8.RuneCountInString(text)
	return start, d.length
}

// name writes an entity's name as a mention and returns it as an actor.
func (d *draft) name(e *graph.EntityRecord) graph.Actor {
	start, end := d.write(e.Name)
	i, ok := d.place[e.ID]
	if !ok {
		i = len(d.Entities)
		d.place[e.ID] = i
		d.Entities = append(d.Entities, *e)
	}
	d.Entities[i].Mentions = append(d.Entities[i].Mentions, graph.Mention{Start: start, End: end, Text: e.Name})
	return graph.Actor{ID: e.ID, Kind: e.Kind, Name: e.Name, Start: start, End: end}
}

// document returns the contribution of a document: a sentence a claim.
func (s *set) document(n int) graph.Contribution {
	r := rand.New(rand.NewPCG(2, uint64(n)))
	published := time.Date(1995, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(30*365))
	source, url := n%sources, fmt.Sprintf("https://news.example/%d", n)
	d := &draft{place: make(map[graph.EntityID]int)}
	d.Document = graph.Document{ID: graph.NewDocumentID(url), URL: url, Title: fmt.Sprintf("%s and %s, report %d", word(r, 2), word(r, 2), n),
		PublishedOn: graph.Date(graph.NewDay(published)), Language: "en", Format: graph.FormatText,
		Source: graph.Source{ID: graph.SourceID(fmt.Sprintf("source:wire-%d", source)), Name: fmt.Sprintf("Wire %d", source)}}
	for _, row := range s.rows[n*perDocument : min((n+1)*perDocument, len(s.rows))] {
		from, to := s.dyads[row].a, s.dyads[row].b
		if r.IntN(2) == 0 {
			from, to = to, from
		}
		d.sentence(r, &s.entities[from], &s.entities[to], graph.NewDay(published.AddDate(0, 0, -r.IntN(20))))
	}
	d.Text = d.text.String()
	d.Identify()
	return d.Contribution
}

// sentence writes a claim that one did something to the other on a day.
func (d *draft) sentence(r *rand.Rand, from, to *graph.EntityRecord, day graph.Day) {
	kinds := graph.Kinds()[:18] // the events
	kind := kinds[r.IntN(len(kinds))].Kind
	mark := d.text.Len()
	start := d.length
	actor := d.name(from)
	d.write(" did " + strings.ToLower(string(kind)) + " ")
	target := d.name(to)
	_, end := d.write(" on " + string(day) + ".")
	quote := d.text.String()[mark:]
	d.write("\n")
	modality, polarity := graph.Actual, graph.Affirmed
	if r.IntN(10) == 0 {
		modality = graph.Intended
	}
	if r.IntN(20) == 0 {
		polarity = graph.Denied
	}
	d.Claims = append(d.Claims, graph.Claim{From: actor, Kind: kind, To: &target, Polarity: polarity, Modality: modality, When: graph.Date(day),
		Evidence: []graph.Evidence{{Start: start, End: end, Quote: quote}}, Confidence: 0.5 + float64(r.IntN(50))/100,
		Extractor: "bench", Rule: "sentence"})
}

// fill loads the set in batches and returns how long it took.
func (s *set) fill(ctx context.Context, store graph.Store) (time.Duration, error) {
	load := graph.Load{ID: "load:bench", State: graph.LoadRunning, Started: graph.NewInstant(time.Unix(1e9, 0))}
	if err := store.SaveLoad(ctx, load); err != nil {
		return 0, err
	}
	begun := time.Now()
	for n := 0; n < s.documents(); n += batch {
		var docs []graph.Contribution
		for i := n; i < min(n+batch, s.documents()); i++ {
			docs = append(docs, s.document(i))
		}
		if _, err := store.Put(ctx, load.ID, load.Started, docs); err != nil {
			return 0, err
		}
	}
	return time.Since(begun), nil
}
