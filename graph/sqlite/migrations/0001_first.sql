-- The log: what was brought, as it was brought.

CREATE TABLE state (
  one   INTEGER PRIMARY KEY CHECK (one = 1),
  clock TEXT NOT NULL,     -- the latest instant of the known clock, '' for none
  seq   INTEGER NOT NULL,  -- the last sequence number of the change feed
  ruled INTEGER NOT NULL   -- counts the changes of decisions
);
INSERT INTO state VALUES (1, '', 0, 0);

CREATE TABLE loads (
  row       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  state     TEXT NOT NULL,
  started   TEXT NOT NULL,
  ended     TEXT NOT NULL,
  extractor TEXT NOT NULL,
  payload   TEXT NOT NULL
);

-- Texts are kept once, whatever the number of contributions that read them.
CREATE TABLE texts (
  row  INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL
);

CREATE TABLE contributions (
  row      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL,
  payload  TEXT NOT NULL,            -- the document
  text     INTEGER NOT NULL,         -- in texts, 0 for a table in parts
  parts    INTEGER NOT NULL,         -- parts that have landed, 0 for a whole
  complete INTEGER NOT NULL,
  known    TEXT NOT NULL             -- its periods
);
CREATE INDEX contributions_document ON contributions (document, id);
CREATE INDEX contributions_text ON contributions (text);

-- seq is the order in which loads last brought contributions.
CREATE TABLE brought (
  seq          INTEGER PRIMARY KEY,
  contribution INTEGER NOT NULL,
  load         INTEGER NOT NULL,
  UNIQUE (contribution, load)
);
CREATE INDEX brought_load ON brought (load);

