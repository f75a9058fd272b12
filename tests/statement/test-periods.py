#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Periods one after another: what a window has posted, what is carried, which tier a period begins with, and why
there is nothing to pay. Every figure expected here was worked out by hand.

Usage: test-periods.py TIERWRIGHT SOURCE_ROOT
"""
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))
from job import Folder, fail, marginal, one, rows, run, same  # noqa: E402

QUARTERS = [f"2026-Q{i}" for i in range(1, 5)]


def payable(file, period):
    """Of each statement: payable and carried, in cents, and the code of the reason."""
    return {f"{partner}/{program}" if partner.startswith("2") else partner: (paid, carried, reason)
            for partner, program, paid, carried, reason in rows(
                file, "SELECT p.external_id, g.name, s.payable, s.carried, s.nothing_reason FROM statement s "
                "JOIN partner p ON p.id = s.partner JOIN program g ON g.id = s.program "
                "WHERE s.period = ? AND s.state <> 'replaced'", period)}


def amounts(file, period, partner):
    return [amount for (amount,) in rows(
        file, "SELECT l.amount FROM line l JOIN statement s ON s.id = l.id >> 24 JOIN partner p ON p.id = s.partner "
        "WHERE s.period = ? AND p.external_id = ? AND s.state <> 'replaced' ORDER BY l.id", period, partner)]


def reasons(file, period):
    return dict(rows(
        file, "SELECT coalesce (f.external_id, v.external_id), r.name || coalesce (' ' || x.detail, '') FROM exclusion x "
        "JOIN reason r ON r.id = x.reason JOIN run u ON u.id = x.run LEFT JOIN sale f ON x.fact_kind <= 3 AND f.id = x.fact "
        "LEFT JOIN event v ON x.fact_kind > 3 AND v.id = x.fact WHERE u.period = ? AND u.state = 'current'", period))


def calculate(file, *periods, status=0, says=()):
    for period in periods:
        said = run("calculate", file, "--period", period, status=status, says=says)
        seen, earned, excluded = one(
            file, "SELECT facts_seen, facts_earned, facts_excluded FROM run WHERE period = ? AND state = 'current'", period)
        same(f"facts of {period}", seen, earned + excluded)
    return said


def check_year_window(folder):
    """A year's steps, paid by the quarter: quarters add up to the year, calculated in one or in four, and a refund in a
    later quarter takes back what its sale earned and what it had lifted."""
    file = folder.workspace("year.tierwright")
    folder.partners(file, "A", "B")
    sales = [("a1", "A", "2026-01-10", "6000.00"), ("a2", "A", "2026-04-10", "6000.00"),
             ("a3", "A", "2026-07-10", "1000.00"), ("b1", "B", "2026-02-10", "15000.00"),
             ("b2", "B", "2026-08-01", "-5000.00", "USD", "b1"), ("b3", "B", "2026-11-01", "100.00")]
    folder.sales(file, sales)
    folder.publish(file, folder.program("Year", [marginal(window="year")]))
    calculate(file, *QUARTERS)
    # A: 120; 4,000 × 2% + 2,000 × 4% = 160; 40. B: 200 + 200 = 400; the refund leaves 10,000: 200; 100 × 4%.
    same("A by quarter", [payable(file, quarter)["A"][0] for quarter in QUARTERS], [12000, 16000, 4000, 0])
    same("B by quarter", [payable(file, quarter)["B"][0] for quarter in QUARTERS], [40000, 0, 0, 0])
    same("B carries", [payable(file, quarter)["B"][1] for quarter in QUARTERS], [0, 0, -20000, -19600])
    same("lines of the refund", sum(amounts(file, "2026-Q3", "B")), -20000)
    total = one(file, "SELECT sum (amount) FROM report_lines")
    run("verify", file)
    # The same facts in a program that pays by the year.
    whole = folder.workspace("whole.tierwright")
    folder.partners(whole, "A", "B")
    folder.sales(whole, sales)
    folder.publish(whole, folder.program("Year", [marginal(window="year")], payment={"per": "year"}))
    calculate(whole, "2026")
    same("four quarters and the year", total, one(whole, "SELECT sum (amount) FROM report_lines"))
    # A late sale dated into a period that is calculated again posts there; the later ones follow when they are.
    folder.sales(file, [("a0", "A", "2026-01-02", "1000.00")])
    calculate(file, *QUARTERS)
    same("A after a late sale", [payable(file, quarter)["A"][0] for quarter in QUARTERS], [14000, 18000, 4000, 0])
    run("verify", file)


def check_late_after_approval(folder):
    """What is approved stays: a late sale of an approved quarter is paid in the next one, as a difference."""
    file = folder.workspace("late.tierwright")
    folder.partners(file, "A", "B")
    folder.sales(file, [("a1", "A", "2026-01-10", "6000.00"), ("b1", "B", "2026-01-10", "1000.00")])
    folder.publish(file, folder.program("Year", [marginal(window="year")]))
    calculate(file, "2026-Q1")
    run("approve", file, "--period", "2026-Q1", "--partner", "A")
    folder.sales(file, [("a2", "A", "2026-01-20", "1000.00"), ("b2", "B", "2026-01-20", "1000.00")])
    calculate(file, "2026-Q1", says=["1 statements calculated", "1 approved"])
    same("A stays, B is calculated again", (payable(file, "2026-Q1")["A"][0], payable(file, "2026-Q1")["B"][0]),
         (12000, 4000))
    same("none of A's facts is said to have no program", reasons(file, "2026-Q1"), {})
    calculate(file, "2026-Q2")
    run("approve", file, "--period", "2026-Q2", "--partner", "A")
    run("calculate", file, "--period", "2026-Q1")
    run("adjust", file, "--period", "2026-Q1", "--partner", "B", "--amount", "-100.00", "--reason", "x", "--reference", "y")
    run("approve", file, "--period", "2026-Q2", "--partner", "B", status=3, says="Calculate the period again")
    run("undo", file)
    run("approve", file, "--period", "2026-Q2", "--partner", "B")
    run("calculate", file, "--period", "2026-Q1", status=3, says=["Partner B", "2026-Q2", "reopen"])
    run("reopen", file, "--period", "2026-Q2", "--partner", "B", "--reason", "Earlier quarter first")
    calculate(file, "2026-Q1", "2026-Q2")
    said = run("verify", file, says=["Warning", "Partner A for 2026-Q1", "sales.csv"])
    same("errors for late facts", said.count("Error"), 0)
    same("the late sale is paid", (payable(file, "2026-Q2")["A"][0], payable(file, "2026-Q2")["B"][0]), (2000, 0))


def check_minimum(folder):
    file = folder.workspace("minimum.tierwright")
    folder.partners(file, "A")
    folder.sales(file, [(f"a{i}", "A", f"2026-{i:02}-10", "1500.00") for i in (1, 4, 7, 10)])
    folder.publish(file, folder.program("Min", [marginal()], payment={"per": "quarter", "minimum": "50.00"}))
    calculate(file, *QUARTERS)
    same("carried until it is enough", [payable(file, quarter)["A"] for quarter in QUARTERS],
         [(0, 3000, "below_minimum"), (6000, 0, None), (0, 3000, "below_minimum"), (6000, 0, None)])
    run("adjust", file, "--period", "2026-Q1", "--partner", "A", "--amount", "-45.00", "--reason", "Paid twice",
        "--reference", "M-7")
    calculate(file, *QUARTERS[1:])
    same("after an adjustment", [payable(file, quarter)["A"] for quarter in QUARTERS],
         [(0, -1500, "negative"), (0, 1500, "below_minimum"), (0, 4500, "below_minimum"), (7500, 0, None)])
    run("verify", file)


def check_tiers(folder):
    """Reviewed in one period, held in the next: the rate is the tier's on the day of the sale."""
    file = folder.workspace("tiers.tierwright")
    folder.partners(file, "A")
    folder.sales(file, [("a1", "A", "2026-01-10", "60000.00"), ("a2", "A", "2026-02-10", "1000.00"),
                        ("a3", "A", "2026-05-10", "1000.00"), ("a4", "A", "2027-08-10", "1000.00")])
    rule = {"id": "r", "name": "R", "kind": "rebate", "counts": {"sum": "amount", "fact": "sale"},
            "rate": {"by": "partner.tier", "is": {"Silver": "1%", "Gold": "2%"}, "else": "0%"}}
    tiers = [{"name": "Silver", "enter": {"all": []}},
             {"name": "Gold", "enter": {"value": {"sum": "amount", "fact": "sale", "window": {"rolling": "12 months"}},
                                        "at_least": "50000.00"}}]
    policy = {"promote": {"review": "month", "effective": "next_month"}}
    folder.publish(file, folder.program("Tiered", [rule], tiers=tiers, tier_policy=policy))
    calculate(file, *QUARTERS, "2027-Q1", "2027-Q2", "2027-Q3")
    silver = 0  # no review before the first day of the program
    first = payable(file, "2026-Q1")["A"][0]
    if first not in (60000 + 2000, silver + 2000):
        fail(f"tiers in the first quarter: {first}")
    same("Gold goes on into the next period", payable(file, "2026-Q2")["A"][0], 2000)
    same("tier at the end", one(file, "SELECT tier FROM statement WHERE period = '2026-Q2' AND state <> 'replaced'"), "Gold")
    same("Silver after a year without sales", payable(file, "2027-Q3")["A"][0], 1000)
    run("qualify", file, "--as-of", "2026-06-30", says="Gold")
    run("verify", file)


