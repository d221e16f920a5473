package mention

import (
	"entente/extract/parse"
	"entente/graph"
)

// Form says how a mention refers.
type Form string

// The forms of mentions: by a name ("China", "Xi Jinping"), by an adjective or
// role of a state ("Kazakh troops", "the foreign ministry"), by a description
// ("the kingdom", "the declaration"), by a pronoun, or by a group reference
// ("the six countries", "both sides").
const (
	FormName        Form = "name"
	FormRole        Form = "role"
	FormDescription Form = "description"
	FormPronoun     Form = "pronoun"
	FormGroup       Form = "group"
)

// Mention is a noun phrase of a document that resolves to an entity.
type Mention struct {
	// Entity is empty for a reference to a set of two ("the two sides"), which
	// is no group of its own: only its Members count.
	Entity graph.EntityID
	Kind   graph.EntityKind
	Name   string
	// Role is a PLOVER sector code, "" for the bare name.
	Role string
	// ActsFor is the state or organisation that a person's office speaks for,
	// or that an actor without own state belongs to; "" for none.
	ActsFor graph.EntityID
	// Office is the office named with a person ("president"), "" for none.
	Office string
	Form   Form
	// Start and End are code points of the whole noun phrase without relative
	// clauses; NameStart and NameEnd those of the name in it.
	Start, End         int
	NameStart, NameEnd int
	// Sentence is the number of the sentence; Head is the head word of the phrase
	// in its tree, and [Lo, Hi) are its words.
	Sentence, Head, Lo, Hi int
	// Members are the members of a group reference on the document's date,
	// empty for anything else. Group is the lexicon's id of the group.
	Members []graph.EntityID
	// Modifier says that the phrase only modifies another mention's head (as
	// "Kazakh" in "the Kazakh president", "China" in "China–Kazakhstan
	// railway", "France" in "France's minister"): it is mentioned, but is no
	// participant of its own.
	Modifier bool
}

// Time is a date expression of a text, resolved against the document's date.
type Time struct {
	Start, End, Sentence, Head int
	Date                       graph.Date
	// Future says that the expression lies after the document's date.
	Future bool
}

// Figure is a number with its unit in a text.
type Figure struct {
	Start, End, Sentence, Head int
	Quantity                   graph.Quantity
}

// Doc is a document with everything found in it. It keeps sentences, trees and
// mentions packed and opens those of a sentence when asked, so that a long text
// needs little memory. It is for one goroutine.
type Doc struct {
	Title string
	// PublishedOn is the date given with the document, else the one of its
	// dateline, else "".
	PublishedOn graph.Date
	Text        graph.Text

	*parse.Pages
	records   records
	reader    *reader
	turns     []Turn
	voice     Voice
	furniture furniture
	adopter   Mention // who adopts the resolution that the document is
	sections  []section
	recent    [8]opened
}

// opened is what was found in a sentence.
type opened struct {
	sentence int
	mentions []*Mention
	times    []Time
	figures  []Figure
	counted  bool // times and figures were looked for
}

func newDoc(in Input) *Doc {
	d := &Doc{Title: in.Title, PublishedOn: in.PublishedOn, Text: graph.NewText(in.Text)}
	d.Pages = parse.NewPages(d.Text)
	d.records.strings = new(parse.Strings)
	d.furniture.of = make(map[int]bool)
	d.close()
	return d
}

// close forgets what was opened, whose sentences are to be opened as they are now.
func (d *Doc) close() {
	for i := range d.recent {
		d.recent[i].sentence = -1
	}
}

// In returns the mentions of a sentence in order of Start, longer ones first.
// They are not to be changed.
func (d *Doc) In(sentence int) []*Mention { return d.open(sentence).mentions }

// Times returns the date expressions of a sentence in order.
func (d *Doc) Times(sentence int) []Time { return d.count(sentence).times }

// Figures returns the numbers with a unit of a sentence in order.
func (d *Doc) Figures(sentence int) []Figure { return d.count(sentence).figures }

func (d *Doc) open(sentence int) *opened {
	o := &d.recent[sentence%len(d.recent)]
	if o.sentence != sentence {
		start, _ := d.Span(sentence)
		ms := d.records.of(sentence, start)
		*o = opened{sentence: sentence, mentions: make([]*Mention, len(ms))}
		for i := range ms {
			o.mentions[i] = &ms[i]
		}
	}
	return o
}

// count reads the dates and figures of a sentence, once while it is open.
func (d *Doc) count(sentence int) *opened {
	o := d.open(sentence)
	if !o.counted {
		s := newSentence(sentence, d)
		o.times = d.reader.readTimes(s)
		o.figures = d.reader.readFigures(s, o.mentions, o.times)
		o.counted = true
	}
	return o
}
