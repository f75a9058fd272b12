#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Replay equals run on the sample: every stored line of every quarter, and nothing in the file touched. Repricing equals
replay: each number of each rule and tier moved up and down by itself.

Usage: test-replay.py TIERWRIGHT REPLAY_CHECK
"""
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory(prefix="tw-replay-") as folder:
    file = Path(folder) / "sample.tierwright"
    subprocess.run([sys.argv[1], "new", file, "--sample"], check=True, stdout=subprocess.DEVNULL)
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    said = subprocess.run([sys.argv[2], file], check=True, capture_output=True, text=True).stdout
    if hashlib.sha256(file.read_bytes()).hexdigest() != before:
        sys.exit("a replay changed the file")
    if int(said.split()[-3]) < 10000:
        sys.exit(f"too few lines to say anything:\n{said}")
    print(said)
    said = subprocess.run([sys.argv[2], file, "reprice"], check=True, capture_output=True, text=True).stdout
    last = said.splitlines()[-1]
    if int(last.split()[-2]) < 100 or " by table 0," in last or " by tiers 0," in last:
        sys.exit(f"too little was moved to say anything: {last}")
    print(last)