def check_nothing_says_why(folder):
    file = folder.workspace("nothing.tierwright")
    names = ["PAID", "NOFACTS", "EXCLUDED", "SMALL", "OWES", "NETS"]
    folder.partners(file, *names)
    folder.sales(file, [("p1", "PAID", "2026-01-10", "10000.00"), ("e1", "EXCLUDED", "2026-01-10", "0.10"),
                        ("m1", "SMALL", "2026-01-10", "1000.00"), ("o1", "OWES", "2026-01-10", "-1000.00"),
                        ("n1", "NETS", "2026-01-10", "5000.00"), ("n2", "NETS", "2026-01-20", "-5000.00", "USD", "n1")])
    free = marginal(bands=((None, "2%"), ("10000.00", "4%")))
    folder.publish(file, folder.program("Why", [free], payment={"per": "quarter", "minimum": "50.00"}))
    calculate(file, "2026-Q1")
    same("reasons", {name: payable(file, "2026-Q1")[name][2] for name in names},
         {"PAID": None, "NOFACTS": "no_facts", "EXCLUDED": "all_excluded", "SMALL": "below_minimum", "OWES": "negative",
          "NETS": "nets_to_zero"})
    for program, payment, reason in (("Forgiving", {"per": "quarter", "minimum": "50.00", "below": "forgive"}, "forgiven"),
                                     ("Zero", {"per": "quarter", "negative": "zero"}, "forgiven")):
        other = folder.workspace(f"{program}.tierwright")
        folder.partners(other, "S", "O")
        folder.sales(other, [("s1", "S", "2026-01-10", "1000.00"), ("o1", "O", "2026-01-10", "-1000.00")])
        folder.publish(other, folder.program(program, [free], payment=payment))
        calculate(other, "2026-Q1")
        same(program, payable(other, "2026-Q1")["S" if program == "Forgiving" else "O"], (0, 0, reason))
    held = folder.workspace("held.tierwright")
    folder.partners(held, "H")
    folder.sales(held, [("h1", "H", "2026-03-10", "1000.00")])
    folder.publish(held, folder.program("Held", [marginal(timing={"hold_days": "60"})]))
    calculate(held, "2026-Q1")
    same("held back", payable(held, "2026-Q1")["H"], (0, 0, "deferred"))
    calculate(held, "2026-Q2")
    same("released", payable(held, "2026-Q2")["H"], (2000, 0, None))
    stopped = folder.workspace("stopped.tierwright")
    folder.partners(stopped, "X")
    folder.sales(stopped, [("x1", "X", "2026-03-10", "1000.00", "SEK")])
    folder.publish(stopped, folder.program("Stopped", [marginal()]))
    calculate(stopped, "2026-Q1", status=1, says=["SEK", "rate"])
    same("stopped", payable(stopped, "2026-Q1")["X"][2], "stopped")
    run("approve", stopped, "--period", "2026-Q1", status=3, says="can't be approved")


