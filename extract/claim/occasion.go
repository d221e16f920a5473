package claim

// occasion finds whom an act answers or serves where nothing nearer says whom it
// concerns: "in response to", "in protest at", "despite an appeal by".
func (s *sentence) occasion(verb int) []int {
	for _, k := range s.kids[verb] {
		if b := s.base(k); b != "obl" && b != "advcl" {
			continue
		}
		if words := s.demanded(k); len(words) > 0 {
			return words
		}
		switch p := s.preposition(k); {
		case defiant[p]:
			return []int{k}
		case p == "under" && s.lemma(k) == "pressure", (p == "in" || p == "as") && answers[s.lemma(k)]:
			for _, kk := range s.kids[k] {
				if s.base(kk) == "nmod" && s.preposition(kk) != "" {
					return []int{kk}
				}
			}
		}
	}
	return nil
}

// defiant are prepositions before what an act is done against: no cooperation is.
var defiant = set([]string{"despite", "in spite of", "in defiance of"})

// demanded are those on whom an act depends: "will not stop until the ministry
// pays", "will strike unless its demands are met by the company".
func (s *sentence) demanded(clause int) []int {
	if !s.has(clause, "mark", "until", "unless", "if") {
		return nil
	}
	r := s.roles(clause)
	if len(r.subj) > 0 && s.upos(r.subj[0]) != "PRON" {
		return r.subj
	}
	return nil
}

// answers are nouns by which an act is said to answer or to serve another.
var answers = set([]string{"response", "retaliation", "reaction", "reply", "protest", "opposition", "support", "solidarity", "defiance", "violation",
	"favour", "favor", "revenge", "reprisal", "answer", "punishment", "accordance", "compliance"})
