package mention

import (
	"cmp"
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// readVoice finds who speaks in the document and to whom, once its turns are known.
func (r *reader) readVoice() {
	v := &r.doc.voice
	v.Filed = r.filedFrom()
	speakers := r.officials()
	switch len(speakers) {
	case 1:
		v.Speaker, v.Side = speakers[0], r.side(speakers[0]).Entity
		v.Audience = r.audience()
	case 2:
		v.Joint = true
		if !v.Titled {
			v.Sides = []graph.EntityID{r.side(speakers[0]).Entity, r.side(speakers[1]).Entity}
		}
	}
	v.Asked = slices.ContainsFunc(r.doc.turns, func(t Turn) bool { return t.Asks })
	v.Direct = r.direct && v.Audience != ""
	if v.Direct && !v.Titled && v.Audience.Kind() == graph.KindState {
		v.Sides = []graph.EntityID{v.Side, v.Audience}
	}
	v.Addressed = v.Audience != "" && (v.Asked || v.Direct || len(r.doc.turns) == 1 && r.oral())
}

// officials are those who speak for a state or body in the document, one for each.
func (r *reader) officials() []*Mention {
	var out []*Mention
	for i := range r.doc.turns {
		t := &r.doc.turns[i]
		if t.Asks || t.Speaker == nil {
			continue
		}
		m := r.side(t.Speaker)
		if m == nil || slices.ContainsFunc(out, func(o *Mention) bool { return r.side(o).Entity == m.Entity }) {
			continue
		}
		out = append(out, t.Speaker)
	}
	return out
}

// gathers are words for occasions at which somebody speaks to many.
var gathers = set("assembly", "council", "conference", "summit", "forum", "session", "congress", "conclave", "plenary")

// audience returns the state to which the document's speaker speaks: the only other that the
// lines over his words name, or in whose city they place him, else the other of the two that
// the document is about; "" for none or several.
func (r *reader) audience() graph.EntityID {
	own := r.doc.voice.Side
	if to := r.addressee; to != nil && r.side(to) != nil {
		return r.side(to).Entity
	}
	var found graph.EntityID
	many := false
	see := func(id graph.EntityID) {
		if id.Kind() == graph.KindState && id != own {
			many = many || found != "" && found != id
			found = id
		}
	}
	for k := range r.title {
		see(r.stateNamed(&r.title[k]))
	}
	if r.titled != nil {
		see(r.paperAmong(r.titled))
		many = many || slices.ContainsFunc(r.titled.words, func(w string) bool { return gathers[strings.ToLower(w)] })
	}
	asked := slices.ContainsFunc(r.doc.turns, func(t Turn) bool { return t.Asks })
	for i := range min(r.doc.Len(), byline, r.firstTurn()) {
		s := newSentence(i, r.doc)
		if end := s.words[len(s.words)-1]; !asked && len(s.words) > 6 && (end == "." || end == "!" || end == "?") {
			break
		}
		for k := range s.words {
			many = many || gathers[s.lower(k)]
		}
		see(r.paperAmong(s))
		ms := r.doc.records.of(i, s.Start)
		for k := range ms {
			if !r.direct || ms[k].Kind != graph.KindPlace { // where a letter is written
				see(r.stateNamed(&ms[k]))
			}
		}
	}
	if many {
		return ""
	}
	if found == "" {
		return r.otherThan(own)
	}
	return found
}

// stateNamed is the state that a mention names, in which the place that it names lies or in
// which the newspaper or station that it names is read or heard.
func (r *reader) stateNamed(m *Mention) graph.EntityID {
	switch m.Kind {
	case graph.KindOrganization:
		if o, ok := r.lex.Organization(string(m.Entity)); ok && o.Role == "JRN" && !readEverywhere[o.Name] {
			return graph.EntityID(o.BasedIn)
		}
	case graph.KindState:
		return m.Entity
	case graph.KindPlace, graph.KindPerson:
		return m.ActsFor
	}
	return ""
}

// papers are nouns behind the place that a newspaper or station is named after, stations
// those before it.
var (
	papers   = set("times", "post", "herald", "star", "news", "daily", "tribune", "gazette", "observer", "standard", "nation", "mail", "chronicle", "express", "journal", "monitor", "telegraph", "mirror", "sun", "guardian", "independent", "today", "tv", "radio", "television")
	stations = set("radio", "tv", "television", "times")
)

// paperAmong returns the state of the place in the name of a newspaper or station in a line:
// "The Nairobi Star", "Radio Kathmandu"; "" for none.
func (r *reader) paperAmong(s *sentence) graph.EntityID {
	for k := range s.words {
		for _, e := range r.lex.Match(s.words, k) {
			id := graph.EntityID(e.ID)
			if e.Type == lexicon.TypePlace {
				id = graph.EntityID(e.ActsFor)
			} else if e.Type != lexicon.TypeCapital && e.Type != lexicon.TypeName {
				continue
			}
			next := k + e.Len
			before := s.lower(k-1) == "of" && papers[s.lower(k-2)] || stations[s.lower(k-1)] && k > 0
			if id.Kind() == graph.KindState && !e.Loose && (before || capitalised(s.at(next)) && papers[s.lower(next)]) {
				return id
			}
		}
	}
	return ""
}

// readEverywhere are agencies, papers and stations for readers in all states.
var readEverywhere = set("Reuters", "Associated Press", "Agence France-Presse", "BBC", "CNN", "Al Jazeera", "Al Arabiya", "Bloomberg", "Financial Times", "Deutsche Welle", "Voice of America",
	"Radio Free Europe", "Wall Street Journal", "New York Times", "Xinhua", "TASS", "Interfax", "Russia Today", "Sputnik", "China Global Television Network", "Asharq Al-Awsat", "Politico", "Press TV", "Telesur")

// spoken are nouns for what is said to those who are there.
var spoken = set("speech", "address", "remarks", "toast", "lecture", "statement", "keynote", "greetings", "welcome")

// oral reports a document that its title or its first lines call a speech.
func (r *reader) oral() bool {
	said := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return spoken[strings.ToLower(strings.Trim(w, ":,."))] })
	}
	if said(strings.Fields(r.doc.Title)) {
		return true
	}
	for i := range min(r.doc.Len(), 4) {
		if s := newSentence(i, r.doc); s.words[len(s.words)-1] != "." && said(s.words) {
			return true
		}
	}
	return false
}

