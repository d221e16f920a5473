package graph

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// AppendClaim appends the JSON of a claim, byte for byte as encoding/json writes
// it, in a third of the time: a load writes every claim so. Of one that cannot be
// written it appends nothing.
func AppendClaim(to []byte, c *Claim) []byte {
	if math.IsNaN(c.Confidence) || math.IsInf(c.Confidence, 0) {
		return to
	}
	w := jsonWriter{to}
	w.text(`{"id":`, string(c.ID))
	w.raw(`,"from":`)
	w.actor(&c.From)
	w.text(`,"kind":`, string(c.Kind))
	w.raw(`,"to":`)
	w.actor(c.To)
	w.raw(`,"quantity":`)
	w.quantity(c.Quantity)
	w.text(`,"polarity":`, string(c.Polarity))
	w.text(`,"modality":`, string(c.Modality))
	w.raw(`,"assertedBy":`)
	w.actor(c.AssertedBy)
	w.date(`,"when":`, c.When)
	w.date(`,"saidOn":`, c.SaidOn)
	w.raw(`,"via":`)
	w.via(c.Via)
	w.raw(`,"attributes":`)
	if !w.attributes(c.Attributes) {
		return to
	}
	w.raw(`,"evidence":`)
	w.evidence(c.Evidence)
	w.number(`,"confidence":`, c.Confidence)
	w.text(`,"extractor":`, c.Extractor)
	w.text(`,"rule":`, c.Rule)
	w.raw("}")
	return w.to
}

// AppendRecord is AppendClaim for an entity record.
func AppendRecord(to []byte, e *EntityRecord) []byte {
	w := jsonWriter{to}
	w.text(`{"id":`, string(e.ID))
	w.text(`,"kind":`, string(e.Kind))
	w.text(`,"name":`, e.Name)
	if len(e.Names) > 0 {
		w.value(`,"names":`, e.Names)
	}
	if len(e.Codes) > 0 {
		w.value(`,"codes":`, e.Codes)
	}
	w.raw(`,"mentions":`)
	return append(AppendMentions(w.to, e.Mentions), '}')
}

// AppendMentions is AppendClaim for a list of mentions.
func AppendMentions(to []byte, list []Mention) []byte {
	if list == nil {
		return append(to, "null"...)
	}
	w := jsonWriter{append(to, '[')}
	for i := range list {
		m := &list[i]
		w.comma(i)
		w.whole(`{"start":`, m.Start)
		w.whole(`,"end":`, m.End)
		w.text(`,"text":`, m.Text)
		w.raw(`,"role":`)
		w.optional(m.Role)
		w.raw("}")
	}
	return append(w.to, ']')
}

// jsonWriter appends JSON. Names are constants, with what stands before and after them.
type jsonWriter struct{ to []byte }

func (w *jsonWriter) raw(text string) { w.to = append(w.to, text...) }

func (w *jsonWriter) comma(i int) {
	if i > 0 {
		w.raw(",")
	}
}

func (w *jsonWriter) text(name, text string) {
	w.raw(name)
	w.to = appendText(w.to, text)
}

func (w *jsonWriter) whole(name string, n int) {
	w.raw(name)
	w.to = strconv.AppendInt(w.to, int64(n), 10)
}

// number writes a finite number.
func (w *jsonWriter) number(name string, x float64) {
	if size := math.Abs(x); size != 0 && (size < 1e-6 || size >= 1e21) {
		w.value(name, x)
		return
	}
	w.raw(name)
	w.to = strconv.AppendFloat(w.to, x, 'f', -1, 64)
}

// value leaves a value to encoding/json, and reports whether it can be written.
func (w *jsonWriter) value(name string, v any) bool {
	b, err := json.Marshal(v)
	w.raw(name)
	w.to = append(w.to, b...)
	return err == nil
}

func (w *jsonWriter) date(name string, d Date) {
	w.raw(name)
	if d == "" {
		w.raw("null")
		return
	}
	w.to = appendText(w.to, string(d))
}

func (w *jsonWriter) optional(text *string) {
	if text == nil {
		w.raw("null")
		return
	}
	w.to = appendText(w.to, *text)
}

func (w *jsonWriter) actor(a *Actor) {
	if a == nil {
		w.raw("null")
		return
	}
	w.text(`{"id":`, string(a.ID))
	w.text(`,"kind":`, string(a.Kind))
	w.text(`,"name":`, a.Name)
	w.raw(`,"role":`)
	w.optional(a.Role)
	w.raw(`,"actsFor":`)
	w.optional((*string)(a.ActsFor))
	w.whole(`,"start":`, a.Start)
	w.whole(`,"end":`, a.End)
	w.raw("}")
}

func (w *jsonWriter) quantity(q *Quantity) {
	if q == nil {
		w.raw("null")
		return
	}
	w.text(`{"measure":`, q.Measure)
	w.text(`,"op":`, q.Op)
	w.text(`,"value":`, q.Value)
	w.text(`,"unit":`, q.Unit)
	w.raw("}")
}

func (w *jsonWriter) via(v *Via) {
	if v == nil {
		w.raw("null")
		return
	}
	w.raw("{")
	some := 0
	for _, m := range [...]struct{ name, text string }{{`"group":`, string(v.Group)}, {`"claim":`, string(v.Claim)}, {`"agreement":`, string(v.Agreement)}} {
		if m.text != "" {
			w.comma(some)
			w.text(m.name, m.text)
			some++
		}
	}
	w.raw("}")
}

// attributes reports whether the attributes can be written.
func (w *jsonWriter) attributes(a Attributes) bool {
	if len(a) > 1 {
		return w.value("", a)
	}
	w.raw("{")
	for name, v := range a {
		w.text("", name)
		switch v := v.(type) {
		case string:
			w.text(":", v)
		case bool:
			w.raw(":" + strconv.FormatBool(v))
		default:
			if !w.value(":", v) {
				return false
			}
		}
	}
	w.raw("}")
	return true
}

func (w *jsonWriter) evidence(list []Evidence) {
	if list == nil {
		w.raw("null")
		return
	}
	w.raw("[")
	for i := range list {
		e := &list[i]
		w.comma(i)
		w.whole(`{"start":`, e.Start)
		w.whole(`,"end":`, e.End)
		w.text(`,"quote":`, e.Quote)
		w.raw("}")
	}
	w.raw("]")
}

// separators are those of lines and paragraphs, which encoding/json escapes.
var separators = []string{"\u2028", "\u2029"}

// appendText appends a text as JSON. One with a character that is escaped is left
// to encoding/json.
func appendText(to []byte, text string) []byte {
	ascii := true
	for i := range len(text) {
		switch c := text[i]; {
		case c >= utf8.RuneSelf:
			ascii = false
		case c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&':
			b, _ := json.Marshal(text) // a text can be written
			return append(to, b...)
		}
	}
	if !ascii && (!utf8.ValidString(text) || slices.ContainsFunc(separators, func(s string) bool { return strings.Contains(text, s) })) {
		b, _ := json.Marshal(text)
		return append(to, b...)
	}
	return append(append(append(to, '"'), text...), '"')
}
