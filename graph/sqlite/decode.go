package sqlite

import (
	"encoding/json"
	"strconv"
	"strings"

	"entente/graph"
)

// reader reads JSON as pack writes it: without spaces, in a few shapes that are
// known. Its texts are parts of what it reads. What it does not expect makes it
// fail, and encoding/json reads the value instead.
type reader struct {
	text   string
	at     int
	failed bool
}

// decode returns the value of a payload that this package wrote.
func decode[T any](payload string, read func(*reader, *T)) (v T, err error) {
	r := reader{text: payload}
	read(&r, &v)
	if !r.failed && r.at == len(payload) {
		return v, nil
	}
	var again T
	err = unpack([]byte(payload), &again)
	return again, err
}

// is reports whether the text goes on with a word, and passes over it.
func (r *reader) is(word string) bool {
	if !strings.HasPrefix(r.text[r.at:], word) {
		return false
	}
	r.at += len(word)
	return true
}

func (r *reader) expect(word string) {
	if !r.is(word) {
		r.failed = true
	}
}

// fields calls each with the name of each field of an object; each must read
// its value. It reads null as an object without fields, and reports whether
// there is an object.
func (r *reader) fields(each func(name string)) bool {
	if r.is("null") {
		return false
	}
	if r.expect("{"); r.is("}") {
		return true
	}
	for !r.failed {
		name := r.string()
		r.expect(":")
		each(name)
		if !r.is(",") {
			r.expect("}")
			break
		}
	}
	return true
}

// items calls each for each item of a list; each must read it.
func (r *reader) items(each func()) {
	if r.is("null") {
		return
	}
	if r.expect("["); r.is("]") {
		return
	}
	for !r.failed {
		each()
		if !r.is(",") {
			r.expect("]")
			break
		}
	}
}

// string reads a text; null is "".
func (r *reader) string() string {
	if r.failed || r.is("null") {
		return ""
	}
	if r.expect(`"`); r.failed {
		return ""
	}
	rest := r.text[r.at:]
	for i := 0; i < len(rest); i++ {
		switch rest[i] {
		case '"':
			r.at += i + 1
			return rest[:i]
		case '\\':
			return r.escaped(i)
		}
	}
	r.failed = true
	return ""
}

// escaped reads a text with an escape, the first of them i bytes on.
func (r *reader) escaped(i int) (s string) {
	for rest := r.text[r.at:]; i < len(rest); i++ {
		switch rest[i] {
		case '\\':
			i++
		case '"':
			r.failed = r.failed || json.Unmarshal([]byte(r.text[r.at-1:r.at+i+1]), &s) != nil
			r.at += i + 1
			return s
		}
	}
	r.failed = true
	return ""
}

// number reads the text of a number.
func (r *reader) number() string {
	end := r.at
	for end < len(r.text) && strings.IndexByte("+-.0123456789eE", r.text[end]) >= 0 {
		end++
	}
	s := r.text[r.at:end]
	r.at = end
	return s
}

func (r *reader) int() int {
	n, err := strconv.Atoi(r.number())
	r.failed = r.failed || err != nil
	return n
}

func (r *reader) float() float64 {
	x, err := strconv.ParseFloat(r.number(), 64)
	r.failed = r.failed || err != nil
	return x
}

// unknown ends the reading at a field that is not known.
func (r *reader) unknown() { r.failed = true }

// optional reads a text that may be null.
func optional[S ~string](r *reader) *S {
	if r.is("null") {
		return nil
	}
	s := S(r.string())
	return &s
}

func (r *reader) claim(c *graph.Claim) {
	r.fields(func(name string) {
		switch name {
		case "id":
			c.ID = graph.ClaimID(r.string())
		case "from":
			r.actor(&c.From)
		case "kind":
			c.Kind = graph.RelationKind(r.string())
		case "to":
			c.To = r.actorOrNull()
		case "quantity":
			c.Quantity = r.quantity()
		case "polarity":
			c.Polarity = graph.Polarity(r.string())
		case "modality":
			c.Modality = graph.Modality(r.string())
		case "assertedBy":
			c.AssertedBy = r.actorOrNull()
		case "when":
			c.When = graph.Date(r.string())
		case "saidOn":
			c.SaidOn = graph.Date(r.string())
		case "via":
			c.Via = r.via()
		case "attributes":
			c.Attributes = r.attributes()
		case "evidence":
			c.Evidence = r.evidence()
		case "confidence":
			c.Confidence = r.float()
		case "extractor":
			c.Extractor = r.string()
		case "rule":
			c.Rule = r.string()
		default:
			r.unknown()
		}
	})
}

