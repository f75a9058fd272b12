#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Metrics from the command line. On the reference pipeline, where it is present, win rate and deal size are recomputed
here from the CSV; on facts of our own every format says the same number, and bad requests are refused.

Usage: test-metrics.py TIERWRIGHT SOURCE_ROOT
"""
import csv
import io
import json
import os
import statistics
import tempfile
from fractions import Fraction
from pathlib import Path

from job import ROOT, one, run, same

SHARED = Path(os.environ.get("TW_SHARED", ROOT.parent / "shared"))
PIPELINE = SHARED / "data" / "maven_crm_opportunities" / "sales_pipeline.csv"
STATUS = {"Won": "won", "Lost": "lost", "Engaging": "open", "Prospecting": "open"}
EVERY = ("A", "D", "H", "M", "V")  # agents whose name starts so stand for partners here


def query(file, metric, *arguments):
    return {row["key"]: row for row in json.loads(run("query", file, metric, "--format", "json", *arguments))["rows"]}


def percent(value):
    return f"{(value * 1000 + Fraction(1, 2)).__floor__() / 10:.1f}%"


def cents(value):
    whole = (value * 100 + Fraction(1, 2)).__floor__()
    return f"{whole // 100}.{whole % 100:02d}"


def own_facts(folder):
    file = folder / "own.tierwright"
    run("new", file, "--currency", "USD")
    (folder / "partners.csv").write_text("External ID,Name,Type,Type from\nP1,Ash,reseller,2020-01-01\nP2,Birch,isv,2020-01-01\n")
    (folder / "sales.csv").write_text("External ID,Partner,Date,Amount,Currency\nS1,P1,2026-01-05,100.10,USD\n"
                                      "S2,P1,2026-04-05,50.05,USD\nS3,P2,2026-02-05,1000000.00,USD\n")
    (folder / "investments.csv").write_text(
        "External ID,Date,Category,Partner,Partner type,Amount,Currency\nV1,2026-01-01,Training,P1,,10.00,USD\n"
        "V2,2026-01-02,Joint events,,ISV,20.00,USD\n")
    run("import", file, "partners", folder / "partners.csv")
    run("import", file, "sales", folder / "sales.csv")
    run("import", file, "investments", folder / "investments.csv")
    same("investments", one(file, "SELECT sum (amount) FROM investment WHERE side = 'vendor' AND state = 'actual'"), 3000)
    return file


def check_formats(file):
    same("net revenue", {k: r["revenue"]["value"] for k, r in query(file, "net-revenue", "--by", "type", "--period",
                                                                    "2026").items()},
         {"isv": "1000000.00", "reseller": "150.15"})
    rows = list(csv.DictReader(io.StringIO(run("query", file, "net-revenue", "--by", "type,quarter", "--period", "2026-H1",
                                               "--format", "csv"))))
    same("rows", [(r["key"], r["period"], r["revenue"]) for r in rows],
         [("isv", "2026-Q1", "1000000.00"), ("reseller", "2026-Q1", "100.10"), ("isv", "2026-Q2", "0.00"),
          ("reseller", "2026-Q2", "50.05")])
    run("query", file, "net-revenue", "--period", "2026", says=["1,000,150.15", "Refunds count", "n 3"])
    run("query", file, "net-revenue", "--period", "2026-Q1", "--compare", "2026-Q2", says=["1,000,100.10", "50.05"])
    same("filter", query(file, "net-revenue", "--where", "type=reseller", "--period", "2026")["total"]["revenue"]["value"],
         "150.15")
    run("query", file, "win-rate", "--period", "2026", says=["n/a", "No opportunity closed"])
    # n/a never goes without why, and an answer isn't made of a part.
    wins = query(file, "win-rate", "--period", "2026")["total"]
    same("reasons", [name for name, cell in wins.items() if isinstance(cell, dict) and (cell["value"] is None) != ("reason" in cell)],
         [])
    same("reason", any("reason" in cell and cell["reason"] for cell in wins.values() if isinstance(cell, dict)), True)
    run("query", file, "metrics", says=["win-rate: Win rate", "won or lost", "--by type"])
    run("query", file, "investments", "--format", "csv", says=["V2", "joint_events"])


def check_refusals(file):
    run("query", file, "win-rate", "--by", "rule", status=2, says=["can't be broken down", "type"])
    run("query", file, "win-rate", "--by", "type,region", status=2, says="at most one group")
    run("query", file, "win-rate", "--by", "weather", status=2, says="no breakdown")
    run("query", file, "win-rate", "--where", "weather=good", status=2, says="no filter")
    run("query", file, "win-rate", "--period", "2026-Q9", status=3, says="no")
    run("query", file, "weather", status=2, says="no list")


def check_pipeline(folder):
    """Deals of some agents are given to a partner, the others to nobody; all is recomputed with fractions."""
    file = folder / "pipeline.tierwright"
    with open(PIPELINE, encoding="utf-8") as stream:
        deals = list(csv.DictReader(stream))
    with open(folder / "deals.csv", "w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["External ID", "Partner", "Status", "Created", "Closed", "Amount", "Currency"])
        for deal in deals:
            writer.writerow([deal["opportunity_id"], "P1" if deal["sales_agent"][0] in EVERY else "", STATUS[deal["deal_stage"]],
                             deal["engage_date"], deal["close_date"], deal["close_value"], "USD"])
    (folder / "one.csv").write_text("External ID,Name,Type,Type from\nP1,Ash,si,2016-01-01\n")
    run("new", file, "--currency", "USD")
    run("import", file, "partners", folder / "one.csv")
    run("import", file, "opportunities", folder / "deals.csv", timeout=120)

    sides = {side: [d for d in deals if (d["sales_agent"][0] in EVERY) == side] for side in (True, False)}
    won = {side: [Fraction(d["close_value"]) for d in sides[side] if d["deal_stage"] == "Won"] for side in sides}
    lost = {side: sum (d["deal_stage"] == "Lost" for d in sides[side]) for side in sides}
    same("won", len(won[True]) + len(won[False]), 4238)
    same("lost", lost[True] + lost[False], 2473)
    same("won value", sum(won[True]) + sum(won[False]), 10005534)

    row = query(file, "win-rate", "--period", "2017")["total"]
    for side, name in ((True, "with_partner"), (False, "without_partner")):
        same(f"won {name}", row[f"won_{name}"]["value"], str(len(won[side])))
        same(f"lost {name}", row[f"lost_{name}"]["value"], str(lost[side]))
        same(f"rate {name}", row[name]["value"], percent(Fraction(len(won[side]), len(won[side]) + lost[side])))
    same("rate", row["all"]["value"], percent(Fraction(4238, 4238 + 2473)))
    row = query(file, "deal-size", "--period", "2017")["total"]
    for side, name in ((True, "with_partner"), (False, "without_partner")):
        same(f"mean {name}", row[f"mean_{name}"]["value"], cents(sum(won[side]) / len(won[side])))
        same(f"median {name}", row[f"median_{name}"]["value"], cents(Fraction(statistics.median(won[side]))))
        same(f"value {name}", row[f"value_{name}"]["value"], cents(sum(won[side])))


def main():
    with tempfile.TemporaryDirectory(prefix="tw-metrics-") as name:
        folder = Path(name)
        file = own_facts(folder)
        check_formats(file)
        check_refusals(file)
        if PIPELINE.is_file():
            check_pipeline(folder)
            print("recomputed win rate and deal size of 6,711 closed deals")
        else:
            print(f"without the reference pipeline: {PIPELINE} is not there")


if __name__ == "__main__":
    main()
