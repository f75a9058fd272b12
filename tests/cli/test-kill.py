#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Killed at twenty moments of an import and of a calculation, the workspace opens, checks clean, and is as it was
before or as it is after.

Usage: test-kill.py TIERWRIGHT
"""
import shutil
import subprocess
import os

from job import BINARY, Folder, fail, marginal, one, rows, run, same

SALES = 6000
MOMENTS = {
    "import": ["parse:1", "parse:2", "parse:5", "parse:9", "first-insert:1", "mid-insert:1", "mid-insert:3",
               "mid-insert:5", "index:1", "commit:1", "committed:1", "checkpoint:1"],
    "calculate": ["first-insert:1", "mid-insert:1", "mid-insert:11", "first-insert:20", "mid-insert:20", "index:1",
                  "commit:1", "committed:1", "checkpoint:1"],
}


def state(file):
    """What a person would call the content: rows and sums, statements and the history's end."""
    return (one(file, "SELECT count(*), total(amount), total(units) FROM sale"),
            rows(file, "SELECT period, state, payable, carried, digest FROM statement ORDER BY id"),
            one(file, "SELECT count(*), total(amount) FROM line"),
            one(file, "SELECT count(*) FROM exclusion"), one(file, "SELECT count(*) FROM batch WHERE undone = 0"),
            one(file, "SELECT count(*), max(id) FROM history"),
            rows(file, "SELECT kind, label FROM history ORDER BY id DESC LIMIT 1"))


def kill_at(file, moment, words):
    result = subprocess.run([BINARY, *map(str, words)], capture_output=True, text=True,
                            env={**os.environ, "TW_FAULT": moment})
    return result.returncode


def copy(source, target):
    for suffix in ("", "-wal", "-shm", "-journal"):
        target.with_name(target.name + suffix).unlink(missing_ok=True)
    shutil.copy(source, target)


def hold(folder, verb, origin, words, moments):
    """Each moment on a copy of `origin`; the verb is then run again and has to arrive where it arrives unharmed."""
    whole = folder / "whole.tierwright"
    copy(origin, whole)
    run(*words(whole))
    before, after = state(origin), state(whole)
    if before == after:
        fail(f"{verb} changes nothing")
    killed = 0
    for moment in moments:
        file = folder / "hurt.tierwright"
        copy(origin, file)
        status = kill_at(file, moment, words(file))
        if status not in (0, -9):
            fail(f"{verb} at {moment}: exit {status}")
        killed += status == -9
        run("verify", file, says="hold")
        found = state(file)
        if found not in (before, after):
            fail(f"{verb} at {moment}: neither before nor after\n{found}\n{before}\n{after}")
        name = moment.split(":")[0]
        if status == -9 and name not in ("checkpoint", "committed"):
            same(f"{verb} killed at {moment}", found, before)
        if name in ("checkpoint", "committed"):
            same(f"{verb} killed at {moment}", found, after)
        if found == before:
            run(*words(file))
            same(f"{verb} again after {moment}", state(file), after)
        run("undo", file)
        left = sorted(path.name for path in file.parent.glob("hurt.tierwright*"))
        same(f"files left after the next change, {verb} at {moment}", left, ["hurt.tierwright"])
    same(f"{verb}: moments at which it was killed", killed, len(moments))
    return whole


def main():
    with Folder("kill") as folder:
        file = folder.workspace()
        folder.partners(file, *(f"P{i}" for i in range(20)))
        folder.publish(file, folder.program("Rebate", [marginal()]))
        source = folder.csv("sales.csv", ["External ID", "Partner", "Date", "Amount", "Currency", "Units"],
                            [(f"s{i:05}", f"P{i % 20}", f"2026-{i % 3 + 1:02}-{i % 28 + 1:02}", f"{i % 977}.{i % 100:02}",
                              "USD", i % 7) for i in range(SALES)])
        full = hold(folder, "import", file, lambda path: ("import", path, "sales", source), MOMENTS["import"])
        base = folder / "base.tierwright"
        shutil.copy(full, base)
        hold(folder, "calculate", base, lambda path: ("calculate", path, "--period", "2026-Q1"), MOMENTS["calculate"])


main()
