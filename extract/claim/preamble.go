package claim

import (
	"slices"
	"strings"

	"entente/extract/mention"
	"entente/extract/segment"
	"entente/graph"
)

// definesParties returns the byte at which a sentence says what it calls its
// parties, -1 if it does not.
func definesParties(t string) int {
	at := -1
	for _, mark := range []string{"hereinafter", "hereafter", "herein after", "here in after", "in the following", "referred to", "as “the part", "as \"the part"} {
		if i := strings.Index(t, mark); i >= 0 && slices.ContainsFunc(called, func(c string) bool { return strings.Contains(t[i:], c) }) && (at < 0 || i < at) {
			at = i
		}
	}
	if at >= 0 {
		return at
	}
	for _, open := range []string{"“", "\"", "'", "‘", "”", "``"} { // ("the Parties")
		for _, name := range []string{"the parties", "parties", "the sides", "the participants", "the contracting parties", "the partner states", "party", "a party"} {
			if i := strings.Index(t, open+name); i > 0 && (strings.LastIndexByte(t[:i], '(') >= 0 || strings.Contains(t[i:], ")")) {
				return i
			}
		}
	}
	return -1
}

// called are the nouns by which agreements call those who make them.
var called = []string{"part", "side", "signator", "states", "countries", "governments", "ministers"}

// treatyParties returns the parties and the sentence that names them: those
// before "hereinafter referred to as the Parties", else those of the title
// "between A and B", else those named before the text begins to deal with aims.
func (r *reader) treatyParties() ([]party, int) {
	n := min(r.doc.Len(), preambleLimit)
	for i := range n {
		if t := r.sentenceText(i); definesParties(t) >= 0 {
			if ps := r.definedIn(i); len(ps) > 1 {
				return ps, i
			}
		}
	}
	for i := range n {
		t := r.sentenceText(i)
		if at := strings.Index(t, "between"); at >= 0 && (i < 12 || strings.Contains(t, "agreement")) {
			if ps := r.statesIn(i, r.endOfTitle(i)); len(ps) > 1 {
				return ps, i
			}
			if ps := r.signersIn(i, r.endOfTitle(i)); len(ps) > 1 && entitles(t[:at]) {
				return ps, i
			}
		}
	}
	return r.opening()
}

// entitles reports words before "between" that call the text an agreement.
func entitles(t string) bool {
	for _, p := range papersOf {
		if i := strings.Index(t, p); i >= 0 && len(t)-i < 60 && i < 80 {
			return true
		}
	}
	return false
}

// definedIn returns the parties of a sentence that says what they are called; a
// list of them may begin in lines of its own before it.
func (r *reader) definedIn(i int) []party {
	ps := r.signersIn(i, r.lastParty(i))
	for k := i - 1; k >= 0 && k >= i-6; k-- {
		t := r.sentenceText(k)
		listed := strings.HasSuffix(t, ",") || strings.HasSuffix(t, "and") || strings.HasSuffix(t, ";")
		if len(ps) > 1 && !listed || agreeing(t) {
			break
		}
		ps = unique(append(r.signersIn(k, 1<<30), ps...))
	}
	return r.homeRuled(ps, i)
}

// homeRuled drops the government that agrees for a territory which it names beside
// itself: "the Government of X and the Home Government of Y, of the other part".
func (r *reader) homeRuled(ps []party, i int) []party {
	return slices.DeleteFunc(ps, func(p party) bool {
		_, end := r.doc.Span(i)
		behind, _ := r.doc.Text.Slice(p.End, end)
		behind = strings.Join(strings.Fields(strings.ToLower(behind)), " ")
		return strings.HasPrefix(behind, "and the home government of") || strings.HasPrefix(behind, "and the home rule government of")
	})
}

// signersIn are the states that a sentence names before a place of the text, and
// where that is one state also the international bodies that it agrees with.
func (r *reader) signersIn(sentence, before int) []party {
	if ps := r.statesIn(sentence, before); len(ps) != 1 {
		return ps
	}
	var out []party
	for _, m := range r.doc.In(sentence) {
		if m.Start >= before || m.Form != mention.FormName || m.Modifier && m.Kind != graph.KindState {
			continue
		}
		if r.canSign(m) || m.Kind == graph.KindOrganization && (m.Role == "IGO" || m.Role == "UNO" || m.Role == "EUR") {
			p := r.party(m)
			p.Role = nil
			out = append(out, p)
		}
	}
	return unique(out)
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

// signatureDate is the date beside "done at", "signed" or "date of signing". What the text
// does itself at the opening of a sentence goes before what it tells of another paper.
func (r *reader) signatureDate() graph.Date {
	for _, marks := range []func(string) bool{closes, signs} {
		for i := range r.doc.Len() {
			if !marks(r.sentenceText(i)) {
				continue
			}
			if d := r.dayIn(i); d != "" {
				return d
			}
			if i+1 < r.doc.Len() && len(r.sentenceText(i)) < 200 {
				if d := r.dayIn(i + 1); d != "" {
					return d // the date has a line of its own
				}
			}
		}
	}
	return r.datedAbove()
}

// dayIn returns the first day that a sentence names, "" for none.
func (r *reader) dayIn(i int) graph.Date {
	for _, t := range r.doc.Times(i) {
		if len(t.Date) == 10 {
			return t.Date
		}
	}
	return ""
}

// datedAbove is the day in the head of an agreement: in its title, in "agreement
// dated", or in the line above a letter.
func (r *reader) datedAbove() graph.Date {
	letter := r.note()
	for i := range min(r.doc.Len(), 8) {
		t := r.sentenceText(i)
		if i < 2 && len(t) < 300 && !letter || letter && len(t) < 60 || strings.Contains(t, "agreement dated") || strings.Contains(t, "agreement is made on") || strings.Contains(t, "entered into on") {
			if d := r.dayIn(i); d != "" && !strings.Contains(t, "amending") && !strings.Contains(t, "signed") {
				return d
			}
		}
	}
	return ""
}

// signatures are the words with which a text tells of its signature, openings those that
// do so only where they open a sentence.
var (
	signatures = []string{"done at", "done in", "date of sign", "in witness whereof", "signed at", "signed in", "concluded at", "signed on", "signed this", "done this",
		"done on", "adopted at", "adopted in", "executed at", "executed in"}
	openings = []string{"issued at", "issued in", "done and signed", "signed and sealed", "made at", "given at"}
)

// closes reports whether a sentence in small letters opens with the words by which a text
// tells of its own signature: "DONE at Dar es Salaam on ...", "DONE in duplicate at ...".
func closes(text string) bool {
	return len(text) <= 1500 && slices.ContainsFunc(slices.Concat(signatures, openings), func(mark string) bool { return strings.HasPrefix(text, mark) })
}

// signs reports whether a sentence in small letters tells of the signature.
func signs(text string) bool {
	if len(text) > 1500 {
		return false
	}
	return closes(text) || len(text) < 300 && !strings.Contains(text, "recalling") && slices.ContainsFunc(signatures, func(mark string) bool { return strings.Contains(text, mark) })
}
