package claim

import (
	"cmp"
	"slices"
	"strings"

	"entente/extract/mention"
	"entente/extract/segment"
	"entente/graph"
)

// preambleLimit is how far into a document the parties of a treaty are looked
// for, in sentences.
const preambleLimit = 60

// readTreaty writes who signed where the document is the text of a treaty
// itself: SIGNED from each party that its preamble or title names, with the
// date of signature, and the agreement of each pair that follows from it.
func (r *reader) readTreaty() {
	if !r.isTreaty() {
		return
	}
	parties, sentence := r.treatyParties()
	if len(parties) < 2 {
		return
	}
	when := r.signatureDate()
	agreement := r.treatyItself(parties, when, sentence)
	r.conclude(parties, agreement, when, sentence, "treaty/parties", 0.9, 0.85)
}

// conclude writes that parties signed an agreement, and that each pair of them
// agrees, each with its confidence.
func (r *reader) conclude(parties []party, agreement graph.Actor, when graph.Date, sentence int, rule string, signed, agreed float64) {
	for _, p := range parties {
		r.add(graph.Claim{From: p.Actor, Kind: graph.Signed, To: &agreement, Polarity: graph.Affirmed, Modality: graph.Actual,
			When: when, Evidence: r.evidence(sentence), Confidence: signed, Rule: rule})
	}
	for i, p := range parties {
		for _, q := range parties[i+1:] {
			to := q.Actor
			r.add(graph.Claim{From: p.Actor, Kind: graph.Agree, To: &to, Polarity: graph.Affirmed, Modality: graph.Actual, When: when,
				Attributes: graph.Attributes{"mutual": true}, Via: &graph.Via{Agreement: agreement.ID},
				Evidence: r.evidence(sentence), Confidence: agreed, Rule: rule})
		}
	}
}

// sentenceText is the text of a sentence, on one line, in lower case.
func (r *reader) sentenceText(i int) string {
	start, end := r.doc.Span(i)
	t, _ := r.doc.Text.Slice(start, end)
	return strings.Join(strings.Fields(strings.ToLower(t)), " ")
}

// isTreaty reports whether the document is a treaty's own text: it calls its
// parties so, and has articles or the formula of agreement.
func (r *reader) isTreaty() bool {
	articles, parties, called, formula, preamble := 0, 0, false, false, false
	for i := range min(r.doc.Len(), 400) {
		t := r.sentenceText(i)
		if numbered(t) {
			articles++
		}
		if strings.Contains(t, "the parties") {
			parties++
		}
		early := i < preambleLimit
		preamble = preamble || early && strings.HasPrefix(t, "preamble")
		called = called || strings.Contains(t, "contracting part") || early && definesParties(t) >= 0
		formula = formula || agreeing(t) || strings.Contains(t, "have agreed") && early && called
	}
	switch {
	case formula:
		return articles > 0 || called || r.preambleTitle() || r.note()
	case articles > 1:
		return called || parties > 2 || articles > 2 && r.preambleTitle()
	}
	return preamble && r.preambleTitle()
}

// formulas are the words by which the parties of a text bind themselves.
var formulas = []string{"agreed as follows", "agree as follows", "agreed on the following", "agree on the following", "agreed to the following", "in witness whereof",
	"following understanding", "following arrangement", "agreed upon the following", "following provisions", "have agreed on this", "therefore, agree", "therefore agree", "shall constitute an agreement", "constitute an agreement between", "is agreed as follows", "is hereby agreed"}

// agreeing reports a sentence in small letters with the formula of agreement.
func agreeing(t string) bool {
	return slices.ContainsFunc(formulas, func(f string) bool { return strings.Contains(t, f) })
}

// note reports an exchange of notes or letters: one side proposes to the other what
// is to be an agreement between them.
func (r *reader) note() bool {
	for i := range min(r.doc.Len(), preambleLimit) {
		t := r.sentenceText(i)
		if strings.Contains(t, "have the honour to") || strings.Contains(t, "have the honor to") || strings.Contains(t, "has the honour to") || strings.Contains(t, "has the honor to") {
			return true
		}
	}
	return false
}

// numbered reports the heading of an article: "Article 1", "ARTICLE I Scope".
func numbered(t string) bool {
	for _, word := range []string{"article ", "art. "} {
		if rest, ok := strings.CutPrefix(t, word); ok && rest != "" && (strings.ContainsRune("0123456789ivx", rune(rest[0])) || len(rest) > 1 && (rest[1] == '-' || rest[1] == '.')) {
			return true
		}
	}
	return false
}

// papersOf are what the titles of agreements call them.
var papersOf = []string{"agreement", "treaty", "convention", "memorandum", "protocol", "arrangement"}

// preambleTitle reports that an early line reads "... agreement between ...".
func (r *reader) preambleTitle() bool {
	for i := range min(r.doc.Len(), 12) {
		if t := r.sentenceText(i); strings.Contains(t, "between") && slices.ContainsFunc(papersOf, func(p string) bool { return strings.Contains(t, p) }) {
			return true
		}
	}
	return false
}

// everyState returns each mention of a state in a sentence that stands for
// itself and opens no longer name ("Uruguay Round").
func (r *reader) everyState(sentence int) []party {
	var out []party
	s := r.doc.Sentence(sentence)
	for _, m := range r.doc.In(sentence) {
		if !r.canSign(m) || m.Form == mention.FormPronoun || m.Form == mention.FormDescription {
			continue
		}
		i := slices.IndexFunc(s.Tokens, func(t segment.Token) bool { return t.Start >= m.NameEnd })
		if i >= 0 && s.Tokens[i].Text == "Round" {
			continue
		}
		p := r.party(m)
		p.Role = nil
		out = append(out, p)
	}
	return out
}

// treatyItself is the agreement that the document is: what its title or first
// lines name, else one made of its parties and date.
func (r *reader) treatyItself(parties []party, when graph.Date, sentence int) graph.Actor {
	for i := range min(sentence, 3) + 1 {
		for _, m := range r.doc.In(i) {
			if m.Kind == graph.KindAgreement && m.Entity != "" {
				return r.party(m).Actor
			}
		}
	}
	var codes []string
	for _, p := range parties {
		codes = append(codes, p.Name)
	}
	slices.Sort(codes)
	name := cmp.Or(r.doc.Title, "Agreement between "+strings.Join(codes, " and ")+" "+string(when))
	start, _ := r.doc.Span(sentence)
	return graph.Actor{ID: graph.NewEntityID(graph.KindAgreement, strings.TrimSpace(name)), Kind: graph.KindAgreement,
		Name: strings.TrimSpace(name), Start: start, End: start}
}
