package mention

import (
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// Turn is a stretch of a document that one person says: an answer, a question of
// a journalist, a speech.
type Turn struct {
	// First is the first sentence of it, Next the first behind it.
	First, Next int
	// Asks says that it is a question.
	Asks bool
	// Speaker is who says it, nil where the text does not tell; Start and End are
	// the code points by which the turn, or else the document, names him.
	Speaker    *Mention
	Start, End int
}

// Turn returns the turn that a sentence belongs to, nil for what the document
// says itself.
func (d *Doc) Turn(sentence int) *Turn {
	i, _ := slices.BinarySearchFunc(d.turns, sentence, func(t Turn, at int) int {
		if t.First > at {
			return 1
		}
		return -1
	})
	if i == 0 || sentence >= d.turns[i-1].Next {
		return nil
	}
	return &d.turns[i-1]
}

// cue is a place where a turn may begin.
type cue struct {
	sentence int32
	kind     cueKind
	asks     bool // a question mark follows before the next cue
}

type cueKind byte

const (
	cueLabel     cueKind = iota // "Wang Yi:", "Q:": the sentence is the label
	cueLetter                   // "Q  Do you ...", "A. We do": the letter opens the sentence
	cueDash                     // "– Do you ...": a dash opens the paragraph
	cueParagraph                // a paragraph of an interview
)

// longestLabel bounds the label of a speaker, in words and signs.
const longestLabel = 16

// cue notes where turns may begin, while the text is surveyed.
func (r *reader) cue(s *sentence, fresh bool) {
	last := len(s.words) - 1
	if s.index < leadSentences && r.interviews(strings.Join(s.words, " ")) {
		r.interview = true
	}
	switch {
	case last <= longestLabel && s.isLabel():
		r.cues = append(r.cues, cue{sentence: int32(s.index), kind: cueLabel})
	case last > 1 && s.letters():
		r.cues = append(r.cues, cue{sentence: int32(s.index), kind: cueLetter})
	case fresh && last > 1 && isDash(s.words[0]) && capitalised(s.words[1]):
		r.cues = append(r.cues, cue{sentence: int32(s.index), kind: cueDash})
	case fresh && r.interview:
		r.cues = append(r.cues, cue{sentence: int32(s.index), kind: cueParagraph})
	}
	if n := len(r.cues); n > 0 && strings.HasSuffix(s.words[last], "?") {
		r.cues[n-1].asks = true
	}
	quoted := false
	for _, w := range s.words {
		switch w {
		case "I", "We", "we", "our", "Our", "my", "My":
			if !quoted {
				r.firstPerson++
			}
		default:
			quoted = afterQuote(w, quoted)
		}
	}
}

// interviews reports words that say that questions are asked and answered.
func (r *reader) interviews(text string) bool {
	text = strings.ToLower(text)
	for _, sign := range []string{"interview", "q&a", "q & a", "questions and answers", "question and answer", "answers questions", "answered questions",
		"replies to questions", "press conference", "press briefing", "transcript"} {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}

// isLabel reports the label of a speaker: capitalised words, particles and what
// stands in brackets, closed by a colon or a dash.
func (s *sentence) isLabel() bool {
	end := len(s.words)
	for end > 0 && isStars(s.words[end-1]) {
		end--
	}
	if end < 2 || s.words[end-1] != ":" && (end < 3 || !isDash(s.words[end-1])) {
		return false
	}
	depth := 0
	for i, w := range s.words[:end-1] {
		switch {
		case w == "(" || w == "[":
			depth++
		case w == ")" || w == "]":
			depth--
		case depth > 0, isStars(w), capitalised(w), isNumber(w) && i > 0, particle(w), isDash(w), w == "'s", w == "’s", w == ",", w == ".":
		case i > 0 && (w == "of" || w == "the" || w == "for" || w == "and" || w == "&" || w == "by" || w == "to" || asking[w] || answering[w]):
		default:
			return false
		}
	}
	return true
}

func isStars(w string) bool { return strings.Trim(w, "*_#>") == "" }

// letters reports a sentence that begins with the Q or A of a question or an
// answer, parted from it by a point or by more than one blank.
func (s *sentence) letters() bool {
	switch w := s.words[0]; {
	case w != "Q" && w != "Q." && w != "A" && w != "A.", !capitalised(s.words[1]) && !opensQuote(s.words[1]) && s.words[1] != ".":
		return false
	case strings.HasSuffix(w, ".") || s.words[1] == ".":
		return true
	}
	return s.Tokens[1].Start-s.Tokens[0].End > 1
}

// leadSentences is how far into a document it tells whose words it gives.
const leadSentences = 15

// readTurns finds the turns of the document, once its names are known.
func (r *reader) readTurns() {
	r.readTitle()
	labels := r.labels()
	if len(labels) == 0 {
		labels = r.unlabelled(cueDash)
	}
	if len(labels) == 0 && r.interview {
		labels = r.unlabelled(cueParagraph)
	}
	for i, l := range labels {
		t := Turn{First: l.sentence, Next: r.doc.Len(), Asks: l.asks, Speaker: l.speaker, Start: l.start, End: l.end}
		if l.apart {
			t.First++
		}
		switch {
		case i+1 < len(labels):
			t.Next = labels[i+1].sentence
		case len(labels) == 1 && !l.whole:
			t.Next = r.endOfLine(t.First)
		}
		if t.First < t.Next {
			r.doc.turns = append(r.doc.turns, t)
		}
	}
	if len(labels) == 0 {
		r.readSpeech()
	}
	switch len(r.doc.turns) {
	case 0:
		r.readIssuer()
	case 1:
		r.readAddressee()
	}
	r.cues = nil
}

// endOfLine returns the sentence behind the paragraph of a sentence.
func (r *reader) endOfLine(i int) int {
	if i >= r.doc.Len() {
		return i
	}
	p := r.doc.Sentence(i).Paragraph
	for i < r.doc.Len() && r.doc.Sentence(i).Paragraph == p {
		i++
	}
	return i
}

// label is the beginning of a turn.
type label struct {
	sentence int
	apart    bool // the sentence is a label and says nothing itself
	asks     bool
	named    bool // it names who speaks
	whole    bool // it says that he answers, with all that follows
	speaker  *Mention
	// start and end are the code points by which it names him.
	start, end int
}

// says makes a label name its speaker. Those who speak often are kept once.
func (l *label) says(r *reader, m *Mention) {
	key := speaker{m.Entity, m.ActsFor, m.Kind}
	if r.speakers[key] == nil {
		r.speakers[key] = new(*m)
	}
	l.speaker, l.start, l.end = r.speakers[key], m.Start, m.End
}

// speaker tells those who speak apart.
type speaker struct {
	id, actsFor graph.EntityID
	kind        graph.EntityKind
}

// labels reads the cues that name who speaks, or say that somebody asks or
// answers; none where the document has no turns.
func (r *reader) labels() []label {
	var out []label
	answers := 0
	for _, c := range r.cues {
		l := label{sentence: int(c.sentence), apart: c.kind == cueLabel, asks: c.asks}
		switch c.kind {
		case cueLabel:
			if !r.readLabel(&l) {
				continue
			}
		case cueLetter:
			l.asks = r.doc.Sentence(int(c.sentence)).Tokens[0].Text[0] == 'Q'
		default:
			continue
		}
		if !l.asks || l.named && l.speaker.Kind == graph.KindPerson {
			answers++
		}
		out = append(out, l)
	}
	if answers == 0 || !slices.ContainsFunc(out, func(l label) bool { return l.named || l.asks }) {
		return nil
	}
	return r.answered(out)
}

// unlabelled reads cues of one kind, of which those with a question mark ask; none
// where nothing is asked or nobody is known to answer.
func (r *reader) unlabelled(kind cueKind) []label {
	var out []label
	asked := false
	for _, c := range r.cues {
		if c.kind != kind || !asked && !c.asks {
			continue
		}
		asked = true
		out = append(out, label{sentence: int(c.sentence), asks: c.asks && r.endsAsking(int(c.sentence))})
	}
	if out = r.answered(out); slices.ContainsFunc(out, func(l label) bool { return !l.asks && l.speaker != nil }) {
		return out
	}
	return nil
}

// endsAsking reports whether the paragraph of a sentence ends in a question.
func (r *reader) endsAsking(i int) bool {
	t := r.doc.Sentence(r.endOfLine(i) - 1).Tokens
	return strings.HasSuffix(t[len(t)-1].Text, "?")
}

// answered completes labels: what is answered without a name is said by the one
// who is interviewed, what is asked without one by a journalist.
func (r *reader) answered(ls []label) []label {
	asked := slices.ContainsFunc(ls, func(l label) bool { return l.asks && (!l.named || l.speaker.Role == "JRN") })
	official := slices.ContainsFunc(ls, func(l label) bool { return l.named && l.speaker.ActsFor != "" })
	var guest *Mention
	for i := range ls {
		l := &ls[i]
		switch {
		case l.named && l.speaker.ActsFor == "" && l.asks && official:
		case l.named && l.speaker.Role != "JRN":
			l.asks = false
			if guest == nil {
				guest = l.speaker
			}
		}
	}
	if guest == nil {
		guest = r.guest()
	}
	host := r.host()
	for i := range ls {
		l := &ls[i]
		switch {
		case l.named && !l.asks && l.speaker.Kind == graph.KindPerson && l.speaker.ActsFor == "" && (asked || l.whole):
			r.employ(l.speaker, host)
		case l.named:
		case l.asks:
			start, end := r.doc.Span(l.sentence)
			if !l.apart {
				end = start
			}
			l.says(r, &Mention{Entity: "actor:journalist", Kind: graph.KindActor, Name: "journalist", Role: "JRN", Start: start, End: end})
		case guest != nil:
			l.says(r, guest)
		}
	}
	return ls
}

// employ makes a person speak for a state, everywhere in the document.
func (r *reader) employ(m *Mention, id graph.EntityID) {
	m.ActsFor = id
	if o, ok := r.offices[m.Entity]; id != "" && (!ok || o.actsFor == "") {
		held := office{actsFor: id}
		if ok {
			held.phrase, held.role = o.phrase, o.role
		}
		r.offices[m.Entity] = &held
	}
}

// host returns the state whose ministry or seat the title or the lead names, for
// whom a briefing speaks; "" for none.
func (r *reader) host() graph.EntityID {
	of := func(words []string) graph.EntityID {
		for k := range words {
			for _, e := range r.lex.Match(words, k) {
				if (e.Type == lexicon.TypeSeat || e.Type == lexicon.TypeOrg) && !e.Loose && graph.EntityID(e.ActsFor).Kind() == graph.KindState {
					return graph.EntityID(e.ActsFor)
				}
			}
		}
		return ""
	}
	if r.titled != nil {
		if id := of(r.titled.words); id != "" {
			return id
		}
	}
	for i := range min(r.doc.Len(), byline) {
		if id := of(newSentence(i, r.doc).words); id != "" {
			return id
		}
	}
	return r.headState(r.firstTurn())
}

// firstTurn is the first sentence in which somebody speaks or is asked, the length of the
// document for none. The paragraphs over the first question are nobody's.
func (r *reader) firstTurn() int {
	for _, c := range r.cues {
		if c.kind != cueParagraph || c.asks {
			return int(c.sentence)
		}
	}
	return r.doc.Len()
}

// guest returns the person in office whom the document names first, in its title
// or its lead, nil for none.
func (r *reader) guest() *Mention {
	if m := r.guestOfTitle(); m != nil {
		return m
	}
	lead := min(r.doc.Len(), leadSentences)
	lead = min(lead, r.firstTurn()+1) // whom those name who speak is none of them
	for i := range lead {
		ms := r.doc.records.of(i, r.doc.Sentence(i).Start)
		r.settleOffices(ms)
		for k := range ms {
			m := &ms[k]
			if m.Kind != graph.KindPerson || m.Form != FormName {
				continue
			}
			if id := r.speaksFor(m); id != "" {
				r.employ(m, id)
				return m
			}
		}
	}
	return nil
}
