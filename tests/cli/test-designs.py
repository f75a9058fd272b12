#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs as vendors run them, with facts in files as they would be imported: every total per period, partner and rule is
the one calculated by hand. What a file of designs/ holds is imported, published and calculated by the verbs alone, so that
the way from the file to the engine is part of it.

Usage: test-designs.py TIERWRIGHT SOURCE_ROOT
"""
import json

from job import ROOT, Folder, fail, run, same


def cents(text):
    return round(float(text or 0) * 100)


def totals(file, program):
    ids = {rule["name"]: rule["id"] for rule in program["rules"]}
    found = {}
    for line in json.loads(run("query", file, "lines", "--format", "json")):
        key = f"{line['period']} {line['partner']} {ids[line['rule']]}"
        found[key] = found.get(key, 0) + cents(line["amount"]) + cents(line["to_fund"])
    return found


def check_paid_on(file, design):
    """Over several periods a sale counts once, also where a later period rates its window anew."""
    name, periods = design["program"]["name"], f"{design['periods'][0]}..{design['periods'][-1]}"
    said = json.loads(run("scenario", file, "replay", "--program", name, "--period", periods, "--format", "json"))
    found = {row["key"]: row["Version 1"] for row in said["totals"]}
    head, *sales = (line.split(",") for line in design["csv"]["sales"])
    same("what is paid on", cents(found["measure"]), sum(cents(row[head.index("amount")]) for row in sales))
    same("what it costs", cents(found["cost"]), sum(map(cents, design["expect"].values())))
    # Sales of the three quarters: 264,417.10, 253,175.83 and 255,107.70 by hand, so partners together hardly grow.
    said = json.loads(run("scenario", file, "forecast", "--program", name, "--period", periods, "--format", "json"))
    measure = next(row for row in said["forecast"] if row["key"] == "measure")
    if not 0.85 < cents(measure["p50"]) / cents(found["measure"]) < 1.15:
        fail(f"a growth that nobody had: {measure}")


def check(folder, path):
    design = json.loads(path.read_text())
    file = folder / f"{path.stem}.tierwright"
    run("new", file, "--currency", design["currency"])
    for kind, lines in design["csv"].items():
        if kind == "credits":
            continue
        more = ["--set", f"type={design['type']}", "--set", "type_from=2024-01-01"] if kind == "partners" else []
        run("import", file, kind, folder.text(f"{kind}.csv", "\n".join(lines) + "\n"), *more, "--create", "customers",
            "--create", "products", "--create", "people")
    if "credits" in design["csv"]:
        run("import", file, "credits", folder.text("credits.csv", "\n".join(design["csv"]["credits"]) + "\n"))
    run("program", "import", file, folder.text("program.json", json.dumps(design["program"])))
    run("program", "publish", file, design["program"]["name"])
    for period in design["periods"]:
        run("calculate", file, "--period", period)
    found = totals(file, design["program"])
    expected = {key: cents(amount) for key, amount in design["expect"].items()}
    for key in sorted(found.keys() | expected.keys()):
        same(f"{path.stem}: {key}", found.get(key, 0), expected.get(key, 0))
    if path.stem == "cloud-consumption":
        check_paid_on(file, design)
    if not any(expected.values()):
        fail(f"{path.stem} expects nothing")
    return len(expected)


def main():
    paths = sorted((ROOT / "tests" / "cli" / "designs").glob("*.json"))
    count = 0
    with Folder("designs") as folder:
        for path in paths:
            count += check(folder, path)
    if len(paths) < 6 or count < 150:
        fail(f"only {count} totals of {len(paths)} designs")
    print(f"{count} totals of {len(paths)} designs are as calculated by hand")


main()
