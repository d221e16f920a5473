package mention

import (
	"slices"
	"strings"
)

// Paper is what a document is that several make together, "" for any other.
type Paper string

// The papers that are the text itself of what their makers conclude.
const (
	PaperTreaty      Paper = "treaty"
	PaperDeclaration Paper = "declaration"
)

// preambleLimit is how far into a document the parties of a treaty are looked
// for, in sentences; declarationHead those of a joint declaration.
const (
	preambleLimit   = 60
	declarationHead = 8
)

// Line is the text of a sentence, on one line, in lower case.
func (d *Doc) Line(i int) string {
	start, end := d.Span(i)
	t, _ := d.Text.Slice(start, end)
	return strings.Join(strings.Fields(strings.ToLower(t)), " ")
}

// isTreaty reports whether the document is a treaty's own text: it calls its
// parties so, and has articles or the formula of agreement.
func (d *Doc) isTreaty() bool {
	articles, parties, called, formula, preamble := 0, 0, false, false, false
	for i := range min(d.Len(), 400) {
		t := d.Line(i)
		if headsArticle(t) {
			articles++
		}
		if strings.Contains(t, "the parties") {
			parties++
		}
		early := i < preambleLimit
		preamble = preamble || early && strings.HasPrefix(t, "preamble")
		called = called || strings.Contains(t, "contracting part") || early && definesParties(t) >= 0
		formula = formula || agreeing(t) || strings.Contains(t, "have agreed") && early && called
	}
	switch {
	case formula:
		return articles > 0 || called || d.preambleTitle() || d.Note()
	case articles > 1:
		return called || parties > 2 || articles > 2 && d.preambleTitle()
	}
	return preamble && d.preambleTitle()
}

// formulas are the words by which the parties of a text bind themselves.
var formulas = []string{"agreed as follows", "agree as follows", "agreed on the following", "agree on the following", "agreed to the following", "in witness whereof",
	"following understanding", "following arrangement", "agreed upon the following", "following provisions", "have agreed on this", "therefore, agree", "therefore agree", "shall constitute an agreement", "constitute an agreement between", "is agreed as follows", "is hereby agreed"}

// agreeing reports a sentence in small letters with the formula of agreement.
func agreeing(t string) bool {
	return slices.ContainsFunc(formulas, func(f string) bool { return strings.Contains(t, f) })
}

// Note reports an exchange of notes or letters: one side proposes to the other what
// is to be an agreement between them.
func (d *Doc) Note() bool {
	for i := range min(d.Len(), preambleLimit) {
		t := d.Line(i)
		if strings.Contains(t, "have the honour to") || strings.Contains(t, "have the honor to") || strings.Contains(t, "has the honour to") || strings.Contains(t, "has the honor to") {
			return true
		}
	}
	return false
}

// headsArticle reports the heading of an article: "Article 1", "ARTICLE I Scope".
func headsArticle(t string) bool {
	for _, word := range []string{"article ", "art. "} {
		if rest, ok := strings.CutPrefix(t, word); ok && rest != "" && (strings.ContainsRune("0123456789ivx", rune(rest[0])) || len(rest) > 1 && (rest[1] == '-' || rest[1] == '.')) {
			return true
		}
	}
	return false
}

// Papers are what the titles of agreements call them.
var Papers = []string{"agreement", "treaty", "convention", "memorandum", "protocol", "arrangement"}

// preambleTitle reports that an early line reads "... agreement between ...".
func (d *Doc) preambleTitle() bool {
	for i := range min(d.Len(), 12) {
		if t := d.Line(i); strings.Contains(t, "between") && slices.ContainsFunc(Papers, func(p string) bool { return strings.Contains(t, p) }) {
			return true
		}
	}
	return false
}

// declarations are what the heads of joint texts call them.
var declarations = []string{"declaration", "communiqué", "communique", "joint statement", "joint press statement", "joint press release", "agreed minutes", "minutes of the"}

// isDeclaration reports a document that its title or its first line calls a joint
// declaration; a line that tells of one is a sentence with a full stop.
func (d *Doc) isDeclaration() bool {
	head := strings.ToLower(d.Title)
	for i := range min(d.Len(), 2) {
		if t := d.Line(i); !strings.HasSuffix(t, ".") {
			head += " " + t
		}
	}
	return slices.ContainsFunc(declarations, func(d string) bool { return strings.Contains(head, d) })
}

// definesParties returns the byte at which a sentence says what it calls its
// parties, -1 if it does not.
func definesParties(t string) int {
	at := -1
	for _, mark := range []string{"hereinafter", "hereafter", "herein after", "here in after", "in the following", "referred to", "as “the part", "as \"the part"} {
		if i := strings.Index(t, mark); i >= 0 && slices.ContainsFunc(called, func(c string) bool { return strings.Contains(t[i:], c) }) && (at < 0 || i < at) {
			at = i
		}
	}
	if at >= 0 {
		return at
	}
	for _, open := range []string{"“", "\"", "'", "‘", "”", "``"} { // ("the Parties")
		for _, name := range []string{"the parties", "parties", "the sides", "the participants", "the contracting parties", "the partner states", "party", "a party"} {
			if i := strings.Index(t, open+name); i > 0 && (strings.LastIndexByte(t[:i], '(') >= 0 || strings.Contains(t[i:], ")")) {
				return i
			}
		}
	}
	return -1
}

// called are the nouns by which agreements call those who make them.
var called = []string{"part", "side", "signator", "states", "countries", "governments", "ministers"}

// entitles reports words before "between" that call the text an agreement.
func entitles(t string) bool {
	for _, p := range Papers {
		if i := strings.Index(t, p); i >= 0 && len(t)-i < 60 && i < 80 {
			return true
		}
	}
	return false
}
