package plain

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"entente/graph"
)

// Fields are what a file says about a document, as written. Markdown's front
// matter and JSON lines have the same.
type Fields struct {
	ID, Title, URL, Author, Source, Owner, Reliability, PublishedOn, Language string
}

// Document checks the fields and returns the document that they describe. The
// error is a *graph.RefusedError with code FORMAT that names the field:
// publishedOn that is no date, url without a scheme, owner that is neither a
// state's id nor an ISO alpha-3 code, reliability beyond A to F; or with code
// ENCODING for a text that no store can hold.
func (f Fields) Document(format graph.Format) (graph.Document, error) {
	for _, s := range []string{f.ID, f.Title, f.URL, f.Author, f.Source, f.Owner, f.PublishedOn, f.Language} {
		if !utf8.ValidString(s) || strings.Contains(s, "\x00") {
			return graph.Document{}, graph.Refuse(graph.RefusedEncoding, "%q is not UTF-8 or holds a NUL", s)
		}
	}
	doc := graph.Document{Format: format, Title: Line(f.Title), Author: Line(f.Author), Language: Language(f.Language)}
	var ok bool
	if doc.URL, ok = CanonicalURL(f.URL); !ok {
		return doc, graph.Refuse(graph.RefusedFormat, "url: %q is not a whole address with its scheme", f.URL)
	}
	if doc.URL == "" {
		doc.ID = graph.NewDocumentID(f.ID)
	}
	if doc.PublishedOn, ok = Day(f.PublishedOn); !ok {
		_, err := graph.ParseDate(f.PublishedOn)
		return doc, graph.Refuse(graph.RefusedFormat, "publishedOn: %v", err)
	}
	var err error
	doc.Source, err = f.source()
	return doc, err
}

func (f Fields) source() (graph.Source, error) {
	name := Line(f.Source)
	s := graph.Source{ID: graph.NewSourceID(name), Name: name}
	if s.ID == "" {
		return graph.Source{}, nil
	}
	if owner := strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(f.Owner)), "STATE:"); owner != "" {
		if len(owner) != 3 || strings.Trim(owner, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			return s, graph.Refuse(graph.RefusedFormat, "owner: %q is neither a state's id (state:KAZ) nor its code (KAZ)", f.Owner)
		}
		s.Owner = graph.NewEntityID(graph.KindState, owner)
	}
	if grade := strings.ToUpper(strings.TrimSpace(f.Reliability)); grade != "" {
		if len(grade) != 1 || grade < "A" || grade > "F" {
			return s, graph.Refuse(graph.RefusedFormat, "reliability: %q is not a letter from A to F", f.Reliability)
		}
		s.Reliability = grade
	}
	return s, nil
}

// Line returns a text on one line, with single blanks.
func Line(s string) string { return strings.Join(strings.Fields(Seen(s)), " ") }

// Day returns the date that a text gives, of a time with a clock only its day,
// in the zone that it is written in; "" for an empty text, false where it is
// no date.
func Day(s string) (graph.Date, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 11 && (s[10] == 'T' || s[10] == 't' || s[10] == ' ') && s[11] >= '0' && s[11] <= '2' {
		s = s[:10]
	}
	d, err := graph.ParseDate(s)
	return d, err == nil
}

// Language returns the language of a BCP 47 tag, as in "en" for "en-GB" and
// "en_US", with the script where the tag gives one ("uz-Cyrl"); "" for none
// and for what is no tag.
func Language(tag string) string {
	t, err := language.Parse(strings.TrimSpace(tag))
	if err != nil || t == language.Und {
		return ""
	}
	base, script, _ := t.Raw()
	if base.String() == "und" {
		return ""
	}
	if script.String() == "Zzzz" {
		return base.String()
	}
	return base.String() + "-" + script.String()
}

// CanonicalURL returns the form of an address by which a document is known:
// scheme and host in lower case, without user, default port, fragment, dot
// segments and the query parameters by which campaigns are tracked. "" stays
// "". Addresses of other schemes than http and https stay as they are. It
// returns false for what has no scheme or, of http and https, no host.
func CanonicalURL(raw string) (string, bool) {
	raw = strings.TrimSpace(raw)
	if raw == "" {
		return "", true
	}
	u, err := url.Parse(raw)
	switch {
	case err != nil || u.Scheme == "":
		return "", false
	case u.Scheme != "http" && u.Scheme != "https":
		return raw, true
	}
	if u.User, u.Host = nil, host(u); u.Hostname() == "" {
		return "", false
	}
	fragment := ""
	if strings.HasPrefix(u.Fragment, "!") { // "#!" names a page of its own
		fragment = u.Fragment
	}
	if u.Path == "" {
		u.Path = "/"
	}
	return u.ResolveReference(&url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: untracked(u.RawQuery), Fragment: fragment}).String(), true
}

func host(u *url.URL) string {
	name := strings.ToLower(strings.TrimRight(u.Hostname(), "."))
	if strings.Contains(name, ":") {
		name = "[" + name + "]"
	}
	if p := u.Port(); p != "" && (u.Scheme != "http" || p != "80") && (u.Scheme != "https" || p != "443") {
		name += ":" + p
	}
	return name
}

// untracked returns a query without the parameters of campaigns; the others
// keep their order and spelling.
func untracked(query string) string {
	var kept []string
	for _, part := range strings.Split(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		switch name = strings.ToLower(name); {
		case part == "", strings.HasPrefix(name, "utm_"):
		case name == "gclid", name == "dclid", name == "fbclid", name == "msclkid", name == "yclid", name == "igshid", name == "mc_cid", name == "mc_eid":
		default:
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "&")
}
