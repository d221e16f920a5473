package claim

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"entente/extract/mention"
	"entente/extract/parse"
	"entente/graph"
)

// papers that a sentence says were signed and then lists.
var listedPapers = set([]string{"document", "instrument", "agreement", "paper", "text", "accord", "treaty", "memorandum", "protocol", "act", "deal", "following", "contract"})

// signedByAll writes who signed what a sentence says was signed by nobody whom it names:
// those between whom the agreement is, else the two that the document is about. What
// stands in a list behind a colon was signed so too.
func (r *reader) signedByAll(s *sentence, i int, rs *roles, e event) bool {
	if s.lemma(i) == "initial" || !rs.passive || !rs.sourceless && len(rs.subj) > 0 {
		return false
	}
	tos := r.ofKind(s, rs.obj, []graph.EntityKind{graph.KindAgreement})
	if len(tos) == 0 && s.rel(i) == "acl" && s.head(i) >= 0 {
		if m := r.agreementAt(s, s.head(i)); m != nil {
			tos = []party{r.party(m)}
		}
	}
	if len(tos) == 0 && s.lists(rs.obj) != nil && slices.ContainsFunc(rs.obj, func(o int) bool { return listedPapers[s.lemma(o)] }) {
		tos = r.papersBehind(s, i)
		r.listBelow(s, &e, r.theTwo(s, i))
	}
	for _, t := range tos {
		if len(r.signed[t.ID]) == 0 {
			r.signedAmong(s, &e, t, r.signersOf(s, t, i))
		}
	}
	return len(tos) > 0
}

// signingBelow writes who signed what stands in the list below a line whose noun tells of the
// signing: "welcomed the signing of the following instruments:".
func (r *reader) signingBelow(s *sentence, w int, e *event) {
	if e.kind != graph.Signed || e.ctx.polarity == graph.Denied {
		return
	}
	of := s.attributes(w, "of")
	for _, k := range s.kids[w] {
		of = append(of, s.attributes(k, "of")...)
	}
	if len(of) == 0 || slices.ContainsFunc(of, func(o int) bool { return listedPapers[s.lemma(o)] }) {
		r.listBelow(s, e, r.theTwo(s, w))
	}
}

// headsList reports a sentence or a heading that says of a list below it that it was signed.
func (r *reader) headsList(i int) bool {
	if i+1 >= r.doc.Len() || !item(r.doc.Line(i+1)) {
		return false
	}
	t := r.doc.Line(i)
	return strings.HasSuffix(t, ":") && strings.Contains(t, "sign") || headsPapers(t)
}

// headsPapers reports a heading that calls what stands below it signed: "Documents signed",
// "A. Memoranda exchanged:".
func headsPapers(line string) bool {
	words := strings.Fields(strings.TrimRight(line, ": "))
	return len(words) < 8 && slices.ContainsFunc(words, func(w string) bool { return manyPapers[w] }) &&
		slices.ContainsFunc(words, func(w string) bool { return w == "signed" || w == "exchanged" || w == "concluded" || w == "initialled" })
}

// manyPapers are the plural nouns by which headings call what was signed.
var manyPapers = set([]string{"documents", "agreements", "memoranda", "memorandums", "mous", "instruments", "treaties", "accords", "contracts", "deals", "texts"})

// readList writes who signed what stands in the list below a heading.
func (r *reader) readList(s *sentence, first int) {
	if len(r.out) > first || !r.headsList(s.index) || !headsPapers(r.doc.Line(s.index)) {
		return
	}
	e := event{word: 0, kind: graph.Signed, rule: "list/signed", object: -1, ctx: context{modality: graph.Actual, polarity: graph.Affirmed, speaker: -1}}
	r.listBelow(s, &e, r.theTwo(s, 0))
}

// papersBehind are the agreements that a sentence names behind the colon after a word.
func (r *reader) papersBehind(s *sentence, i int) []party {
	colon := slices.IndexFunc(s.Words[i:], func(w parse.Word) bool { return w.Text == ":" })
	if colon < 0 {
		return nil
	}
	var out []party
	for _, m := range r.doc.In(s.index) {
		if m.Kind == graph.KindAgreement && m.Entity != "" && !m.Modifier && m.Start >= s.Words[i+colon].End {
			out = appendParty(out, r.party(m))
		}
	}
	return out
}

