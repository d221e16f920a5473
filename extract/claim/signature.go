package claim

import (
	"slices"
	"strings"

	"entente/graph"
)

// signatureDate is the date beside "done at", "signed" or "date of signing". What the text
// does itself at the opening of a sentence goes before what it tells of another paper.
func (r *reader) signatureDate() graph.Date {
	for _, marks := range []func(string) bool{closes, signs} {
		for i := range r.doc.Len() {
			if !marks(r.doc.Line(i)) {
				continue
			}
			if d := r.dayIn(i); d != "" {
				return d
			}
			if i+1 < r.doc.Len() && len(r.doc.Line(i)) < 200 {
				if d := r.dayIn(i + 1); d != "" {
					return d // the date has a line of its own
				}
			}
		}
	}
	return r.datedAbove()
}

// dayIn returns the first day that a sentence names, "" for none.
func (r *reader) dayIn(i int) graph.Date {
	for _, t := range r.doc.Times(i) {
		if len(t.Date) == 10 {
			return t.Date
		}
	}
	return ""
}

// datedAbove is the day in the head of an agreement: in its title, in "agreement
// dated", or in the line above a letter.
func (r *reader) datedAbove() graph.Date {
	letter := r.doc.Note()
	for i := range min(r.doc.Len(), 8) {
		t := r.doc.Line(i)
		if i < 2 && len(t) < 300 && !letter || letter && len(t) < 60 || strings.Contains(t, "agreement dated") || strings.Contains(t, "agreement is made on") || strings.Contains(t, "entered into on") {
			if d := r.dayIn(i); d != "" && !strings.Contains(t, "amending") && !strings.Contains(t, "signed") {
				return d
			}
		}
	}
	return ""
}

// signatures are the words with which a text tells of its signature, openings those that
// do so only where they open a sentence.
var (
	signatures = []string{"done at", "done in", "date of sign", "in witness whereof", "signed at", "signed in", "concluded at", "signed on", "signed this", "done this",
		"done on", "adopted at", "adopted in", "executed at", "executed in"}
	openings = []string{"issued at", "issued in", "done and signed", "signed and sealed", "made at", "given at"}
)

// closes reports whether a sentence in small letters opens with the words by which a text
// tells of its own signature: "DONE at Dar es Salaam on ...", "DONE in duplicate at ...".
func closes(text string) bool {
	return len(text) <= 1500 && slices.ContainsFunc(slices.Concat(signatures, openings), func(mark string) bool { return strings.HasPrefix(text, mark) })
}

// signs reports whether a sentence in small letters tells of the signature.
func signs(text string) bool {
	if len(text) > 1500 {
		return false
	}
	return closes(text) || len(text) < 300 && !strings.Contains(text, "recalling") && slices.ContainsFunc(signatures, func(mark string) bool { return strings.Contains(text, mark) })
}
