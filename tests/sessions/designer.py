# SPDX-License-Identifier: GPL-3.0-or-later
"""The designer makes a program from the gap that it is to close to its published version.

Every number that is typed or dragged is looked for in the program's JSON afterwards, and every cost that is shown is
held against the command line's replay.
"""
import json
import re

NAME = "Reseller Reach"
GAP = "Small shops are out of reach of our own sales force"
RULE = "Volume rebate"
SALES = "The amount of sales over the last 12 months"
YEARS = {True: ("2025", "2027"), False: ("2019", "2021")}       # sample or not: replayed, and the first of the program


def work(s):
    s.year, s.first = YEARS[s.sample]
    new_program(s)
    confirm_one_tier(s)
    tiers(s)
    rules(s)
    checks(s)
    refused(s)
    published(s)


def program(s):
    return json.loads(s.run("program", "export", s.file, NAME))


def changes(s):
    """The labels of the history, the newest first."""
    return [label for label, in s.ask("SELECT label FROM history ORDER BY id DESC")]


def did(s, label):
    """Waits until the last entry of the history is @label."""
    s.desk.wait(lambda: changes(s)[0] == label, f"“{label}” in the history, whose last is “{changes(s)[0]}”", limit=10)


# The assistant -------------------------------------------------------------------------------------------

def new_program(s):
    hands = s.hands
    hands.view("Programs")
    hands.press("New Program…", role="push button", key="ctrl+n")
    hands.dialog("New Program – Objective")
    s.sees("Say which commercial gap the program is to close.")
    s.step("why a program")
    hands.fill(("Commercial gap", GAP), ("Kind of gap", "Reach"), ("Outcome", "Net partner revenue"),
               ("Target", "39000000"), ("Due", f"{s.first}-12-31"), ("Cost of the direct route", "1500000"),
               ("Cost of the partner route", "400000"))
    s.sees("This workspace's own figure of all partners", "Read as 1,500,000.00")
    s.step("its objective")
    hands.press("Next", role="push button", key="alt+n")
    hands.dialog("New Program – Partner Type")
    s.sees("Partners that close it by what they are: Reseller.", "About the Type: Reseller")
    s.step("the type of partner")
    hands.press("Next", role="push button", key="alt+n")
    hands.dialog("New Program – Template")
    hands.mark("Reseller growth")
    s.sees("Its Tiers", "Its Rules")
    s.step("a template")
    hands.press("Next", role="push button", key="alt+n")
    hands.dialog("New Program – Name and Day")
    hands.fill(("Name", NAME), ("First day", f"{s.first}-01-01"))
    s.step("name and first day")
    hands.press("Create", role="push button", key="alt+r")
    hands.alone()
    hands.shown(NAME)
    s.sees("Not Confirmed Yet: 57")
    did(s, f"Created program “{NAME}”")
    s.step("its page")
    written = program(s)
    revenue = s.ask("SELECT sum (amount) FROM sale WHERE invoiced BETWEEN '2019-01-01' AND '2019-12-31'")[0][0]
    if not s.sample:        # the sample sells in three currencies
        s.same("the baseline is last year's revenue", written["objective"]["baseline"],
               f"{revenue // 100}.{revenue % 100:02d}")
    s.same("the objective", [written["objective"][key] for key in ("gap", "kind", "target", "direct_cost")],
           [GAP, "reach", "39000000.00", "1500000.00"])


def confirm_one_tier(s):
    s.hands.press("Confirm All in “Registered”", role="push button")
    s.sees("Not Confirmed Yet: 53")
    s.step("one tier confirmed")


# The matrix ----------------------------------------------------------------------------------------------

