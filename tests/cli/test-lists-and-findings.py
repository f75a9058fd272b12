#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What query and publish print is enough to go on with: rows within the limit, findings with the code to answer to.

Usage: test-lists-and-findings.py TIERWRIGHT
"""
import csv
import io
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
               "counts": {"sum": "amount", "fact": "sale"},
               "table": {"mode": "retroactive", "bands": [{"from": "10.00", "rate": "1%"}]},
               "reversal": {"policy": "current"}}],
}


def run(*arguments, status=0):
    result = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode != status:
        sys.exit(f"tierwright {' '.join(map(str, arguments))}: exit {result.returncode}, expected {status}\n"
                 f"{result.stdout}{result.stderr}")
    return result.stdout, result.stderr


def check(condition, what):
    if not condition:
        sys.exit(what)


def main(folder):
    file = folder / "test.tierwright"
    run("new", file, "--currency", "EUR")
    (folder / "partners.csv").write_text('External ID,Name\n1,"Two, ""lines"""\n2,"A ""quoted"" one"\n3,Three\n')
    run("import", file, "partners", folder / "partners.csv", "--set", "type=reseller", "--set", "type_from=2026-01-01")

    for limit in 1, 2, 3, 4:
        text, _ = run("query", file, "partners", "--format=csv", "--sort=external_id", "-n", limit)
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        check([row["external_id"] for row in rows] == ["1", "2", "3"][:limit], f"-n {limit}: {rows}")
    check(len(json.loads(run("query", file, "partners", "--format=json", "-n", 2)[0])) == 2, "json -n 2")

    (folder / "program.json").write_text(json.dumps(PROGRAM))
    run("program", "import", file, folder / "program.json")
    text, _ = run("check", file, status=1)
    check("CHK-56" in text, f"check names no code: {text}")
    _, text = run("program", "publish", file, "Test", status=3)
    check("CHK-56 /rules/0/reversal" in text and "--waive" in text, f"publish says nothing to go on with: {text}")
    run("program", "publish", file, "Test", "--waive=CHK-56@/rules/0/reversal=Agreed with sales")


with tempfile.TemporaryDirectory() as name:
    main(Path(name))
