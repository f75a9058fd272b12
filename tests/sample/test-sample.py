#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample workspace: made, published, calculated for its eight quarters, and held against its CSV files.

What five of the resellers' rules pay, with currencies, refunds across quarters, steps and gates, is recomputed
here from the CSV with fractions, apart from the engine. Of the tier only the name is taken from the product.
Usage: test-sample.py TIERWRIGHT SOURCE_ROOT
"""
import csv
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

BINARY, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
DATA = ROOT / "data" / "sample"
QUARTERS = ["2024-Q3", "2024-Q4", "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]
RULES = ("volume", "growth", "mix", "deal", "renewal")
STEPS = ((3000000, "0.015"), (7500000, "0.025"), (12500000, "0.03"), (25000000, "0.035"))
UPLIFT = {"Gold": Fraction("1.1"), "Platinum": Fraction("1.2")}


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


def quarter(date):
    return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"


def half_up(value):
    return (abs(value) + Fraction(1, 2)).__floor__() * (1 if value >= 0 else -1)


class Resellers:
    """What the CSV files say of resellers, amounts in cents of a dollar."""

    def __init__(self, tiers):
        self.tiers = tiers
        rates = defaultdict(list)
        for row in read("fx-rates.csv"):
            rates[row["Base currency"]].append((row["Date"], Fraction(row["Rate"])))
        strategic = {c["Name"] for c in read("categories.csv") if c["Strategic"] == "yes"}
        category = {p["External ID"]: p["Category"] for p in read("products.csv")}
        self.start = {e["Partner"]: quarter(e["From"]) for e in read("enrolments.csv")}
        self.subscriptions = read("subscriptions.csv")
        self.registrations = defaultdict(list)
        for row in read("registrations.csv"):
            self.registrations[row["Partner"], row["Deal"]].append(row)
        rows = read("sales.csv")
        by_id = {row["External ID"]: row for row in rows}
        self.sales = defaultdict(list)
        self.refunds = defaultdict(list)
        for row in rows:
            original = by_id.get(row["Reverses"])
            date = (original or row)["Date"]
            rate = 1 if row["Currency"] == "USD" else [r for d, r in rates[row["Currency"]] if d <= date][-1]
            row["cents"] = half_up(Fraction(row["Amount"]) * 100 * rate)
            row["quarter"] = quarter(row["Date"])
            row["strategic"] = category[row["Product"]] in strategic
            if original is None:
                self.sales[row["Partner"], row["quarter"]].append(row)
            else:
                self.refunds[row["Reverses"]].append(row)

    def net(self, partner, window, known, accept=lambda sale: True):
        """Sales of a quarter, less their refunds to the end of quarter @known."""
        return sum(sale["cents"] + sum(r["cents"] for r in self.refunds[sale["External ID"]] if r["quarter"] <= known)
                   for sale in self.sales[partner, window] if accept(sale))

    def is_registered(self, sale):
        return sale["Deal"] and any(r["Approved"] <= sale["Date"] <= r["Expires"]
                                    for r in self.registrations[sale["Partner"], sale["Deal"]])

    def result(self, rule, partner, window, known):
        total = self.net(partner, window, known)
        if rule == "volume":
            rate = max((Fraction(r) for bound, r in STEPS if total >= bound), default=Fraction(0))
            return half_up(min(total * rate * UPLIFT.get(self.tiers.get((partner, window)), 1), Fraction(4000000)))
        if rule == "growth":
            base = self.net(partner, f"{int(window[:4]) - 1}{window[4:]}", known)
            growth = Fraction(total - base, base) if base and window >= "2025-Q3" else 0
            return half_up(total * Fraction("0.015" if growth >= Fraction("0.25") else
                                            "0.01" if growth >= Fraction("0.1") else "0"))
        if rule == "mix":
            part = self.net(partner, window, known, lambda sale: sale["strategic"])
            return half_up(Fraction(part, 100)) if total and Fraction(part, total) >= Fraction("0.45") else 0
        if rule == "deal":
            return half_up(self.net(partner, window, known, self.is_registered) * Fraction("0.03"))
        ended = [s["Status"] for s in self.subscriptions if s["Partner"] == partner and quarter(s["Date"]) == window]
        if not ended or Fraction(ended.count("renewed"), len(ended)) < Fraction("0.8"):
            return 0
        return half_up(self.net(partner, window, known, lambda sale: sale["Motion"] == "renewal") * Fraction("0.02"))

    def touched(self, partner, now):
        """Earlier quarters whose sales are refunded in quarter @now."""
        return {window for (who, window), sales in self.sales.items() if who == partner and window < now
                and any(r["quarter"] == now for sale in sales for r in self.refunds[sale["External ID"]])}


def check_resellers(db):
    tiers = {row[:2]: row[2] for row in db.execute(
        "SELECT p.external_id, s.period, s.tier FROM statement s JOIN partner p ON p.id = s.partner "
        "JOIN program g ON g.id = s.program WHERE g.name = 'Reseller Growth' AND s.state <> 'replaced'")}
    paid = {row[:3]: row[3] for row in db.execute(
        "SELECT partner_id, period, rule, sum (amount) FROM report_lines WHERE program = 'Reseller Growth' "
        "AND statement_state <> 'replaced' GROUP BY 1, 2, 3")}
    data = Resellers(tiers)
    compared = 0
    for partner in sorted({partner for partner, _ in data.sales}):
        posted = {}
        for now in (q for q in QUARTERS if q >= data.start[partner]):
            for rule in RULES:
                expected = posted[rule, now] = data.result(rule, partner, now, now)
                for window in data.touched(partner, now):
                    if window >= data.start[partner]:
                        again = data.result(rule, partner, window, now)
                        expected += again - posted[rule, window]
                        posted[rule, window] = again
                same(f"{rule} of {partner} in {now}", paid.get((partner, now, rule), 0), expected)
                compared += 1
    same("compared", compared, 775)


class Others:
    """What partners of the other three programs earn, by quarter and rule, in cents."""

    def __init__(self, tiers):
        self.tiers = tiers
        self.due = defaultdict(int)
        self.royalties()
        self.marketplace()
        self.opportunities()
        self.services()
        for row in read("certifications.csv"):
            if row["Level"] == "implementation" and row["Awarded"] >= "2024-07-01":
                self.add(row["Partner"], row["Awarded"], "skills", 30000)

    def add(self, partner, date, rule, cents):
        self.due[partner, quarter(date), rule] += cents

    def royalties(self):
        """Prices fall with the units since the start; a quarter's minimum is won back within four."""
        units = {row["Partner"]: int(row["Units"]) for row in read("openings.csv")}
        terms = {(row["Agreement"][3:], row["Term"]): int(row["Amount"].replace(".", ""))
                 for row in read("agreement-terms.csv") if row["Type"] == "money"}
        earned = defaultdict(int)
        for row in sorted(read("unit-reports.csv"), key=lambda row: row["Reported"]):
            start, end = units[row["Partner"]], units[row["Partner"]] + int(row["Units"])
            units[row["Partner"]] = end
            for low, high, price in ((0, 50000, 240), (50000, 150000, 210), (150000, 10**9, 180)):
                earned[row["Partner"], quarter(row["Reported"])] += max(0, min(end, high) - max(start, low)) * price
        for partner in units:
            short = []
            for number, now in enumerate(QUARTERS):
                pay, minimum = earned[partner, now], terms[partner, "minimum"]
                if pay < minimum:
                    short.append([number, minimum - pay])
                    pay = minimum
                for debt in short:
                    back = min(debt[1], pay - minimum) if number - debt[0] <= 4 else 0
                    debt[1] -= back
                    pay -= back
                self.due[partner, now, "royalty"] = pay

    def marketplace(self):
        """Every rate gives whole cents. A refund has its original's rate, a rebill only the difference."""
        rows = read("marketplace.csv")
        by_id = {row["External ID"]: row for row in rows}
        for row in rows:
            original = by_id.get(row["Reverses"], row)
            if row["Subscription"] == "S-I14-UP" and row["Date"] > "2026":
                original = {**row, "Date": row["Date"]}
            new = "0.12" if original["Date"] >= "2026" else "0.15"
            rate = Fraction({"new": new, "renewal": "0.08", "expansion": "0.10"}[original["Motion"]])
            cents = int(row["Amount"].replace(".", ""))
            self.add(row["Partner"], row["Date"], "share", cents * rate)
            if row["Subscription"] != "S-I14-UP":
                self.add(row["Partner"], row["Date"], "mdf", cents * Fraction("0.02"))

    def opportunities(self):
        roles = defaultdict(dict)
        for row in read("credits.csv"):
            roles[row["Fact"]][row["Role"]] = row["Partner"]
        agreed = {row["Agreement"][3:]: Fraction(row["Amount"].rstrip("%")) / 100
                  for row in read("agreement-terms.csv") if row["Term"] == "sourced_rate"}
        exact = defaultdict(Fraction)
        for row in read("opportunities.csv"):
            if row["Status"] != "won":
                continue
            cents, who = int(row["Amount"].replace(".", "")), roles[row["External ID"]]
            parts = {who["sourced"]: cents}
            if "influenced" in who:
                parts = {who["sourced"]: cents * 7 // 10}
                parts[who["influenced"]] = cents - parts[who["sourced"]]
            for partner, part in parts.items():
                if partner[0] == "I":
                    exact[partner, quarter(row["Closed"]), "cosell"] += min(part * Fraction("0.03"), 600000)
            sourced = who["sourced"]
            if sourced[0] == "S":
                exact[sourced, quarter(row["Closed"]), "sourced"] += min(cents * agreed[sourced], 900000)
        for key, value in exact.items():
            premier = key[2] == "sourced" and self.tiers.get(key[:2]) == "Premier"
            self.due[key] = half_up(value * (Fraction("1.15") if premier else 1))

    def services(self):
        won = {(row["Partner"], row["Deal"]): row["Closed"] for row in read("opportunities.csv")
               if row["Status"] == "won"}
        exact = defaultdict(Fraction)
        for row in read("services.csv"):
            if won.get((row["Partner"], row["Deal"]), "9999") <= row["Date"]:
                exact[row["Partner"], quarter(row["Date"]), "attach"] += Fraction(row["Amount"]) * 4
        for key, value in exact.items():
            self.due[key] = half_up(value)


def check_others(db):
    tiers = {row[:2]: row[2] for row in db.execute(
        "SELECT p.external_id, s.period, s.tier FROM statement s JOIN partner p ON p.id = s.partner "
        "JOIN program g ON g.id = s.program WHERE g.name = 'Services Alliance' AND s.state <> 'replaced'")}
    start = {e["Partner"]: quarter(e["From"]) for e in read("enrolments.csv")}
    due = Others(tiers).due
    rules = {rule for _, _, rule in due}
    paid = {row[:3]: row[3] for row in db.execute(
        "SELECT partner_id, period, rule, sum (amount) FROM report_lines WHERE statement_state <> 'replaced' "
        "GROUP BY 1, 2, 3") if row[2] in rules}
    keys = {key for key in set(due) | set(paid) if key[1] in QUARTERS and key[1] >= start[key[0]]}
    for key in sorted(keys - {("I14", "2025-Q4", "mdf"), ("I14", "2026-Q1", "mdf")}):
        same(f"{key[2]} of {key[0]} in {key[1]}", paid.get(key, 0), due[key])
    return len(keys)


def check_stories(db):
    """What README.md promises to whoever looks around."""
    def one(sql, *values):
        return db.execute(sql, values).fetchone()[0]

    lines = "FROM report_lines WHERE statement_state <> 'replaced' AND "
    same("renewals of a reseller that loses its customers",
         one(f"SELECT count (*) {lines} partner_id = 'R11' AND rule = 'renewal'"), 0)
    same("an OEM below its minimum is charged it every quarter",
         one(f"SELECT count (*) FROM (SELECT 1 {lines} partner_id = 'E02' AND rule = 'royalty' "
             "GROUP BY period HAVING sum (amount) = 4500000)"), 8)
    same("another wins back what it was short of",
         one(f"SELECT count (*) > 0 {lines} partner_id = 'E04' AND kind = 'recouped'"), 1)
    same("an upgrade across a change of rate: 4,800 at 15%, 6,600 more at 12%",
         [row[0] for row in db.execute(
             f"SELECT amount {lines} rule = 'share' AND fact_id IN (SELECT external_id FROM sale "
             "WHERE subscription_ref = 'S-I14-UP') ORDER BY period")], [72000, 79200])
    rush = dict(db.execute("SELECT strftime ('%Y-%m', date), count (*) FROM sale WHERE partner = "
                           "(SELECT id FROM partner WHERE external_id = 'R07') AND units > 8 "
                           "AND CAST (strftime ('%d', date) AS INTEGER) >= 26 GROUP BY 1"))
    if not any(month[5:] in ("03", "06", "09", "12") for month in rush):
        sys.exit(f"no rush at the end of a quarter: {rush}")
    for program in ("Reseller Growth", "Marketplace Partner", "Embedded Royalty", "Services Alliance"):
        statements = one("SELECT count (*) FROM statement s JOIN program g ON g.id = s.program "
                         "WHERE g.name = ? AND s.state <> 'replaced'", program)
        silent = one("SELECT count (*) FROM statement s JOIN program g ON g.id = s.program WHERE g.name = ? "
                     "AND s.state <> 'replaced' AND s.earned = 0 AND s.charged = 0", program)
        if not 0 <= silent < statements / 2:
            sys.exit(f"{program}: {silent} of {statements} statements have nothing on them")


def main():
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sample.tierwright"
        run("new", file, "--sample")
        for period in QUARTERS:
            run("calculate", file, "--period", period)
        refused = run("program", "publish", file, "Volume Rebate for App Vendors", statuses=(1, 3))
        if "sale" not in refused:
            sys.exit(f"the refusal doesn't say which facts are missing: {refused}")
        run("verify", file)
        db = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        check_resellers(db)
        others = check_others(db)
        check_stories(db)
        db.close()
    print(f"775 results of resellers and {others} of other partners recomputed to the cent")


main()
