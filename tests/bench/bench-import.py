#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure the import of N sales against sqlite3's own .import, in the same run on the same disk.

Usage: bench-import.py BUILD-DIR [SALES] [PARTNERS]

Two floors, both into a bare table without types, keys, checks or indexes: one with the columns of the file,
one with all columns of the table `sale`, as the importer fills it. What the import does beyond them: finding
partners, products and customers, holding amounts against quantity and price, constraints, two indexes, the
digest of the rows, checksum and copy of the file, history.
"""
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 2


def timed(command, stdin=None):
    """Wall and processor seconds of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    subprocess.run(command, input=stdin, text=True, check=True, stdout=subprocess.DEVNULL)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best(measure):
    return min((measure() for _ in range(RUNS)), key=lambda pair: pair[0])


def import_registers(program, folder, workspace):
    workspace.unlink(missing_ok=True)
    subprocess.run([program, "new", workspace], check=True, stdout=subprocess.DEVNULL)
    for kind, more in (("partners", []), ("customers", []), ("products", ["--create", "categories"])):
        subprocess.run([program, "import", workspace, kind, folder / f"{kind}.csv", *more], check=True,
                       stdout=subprocess.DEVNULL)


def measure_import(program, folder, workspace):
    import_registers(program, folder, workspace)
    return timed([program, "import", workspace, "sales", folder / "sales.csv"])


def measure_floor(folder, source, columns):
    bare = folder / "bare.db"
    bare.unlink(missing_ok=True)
    script = f"CREATE TABLE sale ({', '.join(columns)});\n.import --csv --skip 1 {source} sale\n"
    return timed(["sqlite3", bare], script)


def main():
    program = Path(sys.argv[1]).resolve() / "src" / "tierwright"
    sales = sys.argv[2] if len(sys.argv) > 2 else "1000000"
    partners = sys.argv[3] if len(sys.argv) > 3 else "10000"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, Path(__file__).parent / "make-data.py", folder, sales, partners], check=True)
        workspace = folder / "bench.tierwright"
        ours = best(lambda: measure_import(program, folder, workspace))

        heading = (folder / "sales.csv").read_text().split("\n", 1)[0].split(",")
        wide = folder / "wide.csv"
        with open(wide, "w") as file:
            subprocess.run(["sqlite3", "-csv", "-header", workspace, "SELECT * FROM sale"], check=True, stdout=file)
        columns = [f'"{column}"' for column in wide.open().readline().strip().split(",")]
        floors = {
            f"the file's {len(heading)} columns": best(lambda: measure_floor(folder, folder / "sales.csv", heading)),
            f"the table's {len(columns)} columns": best(lambda: measure_floor(folder, wide, columns)),
        }

    print(f"{sales} sales, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"import: {ours[0]:.2f} s ({ours[1]:.2f} s of processor)")
    for what, floor in floors.items():
        print(f".import of {what}: {floor[0]:.2f} s ({floor[1]:.2f} s of processor), "
              f"ratio {ours[0] / floor[0]:.2f} ({ours[1] / floor[1]:.2f} by processor)")


main()
