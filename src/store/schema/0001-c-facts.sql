-- Migration 1, part c: facts, what happened. Facts are immutable to calculation: a correction is a new fact
-- with `replaces`, a refund one with `reverses`. Both name the external id of the original as text, because
-- the original need not be in the file.

-- The kinds of facts by the numbers that lines, exclusions and credits carry.
CREATE TABLE fact_kind (
  id                  INTEGER PRIMARY KEY,
  name                TEXT NOT NULL UNIQUE,       -- as the rule language says it
  table_name          TEXT NOT NULL
) STRICT;
INSERT INTO fact_kind VALUES
  (1, 'sale', 'sale'), (2, 'marketplace', 'sale'), (3, 'services', 'sale'), (4, 'unit_report', 'unit_report'),
  (5, 'opportunity', 'opportunity'), (6, 'registration', 'registration'), (7, 'certification', 'certification'),
  (8, 'reference', 'event'), (9, 'activity', 'event'), (10, 'listing', 'event'), (11, 'deployment', 'event'),
  (12, 'accreditation', 'event'), (13, 'subscription', 'event'), (14, 'adoption', 'event'), (15, 'claim', 'event'),
  (16, 'spend', 'event'), (17, 'payment', 'event'), (18, 'target', 'target'), (19, 'opening', 'event'),
  (20, 'standing', 'event');

