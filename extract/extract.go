package extract

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"entente/extract/claim"
	"entente/extract/lexicon"
	"entente/extract/mention"
	"entente/extract/parse"
	"entente/graph"
)

// Version names this extractor in every claim that it makes.
const Version = "rules/1"

// Options are the settings of an extractor; the zero value works.
type Options struct {
	// Actors is a user's own actor table (CSV with the header
	// id,kind,name,aliases,actsFor,from,to), nil for none.
	Actors io.Reader
}

// Extractor reads documents. It is immutable and safe for concurrent use.
type Extractor struct {
	lex    *lexicon.Lexicon
	model  *parse.Model
	finder *mention.Finder
	rules  *claim.Rules
}

// New returns an extractor. An error means that the actor table is malformed;
// it says in which line.
func New(o Options) (*Extractor, error) {
	lex, err := lexicon.Open()
	if err != nil {
		return nil, err
	}
	if o.Actors != nil {
		if lex, err = lex.WithActors(o.Actors); err != nil {
			return nil, fmt.Errorf("actor table: %w", err)
		}
	}
	model, err := parse.Open()
	if err != nil {
		return nil, err
	}
	rules, err := claim.Open()
	if err != nil {
		return nil, err
	}
	return &Extractor{lex: lex, model: model, finder: mention.New(lex, rules.Grammar(model)), rules: rules}, nil
}

// Extract reads a document and returns its identified contribution. The
// document's metadata is taken as given; where it lacks a date, that of the
// dateline is taken, and where it lacks a language, it is guessed. Any text is
// good: a text without actors gives no claims.
func (e *Extractor) Extract(doc graph.Document, text string) graph.Contribution {
	c, _ := e.read(doc, text, false)
	return c
}

// Explain is Extract that also returns what was seen on the way: the sentences
// with their trees, mentions, times and figures.
func (e *Extractor) Explain(doc graph.Document, text string) (graph.Contribution, *mention.Doc) {
	return e.read(doc, text, true)
}

// read reads a document; all says whether sentences in which nothing can be
// mentioned need their trees.
func (e *Extractor) read(doc graph.Document, text string, all bool) (graph.Contribution, *mention.Doc) {
	found := e.finder.Find(mention.Input{Title: doc.Title, Text: text, PublishedOn: doc.PublishedOn, ParseAll: all})
	doc.Language = cmp.Or(doc.Language, language(found))
	doc.PublishedOn = cmp.Or(doc.PublishedOn, found.PublishedOn)
	c := graph.Contribution{Document: doc, Text: text, Claims: e.rules.Claims(found)}
	for i := range c.Claims {
		c.Claims[i].Extractor = Version
		e.nameActors(&c.Claims[i])
	}
	c.Entities = e.records(found, c.Claims)
	c.Identify()
	return c, found
}

// nameActors gives the ends of a claim the names by which the lexicon knows
// them; members of a group come without one.
func (e *Extractor) nameActors(c *graph.Claim) {
	for _, a := range []*graph.Actor{&c.From, c.To, c.AssertedBy} {
		if a == nil {
			continue
		}
		name := e.lex.Name(string(a.ID))
		if a.Kind == graph.KindPerson && len(strings.Fields(a.Name)) > 1 && len(strings.Fields(a.Name)) == len(strings.Fields(name)) {
			continue // as the sentence spells it: "Radoslaw Sikorski"
		}
		if name != "" {
			a.Name = name
		} else if a.Name == "" || a.Name == string(a.ID) {
			a.Name = e.NameOf(a.ID)
		}
	}
}

// records returns the entities of the mentions, and those that claims name
// without a mention (members of a group, whom a person acts for).
func (e *Extractor) records(doc *mention.Doc, claims []graph.Claim) []graph.EntityRecord {
	byID := make(map[graph.EntityID]*graph.EntityRecord)
	add := func(id graph.EntityID, kind graph.EntityKind, name string) *graph.EntityRecord {
		r, ok := byID[id]
		if !ok {
			r = &graph.EntityRecord{ID: id, Kind: kind, Name: cmp.Or(e.lex.Name(string(id)), name), Mentions: []graph.Mention{}}
			byID[id] = r
		}
		return r
	}
	roles := make(map[string]*string)
	for i := range doc.Len() {
		for _, m := range doc.In(i) {
			if m.Entity == "" {
				continue
			}
			r := add(m.Entity, m.Kind, m.Name)
			text, ok := doc.Text.Slice(m.Start, m.End)
			if !ok {
				continue
			}
			found := graph.Mention{Start: m.Start, End: m.End, Text: text, Role: shared(roles, m.Role)}
			r.Mentions = append(r.Mentions, found)
			// Who speaks or fights for a state mentions it, under his role.
			if state := e.stateOf(doc, m); state != "" && state != m.Entity {
				r := add(state, state.Kind(), e.NameOf(state))
				r.Mentions = append(r.Mentions, found)
			}
		}
	}
	for i := range claims {
		for _, a := range []*graph.Actor{&claims[i].From, claims[i].To, claims[i].AssertedBy} {
			if a != nil {
				add(a.ID, a.Kind, a.Name)
			}
		}
		for _, id := range claims[i].Names() {
			add(id, id.Kind(), e.NameOf(id))
		}
	}
	return collect(byID)
}

