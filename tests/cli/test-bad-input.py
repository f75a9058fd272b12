#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input: each ends with the right exit status and a message that says what, where and what now, and leaves the
workspace as it was.

Usage: test-bad-input.py TIERWRIGHT
"""
import json
import os
import shutil
import sqlite3

from job import Folder, dump, fail, marginal, rows, run, same

VERBS = ["new", "verify", "history", "undo", "redo", "import", "program", "check", "calculate", "approve", "reopen",
         "adjust", "statements", "explain", "qualify", "query", "export"]
USAGE, INPUT = 2, 3


class Case:
    def __init__(self, folder, file):
        self.folder, self.file, self.before, self.n, self.failures = folder, file, dump(file), 0, []

    def refused(self, *words, **more):
        """All that goes wrong is told at the end, not the first alone."""
        try:
            self.hold(*words, **more)
        except SystemExit as end:
            self.failures.append(str(end))

    def hold(self, *words, says=(), status=INPUT, prefix=()):
        """The verb runs on the workspace, which is named by None among the words."""
        said = run(*(self.file if word is None else word for word in words), status=status, says=says, prefix=prefix)
        if "critical" in said.lower() or "assert" in said.lower():
            fail(f"{words}: {said}")
        same(f"workspace after {' '.join(map(str, words))[:200]}", dump(self.file), self.before)
        left = [path.name for path in self.file.parent.glob(self.file.name + "-*")]
        same(f"files beside the workspace after {words[0]}", left, [])
        self.n += 1
        print(f"{' '.join(str(word) for word in words if word is not None)[:100]}\n    "
              + said.strip().replace("\n", "\n    ")[:700])

    def finish(self):
        if self.failures:
            fail("\n\n".join(self.failures))


def check_usage(case):
    for verb in VERBS:
        said = run(verb, "--help")
        if verb not in said or "--help" not in said:
            fail(f"{verb} --help: {said}")
        run(verb, status=USAGE, says="usage")
        run(verb, "--nonsense", status=USAGE, says="nonsense")
    said = run("help")
    for verb in VERBS:
        if f"  {verb} " not in said:
            fail(f"help doesn't name {verb}")
    case.refused("calculate", None, says="--period", status=USAGE)
    case.refused("approve", None, says="--period", status=USAGE)
    case.refused("reopen", None, "--period", "2026-Q1", says="--reason", status=USAGE)
    case.refused("statements", None, "--period", "2026-Q1", says="--output", status=USAGE)
    case.refused("adjust", None, "--period", "2026-Q1", "--partner", "P1", "--amount", "1", "--reference", "x",
                 says="--reason", status=USAGE)
    case.refused("adjust", None, "--period", "2026-Q1", "--partner", "P1", "--amount", "1", "--reason", "x",
                 says="--reference", status=USAGE)
    case.refused("qualify", None, says="--as-of", status=USAGE)
    case.refused("export", None, "sales", says="--output", status=USAGE)
    case.refused("explain", None, status=USAGE)
    case.refused("import", None, "sales", status=USAGE)
    case.refused("import", None, "unicorns", "x.csv", says=["unicorns", "sales"], status=USAGE)
    case.refused("program", "fly", None, "x", says="fly", status=USAGE)
    case.refused("program", "publish", None, status=USAGE)
    case.refused("query", None, "unicorns", says=["unicorns"], status=USAGE)
    case.refused("verify", None, "--format", "poem", says=["poem", "json"], status=USAGE)
    case.refused("undo", None, "first", says="first", status=USAGE)


def check_files(case):
    folder, good = case.folder, case.file.read_bytes()
    newer = folder / "newer.tierwright"
    shutil.copy(case.file, newer)
    base = sqlite3.connect(newer)
    base.execute("PRAGMA user_version = 999")
    base.commit()
    base.close()
    trigger = folder / "trigger.tierwright"
    shutil.copy(case.file, trigger)
    base = sqlite3.connect(trigger)
    base.execute("CREATE TRIGGER greedy AFTER INSERT ON line BEGIN UPDATE run SET facts_seen = 0; END")
    base.commit()
    base.close()
    other = folder / "other.db"
    base = sqlite3.connect(other)
    base.execute("CREATE TABLE t (a)")
    base.commit()
    base.close()
    (folder / "dir.tierwright").mkdir()
    bad = {folder.text("text.tierwright", "Dear all,\nthis is no workspace.\n"): "no tierwright workspace",
           folder / "dir.tierwright": "folder", folder / "missing.tierwright": "missing.tierwright",
           "/dev/null": "/dev/null", newer: "newer", folder.text("half.tierwright", good[:len(good) // 2]): "half",
           folder.text("empty.tierwright", ""): "empty", folder.text("head.tierwright", good[:100]): "head",
           trigger: "greedy", other: "other.db"}
    for path, says in bad.items():
        content = path.read_bytes() if hasattr(path, "is_file") and path.is_file() else None
        for words in (("verify", path), ("calculate", path, "--period", "2026-Q1"), ("query", path, "sales")):
            said = run(*words, status=INPUT, says=says)
            if "." not in said:
                fail(f"{path}: no sentence: {said}")
        print(f"{path}\n    {said.strip()}")
        if content is not None:
            same(f"{path} is left as it was", path.read_bytes(), content)
    same("missing file is not made", (folder / "missing.tierwright").exists(), False)
    run("new", case.file, status=INPUT, says=["already", case.file.name])
    run("new", folder / "no" / "such.tierwright", status=INPUT, says="such")
    run("new", folder / "x.tierwright", "--currency", "ZZZ", status=USAGE, says="ZZZ")
    run("new", folder / "x.tierwright", "--template", "castle", status=INPUT, says="castle")
    run("new", folder / "x.tierwright", "--year-start", "13-45", status=USAGE, says="13-45")
    same("a workspace that could not be made is not left", (folder / "x.tierwright").exists(), False)
    check_read_only(case)


def check_read_only(case):
    """Root may write what is read-only: the verbs run as somebody else."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        return
    nobody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    binary = case.folder / "tierwright"
    case.folder.path.chmod(0o755)
    case.file.chmod(0o444)
    source = case.folder.text("one.csv", "External ID,Partner,Date,Amount,Currency\nr1,P1,2026-01-01,5.00,USD\n")
    source.chmod(0o644)
    if run_as(nobody, case) is None:
        return
    case.refused("calculate", None, "--period", "2026-Q1", says=["for reading only", case.file.name], prefix=nobody)
    case.refused("import", None, "sales", source, says=["for reading only", case.file.name], prefix=nobody)
    run("verify", case.file, prefix=nobody)
    run("query", case.file, "sales", says="s1", prefix=nobody)
    case.file.chmod(0o000)
    run("verify", case.file, status=INPUT, says=["permission", case.file.name], prefix=nobody)
    case.file.chmod(0o600)
    same("binary", binary.exists(), False)


