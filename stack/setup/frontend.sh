#!/bin/sh
# frontend.sh [packages]: install the frontend's packages and build it; only what changed since the last time.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../../frontend"

packages() { cat package.json package-lock.json | cksum; }
sources() { find . \( -name node_modules -o -name dist -o -name test-results \) -prune -o -type f -print | LC_ALL=C sort | xargs cksum | cksum; }

if [ "$(cat node_modules/.installed 2>/dev/null)" != "$(packages)" ]; then
  echo "Installing the frontend's packages"
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 sh "$here/node.sh" npm ci --no-audit --no-fund --loglevel=error
  packages >node_modules/.installed
fi
if [ "${1:-build}" = packages ]; then
  exit 0
fi
if [ "$(cat dist/.built 2>/dev/null)" != "$(sources)" ]; then
  echo "Building the frontend"
  sh "$here/node.sh" npm run --silent build
  sources >dist/.built
fi
