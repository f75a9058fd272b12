-- Migration 1, part d: calculation. Everything here but approvals and adjustments can be rebuilt from the facts.
-- Runs, lines, window steps, exclusions, balances and reviews are written outside recorded edits: a run is one
-- history entry with digests, and is undone by its id.

-- One calculation of a pay period over all programs that pay by it. A run that another one replaced stays, with
-- its statements in state 'replaced', until its period is approved.
CREATE TABLE run (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  period              TEXT NOT NULL,              -- as people name it: 2026-Q3
  period_start        TEXT NOT NULL CHECK (date (period_start, '+0 days') IS period_start),
  period_end          TEXT NOT NULL CHECK (date (period_end, '+0 days') IS period_end AND period_end >= period_start),  -- last day
  state               TEXT NOT NULL DEFAULT 'current' CHECK (state = 'current' OR state = 'replaced'),
  facts_seen          INTEGER NOT NULL DEFAULT 0,
  facts_earned        INTEGER NOT NULL DEFAULT 0,
  facts_excluded      INTEGER NOT NULL DEFAULT 0,
  digest              TEXT,                       -- SHA-256 over its statements' digests by partner and program
  calculated_at       TEXT NOT NULL,
  calculated_by       TEXT NOT NULL,
  duration_ms         INTEGER
) STRICT;
CREATE INDEX run_period ON run (period);

-- The document of one partner under one program for one period. Amounts are in `currency`, minor units; pay is
-- positive towards the partner, `charged` positive towards us, net = earned - charged + adjusted + brought
-- forward, payable is what of it is paid now and carried what goes on to the next period. With another
-- statement currency than the program's, `converted` is the payable total in it.
CREATE TABLE statement (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  run                 INTEGER NOT NULL REFERENCES run (id),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  program             INTEGER NOT NULL REFERENCES program (id),
  version             INTEGER REFERENCES program_version (id),      -- in force at the period's end
  period              TEXT NOT NULL,
  revision            INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0),
  currency            TEXT NOT NULL REFERENCES currency (code),
  state               TEXT NOT NULL DEFAULT 'calculated'
                      CHECK (state = 'calculated' OR state = 'approved' OR state = 'replaced'),
  approved_by         TEXT,
  approved_at         TEXT,
  self_approved       INTEGER NOT NULL DEFAULT 0 CHECK (self_approved = 0 OR self_approved = 1),
  reopened_by         TEXT,
  reopened_at         TEXT,
  reopen_reason       TEXT,
  measure             INTEGER NOT NULL DEFAULT 0,   -- what was paid on, money measures only
  earned              INTEGER NOT NULL DEFAULT 0,
  charged             INTEGER NOT NULL DEFAULT 0,
  adjusted            INTEGER NOT NULL DEFAULT 0,
  brought_forward     INTEGER NOT NULL DEFAULT 0,
  deferred            INTEGER NOT NULL DEFAULT 0,   -- earned, payable later
  released            INTEGER NOT NULL DEFAULT 0,   -- earned earlier, payable now
  payable             INTEGER NOT NULL DEFAULT 0,
  carried             INTEGER NOT NULL DEFAULT 0,
  forgiven            INTEGER NOT NULL DEFAULT 0,   -- below the minimum, or negative, and not carried
  payable_on          TEXT CHECK (payable_on IS NULL OR date (payable_on, '+0 days') IS payable_on),
  converted           INTEGER,
  converted_currency  TEXT REFERENCES currency (code),
  fx_rate             INTEGER REFERENCES fx_rate (id),
  tier                TEXT,                       -- held at the period's end
  lines               INTEGER NOT NULL DEFAULT 0,
  facts_earned        INTEGER NOT NULL DEFAULT 0,
  facts_excluded      INTEGER NOT NULL DEFAULT 0,
  nothing_reason      TEXT,                       -- why nothing is to be paid
  detail              TEXT,                       -- JSON: what else the document shows and can't be read elsewhere
  digest              TEXT,                       -- SHA-256 over its lines and window steps by external ids
  UNIQUE (run, partner, program),
  CHECK ((state = 'approved') = (approved_at IS NOT NULL)),
  CHECK ((approved_by IS NULL) = (approved_at IS NULL))
) STRICT;
CREATE INDEX statement_partner ON statement (partner, program, period);
CREATE INDEX statement_period ON statement (period, state);

