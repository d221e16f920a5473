package mention

// Scheduled reports the lemma of a verb for what is arranged beforehand, which is told in
// the present where it lies ahead: "visits Oslo on Friday", "signs the accord in May".
func Scheduled(verb string) bool { return scheduled[verb] }

var scheduled = set("visit", "tour", "travel", "fly", "head", "go", "come", "arrive", "return", "leave", "depart", "land", "meet", "host", "receive", "welcome",
	"hold", "attend", "join", "convene", "gather", "address", "open", "begin", "start", "launch", "kick", "sign", "initial", "inaugurate", "conclude", "chair", "mediate",
	"send", "deploy", "deliver", "hand", "transfer", "withdraw", "pull", "lift", "reopen", "resume", "stage", "conduct", "discuss", "negotiate", "talk", "confer")

// foresees reports that the verb of word k's clause is in the present and means what is
// arranged beforehand, so that a day there lies ahead.
func (s *sentence) foresees(k int) bool {
	v := s.clauseOf(k)
	if v < 0 || !Scheduled(s.tree.Words[v].Lemma) || s.words[len(s.words)-1] != "." {
		return false
	}
	tag := s.tree.Words[v].XPOS
	present := tag == "VBZ" || tag == "VBP"
	for _, i := range s.tree.Children(v) {
		if w := &s.tree.Words[i]; w.Rel == "aux" || w.Rel == "aux:pass" {
			present = w.Lemma == "be" && (w.XPOS == "VBZ" || w.XPOS == "VBP")
		}
	}
	return present
}

// toCome reports an infinitive with a subject, which is what headlines tell of what is to
// come: "Macron to visit Rabat in May".
func (s *sentence) toCome(k int) bool {
	v := s.clauseOf(k)
	return v >= 0 && s.tree.Words[v].XPOS == "VB" && childWith(s.tree, v, "mark") >= 0 && childWith(s.tree, v, "nsubj") >= 0
}
