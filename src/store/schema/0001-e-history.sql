-- Migration 1, part e: history and search, both outside recorded edits.

-- A chain: hash = SHA-256 of the previous entry's hash and this entry's content (tw-history.h says exactly of
-- what). `changes` is the changeset of an edit, undo or redo, and of the rows that an import changed;
-- `content` is what else was done, as JSON. `reverts` names the entry that an undo or redo applies to,
-- `reference` the batch of an import or the run of a run.
CREATE TABLE history (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  kind                TEXT NOT NULL CHECK (kind = 'edit' OR kind = 'import' OR kind = 'run' OR kind = 'undo'
                                           OR kind = 'redo' OR kind = 'migrate'),
  at                  TEXT NOT NULL,
  by                  TEXT NOT NULL,
  label               TEXT NOT NULL,
  reverts             INTEGER REFERENCES history (id),
  reference           INTEGER,
  content             TEXT,
  changes             BLOB,
  hash                TEXT NOT NULL
) STRICT;
CREATE INDEX history_reverts ON history (reverts) WHERE reverts IS NOT NULL;
CREATE INDEX history_reference ON history (kind, reference) WHERE reference IS NOT NULL;

-- Full text over every entity, kept up from C (triggers can't be: trusted_schema is off). rowid = id of the row in its
-- table * 64 + a number per entity, so that one row is found again without a scan.
CREATE VIRTUAL TABLE search USING fts5 (title, key, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
