package lexicon

import "slices"

// Head is a noun or phrase that is the head of names and descriptions of
// agreements, meetings, projects, initiatives and organisations.
type Head struct {
	Phrase string // in the singular, lower case
	Kind   string // Agreement, Meeting, Project, Initiative or Organization
	Plural bool   // found in the plural
	Named  bool   // closes or opens proper names ("Astana Declaration", "Treaty of Nice")
	Signed bool   // can be signed
	Event  bool   // is itself something that happens (visit, talks)
	Loose  bool   // often means something else ("plan", "line", "party")
	Len    int    // tokens covered
}

// Heads returns what a word can be the head of, in any case, singular or
// plural; nil where it is no head. A word can be the head of several kinds.
func (l *Lexicon) Heads(word string) []Head {
	return l.HeadsAt([]string{word}, 0)
}

// HeadsAt returns the readings of the longest head phrase that begins at
// tokens[i] ("memorandum of understanding"), nil where none begins there.
func (l *Lexicon) HeadsAt(tokens []string, i int) []Head {
	if i < 0 || i >= len(tokens) {
		return nil
	}
	values, n := l.headsAt.match(tokens, i)
	var out []Head
	slices.Sort(values)
	for _, v := range values {
		h := l.heads[v]
		h.Len = n
		if !slices.Contains(out, h) {
			out = append(out, h)
		}
	}
	return out
}

func (l *Lexicon) loadHeads() error {
	rows, err := readTable("heads.tsv")
	if err != nil {
		return err
	}
	for _, r := range rows {
		f := r.list("flags")
		h := Head{Phrase: r.get("phrase"), Kind: r.get("kind"), Named: slices.Contains(f, "named"), Signed: slices.Contains(f, "signed"),
			Event: slices.Contains(f, "event"), Loose: slices.Contains(f, "loose")}
		if h.Phrase == "" || h.Kind == "" {
			return r.errorf("head without phrase or kind")
		}
		l.addHead(h.Phrase, h)
		if p := r.get("plural"); p != "-" {
			if p == "" {
				p = Plural(h.Phrase)
			}
			h.Plural = true
			l.addHead(p, h)
		}
	}
	return nil
}

func (l *Lexicon) addHead(phrase string, h Head) {
	l.heads = append(l.heads, h)
	l.headsAt.add(phrase, int32(len(l.heads)-1), true)
}
