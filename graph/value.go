package graph

import (
	"slices"
	"strings"
)

// Value returns the field of an item (a pointer to one of the subjects'
// types) as sorts and cursors see it: a string, float64, bool or
// []string, and for a text field its folded words (nil for a document's text
// and entities, which the document does not hold). A missing string or date is "". A date is
// given as its earliest day, as sorts and cursors see it. An unknown field
// gives nil.
func Value(item any, f Field) any {
	v := rawValue(item, f)
	if d, ok := v.(Date); ok {
		return string(d.Earliest())
	}
	return v
}

func rawValue(item any, f Field) any {
	switch x := item.(type) {
	case *Entity:
		return x.value(f)
	case *Relation:
		return x.value(f)
	case *Claim:
		return x.value(f)
	case *Document:
		return x.value(f)
	case *Source:
		return x.value(f)
	case *Load:
		return x.value(f)
	}
	return nil
}

func (e *Entity) value(f Field) any {
	switch f {
	case FieldID:
		return string(e.ID)
	case "kind":
		return string(e.Kind)
	case "name":
		return e.Name
	case "mentions":
		return float64(e.Mentions)
	case "documents":
		return float64(e.Documents)
	case "documentIds":
		return texts(e.DocumentIDs)
	case "names":
		out := []string{e.Name}
		for _, n := range e.Names {
			out = append(out, n.Text)
		}
		return sortUnique(slices.DeleteFunc(out, isEmpty), strings.Compare)
	case "codes":
		var out []string
		for _, c := range e.Codes {
			out = append(out, c.Value)
		}
		return sortUnique(slices.DeleteFunc(out, isEmpty), strings.Compare)
	case "text":
		return e.SearchText()
	}
	return nil
}

func (r *Relation) value(f Field) any {
	switch f {
	case FieldID:
		return string(r.ID)
	case "from":
		return string(r.From)
	case "fromKind":
		return string(r.From.Kind())
	case "to":
		return string(r.To)
	case "toKind":
		return string(r.To.Kind())
	case "kind":
		return string(r.Kind)
	case "quad":
		return string(r.Kind.Quad())
	case "goldstein":
		return kindIndex[r.Kind].Goldstein
	case "modality":
		return string(r.Modality)
	case "pair":
		return r.Pair
	case "when":
		return r.When
	case "month":
		return r.When.Month()
	case "firstSeen":
		return r.FirstSeen
	case "lastSeen":
		return r.LastSeen
	case "claims":
		return float64(r.Claims)
	case "denials":
		return float64(r.Denials)
	case "weight":
		return float64(r.Weight)
	case "sources":
		return float64(r.Sources)
	case "disputed":
		return r.Disputed
	case "mutual":
		return r.Mutual
	case "ends":
		return ends(r.From, r.To)
	}
	return nil
}

func (c *Claim) value(f Field) any {
	switch f {
	case FieldID:
		return string(c.ID)
	case "from":
		return string(c.FromID)
	case "fromKind":
		return string(c.From.Kind)
	case "fromRole":
		return deref(c.From.Role)
	case "to":
		return string(c.ToID)
	case "toKind":
		return string(c.ToID.Kind())
	case "toRole":
		if c.To != nil {
			return deref(c.To.Role)
		}
		return ""
	case "kind":
		return string(c.Kind)
	case "quad":
		return string(c.Kind.Quad())
	case "goldstein":
		return kindIndex[c.Kind].Goldstein
	case "polarity":
		return string(c.Polarity)
	case "modality":
		return string(c.Modality)
	case "assertedBy":
		return string(c.AssertedByID)
	case "ends":
		return ends(c.FromID, c.ToID)
	}
	return c.detail(f)
}

func (c *Claim) detail(f Field) any {
	switch f {
	case "document":
		return string(c.Document)
	case "source":
		return string(c.Source)
	case "relation":
		return string(c.Relation)
	case "pair":
		return c.Pair
	case "viaGroup", "viaAgreement":
		switch {
		case c.Via == nil:
			return ""
		case f == "viaGroup":
			return string(c.Via.Group)
		}
		return string(c.Via.Agreement)
	case "extractor":
		return c.Extractor
	case "rule":
		return c.Rule
	case "measure", "unit":
		switch {
		case c.Quantity == nil:
			return ""
		case f == "measure":
			return c.Quantity.Measure
		}
		return c.Quantity.Unit
	case "when":
		return c.When
	case "month":
		return c.When.Month()
	case "saidOn":
		return c.SaidOn
	case "publishedOn":
		return c.PublishedOn
	case "seen":
		return c.Seen()
	case "confidence":
		return c.Confidence
	case "mutual":
		m, _ := c.Attributes["mutual"].(bool)
		return m
	case "confirmed":
		return c.Confirmed
	case "text":
		return c.SearchText()
	}
	return nil
}

// SearchText returns the folded words that full-text search finds the claim
// by: those of its quotes.
func (c *Claim) SearchText() string {
	quotes := make([]string, len(c.Evidence))
	for i, e := range c.Evidence {
		quotes[i] = e.Quote
	}
	return Fold(strings.Join(quotes, " | "))
}

// SearchText returns the folded words that full-text search finds the document
// by: those of its title and its text.
func (d *Document) SearchText(text string) string { return Fold(d.Title + " | " + text) }

func (d *Document) value(f Field) any {
	switch f {
	case FieldID:
		return string(d.ID)
	case "title":
		return d.Title
	case "url":
		return d.URL
	case "author":
		return d.Author
	case "language":
		return d.Language
	case "format":
		return string(d.Format)
	case "sha256":
		return d.SHA256
	case "source":
		return string(d.Source.ID)
	case "publishedOn":
		return d.PublishedOn
	case "length":
		return float64(d.Length)
	case "entities":
		return []string(nil) // see shelf.value
	case "titleText":
		return Fold(d.Title)
	}
	return nil
}

func (s *Source) value(f Field) any {
	switch f {
	case FieldID:
		return string(s.ID)
	case "name":
		return s.Name
	case "owner":
		return string(s.Owner)
	case "reliability":
		return s.Reliability
	}
	return nil
}

func (l *Load) value(f Field) any {
	switch f {
	case FieldID:
		return string(l.ID)
	case "state":
		return string(l.State)
	case "started":
		return string(l.Started)
	case "ended":
		return string(l.Ended)
	case "extractor":
		return l.Extractor
	}
	return nil
}

func ends(from, to EntityID) []string {
	switch {
	case to == "" || to == from:
		return []string{string(from)}
	case to < from:
		from, to = to, from
	}
	return []string{string(from), string(to)}
}

func texts[S ~string](ids []S) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

func isEmpty(s string) bool { return s == "" }
