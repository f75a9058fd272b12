#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiers that somebody approves: proposals, approval, and the mass demotion of a year's change.

AdventureWorks' resellers by their sales of 2019, and again by those of the first five months of 2020. Every figure that
is held against the product's is counted from the CSV here. Skips (exit 77) where the shared data is not there.
Usage: test-tiers.py TIERWRIGHT SOURCE_ROOT
"""
import csv
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

BINARY, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
SHARED = Path(os.environ.get("TW_SHARED") or ROOT.parent / "shared")
DATA = SHARED / "data" / "adventureworks_reseller_clean"
THRESHOLDS = (("Bronze", Decimal(10000)), ("Silver", Decimal(60000)), ("Gold", Decimal(200000)))
KEEP = {"Bronze": Decimal(10000), "Silver": Decimal(60000), "Gold": Decimal(100000)}


def run(*arguments, status=0):
    result = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode != status:
        sys.exit(f"tierwright {' '.join(map(str, arguments))}: exit {result.returncode}, expected {status}\n"
                 f"{result.stdout}{result.stderr}")
    return result.stdout + result.stderr


def same(what, value, expected):
    if value != expected:
        sys.exit(f"{what}: {value!r}, expected {expected!r}")


def program(name, **demote):
    def tier(label, threshold):
        condition = {"value": {"sum": "amount", "fact": "sale", "window": "year"}, "at_least": f"{threshold}.00"}
        if KEEP[label] != threshold:
            condition["keep_at_least"] = f"{KEEP[label]}.00"
        return {"name": label, "enter": condition}
    return {
        "tierwright": 1, "name": name, "partner_type": "reseller", "currency": "USD",
        "effective_from": "2019-01-01",
        "objective": {"gap": "Regions without a team", "kind": "reach", "metric": "net-revenue", "baseline": "100.00",
                      "target": "200.00", "due": "2020-12-31", "direct_cost": "90.00", "partner_cost": "40.00"},
        "tiers": [tier(*one) for one in THRESHOLDS],
        "tier_policy": {"promote": {"review": "manual", "effective": "at_once"},
                        "demote": {"review": "manual", "effective": "at_once", **demote}},
        "rules": [{"id": "sales", "name": "Sales", "kind": "rebate", "window": "quarter",
                   "counts": {"sum": "amount", "fact": "sale"}, "rate": "1%"}],
        "payment": {"per": "quarter"},
    }


def sums(first, last):
    """Sales of each reseller between two days."""
    found = defaultdict(Decimal)
    with open(DATA / "FactResellerSales.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if first <= row["OrderDate"][:10] <= last:
                found[row["ResellerKey"]] += Decimal(row["SalesAmount"])
    return found


def reached(amount):
    return next((name for name, threshold in reversed(THRESHOLDS) if amount >= threshold), None)


def import_all(file, folder, document):
    path = folder / "program.json"
    path.write_text(json.dumps(document))
    run("new", file)
    run("import", file, "products", DATA / "Product.csv", "--create", "categories", "--column",
        "external_id=ProductKey", "--column", "name=Product", "--column", "category=EnglishProductCategoryName")
    run("import", file, "partners", DATA / "Resellers.csv", "--column", "external_id=ResellerKey", "--column",
        "name=ResellerName", "--column", "country=Country_Region", "--set", "type=reseller", "--set",
        "type_from=2017-01-01")
    run("import", file, "sales", DATA / "FactResellerSales.csv", "--column",
        "external_id=SalesOrderNumber+ProductKey", "--column", "order_ref=SalesOrderNumber", "--column",
        "invoiced=OrderDate", "--column", "partner=ResellerKey", "--column", "product=ProductKey", "--column",
        "units=OrderQuantity", "--column", "unit_price=UnitPrice", "--column", "amount=SalesAmount", "--column",
        "cost=TotalProductCost", "--set", "currency=USD")
    run("program", "import", file, path)
    run("program", "publish", file, document["name"])


def counted(found):
    """How many stand at or above each tier."""
    names = [name for name, _ in THRESHOLDS]
    return [sum(1 for one in found if one["earned"] in names[i:]) for i in range(len(names))]


def check_counts(file):
    year = json.loads(run("qualify", file, "--as-of", "2019-12-31", "--format", "json"))
    same("at or above Bronze, Silver and Gold in 2019", counted(year), [311, 183, 40])
    months = json.loads(run("qualify", file, "--as-of", "2020-05-31", "--format", "json"))
    same("and in five months of 2020", counted(months), [227, 68, 2])


def check_promotions(file):
    """Nobody holds a tier: everybody who reached one is proposed, nothing changes until it is approved."""
    before = sums("2019-01-01", "2019-12-31")
    wanted = {partner: reached(amount) for partner, amount in before.items() if reached(amount)}
    said = json.loads(run("qualify", file, "--as-of", "2019-12-31", "--proposals", "--format", "json"))
    same("promotions", {one["partner"]: one["proposed"] for one in said}, wanted)
    same("number of promotions", len(said), 311)
    same("none is recorded by looking", json.loads(run("tier", file, "list", "--format", "json")), [])
    same("recorded", run("tier", file, "propose", "--as-of", "2019-12-31").strip(), "311 proposals recorded.")
    same("recorded again", run("tier", file, "propose", "--as-of", "2019-12-31").strip(), "0 proposals recorded.")
    run("tier", file, "approve", "all", "--as-of", "2019-12-30", status=3)
    run("tier", file, "approve", "all", status=2)
    same("nobody holds anything", held(file, "2019-12-31"), {})
    run("tier", file, "approve", "all", "--as-of", "2020-01-01")
    same("held from the new year on", held(file, "2020-01-01"), wanted)
    return wanted


def held(file, day):
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    rows = dict(base.execute(
        "SELECT p.external_id, a.tier FROM tier_assignment AS a JOIN partner AS p ON p.id = a.partner "
        "WHERE a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to > ?)", (day, day)))
    base.close()
    return rows


def check_demotions(file, tiers):
    """The flow from tier to tier, and who keeps one by the threshold to stay."""
    after = sums("2020-01-01", "2020-05-31")
    wanted = {}
    saved = set()
    for partner, tier in tiers.items():
        amount = after.get(partner, Decimal(0))
        earned = reached(amount)
        rank = [name for name, _ in THRESHOLDS].index
        if earned is not None and rank(earned) >= rank(tier):
            continue
        if amount >= KEEP[tier]:
            saved.add(partner)
            continue
        wanted[partner] = (tier, earned)
    said = json.loads(run("qualify", file, "--as-of", "2020-05-31", "--proposals", "--format", "json"))
    found = {one["partner"]: (one["held"], one["proposed"]) for one in said if one["cause"] == "demotion"}
    same("demotions", found, wanted)
    same("flow", Counter(found.values()), Counter(wanted.values()))
    if not saved or any(tiers[one] != "Gold" for one in saved):
        sys.exit(f"the threshold to stay in Gold saves {sorted(saved)}")
    promoted = {one["partner"] for one in said if one["cause"] == "promotion"}
    same("promoted", promoted, {partner for partner, amount in after.items() if reached(amount) and (
        partner not in tiers or rank(reached(amount)) > rank(tiers[partner]))})
    for one in said[:20]:
        for leaf in one["evidence"]:
            same("evidence", Decimal(leaf["value"].split()[0].replace(",", "")), after.get(one["partner"], Decimal(0)))
    return found, saved


def check_decisions(file, found):
    run("tier", file, "propose", "--as-of", "2020-05-31")
    rows = json.loads(run("tier", file, "list", "--format", "json"))
    first, second = [one for one in rows if one["state"] == "open" and one["cause"] == "demotion"][:2]
    run("tier", file, "decline", first["id"], status=3)
    run("tier", file, "decline", first["id"], "--reason", "A large order is on its way")
    run("tier", file, "approve", second["id"], "--as-of", "2020-07-01")
    run("tier", file, "approve", second["id"], "--as-of", "2020-07-01", status=3)
    run("tier", file, "approve", "999999", "--as-of", "2020-07-01", status=3)
    now = held(file, "2020-07-01")
    same("declined", now.get(first["partner"]), first["held"])
    same("approved", now.get(second["partner"]), found[second["partner"]][1])
    same("until then", held(file, "2020-06-30").get(second["partner"]), second["held"])
    state = {one["id"]: one for one in json.loads(run("tier", file, "list", "--format", "json"))}
    same("reason", state[first["id"]]["reason"], "A large order is on its way")
    same("declined is not proposed again that day",
         run("tier", file, "propose", "--as-of", "2020-05-31").strip(), "0 proposals recorded.")
    said = run("verify", file)
    if "rror" in said:
        sys.exit(f"verify after all of it:\n{said}")


def main():
    if not DATA.is_dir():
        print(f"skipped: {DATA} is not there")
        sys.exit(77)
    with tempfile.TemporaryDirectory(prefix="tw-tiers-") as name:
        folder = Path(name)
        file = folder / "tiers.tierwright"
        import_all(file, folder, program("Tiers"))
        check_counts(file)
        tiers = check_promotions(file)
        found, saved = check_demotions(file, tiers)
        check_decisions(file, found)
        print(f"311 promoted, {len(found)} proposed to be demoted, {len(saved)} kept Gold by its threshold to stay")


main()
