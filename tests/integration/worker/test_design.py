"""The command line as a process, with the MCP servers that ship."""

import json
import subprocess
import sys

from worker.agents.mcp_servers_file import ROOT


def test_designs_with_the_servers_that_ship_from_any_folder(tmp_path):
    command = [sys.executable, "-m", "worker.design", "A static site with a CDN", "--out", "made", "--json"]
    environment = {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    summary = json.loads(ended.stdout)
    assert summary["references"]
    assert summary["notes"] == []
    assert (tmp_path / "made" / "bundle.zip").exists()
