package mention

import (
	"cmp"
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/extract/names"
	"entente/extract/parse"
	"entente/extract/segment"
	"entente/graph"
)

// Finder finds mentions. It is immutable and safe for concurrent use.
type Finder struct {
	lex   *lexicon.Lexicon
	model Grammar
	namer *names.Labeller
}

// Grammar reads the grammar of sentences.
type Grammar interface {
	// Parse finds the tree of a sentence.
	Parse(segment.Sentence) *parse.Tree
	// Knows says whether the grammar was learnt from texts that have a word.
	Knows(word string) bool
	// VerbForm says whether a word may be a verb, by its form alone.
	VerbForm(word string) bool
	// Completes says whether an item of a list goes on with the line above the list, as
	// which and behind which it is given.
	Completes(segment.Sentence) bool
}

// New returns a finder that reads with the lexicon and the grammar.
func New(lex *lexicon.Lexicon, model Grammar) *Finder {
	return &Finder{lex: lex, model: model, namer: names.New(lex, model.Knows)}
}

// Input is a document to find mentions in.
type Input struct {
	Title string
	Text  string
	// PublishedOn is the document's date, "" for unknown. Relative dates and
	// memberships are resolved against it.
	PublishedOn graph.Date
	// ParseAll says that trees are wanted also of sentences in which there is
	// nothing to find.
	ParseAll bool
}

// Find reads the whole document. Any text is good, also an empty one. It goes
// over the text four times, each time keeping what it found of a sentence packed:
// parsing, the names, those again that the document brings up itself, and what
// refers back to them.
func (f *Finder) Find(in Input) *Doc {
	d := newDoc(in)
	r := &reader{Finder: f, doc: d, names: make(map[string]*Mention), introduced: make(map[string]Mention), aliases: make(map[string]shortFor), people: make(map[string]*Mention), full: make(map[graph.EntityID]*Mention), ships: make(map[string]graph.EntityID), offices: make(map[graph.EntityID]*office),
		seen: make(map[graph.EntityID]bool), lastAt: make(map[graph.EntityID]int), counted: make(map[int]Mention), sets: make(map[string]Mention), latest: make(map[string]*Mention), told: make(map[graph.EntityID]int), speakers: make(map[speaker]*Mention), today: in.PublishedOn}
	d.reader = r
	r.readTitled()
	lists := openings{text: d.Text, model: f.model}
	for s := range segment.All(in.Text) {
		s = lists.goOn(s, r.subjectWords())
		if in.ParseAll || d.Headed(d.Len()) || r.promises(s) {
			d.Add(s, f.model.Parse(s))
		} else {
			d.Add(s, parse.Flat(s))
		}
		r.layout(newSentence(d.Len()-1, d))
	}
	if r.today == "" {
		r.today = r.datelineDate()
		d.PublishedOn = r.today
	}
	r.readSides()
	r.each(func(s *sentence) {
		if r.namesake(s) {
			r.parseNow(s)
		}
		r.readNames(s)
	})
	r.each(func(s *sentence) {
		if !s.boilerplate() {
			r.readAgain(s)
		}
		r.spellOut()
		r.readOffices(s)
	})
	d.readPaper()
	r.readTurns()
	r.readVoice()
	d.readMakers()
	r.referAll()
	return d
}

// layout surveys a sentence for what the document names, and for its place in the
// document: furniture of the page, the beginning of somebody's turn.
func (r *reader) layout(s *sentence) {
	r.survey(s)
	r.countArticles(s)
	fresh := s.index == 0 || s.Paragraph != r.paragraph
	newline := true
	if !fresh {
		gap, _ := r.doc.Text.Slice(r.end, s.Start)
		newline = strings.ContainsAny(gap, "\n\r")
	}
	text, _ := r.doc.Text.Slice(s.Start, s.Sentence.End)
	r.doc.furniture.furnish(s, text, fresh, newline)
	r.cue(s, fresh)
	if newline {
		after, _ := r.doc.Text.Slice(s.Sentence.End, min(s.Sentence.End+3, r.doc.Text.Len()))
		after = strings.TrimLeft(after, " *_")
		r.readHeading(s, after == "" || strings.ContainsAny(after[:1], "\n\r"))
	}
	r.paragraph, r.end = s.Paragraph, s.Sentence.End
}