// signersOf are those between whom an agreement is said to be, else the two of the
// document.
func (r *reader) signersOf(s *sentence, t party, word int) []party {
	if t.head >= 0 {
		if ps := r.each(r.between(s, t.head, []graph.EntityKind{graph.KindState, graph.KindOrganization, graph.KindGroup})); len(ps) > 1 {
			return ps
		}
	}
	return r.theTwo(s, word)
}

// signedAmong writes that each of some signed an agreement, and that they agree.
func (r *reader) signedAmong(s *sentence, e *event, paper party, ps []party) {
	if len(ps) < 2 {
		return
	}
	for n, p := range ps {
		r.add(r.claim(s, e, p, paper, false))
		for _, q := range ps[n+1:] {
			agree := *e
			agree.kind, agree.signed = graph.Agree, paper.ID
			if e.ctx.modality == graph.Actual {
				r.add(r.claim(s, &agree, p, q, true))
			}
		}
	}
}

// listBelow writes who signed the agreements in the lines below a sentence that ends
// with a colon.
func (r *reader) listBelow(s *sentence, e *event, signers []party) {
	if t := r.doc.Line(s.index); !strings.HasSuffix(t, ":") && !headsPapers(t) {
		return
	}
	for i := s.index + 1; i < min(r.doc.Len(), s.index+40); i++ {
		t := r.doc.Line(i)
		if !item(t) {
			return
		}
		for _, m := range r.doc.In(i) {
			if m.Kind != graph.KindAgreement || m.Entity == "" || m.Modifier || m.Form != mention.FormName || len(r.signed[m.Entity]) > 0 {
				continue
			}
			ps := r.bodiesIn(i, m)
			if len(ps) < 2 {
				ps = signers
			}
			r.signedIn(i, e, m, ps)
			break // one paper a line: what else it names is what the paper is about
		}
	}
}

// signedIn writes who signed the agreement that a line of a list names.
func (r *reader) signedIn(line int, e *event, m *mention.Mention, ps []party) {
	if len(ps) < 2 {
		return
	}
	paper := graph.Actor{ID: m.Entity, Kind: m.Kind, Name: m.Name, Start: m.Start, End: m.End}
	for n, p := range ps {
		p.Start, p.End = m.Start, m.End
		c := graph.Claim{From: p.Actor, Kind: graph.Signed, To: &paper, Polarity: e.ctx.polarity, Modality: e.ctx.modality, Evidence: r.evidence(line), Confidence: 0.75, Rule: e.rule}
		r.add(c)
		for _, q := range ps[n+1:] {
			to := q.Actor
			to.Start, to.End = m.Start, m.End
			c.Kind, c.To, c.Via, c.Attributes = graph.Agree, &to, &graph.Via{Agreement: m.Entity}, graph.Attributes{"mutual": true}
			if e.ctx.modality == graph.Actual {
				r.add(c)
			}
		}
	}
}

// bodiesIn are the bodies and states that a line names behind "between" after an
// agreement.
func (r *reader) bodiesIn(line int, paper *mention.Mention) []party {
	start, end := r.doc.Span(line)
	text, _ := r.doc.Text.Slice(start, end)
	at := strings.Index(text, " between ")
	if at < 0 {
		return nil
	}
	from := start + len([]rune(text[:at]))
	var out []party
	for _, m := range r.doc.In(line) {
		if m.Start < from || m.Modifier || m.Entity == "" || m.Kind != graph.KindState && m.Kind != graph.KindOrganization {
			continue
		}
		if len(out) > 0 && m.Start < out[len(out)-1].End {
			continue // the state in the name of a body
		}
		out = append(out, party{Actor: graph.Actor{ID: m.Entity, Kind: m.Kind, Name: m.Name, Start: m.Start, End: m.End}, head: -1, known: true})
	}
	return out
}

// item reports a line of a list: behind a dash, a bullet, a number or a letter in
// brackets, or closed by a semicolon.
func item(t string) bool {
	t = strings.TrimSpace(t)
	if t == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(t)
	switch {
	case strings.ContainsRune("-–—•*·▪◦", first), strings.HasSuffix(t, ";"), strings.HasSuffix(t, "; and"):
		return true
	case first == '(':
		return true
	case unicode.IsDigit(first):
		rest := strings.TrimLeft(t, "0123456789")
		return strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, ")")
	case len(t) > 1 && (t[1] == ')' || t[1] == '.'):
		return true
	}
	return false
}
