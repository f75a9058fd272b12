#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Calculating a period whose statements are approved: their facts stay accounted for, and undo brings back what
the run replaced, also where a run in between had kept it.

Usage: test-kept-statements.py TIERWRIGHT
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from job import OBJECTIVE

BINARY = Path(sys.argv[1]).resolve()
PROGRAM = {
    "tierwright": 1, "name": "Test", "partner_type": "reseller", "currency": "EUR", "effective_from": "2026-01-01",
    "objective": OBJECTIVE,
    "rules": [{"id": "a", "name": "A", "kind": "rebate", "window": "quarter",
               "counts": {"sum": "amount", "fact": "sale"}, "rate": "1%"}],
}


def run(*arguments, status=0):
    result = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode != status:
        sys.exit(f"tierwright {' '.join(map(str, arguments))}: exit {result.returncode}, expected {status}\n"
                 f"{result.stdout}{result.stderr}")
    return result.stdout + result.stderr


def states(file):
    rows = json.loads(run("query", file, "statements", "--period=2026-Q1", "--format=json"))
    return {row["partner"]: (row["state"], row["earned"]) for row in rows}


def same(what, value, expected):
    if value != expected:
        sys.exit(f"{what}: {value!r}, expected {expected!r}")


def main(folder):
    file = folder / "test.tierwright"
    run("new", file, "--currency", "EUR")
    (folder / "partners.csv").write_text("External ID,Name\nA,A\nB,B\n")
    run("import", file, "partners", folder / "partners.csv", "--set", "type=reseller", "--set", "type_from=2026-01-01")
    (folder / "sales.csv").write_text("External ID,Partner,Invoiced,Amount,Currency\n1,A,2026-01-31,100.00,EUR\n"
                                      "2,B,2026-02-01,200.00,EUR\n")
    run("import", file, "sales", folder / "sales.csv")
    (folder / "program.json").write_text(json.dumps(PROGRAM))
    run("program", "import", file, folder / "program.json")
    run("program", "publish", file, "Test")
    run("calculate", file, "--period=2026-Q1")
    run("approve", file, "--period=2026-Q1")

    text = run("calculate", file, "--period=2026-Q1")
    if "2 earned, 0 excluded" not in text:
        sys.exit(f"kept statements: {text}")
    same("exclusions", run("query", file, "exclusions", "--period=2026-Q1", "--format=json").strip(), "[]")

    run("reopen", file, "--period=2026-Q1", "--partner=A", "--reason=Late")
    before = states(file)
    same("reopened", before, {"A": ("calculated", "1.00"), "B": ("approved", "2.00")})
    run("calculate", file, "--period=2026-Q1")
    run("undo", file)
    same("after undo", states(file), before)
    run("verify", file)
    run("undo", file)
    same("approved again", states(file), {"A": ("approved", "1.00"), "B": ("approved", "2.00")})
    run("redo", file)
    same("after redo", states(file), before)
    run("calculate", file, "--period=2026-Q1")
    run("verify", file)


with tempfile.TemporaryDirectory() as name:
    main(Path(name))