def check_enrolment(folder):
    file = folder.workspace("enrolled.tierwright")
    folder.partners(file, "IN", "LATE", "LEFT", "OUT")
    content = [(f"{name.lower()}{month}", name, f"2026-{month:02}-15", "1000.00")
               for name in ("IN", "LATE", "LEFT", "OUT") for month in (1, 2, 3, 4)]
    folder.sales(file, [*content, ("edge1", "LATE", "2026-02-01", "100.00"), ("edge2", "LATE", "2026-01-31", "100.00"),
                        ("edge3", "LEFT", "2026-02-28", "100.00"), ("edge4", "LEFT", "2026-03-01", "100.00")])
    folder.publish(file, folder.program("Named", [marginal()]))
    folder.load(file, "enrolments", ["Partner", "Program", "From", "To"],
                [("IN", "Named", "2025-01-01", ""), ("LATE", "Named", "2026-02-01", ""),
                 ("LEFT", "Named", "2025-01-01", "2026-02-28")])
    calculate(file, "2026-Q1", "2026-Q2")
    same("enrolled", {name: value[0] for name, value in payable(file, "2026-Q1").items()},
         {"IN": 6000, "LATE": 4200, "LEFT": 4200})
    found = reasons(file, "2026-Q1")
    same("outside of an enrolment", {key: found[key] for key in ("late1", "edge2", "left3", "edge4", "out1")},
         {"late1": "not_eligible enrolment", "edge2": "not_eligible enrolment", "left3": "not_eligible enrolment",
          "edge4": "not_eligible enrolment", "out1": "not_enrolled"})
    same("kept out", len(found), 7)
    same("who left has no statement", sorted(payable(file, "2026-Q2")), ["IN", "LATE"])
    same("in the next quarter", reasons(file, "2026-Q2"), {"left4": "not_enrolled", "out4": "not_enrolled"})
    run("query", file, "exclusions", "--period", "2026-Q1", says=["not_eligible", "not_enrolled"])
    run("approve", file, "--period", "2026-Q1")
    run("verify", file)


