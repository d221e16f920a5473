package mention

import (
	"entente/extract/lexicon"
)

// portfolio returns the office at word i whose field no table has, written as part of the
// title before a name: "Fisheries Minister X", "Migrant Workers Secretary X", "Science and
// Technology Minister X".
func (r *reader) portfolio(s *sentence, i int) (lexicon.Office, bool) {
	if s.headline || s.taken[i] || !capitalised(s.words[i]) || s.courtesy(i) > 0 {
		return lexicon.Office{}, false
	}
	for k := i; k < min(len(s.words), i+6); k++ {
		w := s.lower(k)
		if o, ok := r.lex.OfficeAt(s.words, k); ok && !o.Plural && o.Kind != "people" && o.Kind != "person" {
			if k == i || !o.Title || !fielded[s.lower(k+o.Len-1)] || !capitalised(s.words[k+o.Len-1]) || s.words[k-1] == "," {
				return lexicon.Office{}, false
			}
			o.Len += k - i
			return o, true
		}
		if w == "secretary" && k > i && capitalised(s.words[k]) { // not one who keeps letters
			o, ok := r.lex.OfficeAt([]string{"undersecretary"}, 0)
			o.Phrase, o.Len = w, k-i+1
			return o, ok
		}
		joint := k > i && (w == "and" || w == "," || isDash(s.words[k]) && tight(s, k))
		if !joint && (!capitalised(s.words[k]) || s.taken[k] || r.lex.GivenName(s.words[k]) || len(r.lex.Match(s.words, k)) > 0) {
			return lexicon.Office{}, false
		}
	}
	return lexicon.Office{}, false
}

// fielded are offices before which stands the field of which their holders have charge.
var fielded = set("minister", "secretary", "commissioner", "undersecretary", "ombudsman", "ambassador")
