package mention

import (
	"encoding/binary"

	"entente/extract/parse"
	"entente/graph"
)

// records keeps the mentions of each sentence in few bytes, in order of the
// sentences.
type records struct {
	strings *parse.Strings
	at      []uint32 // where the records of each sentence begin in data
	data    []byte
}

// add keeps the mentions of the next sentence, which begins at a code point.
func (r *records) add(start int, ms []Mention) {
	r.at = append(r.at, uint32(len(r.data)))
	r.number(len(ms))
	for i := range ms {
		m := &ms[i]
		for _, s := range []string{string(m.Entity), string(m.Kind), m.Name, m.Role, string(m.ActsFor), m.Office, string(m.Form)} {
			r.number(r.strings.ID(s))
		}
		for _, n := range []int{m.Start - start, m.End - m.Start, m.NameStart - m.Start, m.NameEnd - m.NameStart, m.Head, m.Lo, m.Hi} {
			r.data = binary.AppendVarint(r.data, int64(n))
		}
		r.number(len(m.Members))
		for _, id := range m.Members {
			r.number(r.strings.ID(string(id)))
		}
		if m.Modifier {
			r.number(1)
		} else {
			r.number(0)
		}
	}
}

func (r *records) number(n int) { r.data = binary.AppendUvarint(r.data, uint64(n)) }

// of returns the mentions of a sentence that begins at a code point.
func (r *records) of(sentence, start int) []Mention {
	data := r.data[r.at[sentence]:]
	next := func() int {
		n, size := binary.Uvarint(data)
		data = data[size:]
		return int(n)
	}
	signed := func() int {
		n, size := binary.Varint(data)
		data = data[size:]
		return int(n)
	}
	text := func() string { return r.strings.Text(next()) }
	out := make([]Mention, next())
	for i := range out {
		m := &out[i]
		m.Sentence = sentence
		m.Entity, m.Kind, m.Name, m.Role = graph.EntityID(text()), graph.EntityKind(text()), text(), text()
		m.ActsFor, m.Office, m.Form = graph.EntityID(text()), text(), Form(text())
		m.Start = start + signed()
		m.End = m.Start + signed()
		m.NameStart = m.Start + signed()
		m.NameEnd = m.NameStart + signed()
		m.Head, m.Lo, m.Hi = signed(), signed(), signed()
		if n := next(); n > 0 {
			m.Members = make([]graph.EntityID, n)
			for k := range m.Members {
				m.Members[k] = graph.EntityID(text())
			}
		}
		m.Modifier = next() == 1
	}
	return out
}