def run_as(prefix, case):
    """Whether that somebody can reach the binary at all."""
    import subprocess
    from job import BINARY
    return subprocess.run([*prefix, BINARY, "help"], capture_output=True).returncode == 0 or None


HEAD = "External ID,Partner,Date,Amount,Currency\n"


def check_csv(case):
    folder = case.folder
    wide = ",".join(f"c{i}" for i in range(10000))
    sources = {
        "no-header": ("x1,P1,2026-01-01,5.00,USD\nx2,P1,2026-01-02,6.00,USD\n", ["column"]),
        "binary": (bytes(range(256)) * 64, ["binary.csv"]),
        "elf": (b"\x7fELF\x02\x01\x01" + bytes(4000), ["elf.csv"]),
        "wide": (wide + "\n" + wide + "\n", ["column"]),
        "cell": (HEAD + "x1,P1,2026-01-01,5.00," + "U" * 10_000_000 + "\n", ["2"]),
        "quoted-cell": (HEAD + 'x1,P1,2026-01-01,5.00,"' + "U\n" * 5_000_000 + '"\n', ["2"]),
        "open-quote": (HEAD + 'x1,P1,"2026-01-01,5.00,USD\n' + "x2,P1,2026-01-01,5.00,USD\n" * 20, ["quot"]),
        "currency": (HEAD + "x1,P1,2026-01-01,5.00,XQX\n", ["XQX", "2", "currency"]),
        "february": (HEAD + "x1,P1,2026-02-30,5.00,USD\n", ["2026-02-30", "2", "date"]),
        "huge": (HEAD + "x1,P1,2026-01-01,92233720368547758.08,USD\n", ["92233720368547758.08", "2", "amount"]),
        "huger": (HEAD + "x1,P1,2026-01-01," + "9" * 400 + ",USD\n", ["2", "amount"]),
        "digits": (HEAD + "x1,P1,2026-01-01,5.0012,USD\n", ["5.0012", "2"]),
        "word": (HEAD + "x1,P1,2026-01-01,lots,USD\n", ["lots", "2", "amount"]),
        "empty": ("", ["empty", "empty.csv"]),
        "blank": ("\n\n\n", ["blank.csv"]),
        "bom": (b"\xef\xbb\xbf", ["bom.csv"]),
        "only-header": (HEAD, ["no row"]),
        "twice": (HEAD + "x1,P1,2026-01-01,5.00,USD\nx2,P1,2026-01-01,5.00,USD\nx1,P1,2026-01-03,7.00,USD\n",
                  ["x1", "4"]),
        "partner": (HEAD + "x1,Nobody,2026-01-01,5.00,USD\n", ["Nobody", "2", "create"]),
        "no-id": (HEAD + ",P1,2026-01-01,5.00,USD\n", ["external id", "2"]),
        "short": (HEAD + "x1,P1,2026-01-01\n", ["2"]),
        "ambiguous": (HEAD + "x1,P1,03/04/2026,5.00,USD\n", ["--date-order"]),
        "latin": (HEAD.encode() + b"x1,P\xff\xfe1,2026-01-01,5.00,USD\n", ["2"]),
        "nul": (HEAD.encode() + b"x1,P\x001,2026-01-01,5.00,USD\n", ["nul.csv"]),
        "reverses": ("External ID,Partner,Date,Amount,Currency,Units\nx1,P1,2026-01-01,5.00,USD,1e400\n", ["1e400"]),
    }
    for name, (content, says) in sources.items():
        path = folder.text(f"{name}.csv", content)
        case.refused("import", None, "sales", path, says=says)
        case.refused("import", None, "sales", path, "--dry-run", says=says)
    one = folder.text("one.csv", HEAD + "x1,P1,2026-01-01,5.00,USD\n")
    case.refused("import", None, "sales", folder.path, says="directory")
    case.refused("import", None, "sales", folder / "none.csv", says="none.csv")
    case.refused("import", None, "sales", "/dev/null", says="/dev/null")
    case.refused("import", None, "sales", one, "--column", "amount=Sum", says="Sum")
    case.refused("import", None, "sales", one, "--column", "weight=Amount", says="weight", status=USAGE)
    case.refused("import", None, "sales", one, "--set", "motion=sideways", says="sideways")
    case.refused("import", None, "sales", one, "--map", "yesterday", says="yesterday")
    case.refused("import", None, "sales", one, "--expect", "USD=6.00", says=["6.00", "5.00"])
    case.refused("import", None, "sales", one, "--encoding", "klingon", says="klingon", status=USAGE)
    case.refused("import", None, "sales", one, "--decimal", "dash", says="dash", status=USAGE)
    case.refused("import", None, "sales", one, "--delimiter", "dot", says="dot", status=USAGE)
    case.refused("import", None, "sales", one, "--date-order", "ydm", says="ydm", status=USAGE)
    case.refused("import", None, "sales", one, "--create", "kings", says="kings", status=USAGE)
    case.refused("import", None, "sales", one, "--set", "nothing", says="nothing", status=USAGE)
    new = folder.text("new.csv", HEAD + "x1,Nobody,2026-01-01,5.00,USD\n")
    case.refused("import", None, "sales", new, "--create", "partners", says="--partner-type")
    case.refused("import", None, "sales", new, "--create", "partners", "--partner-type", "king", says="king",
                 status=USAGE)


