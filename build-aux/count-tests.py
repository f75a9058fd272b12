#!/usr/bin/env python3
"""Prints "N passed, N failed, N skipped" from meson's log of a test run.

usage: count-tests.py TESTLOG.json STATUS

STATUS is the exit status of the run. Exits with 1 if a test failed, if there was none, or if the run itself
failed.
"""

import json
import re
import sys

PASSED = {"OK", "EXPECTEDFAIL"}
SKIPPED = {"SKIP"}

# A test program may pass and still have skipped one of its cases: that is said, though not counted.
SKIPPED_CASE = re.compile(r"^ok \d+ (\S+) # SKIP ?(.*)$", re.M)


def main():
    path, run_status = sys.argv[1], int(sys.argv[2])
    passed, failed, skipped, cases = [], [], [], []

    try:
        with open(path, encoding="utf-8", errors="replace") as log:
            for line in log:
                test = json.loads(line)
                cases += [f"{case} ({why})" for case, why in SKIPPED_CASE.findall(test.get("stdout", ""))]
                if test["result"] in PASSED:
                    passed.append(test["name"])
                elif test["result"] in SKIPPED:
                    skipped.append(test["name"])
                else:
                    failed.append(f'{test["name"]} ({test["result"].lower()})')
    except FileNotFoundError:
        print("No test was run.")

    for case in cases:
        print(f"skipped case: {case}")
    for name in skipped:
        print(f"skipped: {name}")
    for name in failed:
        print(f"failed: {name}")
    print(f"{len(passed)} passed, {len(failed)} failed, {len(skipped)} skipped")

    return 0 if passed and not failed and run_status == 0 else 1


sys.exit(main())
