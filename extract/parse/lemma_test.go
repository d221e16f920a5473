package parse_test

import (
	"testing"

	"entente/extract/parse"
)

func TestLemma(t *testing.T) {
	for _, c := range []struct{ form, tag, want string }{
		{"signed", "VBD", "sign"}, {"freed", "VBD", "free"}, {"refereed", "VBN", "referee"}, {"agreed", "VBD", "agree"}, {"provoked", "VBN", "provoke"}, {"escalating", "VBG", "escalate"},
		{"fuelling", "VBG", "fuel"}, {"called", "VBD", "call"}, {"hoped", "VBD", "hope"}, {"planned", "VBN", "plan"}, {"denies", "VBZ", "deny"},
		{"withdrew", "VBD", "withdraw"}, {"overthrown", "VBN", "overthrow"}, {"Was", "VBD", "be"}, {"n't", "RB", "not"}, {"ties", "VBZ", "tie"},
		{"annexed", "VBD", "annex"}, {"ratified", "VBN", "ratify"}, {"normalised", "VBN", "normalise"}, {"demarcated", "VBD", "demarcate"},
		{"demilitarizing", "VBG", "demilitarize"}, {"embargoed", "VBN", "embargo"}, {"lobbies", "VBZ", "lobby"}, {"reaches", "VBZ", "reach"},
		{"crises", "NNS", "crisis"}, {"treaties", "NNS", "treaty"}, {"countries", "NNS", "country"}, {"men", "NNS", "man"}, {"talks", "NNS", "talk"},
		{"larger", "JJR", "large"}, {"heaviest", "JJS", "heavy"}, {"biggest", "JJS", "big"}, {"better", "JJR", "good"},
		{"Iranian", "JJ", "Iranian"}, {"Tajikistani", "JJ", "Tajikistani"}, {"Clean", "JJ", "clean"}, {"Bilateral", "JJ", "bilateral"},
		{"Kazakhstan", "NNP", "Kazakhstan"}, {"tehran", "NNP", "Tehran"}, {"’s", "POS", "'s"}, {"him", "PRP", "he"},
		{"Children", "NNPS", "Child"}, {"States", "NNPS", "State"}, {"Nations", "NNPS", "Nation"}, {"Syrians", "NNS", "Syrian"}, {"Uzbeks", "NNS", "uzbek"},
		{"Ministers", "NNS", "minister"}, {"Countries", "NNPS", "Country"}, {"STATES", "NNPS", "STATE"},
	} {
		if got := parse.Lemma(c.form, c.tag); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.form, c.tag, got, c.want)
		}
	}
}