// addressed returns the state that "your" at word k means, or "you" where it takes part in
// what is told: the one to which the document's speaker speaks; nil for none.
func (r *reader) addressed(s *sentence, k int) *Mention {
	v := &r.doc.voice
	t := r.doc.Turn(s.index)
	if !v.Addressed || t == nil || t.Asks || s.inQuotes(k) {
		return nil
	}
	if s.lower(k) == "you" {
		w := s.tree.Words[k]
		if v.Asked || w.Head < 0 || !v.Direct && hearing[s.tree.Words[w.Head].Lemma] {
			return nil
		}
	}
	return r.audienceItself()
}

// audienceItself is the state to which the document's speaker speaks.
func (r *reader) audienceItself() *Mention {
	id := r.doc.voice.Audience
	return &Mention{Entity: id, Kind: id.Kind(), Name: r.lex.Name(string(id)), Form: FormPronoun}
}

// thisCountry returns the state that "this country" means in somebody's words: to which he is
// sent as envoy, else his own; "" where that is not known.
func (r *reader) thisCountry(s *sentence, k int) graph.EntityID {
	own := r.speakersOwn(s, k)
	if own == "" || !envoys[r.doc.Turn(s.index).Speaker.Office] {
		return own
	}
	return r.across(r.side(r.doc.Turn(s.index).Speaker))
}

// envoys are offices whose holders live in the state to which they are sent.
var envoys = set("ambassador", "high commissioner", "consul general", "consul-general", "consul", "charge d'affaires", "chargé d'affaires", "envoy")

// concerns reports a sentence in somebody's turn that was not parsed since it names nobody, and
// yet concerns his side and another: the one to whom he speaks, with whom he signed or who did
// what it points to. "You sent us pumps", "We signed a memorandum", "We regret this decision".
func (r *reader) concerns(s *sentence) bool {
	return !r.doc.Parsed(s.index) && r.concerning(s)
}

// concerning reports a sentence of a speaker for a side that speaks of it and of another by
// words that are no names.
func (r *reader) concerning(s *sentence) bool {
	t := r.doc.Turn(s.index)
	if t == nil || t.Asks || t.Speaker == nil || r.side(t.Speaker) == nil {
		return false
	}
	own, other := false, false
	for k := range s.words {
		switch w := s.lower(k); w {
		case "we", "us", "our", "i", "my":
			own = true
		case "thank":
			own = own || r.doc.voice.Direct && s.lower(k+1) == "you"
		case "you", "your":
			other = other || r.doc.voice.Addressed
		case "signed", "agreed", "decided", "discussed", "concluded", "this", "that", "these", "them", "it":
			other = true
		}
	}
	return own && other
}

// hearing are verbs of what a speaker does to those who hear him, and no state to another.
var hearing = set("ask", "invite", "let", "join", "beg", "wish", "assure", "tell", "remind", "thank", "know", "see", "hear", "say", "think", "believe", "remember", "forgive", "understand", "imagine", "bear", "read", "look")

