#!/usr/bin/env python3
"""Prints "N passed, N failed, N skipped" from meson's log of a test run.

usage: count-tests.py TESTLOG.json STATUS [AGAIN.json]
       count-tests.py --windows TESTLOG.json

STATUS is the exit status of the run. AGAIN is the log of what was run a second time, whose results stand; it is said of
which tests. Exits with 1 if a test failed, if there was none, or if the run itself failed for another reason.

With --windows it prints the names of the tests that work a window and failed.
"""

import json
import re
import sys
from pathlib import Path

PASSED = {"OK", "EXPECTEDFAIL"}
SKIPPED = {"SKIP"}

# A test program may pass and still have skipped one of its cases: that is said, though not counted.
SKIPPED_CASE = re.compile(r"^ok \d+ (\S+) # SKIP ?(.*)$", re.M)
WINDOW = re.compile(r"^(ui|session)-")
# More than these at once are no accident.
AGAIN_MOST = 4


def read(path):
    """The tests of a log: name → (result, what was written)."""
    tests = {}
    with open(path, encoding="utf-8", errors="replace") as log:
        for line in log:
            test = json.loads(line)
            tests[test["name"]] = (test["result"], test.get("stdout") or "")
    return tests


def is_failed(result):
    return result not in PASSED | SKIPPED


def print_windows(path):
    failed = [name.split(" / ")[-1].split(":")[-1] for name, (result, _) in read(path).items() if is_failed(result)]
    if len(failed) <= AGAIN_MOST and all(WINDOW.match(name) for name in failed):
        print(" ".join(failed))
    return 0


def main():
    if sys.argv[1] == "--windows":
        return print_windows(sys.argv[2])

    run_failed = int(sys.argv[2]) != 0
    tests = read(sys.argv[1]) if Path(sys.argv[1]).exists() else {}
    again = read(sys.argv[3]) if len(sys.argv) > 3 and Path(sys.argv[3]).exists() else {}
    if not tests:
        print("No test was run.")
    if again and {name for name, (result, _) in tests.items() if is_failed(result)} <= set(again):
        run_failed = False
    tests.update(again)

    passed = [name for name, (result, _) in tests.items() if result in PASSED]
    skipped = [name for name, (result, _) in tests.items() if result in SKIPPED]
    failed = [f"{name} ({result.lower()})" for name, (result, _) in tests.items() if is_failed(result)]

    for _, output in tests.values():
        for case, why in SKIPPED_CASE.findall(output):
            print(f"skipped case: {case} ({why})")
    for name in skipped:
        print(f"skipped: {name}")
    for name in again:
        print(f"run once more by itself: {name}")
    for name in failed:
        print(f"failed: {name}")
    print(f"{len(passed)} passed, {len(failed)} failed, {len(skipped)} skipped")

    return 0 if passed and not failed and not run_failed else 1


sys.exit(main())