def check_two_programs(folder):
    """One partner under two programs; a program of two versions that meet inside the quarter."""
    file = folder.workspace("two.tierwright")
    folder.partners(file, "A")
    folder.sales(file, [("a1", "A", "2026-01-10", "1000.00"), ("a2", "A", "2026-02-14", "1000.00"),
                        ("a3", "A", "2026-02-15", "1000.00"), ("a4", "A", "2026-03-10", "9000.00")])
    folder.publish(file, folder.program("First", [marginal()]))
    folder.publish(file, folder.program("Second", [marginal(rule="sec", bands=(("0", "1%"),))]))
    folder.publish(file, folder.program("Second", [marginal(rule="sec", bands=(("0", "10%"),))], effective="2026-02-15"))
    same("versions", rows(file, "SELECT number, valid_from, valid_to FROM program_version v JOIN program p ON p.id = v.program "
                                "WHERE p.name = 'Second' ORDER BY number"),
         [(1, "2026-01-01", "2026-02-15"), (2, "2026-02-15", None)])
    calculate(file, "2026-Q1")
    found = dict(rows(file, "SELECT g.name, s.payable FROM statement s JOIN program g ON g.id = s.program"))
    same("two statements", found, {"First": 20000 + 8000, "Second": 2000 + 100000})
    same("lines of each version", [n for (n,) in rows(file, "SELECT count(*) FROM line l JOIN program_rule r ON r.id = l.rule "
                                                            "JOIN program_version v ON v.id = r.version WHERE r.key = 'sec' "
                                                            "GROUP BY v.number ORDER BY v.number")], [2, 2])
    run("adjust", file, "--period", "2026-Q1", "--partner", "A", "--amount", "1.00", "--reason", "x", "--reference", "y",
        status=3, says="2 statements")
    run("approve", file, "--period", "2026-Q1")
    run("verify", file)


