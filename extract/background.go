package extract

import (
	"slices"
	"strings"

	"entente/extract/lexicon"
	"entente/graph"
)

// LexiconSource is the source of everything that the lexicon says.
func LexiconSource() graph.Source {
	return graph.Source{ID: "source:entente-lexicon", Name: "entente lexicon"}
}

// Background returns what the lexicon says about the states, groups,
// organisations and people that contributions name: one identified
// contribution for each, in order of id, with names, codes, membership and
// offices as claims of the lexicon. Things it does not know give none.
func (e *Extractor) Background(contributions []graph.Contribution) []graph.Contribution {
	var ids []graph.EntityID
	for i := range contributions {
		for _, r := range contributions[i].Entities {
			ids = append(ids, r.ID)
		}
	}
	slices.Sort(ids)
	var out []graph.Contribution
	for _, id := range slices.Compact(ids) {
		b := page{lex: e.lex, id: id, records: make(map[graph.EntityID]graph.EntityRecord)}
		switch id.Kind() {
		case graph.KindState:
			b.state()
		case graph.KindGroup, graph.KindOrganization:
			b.organization()
		case graph.KindPerson:
			b.person()
		}
		if len(b.records) > 0 {
			out = append(out, b.contribution())
		}
	}
	return out
}

// page is a lexicon document in the making: a line a fact.
type page struct {
	lex     *lexicon.Lexicon
	id      graph.EntityID
	text    strings.Builder
	length  int
	records map[graph.EntityID]graph.EntityRecord
	claims  []graph.Claim
}

// line writes a line and returns it as evidence.
func (p *page) line(parts ...string) graph.Evidence {
	s := strings.Join(parts, " | ")
	e := graph.Evidence{Start: p.length, Quote: s}
	p.text.WriteString(s + "\n")
	e.End = p.length + len([]rune(s))
	p.length = e.End + 1
	return e
}

func (p *page) record(id graph.EntityID) graph.EntityRecord {
	r, ok := p.records[id]
	if !ok {
		r = graph.EntityRecord{ID: id, Kind: id.Kind(), Name: p.lex.Name(string(id)), Mentions: []graph.Mention{}}
		p.records[id] = r
	}
	return r
}

func (p *page) contribution() graph.Contribution {
	c := graph.Contribution{
		Document: graph.Document{ID: graph.NewDocumentID("lexicon/" + string(p.id)), Title: "Lexicon: " + p.lex.Name(string(p.id)),
			Language: "en", Format: graph.FormatLexicon, Source: LexiconSource()},
		Text: p.text.String(), Claims: p.claims,
	}
	for _, r := range p.records {
		c.Entities = append(c.Entities, r)
	}
	c.Identify()
	return c
}

func (p *page) state() {
	s, ok := p.lex.State(string(p.id))
	if !ok {
		return
	}
	r := p.record(p.id)
	name := func(kind, language, text string) {
		if text != "" {
			r.Names = append(r.Names, graph.Name{Text: text, Language: language, Type: kind})
			p.line(kind, language, text)
		}
	}
	name("name", "en", s.Name)
	name("formal", "en", s.Formal)
	for _, a := range s.Aliases {
		name("alias", "en", a)
	}
	for _, a := range s.Adjectives {
		name("demonym", "en", a)
	}
	for _, c := range s.Capitals {
		name("capital", "en", c.Name)
	}
	for _, n := range s.Native {
		name("name", n.Language, n.Name)
	}
	code := func(scheme, value string, valid graph.Date) {
		if value != "" {
			r.Codes = append(r.Codes, graph.Code{Scheme: scheme, Value: value, Valid: valid})
			p.line(scheme, value, string(valid))
		}
	}
	code("iso2", s.ISO2, "")
	code("iso3", s.ISO3, "")
	code("m49", s.Numeric, "")
	for _, c := range s.Codes {
		code(c.System, c.Code, interval(c.From, c.To))
	}
	p.records[p.id] = r
}

func (p *page) organization() {
	o, ok := p.lex.Organization(string(p.id))
	if !ok {
		return
	}
	r := p.record(p.id)
	r.Names = append(r.Names, graph.Name{Text: o.Name, Language: "en", Type: "name"})
	p.line("name", "en", o.Name)
	for _, a := range o.Aliases {
		r.Names = append(r.Names, graph.Name{Text: a, Language: "en", Type: "alias"})
		p.line("alias", "en", a)
	}
	p.records[p.id] = r
	for _, m := range p.lex.Memberships(string(p.id)) {
		member := graph.EntityID(m.Member)
		if member == p.id || !member.Kind().Valid() || !p.id.Kind().Valid() {
			continue
		}
		when := interval(m.From, m.To)
		e := p.line(m.Role, m.Member, p.lex.Name(m.Member), string(when), m.Certainty)
		p.claim(member, graph.MemberOf, p.id, when, graph.Attributes{"role": m.Role}, m.Certainty, e)
	}
}

func (p *page) person() {
	person, ok := p.lex.Person(string(p.id))
	if !ok {
		return
	}
	r := p.record(p.id)
	for _, a := range append([]string{person.Name}, person.Aliases...) {
		r.Names = append(r.Names, graph.Name{Text: a, Language: "en", Type: "alias"})
		p.line("alias", "en", a)
	}
	p.records[p.id] = r
	for _, t := range person.Tenures {
		to, when := graph.EntityID(t.ActsFor), interval(t.From, t.To)
		e := p.line("office", t.Office, t.ActsFor, p.lex.Name(t.ActsFor), string(when), t.Certainty)
		p.claim(p.id, graph.HoldsOffice, to, when, graph.Attributes{"office": t.Office}, t.Certainty, e)
	}
}

func (p *page) claim(from graph.EntityID, kind graph.RelationKind, to graph.EntityID, when graph.Date, attributes graph.Attributes, certainty string, e graph.Evidence) {
	p.record(from)
	p.record(to)
	confidence := 0.9
	if certainty != "certain" {
		confidence = 0.7
	}
	p.claims = append(p.claims, graph.Claim{
		From: graph.Actor{ID: from, Kind: from.Kind(), Name: p.lex.Name(string(from))}, Kind: kind,
		To:       &graph.Actor{ID: to, Kind: to.Kind(), Name: p.lex.Name(string(to))},
		Polarity: graph.Affirmed, Modality: graph.Actual, When: when, Attributes: attributes,
		Evidence: []graph.Evidence{e}, Confidence: confidence, Extractor: "lexicon/1", Rule: "lexicon",
	})
}

// interval returns "from/to" with ".." for open ends, "" where both are open.
func interval(from, to string) graph.Date {
	if from == "" && to == "" {
		return ""
	}
	if from == "" {
		from = ".."
	}
	if to == "" {
		to = ".."
	}
	d, err := graph.ParseDate(from + "/" + to)
	if err != nil {
		return ""
	}
	return d
}
