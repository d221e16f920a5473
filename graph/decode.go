package graph

import "strings"

// DecodeClaim returns a claim from its JSON, as encoding/json does and sooner:
// without spaces it is read in one pass, and texts are parts of what is read. The
// error says that it is no claim.
func DecodeClaim(text string) (Claim, error) { return decode(text, (*jsonReader).claim) }

// DecodeEntity is DecodeClaim for an entity.
func DecodeEntity(text string) (Entity, error) { return decode(text, (*jsonReader).entity) }

// DecodeDocument is DecodeClaim for a document.
func DecodeDocument(text string) (Document, error) { return decode(text, (*jsonReader).document) }

// optional reads a text that may be null.
func optional[S ~string](r *jsonReader) *S {
	if r.is("null") {
		return nil
	}
	s := S(r.string())
	return &s
}

func (r *jsonReader) claim(c *Claim) {
	r.fields(func(name string) {
		switch name {
		case "id":
			c.ID = ClaimID(r.string())
		case "from":
			r.actor(&c.From)
		case "kind":
			c.Kind = RelationKind(r.string())
		case "to":
			c.To = r.actorOrNull()
		case "quantity":
			c.Quantity = r.quantity()
		case "polarity":
			c.Polarity = Polarity(r.string())
		case "modality":
			c.Modality = Modality(r.string())
		case "assertedBy":
			c.AssertedBy = r.actorOrNull()
		case "when":
			c.When = Date(r.string())
		case "saidOn":
			c.SaidOn = Date(r.string())
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

func (r *jsonReader) actor(a *Actor) bool {
	return r.fields(func(name string) {
		switch name {
		case "id":
			a.ID = EntityID(r.string())
		case "kind":
			a.Kind = EntityKind(r.string())
		case "name":
			a.Name = r.string()
		case "role":
			a.Role = optional[string](r)
		case "actsFor":
			a.ActsFor = optional[EntityID](r)
		case "start":
			a.Start = r.int()
		case "end":
			a.End = r.int()
		default:
			r.unknown()
		}
	})
}

func (r *jsonReader) actorOrNull() *Actor {
	if r.is("null") {
		return nil
	}
	a := &Actor{}
	r.actor(a)
	return a
}

func (r *jsonReader) quantity() *Quantity {
	if r.is("null") {
		return nil
	}
	q := &Quantity{}
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

func (r *jsonReader) via() *Via {
	if r.is("null") {
		return nil
	}
	v := &Via{}
	r.fields(func(name string) {
		switch name {
		case "group":
			v.Group = EntityID(r.string())
		case "claim":
			v.Claim = ClaimID(r.string())
		case "agreement":
			v.Agreement = EntityID(r.string())
		default:
			r.unknown()
		}
	})
	return v
}

// attributes reads an object of texts, numbers and truth values.
func (r *jsonReader) attributes() Attributes {
	out := Attributes{}
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

func (r *jsonReader) evidence() (out []Evidence) {
	r.items(func() {
		var e Evidence
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

func (r *jsonReader) document(d *Document) {
	r.fields(func(name string) {
		switch name {
		case "id":
			d.ID = DocumentID(r.string())
		case "title":
			d.Title = r.string()
		case "url":
			d.URL = r.string()
		case "author":
			d.Author = r.string()
		case "publishedOn":
			d.PublishedOn = Date(r.string())
		case "language":
			d.Language = r.string()
		case "format":
			d.Format = Format(r.string())
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

func (r *jsonReader) source(s *Source) {
	r.fields(func(name string) {
		switch name {
		case "id":
			s.ID = SourceID(r.string())
		case "name":
			s.Name = r.string()
		case "owner":
			s.Owner = EntityID(r.string())
		case "reliability":
			s.Reliability = r.string()
		default:
			r.unknown()
		}
	})
}

func (r *jsonReader) entity(e *Entity) {
	r.fields(func(name string) {
		switch name {
		case "id":
			e.ID = EntityID(r.string())
		case "kind":
			e.Kind = EntityKind(r.string())
		case "name":
			e.Name = r.string()
		case "names":
			r.items(func() { e.Names = append(e.Names, r.name()) })
		case "codes":
			r.items(func() { e.Codes = append(e.Codes, r.code()) })
		case "mentions":
			e.Mentions = r.int()
		case "documents":
			e.Documents = r.int()
		case "merged":
			r.items(func() { e.Merged = append(e.Merged, EntityID(r.string())) })
		default:
			r.unknown()
		}
	})
}

func (r *jsonReader) name() (n Name) {
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

func (r *jsonReader) code() (c Code) {
	r.fields(func(name string) {
		switch name {
		case "scheme":
			c.Scheme = r.string()
		case "value":
			c.Value = r.string()
		case "valid":
			c.Valid = Date(r.string())
		default:
			r.unknown()
		}
	})
	return c
}
