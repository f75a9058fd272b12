# SPDX-License-Identifier: GPL-3.0-or-later
"""The same errand with a mouse (hands_mouse.py), or with the keyboard alone (hands_keys.py).

Both hands have the same verbs. Mouse never presses a key but to type text; Keys never moves the pointer. Here stands
what they share.
"""
import time

from desk import said

VIEWS = ("Overview", "Programs", "Partners", "Plans", "Pipeline", "Statements", "Analytics")


# What the rows of tables and boxed lists are.
ROWS = ("table row", "list item")


class Hands:
    def __init__(self, desk):
        self.desk = desk

    def find(self, text):
        """Filters the list that is shown."""
        self.enter("Filter this list", text)
        time.sleep(0.5)

    def type_into_focus(self, text):
        self.desk.key("ctrl+a")
        self.desk.type(text)

    def fields(self):
        """What can be filled in in the dialog on top, in its order."""
        found = []
        for node in self.desk.walk(self.desk.windows()[0]):
            if node.get_role_name() in ("text", "combo box") and self.desk.has(node, "FOCUSABLE"):
                found.append(node)
        return found

    @staticmethod
    def is_field(node, name):
        text = said(node.get_name())
        return text == name or text.startswith(name + " ")

    def chosen(self, node, text):
        """Whether the choice @node shows @text."""
        return any(self.desk.popover_of(n) is None for n in self.desk.all(text, role="label", within=node))

    def dialog(self, name):
        """Waits for a dialog."""
        self.desk.wait(lambda: self.desk.title_on_top() == name, f"the dialog {name}")
        self.desk.settle()

    def chart(self, title):
        """The list of a chart's marks."""
        return self.desk.find(contains=title, role="list")

    def alone(self):
        """Waits until no dialog is open."""
        self.desk.wait(lambda: len(self.desk.windows()) == 1, "the dialog to close")
        self.desk.settle()

    def retype(self, text):
        """Over what the cell that is selected says."""
        self.desk.type(text)
        self.desk.key("Return")
