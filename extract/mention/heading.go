package mention

import (
	"cmp"
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// papersOwn are nouns, besides those for speeches, for what somebody issues in his own name;
// lettersOwn are those of them, and of those, that are written to somebody.
var (
	papersOwn = set("letters", "note", "telegram", "cable", "communication", "explanation", "position", "paper", "non-paper", "communiqué", "communique", "release", "reply", "answer",
		"response", "declaration", "objection", "reservation", "submission", "contribution", "comments", "observations", "views", "notice", "announcement", "appeal")
	lettersOwn = set("letter", "letters", "note", "telegram", "cable", "message", "communication", "appeal")
)

// entitled reads a heading that says who makes the text, and where it is a letter to whom: "Letter
// dated ... from the Permanent Representative of X addressed to Y", "Statement by the delegation
// of X", "Press communiqué of the Department of Foreign Affairs of X".
func (r *reader) entitled(head []*sentence) issuer {
	for _, s := range head {
		p := s.ownPaper()
		q := s.whose(p)
		if q < 0 {
			continue
		}
		end := len(s.words)
		t := s.addressedTo(q)
		if t > 0 {
			end = t
		}
		by := cmp.Or(r.partyAt(s, q+1, end), r.ofHost(s, q+1, head))
		if by == nil || r.joined(s, by, end) || s.lower(q) == "of" && by.Office == "" && r.firstPerson == 0 {
			continue
		}
		return issuer{by: by, to: r.addresseeOf(s, p, q), first: s.index + 1, direct: lettersOwn[s.lower(p)]}
	}
	return issuer{}
}

// addresseeOf returns to whom a heading says that the paper at word p goes, which is somebody's by
// word q: of a letter anybody, of a speech only a state, whose parliament hears it; nil for none.
func (r *reader) addresseeOf(s *sentence, p, q int) *Mention {
	t := s.addressedTo(q)
	if t == 0 {
		return nil
	}
	to := r.partyAt(s, t+1, len(s.words))
	if to == nil || !lettersOwn[s.lower(p)] && (r.side(to) == nil || r.side(to).Kind != graph.KindState) {
		return nil
	}
	return to
}

// readAddressee finds to whom a speech is given whose speaker is known, by the heading over it.
func (r *reader) readAddressee() {
	head := r.heads()
	for _, s := range head {
		if p := s.ownPaper(); p >= 0 && r.addressee == nil {
			r.addressee = r.addresseeOf(s, p, max(s.whose(p), p))
			r.direct = r.direct || r.addressee != nil && lettersOwn[s.lower(p)]
		}
	}
	r.direct = r.direct || r.salutes(head)
}

// ownPaper returns the noun near the beginning of a heading that says what the text is, -1 for
// none and for a sentence.
func (s *sentence) ownPaper() int {
	if s.words[len(s.words)-1] == "." || len(s.words) > 45 || len(s.words) < 3 {
		return -1
	}
	p := -1
	for k := range s.words {
		switch w := s.lower(k); {
		case w == "joint" || w == "between":
			return -1
		case p < 0 && k < 4 && (speeches[w] || papersOwn[w]):
			p = k
		case s.upos(k) == "AUX", s.upos(k) == "VERB" && (s.tree.Words[k].XPOS == "VBZ" || s.tree.Words[k].XPOS == "VBP"):
			return -1
		}
	}
	return p
}

// whose returns the word behind which a heading says whose the paper at word p is, -1 for none.
func (s *sentence) whose(p int) int {
	if p < 0 {
		return -1
	}
	for k := p + 1; k < len(s.words); k++ {
		if w := s.lower(k); w == "by" || w == "from" {
			return k
		}
	}
	if s.lower(p+1) == "of" {
		return p + 1
	}
	return -1
}

// addressedTo returns the "to" behind which a heading says to whom a paper goes that is somebody's
// by word q, 0 for none: the one behind "addressed", else the last where no envoy is named.
func (s *sentence) addressedTo(q int) int {
	last, sent := 0, false
	for k := q + 1; k < len(s.words); k++ {
		w := s.lower(k)
		if w == "to" && s.lower(k-1) == "addressed" {
			return k
		}
		if w == "to" {
			last = k
		}
		sent = sent || posted[w]
	}
	if sent {
		return 0
	}
	return last
}

// posted are words for who and what is sent to others, behind which "to" tells where.
var posted = set("representative", "ambassador", "envoy", "mission", "commissioner", "delegate", "d'affaires", "observer")

// joined reports a second party behind the first that makes a paper with it.
func (r *reader) joined(s *sentence, by *Mention, end int) bool {
	k := s.wordAt(by.End)
	if w := s.lower(k); w != "and" && w != "," {
		return false
	}
	second := r.partyAt(s, k+1, min(end, k+6))
	if second == nil {
		return false
	}
	a, b := r.side(by), r.side(second)
	return a != nil && b != nil && a.Entity != b.Entity
}

// readSections makes turns of the sections of a document that gives what several states have
// declared, each under a line with a state's name. It reports whether there are any.
func (r *reader) readSections(head []*sentence) bool {
	if !slices.ContainsFunc(head, func(s *sentence) bool {
		return s.words[len(s.words)-1] != "." && slices.ContainsFunc(s.words, func(w string) bool { return sectioned[strings.ToLower(w)] })
	}) {
		return false
	}
	for i := range r.doc.Len() {
		if start, end := r.doc.Span(i); end-start > longestName {
			continue
		}
		s := newSentence(i, r.doc)
		for _, m := range r.doc.records.of(i, s.Start) {
			if n := len(r.doc.turns); m.Kind == graph.KindState && m.Form == FormName && m.NameStart == s.Start && s.wordAt(m.NameEnd) == len(s.words) && i+1 < r.doc.Len() {
				if n > 0 {
					r.doc.turns[n-1].Next = i
				}
				r.doc.turns = append(r.doc.turns, Turn{First: i + 1, Next: r.doc.Len(), Start: m.Start, End: m.End,
					Speaker: r.spokenBy(s, 0, len(s.words), m.Entity, lexicon.Office{Code: "GOV"})})
			}
		}
	}
	if len(r.doc.turns) < 2 {
		r.doc.turns = nil
	}
	return len(r.doc.turns) > 0
}

// longestName is how many runes the name of a state has at most.
const longestName = 60

// sectioned are words for what several states declare, each in a section of its own.
var sectioned = set("declarations", "reservations", "objections", "communications", "statements", "replies", "comments", "positions", "explanations")