def tiers(s):
    hands = s.hands
    hands.tab("Tiers")
    hands.retype_cell(f"{SALES}, Silver, at least 100,000.00", "120000")
    s.sees(f"{SALES}, Silver, at least 120,000.00")
    did(s, f"Set “{SALES}” of Silver to 120000")
    s.step("a threshold edited in place")
    hands.retype_cell("Unit cost, Silver, 800.00", "650")
    s.sees("Unit cost, Silver, 650.00")
    s.step("what a benefit costs")
    hands.move_row("Price list and quoting tool, row", "Deal protection for 90 days, row")
    s.desk.wait(lambda: [b["name"] for b in program(s)["benefits"]]
                == ["Deal protection for 90 days", "Price list and quoting tool"], "the benefits in their new order")
    s.step("benefits in another order")
    silver = program(s)["tiers"][1]
    s.same("the threshold in the program", float(silver["enter"]["at_least"]), 120000)
    s.same("the cost in the program", float(silver["benefits"][0]["cost"]), 650)


# The rules and the curve ---------------------------------------------------------------------------------

def cost_line(s, label=None):
    """The line below the curve, once the transactions have been replayed; quicker where @label is known already."""
    label = label or s.desk.find(contains=f"Cost {s.year}: ", role="label")
    return s.desk.wait(lambda: "…" not in label.now() and label.now(), f"the cost of {s.year}")


def amounts(line):
    return [text.replace(",", "") for text in re.findall(r"[\d,]+\.\d\d(?=\sUSD)", line)]


def replayed(s, name=NAME):
    """What the command line says that @name would have cost."""
    told = json.loads(s.run("scenario", s.file, "replay", "--program", name, "--version", 1, "--period", s.year,
                            "--format", "json"))
    return next(row["Version 1"] for row in told["totals"] if row["key"] == "cost")


def threshold(s):
    """Where the second band begins: by the handle on the curve, and by the program."""
    handle = s.desk.find(contains="Band 2 begins, ", role="slider").get_name()
    return float(handle.split(", ", 1)[1].replace(",", "")), float(program(s)["rules"][0]["table"]["bands"][1]["from"])


def rules(s):
    hands = s.hands
    hands.tab("Rules")
    first = cost_line(s)
    s.same("the cost of the template", amounts(first), [replayed(s)])
    s.step("its rules")
    hands.enter(f"{RULE}, Band 1, Rate, Silver", "1.25 %")
    s.desk.key("Return")
    s.desk.wait(lambda: cost_line(s) != first, "another cost after a rate")
    second = cost_line(s)
    s.same("the cost after a rate", amounts(second), [replayed(s)])
    s.step("a rate in the sentence")
    before = threshold(s)
    s.same("the handle stands where the program says", before[0], before[1])
    label = s.desk.find(contains=f"Cost {s.year}: ", role="label")
    seen = hands.slide("Band 2 begins, ", -24, lambda: cost_line(s, label))
    costs = [amounts(line)[-1] for line in seen]
    s.same("the cost was seen moving", len(set(costs)) > 1, True)
    if hands.name == "mouse":       # one drag is one step; a key that rests is one too
        s.same("from where it stood", {tuple(amounts(line)[:-1]) for line in seen}, {tuple(amounts(second))})
    did(s, f"Moved a threshold of “{RULE}”")
    after = threshold(s)
    s.same("the program follows the handle", (after[0] == after[1], after[1] < before[1]), (True, True))
    last = s.desk.wait(lambda: len(amounts(cost_line(s))) == 1 and cost_line(s), "the cost as it is now")
    s.same("the cost that was seen last is the cost", amounts(last), costs[-1:])
    s.same("the cost after the threshold", amounts(last), [replayed(s)])
    s.step("a threshold moved on the curve")


# The checks ----------------------------------------------------------------------------------------------

def checks_tab(s):
    return s.desk.wait(lambda: next((node.get_name() for node in s.desk.all(role="page tab")
                                     if node.get_name().startswith("Checks")), None), "the tab of the checks")


def findings(s, code):
    told = json.loads(s.run("check", s.file, NAME, "--format", "json"))
    return [finding for finding in told if finding["code"] == code]


