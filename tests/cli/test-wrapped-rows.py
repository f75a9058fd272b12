#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""In a statement's workbook a row is as high as its wrapped text needs; a second line never lies over the next row.

Usage: test-wrapped-rows.py TIERWRIGHT
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

from job import OBJECTIVE

BINARY = Path(sys.argv[1]).resolve()
PROGRAM = {
    "tierwright": 1, "name": "Test", "partner_type": "reseller", "currency": "EUR", "effective_from": "2026-01-01",
    "objective": OBJECTIVE,
    "rules": [{"id": "a", "name": "A", "kind": "rebate", "window": "quarter",
               "counts": {"sum": "amount", "fact": "sale"}, "rate": "1%"}],
}


def run(*arguments):
    result = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(f"tierwright {' '.join(map(str, arguments))}: {result.returncode}\n{result.stdout}{result.stderr}")


def main(folder):
    file = folder / "test.tierwright"
    run("new", file, "--currency", "EUR")
    (folder / "partners.csv").write_text("External ID,Name\nA,A\n")
    run("import", file, "partners", folder / "partners.csv", "--set", "type=reseller", "--set", "type_from=2026-01-01")
    (folder / "sales.csv").write_text("External ID,Partner,Invoiced,Amount,Currency\n1,A,2026-01-31,100.00,EUR\n")
    run("import", file, "sales", folder / "sales.csv")
    (folder / "program.json").write_text(json.dumps(PROGRAM))
    run("program", "import", file, folder / "program.json")
    run("program", "publish", file, "Test")
    run("calculate", file, "--period=2026-Q1")
    run("statements", file, "--period=2026-Q1", "--output", folder / "out")

    wrapped = 0
    for sheet in openpyxl.load_workbook(next((folder / "out").glob("*.xlsx"))).worksheets:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if not cell.alignment.wrap_text or len(str(cell.value or "")) <= 60:
                    continue
                wrapped += 1
                height = sheet.row_dimensions[cell.row].height or 15
                if height < 30:
                    sys.exit(f"{sheet.title}!{cell.coordinate}: {height} high for “{cell.value}”")
    if wrapped == 0:
        sys.exit("no wrapped text was found")


with tempfile.TemporaryDirectory() as name:
    main(Path(name))
