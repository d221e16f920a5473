package graphtest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"

	"entente/graph"
)

// World makes random contributions, decisions and queries from small pools, so
// that things meet. The same seed gives the same world.
type World struct {
	rng      *rand.Rand
	prefix   string
	entities map[graph.EntityKind][]graph.EntityID
}

// NewWorld returns a world of a seed whose ids carry the prefix.
func NewWorld(prefix string, seed uint64) *World {
	w := &World{rng: rand.New(rand.NewPCG(seed, 1)), prefix: prefix, entities: make(map[graph.EntityKind][]graph.EntityID)}
	for _, kind := range graph.EntityKinds() {
		for n := range 3 {
			id := graph.NewEntityID(kind, fmt.Sprintf("%s%s%d", prefix, kind, n))
			w.entities[kind] = append(w.entities[kind], id)
		}
	}
	return w
}

func pick[T any](w *World, from ...T) T { return from[w.rng.IntN(len(from))] }

func (w *World) chance(percent int) bool { return w.rng.IntN(100) < percent }

func (w *World) entity(kinds ...graph.EntityKind) graph.EntityID {
	return pick(w, w.entities[pick(w, kinds...)]...)
}

// Date returns a date of any precision, or "".
func (w *World) Date() graph.Date {
	year := 2021 + w.rng.IntN(4)
	month := fmt.Sprintf("%d-%02d", year, 1+w.rng.IntN(12))
	day := fmt.Sprintf("%s-%02d", month, 1+w.rng.IntN(28))
	return graph.Date(pick(w, "", "", fmt.Sprint(year), month, day, day, fmt.Sprintf("%d/%d", year, year+1),
		fmt.Sprintf("../%d", year), month+"/..", "~"+fmt.Sprint(year), month+"?"))
}

// Contribution returns one version of one of a number of documents, as one of
// two extractors reads it.
func (w *World) Contribution(documents int) graph.Contribution {
	n, version, reading := w.rng.IntN(documents), w.rng.IntN(2), w.rng.IntN(2)
	return w.Version(n, version, reading)
}

// Version returns a version of a document by its numbers; it does not depend
// on what the world made before.
func (w *World) Version(n, version, reading int) graph.Contribution {
	fixed := *w
	fixed.rng = rand.New(rand.NewPCG(uint64(n), uint64(version)))
	return fixed.version(n, version, reading)
}

func (w *World) version(n, version, reading int) graph.Contribution {
	d := NewDoc(fmt.Sprintf("%sdoc%d", w.prefix, n)).On(w.Date())
	d.With(func(doc *graph.Document) {
		doc.Title = pick(w, "", "Joint declaration", "Déclaration commune", "共同宣言 "+fmt.Sprint(n), "Report "+fmt.Sprint(version))
		doc.Author, doc.URL = pick(w, "", "A. Author"), pick(w, "", fmt.Sprintf("https://example.org/%d", n))
		doc.Language, doc.Format = pick(w, "", "en", "zh-Hans"), pick(w, graph.FormatText, graph.FormatHTML, graph.FormatLexicon)
		if w.chance(80) {
			name := pick(w, "Alpha", "Beta", "Gamma")
			doc.Source = graph.Source{ID: graph.NewSourceID(w.prefix + name), Name: pick(w, name, name+" News"),
				Owner: pick(w, "", w.entities[graph.KindState][0]), Reliability: pick(w, "", "A", "B", "F")}
		}
	})
	d.Write(fmt.Sprintf("Version %d of %d. ", version, n))
	if w.chance(30) {
		d.Record(w.entity(graph.EntityKinds()...), func(r *graph.EntityRecord) { w.dress(r) })
	}
	for range 1 + w.rng.IntN(6) {
		w.say(d)
	}
	for _, id := range slices.Sorted(maps.Keys(d.at)) {
		if w.chance(30) {
			d.Record(id, w.dress)
		}
	}
	if reading > 0 { // read anew: another confidence, and one claim fewer
		for i := range d.c.Claims {
			d.c.Claims[i].Confidence, d.c.Claims[i].Extractor = 0.9, "fixture/2"
		}
		d.c.Claims = d.c.Claims[1:]
	}
	return d.Done()
}

