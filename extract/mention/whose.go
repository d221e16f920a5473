package mention

import (
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// homeOf returns for whom an organisation acts that is named in the sentence or in
// the lexicon, "" for none.
func (r *reader) homeOf(s *sentence, id graph.EntityID) graph.EntityID {
	for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Sentence == s.index; i-- {
		if m := &r.mentions[i]; m.Entity == id && m.ActsFor != "" {
			return m.ActsFor
		}
	}
	if o, ok := r.lex.Organization(string(id)); ok {
		return graph.EntityID(o.Home())
	}
	return ""
}

// seatedIn returns the state of the place behind "in" right after a noun that ends
// before word k, wherever the tree hangs it: "the government in Kabul"; "" for none.
func (r *reader) seatedIn(s *sentence, k int) graph.EntityID {
	if s.lower(k) != "in" {
		return ""
	}
	for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Sentence == s.index; i-- {
		m := &r.mentions[i]
		if s.wordAt(m.NameStart) != k+1 || m.Form != FormName {
			continue
		}
		switch {
		case s.benchAt(m, k):
			return ""
		case m.Kind == graph.KindPlace:
			return m.ActsFor
		case m.Kind == graph.KindState:
			return m.Entity
		}
	}
	return ""
}

// seated are bodies that are of the state in which they sit.
var seated = set("government", "court", "parliament", "police", "authorities", "authority", "regime", "junta", "presidency", "prosecutor", "administration", "legislature", "judiciary", "army", "military", "navy", "air force", "coastguard", "coast guard", "foreign ministry", "defence ministry", "interior ministry", "prime minister")

// leader returns who leads the force whose noun is word k, by an adjective before it:
// "Rwandan-led troops", "the Saudi-led military coalition"; "" for none.
func (r *reader) leader(s *sentence, k int) graph.EntityID {
	for j := k - 1; j > 1 && j >= k-4; j-- {
		switch w := s.lower(j); {
		case w == "led" || w == "commanded":
			if m := r.stateEnding(s, j-1); m != nil && isDash(s.words[j-1]) {
				return m.Entity
			}
			return ""
		case s.upos(j) != "ADJ" && s.upos(j) != "NOUN":
			return ""
		}
	}
	return ""
}

// helpers are who works for a person and so acts for whom he does.
var helpers = set("aide", "aides", "adviser", "advisers", "advisor", "advisors", "assistant", "secretary", "envoy", "spokesman", "spokeswoman", "representative", "deputy", "staff")

// headedBy reports a person right behind the government that ends before word end, which
// is the one that he heads: "the administration of President X".
func (s *sentence) headedBy(m *Mention, end int) bool {
	return ledBodies[s.lower(end-1)] && s.lower(end) == "of" && m.Start == s.Tokens[end+1].Start
}

// ledBodies are called by who leads them.
var ledBodies = set("government", "administration", "regime", "cabinet", "presidency", "junta", "coalition")

// stateless reports a body whose words say that it is not simply that of the state spoken
// of: a people without one before it ("the Kurdish forces"), a person whom it is of behind
// it ("the government of X").
func (r *reader) stateless(s *sentence, k, end int) bool {
	if k > 0 && capitalised(s.words[k-1]) && s.upos(k-1) == "ADJ" && !s.headline && !ruled(s.lower(end-1)) {
		return true
	}
	if s.lower(end) != "of" {
		return false
	}
	for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Sentence == s.index; i-- {
		if m := &r.mentions[i]; m.Kind == graph.KindPerson && end+1 < len(s.Tokens) && m.Start == s.Tokens[end+1].Start {
			return true
		}
	}
	return false
}

// besideOf returns the state of the body or force to which the one at word k, which no
// word of its own describes, is joined: "the Nigerian army and government", "Kenyan
// troops and police"; "" for none.
func (r *reader) besideOf(s *sentence, k int, o lexicon.Office) graph.EntityID {
	w := s.tree.Words[k]
	if o.Kind != "body" && o.Kind != "force" && !alike[o.Phrase] || !stately[o.Code] || base(w.Rel) != "conj" || w.Head < 0 || s.lower(k-1) != "and" {
		return ""
	}
	for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Sentence == s.index; i-- {
		if m := &r.mentions[i]; m.Head == w.Head && m.Form == FormRole && m.Kind == graph.KindState && stately[m.Role] && s.wordAt(m.NameEnd) <= k-1 {
			return m.Entity
		}
	}
	return ""
}

// stately are the sectors whose bodies are those of one state where two are joined.
var stately = map[string]bool{"GOV": true, "MIL": true, "COP": true, "JUD": true, "LEG": true, "SPY": true, "BUS": true, "JRN": true, "MED": true, "PTY": true}

// alike are people who stand for such a body.
var alike = set("official", "lawmaker", "politician", "soldier", "minister", "prosecutor", "judge", "company", "firm", "bank", "newspaper", "business")

// helps reports a name that only says who helps, made or holds what the phrase
// means: "the UN-backed government", "a Saudi-born preacher".
func (r *reader) helps(s *sentence, m *Mention) bool {
	if r.descent(s, m) {
		return true
	}
	k := s.wordAt(m.NameEnd)
	return k+1 < len(s.words) && isDash(s.words[k]) && tight(s, k) && Helped(s.words[k+1])
}

// descent reports a name that only says from whom people descend: "ethnic Albanian rebels".
func (r *reader) descent(s *sentence, m *Mention) bool {
	k := s.wordAt(m.NameStart)
	return s.lower(k-1) == "ethnic" || k > 1 && isDash(s.words[k-1]) && s.lower(k-2) == "ethnic"
}

// ethnic returns whom the people [lo, hi) of another state's descent are of: of the state
// in which they live, "ethnic Hungarians in Ukraine", else of none.
func (r *reader) ethnic(s *sentence, lo, hi int, m Mention) Mention {
	if id := r.livingIn(s, hi); id != "" {
		m.Entity, m.Name = id, r.lex.Name(string(id))
		return m
	}
	m.Name = "ethnic " + strings.ToLower(join(s, lo, hi))
	m.Entity, m.Kind = graph.NewEntityID(graph.KindActor, m.Name), graph.KindActor
	return m
}

// livingIn returns the state whose name stands behind "in" at word k, also that of a part
// of it: "in northern Kosovo"; "" for none.
func (r *reader) livingIn(s *sentence, k int) graph.EntityID {
	if s.lower(k) != "in" {
		return ""
	}
	for k++; k < len(s.words) && !capitalised(s.words[k]); k++ {
		if s.upos(k) != "ADJ" && s.lower(k) != "the" {
			return ""
		}
	}
	for _, e := range r.lex.Match(s.words, k) {
		switch e.Type {
		case lexicon.TypeName, lexicon.TypeCode, lexicon.TypeCapital:
			return graph.EntityID(e.ID)
		case lexicon.TypePlace:
			return graph.EntityID(e.State)
		}
	}
	return ""
}

// Helped reports a participle that says, behind a name and a hyphen, what the one
// named has done for somebody or is to him, whose he need not be.
func Helped(participle string) bool { return helped[strings.ToLower(participle)] }

// helped are participles behind a name and a hyphen that say what the one named
// has done for it.
var helped = set("backed", "supported", "funded", "financed", "sponsored", "armed", "trained", "equipped", "brokered", "mediated", "drafted", "proposed",
	"born", "made", "built", "occupied", "held", "recognised", "recognized", "controlled", "allied", "aligned", "linked", "friendly", "installed", "supplied", "donated", "designed", "imposed")

// whoseIs returns the state whose body word k is by a relative pronoun: "Oman, whose navy
// shelled the island"; "" for none.
func (r *reader) whoseIs(s *sentence, k int) graph.EntityID {
	if k == 0 || s.lower(k-1) != "whose" {
		return ""
	}
	for n := 0; k >= 0 && n < 20; n++ {
		w := s.tree.Words[k]
		if w.Rel == "acl:relcl" {
			return r.stateHeadedBy(s, w.Head)
		}
		k = w.Head
	}
	return ""
}

// quotedOwn returns the state of the person whose words in quotation marks speak of "the
// government" at word k: that of his own country; "" for none.
func (r *reader) quotedOwn(s *sentence, k int) graph.EntityID {
	if k == 0 || s.lower(k-1) != "the" || s.lower(k) != "government" || !s.inQuotes(k) {
		return ""
	}
	for n := 0; k >= 0 && n < 40; n++ {
		w := s.tree.Words[k]
		if w.Rel == "ccomp" && w.Head >= 0 {
			return r.stateHeadedBy(s, childWith(s.tree, w.Head, "nsubj"))
		}
		k = w.Head
	}
	return ""
}

// stateHeadedBy returns the state that the name with word k as its head is of, "" for none.
func (r *reader) stateHeadedBy(s *sentence, k int) graph.EntityID {
	for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Sentence == s.index; i-- {
		m := &r.mentions[i]
		if m.Head != k || m.Modifier {
			continue
		}
		if m.Entity.Kind() == graph.KindState {
			return m.Entity
		}
		if m.Kind == graph.KindPerson && m.ActsFor.Kind() == graph.KindState {
			return m.ActsFor
		}
	}
	return ""
}