CREATE TABLE decisions (
  id      TEXT PRIMARY KEY,
  at      TEXT NOT NULL,
  payload TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE changes (
  seq  INTEGER PRIMARY KEY,
  at   TEXT NOT NULL,
  op   TEXT NOT NULL,
  id   TEXT NOT NULL
);

-- Entity records and claims carry, beside what was brought, what stands now:
-- live rows are those of current contributions that no decision rejects.

CREATE TABLE records (
  row          INTEGER PRIMARY KEY,
  contribution INTEGER NOT NULL,
  entity       TEXT NOT NULL,
  part         INTEGER NOT NULL,
  survivor     TEXT NOT NULL,
  lexicon      INTEGER NOT NULL,
  live         INTEGER NOT NULL,
  mentions     INTEGER NOT NULL,
  shape        TEXT NOT NULL,        -- its name, names and codes
  spans        TEXT NOT NULL,        -- its mentions
  UNIQUE (contribution, entity, part)
);
CREATE INDEX records_survivor ON records (survivor, lexicon, contribution) WHERE live = 1;

CREATE TABLE claims (
  row           INTEGER PRIMARY KEY,
  contribution  INTEGER NOT NULL,
  id            TEXT NOT NULL,
  payload       TEXT NOT NULL,
  words         INTEGER NOT NULL,    -- row of claim_words; equal quotes share one
  live          INTEGER NOT NULL,
  kind          TEXT NOT NULL,
  quad          TEXT NOT NULL,
  goldstein     REAL NOT NULL,
  polarity      TEXT NOT NULL,
  modality      TEXT NOT NULL,
  from_id       TEXT NOT NULL,
  from_kind     TEXT NOT NULL,
  from_role     TEXT NOT NULL,
  to_id         TEXT NOT NULL,
  to_kind       TEXT NOT NULL,
  to_role       TEXT NOT NULL,
  asserted_by   TEXT NOT NULL,
  relation      TEXT NOT NULL,
  pair          TEXT NOT NULL,
  via_group     TEXT NOT NULL,
  via_agreement TEXT NOT NULL,
  extractor     TEXT NOT NULL,
  rule          TEXT NOT NULL,
  measure       TEXT NOT NULL,
  unit          TEXT NOT NULL,
  happened      TEXT NOT NULL,
  happened_lo   TEXT NOT NULL,
  happened_hi   TEXT NOT NULL,
  said          TEXT NOT NULL,
  said_lo       TEXT NOT NULL,
  said_hi       TEXT NOT NULL,
  seen          TEXT NOT NULL,
  seen_lo       TEXT NOT NULL,
  seen_hi       TEXT NOT NULL,
  valid_lo      TEXT NOT NULL,
  valid_hi      TEXT NOT NULL,
  confidence    REAL NOT NULL,
  mutual        INTEGER NOT NULL,
  confirmed     INTEGER NOT NULL,
  UNIQUE (contribution, id)
);
CREATE INDEX claims_id ON claims (id);
CREATE INDEX claims_words ON claims (words);
CREATE INDEX claims_relation ON claims (relation) WHERE live = 1;
CREATE INDEX claims_pair ON claims (pair, happened_lo) WHERE live = 1 AND pair <> '';
CREATE INDEX claims_from ON claims (from_id, happened_lo) WHERE live = 1;
CREATE INDEX claims_to ON claims (to_id, happened_lo) WHERE live = 1 AND to_id <> '';
CREATE INDEX claims_asserted_by ON claims (asserted_by) WHERE live = 1 AND asserted_by <> '';

-- Projections: what the live rows add up to.

CREATE TABLE documents (
  row          INTEGER PRIMARY KEY,  -- the current contribution
  id           TEXT NOT NULL UNIQUE,
  title        TEXT NOT NULL,
  url          TEXT NOT NULL,
  author       TEXT NOT NULL,
  language     TEXT NOT NULL,
  format       TEXT NOT NULL,
  sha256       TEXT NOT NULL,
  source       TEXT NOT NULL,
  source_as    TEXT NOT NULL,        -- the source as this document has it
  published    TEXT NOT NULL,
  published_lo TEXT NOT NULL,
  published_hi TEXT NOT NULL,
  length       INTEGER NOT NULL,
  known_from   TEXT NOT NULL,
  payload      TEXT NOT NULL
);
CREATE INDEX documents_source ON documents (source, source_as);
CREATE INDEX documents_published ON documents (published_lo, id);

CREATE TABLE sources (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL,
  owner       TEXT NOT NULL,
  reliability TEXT NOT NULL
);

CREATE TABLE survivors (
  id       TEXT PRIMARY KEY,
  survivor TEXT NOT NULL
) WITHOUT ROWID;

-- Shapes count like records of an entity, so that a hub is added up without
-- reading all of them.
CREATE TABLE shapes (
  entity   TEXT NOT NULL,
  lexicon  INTEGER NOT NULL,
  shape    TEXT NOT NULL,
  records  INTEGER NOT NULL,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (entity, lexicon, shape)
) WITHOUT ROWID;

CREATE TABLE entities (
  row       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  kind      TEXT NOT NULL,
  name      TEXT NOT NULL,
  mentions  INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  payload   TEXT NOT NULL            -- names, codes and merged ids
);
CREATE INDEX entities_kind ON entities (kind, id);
CREATE INDEX entities_name ON entities (name, id);

CREATE TABLE entity_names (
  value  TEXT NOT NULL,
  entity INTEGER NOT NULL,
  PRIMARY KEY (value, entity)
) WITHOUT ROWID;
CREATE INDEX entity_names_entity ON entity_names (entity);

CREATE TABLE entity_codes (
  value  TEXT NOT NULL,
  entity INTEGER NOT NULL,
  PRIMARY KEY (value, entity)
) WITHOUT ROWID;
CREATE INDEX entity_codes_entity ON entity_codes (entity);

CREATE TABLE relations (
  row         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  from_id     TEXT NOT NULL,
  from_kind   TEXT NOT NULL,
  kind        TEXT NOT NULL,
  quad        TEXT NOT NULL,
  goldstein   REAL NOT NULL,
  to_id       TEXT NOT NULL,
  to_kind     TEXT NOT NULL,
  modality    TEXT NOT NULL,
  pair        TEXT NOT NULL,
  happened    TEXT NOT NULL,
  happened_lo TEXT NOT NULL,
  happened_hi TEXT NOT NULL,
  first       TEXT NOT NULL,
  first_lo    TEXT NOT NULL,
  first_hi    TEXT NOT NULL,
  last        TEXT NOT NULL,
  last_lo     TEXT NOT NULL,
  last_hi     TEXT NOT NULL,
  valid_lo    TEXT NOT NULL,
  valid_hi    TEXT NOT NULL,
  claims      INTEGER NOT NULL,
  denials     INTEGER NOT NULL,
  weight      INTEGER NOT NULL,
  sources     INTEGER NOT NULL,
  disputed    INTEGER NOT NULL,
  mutual      INTEGER NOT NULL
);
CREATE INDEX relations_from ON relations (from_id, kind);
CREATE INDEX relations_to ON relations (to_id, kind) WHERE to_id <> '';
CREATE INDEX relations_pair ON relations (pair, happened_lo) WHERE pair <> '';

-- Full text. The words are folded by the graph package; the ascii tokenizer
-- parts them at the spaces and leaves them as they are. Contentless, so that no
-- text is kept twice, and deletable without the old text.
CREATE VIRTUAL TABLE entity_words USING fts5 (
  words, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii');
CREATE VIRTUAL TABLE claim_words USING fts5 (
  words, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii');
CREATE VIRTUAL TABLE document_words USING fts5 (
  words, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii');
CREATE VIRTUAL TABLE title_words USING fts5 (
  words, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii');
