#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The board report by the command line: what its workbook and PDF say is what `query` says.

Usage: test-report.py TIERWRIGHT SOURCE-ROOT
"""
import csv
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import openpyxl

BINARY = Path(sys.argv[1]).resolve()
ROOT = Path(sys.argv[2]).resolve()
DAY = "2026-07-05"


def run(*arguments, status=0):
    result = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True)
    if result.returncode != status:
        sys.exit(f"{arguments}: exit {result.returncode}, not {status}\n{result.stdout}{result.stderr}")
    return result


def check(truth, message):
    if not truth:
        sys.exit(message)


def number(text):
    """The plain form of a figure as a number: a percentage is a hundredth."""
    if text.endswith("%"):
        return Decimal(text[:-1]) / 100
    return Decimal(text)


def check_refused(file, folder):
    """A place that can't be written, a kind, a chart, a period: each said, and nothing left."""
    cases = [
        (["--period", "2026-Q2", "--output", folder / "missing" / "r.pdf"], 3, "missing/r.pdf"),
        (["--period", "2026-Q2", "--output", folder / "missing" / "r.xlsx"], 3, "missing/r.xlsx"),
        (["--period", "2026-Q2", "--output", folder / "r.odt"], 2, "r.odt"),
        (["--period", "2026-Q2", "--output", folder / "r.pdf", "--charts", "no-such"], 2, "no-such"),
        (["--period", "2026-Q9", "--output", folder / "r.pdf"], 3, "2026-Q9"),
        (["--output", folder / "r.pdf"], 2, "--period"),
        (["--period", "2026-Q2"], 2, "--output"),
        (["--period", "2026-Q2", "--output", folder / "r.pdf", "--type", "friend"], 2, "friend"),
        (["--period", "2026-Q2", "--output", folder / "r.pdf", "--paper", "a9"], 2, "a9"),
    ]
    for options, status, words in cases:
        result = run("report", file, *options, status=status)
        check(words in result.stderr, f"{options}: {words} isn't named:\n{result.stderr}")
    left = [path.name for path in folder.iterdir() if path.name.startswith("r.")]
    check(not left, f"a refused report left {left}")


def sheet_name(title):
    """What a sheet's name can't hold becomes a blank."""
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31].rstrip()


def sheet_numbers(sheet, row):
    return [Decimal(str(cell.value)) for cell in sheet[row]
            if isinstance(cell.value, (int, float)) and not isinstance(cell.value, bool)]


def query_rows(file, metric, breakdown):
    """The rows of a figure as `query` prints them: heading → plain form."""
    text = run("query", file, metric, "--period", "2026-Q2", "--by", breakdown, "--format", "csv").stdout
    return list(csv.DictReader(io.StringIO(text)))


def check_against_query(file, book, title, metric, breakdown):
    """Row by row: each number that `query` prints is a number in that row of the chart's sheet."""
    sheet = book[sheet_name(title)]
    rows = query_rows(file, metric, breakdown)
    check(len(rows) >= 2, f"{metric} has no rows")
    n = 0
    for index, row in enumerate(rows):
        there = sheet_numbers(sheet, index + 2)
        for heading, text in row.items():
            if text is None or not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?%?", text):
                continue
            check(number(text) in there, f"{title}, row {index + 2}: {heading} {text} isn't among {there}")
            n += 1
    return n