def check_between(case):
    """What the tables hold between two columns is told row by row before anything is written, also by a dry run."""
    same_money = case.folder.text("same-money.csv", "date,base,quote,rate\n2026-01-02,EUR,EUR,1.1\n")
    for more in ([], ["--dry-run"]):
        case.refused("import", None, "fx-rates", same_money, *more, says=["Row 2", "quote", "two different"])


def check_programs(case):
    folder = case.folder
    rule = marginal()
    documents = {
        "unknown key": ([{**rule, "bonus": "1"}], ["/rules/0/bonus"]),
        "bands out of order": ([marginal(bands=(("10000.00", "4%"), ("5000.00", "2%")))],
                               ["/rules/0/table/bands/1/from"]),
        "a number where text is due": ([{**rule, "table": {"bands": [{"from": "0", "rate": 0.02}]}}],
                                       ["/rules/0/table/bands/0/rate"]),
        "text where a list is due": ([{**rule, "adjust": "more"}], ["/rules/0/adjust"]),
        "two rules of one id": ([rule, rule], ["/rules/1"]),
        "an unknown attribute": ([{**rule, "who": {"value": "partner.shoe", "is": "42"}}], ["partner.shoe"]),
        "no rules": ("nothing", ["/rules"]),
    }
    for name, (rules, says) in documents.items():
        path = folder.program("Bad", rules)
        case.refused("program", "import", None, path, says=says)
    cost = {"objective": {"gap": "g", "direct_cost": "-5"}}
    parts = {
        "an unknown key of the objective": ({"objective": {"gap": "g", "reason": "r"}}, ["/objective/reason"]),
        "a negative cost": (cost, ["/objective/direct_cost"]),
        "a bare number": ({"objective": {"target": 12}}, ["/objective/target"]),
        "a benefit without a name": ({"benefits": [{"cost": "1"}]}, ["/benefits/0"]),
        "a review of no tier": ({"governance": [{"name": "Review", "for": ["Gold"]}]}, ["/governance/0/for/0", "Gold"]),
        "a budget without an amount": ({"budget": {"per": "year"}}, ["/budget"]),
        "an element that isn't there": ({"unconfirmed": ["/rules/7"]}, ["/unconfirmed/0", "/rules/7"]),
        "two tiers of one name": ({"tiers": [{"name": "A", "enter": {"all": []}}] * 2}, ["/tiers/1", "“A”"]),
    }
    for name, (more, says) in parts.items():
        case.refused("program", "import", None, folder.program("Bad", [rule], **more), says=says)
    texts = {
        "words.json": ("A rebate of 2%, please.", ["words.json"]),
        "list.json": ("[]", ["object"]),
        "number.json": ("5", ["object"]),
        "open.json": ('{"tierwright": 1, "name": "Half', ["open.json"]),
        "empty.json": ("", ["empty.json"]),
        "deep.json": ("[" * 50_000_000, ["50000000 bytes"]),
        "deeper.json": ('{"a":' * 200_000, ["deep"]),
        "bytes.json": (b'{"tierwright": 1, "name": "\xff\xfe"}', ["UTF-8"]),
        "later.json": ('{"tierwright": 2, "name": "A", "partner_type": "isv", "currency": "USD", '
                       '"effective_from": "2026-01-01", "rules": []}', ["tierwright"]),
    }
    for name, (content, says) in texts.items():
        case.refused("program", "import", None, folder.text(name, content), says=says)
        (folder / name).unlink()
    case.refused("program", "import", None, folder / "none.json", says="none.json")
    case.refused("program", "import", None, folder.path, says="directory")
    case.refused("program", "submit", None, "Rebate", says=["Rebate", "published"])
    case.refused("program", "withdraw", None, "Rebate", "--reason", "Late", says=["Rebate", "review"])
    case.refused("program", "withdraw", None, "Rebate", says="reason")
    case.refused("program", "retire", None, "Rebate", says="--last-day", status=USAGE)
    case.refused("program", "retire", None, "Rebate", "--last-day", "soon", says="soon", status=USAGE)
    case.refused("program", "retire", None, "Rebate", "--last-day", "1999-12-31", says="last day")
    case.refused("program", "confirm", None, "Rebate", says="confirmed")
    for action in ("submit", "publish", "export", "show"):
        case.refused("program", action, None, "Atlantis", says="Atlantis")
        case.refused("program", action, None, "Rebate", "--version", "7", says="7")
    case.refused("program", "publish", None, "Rebate", says="Rebate")
    case.refused("check", None, "Atlantis", says="Atlantis")


