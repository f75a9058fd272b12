#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What differs between two versions of a program, in words and in what both would have cost.

The costs are worked out here from the sales, and nothing may be written by asking.

Usage: test-program-diff.py TIERWRIGHT
"""
import json
from fractions import Fraction

import job

SALES = [("s1", "A", "2026-01-10", "8000.00"), ("s2", "A", "2026-02-11", "30000.50"), ("s3", "B", "2026-03-12", "9999.99"),
         ("s4", "B", "2026-04-02", "70000.00"), ("s5", "A", "2026-04-03", "10000.00")]


def table(top):
    return {"bands": [{"from": "0", "rate": "2%"}, {"from": "10000.00", "rate": top}]}


def rule(top):
    return {"id": "vol", "name": "Volume rebate", "kind": "rebate", "window": "quarter",
            "counts": {"sum": "amount", "fact": "sale"}, "table": table(top)}


NEW = {"id": "all", "name": "Everything", "kind": "bonus", "window": "quarter",
       "counts": {"sum": "amount", "fact": "sale"}, "rate": "1%"}


def cents(value):
    return Fraction(int(value * 100 + Fraction(1, 2)), 100)


def cost(months, top):
    total = Fraction(0)
    everything = Fraction(0)
    for partner in "AB":
        amount = sum((Fraction(a) for _, p, day, a in SALES if p == partner and day[:7] in months), Fraction(0))
        total += cents(min(amount, 10000) * Fraction(2, 100) + max(amount - 10000, 0) * Fraction(top, 100))
        everything += cents(amount / 100)
    return total, everything


def check(folder):
    file = folder.workspace()
    folder.partners(file, "A", "B")
    folder.sales(file, SALES)
    job.run("program", "import", file, folder.program("Plan", [rule("4%")]))
    job.run("program", "import", file, folder.program("Plan", [rule("5%"), NEW], effective="2027-01-01"))
    before = job.dump(file)
    said = job.run("program", "diff", file, "Plan@1", "Plan@2", "--period", "2026-Q1", "--format", "json", status=1)
    answer = json.loads(said)
    job.same("differences", [(one["group"], one["text"]) for one in answer["differences"]], [
        ("Volume rebate", "Volume rebate, band from 10,000.00: rate 4% → 5%"),
        ("Everything", "Rule added: Everything. Pays 1% of the amount of sales, per quarter."),
        ("Program", "Program, first day: 2026-01-01 → 2027-01-01")])
    if not all(one["by"] and one["at"].startswith("20") for one in answer["differences"]):
        job.fail(f"nobody did it: {answer['differences']}")
    months = ("2026-01", "2026-02", "2026-03")
    old, _ = cost(months, 4)
    volume, everything = cost(months, 5)
    job.same("cost before", Fraction(answer["cost"]["before"]), old)
    job.same("cost after", Fraction(answer["cost"]["after"]), volume + everything)
    job.same("difference", Fraction(answer["cost"]["difference"]), volume + everything - old)
    job.same("rules", {one["id"]: (Fraction(one["before"]), Fraction(one["after"])) for one in answer["cost"]["rules"]},
             {"vol": (old, volume), "all": (Fraction(0), everything)})
    text = job.run("program", "diff", file, "Plan@1", "Plan@2", "--period", "2026-Q2", status=1)
    old, _ = cost(("2026-04",), 4)
    volume, everything = cost(("2026-04",), 5)
    for words in ("band from 10,000.00: rate 4% → 5%", f"{float(old):.2f}", f"{float(volume + everything):.2f}", "Total"):
        if words not in text:
            job.fail(f"“{words}” isn't in\n{text}")
    job.same("the same twice", job.run("program", "diff", file, "Plan@1", "Plan@1").strip(), "")
    job.run("program", "diff", file, "Plan@1", "Plan@9", status=3, says="9")
    job.run("program", "diff", file, "Plan@1", "Plan@2", "--period", "last week", status=3, says="last week")
    job.run("program", "diff", file, "Plan@1", "Plan@2", "--format", "yaml", status=2, says="yaml")
    job.same("the workspace", job.dump(file), before)


def main():
    with job.Folder("program-diff") as folder:
        check(folder)


if __name__ == "__main__":
    main()
