#!/bin/sh
# reference.sh: install what the reference server reads beside the Python packages, and build its index; only what changed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cd "$root/worker/reference"

packages() { cat package.json package-lock.json | cksum; }

if [ "$(cat node_modules/.installed 2>/dev/null)" != "$(packages)" ]; then
  echo "Installing the reference server's sources"
  sh "$here/node.sh" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  packages >node_modules/.installed
fi
cd "$root"
.venv/bin/python -m worker.reference --build
