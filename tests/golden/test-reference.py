#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine against a second implementation of the language's tables, limits, refunds and guarantees.

Random programs and facts become golden cases whose figures this file computes with fractions, straight from
the definitions of the language reference and sharing nothing with the engine; the golden runner compares.
Usage: test-reference.py RUNNER [SEED [CASES]]
"""
import json
import os
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

HALF = Fraction(1, 2)
MODES = ("half_up", "half_down", "half_even", "half_odd", "half_ceiling", "half_floor", "up", "down", "ceiling", "floor")
EVER = 10**9


def rounded(value, mode):
    value = Fraction(value)
    low = value.__floor__()
    rest = value - low
    if rest == 0:
        return low
    up = {"up": value > 0, "down": value < 0, "ceiling": True, "floor": False}.get(mode)
    if up is None:
        tie = {"half_up": value > 0, "half_down": value < 0, "half_even": low % 2 == 1, "half_odd": low % 2 == 0,
               "half_ceiling": True, "half_floor": False}[mode]
        up = rest > HALF or (rest == HALF and tie)
    return low + 1 if up else low


def allocate(amount, weights):
    if amount < 0:
        return [-part for part in allocate(-amount, weights)]
    ideal = [Fraction(amount) * weight / sum(weights) for weight in weights]
    parts = [share.__floor__() for share in ideal]
    order = sorted((i for i in range(len(weights)) if ideal[i] != parts[i]), key=lambda i: (parts[i] - ideal[i], i))
    for i in range(amount - sum(parts)):
        parts[order[i % len(order)]] += 1
    return parts


class Rule:
    """A table with adjustments, amounts in cents."""

    def __init__(self, draw, plain=False):
        self.mode = draw.choice(("marginal", "marginal", "retroactive", "interpolated"))
        if plain and self.mode == "interpolated":
            self.mode = "marginal"
        self.edge = draw.choice(("from", "to"))
        self.cross = draw.choice(("split", "split", "after", "before")) if self.mode == "marginal" and not plain else "split"
        self.level = draw.choice(("rule", "rule", "line", "band")) if self.mode != "interpolated" and not plain else "rule"
        self.rounding = draw.choice(MODES)
        first = draw.choice((0, draw.randint(1, 20) * 1000) if self.mode == "interpolated"
                            else (None, 0, 0, draw.randint(1, 20) * 1000))
        self.bounds = [first]
        for _ in range(draw.randint(1, 3)):
            step = draw.choice((draw.randint(1, 40) * 1000, draw.randint(1, 30000)))
            self.bounds.append((self.bounds[-1] or 0) + step)
        self.rates = [Fraction(draw.randint(0, 1500), 10000) for _ in self.bounds]
        self.flats = [0] * len(self.bounds)
        self.factor = draw.choice((None, None, Fraction(draw.randint(50, 180), 100)))
        self.fact_max = draw.choice((None, None, draw.randint(1, 3000))) if self.mode != "interpolated" and not plain else None
        self.max = draw.choice((None, None, draw.randint(1, 9000)))
        self.peak = self.mode == "marginal" and not plain and draw.random() < 0.5
        self.by_flat = self.mode == "interpolated" and draw.random() < 0.5
        if self.by_flat:
            self.flats = [draw.randint(0, 9000) for _ in self.bounds]
            self.rates = [Fraction(0)] * len(self.bounds)
        elif self.mode != "interpolated" and draw.random() < 0.4 and (self.level == "rule" or self.factor is None):
            self.flats = [0] + [draw.randint(0, 5000) for _ in self.bounds[1:]]
        if self.mode == "interpolated":
            self.flats[-1], self.rates[-1] = 0, Fraction(0)

    def band(self, q):
        found = -1
        for k, bound in enumerate(self.bounds):
            if bound is None or (bound <= q if self.edge == "from" else bound < q or (k == 0 and bound == q)):
                found = k
        return found

    def pieces(self, start, end, amount):
        if self.cross == "after" or start == end:
            return [(self.band(end), amount)]
        if self.cross == "before":
            return [(self.band(start), amount)]
        low, high = min(start, end), max(start, end)
        cuts = [low] + [b for b in self.bounds if b is not None and low < b < high] + [high]
        return [(max((k for k, b in enumerate(self.bounds) if b is None or 2 * b < u + v), default=-1),
                 Fraction(amount) * (v - u) / (high - low)) for u, v in zip(cuts, cuts[1:])]

    def table(self, amounts):
        """The exact result of every fact, and the flats."""
        total = sum(amounts)
        if self.mode == "marginal":
            q = highest = 0
            results = []
            for amount in amounts:
                pays = [part * self.rates[k] if k >= 0 else Fraction(0) for k, part in self.pieces(q, q + amount, amount)]
                if self.level == "band":
                    pays = [rounded(pay, self.rounding) for pay in pays]
                results.append(sum(pays))
                q += amount
                highest = max(highest, q)
            top = self.band(highest if self.peak else q)
            return results, sum(flat for k, flat in enumerate(self.flats) if k <= top)
        if self.mode == "retroactive":
            k = self.band(total)
            results = [amount * self.rates[k] if k >= 0 else Fraction(0) for amount in amounts]
            if self.level == "band":
                results = [rounded(pay, self.rounding) for pay in results]
            return results, self.flats[k] if k >= 0 else 0
        value = Fraction(0)
        for k, (low, high) in enumerate(zip(self.bounds, self.bounds[1:])):
            filled = min(Fraction(1), max(Fraction(0), Fraction(total - low, high - low)))
            value += (self.flats[k] if self.by_flat else self.rates[k]) * filled
        return ([Fraction(0)] * len(amounts), value) if self.by_flat else ([amount * value for amount in amounts], 0)

    def result(self, amounts):
        """Weights of the facts, and the rounded total of the window."""
        results, flats = self.table(amounts)
        if self.level == "line":
            results = [rounded(pay, self.rounding) for pay in results]
        if self.factor is not None:
            results, flats = [pay * self.factor for pay in results], flats * self.factor
            if self.level == "line":
                results = [rounded(pay, self.rounding) for pay in results]
        if self.fact_max is not None:
            results = [min(pay, self.fact_max) for pay in results]
        total = sum(results) + flats
        if self.max is not None:
            total = min(total, self.max)
        return results, rounded(total, self.rounding)

    def lines(self, amounts):
        if self.mode == "retroactive":
            weights, total = self.result(amounts)
            if sum(weights) == 0:
                weights = amounts
            return allocate(total, weights) if sum(weights) != 0 else None
        totals = [self.result(amounts[:i])[1] for i in range(len(amounts) + 1)]
        return [after - before for before, after in zip(totals, totals[1:])]

    def json(self):
        bands = []
        for bound, rate, flat in zip(self.bounds, self.rates, self.flats):
            band = {"from": None if bound is None else money(bound)}
            if rate:
                band["rate"] = percent(rate)
            if flat:
                band["flat"] = money(flat)
            bands.append(band)
        table = {"mode": self.mode, "bands": bands, "edge": self.edge, "cross": self.cross}
        adjust = [{"factor": percent(self.factor)}] if self.factor is not None else []
        adjust += [{"max": money(self.fact_max), "per": "fact"}] if self.fact_max is not None else []
        adjust += [{"max": money(self.max)}] if self.max is not None else []
        if self.peak:
            table["flat_on"] = "peak"
        return {"id": "r", "name": "Rule", "kind": "rebate", "window": "quarter", "table": table, "adjust": adjust,
                "counts": {"sum": "amount", "fact": "sale"}, "rounding": {"mode": self.rounding, "level": self.level}}


def money(cents):
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def percent(value):
    hundredths = int(value * 10000)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def case(kind, per, rule, facts, periods, expect):
    program = {"tierwright": 1, "name": "Random", "partner_type": kind, "currency": "USD",
               "effective_from": "2025-01-01", "rules": [rule], "payment": {"per": per}}
    return {"title": "Random", "what": "Random.", "programs": [program], "partners": [{"id": "P"}],
            "facts": facts, "periods": periods, "expect": {path: money(cents) for path, cents in expect.items()}}


def draw_sales(draw, negative):
    sales = []
    for _ in range(draw.randint(1, 8)):
        cents = draw.choice((draw.randint(1, 20) * 1000, draw.randint(1, 40000)))
        sales.append((draw.randint(1, 3), draw.randint(1, 28), -cents // 2 if negative and draw.random() < 0.15 else cents))
    return sorted(sales, key=lambda sale: sale[:2])


def sale(number, month, day, cents, **more):
    return {"id": f"f{number:02d}", "kind": "sale", "date": f"2026-{month:02d}-{day:02d}", "partner": "P",
            "amount": money(cents), **more}


def table_case(draw):
    """Three months of a quarter: totals and every line, with differences on earlier facts."""
    rule = Rule(draw)
    sales = draw_sales(draw, True)
    posted, before, expect = [0] * len(sales), 0, {}
    for month in (1, 2, 3):
        amounts = [cents for when, _, cents in sales if when <= month]
        total = rule.result(amounts)[1]
        expect[f"total 2026-{month:02d} P r"] = total - before
        before = total
        lines = rule.lines(amounts) if amounts else []
        if lines is None:
            return None
        for i, line in enumerate(lines):
            expect[f"line 2026-{month:02d} P r f{i:02d}"] = line - posted[i]
            posted[i] = line
    return case("reseller", "month", rule.json(), [sale(i, *row) for i, row in enumerate(sales)],
                [f"2026-{month:02d}" for month in (1, 2, 3)], expect)


def refund_case(draw):
    """Refunds in the quarter and after it: what is posted to date is what the net sales earn."""
    rule = Rule(draw, plain=True)
    sales = draw_sales(draw, False)
    refunds = [(i, draw.randint(row[0], 6), draw.choice((row[2], draw.randint(1, row[2]))))
               for i, row in enumerate(sales) if draw.random() < 0.4]
    facts = [sale(i, *row) for i, row in enumerate(sales)]
    facts += [sale(50 + k, month, 28, -cents, reverses=f"f{i:02d}") for k, (i, month, cents) in enumerate(refunds)]
    before, expect = 0, {}
    for month in range(1, 7):
        net = [cents - sum(back for k, when, back in refunds if k == i and when <= month)
               for i, (when, _, cents) in enumerate(sales) if when <= month]
        touched = month <= 3 or any(when == month for _, when, _ in refunds)
        total = rule.result(net)[1] if touched else before
        expect[f"total 2026-{month:02d} P r"] = total - before
        before = total
    return case("reseller", "month", rule.json(), facts, [f"2026-{month:02d}" for month in range(1, 7)], expect)


def take(balances, amount):
    for balance in balances:
        part = min(balance[0], amount)
        balance[0] -= part
        amount -= part


def guarantee_case(draw):
    """Eight quarters under a guarantee with any memory of shortfalls and excesses."""
    per = draw.choice(("quarter", "quarter", "half", "year"))
    length = {"quarter": 1, "half": 2, "year": 4}[per]
    least, recoup, carry = draw.randint(0, 100) * 100, draw.choice((0, 1, 2, 3, "all")), draw.choice((0, 0, 1, 2, "all"))
    earned = [draw.choice((0, draw.randint(0, 200) * 100, draw.randint(0, 20000))) for _ in range(8)]
    short, excess, paid, unit = [], [], [], 0
    for i, cents in enumerate(earned):
        unit += cents
        if (i + 1) % length:
            paid.append(cents)
            continue
        number = i // length
        short = [balance for balance in short if balance[1] >= number]
        excess = [balance for balance in excess if balance[1] >= number]
        used = min(sum(balance[0] for balance in excess), max(0, least - unit))
        take(excess, used)
        need = least - used
        if unit < need:
            short.append([need - unit, EVER if recoup == "all" else number + recoup])
            pay = need
        else:
            back = min(sum(balance[0] for balance in short), unit - need)
            take(short, back)
            pay = unit - back
            excess.append([pay - need, EVER if carry == "all" else number + carry])
        if recoup == 0:
            short = []
        if carry == 0:
            excess = []
        paid.append(cents + pay - unit)
        unit = 0
    periods = [f"{2025 + i // 4}-Q{i % 4 + 1}" for i in range(8)]
    facts = [{"id": f"u{i}", "kind": "unit_report", "date": f"{2025 + i // 4}-{i % 4 * 3 + 2:02d}-10", "partner": "P",
              "amount": money(cents)} for i, cents in enumerate(earned) if cents]
    rule = {"id": "r", "name": "Royalty", "kind": "royalty", "direction": "charge", "window": "lifetime", "rate": "100%",
            "counts": {"sum": "amount", "fact": "unit_report"},
            "adjust": [{"guarantee": money(least), "per": per, "recoup": recoup, "carry": carry}]}
    return case("oem", "quarter", rule, facts, periods,
                {f"total {period} P r": cents for period, cents in zip(periods, paid)})


def main():
    runner, seed, number = sys.argv[1], *(int(argument) for argument in (sys.argv[2:] + ["7", "150"])[:2])
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        for family, make in (("tables", table_case), ("refunds", refund_case), ("guarantees", guarantee_case)):
            (Path(folder) / family).mkdir()
            made = 0
            while made < number:
                drawn = make(draw)
                if drawn is None:
                    continue
                drawn["id"] = f"{family}-{made:04d}"
                (Path(folder) / family / f"{drawn['id']}.json").write_text(json.dumps(drawn), encoding="utf-8")
                made += 1
        result = subprocess.run([runner, "-k"], capture_output=True, text=True, env={**os.environ, "TW_GOLDEN": folder})
        passed = sum(line.startswith("ok ") for line in result.stdout.splitlines())
        if result.returncode != 0 or passed != 3 * number:
            sys.exit(f"{result.stdout}{result.stderr}\nseed {seed}: {passed} of {3 * number} cases agree")
    print(f"seed {seed}: {passed} cases agree with the second implementation")


main()
