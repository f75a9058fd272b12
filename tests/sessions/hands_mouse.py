# SPDX-License-Identifier: GPL-3.0-or-later
"""The hand on the mouse: it presses a key only to type text."""
import time

from desk import Missing
from hands import VIEWS, Hands
from hands_design import MouseDesign


class Mouse(MouseDesign, Hands):
    name = "mouse"

    def view(self, name):
        """To another view."""
        for _ in range(3):      # a click into what is being made anew is lost
            self.desk.click(self.desk.find(name, role="list item"))
            if self.desk.soon(lambda: self.desk.title_on_top().startswith(name), 5):
                break
        self.shown(name)

    def shown(self, name):
        """Waits until the title names the view, or the page of one."""
        if name in VIEWS:
            self.desk.view = name
        self.desk.wait(lambda: self.desk.title_on_top().startswith(name), f"the view {name}")

    def press(self, name, role=None, key=None, within=None, last=False):
        """A button or a menu item. @key: what the other hands press for it. @last: of several, which GTK 4.8 doesn't
        tell from those of a page that isn't shown."""
        node = self.desk.find(name, role=role, within=within)
        self.desk.click(list(self.desk.all(name, role, within))[-1] if last else node)

    def choose(self, contains, role="table row", key=None):
        """Selects a row."""
        self.desk.click(self.desk.find(contains=contains, role=role))

    def pick(self, contains):
        """Opens what a row of a list beside its page is about."""
        self.desk.click(self.desk.find(contains=contains, role="list item"))

    def open(self, contains, role="table row"):
        """Opens what a row is about."""
        self.desk.click(self.desk.find(contains=contains, role=role), times=2 if role == "table row" else 1)

    def tab(self, name):
        """Another tab of the page."""
        self.desk.click(self.desk.find(name, role="page tab"))

    def menu(self, contains, item, role="table row"):
        """An item of a row's menu."""
        self.desk.click(self.desk.find(contains=contains, role=role), right=True)
        self.desk.click_item(self.desk.find(item, role="menu item"))

    def enter(self, field, text):
        """Text into a field."""
        self.desk.click(self.desk.find(field))
        self.type_into_focus(text)

    def back(self):
        self.desk.click(self.desk.find("Back", role="push button"))

    def fill(self, *pairs, at=None):
        """Texts into the fields of the dialog on top, whose field @at has the focus where it isn't the first; of a choice, the first letters aren't typed but picked."""
        for name, text in pairs:
            node = next(n for n in self.fields() if self.is_field(n, name))
            self.into_sight(node)
            if node.get_role_name() == "combo box":
                if not self.chosen(node, text):
                    self.take_choice(node, text)
            else:
                self.desk.click(node)
                self.type_into_focus(text)

    def take_choice(self, node, text):
        """What a choice drops down may still be on its way when it is clicked: it is looked at what was taken."""
        for _ in range(5):
            self.desk.click(node)
            try:
                self.desk.click_item(self.desk.wait(lambda: self.choice(text), f"the choice {text}", 4))
            except Missing:         # the click came before the dialog took any
                continue
            if self.desk.soon(lambda: self.chosen(node, text), 1):
                return
        raise Missing(f"the choice {text} was not taken")

    def choice(self, text):
        """What a choice that dropped down calls @text."""
        for node in self.desk.all(text, role="label", within=self.desk.windows()[0]):
            if self.desk.popover_of(node) is not None:
                return node
        return None

    def into_field(self, name, nth, text):
        """Text into one of several fields that have the same name."""
        self.desk.click([n for n in self.fields() if self.is_field(n, name)][nth])
        self.type_into_focus(text)

    def into_sight(self, node):
        """Rolls the dialog on top until @node is in what it shows, and rests there."""
        bottom = self.desk.extent(self.desk.windows()[0]).height
        before = None
        for _ in range(60):
            extent = self.desk.extent(node)
            if 60 <= extent.y and extent.y + extent.height <= bottom - 8:
                if extent.y == before:
                    return
            else:
                x, y = self.desk.origin()
                self.desk.xdo("mousemove", x + 12, y + bottom // 2, "click", 5 if extent.y > 60 else 4)
            before = extent.y
            time.sleep(0.15)

    def main_menu(self, item, key=None):
        """An item of the main menu. @key: what the other hands press for it."""
        self.page_menu("Main Menu", item)

    def search(self, text):
        """Types into the search over everything."""
        self.main_menu("Search and Commands…")
        self.dialog("Search and Commands")
        self.type_into_focus(text)
        time.sleep(0.8)

    def result(self, name):
        """Opens what the search found first."""
        self.desk.click(self.desk.find(name, role="label", within=self.desk.windows()[0]))
        self.alone()

    def columns(self, title):
        """Shows a column of the list, or takes it away."""
        self.desk.click(self.desk.find("Columns and Sorting", role="push button"))
        time.sleep(0.5)
        self.desk.click(self.desk.find(title, role="check box"))
        time.sleep(0.3)
        self.desk.click(self.desk.find("Columns and Sorting", role="push button"))
        time.sleep(0.5)

    def cell(self, row, column):
        return self.desk.find(contains=f"{column}: ", role="table cell", within=self.desk.find(contains=row, role="table row"))

    def cell_menu(self, row, column, item):
        cell = self.cell(row, column)
        self.desk.click(cell)
        time.sleep(0.6)         # else it is a double click, which opens the row
        self.desk.click(cell, right=True)
        self.desk.click_item(self.desk.find(item, role="menu item"))

    def edit_cell(self, row, column, text):
        self.cell_menu(row, column, "Edit Cell")
        self.type_into_focus(text)
        self.desk.key("Return")

    def copy_cell(self, row, column):
        self.cell_menu(row, column, "Copy")

    def paste_cell(self, row, column):
        self.cell_menu(row, column, "Paste")

    def undo_toast(self):
        """What the message at the bottom offers."""
        self.desk.click(self.desk.find("Undo", role="push button"))

    def tab_of_dialog(self, name):
        self.desk.click(self.desk.find(name, within=self.desk.windows()[0]))
        time.sleep(0.5)

    def setting(self, name, text):
        self.desk.click(self.desk.find(contains=name, role="text", within=self.desk.windows()[0]))
        self.type_into_focus(text)
        self.desk.key("Return")

    def go_back_to(self, label):
        """To the state after an entry of the history."""
        self.desk.click(self.desk.find(f"Undo or Go Back to: {label}", role="push button"))
        self.desk.click_item(self.desk.find(contains="Go Back to Here", role="menu item"))

    def page_menu(self, button, item):
        """An item of the menu of a button."""
        self.desk.click(self.desk.find(button))
        self.desk.click_item(self.desk.find(item, role="menu item"))

    def move_card(self, contains, stage):
        """A card of the board to the next stage."""
        card = self.desk.find(contains=contains, role="list item")
        target = self.desk.find(contains=f"{stage}, ")
        x, y = self.desk.place(card)
        to_x, to_y = self.desk.place(target)
        self.desk.drag(card, to_x - x, max(to_y + 60 - y, 4))

    def nudge(self, contains):
        """A mark of the timeline somewhat later."""
        self.desk.drag(self.desk.find(contains=contains, role="push button"), 60, 0)

    def think_better(self, contains):
        """Drags a mark of the timeline, and presses Esc before it is dropped."""
        x, y = self.desk.place(self.desk.find(contains=contains, role="push button"))
        self.desk.xdo("mousemove", x, y, "mousedown", 1)
        for i in range(1, 9):
            self.desk.xdo("mousemove", x + 10 * i, y)
            time.sleep(0.05)
        self.desk.xdo("key", "Escape")      # without letting go of the button, as key() does
        self.desk.xdo("mouseup", 1)
        time.sleep(0.5)

    def tick(self, button, item):
        """One of the values that a filter's button offers."""
        self.desk.click(self.desk.find(button, role="push button"))
        time.sleep(0.3)
        self.desk.click(self.desk.find(item, role="check box"))
        self.shut_popover(button)

    def shut_popover(self, button):
        """By a second click on the button, which lies beside it."""
        time.sleep(0.2)
        self.desk.click(self.desk.find(contains=button, role="push button"))
        time.sleep(0.3)

    def drill(self, chart, mark):
        """To the rows behind a mark of a chart."""
        node = self.desk.find(mark, role="list item", within=self.chart(chart))
        self.desk.click(node)

    def brush(self, chart, mark):
        """Over a mark, from beside it to beside it."""
        node = self.desk.find(mark, role="list item", within=self.chart(chart))
        self.desk.roll_to(node)
        extent = self.desk.extent(node)
        self.desk.drag(node, extent.width + 12, 0, -extent.width // 2 - 6)
        time.sleep(0.3)

    def unbrush(self, chip):
        self.press(chip, role="push button")

    def chart_menu(self, chart, item):
        button = self.desk.find(contains=f"Menu of {chart}", role="push button")
        self.desk.click(button)
        self.desk.click_item(self.desk.find(item, role="menu item"))

    def close_dialog(self):
        self.desk.click(self.desk.find("Close", role="push button", within=self.desk.windows()[0]))

    def details(self):
        """What the details pane says of the selected row."""
        self.desk.click(self.desk.find("Details Pane", role="push button"))

    def leave_pane(self):
        self.desk.click(self.desk.find("Close Details", role="push button"))

    def period(self, name):
        """Another period for all views."""
        self.desk.click(self.desk.find(contains="Period 20", role="push button"))
        self.type_into_focus(name)
        self.desk.key("Return")
        self.desk.find(contains=f"Period {name}")
