-- Migration 3, part a: scenarios, replayed without being paid.

-- A branch of a version: the version as the overrides leave it. Replaying one writes nothing.
CREATE TABLE scenario (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  version             INTEGER NOT NULL REFERENCES program_version (id),
  name                TEXT NOT NULL CHECK (trim (name) <> ''),
  notes               TEXT,
  created_by          TEXT NOT NULL,
  created_at          TEXT NOT NULL
) STRICT;

CREATE INDEX scenario_version ON scenario (version);

-- One edit of the version's document, in the order of `position`; paths are JSON pointers.
CREATE TABLE scenario_override (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  scenario            INTEGER NOT NULL REFERENCES scenario (id),
  position            INTEGER NOT NULL,
  kind                TEXT NOT NULL CHECK (kind = 'set' OR kind = 'insert' OR kind = 'remove' OR kind = 'move'),
  path                TEXT NOT NULL,
  value               TEXT,                       -- JSON, of set and insert
  place               INTEGER,                    -- of move: where the element stands afterwards
  CHECK ((kind = 'set' OR kind = 'insert') = (value IS NOT NULL)),
  CHECK ((kind = 'move') = (place IS NOT NULL))
) STRICT;

CREATE INDEX scenario_override_scenario ON scenario_override (scenario, position);
