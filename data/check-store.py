#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a store asks of the texts and pictures in the metainfo, as they are written, and of the pictures in this checkout.

Usage: check-store.py METAINFO DESKTOP SOURCE-ROOT
"""
import struct
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

PLACE = "https://github.com/tierwright/tierwright"
PICTURES = "https://raw.githubusercontent.com/tierwright/tierwright/main/"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
failures = []


def check(truth, text):
    if not truth:
        failures.append(text)


def read_size(path):
    """Width and height of a PNG, from its header."""
    head = path.read_bytes()[:24]
    check(head[:8] == b"\x89PNG\r\n\x1a\n" and head[12:16] == b"IHDR", f"{path.name} is no PNG")
    return struct.unpack(">II", head[16:24])


def source(node, tag):
    """The texts in the language they are written in."""
    return [" ".join((child.text or "").split()) for child in node.findall(tag) if LANGUAGE not in child.attrib]


def check_texts(root, desktop):
    summary = source(root, "summary")[0]
    check(len(summary) <= 35 and not summary.endswith(".") and summary.split()[0] not in ("A", "An", "The"),
          f"the summary “{summary}”")
    entry = dict(line.split("=", 1) for line in desktop.read_text(encoding="utf-8").splitlines() if "=" in line)
    check(entry["Comment"] == summary, f"“{entry['Comment']}” in the menu, “{summary}” in the store")
    check(source(root, "name") == [entry["Name"]], "another name in the menu")
    keywords = set(source(root.find("keywords"), "keyword"))
    check(keywords <= set(entry["Keywords"].split(";")), f"{keywords} aren't all in the menu's")
    addresses = {url.get("type"): url.text for url in root.findall("url")}
    check(addresses == {"homepage": PLACE, "bugtracker": PLACE + "/issues", "vcs-browser": PLACE}, str(addresses))
    check({color.get("scheme_preference") for color in root.iterfind("branding/color")} == {"light", "dark"}, "colors")
    check(all(len(item) >= 30 for item in source(root.find("releases/release/description/ul"), "li")), "release notes")


def check_pictures(root, folder):
    shots = root.findall("screenshots/screenshot")
    named = set()
    check(3 <= len(shots) <= 10, f"{len(shots)} pictures")
    check([shot.get("type") for shot in shots].index("default") == 0, "the first picture isn't the default one")
    for shot in shots:
        caption = source(shot, "caption")
        image = shot.find("image")
        check(len(caption) == 1 and 10 < len(caption[0]) < 100 and not caption[0].endswith("."), f"the caption {caption}")
        check(image.text.startswith(PICTURES), f"{image.text} isn't in {PICTURES}")
        path = folder / image.text[len(PICTURES):]
        named.add(path)
        if not path.is_file():
            failures.append(f"{path} is missing")
            continue
        size = read_size(path)
        check(size == (int(image.get("width")), int(image.get("height"))), f"{path.name} has {size}")
        check(size[0] <= 2000 and size[1] <= 1400, f"{path.name} is larger than 1000×700 at 2×")
    left = set((folder / "data" / "screenshots").glob("*")) - named
    check(not left, f"nobody shows {sorted(path.name for path in left)}")


def main():
    root = ElementTree.parse(sys.argv[1]).getroot()
    check_texts(root, Path(sys.argv[2]))
    check_pictures(root, Path(sys.argv[3]))
    if failures:
        sys.exit("\n".join(failures))


if __name__ == "__main__":
    main()
