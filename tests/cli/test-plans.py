#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plans of the sample: one figure in the list, the PDF and the workbook, and the same recomputed from the CSV files.

Usage: test-plans.py TIERWRIGHT SOURCE_ROOT
"""
import csv
import json
import shutil
import subprocess
import sys
import tempfile
from bisect import bisect_right
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl

BINARY, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
DATA = ROOT / "data" / "sample"


def run(*arguments, statuses=(0,)):
    result = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode not in statuses:
        sys.exit(f"tierwright {' '.join(map(str, arguments))}: exit {result.returncode}, expected {statuses}\n"
                 f"{result.stdout}{result.stderr}")
    return result.stdout + result.stderr


def same(what, value, expected):
    if value != expected:
        sys.exit(f"{what}: {value!r}, expected {expected!r}")


def read(name):
    with open(DATA / name, encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def half_up(value):
    return (abs(value) + Fraction(1, 2)).__floor__() * (1 if value >= 0 else -1)


RATES = defaultdict(list)
for row in read("fx-rates.csv"):
    RATES[row["Base currency"]].append((row["Date"], Fraction(row["Rate"]) / int(row.get("Per") or 1)))
for rates in RATES.values():
    rates.sort()
DIGITS = defaultdict(lambda: 2, JPY=0)


def dollars(row):
    """Cents of a sale: rounded once, by the latest rate of its day or before."""
    amount = Fraction(row["Amount"])
    if row["Currency"] != "USD":
        rates = RATES[row["Currency"]]
        amount *= rates[bisect_right(rates, (row["Date"], Fraction(10**9))) - 1][1]
    return half_up(amount * 100)


def net_revenue(partner, start, end):
    rows = [r for name in ("sales.csv", "marketplace.csv", "services.csv") for r in read(name)]
    return sum(dollars(r) for r in rows if r["Partner"] == partner and start <= r["Date"] <= end)


def main():
    folder = Path(tempfile.mkdtemp(prefix="tierwright-plans-"))
    file = folder / "s.tierwright"
    run("new", file, "--sample")
    plans = {p["id"]: p for p in json.loads(run("plan", file, "list", "--as-of", "2026-06-30", "--format", "json"))}
    same("plans", len(plans), 9)
    same("states", sorted({p["state"] for p in plans.values()}), ["agreed", "closed", "draft", "running"])

    # Actuals from the CSV files, and the pace of a goal.
    plan = plans["JBP-R01-26"]
    goal = next(g for g in plan["goals"] if g.get("metric") == "net_revenue")
    cents = net_revenue("R01", "2026-01-01", "2026-06-30")
    same("net revenue", int(Decimal(goal["actual"]) * 100), cents)
    due = sum(int(Decimal(q["target"]) * 100) for q in goal["quarters"][:2])
    same("due", int(Decimal(goal["due"]) * 100), due)
    same("pace", int(Decimal(goal["pace"]) * 10**6), half_up(Fraction(cents * 10**6, due)))
    weight = sum(Fraction(g["weight"]) for g in plan["goals"])
    mean = sum(Fraction(g["weight"]) * min(Fraction(g["pace"]), Fraction(3, 2)) for g in plan["goals"])
    same("weights", weight, 1)
    same("pace of the plan", int(Decimal(plan["pace"]) * 10**6), half_up(mean * 10**6))
    people = {r["Person"] for r in read("certifications.csv") if r["Partner"] == "R01" and r["Awarded"] <= "2026-06-30"
              and (not r["Expires"] or r["Expires"] >= "2026-06-30")}
    same("certified people", int(Decimal(next(g for g in plan["goals"] if g.get("metric") == "certified_people")["actual"])),
         len(people))

    # The workbook says the same, and keeps what the reviews froze.
    run("plan", file, "export", "Aldermoor 2026", "--as-of", "2026-06-30", "--output", folder / "p.xlsx")
    book = openpyxl.load_workbook(folder / "p.xlsx")
    rows = {r[0]: r for r in book["Goals"].iter_rows(values_only=True)}
    for g in plan["goals"]:
        row = rows[g["id"]]
        same(f"{g['title']} target", round(row[5], 2), round(float(g["target"]), 2))
        same(f"{g['title']} actual", round(row[7], 2), round(float(g["actual"]), 2))
        same(f"{g['title']} note", row[10] or "", "Entered by hand" if g["by_hand"] else "")
    frozen = next(n for n in book.sheetnames if n.endswith("2026-03-31"))
    march = {r[0]: r for r in book[frozen].iter_rows(values_only=True)}
    same("frozen revenue", half_up(Fraction(str(march[goal["id"]][7])) * 100), net_revenue("R01", "2026-01-01", "2026-03-31"))

    # The PDF has every number of the goals as text.
    run("plan", file, "export", "JBP-R01-26", "--as-of", "2026-06-30", "--output", folder / "p.pdf")
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", "-layout", folder / "p.pdf", "-"], capture_output=True, text=True).stdout
        for g in plan["goals"]:
            number = f"{Decimal(g['actual']):,.2f} USD" if g.get("currency") else f"{int(Decimal(g['actual'])):,}"
            if number not in text:
                sys.exit(f"the PDF lacks {number} of {g['title']}")

    # What can't be done says so.
    run("plan", file, "export", "Nobody", "--output", folder / "x.pdf", statuses=(3,))
    run("plan", file, "export", "Aldermoor 2026", "--output", folder / "x.doc", statuses=(2, 3))
    run("plan", file, "export", "Aldermoor 2026", statuses=(2,))
    run("verify", file)
    shutil.rmtree(folder)


main()
