# SPDX-License-Identifier: GPL-3.0-or-later
"""Two scenarios of a published program are compared on last year's transactions.

Every figure that stands side by side is held against `tierwright scenario … compare --format json`.
"""
import json
import time

YEARS = {True: "2025", False: "2019"}       # sample or not
PROGRAMS = {True: "Reseller Growth", False: "Reseller 2019"}
RATE = "Volume rebate, Band 2, Rate"
LOWER, WIDER = "Lower second band", "Wider first band"


def work(s):
    hands = s.hands
    s.subject, s.year = PROGRAMS[s.sample], YEARS[s.sample]
    hands.view("Programs")
    hands.open(f"{s.subject}, Version 1, Published", role="list item")
    hands.shown(s.subject)
    facts = s.ask("SELECT count (*), sum (amount) FROM sale"), s.ask("SELECT body FROM program_version")
    hands.tab("Scenarios")
    s.sees("No Scenarios")
    s.step("no scenarios yet")
    tier = "Gold" if s.sample else "Silver"
    make(s, LOWER, (f"{tier}, The amount of sales over the last 12 months: At least", "170000"), (RATE, "1.25 %"))
    make(s, WIDER, ("Volume rebate, Band 2, From", "35000"))
    hands.select("Period That Is Replayed", s.year)
    s.sees(f"Replayed on the transactions of {s.year}.")
    s.step("side by side")
    compared(s)
    for tab in ("Winners and Losers", "Tiers", "Outlook"):
        hands.tab_below("Side by Side", tab)
        if tab == "Outlook":
            s.desk.find(contains="P90: ", limit=120)
        s.step(f"page {tab.lower()}")
    s.same("no fact and no version was changed",
           (s.ask("SELECT count (*), sum (amount) FROM sale"), s.ask("SELECT body FROM program_version")), facts)
    hands.back()
    hands.shown("Programs")


def make(s, name, *changes):
    """A new scenario, in which some numbers are others."""
    hands = s.hands
    hands.press("New Scenario…", role="push button", last=True)
    hands.dialog("New Scenario")
    hands.fill(("Name", name))
    hands.press("Add", role="push button", key="Return")
    hands.dialog(f"Changes of “{name}”")
    for field, text in changes:
        hands.enter(field, text)
        s.desk.key("Return")
        time.sleep(0.3)
    s.sees("What Differs")
    s.step(f"changes of {name.split()[0]}")
    hands.close_dialog()
    hands.alone()


def figures(s):
    """What stands side by side: of each row and column the first line, as plain digits."""
    told = {}
    for node in s.desk.all(role="label"):
        row, colon, value = node.get_name().partition(": ")
        for column in ("Version 1", LOWER, WIDER):
            if colon and row.endswith(f", {column}"):
                told.setdefault((row[:-len(column) - 2], column), []).append(value.split()[0].replace(",", ""))
    return told


def compared(s):
    told = json.loads(s.run("scenario", s.file, "compare", LOWER, WIDER, "--program", s.subject, "--version", 1,
                            "--period", s.year, "--format", "json"))
    columns = [key for key in told["totals"][0] if key not in ("key", "name")]
    s.same("the columns of the command line", len(columns), 3)
    shown = s.desk.wait(lambda: len(set(v[0] for k, v in figures(s).items() if k[0].startswith("Cost,"))) == 3
                        and figures(s), "three costs")
    n = 0
    for part in ("rules", "tiers"):
        for row in told[part]:
            for ours, theirs in zip(("Version 1", LOWER, WIDER), columns):
                if row[theirs] not in (None, ""):
                    s.same(f"{row['name']}, {ours}", row[theirs] in shown[row["name"], ours], True)
                    n += 1
    for ours, theirs in zip(("Version 1", LOWER, WIDER), columns):
        s.same(f"the cost of {ours}", shown["Cost, USD", ours], [told["totals"][0][theirs]])
    s.same("figures compared", n > 12, True)
