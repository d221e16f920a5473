package segment

import "unicode"

// The ways in which an abbreviation can stand before a capital.
type abbreviation int

const (
	notShort  abbreviation = iota
	title                  // never ends a sentence before a capital: "Mr.", "Gen.", "No."
	ambiguous              // ends one before a word that begins sentences: "Inc.", "U.S."
	month                  // like ambiguous; a number behind it belongs to it: "Nov."
	initial                // one capital letter
)

// kindOf looks a token with its point up.
func kindOf(token string) abbreviation {
	if k := listed(token); k != notShort {
		return k
	}
	rs := []rune(token)
	switch {
	case len(rs) == 2 && unicode.IsUpper(rs[0]) && rs[0] != 'I' && rs[1] == '.':
		return initial
	case isDotted(rs):
		return ambiguous
	}
	return notShort
}

func listed(token string) abbreviation {
	switch token {
	case "Mr.", "Mrs.", "Ms.", "Dr.", "H.E.", "H.H.", "H.M.", "H.R.H.", "Engr.", "Smt.", "Prof.", "Gen.", "Lt.", "Col.", "Maj.", "Capt.", "Cpt.", "Cmdr.", "Adm.", "Sgt.", "Cpl.", "Brig.",
		"Sen.", "Sens.", "Rep.", "Reps.", "Gov.", "Govs.", "Pres.", "Rev.", "Hon.", "Amb.", "Messrs.", "Mme.", "Mlle.", "St.", "Ste.", "Ft.", "Mt.",
		"Supt.", "Insp.", "Det.", "Msgr.", "Fr.", "Sr.", "vs.", "Vs.", "v.", "No.", "Nos.", "no.", "nos.", "Art.", "Arts.", "art.", "Fig.", "Figs.", "fig.", "pp.", "p.", "Vol.", "vol.",
		"Ch.", "ch.", "Sec.", "sec.", "para.", "paras.", "e.g.", "i.e.", "cf.", "eg.", "ie.", "approx.", "ca.", "c.", "al.", "viz.", "Ph.", "Attn.", "ext.", "Ext.",
		"Res.", "res.", "Doc.", "ed.", "eds.", "Rs.", "Bn.", "Br.", "Ald.", "Atty.", "Asst.", "dept.", "Dept.", "Univ.", "Gens.", "Cols.", "Profs.", "Drs.":
		return title
	case "Jan.", "Feb.", "Mar.", "Apr.", "Jun.", "Jul.", "Aug.", "Sep.", "Sept.", "Oct.", "Nov.", "Dec.",
		"Mon.", "Tue.", "Tues.", "Wed.", "Thu.", "Thur.", "Thurs.", "Fri.", "Sat.", "Sun.":
		return month
	case "Inc.", "Corp.", "Ltd.", "Co.", "Cos.", "Bros.", "Jr.", "Esq.", "etc.", "Etc.", "et.", "a.m.", "p.m.", "A.M.", "P.M.", "Ave.", "Blvd.", "Rd.", "Calif.", "Fla.", "Ill.", "Mass.",
		"Mich.", "Minn.", "Okla.", "Ore.", "Pa.", "Tenn.", "Tex.", "Va.", "Wash.", "Wis.", "Conn.", "Ariz.", "Ala.", "Ark.", "Colo.", "Ga.", "Kan.", "Ky.", "La.", "Md.", "Mo.",
		"Neb.", "Nev.", "Del.", "Intl.", "Assn.", "Natl.", "govt.", "Govt.", "est.", "max.", "mph.", "lbs.", "hrs.", "mins.", "yrs.", "sq.", "Ph.D.", "Hwy.", "Bldg.", "Int'l.", "Plc.", "S.p.A.":
		return ambiguous
	}
	return notShort
}

// isDotted says whether letters and points take turns: "U.S.", "a.k.a.".
func isDotted(rs []rune) bool {
	if len(rs) < 4 || len(rs)%2 != 0 {
		return false
	}
	for i := 0; i < len(rs); i += 2 {
		if !unicode.IsLetter(rs[i]) || rs[i+1] != '.' {
			return false
		}
	}
	return true
}

// isShort says whether the point that ends a core belongs to it. Words that
// are abbreviations only before something ("No." before a number) need it.
func (t *tokenizer) isShort(start, end int) bool {
	if end-start > 8 {
		return false
	}
	from := end - 1
	for from > start && (unicode.IsLetter(t.runes[from-1]) || t.runes[from-1] == '.') {
		from--
	}
	word := string(t.runes[from:end])
	next := t.peek(end)
	if from > start && t.runes[from-1] != '-' && !isDigit(t.runes[from-1]) && t.runes[from-1] != '/' {
		return false
	}
	switch word {
	case "No.", "no.", "Nos.", "nos.", "Art.", "art.", "p.", "Res.", "res.", "sec.", "fig.", "ed.", "para.":
		return isDigit(next)
	case "Mar.", "Jun.", "Sat.", "Sun.", "Mon.", "Wed.", "Dec.", "Fri.", "La.", "Pa.", "Mass.", "Wash.", "Ill.", "Co.", "Del.", "max.", "est.", "Ore.", "Miss.":
		return next != 0
	}
	switch kindOf(word) {
	case notShort:
		return false
	case initial:
		return from == start && (unicode.IsUpper(next) || unicode.IsLower(next) || next == ',' || next == 0 && start > 0 && len(t.tokens) == 0)
	}
	return true
}

// peek gives the rune that follows a position after white space or signs that
// close, within the part in work, or 0.
func (t *tokenizer) peek(at int) rune {
	for at < t.end && unicode.IsSpace(t.runes[at]) {
		at++
	}
	if at >= t.end {
		return 0
	}
	return t.runes[at]
}
