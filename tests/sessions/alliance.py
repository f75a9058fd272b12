# SPDX-License-Identifier: GPL-3.0-or-later
"""The alliance manager moves a deal, splits it among partners, registers it where another asks for it too, drafts a plan
from a template, which says what it lacks, and holds a review. What the plan then goes through stands in plan.py."""

def work(s):
    pipeline(s)
    plan(s)
    if s.sample:
        running(s)
        review(s)


def money(cents):
    return f"{cents // 100:,}.{cents % 100:02d}\N{NO-BREAK SPACE}USD"


def heading(s, stage):
    """What the head of a stage says: how many, how much."""
    return next(node.get_name() for node in s.desk.all(contains=f"{stage}, ") if "opportunit" in node.get_name())


def amounts(s, stage):
    return s.ask("SELECT coalesce (sum (value), 0), count (*) FROM opportunity WHERE status = 'open' AND stage = ?", stage)[0]


def pipeline(s):
    hands = s.hands
    partner = s.ask("SELECT name FROM partner ORDER BY id LIMIT 1")[0][0]
    hands.view("Pipeline")
    s.step("the pipeline")
    if not s.sample:
        hands.press("New Opportunity", role="push button", key="ctrl+n")
        hands.dialog("New Opportunity")
        hands.fill(("Name", "Bikes for the harbour"), ("Partner", partner), ("Expected value", "48000"))
        s.step("a new opportunity")
        hands.press("Add", role="push button")
        hands.alone()
    first, following = [name for name, in s.ask("SELECT name FROM stage WHERE kind = 'open' ORDER BY position")][:2]
    deal, name, value, customer = s.ask("SELECT o.id, o.name, o.value, c.name FROM opportunity o LEFT JOIN customer c ON c.id = o.customer"
                                  " WHERE o.status = 'open' AND o.stage = ? ORDER BY o.value DESC LIMIT 1", first)[0]
    card = f"{customer or name}, {money(value)}"
    s.sees(card)
    s.step("the deal on the board")
    before = {stage: amounts(s, stage) for stage in (first, following)}
    for stage in before:
        s.sees(f"{stage}, {before[stage][1]} opportunit")
        if before[stage][1] > 0:
            s.same(f"the sum of {stage}", money(before[stage][0]) in heading(s, stage), True)
    hands.move_card(card, following)
    s.desk.wait(lambda: amounts(s, following)[1] == before[following][1] + 1, "the deal in its new stage")
    s.sees(f"{following}, {before[following][1] + 1} opportunit")
    s.same("the sum it came into", money(before[following][0] + value) in heading(s, following), True)
    if before[first][1] > 1:
        s.same("the sum it left", money(before[first][0] - value) in heading(s, first), True)
    s.sees(f"Moved to {following}")
    s.step("moved to the next stage")
    roles(s, deal, card)
    register(s, deal, card)


def another(s, deal):
    """A partner that has no part in the deal."""
    return s.ask("SELECT p.name FROM partner p WHERE p.status = 'active' AND p.id NOT IN (SELECT coalesce (partner, 0) FROM"
                 " opportunity WHERE id = ?1 UNION SELECT partner FROM credit WHERE fact = ?1 AND fact_kind = 5)"
                 " ORDER BY p.id DESC LIMIT 1", deal)[0][0]


def roles(s, deal, card):
    """Another partner has a part in it: shares that don't make the whole are refused, with what they make."""
    hands = s.hands
    parts = "SELECT role, share FROM credit WHERE fact = ? AND fact_kind = 5 ORDER BY id"
    lines = max(len(s.ask(parts, deal)), 1)
    hands.menu(card, "Set Roles…", role="list item")
    hands.dialog("Set Roles")
    hands.press("Add Role", role="push button")
    hands.into_field("Partner", lines, another(s, deal))
    hands.into_field("Share", lines, "30%")
    s.sees("The shares add up to 130\N{NO-BREAK SPACE}%")
    s.step("shares that are too many")
    hands.press("Split Evenly", role="push button")
    s.sees("The shares add up to 100")
    s.step("split evenly")
    hands.press("Set", role="push button")
    hands.alone()
    s.desk.wait(lambda: len(s.ask(parts, deal)) == lines + 1, "the roles")
    s.same("the shares", {share for _, share in s.ask(parts, deal)}, {"50%" if lines == 1 else f"1/{lines + 1}"})
    s.sees("Roles set")
    s.step("the roles set")