// each reads the sentences in order, each with the mentions that it has so far
// in work, and keeps what it has then.
func (r *reader) each(read func(s *sentence)) {
	next := records{strings: r.doc.records.strings}
	for i := range r.doc.Len() {
		s := newSentence(i, r.doc)
		r.mentions = r.mentions[:0]
		if len(r.doc.records.at) > 0 {
			r.mentions = append(r.mentions, r.doc.records.of(i, s.Start)...)
		}
		read(s)
		next.add(s.Start, r.mentions)
	}
	r.doc.records = next
}

// reader is the state of one reading.
type reader struct {
	*Finder
	doc *Doc
	// mentions are those in work: of the sentence that is read, in refer also
	// those of the sentences before it.
	mentions []Mention
	// names are what the document itself names, by folded words: agreements,
	// meetings, topics and so on, matched again wherever the words recur.
	names map[string]*Mention
	// aliases are the short names that the document has given.
	aliases map[string]shortFor
	// introduced are the companies that the document has introduced as such, by folded names.
	introduced map[string]Mention
	// ships are the states of the ships that the document has named with their prefix.
	ships map[string]graph.EntityID
	// people are the persons of the document by each word of their names.
	people map[string]*Mention
	// full are the persons whom the document calls by their family name before it tells
	// their full one, nil for a name that two have.
	full map[graph.EntityID]*Mention
	// offices are what the document says of its persons.
	offices map[graph.EntityID]*office
	today   graph.Date
	// seen are the entities that the document has named so far.
	seen map[graph.EntityID]bool
	// lastAt is where the document has named an entity last.
	lastAt map[graph.EntityID]int
	// counted are the groups named last by how many members they have.
	counted map[int]Mention
	// sets are the groups that the document has put together, by their members.
	sets map[string]Mention
	// latest are the last things named, by kind and by each word of their names.
	latest map[string]*Mention
	// cues are where turns may begin; paragraph and end are those of the sentence
	// surveyed last.
	cues           []cue
	paragraph, end int
	// speakers are those who have turns, each once.
	speakers map[speaker]*Mention
	// addressee is to whom the document is written, nil where its form does not say; direct
	// says that it is written to one, who is "you".
	addressee *Mention
	direct    bool
	// issued says that the form of the document tells who issues it.
	issued bool
	// interview says that the lead tells of questions and answers.
	interview bool
	// titled is the document's title, nil for none, title whom it names.
	titled *sentence
	title  []Mention
	// firstPerson counts "I" and "we" outside quotations.
	firstPerson int
	// subject are the words of a heading that name the one state on which the document is.
	subject []segment.Token
	// articles counts the headings of articles, and the formula of agreement twice.
	articles int
	// armed is the one armed group that the document has named so far, nil for none or, as
	// manyArmed says, more than one.
	armed     *Mention
	manyArmed bool
	// told counts the states and bodies that the document names beyond doubt.
	told map[graph.EntityID]int
}

// sentence is a sentence with its tree and its words at hand.
type sentence struct {
	segment.Sentence
	index int
	tree  *parse.Tree
	words []string
	// headline says that most words are capitalised, so that capitals mean little.
	headline bool
	// furniture says that it belongs to the page rather than to its text.
	furniture bool
	taken     []bool
	// guesses are the names that the labeller finds in the run of capitals that ends at
	// word guessed, the last about which it was asked.
	guesses []names.Span
	guessed int
}

