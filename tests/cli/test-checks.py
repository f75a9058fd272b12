#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`check` tells what is found, where, with what evidence, and what mends it; and what can't be asked, and why.

Usage: test-checks.py TIERWRIGHT
"""
import csv
import io
import json

from job import Folder, fail, run


def check(holds, message):
    if not holds:
        fail(message)


def found(file, *words, status=0):
    return json.loads(run("check", file, "--format", "json", *words, status=status))


def by_code(results, program, code):
    return [r for r in results if r["program"] == program and r["code"] == code and r["state"] == "found"]


def main(folder):
    file = folder / "sample.tierwright"
    run("new", file, "--sample")
    results = found(file, status=1)

    # What the sample has on purpose.
    template = by_code(results, "Volume Rebate for App Vendors", "CHK-11")
    check(len(template) == 1 and template[0]["evidence"][0]["name"] == "Reseller Growth", f"shared template: {template}")
    check(len(by_code(results, "Reseller Growth", "CHK-11")) == 1, "the shared template shows on one side alone")
    resale = by_code(results, "Volume Rebate for App Vendors", "CHK-12")
    check({r["severity"] for r in resale} == {"error"} and len(resale) == 3, f"resale rebate for app vendors: {resale}")
    cliff = [r for r in by_code(results, "Reseller Growth", "CHK-52") if r["n_evidence"] > 0]
    check(len(cliff) == 1 and cliff[0]["path"] == "/rules/0/table/bands/1", f"cliff over the sale's margin: {cliff}")
    paid, margin = (float(word) for word in cliff[0]["evidence"][0]["value"].split() if word.replace(".", "").isdigit())
    check(paid > margin, f"no loss: {cliff[0]['evidence']}")
    gate = by_code(results, "Services Alliance", "CHK-18")
    check({e["name"] for e in gate[0]["evidence"]} >= {"Two Herons Studio"}, f"gate by headcount: {gate}")
    check(gate[0]["path"].startswith("/tiers/2"), f"the gate's place: {gate[0]['path']}")

    # Of one program and one check; exit status by what is listed.
    one = found(file, "--program", "Services Alliance", "--code", "CHK-18")
    check(len(one) == 1 and one[0]["remedy"], f"one check of one program: {one}")
    check(found(file, "Embedded Royalty", "--code", "CHK-52") == [], "a check that found nothing is listed")
    check(found(file, "--program", "Volume Rebate for App Vendors", "--code", "CHK-12", status=1), "errors give status 1")
    run("check", file, "--code", "CHK-99", status=2)
    run("check", file, "--program", "Atlantis", status=3)

    # What can't be asked is told with --all, and never as passed.
    everything = found(file, "--program", "Services Alliance", "--all")
    unasked = [r for r in everything if r["state"] == "not-applicable"]
    check(unasked and all(r["reason"].startswith("Not applicable") for r in unasked), "reasons are missing")
    check({r["state"] for r in everything} == {"found", "not-applicable"}, "what found nothing is listed")

    # CSV has a row per piece of evidence.
    text = run("check", file, "--program", "Services Alliance", "--code", "CHK-18", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    check([row["Name"] for row in rows] == [e["name"] for e in one[0]["evidence"]], f"CSV: {rows}")

    # A warning is waived with a reason and stays to be seen.
    draft = folder.text("draft.json", json.dumps({
        "tierwright": 1, "name": "Draft", "partner_type": "reseller", "currency": "USD", "effective_from": "2027-02-10",
        "rules": [{"id": "r", "name": "R", "kind": "rebate", "counts": {"sum": "amount", "fact": "sale"}, "rate": "1%"}]}))
    run("program", "import", file, draft)
    text = run("program", "publish", file, "Draft", "--waive", "CHK-57=The year begins so", status=3)
    check("CHK-01" in text, f"an objective isn't asked for: {text}")
    waived = [r for r in found(file, "--program", "Draft", status=1) if r["state"] == "waived"]
    check([(r["code"], r["reason"]) for r in waived] == [("CHK-57", "The year begins so")], f"waived: {waived}")


with Folder("checks") as name:
    main(name)
