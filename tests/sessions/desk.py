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
    def __init__(self, folder, width=1280, height=800, environment=None):
        self.folder = Path(folder)
        self.shots = []
        self.children = []
        home = self.folder / "home"
        home.mkdir(parents=True, exist_ok=True)
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
        self.program = None
        self.view = None
        self.errors = open(self.folder / "errors.txt", "w+")

    def start(self, command, **more):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=open(self.folder / f"{command[0]}.log", "w"), **more)
        self.children.append(child)
        return child

    # The program -------------------------------------------------------------------------------------

    def open(self, tierwright, *arguments):
        """Starts the program and waits for its first window."""
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        self.atspi = Atspi
        self.program = subprocess.Popen([str(tierwright), *map(str, arguments)], stdout=self.errors, stderr=self.errors)
        self.children.append(self.program)
        self.wait(lambda: self.application(), "the program on the accessibility bus")
        self.wait(lambda: self.windows(), "a window")
        return self

    def application(self):
        desktop = self.atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.program.pid:
                # GTK tells of a new state only when it changes: what was asked before is no answer now.
                child.set_cache_mask(self.atspi.Cache.NONE)
                return child
        return None

    def windows(self):
        """The windows, the one that was opened last first."""
        application = self.application()
        if application is None:
            return []
        found = [application.get_child_at_index(i) for i in range(application.get_child_count())]
        return [w for w in reversed(found) if w is not None and self.is_shown(w)]

    def title_on_top(self):
        windows = self.windows()        # none while the program is about to tell of another
        return said(windows[0].get_name()) if windows else ""

    def is_shown(self, window):
        """GTK 4.8 marks only windows as showing, and a question isn't one by its role."""
        try:
            return self.has(window, "SHOWING") or (window.get_role_name() == "dialog" and self.has(window, "VISIBLE"))
        except Exception:       # gone while it was looked at
            return False

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

    def has(self, node, state):
        return node.get_state_set().contains(getattr(self.atspi.StateType, state))

    def extent(self, node):
        """Where it stands in its window; None for the page of a stack, which is no widget."""
        try:
            return node.get_extents(self.atspi.CoordType.WINDOW)
        except Exception:
            return None

    def walk(self, node):
        """Everything below @node that is shown, in reading order."""
        self.tabs_on = set()
        self.title = (node.get_name() or "") if node.get_role_name() == "frame" else ""
        stack = [node]
        while stack:
            here = stack.pop()
            try:
                # GTK 4.8 marks only windows as showing, and a page of a stack that isn't shown as visible: its
                # widgets have no size. Nothing below them is looked at.
                extent = self.extent(here)
                if extent is not None and (extent.width <= 0 or extent.height <= 0):
                    continue
                if extent is not None:
                    if here.get_role_name() == "page tab" and self.has(here, "SELECTED"):
                        self.tabs_on.add(here.get_name())
                    yield here
                children = [here.get_child_at_index(i) for i in range(here.get_child_count())]
                stack.extend(reversed(self.shown_pages(children) if extent is not None else children))
            except Exception:       # gone while it was looked at
                continue

    def shown_pages(self, children):
        """Of the pages of a stack the one that is shown: the view that was gone to last, the page of the tab that is
        on, or the step of an assistant that its title names. GTK 4.8 doesn't tell: a page that was shown once keeps its size and stays visible by its states."""
        pages = [c for c in children if c is not None and self.extent(c) is None]
        if len(pages) < 2:
            return children
        names = [p.get_name() for p in pages]
        on = next((i for i, n in enumerate(names) if n == self.view or n in self.tabs_on
                   or self.title.endswith(f" – {n}")), None)
        return children if on is None else [c for c in children if c not in pages or c is pages[on]]

    def all(self, name=None, role=None, within=None, contains=None):
        roots = [within] if within is not None else self.windows()
        for root in roots:
            for node in self.walk(root):
                if node is None:
                    continue
                try:
                    text = said(node.get_name())
                    if name is not None and text != name:
                        continue
                    if contains is not None and contains not in text:
                        continue
                    if role is not None and node.get_role_name() != role:
                        continue
                except Exception:
                    continue
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
            for node in self.walk(window):
                if self.has(node, "FOCUSED"):
                    return node
        return None

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
        found = []
        for node in self.all(role="text"):
            try:
                found.append(self.atspi.Text.get_text(node, 0, self.atspi.Text.get_character_count(node)))
            except Exception:       # libadwaita 1.2 doesn't expose the text of its rows
                continue
        return "\n".join(found)

    def tree(self):
        lines = []
        for window in self.windows():
            stack = [(window, 0)]
            while stack:
                node, depth = stack.pop()
                try:
                    if not self.has(node, "VISIBLE"):
                        continue
                    e = self.extent(node)
                    lines.append(f"{'  ' * depth}{node.get_role_name()} “{node.get_name()}” {e.x if e else '-'},{e.y if e else '-'} {e.width if e else '-'}×{e.height if e else '-'}"
                                 f"{' *' if self.has(node, 'FOCUSED') else ''}")
                    stack.extend((node.get_child_at_index(i), depth + 1) for i in reversed(range(node.get_child_count())))
                except Exception:
                    continue
        return "\n".join(lines)

    # Doing -------------------------------------------------------------------------------------------

    def xdo(self, *arguments):
        return subprocess.run(["xdotool", *map(str, arguments)], check=True, capture_output=True, text=True).stdout

    def origin(self):
        """Where the active window stands on the screen."""
        out = self.xdo("getactivewindow", "getwindowgeometry", "--shell")
        values = dict(line.split("=") for line in out.split() if "=" in line)
        return int(values["X"]), int(values["Y"])

    def place(self, node):
        """The middle of @node on the screen."""
        extent = node.get_extents(self.atspi.CoordType.WINDOW)
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
        for window in self.xdo("search", "--onlyvisible", "--class", "tierwright").split():
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
        x, y = self.place(node)
        self.xdo("mousemove", x, y)
        time.sleep(0.05)
        self.xdo("click", "--repeat", times, "--delay", 60, 3 if right else button)
        time.sleep(0.1)

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
                time.sleep(0.1)
                if self.extent(node).y == here.y:       # at its end, or something below the pointer took the turn
                    break
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
            time.sleep(0.08)

    def type(self, text):
        self.xdo("type", "--delay", 15, text)
        time.sleep(0.15)

    def shot(self, name):
        """A picture of the whole screen, and the names on it beside it."""
        time.sleep(0.3)
        path = self.folder / f"{len(self.shots) + 1:02d}-{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], check=True, stderr=subprocess.DEVNULL)
        self.shots.append(path)
        return path


def say(*words):
    print(*words, file=sys.stderr, flush=True)
