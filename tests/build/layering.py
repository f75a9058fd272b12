#!/usr/bin/env python3
"""Holds the sources against the walls between folders that the compiler can't hold.

usage: layering.py SOURCE-ROOT

A library's dependency list keeps out headers that need an include path. These don't: sqlite3.h and
xlsxwriter.h lie in /usr/include, SQL is only text, and what makes a result depend on the machine (a clock, a
locale, the environment, a file) is in every C library.
"""

import re
import sys

from sources import read, source_files, strings, without_comments

# header → folders of src/ that may include it
HEADERS = {
    r"sqlite3\.h": ("store/",),
    r"xlsxwriter\.h": ("export/",),
    r"(?:gtk/|gdk/|gsk/)[^>\"]*|adwaita\.h": ("ui/", "main.c"),
}

SQL_FOLDERS = ("store/", "model/", "analytics/")
SQL = re.compile(
    r"\bSELECT\s+[\w*(\"'%]|\bINSERT\s+(?:OR\s+\w+\s+)?INTO\s|\bUPDATE\s+\w+\s+SET\s|\bDELETE\s+FROM\s"
    r"|\bCREATE\s+(?:TEMP\s+)?(?:TABLE|INDEX|VIEW|TRIGGER)\s|\bPRAGMA\s+\w"
)

# Pure folders: the same input gives the same output, whatever the machine.
PURE_FOLDERS = ("core/", "engine/")
IMPURE = re.compile(
    r"\b(fopen|g_fopen|g_file_\w+|g_get_real_time|g_get_monotonic_time|g_date_time_new_now\w*|time|clock"
    r"|localtime\w*|gmtime\w*|setlocale|localeconv|g_get_home_dir|g_get_user_\w+|g_getenv|getenv"
    r"|g_random_\w+|rand|strtod|g_strtod|atof)\s*\("
)

# Folders that know nothing of ours: their own headers and the libraries they draw with.
ALONE = {
    "chart/": re.compile(r"tw-chart-[\w-]+\.h|config\.h|(?:cairo|pango/|glib|math|string|errno)[\w/.-]*"),
}
# A chart is drawn from its spec alone.
CLOCKLESS_FOLDERS = ("chart/",)
CLOCK = re.compile(
    r"\b(g_get_real_time|g_get_monotonic_time|g_date_time_new_now\w*|time|clock|localtime\w*|gmtime\w*|setlocale"
    r"|g_get_home_dir|g_get_user_\w+|g_getenv|getenv|g_random_\w+|rand)\s*\("
)


def inside(path, folders):
    below_src = path.as_posix().removeprefix("src/")
    return below_src.startswith(folders)


def violations(root):
    found = []
    for path in source_files(root, ".c", ".h"):
        text = without_comments(read(root, path))
        for number, line in enumerate(text.splitlines(), 1):
            include = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
            for header, folders in HEADERS.items():
                if include and re.fullmatch(header, include.group(1)) and not inside(path, folders):
                    found.append(f"{path}:{number}: includes {include.group(1)}, which only {folders[0]} may")
            for folder, known in ALONE.items():
                if include and inside(path, folder) and not known.fullmatch(include.group(1)):
                    found.append(f"{path}:{number}: includes {include.group(1)}, which {folder} may not know")
            if inside(path, CLOCKLESS_FOLDERS):
                call = CLOCK.search(line)
                if call:
                    found.append(f"{path}:{number}: calls {call.group(1)}, whose result is not in the chart")
            if inside(path, PURE_FOLDERS):
                call = IMPURE.search(line)
                if call and not line.lstrip().startswith("#"):
                    found.append(f"{path}:{number}: calls {call.group(1)}, whose result is not in the input")
        if not inside(path, SQL_FOLDERS):
            for number, content in strings(text):
                if SQL.search(content.replace("\\n", " ")):
                    found.append(f"{path}:{number}: has SQL, which belongs into {', '.join(SQL_FOLDERS)}")
    return found


def main():
    found = violations(sys.argv[1])
    print("\n".join(found) if found else "Every folder keeps to its side.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
