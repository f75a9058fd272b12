# SPDX-License-Identifier: GPL-3.0-or-later
"""What the two hands do in the design workbench: its matrix, its curve, its choices."""
import time

from desk import Missing, said


class MouseDesign:
    def mark(self, name):
        """One of several that exclude each other."""
        self.desk.click(self.desk.find(name, role="check box"))
        self.desk.wait(lambda: self.desk.has(self.desk.find(name, role="check box"), "CHECKED"), f"{name} chosen")

    def retype_cell(self, contains, text):
        """Another value for a cell of the matrix, where it stands."""
        self.desk.click(self.desk.find(contains=contains, role="table cell"), times=2)
        self.desk.find(contains=contains, role="text")
        self.type_into_focus(text)
        self.desk.key("Return")

    def move_row(self, contains, target):
        """A row of the matrix to the place of another."""
        row, to = (self.desk.find(contains=name, role="table cell") for name in (contains, target))
        self.desk.drag(row, 0, self.desk.place(to)[1] - self.desk.place(row)[1])

    def slide(self, contains, distance, look):
        """A handle of a curve by @distance pixels. Returns what @look saw on the way."""
        x, y = self.desk.place(self.desk.find(contains=contains, role="slider"))
        seen = []
        self.desk.xdo("mousemove", x, y, "mousedown", 1)
        for part in range(1, 5):
            self.desk.xdo("mousemove", x + distance * part // 4, y)
            time.sleep(0.15)
            seen.append(look())
        self.desk.shot("while-it-is-dragged")
        self.desk.xdo("mouseup", 1)
        return seen

    def select(self, box, text):
        """Another value of a choice."""
        node = self.desk.find(box, role="combo box")
        self.desk.click(node)
        time.sleep(0.4)
        self.desk.click(next(n for n in self.desk.all(text, role="label", within=node)
                             if self.desk.popover_of(n) is not None))
        time.sleep(0.3)

    def tab_below(self, beside, name):
        """A tab of the inner row, where the outer one has a tab of the same name."""
        row = self.desk.extent(self.desk.find(beside, role="page tab")).y
        self.desk.click(next(n for n in self.desk.all(name, "page tab") if self.desk.extent(n).y == row))


class KeysDesign:
    def mark(self, name):
        self.reach(lambda here: name in here, name)
        self.key("space")
        self.desk.wait(lambda: self.desk.has(self.desk.find(name, role="check box"), "CHECKED"), f"{name} chosen")

    def retype_cell(self, contains, text):
        self.to_matrix_cell(contains)
        self.retype(text)

    def to_matrix_cell(self, contains):
        """To the matrix by Tab, which is one stop, and by the arrows as people see where a cell lies."""
        def in_matrix(here):
            return self.focus is not None and self.focus.get_role_name() == "table cell"
        self.reach(in_matrix, "the matrix", limit=30)
        target = self.desk.extent(self.desk.find(contains=contains, role="table cell"))
        for _ in range(60):
            here = self.desk.extent(self.focus)
            if contains in self.where():
                return
            if here.x >= target.x + target.width:
                self.key("Left")
            elif here.y > target.y:
                self.key("Up")
            elif here.y < target.y:
                self.key("Down")
            else:
                self.key("Right")
        raise Missing(f"the arrows did not reach {contains}")

    def move_row(self, contains, target):
        self.to_matrix_cell(contains)
        self.key("ctrl+shift+Down")

    def slide(self, contains, distance, look):
        self.reach(lambda here: contains in here, contains, limit=150)
        seen = []
        for _ in range(4):
            self.key("Left" if distance < 0 else "Right")
            time.sleep(0.15)
            seen.append(look())
        self.desk.shot("while-it-is-moved")
        self.listen(1.2)        # a run of keys ends by itself
        return seen

    def select(self, box, text):
        self.reach(lambda here: here == box or (self.focus.get_parent() is not None
                                                and said(self.focus.get_parent().get_name()) == box), box, limit=150)
        self.key("space")
        time.sleep(0.6)
        self.key("Home")
        time.sleep(0.3)
        self.listen()
        self.focus = self.desk.focused()
        self.reach(lambda here: here == text, text, keys=("Down",), limit=10)
        self.key("Return")
        time.sleep(0.3)

    def tab_below(self, beside, name):
        row = self.desk.extent(self.desk.find(beside, role="page tab")).y
        names = [n.get_name() for n in self.desk.all(role="page tab") if self.desk.extent(n).y == row]
        self.reach(lambda here: here in names, "the tabs below", limit=150)
        while self.where() != name:
            self.key("Right" if names.index(self.where()) < names.index(name) else "Left")
        self.key("space")
