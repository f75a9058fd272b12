-- Migration 1, part a: the workspace, its settings, and who and what it knows.
--
-- Rules for every table below (held by tests/store/test-schema):
--   * A recorded table (one whose edits go through history) has an INTEGER PRIMARY KEY. AUTOINCREMENT keeps
--     an id from ever naming two things, also after an undo.
--   * No CASCADE, no generated columns, no trigger that writes, no UNIQUE on positions: each of them
--     breaks the replay of a changeset. Triggers that only RAISE are welcome.
--   * Choices are OR chains (an IN list costs ten times as much per insert).
--   * A date is ISO text and date(d,'+0 days') IS d: date(d) alone accepts 30 February.
--   * Money is an integer in minor units beside a currency code; rates, quantities, shares and unit prices are
--     integers in millionths; moments are UTC text YYYY-MM-DDTHH:MM:SSZ.
--   * Spans are half-open, [valid_from, valid_to); valid_to NULL is open.
--   * Facts are kept apart from what can be rebuilt from them (parts c and d).

-- One row. Every preference that can change a number lives here, so that two machines agree.
CREATE TABLE workspace (
  id                  INTEGER PRIMARY KEY CHECK (id = 1),
  name                TEXT NOT NULL CHECK (name <> ''),
  currency            TEXT NOT NULL REFERENCES currency (code),   -- reporting currency
  pivot_currency      TEXT NOT NULL REFERENCES currency (code),   -- cross rates go through it
  year_start_month    INTEGER NOT NULL DEFAULT 1 CHECK (year_start_month BETWEEN 1 AND 12),
  year_start_day      INTEGER NOT NULL DEFAULT 1 CHECK (year_start_day BETWEEN 1 AND 28),
  statement_language  TEXT NOT NULL DEFAULT 'en_US',
  decimal_separator   TEXT NOT NULL DEFAULT '.' CHECK (decimal_separator = '.' OR decimal_separator = ','),
  grouping_separator  TEXT NOT NULL DEFAULT ',',
  date_format         TEXT NOT NULL DEFAULT 'YYYY-MM-DD',
  self_approval       INTEGER NOT NULL DEFAULT 1 CHECK (self_approval = 0 OR self_approval = 1),
  created_at          TEXT NOT NULL,
  identity            TEXT NOT NULL                               -- random, never changes: tells copies from strangers
) STRICT;

CREATE TABLE setting (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  key                 TEXT NOT NULL UNIQUE,
  value               TEXT
) STRICT;

-- ISO 4217 on creation, open to others.
CREATE TABLE currency (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  code                TEXT NOT NULL UNIQUE CHECK (length (code) BETWEEN 1 AND 12),
  name                TEXT NOT NULL,
  digits              INTEGER NOT NULL CHECK (digits BETWEEN 0 AND 8)
) STRICT;

-- The custom periods of the workspace's calendar, consecutive, without gap or overlap.
CREATE TABLE calendar_period (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  name                TEXT NOT NULL UNIQUE,
  valid_from          TEXT NOT NULL CHECK (date (valid_from, '+0 days') IS valid_from),
  valid_to            TEXT NOT NULL CHECK (date (valid_to, '+0 days') IS valid_to AND valid_to > valid_from)
) STRICT;

-- Imports --------------------------------------------------------------------------------------------

-- One import. `source` is the file as it was read, compressed with zlib, so that the raw rows stay.
CREATE TABLE batch (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  kind                TEXT NOT NULL,              -- entity or fact kind: partners, sale, …
  file_name           TEXT NOT NULL,
  checksum            TEXT NOT NULL,              -- SHA-256 of the file
  profile             TEXT,                       -- name of the import profile used
  rows_read           INTEGER NOT NULL DEFAULT 0,
  rows_added          INTEGER NOT NULL DEFAULT 0,
  rows_changed        INTEGER NOT NULL DEFAULT 0,
  rows_unchanged      INTEGER NOT NULL DEFAULT 0,
  rows_rejected       INTEGER NOT NULL DEFAULT 0,
  digest              TEXT,                       -- canonical digest of the rows added
  source              BLOB,
  imported_at         TEXT NOT NULL,
  imported_by         TEXT NOT NULL,
  undone              INTEGER NOT NULL DEFAULT 0 CHECK (undone = 0 OR undone = 1)
) STRICT;

CREATE TABLE control_total (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  batch               INTEGER NOT NULL REFERENCES batch (id),
  currency            TEXT NOT NULL,
  amount              INTEGER NOT NULL,
  rows                INTEGER NOT NULL,
  UNIQUE (batch, currency)
) STRICT;

CREATE TABLE reject (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  batch               INTEGER NOT NULL REFERENCES batch (id),
  row                 INTEGER NOT NULL,
  field               TEXT,                       -- the column's heading, or NULL: the row as a whole
  value               TEXT,
  reason              TEXT NOT NULL,
  raw                 TEXT NOT NULL
) STRICT;
CREATE INDEX reject_batch ON reject (batch);

-- A short check value per row that a batch added, so that a row changed outside can be named: four bytes, little endian,
-- per id from `first` on, 0 where the id isn't the batch's (tw-digest.h).
CREATE TABLE batch_locator (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  batch               INTEGER NOT NULL REFERENCES batch (id),
  table_name          TEXT NOT NULL,
  first               INTEGER NOT NULL,           -- id
  last                INTEGER NOT NULL,           -- id
  rows                INTEGER NOT NULL,
  checks              BLOB NOT NULL,
  UNIQUE (batch, table_name)
) STRICT;

