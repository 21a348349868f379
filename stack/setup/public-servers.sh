#!/bin/sh
# public-servers.sh: install the MCP servers of others that the tests hold our read-only layers against; only what changed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
cd "$root/tests/integration/worker/agents/public_servers"

packages() { cat package.json package-lock.json | cksum; }

if [ "$(cat node_modules/.installed 2>/dev/null)" != "$(packages)" ]; then
  echo "Installing the public MCP servers of the tests"
  sh "$here/node.sh" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  packages >node_modules/.installed
fi
cd "$root"
.venv/bin/python -m worker.agents.mcp_install aws-iac
