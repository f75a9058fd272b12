-- A migration that only the tests know.
ALTER TABLE partner ADD COLUMN nickname TEXT;
CREATE TABLE extra (id INTEGER PRIMARY KEY AUTOINCREMENT, partner INTEGER REFERENCES partner (id)) STRICT;
INSERT INTO extra (partner) SELECT id FROM partner;
