package html

import (
	"cmp"
	"net/url"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"entente/graph"
	"entente/loaders/plain"
)

// meta is a page's metadata by lower-case name; of several values of a name
// the first counts. Names from JSON-LD begin with "ld:".
type meta map[string]string

func (m meta) set(key, value string) {
	key, value = strings.ToLower(strings.TrimSpace(key)), plain.Line(value)
	if key != "" && value != "" && m[key] == "" {
		m[key] = value
	}
}

// first returns the first value that is there.
func (m meta) first(keys ...string) string {
	for _, k := range keys {
		if m[k] != "" {
			return m[k]
		}
	}
	return ""
}

// readMeta collects what a page says about itself.
func readMeta(root *html.Node) meta {
	m := make(meta)
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "html":
			m.set("lang", cmp.Or(attr(n, "lang"), attr(n, "xml:lang")))
		case "meta":
			for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
				m.set(attr(n, key), attr(n, "content"))
			}
		case "base":
			m.set("base", attr(n, "href"))
		case "link":
			for _, rel := range strings.Fields(strings.ToLower(attr(n, "rel"))) {
				if rel == "canonical" {
					m.set(rel, attr(n, "href"))
				}
			}
		case "time":
			if strings.EqualFold(attr(n, "itemprop"), "datePublished") || strings.Contains(attr(n, "class"), "publish") {
				m.set("datepublished", attr(n, "datetime"))
			}
			m.set("time", attr(n, "datetime"))
		case "script":
			if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
				m.linked(n.FirstChild.Data)
			}
		}
	}
	return m
}

// url returns the page's canonical address, "" where it names none. A
// canonical link without a host is read against the address that the page
// gives elsewhere.
func (m meta) url() string {
	base := cmp.Or(absolute(m["og:url"], ""), absolute(m["ld:url"], ""), absolute(m["base"], ""))
	return cmp.Or(absolute(m["canonical"], base), absolute(m["og:url"], ""), absolute(m["ld:url"], ""))
}

func (m meta) document(a readability.Article) graph.Document {
	doc := graph.Document{
		Format: graph.FormatHTML,
		Title:  cmp.Or(m.first("og:title", "ld:headline"), plain.Line(a.Title())),
		URL:    m.url(),
		Author: m.author(a),
		// What the page says in a header counts when it says nothing else.
		Language: plain.Language(cmp.Or(m.first("lang", "ld:inlanguage", "og:locale", "content-language", "dc.language"), a.Language())),
	}
	doc.PublishedOn = m.published(a)
	if site := cmp.Or(m.first("og:site_name", "ld:publisher"), plain.Line(a.SiteName()), host(doc.URL)); graph.NewSourceID(site) != "" {
		doc.Source = graph.Source{ID: graph.NewSourceID(site), Name: site}
	}
	return doc
}

// author returns who wrote the page. Some pages give the address of a profile,
// which is no name.
func (m meta) author(a readability.Article) string {
	for _, name := range []string{m["author"], m["ld:author"], m["article:author"], m["dc.creator"], m["parsely-author"], m["byl"], plain.Line(a.Byline())} {
		if len(name) > 3 && strings.EqualFold(name[:3], "by ") {
			name = strings.TrimSpace(name[3:])
		}
		if name != "" && !strings.Contains(name, "://") {
			return name
		}
	}
	return ""
}

// published returns the day of publication in the page's own zone.
func (m meta) published(a readability.Article) graph.Date {
	for _, key := range []string{"article:published_time", "ld:datepublished", "datepublished", "citation_publication_date", "dc.date.issued",
		"dcterms.issued", "dc.date", "dcterms.created", "date", "publishdate", "pubdate", "parsely-pub-date"} {
		if d, ok := plain.Day(strings.ReplaceAll(m[key], "/", "-")); ok && d != "" {
			return d
		}
	}
	if t, err := a.PublishedTime(); err == nil && !t.IsZero() {
		return graph.Date(graph.NewDay(t))
	}
	if d, ok := plain.Day(m["time"]); ok {
		return d
	}
	return ""
}

func host(raw string) string {
	if u, err := url.Parse(raw); err == nil {
		return strings.TrimPrefix(u.Hostname(), "www.")
	}
	return ""
}
