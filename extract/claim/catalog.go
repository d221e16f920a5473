package claim

import (
	"cmp"
	"slices"
	"strings"

	"entente/graph"
)

// Rule is one rule as claims name it, with the kind of claim that it makes.
type Rule struct {
	Name string
	// Kind is "" where the rule's noun decides.
	Kind graph.RelationKind
	// Tries are sentences in which the rule may fire, likeliest first.
	Tries []string
}

// List returns the rules of all tables and those that code states, by name and
// kind.
func (r *Rules) List() []Rule {
	l := &catalog{rules: make(map[[2]string]*Rule)}
	for v, fs := range r.verbs {
		for _, f := range fs {
			l.add(f.name, f.kind, verbTries(v, f)...)
		}
	}
	for v, fs := range r.objects {
		for _, f := range fs {
			l.add(f.name, f.kind, r.objectTries(v, f)...)
		}
	}
	for v, ts := range r.ties {
		for _, t := range ts {
			l.add(t.name, t.kind, tieTries(v, t)...)
		}
	}
	for w, kinds := range r.tieNouns {
		for _, k := range kinds {
			l.add("tie/"+w, k, tieNounTries(w, k)...)
		}
	}
	for w, acts := range r.tieActs {
		for _, a := range acts {
			l.add("tie/"+w, a.kind, tieActTries(w, a)...)
		}
	}
	for w, n := range r.nouns {
		if n.flags["event"] && n.kind != "" && !strings.Contains(w, "-") {
			l.add("noun/"+headWord(w), n.kind, nounTries(w, n)...)
		}
	}
	for w, verb := range r.nominals {
		l.add("nominal/"+verb, "", nominalTries(w)...)
	}
	for w, a := range r.agents {
		l.add("agent/"+w, a.kind, agentTries(w, a)...)
	}
	for w, a := range r.attitudes {
		l.add("attitude/"+w, a.kind, attitudeTries(w, a)...)
	}
	for _, s := range coded {
		l.add(s.Name, s.Kind, s.Tries...)
	}
	for _, rule := range l.rules {
		rule.Tries = append(rule.Tries, r.examples[rule.Name]...)
	}
	return l.sorted()
}

// catalog gathers rules, each once.
type catalog struct{ rules map[[2]string]*Rule }

func (l *catalog) add(name string, kind graph.RelationKind, tries ...string) {
	key := [2]string{name, string(kind)}
	if l.rules[key] == nil {
		l.rules[key] = &Rule{Name: name, Kind: kind}
	}
	for _, t := range tries {
		if rule := l.rules[key]; !slices.Contains(rule.Tries, t) {
			rule.Tries = append(rule.Tries, t)
		}
	}
}

func (l *catalog) sorted() []Rule {
	var out []Rule
	for _, r := range l.rules {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b Rule) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Kind, b.Kind)) })
	for i := range out { // those of several nouns come in any order
		if s := out[i].Name; strings.HasPrefix(s, "nominal/") || strings.HasPrefix(s, "noun/") {
			slices.Sort(out[i].Tries)
		}
	}
	return out
}

