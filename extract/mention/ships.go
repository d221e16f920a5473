package mention

import "entente/graph"

// navies are the states to whose navy the prefix of a ship's name belongs.
var navies = map[string]graph.EntityID{"BRP": "state:PHL", "HMS": "state:GBR", "RFA": "state:GBR", "HMAS": "state:AUS", "HMCS": "state:CAN", "HMNZS": "state:NZL",
	"USS": "state:USA", "USNS": "state:USA", "USCGC": "state:USA", "KRI": "state:IDN", "ROKS": "state:KOR", "ORP": "state:POL", "PNS": "state:PAK", "TCG": "state:TUR",
	"SLNS": "state:LKA", "BNS": "state:BGD", "HDMS": "state:DNK", "HNLMS": "state:NLD", "HNoMS": "state:NOR", "HSwMS": "state:SWE"}

// readShip takes the name of a ship at word i, behind the prefix of a navy or where the
// document has named it so before, and returns its length. A ship acts, and is acted on, for
// the state whose forces have it.
func (r *reader) readShip(s *sentence, i int) int {
	if s.taken[i] || !capitalised(s.words[i]) {
		return 0
	}
	lo := i
	if navies[s.words[i]] != "" {
		lo++
	}
	hi := lo
	for hi < len(s.words) && hi < lo+3 && capitalised(s.words[hi]) && !s.taken[hi] && (s.upos(hi) == "PROPN" || lo > i) {
		hi++
	}
	for ; hi > lo; hi-- {
		name := join(s, lo, hi)
		if lo > i {
			r.ships[name] = navies[s.words[i]]
		} else if r.ships[name] == "" || s.lower(i-1) != "the" {
			continue
		}
		r.add(s, i, hi, Mention{Entity: r.ships[name], Kind: graph.KindState, Name: r.lex.Name(string(r.ships[name])), Role: "MIL", Form: FormRole})
		return hi - i
	}
	return 0
}

// shipBeside returns the state of the ship whose name stands in apposition to word k: "the
// frigate USS Philippine Sea"; "" for none.
func (r *reader) shipBeside(s *sentence, k int) graph.EntityID {
	for i := len(r.mentions) - 1; i >= 0 && r.mentions[i].Sentence == s.index; i-- {
		m := &r.mentions[i]
		if w := s.tree.Words[m.Head]; w.Head == k && (base(w.Rel) == "appos" || base(w.Rel) == "flat") && navies[s.words[s.wordAt(m.NameStart)]] != "" {
			return m.Entity
		}
	}
	return ""
}
