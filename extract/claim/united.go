package claim

import (
	"slices"
	"strings"

	"entente/extract/mention"
	"entente/extract/parse"
	"entente/graph"
)

// united returns the tree, or a copy in which the words of each name hang
// together: the grammar may have taken a name that it does not know for two
// phrases ("Burkina" that cut "Faso"). The word that heads the mention gets the
// place of the one that stands best.
func united(t *parse.Tree, ms []*mention.Mention) *parse.Tree {
	out := t
	for _, m := range ms {
		if title := titleAbove(out, m); title >= 0 {
			if out == t {
				out = &parse.Tree{Words: slices.Clone(t.Words)}
			}
			entitle(out, m, title)
		}
		if m.Form != mention.FormName || !isActor(m.Kind) && m.Kind != graph.KindPlace {
			continue
		}
		apart := apartIn(out, m)
		if len(apart) < 2 {
			continue
		}
		if out == t {
			out = &parse.Tree{Words: slices.Clone(t.Words)}
		}
		unite(out, m, apart)
	}
	return out
}

// titleAbove is the title in a person's phrase on which his name was hung as if it were of
// the office: "Secretary | of State Antony Blinken", -1 for none.
func titleAbove(t *parse.Tree, m *mention.Mention) int {
	if m.Form != mention.FormName || m.Kind != graph.KindPerson || m.Head < 0 || m.Head >= len(t.Words) {
		return -1
	}
	head := m.Head
	for n := 0; n < 3 && t.Words[head].Head >= m.Lo && t.Words[head].Head < m.Hi && !titles[strings.ToLower(t.Words[head].Text)]; n++ {
		head = t.Words[head].Head
	}
	if head == m.Head || head < m.Lo || head > m.Head || inside(t, m, head) || !titles[strings.ToLower(t.Words[head].Text)] || inPhrase(m, t.Words[head].Head) {
		return -1
	}
	return head
}

func inPhrase(m *mention.Mention, i int) bool { return i >= m.Lo && i < m.Hi }

// titles are heads of offices that a person bears before his name.
var titles = set([]string{"secretary", "undersecretary", "minister", "commissioner", "chancellor"})

// entitle gives the name the place of its title, which then describes it.
func entitle(t *parse.Tree, m *mention.Mention, title int) {
	t.Words[m.Head].Head, t.Words[m.Head].Rel = t.Words[title].Head, t.Words[title].Rel
	for i := range t.Words {
		w := &t.Words[i]
		switch {
		case w.Head == title && !inPhrase(m, i), inside(t, m, i) && i != m.Head && w.Head == title:
			w.Head = m.Head // "the minister, who"
		case w.Head == m.Head && inPhrase(m, i) && !inside(t, m, i) && i != title:
			w.Head = title
		}
	}
	t.Words[title].Head, t.Words[title].Rel = m.Head, "nmod:desc"
}

// apartIn are the words of a name that hang on a word outside it.
func apartIn(t *parse.Tree, m *mention.Mention) []int {
	var apart []int
	for i := m.Lo; i < m.Hi && i < len(t.Words); i++ {
		if w := &t.Words[i]; inside(t, m, i) && w.UPOS != "PUNCT" && w.Rel != "case" && w.Rel != "det" && !inside(t, m, w.Head) {
			apart = append(apart, i)
		}
	}
	return apart
}

// inside reports whether word i belongs to the name of a mention.
func inside(t *parse.Tree, m *mention.Mention, i int) bool {
	return i >= m.Lo && i < m.Hi && i < len(t.Words) && t.Words[i].Start >= m.NameStart && t.Words[i].End <= m.NameEnd
}

// unite hangs the words apart on the head of their name.
func unite(t *parse.Tree, m *mention.Mention, apart []int) {
	if !slices.Contains(apart, m.Head) {
		return
	}
	if relisted(t, m, apart) {
		return
	}
	best := apart[0]
	for _, i := range apart {
		if place(t.Words[i].Rel) < place(t.Words[best].Rel) {
			best = i
		}
	}
	head, rel := t.Words[best].Head, t.Words[best].Rel
	for h, n := head, 0; h >= 0 && n < len(t.Words); h, n = t.Words[h].Head, n+1 {
		if slices.Contains(apart, h) {
			return // the one hangs below the other
		}
	}
	for i := range t.Words {
		if w := &t.Words[i]; w.Head >= 0 && w.Head != m.Head && slices.Contains(apart, w.Head) && !inside(t, m, i) {
			w.Head = m.Head
		}
	}
	for _, i := range apart {
		t.Words[i].Head, t.Words[i].Rel = m.Head, "flat"
	}
	t.Words[m.Head].Head, t.Words[m.Head].Rel = head, rel
}

// relisted unties a list of names of which the first was hung before the head of the
// second as part of it: "Ghana and Ivory | Coast".
func relisted(t *parse.Tree, m *mention.Mention, apart []int) bool {
	f := apart[0]
	g := t.Words[f].Head
	if len(apart) != 2 || apart[1] != m.Head || t.Words[f].Rel != "conj" || g < 0 || g > f || t.Words[g].Head != m.Head || t.Words[g].Rel != "compound" {
		return false
	}
	t.Words[g].Head, t.Words[g].Rel = t.Words[m.Head].Head, t.Words[m.Head].Rel
	t.Words[m.Head].Head, t.Words[m.Head].Rel = g, "conj"
	t.Words[f].Head, t.Words[f].Rel = m.Head, "compound"
	for i := range t.Words {
		if w := &t.Words[i]; w.Head == f && w.Rel == "cc" {
			w.Head = m.Head
		}
	}
	return true
}

// place ranks relations by how sure they say what a name does in its clause.
func place(rel string) int {
	switch base, _, _ := strings.Cut(rel, ":"); base {
	case "root", "nsubj", "obj", "iobj":
		return 0
	case "nmod", "conj", "appos":
		return 1
	case "obl":
		return 2
	}
	return 3
}
