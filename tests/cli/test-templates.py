#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`new --template` begins a program whose every inherited element waits to be confirmed, as the window does; `program
confirm` confirms one, a part, or all of them.

Usage: test-templates.py TIERWRIGHT
"""
import json

from job import Folder, fail, run

# What a person decides by itself; the text of a tier or rule is no element, nor is what it is called.
PLAIN = {"calendar", "rounding", "fx", "attribution", "tier_policy", "budget", "payment"}


def check(holds, message):
    if not holds:
        fail(message)


def criteria(node, path):
    for join in ("all", "any", "of"):
        if isinstance(node.get(join), list) and node[join]:
            return [p for i, inner in enumerate(node[join]) for p in criteria(inner, f"{path}/{join}/{i}")]
    return [path]


def listed(owner, path, key):
    value = owner.get(key)
    return [] if value is None else [f"{path}/{key}/{i}" for i in range(len(value))] if isinstance(value, list) else [f"{path}/{key}"]


def elements(program):
    """The same by another hand: what a template brings that somebody has to look at."""
    paths = []
    for ladder in ("tiers", "designations"):
        for i, tier in enumerate(program.get(ladder, [])):
            path = f"/{ladder}/{i}"
            for condition in ("enter", "keep"):
                paths += criteria(tier[condition], f"{path}/{condition}") if condition in tier else []
            paths += listed(tier, path, "benefits") + listed(tier, path, "governance")
            paths += [f"{path}/{key}" for key in ("by_invitation", "needs_lower", "investment") if key in tier]
    for i, rule in enumerate(program["rules"]):
        for key in rule:
            if key == "adjust":
                paths += listed(rule, f"/rules/{i}", key)
            elif key not in ("id", "name", "notes"):
                paths.append(f"/rules/{i}/{key}")
    paths += [f"/define/{name}" for name in program.get("define", {})]
    for key in ("benefits", "governance", "limits", "funds"):
        paths += listed(program, "", key)
    return paths + [f"/{key}" for key in PLAIN if key in program]


def exported(file, name):
    return json.loads(run("program", "export", file, name))


def wait(file, n, what):
    results = json.loads(run("check", file, "--code", "UNCONFIRMED", "--format", "json", status=1 if n > 0 else 0))
    counted = results[0]["n_evidence"] if results else 0
    check(counted == n, f"{file.name}: {counted} elements wait {what}, expected {n}")


def one(folder, template):
    file = folder / f"{template}.tierwright"
    said = run("new", file, "--template", template)
    check("confirm" in said, f"{template}: nothing says that it waits: {said}")
    name = json.loads(run("program", "list", file, "--format", "json"))["programs"][0]["program"]
    program = exported(file, name)
    expected = elements({key: value for key, value in program.items() if key != "unconfirmed"})
    check(sorted(program["unconfirmed"]) == sorted(expected),
          f"{template}: {set(program['unconfirmed']) ^ set(expected)}")
    wait(file, len(expected), "at first")
    run("program", "publish", file, name, status=3, says="UNCONFIRMED")

    # A rule, then what was never there, then the rest.
    of_rule = [path for path in expected if path.startswith("/rules/0/")]
    run("program", "confirm", file, name, "--path", "/rules/0")
    wait(file, len(expected) - len(of_rule), "after a rule")
    run("program", "confirm", file, name, "--path", "/rules/0", status=3)
    run("program", "confirm", file, name, "--path", "/castle", status=3)
    run("program", "confirm", file, name)
    wait(file, 0, "after all")
    after = exported(file, name)
    del program["unconfirmed"]
    check(after == program, f"{template}: confirming changed more than the list")


def main(folder):
    templates = [row["id"] for row in json.loads(run("program", "templates", "--format", "json"))["templates"]]
    check(len(templates) == 8, f"templates: {templates}")
    for template in templates:
        one(folder, template)


with Folder("templates") as name:
    main(name)
