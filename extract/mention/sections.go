package mention

import (
	"slices"
	"sort"
	"strings"

	"entente/extract/lexicon"
	"entente/extract/segment"
	"entente/graph"
)

// A section is what stands below a heading that is a state or a year: "Relations with
// Kenya", "Kenya:", "1990".
type section struct {
	from  int // the sentence of its heading
	state graph.EntityID
	year  int
	named bool            // the heading is nothing but the state's name
	words []segment.Token // that name the state
}

// longestHeading bounds a heading, and longestYear what stands below a year, in words and
// in sentences.
const (
	longestHeading = 8
	longestYear    = 30
)

// section is that in which a sentence stands, the zero section for none.
func (d *Doc) section(sentence int) section {
	i := sort.Search(len(d.sections), func(i int) bool { return d.sections[i].from > sentence }) - 1
	if i < 0 {
		return section{}
	}
	s := d.sections[i]
	if sentence-s.from > longestYear {
		s.year = 0
	}
	return s
}

// Began is the sentence at which a piece of news in a column of several begins: that of the
// heading of its section where that is a state's name alone, else 0.
func (d *Doc) Began(sentence int) int {
	if now := d.section(sentence); now.named {
		return now.from
	}
	return 0
}

// Sides are the two states or bodies that a sentence is about where it does not say: that
// on which the document is and that which heads its section, else the document's two.
func (d *Doc) Sides(sentence int) []graph.EntityID {
	own, other := d.voice.Subject, d.section(sentence).state
	if own != "" && other != "" && own != other {
		return []graph.EntityID{own, other}
	}
	return d.voice.Sides
}

// Headed reports a sentence below a heading on the relations of the document's one state
// with another.
func (d *Doc) Headed(sentence int) bool {
	return d.voice.Subject != "" && d.section(sentence).state != ""
}

// Subject is the one state on which the document, or else the section of a sentence, is by
// its heading, "" for none.
func (d *Doc) Subject(sentence int) graph.EntityID {
	if d.voice.Subject != "" || d.voice.Titled {
		return d.voice.Subject
	}
	return d.section(sentence).state
}

// subjectWords are the words of a heading that name the state on which the document, or else
// the section in work, is.
func (r *reader) subjectWords() []segment.Token {
	if r.doc.voice.Subject != "" {
		return r.subject
	}
	if r.doc.voice.Titled {
		return nil
	}
	return r.doc.section(r.doc.Len()).words
}

// readHeading takes note of a line that heads a section; ended says that the line ends
// with the sentence.
func (r *reader) readHeading(s *sentence, ended bool) {
	words := s.words
	for len(words) > 0 && strings.Trim(words[0], "#*_") == "" {
		words = words[1:]
	}
	last := len(words) - 1
	for last >= 0 && strings.Trim(words[last], "*_:") == "" {
		last--
	}
	colon := slices.Contains(words[last+1:], ":")
	words = words[:last+1]
	if (ended || colon) && s.index < 4 && r.subject == nil {
		r.subject = r.naming(s, r.doc.voice.Subject)
	}
	if len(words) == 0 || len(words) > longestHeading || !ended && !colon || strings.ContainsAny(words[last][:1], ".?!;,") {
		return
	}
	now := r.doc.section(s.index)
	next := section{from: s.index}
	mark, _ := marked(s.Tokens)
	if y, ok := year(words[0]); ok && last == 0 {
		next.year, next.state, next.words = y, now.state, now.words
	} else if id, named, ok := r.headingState(words); ok && mark == 0 {
		next.state, next.named, next.words = id, named, r.naming(s, id)
		if named && now.named && now.from == s.index-1 {
			r.doc.sections[len(r.doc.sections)-1].state = "" // a list of names
			next.state, next.words = "", nil
		}
	} else if mark > 0 || !ended || now.state == "" || r.doc.voice.Subject != "" && !r.turnsAway(words) {
		return
	}
	r.doc.sections = append(r.doc.sections, next)
}

// naming are the words of a sentence that are the name of a state.
func (r *reader) naming(s *sentence, id graph.EntityID) []segment.Token {
	for k := range s.words {
		for _, e := range r.lex.Match(s.words, k) {
			if e.Type == lexicon.TypeName && graph.EntityID(e.ID) == id {
				return slices.Clone(s.Tokens[k : k+e.Len])
			}
		}
	}
	return nil
}

// stateHeading is the state by whose name alone the section of a column of news is headed,
// whose "the government" at word k is; "" for none, and where the sentence told of another
// that acts.
func (r *reader) stateHeading(s *sentence, k int) graph.EntityID {
	now := r.doc.section(s.index)
	if !now.named || r.doc.voice.Subject != "" || r.doc.voice.Titled {
		return ""
	}
	for i := r.from(s.index); i < len(r.mentions) && r.mentions[i].Sentence == s.index; i++ {
		m := &r.mentions[i]
		if m.Kind == graph.KindState && m.Entity != now.state && m.NameStart < s.Tokens[k].Start && base(s.tree.Words[m.Head].Rel) == "nsubj" {
			return ""
		}
	}
	return now.state
}

// headingState is the one state that the words of a heading name; named says that they
// are its name alone. ok is false where they say more than that it is on relations with it.
func (r *reader) headingState(words []string) (id graph.EntityID, named, ok bool) {
	named = true
	for k := 0; k < len(words); k++ {
		n := 0
		for _, e := range r.lex.Match(words, k) {
			if e.Type == lexicon.TypeName && graph.EntityID(e.ID).Kind() == graph.KindState && capitalised(words[k]) {
				if id != "" && id != graph.EntityID(e.ID) && id != r.doc.voice.Subject && graph.EntityID(e.ID) != r.doc.voice.Subject {
					return "", false, false
				}
				if id == "" || id == r.doc.voice.Subject {
					id = graph.EntityID(e.ID)
				}
				n = e.Len
				break
			}
		}
		switch {
		case n > 0:
			k += n - 1
		case headingWords[strings.ToLower(words[k])]:
			named = named && strings.EqualFold(words[k], "the")
		default:
			return "", false, false
		}
	}
	return id, named, id != "" && id != r.doc.voice.Subject
}

// headingWords are what headings on the relations with a state say besides its name.
var headingWords = set("the", "with", "and", "to", "of", "in", "on", "relation", "relations", "relationship", "ties", "links", "bilateral", "political", "economic", "diplomatic", "trade", "cooperation", "co-operation",
	"security", "defence", "defense", "military", "cultural", "commercial", "development", "partnership", "contacts", "visits", "&", "-", "–", "—")

// turnsAway reports a heading in a document on one state that turns to bodies, or to what is
// no matter between two.
func (r *reader) turnsAway(words []string) bool {
	for k := range words {
		switch strings.ToLower(words[k]) {
		case "multilateral", "international", "regional", "organisations", "organizations", "references", "sources", "notes", "annex", "conclusion":
			return true
		}
		for _, e := range r.lex.Match(words, k) {
			if e.Type == lexicon.TypeOrg || e.Type == lexicon.TypeGroup {
				return true
			}
		}
	}
	return false
}
