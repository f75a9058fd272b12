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
