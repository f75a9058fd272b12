# SPDX-License-Identifier: GPL-3.0-or-later
"""The designer reads a published program from its tiers to its checks, and why a draft can't be published."""
import json


def work(s):
    hands = s.hands
    program = "Reseller Growth" if s.sample else "Reseller 2019"
    hands.view("Programs")
    s.sees(program)
    s.step("the programs")
    hands.open(f"{program}, Version 1, Published", role="list item")
    hands.shown(program)
    s.step("its rules")
    hands.tab("Tiers")
    tiers = [name for name, in s.ask("SELECT t.name FROM program_tier t JOIN program_version v ON v.id = t.version"
                                     " JOIN program g ON g.id = v.program WHERE g.name = ?", program)]
    s.sees(*tiers)
    s.step("its tiers")
    hands.tab("Objective")
    objective = json.loads(s.run("program", "export", s.file, program))["objective"]
    s.reads(objective["gap"][:40])
    s.step("what it is for")
    hands.back()
    hands.shown("Programs")
    s.step("back among the programs")
    if s.sample:
        draft(s)


def draft(s):
    """What a draft pays on is never produced by partners of its type: the findings say so, and where."""
    hands = s.hands
    hands.open("Volume Rebate for App Vendors", role="list item")
    hands.shown("Volume Rebate for App Vendors")
    s.step("a draft")
    findings = s.run("check", s.file, "Volume Rebate for App Vendors", "--format", "json")
    hands.tab(next(name for name in names_of_tabs(s) if name.startswith("Checks")))
    s.sees(json.loads(findings)[0]["remedy"][:40])
    s.step("its findings")
    hands.press("Submit for Review", role="push button")
    s.step("in review")
    hands.press("Publish…", role="push button")
    s.step("publishing refused")
    s.desk.key("Escape")
    s.desk.key("ctrl+z")
    hands.back()
    hands.shown("Programs")


def names_of_tabs(s):
    return [node.get_name() for node in s.desk.all(role="page tab")]
