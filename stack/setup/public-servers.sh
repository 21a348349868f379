#!/bin/sh
# public-servers.sh: install the MCP servers of others that the tests hold our read-only layers against; only what changed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
sh "$here/npm-packages.sh" tests/integration/worker/agents/public_servers "the public MCP servers of the tests"
cd "$here/../.."
.venv/bin/python -m worker.agents.mcp_install aws-iac
