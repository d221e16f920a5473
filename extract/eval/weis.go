package eval

import (
	"slices"

	"entente/graph"
)

// The constructed texts carry event numbers of the World Event/Interaction
// Survey (McClelland 1976), which numbers other things than CAMEO does: 122 is
// to denounce there and to reject in CAMEO, 041 to praise and to consult, 064
// to grant a privilege or recognition and to share intelligence. Their root was
// read from the number as if it were CAMEO's. weisKinds says which of our kinds
// a number of WEIS means, by its first two digits, with the exceptions of
// weisExact; four digits and artillery (194) are CAMEO.
var weisKinds = map[string][]graph.RelationKind{
	"01": {graph.Concede, graph.Retreat},   // yield
	"02": {graph.Comment},                  // comment
	"03": {graph.Consult},                  // meet, visit, receive
	"04": {graph.Support},                  // praise, endorse
	"05": {graph.Agree},                    // promise
	"06": {graph.Support, graph.Cooperate}, // grant a privilege, recognise, resume relations
	"07": {graph.Aid},                      // reward: economic, military, other help
	"08": {graph.Agree},                    // agree
	"09": {graph.Request, graph.Appeal},    // request
	"10": {graph.Request, graph.Appeal},    // propose, urge
	"11": {graph.Reject},                   // reject
	"12": {graph.Accuse},                   // accuse, criticise, denounce
	"13": {graph.Accuse},                   // complain
	"14": {graph.Reject},                   // deny
	"15": {graph.Request},                  // demand
	"16": {graph.Threaten},                 // warn
	"17": {graph.Threaten},                 // threaten
	"18": {graph.Protest, graph.Mobilize},  // demonstrate
	"19": {graph.Sanction},                 // reduce relations
	"20": {graph.Coerce, graph.Sanction},   // expel
	"21": {graph.Coerce},                   // seize
	"22": {graph.Assault},                  // force
}

var weisExact = map[string][]graph.RelationKind{
	"065": {graph.Concede}, "066": {graph.Concede}, "194": {graph.Assault}, // WEIS: suspend sanctions, release; CAMEO: artillery
	"1711": {graph.Coerce}, "1721": {graph.Coerce}, "1717": {graph.Sanction},
}

// weisNumbered returns the kinds that a number means, nil for one that it lacks.
func weisNumbered(number string) []graph.RelationKind {
	if kinds, ok := weisExact[number]; ok {
		return kinds
	}
	return weisKinds[number[:min(2, len(number))]]
}

// whose returns whom an actor acts for, itself where for nobody else.
func whose(a *graph.Actor) graph.EntityID {
	if a.ActsFor != nil {
		return *a.ActsFor
	}
	return a.ID
}

// acts returns what is claimed between states in a text: who does what to whom. Who acts
// for a state counts as the state.
// What two do together counts both ways.
func acts(claims []graph.Claim, modalities ...graph.Modality) map[string]bool {
	got := make(map[string]bool)
	for i := range claims {
		c := &claims[i]
		if c.To == nil || whose(&c.From).Kind() != graph.KindState || whose(c.To).Kind() != graph.KindState || c.Kind.Quad() == "" {
			continue
		}
		if len(modalities) > 0 && (c.Polarity != graph.Affirmed || !slices.Contains(modalities, c.Modality)) {
			continue
		}
		from, to := state(key(whose(&c.From))), state(key(whose(c.To)))
		got[from+" "+to], got[from+" "+string(c.Kind)+" "+to] = true, true
		if c.Attributes["mutual"] == true {
			got[to+" "+from], got[to+" "+string(c.Kind)+" "+from] = true, true
		}
	}
	return got
}

// readAsWEIS reports whether a text has an event of any kind, mood and polarity
// between all labelled pairs, and whether it has one of the kind that the number
// means.
func readAsWEIS(t *Sentence, claims []graph.Claim) (pairs, kinds bool) {
	any, real := acts(claims), acts(claims, graph.Actual, graph.Intended)
	pairs, kinds = true, true
	for _, g := range t.Gold {
		from, to := state(g.SourceCode), state(g.TargetCode)
		pairs = pairs && any[from+" "+to]
		kinds = kinds && slices.ContainsFunc(weisNumbered(g.Number), func(k graph.RelationKind) bool { return real[from+" "+string(k)+" "+to] })
	}
	return pairs, kinds
}
