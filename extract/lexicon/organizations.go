package lexicon

import "slices"

// Organization is a group of states without an institution (Kind Group) or
// anything with one (Kind Organization).
type Organization struct {
	ID, Kind, Name string
	Aliases        []string
	Loose          []string // names that often mean something else
	PartOf         string   // the organisation that it is an organ of
	BasedIn        string   // the state that it sits in or fights in
	ActsFor        string   // the state or organisation whose acts its acts are
	Role           string   // sector code; IGO, UNO and EUR for international bodies
	From, To       string   // first and last day that it exists, where known and of matter
}

// Home returns whose an organisation's acts are: ActsFor, else the state that a
// party, company or school belongs to, as the codes of event data have it; "" for
// what works across borders, for a territory that governs itself, and for armed
// groups and newspapers, which do not act for the state that they are in.
func (o *Organization) Home() string {
	if o.ActsFor != "" {
		return o.ActsFor
	}
	switch o.Role {
	case "IGO", "UNO", "EUR", "NGO", "IMG", "MNC", "PRE":
		return ""
	case "REB", "PRM", "UAF", "CRM", "JRN": // rebels fight their state, and news tells of others
		return ""
	}
	return o.BasedIn
}

// Membership is an interval in which a state or organisation belongs to a group.
type Membership struct {
	Group, Member string // ids
	Role          string // member, observer, partner, associate, candidate, ...
	From, To      string // partial dates, first and last day; empty From is unknown or from the start, empty To is still
	Certainty     string // certain or probable; it is about the dates
}

// Organization returns a group or organisation by id.
func (l *Lexicon) Organization(id string) (Organization, bool) {
	o, ok := l.orgs[id]
	if !ok {
		return Organization{}, false
	}
	return *o, true
}

// Organizations returns all groups and organisations by id.
func (l *Lexicon) Organizations() []Organization {
	out := make([]Organization, 0, len(l.orgs))
	for _, id := range sortedKeys(l.orgs) {
		out = append(out, *l.orgs[id])
	}
	return out
}

// Members returns the ids of the full members that a group or organisation may
// have had on a partial date (observers, partners and candidates are none), in
// order of id; today's, those that have not ended, where the date is empty. A
// month or year counts those of any of its days. Nil for an unknown id, for a
// body without members, and for a date that cannot be read.
func (l *Lexicon) Members(id, date string) []string {
	d, err := parseDate(date)
	if err != nil {
		return nil
	}
	var out []string
	for _, m := range l.members[id] {
		t, err := newTenure(m.From, m.To)
		if err == nil && fullMember(m.Role) && t.may(d) {
			out = append(out, m.Member)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func fullMember(role string) bool {
	switch role {
	case "member", "autonomous member", "non-OPEC participant":
		return true
	}
	return false
}

// Memberships returns the intervals of a group's members of every role, in the
// order of the table.
func (l *Lexicon) Memberships(id string) []Membership {
	return slices.Clone(l.members[id])
}

// Belongs returns the intervals in which a state or organisation belongs to
// groups, in the order of the table.
func (l *Lexicon) Belongs(member string) []Membership {
	return slices.Clone(l.belongs[member])
}

func (l *Lexicon) loadOrganizations() error {
	rows, err := readTable("organizations.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		o := &Organization{ID: r.get("id"), Kind: r.get("kind"), Name: r.get("name"), Aliases: r.list("aliases"), Loose: r.list("loose"),
			PartOf: r.get("partOf"), BasedIn: r.get("basedIn"), ActsFor: r.get("actsFor"), Role: r.get("role"), From: r.get("from"), To: r.get("to")}
		if l.orgs[o.ID] != nil || o.Name == "" || (o.Kind != "Group" && o.Kind != "Organization") {
			return r.errorf("%q twice, without name or of no kind", o.ID)
		}
		if _, err := newTenure(o.From, o.To); err != nil {
			return r.errorf("%v", err)
		}
		l.orgs[o.ID], l.titles[o.ID] = o, o.Name
		l.enterOrganization(o)
	}
	return nil
}

func (l *Lexicon) enterOrganization(o *Organization) {
	e := Entry{ID: o.ID, Kind: o.Kind, Name: o.Name, Type: TypeOrg, Role: o.Role, ActsFor: o.Home(), State: o.BasedIn, From: o.From, To: o.To}
	if o.Kind == "Group" {
		e.Type = TypeGroup
	}
	for _, n := range append([]string{o.Name}, o.Aliases...) {
		l.enter(n, e)
	}
	e.Loose = true
	for _, n := range o.Loose {
		l.enter(n, e)
	}
}

func (l *Lexicon) loadMembers() error {
	rows, err := readTable("members.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		m := Membership{r.get("group"), r.get("member"), r.get("role"), r.get("from"), r.get("to"), r.get("certainty")}
		if l.orgs[m.Group] == nil || l.titles[m.Member] == "" {
			return r.errorf("no %q or no %q", m.Group, m.Member)
		}
		if _, err := newTenure(m.From, m.To); err != nil {
			return r.errorf("%v", err)
		}
		l.members[m.Group] = append(l.members[m.Group], m)
		l.belongs[m.Member] = append(l.belongs[m.Member], m)
	}
	return nil
}

// loadSeats reads the houses, streets and assemblies that stand for a
// government, a parliament or a ministry.
func (l *Lexicon) loadSeats() error {
	rows, err := readTable("seats.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		of := r.get("of")
		if l.titles[of] == "" {
			return r.errorf("no %q", of)
		}
		e := Entry{ID: of, Kind: "State", Name: l.titles[of], Type: TypeSeat, Role: r.get("role"), Loose: r.get("loose") != ""}
		if o := l.orgs[of]; o != nil {
			e.Kind = o.Kind
		}
		for _, n := range append([]string{r.get("name")}, r.list("aliases")...) {
			l.enter(n, e)
		}
	}
	return nil
}