// coded are the rules that stand in code rather than in a table.
var coded = []Rule{
	{"must/say", graph.Request, []string{"France said that Germany must leave Mali."}},
	{"if/grateful", graph.Request, []string{"France would be grateful if Germany opened the border."}},
	{"blame/say", graph.Accuse, []string{"France said that Germany was responsible for the attack.", "France said that Germany is guilty."}},
	{"enacted/announce/release", "", []string{"France announced the release of aid to Germany.", "France announced the release of funds to Germany."}},
	{"casualty/attack", graph.Assault, []string{"Six Germans were killed when the French attacked a camp.", "Six German soldiers were killed when French soldiers attacked a camp."}},
	{"told/verb/bomb", graph.Threaten, []string{"France told Germany that it would bomb the port."}},
	{"disclosed/verb/kill", graph.Accuse, []string{"France said in a report that German soldiers had killed civilians."}},
	{"consigned/arrive", graph.Aid, []string{"A cargo of wheat donated by France arrived in Germany."}},
	{"deadline/order", graph.Sanction, []string{"France ordered two German diplomats to leave the country."}},
	{"deadline/give", graph.Sanction, []string{"France gave two German diplomats 48 hours to leave the country."}},
	{"deadline/give", graph.Threaten, []string{"France gave Germany a week to withdraw its troops."}},
	{"jointly/patrol", graph.Cooperate, []string{"France and Germany patrol the river together."}},
	{"settled/object/open", graph.Agree, []string{"France and Germany are to open a trade office in Bern."}},
	{"turned/sour", graph.Sanction, []string{"Relations between France and Germany soured."}},
	{"turned/thaw", graph.Cooperate, []string{"Relations between France and Germany thawed."}},
	{"joint/project", graph.Cooperate, []string{"The dam is a joint project of France and Germany."}},
	{"name/line", graph.Connects, []string{"The China–Kazakhstan railway opened in May."}},
	{"phrase/location", graph.LocatedIn, []string{"The Rogun Dam in Tajikistan produces power.", "The Bar Port near Podgorica is busy."}},
	{"phrase/venue", graph.HeldIn, []string{"The Astana Summit in Kazakhstan ended.", "The Peace Conference in Berlin ended on Monday."}},
	{"phrase/funds", graph.Finances, []string{"The Peshawar–Karachi Motorway was built with a loan from France."}},
	{"phrase/part", graph.PartOf, []string{"The Peshawar–Karachi Motorway under the Belt and Road Initiative is finished.", "Belt and Road projects such as the Peshawar–Karachi Motorway are finished."}},
	{"tie/office", graph.HoldsOffice, []string{"The Kazakh foreign minister Murat Nurtleu spoke.", "Kazakh President Kassym-Jomart Tokayev spoke."}},
	{"tie/quantity", graph.HasQuantity, []string{"The Peshawar–Karachi Motorway is 1,100 km long.", "The Peshawar–Karachi Motorway stretches 1,100 km."}},
	{"tie/alliance", graph.AllyOf, []string{"France has an alliance with Germany.", "The alliance between France and Germany is old."}},
	{"tie/partner", graph.PartnerOf, []string{"France is a strategic partner of Germany."}},
	{"tie/partner", graph.TradesWith, []string{"France is the largest trade partner of Germany."}},
	{"tie/partnership", graph.PartnerOf, []string{"The strategic partnership between France and Germany is old."}},
	{"tie/trade", graph.TradesWith, []string{"Trade between France and Germany grew."}},
	{"tie/relation", graph.DiplomaticTies, []string{"Diplomatic relations between France and Germany are old."}},
	{"tie/tie", graph.DiplomaticTies, []string{"Diplomatic ties between France and Germany are old."}},
	{"tie/border", graph.Borders, []string{"The border between France and Germany is long."}},
	{"tie/export", graph.TradesWith, []string{"France's exports to Germany grew."}},
	{"tie/import", graph.TradesWith, []string{"France's imports from Germany grew."}},
	{"treaty/parties", graph.Signed, []string{"Agreement between France and Germany. The parties have agreed as follows: Article 1. The Contracting Parties shall cooperate."}},
	{"verb/promise/noun", "", []string{"France promised aid to Germany."}},
}

// present is the verb of a table in the third person, with its particle.
func present(verb string) string {
	first, rest, _ := strings.Cut(verb, "_")
	switch {
	case first == "have":
		first = "has"
	case first == "be":
		first = "is"
	case strings.HasSuffix(first, "s"), strings.HasSuffix(first, "sh"), strings.HasSuffix(first, "ch"), strings.HasSuffix(first, "x"),
		strings.HasSuffix(first, "z"), strings.HasSuffix(first, "o"):
		first += "es"
	case strings.HasSuffix(first, "y") && len(first) > 1 && !strings.ContainsRune("aeou", rune(first[len(first)-2])):
		first = first[:len(first)-1] + "ies"
	default:
		first += "s"
	}
	return strings.TrimSpace(first + " " + strings.ReplaceAll(rest, "_", " "))
}

func spaced(word string) string { return strings.ReplaceAll(word, "_", " ") }