func newSentence(i int, d *Doc) *sentence {
	s := &sentence{Sentence: d.Sentence(i), index: i, tree: d.Tree(i)}
	s.words = make([]string, len(s.Tokens))
	long, caps := 0, 0
	for k, t := range s.Tokens {
		s.words[k] = t.Text
		if len(t.Text) > 3 && isWord(t.Text) {
			long++
			if capitalised(t.Text) {
				caps++
			}
		}
	}
	s.headline = long >= 4 && caps*4 >= long*3 && s.words[len(s.words)-1] != "." && !s.listsPaper()
	s.taken = make([]bool, len(s.Tokens))
	for k := range s.words {
		if w := s.lower(k); w == "whereof" || w == "whereas" {
			s.taken[k] = true // "IN FAITH WHEREOF" names nobody
			if k > 0 && (s.lower(k-1) == "faith" || s.lower(k-1) == "witness") {
				s.taken[k-1] = true
			}
		}
	}
	s.furniture = d.furniture.of[i]
	return s
}

// listsPaper reports a line that is the name of an agreement, marked as an item of a list
// or with its date or place in brackets: "Convention on Legal Assistance in Civil Matters (1998)".
func (s *sentence) listsPaper() bool {
	k, _ := marked(s.Tokens)
	if k == 0 && s.words[len(s.words)-1] != ")" {
		return false
	}
	for k < 3 && k < len(s.words)-3 && !isWord(s.words[k]) {
		k++
	}
	switch s.lower(k) {
	case "agreement", "convention", "memorandum", "mou", "protocol", "treaty", "arrangement":
		return true
	}
	return false
}

// upos returns the part of speech of word i, "" outside the sentence.
func (s *sentence) upos(i int) string {
	if i < 0 || i >= len(s.tree.Words) {
		return ""
	}
	return s.tree.Words[i].UPOS
}

func (s *sentence) lower(i int) string {
	if i < 0 || i >= len(s.words) {
		return ""
	}
	return strings.ToLower(s.words[i])
}

func (s *sentence) free(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if s.taken[i] {
			return false
		}
	}
	return true
}

// add records a mention of the words [lo, hi) of a sentence; the phrase around
// them is found in the tree.
func (r *reader) add(s *sentence, lo, hi int, m Mention) *Mention {
	for i := lo; i < hi; i++ {
		s.taken[i] = true
	}
	m.Sentence, m.Head = s.index, headOf(s.tree, lo, hi)
	m.NameStart, m.NameEnd = s.Tokens[lo].Start, s.Tokens[hi-1].End
	m.Lo, m.Hi = phrase(s.tree, m.Head, lo, hi)
	m.Lo = s.clipFront(m.Lo, lo)
	m.Hi = s.clipBack(m.Hi, hi)
	if m.Kind == graph.KindState && m.Form == FormName {
		m.Hi = hi // a state has no attributes of its own: "accused Nigeria of interference"
	}
	m.Hi = s.closeQuote(m.Lo, m.Hi)
	m.Start, m.End = s.Tokens[m.Lo].Start, s.Tokens[m.Hi-1].End
	if m.Name == "" {
		m.Name = join(s, lo, hi)
	}
	r.seen[m.Entity] = true
	r.lastAt[m.Entity] = m.NameStart
	r.mentions = append(r.mentions, m)
	return &r.mentions[len(r.mentions)-1]
}

// join returns the text of the words [lo, hi) as it stands, on one line.
func join(s *sentence, lo, hi int) string {
	var b strings.Builder
	for i := lo; i < hi; i++ {
		if i > lo && s.Tokens[i].Start > s.Tokens[i-1].End {
			b.WriteByte(' ')
		}
		b.WriteString(s.words[i])
	}
	return b.String()
}

// from returns the index of the first mention of a sentence while mentions are
// still in the order of their sentences, as they are in refer.
func (r *reader) from(sentence int) int {
	i, _ := slices.BinarySearchFunc(r.mentions, sentence, func(m Mention, at int) int { return cmp.Compare(m.Sentence, at) })
	return i
}

// sorted puts mentions in order and drops repetitions.
func sorted(ms []Mention) []Mention {
	slices.SortStableFunc(ms, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.NameStart, b.NameStart), cmp.Compare(b.NameEnd, a.NameEnd))
	})
	ms = slices.CompactFunc(ms, func(a, b Mention) bool {
		return a.NameStart == b.NameStart && a.NameEnd == b.NameEnd && a.Entity == b.Entity
	})
	slices.SortStableFunc(ms, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return ms
}
