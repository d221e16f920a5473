package mention

// part returns the word by which the number at word k counts some of several: "the other
// two", "the latter three"; "" for none.
func (s *sentence) part(k int) string {
	if k < 2 || s.lower(k-2) != "the" {
		return ""
	}
	switch w := s.lower(k - 1); w {
	case "other", "latter", "last", "former", "first":
		return w
	}
	return ""
}

// theRest is the part of a larger set that "the other two", "the latter two" means: of those
// whom the text told together last, or the document's sides, those whom the sentence does not
// name, or the last or first of them.
func (r *reader) theRest(q *asked) (Mention, bool) {
	if q.s.part(q.k) == "" {
		return Mention{}, false
	}
	for back := 0; back <= 2 && q.s.index-back >= 0; back++ {
		for i := r.from(q.s.index-back+1) - 1; i >= 0 && r.mentions[i].Sentence == q.s.index-back; i-- {
			if m := &r.mentions[i]; m.NameStart < q.at() && len(m.Members) > q.count {
				if part, ok := r.partOf(q, texts(m.Members)); ok {
					return part, true
				}
			}
		}
		if ids, _ := onlyStates(r.partiesIn(q.s.index-back, q.at())); len(ids) > q.count {
			if part, ok := r.partOf(q, ids); ok {
				return part, true
			}
		}
	}
	part, _ := r.partOf(q, texts(r.doc.voice.Sides))
	return part, true
}

// partOf is the part of a set that is asked for, false where it is of another number.
func (r *reader) partOf(q *asked, ids []string) (Mention, bool) {
	switch n := q.count; {
	case len(ids) <= n:
		return Mention{}, false
	case q.s.lower(q.k-1) == "other":
		if ids = lacking(ids, r.singly(q.s.index)); len(ids) > n && q.s.index > 0 {
			before, _ := r.subjectsIn(q.s.index-1, q.s.Start)
			ids = lacking(ids, before)
		}
	case q.s.lower(q.k-1) == "latter" || q.s.lower(q.k-1) == "last":
		ids = ids[len(ids)-n:]
	default:
		ids = ids[:n]
	}
	if len(ids) != q.count {
		return Mention{}, false
	}
	var names []string
	for _, id := range ids {
		names = append(names, r.lex.Name(id))
	}
	return r.set(ids, names), true
}

// singly are those whom a sentence names one by one.
func (r *reader) singly(sentence int) (ids []string) {
	for i := r.from(sentence); i < len(r.mentions) && r.mentions[i].Sentence == sentence; i++ {
		if m := &r.mentions[i]; len(m.Members) == 0 {
			ids, _ = r.addParty(ids, nil, m)
		}
	}
	return ids
}

// lacking leaves those who are not among others.
func lacking(ids, others []string) []string {
	for _, id := range others {
		ids, _ = without(ids, nil, id)
	}
	return ids
}
