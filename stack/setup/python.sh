#!/bin/sh
# Print the path of a Python that Groundplan runs on; $PYTHON, where it is set, is the only candidate.
set -eu

for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
  path=$(command -v "$name" 2>/dev/null) || continue
  if "$path" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null; then
    echo "$path"
    exit 0
  fi
  echo "  $name is $("$path" --version 2>&1 | head -n 1) at $path" >&2
done

echo "Groundplan needs Python 3.11, 3.12, 3.13 or 3.14 with its venv module (Debian, Ubuntu: apt-get install python3-venv)." >&2
echo "Name one by hand with: make PYTHON=/path/to/python3.12 ..." >&2
exit 1
