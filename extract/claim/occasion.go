package claim

// occasion finds whom an act answers or serves where nothing nearer says whom it
// concerns: "in response to", "in protest at", "despite an appeal by".
func (s *sentence) occasion(verb int) []int {
	for _, k := range s.kids[verb] {
		if b := s.base(k); b != "obl" && b != "advcl" {
			continue
		}
		switch p := s.preposition(k); {
		case p == "despite" || p == "in spite of" || p == "in defiance of":
			return []int{k}
		case (p == "in" || p == "as") && answers[s.lemma(k)]:
			for _, kk := range s.kids[k] {
				if s.base(kk) == "nmod" && s.preposition(kk) != "" {
					return []int{kk}
				}
			}
		}
	}
	return nil
}

// answers are nouns by which an act is said to answer or to serve another.
var answers = set([]string{"response", "retaliation", "reaction", "reply", "protest", "opposition", "support", "solidarity", "defiance", "violation",
	"favour", "favor", "revenge", "reprisal", "answer", "punishment", "accordance", "compliance"})
