#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A ladder of whole years, reviewed after five months: who falls, who is in grace and until when, whom a threshold for
keeping would spare and what it costs. Every figure is held against its recomputation here.

With a third argument, the program show-scenarios, the same is held against what the window shows.

Skips (exit 77) where the shared data is not there. Usage: test-mass-demotion.py TIERWRIGHT SOURCE_ROOT [SHOW_SCENARIOS]
"""
import csv
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

from job import ROOT, Folder, run, same

SHARED = Path(os.environ.get("TW_SHARED") or ROOT.parent / "shared")
DATA = SHARED / "data" / "adventureworks_reseller_clean"
NAMES = [None, "Bronze", "Silver", "Gold"]
ENTER = [0, 1000000, 6000000, 20000000]
PERCENT = [0, 1, 2, 3]
KEEP = 5000000      # of Gold, in the scenario


def read_sales():
    sales = defaultdict(list)
    with open(DATA / "FactResellerSales.csv", encoding="utf-8-sig", newline="") as source:
        for row in csv.DictReader(source):
            whole, _, part = row["SalesAmount"].partition(".")
            sales[row["ResellerKey"]].append((row["OrderDate"], int(whole) * 100 + int((part + "00")[:2])))
    return sales


def sold(facts, first, last):
    return sum(amount for day, amount in facts if first <= day <= last)


def rank(amount):
    return sum(amount >= start for start in ENTER[1:])


def counts(ranks):
    return [sum(r >= tier for r in ranks) for tier in (1, 2, 3)]


def create(folder):
    def tier(name, start):
        measure = {"sum": "amount", "fact": "sale", "window": "year"}
        return {"name": name, "enter": {"value": measure, "at_least": start}}

    file = folder.workspace()
    run("import", file, "partners", DATA / "Resellers.csv", "--column", "external_id=ResellerKey",
        "--column", "name=ResellerName", "--set", "type=reseller", "--set", "type_from=2017-01-01")
    run("import", file, "products", DATA / "Product.csv", "--create", "categories", "--column", "external_id=ProductKey",
        "--column", "name=Product", "--column", "category=EnglishProductCategoryName")
    run("import", file, "sales", DATA / "FactResellerSales.csv", "--column", "external_id=SalesOrderNumber+ProductKey",
        "--column", "invoiced=OrderDate", "--column", "partner=ResellerKey", "--column", "product=ProductKey",
        "--column", "amount=SalesAmount", "--set", "currency=USD", timeout=120)
    rule = {"id": "tier", "name": "Rebate by tier", "kind": "rebate", "window": "fact",
            "counts": {"sum": "amount", "fact": "sale"},
            "rate": {"by": "partner.tier", "is": {"Bronze": "1%", "Silver": "2%", "Gold": "3%"}, "else": "0%"}}
    folder.publish(file, folder.program(
        "Ladder", [rule], effective="2019-07-01", payment={"per": "quarter"},
        tiers=[tier("Bronze", "10000.00"), tier("Silver", "60000.00"), tier("Gold", "200000.00")],
        tier_policy={"promote": {"review": "quarter", "effective": "at_once"},
                     "demote": {"review": "quarter", "effective": "next_month"}}))
    for quarter in ("2019-Q3", "2019-Q4"):
        run("calculate", file, "--period", quarter, timeout=120)
    return file


def check_counts(file, year, months):
    for day, ranks, wanted in (("2019-12-31", year, [311, 183, 40]), ("2020-05-31", months, [227, 68, 2])):
        found = json.loads(run("qualify", file, "--as-of", day, "--format", "json"))
        same(f"partners at or above each tier on {day}", counts([NAMES.index(row["earned"]) for row in found]), wanted)
        same(f"recomputed, {day}", counts(ranks.values()), wanted)
        same(f"earned tiers on {day}", {row["partner"]: NAMES.index(row["earned"]) for row in found if row["earned"]},
             {partner: r for partner, r in ranks.items() if r})


def check_path(file, year, months, sales):
    """What a partner lacks for the tier above, at two hours for a thousand of turnover."""
    partner = next(p for p in sorted(sales) if months[p] == 1 and year[p] <= 1)
    lacks = ENTER[2] - sold(sales[partner], "2020-01-01", "2020-05-31")
    found = json.loads(run("path", file, partner, "--as-of", "2020-05-31", "--format", "json"))[0]
    same("next tier", found["next"], "Silver")
    step = found["missing"][0]
    same("missing in cents", Decimal(step["shortfall"]) * 100, lacks)
    same("hours", (Decimal(found["hours"]), step["cheapest"]), (Decimal(lacks) * 2 / 100000, True))
    run("path", file, "nobody", "--as-of", "2020-05-31", status=3, says="nobody")
    run("path", file, partner, "--as-of", "someday", status=2, says="someday")


def rebate(facts, before, after, promoted):
    """In cents, each sale rounded: the tier of 2019 in the first quarter, what its review decided from April on."""
    total = 0
    for day, amount in facts:
        if "2020-01-01" <= day <= "2020-06-30":
            late = day >= "2020-04-01" or (promoted and day == "2020-03-31")
            total += (amount * PERCENT[after if late else before] * 2 + 100) // 200
    return total


def flow(answer, name, against):
    return {(row["from"], row["to"]): int(row["partners"]) for row in answer["flow"]
            if row["scenario"] == name and row["against"] == against}


def check_flow(answer, year, quarter, months, sales):
    """From the tier of 2019 to that of the five months; with grace nobody falls yet."""
    wanted = Counter((NAMES[year[p]], NAMES[months[p]]) for p in sales)
    found = flow(answer, "Version 1", "before")
    for change in set(wanted) | set(found):
        if change != (None, None):
            same(f"flow {change[0]} to {change[1]}", found.get(change, 0), wanted.get(change, 0))
    spared = Counter((NAMES[year[p]], NAMES[max(year[p], months[p])]) for p in sales)
    found = flow(answer, "Grace", "before")
    for change in set(spared) | set(found):
        if change != (None, None):
            same(f"flow in grace, {change[0]} to {change[1]}", found.get(change, 0), spared.get(change, 0))


def check_grace(answer, year, quarter, months):
    """100 days from the review of March for all that fell then; those who are back above the bar by June are out."""
    found = {row["partner"]: (row["tier"], row["until"]) for row in answer["grace"]
             if row["scenario"] == "Grace" and row["reviewed"] == "2020-06-30"}
    wanted = {p: (NAMES[year[p]], "2020-07-09") for p in year if months[p] < year[p]}
    same("partners in grace and until when", found, wanted)
    same("whose grace runs", {row["partner"] for row in answer["grace"] if row["state"] == "In grace"}, set(wanted))
    back = {row["partner"] for row in answer["grace"] if row["scenario"] == "Grace" and row["reviewed"] == "2020-03-31"}
    same("partners that came out of grace", back, {p for p in year if quarter[p] < year[p] <= months[p]})
    same("grace without a grace", [row for row in answer["grace"] if row["scenario"] != "Grace"], [])


def keep_changes(year, quarter, spent, sales):
    """What a lower bar for keeping Gold pays more, in cents."""
    changes = {}
    for partner, facts in sales.items():
        kept = max(year[partner], quarter[partner]) if year[partner] == 3 and spent[partner] >= KEEP else quarter[partner]
        promoted = quarter[partner] > year[partner]
        change = (rebate(facts, year[partner], kept, promoted)
                  - rebate(facts, year[partner], quarter[partner], promoted))
        if change != 0:
            changes[partner] = change
    return changes


def check_keep(answer, year, quarter, spent, sales):
    """A lower bar for keeping Gold: its winners, and no loser."""
    changes = {partner: f"{change // 100}.{change % 100:02d}"
               for partner, change in keep_changes(year, quarter, spent, sales).items()}
    found = {row["partner"]: row["change"] for row in answer["partners"] if row["scenario"] == "Keep"}
    same("winners of the threshold for keeping", found, changes)
    if not changes or any(change.startswith("-") for change in found.values()):
        sys.exit(f"winners and no loser expected: {found}")
    print(f"{len(changes)} partners keep Gold with {KEEP // 100:,} in the first quarter")


def stream(was, now):
    was, now = was or "No tier", now or "No tier"
    return f"Stays {was}" if was == now else f"{was} to {now}"


def check_window(file, year, quarter, months, spent, sales):
    """The Scenarios tab: streams of the flow, rows of the clocks, winners with the reason."""
    with open(DATA / "Resellers.csv", encoding="utf-8-sig", newline="") as source:
        names = {row["ResellerKey"]: row["ResellerName"] for row in csv.DictReader(source)}
    done = subprocess.run(["xvfb-run", "-a", "-s", "-screen 0 1600x1200x24", sys.argv[3], file, "2020-H1"], capture_output=True, text=True, timeout=100)
    if done.returncode != 0:
        sys.exit(f"the window: exit {done.returncode}\n{done.stdout}{done.stderr}")
    shown = [line.split("\t") for line in done.stdout.splitlines() if line.count("\t") >= 2]
    pages = {(row[0], row[1]): row[2].split("|") for row in shown if len(row) == 3}

    found = {row[2]: int(row[3].split()[0]) for row in shown if row[:2] == ["Grace", "scenario-moves"]}
    wanted = Counter(stream(NAMES[year[p]], NAMES[max(year[p], months[p])]) for p in sales)
    for change in (set(wanted) | set(found)) - {stream(None, None)}:
        same(f"the window's flow, {change}", found.get(change, 0), wanted.get(change, 0))
    found = {row[2]: int(row[3].split()[0]) for row in shown if row[:2] == ["Grace", "scenario-tiers"]}
    wanted = Counter(stream(NAMES[months[p]], NAMES[max(year[p], months[p])]) for p in sales)
    for change in (set(wanted) | set(found)) - {stream(None, None)}:
        same(f"the window's flow against the version, {change}", found.get(change, 0), wanted.get(change, 0))

    found = {row[2]: int(row[3].split()[0]) for row in shown if row[:2] == ["Keep", "version-moves"]}
    wanted = Counter(stream(NAMES[year[p]], NAMES[months[p]]) for p in sales)
    for change in (set(wanted) | set(found)) - {stream(None, None)}:
        same(f"the window's flow of the version, {change}", found.get(change, 0), wanted.get(change, 0))

    fallen = {(names[p], NAMES[year[p]], "30 Jun 2020", "9 Jul 2020") for p in year if months[p] < year[p]}
    fallen |= {(names[p], NAMES[year[p]], "31 Mar 2020", "9 Jul 2020") for p in year if quarter[p] < year[p] <= months[p]}
    cells = [cell for cell in pages["Grace", "grace"] if cell]
    ends = [i for i, cell in enumerate(cells) if cell == "9 Jul 2020"]
    rows = {tuple(cells[i - 3:i + 1]) for i in ends}
    if len(rows) < 10 or not rows <= fallen:
        sys.exit(f"grace clocks in the window: {sorted(rows - fallen)[:5]}, {len(rows)} rows")

    changes = keep_changes(year, quarter, spent, sales)
    cells = pages["Keep", "partners"]
    for partner, change in sorted(changes.items(), key=lambda one: -one[1])[:8]:
        at = cells.index(names[partner])
        same(f"change of {names[partner]} in the window", cells[at + 3], f"{change // 100:,}.{change % 100:02d}")
        # The tier at the end differs, or it fell in April and was back by June.
        if not cells[at + 5].startswith(("Gold instead of", "Not demoted to")):
            sys.exit(f"why {names[partner]} wins: {cells[at + 5]}")
    print(f"the window shows {len(rows)} clocks and {len(changes)} winners")


def main():
    if not DATA.is_dir():
        print(f"skipped: {DATA} is not there")
        sys.exit(77)
    sales = read_sales()
    year = {p: rank(sold(facts, "2019-01-01", "2019-12-31")) for p, facts in sales.items()}
    spent = {p: sold(facts, "2020-01-01", "2020-03-31") for p, facts in sales.items()}
    quarter = {p: rank(amount) for p, amount in spent.items()}
    months = {p: rank(sold(facts, "2020-01-01", "2020-05-31")) for p, facts in sales.items()}
    with Folder("mass-demotion") as folder:
        file = create(folder)
        check_counts(file, year, months)
        check_path(file, year, months, sales)
        run("scenario", file, "create", "Keep", "--program", "Ladder", "--set", "/tiers/2/enter/keep_at_least=50000.00")
        run("scenario", file, "create", "Grace", "--program", "Ladder", "--set", "/tier_policy/demote/grace=100 days")
        if len(sys.argv) > 3:
            check_window(file, year, quarter, months, spent, sales)
            return
        said = run("scenario", file, "compare", "Keep", "Grace", "--period", "2020-Q1..2020-Q2", "--format", "json",
                   timeout=120)
        answer = json.JSONDecoder().raw_decode(said)[0]
        check_flow(answer, year, quarter, months, sales)
        check_grace(answer, year, quarter, months)
        check_keep(answer, year, quarter, spent, sales)


if __name__ == "__main__":
    main()
