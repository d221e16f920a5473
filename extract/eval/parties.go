package eval

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"entente/extract"
	"entente/graph"
)

// Parties scores whose each end of an event is, which the spans of Sentences do not
// see: by the parties that a dyad counts the event for, where both are states that
// differ, or anybody known; and by the ids of the ends. Modality belongs to an event
// here, so that a plan that is read as a fact is wrong. One half of the texts, by a
// hash of their words, is only counted and gets no rows, so that rules cannot be
// written for it.
func Parties(e *extract.Extractor, texts []Sentence) Report {
	r := Report{Set: "parties", Items: len(texts)}
	var all, read, counted partyScore
	for i := range texts {
		t := &texts[i]
		claims := t.read(e).Claims
		row := all.add(t, claims)
		if sha256.Sum256([]byte(t.Text))[0]&1 == 1 {
			counted.add(t, claims)
			continue
		}
		read.add(t, claims)
		if len(row.Notes) > 0 {
			row.Notes = append(row.Notes, t.Text)
			r.Rows = append(r.Rows, row)
		}
	}
	r.Measures = append(r.Measures, all.states.measures("states ")...)
	r.Measures = append(r.Measures, all.parties.measures("parties ")...)
	r.Measures = append(r.Measures, all.ids.measures("ids ")...)
	r.Measures = append(r.Measures, share("roles", all.roles, all.rolled))
	for _, h := range []struct {
		name string
		of   *partyScore
	}{{"read half ", &read}, {"counted half ", &counted}} {
		r.Measures = append(r.Measures, h.of.states.f1(h.name+"states "), h.of.parties.f1(h.name+"parties "), h.of.ids.f1(h.name+"ids "))
	}
	return r
}

// tally counts what was read right, what was read and what is labelled.
type tally struct{ right, made, gold int }

func (t tally) measures(prefix string) []Measure { return balanced(prefix, t.right, t.made, t.gold) }

func (t tally) f1(prefix string) Measure { return t.measures(prefix)[2] }

// partyScore counts events by the parties and by the ids of their ends.
type partyScore struct {
	states, parties, ids tally
	roles, rolled        int
}

// end is one way to label an end: its id, its sector and whom it acts for. A "*" or
// nothing for the words of an id stands for any of its kind.
type end struct {
	id, acts graph.EntityID
	role     string
}

// ends reads the ways to label an end: alternatives parted by bars, each written
// "state:EGY", "state:EGY/GOV", "person:wang-yi>state:CHN/GOV" or "actor:".
func ends(text string) []end {
	var out []end
	for one := range strings.SplitSeq(text, "|") {
		var l end
		one, l.role, _ = strings.Cut(one, "/")
		id, acts, _ := strings.Cut(one, ">")
		l.id, l.acts = graph.EntityID(id), graph.EntityID(acts)
		out = append(out, l)
	}
	return out
}

// party is the one whom what the end does counts for.
func (l end) party() graph.EntityID { return cmp.Or(l.acts, l.id) }

// is reports whether the label tells of this end's own id and of whom it acts for.
func (l end) is(a *graph.Actor) bool {
	kind, words, _ := strings.Cut(string(l.id), ":")
	switch {
	case words == "" || words == "*" && l.acts == "":
		return strings.HasPrefix(string(a.ID), kind+":")
	case words == "*":
		return strings.HasPrefix(string(a.ID), kind+":") && l.acts == a.Party()
	}
	return l.id == a.ID && l.party() == a.Party()
}

// done is an event that was read, with its ends.
type done struct {
	from, to *graph.Actor
	root     string
	modality graph.Modality
	mutual   bool
}

// affirmed returns the affirmed events among claims, each once. What a group's
// members do is counted for the group alone.
func affirmed(claims []graph.Claim) []done {
	var out []done
	for i := range claims {
		c := &claims[i]
		if c.To == nil || c.Polarity != graph.Affirmed || root(c.Kind) == "" || c.Via != nil && c.Via.Group != "" {
			continue
		}
		mutual, _ := c.Attributes["mutual"].(bool)
		d := done{&c.From, c.To, root(c.Kind), c.Modality, mutual}
		if !slices.ContainsFunc(out, d.equal) {
			out = append(out, d)
		}
	}
	return out
}

func (d done) equal(o done) bool {
	same := func(a, b *graph.Actor) bool { return a.ID == b.ID && a.Party() == b.Party() }
	return d.root == o.root && d.modality == o.modality && (same(d.from, o.from) && same(d.to, o.to) || d.mutual && o.mutual && same(d.from, o.to) && same(d.to, o.from))
}

