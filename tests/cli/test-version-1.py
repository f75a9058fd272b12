#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A workspace that the program wrote in format 1 opens, is brought up to date beside a copy, and keeps every row.

The fixture holds three partners, two customers, three sales, a registration, two opportunities, a published program, a
calculated period and one approved statement, all invented; version 1's own verbs made it (`new`, `import`, `program
import`, `publish`, `calculate`, `approve`).
Usage: test-version-1.py TIERWRIGHT SOURCE_ROOT
"""
import gzip
import sqlite3
import tempfile
from pathlib import Path

from job import ROOT, run, same

FIXTURE = ROOT / "tests" / "data" / "version-1.tierwright.gz"
# The chain gets an entry, and the index of texts and SQLite's own tables aren't rows of anybody's.
GROWS = {"history", "search_config", "search_content", "search_data", "search_docsize", "search_idx", "search",
         "sqlite_sequence", "sqlite_stat1"}


def tables(base):
    return [name for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]


def columns(base, table):
    return [row[1] for row in base.execute(f'PRAGMA table_info("{table}")')]


def content(file, shape=None):
    """Every row by table, in the columns that @shape (an older content's) knows."""
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    found = {}
    for table in tables(base) if shape is None else shape:
        names = columns(base, table) if shape is None else shape[table][0]
        listed = ", ".join(f'"{name}"' for name in names)
        found[table] = (names, sorted(map(repr, base.execute(f'SELECT {listed} FROM "{table}"'))))
    version = base.execute("PRAGMA user_version").fetchone()[0]
    base.close()
    return version, found


def main():
    with tempfile.TemporaryDirectory(prefix="tw-version-1-") as name:
        file = Path(name) / "old.tierwright"
        original = gzip.decompress(FIXTURE.read_bytes())
        file.write_bytes(original)
        version, before = content(file)
        same("the fixture's format", version, 1)
        same("its sales", len(before["sale"][1]), 3)
        same("its lines", len(before["line"][1]) > 0, True)

        run("verify", file, says="hold")
        version, after = content(file, before)
        same("the format", version, 3)
        for table in before:
            if table not in GROWS:
                same(f"rows of {table}", after[table][1], before[table][1])
        same("entries of the history", len(after["history"][1]), len(before["history"][1]) + 1)
        same("what the history said before", [row for row in before["history"][1] if row not in after["history"][1]], [])

        copy = Path(f"{file}.v1.bak")
        same("the copy's format", content(copy)[0], 1)
        same("the copy's rows", {t: r for t, r in content(copy)[1].items() if t not in GROWS},
             {t: r for t, r in before.items() if t not in GROWS})

        # What the old program calculated and approved is worth the same, and work goes on.
        run("query", file, "statements", says=["105.02", "approved"])
        run("query", file, "win-rate", "--period", "2026", says="100.0")
        run("calculate", file, "--period", "2026-Q1", says="Payable")
        run("verify", file, says="hold")


if __name__ == "__main__":
    main()
