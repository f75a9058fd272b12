#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guide of a program for its partners: PDF and XLSX.

Amounts at the edges of bands are worked out here from the definitions of the tables alone, with fractions, and have to
stand in both files. Nothing internal may stand in either.

Usage: test-guide.py TIERWRIGHT
"""
import csv
import json
import shutil
import subprocess
from fractions import Fraction

import openpyxl

import job

SECRETS = ["Secret gap", "SECRETNOTE", "98765.43", "13579.11", "24680.22", "97531.33", "SECRETPEOPLE"]


def program(name, **parts):
    base = {"tierwright": 1, "name": name, "partner_type": "reseller", "currency": "USD",
            "effective_from": "2026-01-01"}
    return {**base, **parts}


def measure(**more):
    return {"sum": "amount", "fact": "sale", **more}


FULL = program(
    "Guide", notes="SECRETNOTE", budget={"amount": "98765.43", "per": "year"},
    objective={"gap": "Secret gap", "kind": "reach", "metric": "net-revenue", "baseline": "1", "target": "2",
               "due": "2026-12-31", "direct_cost": "13579.11"},
    tiers=[{"name": "Silver", "enter": {"all": []},
            "benefits": [{"name": "Price list", "kind": "discount", "cost": "24680.22"}]},
           {"name": "Gold", "enter": {"value": {**measure(), "window": {"rolling": "12 months"}},
                                      "at_least": "50000.00", "keep_at_least": "40000.00"},
            "benefits": [{"name": "Named manager", "kind": "manager", "cost": "24680.22", "value": "1.00"}],
            "governance": [{"name": "Business review", "cadence": "quarter", "attendees": "SECRETPEOPLE"}],
            "investment": {"level": "highest", "budget": "97531.33"}, "notes": "SECRETNOTE"}],
    rules=[{"id": "vol", "name": "Volume rebate", "kind": "rebate", "window": "quarter", "counts": measure(),
            "table": {"bands": [{"from": "0", "rate": "2%"},
                                {"from": "10000.00", "rate": {"by": "partner.tier",
                                                              "is": {"Silver": "3%", "Gold": "4.5%"}}},
                                {"from": "70000.05", "rate": "5.25%"}]}},
           {"id": "all", "name": "Whole rebate", "kind": "rebate", "window": "quarter", "counts": measure(),
            "table": {"mode": "retroactive", "bands": [{"from": "30000.00", "rate": "1.5%"},
                                                       {"from": "75000.00", "rate": "2.5%"}]},
            "adjust": [{"factor": "120%", "when": {"value": "partner.tier", "is": "Gold"}}, {"max": "2000.00"}]},
           {"id": "units", "name": "Unit price", "kind": "bonus", "counts": {"sum": "units", "fact": "sale"},
            "table": {"bands": [{"from": "0", "price": "1.25"}, {"from": "1000", "price": "1", "flat": "50.00"}]}},
           {"id": "own", "name": "Own rate", "kind": "rebate", "counts": measure(), "rate": "fact.rate"},
           {"id": "cap", "name": "Capped", "kind": "rebate", "counts": measure(), "rate": "8%",
            "adjust": [{"max": "500.00"}]}],
    payment={"per": "quarter", "minimum": "50.00"})

ODD = program(
    "شريك <b>&amp; “Q”</b> " + "long " * 30, objective=FULL["objective"],
    rules=[{"id": "many", "name": "<i>Forty</i> & more " + "bands " * 25, "kind": "rebate", "counts": measure(),
            "table": {"bands": [{"from": f"{1000 * k}.00", "rate": f"{k + 1}.5%"} for k in range(40)]}}])


def cents(value):
    """Half away from zero, to the minor unit."""
    return Fraction(int(abs(value) * 100 + Fraction(1, 2)), 100) * (1 if value >= 0 else -1)


def marginal(amount, bands):
    total = Fraction(0)
    for index, (start, rate) in enumerate(bands):
        end = bands[index + 1][0] if index + 1 < len(bands) else None
        top = amount if end is None else min(amount, end)
        total += max(Fraction(0), top - start) * rate
    return cents(total)


def whole(amount, bands, factor, cap):
    rate = max([(start, rate) for start, rate in bands if start <= amount], default=(0, 0))[1]
    return cents(min(amount * rate * factor, cap))


def expected():
    """(rule, variant, quantity) → amount."""
    f = Fraction
    result = {}
    for tier, middle in (("Silver", f("0.03")), ("Gold", f("0.045"))):
        bands = [(f(0), f("0.02")), (f(10000), middle), (f("70000.05"), f("0.0525"))]
        for edge in (f(10000), f("70000.05")):
            for amount in (edge - f("0.01"), edge):
                result["vol", tier, amount] = marginal(amount, bands)
        for amount in (f(5000),):
            result["vol", tier, amount] = marginal(amount, bands)
        steps = [(f(30000), f("0.015")), (f(75000), f("0.025"))]
        for amount in (f("29999.99"), f(30000), f("74999.99"), f(75000), f(112500)):
            result["all", tier, amount] = whole(amount, steps, f("1.2") if tier == "Gold" else f(1), f(2000))
    for units in (999, 1000):
        result["units", None, f(units)] = f("1.25") * min(units, 1000) + (50 if units >= 1000 else 0)
    for amount in (f(1000), f("6249.99"), f(6250), f(100000)):
        result["cap", None, amount] = min(cents(amount * f("0.08")), f(500))
    return result


def grouped(value, decimals):
    return f"{float(value):,.{decimals}f}"


def pdf_text(path):
    return subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True,
                          text=True).stdout


def check_workbook(path):
    book = openpyxl.load_workbook(path)
    job.same("sheets", book.sheetnames, ["Program", "Tiers", "Rules", "Bands", "Examples", "Glossary"])
    values = openpyxl.load_workbook(path, data_only=True)
    found = {}
    for rule, variant, _, _, quantity, amount in values["Examples"].iter_rows(min_row=2, values_only=True):
        found[rule, variant, Fraction(str(quantity))] = Fraction(str(amount)).limit_denominator(100)
    for key, amount in expected().items():
        job.same(f"amount of {key}", found.get(key), amount)
    job.same("rules with examples", {key[0] for key in found}, {"vol", "all", "units", "cap"})
    formulas = [row[5].value for row in book["Examples"].iter_rows(min_row=2) if row[0].value == "vol"]
    if not formulas or not all(str(one).startswith("=ROUND(SUMPRODUCT(") for one in formulas):
        job.fail(f"the marginal table has no live formulas: {formulas[:2]}")
    return found


def check_json(said, found):
    """What programs read is what the workbook holds: the same examples, and nothing internal."""
    guide = json.loads(said)
    job.same("what it is of", [guide["program"], guide["version"], guide["draft"]], ["Guide", 1, True])
    job.same("tiers", [tier["name"] for tier in guide["tiers"]], ["Gold", "Silver"])
    job.same("bands", [band["from"] for band in guide["rules"][0]["variants"][0]["bands"]], ["0.00", "10000.00", "70000.05"])
    told = {(rule["id"], variant["for"], Fraction(example["measure"])): Fraction(example["amount"])
            for rule in guide["rules"] for variant in rule["variants"] for example in variant["examples"]}
    job.same("examples", told, found)
    for secret in SECRETS:
        if secret in said:
            job.fail(f"“{secret}” is told to partners")


def check_formulas(path, folder, found):
    """A spreadsheet program comes to the same amounts by the formulas; what they came to before is taken out."""
    if shutil.which("soffice") is None:
        print("skipped: no spreadsheet program to recompute the formulas")
        return
    bare = folder / "bare.xlsx"
    openpyxl.load_workbook(path).save(bare)
    done = subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder.path}/office", "--convert-to",
                           "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,5", "--outdir",
                           folder / "csv", bare], capture_output=True, timeout=240)
    files = list((folder / "csv").glob("*Examples*.csv")) if done.returncode == 0 else []
    if not files:
        print("skipped: no spreadsheet program to recompute the formulas")
        return
    with open(files[0], newline="", encoding="utf-8") as file:
        for row in list(csv.reader(file))[1:]:
            key = (row[0], row[1] or None, Fraction(row[4].replace(",", "")))
            job.same(f"recomputed {key}", Fraction(row[5].replace(",", "")), found[key])


def check_pdf(path):
    text = pdf_text(path)
    for (rule, _, quantity), amount in expected().items():
        shown = grouped(quantity, 0 if rule == "units" else 2)
        line = [one for one in text.splitlines() if shown in one and grouped(amount, 2) in one]
        if not line:
            job.fail(f"{shown} → {grouped(amount, 2)} of {rule} isn't in the PDF:\n{text}")
    for words in ("Volume rebate", "Gold", "Named manager", "Business review", "Just below", "Glossary", "Page 1 of",
                  "Less than 50.00 USD is carried", "which is each partner’s own", "At the limit"):
        if words not in text:
            job.fail(f"“{words}” isn't in the PDF")
    for words in ("cliff", "Qualifier"):
        if words in text:
            job.fail(f"partners are told of a “{words}”")
    info = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    for words in ("Title:           Guide", "595.276 x 841.89 pts (A4)"):
        if words not in info:
            job.fail(f"“{words}” isn't in:\n{info}")
    return text


def check_long_criteria(folder):
    """Criteria of a tier stand in the guide to their end, also where they are one long condition."""
    tests = [{"value": {**measure(where={"product.category": f"Category number {k}"}), "window": {"rolling": "12 months"}},
              "at_least": f"{1000 + k}.00"} for k in range(30)]
    make(folder, "long", program("Long", objective=FULL["objective"], rules=[], tiers=[
        {"name": "Top", "enter": {"any": [{"all": tests[:20]}, {"all": tests[20:]}]}, "benefits": [{"name": f"Benefit {k}"} for k in range(12)]}]))
    job.run("program", "guide", folder / "g.tierwright", "Long", "--output", folder / "long.pdf")
    text = " ".join(pdf_text(folder / "long.pdf").split())
    for words in [f"{1000 + k:,}.00 USD" for k in range(30)] + [f"Benefit {k}" for k in range(12)]:
        if words not in text:
            job.fail(f"“{words}” is cut off:\n{text}")
    if "…" in text:
        job.fail(f"something is cut:\n{text}")


def check_internal(text, path):
    book = openpyxl.load_workbook(path)
    cells = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
    for secret in SECRETS:
        if secret in text or secret in cells:
            job.fail(f"“{secret}” is told to partners")


def make(folder, name, document):
    file = folder / f"{name}.json"
    file.write_text(json.dumps(document))
    job.run("program", "import", folder / "g.tierwright", file)


def check_odd(folder):
    name = ODD["name"]
    job.run("program", "guide", folder / "g.tierwright", name, "--output", folder / "odd.pdf", "--paper", "letter")
    job.run("program", "guide", folder / "g.tierwright", name, "--output", folder / "odd.xlsx")
    text = pdf_text(folder / "odd.pdf")
    for words in ("&amp; “Q”", "شريك", "<i>Forty</i>", "has no tiers", "39,000.00", "40.5%", "This version is a draft"):
        if words not in text:
            job.fail(f"“{words}” isn't in the odd guide:\n{text[:3000]}")
    if "(letter)" not in subprocess.run(["pdfinfo", folder / "odd.pdf"], capture_output=True, text=True).stdout:
        job.fail("the paper isn't Letter")
    values = openpyxl.load_workbook(folder / "odd.xlsx", data_only=True)
    bands = [(Fraction(1000 * k), Fraction(2 * k + 3, 200)) for k in range(40)]
    rows = list(values["Examples"].iter_rows(min_row=2, values_only=True))
    if len(rows) < 3 * 39:
        job.fail(f"forty bands have {len(rows)} examples")
    for row in rows:
        job.same(f"{row[4]}", Fraction(str(row[5])).limit_denominator(100), marginal(Fraction(str(row[4])), bands))


def check_all(folder):
    job.run("new", folder / "g.tierwright", "--currency", "USD")
    make(folder, "full", FULL)
    make(folder, "odd", ODD)
    for kind in ("pdf", "xlsx"):
        job.run("program", "guide", folder / "g.tierwright", "Guide", "--output", folder / f"a.{kind}")
    found = check_workbook(folder / "a.xlsx")
    text = check_pdf(folder / "a.pdf")
    check_internal(text, folder / "a.xlsx")
    check_json(job.run("program", "guide", folder / "g.tierwright", "Guide", "--format", "json"), found)
    check_formulas(folder / "a.xlsx", folder, found)
    check_odd(folder)
    check_long_criteria(folder)
    job.run("program", "guide", folder / "g.tierwright", "Guide", status=2, says="--output")
    job.run("program", "guide", folder / "g.tierwright", "Guide", "--output", folder / "a.doc", status=2, says=".pdf or")
    job.run("program", "guide", folder / "g.tierwright", "Guide", "--format", "csv", status=2, says="csv")
    job.run("program", "guide", folder / "g.tierwright", "Nobody", "--output", folder / "n.pdf", status=3, says="Nobody")
    if (folder / "n.pdf").exists() or (folder / "a.doc").exists():
        job.fail("something was left behind")
    # A published version's guide is the same file, whenever it is made.
    job.run("new", folder / "s.tierwright", "--sample", timeout=240)
    for kind in ("pdf", "xlsx"):
        for turn in ("1", "2"):
            job.run("program", "guide", folder / "s.tierwright", "Reseller Growth", "--output", folder / f"{turn}.{kind}")
        if (folder / f"1.{kind}").read_bytes() != (folder / f"2.{kind}").read_bytes():
            job.fail(f"two guides differ: {kind}")


def main():
    with job.Folder("guide") as folder:
        check_all(folder)


if __name__ == "__main__":
    main()
