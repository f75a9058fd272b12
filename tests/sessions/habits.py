# SPDX-License-Identifier: GPL-3.0-or-later
"""Finance at ease: finds records and commands, asks for help, shapes a list, pastes cells, and goes back in history."""


def work(s):
    s.hands.view("Statements")
    search(s)
    page_of_help(s)
    title, before = column_less(s)
    pasted(s)
    taken_back(s)
    column_again(s, title, before)
    setting(s)
    gone_back(s)


def search(s):
    """A record by the beginning of its name, and a command by its words."""
    hands = s.hands
    partner = s.ask("SELECT name FROM partner ORDER BY id DESC LIMIT 1")[0][0]
    hands.search(partner[:-1])
    s.step("searching")
    hands.result(partner)
    hands.shown(partner)
    s.step("the partner found")
    hands.back()
    hands.shown("Statements")
    hands.search(">partn")
    s.step("searching for a command")
    hands.result("Partners")
    title = lambda: s.desk.windows()[0].get_name()
    s.desk.wait(lambda: title().startswith(("Partners", partner)), "where the command leads")
    if title().startswith(partner):
        hands.back()
    hands.shown("Partners")
    s.step("where the command leads")


def page_of_help(s):
    s.hands.main_menu("Help", key="F1")
    s.hands.dialog("Help")
    s.sees("Everybody the programs are for")
    s.step("help on this view")
    s.hands.close_dialog()
    s.hands.alone()


def titles(s):
    """The columns, as the cells of the first row are read."""
    row = next(node for node in s.desk.all(role="table row") if ", " in node.name)
    cells = sorted(s.desk.all(role="table cell", within=row), key=lambda cell: cell.extent.x)
    return [cell.name.split(": ")[0] for cell in cells]


def column_less(s):
    """A column is taken away, so that the regions come into sight."""
    before = s.desk.wait(lambda: titles(s), "rows")
    s.hands.columns("External ID")
    s.desk.wait(lambda: titles(s) == [title for title in before if title != "External ID"], "a column less")
    s.step("a column less")
    return "External ID", before


def column_again(s, title, before):
    """Where it stood."""
    s.hands.columns(title)
    s.desk.wait(lambda: titles(s) == before, "the column where it stood")
    s.step("the column again")


def regions(s):
    return s.ask("SELECT name, region FROM partner ORDER BY name, id")


def first_rows(s):
    """The partners of the first two rows that are listed, as a person reads them."""
    rows = [node.get_name() for node in s.desk.all(role="table row") if ", " in node.get_name()]
    return [row.rsplit(", ", 2)[0] for row in rows[:2]]


def pasted(s):
    """The region of one partner onto another, after a look at what would change."""
    hands = s.hands
    s.desk.wait(lambda: len(first_rows(s)) == 2, "rows")
    s.names = first_rows(s)
    s.regions = regions(s)
    hands.edit_cell(s.names[0], "Region", "North")
    s.desk.wait(lambda: (s.names[0], "North") in regions(s), "the region in the file")
    s.step("a cell edited")
    hands.copy_cell(s.names[0], "Region")
    hands.paste_cell(s.names[1], "Region")
    hands.dialog("Paste")
    s.sees(s.names[1])
    s.step("what a paste would change")
    hands.press("Paste", role="push button")
    hands.alone()
    s.desk.wait(lambda: all((name, "North") in regions(s) for name in s.names), "the cells in the file")
    s.sees("Cells pasted")
    s.step("pasted")


def taken_back(s):
    """The toast takes back what it tells of, and that alone."""
    s.hands.undo_toast()
    s.desk.wait(lambda: [(n, "North") in regions(s) for n in s.names] == [True, False], "the paste taken back")
    s.step("the paste taken back")


def setting(s):
    """What changes numbers stands in the workspace, and is a step of its history."""
    hands = s.hands
    hands.main_menu("Preferences", key="ctrl+comma")
    hands.dialog("Preferences")
    hands.tab_of_dialog("Workspace")
    hands.setting("Low sample below", "7")
    s.desk.wait(lambda: s.ask("SELECT value FROM setting WHERE key = 'metric.low-sample'") == [("7",)], "the setting")
    s.step("a setting of the workspace")
    hands.close_dialog()
    hands.alone()


def gone_back(s):
    """Everything since the first edit is taken back as one step, which history names like the rest."""
    hands = s.hands
    before = s.ask("SELECT max (id) FROM history")[0][0]
    first = s.ask("SELECT id, label FROM history ORDER BY id DESC LIMIT 1 OFFSET 4")[0]
    hands.main_menu("History", key="ctrl+h")
    s.sees("Set “Low sample below”", "Pasted 1 cell")
    s.step("history in words")
    hands.go_back_to(first[1])
    s.desk.wait(lambda: s.ask("SELECT max (id) FROM history")[0][0] > before, "the entry of going back")
    s.same("the regions", regions(s), s.regions)
    s.same("the setting", s.ask("SELECT value FROM setting WHERE key = 'metric.low-sample'"), [])
    s.sees(f"Went back to “{first[1]}”")
    s.step("gone back")
