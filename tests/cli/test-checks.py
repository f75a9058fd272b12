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


def table(sheet):
    head, *rows = [[cell for cell in row] for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(head, row)) for row in rows]


def workbook(folder, file, waived):
    """The same findings on a sheet, the waiver with who, when and why beside them; nothing of it in the guide."""
    try:
        import openpyxl
    except ImportError:
        print("python3-openpyxl is not installed: the workbook is not read")
        return
    path = folder / "findings.xlsx"
    results = found(file, "--program", "Draft", "--all", "--output", path, status=1)
    book = openpyxl.load_workbook(path)
    check(book.sheetnames[:3] == ["Findings", "Evidence", "Checks"], f"sheets: {book.sheetnames}")
    findings = table(book["Findings"])
    listed = [r for r in results if r["state"] in ("found", "waived")]
    check([(r["Code"], r["What was found"]) for r in findings] == [(r["code"], r["message"]) for r in listed], f"findings: {findings}")
    row = next(r for r in findings if r["State"] == "Waived")
    check((row["Reason"], row["Waived by"], row["Waived on"].date().isoformat()) ==
          (waived["reason"], waived["waived_by"], waived["waived_at"][:10]), f"waiver: {row}")
    check(all(r["Reason"] is None for r in findings if r["State"] == "Found"), "a reason without a waiver")
    check(len(table(book["Evidence"])) == sum(len(r["evidence"]) for r in listed), "evidence is missing")
    checks = table(book["Checks"])
    check({r["Code"] for r in checks} >= {f"CHK-{n:02d}" for n in range(1, 62)}, "a check is missing")
    unasked = {r["code"]: r["reason"] for r in results if r["state"] == "not-applicable"}
    check({r["Code"]: r["Why not applicable"] for r in checks if r["Result"] == "Not applicable"} == unasked, "reasons differ")
    guide = folder / "guide.xlsx"
    run("program", "guide", file, "Draft", "--output", guide)
    words = [str(cell) for sheet in openpyxl.load_workbook(guide) for line in sheet.iter_rows(values_only=True) for cell in line]
    check(not any(waived["reason"] in word or "CHK-" in word for word in words), "the guide tells of findings")
    run("check", file, "--program", "Draft", "--output", folder / "nowhere" / "x.xlsx", status=3)


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
    paid, margin = (float(word) for word in cliff[0]["evidence"][0]["value"].replace(",", "").split() if word.replace(".", "").isdigit())
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
    check(waived[0]["waived_by"] and waived[0]["waived_at"].startswith("20"), f"who and when: {waived}")
    workbook(folder, file, waived[0])


with Folder("checks") as name:
    main(name)
