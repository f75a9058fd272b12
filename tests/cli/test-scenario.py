#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios by the command line: kept, refused, replayed without touching the file, promoted; and two of them compared on
a year of somebody else's sales, every figure held against its recomputation here.

Usage: test-scenario.py TIERWRIGHT SOURCE_ROOT
"""
import csv
import hashlib
import json
import os
import shutil
import tempfile
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

from job import ROOT, fail, one, rows, run, same

SHARED = Path(os.environ.get("TW_SHARED") or ROOT.parent / "shared")
DATA = SHARED / "data" / "adventureworks_reseller_clean"


def parsed(*arguments):
    said = run(*arguments, "--format", "json", timeout=120)
    return json.JSONDecoder().raw_decode(said)[0]


def by_key(table):
    return {row["key"]: row for row in table}


def digest(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def check_kept(file):
    entries = one(file, "SELECT count(*) FROM history")
    market = ("--program", "Marketplace Partner")
    run("scenario", file, "create", "Higher", *market, "--set", "/rules/0/rate/is/new=14%", "--notes", "More for new")
    run("scenario", file, "set", "Higher", "--set", "/rules/0/rate/is/new=16%", "--set", "/rules/2/rate=4%")
    same("overrides", rows(file, "SELECT path, value FROM scenario_override ORDER BY id"),
         [("/rules/0/rate/is/new", '"16%"'), ("/rules/2/rate", '"4%"')])
    run("scenario", file, "duplicate", "Higher", "Twin")
    run("scenario", file, "rename", "Twin", "Other")
    same("scenarios", [row["scenario"] for row in parsed("scenario", file, "list")["scenarios"]], ["Higher", "Other"])
    run("scenario", file, "remove", "Other")
    same("entries", one(file, "SELECT count(*) FROM history"), entries + 5)
    run("verify", file)


def check_refused(file):
    before = digest(file)
    market = ("--program", "Marketplace Partner")
    run("scenario", file, "create", "Higher", *market, status=3, says="already")
    run("scenario", file, "create", "Bad", *market, "--set", "/rules/0/rate/is/new=lots", status=3, says="/rules/0/rate")
    run("scenario", file, "create", "Bad", *market, "--set", "/rules/99/rate=1%", status=3, says="/rules/99")
    run("scenario", file, "create", "Bad", "--set", "/rules/0/rate=1%", status=3, says="--program")
    run("scenario", file, "compare", "Nobody", "--period", "2025", status=3, says="Nobody")
    run("scenario", file, "compare", "Higher", "--period", "2026-02", status=3, says="2026-02-01")
    run("scenario", file, "compare", "Higher", "--period", "2025-Q4..2025-Q1", status=3, says="before it begins")
    run("scenario", file, "compare", "Higher", status=2, says="--period")
    run("scenario", file, "dance", status=2, says="dance")
    run("scenario", file, "promote", "Higher", status=2, says="--from")
    run("scenario", file, "forecast", "Higher", "--period", "2025", "--trials", "0", status=2, says="--trials")
    run("scenario", file, "near", "Higher", "--period", "2025", "--within", "-5%", status=2, says="--within")
    run("scenario", file, "near", "Higher", "--period", "2025", "--response", "200%", status=2, says="--response")
    same("file after refusals", digest(file), before)


def check_empty(folder):
    """Without a program there is nothing to branch from, and the message says what to do."""
    file = folder / "empty.tierwright"
    run("new", file)
    same("scenarios of an empty workspace", parsed("scenario", file, "list")["scenarios"], [])
    run("scenario", file, "create", "A", status=3, says="no program yet")
    run("scenario", file, "replay", "--period", "2025", status=3, says="no program yet")
    run("scenario", file, "compare", "A", "--period", "2025", status=3, says="“A”")


def check_retired(file):
    """A version that was retired is replayed as it was in force; what follows its last day is priced by nothing."""
    run("program", "retire", file, "Services Alliance", "--last-day", "2026-12-31")
    run("scenario", file, "create", "Kept on", "--program", "Services Alliance", "--version", "1", "--set",
        "/name=Services Alliance")
    totals = by_key(parsed("scenario", file, "compare", "Kept on", "--period", "2026-Q1")["totals"])
    same("a scenario of a retired version that changes nothing", totals["cost"]["Kept on"], totals["cost"]["Version 1"])
    if float(totals["cost"]["Version 1"]) <= 0:
        fail("a retired version has no cost in the days it was in force")


def check_read_only(file):
    """What only asks leaves every byte as it was, and the same seed says the same."""
    before = digest(file)
    asked = ["scenario", file, "forecast", "Higher", "--period", "2025", "--seed", "7"]
    first = parsed(*asked)
    same("the same seed", parsed(*asked), first)
    cost = by_key(first["forecast"])["cost"]
    if not float(cost["p10"]) <= float(cost["p50"]) <= float(cost["p90"]):
        fail(f"percentiles out of order: {cost}")
    same("how growth was drawn", first["method"][0]["growth"], "year-on-year")
    if parsed(*asked[:-1], "8") == first:
        fail("another seed says the same")
    steps = parsed("scenario", file, "sensitivity", "Higher", "--period", "2026-Q1")["sensitivity"]
    sizes = [max(abs(float(s["lower_change"] or 0)), abs(float(s["higher_change"] or 0))) for s in steps]
    same("largest effect first", sizes, sorted(sizes, reverse=True))
    run("scenario", file, "near", "--program", "Reseller Growth", "--period", "2025", "--within", "20%", "--response", "50%")
    run("scenario", file, "compare", "Higher", "--period", "2026-Q1", "--format", "csv")
    same("file after questions", digest(file), before)
    # The sensitivity's first step, replayed as a scenario of its own.
    step = next(s for s in steps if s["path"] == "/rules/0/rate/is/new")
    run("scenario", file, "duplicate", "Higher", "Step")
    run("scenario", file, "set", "Step", "--set", f"/rules/0/rate/is/new={step['higher']}")
    both = by_key(parsed("scenario", file, "compare", "Higher", "Step", "--period", "2026-Q1")["totals"])["cost"]
    same("a step of the tornado", f"{float(both['Step']) - float(both['Higher']):.2f}", step["higher_change"])


def check_promoted(file):
    run("scenario", file, "promote", "Higher", "--from", "2027-01-01")
    same("draft", one(file, "SELECT number || state || valid_from FROM program_version AS v JOIN program AS p "
                            "ON p.id = v.program WHERE p.name = 'Marketplace Partner' AND v.state = 'draft'"),
         "3draft2027-01-01")
    if "16%" not in run("program", "export", file, "Marketplace Partner", "--version", "3"):
        fail("the draft doesn't have the scenario's rate")


# ---- AdventureWorks 2019 ----

def half_up(value):
    return (abs(value) * 2 + 1) // 2 * (-1 if value < 0 else 1)


def marginal(amount, bands):
    total = Fraction(0)
    for i, (start, rate) in enumerate(bands):
        top = amount if i + 1 == len(bands) else min(amount, bands[i + 1][0])
        if top > start:
            total += (top - start) * rate
    return half_up(total)


def read_sales():
    def cents(text):
        whole, _, part = text.partition(".")
        return int(whole) * 100 + int((part + "00")[:2])

    revenue = defaultdict(int)
    with open(DATA / "FactResellerSales.csv", encoding="utf-8-sig", newline="") as source:
        for r in csv.DictReader(source):
            year, month, _ = r["OrderDate"].split("-")
            if year == "2019":
                revenue[(int(month) + 2) // 3, r["ResellerKey"]] += cents(r["SalesAmount"])
    return revenue


def recompute(revenue, bands):
    totals = defaultdict(int)
    for (_, reseller), amount in revenue.items():
        totals[reseller] += marginal(amount, bands)
    return totals


def money(cents):
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def check_adventureworks(folder):
    file = folder / "sales.tierwright"
    run("new", file, "--currency", "USD")
    run("import", file, "products", DATA / "Product.csv", "--create", "categories", "--column", "external_id=ProductKey",
        "--column", "name=Product", "--column", "category=EnglishProductCategoryName")
    run("import", file, "partners", DATA / "Resellers.csv", "--column", "external_id=ResellerKey",
        "--column", "name=ResellerName", "--set", "type=reseller", "--set", "type_from=2017-01-01")
    run("import", file, "sales", DATA / "FactResellerSales.csv", "--column", "external_id=SalesOrderNumber+ProductKey",
        "--column", "invoiced=OrderDate", "--column", "partner=ResellerKey", "--column", "product=ProductKey",
        "--column", "units=OrderQuantity", "--column", "amount=SalesAmount", "--set", "currency=USD", timeout=120)
    run("program", "import", file, ROOT / "tests" / "statement" / "data" / "reseller-2019.json")
    run("program", "publish", file, "Reseller 2019")
    run("scenario", file, "create", "Higher bar", "--set", "/rules/0/table/bands/1/from=30000.00")
    run("scenario", file, "create", "Top rate", "--set", "/rules/0/table/bands/2/rate=3.5%")
    before = digest(file)
    answer = parsed("scenario", file, "compare", "Higher bar", "Top rate", "--period", "2019")
    same("file after the comparison", digest(file), before)

    revenue = read_sales()
    percent = Fraction(1, 100)
    bands = [(0, percent), (2000000, 2 * percent), (6000000, 3 * percent)]
    wanted = {"Version 1": recompute(revenue, bands),
              "Higher bar": recompute(revenue, [bands[0], (3000000, 2 * percent), bands[2]]),
              "Top rate": recompute(revenue, [*bands[:2], (6000000, Fraction(35, 1000))])}
    volume = by_key(answer["rules"])["volume"]
    cost = by_key(answer["totals"])["cost"]
    base = wanted["Version 1"]
    for name, totals in wanted.items():
        same(f"volume rebate, {name}", volume[name], money(sum(totals.values())))
        same(f"change of the cost, {name}", by_key(answer["totals"])["change"][name],
             money(sum(totals.values()) - sum(base.values())))
        changes = {r: money(totals[r] - base[r]) for r in totals if totals[r] != base[r]}
        found = {row["partner"]: row["change"] for row in answer["partners"] if row["scenario"] == name}
        same(f"winners and losers, {name}", found, changes)
    reasons = {row["reason"] for row in answer["partners"]}
    same("reasons", reasons, {"“Volume rebate” reaches band 1 instead of band 2.", "“Volume rebate” pays less in the same band.",
                              "“Volume rebate” pays more in the same band."})
    print(f"{len(answer['partners'])} winners and losers equal the recomputation; cost {cost}")


def main():
    folder = Path(tempfile.mkdtemp(prefix="tw-scenario-"))
    try:
        file = folder / "sample.tierwright"
        run("new", file, "--sample")
        check_kept(file)
        check_refused(file)
        check_read_only(file)
        check_promoted(file)
        check_empty(folder)
        check_retired(file)
        run("scenario", "--help", says="compare")
        if DATA.is_dir():
            check_adventureworks(folder)
        else:
            print(f"without AdventureWorks: {DATA} is not there")
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