def read_cross(sheet, title):
    """The cross table of a chart: {(time, group): number}."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(i for i, row in enumerate(rows) if str(row[0]).startswith(title))
    groups = [name for name in rows[start + 1][1:] if name is not None]
    cells = {}
    for row in rows[start + 2:]:
        if row[0] is None:
            break
        cells.update({(row[0], group): value for group, value in zip(groups, row[1:])})
    return cells


def check_native_charts(file, path, charts):
    """A line per group through all times, of the numbers that `query` prints; the rest of many groups is their sum."""
    cross = openpyxl.load_workbook(path, data_only=True)["Chart Data"]
    revenue = read_cross(cross, charts["net-revenue"]["title"])
    check(len({time for time, group in revenue}) == 8 and {group for time, group in revenue} == {"Reseller", "SI", "OEM", "ISV"},
          str(revenue))
    told = json.loads(run("query", file, "net-revenue", "--period", "2025-Q3", "--by", "type", "--format", "json").stdout)
    for row in told["rows"]:
        check(abs(revenue["2025-Q3", row["label"]] - float(row["revenue"]["value"])) < 0.005, f"{row} {revenue}")
    rules = read_cross(cross, charts["payout-by-rule"]["title"])
    check("Other" in {group for time, group in rules}, str(rules))
    told = json.loads(run("query", file, "payout", "--period", "2025-Q3", "--by", "rule", "--format", "json").stdout)
    whole = sum(float(row["payout"]["value"]) for row in told["rows"])
    drawn = sum(value or 0 for (time, group), value in rules.items() if time == "2025-Q3")
    check(abs(whole - drawn) < 0.005, f"{whole} {drawn}")
    # The largest of many partners stand together, as in the window.
    rates = list(read_cross(cross, charts["effective-rate"]["title"]).values())
    check(len(rates) == 15 and rates == sorted(rates, reverse=True) and rates[0] > 0.1, str(rates))


def check_left_out(folder):
    """Amounts without an exchange rate are in no sum and in no n, and are told wherever the figure stands: 100.00 + 50.00
    of two sales, and one more in francs."""
    file = folder / "francs.tierwright"
    run("new", file, "--currency", "USD")
    (folder / "partners.csv").write_text("External ID,Name,Type,Type from\nP1,Ash,reseller,2020-01-01\n")
    (folder / "sales.csv").write_text("External ID,Partner,Date,Amount,Currency\nS1,P1,2026-04-05,100.00,USD\n"
                                      "S2,P1,2026-05-05,50.00,USD\nS3,P1,2026-06-05,7.00,CHF\n")
    run("import", file, "partners", folder / "partners.csv")
    run("import", file, "sales", folder / "sales.csv")
    told = json.loads(run("query", file, "net-revenue", "--period", "2026-Q2", "--format", "json").stdout)
    row = told["rows"][0]
    check((row["revenue"]["value"], row["sales"]["value"], row["left_out"]["value"], told["n"]) == ("150.00", "2", "1", 2), row)
    check(row["revenue"]["incomplete"] == "1 amount has no exchange rate", row)
    said = run("query", file, "net-revenue", "--period", "2026-Q2").stdout
    check("150.00*" in said and "n 2" in said and "Without a rate" in said, said)

    for kind in ("xlsx", "pdf"):
        run("report", file, "--period", "2026-Q2", "--output", folder / f"francs.{kind}", "--charts", "net-revenue",
            "--date", DAY)
    book = openpyxl.load_workbook(folder / "francs.xlsx")
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    numbers = [cell.value for row in book.worksheets[1].iter_rows() for cell in row]
    check("Without a rate" in texts and 150 in numbers and 157 not in numbers, texts)
    check(any("in 2 sales; 1 amount has no exchange rate" in text for text in texts), texts)
    if shutil.which("pdftotext"):
        page = subprocess.run(["pdftotext", "-layout", folder / "francs.pdf", "-"], capture_output=True, text=True).stdout
        page = " ".join(page.split())
        check("150.00" in page and "in 2 sales; 1 amount has no exchange rate" in page and "is left out. Import the rate" in page, page)


def main():
    folder = Path(tempfile.mkdtemp(prefix="tw-report-"))
    file = folder / "sample.tierwright"
    try:
        run("new", file, "--sample")
        run("calculate", file, "--period", "2026-Q2")
        charts = {chart["chart"]: chart for chart in json.loads(run("report", "--list", "--format", "json").stdout)}
        check(len(charts) >= 10, f"only {sorted(charts)}")

        told = json.loads(run("report", file, "--period", "2026-Q2", "--output", folder / "all.pdf", "--date", DAY,
                              "--format", "json").stdout)
        check([chart["chart"] for chart in told["charts"]] == list(charts), "not all charts are told")
        check((folder / "all.pdf").read_bytes().startswith(b"%PDF-"), "no PDF")
        run("report", file, "--period", "2026-Q2", "--output", folder / "all.xlsx", "--date", DAY)
        for name in ("all.pdf", "all.xlsx"):
            again = folder / ("again-" + name)
            run("report", file, "--period", "2026-Q2", "--output", again, "--date", DAY)
            check(again.read_bytes() == (folder / name).read_bytes(), f"{name}: other bytes")

        book = openpyxl.load_workbook(folder / "all.xlsx")
        check(book.sheetnames[0] == "Summary" and book.sheetnames[-1] == "Definitions", str(book.sheetnames))
        check(len(book.sheetnames) == len(charts) + 3 and book.sheetnames[-2] == "Chart Data", str(book.sheetnames))
        check_native_charts(file, folder / "all.xlsx", charts)
        # What `query` says of a metric is the same number.
        n = sum(check_against_query(file, book, charts[chart]["title"], metric, breakdown)
                for chart, metric, breakdown in (("win-rate", "win-rate", "type"), ("deal-size", "deal-size", "type"),
                                                 ("retention", "retention", "type")))
        check(n > 12, f"only {n} numbers compared")

        run("report", file, "--period", "2026-Q2", "--output", folder / "two.xlsx", "--charts", "retention, win-rate",
            "--compare", "previous", "--type", "isv", "--title", "For the <board> & friends", "--paper", "letter")
        two = openpyxl.load_workbook(folder / "two.xlsx")
        check(len(two.sheetnames) == 4 and two.sheetnames[1] == sheet_name(charts["retention"]["title"]),
              str(two.sheetnames))
        words = [cell.value for row in two["Summary"].iter_rows() for cell in row if cell.value is not None]
        for expected in ("For the <board> & friends", "2026-Q1", "Type: ISV"):
            check(expected in words, f"{expected} isn't in {words}")
        check_refused(file, folder)
        check_left_out(folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
