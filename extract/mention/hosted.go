package mention

import (
	"slices"
	"strings"

	"entente/graph"
)

// hosting are the verbs whose object is a meeting that somebody gives a place to.
var hosting = set("host", "co-host", "convene", "organise", "organize", "stage")

// hostedMeetings takes meetings that the text only describes and of which it says who
// hosts them: "the five-day summit, hosted by X". Such a one is named after its head, its
// hosts and its date.
func (r *reader) hostedMeetings(s *sentence) {
	for k := range s.words {
		if s.taken[k] || s.upos(k) != "NOUN" && s.upos(k) != "ADJ" || capitalised(s.words[k]) {
			continue
		}
		h, n, ok := r.headAt(s, k)
		if !ok || graph.EntityKind(h.Kind) != graph.KindMeeting || h.Plural || !s.free(k, k+n) || n == 1 && s.tree.Words[k].XPOS == "NNS" {
			continue
		}
		verb := s.hostedBy(k + n - 1)
		if n > 1 && verb < 0 {
			verb = s.hostedBy(k) // "round of talks" hangs by its first word
		}
		if verb < 0 {
			continue
		}
		hosts := r.signersOf(s, k, verb)
		if len(hosts) == 0 {
			continue
		}
		slices.Sort(hosts)
		key := []string{h.Phrase}
		for _, id := range hosts {
			_, code, _ := strings.Cut(id, ":")
			key = append(key, code)
		}
		if d := r.firstDate(s); d != "" {
			key = append(key, strings.Trim(string(d), "~?"))
		}
		lo := k
		for lo > 0 && (s.upos(lo-1) == "ADJ" || s.upos(lo-1) == "NOUN" || isDash(s.words[lo-1]) && tight(s, lo-1)) {
			lo--
		}
		m := Mention{Kind: graph.KindMeeting, Name: join(s, lo, k+n), Form: FormDescription}
		m.Entity = graph.NewEntityID(graph.KindMeeting, strings.Join(key, " "))
		r.addReference(s, k, k+n, m)
	}
}

// hostedBy is the verb that says who hosts what word k names, -1 for none.
func (s *sentence) hostedBy(k int) int {
	for _, c := range s.tree.Children(k) {
		if w := s.tree.Words[c]; (w.Rel == "acl" && w.XPOS == "VBN" || w.Rel == "acl:relcl") && hosting[w.Lemma] {
			return c
		}
	}
	w := s.tree.Words[k]
	if w.Head >= 0 && (base(w.Rel) == "obj" || w.Rel == "nsubj:pass") && hosting[s.tree.Words[w.Head].Lemma] {
		return w.Head
	}
	return -1
}
