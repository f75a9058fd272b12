# SPDX-License-Identifier: GPL-3.0-or-later
"""The alliance manager agrees a plan with a partner field by field, follows it for a while, and closes it."""

NAME = "Growth together"
REVENUE, ENGINEERS = "Revenue with them", "Certified engineers"


def work(s):
    hands = s.hands
    hands.view("Plans")
    partner = s.ask("SELECT name FROM partner WHERE id NOT IN (SELECT partner FROM plan) ORDER BY id LIMIT 1")[0][0]
    new_plan(s, partner)
    owners(s)
    goals(s)
    initiative(s)
    milestone(s)
    commitments(s)
    planned_review(s)
    agreed(s)
    progress(s)
    review(s)
    hands.press("State: Closed")
    state_is(s, "closed")
    s.step("the plan closed")
    told(s)


def state_is(s, state):
    s.desk.wait(lambda: s.ask("SELECT state FROM plan WHERE name = ?", NAME) == [(state,)], f"the plan {state}")


def of_plan(s, table, columns):
    return s.ask(f"SELECT {columns} FROM {table} WHERE plan = (SELECT id FROM plan WHERE name = ?) ORDER BY id", NAME)


def add(s, title, *pairs, picture=None):
    """A record of the tab that is shown, by the page's own button."""
    hands = s.hands
    hands.press("Add…", role="push button")
    hands.dialog(f"New {title}")
    hands.fill(*pairs)
    s.step(picture or f"a new {title.lower()}")
    hands.press("Add", role="push button")
    hands.alone()


def new_plan(s, partner):
    hands = s.hands
    if s.ask("SELECT count (*) FROM plan")[0][0] > 0:
        s.sees("State: Running")
    hands.press("New Plan…", role="push button", key="ctrl+n")
    hands.dialog("New Plan")
    hands.fill(("Name", NAME), ("Partner", partner))
    s.step("a new plan")
    hands.press("Add", role="push button")
    hands.alone()
    s.sees("Before it can be agreed")
    state_is(s, "draft")
    s.step("the draft says what it lacks")


def owners(s):
    """Who answers for it on both sides; where a workspace knows nobody, people are added where they are named."""
    hands = s.hands
    hands.page_menu("More for This Plan", "Edit Plan…")
    hands.dialog("Plan")
    ours, theirs = ("Ingrid Solvang", "Keiko Okafor") if s.sample else ("Ada Holm", "Ben Ruiz")
    if s.sample:
        hands.fill(("Our owner", ours), ("Partner’s owner", theirs))
    else:
        for field, name, at in (("Our owner", ours, None), ("Partner’s owner", theirs, "Our owner")):
            hands.fill((field, name), at=at)
            hands.press("Save", role="push button")
            s.sees(f"Person “{name}” isn’t here")
            hands.press("New Person…", role="push button")
            hands.dialog("New Person")
            s.step(f"a new person {name.split()[0].lower()}")
            hands.press("Add", role="push button")
            hands.dialog("Plan")
    s.step("who owns it")
    hands.press("Save", role="push button")
    hands.alone()
    s.sees(f"{ours} and {theirs}")


def goals(s):
    """One of each side, each bound to a metric, with targets by quarter and weights that make the whole."""
    add(s, "Goal", ("Title", REVENUE), ("Side", "Vendor"), ("Metric", "Net revenue"), ("Weight", "60%"),
        *[(f"Target {name}", target) for name, target in zip(quarters(s), ("1000", "2000", "3000", "4000"))],
        picture="a goal of ours")
    s.sees("The weights make 60.0\N{NO-BREAK SPACE}%: 40 points are missing.")
    s.step("the weights are short")
    add(s, "Goal", ("Title", ENGINEERS), ("Side", "Partner"), ("Kind", "Enablement"), ("Metric", "Certified people"),
        ("Weight", "40%"), *[(f"Target {name}", target) for name, target in zip(quarters(s), "1234")],
        picture="a goal of theirs")
    s.same("the goals", of_plan(s, "plan_goal", "title, side, metric, unit, basis, weight"),
           [(REVENUE, "vendor", "net_revenue", "money", "flow", 600000),
            (ENGINEERS, "partner", "certified_people", "number", "level", 400000)])
    s.same("the targets", s.ask("SELECT t.amount, t.quantity FROM plan_target t JOIN plan_goal g ON g.id = t.goal"
                                " JOIN plan p ON p.id = g.plan WHERE p.name = ? ORDER BY t.id", NAME),
           [(100000, None), (200000, None), (300000, None), (400000, None),
            (None, 1000000), (None, 2000000), (None, 3000000), (None, 4000000)])
    s.desk.gone(contains="The weights of its goals")
    s.step("both goals")


def quarters(s):
    """As the calendar names the quarters of the plan."""
    first = s.ask("SELECT valid_from FROM plan WHERE name = ?", NAME)[0][0]
    return [f"{first[:4]}-Q{i}" for i in range(1, 5)]


