#!/bin/sh
# Print the path of a Chromium for the browser tests, installing one where this machine can; else say why not and fail.
set -eu

here=$(cd "$(dirname "$0")" && pwd)

found() {
  if [ -n "${CHROMIUM_PATH:-}" ]; then
    echo "$CHROMIUM_PATH"
    return 0
  fi
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return 0
  done
  for path in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "${HOME:-}"/.cache/ms-playwright/chromium-*/chrome-linux*/chrome \
    "${HOME:-}"/Library/Caches/ms-playwright/chromium-*/chrome-mac*/*.app/Contents/MacOS/*; do
    if [ -x "$path" ]; then
      echo "$path"
      return 0
    fi
  done
  return 1
}

found && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing chromium with apt-get" >&2
  { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium; } >&2 || true
else
  echo "Installing chromium with playwright" >&2
  (cd "$here/../../frontend" && sh "$here/node.sh" npx --no-install playwright install chromium) >&2 || true
fi
found && exit 0
echo "no Chromium on this machine, and none could be installed: set CHROMIUM_PATH, or put chromium on PATH" >&2
exit 1
