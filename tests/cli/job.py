# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: a folder, workspaces in it, verbs run and held to their answer."""
import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

BINARY = Path(sys.argv[1]).resolve()
ROOT = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None


def fail(text):
    sys.exit(text)


def same(what, value, expected):
    if value != expected:
        fail(f"{what}: {value!r}, expected {expected!r}")


def run(*arguments, status=0, says=(), env=None, prefix=(), timeout=60):
    """Runs a verb; returns what it said. Each of `says` has to stand in it, whatever its case."""
    command = [*prefix, BINARY, *map(str, arguments)]
    result = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=timeout,
                            env={**os.environ, **(env or {})})
    said = result.stdout + result.stderr
    shown = " ".join(map(str, command))[-300:]
    if result.returncode != status:
        fail(f"{shown}\nexit {result.returncode}, expected {status}\n{said[-3000:]}")
    for text in ([says] if isinstance(says, str) else says):
        if text.lower() not in said.lower():
            fail(f"{shown}\ndoes not say “{text}”:\n{said[-3000:]}")
    if status != 0 and not said.strip():
        fail(f"{shown}\nfails without a word")
    return said


def dump(file):
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return "\n".join(base.iterdump())
    finally:
        base.close()


def rows(file, sql, *values):
    base = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        return base.execute(sql, values).fetchall()
    finally:
        base.close()


def one(file, sql, *values):
    found = rows(file, sql, *values)
    if len(found) != 1:
        fail(f"{sql}: {len(found)} rows, expected one")
    return found[0][0] if len(found[0]) == 1 else found[0]


def tamper(file, *statements):
    """Changes a workspace as somebody with a database shell would: the guards dropped and put back."""
    base = sqlite3.connect(file)
    guards = base.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        base.execute(f'DROP TRIGGER "{name}"')
    for statement in statements:
        changed = base.execute(statement).rowcount
        if changed == 0:
            fail(f"nothing to tamper with: {statement}")
    for _, sql in guards:
        base.execute(sql)
    base.commit()
    base.close()


# What a program needs beside its rules to be published.
OBJECTIVE = {"gap": "Customers whom nobody serves", "kind": "reach", "metric": "net-revenue", "baseline": "100", "target": "200",
             "due": "2026-12-31", "direct_cost": "500", "partner_cost": "300"}


class Folder:
    """A folder of the test's own, gone at its end."""

    def __init__(self, name):
        self.path = Path(tempfile.mkdtemp(prefix=f"tw-{name}-"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def __truediv__(self, name):
        return self.path / name

    def text(self, name, content):
        path = self.path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def csv(self, name, heading, content):
        path = self.path / name
        with open(path, "w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(heading)
            writer.writerows(content)
        return path

    def program(self, name, rules, partner_type="reseller", currency="USD", effective="2026-01-01", **more):
        document = {"tierwright": 1, "name": name, "partner_type": partner_type, "currency": currency,
                    "effective_from": effective, "objective": OBJECTIVE, "rules": rules, **more}
        return self.text(f"{name}-{effective}.json", json.dumps(document))

    def workspace(self, name="a.tierwright", currency="USD"):
        file = self.path / name
        run("new", file, "--currency", currency)
        return file

    def load(self, file, kind, heading, content, *options):
        source = self.csv(f"{kind}.csv", heading, content)
        run("import", file, kind, source, *options)

    def partners(self, file, *names, partner_type="reseller", currencies=None):
        """A currency is what the partner is paid in."""
        currencies = currencies or {}
        self.load(file, "partners", ["External ID", "Name", "Type", "Type from", "Currency"],
                  [[name, f"Partner {name}", partner_type, "2020-01-01", currencies.get(name, "")] for name in names])

    def sales(self, file, content, *options):
        """Rows of id, partner, date, amount and, where given, currency and the sale that is reversed."""
        full = [[*row, *["USD", ""][len(row) - 4:]] for row in content]
        self.load(file, "sales", ["External ID", "Partner", "Date", "Amount", "Currency", "Reverses"], full, *options)

    def publish(self, file, path, *options):
        run("program", "import", file, path)
        run("program", "publish", file, json.loads(path.read_text())["name"], *options)


def marginal(rule="vol", window="quarter", bands=(("0", "2%"), ("10000.00", "4%")), **more):
    return {"id": rule, "name": "Volume rebate", "kind": "rebate", "window": window,
            "counts": {"sum": "amount", "fact": "sale"},
            "table": {"bands": [{"from": start, "rate": rate} for start, rate in bands]}, **more}
