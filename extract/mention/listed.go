package mention

import (
	"slices"

	"entente/graph"
)

// namedBehind is the set of those whom a list right behind the noun names, all or some of
// them: "three countries: Moldova, Armenia and Georgia", "seven states, among them Iran".
func (r *reader) namedBehind(q *asked) (Mention, bool) {
	at, some := q.s.opensNames(q.noun + 1)
	if at == 0 {
		return Mention{}, false
	}
	var ids, names []string
	for k := at; k < len(q.s.words); k++ {
		if m := r.stateAt(q.s, k); m != nil {
			ids, names = r.addParty(ids, names, m)
			k += q.s.wordAt(m.NameEnd) - k - 1
		} else if !betweenNames[q.s.lower(k)] {
			break
		}
	}
	if len(ids) == 0 || !some && len(ids) != q.count {
		return Mention{}, false
	}
	return r.set(ids, names), true
}

// betweenNames are the words that may stand between the names of a list.
var betweenNames = set(",", "and", "or", "the", "as", "well", "–", "—", "also", "lately", "recently", "most", "finally")

// opensNames returns where a list of names begins that word k opens, 0 for none; some says
// that it names only some of them.
func (s *sentence) opensNames(k int) (at int, some bool) {
	switch w := s.lower(k); w {
	case ":", "(", "–", "—":
		at = k + 1
	case ",":
		at, some = s.exampleAt(k + 1)
		if at == 0 && s.lower(k+1) == "namely" {
			at = k + 2
		}
		return at, some
	default:
		return s.exampleAt(k)
	}
	if n, _ := s.exampleAt(at); n > 0 {
		return n, true
	}
	return at, false
}

// exampleAt returns where the names begin behind "including", "among them" or "such as".
func (s *sentence) exampleAt(k int) (at int, some bool) {
	switch s.lower(k) {
	case "including":
		return k + 1, true
	case "among":
		if s.lower(k+1) == "them" {
			return k + 2, true
		}
	case "such":
		if s.lower(k+1) == "as" {
			return k + 2, true
		}
	}
	return 0, false
}

// stateAt is the state named at word k, nil for none.
func (r *reader) stateAt(s *sentence, k int) *Mention {
	for i := r.from(s.index); i < len(r.mentions) && r.mentions[i].Sentence == s.index; i++ {
		if m := &r.mentions[i]; m.Kind == graph.KindState && m.Form == FormName && m.NameStart == s.Tokens[k].Start {
			return m
		}
	}
	return nil
}

// following resolves "the following" above a list to those whom the items of the list open
// with: "thanked the following for their help:".
func (r *reader) following(s *sentence) {
	last := len(s.words) - 1
	k := slices.Index(s.words, "following")
	if k < 1 || s.words[last] != ":" || s.lower(k-1) != "the" || !s.free(k, k+1) {
		return
	}
	hi := k + 1
	if sides[s.lower(hi)] {
		hi++
	} else if s.upos(hi) == "NOUN" || s.upos(hi) == "ADJ" {
		return
	}
	ids, names := r.itemsBelow(s.index)
	if len(ids) > 0 {
		r.addReference(s, k, hi, r.set(ids, names))
	}
}

// itemsBelow are the states with whose names the items of the list below a sentence open.
func (r *reader) itemsBelow(sentence int) (ids, names []string) {
	for i := sentence + 1; i < min(r.doc.Len(), sentence+longestOpening); i++ {
		item := r.doc.Sentence(i)
		n, mark := marked(item.Tokens)
		if mark == 0 {
			break
		}
		if item.Tokens[n].Text == "the" || item.Tokens[n].Text == "The" {
			n++
		}
		for _, m := range r.doc.records.of(i, item.Start) {
			if m.Kind == graph.KindState && m.Form == FormName && n < len(item.Tokens) && m.NameStart == item.Tokens[n].Start {
				ids, names = r.addParty(ids, names, &m)
				break
			}
		}
	}
	return ids, names
}
