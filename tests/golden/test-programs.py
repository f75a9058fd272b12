#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Holds the cases of tests/golden/programs against the list of real programs: each program has a
# case, each worked example and each figure is in one, or stands in outside.json with the reason.
# The runner (test-golden) holds the figures themselves; where the list isn't here, this skips.

import json
import os
import re
import sys
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("TW_SHARED", HERE.parents[2] / "shared"))
LIST = SHARED / "golden" / "programs.json"
# What a program is made of; the rest of an entry is prose, provenance and classification.
PARTS = ("tiers", "points", "incentives", "versions", "entry", "review", "payment", "mdf", "fees",
         "deal_registration", "reseller", "roles_fy2011_min_royalty_targets", "periods", "overlays",
         "programs", "rules")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?%?")


def numbers_of(text):
    """The numbers that a literal of the language may hold: `2%`, `12 months`, `1000.00`."""
    for one in NUMBER.findall(text):
        value = Fraction(one.rstrip("%"))
        yield value / 100 if one.endswith("%") else value


def literals(node):
    if isinstance(node, dict):
        for value in node.values():
            yield from literals(value)
    elif isinstance(node, list):
        for value in node:
            yield from literals(value)
    elif isinstance(node, str):
        yield from numbers_of(node)
    elif isinstance(node, int):
        yield Fraction(node)


def figures(node, pointer):
    if isinstance(node, dict):
        for key, value in node.items():
            yield from figures(value, f"{pointer}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from figures(value, f"{pointer}/{index}")
    elif isinstance(node, (int, float)) and not isinstance(node, bool):
        yield pointer, Fraction(str(node))


def said(value, numbers):
    """Also as its complement: a share is told to the partner or to the vendor."""
    return value in numbers or 1 - value in numbers


def is_outside(pointer, outside):
    return any(pointer == one or pointer.startswith(one + "/") for one in outside)


def check(program, cases, outside):
    mistakes = []
    numbers = {n for case in cases for n in literals(case["programs"])}
    numbers |= {n for case in cases for n in literals(case.get("agreements", []))}
    claimed = {p.split("#")[0] for case in cases for p in case.get("published", {})}
    used = set()
    for index in range(len(program.get("worked_examples", []))):
        pointer = f"/worked_examples/{index}"
        if not any(one.startswith(pointer + "/") for one in claimed) \
                and not is_outside(pointer, outside):
            mistakes.append(f"{pointer}: no case shows this example")
    for part in PARTS:
        for pointer, value in figures(program.get(part, {}), f"/{part}"):
            if is_outside(pointer, outside):
                used |= {one for one in outside if pointer == one or pointer.startswith(one + "/")}
            elif pointer not in claimed and not said(value, numbers):
                mistakes.append(f"{pointer}: {value} stands in no program of ours")
    for one in outside:
        if one not in used and not one.startswith("/worked_examples"):
            mistakes.append(f"{one}: outside.json names a figure that isn't there")
    return mistakes


def main():
    cases = [json.loads(path.read_text()) for path in sorted((HERE / "programs").glob("*.json"))]
    outside = json.loads((HERE / "outside.json").read_text())
    if not LIST.exists():
        print(f"skipped: the programs' facts aren't here: {LIST}")
        return 77
    programs = json.loads(LIST.read_text())["programs"]
    print(f"1..{len(programs) + 1}")
    failed = 0
    known = {program["id"] for program in programs}
    strangers = {case["real"] for case in cases} | set(outside)
    strangers -= known
    print(f"{'not ok' if strangers else 'ok'} 1 - every case is of a program {strangers or ''}")
    failed += bool(strangers)
    for index, program in enumerate(programs):
        own = [case for case in cases if case["real"] == program["id"]]
        mistakes = check(program, own, outside.get(program["id"], {})) if own else ["no case"]
        for mistake in mistakes:
            print(f"# {mistake}")
        print(f"{'not ok' if mistakes else 'ok'} {index + 2} - {program['id']}")
        failed += bool(mistakes)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
