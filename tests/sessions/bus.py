# SPDX-License-Identifier: GPL-3.0-or-later
"""What is on the screen, as a screen reader learns it: AT-SPI, asked for many widgets at a time.

Asking for one thing after the other costs a change of processes each; on a busy machine that is most of a session's
time. Here everything about the children of a widget is asked for at once.
"""
import collections

STATES = {"ACTIVE": 1, "CHECKED": 4, "EDITABLE": 7, "EXPANDED": 10, "FOCUSABLE": 11, "FOCUSED": 12, "PRESSED": 20,
          "SELECTED": 23, "SENSITIVE": 24, "SHOWING": 25, "VISIBLE": 30}
AT_ONCE = 48        # children whose facts are asked for together: what is looked for may be among the first
IN_WINDOW = 1       # the coordinates of org.a11y.atspi.Component
TIMEOUT = 10000     # milliseconds

Extent = collections.namedtuple("Extent", "x y width height")


class Gone(Exception):
    """The widget, or what it was asked for, isn't there (any more)."""


class Node:
    """A widget: what it was when it was looked at, and what it is now where that is asked for."""

    def __init__(self, bus, path, parent=None):
        self.bus, self.path, self.parent = bus, path, parent
        self.name = self.role = self.states = self.extent = self.paths = self.pages = None

    def get_name(self):
        return self.name if self.name is not None else self.bus.look([self])[0].name or ""

    def now(self):
        """Its name as it is now."""
        return self.bus.answers([self.bus.property(self, "Name")])[0] or ""

    def get_role_name(self):
        if self.role is None:
            self.bus.look([self])
        if self.role is None:
            raise Gone(self.path)
        return self.role

    def get_parent(self):
        if self.parent is None:
            self.parent = self.bus.parent_of(self)
        return self.parent

    def children(self):
        """As they are now."""
        self.bus.look([self])
        return [child for some in self.bus.below(self) for child in some]

    def has(self, state):
        """Whether it has @state now."""
        self.states = self.bus.states_of(self)
        return self.had(state)

    def had(self, state):
        """Whether it had @state when it was looked at."""
        return self.states is not None and bool(self.states[STATES[state] // 32] >> STATES[state] % 32 & 1)

    def where(self):
        """Where it stands in its window now; None for the page of a stack, which is no widget."""
        extent, = self.bus.answers([self.bus.extent_of(self)])
        return None if extent is None else Extent(*extent)

    def text(self):
        """What is written in it."""
        return self.bus.answers([self.bus.text(self)])[0]

    def __eq__(self, other):
        return isinstance(other, Node) and self.path == other.path

    def __hash__(self):
        return hash(self.path)


class Bus:
    """The accessibility bus, on which the program with @pid is."""

    def __init__(self, pid):
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi, Gio, GLib
        self.atspi, self.gio, self.glib, self.roles = Atspi, Gio, GLib, {}
        self.pid, self.name, self.root = pid, None, None
        self.context = GLib.MainContext.new()
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address, = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, 25000,
                                     None).unpack()
        flags = Gio.DBusConnectionFlags
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)

    # Asking ------------------------------------------------------------------------------------------

    def answers(self, calls):
        """What each of @calls (path, interface, method, arguments) answers; None where it is refused."""
        results = [None] * len(calls)
        left = [len(calls)]

        def done(connection, result, i):
            try:
                results[i] = connection.call_finish(result).unpack()[0]
            except self.glib.Error:
                pass
            left[0] -= 1

        self.context.push_thread_default()
        try:
            for i, (path, interface, method, arguments) in enumerate(calls):
                self.connection.call(self.name, path, "org.a11y.atspi." + interface if interface != "Properties"
                                     else "org.freedesktop.DBus.Properties", method, arguments, None, 0, TIMEOUT, None, done, i)
            while left[0] > 0:
                self.context.iteration(True)
        finally:
            self.context.pop_thread_default()
        return results

    def extent_of(self, node):
        return node.path, "Component", "GetExtents", self.glib.Variant("(u)", (IN_WINDOW,))

    def child_of(self, node, i):
        return node.path, "Accessible", "GetChildAtIndex", self.glib.Variant("(i)", (i,))

    def property(self, node, name):
        return node.path, "Properties", "Get", self.glib.Variant("(ss)", ("org.a11y.atspi.Accessible", name))

    def text(self, node):
        return node.path, "Text", "GetText", self.glib.Variant("(ii)", (0, -1))

    def look(self, nodes, states=False):
        """Takes in what @nodes are now."""
        calls = []
        for node in nodes:
            calls += [(node.path, "Accessible", "GetRole", None), self.property(node, "Name"), self.extent_of(node),
                      (node.path, "Accessible", "GetChildren", None), self.child_of(node, 0)]
            if states:
                calls.append((node.path, "Accessible", "GetState", None))
        answers = iter(self.answers(calls))
        for node in nodes:
            role, node.name, extent, paths, first = (next(answers) for _ in range(5))
            node.role = None if role is None else self.role_name(role)
            node.extent = None if extent is None else Extent(*extent)
            node.paths = [path for _, path in paths or ()]
            node.pages = bool(node.paths) and first is not None and first[1] != node.paths[0]
            if states:
                node.states = next(answers)
        return nodes

    def role_name(self, role):
        if role not in self.roles:
            self.roles[role] = self.atspi.role_get_name(self.atspi.Role(role))
        return self.roles[role]

    def below(self, node, states=False):
        """The children of @node, which was looked at, some at a time."""
        if node.pages:      # GTK 4.8 tells the pages of a stack one by one, and what they show when asked for all
            answers = self.answers([self.child_of(node, i) for i in range(len(node.paths))])
            node.paths = [answer[1] for answer in answers if answer is not None]
        for i in range(0, len(node.paths), AT_ONCE):
            yield self.look([Node(self, path, node) for path in node.paths[i:i + AT_ONCE]], states)

    def states_of(self, node):
        states, = self.answers([(node.path, "Accessible", "GetState", None)])
        if states is None:
            raise Gone(node.path)
        return states

    def parent_of(self, node):
        if node.path == self.root:
            return None
        parent, = self.answers([self.property(node, "Parent")])
        return None if parent is None or parent[1] == "/org/a11y/atspi/null" else Node(self, parent[1])

    # The program -------------------------------------------------------------------------------------

    def there(self):
        """Whether the program is on the bus."""
        if self.name is None:
            for name, path in self.ask("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root",
                                    "org.a11y.atspi.Accessible", "GetChildren"):
                if self.ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                            "GetConnectionUnixProcessID", self.glib.Variant("(s)", (name,))) == self.pid:
                    self.name, self.root = name, path
        return self.name is not None

    def settle(self):
        """Until the program has done what was asked of it: it answers between two events."""
        for _ in range(3):
            self.answers([(self.root, "Accessible", "GetRole", None)])

    def ask(self, *call):
        name, path, interface, method, arguments = (*call, None)[:5]
        try:
            return next(iter(self.connection.call_sync(name, path, interface, method, arguments, None, 0, TIMEOUT, None)), ())
        except self.glib.Error:
            return ()

    def windows(self):
        """The windows, the one that was opened first first, with their states."""
        root = self.look([Node(self, self.root)])[0]
        return [window for some in self.below(root, states=True) for window in some if window.role is not None]

    def follow_focus(self, heard):
        """Calls @heard with each widget that says that it took the focus."""
        def changed(_connection, sender, path, _interface, _signal, arguments):
            if sender == self.name and arguments.unpack()[:2] == ("focused", 1):
                heard(Node(self, path))
        for arguments in (self.glib.Variant("(s)", ("object:state-changed:focused",)),
                          self.glib.Variant("(sass)", ("object:state-changed:focused", [], ""))):
            self.ask("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "RegisterEvent",
                     arguments)
        self.connection.signal_subscribe(None, "org.a11y.atspi.Event.Object", "StateChanged", None, "focused",
                                         self.gio.DBusSignalFlags.NONE, changed)
