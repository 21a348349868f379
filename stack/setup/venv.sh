#!/bin/sh
# venv.sh DIRECTORY REQUIREMENTS...: a virtual environment with these pinned and hashed requirements in it.
# Each file is installed once; again only when it, the interpreter or the project's place changed.
set -eu

here=$(dirname "$0")
directory=$1
shift
python=$directory/bin/python

base() { echo "$(pwd) $("$python" --version 2>&1)"; }

# A project that was moved, or a Python that was upgraded, leaves scripts that point nowhere.
if ! [ -x "$python" ] || [ "$(cat "$directory/base" 2>/dev/null)" != "$(base)" ]; then
  system=$(sh "$here/python.sh")
  echo "Making $directory with $("$system" --version)"
  rm -rf "$directory"
  "$system" -m venv "$directory"
  "$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$here/../uv.txt" ||
    echo "uv cannot be had here; pip will do, more slowly"
  base >"$directory/base"
fi

for file in "$@"; do
  stamp=$directory/installed-$(echo "$file" | tr / -)
  if cmp -s "$file" "$stamp"; then
    continue
  fi
  echo "Installing $file into $directory"
  if ! { [ -x "$directory/bin/uv" ] && "$directory/bin/uv" pip install --quiet --python "$python" --require-hashes -r "$file"; }; then
    "$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$file"
  fi
  cp "$file" "$stamp"
done
