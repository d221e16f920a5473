package mention

import (
	"slices"
	"strings"

	"entente/extract/segment"
	"entente/graph"
)

// readPaper finds whether the document is a paper of several, by its lines alone.
func (d *Doc) readPaper() {
	switch {
	case d.isTreaty():
		d.voice.Paper = PaperTreaty
	case d.isDeclaration():
		d.voice.Paper = PaperDeclaration
	}
}

// readMakers finds who makes the document, where it is a paper of several.
func (d *Doc) readMakers() {
	v := &d.voice
	switch v.Paper {
	case PaperTreaty:
		v.Makers, v.MadeIn = d.treatyParties()
	case PaperDeclaration:
		v.Makers, v.MadeIn = d.declarers()
	}
	if len(v.Makers) > 1 && !v.Titled {
		v.Sides = nil
		for _, m := range v.Makers {
			v.Sides = append(v.Sides, m.Entity)
		}
	}
}

// treatyParties returns the parties and the sentence that names them: those
// before "hereinafter referred to as the Parties", else those of the title
// "between A and B", else those named right before the first aim, else those named most.
func (d *Doc) treatyParties() ([]*Mention, int) {
	n := min(d.Len(), preambleLimit)
	for i := range n {
		if t := d.Line(i); definesParties(t) >= 0 {
			if ps := d.definedIn(i); len(ps) > 1 {
				return ps, i
			}
		}
	}
	for i := range n {
		t := d.Line(i)
		if at := strings.Index(t, "between"); at >= 0 && (i < 12 || strings.Contains(t, "agreement")) {
			if ps := d.StatesIn(i, d.endOfTitle(i)); len(ps) > 1 {
				return ps, i
			}
			if ps := d.signersIn(i, d.endOfTitle(i)); len(ps) > 1 && entitles(t[:at]) {
				return ps, i
			}
		}
	}
	for i := 0; i+1 < n; i++ {
		if w, _, _ := strings.Cut(d.Line(i+1), " "); aims[w] {
			if ps := d.signersIn(i, d.lastParty(i)); len(ps) > 1 {
				return ps, i
			}
			break
		}
	}
	return d.opening()
}

// declarers are those who make a joint declaration, communiqué or statement and the
// sentence that names them.
func (d *Doc) declarers() ([]*Mention, int) {
	for i := range min(d.Len(), declarationHead) {
		t := d.Line(i)
		if strings.HasPrefix(t, "we, ") || strings.HasPrefix(t, "we the ") {
			if ps := d.namedTogether(i); len(ps) > 1 {
				return ps, i
			}
		}
		if at := strings.Index(t, "between "); at >= 0 && i < 4 && slices.ContainsFunc(declarations, func(d string) bool { return strings.Contains(t, d) }) || strings.HasPrefix(t, "between ") && i < 4 {
			if ps := d.StatesIn(i, d.endOfTitle(i)); len(ps) > 1 {
				return ps, i
			}
		}
	}
	return d.titled()
}

// titled are the states of the title of a joint text, where an early sentence names them
// all: "Joint Communiqué on the Visit of the President of X to Y".
func (d *Doc) titled() ([]*Mention, int) {
	sides := d.Voice().InTitle()
	for i := range min(d.Len(), declarationHead) {
		ps := slices.DeleteFunc(d.StatesIn(i, 1<<30), func(p *Mention) bool { return !slices.Contains(sides, p.Entity) })
		if len(ps) > 1 && len(ps) == len(sides) {
			return ps, i
		}
	}
	return nil, 0
}

// namedTogether are the states of the first set or list that a sentence names.
func (d *Doc) namedTogether(i int) []*Mention {
	for _, m := range d.In(i) {
		if len(m.Members) < 2 {
			continue
		}
		var out []*Mention
		for _, id := range m.Members {
			out = append(out, &Mention{Entity: id, Kind: id.Kind(), Start: m.Start, End: m.End, Head: m.Head, Sentence: i})
		}
		return out
	}
	return d.StatesIn(i, d.lastParty(i))
}

// definedIn returns the parties of a sentence that says what they are called; a
// list of them may begin in lines of its own before it.
func (d *Doc) definedIn(i int) []*Mention {
	ps := d.signersIn(i, d.lastParty(i))
	for k := i - 1; k >= 0 && k >= i-6; k-- {
		t := d.Line(k)
		listed := strings.HasSuffix(t, ",") || strings.HasSuffix(t, "and") || strings.HasSuffix(t, ";")
		if len(ps) > 1 && !listed || agreeing(t) {
			break
		}
		ps = unique(append(d.signersIn(k, 1<<30), ps...))
	}
	return d.homeRuled(ps, i)
}

// homeRuled drops the government that agrees for a territory which it names beside
// itself: "the Government of X and the Home Government of Y, of the other part".
func (d *Doc) homeRuled(ps []*Mention, i int) []*Mention {
	return slices.DeleteFunc(ps, func(p *Mention) bool {
		_, end := d.Span(i)
		behind, _ := d.Text.Slice(p.End, end)
		behind = strings.Join(strings.Fields(strings.ToLower(behind)), " ")
		return strings.HasPrefix(behind, "and the home government of") || strings.HasPrefix(behind, "and the home rule government of")
	})
}

