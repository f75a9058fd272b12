-- Migration 1, part b: programs with their versions, and what binds a partner to them.

CREATE TABLE program (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  name                TEXT NOT NULL UNIQUE CHECK (name <> ''),
  partner_type        TEXT NOT NULL CHECK (partner_type = 'isv' OR partner_type = 'reseller'
                                           OR partner_type = 'oem' OR partner_type = 'si'),
  currency            TEXT NOT NULL REFERENCES currency (code)
) STRICT;

-- `body` is the canonical JSON of the program without its tiers and rules, which are rows of their own. Spans of
-- published versions of one program don't overlap. A published version changes only by being retired.
CREATE TABLE program_version (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  program             INTEGER NOT NULL REFERENCES program (id),
  number              INTEGER NOT NULL CHECK (number > 0),
  state               TEXT NOT NULL DEFAULT 'draft'
                      CHECK (state = 'draft' OR state = 'in_review' OR state = 'published' OR state = 'retired'),
  valid_from          TEXT NOT NULL CHECK (date (valid_from, '+0 days') IS valid_from),
  valid_to            TEXT CHECK (valid_to IS NULL OR (date (valid_to, '+0 days') IS valid_to AND valid_to > valid_from)),
  body                TEXT NOT NULL,
  digest              TEXT,                       -- SHA-256 of the whole canonical document, set when published
  published_by        TEXT,
  published_at        TEXT,
  UNIQUE (program, number)
) STRICT;

CREATE TABLE program_tier (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  version             INTEGER NOT NULL REFERENCES program_version (id),
  name                TEXT NOT NULL CHECK (name <> ''),
  ladder              TEXT NOT NULL DEFAULT 'tier' CHECK (ladder = 'tier' OR ladder = 'designation'),
  position            INTEGER NOT NULL,           -- rank: lowest first
  body                TEXT NOT NULL
) STRICT;
CREATE INDEX program_tier_version ON program_tier (version, position);

-- `key` is the rule's `id` in the document: the same key in successive versions is the same rule.
CREATE TABLE program_rule (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  version             INTEGER NOT NULL REFERENCES program_version (id),
  key                 TEXT NOT NULL CHECK (key <> ''),
  position            INTEGER NOT NULL,
  body                TEXT NOT NULL
) STRICT;
CREATE INDEX program_rule_version ON program_rule (version, position);

-- A blocking design check that somebody answered for.
CREATE TABLE check_waiver (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  version             INTEGER NOT NULL REFERENCES program_version (id),
  code                TEXT NOT NULL CHECK (code <> 'CHK-10'),
  path                TEXT,
  reason              TEXT NOT NULL CHECK (trim (reason) <> ''),
  waived_by           TEXT NOT NULL,
  waived_at           TEXT NOT NULL
) STRICT;
CREATE INDEX check_waiver_version ON check_waiver (version);

-- Guards: what was published stays as it was. Only state (to retired), valid_to, and nothing else may move.
CREATE TRIGGER program_version_published_update BEFORE UPDATE ON program_version
WHEN (OLD.state = 'published' OR OLD.state = 'retired')
 AND (NEW.body IS NOT OLD.body OR NEW.number IS NOT OLD.number OR NEW.program IS NOT OLD.program
      OR NEW.valid_from IS NOT OLD.valid_from OR (NEW.digest IS NOT OLD.digest AND NEW.digest IS NOT NULL))
BEGIN
  SELECT RAISE (ABORT, 'A published program version can''t be changed: make a new version.');
END;

-- Days that an approved statement was calculated for stay priced by the version that priced them: it doesn't go
-- back to a draft (undoing its publication would), doesn't end earlier, and no version is published into them.
CREATE TRIGGER program_version_approved_update BEFORE UPDATE ON program_version
WHEN EXISTS (
  SELECT 1 FROM statement AS s JOIN run AS r ON r.id = s.run
  WHERE s.program = OLD.program AND s.state = 'approved' AND r.period_end >= OLD.valid_from
    AND (OLD.valid_to IS NULL OR r.period_start < OLD.valid_to)
    AND ((OLD.state = 'published' OR OLD.state = 'retired') <> (NEW.state = 'published' OR NEW.state = 'retired')
         OR ((OLD.state = 'published' OR OLD.state = 'retired')
             AND NEW.valid_to IS NOT NULL AND (OLD.valid_to IS NULL OR NEW.valid_to < OLD.valid_to)
             AND r.period_end >= NEW.valid_to)))
BEGIN
  SELECT RAISE (ABORT, 'Statements of these days are approved: reopen them, or choose a later day.');
END;

CREATE TRIGGER program_version_published_delete BEFORE DELETE ON program_version
WHEN OLD.state = 'published' OR OLD.state = 'retired'
BEGIN
  SELECT RAISE (ABORT, 'A published program version can''t be deleted: retire it.');
END;

CREATE TRIGGER program_rule_published_insert BEFORE INSERT ON program_rule
WHEN (SELECT state = 'published' OR state = 'retired' FROM program_version WHERE id = NEW.version)
BEGIN
  SELECT RAISE (ABORT, 'A published program version can''t get a rule: make a new version.');
