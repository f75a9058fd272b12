#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Facts that arrive after their period was calculated are named, until that period is calculated again.

Usage: test-late-facts.py TIERWRIGHT
"""
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from job import OBJECTIVE

BINARY = Path(sys.argv[1]).resolve()

PROGRAM = {
    "tierwright": 1, "name": "Resale", "partner_type": "reseller", "currency": "USD", "effective_from": "2026-01-01",
    "objective": OBJECTIVE,
    "rules": [{"id": "all", "name": "All", "kind": "rebate", "window": "quarter",
               "counts": {"sum": "amount", "fact": "sale"}, "rate": "2%"}],
}


def run(*arguments):
    result = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"{arguments}: exit {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout + result.stderr


def expect(text, part, present=True):
    if (part in text) != present:
        sys.exit(f"“{part}” {'is missing' if present else 'stands'} in:\n{text}")


def main():
    folder = Path(tempfile.mkdtemp(prefix="tw-late-"))
    file = folder / "late.tierwright"
    try:
        (folder / "partners.csv").write_text("id,name,type\nR1,One,reseller\n")
        (folder / "first.csv").write_text("id,partner,invoiced,amount,currency\nS1,R1,2026-02-03,100.00,USD\n")
        (folder / "late.csv").write_text("id,partner,invoiced,amount,currency\nS2,R1,2026-03-04,50.00,USD\n"
                                         "S3,R1,2026-03-05,70.00,USD\nS4,R1,2026-04-06,10.00,USD\n")
        (folder / "program.json").write_text(json.dumps(PROGRAM))
        run("new", file, "--currency", "USD")
        run("import", file, "partners", folder / "partners.csv", "--set", "type_from=2026-01-01")
        run("import", file, "sales", folder / "first.csv")
        run("program", "import", file, folder / "program.json")
        run("program", "publish", file, "Resale")
        expect(run("calculate", file, "--period", "2026-Q1"), "after this period", False)
        time.sleep(1.1)     # moments are kept to the second
        run("import", file, "sales", folder / "late.csv")
        expect(run("calculate", file, "--period", "2026-Q2"), "2026-Q1: 2 transactions were imported after this period")
        time.sleep(1.1)
        expect(run("calculate", file, "--period", "2026-Q1"), "after this period", False)
        expect(run("calculate", file, "--period", "2026-Q2"), "after this period", False)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