def check_overlap(folder):
    """A version whose days another one prices is refused, naming the other, when it is submitted or published."""
    file = folder.workspace("overlap.tierwright")
    first = folder.program("Twice", [marginal()])
    folder.publish(file, first)
    run("program", "import", file, folder.program("Twice", [marginal()]))
    case = Case(folder, file)
    case.refused("program", "submit", None, "Twice", says=["Version 1 of “Twice”", "version 2"])
    case.refused("program", "publish", None, "Twice", says=["Version 1 of “Twice”", "version 2"])
    case.finish()


def check_publishing(folder):
    file = folder.workspace("publish.tierwright")
    wrong = folder.program("For vendors", [marginal()], partner_type="isv")
    run("program", "import", file, wrong)
    falling = marginal(bands=(("0", "4%"), ("10000.00", "2%")))
    falling["table"]["mode"] = "retroactive"
    cliff = folder.program("Falling", [falling])
    run("program", "import", file, cliff)
    case = Case(folder, file)
    case.refused("program", "publish", None, "For vendors", says=["CHK-10", "sale"])
    case.refused("program", "publish", None, "For vendors", "--waive", "CHK-10=We know better",
                 says="can't be waived")
    case.refused("program", "publish", None, "Falling", says=["CHK-53", "/rules/0"])
    case.refused("program", "publish", None, "Falling", "--waive", "CHK-53=", says="reason")
    case.refused("program", "publish", None, "Falling", "--waive", "CHK-53=   ", says="reason")
    case.refused("program", "publish", None, "Falling", "--waive", "CHK-53", says="reason", status=USAGE)
    case.refused("program", "publish", None, "Falling", "--waive", "CHK-99=Just because", says="CHK-99")
    case.refused("check", None, status=1, says=["CHK-10", "CHK-53"])
    case.finish()
    run("program", "publish", file, "Falling", "--waive", "CHK-53=Agreed with finance")
    run("verify", file)


