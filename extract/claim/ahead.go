package claim

import (
	"slices"
	"strings"

	"entente/extract/mention"
)

// ahead reports a clause in the present of which a time says that it is still to come:
// "visits Oslo next week", "is meeting Y on Friday", "is in Oslo tomorrow". A bare day
// says so of what is arranged beforehand, where no headline tells it.
func (s *sentence) ahead(v int) bool {
	if g, ok := s.government(v); !s.present(v) || ok && (g.speech || g.none || g.modality != "") {
		return false
	}
	arranged := s.first(v, "cop") >= 0 || mention.Scheduled(s.lemma(v))
	for w := range s.Words {
		if !s.timeOf(w, v) || s.each(w) {
			continue
		}
		if s.coming(w) || arranged && (s.future[w] || s.weekday(w) && s.sentenced()) {
			return true
		}
	}
	return false
}

// present reports a clause in the present tense.
func (s *sentence) present(v int) bool {
	if k := s.first(v, "cop"); k >= 0 {
		return s.first(v, "aux") < 0 && tagged(&s.Words[k], "VBZ", "VBP")
	}
	for _, k := range s.with(v, "aux", "aux:pass") {
		return s.lemma(k) == "be" && tagged(&s.Words[k], "VBZ", "VBP")
	}
	return s.verbal(v) && (tagged(&s.Words[v], "VBZ", "VBP") || s.Words[v].XPOS == "VB" && s.first(v, "mark") < 0 && s.first(v, "nsubj") >= 0)
}

// timeOf reports a phrase that hangs on the verb, or on a phrase of the verb behind it.
func (s *sentence) timeOf(w, v int) bool {
	switch s.rel(w) {
	case "obl", "obl:unmarked", "advmod", "nmod", "nmod:unmarked", "obj":
	default:
		return false
	}
	h := s.head(w)
	if h >= 0 && h != v && w > h && (s.base(h) == "obl" || s.base(h) == "obj") {
		h = s.head(h)
	}
	return h == v
}

// coming reports an expression of time that lies ahead whatever the day it is said on:
// "tomorrow", "next week", "later this month", "in the coming days".
func (s *sentence) coming(w int) bool {
	if s.lemma(w) == "tomorrow" {
		return true
	}
	if !s.isTime(w) && !seasons[s.lemma(w)] {
		return false
	}
	if p := s.preposition(w); p == "over" || p == "for" || p == "until" || p == "by" {
		return false
	}
	for _, k := range s.kids[w] {
		switch s.lemma(k) {
		case "next", "coming", "upcoming", "come":
			return true
		case "this":
			return k > 0 && strings.EqualFold(s.Words[k-1].Text, "later")
		}
	}
	return false
}

// seasons are further words for spans of time that "next" goes before.
var seasons = set([]string{"weekend", "season", "quarter", "decade", "fall", "morning", "evening"})

// weekday reports a bare day of the week, "on Friday".
func (s *sentence) weekday(w int) bool {
	p := s.preposition(w)
	return days[s.Words[w].Text] && (p == "on" || p == "") && s.first(w, "amod") < 0
}

// each reports what happens again and again: "every Monday", "on Fridays".
func (s *sentence) each(w int) bool {
	return s.has(w, "det", "every", "each") || days[strings.TrimSuffix(s.Words[w].Text, "s")] && strings.HasSuffix(s.Words[w].Text, "s")
}

// sentenced reports a full sentence, no headline.
func (s *sentence) sentenced() bool {
	n := len(s.Words)
	return n > 0 && slices.Contains([]string{".", "!", "”", "\""}, s.Words[n-1].Text)
}