def register(s, deal, card):
    """The first that asks is in the way of the second, who is told by whom."""
    hands = s.hands
    count = lambda: s.ask("SELECT count (*) FROM registration")[0][0]
    before = count()
    hands.menu(card, "Register Deal…", role="list item")
    hands.dialog("Register Deal")
    s.step("registering it")
    if not s.sample:
        new_customer(s)
    hands.press("Submit", role="push button")
    hands.alone()
    s.desk.wait(lambda: count() == before + 1, "the registration")
    first = s.ask("SELECT r.external_id, p.name FROM registration r JOIN partner p ON p.id = r.partner ORDER BY r.id DESC"
                  " LIMIT 1")[0]
    hands.menu(card, "Register Deal…", role="list item")
    hands.dialog("Register Deal")
    if s.sample:
        hands.fill(("Partner", another(s, deal)))
    else:
        hands.fill(("Partner", another(s, deal)), ("Customer", "Harbour Bikes"))
    s.sees(f"{first[1]} asked first: registration {first[0]} ")
    s.sees("It can be submitted, and approved only when that has ended or is rejected.")
    s.step("a conflict")
    hands.press("Submit", role="push button")
    hands.alone()
    s.desk.wait(lambda: count() == before + 2, "the second registration")
    hands.tab("Registrations")
    s.step("what waits for a decision")


def new_customer(s):
    """AdventureWorks names no customers, and a deal is protected for one."""
    hands = s.hands
    hands.fill(("Customer", "Harbour Bikes"))
    hands.press("Submit", role="push button")
    s.sees("Customer “Harbour Bikes” isn’t here")
    hands.press("New Customer…", role="push button")
    hands.dialog("New Customer")
    s.step("a new customer")
    hands.press("Add", role="push button")
    hands.dialog("Register Deal")
    s.desk.wait(lambda: s.ask("SELECT count (*) FROM customer") == [(1,)], "the customer in the file")


def plan(s):
    hands = s.hands
    hands.view("Plans")
    s.step("the plans")
    partner = s.ask("SELECT name FROM partner WHERE id NOT IN (SELECT partner FROM plan) ORDER BY id LIMIT 1")[0][0]
    if s.sample:
        hands.menu("Veridane Alliance 2026", "New From Template…", role="list item")
    else:
        hands.press("From Template…", role="push button")
    hands.dialog("New Plan From Template")
    hands.fill(("Name", "Growth together"), ("Partner", partner), ("Template", "Reseller Growth"))
    s.step("a plan from a template")
    hands.press("Add", role="push button")
    hands.alone()
    s.sees("Before it can be agreed")
    s.step("the draft")


def running(s):
    """What both sides agreed begins."""
    hands = s.hands
    hands.view("Overview")
    hands.view("Plans")
    hands.pick("Lindqvist & Rao 2026/27")
    s.sees("State: Running")
    s.step("an agreed plan")
    hands.press("State: Running")
    s.desk.wait(lambda: s.ask("SELECT state FROM plan WHERE name = 'Lindqvist & Rao 2026/27'") == [("running",)],
                "the plan running")
    s.step("it runs")


def review(s):
    """Half a year is looked at together: the numbers of that day are kept, with what was said and what is to do."""
    hands = s.hands
    hands.view("Overview")
    hands.view("Plans")
    hands.pick("Corvane 2026")
    hands.tab("Reviews")
    hands.menu("Half-year review", "Start Review")
    state = "SELECT r.state, r.minutes, r.frozen FROM plan_review r JOIN plan p ON p.id = r.plan" \
            " WHERE p.name = 'Corvane 2026' AND r.title = 'Half-year review'"
    s.desk.wait(lambda: s.ask(state)[0][0] == "started", "the review started")
    frozen = s.ask(state)[0][2]
    s.same("numbers were kept", len(frozen or "") > 100, True)
    s.step("a review started")
    hands.menu("Half-year review", "Add Action…")
    hands.dialog("New Action")
    hands.fill(("Title", "Name a second certified engineer"))
    s.step("what is to do")
    hands.press("Add", role="push button")
    hands.alone()
    s.sees("Name a second certified engineer")
    hands.menu("Half-year review", "Close Review…")
    hands.dialog("Close Review")
    hands.fill(("Minutes", "Renewals first."))
    s.step("what was said")
    hands.press("Close Review", role="push button")
    hands.alone()
    s.desk.wait(lambda: s.ask(state)[0][0] == "held", "the review held")
    s.same("the minutes", s.ask(state)[0][1], "Renewals first.")
    s.same("the numbers that were kept", s.ask(state)[0][2], frozen)
    s.step("held")