-- One fact under one rule that earned, or the rule by itself (fact NULL). The id says where it stands:
-- id = statement * 16777216 + seq, so that a statement's lines lie together without an index of their own.
-- Codes are small integers; report_lines spells them out:
--   kind   1 fact, 2 rule (without a fact), 3 refund, 4 true-up, 5 clawback, 6 top-up, 7 recouped, 8 limit,
--          9 fund payout
--   state  1 earned, 2 payable, 3 held, 4 paid
CREATE TABLE line (
  id                  INTEGER PRIMARY KEY,
  rule                INTEGER REFERENCES program_rule (id),   -- gives key and version; NULL: the program's own limit or fund
  number              INTEGER NOT NULL,           -- within statement and rule, from 1: the last part of the line's name
  kind                INTEGER NOT NULL DEFAULT 1 CHECK (kind BETWEEN 1 AND 99),
  state               INTEGER NOT NULL DEFAULT 1 CHECK (state BETWEEN 1 AND 4),
  fact_kind           INTEGER,                    -- fact_kind.id
  fact                INTEGER,                    -- id in the kind's table
  window_step         INTEGER,                    -- window_step.id
  measure             INTEGER,                    -- money in minor units, numbers in millionths
  amount              INTEGER NOT NULL,           -- minor units of the program's currency, in the rule's own direction
  before              INTEGER,                    -- posted on it in earlier periods; NULL nothing
  share               INTEGER,                    -- millionths of the fact; NULL the whole
  band                INTEGER,                    -- the last band touched
  person              INTEGER,                    -- payee where it isn't the partner
  cause_kind          INTEGER,                    -- clawback: the fact that triggered it
  cause               INTEGER,
  payable_on          TEXT,                       -- NULL: with its statement
  inputs              TEXT                        -- JSON: what else the explanation starts from; NULL mostly
) STRICT;

-- Window-level steps, once per statement × rule × window. `steps` is JSON as rules.md 5 has it.
CREATE TABLE window_step (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  statement           INTEGER NOT NULL REFERENCES statement (id),
  rule                INTEGER REFERENCES program_rule (id),   -- NULL: limits over several rules, funds, payment
  window_start        TEXT,
  window_end          TEXT,                       -- last day
  facts               INTEGER,                    -- counted in it
  total               INTEGER,                    -- the window's result to date, minor units
  before              INTEGER,                    -- of it posted in earlier periods
  posted              INTEGER,                    -- of it posted now
  steps               TEXT NOT NULL
) STRICT;
CREATE INDEX window_step_statement ON window_step (statement);