// shared returns the one pointer for a role, nil for none.
func shared(roles map[string]*string, role string) *string {
	if role == "" {
		return nil
	}
	p, ok := roles[role]
	if !ok {
		p = &role
		roles[role] = p
	}
	return p
}

// stateOf returns the state that a mention of a person, body or place stands
// for, "" for none: the state that it acts for or fights in, and the state of a
// place that is spoken of as an actor.
func (e *Extractor) stateOf(doc *mention.Doc, m *mention.Mention) graph.EntityID {
	if m.Modifier {
		return ""
	}
	switch m.Kind {
	case graph.KindPlace:
		if doc.Tree(m.Sentence).Words[m.Head].Rel != "root" {
			return ""
		}
	case graph.KindPerson, graph.KindOrganization:
	default:
		return ""
	}
	id := cmp.Or(m.ActsFor, m.Entity)
	for range 3 {
		if id.Kind() == graph.KindState {
			return id
		}
		o, ok := e.lex.Organization(string(id))
		if !ok {
			return seatOf(doc, m)
		}
		id = graph.EntityID(cmp.Or(o.ActsFor, o.PartOf))
		if id == "" && o.Role != "IGO" && o.Role != "UNO" && o.Role != "EUR" {
			return graph.EntityID(o.BasedIn)
		}
	}
	return ""
}

// seatOf returns the state in which a body that the lexicon does not know has
// its seat by its own phrase ("the University of St. Andrews in Scotland"), ""
// where no place in it lies in a known state.
func seatOf(doc *mention.Doc, m *mention.Mention) graph.EntityID {
	if m.Kind != graph.KindOrganization {
		return ""
	}
	for _, p := range doc.In(m.Sentence) {
		if p.Kind == graph.KindPlace && p.ActsFor.Kind() == graph.KindState && p.NameStart >= m.NameEnd && p.End <= m.End {
			return p.ActsFor
		}
	}
	return ""
}

func collect(byID map[graph.EntityID]*graph.EntityRecord) []graph.EntityRecord {
	out := make([]graph.EntityRecord, 0, len(byID))
	for _, r := range byID {
		slices.SortFunc(r.Mentions, func(a, b graph.Mention) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
		r.Mentions = slices.CompactFunc(r.Mentions, func(a, b graph.Mention) bool { return a.Start == b.Start && a.End == b.End })
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b graph.EntityRecord) int { return cmp.Compare(a.ID, b.ID) })
	return out
}

// NameOf returns the lexicon's name of an id, else its key in words.
func (e *Extractor) NameOf(id graph.EntityID) string {
	if n := e.lex.Name(string(id)); n != "" {
		return n
	}
	_, key, _ := strings.Cut(string(id), ":")
	return strings.ReplaceAll(key, "-", " ")
}

// State returns the id of the state that the lexicon knows by a name, in any
// case; ok is false where there is none or the name means several.
func (e *Extractor) State(name string) (id graph.EntityID, ok bool) {
	if len(name) < 4 {
		return "", false // a code, or an abbreviation that can mean anything
	}
	s, ok := e.lex.State(name)
	return graph.EntityID(s.ID), ok
}

// Named is a name in a text and the kind of what it names. A capital is a Place
// also where it stands for its state.
type Named struct {
	Span Span
	Kind graph.EntityKind
}

// Names returns the names of a text in its order, without titles and what else
// belongs to their phrases. Adjectives, descriptions and pronouns are no names.
func (e *Extractor) Names(text string) []Named {
	var out []Named
	doc := e.finder.Find(mention.Input{Text: text})
	for i := range doc.Len() {
		for _, m := range doc.In(i) {
			if m.Form == mention.FormName && m.Entity != "" {
				out = append(out, Named{Span{m.NameStart, m.NameEnd}, m.Kind})
			}
		}
	}
	return out
}

// Span is a stretch of a text in code points, end exclusive; [0, 0] is none.
type Span [2]int

// Class is what kind of event happens between two actors of a text.
type Class struct {
	Kind     graph.RelationKind `json:"kind"`
	Polarity graph.Polarity     `json:"polarity"`
	Modality graph.Modality     `json:"modality"`
}

// Pair are the spans of a source and a target in a text.
type Pair struct {
	From Span `json:"from"`
	To   Span `json:"to"`
}

// Classify returns, for each pair in order, the likeliest of the sixteen
// PLOVER kinds between its source and its target. It always answers.
func (e *Extractor) Classify(text string, pairs []Pair) []Class {
	doc := e.finder.Find(mention.Input{Text: text, ParseAll: true})
	out := make([]Class, len(pairs))
	for i, p := range pairs {
		kind, polarity, modality := e.rules.Classify(doc, p.From, p.To)
		out[i] = Class{kind, polarity, modality}
	}
	return out
}

// englishWords are frequent words that tell English from its neighbours.
var englishWords = map[string]bool{"the": true, "of": true, "and": true, "to": true, "in": true, "that": true, "is": true, "was": true,
	"for": true, "on": true, "with": true, "as": true, "by": true, "its": true, "has": true, "will": true, "from": true, "at": true}

// language guesses whether a text is English: "en", else "".
func language(doc *mention.Doc) string {
	words, hits := 0, 0
	for i := range doc.Len() {
		for _, t := range doc.Sentence(i).Tokens {
			words++
			if englishWords[strings.ToLower(t.Text)] {
				hits++
			}
		}
		if words > 4000 {
			break
		}
	}
	if hits*8 >= words && hits > 0 {
		return "en"
	}
	return ""
}