// view is one way to compare events: which of them count, and whether an end is
// what its label says.
type view struct {
	of    func(from, to graph.EntityID) bool
	fits  func(l end, a *graph.Actor) bool
	tally *tally
}

func (x *partyScore) add(s *Sentence, claims []graph.Claim) Row {
	made := affirmed(claims)
	byParty := func(l end, a *graph.Actor) bool { return l.party() == a.Party() }
	known := func(id graph.EntityID) bool { return !strings.HasPrefix(string(id), "actor:") }
	views := []view{
		{func(a, b graph.EntityID) bool {
			return a.Kind() == graph.KindState && b.Kind() == graph.KindState && a != b
		}, byParty, &x.states},
		{func(a, b graph.EntityID) bool { return known(a) && known(b) && a != b }, byParty, &x.parties},
		{func(a, b graph.EntityID) bool { return true }, end.is, &x.ids},
	}
	right, gold, notes := match(s.Gold, made, views[0])
	row := Row{Name: s.ID, Measures: []Measure{share("dyads", right, gold)}, Notes: notes}
	match(s.Gold, made, views[1])
	_, _, notes = match(s.Gold, made, views[2])
	for _, n := range notes {
		row.Notes = append(row.Notes, "ids: "+n)
	}
	x.sectors(s.Gold, made)
	return row
}

// match pairs what was read with the labels, one to one, counts both, and tells what
// is left. Optional labels are neither missed nor made up.
func match(gold []Event, made []done, v view) (right, of int, notes []string) {
	taken := make([]bool, len(gold))
	for _, d := range made {
		if !v.of(d.from.Party(), d.to.Party()) {
			continue
		}
		i, mirrored := -1, false
		for j := range gold {
			if !gold[j].tells(d, v.fits) {
				continue
			}
			if mirrored = taken[j]; !mirrored {
				i = j
				break
			}
		}
		switch {
		case i >= 0 && gold[i].Optional:
			taken[i] = true
		case i >= 0:
			taken[i] = true
			right++
			v.tally.made++
		case !mirrored:
			v.tally.made++
			notes = append(notes, fmt.Sprintf("made up %s -%s-> %s", shown(d.from), strings.TrimSuffix(d.root+" "+string(d.modality), " ACTUAL"), shown(d.to)))
		}
	}
	for j := range gold {
		g := &gold[j]
		if g.Optional || !v.of(ends(g.SourceParty)[0].party(), ends(g.TargetParty)[0].party()) {
			continue
		}
		of++
		if !taken[j] {
			notes = append(notes, fmt.Sprintf("missed %s -%s-> %s", g.SourceParty, g.Root, g.TargetParty))
		}
	}
	v.tally.right += right
	v.tally.gold += of
	return right, of, notes
}

// tells reports whether the label tells of an event that was read, in either
// direction where it is mutual.
func (e *Event) tells(d done, fits func(end, *graph.Actor) bool) bool {
	if e.Root != d.root || cmp.Or(e.Modality, graph.Actual) != d.modality {
		return false
	}
	any := func(text string, a *graph.Actor) bool {
		return slices.ContainsFunc(ends(text), func(l end) bool { return fits(l, a) })
	}
	return any(e.SourceParty, d.from) && any(e.TargetParty, d.to) ||
		e.Reciprocal && any(e.SourceParty, d.to) && any(e.TargetParty, d.from)
}

// sectors counts the sectors of ends whose ids are right and whose labels give one.
func (x *partyScore) sectors(gold []Event, made []done) {
	for i := range gold {
		for _, d := range made {
			if !gold[i].tells(d, end.is) {
				continue
			}
			x.sector(gold[i].SourceParty, d)
			x.sector(gold[i].TargetParty, d)
			break
		}
	}
}

func (x *partyScore) sector(text string, d done) {
	for _, l := range ends(text) {
		for _, a := range []*graph.Actor{d.from, d.to} {
			if l.role == "" || !l.is(a) {
				continue
			}
			x.rolled++
			if a.Role != nil && *a.Role == l.role {
				x.roles++
			}
			return
		}
	}
}

// shown writes an end as a label does.
func shown(a *graph.Actor) string {
	s := string(a.ID)
	if a.Party() != a.ID {
		s += ">" + string(a.Party())
	}
	if a.Role != nil {
		s += "/" + *a.Role
	}
	return s
}
