-- all entities
SELECT concat_ws(char(0), t.id, t.kind, t.name, t.mentions, t.documents, t.payload)
  FROM entities t
  WHERE t.row IN (SELECT x.row
  FROM entities x
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- ['3']

-- entities by alias
SELECT concat_ws(char(0), t.id, t.kind, t.name, t.mentions, t.documents, t.payload)
  FROM entities t
  WHERE t.row IN (SELECT x.row
  FROM entities x
  WHERE x.row IN (SELECT v.entity
  FROM entity_names v
  WHERE v.value = ?)
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- ["China" '3']

-- entities by code
SELECT concat_ws(char(0), k.key, t.id, t.kind, t.name, t.mentions, t.documents, t.payload)
  FROM json_each(?) k
  CROSS JOIN entities t ON t.row IN (SELECT x.row
  FROM entities x
  WHERE k.value <> ''
  AND x.row IN (SELECT v.entity
  FROM entity_codes v
  WHERE v.value = k.value)
  ORDER BY x.id LIMIT ?)
  ORDER BY k.key, t.id
-- ["[\"CHN\",\"KAZ\"]" '3']

-- states by name
SELECT concat_ws(char(0), t.id, t.kind, t.name, t.mentions, t.documents, t.payload)
  FROM entities t
  WHERE t.row IN (SELECT x.row
  FROM entities x
  WHERE x.kind = ?
  AND x.kind <> ''
  ORDER BY x.name, x.id LIMIT ?)
  ORDER BY t.name, t.id
-- ["State" '\v']
SELECT 0, (SELECT COUNT(*)
  FROM entities x
  WHERE x.kind = ?
  AND x.kind <> '')
-- ["State"]

-- entities by words
SELECT concat_ws(char(0), t.id, t.kind, t.name, t.mentions, t.documents, t.payload)
  FROM entities t
  WHERE t.row IN (SELECT x.row
  FROM entities x
  WHERE x.row IN (SELECT rowid
  FROM entity_words
  WHERE entity_words MATCH ?)
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- ["\"shanghai\" \"coop\" *" '3']

-- newest claims of a dyad
SELECT concat_ws(char(0), t.kind, t.polarity, t.modality, t.happened, t.from_id, t.to_id, t.asserted_by, t.relation, t.pair, t.confirmed, d.id, d.sha256, d.source, d.published, d.known_from, t.payload)
  FROM claims t
  CROSS JOIN documents d ON d.row = t.contribution
  WHERE t.row IN (SELECT x.row
  FROM claims x
  WHERE x.live = 1
  AND x.pair = ?
  AND x.pair <> ''
  ORDER BY x.happened_lo DESC, x.id LIMIT ?)
  ORDER BY t.happened_lo DESC, t.id
-- ["state:CHN|state:KAZ" '\x15']

-- claims of relations
SELECT concat_ws(char(0), k.key, t.kind, t.polarity, t.modality, t.happened, t.from_id, t.to_id, t.asserted_by, t.relation, t.pair, t.confirmed, d.id, d.sha256, d.source, d.published, d.known_from, t.payload)
  FROM json_each(?) k
  CROSS JOIN claims t ON t.row IN (SELECT x.row
  FROM claims x
  WHERE k.value <> ''
  AND x.relation = k.value
  AND x.relation <> ''
  AND x.live = 1
  ORDER BY x.id LIMIT ?)
  CROSS JOIN documents d ON d.row = t.contribution
  ORDER BY k.key, t.id
-- ["[\"relation:a\",\"relation:b\"]" '\x04']
SELECT k.key, (SELECT COUNT(*)
  FROM claims x
  WHERE k.value <> ''
  AND x.relation = k.value
  AND x.relation <> ''
  AND x.live = 1)
  FROM json_each(?) k
-- ["[\"relation:a\",\"relation:b\"]"]

-- claims of documents
SELECT concat_ws(char(0), k.key, t.kind, t.polarity, t.modality, t.happened, t.from_id, t.to_id, t.asserted_by, t.relation, t.pair, t.confirmed, d.id, d.sha256, d.source, d.published, d.known_from, t.payload)
  FROM json_each(?) k
  CROSS JOIN claims t ON t.row IN (SELECT x.row
  FROM claims x
  WHERE k.value <> ''
  AND x.contribution IN (SELECT d.row
  FROM documents d
  WHERE d.id = k.value)
  AND x.live = 1
  ORDER BY x.id LIMIT ?)
  CROSS JOIN documents d ON d.row = t.contribution
  ORDER BY k.key, t.id
-- ["[\"document:a\"]" '3']

-- claims by speaker
SELECT concat_ws(char(0), t.kind, t.polarity, t.modality, t.happened, t.from_id, t.to_id, t.asserted_by, t.relation, t.pair, t.confirmed, d.id, d.sha256, d.source, d.published, d.known_from, t.payload)
  FROM claims t
  CROSS JOIN documents d ON d.row = t.contribution
  WHERE t.row IN (SELECT x.row
  FROM claims x
  WHERE x.live = 1
  AND x.asserted_by = ?
  AND x.asserted_by <> ''
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- ["person:x" '3']

-- claims of an actor as of a day
SELECT concat_ws(char(0), t.kind, t.polarity, t.modality, t.happened, t.from_id, t.to_id, t.asserted_by, t.relation, t.pair, t.confirmed, d.id, d.sha256, d.source, d.published, d.known_from, t.payload)
  FROM claims t
  CROSS JOIN documents d ON d.row = t.contribution
  WHERE t.row IN (SELECT x.row
  FROM claims x
  WHERE x.live = 1
  AND x.valid_lo <= ?
  AND x.valid_hi >= ?
  AND x.row IN (SELECT e.row
  FROM claims e
  WHERE e.live = 1
  AND e.from_id = ?
  AND e.from_id <> '' UNION ALL SELECT e.row
  FROM claims e
  WHERE e.live = 1
  AND e.to_id = ?
  AND e.to_id <> '')
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- ["2025-06-17" "2025-06-17" "state:CHN" "state:CHN" '3']

-- newest claims of actors
SELECT concat_ws(char(0), k.key, t.kind, t.polarity, t.modality, t.happened, t.from_id, t.to_id, t.asserted_by, t.relation, t.pair, t.confirmed, d.id, d.sha256, d.source, d.published, d.known_from, t.payload)
  FROM json_each(?) k
  CROSS JOIN claims t ON t.row IN (SELECT row
  FROM (SELECT x.row AS row, x.happened_lo, x.confidence, x.id
  FROM claims x
  WHERE x.from_id = k.value
  AND x.live = 1
  AND x.kind = ?
  AND x.kind <> '' UNION ALL SELECT x.row AS row, x.happened_lo, x.confidence, x.id
  FROM claims x
  WHERE x.to_id = k.value
  AND x.to_id <> ''
  AND x.from_id <> k.value
  AND x.live = 1
  AND x.kind = ?
  AND x.kind <> ''
  ORDER BY 2 DESC, 3, 4 LIMIT ?))
  CROSS JOIN documents d ON d.row = t.contribution
  ORDER BY k.key, t.happened_lo DESC, t.confidence, t.id
-- ["[\"state:CHN\",\"state:KAZ\"]" "AID" "AID" '\v']

-- claims by quote
SELECT concat_ws(char(0), t.kind, t.polarity, t.modality, t.happened, t.from_id, t.to_id, t.asserted_by, t.relation, t.pair, t.confirmed, d.id, d.sha256, d.source, d.published, d.known_from, t.payload)
  FROM claims t
  CROSS JOIN documents d ON d.row = t.contribution
  WHERE t.row IN (SELECT x.row
  FROM claims x
  WHERE x.live = 1
  AND x.words IN (SELECT rowid
  FROM claim_words
  WHERE claim_words MATCH ?)
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- ["\"declaration\" \"sign\" *" '3']

-- claims by source and time
SELECT concat_ws(char(0), t.kind, t.polarity, t.modality, t.happened, t.from_id, t.to_id, t.asserted_by, t.relation, t.pair, t.confirmed, d.id, d.sha256, d.source, d.published, d.known_from, t.payload)
  FROM claims t
  CROSS JOIN documents d ON d.row = t.contribution
  WHERE t.row IN (SELECT x.row
  FROM claims x
  WHERE x.live = 1
  AND x.contribution IN (SELECT d.row
  FROM documents d
  WHERE d.source IN (SELECT value
  FROM json_each(?)))
  AND x.contribution IN (SELECT d.row
  FROM documents d
  WHERE d.published_lo >= ?)
  AND x.seen_lo <> ''
  AND x.seen_hi < ?
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- ["[\"source:a\",\"source:b\"]" "2025-06-01" "2026-01-01" '3']

-- relations of a dyad
SELECT concat_ws(char(0), t.id, t.from_id, t.kind, t.to_id, t.happened, t.modality, t.pair, t.claims, t.denials, t.weight, t.sources, t.first, t.last, t.disputed, t.mutual)
  FROM relations t
  WHERE t.row IN (SELECT x.row
  FROM relations x
  WHERE x.pair = ?
  AND x.pair <> ''
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- ["state:CHN|state:KAZ" '3']
SELECT 0, (SELECT COUNT(*)
  FROM relations x
  WHERE x.pair = ?
  AND x.pair <> '')
-- ["state:CHN|state:KAZ"]

-- relations of actors
SELECT concat_ws(char(0), k.key, t.id, t.from_id, t.kind, t.to_id, t.happened, t.modality, t.pair, t.claims, t.denials, t.weight, t.sources, t.first, t.last, t.disputed, t.mutual)
  FROM json_each(?) k
  CROSS JOIN relations t ON t.row IN (SELECT x.row
  FROM relations x
  WHERE k.value <> ''
  AND x.row IN (SELECT e.row
  FROM relations e
  WHERE e.from_id = k.value
  AND e.from_id <> '' UNION ALL SELECT e.row
  FROM relations e
  WHERE e.to_id = k.value
  AND e.to_id <> '')
  ORDER BY x.id LIMIT ?)
  ORDER BY k.key, t.id
-- ["[\"state:CHN\",\"\",\"state:KAZ\"]" '3']

-- parties of an agreement
SELECT concat_ws(char(0), t.id, t.kind, t.name, t.mentions, t.documents, t.payload)
  FROM entities t
  WHERE t.row IN (SELECT x.row
  FROM entities x
  WHERE x.id IN (SELECT x1.from_id
  FROM relations x1
  WHERE x1.from_id <> ''
  AND x1.to_id = ?
  AND x1.to_id <> ''
  AND x1.kind IN (SELECT value
  FROM json_each(?)))
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- ["agreement:x" "[\"SIGNED\",\"RATIFIED\"]" '3']

-- states whose every relation is calm
SELECT concat_ws(char(0), t.id, t.kind, t.name, t.mentions, t.documents, t.payload)
  FROM entities t
  WHERE t.row IN (SELECT x.row
  FROM entities x
  WHERE NOT (x.id IN (SELECT CASE v.side WHEN 0 THEN x1.from_id ELSE x1.to_id END
  FROM relations x1 NOT INDEXED JOIN (SELECT 0 AS side UNION ALL SELECT 1) v ON v.side = 0 OR x1.to_id <> ''
  WHERE CASE v.side WHEN 0 THEN x1.from_id ELSE x1.to_id END <> ''
  AND NOT (NOT (x1.goldstein < ?))))
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- [%!q(float64=-5) '3']

-- disputed by one document
SELECT concat_ws(char(0), t.id, t.from_id, t.kind, t.to_id, t.happened, t.modality, t.pair, t.claims, t.denials, t.weight, t.sources, t.first, t.last, t.disputed, t.mutual)
  FROM relations t
  WHERE t.row IN (SELECT x.row
  FROM relations x
  WHERE x.disputed = ?
  AND x.id IN (SELECT x1.relation
  FROM claims x1 NOT INDEXED
  WHERE x1.relation <> ''
  AND x1.live = 1
  AND NOT (x1.contribution IN (SELECT x2.row
  FROM documents x2 NOT INDEXED
  WHERE x2.title = ''))
  GROUP BY 1 HAVING COUNT(DISTINCT x1.row) = 1)
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- ['\x01' '3']

-- agreements with one party
SELECT concat_ws(char(0), t.id, t.kind, t.name, t.mentions, t.documents, t.payload)
  FROM entities t
  WHERE t.row IN (SELECT x.row
  FROM entities x
  WHERE x.id IN (SELECT x1.to_id
  FROM relations x1 NOT INDEXED
  WHERE x1.to_id <> ''
  AND x1.kind = ?
  AND x1.kind <> ''
  GROUP BY 1 HAVING COUNT(DISTINCT x1.from_id) = 1)
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- ["SIGNED" '3']

-- documents before a cursor
SELECT concat_ws(char(0), t.payload)
  FROM documents t
  WHERE t.row IN (SELECT x.row
  FROM documents x
  WHERE (x.title <> ''
  AND instr(x.title, ?) = 1 OR x.url <> ''
  AND instr(x.url, ?) > 0)
  AND (x.published_lo >= ?
  AND (x.published_lo > ? OR x.title <= ?
  AND (x.title < ? OR x.id < ?)))
  AND (x.published_lo <= ?
  AND (x.published_lo < ? OR x.title >= ?
  AND (x.title > ? OR x.id > ?)))
  ORDER BY x.published_lo, x.title DESC, x.id DESC LIMIT ?)
  ORDER BY t.published_lo, t.title DESC, t.id DESC
-- ["A" "example" "2025-06-01" "2025-06-01" "M" "M" "document:m" "2026-01-01" "2026-01-01" "C" "C" "document:c" '\x06']

-- documents that name an entity
SELECT concat_ws(char(0), t.payload)
  FROM documents t
  WHERE t.row IN (SELECT x.row
  FROM documents x
  WHERE x.id IN (SELECT d.id
  FROM entities x1 JOIN records r ON r.live = 1
  AND r.lexicon = 0
  AND r.survivor = x1.id JOIN documents d ON d.row = r.contribution
  WHERE d.id <> ''
  AND x1.id = ?
  AND x1.id <> '')
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- ["state:CHN" '3']

-- sources of a state
SELECT concat_ws(char(0), t.id, t.name, t.owner, t.reliability)
  FROM sources t
  WHERE t.row IN (SELECT x.row
  FROM sources x
  WHERE x.owner = ?
  AND x.owner <> ''
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- ["state:CHN" '3']

-- loads that failed
SELECT concat_ws(char(0), t.payload)
  FROM loads t
  WHERE t.row IN (SELECT x.row
  FROM loads x
  WHERE x.state = ?
  AND x.state <> ''
  ORDER BY x.id LIMIT ?)
  ORDER BY t.id
-- ["FAILED" '3']

-- claims by month
SELECT v, COUNT(*) AS n, SUM(w)
  FROM (SELECT CASE WHEN x.happened_lo = x.happened_hi OR substr(x.happened_lo, 1, 7) = substr(x.happened_hi, 1, 7) THEN substr(x.happened_lo, 1, 7) ELSE '' END AS v, CAST(ROUND(x.goldstein * 10) AS INTEGER) AS w
  FROM claims x
  WHERE x.live = 1
  AND x.pair = ?
  AND x.pair <> '')
  GROUP BY v HAVING v <> ''
  ORDER BY n DESC, v
-- ["state:CHN|state:KAZ"]

-- claims by kind
SELECT v, COUNT(*) AS n, SUM(w)
  FROM (SELECT x.kind AS v, CAST(ROUND(x.goldstein * 10) AS INTEGER) AS w
  FROM claims x
  WHERE x.live = 1)
  WHERE v <> ''
  GROUP BY v
  ORDER BY n DESC, v
-- []

-- claims by source
SELECT v, COUNT(*) AS n, SUM(w)
  FROM (SELECT (SELECT d.source
  FROM documents d
  WHERE d.row = x.contribution) AS v, CAST(ROUND(x.goldstein * 10) AS INTEGER) AS w
  FROM claims x
  WHERE x.live = 1)
  WHERE v <> ''
  GROUP BY v
  ORDER BY n DESC, v
-- []

-- relations by end
SELECT v, COUNT(*) AS n, SUM(w)
  FROM (SELECT DISTINCT x.row, CASE v.side WHEN 0 THEN x.from_id ELSE x.to_id END AS v, CAST(ROUND(x.goldstein * 10) AS INTEGER) AS w
  FROM relations x JOIN (SELECT 0 AS side UNION ALL SELECT 1) v ON v.side = 0 OR x.to_id <> ''
  WHERE x.mutual = ?)
  WHERE v <> ''
  GROUP BY v
  ORDER BY n DESC, v
-- ['\x01']

-- entities by document
SELECT v, COUNT(*) AS n, SUM(w)
  FROM (SELECT DISTINCT x.row, d.id AS v, 0 AS w
  FROM entities x JOIN records r ON r.live = 1
  AND r.lexicon = 0
  AND r.survivor = x.id JOIN documents d ON d.row = r.contribution)
  WHERE v <> ''
  GROUP BY v
  ORDER BY n DESC, v
-- []

