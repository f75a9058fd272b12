# SPDX-License-Identifier: GPL-3.0-or-later
"""The executive asks what the partners return: filters, drills, brushes, pins a chart and saves the board report.

Figures are read where a screen reader reads them, at the marks of charts, and held against the rows behind them, the
command line, the report's text and its workbook.
"""
import re
import shutil
import subprocess

REVENUE = "What do partners bring in?"
RETURN = "What does each partner type return?"
ACTIVE = "How many partners are active?"
COMMENT = "Resellers carry the quarter"


def work(s):
    hands = s.hands
    period = "2026-Q1" if s.sample else "2019-Q4"
    hands.view("Analytics")
    s.step("analytics")
    hands.period(period)
    s.sees(f"{RETURN} {period}")
    s.step("the period")
    narrow(s)
    figure = drill(s, period)
    brush(s, period)
    pin(s)
    report(s, period, figure)


def marks(s, chart):
    """What the marks of @chart say."""
    node = s.desk.find(contains=chart, role="list")
    return [mark.get_name() for mark in node.children()]


def mark_of(s, chart, period, kind=None):
    """The words of a period's mark; a chart that has one series doesn't name it."""
    def look():
        for name in marks(s, chart):
            if name.startswith(f"{period}, ") and (kind is None or f", {kind}, " in name):
                return name
    return s.desk.wait(look, f"{period} in “{chart}”")


def amount(mark):
    """The amount that a mark says, in cents."""
    return int(re.search(r"([\d,]+\.\d\d)\sUSD", mark).group(1).replace(",", "").replace(".", ""))


def count(mark):
    return int(re.search(r"\bn (\d+)", mark).group(1))


def narrow(s):
    """One type of partner: a chip says so, and its button takes it away again."""
    hands = s.hands
    hands.tick("Type", "Reseller")
    s.sees("Type: Reseller")
    s.step("only resellers")
    hands.press("Remove the filter Type: Reseller", role="push button")
    s.desk.gone("Remove the filter Type: Reseller")
    s.step("all types again")


def drill(s, period):
    """From a mark to the sales behind it and back to the mark."""
    hands = s.hands
    mark = mark_of(s, REVENUE, period, "Reseller" if s.sample else None)
    asked = s.run("query", s.file, "net-revenue", "--period", period, "--by", "type", "--format", "csv")
    s.same("the command line's figure", f"{amount(mark) // 100}.{amount(mark) % 100:02d}" in asked, True)
    if not s.sample:
        cents, sales = s.ask("SELECT sum (amount), count (*) FROM sale WHERE invoiced BETWEEN '2019-10-01'"
                             " AND '2019-12-31'")[0]
        s.same("revenue on the chart", (amount(mark), count(mark)), (cents, sales))
    hands.drill(REVENUE, mark)
    hands.shown("Net partner revenue")
    s.sees(f"{count(mark):,} of ")
    s.step("the sales behind a mark")
    if not s.sample:        # the sample sells in three currencies, which a list never adds up
        s.sees(f"{amount(mark) // 100:,}.{amount(mark) % 100:02d}")
    hands.back()
    hands.shown("Analytics")
    s.desk.wait(lambda: s.desk.focused_name() == mark, "the mark that was left")
    s.step("back at the mark")
    return mark


def brush(s, period):
    """What is selected in one chart filters the others."""
    hands = s.hands
    before = marks(s, REVENUE)
    reseller = next(name for name in marks(s, RETURN) if name.startswith("Reseller, "))
    expected = amount(mark_of(s, REVENUE, period, "Reseller" if s.sample else None))
    hands.brush(RETURN, reseller)
    chip = f"Remove the filter {RETURN} {period}: Reseller"
    s.sees(chip)
    if s.sample:
        s.desk.wait(lambda: len(marks(s, REVENUE)) < len(before), "fewer series in the other chart")
    s.same("the revenue of what is brushed", amount(mark_of(s, REVENUE, period)), expected)
    s.step("brushed")
    hands.unbrush(chip)
    s.desk.gone(chip)
    s.desk.wait(lambda: len(marks(s, REVENUE)) == len(before), "all series in the other chart")
    s.step("no longer brushed")


def pin(s):
    hands = s.hands
    hands.chart_menu(ACTIVE, "Pin to Overview")
    s.desk.wait(lambda: s.ask("SELECT label FROM history ORDER BY id DESC LIMIT 1")[0][0].startswith(f"Pinned “{ACTIVE}"),
                "the pin in the history")
    s.step("pinned")
    hands.view("Overview")
    s.sees(ACTIVE)
    s.step("on the overview")
    hands.view("Analytics")


def report(s, period, mark):
    desk, hands = s.desk, s.hands
    hands.press("Board Report…", role="push button", key="ctrl+e")
    hands.dialog(f"Board Report {period}")
    desk.find(contains="Page 1 of", role="label")
    hands.fill(("Comment for the First Page", COMMENT))
    s.step("the board report")
    pdf, book = s.file.parent / "report.pdf", s.file.parent / "report.xlsx"
    for path, button, key in ((pdf, "Save as PDF…", "alt+p"), (book, "Save as XLSX…", "alt+x")):
        desk.wait(lambda: desk.has(desk.find(button, role="push button"), "SENSITIVE"), "the figures of the report")
        hands.press(button, role="push button", key=key)
        desk.foreign("Save Board Report")
        hands.type_into_focus(str(path))
        s.step(f"where to save {path.suffix[1:]}")
        desk.key("Return")
        desk.wait(path.exists, path.name)
        s.sees("Report saved")
        s.step(f"saved as {path.suffix[1:]}")
    hands.close_dialog()
    hands.alone()
    check_text(s, pdf, mark)
    check_cells(s, book, mark)


def check_text(s, pdf, mark):
    """The document's text holds the comment, and the figure that the mark says."""
    if shutil.which("pdftotext") is None:
        return
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    words = f"{amount(mark) // 100:,}.{amount(mark) % 100:02d}"
    s.same("the report's text holds the figure", words in text, True)
    s.same("the report's text holds the comment", COMMENT in text, True)


def check_cells(s, book, mark):
    """A cell of the workbook is the figure."""
    try:
        import openpyxl
    except ImportError:
        return
    cells = {round(value * 100) for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows(values_only=True)
             for value in row if isinstance(value, (int, float)) and not isinstance(value, bool)}
    s.same("a cell of the workbook is the figure", amount(mark) in cells, True)