// counterpartOf returns the state of the counterpart at word k, of whose phrase [lo, k) tells
// whose he is: the one to which the speaker speaks, or the other of the document's two; ""
// where that is not known.
func (r *reader) counterpartOf(s *sentence, lo, k int) graph.EntityID {
	for j := max(0, lo); j < k; j++ {
		switch s.lower(j) {
		case "my", "our":
			if m := r.self(s, j); m != nil {
				return r.across(r.side(m))
			}
		case "his", "her", "their", "its":
			ids, _ := r.doersIn(s, s.clauseOf(k))
			if len(ids) == 1 {
				return r.otherThan(graph.EntityID(ids[0]))
			}
		}
	}
	return ""
}

// across returns the state on the other side of the one that a speaker speaks for.
func (r *reader) across(own *Mention) graph.EntityID {
	v := &r.doc.voice
	switch {
	case own == nil:
		return ""
	case own.Entity == v.Side && v.Audience != "":
		return v.Audience
	}
	return r.otherThan(own.Entity)
}

// hosted gives an official of whom the speaker tells, that he met him, and not whose he is,
// the state to which he speaks: "I met Trade Minister X".
func (r *reader) hosted(s *sentence, first int) {
	t := r.doc.Turn(s.index)
	if t == nil || t.Asks || t.Speaker == nil {
		return
	}
	id := r.across(r.side(t.Speaker))
	if id == "" {
		return
	}
	for i := first; i < len(r.mentions); i++ {
		m := &r.mentions[i]
		if m.Kind != graph.KindPerson || m.Form != FormName || m.ActsFor != "" || m.Role != "GOV" || m.Office == "" || m.Modifier || m.Entity == t.Speaker.Entity || !r.metBySpeaker(s, m.Head) {
			continue
		}
		m.ActsFor = id
		r.offices[m.Entity] = &office{id, m.Office, m.Role}
	}
}

// metBySpeaker reports a word that is object of what "I" or "we" do with somebody: meet him,
// hold talks with him, hand him a letter.
func (r *reader) metBySpeaker(s *sentence, k int) bool {
	for n := 0; n < 6 && k >= 0; n++ {
		w := s.tree.Words[k]
		if w.Head < 0 {
			return false
		}
		if s.upos(w.Head) == "VERB" && base(w.Rel) != "nsubj" {
			c := childWith(s.tree, w.Head, "nsubj")
			return c >= 0 && (s.lower(c) == "i" || s.lower(c) == "we")
		}
		k = w.Head
	}
	return false
}

// bareOffice returns whose office a speaker means who calls it by its bare name: that of his
// own state, but of the other's where he met one of his own rank or goes there to meet it;
// "the Secretary-General" is that of the United Nations.
func (r *reader) bareOffice(s *sentence, k int, o lexicon.Office) graph.EntityID {
	own := r.speakersOwn(s, k)
	switch {
	case own == "":
		return ""
	case r.addressees(o):
		return r.doc.voice.Audience
	case strings.HasPrefix(o.Phrase, "secretary-general"), o.Phrase == "secretary general":
		return "organization:united-nations"
	}
	if id := r.sameOffice(s, k, o); id != "" {
		return id
	}
	if w := s.lower(k - 2); w == "with" || w == "to" {
		var there graph.EntityID
		for i := r.from(s.index); i < len(r.mentions) && r.mentions[i].NameStart < s.Tokens[k].Start; i++ {
			if id := r.stateNamed(&r.mentions[i]); id != "" && id != own && r.mentions[i].Kind != graph.KindPerson {
				there = id
			}
		}
		return cmp.Or(there, own)
	}
	return own
}

// addressees reports the office or body to which the document is written and which is not also
// that of who writes it: "the Ministry", of a note of an embassy.
func (r *reader) addressees(o lexicon.Office) bool {
	t := &r.doc.turns[0]
	is := func(m *Mention) bool {
		return m != nil && m.Office != "" && (strings.HasPrefix(m.Office, o.Phrase) || strings.HasSuffix(m.Office, o.Phrase))
	}
	return r.doc.voice.Direct && is(r.addressee) && !is(t.Speaker)
}

// sameOffice returns the state of another person of whom the text told last by the office that
// the speaker himself holds and names at word k: "the Minister", who is not he; "" for none.
func (r *reader) sameOffice(s *sentence, k int, o lexicon.Office) graph.EntityID {
	t := r.doc.Turn(s.index)
	if t == nil || t.Speaker == nil || !strings.HasSuffix(t.Speaker.Office, o.Phrase) && !strings.HasPrefix(t.Speaker.Office, o.Phrase) {
		return ""
	}
	var found graph.EntityID
	r.before(s.Tokens[k].Start, 12, s.index, func(m *Mention) bool {
		if m.Kind == graph.KindPerson && m.ActsFor.Kind() == graph.KindState && m.Entity != t.Speaker.Entity && (strings.HasSuffix(m.Office, o.Phrase) || strings.HasPrefix(m.Office, o.Phrase)) {
			found = m.ActsFor
		}
		return found == ""
	})
	return found
}