func (r *reader) actor(a *graph.Actor) bool {
	return r.fields(func(name string) {
		switch name {
		case "id":
			a.ID = graph.EntityID(r.string())
		case "kind":
			a.Kind = graph.EntityKind(r.string())
		case "name":
			a.Name = r.string()
		case "role":
			a.Role = optional[string](r)
		case "actsFor":
			a.ActsFor = optional[graph.EntityID](r)
		case "start":
			a.Start = r.int()
		case "end":
			a.End = r.int()
		default:
			r.unknown()
		}
	})
}

func (r *reader) actorOrNull() *graph.Actor {
	if r.is("null") {
		return nil
	}
	a := &graph.Actor{}
	r.actor(a)
	return a
}

func (r *reader) quantity() *graph.Quantity {
	if r.is("null") {
		return nil
	}
	q := &graph.Quantity{}
	r.fields(func(name string) {
		switch name {
		case "measure":
			q.Measure = r.string()
		case "op":
			q.Op = r.string()
		case "value":
			q.Value = r.string()
		case "unit":
			q.Unit = r.string()
		default:
			r.unknown()
		}
	})
	return q
}

func (r *reader) via() *graph.Via {
	if r.is("null") {
		return nil
	}
	v := &graph.Via{}
	r.fields(func(name string) {
		switch name {
		case "group":
			v.Group = graph.EntityID(r.string())
		case "claim":
			v.Claim = graph.ClaimID(r.string())
		case "agreement":
			v.Agreement = graph.EntityID(r.string())
		default:
			r.unknown()
		}
	})
	return v
}

// attributes reads an object of texts, numbers and truth values.
func (r *reader) attributes() graph.Attributes {
	out := graph.Attributes{}
	r.fields(func(name string) {
		switch {
		case r.is("true"):
			out[name] = true
		case r.is("false"):
			out[name] = false
		case strings.HasPrefix(r.text[r.at:], `"`):
			out[name] = r.string()
		default:
			out[name] = r.float()
		}
	})
	return out
}

func (r *reader) evidence() (out []graph.Evidence) {
	r.items(func() {
		var e graph.Evidence
		r.fields(func(name string) {
			switch name {
			case "start":
				e.Start = r.int()
			case "end":
				e.End = r.int()
			case "quote":
				e.Quote = r.string()
			default:
				r.unknown()
			}
		})
		out = append(out, e)
	})
	return out
}

func (r *reader) document(d *graph.Document) {
	r.fields(func(name string) {
		switch name {
		case "id":
			d.ID = graph.DocumentID(r.string())
		case "title":
			d.Title = r.string()
		case "url":
			d.URL = r.string()
		case "author":
			d.Author = r.string()
		case "publishedOn":
			d.PublishedOn = graph.Date(r.string())
		case "language":
			d.Language = r.string()
		case "format":
			d.Format = graph.Format(r.string())
		case "sha256":
			d.SHA256 = r.string()
		case "length":
			d.Length = r.int()
		case "source":
			r.source(&d.Source)
		default:
			r.unknown()
		}
	})
}

func (r *reader) source(s *graph.Source) {
	r.fields(func(name string) {
		switch name {
		case "id":
			s.ID = graph.SourceID(r.string())
		case "name":
			s.Name = r.string()
		case "owner":
			s.Owner = graph.EntityID(r.string())
		case "reliability":
			s.Reliability = r.string()
		default:
			r.unknown()
		}
	})
}

func (r *reader) entityRest(e *entityRest) {
	r.fields(func(name string) {
		switch name {
		case "names":
			r.items(func() { e.Names = append(e.Names, r.name()) })
		case "codes":
			r.items(func() { e.Codes = append(e.Codes, r.code()) })
		case "merged":
			r.items(func() { e.Merged = append(e.Merged, graph.EntityID(r.string())) })
		default:
			r.unknown()
		}
	})
}

func (r *reader) name() (n graph.Name) {
	r.fields(func(name string) {
		switch name {
		case "text":
			n.Text = r.string()
		case "language":
			n.Language = r.string()
		case "type":
			n.Type = r.string()
		default:
			r.unknown()
		}
	})
	return n
}

func (r *reader) code() (c graph.Code) {
	r.fields(func(name string) {
		switch name {
		case "scheme":
			c.Scheme = r.string()
		case "value":
			c.Value = r.string()
		case "valid":
			c.Valid = graph.Date(r.string())
		default:
			r.unknown()
		}
	})
	return c
}
