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

// theRest is the part of a larger set that "the other two", "the latter two" means: those of
// the document's sides, or of whom the text told together last, whom the sentence does not
// name, or the first or last of them.
func (r *reader) theRest(q *asked) (Mention, bool) {
	part := q.s.part(q.k)
	if part == "" {
		return Mention{}, false
	}
	ids, names := r.larger(q)
	if len(ids) <= q.count {
		return Mention{}, true
	}
	switch part {
	case "latter", "last":
		ids, names = ids[len(ids)-q.count:], names[len(names)-q.count:]
	case "former", "first":
		ids, names = ids[:q.count], names[:q.count]
	default:
		if ids, names = lacking(ids, names, r.singly(q.s.index)); len(ids) > q.count {
			before, _ := r.subjectsIn(q.s.index-1, q.s.Start)
			ids, names = lacking(ids, names, before)
		}
	}
	if len(ids) != q.count {
		return Mention{}, true
	}
	return r.set(ids, names), true
}

// larger are those of whom the text told together last in a larger number than is counted,
// each by a name, else the sides of the document.
func (r *reader) larger(q *asked) (ids, names []string) {
	for back := 0; back <= 2 && q.s.index-back >= 0; back++ {
		if ids, _ = onlyStates(r.partiesIn(q.s.index-back, q.at())); len(ids) > q.count {
			break
		}
	}
	if len(ids) <= q.count {
		ids = texts(r.doc.voice.Sides)
	}
	for _, id := range ids {
		names = append(names, r.lex.Name(id))
	}
	return ids, names
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
func lacking(ids, names, others []string) (left, called []string) {
	left, called = ids, names
	for _, id := range others {
		left, called = without(left, called, id)
	}
	return left, called
}
