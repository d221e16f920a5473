package claim

import (
	"slices"
	"strings"

	"entente/extract/parse"
	"entente/extract/segment"
)

// operatives are the verbs that open the clauses of resolutions.
var operatives = set([]string{"acknowledges", "adopts", "affirms", "appeals", "applauds", "appoints", "appreciates", "approves", "asks", "authorizes", "authorises", "calls", "commends",
	"concludes", "condemns", "confirms", "congratulates", "considers", "decides", "declares", "demands", "denounces", "deplores", "designates", "directs", "emphasizes", "emphasises", "encourages",
	"endorses", "establishes", "expresses", "extends", "instructs", "invites", "lifts", "notes", "opposes", "pledges", "praises", "proclaims", "reaffirms", "recalls", "recognizes", "recognises",
	"recommends", "regrets", "reiterates", "rejects", "remains", "renews", "requests", "resolves", "salutes", "stresses", "supports", "suspends", "takes", "terminates", "thanks",
	"underlines", "underscores", "urges", "warns", "welcomes"})

// operative is the word that opens a clause of a resolution behind its number or before
// its semicolon: "3. Calls upon X to", "(b) Further requests Y"; -1 where the sentence is
// none.
func operative(n int, text func(int) string) int {
	k := 0
	for k < n && k < 4 && (text(k) == "(" || text(k) == ")" || text(k) == "." || marker(text(k))) {
		k++
	}
	if k == 0 && (n < 3 || text(n-1) != ";") || k >= n {
		return -1
	}
	at := k
	for at < n-1 && at < k+3 && (strings.HasSuffix(text(at), "ly") || slices.Contains([]string{"also", "further", "once", "again"}, strings.ToLower(text(at)))) {
		at++
	}
	if first := text(k); first == strings.ToLower(first) || !operatives[strings.ToLower(text(at))] {
		return -1
	}
	return k
}

// marker reports the number or letter of a clause.
func marker(text string) bool {
	if len(text) == 1 && text >= "a" && text <= "z" {
		return true
	}
	return text != "" && strings.Trim(text, "0123456789") == "" && len(text) < 4 || text != "" && strings.Trim(text, "ivx") == "" && len(text) < 5
}

// withSubject is the tree of a clause that lacks its subject, nil where it cannot be told:
// what stands from word at is read behind a name, as if it were a sentence.
func (g Grammar) withSubject(s segment.Sentence, at int) *parse.Tree {
	full := s
	full.Tokens = slices.Insert(slices.Clone(s.Tokens[at:]), 0, segment.Token{Text: "Canada", Start: s.Tokens[at].Start, End: s.Tokens[at].Start})
	full.Tokens[1].Text = strings.ToLower(s.Tokens[at].Text)
	t := g.rules.mend(g.Model.Parse(full))
	root := t.Words[0].Head
	if root < 0 || t.Words[0].Rel != "nsubj" || t.Words[root].Head >= 0 || len(t.Children(0)) > 0 {
		return nil
	}
	out := &parse.Tree{Words: make([]parse.Word, 0, len(s.Tokens))}
	for range at {
		out.Words = append(out.Words, parse.Word{UPOS: "PUNCT", XPOS: "LS", Head: root - 1 + at, Rel: "discourse"})
	}
	for _, w := range t.Words[1:] {
		if w.Head >= 0 {
			w.Head += at - 1
		}
		out.Words = append(out.Words, w)
	}
	for i := range out.Words {
		out.Words[i].Token = s.Tokens[i]
	}
	return out
}
