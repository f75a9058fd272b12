#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workspaces that the program wrote in older formats open, are brought up to date beside a copy, and keep every row.

The fixtures were made by the verbs of the versions that wrote them (`new`, `import`, `program import`, `publish`,
`calculate`, `adjust`, `approve`); everything in them is invented. Format 1: three partners, two customers, three sales,
a registration, two opportunities, a published program, a calculated period and two statements, one of them approved.
Format 2: three partners, four sales, an opportunity, an investment, a plan with a goal and its target, a published
program with tiers and an objective in free words, reviews of the tiers, an adjustment and three approved statements.
Usage: test-versions.py TIERWRIGHT SOURCE_ROOT
"""
import gzip
import sqlite3
import tempfile
from pathlib import Path

from job import ROOT, run, same

NOW = 3
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


def migrate(folder, number, counts):
    """The fixture of format @number, brought up to date; nothing in it is another but for what the format adds."""
    file = folder / f"old-{number}.tierwright"
    file.write_bytes(gzip.decompress((ROOT / "tests" / "data" / f"version-{number}.tierwright.gz").read_bytes()))
    version, before = content(file)
    same("the fixture's format", version, number)
    for table, count in counts.items():
        same(f"its rows of {table}", len(before[table][1]), count)

    run("verify", file, says="hold")
    version, after = content(file, before)
    same("the format", version, NOW)
    for table in before:
        if table not in GROWS:
            same(f"rows of {table}", after[table][1], before[table][1])
    same("entries of the history", len(after["history"][1]), len(before["history"][1]) + 1)
    same("what the history said before", [row for row in before["history"][1] if row not in after["history"][1]], [])

    copy = Path(f"{file}.v{number}.bak")
    same("the copy's format", content(copy)[0], number)
    same("the copy's rows", {t: r for t, r in content(copy)[1].items() if t not in GROWS},
         {t: r for t, r in before.items() if t not in GROWS})
    return file


def check_first(folder):
    """What the old program calculated and approved is worth the same, and work goes on."""
    file = migrate(folder, 1, {"sale": 3, "registration": 1, "opportunity": 2, "statement": 2, "line": 3})
    run("query", file, "statements", says=["105.02", "approved"])
    run("query", file, "win-rate", "--period", "2026", says="100.0")
    run("calculate", file, "--period", "2026-Q1", says="Payable")
    run("verify", file, says="hold")


def check_second(folder):
    file = migrate(folder, 2, {"sale": 4, "opportunity": 1, "investment": 1, "plan": 1, "plan_goal": 1,
                               "plan_target": 1, "tier_review": 12, "line": 7, "adjustment": 1, "statement": 3})
    run("query", file, "statements", says=["3037.35", "1230.00", "approved"])
    # Registered until 31 January: 50,000.00 at 1 % and 70,000.00 at 2 %.
    run("explain", file, "2026-Q1/Reseller growth/P1/volume/0001", says="1,900.00")
    # Silver since 1 February, and beyond 50,000.00: 25,000.50 at 2.5 %.
    run("explain", file, "2026-Q1/Reseller growth/P1/volume/0002", says="625.01")
    run("plan", file, "list", says="Ash 2026")
    # The objective in words still stands; a new version of it needs the measured one.
    run("check", file, "--program", "Reseller growth", says="CHK-01", status=1)
    run("qualify", file, "--as-of", "2026-06-30", says=["P1", "Silver"])
    run("calculate", file, "--period", "2026-Q2", says="Payable")
    run("verify", file, says="hold")


def main():
    with tempfile.TemporaryDirectory(prefix="tw-versions-") as name:
        check_first(Path(name))
        check_second(Path(name))


if __name__ == "__main__":
    main()
