#!/bin/sh
# npm-packages.sh FOLDER WHAT: install the npm packages of a folder of the project; only where its lock has changed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../$1"

packages() { cat package.json package-lock.json | cksum; }

if [ "$(cat node_modules/.installed 2>/dev/null)" != "$(packages)" ]; then
  echo "Installing $2"
  sh "$here/node.sh" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  packages >node_modules/.installed
fi