-- Why a fact earned nothing. Codes stand in the order of progress.
CREATE TABLE reason (
  id                  INTEGER PRIMARY KEY,
  name                TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO reason VALUES
  (1, 'wrong_kind'), (2, 'filtered'), (3, 'no_date'), (4, 'outside_window'), (5, 'outside_version'),
  (6, 'not_eligible'), (7, 'taken'), (8, 'below_threshold'), (9, 'no_baseline'), (10, 'undefined'),
  (11, 'over_cap'), (12, 'netted'), (13, 'waiting_collection'), (14, 'out_ranked'), (15, 'zero_rate'),
  (16, 'shares'), (17, 'not_enrolled'), (18, 'error');

-- A fact of the period that earned nothing, with the reason that got furthest. `statement` is NULL where the
-- partner has none.
CREATE TABLE exclusion (
  id                  INTEGER PRIMARY KEY,
  run                 INTEGER NOT NULL REFERENCES run (id),
  statement           INTEGER,
  fact_kind           INTEGER NOT NULL,
  fact                INTEGER NOT NULL,
  reason              INTEGER NOT NULL,
  rule                INTEGER,                    -- program_rule.id of the rule in which it got furthest
  detail              TEXT                        -- which filter entry, which leaf: a path in the program
) STRICT;
CREATE INDEX exclusion_statement ON exclusion (run, statement);

-- What a statement leaves for the next, one row per origin. A tier's grace clock is kept beside the money.
CREATE TABLE balance (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  statement           INTEGER NOT NULL REFERENCES statement (id),   -- after which it stands
  partner             INTEGER NOT NULL REFERENCES partner (id),
  program             INTEGER NOT NULL REFERENCES program (id),
  rule                INTEGER REFERENCES program_rule (id),
  kind                TEXT NOT NULL
                      CHECK (kind = 'shortfall' OR kind = 'excess' OR kind = 'limit' OR kind = 'fund' OR kind = 'payment'
                             OR kind = 'deferred' OR kind = 'tier_grace'),
  name                TEXT,                       -- rule, limit, fund or tier; NULL for a payment
  origin              TEXT NOT NULL CHECK (date (origin, '+0 days') IS origin),    -- first day of the period it comes from
  amount              INTEGER NOT NULL,           -- negative: owed by the partner
  currency            TEXT NOT NULL REFERENCES currency (code),
  due                 TEXT CHECK (due IS NULL OR date (due, '+0 days') IS due),    -- deferred: payable from this day
  fact_kind           INTEGER,
  fact                INTEGER,
  expires             TEXT CHECK (expires IS NULL OR date (expires, '+0 days') IS expires),
  lapsed              INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX balance_statement ON balance (statement);
CREATE INDEX balance_partner ON balance (partner, program);

-- One tier review with its evidence: each leaf's value, threshold, pass and shortfall, as JSON.
CREATE TABLE tier_review (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  run                 INTEGER NOT NULL REFERENCES run (id),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  program             INTEGER NOT NULL REFERENCES program (id),
  ladder              TEXT NOT NULL DEFAULT 'tier',
  reviewed            TEXT NOT NULL CHECK (date (reviewed, '+0 days') IS reviewed),
  held                TEXT,
  earned              TEXT,
  result              TEXT,                       -- tier afterwards
  cause               TEXT NOT NULL,              -- stays, promotion, demotion, grace, hold, invitation
  effective           TEXT CHECK (effective IS NULL OR date (effective, '+0 days') IS effective),
  evidence            TEXT NOT NULL
) STRICT;
CREATE INDEX tier_review_run ON tier_review (run, partner, program);

-- A manual signed line with reason and evidence. It outlives recalculation: it names partner, program and period.
CREATE TABLE adjustment (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  partner             INTEGER NOT NULL REFERENCES partner (id),
  program             INTEGER NOT NULL REFERENCES program (id),
  period              TEXT NOT NULL,
  currency            TEXT NOT NULL REFERENCES currency (code),
  amount              INTEGER NOT NULL CHECK (amount <> 0),
  reason              TEXT NOT NULL CHECK (trim (reason) <> ''),
  reference           TEXT NOT NULL CHECK (trim (reference) <> ''),
  line                TEXT,                       -- name of the line it is about
  made_by             TEXT NOT NULL,
  made_at             TEXT NOT NULL
) STRICT;
CREATE INDEX adjustment_partner ON adjustment (partner, program, period);

-- Guards. An approved statement moves only by being reopened: its state back to calculated, with a reason, or by
-- undoing the approval (then every mark of it goes).
CREATE TRIGGER statement_approved_update BEFORE UPDATE ON statement
WHEN OLD.state = 'approved'
 AND NOT (NEW.state = 'calculated' AND NEW.approved_at IS NULL
          AND NEW.run IS OLD.run AND NEW.partner IS OLD.partner AND NEW.program IS OLD.program
          AND NEW.period IS OLD.period AND NEW.currency IS OLD.currency AND NEW.revision IS OLD.revision
          AND NEW.earned IS OLD.earned AND NEW.charged IS OLD.charged AND NEW.adjusted IS OLD.adjusted
          AND NEW.payable IS OLD.payable AND NEW.carried IS OLD.carried AND NEW.digest IS OLD.digest)
BEGIN
  SELECT RAISE (ABORT, 'An approved statement can''t be changed: reopen it with a reason.');
END;

CREATE TRIGGER statement_approved_delete BEFORE DELETE ON statement WHEN OLD.state = 'approved'
BEGIN
  SELECT RAISE (ABORT, 'An approved statement can''t be deleted: reopen it with a reason.');
END;

CREATE TRIGGER line_approved_insert BEFORE INSERT ON line
WHEN (SELECT state = 'approved' FROM statement WHERE id = NEW.id >> 24)
BEGIN
  SELECT RAISE (ABORT, 'An approved statement can''t get a line: reopen it with a reason.');
END;

CREATE TRIGGER line_approved_update BEFORE UPDATE ON line
WHEN (SELECT state = 'approved' FROM statement WHERE id = OLD.id >> 24)
BEGIN
  SELECT RAISE (ABORT, 'A line of an approved statement can''t be changed: reopen it with a reason.');
END;

CREATE TRIGGER line_approved_delete BEFORE DELETE ON line
WHEN (SELECT state = 'approved' FROM statement WHERE id = OLD.id >> 24)
BEGIN
  SELECT RAISE (ABORT, 'A line of an approved statement can''t be deleted: reopen it with a reason.');
END;

CREATE TRIGGER window_step_approved_update BEFORE UPDATE ON window_step
WHEN (SELECT state = 'approved' FROM statement WHERE id = OLD.statement)
BEGIN
  SELECT RAISE (ABORT, 'A step of an approved statement can''t be changed: reopen it with a reason.');
END;

CREATE TRIGGER window_step_approved_delete BEFORE DELETE ON window_step
WHEN (SELECT state = 'approved' FROM statement WHERE id = OLD.statement)
BEGIN
  SELECT RAISE (ABORT, 'A step of an approved statement can''t be deleted: reopen it with a reason.');
END;

CREATE TRIGGER adjustment_approved_insert BEFORE INSERT ON adjustment
WHEN EXISTS (SELECT 1 FROM statement WHERE partner = NEW.partner AND program = NEW.program
                                       AND period = NEW.period AND state = 'approved')
BEGIN
  SELECT RAISE (ABORT, 'An approved statement can''t get an adjustment: reopen it with a reason.');
END;

CREATE TRIGGER adjustment_approved_update BEFORE UPDATE ON adjustment
WHEN EXISTS (SELECT 1 FROM statement WHERE partner = OLD.partner AND program = OLD.program
                                       AND period = OLD.period AND state = 'approved')
BEGIN
  SELECT RAISE (ABORT, 'An adjustment of an approved statement can''t be changed: reopen it with a reason.');
END;

CREATE TRIGGER adjustment_approved_delete BEFORE DELETE ON adjustment
WHEN EXISTS (SELECT 1 FROM statement WHERE partner = OLD.partner AND program = OLD.program
                                       AND period = OLD.period AND state = 'approved')
BEGIN
  SELECT RAISE (ABORT, 'An adjustment of an approved statement can''t be deleted: reopen it with a reason.');
END;
