package mention

import (
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// namesThing decides whether modifiers and a following head make a name: the
// head is capitalised, or the modifiers join states by dashes, count (an
// ordinal before a quoted or capitalised name), or quote.
func (r *reader) namesThing(s *sentence, lo, end int, quoted bool, h lexicon.Head) bool {
	if h.Kind == "Organization" && !capitalised(s.words[end]) || s.lower(end-1) == "and" {
		return false
	}
	if capitalised(s.words[end]) && h.Named {
		return true
	}
	joined, caps := false, 0
	for k := lo; k < end; k++ {
		if isDash(s.words[k]) || s.words[k] == "+" {
			joined = true
		}
		if capitalised(s.words[k]) {
			caps++
		}
	}
	if caps == 0 && !quoted {
		return false
	}
	switch graph.EntityKind(h.Kind) {
	case graph.KindMeeting:
		return joined || quoted || h.Named && r.isPlace(s, lo, end)
	case graph.KindProject:
		return joined || quoted && !h.Loose || h.Named && !h.Loose && r.ownName(s, lo, end)
	case graph.KindAgreement:
		return joined || quoted && !h.Loose || h.Named && !h.Loose && r.isPlace(s, lo, end)
	case graph.KindInitiative:
		return quoted || joined || caps >= 2 && s.runs(h.Phrase) && r.ownName(s, lo, end)
	}
	return false
}

// runs reports whether the head noun of an initiative makes a name of the
// capitals before it even in small letters: "the Global Gateway strategy".
func (s *sentence) runs(head string) bool {
	switch head {
	case "initiative", "strategy", "programme", "program", "scheme", "campaign":
		return true
	}
	return false
}

// ownName reports whether the words have something of their own to tell: a
// place, an acronym, or a capitalised word that names no state or body.
func (r *reader) ownName(s *sentence, lo, end int) bool {
	for k := lo; k < end; {
		es := r.lex.Match(s.words, k)
		if len(es) == 0 {
			if capitalised(s.words[k]) && s.upos(k) != "DET" && (k > 0 || s.upos(k) == "PROPN") {
				return true
			}
			k++
			continue
		}
		switch es[0].Type {
		case lexicon.TypeCapital, lexicon.TypePlace, lexicon.TypeSurname:
			return true
		case lexicon.TypeGroup:
			return k+es[0].Len == end
		}
		k += es[0].Len
	}
	return false
}

// dashed reports whether dashes join the words.
func (s *sentence) dashed(lo, hi int) bool {
	for k := lo + 1; k < hi-1; k++ {
		if isDash(s.words[k]) {
			return true
		}
	}
	return false
}

// isPlace reports whether the words are one known place or capital.
func (r *reader) isPlace(s *sentence, lo, end int) bool {
	if ordinal(s.words[lo]) {
		lo++
	}
	es := r.lex.Match(s.words, lo)
	return len(es) > 0 && lo+es[0].Len == end && slices.ContainsFunc(es, func(e lexicon.Entry) bool {
		return e.Type == lexicon.TypeCapital || e.Type == lexicon.TypePlace
	})
}

// nestedStates records the states that a name holds, as modifiers.
func (r *reader) nestedStates(s *sentence, lo, hi int) {
	for i := lo; i < hi; {
		es := r.lex.Match(s.words, i)
		if len(es) == 0 || i+es[0].Len > hi {
			i++
			continue
		}
		for _, e := range es {
			kind := graph.EntityKind(e.Kind)
			if rs := r.lex.Readings(join(s, i, i+e.Len)); len(rs) > 0 && r.reading(s, i, rs) != e.ID {
				continue // the senate of the other Georgia
			}
			if (kind == graph.KindState || kind == graph.KindGroup || kind == graph.KindOrganization) && e.Type != lexicon.TypeCapital && e.Type != lexicon.TypeSeat && !e.Loose &&
				(kind != graph.KindOrganization || e.Len > 1 || allCaps(s.words[i])) {
				m := r.add(s, i, i+e.Len, Mention{Entity: graph.EntityID(e.ID), Kind: kind, Name: r.nameOf(e), Form: FormName, Modifier: true})
				if kind == graph.KindOrganization {
					m.ActsFor, m.Role = graph.EntityID(e.ActsFor), e.Role
				}
				m.Lo, m.Hi, m.Start, m.End = i, i+e.Len, m.NameStart, m.NameEnd
				for k := i; k < i+e.Len; k++ {
					s.taken[k] = false
				}
				break
			}
		}
		if es[0].Type == lexicon.TypeOrg {
			i++ // a body's name can hold another's
			continue
		}
		i += es[0].Len
	}
}

// tidyName takes the quotes out of a name and closes what they leave open.
func tidyName(name string) string {
	name = strings.Map(func(c rune) rune {
		switch c {
		case '“', '”', '"', '«', '»', '„':
			return -1
		}
		return c
	}, name)
	return strings.Join(strings.Fields(name), " ")
}

// remember lets the name be found again in the document.
func (r *reader) remember(name string, m Mention) {
	key := graph.Fold(name)
	if _, ok := r.names[key]; !ok {
		r.names[key] = &m
	}
	if m.Kind != graph.KindInitiative {
		return
	}
	// An initiative is also called without its head: "Belt and Road projects".
	if at := strings.LastIndexByte(key, ' '); at > 0 && strings.Contains(key[:at], " ") {
		if _, ok := r.names[key[:at]]; !ok {
			r.names[key[:at]] = &m
		}
	}
}