CREATE TABLE import_profile (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  name                TEXT NOT NULL UNIQUE,
  kind                TEXT NOT NULL,
  body                TEXT NOT NULL               -- JSON, checked in C
) STRICT;

-- Who and what ---------------------------------------------------------------------------------------

CREATE TABLE partner (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  name                TEXT NOT NULL CHECK (name <> ''),
  subtype             TEXT,
  parent              INTEGER REFERENCES partner (id),   -- the group is the top of this chain
  region              TEXT,
  country             TEXT,
  currency            TEXT REFERENCES currency (code),
  manager             INTEGER REFERENCES person (id),
  status              TEXT NOT NULL DEFAULT 'active'
                      CHECK (status = 'prospect' OR status = 'active' OR status = 'inactive' OR status = 'ended'),
  since               TEXT CHECK (since IS NULL OR date (since, '+0 days') IS since),
  note                TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX partner_parent ON partner (parent);
CREATE INDEX partner_name ON partner (name);

-- The primary type over time. Spans of one partner don't overlap (held by the checker and in model/).
CREATE TABLE partner_type (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  partner             INTEGER NOT NULL REFERENCES partner (id),
  type                TEXT NOT NULL CHECK (type = 'isv' OR type = 'reseller' OR type = 'oem' OR type = 'si'),
  valid_from          TEXT NOT NULL CHECK (date (valid_from, '+0 days') IS valid_from),
  valid_to            TEXT CHECK (valid_to IS NULL OR (date (valid_to, '+0 days') IS valid_to AND valid_to > valid_from)),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX partner_type_partner ON partner_type (partner, valid_from);

-- A person at a partner, or one of our own (partner NULL: a manager, a seller).
CREATE TABLE person (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  name                TEXT NOT NULL CHECK (name <> ''),
  partner             INTEGER REFERENCES partner (id),
  role                TEXT,
  email               TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX person_partner ON person (partner);

CREATE TABLE customer (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  name                TEXT NOT NULL CHECK (name <> ''),
  segment             TEXT,
  region              TEXT,
  country             TEXT,
  industry            TEXT,
  first_purchase      TEXT CHECK (first_purchase IS NULL OR date (first_purchase, '+0 days') IS first_purchase),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX customer_name ON customer (name);

CREATE TABLE category (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  name                TEXT NOT NULL UNIQUE CHECK (name <> ''),
  parent              INTEGER REFERENCES category (id),
  strategic           INTEGER NOT NULL DEFAULT 0 CHECK (strategic = 0 OR strategic = 1),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX category_parent ON category (parent);

CREATE TABLE product (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  name                TEXT NOT NULL CHECK (name <> ''),
  category            INTEGER REFERENCES category (id),
  list_price          INTEGER,                    -- per unit, millionths of a major unit
  list_currency       TEXT REFERENCES currency (code),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  CHECK (list_price IS NULL OR list_currency IS NOT NULL)
) STRICT;
CREATE INDEX product_category ON product (category);

-- Attributes that a workspace defines itself, on any entity or fact kind.
CREATE TABLE attribute (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  entity              TEXT NOT NULL,              -- partner, customer, product, or a fact kind
  name                TEXT NOT NULL,
  type                TEXT NOT NULL CHECK (type = 'text' OR type = 'integer' OR type = 'quantity' OR type = 'money'
                                           OR type = 'rate' OR type = 'date' OR type = 'yesno'),
  UNIQUE (entity, name)
) STRICT;

-- The value as canonical text (plain decimal, ISO date, 0 or 1); `owner` is the id in the entity's table.
CREATE TABLE attribute_value (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  attribute           INTEGER NOT NULL REFERENCES attribute (id),
  owner               INTEGER NOT NULL,
  value               TEXT NOT NULL,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  UNIQUE (attribute, owner)
) STRICT;

-- Money between currencies: 1 × per units of base = mantissa / 10^scale units of quote, as quoted.
CREATE TABLE fx_rate (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  date                TEXT NOT NULL CHECK (date (date, '+0 days') IS date),
  base                TEXT NOT NULL REFERENCES currency (code),
  quote               TEXT NOT NULL REFERENCES currency (code),
  mantissa            INTEGER NOT NULL CHECK (mantissa > 0),
  scale               INTEGER NOT NULL CHECK (scale BETWEEN 0 AND 12),
  per                 INTEGER NOT NULL DEFAULT 1 CHECK (per > 0),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  UNIQUE (base, quote, date),
  CHECK (base <> quote)
) STRICT;

-- A closed period: facts dated inside it can't be added, changed or removed (held in model/ and import/).
CREATE TABLE period_lock (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  period              TEXT NOT NULL UNIQUE,       -- as people name it: 2026-Q3
  valid_from          TEXT NOT NULL CHECK (date (valid_from, '+0 days') IS valid_from),
  valid_to            TEXT NOT NULL CHECK (date (valid_to, '+0 days') IS valid_to AND valid_to > valid_from),
  reason              TEXT,
  locked_by           TEXT NOT NULL,
  locked_at           TEXT NOT NULL
) STRICT;
