#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The preferences of a workspace: what is settled there changes figures, periods and the texts of statements, each as one
step of the history, and nothing where it can't be.

Usage: test-settings.py TIERWRIGHT SOURCE_ROOT
"""
import json
import subprocess
import tempfile
import zipfile
from pathlib import Path

from job import BINARY, OBJECTIVE, dump, fail, one, rows, run, same

PROGRAM = {
    "tierwright": 1, "name": "Test", "partner_type": "reseller", "currency": "USD", "effective_from": "2026-01-01",
    "objective": OBJECTIVE,
    "rules": [{"id": "a", "name": "A", "kind": "rebate", "window": "quarter",
               "counts": {"sum": "amount", "fact": "sale"},
               "table": {"mode": "retroactive", "bands": [{"from": "0.00", "rate": "2.5%"}]},
               "reversal": {"policy": "current"}}],
}


def make(folder):
    file = folder / "test.tierwright"
    run("new", file, "--currency", "USD")
    (folder / "partners.csv").write_text("External ID,Name,Type,Type from\nP1,Ash,reseller,2020-01-01\n")
    (folder / "sales.csv").write_text("External ID,Partner,Date,Amount,Currency\nS1,P1,2026-02-05,160400.00,USD\n"
                                      "S2,P1,2026-08-05,300.00,USD\n")
    run("import", file, "partners", folder / "partners.csv")
    run("import", file, "sales", folder / "sales.csv")
    return file


def revenue(file, period):
    answer = json.loads(run("query", file, "net-revenue", "--period", period, "--format", "json"))
    return answer["rows"][-1]["revenue"]["value"]


def settings(file):
    return {row["key"]: row["value"] for row in json.loads(run("settings", file, "--format", "json"))["settings"]}


def check_refusals(file):
    before = dump(file)
    for assignment, says in [("currency=XQQ", "no currency"), ("currency=", "no currency"), ("year-start=7/1", "07-01"),
                             ("year-start=02-30", "07-01"), ("year-start=01-31", "1st to the 28th"),
                             ("statement.numbers=1;234", "1.234.567,89"), ("statement.dates=DD MM", "DD.MM.YYYY"),
                             ("self-approval=perhaps", "yes nor no"), ("metric.low-sample=many", "whole number"),
                             ("metric.nothing=1", "lists all")]:
        refuse(file, assignment, says)
    same("nothing changed", dump(file), before)
    refuse(file, "nothing", "lists all")


def refuse(file, argument, says):
    result = subprocess.run([BINARY, "settings", str(file), argument], capture_output=True, text=True)
    if result.returncode not in (2, 3) or says not in result.stderr:
        fail(f"settings {argument}: exit {result.returncode}, {result.stderr}")


def check_currency(folder, file):
    same("before", (revenue(file, "2026"), settings(file)["currency"]), ("160700.00", "USD"))
    run("settings", file, "currency=EUR", says=["no exchange rate from USD to EUR", "EUR"])
    run("undo", file)
    same("undone", settings(file)["currency"], "USD")
    (folder / "rates.csv").write_text("Date,Base currency,Quoted currency,Rate\n2026-01-01,USD,EUR,0.50\n"
                                      "2026-07-01,USD,EUR,0.25\n")
    run("import", file, "fx-rates", folder / "rates.csv")
    run("settings", file, "currency=EUR")
    # Each sale at the rate of its own day: 160,400 × 0.5 + 300 × 0.25.
    same("in euro", revenue(file, "2026"), "80275.00")
    same("history", rows(file, "SELECT label FROM history ORDER BY id DESC LIMIT 1"),
         [("Changed the reporting currency from USD to EUR",)])
    run("undo", file)
    same("back", revenue(file, "2026"), "160700.00")


def check_year(file):
    same("calendar year", revenue(file, "2026-Q1"), "160400.00")
    run("settings", file, "year-start=07-01", says="07-01")
    # The fiscal year 2026 begins in July 2025: January to March is its third quarter, August the next year's first.
    same("fiscal quarters", [revenue(file, p) for p in ("2026-Q1", "2026-Q3", "2027-Q1", "2026")],
         ["0.00", "160400.00", "300.00", "160400.00"])
    run("undo", file)
    same("calendar year again", revenue(file, "2026-Q1"), "160400.00")


def check_statements(folder, file):
    (folder / "program.json").write_text(json.dumps(PROGRAM))
    run("program", "import", file, folder / "program.json")
    run("program", "publish", file, "Test", "--waive=CHK-56@/rules/0/reversal=Agreed with sales")
    run("calculate", file, "--period", "2026-Q1")
    run("settings", file, "year-start=07-01", status=3, says=["calculated (1)", "locked (0)", "calendar of its own"])
    line = "2026-Q1/Test/P1/a/0001"
    run("explain", file, line, says=["160,400.00 × 2.5% = 4,010.00", "2026-02-05"])
    run("settings", file, "statement.numbers=1.234.567,89")
    run("settings", file, "statement.dates=DD.MM.YYYY")
    text = run("explain", file, line, says=["160.400,00 × 2,5% = 4.010,00", "05.02.2026"])
    same("no other signs", "160,400.00" in text or "2026-02-05" in text, False)
    same("history", [label for label, in rows(file, "SELECT label FROM history ORDER BY id DESC LIMIT 1")],
         ["Changed the format of statements to 1.234.567,89 and 30.09.2026"])
    run("statements", file, "--period", "2026-Q1", "--output", folder / "out")
    with zipfile.ZipFile(next((folder / "out").glob("*.xlsx"))) as book:
        styles = book.read("xl/styles.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    same("cells", (r"dd\.mm\.yyyy" in styles, "yyyy-mm-dd" in styles), (True, False))
    same("texts", ["01.01.2026 to 31.03.2026" in texts, "Qualifier 160.400,00" in texts], [True, True])
    run("approve", file, "--period", "2026-Q1")
    run("verify", file)
    same("stored", one(file, "SELECT decimal_separator, grouping_separator, date_format FROM workspace"),
         (",", ".", "DD.MM.YYYY"))


def main(folder):
    file = make(folder)
    check_refusals(file)
    check_currency(folder, file)
    check_year(file)
    check_statements(folder, file)


with tempfile.TemporaryDirectory() as name:
    main(Path(name))
