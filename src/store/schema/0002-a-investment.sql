-- Migration 2, part a: what the vendor and its partners invest.

-- Money or its worth put into a partner, a program, a partner type, or (none of them) into all. Which rows a
-- return counts, and by which key shared ones are allocated, stands with every figure.
CREATE TABLE investment (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  external_id         TEXT NOT NULL UNIQUE CHECK (external_id <> ''),
  partner             INTEGER REFERENCES partner (id),
  program             INTEGER REFERENCES program (id),
  partner_type        TEXT CHECK (partner_type IS NULL OR partner_type = 'isv' OR partner_type = 'reseller'
                                  OR partner_type = 'oem' OR partner_type = 'si'),
  category            TEXT NOT NULL
                      CHECK (category = 'technical_support' OR category = 'training' OR category = 'co_marketing'
                             OR category = 'co_selling' OR category = 'joint_events' OR category = 'program_management'
                             OR category = 'partner_management' OR category = 'roadmap' OR category = 'incentives'
                             OR category = 'other'),
  side                TEXT NOT NULL DEFAULT 'vendor' CHECK (side = 'vendor' OR side = 'partner'),
  state               TEXT NOT NULL DEFAULT 'actual' CHECK (state = 'planned' OR state = 'actual'),
  date                TEXT NOT NULL CHECK (date (date, '+0 days') IS date),
  amount              INTEGER NOT NULL,
  currency            TEXT NOT NULL REFERENCES currency (code),
  note                TEXT,
  batch               INTEGER REFERENCES batch (id),
  batch_row           INTEGER
) STRICT;
CREATE INDEX investment_partner ON investment (partner, date);
CREATE INDEX investment_date ON investment (date);

CREATE VIEW report_investments AS
SELECT i.external_id AS investment_id, p.external_id AS partner_id, p.name AS partner, g.name AS program, i.partner_type,
       i.category, i.side, i.state, i.date, i.amount, i.currency, u.digits, i.note
  FROM investment AS i
  JOIN currency AS u ON u.code = i.currency
  LEFT JOIN partner AS p ON p.id = i.partner
  LEFT JOIN program AS g ON g.id = i.program;