-- Sales of every source. In the rule language source resale is the kind `sale`, the others are kinds by their
-- own name. The engine reads this table in one rowid scan. `date` is the date that places the sale where a rule
-- doesn't say otherwise: invoiced, else the first of booked, delivered, received that is known.
CREATE TABLE sale (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL CHECK (external_id <> ''),
  source              TEXT NOT NULL DEFAULT 'resale'
                      CHECK (source = 'resale' OR source = 'marketplace' OR source = 'services'),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  date                TEXT NOT NULL CHECK (date (date, '+0 days') IS date),
  amount              INTEGER NOT NULL,
  currency            TEXT NOT NULL REFERENCES currency (code),
  units               INTEGER,                    -- millionths
  unit_price          INTEGER,                    -- millionths of a major unit
  list                INTEGER,
  cost                INTEGER,
  margin              INTEGER,
  product             INTEGER REFERENCES product (id),
  customer            INTEGER REFERENCES customer (id),
  person              INTEGER REFERENCES person (id),
  motion              TEXT CHECK (motion IS NULL OR motion = 'new' OR motion = 'renewal' OR motion = 'expansion'),
  reverses            TEXT,
  replaces            TEXT,
  term_months         INTEGER,
  acv                 INTEGER,
  tcv                 INTEGER,
  previous_acv        INTEGER,
  order_ref           TEXT,
  deal_ref            TEXT,
  subscription_ref    TEXT,
  booked              TEXT CHECK (booked IS NULL OR date (booked, '+0 days') IS booked),
  delivered           TEXT CHECK (delivered IS NULL OR date (delivered, '+0 days') IS delivered),
  invoiced            TEXT CHECK (invoiced IS NULL OR date (invoiced, '+0 days') IS invoiced),
  collected           TEXT CHECK (collected IS NULL OR date (collected, '+0 days') IS collected),
  received            TEXT CHECK (received IS NULL OR date (received, '+0 days') IS received),
  start               TEXT CHECK (start IS NULL OR date (start, '+0 days') IS start),
  end                 TEXT CHECK (end IS NULL OR date (end, '+0 days') IS end),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE UNIQUE INDEX sale_external_id ON sale (external_id, source);
CREATE INDEX sale_partner_date ON sale (partner, date);
CREATE INDEX sale_replaces ON sale (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE unit_report (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  reported            TEXT NOT NULL CHECK (date (reported, '+0 days') IS reported),
  period_start        TEXT CHECK (period_start IS NULL OR date (period_start, '+0 days') IS period_start),
  period_end          TEXT CHECK (period_end IS NULL OR date (period_end, '+0 days') IS period_end),   -- last day
  units               INTEGER NOT NULL,
  prorated_units      INTEGER,
  amount              INTEGER,
  currency            TEXT REFERENCES currency (code),
  product             INTEGER REFERENCES product (id),
  customer            INTEGER REFERENCES customer (id),
  person              INTEGER REFERENCES person (id),
  country             TEXT,
  reverses            TEXT,
  replaces            TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  CHECK (amount IS NULL OR currency IS NOT NULL)
) STRICT;
CREATE INDEX unit_report_partner ON unit_report (partner, reported);
CREATE INDEX unit_report_replaces ON unit_report (replaces) WHERE replaces IS NOT NULL;

-- Partner roles and splits of an opportunity are its credits.
CREATE TABLE opportunity (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  partner             INTEGER REFERENCES partner (id),
  name                TEXT,
  stage               TEXT,
  status              TEXT NOT NULL DEFAULT 'open' CHECK (status = 'open' OR status = 'won' OR status = 'lost'),
  created             TEXT CHECK (created IS NULL OR date (created, '+0 days') IS created),
  stage_date          TEXT CHECK (stage_date IS NULL OR date (stage_date, '+0 days') IS stage_date),
  closed              TEXT CHECK (closed IS NULL OR date (closed, '+0 days') IS closed),
  amount              INTEGER,
  value               INTEGER,                    -- expected or list value, beside the closed amount
  currency            TEXT REFERENCES currency (code),
  units               INTEGER,
  probability         INTEGER CHECK (probability IS NULL OR probability BETWEEN 0 AND 1000000),
  days_open           INTEGER,
  product             INTEGER REFERENCES product (id),
  customer            INTEGER REFERENCES customer (id),
  person              INTEGER REFERENCES person (id),
  motion              TEXT CHECK (motion IS NULL OR motion = 'new' OR motion = 'renewal' OR motion = 'expansion'),
  deal_ref            TEXT,
  reverses            TEXT,
  replaces            TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  CHECK (amount IS NULL OR currency IS NOT NULL),
  CHECK (value IS NULL OR currency IS NOT NULL)
) STRICT;
CREATE INDEX opportunity_partner ON opportunity (partner, closed);
CREATE INDEX opportunity_replaces ON opportunity (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE registration (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  status              TEXT NOT NULL DEFAULT 'submitted'
                      CHECK (status = 'submitted' OR status = 'approved' OR status = 'rejected' OR status = 'expired'
                             OR status = 'won' OR status = 'lost'),
  submitted           TEXT NOT NULL CHECK (date (submitted, '+0 days') IS submitted),
  approved            TEXT CHECK (approved IS NULL OR date (approved, '+0 days') IS approved),
  expires             TEXT CHECK (expires IS NULL OR date (expires, '+0 days') IS expires),
  closed              TEXT CHECK (closed IS NULL OR date (closed, '+0 days') IS closed),
  amount              INTEGER,
  currency            TEXT REFERENCES currency (code),
  units               INTEGER,
  product             INTEGER REFERENCES product (id),
  customer            INTEGER REFERENCES customer (id),
  person              INTEGER REFERENCES person (id),
  deal_ref            TEXT,
  reverses            TEXT,
  replaces            TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  CHECK (amount IS NULL OR currency IS NOT NULL)
) STRICT;
CREATE INDEX registration_partner ON registration (partner, submitted);
CREATE INDEX registration_replaces ON registration (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE certification (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  person              INTEGER REFERENCES person (id),
  name                TEXT NOT NULL,
  level               TEXT,
  awarded             TEXT NOT NULL CHECK (date (awarded, '+0 days') IS awarded),
  expires             TEXT CHECK (expires IS NULL OR date (expires, '+0 days') IS expires),
  score               INTEGER,                    -- millionths
  product             INTEGER REFERENCES product (id),
  customer            INTEGER REFERENCES customer (id),
  amount              INTEGER,
  currency            TEXT REFERENCES currency (code),
  units               INTEGER,
  reverses            TEXT,
  replaces            TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  CHECK (amount IS NULL OR currency IS NOT NULL)
) STRICT;
CREATE INDEX certification_partner ON certification (partner, awarded);
CREATE INDEX certification_replaces ON certification (replaces) WHERE replaces IS NOT NULL;

-- Plan figures of a partner for a span of dates; `name` tells several apart (revenue, units …).
CREATE TABLE target (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  program             INTEGER REFERENCES program (id),
  name                TEXT NOT NULL DEFAULT 'revenue',
  date                TEXT NOT NULL CHECK (date (date, '+0 days') IS date),         -- first day
  end                 TEXT CHECK (end IS NULL OR date (end, '+0 days') IS end),     -- last day
  amount              INTEGER,
  currency            TEXT REFERENCES currency (code),
  units               INTEGER,
  product             INTEGER REFERENCES product (id),
  customer            INTEGER REFERENCES customer (id),
  person              INTEGER REFERENCES person (id),
  replaces            TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  CHECK (amount IS NULL OR currency IS NOT NULL)
) STRICT;
CREATE INDEX target_partner ON target (partner, date);
CREATE INDEX target_replaces ON target (replaces) WHERE replaces IS NOT NULL;

-- Every kind of fact without a table of its own. `date` is the one that places it where a rule doesn't say
-- otherwise: awarded, observed, incurred, paid, reviewed or the period's first day, by kind.
CREATE TABLE event (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  kind                TEXT NOT NULL
                      CHECK (kind = 'activity' OR kind = 'subscription' OR kind = 'adoption' OR kind = 'claim'
                             OR kind = 'spend' OR kind = 'payment' OR kind = 'opening' OR kind = 'standing'
                             OR kind = 'reference' OR kind = 'listing' OR kind = 'deployment' OR kind = 'accreditation'),
  external_id         TEXT NOT NULL CHECK (external_id <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  program             INTEGER REFERENCES program (id),
  name                TEXT,                       -- what of its kind: activity type, tier of a standing …
  status              TEXT,
  date                TEXT NOT NULL CHECK (date (date, '+0 days') IS date),
  start               TEXT CHECK (start IS NULL OR date (start, '+0 days') IS start),
  end                 TEXT CHECK (end IS NULL OR date (end, '+0 days') IS end),
  expires             TEXT CHECK (expires IS NULL OR date (expires, '+0 days') IS expires),
  submitted           TEXT CHECK (submitted IS NULL OR date (submitted, '+0 days') IS submitted),
  paid                TEXT CHECK (paid IS NULL OR date (paid, '+0 days') IS paid),
  amount              INTEGER,
  currency            TEXT REFERENCES currency (code),
  units               INTEGER,
  score               INTEGER,
  share               INTEGER,
  rate                INTEGER,
  seats               INTEGER,
  balance             TEXT,                       -- name of the balance that an opening feeds
  product             INTEGER REFERENCES product (id),
  customer            INTEGER REFERENCES customer (id),
  person              INTEGER REFERENCES person (id),
  subscription_ref    TEXT,
  reverses            TEXT,
  replaces            TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  CHECK (amount IS NULL OR currency IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX event_external_id ON event (external_id, kind);
CREATE INDEX event_partner ON event (partner, kind, date);
CREATE INDEX event_replaces ON event (replaces) WHERE replaces IS NOT NULL;

-- Who has part in a fact: shares of one fact between partners, in one role each. The share is exact text
-- ("40%", "1/3", "2:3:1" is written out per credit); NULL: shared by the rule's split alone.
CREATE TABLE credit (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  fact_kind           INTEGER NOT NULL REFERENCES fact_kind (id),
  fact                INTEGER NOT NULL,           -- id in the kind's table
  partner             INTEGER NOT NULL REFERENCES partner (id),
  person              INTEGER REFERENCES person (id),
  role                TEXT,
  share               TEXT,
  at                  TEXT CHECK (at IS NULL OR date (at, '+0 days') IS at),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX credit_fact ON credit (fact_kind, fact);
CREATE INDEX credit_partner ON credit (partner);
