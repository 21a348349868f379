"""Runs a pipeline in this process, as a worker would."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from jobs.states import Mode
from worker.agents.audit import MemoryAudit
from worker.agents.mcp_clients import ToolServers
from worker.agents.mcp_servers_file import ROOT, load_servers
from worker.agents.pins import load_pins
from worker.bootstrap import make_models, make_pipelines
from worker.design.folder import remove_former, write
from worker.design.terminal import Terminal
from worker.pipelines.run import Basis, File, Run
from worker.stop import Stop


def design(  # noqa: PLR0913 - what the command line takes
    request: str,
    out: Path,
    *,
    region: str | None,
    environment: str | None,
    terminal: Terminal,
    mode: Mode = Mode.IMPLEMENT,
    option: str = "",
    pins: tuple[str, ...] = (),
    chosen: Mapping[str, str] | None = None,
    basis: Basis | None = None,
    verify: bool = False,
) -> dict[str, Any]:
    """Run the pipeline and write its files under `out`. The summary says what came of it.

    `verify` tries an implement job's bundle on an emulator, and puts the receipt with it.

    Raises GroundplanError and EngineError, as the pipeline does; OSError where the folder cannot be written.
    """
    servers_file = ROOT / (os.environ.get("MCP_SERVERS_FILE") or "mcp_servers.yaml")
    servers = ToolServers(
        load_servers(servers_file),
        timeout_seconds=float(os.environ.get("MCP_TIMEOUT_SECONDS") or 15),
        pins=load_pins(servers_file),
    )
    provider = os.environ.get("MODEL_PROVIDER") or "offline"
    models = make_models(os.environ, provider, os.environ.get("AWS_REGION", ""))
    pipelines = make_pipelines(os.environ, models, servers)
    written: set[str] = set()
    made: dict[str, bytes] = {}

    def deliver(files: Sequence[File]) -> None:
        if not written:
            remove_former(out)
        written.update(write(out, file) for file in files)
        made.update({file.name: file.content for file in files})

    run = Run(
        request=request,
        region=region,
        environment=environment,
        report=terminal.report,
        note_stage=lambda _: None,
        deliver=deliver,
        audit=MemoryAudit(),
        stop=Stop(),
        pins=pins,
        option=option,
        chosen=chosen or {},
        basis=basis,
    )
    servers.start([mode])
    try:
        result = pipelines[mode].run(run)
        if verify:
            former = basis.files if basis else {}
            proven = pipelines[Mode.VERIFY].run(replace(run, proves=made, former=former))
            result |= {name: proven[name] for name in ("receipt", "files", "revision") if name in proven}
    finally:
        servers.close()
    return {**result, "folder": str(out), "paths": sorted(written)}
