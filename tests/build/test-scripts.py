#!/usr/bin/env python3
"""build-aux/run and build-aux/test, with stand-ins for everything that they call.

The stand-ins write down how they were called, and answer as the case wants it: packages missing or not,
installation or build failing, root or not.
"""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

STAND_INS = {
    # Answers "installed" for all packages but those in MISSING.
    "dpkg-query": 'for last; do :; done\ncase " ${MISSING:-} " in *" $last "*) exit 1 ;; esac\nprintf installed',
    "apt-get": 'printf "%s\\n" "apt-get $DEBIAN_FRONTEND $*" >>"$CALLS"\nexit "${APT_STATUS:-0}"',
    "sudo": 'printf "%s\\n" "sudo" >>"$CALLS"\nexec "$@"',
    "id": 'printf "%s\\n" "${USER_ID:-0}"',
    "meson": 'printf "%s\\n" "meson $*" >>"$CALLS"\n'
    'case $1 in setup) for d; do case $d in */build*) mkdir -p "$d/meson-info"; : >"$d/build.ninja"\n'
    'printf "{\\"source\\": \\"%s\\"}" "$TOP" >"$d/meson-info/meson-info.json" ;; esac; done ;;\n'
    'test) mkdir -p "$3/meson-logs"\nprintf "%s\\n" "$LOG" >"$3/meson-logs/testlog.json"\n'
    'printf "HOME=%s DISPLAY=%s\\n" "$HOME" "${DISPLAY:-none}" >>"$CALLS"\nexit "${TEST_STATUS:-0}" ;; esac',
    "ninja": 'printf "%s\\n" "ninja $*" >>"$CALLS"\ntest -z "${NINJA_FAILS:-}" || { echo "a.c: error: no"; exit 1; }',
}

PROGRAM = """#!/bin/sh
printf '%s\\n' "tierwright $*" >>"$CALLS"
case $1 in
  new) : >"$2" ;;
  statements) mkdir -p "$6" && : >"$6/Contoso.xlsx" ;;
esac
exit "${PROGRAM_STATUS:-0}"
"""

PASSED = '{"name": "one", "result": "OK"}'
FAILED = '{"name": "one", "result": "FAIL"}'


