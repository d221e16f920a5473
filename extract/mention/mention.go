package mention

import (
	"entente/extract/parse"
	"entente/extract/segment"
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
	// Sentence indexes Doc.Sentences and Doc.Trees; Head is the head word of
	// the phrase in that tree, and [Lo, Hi) are its words.
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

// Doc is a document with everything found in it so far. It is built once by
// Find and read-only afterwards.
type Doc struct {
	Title string
	// PublishedOn is the date given with the document, else the one of its
	// dateline, else "".
	PublishedOn graph.Date
	Text        graph.Text
	Sentences   []segment.Sentence
	Trees       []*parse.Tree
	// Mentions are in order of Start, longer ones first.
	Mentions []Mention
	Times    []Time
	Figures  []Figure

	bySentence [][]int
}

// In returns the indexes in Mentions of those in a sentence, in order.
func (d *Doc) In(sentence int) []int {
	if sentence < 0 || sentence >= len(d.bySentence) {
		return nil
	}
	return d.bySentence[sentence]
}

// At returns the mention whose head is the word of the sentence's tree, and
// else the smallest mention that holds the word; nil for none.
func (d *Doc) At(sentence, word int) *Mention {
	var best *Mention
	for _, i := range d.In(sentence) {
		m := &d.Mentions[i]
		switch {
		case m.Head == word && !m.Modifier:
			return m
		case m.Lo <= word && word < m.Hi && (best == nil || m.Hi-m.Lo < best.Hi-best.Lo):
			best = m
		}
	}
	return best
}

// index builds what In and At need.
func (d *Doc) index() {
	d.bySentence = make([][]int, len(d.Sentences))
	for i, m := range d.Mentions {
		d.bySentence[m.Sentence] = append(d.bySentence[m.Sentence], i)
	}
}
