# SPDX-License-Identifier: GPL-3.0-or-later
"""Finance calculates a period, questions a line, approves what stands and exports it."""


def work(s):
    desk, hands = s.desk, s.hands
    period, partner = ("2026-Q2", "Corvane Group") if s.sample else ("2019-Q4", None)
    hands.view("Statements")
    if not s.sample:
        hands.period(period)
    s.sees(f"Nothing Calculated for {period}")
    s.step("nothing calculated yet")
    hands.press("Calculate", role="push button", key="ctrl+r")
    s.sees("Tie-out ✓")
    s.step("calculated and tied out")
    if partner is None:
        partner = s.ask("SELECT p.name FROM statement s JOIN partner p ON p.id = s.partner WHERE s.payable > 0"
                        " AND s.state <> 'replaced' ORDER BY s.payable DESC, p.name LIMIT 1")[0][0]
    hands.find(partner)
    s.sees("1 of ")
    hands.choose(partner)
    s.step("one partner found")
    hands.open(partner)
    hands.shown(partner)
    s.step("its statement")
    hands.tab("Lines")
    s.step("its lines")
    first = s.ask("SELECT l.fact_id FROM report_lines l JOIN partner p ON p.external_id = l.partner_id"
                  " WHERE p.name = ? AND l.period = ? AND l.fact_id IS NOT NULL ORDER BY l.line LIMIT 1", partner, period)[0][0]
    hands.find(first)
    hands.choose(first)
    hands.details()
    s.sees("Why This Number")
    s.step("why this number")
    hands.leave_pane()
    hands.press("Approve", role="push button")
    desk.wait(lambda: s.ask("SELECT s.state FROM statement s JOIN partner p ON p.id = s.partner WHERE p.name = ?"
                            " AND s.period = ? AND s.state = 'approved'", partner, period), "the approval in the file")
    s.step("approved")
    hands.press("Export…")
    book = s.file.parent / "statement.xlsx"
    desk.foreign("Export Statement")
    hands.type_into_focus(str(book))
    s.step("where to export")
    desk.key("Return")
    desk.wait(book.exists, "the workbook")
    s.step("exported")
    check(s, book, partner, period)


def check(s, book, partner, period):
    """The workbook says what the workspace says."""
    try:
        import openpyxl
    except ImportError:
        return
    earned, digits = s.ask("SELECT s.earned, c.digits FROM statement s JOIN currency c ON c.code = s.currency JOIN partner p"
                           " ON p.id = s.partner WHERE p.name = ? AND s.period = ? AND s.state = 'approved'", partner, period)[0]
    sheet = openpyxl.load_workbook(book, data_only=False)["Lines"]
    head = next(i for i, row in enumerate(sheet.iter_rows(values_only=True), 1) if "Amount" in row)
    column = [cell.value for cell in sheet[head]].index("Amount")
    cents = sum(round(row[column] * 10 ** digits) for row in sheet.iter_rows(min_row=head + 1, values_only=True)
                if row[0] is not None and isinstance(row[column], (int, float)))
    s.same("the sum of the workbook's lines", cents, earned)
