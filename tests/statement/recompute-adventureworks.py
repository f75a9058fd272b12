#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recompute the statements of reseller-2019.json from the CSV alone, in cents and exact fractions.

Shares no code with the product: the second opinion that the engine's totals are held against.
Usage: recompute-adventureworks.py DIR  ->  lines "quarter,reseller,rule,cents", sorted, then "total,,,cents".
"""
import csv
import sys
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

GEAR = {"Clothing", "Accessories"}


def cents(text):
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


def half_up(value):
    sign = -1 if value < 0 else 1
    return sign * ((abs(value) * 2 + 1) // 2)


def marginal(measure):
    bounds = [(0, 1), (2000000, 2), (6000000, 3)]
    total = Fraction(0)
    for i, (start, rate) in enumerate(bounds):
        end = bounds[i + 1][0] if i + 1 < len(bounds) else None
        top = measure if end is None else min(measure, end)
        if top > start:
            total += Fraction((top - start) * rate, 100)
    return half_up(total)


def gear(measure):
    rate = 4 if measure >= 250000 else 2 if measure >= 50000 else 0
    return half_up(Fraction(measure * rate, 100))


def growth(now, base):
    ratio = Fraction(now - base, base) if base else Fraction(0)
    rate = Fraction(1, 100) if ratio >= Fraction(25, 100) else Fraction(1, 200) if ratio >= Fraction(5, 100) else 0
    return half_up(now * rate)


def main():
    folder = Path(sys.argv[1])
    with open(folder / "Product.csv", encoding="utf-8-sig", newline="") as file:
        category = {r["ProductKey"]: r["EnglishProductCategoryName"] for r in csv.DictReader(file)}
    revenue = defaultdict(int)
    geared = defaultdict(int)
    with open(folder / "FactResellerSales.csv", encoding="utf-8-sig", newline="") as file:
        for r in csv.DictReader(file):
            year, month, _ = r["OrderDate"].split("-")
            key = (int(year), (int(month) + 2) // 3, r["ResellerKey"])
            revenue[key] += cents(r["SalesAmount"])
            if category.get(r["ProductKey"]) in GEAR:
                geared[key] += cents(r["SalesAmount"])
    out = []
    for (year, quarter, reseller), amount in revenue.items():
        if year != 2019:
            continue
        name = f"2019-Q{quarter}"
        out.append((name, reseller, "volume", marginal(amount)))
        out.append((name, reseller, "gear", gear(geared[(year, quarter, reseller)])))
        out.append((name, reseller, "growth", growth(amount, revenue.get((year - 1, quarter, reseller), 0))))
    for row in sorted(out):
        if row[3]:
            print(",".join(map(str, row)))
    print(f"total,,,{sum(row[3] for row in out)}")


if __name__ == "__main__":
    main()
