package mention

import (
	"cmp"
	"strings"
)

// notBy says of whom the personal pronoun at word k does not speak: of a "woman" or a "man".
func (s *sentence) notBy(k int) string {
	switch s.lower(k) {
	case "she", "her", "hers", "herself":
		return "man"
	}
	return "woman"
}

// bearer says whether a person is a "woman" or a "man", by a title before the name or by
// the given name, "" where neither tells.
func (r *reader) bearer(m *Mention) string {
	name := cmp.Or(r.lex.Name(string(m.Entity)), m.Name)
	if _, key, ok := strings.Cut(string(m.Entity), ":"); ok && len(strings.Fields(name)) < 2 {
		name = strings.ReplaceAll(key, "-", " ")
	}
	title, _ := r.doc.Text.Slice(m.Start, m.NameStart)
	for w := range strings.FieldsSeq(strings.ToLower(title)) {
		if b := styled[strings.TrimSuffix(w, ".")]; b != "" {
			return b
		}
	}
	words := strings.Fields(name)
	for _, w := range words[:max(0, len(words)-1)] {
		if b := r.lex.Bearer(w); b != "" {
			return b
		}
	}
	if len(words) > 1 && r.lex.FamilyFirst(words[0]) {
		return r.lex.Bearer(words[len(words)-1])
	}
	return ""
}

// styled are the titles that say who bears them.
var styled = map[string]string{"mr": "man", "king": "man", "prince": "man", "emperor": "man", "sir": "man", "lord": "man", "chairman": "man", "spokesman": "man",
	"mrs": "woman", "ms": "woman", "miss": "woman", "madam": "woman", "queen": "woman", "princess": "woman", "empress": "woman", "dame": "woman", "chairwoman": "woman", "spokeswoman": "woman"}
