# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk to sit at: a display, a window manager, a session bus, and Tierwright as a person sees it.

What a session does it does from outside: it finds widgets by the names that a screen reader would say (AT-SPI), and
then moves the mouse there or presses keys (xdotool). Nothing is called inside the program.
"""
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bus import Bus, Gone

NEEDED = ("Xvfb", "openbox", "dbus-daemon", "xdotool", "import")
LIMIT = 40          # seconds until something that should show up is missing
PAUSE = 0.05


class Missing(AssertionError):
    pass


def lacking():
    """What this machine lacks for sessions, in words, or None."""
    for name in NEEDED:
        if shutil.which(name) is None and not Path("/usr/libexec", name).exists():
            return f"the program {name} is not installed"
    try:
        import gi
        gi.require_version("Atspi", "2.0")
    except (ImportError, ValueError):
        return "AT-SPI for Python is not installed"
    return None


def said(name):
    """A name without what GTK 4.8 adds: the underscore of a mnemonic, and the label once more from its child."""
    name = (name or "").strip()
    words = name.split(" ")
    for n in range(1, len(words)):
        first, second = " ".join(words[:n]), " ".join(words[n:])
        if first.replace("_", "") == second:
            return second
    return name


class Desk:
    def __init__(self, folder, width=1280, height=800, environment=None, pictures=True):
        self.folder, self.pictures = Path(folder), pictures
        self.shots = []
        self.children = []
        home = self.folder / "home"
        home.mkdir(parents=True, exist_ok=True)
        settings = home / ".config" / "gtk-4.0" / "settings.ini"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text("[Settings]\ngtk-enable-animations=false\n")       # nothing to wait for
        runtime = self.folder / "run"
        runtime.mkdir(mode=0o700, exist_ok=True)
        reading, writing = os.pipe()
        self.start(["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
                   pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as pipe:      # to the end of the line: the server writes the number and the end apart
            display = pipe.readline().strip()
        for name in ("WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME",
                     "XDG_STATE_HOME"):
            os.environ.pop(name, None)
        os.environ.update({
            "DISPLAY": f":{display}", "HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "GDK_BACKEND": "x11",
            "GTK_A11Y": "atspi", "GSK_RENDERER": "cairo", "GSETTINGS_BACKEND": "memory", "GIO_USE_VFS": "local",
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "NO_AT_BRIDGE": "0", "GTK_USE_PORTAL": "0",
        })
        os.environ.update(environment or {})
        bus = subprocess.Popen(["dbus-daemon", "--session", "--print-address=1", "--nofork"], stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
        self.children.append(bus)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self.start(["openbox", "--sm-disable"])
        self.program = self.bus = self.view = None
        self.errors = open(self.folder / "errors.txt", "w+")

    def start(self, command, **more):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=open(self.folder / f"{command[0]}.log", "w"), **more)
        self.children.append(child)
        return child

    # The program -------------------------------------------------------------------------------------

    def open(self, tierwright, *arguments):
        """Starts the program and waits for its first window."""
        self.program = subprocess.Popen([str(tierwright), *map(str, arguments)], stdout=self.errors, stderr=self.errors)
        self.children.append(self.program)
        self.bus = Bus(self.program.pid)
        self.wait(self.bus.there, "the program on the accessibility bus")
        self.wait(lambda: self.windows(), "a window")
        return self

    def windows(self):
        """The windows, the one that was opened last first."""
        return [window for window in reversed(self.bus.windows()) if self.is_shown(window)] if self.bus.there() else []

    def title_on_top(self):
        windows = self.windows()        # none while the program is about to tell of another
        return said(windows[0].get_name()) if windows else ""

    @staticmethod
    def is_shown(window):
        """GTK 4.8 marks only windows as showing, and a question isn't one by its role."""
        return window.had("SHOWING") or (window.role == "dialog" and window.had("VISIBLE"))

    def foreign(self, title):
        """Waits for a window that isn't on the accessibility bus: GTK's own file dialog."""
        self.wait(lambda: subprocess.run(["xdotool", "search", "--onlyvisible", "--name", f"^{title}$"],
                                         capture_output=True).returncode == 0, f"the window “{title}”")
        time.sleep(0.5)

    def close(self):
        for child in reversed(self.children):
            if child.poll() is None:
                child.terminate()
                try:
                    child.wait(5)
                except subprocess.TimeoutExpired:
                    child.kill()
        self.errors.seek(0)
        return self.errors.read()

    # Looking -----------------------------------------------------------------------------------------

    @staticmethod
    def has(node, state):
        return node.has(state)

    @staticmethod
    def extent(node):
        """Where it stands in its window; None for the page of a stack, which is no widget."""
        return node.where()

    def walk(self, node, states=False):
        """Everything below @node that is shown, in reading order."""
        self.tabs_on = set()
        self.bus.look([node], states)
        self.title = node.name or "" if node.role == "frame" else ""
        stack = [iter([node])]
        while stack:
            here = next(stack[-1], None)
            if here is None:
                stack.pop()
                continue
            # GTK 4.8 marks only windows as showing, and a page of a stack that isn't shown as visible: its widgets have
            # no size. Nothing below them is looked at, nor below what is gone.
            if here.role is None or (here.extent is not None and min(here.extent[2:]) <= 0):
                continue
            if here.extent is not None:
                yield here
            stack.append(self.below(here, states))

    def below(self, node, states):
        for children in self.bus.below(node, states):
            yield from self.shown_pages(children) if node.extent is not None else children

    def shown_pages(self, children):
        """Of the pages of a stack the one that is shown: the view that was gone to last, the page of the tab that is
        on, or the step of an assistant that its title names. GTK 4.8 doesn't tell: a page that was shown once keeps its
        size and stays visible by its states."""
        tabs = [c for c in children if c.role == "page tab"]
        self.tabs_on.update(tab.name for tab in tabs if tab.has("SELECTED"))
        pages = [c for c in children if c.role is not None and c.extent is None]
        if len(pages) < 2:
            return children
        names = [p.name for p in pages]
        on = next((i for i, n in enumerate(names) if n == self.view or n in self.tabs_on
                   or self.title.endswith(f" – {n}")), None)
        return children if on is None else [c for c in children if c not in pages or c is pages[on]]

    def all(self, name=None, role=None, within=None, contains=None):
        roots = [within] if within is not None else self.windows()
        for root in roots:
            for node in self.walk(root):
                text = said(node.name)
                if (name is None or text == name) and (contains is None or contains in text) \
                        and (role is None or node.role == role):
                    yield node

    def find(self, name=None, role=None, within=None, contains=None, limit=LIMIT):
        what = f"{role or 'something'} named {name or '…' + str(contains) + '…'}"
        return self.wait(lambda: next(self.all(name, role, within, contains), None), what, limit)

    def gone(self, name=None, role=None, contains=None, limit=LIMIT):
        self.wait(lambda: next(self.all(name, role, None, contains), None) is None, f"{name or contains} to go", limit)

    def wait(self, condition, what, limit=LIMIT):
        end = time.monotonic() + limit
        while True:
            result = condition()
            if result:
                return result
            if self.program is not None and self.program.poll() not in (None, 0):
                raise Missing(f"the program ended with {self.program.returncode} before {what} was there")
            if time.monotonic() > end:
                raise Missing(f"{what} was not there within {limit} seconds")
            time.sleep(PAUSE)

    def focused(self):
        """What has the focus."""
        for window in self.windows():
            for node in self.walk(window, states=True):
                if node.had("FOCUSED"):
                    return node
        return None

    def focused_name(self):
        here = self.focused()
        return here.name if here is not None else ""

    def text(self, within=None):
        """Every name that is shown, for assertions about what a person can read."""
        names = []
        for node in self.all(within=within):
            name = node.get_name()
            if name and (not names or names[-1] != name):
                names.append(name)
        return "\n".join(names)

    def written(self):
        """What stands in the fields that are shown."""
        # libadwaita 1.2 doesn't expose the text of its rows
        return "\n".join(node.text() or "" for node in self.all(role="text"))

    def tree(self):
        """All that is on the bus, for a look at what went wrong."""
        lines = []

        def tell(node, depth):
            if node.role is not None and node.had("VISIBLE"):
                x, y, width, height = node.extent or "----"
                lines.append(f"{'  ' * depth}{node.role} “{node.name}” {x},{y} {width}×{height}"
                             f"{' *' if node.had('FOCUSED') else ''}")
                for some in self.bus.below(node, states=True):
                    for child in some:
                        tell(child, depth + 1)
        for window in self.windows():
            tell(window, 0)
        return "\n".join(lines)

    # Doing -------------------------------------------------------------------------------------------

    def xdo(self, *arguments):
        return subprocess.run(["xdotool", *map(str, arguments)], check=True, capture_output=True, text=True).stdout

    def origin(self):
        """Where the active window stands on the screen."""
        return self.wait(self.active, "an active window", 10)

    @staticmethod
    def active():
        out = subprocess.run(["xdotool", "getactivewindow", "getwindowgeometry", "--shell"], capture_output=True, text=True)
        values = dict(line.split("=") for line in out.stdout.split() if "=" in line)
        return (int(values["X"]), int(values["Y"])) if "Y" in values else None

    def place(self, node):
        """The middle of @node on the screen."""
        extent = self.extent(node)
        x, y = self.origin()
        popover = self.popover_of(node)
        if popover is not None:         # a window of its own, of which GTK 4.8 tells no place
            at = self.extent(popover)
            try:
                left, top = self.wait(lambda: self.window_of(at.width, at.height), "the window of a menu", 5)
                x, y = left - at.x, top - at.y
            except Missing:
                pass
        return x + extent.x + extent.width // 2, y + extent.y + extent.height // 2

    def window_of(self, width, height):
        """Where the program's window of that size stands; None while it isn't there yet."""
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "tierwright"], capture_output=True, text=True)
        for window in found.stdout.split():
            out = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], capture_output=True, text=True)
            values = dict(line.split("=") for line in out.stdout.split() if "=" in line)
            # The arrow of a popover is part of its window alone.
            if values and abs(int(values["WIDTH"]) - width) + abs(int(values["HEIGHT"]) - height) <= 16:
                return int(values["X"]), int(values["Y"])
        return None

    def popover_of(self, node):
        while node is not None and node.get_role_name() != "frame":
            if node.get_role_name() == "menu" or node.get_name() in ("GtkPopover", "GtkPopoverMenu"):
                return node
            node = node.get_parent()
        return None

    def click(self, node, button=1, times=1, right=False):
        self.roll_to(node)
        for _ in range(10):
            x, y = self.place(node)
            self.xdo("mousemove", x, y)
            self.settle()
            if self.place(node) == (x, y):      # what moves is waited for
                break
        self.xdo("click", "--repeat", times, "--delay", 60, 3 if right else button)
        self.settle()

    def click_item(self, node):
        """A click on what a popover offers, which it closes by; what came before the popover took any is lost."""
        popover = self.popover_of(node)
        at = popover and self.extent(popover)
        for _ in range(4):
            self.click(node)
            if at is None or self.soon(lambda: self.window_of(at.width, at.height) is None, 1.5):
                return
        raise Missing(f"the menu stays open over “{node.name}”")

    def settle(self):
        """Waits until the program has taken in what the hands did."""
        if self.bus is not None and self.bus.name is not None:
            self.bus.settle()

    def soon(self, condition, seconds):
        """Whether @condition comes true within @seconds."""
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                return False
            time.sleep(PAUSE)
        return True

    def panes_of(self, node):
        """The scrolled areas that @node lies in, the innermost first; a menu stands above those of its opener."""
        here = node.get_parent()
        while here is not None and here.get_role_name() not in ("frame", "menu") and "GtkPopover" not in here.get_name():
            if here.get_role_name() == "scroll pane":
                yield here
            here = here.get_parent()

    def roll_to(self, node):
        """Turns the wheel over what is scrolled until the middle of @node is in sight."""
        for pane in reversed(list(self.panes_of(node))):
            for _ in range(80):
                at, here = self.extent(pane), self.extent(node)
                middle = here.y + here.height // 2
                if at.y + 12 <= middle <= at.y + at.height - 12:
                    break
                x, y = self.place(pane)
                self.xdo("mousemove", x, y, "click", 5 if middle > at.y + at.height - 12 else 4)
                self.settle()
                if not self.soon(lambda: self.extent(node).y != here.y, 0.5):
                    break       # at its end, or something below the pointer took the turn
            else:
                continue
            time.sleep(0.1)

    def drag(self, node, dx, dy, before=0):
        """From the middle of @node, or @before pixels beside it."""
        x, y = self.place(node)
        x += before
        self.xdo("mousemove", x, y, "mousedown", 1)
        for i in range(1, 9):
            self.xdo("mousemove", x + dx * i // 8, y + dy * i // 8)
            time.sleep(0.03)
        self.xdo("mouseup", 1)
        time.sleep(0.15)

    def key(self, *names):
        for name in names:
            self.xdo("key", "--clearmodifiers", name)
            self.settle()

    def type(self, text):
        self.xdo("type", "--delay", 12, text)
        self.settle()

    def shot(self, name):
        """A picture of the whole screen."""
        path = self.folder / f"{len(self.shots) + 1:02d}-{name}.png"
        if self.pictures:
            self.settle()
            time.sleep(0.2)         # what a change shows is drawn with the next frame
            subprocess.run(["import", "-window", "root", str(path)], check=True, stderr=subprocess.DEVNULL)
        self.shots.append(path)
        return path


def say(*words):
    print(*words, file=sys.stderr, flush=True)
