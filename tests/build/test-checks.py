#!/usr/bin/env python3
"""Checks of the sources have to find what they are there for: each is shown a tree with that very fault."""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

import layering  # noqa: E402
import potfiles  # noqa: E402


class Tree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        (self.root / "src").mkdir()
        (self.root / "po").mkdir()

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


class Layering(Tree):
    def found(self, name, text):
        self.write(name, text)
        return layering.violations(self.root)

    def test_headers(self):
        for name, header in (
            ("src/model/a.c", "<sqlite3.h>"),
            ("src/cli/a.c", '"xlsxwriter.h"'),
            ("src/export/a.c", "<gtk/gtk.h>"),
            ("src/store/a.h", "<adwaita.h>"),
        ):
            found = self.found(name, f"\n#include {header}\n")
            self.assertEqual(len(found), 1, found)
            self.assertIn(f"{name}:2:", found[0])
            (self.root / name).unlink()

    def test_headers_where_they_belong(self):
        self.write("src/store/a.c", "#include <sqlite3.h>\n")
        self.write("src/export/a.c", "#include <xlsxwriter.h>\n")
        self.write("src/ui/window/a.h", "#include <adwaita.h>\n#include <gtk/gtk.h>\n")
        self.write("src/main.c", "#include <adwaita.h>\n")
        self.assertEqual(layering.violations(self.root), [])

    def test_chart_is_alone(self):
        for text in ('#include "tw-date.h"', "#include <gio/gio.h>", "#include <gtk/gtk.h>", "x = time (NULL);"):
            self.assertGreaterEqual(len(self.found("src/chart/a.c", text)), 1, text)
        for text in ('#include "tw-chart-spec.h"', "#include <pango/pangocairo.h>", "#include <glib/gi18n-lib.h>"):
            self.assertEqual(self.found("src/chart/a.c", text), [], text)

    def test_sql(self):
        for text in (
            'f ("SELECT id FROM sale");',
            'f ("INSERT OR IGNORE INTO sale VALUES (1)");',
            'f ("UPDATE sale "\n   "SET amount = 1");',
            'f ("DELETE "\n"FROM sale");',
            'f ("PRAGMA user_version");',
            'f ("CREATE TABLE t (a)");',
        ):
            self.assertEqual(len(self.found("src/engine/a.c", text)), 1, text)

    def test_no_sql(self):
        for text in (
            "/* SELECT a FROM b */",
            '_("Select a file")',
            '_("Update the SET of partners")',
            "// DELETE FROM t\n",
        ):
            self.assertEqual(self.found("src/ui/a.c", text), [], text)
        self.assertEqual(self.found("src/model/a.c", 'f ("SELECT id FROM sale");'), [])

    def test_pure(self):
        for text in ("x = time (NULL);", "g_getenv (name);", "g_file_get_contents (p);", "setlocale (0, s);"):
            self.assertEqual(len(self.found("src/engine/a.c", text)), 1, text)
        self.assertEqual(self.found("src/engine/a.c", "/* time (NULL) */ period_time (a); lifetime (b);"), [])
        self.assertEqual(self.found("src/statement/b.c", "x = time (NULL);"), [])


class Potfiles(Tree):
    def complaints(self, *lines):
        (self.root / "po/POTFILES.in").write_text("# heading\n" + "".join(f"{line}\n" for line in lines))
        return potfiles.complaints(self.root)

    def test_list(self):
        self.write("src/ui/a.c", 'f (_("Text"));')
        self.write("src/ui/b.ui", '<property translatable="yes">Text</property>')
        self.write("src/ui/c.c", '/* _("Text") */ g_strdup ("plain"); call_ (x);')
        self.write("src/ui/d.c", 'ngettext ("one", "more", n);')
        good = ("src/ui/a.c", "src/ui/b.ui", "src/ui/d.c")
        self.assertEqual(self.complaints(*good), [])
        self.assertEqual(len(self.complaints(*good[:2])), 1)
        self.assertEqual(len(self.complaints(*good, "src/ui/c.c")), 1)
        self.assertEqual(len(self.complaints(*good, "src/ui/gone.c")), 1)
        self.assertEqual(len(self.complaints(*reversed(good))), 1)
        self.assertEqual(len(self.complaints(*good, good[-1])), 1)


