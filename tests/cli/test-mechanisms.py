#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every program of the golden mechanisms loads through the command line into an empty workspace, comes out as it
went in, and loads again.

Usage: test-mechanisms.py TIERWRIGHT SOURCE_ROOT
"""
import json

from job import ROOT, Folder, fail, one, run, same


def main():
    cases = sorted((ROOT / "tests" / "golden" / "mechanisms").glob("*.json"))
    count = 0
    with Folder("mechanisms") as folder:
        for case in cases:
            file = folder.workspace(f"{case.stem}.tierwright")
            for program in json.loads(case.read_text())["programs"]:
                source = folder.text("program.json", json.dumps(program))
                own = [name for fact in json.loads(case.read_text())["facts"] for name in fact.get("extra", {})]
                if own:
                    # It reads an attribute that a workspace has to define first: a new one says which.
                    run("program", "import", file, source, status=3, says=[f"fact.{own[0]}", "/rules/0"])
                    continue
                run("program", "import", file, source, says=program["name"])
                out, again = folder / "out.json", folder / "again.json"
                run("program", "export", file, program["name"], "--output", out)
                other = folder.workspace(f"{case.stem}-{count}-again.tierwright")
                run("program", "import", other, out)
                run("program", "export", other, program["name"], "--output", again)
                same(f"{case.stem}, exported twice", again.read_text(), out.read_text())
                same(f"rules of {case.stem}", one(other, "SELECT count(*) FROM program_rule"), len(program["rules"]))
                count += 1
            run("verify", file)
    if len(cases) < 20 or count < 19:
        fail(f"only {count} programs of {len(cases)} mechanisms")
    print(f"{count} programs of {len(cases)} mechanisms loaded")


main()
