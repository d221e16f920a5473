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
	for _, p := range parties {
		r.add(graph.Claim{From: p.Actor, Kind: graph.Signed, To: &agreement, Polarity: graph.Affirmed, Modality: graph.Actual,
			When: when, Evidence: r.evidence(sentence), Confidence: 0.9, Rule: "treaty/parties"})
	}
	for i, p := range parties {
		for _, q := range parties[i+1:] {
			to := q.Actor
			r.add(graph.Claim{From: p.Actor, Kind: graph.Agree, To: &to, Polarity: graph.Affirmed, Modality: graph.Actual, When: when,
				Attributes: graph.Attributes{"mutual": true}, Via: &graph.Via{Agreement: agreement.ID},
				Evidence: r.evidence(sentence), Confidence: 0.85, Rule: "treaty/parties"})
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
		formula = formula || strings.Contains(t, "agreed as follows") || strings.Contains(t, "agree as follows") ||
			strings.Contains(t, "have agreed") && early && called || strings.Contains(t, "in witness whereof")
	}
	switch {
	case formula:
		return articles > 0 || called
	case articles > 1:
		return called || parties > 2 || articles > 2 && r.preambleTitle()
	}
	return preamble && r.preambleTitle()
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

// preambleTitle reports that an early line reads "... agreement between ...".
func (r *reader) preambleTitle() bool {
	for i := range min(r.doc.Len(), 12) {
		if t := r.sentenceText(i); strings.Contains(t, "between") && (strings.Contains(t, "agreement") || strings.Contains(t, "treaty") || strings.Contains(t, "convention")) {
			return true
		}
	}
	return false
}

// definesParties returns the byte at which a sentence says what it calls its
// parties, -1 if it does not.
func definesParties(t string) int {
	at := -1
	for _, mark := range []string{"hereinafter", "hereafter", "herein after", "here in after", "referred to", "as “the part", "as \"the part"} {
		if i := strings.Index(t, mark); i >= 0 && strings.Contains(t[i:], "part") && (at < 0 || i < at) {
			at = i
		}
	}
	return at
}

// treatyParties returns the parties and the sentence that names them: those
// before "hereinafter referred to as the Parties", else those of the title
// "between A and B", else those named before the text begins to deal with aims.
func (r *reader) treatyParties() ([]party, int) {
	n := min(r.doc.Len(), preambleLimit)
	for i := range n {
		if t := r.sentenceText(i); definesParties(t) >= 0 {
			if ps := r.statesIn(i, r.lastParty(i)); len(ps) > 1 {
				return ps, i
			}
			if i > 0 {
				if ps := append(r.statesIn(i-1, 1<<30), r.statesIn(i, r.lastParty(i))...); len(unique(ps)) > 1 {
					return unique(ps), i
				}
			}
		}
	}
	for i := range n {
		t := r.sentenceText(i)
		if at := strings.Index(t, "between"); at >= 0 && (i < 12 || strings.Contains(t, "agreement")) {
			if ps := r.statesIn(i, r.endOfTitle(i)); len(ps) > 1 {
				return ps, i
			}
		}
	}
	return r.opening()
}

func unique(ps []party) []party {
	var out []party
	for _, p := range ps {
		if !slices.ContainsFunc(out, func(q party) bool { return q.ID == p.ID }) {
			out = append(out, p)
		}
	}
	return out
}

// lastParty is the place up to which a sentence lists parties: the last mark
// of what they are called, or the first aim ("Recalling", "Desiring").
func (r *reader) lastParty(i int) int {
	s := r.doc.Sentence(i)
	end := s.End
	for k, t := range s.Tokens {
		w := strings.ToLower(t.Text)
		if k > 3 && (aims[w] || strings.HasPrefix(w, "hereinafter") && strings.Contains(r.sentenceText(i), "parties")) {
			if end = t.Start; aims[w] || r.partiesFollow(s.Tokens[k:min(k+9, len(s.Tokens))]) {
				break
			}
			end = s.End
		}
	}
	return end
}

func (r *reader) partiesFollow(tokens []segment.Token) bool {
	for _, t := range tokens {
		if strings.HasPrefix(strings.ToLower(t.Text), "part") {
			return true
		}
	}
	return false
}

// aims open the clauses of a preamble.
var aims = set([]string{"recalling", "desiring", "recognising", "recognizing", "reaffirming", "considering", "conscious", "bearing", "desirous",
	"wishing", "guided", "noting", "convinced", "determined", "inspired", "striving", "resolved", "building", "mindful", "aware", "expressing",
	"taking", "confirming", "referring", "emphasizing", "emphasising", "proceeding", "aspiring", "based", "believing", "having", "seeking", "keeping",
	"acknowledging", "reinforcing", "sharing", "willing", "intending", "declaring", "underlining", "aiming", "eager", "pursuant", "affirming", "committed"})

// endOfTitle is where the list of parties of a title ends: at "on", "for",
// "concerning", "establishing" behind the second party.
func (r *reader) endOfTitle(i int) int {
	s := r.doc.Sentence(i)
	seen := 0
	for _, t := range s.Tokens {
		switch w := strings.ToLower(t.Text); w {
		case "on", "for", "concerning", "establishing", "regarding", "relating", "in", "signed", "(":
			if seen > 1 {
				return t.Start
			}
		default:
			if aims[w] && seen > 1 {
				return t.Start
			}
		}
		for _, m := range r.doc.In(i) {
			if m.NameEnd == t.End && r.canSign(m) {
				seen++
			}
		}
	}
	return s.End
}

// canSign reports a mention of a state, or of an organisation of states, that
// stands for itself.
func (r *reader) canSign(m *mention.Mention) bool {
	return m.Kind == graph.KindState || m.Kind == graph.KindOrganization && m.Role != "" && m.Entity == "organization:european-union"
}

// statesIn returns the parties named in a sentence before a place of the text.
func (r *reader) statesIn(sentence, before int) []party {
	return unique(slices.DeleteFunc(r.everyState(sentence), func(p party) bool { return p.Start >= before }))
}

// opening returns the two states that the document names most, the earlier of
// equals first: a text that begins with its articles says nowhere who its
// parties are, but what holds in each of them.
func (r *reader) opening() ([]party, int) {
	count := make(map[graph.EntityID]int)
	var order []party
	at := 0
	for i := range min(r.doc.Len(), 400) {
		for _, p := range r.everyState(i) {
			if count[p.ID]++; count[p.ID] == 1 {
				order = append(order, p)
			}
		}
	}
	slices.SortStableFunc(order, func(a, b party) int { return count[b.ID] - count[a.ID] })
	if len(order) < 2 || len(order) > 2 && count[order[2].ID] == count[order[1].ID] {
		return nil, 0
	}
	for i := range r.doc.Len() {
		if start, end := r.doc.Span(i); start <= order[0].Start && order[0].Start < end {
			at = i
		}
	}
	return order[:2], at
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

// signatureDate is the date beside "done at", "signed" or "date of signing".
func (r *reader) signatureDate() graph.Date {
	for i := range r.doc.Len() {
		if !signs(r.sentenceText(i)) {
			continue
		}
		for _, t := range r.doc.Times(i) {
			if len(t.Date) >= 10 {
				return t.Date
			}
		}
	}
	return ""
}

// signs reports whether a sentence in small letters tells of the signature.
func signs(text string) bool {
	if len(text) > 1500 {
		return false
	}
	return slices.ContainsFunc([]string{"done at", "done in", "date of sign", "in witness whereof", "signed at", "signed in", "concluded at", "signed on"}, func(mark string) bool {
		return strings.HasPrefix(text, mark) || len(text) < 300 && strings.Contains(text, mark) && !strings.Contains(text, "recalling")
	})
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
