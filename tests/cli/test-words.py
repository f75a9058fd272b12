#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""One word, one figure: what partners earned is the same in the list of partners, in statements and in workbooks, and what
is missing for a tier is told with its criterion. Names hold nothing that isn't seen.

Usage: test-words.py TIERWRIGHT SOURCE_ROOT
"""
import csv
import io
import json
import tempfile
import zipfile
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from job import OBJECTIVE, fail, one, rows, run, same


def table(file, kind, *arguments):
    return list(csv.DictReader(io.StringIO(run("query", file, kind, "--format", "csv", *arguments))))


def check_earned(folder, file):
    period = one(file, "SELECT period FROM run WHERE state = 'current' ORDER BY period_end DESC, id DESC LIMIT 1")
    said = defaultdict(lambda: [Decimal(0), set()])
    for row in table(file, "statements"):
        if row["period"] == period:
            said[row["partner"]][0] += Decimal(row["earned"])
            said[row["partner"]][1].add(row["currency"])
    listed = {row["external_id"]: Decimal(row["earned"]) for row in table(file, "partner-overview") if row["earned"]}
    same("earned by partner", listed, {key: earned for key, (earned, codes) in said.items() if len(codes) == 1})
    # What a program charges is taken off: of some partners it is all there is.
    charged = dict(rows(file, "SELECT p.external_id, sum (s.charged) FROM statement AS s JOIN partner AS p ON p.id = s.partner "
                              "WHERE s.period = ? AND s.state <> 'replaced' AND s.charged > 0 GROUP BY 1", period))
    same("somebody is charged", len(charged) > 0 and all(key in said for key in charged), True)
    key = min(charged)
    run("statements", file, "--period", period, "--partner", key, "--output", folder / "one")
    with zipfile.ZipFile(next((folder / "one").glob("*.xlsx"))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    net = one(file, "SELECT earned - charged FROM statement AS s JOIN partner AS p ON p.id = s.partner WHERE p.external_id = ? "
                    "AND s.period = ? AND s.state <> 'replaced'", key, period)
    plain = f"<v>{Decimal(net) / 100:.2f}".rstrip("0").rstrip(".")
    same("workbook", plain in sheet, True)


def check_missing(file):
    found = json.loads(run("qualify", file, "--as-of", "2026-06-30", "--format", "json"))
    text = run("qualify", file, "--as-of", "2026-06-30")
    lacking = [(leaf["tier"], leaf["shortfall"], leaf["criterion"]) for partner in found for leaf in partner["evidence"]
               if not leaf["pass"] and not leaf["keep"] and leaf["shortfall"]]
    same("some are short", len(lacking) > 5, True)
    for tier, short, criterion in lacking:
        if f"{tier}: short by {short} ({criterion})" not in text:
            fail(f"“{tier}: short by {short} ({criterion})” isn't said")


def check_names(folder):
    file = folder / "names.tierwright"
    run("new", file)
    program = {"tierwright": 1, "name": "Test", "partner_type": "reseller", "currency": "USD",
               "effective_from": "2026-01-01", "objective": OBJECTIVE,
               "rules": [{"id": "a", "name": "A", "kind": "rebate", "window": "quarter",
                          "counts": {"sum": "amount", "fact": "sale"}, "rate": "1%"}]}

    def refused(says, **changes):
        (folder / "p.json").write_text(json.dumps({**program, **changes}))
        run("program", "import", file, folder / "p.json", status=3, says=says)

    for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A)):
        refused("isn't seen", name=f"Te{chr(code)}st")
    refused("is a number", tierwright="1")
    refused("version 2", tierwright=2)
    # Marks of direction belong to the writing.
    (folder / "p.json").write_text(json.dumps({**program, "name": "Te\u200fst"}))
    run("program", "import", file, folder / "p.json")


with tempfile.TemporaryDirectory() as name:
    place = Path(name)
    run("new", place / "sample.tierwright", "--sample")
    check_earned(place, place / "sample.tierwright")
    check_missing(place / "sample.tierwright")
    check_names(place)
