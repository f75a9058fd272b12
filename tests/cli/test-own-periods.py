#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A program with periods of its own is calculated by their names, though the workspace's calendar doesn't know them.

Usage: test-own-periods.py TIERWRIGHT
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from job import OBJECTIVE

BINARY = Path(sys.argv[1]).resolve()


def run(*arguments, status=0):
    result = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode != status:
        sys.exit(f"tierwright {' '.join(map(str, arguments))}: exit {result.returncode}, expected {status}\n"
                 f"{result.stdout}{result.stderr}")
    return result.stdout + result.stderr


def program(name, kind, periods):
    return {
        "tierwright": 1, "name": name, "partner_type": "oem", "currency": "KWD", "effective_from": "2026-01-05",
    "objective": OBJECTIVE,
        "calendar": {"year_start": "01-01", "periods": periods},
        "rules": [{"id": "r", "name": "R", "kind": "royalty", "direction": "charge", "window": "period",
                   "counts": {"sum": "units", "fact": kind}, "price": "1.2345"}],
    }


def main(folder):
    file = folder / "test.tierwright"
    weeks = [{"name": "W1-4", "from": "2026-01-05", "to": "2026-02-01"},
             {"name": "W5-8", "from": "2026-02-02", "to": "2026-03-01"}]
    run("new", file, "--currency", "KWD")
    (folder / "partners.csv").write_text("External ID,Name\nA,A\n")
    run("import", file, "partners", folder / "partners.csv", "--set", "type=oem", "--set", "type_from=2026-01-01")
    (folder / "units.csv").write_text("External ID,Partner,Reported,Units\n1,A,2026-01-31,3\n2,A,2026-02-01,5\n"
                                      "3,A,2026-02-02,7\n")
    run("import", file, "unit-reports", folder / "units.csv")
    (folder / "a.json").write_text(json.dumps(program("Weeks", "unit_report", weeks)))
    run("program", "import", file, folder / "a.json")
    run("program", "publish", file, "Weeks")

    for period, earned in (("W1-4", "-9.876"), ("W5-8", "-8.642")):
        run("calculate", file, "--period", period)
        rows = json.loads(run("query", file, "statements", "--period", period, "--format=json"))
        if [row["earned"] for row in rows] != [earned]:
            sys.exit(f"{period}: {rows}, expected {earned}")
    text = run("calculate", file, "--period", "W9-12", status=3)
    if "is not a period" not in text:
        sys.exit(f"W9-12: {text}")

    # the same name for other days would be ambiguous
    weeks[0]["to"], weeks[1]["from"] = "2026-02-08", "2026-02-09"
    (folder / "b.json").write_text(json.dumps(program("Others", "unit_report", weeks)))
    run("program", "import", file, folder / "b.json")
    run("program", "publish", file, "Others")
    text = run("calculate", file, "--period", "W1-4", status=3)
    if "another name" not in text:
        sys.exit(f"two programs: {text}")


with tempfile.TemporaryDirectory() as name:
    main(Path(name))