// verbTries are sentences with the verb and its target in each of its places.
func verbTries(verb string, f frame) []string {
	v := present(verb)
	var out []string
	for _, slot := range f.target {
		switch slot {
		case "obj":
			out = append(out, "France "+v+" Germany.", "The French government "+v+" the German government.", "France "+v+" the decision of Germany.")
		case "iobj":
			out = append(out, "France "+v+" Germany a loan.")
		case "comp":
			out = append(out, "France "+v+" to help Germany.", "France "+v+" that Germany must leave.", "France "+v+" helping Germany.")
		case "poss":
			out = append(out, "France "+v+" Germany's plan.")
		case "subj":
			out = append(out, "Germany "+v+".")
		default:
			out = append(out, "France "+v+" "+slot+" Germany.", "France "+v+" its plans "+slot+" Germany.", "France "+v+" the people "+slot+" Germany.", "French troops "+v+" "+slot+" Germany.")
		}
	}
	if f.flags["mutual"] {
		out = append(out, "France and Germany "+strings.ReplaceAll(verb, "_", " ")+".", "France and Germany "+strings.ReplaceAll(verb, "_", " ")+" each other.")
	}
	return append(out, "France "+v+" Germany.")
}

// attitudeTries are sentences with a predicate and its target.
func attitudeTries(word string, a attitude) []string {
	var out []string
	for _, slot := range a.target {
		for _, w := range []string{spaced(word), strings.Replace(spaced(word), " ", " a ", 1), spaced(word) + "s"} {
			if slot == "comp" {
				out = append(out, "France is "+w+" to help Germany.")
			} else {
				out = append(out, "France is "+w+" "+slot+" Germany.")
			}
		}
	}
	return out
}

// objectTries are sentences with the verb, one of its nouns and the target.
func (r *Rules) objectTries(verb string, f frame) []string {
	v := present(verb)
	if class, ok := strings.CutPrefix(verb, "@"); ok {
		for w := range r.classes[class] {
			if v == present(verb) || present(w) < v {
				v = present(w)
			}
		}
	}
	var out []string
	for _, n := range r.nounsOf(f) {
		for _, slot := range f.source {
			if slot == "noun" || slot == "poss" {
				out = append(out, "France "+v+" Germany's "+n+".")
			} else if slot != "subj" {
				out = append(out, "France "+v+" "+n+" "+slot+" Germany.", "France "+v+" "+article(n)+" "+slot+" Germany.")
			}
		}
		for _, slot := range append(slices.Clone(f.target), "none") {
			switch slot {
			case "noun":
				out = append(out, "France "+v+" Germany's "+n+".", "France "+v+" the "+n+" of Germany.")
			case "dobj":
				first, rest, _ := strings.Cut(verb, "_")
				with := "France " + present(first) + " Germany " + spaced(rest) + " "
				out = append(out, "France "+present(first)+" Germany "+article(n)+".", with+article(n)+".", with+"the "+n+".", with+n+".")
			case "obj", "iobj":
				out = append(out, "France "+v+" Germany "+article(n)+".", "France "+v+" Germany with "+article(n)+".", "France "+v+" Germany the "+n+".")
			case "between":
				out = append(out, "France "+v+" the "+n+" between Germany and Italy.")
			case "none":
				if f.flags["mutual"] {
					out = append(out, "France and Germany "+spaced(verb)+" "+article(n)+".")
				}
			default:
				out = append(out, "France "+v+" "+article(n)+" "+slot+" Germany.", "France "+v+" the "+n+"s "+slot+" Germany.", "France "+v+" "+n+" "+slot+" Germany.")
			}
		}
	}
	return out
}

// nounsOf returns some nouns of a frame, by name.
func (r *Rules) nounsOf(f frame) []string {
	var own, of []string
	for n := range f.nouns {
		own = append(own, spaced(n))
	}
	for w, n := range r.nouns {
		if (f.classes[n.class] || f.any && n.kind != "") && !strings.Contains(w, "-") {
			of = append(of, spaced(w))
		}
	}
	slices.Sort(own)
	slices.Sort(of)
	return append(some(own, 4), some(of, 6)...)
}

// some returns at most n of the words, spread over them.
func some(words []string, n int) []string {
	if len(words) <= n {
		return words
	}
	var out []string
	for i := range n {
		out = append(out, words[i*len(words)/n])
	}
	return out
}

