-- Migration 3, part c: what a program's partners share beside sales: joint solutions, co-sell, API changes, risks,
-- papers. Small registers that the design checks look at; each is a descriptor of the model, so that it is listed,
-- edited, imported and exported like any other.

-- What two vendors sell together. Pricing, support, customer success and renewal say in words what was agreed; while
-- one of them is empty the commercial model is open.
CREATE TABLE joint_solution (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  name                TEXT NOT NULL CHECK (name <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  pricing             TEXT,
  support             TEXT,
  success             TEXT,
  renewal             TEXT,
  share               INTEGER CHECK (share IS NULL OR share BETWEEN 0 AND 1000000),   -- the partner's, of new revenue
  record_owner        TEXT CHECK (record_owner IS NULL OR record_owner = 'vendor' OR record_owner = 'partner'
                                  OR record_owner = 'shared'),                        -- customer of record
  signed_on           TEXT CHECK (signed_on IS NULL OR date (signed_on, '+0 days') IS signed_on),
  note                TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX joint_solution_partner ON joint_solution (partner);

-- A connection between a partner's product and ours. `depth` is a score of 0 to 100.
CREATE TABLE integration (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  name                TEXT NOT NULL CHECK (name <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  solution            INTEGER REFERENCES joint_solution (id),
  kind                TEXT NOT NULL DEFAULT 'api'
                      CHECK (kind = 'api' OR kind = 'embedded' OR kind = 'data' OR kind = 'sign_on' OR kind = 'other'),
  status              TEXT NOT NULL DEFAULT 'none'
                      CHECK (status = 'none' OR status = 'compatible' OR status = 'certified' OR status = 'lapsed'),
  depth               INTEGER CHECK (depth IS NULL OR depth BETWEEN 0 AND 100),
  steps               INTEGER CHECK (steps IS NULL OR steps >= 0),      -- that a customer configures
  api_version         TEXT,
  certified_on        TEXT CHECK (certified_on IS NULL OR date (certified_on, '+0 days') IS certified_on),
  expires             TEXT CHECK (expires IS NULL OR date (expires, '+0 days') IS expires),
  joint_customers     INTEGER CHECK (joint_customers IS NULL OR joint_customers >= 0),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX integration_partner ON integration (partner);

-- A request to sell together and what came of it.
CREATE TABLE cosell_engagement (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  solution            INTEGER REFERENCES joint_solution (id),
  opportunity         INTEGER REFERENCES opportunity (id),
  customer            INTEGER REFERENCES customer (id),
  account_owner       INTEGER REFERENCES person (id),
  protected_contacts  TEXT,
  requested           TEXT NOT NULL CHECK (date (requested, '+0 days') IS requested),
  responded           TEXT CHECK (responded IS NULL OR date (responded, '+0 days') IS responded),
  breached            TEXT CHECK (breached IS NULL OR date (breached, '+0 days') IS breached),
  breach              TEXT,
  removed             TEXT CHECK (removed IS NULL OR date (removed, '+0 days') IS removed),   -- the partner, from the deal
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX cosell_engagement_partner ON cosell_engagement (partner, requested);

-- `retires` is the version of the API that ends with the change.
CREATE TABLE api_change (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  name                TEXT NOT NULL CHECK (name <> ''),
  announced           TEXT NOT NULL CHECK (date (announced, '+0 days') IS announced),
  effective           TEXT NOT NULL CHECK (date (effective, '+0 days') IS effective),
  breaking            INTEGER NOT NULL DEFAULT 0 CHECK (breaking = 0 OR breaking = 1),
  migration_doc       TEXT,
  support_contact     TEXT,
  retires             TEXT,
  note                TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;

-- An integration that a change affects, and when its partner was told.
CREATE TABLE api_notice (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  change              INTEGER NOT NULL REFERENCES api_change (id),
  integration         INTEGER NOT NULL REFERENCES integration (id),
  sent                TEXT CHECK (sent IS NULL OR date (sent, '+0 days') IS sent),
  acknowledged        TEXT CHECK (acknowledged IS NULL OR date (acknowledged, '+0 days') IS acknowledged),
  migrated            TEXT CHECK (migrated IS NULL OR date (migrated, '+0 days') IS migrated),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX api_notice_change ON api_notice (change);

CREATE TABLE escalation (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  date                TEXT NOT NULL CHECK (date (date, '+0 days') IS date),
  integration         INTEGER NOT NULL REFERENCES integration (id),
  change              INTEGER REFERENCES api_change (id),
  customer            INTEGER REFERENCES customer (id),
  note                TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX escalation_integration ON escalation (integration);

-- What threatens a partnership. `noticed` is the day the partner was told.
CREATE TABLE partner_risk (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  name                TEXT NOT NULL CHECK (name <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  kind                TEXT NOT NULL DEFAULT 'other'
                      CHECK (kind = 'api_break' OR kind = 'feature_overlap' OR kind = 'price_change'
                             OR kind = 'dependency' OR kind = 'other'),
  identified          TEXT NOT NULL CHECK (date (identified, '+0 days') IS identified),
  noticed             TEXT CHECK (noticed IS NULL OR date (noticed, '+0 days') IS noticed),
  mitigation          TEXT,
  owner               INTEGER REFERENCES person (id),
  closed              TEXT CHECK (closed IS NULL OR date (closed, '+0 days') IS closed),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX partner_risk_partner ON partner_risk (partner);

-- A document that onboarding or compliance asks of a partner; without `received` it is still missing.
CREATE TABLE partner_document (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  name                TEXT NOT NULL CHECK (name <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  due                 TEXT CHECK (due IS NULL OR date (due, '+0 days') IS due),
  received            TEXT CHECK (received IS NULL OR date (received, '+0 days') IS received),
  expires             TEXT CHECK (expires IS NULL OR date (expires, '+0 days') IS expires),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX partner_document_partner ON partner_document (partner);

-- What a partner earns in a year with one line, ours or a rival's, for the days that its people sell it.
CREATE TABLE partner_economics (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  line                TEXT NOT NULL CHECK (line <> ''),
  ours                INTEGER NOT NULL DEFAULT 0 CHECK (ours = 0 OR ours = 1),
  date                TEXT NOT NULL CHECK (date (date, '+0 days') IS date),
  amount              INTEGER NOT NULL,           -- margin, services and incentives less the cost of selling
  currency            TEXT NOT NULL REFERENCES currency (code),
  selling_days        INTEGER NOT NULL CHECK (selling_days > 0),   -- millionths
  source              TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX partner_economics_partner ON partner_economics (partner, date);

-- Whom to recruit, and who was found.
CREATE TABLE recruit_target (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  name                TEXT NOT NULL CHECK (name <> ''),
  partner_type        TEXT NOT NULL CHECK (partner_type = 'isv' OR partner_type = 'reseller' OR partner_type = 'oem'
                                           OR partner_type = 'si'),
  category            INTEGER REFERENCES category (id),
  region              TEXT,
  stage               TEXT NOT NULL DEFAULT 'open'
                      CHECK (stage = 'open' OR stage = 'contacted' OR stage = 'negotiating' OR stage = 'enrolled'
                             OR stage = 'dropped'),
  fit                 INTEGER CHECK (fit IS NULL OR fit BETWEEN 0 AND 100),
  partner             INTEGER REFERENCES partner (id),
  owner               INTEGER REFERENCES person (id),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX recruit_target_partner ON recruit_target (partner);

-- What was handed to a partner: data on its ecosystem, the list of gaps to its next tier, evidence for its customers.
CREATE TABLE partner_pack (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  kind                TEXT NOT NULL CHECK (kind = 'ecosystem_data' OR kind = 'gap_list' OR kind = 'evidence'),
  date                TEXT NOT NULL CHECK (date (date, '+0 days') IS date),
  note                TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX partner_pack_partner ON partner_pack (partner, date);

-- How a customer finds and judges an app. `regulated` is the vertical whose rules apply, empty where none do.
CREATE TABLE marketplace_listing (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  name                TEXT NOT NULL CHECK (name <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  category            INTEGER REFERENCES category (id),
  live                INTEGER NOT NULL DEFAULT 1 CHECK (live = 0 OR live = 1),
  trial               INTEGER NOT NULL DEFAULT 0 CHECK (trial = 0 OR trial = 1),
  demo                INTEGER NOT NULL DEFAULT 0 CHECK (demo = 0 OR demo = 1),
  reviews             INTEGER NOT NULL DEFAULT 0 CHECK (reviews >= 0),
  regulated           TEXT,
  compliance_reviewed TEXT CHECK (compliance_reviewed IS NULL OR date (compliance_reviewed, '+0 days') IS compliance_reviewed),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX marketplace_listing_partner ON marketplace_listing (partner);

CREATE TABLE fund_request (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  name                TEXT NOT NULL CHECK (name <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  scope               TEXT NOT NULL CHECK (scope = 'product' OR scope = 'joint_solution'),
  date                TEXT NOT NULL CHECK (date (date, '+0 days') IS date),
  amount              INTEGER NOT NULL CHECK (amount >= 0),
  currency            TEXT NOT NULL REFERENCES currency (code),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX fund_request_partner ON fund_request (partner);

-- What a manager of ours can answer for.
ALTER TABLE person ADD COLUMN skills TEXT CHECK (skills IS NULL OR skills = 'technical' OR skills = 'commercial'
                                                 OR skills = 'both');
