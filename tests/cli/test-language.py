#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `program language` teaches is so: its example loads, every topic is there, every attribute that it lists for a kind of
fact can stand in a filter, and what it explains is a field of the schema. A refusal names what could have stood there.

Usage: test-language.py TIERWRIGHT SOURCE_ROOT
"""
import json
import re

from job import ROOT, Folder, fail, run, same

KINDS = ("sale", "unit_report", "opportunity", "certification")
OPERANDS = {"amount": "5.00", "number": "5", "date": "2026-01-01", "yes or no": "yes", "text": "x"}


def example(said):
    return json.loads(said[said.index("  {\n"):said.index("\n  }\n") + 5])


def check_topics(schema):
    topics = run("program", "language").rstrip().rsplit("Topics:", 1)[1].split()
    for name in schema["$defs"]:
        if name not in topics:
            fail(f"“{name}” is no topic")
    for topic in topics:
        if len(run("program", "language", topic).splitlines()) < 2:
            fail(f"“{topic}” says nothing")
    run("program", "language", "fortnight", status=2, says="fortnight")


def check_meanings(schema):
    """Each place that is explained, object.field, is in the schema."""
    rule = schema["$defs"]["rule"]["properties"]
    places = re.findall(r'\{ "([a-z_]+)\.([a-z_]+)", N_', (ROOT / "src/cli/tw-cli-program-language.c").read_text())
    for name, field in places:
        place = schema if name == "program" else schema["$defs"].get(name) or rule[name]
        held = [place, *place.get("anyOf", []), *place.get("oneOf", [])]
        if not any(field in one.get("properties", {}) for one in held):
            fail(f"{name}.{field} is explained, but isn't in the schema")
    if len(places) < 40:
        fail(f"only {len(places)} fields are explained")


def check_attributes(folder, file, program):
    """All attributes of a kind in one filter, each compared with a value of its type."""
    for kind in KINDS:
        where = {}
        for line in run("program", "language", kind).splitlines()[1:]:
            what, names = line.strip().split(":")
            where.update({name: {"is": OPERANDS[what]} for name in names.split()})
        if len(where) < 20:
            fail(f"{kind}: only {sorted(where)}")
        counts = {"count": "facts", "fact": kind, "where": where}
        rule = {"id": "r", "name": "R", "kind": "bonus", "counts": counts, "price": "1"}
        source = folder.text(f"{kind}.json", json.dumps({**program, "name": kind, "rules": [rule]}))
        run("program", "import", file, source, says=kind)
        where["fortnight"] = "x"
        source = folder.text(f"{kind}.json", json.dumps({**program, "name": kind, "rules": [rule]}))
        run("program", "import", file, source, status=3, says=["/rules/0/counts/where/fortnight", "Possible here", "amount"])
        counts["fact"] = "fortnight"
        source = folder.text(f"{kind}.json", json.dumps({**program, "name": kind, "rules": [rule]}))
        run("program", "import", file, source, status=3, says=["/rules/0/counts/fact", "unit_report"])


def main():
    schema = json.loads(run("program", "language", "--format", "json"))
    same("the schema", schema, json.loads((ROOT / "data" / "schema" / "program.schema.json").read_text()))
    program = example(run("program", "language"))
    with Folder("language") as folder:
        file = folder.workspace("a.tierwright")
        run("program", "import", file, folder.text("example.json", json.dumps(program)), says=program["name"])
        check_topics(schema)
        check_meanings(schema)
        check_attributes(folder, file, program)
    print("the language is as it is taught")


main()
