#!/usr/bin/env python3
"""Every text for people can be extracted, without a complaint of xgettext.

usage: test-gettext.py SOURCE-ROOT
"""

import subprocess
import sys
import tempfile
from pathlib import Path

KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3", "g_dgettext:2", "g_dpgettext2:2c,3")


def main():
    root = sys.argv[1]
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "tierwright.pot"
        run = subprocess.run(
            ["xgettext", "--from-code=UTF-8", "--add-comments=Translators:", "--directory", root,
             "--files-from", Path(root) / "po/POTFILES.in", "--output", template]
            + [f"--keyword={keyword}" for keyword in KEYWORDS],
            capture_output=True, text=True, check=False,
        )
        print(run.stderr, end="")
        if run.returncode != 0 or "warning:" in run.stderr or "error:" in run.stderr:
            return 1
        texts = template.read_text(encoding="utf-8").count("\nmsgid ")
        print(f"{texts} texts")
        return 0 if texts > 50 else 1


sys.exit(main())
