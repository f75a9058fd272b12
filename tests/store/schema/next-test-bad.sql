-- A migration that leaves a row pointing nowhere.
CREATE TABLE extra (id INTEGER PRIMARY KEY AUTOINCREMENT, partner INTEGER REFERENCES partner (id)) STRICT;
INSERT INTO extra (partner) VALUES (999);
