#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same facts give the same figures and digests: calculated twice, in other time zones and locales, on one core or
two, imported in another order; and the same run is written to the same bytes.

Usage: test-determinism.py TIERWRIGHT SOURCE_ROOT
"""
import hashlib
import random
import shutil

from job import Folder, dump, fail, marginal, rows, run, same

SURROUNDINGS = {
    "Tokyo, German": {"TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8"},
    "Apia, Turkish": {"TZ": "Pacific/Apia", "LC_ALL": "tr_TR.UTF-8"},
    "Kathmandu, Persian": {"TZ": "Asia/Kathmandu", "LC_ALL": "fa_IR.UTF-8", "LANGUAGE": "fa"},
    "nowhere, C": {"TZ": "UTC", "LC_ALL": "C"},
}
PERIODS = ["2026-Q1", "2026-Q2"]


def content():
    draw = random.Random(20260930)
    partners = [f"P{i:03}" for i in range(37)]
    sales = []
    for i in range(3000):
        day = f"2026-{draw.randint(1, 6):02}-{draw.randint(1, 28):02}"
        sales.append((f"s{i:05}", draw.choice(partners), day, f"{draw.randint(1, 900000) / 100:.2f}",
                      draw.choice(["USD", "USD", "EUR", "JPY"]).replace("JPY", "GBP")))
    # Some of the later ones take back earlier ones of the same partner.
    for i in range(0, 3000, 97):
        name, partner, _, amount, currency = sales[i]
        sales.append((f"r{i:05}", partner, "2026-06-29", f"-{amount}", currency, name))
    return partners, sales


def make(folder, name, order):
    file = folder.workspace(name)
    partners, sales = content()
    order(partners)
    folder.partners(file, *partners, currencies={"P003": "EUR", "P004": "GBP"})
    originals = [row for row in sales if len(row) == 5]
    refunds = [row for row in sales if len(row) == 6]
    order(originals)
    order(refunds)
    folder.load(file, "fx-rates", ["Date", "Base currency", "Quoted currency", "Rate"],
                [("2026-01-01", "EUR", "USD", "1.0837"), ("2026-03-02", "EUR", "USD", "1.1123"),
                 ("2026-01-01", "GBP", "USD", "1.2551")])
    folder.sales(file, originals)
    folder.sales(file, refunds)
    rule = marginal(window="year", adjust=[{"max": "3000.00", "per": "month"}])
    tiered = {"id": "tier", "name": "Tier bonus", "kind": "bonus", "counts": {"sum": "amount", "fact": "sale"},
              "rate": {"by": "partner.tier", "is": {"Gold": "1%"}, "else": "0.5%"}, "lines": "proportional"}
    path = folder.program("Both", [rule, tiered], tiers=[
        {"name": "Silver", "enter": {"all": []}},
        {"name": "Gold", "enter": {"value": {"sum": "amount", "fact": "sale", "window": {"rolling": "6 months"}},
                                   "at_least": "300000.00"}}],
        limits=[{"max": "40000.00", "rules": ["tier"], "over": "program", "share": "pro_rata"}],
        payment={"per": "quarter", "minimum": "100.00"})
    folder.publish(file, path, "--waive", "CHK-58=Both are meant to pay")
    return file


def figures(file):
    """Digests of the runs and of every statement, and every line, by names from outside of the file."""
    return (rows(file, "SELECT period, digest FROM run WHERE state = 'current' ORDER BY period"),
            rows(file, "SELECT s.period, p.external_id, s.payable, s.carried, s.converted, s.tier, s.digest FROM statement s "
                       "JOIN partner p ON p.id = s.partner WHERE s.state <> 'replaced' ORDER BY 1, 2"),
            rows(file, "SELECT s.period, p.external_id, r.key, l.number, f.external_id, l.measure, l.amount, l.band FROM line l "
                       "JOIN statement s ON s.id = l.id >> 24 JOIN partner p ON p.id = s.partner "
                       "LEFT JOIN program_rule r ON r.id = l.rule LEFT JOIN sale f ON f.id = l.fact "
                       "WHERE s.state <> 'replaced' ORDER BY 1, 2, 3, 4"),
            rows(file, "SELECT u.period, f.external_id, x.reason FROM exclusion x JOIN run u ON u.id = x.run "
                       "JOIN sale f ON f.id = x.fact WHERE u.state = 'current' ORDER BY 1, 2"))


def calculate(file, env=None, prefix=()):
    for period in PERIODS:
        run("calculate", file, "--period", period, env=env, prefix=prefix)
    return figures(file)


def workbooks(file, target, env=None, prefix=()):
    run("statements", file, "--period", PERIODS[1], "--output", target, env=env, prefix=prefix)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(target.iterdir())}


def main():
    one_core = ("taskset", "-c", "0") if shutil.which("taskset") else ()
    with Folder("determinism") as folder:
        file = make(folder, "base.tierwright", lambda content: None)
        fresh = folder / "fresh.tierwright"
        shutil.copy(file, fresh)
        expected = calculate(file)
        if len(expected[2]) < 3000 or len({row[5] for row in expected[1]}) < 2:
            fail(f"the case is too plain: {len(expected[2])} lines, tiers {({row[5] for row in expected[1]})}")
        same("calculated twice", calculate(file), expected)
        same("on one core", calculate(file, prefix=one_core), expected)
        for name, env in SURROUNDINGS.items():
            copy = folder / "copy.tierwright"
            shutil.copy(fresh, copy)
            same(f"calculated in {name}", calculate(copy, env=env), expected)
        for seed in (1, 2):
            other = make(folder, f"order-{seed}.tierwright", random.Random(seed).shuffle)
            same(f"imported in order {seed}", calculate(other), expected)
            run("verify", other)

        before = dump(file)
        books = workbooks(file, folder / "books")
        same("workbooks", len(books), 37)
        same("written twice", workbooks(file, folder / "again"), books)
        same("written on one core", workbooks(file, folder / "core", prefix=one_core), books)
        for number, (name, env) in enumerate(SURROUNDINGS.items()):
            same(f"written in {name}", workbooks(file, folder / f"books-{number}", env=env), books)
        same("writing workbooks changes nothing", dump(file), before)
        print(f"{len(expected[2])} lines and {len(books)} workbooks are the same each time")


main()
