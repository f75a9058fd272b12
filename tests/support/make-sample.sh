#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the sample workspace that tests copy, in the place of an older one.
#
# Usage: make-sample.sh TIERWRIGHT FILE

set -eu
rm -f "$2" "$2-wal" "$2-shm"
exec "$1" new "$2" --sample >/dev/null