def check_periods(case):
    for period in ("2026-Q5", "2026-13", "next week", "Q1", "", "2026-Q1-extra", "9999999-Q1", "2026-Q0"):
        case.refused("calculate", None, "--period", period, says=[period or "--period"],
                     status=INPUT if period else USAGE)
    case.refused("calculate", None, "--period", "2026-01", says=["nothing was calculated", "2026-01"], status=1)
    case.refused("calculate", None, "--period", "2019-Q1", says=["nothing was calculated", "2019-Q1"], status=1)
    case.refused("approve", None, "--period", "2026-Q4", says="2026-Q4")
    case.refused("approve", None, "--period", "2026-Q1", "--partner", "Nobody", says="Nobody")
    case.refused("reopen", None, "--period", "2026-Q4", "--reason", "x", says="2026-Q4")
    adjust = ("adjust", None, "--period", "2026-Q1", "--partner", "P1", "--reason", "x", "--reference", "y", "--amount")
    for amount, says in (("0", "zero"), ("0.001", "0.001"), ("lots", "lots"), ("92233720368547758.08", "large"),
                         ("-92233720368547758.07", "too large")):
        case.refused(*adjust, amount, says=says)
    case.refused("adjust", None, "--period", "2026-Q1", "--partner", "P1", "--amount", "1", "--reason", "  ",
                 "--reference", "y", says="reason")
    case.refused("adjust", None, "--period", "2026-Q1", "--partner", "Nobody", "--amount", "1", "--reason", "x",
                 "--reference", "y", says="Nobody")
    case.refused("adjust", None, "--period", "2026-Q1", "--partner", "P1", "--amount", "1", "--reason", "x",
                 "--reference", "y", "--line", "2026-Q1/Rebate/P1/vol/0099", says="0099")
    blocked = case.folder.text("blocked", "a file")
    case.refused("statements", None, "--period", "2026-Q1", "--output", blocked, says="blocked")
    case.refused("statements", None, "--period", "2026-Q1", "--output", "/proc/statements", says="/proc/statements")
    case.refused("statements", None, "--period", "2026-Q4", "--output", case.folder / "out", says="2026-Q4")
    same("no folder is made for nothing", (case.folder / "out").exists(), False)
    for line in ("2026-Q1/Rebate/P1/vol/9999", "nonsense", "", "2026-Q1/Rebate/Nobody/vol/0001", "1/2/3/4/5/6/7"):
        case.refused("explain", None, line, says=["line"])
    case.refused("qualify", None, "--as-of", "tomorrow", says="tomorrow", status=USAGE)
    case.refused("qualify", None, "--as-of", "2026-02-30", says="2026-02-30", status=USAGE)
    case.refused("query", None, "sales", "--where", "weight=5", says="weight")
    case.refused("export", None, "sales", "--output", "/proc/sales.csv", says="/proc/sales.csv")
    case.refused("undo", None, "9999", says="9999")
    case.refused("redo", None, says="nothing")