def initiative(s):
    s.hands.tab("Initiatives")
    add(s, "Initiative", ("Title", "Train their engineers"), ("Side", "Partner"), ("Status", "Active"),
        ("For goal", ENGINEERS))
    s.same("the initiative", of_plan(s, "plan_initiative", "title, side, status, goal IS NOT NULL"),
           [("Train their engineers", "partner", "active", 1)])
    s.step("what is done for it")


def milestone(s):
    """Its day is moved where it stands on the timeline."""
    s.hands.tab("Timeline")
    year = quarters(s)[0][:4]
    add(s, "Milestone", ("Title", "First exam"), ("Due", f"{year}-05-04"), ("Releases", "500"))
    s.step("on the timeline")
    due = "SELECT due FROM plan_milestone WHERE title = 'First exam'"
    mark = f"First exam, 4 May {year}, "       # its row in the list below has no more words
    s.hands.think_better(mark)
    s.same("what wasn't dropped stays", s.ask(due)[0][0], f"{year}-05-04")
    s.hands.nudge(mark)
    s.desk.wait(lambda: s.ask(due)[0][0] > f"{year}-05-04", "a later day")
    if s.hands.name == "keys":
        s.same("a week later", s.ask(due)[0][0], f"{year}-05-11")
    s.sees("Moved to")
    s.step("moved to a later day")


def commitments(s):
    s.hands.tab("Commitments")
    add(s, "Commitment", ("Title", "Launch fund"), ("Side", "Vendor"), ("Kind", "Funding"), ("Amount", "1500"),
        picture="what we put in")
    add(s, "Commitment", ("Title", "Two engineers"), ("Side", "Partner"), ("Kind", "People"), ("Amount", "900"),
        picture="what they put in")
    currency = s.ask("SELECT currency FROM plan WHERE name = ?", NAME)[0][0]
    s.same("the commitments", of_plan(s, "plan_commitment", "side, amount, currency"),
           [("vendor", 150000, currency), ("partner", 90000, currency)])
    s.sees(f"vendor 1,500.00\N{NO-BREAK SPACE}{currency}, partner 900.00\N{NO-BREAK SPACE}{currency}")
    s.step("what both put in")


def planned_review(s):
    s.hands.tab("Reviews")
    add(s, "Review", ("Title", "Half time"), ("Due", f"{quarters(s)[0][:4]}-07-15"))


def agreed(s):
    s.desk.gone(contains="Before it can be agreed")
    s.step("nothing is missing")
    s.hands.press("State: Agreed")
    state_is(s, "agreed")
    s.sees("Plan agreed")
    s.step("agreed")
    s.hands.press("State: Running")
    state_is(s, "running")
    s.step("it runs")


def progress(s):
    """A figure by hand, marked as one; that of the metric stays what the facts say."""
    hands = s.hands
    hands.tab("Goals")
    hands.menu(ENGINEERS, "Record Progress…")
    hands.dialog("Record Progress")
    hands.fill(("Actual", "2"), ("Where it comes from", "Their mail of Monday"))
    s.step("progress by hand")
    hands.press("Record", role="push button")
    hands.alone()
    s.desk.wait(lambda: s.ask("SELECT t.hand_quantity, t.hand_reason FROM plan_target t JOIN plan_goal g ON g.id = t.goal"
                              " WHERE g.title = ? AND t.hand_quantity IS NOT NULL", ENGINEERS)
                == [(2000000, "Their mail of Monday")], "the figure in the file")
    hands.choose(ENGINEERS)
    hands.details()
    s.sees("Entered by hand")
    s.step("marked as entered by hand")
    hands.leave_pane()


def review(s):
    hands = s.hands
    hands.tab("Reviews")
    hands.menu("Half time", "Start Review")
    state = lambda: of_plan(s, "plan_review", "state, minutes, frozen")[0]
    s.desk.wait(lambda: state()[0] == "started", "the review started")
    frozen = state()[2]
    s.same("the numbers that were kept name the goals", REVENUE in frozen and ENGINEERS in frozen, True)
    s.step("a review with frozen numbers")
    hands.menu("Half time", "Add Action…")
    hands.dialog("New Action")
    hands.fill(("Title", "Name a second engineer"), ("Side", "Partner"))
    s.step("an action")
    hands.press("Add", role="push button")
    hands.alone()
    s.sees("Name a second engineer")
    hands.menu("Half time", "Close Review…")
    hands.dialog("Close Review")
    hands.fill(("Minutes", "Exams first, then the launch."))
    s.step("its minutes")
    hands.press("Close Review", role="push button")
    hands.alone()
    s.desk.wait(lambda: state() == ("held", "Exams first, then the launch.", frozen), "the review held")
    s.step("the review closed")


def told(s):
    """History names each step in words."""
    labels = [label for label, in s.ask("SELECT label FROM history ORDER BY id")]
    for words in (f"Added goal “{REVENUE}”", f"Added goal “{ENGINEERS}”", "Moved “First exam” to ", f"Agreed plan “{NAME}”",
                  f"Started plan “{NAME}”", f"Closed plan “{NAME}”"):
        s.same(f"history says {words}", any(words in label for label in labels), True)