END;

CREATE TRIGGER program_rule_published_update BEFORE UPDATE ON program_rule
WHEN (SELECT state = 'published' OR state = 'retired' FROM program_version WHERE id = OLD.version)
BEGIN
  SELECT RAISE (ABORT, 'A rule of a published program version can''t be changed: make a new version.');
END;

CREATE TRIGGER program_rule_published_delete BEFORE DELETE ON program_rule
WHEN (SELECT state = 'published' OR state = 'retired' FROM program_version WHERE id = OLD.version)
BEGIN
  SELECT RAISE (ABORT, 'A rule of a published program version can''t be deleted: make a new version.');
END;

CREATE TRIGGER program_tier_published_insert BEFORE INSERT ON program_tier
WHEN (SELECT state = 'published' OR state = 'retired' FROM program_version WHERE id = NEW.version)
BEGIN
  SELECT RAISE (ABORT, 'A published program version can''t get a tier: make a new version.');
END;

CREATE TRIGGER program_tier_published_update BEFORE UPDATE ON program_tier
WHEN (SELECT state = 'published' OR state = 'retired' FROM program_version WHERE id = OLD.version)
BEGIN
  SELECT RAISE (ABORT, 'A tier of a published program version can''t be changed: make a new version.');
END;

CREATE TRIGGER program_tier_published_delete BEFORE DELETE ON program_tier
WHEN (SELECT state = 'published' OR state = 'retired' FROM program_version WHERE id = OLD.version)
BEGIN
  SELECT RAISE (ABORT, 'A tier of a published program version can''t be deleted: make a new version.');
END;

-- Partner in program ---------------------------------------------------------------------------------

CREATE TABLE enrolment (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  partner             INTEGER NOT NULL REFERENCES partner (id),
  program             INTEGER NOT NULL REFERENCES program (id),
  valid_from          TEXT NOT NULL CHECK (date (valid_from, '+0 days') IS valid_from),
  valid_to            TEXT CHECK (valid_to IS NULL OR (date (valid_to, '+0 days') IS valid_to AND valid_to > valid_from)),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX enrolment_partner ON enrolment (partner, program, valid_from);
CREATE INDEX enrolment_program ON enrolment (program);

CREATE TABLE agreement (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  program             INTEGER REFERENCES program (id),          -- NULL: any program of the partner
  valid_from          TEXT NOT NULL CHECK (date (valid_from, '+0 days') IS valid_from),
  valid_to            TEXT CHECK (valid_to IS NULL OR (date (valid_to, '+0 days') IS valid_to AND valid_to > valid_from)),
  note                TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX agreement_partner ON agreement (partner, valid_from);

-- A negotiated term: `agreement.NAME` in the rule language. `amount` holds money (minor units), quantity, rate
-- and yes/no (0 or 1) as integers, `text` holds text and ISO dates; exactly one of them is set.
CREATE TABLE agreement_term (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  agreement           INTEGER NOT NULL REFERENCES agreement (id),
  name                TEXT NOT NULL CHECK (name <> ''),
  type                TEXT NOT NULL CHECK (type = 'money' OR type = 'number' OR type = 'rate' OR type = 'date'
                                           OR type = 'text' OR type = 'yesno'),
  amount              INTEGER,
  currency            TEXT REFERENCES currency (code),
  text                TEXT,
  valid_from          TEXT CHECK (valid_from IS NULL OR date (valid_from, '+0 days') IS valid_from),
  valid_to            TEXT CHECK (valid_to IS NULL OR date (valid_to, '+0 days') IS valid_to),
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  CHECK ((amount IS NULL) <> (text IS NULL)),
  CHECK ((type = 'money') = (currency IS NOT NULL)),
  CHECK (type <> 'date' OR date (text, '+0 days') IS text)
) STRICT;
CREATE INDEX agreement_term_agreement ON agreement_term (agreement, name, valid_from);

-- The tier a partner holds, over time. `tier` is the tier's name: it outlives a version.
CREATE TABLE tier_assignment (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  partner             INTEGER NOT NULL REFERENCES partner (id),
  program             INTEGER NOT NULL REFERENCES program (id),
  ladder              TEXT NOT NULL DEFAULT 'tier' CHECK (ladder = 'tier' OR ladder = 'designation'),
  tier                TEXT NOT NULL CHECK (tier <> ''),
  valid_from          TEXT NOT NULL CHECK (date (valid_from, '+0 days') IS valid_from),
  valid_to            TEXT CHECK (valid_to IS NULL OR (date (valid_to, '+0 days') IS valid_to AND valid_to > valid_from)),
  cause               TEXT NOT NULL CHECK (cause = 'manual' OR cause = 'import' OR cause = 'enrolment' OR cause = 'promotion'
                                           OR cause = 'demotion' OR cause = 'invitation' OR cause = 'hold'),
  reason              TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX tier_assignment_partner ON tier_assignment (partner, program, valid_from);