def checks(s):
    """Gold asks more than three times what Silver asks: the finding leads to the cell, where it is mended."""
    hands = s.hands
    hands.tab(checks_tab(s))
    words = "“Gold” asks 333 percent of what “Silver” asks"
    s.sees("Template not confirmed", words)
    flat = [finding for finding in findings(s, "CHK-54") + findings(s, "CHK-57") if words in finding["message"]]
    s.step("its findings")
    hands.open("Flat ladder", role="list item")
    cell = f"{SALES}, Gold, at least 400,000.00"
    s.desk.wait(lambda: cell in s.desk.focused_name(), "the focus on the cell")
    s.step("at the field of a finding")
    hands.retype("350000")
    s.sees(f"{SALES}, Gold, at least 350,000.00")
    hands.tab(checks_tab(s))
    s.desk.gone(contains=words)
    s.step("the finding is gone")
    return flat


# Review and publishing -----------------------------------------------------------------------------------

def state(s):
    return s.ask("SELECT v.state FROM program_version v JOIN program p ON p.id = v.program WHERE p.name = ?", NAME)[0][0]


def submit(s):
    s.hands.press("Submit for Review", role="push button")
    s.desk.wait(lambda: state(s) == "in_review", "the version in review")


def refused(s):
    """With an error open it isn't published: the dialog says which, and leads there."""
    hands = s.hands
    submit(s)
    s.step("in review")
    hands.press("Publish…", role="push button")
    hands.dialog("Not Ready to Publish")
    s.sees("2 errors block publishing." if s.sample else "1 error blocks publishing.", "Template not confirmed")
    publish = s.desk.find("Publish", role="push button", within=s.desk.windows()[0])
    s.same("Publish can be pressed", s.desk.has(publish, "SENSITIVE"), False)
    s.step("publishing refused")
    hands.open("Template not confirmed", role="list item")
    hands.alone()
    s.sees("Not Confirmed Yet: ")
    s.step("where the error leads")
    s.same("nothing was published", state(s), "in_review")
    hands.page_menu("Program Actions", "Withdraw From Review…")
    hands.dialog("Withdraw Version 1 From Review?")
    hands.fill(("Reason", "The template is not confirmed"))
    s.step("withdrawing it with a reason")
    hands.press("Withdraw", role="push button")
    hands.alone()
    s.desk.wait(lambda: state(s) == "draft", "the draft again")


def waive(s):
    """The sample invests money, and the program says nothing of how credit is shared: the designer answers for it."""
    hands = s.hands
    hands.tab(checks_tab(s))
    hands.page_menu("Actions for No attribution", "Waive…")
    hands.dialog("Waive “No attribution”?")
    hands.fill(("Reason", "Resale alone: no credit is shared"))
    s.step("an error waived with a reason")
    hands.press("Waive", role="push button")
    hands.alone()
    s.sees("Resale alone: no credit is shared")
    hands.tab("Objective")


def published(s):
    hands = s.hands
    if s.sample:
        waive(s)
    hands.press("Confirm All Inherited Elements", role="push button")
    s.desk.gone(contains="Not Confirmed Yet")
    s.step("everything confirmed")
    submit(s)
    hands.press("Publish…", role="push button")
    s.desk.wait(lambda: len(s.desk.windows()) == 2, "the question")
    s.step("publishing")
    hands.press("Publish", role="push button", within=s.desk.windows()[0])
    hands.alone()
    s.desk.wait(lambda: state(s) == "published", "the published version")
    s.sees("Published")
    s.step("published")
    told = json.loads(s.run("check", s.file, NAME, "--format", "json"))
    s.same("errors of the published version", [f["code"] for f in told
           if f["severity"] == "error" and f["state"] == "found"], [])
    labels = changes(s)
    s.same("the last step", labels[0], f"Published version 1 of “{NAME}”")
    s.same("each step has its words", [label for label in labels if not label.strip()], [])
    hands.back()
    hands.shown("Programs")
