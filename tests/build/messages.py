#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors say what happened, where, and what to do now. Held over every message in the sources: it is a sentence, in
plain words, and says what is right or what comes next, itself or in the words of what caused it; the heading above it in
the window says what did not happen. And nothing of the window is said in the terminal alone.

Usage: messages.py SOURCE_ROOT
"""
import re
import sys
from pathlib import Path

LITERAL = r'"(?:[^"\\]|\\.)*"'
ERROR = re.compile(r'g_set_error(?:_literal)? \([^,;]+, TW_ERROR, TW_ERROR_(\w+),\s*(?:_ \(|_\()?'
                   r'((?:\s*' + LITERAL + r'|\s*G_G(?:U?INT64|SIZE)_FORMAT)+)')
HEADING = re.compile(r'(?:tw_window_show_error \([^;]*?|tw_window_run_job \([^;]*?, _\(' + LITERAL + r'\),\s*)_\((' + LITERAL + r')\)')
TERMINAL = re.compile(r"\b(?:g_warning|g_critical|g_message|g_print|g_printerr|printf|perror) \(")
# What tells people what to do: an example, a thing to enter or choose, the list of what there is, the place to mend.
NOW = re.compile(r"\b(?:such as|[Ww]rite|[Ee]nter|[Cc]hoose|[Aa]dd|[Gg]ive|there are|first|needs|goes from|must lie|[Cc]alculate|[Pp]aste|one document)\b|none of %s|%s$|is refused\. %s")
ROUGH = re.compile(r"\b(?:please|sorry|successful\w*|invalid|illegal|fatal|abort\w*|oops|null|errno)\b|!$|! ", re.I)
# Who reads these wrote the file or the options by hand, and is told the place; or stopped the work himself.
INNER = {"CANCELLED", "CORRUPT", "USAGE"}


def text_of(literals):
    return "".join(part[1:-1] for part in re.findall(LITERAL, literals))


def check_error(kind, text, file, errors):
    sentences = len(re.findall(r"[.?](?:\s|$)", text))
    if ROUGH.search(text):
        errors.append(f"{file}: rough words: {text}")
    if not re.search(r'[.?”)]$|%s$|: $', text) and not text.endswith("%"):
        errors.append(f"{file}: no sentence: {text}")
    if kind not in INNER and sentences < 2 and not NOW.search(text) and not text.endswith(("%s.", "%")):
        errors.append(f"{file}: doesn't say what now: {text}")


def main(root):
    errors, n_errors, n_headings = [], 0, 0
    for path in sorted((root / "src").rglob("*.c")):
        source = path.read_text(encoding="utf-8")
        file = path.relative_to(root)
        for kind, literals in ERROR.findall(source):
            n_errors += 1
            check_error(kind, text_of(literals), file, errors)
        if "ui" not in file.parts:
            continue
        for literal in HEADING.findall(source):
            n_headings += 1
            if not re.search(r"\b(?:Not|Nothing|No|Stopped|Can't|Can’t)\b", literal):
                errors.append(f"{file}: a heading says what did not happen: {literal}")
        for match in TERMINAL.finditer(source):
            errors.append(f"{file}: said in the terminal alone: {source[match.start():].splitlines()[0]}")
    if n_errors < 200 or n_headings < 30:
        errors.append(f"found only {n_errors} messages and {n_headings} headings: the patterns are out of date")
    print("\n".join(errors) or f"{n_errors} messages, {n_headings} headings")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
