#!/bin/sh
# reference.sh: install what the reference server reads beside the Python packages, and build its index; only what changed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
sh "$here/npm-packages.sh" worker/reference "the reference server's sources"
cd "$here/../.."
.venv/bin/python -m worker.reference --build