def check_currency(folder):
    """Paid in another currency than the program's: converted once, and again when an adjustment changes the total."""
    file = folder.workspace("currency.tierwright")
    folder.partners(file, "EUR", "JPY", "NONE", "USD", currencies={"EUR": "EUR", "JPY": "JPY", "NONE": "SEK", "USD": "USD"})
    folder.sales(file, [(name, name, "2026-01-10", "1001.00") for name in ("EUR", "JPY", "NONE", "USD")])
    folder.load(file, "fx-rates", ["Date", "Base currency", "Quoted currency", "Rate"],
                [("2026-01-01", "EUR", "USD", "1.10"), ("2026-03-31", "EUR", "USD", "1.25"), ("2026-03-31", "USD", "JPY", "150.5")])
    folder.publish(file, folder.program("Rates", [marginal()]))
    calculate(file, "2026-Q1")

    def converted():
        return {name: (paid, amount, code) for name, paid, amount, code in rows(
            file, "SELECT p.external_id, s.payable, s.converted, s.converted_currency FROM statement s "
            "JOIN partner p ON p.id = s.partner WHERE s.state <> 'replaced'")}
    # 20.02 USD ÷ 1.25 = 16.016 EUR; × 150.5 = 3,013.01 JPY
    expected = {"EUR": (2002, 1602, "EUR"), "JPY": (2002, 3013, "JPY"), "NONE": (2002, None, None), "USD": (2002, None, None)}
    same("converted", converted(), expected)
    run("adjust", file, "--period", "2026-Q1", "--partner", "EUR", "--amount", "1.00", "--reason", "x", "--reference", "y")
    same("converted after an adjustment", converted(), {**expected, "EUR": (2102, 1682, "EUR")})
    run("undo", file)
    same("converted after undo", converted(), expected)
    run("verify", file)


def check_limits(folder):
    """A limit over the whole program is shared by its partners: first come in order of their ids, or in proportion."""
    for share, expected in (("first_come", [30000, 20000, 0]), ("pro_rata", [25000, 16667, 8333])):
        file = folder.workspace(f"limit-{share}.tierwright")
        folder.partners(file, "A", "B", "C")
        folder.sales(file, [("a1", "A", "2026-01-10", "3000.00"), ("b1", "B", "2026-01-11", "2000.00"),
                            ("c1", "C", "2026-01-12", "1000.00")])
        path = folder.program("Shared", [marginal(bands=(("0", "10%"),))],
                              limits=[{"max": "500.00", "rules": ["vol"], "over": "program", "share": share}])
        folder.publish(file, path)
        for again in range(2):
            calculate(file, "2026-Q1")
            same(f"shared {share}", [payable(file, "2026-Q1")[name][0] for name in "ABC"], expected)
        run("approve", file, "--period", "2026-Q1")
        run("verify", file)


def main():
    with Folder("periods") as folder:
        for check in (check_year_window, check_late_after_approval, check_minimum, check_tiers, check_nothing_says_why,
                      check_enrolment, check_two_programs, check_currency, check_limits):
            try:
                check(folder)
                print(f"{check.__name__}: holds")
            except SystemExit as end:
                failures.append(f"{check.__name__}: {end}")
        if failures:
            fail("\n\n".join(failures))
    print(json.dumps({"checks": 9}))


failures = []
main()
