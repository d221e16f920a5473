package mention

import (
	"strings"

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

// helps reports a name that only says who helps, made or holds what the phrase
// means: "the UN-backed government", "a Saudi-born preacher".
func (r *reader) helps(s *sentence, m *Mention) bool {
	k := s.wordAt(m.NameEnd)
	return k+1 < len(s.words) && isDash(s.words[k]) && tight(s, k) && Helped(s.words[k+1])
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