func article(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// headWord is the word of a noun of several by which its rule is named: the
// last, or the one before a preposition.
func headWord(noun string) string {
	parts := strings.Split(noun, "_")
	for i, p := range parts {
		switch p {
		case "of", "to", "on", "with", "against", "for", "in", "and":
			return parts[max(i-1, 0)]
		}
	}
	return parts[len(parts)-1]
}

func nounTries(w string, n noun) []string {
	var out []string
	for _, prep := range n.target {
		if prep == "between" {
			out = append(out, "The "+spaced(w)+" between France and Germany ended.", "The "+spaced(w)+"s between France and Germany ended.")
			continue
		}
		out = append(out, "The French "+spaced(w)+" "+prep+" Germany ended.", "France's "+spaced(w)+" "+prep+" Germany ended.", "A "+spaced(w)+" by France "+prep+" Germany ended.")
	}
	return out
}

func nominalTries(w string) []string {
	n := spaced(w)
	return []string{"France's " + n + " of Germany angered Italy.", "France's " + n + " of its envoy from Germany angered Italy.", "The French " + n + " of troops from Germany angered Italy.",
		"France's " + n + " of sanctions on Germany angered Italy.", "France's " + n + " of aid to Germany angered Italy.", "France's " + n + " of talks with Germany angered Italy.",
		"France's " + n + " of relations with Germany angered Italy.", "The French " + n + " to Germany angered Italy.", "France's " + n + " of German citizens angered Italy.",
		"France's " + n + " on Germany angered Italy.", "France's " + n + " with Germany angered Italy.", "France's " + n + " of an agreement with Germany angered Italy."}
}

func agentTries(w string, a agent) []string {
	n := spaced(w)
	var out []string
	for _, prep := range a.target {
		if prep == "poss" {
			out = append(out, "France is Germany's "+n+".")
			continue
		}
		out = append(out, "France is "+article(n)+" "+prep+" Germany.", "France is the largest "+n+" "+prep+" Germany.")
	}
	return append(out, "France is a "+n+" between Germany and Italy.")
}

// stands are names of things of each kind.
var stands = map[graph.EntityKind]string{graph.KindState: "France", graph.KindOrganization: "the European Union", graph.KindAgreement: "the Vienna Convention",
	graph.KindMeeting: "the Paris Summit", graph.KindProject: "the Peshawar–Karachi Motorway", graph.KindInitiative: "the Belt and Road Initiative",
	graph.KindTopic: "the Five Principles of Peaceful Coexistence", graph.KindPlace: "Almaty", graph.KindGroup: "the G7"}

// tieTries are sentences with the verb of a tie between things of its kinds.
func tieTries(verb string, t tie) []string {
	info, _ := t.kind.Info()
	v, bare := present(verb), spaced(verb)
	var out []string
	for _, d := range info.Domain {
		from := stands[d]
		ranges := info.Range
		if len(ranges) == 0 {
			out = append(out, capital(from)+" "+v+" in May.", capital(from)+" "+v+" force.", "France "+v+" "+from+".", capital(from)+" "+v+" into force.")
		}
		for _, k := range ranges {
			to := stands[k]
			if from == "" || to == "" {
				continue
			}
			if to == "France" {
				to = "Germany"
			}
			for _, slot := range append(slices.Clone(t.to), "obj") {
				switch slot {
				case "obj":
					out = append(out, capital(from)+" "+v+" "+to+".", "Germany and "+capital(from)+" "+bare+" "+to+".")
				case "subj":
					out = append(out, capital(to)+" "+v+" "+from+".")
				default:
					out = append(out, capital(from)+" "+v+" "+slot+" "+to+".", "Germany "+v+" "+from+" "+slot+" "+to+".", capital(from)+" "+v+" talks "+slot+" "+to+".",
						capital(from)+" is "+participle(verb)+" "+slot+" "+to+".", capital(from)+" "+v+" money "+slot+" "+to+".", "France "+v+" an agreement "+slot+" "+to+".")
				}
			}
		}
	}
	return out
}

func capital(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// participle is the passive form of a regular verb.
func participle(verb string) string {
	first, rest, _ := strings.Cut(verb, "_")
	switch first {
	case "hold", "build", "sign", "take", "run":
		first = map[string]string{"hold": "held", "build": "built", "sign": "signed", "take": "taken", "run": "run"}[first]
	default:
		first = strings.TrimSuffix(first, "e") + "ed"
	}
	return strings.TrimSpace(first + " " + spaced(rest))
}
