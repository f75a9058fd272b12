-- Migration 2, part d: what people keep in the window: pinned charts, saved filters.

-- A chart or a key figure that somebody wants to see first. `name` is that of the chart or the metric, `parameters`
-- its filters as JSON; lists are ordered by position, then id.
CREATE TABLE pin (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  kind                TEXT NOT NULL DEFAULT 'chart' CHECK (kind = 'chart' OR kind = 'figure'),
  name                TEXT NOT NULL CHECK (name <> ''),
  parameters          TEXT,
  position            INTEGER NOT NULL DEFAULT 0
) STRICT;
-- What a workspace begins with.
INSERT INTO pin (kind, name, position) VALUES
  ('figure', 'net-revenue', 1), ('figure', 'program-roi', 2), ('figure', 'influenced-share', 3),
  ('figure', 'win-rate', 4), ('figure', 'active-rate', 5), ('figure', 'payout', 6),
  ('chart', 'roi-by-type', 1), ('chart', 'net-revenue', 2), ('chart', 'tiers', 3);

-- Filters and merges -----------------------------------------------------------------------------------

-- Conditions of a list that somebody keeps under a name. `list` is the list's name in the window.
CREATE TABLE saved_filter (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  list                TEXT NOT NULL CHECK (list <> ''),
  name                TEXT NOT NULL CHECK (name <> ''),
  body                TEXT NOT NULL,              -- words and conditions, text of a GVariant (sa(sis)), checked in C
  UNIQUE (list, name)
) STRICT;

-- What a partner was called before it was merged into another one: files still name it so.
CREATE TABLE partner_alias (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  partner             INTEGER NOT NULL REFERENCES partner (id),
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  name                TEXT NOT NULL
) STRICT;
CREATE INDEX partner_alias_partner ON partner_alias (partner);
