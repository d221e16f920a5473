package claim

import (
	"slices"
	"strings"

	"entente/extract/mention"
	"entente/extract/parse"
	"entente/graph"
)

// calledOff reports a line on what did not take place: "Visit of the minister cancelled".
func (s *sentence) calledOff() bool {
	for i := range s.Words {
		switch strings.ToLower(s.Words[i].Text) {
		case "cancelled", "canceled", "postponed", "cancellation", "postponement", "called-off", "aborted":
			return true
		}
	}
	return false
}

// yearAhead reports a line that is a year and the name of an agreement: "1966 Agreement on
// Volunteers".
func (s *sentence) yearAhead(m *mention.Mention) bool {
	first := s.Words[0].Text
	if len(first) != 4 || first < "1700" || first > "2100" || strings.Trim(first, "0123456789") != "" || len(s.Words) < 3 {
		return false
	}
	return s.Words[1].Start >= m.Start || s.Words[2].Start >= m.Start
}

// contractual are the nouns with which a line opens that tells of what two bodies agreed.
var contractual = set([]string{"mou", "mous", "contract", "letter", "memorandum", "agreement", "protocol", "arrangement", "accord", "deal", "understanding", "treaty"})

// entryBetween reads a line of a list on what bodies agreed that it names behind "between":
// "• MoU between Alpha Corp and Beta Bank on ports".
func (r *reader) entryBetween(s *sentence) {
	if !item(r.doc.Line(s.index)) || slices.ContainsFunc(s.Words, func(w parse.Word) bool { return unsigned[strings.ToLower(w.Text)] }) {
		return
	}
	at := slices.IndexFunc(s.Words[:min(len(s.Words), 8)], func(w parse.Word) bool { return contractual[strings.ToLower(w.Text)] })
	if at < 0 {
		return
	}
	bodies := r.bodiesIn(s.index, nil)
	if len(bodies) < 2 {
		return
	}
	e := event{word: at, kind: graph.Signed, rule: "entry/between", object: -1, ctx: context{modality: graph.Actual, polarity: graph.Affirmed, speaker: -1}}
	if m := r.agreementAt(s, at); m != nil && m.Entity != "" && m.Form == mention.FormName {
		r.signedIn(s.index, &e, m, bodies)
		return
	}
	e.kind = graph.Agree
	r.eachOther(s, &e, bodies)
}
