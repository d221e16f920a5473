package sqlite

import (
	"strings"

	"entente/graph"
)

// subject says where the items of a subject lie. In its texts "@" stands for
// the alias of the table.
type subject struct {
	table string
	// there is the condition that a row is an item, "" where all are.
	there string
	// dated says that the rows have valid_lo and valid_hi.
	dated bool
	// columns and join are what reading an item takes.
	columns string
	join    string
	fields  map[graph.Field]column
}

// column says where a field lies.
type column struct {
	kind graph.FieldType
	// sql is the value, or for a date the date as written.
	sql string
	// lo and hi are a date's first and last day.
	lo, hi string
	// document says that the three are columns of the documents table (alias d)
	// and belong to the row by its contribution.
	document bool
	// words is the full-text table, key the row's column with its rows.
	words, key string
	// list says how a list is held.
	list *list
	// found says that an index leads from a value to the rows.
	found bool
	// dear says that the value takes time to compute.
	dear bool
}

// list says how a list field is held.
type list struct {
	// holds is the condition that the value "$" is in the list, made to seek by
	// the value; link is the same, made to be asked row by row.
	holds, link string
	// each joins the table of values, value is one of them. The join may give a
	// value more than once.
	each, value string
	// values is a subquery of the values; any tells whether there is one.
	values, any string
	// arms are conditions that hold for a row and one of the values "$", not two
	// of them at once, each with an index that gives the rows in the order of the
	// field; none where there is no such index.
	arms  []string
	order graph.Field
	// one is the condition that one of the values alone is that of "$", "" where
	// no edge needs it.
	one string
}

func text(sql string) column { return column{kind: graph.TypeString, sql: sql} }

// key is a text that an index leads to the rows by.
func key(sql string) column { return column{kind: graph.TypeString, sql: sql, found: true} }

func number(sql string) column { return column{kind: graph.TypeNumber, sql: sql} }
func truth(sql string) column  { return column{kind: graph.TypeBool, sql: sql} }

// month is the month that a date lies within.
func month(name string) column {
	from, to := "@."+name+"_lo", "@."+name+"_hi"
	c := text("CASE WHEN " + from + " = " + to + " OR substr(" + from + ", 1, 7) = substr(" + to + ", 1, 7)" +
		" THEN substr(" + from + ", 1, 7) ELSE '' END")
	c.dear = true
	return c
}

func date(name string) column {
	return column{kind: graph.TypeDate, sql: "@." + name, lo: "@." + name + "_lo", hi: "@." + name + "_hi"}
}

func words(table, key string) column {
	return column{kind: graph.TypeText, words: table, key: key, found: true}
}

// ofDocument returns the column as one of the claim's document.
func ofDocument(c column) column {
	c.document = true
	c.sql, c.lo, c.hi = strings.ReplaceAll(c.sql, "@", "d"), strings.ReplaceAll(c.lo, "@", "d"), strings.ReplaceAll(c.hi, "@", "d")
	return c
}

// expr returns the SQL of one of the column's values for the alias.
func (c column) expr(sql, alias string) string {
	if c.document {
		return "(SELECT " + sql + " FROM documents d WHERE d.row = " + alias + ".contribution)"
	}
	return strings.ReplaceAll(sql, "@", alias)
}

// sort returns what answers are sorted by.
func (c column) sort(alias string) string {
	if c.kind == graph.TypeDate {
		return c.expr(c.lo, alias)
	}
	return c.expr(c.sql, alias)
}

func listOf(l list) column {
	if l.link == "" {
		l.link = l.holds
	}
	return column{kind: graph.TypeList, list: &l, found: true}
}

func entityList(table string) column {
	return listOf(list{
		holds:  "@.row IN (SELECT v.entity FROM " + table + " v WHERE v.value = $)",
		each:   " JOIN " + table + " v ON v.entity = @.row",
		value:  "v.value",
		values: "SELECT v.value FROM " + table + " v WHERE v.entity = @.row",
		any:    "EXISTS (SELECT 1 FROM " + table + " v WHERE v.entity = @.row)",
	})
}

const entityDocuments = "FROM records r CROSS JOIN documents d ON d.row = r.contribution WHERE r.live = 1 AND r.lexicon = 0 AND r.survivor = @.id"

func documentList() column {
	return listOf(list{
		holds: "@.id IN (SELECT r.survivor FROM documents d CROSS JOIN records r ON r.contribution = d.row" +
			" WHERE r.lexicon = 0 AND d.id = $)",
		one: "@.id IN (SELECT r.survivor FROM documents d CROSS JOIN records r ON r.contribution = d.row" +
			" WHERE r.lexicon = 0 AND d.id = $ GROUP BY r.survivor HAVING COUNT(DISTINCT d.row) = 1)",
		each: " JOIN records r ON r.live = 1 AND r.lexicon = 0 AND r.survivor = @.id" +
			" JOIN documents d ON d.row = r.contribution",
		value:  "d.id",
		values: "SELECT d.id " + entityDocuments,
		any:    "EXISTS (SELECT 1 " + entityDocuments + ")",
	})
}

func recordedList() column {
	const recorded = "FROM records r WHERE r.lexicon = 0 AND r.contribution = @.row"
	return listOf(list{
		holds:  "@.row IN (SELECT r.contribution FROM records r WHERE r.live = 1 AND r.lexicon = 0 AND r.survivor = $)",
		link:   "EXISTS (SELECT 1 " + recorded + " AND r.survivor = $)",
		each:   " JOIN records r ON r.lexicon = 0 AND r.contribution = @.row",
		value:  "r.survivor",
		values: "SELECT r.survivor " + recorded,
		any:    "EXISTS (SELECT 1 " + recorded + ")",
	})
}

