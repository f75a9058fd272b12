"""What the checks of the sources share: which files there are, and how C is taken apart."""

import re
from pathlib import Path

# A comment, a string, or a character constant. Strings keep their quotes, so that they can be told apart.
_TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def source_files(root, *suffixes):
    """The files below src/ with one of the suffixes, sorted, as paths relative to root."""
    root = Path(root)
    return sorted(
        path.relative_to(root)
        for path in (root / "src").rglob("*")
        if path.suffix in suffixes and path.is_file()
    )


def read(root, path):
    return (Path(root) / path).read_text(encoding="utf-8")


def without_comments(text):
    """Comments become spaces; line numbers stay."""

    def blank(match):
        token = match.group(0)
        return re.sub(r"[^\n]", " ", token) if token.startswith("/") else token

    return _TOKEN.sub(blank, text)


def strings(text):
    """Each string constant as (line, content), those that follow each other joined as the compiler does."""
    found = []
    last_end = None
    for match in _TOKEN.finditer(text):
        token = match.group(0)
        if not token.startswith('"'):
            if token.startswith("'"):
                last_end = None
            continue
        between = "" if last_end is None else without_comments(text[last_end : match.start()])
        if last_end is not None and not between.strip():
            line, content = found[-1]
            found[-1] = (line, content + token[1:-1])
        else:
            found.append((text.count("\n", 0, match.start()) + 1, token[1:-1]))
        last_end = match.end()
    return found