class Scripts(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()
        self.top = self.folder / "a tier wright é"
        shutil.copytree(ROOT / "build-aux", self.top / "build-aux")
        (self.top / "data/sample").mkdir(parents=True)
        (self.top / "data/sample/periods").write_text("2026-Q1\n2026-Q2\n")
        self.home = self.folder / "home"
        self.home.mkdir()
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        for name, script in STAND_INS.items():
            self.program(self.bin / name, f"#!/bin/sh\n{script}\n")
        self.program(self.top / "build/src/tierwright", PROGRAM)
        self.calls_file = self.folder / "calls"

    @staticmethod
    def program(path, script):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script)
        path.chmod(0o755)

    def call(self, script, *arguments, **environment):
        self.calls_file.write_text("")
        base = {
            "PATH": f"{self.bin}:{os.environ['PATH']}",
            "HOME": str(self.home),
            "CALLS": str(self.calls_file),
            "TOP": str(self.top),
            "LOG": PASSED,
        }
        base.update(environment)
        run = subprocess.run(
            [self.top / "build-aux" / script, *arguments],
            env={key: value for key, value in base.items() if value is not None},
            cwd="/", capture_output=True, text=True, check=False,
        )
        self.calls = self.calls_file.read_text().splitlines()
        return run

    def test_nothing_missing(self):
        run = self.call("test")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(run.stdout.splitlines()[-1], "1 passed, 0 failed, 0 skipped")
        self.assertFalse([call for call in self.calls if "apt-get" in call])

    def test_set_up_once(self):
        self.call("test")
        self.assertTrue([call for call in self.calls if call.startswith("meson setup")])
        self.call("test")
        self.assertFalse([call for call in self.calls if call.startswith("meson setup")])
        self.assertTrue([call for call in self.calls if call.startswith("ninja")])

    def test_moved_folder_is_set_up_again(self):
        self.call("test")
        (self.top / "build/source-folder").write_text("/elsewhere\n")
        self.call("test")
        self.assertTrue([call for call in self.calls if call.startswith("meson setup")])

    def test_build_folder_made_by_hand_is_kept(self):
        self.call("test")
        (self.top / "build/source-folder").unlink()
        self.call("test")
        self.assertFalse([call for call in self.calls if call.startswith("meson setup")])

    def test_missing_packages(self):
        run = self.call("test", MISSING="gcc xvfb")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("Installing packages: gcc xvfb", run.stderr)
        install = [call for call in self.calls if " install " in call]
        self.assertEqual(len(install), 1)
        self.assertTrue(install[0].startswith("apt-get noninteractive"))
        self.assertTrue(install[0].endswith("--no-install-recommends gcc xvfb"))
        self.assertNotIn("sudo", self.calls)

    def test_sudo(self):
        run = self.call("test", MISSING="gcc", USER_ID="1000")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("sudo", self.calls)

    def test_installation_fails(self):
        run = self.call("test", MISSING="gcc", APT_STATUS="100")
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("could not be installed", run.stderr)
        self.assertFalse([call for call in self.calls if call.startswith("ninja")])

    def test_build_fails(self):
        run = self.call("test", NINJA_FAILS="1")
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("a.c: error: no", run.stderr)
        self.assertFalse([call for call in self.calls if call.startswith("meson test")])

    def test_failing_test(self):
        run = self.call("test", LOG=FAILED, TEST_STATUS="1")
        self.assertEqual(run.stdout.splitlines()[-1], "0 passed, 1 failed, 0 skipped")
        self.assertEqual(run.returncode, 1)

    def test_tests_see_no_person(self):
        self.call("test", DISPLAY=":77")
        seen = [call for call in self.calls if call.startswith("HOME=")][0]
        self.assertEqual(seen, f"HOME={self.top}/build/test-home DISPLAY=none")

    def test_sanitize_has_a_folder_of_its_own(self):
        self.call("test", "--sanitize")
        set_up = [call for call in self.calls if call.startswith("meson setup")][0]
        self.assertIn("-Db_sanitize=address,undefined", set_up)
        self.assertIn(f"{self.top}/build-sanitize", set_up)

    def test_unknown_option(self):
        run = self.call("test", "--fast")
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("--fast", run.stderr)

    def batch(self, home, data, **environment):
        run = self.call("run", HOME=home, **environment)
        self.assertEqual(run.returncode, 0, run.stderr)
        workspace, statements = f"{data}/sample.tierwright", f"{data}/statements-2026-Q2"
        report = f"{data}/board-report-2026-Q2"
        self.assertEqual(
            [call for call in self.calls if call.startswith("tierwright")],
            [
                f"tierwright new {workspace} --sample",
                f"tierwright calculate {workspace} --period 2026-Q1",
                f"tierwright calculate {workspace} --period 2026-Q2",
                f"tierwright statements {workspace} --period 2026-Q2 --output {statements}",
                f"tierwright report {workspace} --period 2026-Q2 --output {report}.pdf",
                f"tierwright report {workspace} --period 2026-Q2 --output {report}.xlsx",
            ],
        )
        self.assertEqual(
            run.stdout.splitlines(),
            [f"Workspace:    {workspace}", f"Board report: {report}.pdf", f"              {report}.xlsx",
             f"Statements:   {statements}", f"{statements}/Contoso.xlsx"],
        )

    def test_run_in_batch(self):
        self.batch(str(self.home), f"{self.home}/.local/share/tierwright")

    def test_run_with_data_home(self):
        data = self.folder / "data home"
        self.batch(str(self.home), f"{data}/tierwright", XDG_DATA_HOME=str(data))

    def test_run_without_home(self):
        self.batch(None, f"{self.top}/build/home/.local/share/tierwright")

    def test_run_with_home_that_is_no_folder(self):
        self.batch("/dev/null", f"{self.top}/build/home/.local/share/tierwright")

    def test_run_keeps_the_workspace(self):
        self.call("run")
        self.call("run")
        self.assertFalse([call for call in self.calls if call.startswith("tierwright new")])

    def test_run_in_a_window(self):
        run = self.call("run", DISPLAY=":77")
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(
            self.calls[-1], f"tierwright {self.home}/.local/share/tierwright/sample.tierwright"
        )

    def test_run_fails_with_the_program(self):
        run = self.call("run", PROGRAM_STATUS="3")
        self.assertNotEqual(run.returncode, 0)
        self.assertIn("sample workspace could not be made", run.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