// dress gives an entity record names and codes.
func (w *World) dress(r *graph.EntityRecord) {
	r.Names = append(r.Names, graph.Name{Text: pick(w, "Alias", "Der Name", "名前"), Language: pick(w, "", "de", "ja"), Type: "alias"})
	if w.chance(50) {
		r.Codes = append(r.Codes, graph.Code{Scheme: "iso3", Value: pick(w, "AAA", "BBB"), Valid: w.Date()})
	}
}

// say adds a random valid claim to a document.
func (w *World) say(d *Doc) {
	info := pick(w, graph.Kinds()...)
	if w.chance(60) { // mostly the same few, so that claims add up
		info, _ = pick(w, graph.Agree, graph.Consult, graph.Threaten, graph.AllyOf, graph.Signed).Info()
	}
	from, to := w.entity(info.Domain...), graph.EntityID("")
	if len(info.Range) > 0 {
		to = w.entity(info.Range...)
	}
	d.Say(from, info.Kind, to, func(c *graph.Claim) {
		c.When, c.SaidOn = w.Date(), pick(w, "", w.Date())
		c.Polarity, c.Modality = pick(w, graph.Affirmed, graph.Affirmed, graph.Denied), pick(w, append(graph.Modalities(), graph.Actual)...)
		c.Confidence = float64(w.rng.IntN(11)) / 10
		c.Rule, c.Extractor = pick(w, "say", "say", "tell", ""), pick(w, Extractor, "fixture/0")
		w.details(c)
	})
	if last := d.c.Claims[len(d.c.Claims)-1]; w.chance(25) { // somebody else, perhaps of another mind
		d.Say(from, info.Kind, to, When(last.When), As(last.Modality), func(c *graph.Claim) {
			c.Polarity = pick(w, graph.Affirmed, graph.Denied)
		})
	}
}

func (w *World) details(c *graph.Claim) {
	role, state := "GOV", w.entity(graph.KindState)
	if w.chance(30) {
		c.From.Role = &role
	}
	if w.chance(30) && c.From.Kind == graph.KindPerson {
		c.From.ActsFor = &state
	}
	if w.chance(30) && c.To != nil {
		c.To.Role = pick(w, &role, nil)
	}
	if w.chance(40) {
		By(w.entity(graph.KindState, graph.KindPerson))(c)
	}
	if w.chance(30) {
		c.Attributes = graph.Attributes{"mutual": w.chance(50), "level": "high", "cameo": 57.0}
	}
	if w.chance(30) {
		c.Quantity = &graph.Quantity{Measure: pick(w, "length", "cost"), Op: pick(w, "=", ">", "~"), Value: fmt.Sprint(w.rng.IntN(100)), Unit: pick(w, "", "km")}
	}
	switch w.rng.IntN(10) {
	case 0:
		c.Via = &graph.Via{Group: w.entity(graph.KindGroup)}
	case 1:
		c.Via = &graph.Via{Agreement: w.entity(graph.KindAgreement)}
	}
}

// Decision returns a random decision about the claims given, identified.
func (w *World) Decision(claims []graph.ClaimID, at graph.Instant) graph.Decision {
	d := graph.Decision{By: "tester", At: at, Kind: pick(w, graph.DecideSame, graph.DecideSame, graph.DecideDifferent,
		graph.DecideConfirm, graph.DecideReject, graph.DecideCorrect)}
	switch kind := pick(w, graph.KindState, graph.KindPerson); d.Kind {
	case graph.DecideSame, graph.DecideDifferent:
		pool := w.entities[kind]
		at := w.rng.IntN(len(pool))
		d.Entity, d.Other = pool[at], pool[(at+1+w.rng.IntN(len(pool)-1))%len(pool)]
	default:
		d.Claim = pick(w, append(claims, "claim:nowhere")...)
		if d.Kind == graph.DecideCorrect {
			when := w.Date()
			d.Correction = &graph.Correction{Kind: pick(w, "", graph.Aid), Polarity: pick(w, "", graph.Denied), When: pick(w, nil, &when)}
		}
	}
	d.Identify()
	return d
}
