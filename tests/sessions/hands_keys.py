# SPDX-License-Identifier: GPL-3.0-or-later
"""The hand on the keyboard: it never moves the pointer, and hears where the focus is."""
import time

from desk import PAUSE, Missing, said
from hands import ROWS, VIEWS, Hands
from hands_design import KeysDesign
from hands_mouse import Mouse


class Keys(KeysDesign, Hands):
    name = "keys"

    def __init__(self, desk):
        super().__init__(desk)
        from gi.repository import GLib
        self.context = GLib.MainContext.default()
        self.focus = None
        desk.bus.follow_focus(self.heard)

    def dialog(self, name):
        super().dialog(name)
        self.listen()
        self.focus = self.desk.focused()        # what has it in the window below says so as well

    def heard(self, node):
        self.focus = node

    def listen(self, seconds=0.0):
        """Takes in who says that it took the focus: what is said to a question comes after what was said before."""
        end = time.monotonic() + seconds
        while True:
            self.desk.settle()
            while self.context.iteration(False):
                pass
            if time.monotonic() >= end:
                return
            time.sleep(PAUSE)

    @staticmethod
    def named(node):
        """Its name; a row of a choice in GTK 4.8 has none, and is read by the text in it."""
        node.bus.look([node])
        text, below = said(node.name), [node]
        while not text and below:
            below = below[0].children()
            text = said(below[0].get_name()) if below and below[0].role == "label" else ""
        return text

    def where(self):
        """The name of what has the focus, as it was last said."""
        try:        # the last to say that it took the focus may have lost it again
            if self.focus is None or not self.desk.has(self.focus, "FOCUSED"):
                self.focus = self.desk.focused()
            return self.named(self.focus) if self.focus is not None else ""
        except Exception:
            self.focus = None
            return ""

    def key(self, *names):
        for name in names:
            self.desk.key(name)
            self.listen()

    def reach(self, matches, what, keys=("Tab",), limit=60):
        """Presses @keys until the focus is on what @matches; a person would do it no other way."""
        seen = []
        self.listen()
        for _ in range(limit):
            here = self.where()
            if here and matches(here):
                return
            seen.append(here)
            self.key(*keys)
        raise Missing(f"{what} was not reached by {'+'.join(keys)}; the focus went over {seen[:25]}")

    def view(self, name):
        views = [said(row.get_name()) for row in self.desk.all(role="list item") if said(row.get_name()) in VIEWS]
        self.key(f"ctrl+{views.index(name) + 1}")
        self.shown(name)
        self.listen(0.3)

    shown = Mouse.shown

    def press(self, name, role=None, key=None, within=None, last=False):
        if key is not None:
            self.key(key)
            return
        self.desk.find(name, role=role, within=within)
        nodes = list(self.desk.all(name, role=role, within=within))
        node, alone = nodes[-1 if last else 0], len(nodes) == 1
        self.reach(lambda here: here == name and (alone or self.stands_at(node)), name, keys=self.towards(node), limit=150)
        self.key("Return")

    def stands_at(self, node):
        """Whether the focus is on @node, and not on another of its name."""
        here, there = self.desk.extent(self.focus), self.desk.extent(node)
        return here is not None and (here.x, here.y) == (there.x, there.y)

    def towards(self, node):
        """What is above is reached sooner backwards: people see where it is."""
        here = self.desk.focused()
        above = here is not None and self.desk.extent(here).y > self.desk.extent(node).y + 40
        return ("shift+Tab",) if above else ("Tab",)

    def to_rows(self, roles=ROWS):
        if not self.on_row(roles):
            self.reach(lambda here: self.on_row(roles), "a list")

    def on_row(self, roles=ROWS):
        try:
            return self.focus is not None and self.focus.get_role_name() in roles and self.where() not in VIEWS
        except Exception:
            return False

    def choose(self, contains, role="table row", key=None):
        self.to_rows((role,) if role == "table row" else ROWS)      # the marks of a chart are items of a list too
        if contains in self.where():
            return
        if role != "table row":         # boxed lists stand below each other: Tab goes from one to the next
            self.reach(lambda here: contains in here, contains)
            return
        for _ in range(4):
            if self.down_to(contains):
                return
            self.reach(lambda here: not self.on_row(), "the end of a list")     # another table stands below
            self.to_rows((role,))
        raise Missing(f"no table has a row with {contains}")

    def down_to(self, contains):
        """Down the list that has the focus, to its end at most."""
        self.key("Home")
        last = None
        for _ in range(400):
            here = self.where()
            if contains in here:
                return True
            if here == last:
                return False
            last = here
            self.key("Down")
        return False

    def pick(self, contains):
        """A row of a list whose rows the arrows go through."""
        self.to_rows()
        if not self.down_to(contains):
            raise Missing(f"no row has {contains}")
        self.key("Return")

    def open(self, contains, role="table row"):
        self.choose(contains, role)
        self.key("Return")

    def tab(self, name):
        for _ in range(12):
            node = next(self.desk.all(name, "page tab"), None)
            if node is not None and (self.desk.has(node, "CHECKED") or self.desk.has(node, "SELECTED")):
                return
            self.key("ctrl+Page_Down")
            time.sleep(0.2)
        raise Missing(f"the tab {name} was not reached by Ctrl+PgDn")

    def menu(self, contains, item, role="table row"):
        self.choose(contains, role)
        self.key("Menu")
        self.unfolded(item)
        self.reach(lambda here: here == item, item, keys=("Down",), limit=30)
        self.key("Return")

    def unfolded(self, item):
        """Waits for a menu with @item that took the focus."""
        self.desk.find(item, role="menu item")
        self.desk.soon(lambda: self.listen() or self.focus_role() == "menu item", 1)

    def focus_role(self):
        try:
            return self.focus.get_role_name()
        except Exception:
            return ""

    def find(self, text):
        self.key("ctrl+f")
        self.type_into_focus(text)
        time.sleep(0.5)
        self.listen()

    def enter(self, field, text):
        self.reach(lambda here: here == field, field)
        self.type_into_focus(text)
        self.listen()

    def back(self):
        self.key("alt+Left")

    def fill(self, *pairs, at=None):
        """By Tab from the first field, where a dialog begins. libadwaita 1.2 doesn't say when an entry row takes the
        focus: the fields are counted, as a person would by looking."""
        names = self.fields()
        here = next((i for i, n in enumerate(names) if at is not None and self.is_field(n, at)), 0)
        for name, text in pairs:
            there = next(i for i, n in enumerate(names) if self.is_field(n, name))
            for _ in range(abs(there - here)):
                self.key("Tab" if there > here else "shift+Tab")
            here = there
            if names[there].get_role_name() == "combo box":
                self.take_choice(names[there], text)
            else:
                self.type_into_focus(text)

    def take_choice(self, node, text):
        """From the first of what drops down; the focus comes to it when it is there."""
        for _ in range(4):
            if self.chosen(node, text):
                return
            self.key("space")
            time.sleep(0.5)
            self.key("Home")
            time.sleep(0.2)
            self.listen()
            self.reach(lambda said_name: said_name == text, text, keys=("Down",), limit=20)
            self.key("Return")
            time.sleep(0.4)
            self.listen()
        raise Missing(f"the choice {text} was not taken")

    def move_card(self, contains, stage):
        self.choose(contains, role="list item")
        self.key("ctrl+Right")

    def think_better(self, contains):
        """Keys move a mark at once: there is nothing to drop."""

    def nudge(self, contains):
        self.reach(lambda here: contains in here, contains)
        self.key("Right")

    def tick(self, button, item):
        self.reach(lambda here: here == button, button)
        self.key("Return")
        time.sleep(0.3)
        self.reach(lambda here: here == item, item)
        self.key("space", "Escape")

    def to_mark(self, chart, mark):
        """To a chart by Tab, which is one stop, and to its mark by the arrows."""
        def in_chart(here):
            try:
                parent = self.focus.get_parent()
                return parent is not None and chart in (parent.get_name() or "")
            except Exception:
                return False
        self.reach(in_chart, chart, keys=self.towards(self.chart(chart)), limit=150)
        self.key("Home")
        self.reach(lambda here: here == mark, mark, keys=("Right",), limit=300)

    def drill(self, chart, mark):
        self.to_mark(chart, mark)
        self.key("Return")

    def brush(self, chart, mark):
        self.to_mark(chart, mark)
        self.key("space")
        time.sleep(0.3)

    def unbrush(self, chip):
        self.key("Escape")

    def into_field(self, name, nth, text):
        node = [n for n in self.fields() if self.is_field(n, name)][nth]
        for _ in range(40):
            if any(n.has("FOCUSED") for n in (node, *node.children())):
                self.type_into_focus(text)
                return
            self.key("Tab")
        raise Missing(f"the field {name} was not reached by Tab")

    def main_menu(self, item, key=None):
        self.key(key)

    def search(self, text):
        self.key("ctrl+k")
        self.dialog("Search and Commands")
        self.type_into_focus(text)
        time.sleep(0.8)

    def result(self, name):
        self.desk.find(name, role="label", within=self.desk.windows()[0])
        self.key("Return")
        self.alone()

    def columns(self, title):
        self.to_rows()
        self.key("ctrl+shift+f")
        time.sleep(0.5)
        self.reach(lambda here: here == title, title)
        self.key("space", "Escape")
        time.sleep(0.5)

    def to_cell(self, row, column):
        """The arrows go from the row into its cells."""
        self.choose(row)
        self.key("Home")
        self.choose(row)
        cells = [node.get_name().split(": ")[0] for node in
                 self.desk.all(role="table cell", within=self.desk.find(contains=row, role="table row"))]
        for _ in range(12):
            self.key("Left")
        for _ in range(cells.index(column) + 1):
            self.key("Right")

    def edit_cell(self, row, column, text):
        self.to_cell(row, column)
        self.key("F2")
        time.sleep(0.3)
        self.type_into_focus(text)
        self.key("Return")

    def copy_cell(self, row, column):
        self.to_cell(row, column)
        self.key("ctrl+c")

    def paste_cell(self, row, column):
        self.to_cell(row, column)
        self.key("ctrl+v")

    def undo_toast(self):
        """The message at the bottom is a shortcut; its key is there for good."""
        self.key("ctrl+z")

    def tab_of_dialog(self, name):
        self.reach(lambda here: here == name, name)
        self.key("space")
        time.sleep(0.5)

    def setting(self, name, text):
        node = self.desk.find(contains=name, role="text", within=self.desk.windows()[0])
        for _ in range(40):
            if any(n.had("FOCUSED") for n in self.desk.walk(node, states=True)):
                self.type_into_focus(text)
                self.key("Return")
                return
            self.key("Tab")
        raise Missing(f"the setting {name} was not reached by Tab")

    def go_back_to(self, label):
        self.reach(lambda here: here == f"Undo or Go Back to: {label}", label, limit=80)
        self.key("Return")
        time.sleep(0.4)
        self.reach(lambda here: "Go Back to Here" in here, "Go Back to Here", keys=("Down",), limit=4)
        self.key("Return")

    def page_menu(self, button, item):
        node = self.desk.find(button)
        self.reach(lambda here: here == button, button, keys=self.towards(node), limit=150)
        self.key("Return")
        self.unfolded(item)
        self.reach(lambda here: here == item, item, keys=("Down",), limit=30)
        self.key("Return")

    def chart_menu(self, chart, item):
        self.reach(lambda here: here.startswith(f"Menu of {chart}"), f"the menu of {chart}", limit=150)
        self.key("Return")
        self.unfolded(item)
        self.reach(lambda here: here == item, item, keys=("Down",), limit=30)
        self.key("Return")

    def close_dialog(self):
        """GTK's file dialog leaves a first Esc to what it was opened from."""
        windows = len(self.desk.windows())
        for _ in range(5):
            self.key("Escape")
            if self.desk.soon(lambda: len(self.desk.windows()) < windows, 1.5):
                return

    def details(self):
        self.key("alt+Return")

    def leave_pane(self):
        self.key("Escape")

    def period(self, name):
        """Back or forth, one at a time."""
        for _ in range(24):
            shown = self.desk.find(contains="Period 20", role="push button").get_name().split()[1]
            if shown == name:
                return
            self.key("alt+Page_Up" if shown > name else "alt+Page_Down")
            self.desk.gone(contains=f"Period {shown}")
        raise Missing(f"the period {name} was not reached by Alt+PgUp")
