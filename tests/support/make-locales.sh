#!/bin/sh
# Makes the locales that tests vary, as a bare system has only C. Usage: make-locales.sh STAMP NAME…
# They lie beside STAMP, where LOCPATH points; one that can't be made is left out, and tests skip it.

stamp=$1
shift
folder=$(dirname "$stamp")/locales
mkdir -p "$folder" || exit 1

for name; do
  # It warns of what no test here needs, so the status says little.
  localedef --no-archive -c --quiet -i "$name" -f UTF-8 "$folder/$name.UTF-8" 2>/dev/null
done
: >"$stamp"