func endList(table, there string, order graph.Field) column {
	side := func(end string) string {
		return "SELECT e.row FROM " + table + " e WHERE " + there + "e." + end + " = $ AND e." + end + " <> ''"
	}
	return listOf(list{
		holds:  "@.row IN (" + side("from_id") + " UNION ALL " + side("to_id") + ")",
		link:   "(@.from_id = $ OR @.to_id <> '' AND @.to_id = $)",
		each:   " JOIN (SELECT 0 AS side UNION ALL SELECT 1) v ON v.side = 0 OR @.to_id <> ''",
		value:  "CASE v.side WHEN 0 THEN @.from_id ELSE @.to_id END",
		values: "SELECT @.from_id UNION SELECT @.to_id WHERE @.to_id <> ''",
		any:    "1",
		arms:   []string{"@.from_id = $", "@.to_id = $ AND @.to_id <> '' AND @.from_id <> $"},
		order:  order,
	})
}

// subjects is the table of subjects. It agrees with graph.Fields.
var subjects = map[graph.Subject]subject{
	graph.SubjectEntity:   entitySubject(),
	graph.SubjectRelation: relationSubject(),
	graph.SubjectClaim:    claimSubject(),
	graph.SubjectDocument: documentSubject(),
	graph.SubjectSource:   sourceSubject(),
	graph.SubjectLoad:     loadSubject(),
}

func entitySubject() subject {
	return subject{
		table:   "entities",
		columns: "t.id, t.kind, t.name, t.mentions, t.documents, t.payload",
		fields: map[graph.Field]column{
			graph.FieldID: key("@.id"), "kind": text("@.kind"), "name": key("@.name"),
			"mentions": number("@.mentions"), "documents": number("@.documents"),
			"documentIds": documentList(), "names": entityList("entity_names"), "codes": entityList("entity_codes"),
			"text": words("entity_words", "@.row"),
		},
	}
}

func relationSubject() subject {
	return subject{
		table: "relations", dated: true,
		columns: "t.id, t.from_id, t.kind, t.to_id, t.happened, t.modality, t.pair, t.claims, t.denials, t.weight, t.sources," +
			" t.first, t.last, t.disputed, t.mutual",
		fields: map[graph.Field]column{
			graph.FieldID: key("@.id"), "from": key("@.from_id"), "fromKind": text("@.from_kind"), "to": key("@.to_id"),
			"toKind": text("@.to_kind"), "kind": text("@.kind"), "quad": text("@.quad"), "modality": text("@.modality"),
			"pair": key("@.pair"), "when": date("happened"), "month": month("happened"), "firstSeen": date("first"), "lastSeen": date("last"),
			"claims": number("@.claims"), "denials": number("@.denials"), "weight": number("@.weight"),
			"sources": number("@.sources"), "goldstein": number("@.goldstein"),
			"disputed": truth("@.disputed"), "mutual": truth("@.mutual"), "ends": endList("relations", "", ""),
		},
	}
}

func claimSubject() subject {
	return subject{
		table: "claims", there: "@.live = 1", dated: true,
		columns: "t.kind, t.polarity, t.modality, t.happened, t.from_id, t.to_id, t.asserted_by, t.relation," +
			" t.pair, t.confirmed, d.id, d.sha256, d.source, d.published, d.known_from, t.payload",
		join: " CROSS JOIN documents d ON d.row = t.contribution",
		fields: map[graph.Field]column{
			graph.FieldID: key("@.id"), "from": key("@.from_id"), "fromKind": text("@.from_kind"), "fromRole": text("@.from_role"),
			"to": key("@.to_id"), "toKind": text("@.to_kind"), "toRole": text("@.to_role"), "kind": text("@.kind"),
			"quad": text("@.quad"), "polarity": text("@.polarity"), "modality": text("@.modality"),
			"assertedBy": key("@.asserted_by"), "relation": key("@.relation"), "pair": key("@.pair"),
			"viaGroup": text("@.via_group"), "viaAgreement": text("@.via_agreement"), "extractor": text("@.extractor"),
			"rule": text("@.rule"), "measure": text("@.measure"), "unit": text("@.unit"),
			"document": ofDocument(key("@.id")), "source": ofDocument(key("@.source")),
			"when": date("happened"), "month": month("happened"), "saidOn": date("said"), "publishedOn": ofDocument(date("published")), "seen": date("seen"),
			"confidence": number("@.confidence"), "goldstein": number("@.goldstein"),
			"mutual": truth("@.mutual"), "confirmed": truth("@.confirmed"),
			"ends": endList("claims", "e.live = 1 AND ", "when"), "text": words("claim_words", "@.words"),
		},
	}
}

func documentSubject() subject {
	return subject{
		table: "documents", columns: "t.payload",
		fields: map[graph.Field]column{
			graph.FieldID: key("@.id"), "title": text("@.title"), "url": text("@.url"), "author": text("@.author"),
			"language": text("@.language"), "format": text("@.format"), "sha256": text("@.sha256"), "source": key("@.source"),
			"publishedOn": date("published"), "length": number("@.length"), "entities": recordedList(),
			"titleText": words("title_words", "@.row"), "text": words("document_words", "@.row"),
		},
	}
}

func sourceSubject() subject {
	return subject{
		table: "sources", columns: "t.id, t.name, t.owner, t.reliability",
		fields: map[graph.Field]column{
			graph.FieldID: key("@.id"), "name": key("@.name"), "owner": text("@.owner"), "reliability": text("@.reliability"),
		},
	}
}

func loadSubject() subject {
	return subject{
		table: "loads", columns: "t.payload",
		fields: map[graph.Field]column{
			graph.FieldID: key("@.id"), "state": text("@.state"), "started": text("@.started"),
			"ended": text("@.ended"), "extractor": text("@.extractor"),
		},
	}
}
