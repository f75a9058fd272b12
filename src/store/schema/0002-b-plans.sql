-- Migration 2, part b: joint business plans. A plan is one partner's for a span of dates; its goals belong to either
-- side or to both and have a target per quarter. What was reached is computed from the facts (analytics/) where a goal
-- has a metric; what somebody entered by hand stands beside the target it belongs to, with its reason.

CREATE TABLE plan (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  name                TEXT NOT NULL CHECK (name <> ''),
  partner             INTEGER NOT NULL REFERENCES partner (id),
  valid_from          TEXT NOT NULL CHECK (date (valid_from, '+0 days') IS valid_from),
  valid_to            TEXT NOT NULL CHECK (date (valid_to, '+0 days') IS valid_to AND valid_to > valid_from),
  state               TEXT NOT NULL DEFAULT 'draft'
                      CHECK (state = 'draft' OR state = 'agreed' OR state = 'running' OR state = 'closed'),
  currency            TEXT NOT NULL REFERENCES currency (code),
  owner               INTEGER REFERENCES person (id),   -- ours
  partner_owner       INTEGER REFERENCES person (id),   -- the partner's
  note                TEXT,
  template            TEXT,                             -- what it was made from
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX plan_partner ON plan (partner, valid_from);

-- `metric` is a name of analytics/tw-plan-measure.h, NULL: entered by hand. `basis` flow: the quarters add up; level:
-- each target is where the figure stands at the end of its quarter. Segment, region, category and product narrow the
-- facts; `parameter` is what else the metric asks for (the name of a certification, the kind of an activity).
CREATE TABLE plan_goal (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  plan                INTEGER NOT NULL REFERENCES plan (id),
  title               TEXT NOT NULL CHECK (title <> ''),
  side                TEXT NOT NULL DEFAULT 'joint' CHECK (side = 'vendor' OR side = 'partner' OR side = 'joint'),
  kind                TEXT NOT NULL DEFAULT 'revenue'
                      CHECK (kind = 'revenue' OR kind = 'pipeline' OR kind = 'integration' OR kind = 'comarketing'
                             OR kind = 'enablement' OR kind = 'adoption' OR kind = 'references' OR kind = 'category'
                             OR kind = 'partner_own' OR kind = 'other'),
  metric              TEXT CHECK (metric IS NULL OR metric = 'net_revenue' OR metric = 'units' OR metric = 'won_amount'
                                  OR metric = 'won_deals' OR metric = 'pipeline_created' OR metric = 'open_pipeline'
                                  OR metric = 'registrations' OR metric = 'new_customers'
                                  OR metric = 'certifications' OR metric = 'certified_people'
                                  OR metric = 'activities' OR metric = 'references' OR metric = 'listings'
                                  OR metric = 'reported_units' OR metric = 'win_rate'),
  parameter           TEXT,
  unit                TEXT NOT NULL DEFAULT 'number' CHECK (unit = 'money' OR unit = 'number' OR unit = 'rate'),
  basis               TEXT NOT NULL DEFAULT 'flow' CHECK (basis = 'flow' OR basis = 'level'),
  weight              INTEGER NOT NULL DEFAULT 0 CHECK (weight BETWEEN 0 AND 1000000),
  segment             TEXT,
  region              TEXT,
  category            INTEGER REFERENCES category (id),
  product             INTEGER REFERENCES product (id),
  note                TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX plan_goal_plan ON plan_goal (plan);

-- The target of a goal for a quarter, in money or as a quantity (a rate is one, in millionths of one). The figures by
-- hand replace what the metric says; who entered one says where it comes from.
CREATE TABLE plan_target (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  goal                INTEGER NOT NULL REFERENCES plan_goal (id),
  valid_from          TEXT NOT NULL CHECK (date (valid_from, '+0 days') IS valid_from),
  valid_to            TEXT NOT NULL CHECK (date (valid_to, '+0 days') IS valid_to AND valid_to > valid_from),
  amount              INTEGER CHECK (amount IS NULL OR amount >= 0),
  currency            TEXT REFERENCES currency (code),
  quantity            INTEGER CHECK (quantity IS NULL OR quantity >= 0),
  hand_amount         INTEGER,
  hand_quantity       INTEGER,
  hand_reason         TEXT,
  hand_by             TEXT,
  hand_at             TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  CHECK ((amount IS NULL) <> (quantity IS NULL)),
  CHECK ((amount IS NULL) = (currency IS NULL)),
  CHECK (hand_amount IS NULL OR amount IS NOT NULL),
  CHECK (hand_quantity IS NULL OR quantity IS NOT NULL),
  CHECK ((hand_amount IS NULL AND hand_quantity IS NULL) = (hand_reason IS NULL)),
  CHECK (hand_reason IS NULL OR trim (hand_reason) <> '')
) STRICT;
CREATE INDEX plan_target_goal ON plan_target (goal, valid_from);

CREATE TABLE plan_initiative (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  plan                INTEGER NOT NULL REFERENCES plan (id),
  title               TEXT NOT NULL CHECK (title <> ''),
  side                TEXT NOT NULL DEFAULT 'joint' CHECK (side = 'vendor' OR side = 'partner' OR side = 'joint'),
  status              TEXT NOT NULL DEFAULT 'planned'
                      CHECK (status = 'planned' OR status = 'active' OR status = 'done' OR status = 'dropped'),
  owner               INTEGER REFERENCES person (id),
  goal                INTEGER REFERENCES plan_goal (id),
  valid_from          TEXT CHECK (valid_from IS NULL OR date (valid_from, '+0 days') IS valid_from),
  valid_to            TEXT CHECK (valid_to IS NULL OR date (valid_to, '+0 days') IS valid_to),
  note                TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_to > valid_from)
) STRICT;
CREATE INDEX plan_initiative_plan ON plan_initiative (plan);

-- `amount` is what reaching the milestone releases: investment in a partner at seed stage follows milestones.
CREATE TABLE plan_milestone (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  plan                INTEGER NOT NULL REFERENCES plan (id),
  title               TEXT NOT NULL CHECK (title <> ''),
  side                TEXT NOT NULL DEFAULT 'joint' CHECK (side = 'vendor' OR side = 'partner' OR side = 'joint'),
  owner               INTEGER REFERENCES person (id),
  initiative          INTEGER REFERENCES plan_initiative (id),
  due                 TEXT NOT NULL CHECK (date (due, '+0 days') IS due),
  done                TEXT CHECK (done IS NULL OR date (done, '+0 days') IS done),
  amount              INTEGER CHECK (amount IS NULL OR amount >= 0),
  currency            TEXT REFERENCES currency (code),
  note                TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  CHECK (amount IS NULL OR currency IS NOT NULL)
) STRICT;
CREATE INDEX plan_milestone_plan ON plan_milestone (plan, due);

CREATE TABLE plan_commitment (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  plan                INTEGER NOT NULL REFERENCES plan (id),
  title               TEXT NOT NULL CHECK (title <> ''),
  side                TEXT NOT NULL CHECK (side = 'vendor' OR side = 'partner'),
  kind                TEXT NOT NULL DEFAULT 'other'
                      CHECK (kind = 'funding' OR kind = 'people' OR kind = 'training' OR kind = 'engineering'
                             OR kind = 'marketing' OR kind = 'support' OR kind = 'licences' OR kind = 'other'),
  owner               INTEGER REFERENCES person (id),
  amount              INTEGER CHECK (amount IS NULL OR amount >= 0),
  currency            TEXT REFERENCES currency (code),
  due                 TEXT CHECK (due IS NULL OR date (due, '+0 days') IS due),
  done                TEXT CHECK (done IS NULL OR date (done, '+0 days') IS done),
  note                TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  CHECK (amount IS NULL OR currency IS NOT NULL)
) STRICT;
CREATE INDEX plan_commitment_plan ON plan_commitment (plan);

-- `frozen` is what the goals stood at when the review was started: canonical JSON, checked in C, and unchangeable from
-- then on. Only undoing the start takes it away again.
CREATE TABLE plan_review (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  plan                INTEGER NOT NULL REFERENCES plan (id),
  title               TEXT NOT NULL CHECK (title <> ''),
  kind                TEXT NOT NULL DEFAULT 'qbr'
                      CHECK (kind = 'kickoff' OR kind = 'qbr' OR kind = 'steering' OR kind = 'integration'
                             OR kind = 'checkin' OR kind = 'summit'),
  due                 TEXT NOT NULL CHECK (date (due, '+0 days') IS due),
  state               TEXT NOT NULL DEFAULT 'planned'
                      CHECK (state = 'planned' OR state = 'started' OR state = 'held'),
  held                TEXT CHECK (held IS NULL OR date (held, '+0 days') IS held),
  attendees           TEXT,
  minutes             TEXT,
  frozen              TEXT,
  frozen_at           TEXT,
  frozen_by           TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER,
  CHECK ((state = 'planned') = (frozen IS NULL)),
  CHECK ((frozen IS NULL) = (frozen_at IS NULL)),
  CHECK ((state = 'held') = (held IS NOT NULL))
) STRICT;
CREATE INDEX plan_review_plan ON plan_review (plan, due);

CREATE TRIGGER plan_review_frozen_update BEFORE UPDATE ON plan_review
WHEN OLD.frozen IS NOT NULL AND NEW.frozen IS NOT NULL
 AND (NEW.frozen IS NOT OLD.frozen OR NEW.frozen_at IS NOT OLD.frozen_at OR NEW.plan IS NOT OLD.plan)
BEGIN
  SELECT RAISE (ABORT, 'The numbers of a review stay as they were frozen: plan another review.');
END;

CREATE TABLE plan_action (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  plan                INTEGER NOT NULL REFERENCES plan (id),
  review              INTEGER REFERENCES plan_review (id),
  title               TEXT NOT NULL CHECK (title <> ''),
  side                TEXT NOT NULL DEFAULT 'joint' CHECK (side = 'vendor' OR side = 'partner' OR side = 'joint'),
  owner               INTEGER REFERENCES person (id),
  due                 TEXT CHECK (due IS NULL OR date (due, '+0 days') IS due),
  done                TEXT CHECK (done IS NULL OR date (done, '+0 days') IS done),
  note                TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX plan_action_plan ON plan_action (plan);
CREATE INDEX plan_action_review ON plan_action (review);

-- Every step between states. Going back has a reason.
CREATE TABLE plan_state_change (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  plan                INTEGER NOT NULL REFERENCES plan (id),
  from_state          TEXT NOT NULL CHECK (from_state = 'draft' OR from_state = 'agreed' OR from_state = 'running'
                                           OR from_state = 'closed'),
  to_state            TEXT NOT NULL CHECK (to_state = 'draft' OR to_state = 'agreed' OR to_state = 'running'
                                           OR to_state = 'closed'),
  reason              TEXT,
  made_by             TEXT NOT NULL,
  made_at             TEXT NOT NULL,
  CHECK (from_state <> to_state),
  CHECK (reason IS NULL OR trim (reason) <> ''),
  CHECK (reason IS NOT NULL OR (from_state = 'draft' AND to_state = 'agreed')
         OR (from_state = 'agreed' AND to_state = 'running') OR (from_state = 'running' AND to_state = 'closed'))
) STRICT;
CREATE INDEX plan_state_change_plan ON plan_state_change (plan);

-- What was agreed changes in a draft alone: targets, weights and what a goal measures.
CREATE TRIGGER plan_goal_agreed_update BEFORE UPDATE ON plan_goal
WHEN (NEW.weight IS NOT OLD.weight OR NEW.metric IS NOT OLD.metric OR NEW.unit IS NOT OLD.unit OR NEW.side IS NOT OLD.side
      OR NEW.basis IS NOT OLD.basis OR NEW.parameter IS NOT OLD.parameter OR NEW.segment IS NOT OLD.segment
      OR NEW.region IS NOT OLD.region OR NEW.category IS NOT OLD.category OR NEW.product IS NOT OLD.product)
 AND (SELECT state <> 'draft' FROM plan WHERE id = OLD.plan)
BEGIN
  SELECT RAISE (ABORT, 'The goals of an agreed plan can''t be changed: take the plan back to a draft first.');
END;

CREATE TRIGGER plan_target_agreed_update BEFORE UPDATE ON plan_target
WHEN (NEW.amount IS NOT OLD.amount OR NEW.quantity IS NOT OLD.quantity OR NEW.currency IS NOT OLD.currency
      OR NEW.valid_from IS NOT OLD.valid_from OR NEW.valid_to IS NOT OLD.valid_to OR NEW.goal IS NOT OLD.goal)
 AND (SELECT p.state <> 'draft' FROM plan_goal AS g JOIN plan AS p ON p.id = g.plan WHERE g.id = OLD.goal)
BEGIN
  SELECT RAISE (ABORT, 'The targets of an agreed plan can''t be changed: take the plan back to a draft first.');
END;
