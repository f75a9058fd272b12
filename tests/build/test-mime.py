#!/usr/bin/env python3
"""A workspace is told from any other SQLite file by its content, and by its name.

usage: test-mime.py MIME-XML

Skipped (77) where update-mime-database or gio are missing.
"""

import os
import shutil
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

TYPE = "application/vnd.tierwright.workspace+sqlite3"
APPLICATION_ID = 0x54777254


def sqlite_header(application_id):
    header = bytearray(4096)
    header[:16] = b"SQLite format 3\0"
    header[68:72] = struct.pack(">I", application_id)
    return bytes(header)


def content_type(path, data_home):
    environment = dict(os.environ, XDG_DATA_HOME=str(data_home), GIO_USE_VFS="local")
    output = subprocess.run(
        ["gio", "info", "-a", "standard::content-type", path],
        env=environment, capture_output=True, text=True, check=True,
    ).stdout
    return output.split("standard::content-type: ")[1].split("\n")[0]


def main():
    if not shutil.which("update-mime-database") or not shutil.which("gio"):
        print("update-mime-database and gio are needed")
        return 77
    if not Path("/usr/share/mime/mime.cache").exists():
        print("the system's own MIME types are needed")
        return 77

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        packages = folder / "data/mime/packages"
        packages.mkdir(parents=True)
        shutil.copy(sys.argv[1], packages / "tierwright.xml")
        subprocess.run(["update-mime-database", folder / "data/mime"], check=True)

        cases = (
            ("by-content", sqlite_header(APPLICATION_ID), True),
            ("renamed.db", sqlite_header(APPLICATION_ID), True),
            ("by-name.tierwright", sqlite_header(0), True),
            ("another.sqlite", sqlite_header(0), False),
            ("another", sqlite_header(0), False),
            ("text.txt", b"plain text\n", False),
        )
        for name, data, ours in cases:
            (folder / name).write_bytes(data)
            found = content_type(folder / name, folder / "data")
            print(f"{name}: {found}")
            if (found == TYPE) != ours:
                print(f"{name} should {'' if ours else 'not '}be {TYPE}")
                return 1
    return 0


sys.exit(main())
