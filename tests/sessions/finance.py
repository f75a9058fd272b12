# SPDX-License-Identifier: GPL-3.0-or-later
"""Finance calculates a period, questions a line, approves what stands and exports it."""
from decimal import ROUND_HALF_UP, Decimal


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
    owed(s, partner, period)
    first = s.ask("SELECT l.fact_id FROM report_lines l JOIN partner p ON p.external_id = l.partner_id"
                  " WHERE p.name = ? AND l.period = ? AND l.fact_id IS NOT NULL ORDER BY l.line LIMIT 1", partner, period)[0][0]
    hands.find(first)
    hands.choose(first)
    hands.details()
    s.sees("Why This Number")
    recomputed(s, first)
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
    s.did(f"Approved the statement of {partner} for {period}", f"Calculated {period}")


def half_up(amount):
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def owed(s, partner, period):
    """What is paid is what the program's three rules come to by a pocket calculator, from the sales alone."""
    earned, payable = s.ask("SELECT s.earned, s.payable FROM statement s JOIN partner p ON p.id = s.partner WHERE p.name = ?"
                            " AND s.period = ? AND s.state <> 'replaced'", partner, period)[0]
    if not s.sample:
        sales = lambda first, last, more="": s.ask(
            "SELECT coalesce (sum (s.amount), 0) FROM sale s JOIN partner p ON p.id = s.partner JOIN product t ON t.id = s.product"
            " JOIN category c ON c.id = t.category WHERE p.name = ? AND s.invoiced BETWEEN ? AND ?" + more, partner, first, last)[0][0]
        now, before = (Decimal(sales(f"{year}-10-01", f"{year}-12-31")) for year in (2019, 2018))
        gear = Decimal(sales("2019-10-01", "2019-12-31", " AND c.name IN ('Clothing', 'Accessories')"))
        bands = ((0, 1), (2000000, 1), (6000000, 1))        # each adds a percent to what lies above it
        volume = sum(max(now - start, Decimal(0)) * more / 100 for start, more in bands)
        growth = (now - before) / before if before else Decimal(0)
        rates = (gear * (4 if gear >= 250000 else 2 if gear >= 50000 else 0) / 100,
                 now * (Decimal("1") if growth >= Decimal("0.25") else Decimal("0.5") if growth >= Decimal("0.05")
                        else Decimal(0)) / 100)
        s.same("the statement", earned, sum(map(half_up, (volume, *rates))))
    s.hands.tab("Summary")
    s.sees(f"{payable // 100:,}.{payable % 100:02d}\N{NO-BREAK SPACE}USD")
    s.hands.tab("Lines")


def recomputed(s, fact):
    """The line of one sale, from its amount, the day's rate of exchange, and the band."""
    amount, currency, day = s.ask("SELECT amount, currency, date FROM sale WHERE external_id = ?", fact)[0]
    if currency != "USD":
        mantissa, scale = s.ask("SELECT mantissa, scale FROM fx_rate WHERE base = ? AND quote = 'USD' AND date <= ?"
                                " ORDER BY date DESC LIMIT 1", currency, day)[0]
        amount = half_up(Decimal(amount) * mantissa / 10 ** scale)
    rate = Decimal("0.035") * Decimal("1.2") if s.sample else Decimal("0.01")      # the highest band of a Platinum partner
    cents = half_up(amount * rate)
    s.sees(f"Volume rebate pays {cents // 100:,}.{cents % 100:02d}", f"for sale {fact}")


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
