#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job on somebody else's sales: import, publish, calculate four quarters, approve, export, compare.

Every figure that is held against the product's comes from tests/statement/recompute-adventureworks.py, from
counting the CSV itself, or from openpyxl. Skips (exit 77) where the shared data is not there.
Usage: test-adventureworks.py TIERWRIGHT SOURCE_ROOT [REPLAY_CHECK]
"""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

BINARY, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SHARED = Path(os.environ.get("TW_SHARED") or ROOT.parent / "shared")
DATA = SHARED / "data" / "adventureworks_reseller_clean"
MANGLED = SHARED / "data" / "adventureworks_reseller_mangled"


def run(*arguments, status=0):
    result = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode != status:
        sys.exit(f"tierwright {' '.join(map(str, arguments))}: exit {result.returncode}, expected {status}\n"
                 f"{result.stdout}{result.stderr}")
    return result.stdout + result.stderr


def same(what, value, expected):
    if value != expected:
        sys.exit(f"{what}: {value!r}, expected {expected!r}")


def import_all(file):
    run("import", file, "products", DATA / "Product.csv", "--create", "categories",
        "--column", "external_id=ProductKey", "--column", "name=Product",
        "--column", "category=EnglishProductCategoryName")
    run("import", file, "partners", DATA / "Resellers.csv", "--column", "external_id=ResellerKey",
        "--column", "name=ResellerName", "--column", "country=Country_Region", "--set", "type=reseller",
        "--set", "type_from=2017-01-01")
    sales = ("import", file, "sales", DATA / "FactResellerSales.csv",
             "--column", "external_id=SalesOrderNumber+ProductKey", "--column", "order_ref=SalesOrderNumber",
             "--column", "invoiced=OrderDate", "--column", "partner=ResellerKey", "--column", "product=ProductKey",
             "--column", "units=OrderQuantity", "--column", "unit_price=UnitPrice", "--column", "amount=SalesAmount",
             "--column", "cost=TotalProductCost", "--set", "currency=USD", "--expect", "USD=77548570.20")
    run(*sales)
    return sales


def check_import(file, sales):
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    same("partners", base.execute("SELECT count(*) FROM partner").fetchone()[0], 701)
    same("sales", base.execute("SELECT count(*), sum(amount) FROM sale").fetchone(), (57851, 7754857020))
    same("blank costs", base.execute("SELECT count(*) FROM sale WHERE cost IS NULL").fetchone()[0], 76)
    base.close()
    run(*sales)
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    same("sales after a second import", base.execute("SELECT count(*), sum(amount) FROM sale").fetchone(),
         (57851, 7754857020))
    base.close()


def digest(file):
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    text = "\n".join(base.iterdump())
    base.close()
    return hash(text)


def check_mangled(file):
    before = digest(file)
    for source in ("FactResellerSales.csv", "Chapter09_FactResellerSales.csv"):
        for extra in ((), ("--accept-valid",)):
            message = run("import", file, "sales", MANGLED / source, "--set", "currency=USD", "--create", "partners",
                          "--create", "products", "--partner-type", "reseller", *extra, status=3)
            if "group" not in message.lower() and "×" not in message:
                sys.exit(f"{source} is refused without saying what is wrong with it:\n{message}")
    same("workspace after refused imports", digest(file), before)


def check_totals(file):
    script = ROOT / "tests" / "statement" / "recompute-adventureworks.py"
    expected = subprocess.run([sys.executable, script, DATA], capture_output=True, text=True, check=True).stdout
    wanted = Counter()
    for row in expected.splitlines():
        period, reseller, rule, cents = row.split(",")
        wanted[period, reseller, rule] += int(cents)
    total = wanted.pop(("total", "", ""))
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    found = Counter()
    for period, reseller, rule, cents in base.execute(
            "SELECT period, partner_id, rule, sum(amount) FROM report_lines GROUP BY 1, 2, 3 HAVING sum(amount) <> 0"):
        found[period, reseller, rule] += cents
    for key in sorted(set(found) | set(wanted)):
        same(f"{'/'.join(key)}, in cents", found[key], wanted[key])
    same("sum of all lines, in cents", sum(found.values()), total)
    seen = base.execute("SELECT sum(facts_seen), sum(facts_earned + facts_excluded) FROM run WHERE state = 'current'")
    rows = base.execute("SELECT count(*) FROM sale WHERE date BETWEEN '2019-01-01' AND '2019-12-31'").fetchone()[0]
    same("facts of 2019", seen.fetchone(), (rows, rows))
    base.close()
    print(f"{len(wanted)} totals by quarter, reseller and rule equal the recomputation; {total / 100:,.2f} in all")


def check_enrolled(file):
    """A program in which nobody is enrolled by name covers every partner of its type, in figures too."""
    said = run("query", file, "active-rate", "--period", "2019-Q4", "--format", "json")
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    active = base.execute("SELECT count (DISTINCT partner) FROM sale WHERE date BETWEEN '2019-10-01' AND '2019-12-31'")
    for number in (str(active.fetchone()[0]), "701"):
        if f'"{number}"' not in said and f": {number}" not in said:
            sys.exit(f"active partners of 2019-Q4 without {number}:\n{said}")
    base.close()


def check_replay(file):
    """Replayed in memory, quarter by quarter and the year in one go, the lines are the stored ones."""
    if len(sys.argv) > 3:
        said = subprocess.run([sys.argv[3], file], capture_output=True, text=True)
        if said.returncode != 0:
            sys.exit(f"replay differs from run:\n{said.stdout}{said.stderr}")
        print(said.stdout.strip())
        said = subprocess.run([sys.argv[3], file, "reprice"], capture_output=True, text=True)
        if said.returncode != 0:
            sys.exit(f"repricing differs from replay:\n{said.stdout[-2000:]}{said.stderr}")
        print(said.stdout.splitlines()[-1])


def check_tiers(file):
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    held = Counter(dict(base.execute(
        "SELECT v.earned, count(*) FROM tier_review AS v JOIN run AS r ON r.id = v.run WHERE v.reviewed = '2019-12-31' AND r.state = 'current' GROUP BY 1")))
    base.close()
    same("at or above Bronze", held["Bronze"] + held["Silver"] + held["Gold"], 311)
    same("at or above Silver", held["Silver"] + held["Gold"], 183)
    same("at or above Gold", held["Gold"], 40)


def check_workbooks(file, folder):
    run("statements", file, "--period", "2019-Q4", "--output", folder / "statements")
    result = subprocess.run([sys.executable, ROOT / "tests" / "export" / "compare-workbooks.py", file, "2019-Q4",
                             folder / "statements", "--all", "--every", "10"], capture_output=True, text=True)
    if result.returncode != 0:
        sys.exit(result.stderr)
    print(result.stdout.strip())


def check_revenue(file):
    """The metric is the sum of the sales, year by year and partner by partner."""
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    for year, total, partners in base.execute("SELECT substr (date, 1, 4), sum (amount), count (DISTINCT partner) FROM sale"
                                              " GROUP BY 1").fetchall():
        whole = json.loads(run("query", file, "net-revenue", "--period", year, "--format", "json"))["rows"]
        same(f"net revenue of {year}", whole[0]["revenue"]["value"], f"{total // 100}.{total % 100:02d}")
        parts = json.loads(run("query", file, "net-revenue", "--by", "partner", "--period", year, "--format", "json"))["rows"]
        amounts = [int(row["revenue"]["value"].replace(".", "")) for row in parts if row["sales"]["value"] != "0"]
        same(f"partners of {year}", (sum(amounts), len(amounts)), (total, partners))
    base.close()


def main():
    if not DATA.is_dir():
        print(f"skipped: {DATA} is not there")
        sys.exit(77)
    folder = Path(tempfile.mkdtemp(prefix="tw-adventureworks-"))
    file = folder / "sales.tierwright"
    try:
        run("new", file, "--currency", "USD")
        sales = import_all(file)
        check_import(file, sales)
        check_revenue(file)
        if MANGLED.is_dir():
            check_mangled(file)
        run("program", "import", file, ROOT / "tests" / "statement" / "data" / "reseller-2019.json")
        run("program", "publish", file, "Reseller 2019")
        for quarter in range(1, 5):
            run("calculate", file, "--period", f"2019-Q{quarter}")
        check_totals(file)
        check_replay(file)
        check_tiers(file)
        check_enrolled(file)
        run("approve", file, "--period", "2019-Q4")
        check_workbooks(file, folder)
        run("verify", file)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
