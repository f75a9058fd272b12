#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hold every workbook of a folder against the workspace it was written from, cell by cell.

Reads the workbooks with openpyxl and the workspace with Python's own SQLite, so nothing of the product takes part.
Usage: compare-workbooks.py WORKSPACE PERIOD DIR [--all] [--every N]
--all: a statement without a workbook is a mismatch; --every N: reads only every Nth file, and the largest.
"""
import datetime
import sqlite3
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl

LINES = """
SELECT l.line, l.rule, l.fact_kind, l.fact_id, l.amount, l.measure, l.payable_on, l.number, l.statement,
       l.currency, l.digits, f.date, f.amount AS fact_amount, f.currency AS fact_currency, f.document,
       c.name AS customer, d.name AS product, q.body
  FROM report_lines AS l
  JOIN line AS r ON r.id >> 24 = l.statement AND r.number = l.number
  JOIN program_rule AS q ON q.id = r.rule AND q.key = l.rule
  LEFT JOIN report_facts AS f ON f.kind = r.fact_kind AND f.id = r.fact
  LEFT JOIN customer AS c ON c.id = f.customer
  LEFT JOIN product AS d ON d.id = f.product
 WHERE l.statement = ? ORDER BY r.id
"""


def cell(value):
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, (int, float)):
        return Decimal(repr(value))
    return value


def table(sheet):
    rows = list(sheet.iter_rows(values_only=True))
    head = [str(h) for h in rows[0]]
    return [dict(zip(head, map(cell, row))) for row in rows[1:]]


def money(amount, digits):
    return None if amount is None else Decimal(amount).scaleb(-digits)


class Mismatch(Exception):
    pass


def expect(where, shown, stored):
    if shown != stored and not (shown is None and stored in ("", None)):
        raise Mismatch(f"{where}: the workbook shows {shown!r}, the workspace holds {stored!r}")


def compare_lines(path, book, base, statement, digits_of):
    shown = table(book["Lines"])
    stored = base.execute(LINES, (statement["id"],)).fetchall()
    expect(f"{path}: number of lines", len(shown), len(stored))
    total = Decimal(0)
    for view, row in zip(shown, stored):
        where = f"{path}: {row['line']}"
        sign = -1 if '"direction":"charge"' in row["body"].replace(" ", "") else 1
        expect(f"{where}, Line", view["Line"], row["line"])
        expect(f"{where}, Fact", view["Fact"], row["fact_id"])
        expect(f"{where}, Fact kind", view["Fact kind"], row["fact_kind"])
        expect(f"{where}, Date", view["Date"], row["date"])
        expect(f"{where}, Document", view["Document"], row["document"])
        expect(f"{where}, Customer", view["Customer"], row["customer"])
        expect(f"{where}, Product", view["Product"], row["product"])
        expect(f"{where}, Fact currency", view["Fact currency"], row["fact_currency"])
        if row["fact_amount"] is not None:
            expect(f"{where}, Fact amount", view["Fact amount"],
                   money(row["fact_amount"], digits_of[row["fact_currency"]]))
        expect(f"{where}, Payable on", view["Payable on"], row["payable_on"])
        fund = '"payee":"fund:' in row["body"].replace(" ", "")
        expect(f"{where}, Amount", view["Amount"], money(0 if fund else sign * row["amount"], row["digits"]))
        expect(f"{where}, To fund", view["To fund"], money(row["amount"], row["digits"]) if fund else None)
        total += view["Amount"]
    expect(f"{path}: sum of the lines", total, money(statement["earned"] - statement["charged"], statement["digits"]))
    return len(shown)


def compare_excluded(path, book, base, statement, digits_of):
    shown = table(book["Excluded"])
    stored = base.execute(
        """SELECT f.external_id, f.date, f.amount, f.currency, n.name AS reason FROM exclusion AS x
           JOIN reason AS n ON n.id = x.reason
           JOIN report_facts AS f ON f.kind = x.fact_kind AND f.id = x.fact
           WHERE x.run = ? AND x.statement = ?""", (statement["run"], statement["id"])).fetchall()
    expect(f"{path}: number of excluded facts", len(shown), len(stored))
    left = sorted((str(r["Fact"]), r["Date"], r["Amount"], r["Reason code"]) for r in shown)
    right = sorted((r["external_id"], r["date"], money(r["amount"], digits_of.get(r["currency"], 0)), r["reason"])
                   for r in stored)
    for a, b in zip(left, right):
        expect(f"{path}: excluded fact {b[0]}", a, b)
    return len(shown)


def compare_summary(path, book, statement):
    shown = {row[0]: cell(row[1]) for row in book["Summary"].iter_rows(values_only=True, max_col=2) if row[0]}
    digits = statement["digits"]
    expect(f"{path}: Partner id", shown["Partner id"], statement["partner_id"])
    expect(f"{path}: Partner", shown["Partner"], statement["partner"])
    for name, amount in (("Earned", statement["earned"] - statement["charged"]),
                         ("Adjustments", statement["adjusted"]), ("Payable", statement["payable"]),
                         ("Carried in", statement["brought_forward"]), ("Carried forward", statement["carried"])):
        expect(f"{path}: {name}", shown[name], money(amount, digits))


def compare_control(path, book):
    for row in book["Control"].iter_rows(min_row=2, values_only=True):
        if row[0] is None:
            break
        expect(f"{path}: Control, {row[0]}", row[5], "ties")
        expect(f"{path}: Control, {row[0]}, difference", cell(row[4]), Decimal(0))


def main():
    workspace, period, folder = sys.argv[1:4]
    base = sqlite3.connect(f"file:{workspace}?mode=ro", uri=True)
    base.row_factory = sqlite3.Row
    digits_of = dict(base.execute("SELECT code, digits FROM currency").fetchall())
    statements = {(r["partner_id"], r["program"]): r for r in base.execute(
        """SELECT s.id, s.run, s.earned, s.charged, s.adjusted, s.payable, s.brought_forward, s.carried,
                  p.external_id AS partner_id, p.name AS partner, g.name AS program, u.digits
             FROM statement AS s JOIN partner AS p ON p.id = s.partner JOIN program AS g ON g.id = s.program
             JOIN currency AS u ON u.code = s.currency WHERE s.period = ? AND s.state <> 'replaced'""", (period,))}
    cells = [0, 0, 0]
    files = sorted(Path(folder).glob("*.xlsx"))
    if "--all" in sys.argv and len(files) != len(statements):
        raise Mismatch(f"{len(files)} workbooks for {len(statements)} statements")
    every = int(sys.argv[sys.argv.index("--every") + 1]) if "--every" in sys.argv else 1
    largest = max(files, key=lambda f: f.stat().st_size, default=None)
    files = [f for i, f in enumerate(files) if i % every == 0 or f == largest]
    for path in files:
        book = openpyxl.load_workbook(path, data_only=True)
        head = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True, max_col=2) if row[0]}
        statement = statements.pop((head["Partner id"], head["Program"]))
        compare_summary(path.name, book, statement)
        cells[0] += compare_lines(path.name, book, base, statement, digits_of)
        cells[1] += compare_excluded(path.name, book, base, statement, digits_of)
        compare_control(path.name, book)
        cells[2] += 1
    print(f"{cells[2]} workbooks, {cells[0]} lines and {cells[1]} excluded facts equal the workspace")


if __name__ == "__main__":
    try:
        main()
    except Mismatch as error:
        sys.exit(str(error))
