#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`verify` is clean on what the product wrote, and names the place where somebody changed it with a database shell.

Usage: test-verify.py TIERWRIGHT
"""
import json
import shutil

from job import Folder, dump, marginal, one, rows, run, same, tamper

CHANGES = {
    "a sale's amount": (["UPDATE sale SET amount = amount + 1 WHERE external_id = 's2'"], ["s2"]),
    "a sale's date": (["UPDATE sale SET date = '2026-02-02' WHERE external_id = 's1'"], ["s1"]),
    "a sale taken away": (["DELETE FROM sale WHERE external_id = 's3'"], ["sale/4", "sales.csv"]),
    "a sale put in": (["INSERT INTO sale (external_id, source, partner, date, amount, currency, batch, batch_row) "
                       "SELECT 'sX', source, partner, date, amount, currency, batch, 99 FROM sale "
                       "WHERE external_id = 's1'"], ["sX", "added"]),
    "a partner's name": (["UPDATE partner SET name = 'Other' WHERE external_id = 'P1'"], ["P1"]),
    "a rule's body": (["UPDATE program_rule SET body = replace (body, '2%', '3%')"], ["Rebate"]),
    "a version's body": (["UPDATE program_version SET body = replace (body, 'quiet', 'noisy')"], ["Rebate"]),
    "an approved line": (["UPDATE line SET amount = amount + 100 WHERE id = (SELECT min (l.id) FROM line AS l JOIN "
                          "statement AS s ON s.id = l.id >> 24 WHERE s.state = 'approved')"], ["P1", "2026-Q1"]),
    "a calculated line": (["UPDATE line SET amount = amount + 100 WHERE id = (SELECT min (l.id) FROM line AS l JOIN "
                           "statement AS s ON s.id = l.id >> 24 WHERE s.state = 'calculated')"], ["P2", "2026-Q1"]),
    "an approved statement's payable": (["UPDATE statement SET payable = payable + 1 WHERE state = 'approved'"],
                                        ["P1", "2026-Q1"]),
    "a calculated statement's payable": (["UPDATE statement SET payable = payable + 1 WHERE state = 'calculated'"],
                                         ["P2", "2026-Q1"]),
    "who approved": (["UPDATE statement SET approved_by = 'somebody' WHERE state = 'approved'"], ["P1"]),
    "a history entry's label": (["UPDATE history SET label = 'Nothing' WHERE id = 3"], ["3"]),
    "a history entry's time": (["UPDATE history SET at = '2020-01-01T00:00:00Z' WHERE id = 4"], ["4"]),
    "a history entry taken away": (["DELETE FROM history WHERE id = 3"], ["history"]),
    "an adjustment": (["UPDATE adjustment SET amount = amount * 10"], ["P2"]),
    "an exclusion of an approved statement": (["UPDATE exclusion SET reason = 2"], ["P1", "2026-Q1", "filtered"]),
}


def check_registers(folder):
    """Rows that carry no batch are told by history, too: imported, changed and undone."""
    file = folder.workspace("registers.tierwright")
    before = dump_tables(file)
    folder.load(file, "currencies", ["Code", "Name", "Decimals"], [("XBT", "Bitcoin", "8"), ("XLM", "Lumen", "7")])
    run("verify", file)
    folder.load(file, "currencies", ["Code", "Name", "Decimals"], [("XBT", "Bit", "8")], "--update")
    run("verify", file)
    folder.load(file, "programs", ["Name", "Partner type", "Currency"], [("Alpha", "reseller", "USD")])
    run("verify", file)
    for _ in range(3):
        run("undo", file)
    run("verify", file)
    same("currencies and programs after undo", dump_tables(file), before)


def dump_tables(file):
    return rows(file, "SELECT * FROM currency ORDER BY 1, 2"), rows(file, "SELECT * FROM program")


def main():
    with Folder("registers") as folder:
        check_registers(folder)
    with Folder("verify") as folder:
        file = folder.workspace()
        folder.partners(file, "P1", "P2")
        folder.sales(file, [("s1", "P1", "2026-01-10", "6000.00"), ("s2", "P1", "2026-02-10", "7000.00"),
                            ("s0", "P1", "2026-02-12", "0.10"),
                            ("s3", "P2", "2026-02-11", "500.00"), ("s4", "P2", "2026-03-11", "0.10")])
        folder.publish(file, folder.program("Rebate", [marginal()], notes="quiet"))
        run("calculate", file, "--period", "2026-Q1")
        run("approve", file, "--period", "2026-Q1", "--partner", "P1")
        run("adjust", file, "--period", "2026-Q1", "--partner", "P2", "--amount", "12.50", "--reason", "Late sale",
            "--reference", "M-1")
        before = dump(file)
        run("verify", file)
        same("verify changes nothing", dump(file), before)
        for name, (statements, says) in CHANGES.items():
            copy = folder / "changed.tierwright"
            shutil.copy(file, copy)
            tamper(copy, *statements)
            print(f"{name}:\n  " + run("verify", copy, status=1, says=says).replace("\n", "\n  ").rstrip())
            found = json.loads(run("verify", copy, "--format", "json", status=1))
            if not found:
                raise SystemExit(f"{name}: verify --format json names nothing")
        # An import after the approval doesn't hide what somebody changes in it.
        late = folder / "late.tierwright"
        shutil.copy(file, late)
        folder.sales(late, [("s9", "P1", "2026-01-15", "50.00")])
        run("verify", late, says=["Warning", "P1"])
        for name in ("an approved line", "an approved statement's payable", "who approved", "a sale's amount"):
            copy = folder / "changed.tierwright"
            shutil.copy(late, copy)
            tamper(copy, *CHANGES[name][0])
            run("verify", copy, status=1, says=["Error", "2026-Q1" if "sale" not in name else "s2"])
        same("entries of history", one(file, "SELECT count(*) > 5 FROM history"), 1)


main()
