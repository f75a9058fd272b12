-- Migration 3, part b: proposals to promote or demote, and what became of them.

-- A review that does not decide by itself: the tier is by invitation, or the policy reviews by hand. Somebody approves or
-- declines it; what is approved becomes a tier_assignment from `effective` on.
CREATE TABLE tier_proposal (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  partner             INTEGER NOT NULL REFERENCES partner (id),
  program             INTEGER NOT NULL REFERENCES program (id),
  ladder              TEXT NOT NULL DEFAULT 'tier' CHECK (ladder = 'tier' OR ladder = 'designation'),
  held                TEXT,                       -- on the day of the review; NULL: none
  proposed            TEXT,                       -- NULL: none any more
  cause               TEXT NOT NULL CHECK (cause = 'promotion' OR cause = 'demotion' OR cause = 'invitation'),
  reviewed            TEXT NOT NULL CHECK (date (reviewed, '+0 days') IS reviewed),
  evidence            TEXT NOT NULL,              -- JSON: each criterion's value, threshold, pass and shortfall
  state               TEXT NOT NULL DEFAULT 'open' CHECK (state = 'open' OR state = 'approved' OR state = 'declined'),
  effective           TEXT CHECK (effective IS NULL OR date (effective, '+0 days') IS effective),
  reason              TEXT,
  decided_by          TEXT,
  decided_at          TEXT,
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK ((state = 'approved') = (effective IS NOT NULL)),
  CHECK (state <> 'declined' OR reason IS NOT NULL),
  CHECK (held IS NOT proposed)
) STRICT;

CREATE INDEX tier_proposal_program ON tier_proposal (program, state);
CREATE INDEX tier_proposal_partner ON tier_proposal (partner, program);
