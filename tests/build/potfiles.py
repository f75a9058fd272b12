#!/usr/bin/env python3
"""Holds po/POTFILES.in against the sources: every file with a text for people, no other, sorted.

usage: potfiles.py SOURCE-ROOT [--write]

With --write the list is brought up to date instead.
"""

import re
import sys
from pathlib import Path

from sources import read, source_files, without_comments

IN_C = re.compile(r'(?<![\w])(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dgettext|g_dpgettext2?)\s*\(')
IN_XML = re.compile(r'translatable="(?:yes|true)"')

# What the build itself merges translations into, and what names them by a gettext-domain.
DATA = (
    "data/io.github.tierwright.Tierwright.desktop.in",
    "data/io.github.tierwright.Tierwright.gschema.xml",
    "data/io.github.tierwright.Tierwright.metainfo.xml.in",
)


def has_text(root, path):
    text = read(root, path)
    if path.suffix == ".ui":
        return bool(IN_XML.search(text))
    text = without_comments(text)
    return any(IN_C.search(line) for line in text.splitlines() if not line.lstrip().startswith("#define"))


def expected(root):
    files = [path.as_posix() for path in source_files(root, ".c", ".h", ".ui") if has_text(root, path)]
    files += [name for name in DATA if (Path(root) / name).exists()]
    return sorted(files)


def listed(root):
    lines = (Path(root) / "po/POTFILES.in").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def complaints(root):
    want, have = expected(root), listed(root)
    found = [f"{name} has texts for people and is missing" for name in want if name not in have]
    found += [f"{name} has none, or is no file" for name in have if name not in want]
    if not found and want != have:
        found.append("the list is not sorted, or names a file twice")
    return found


def main():
    root = sys.argv[1]
    if "--write" in sys.argv[2:]:
        heading = "# Files with texts for people. Kept by build-aux/update-potfiles.\n"
        (Path(root) / "po/POTFILES.in").write_text(heading + "\n".join(expected(root)) + "\n", encoding="utf-8")
        return 0

    found = complaints(root)
    for complaint in found:
        print(f"po/POTFILES.in: {complaint}")
    if found:
        print("Run build-aux/update-potfiles.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
