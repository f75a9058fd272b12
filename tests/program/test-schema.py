#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds templates, sample programs and golden programs against the JSON Schema of the language.

Usage: test-schema.py SOURCE_ROOT
"""

import glob
import json
import os
import sys

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed: skipped")
    sys.exit(77)


def programs(root):
    """Yields (name, program) of everything that must fit the schema."""
    for folder in ("data/templates", "data/sample/programs"):
        for path in sorted(glob.glob(os.path.join(root, folder, "*.json"))):
            with open(path, encoding="utf-8") as file:
                yield path, json.load(file)
    for path in sorted(glob.glob(os.path.join(root, "tests/golden/*/*.json"))):
        with open(path, encoding="utf-8") as file:
            case = json.load(file)
        if "refused" in case:
            continue
        for number, program in enumerate(case.get("programs", [])):
            yield f"{path} ({number})", program


def broken(program):
    """Yields copies of a good program with one thing wrong each, which the schema must refuse."""
    for change in (
        {"tierwright": 2},
        {"partner_type": "agent"},
        {"effective_from": "1 January"},
        {"rules": [{"id": "r"}]},
        {"unknown": "key"},
        {"rules": [dict(program["rules"][0], rate=0.02)]},
        {"payment": {"per": "week"}},
        {"objective": {"gap": "Reach", "reason": "none"}},
        {"objective": {"kind": "growth"}},
        {"objective": {"target": 12}},
        {"benefits": [{"name": "Demo licences", "cost": "-1.00"}]},
        {"governance": [{"cadence": "quarter"}]},
        {"budget": {"per": "year"}},
        {"unconfirmed": ["rules/0"]},
        {"tiers": [{"name": "Gold", "enter": {"all": []}, "investment": {"level": "deep"}}]},
    ):
        yield dict(program, **change)


def main():
    root = sys.argv[1]
    with open(os.path.join(root, "data/schema/program.schema.json"), encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    count = failed = 0
    for name, program in programs(root):
        count += 1
        for error in validator.iter_errors(program):
            failed += 1
            print(f"{name}: {error.json_path}: {error.message[:300]}")
        if count == 1:
            for wrong in broken(program):
                if validator.is_valid(wrong):
                    failed += 1
                    print(f"{name}: the schema lets a broken program through: {set(wrong) - set(program)}")
    print(f"{count} programs, {failed} problems")
    if count < 8:
        print("There are fewer programs than templates; where are they?")
        failed += 1
    return 1 if failed else 0


sys.exit(main())