def check_lists(file):
    """Every list prints in every form, with empty cells at the end of rows and alone in them."""
    said = run("query", file, "unicorns", status=USAGE)
    kinds = said.split("Lists: ")[1].split(".")[0].split(", ")
    for kind in kinds:
        table = run("query", file, kind)
        read = json.loads(run("query", file, kind, "--format", "json"))
        same(f"rows of {kind}", len(table.splitlines()) - 1, len(read))
    run("query", file, "sales", says="s1")
    same("one empty field", json.loads(run("query", file, "sales", "--field", "customer", "--format", "json")),
         [{"customer": None}] * 2)
    same("rows of one empty field", len(run("query", file, "sales", "--field", "customer").split("\n")), 4)
    same("rows up to a limit", len(json.loads(run("query", file, "sales", "--limit", "1", "--format", "json"))), 1)


def main():
    with Folder("bad") as folder:
        file = folder.workspace()
        folder.partners(file, "P1", "P2")
        folder.sales(file, [("s1", "P1", "2026-01-10", "6000.00"), ("s2", "P2", "2026-02-10", "7000.00")])
        folder.publish(file, folder.program("Rebate", [marginal()]))
        run("calculate", file, "--period", "2026-Q1")
        case = Case(folder, file)
        check_usage(case)
        check_files(case)
        check_csv(case)
        check_between(case)
        check_programs(case)
        check_overlap(folder)
        check_periods(case)
        case.finish()
        check_lists(file)
        check_publishing(folder)
        run("verify", file)
        same("sales", len(rows(file, "SELECT id FROM sale")), 2)
        print(json.dumps({"refused": case.n}))


main()