class CountTests(Tree):
    def count(self, results, status=0):
        lines = "".join(json.dumps({"name": f"t{i}", "result": r}) + "\n" for i, r in enumerate(results))
        self.write("log.json", lines)
        run = subprocess.run(
            [sys.executable, ROOT / "build-aux/count-tests.py", self.root / "log.json", str(status)],
            capture_output=True,
            text=True,
            check=False,
        )
        return run.stdout.splitlines()[-1], run.returncode

    def test_counts(self):
        self.assertEqual(self.count(["OK", "OK", "SKIP"]), ("2 passed, 0 failed, 1 skipped", 0))
        self.assertEqual(self.count(["OK", "FAIL", "TIMEOUT"], 1), ("1 passed, 2 failed, 0 skipped", 1))
        self.assertEqual(self.count(["OK", "ERROR"]), ("1 passed, 1 failed, 0 skipped", 1))
        self.assertEqual(self.count(["OK"], 1), ("1 passed, 0 failed, 0 skipped", 1))
        self.assertEqual(self.count([]), ("0 passed, 0 failed, 0 skipped", 1))
        self.assertEqual(self.count(["SKIP"]), ("0 passed, 0 failed, 1 skipped", 1))

    def run_count(self, *words):
        run = subprocess.run(
            [sys.executable, ROOT / "build-aux/count-tests.py", *words], capture_output=True, text=True, check=False
        )
        return run.stdout.splitlines(), run.returncode

    def write_log(self, name, **results):
        self.write(name, "".join(json.dumps({"name": n.replace("_", "-"), "result": r}) + "\n" for n, r in results.items()))
        return self.root / name

    def test_windows_are_run_again(self):
        log = self.write_log("log.json", ui_a="FAIL", session_b="TIMEOUT", engine="OK")
        self.assertEqual(self.run_count("--windows", log), (["ui-a session-b"], 0))
        good = self.write_log("good.json", ui_a="OK", session_b="OK")
        self.assertEqual(
            self.run_count(log, "1", good),
            (["run once more by itself: ui-a", "run once more by itself: session-b", "3 passed, 0 failed, 0 skipped"], 0),
        )
        bad = self.write_log("bad.json", ui_a="OK", session_b="FAIL")
        self.assertEqual(self.run_count(log, "1", bad)[0][-1], "2 passed, 1 failed, 0 skipped")
        self.assertEqual(self.run_count(log, "1", bad)[1], 1)
        # What fails beside them isn't about a display, and many at once are no accident.
        log = self.write_log("log.json", ui_a="FAIL", engine="FAIL")
        self.assertEqual(self.run_count("--windows", log), ([], 0))
        log = self.write_log("log.json", **{f"ui_{i}": "FAIL" for i in range(5)})
        self.assertEqual(self.run_count("--windows", log), ([], 0))

    def test_skipped_case_is_said(self):
        log = {"name": "t", "result": "OK", "stdout": "ok 1 /a/b\nok 2 /a/c # SKIP no data here\n"}
        self.write("log.json", json.dumps(log) + "\n")
        run = subprocess.run(
            [sys.executable, ROOT / "build-aux/count-tests.py", self.root / "log.json", "0"],
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual(
            run.stdout.splitlines(), ["skipped case: /a/c (no data here)", "1 passed, 0 failed, 0 skipped"]
        )

    def test_no_log(self):
        run = subprocess.run(
            [sys.executable, ROOT / "build-aux/count-tests.py", self.root / "none.json", "1"],
            capture_output=True,
            text=True,
            check=False,
        )
        self.assertEqual(run.stdout.splitlines()[-1], "0 passed, 0 failed, 0 skipped")
        self.assertEqual(run.returncode, 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
