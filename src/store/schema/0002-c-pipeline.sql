-- Migration 2, part c: stages, registrations and the roles of partners in opportunities.

-- The stages that the workspace knows, in their order. The stage of an opportunity is text of its own, a fact: this
-- table says what is known about a name. What is won or lost is said by the opportunity's status; one row each of
-- those kinds gives the column its name.
CREATE TABLE stage (
  id                  INTEGER PRIMARY KEY AUTOINCREMENT,
  name                TEXT NOT NULL UNIQUE CHECK (name <> ''),
  position            INTEGER NOT NULL,
  probability         INTEGER NOT NULL DEFAULT 0 CHECK (probability BETWEEN 0 AND 1000000),   -- millionths
  kind                TEXT NOT NULL DEFAULT 'open' CHECK (kind = 'open' OR kind = 'won' OR kind = 'lost')
) STRICT;

-- Columns that came with version 2 count in the digest of an import only where they hold something (tw-digest-batch.c).
ALTER TABLE opportunity ADD COLUMN expected TEXT CHECK (expected IS NULL OR date (expected, '+0 days') IS expected);
ALTER TABLE opportunity ADD COLUMN next_step TEXT;
ALTER TABLE opportunity ADD COLUMN reason TEXT;                    -- why it was won or lost
ALTER TABLE registration ADD COLUMN category INTEGER REFERENCES category (id);   -- NULL: that of the product
ALTER TABLE registration ADD COLUMN extensions INTEGER CHECK (extensions IS NULL OR extensions >= 0);
ALTER TABLE registration ADD COLUMN reason TEXT;                   -- why it was rejected

CREATE INDEX opportunity_status ON opportunity (status, stage);
CREATE INDEX registration_customer ON registration (customer) WHERE customer IS NOT NULL;
CREATE INDEX registration_deal ON registration (deal_ref) WHERE deal_ref IS NOT NULL;

-- Names that open opportunities use already become stages, by the probability they were given, in whole percent.
INSERT INTO stage (name, position, probability, kind)
  SELECT stage, row_number () OVER (ORDER BY p, stage), (p + 5000) / 10000 * 10000, 'open'
  FROM (SELECT stage, sum (coalesce (probability, 500000)) / count (*) AS p FROM opportunity
        WHERE status = 'open' AND stage IS NOT NULL AND stage <> '' AND stage <> 'Won' AND stage <> 'Lost'
        GROUP BY stage ORDER BY p, stage LIMIT 40);
INSERT INTO stage (name, position, probability, kind)
  SELECT column1, column2, column3, 'open' FROM (VALUES ('Qualified', 1, 200000), ('Proposal', 2, 500000),
                                                        ('Negotiation', 3, 800000))
  WHERE NOT EXISTS (SELECT 1 FROM stage);
INSERT INTO stage (name, position, probability, kind)
  SELECT 'Won', max (position) + 1, 1000000, 'won' FROM stage;
INSERT INTO stage (name, position, probability, kind)
  SELECT 'Lost', max (position) + 1, 0, 'lost' FROM stage;