// signersIn are the states that a sentence names before a place of the text, and
// where that is one state also the international bodies that it agrees with.
func (d *Doc) signersIn(sentence, before int) []*Mention {
	if ps := d.StatesIn(sentence, before); len(ps) != 1 {
		return ps
	}
	var out []*Mention
	for _, m := range d.In(sentence) {
		if m.Start >= before || m.Form != FormName || m.Modifier && m.Kind != graph.KindState {
			continue
		}
		if d.canSign(m) || m.Kind == graph.KindOrganization && (m.Role == "IGO" || m.Role == "UNO" || m.Role == "EUR") {
			out = append(out, m)
		}
	}
	return unique(out)
}

// lastParty is the place up to which a sentence lists parties: the last mark
// of what they are called, or the first aim ("Recalling", "Desiring").
func (d *Doc) lastParty(i int) int {
	s := d.Sentence(i)
	end := s.End
	for k, t := range s.Tokens {
		w := strings.ToLower(t.Text)
		if k > 3 && (aims[w] || strings.HasPrefix(w, "hereinafter") && strings.Contains(d.Line(i), "parties")) {
			if end = t.Start; aims[w] || d.partiesFollow(s.Tokens[k:min(k+9, len(s.Tokens))]) {
				break
			}
			end = s.End
		}
	}
	return end
}

func (d *Doc) partiesFollow(tokens []segment.Token) bool {
	for _, t := range tokens {
		if strings.HasPrefix(strings.ToLower(t.Text), "part") {
			return true
		}
	}
	return false
}

// aims open the clauses of a preamble.
var aims = set("recalling", "desiring", "recognising", "recognizing", "reaffirming", "considering", "conscious", "bearing", "desirous",
	"wishing", "guided", "noting", "convinced", "determined", "inspired", "striving", "resolved", "building", "mindful", "aware", "expressing",
	"taking", "confirming", "referring", "emphasizing", "emphasising", "proceeding", "aspiring", "based", "believing", "having", "seeking", "keeping",
	"acknowledging", "reinforcing", "sharing", "willing", "intending", "declaring", "underlining", "aiming", "eager", "pursuant", "affirming", "committed")

// endOfTitle is where the list of parties of a title ends: at "on", "for",
// "concerning", "establishing" behind the second party.
func (d *Doc) endOfTitle(i int) int {
	s := d.Sentence(i)
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
		for _, m := range d.In(i) {
			if m.NameEnd == t.End && d.canSign(m) {
				seen++
			}
		}
	}
	return s.End
}

// everyState returns each mention of a state in a sentence that stands for
// itself and opens no longer name ("Uruguay Round").
func (d *Doc) everyState(sentence int) []*Mention {
	var out []*Mention
	s := d.Sentence(sentence)
	for _, m := range d.In(sentence) {
		if !d.canSign(m) || m.Form == FormPronoun || m.Form == FormDescription {
			continue
		}
		i := slices.IndexFunc(s.Tokens, func(t segment.Token) bool { return t.Start >= m.NameEnd })
		if i >= 0 && s.Tokens[i].Text == "Round" {
			continue
		}
		out = append(out, m)
	}
	return out
}

// canSign reports a mention of a state, or of an organisation of states, that
// stands for itself.
func (d *Doc) canSign(m *Mention) bool {
	return m.Kind == graph.KindState || m.Kind == graph.KindOrganization && m.Role != "" && m.Entity == "organization:european-union"
}

// StatesIn returns the states, each by its first mention, that a sentence names for
// themselves before a code point of the text.
func (d *Doc) StatesIn(sentence, before int) []*Mention {
	return unique(slices.DeleteFunc(d.everyState(sentence), func(p *Mention) bool { return p.Start >= before }))
}

// opening returns the two states that the document names most, the earlier of
// equals first: a text that begins with its articles says nowhere who its
// parties are, but what holds in each of them.
func (d *Doc) opening() ([]*Mention, int) {
	count := make(map[graph.EntityID]int)
	var order []*Mention
	at := 0
	for i := range min(d.Len(), 400) {
		for _, p := range d.everyState(i) {
			if count[p.Entity]++; count[p.Entity] == 1 {
				order = append(order, p)
			}
		}
	}
	slices.SortStableFunc(order, func(a, b *Mention) int { return count[b.Entity] - count[a.Entity] })
	if len(order) < 2 || len(order) > 2 && count[order[2].Entity] == count[order[1].Entity] {
		return nil, 0
	}
	for i := range d.Len() {
		if start, end := d.Span(i); start <= order[0].Start && order[0].Start < end {
			at = i
		}
	}
	return order[:2], at
}

func unique(ps []*Mention) []*Mention {
	var out []*Mention
	for _, p := range ps {
		if !slices.ContainsFunc(out, func(q *Mention) bool { return q.Entity == p.Entity }) {
			out = append(out, p)
		}
	}
	return out
}
