"""Reads `mcp_servers.yaml`, strictly: what it does not know, it refuses, and says where and what is allowed."""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from jobs.yaml_document import Document, Fault, read_document
from jobs.yaml_entries import Entries, lines_of, refuse_contradictions
from jobs.yaml_variables import Variables
from worker.errors import ToolServersMisconfigured

ROOT = Path(__file__).parents[2]
ENVIRONMENTS = Path(__file__).parent / "environments"
"""One pinned and hashed requirements file for each server that is installed on demand."""
SECRET = ("env", "headers")
ToolName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
ModeName = Literal["brainstorm", "analyze", "implement"]
MODES: tuple[ModeName, ...] = ("brainstorm", "analyze", "implement")


class ServerConfig(BaseModel):
    """One MCP server. The file itself describes each key; the descriptions here are told with a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$", description="a letter, then up to 39 of a-z, 0-9, - _")
    enabled: bool | Literal["auto"] = Field(default=True, description="true, false or auto")
    transport: Literal["stdio", "streamable-http"] = Field(default="stdio", description="stdio or streamable-http")
    command: str | None = Field(default=None, min_length=1, description="a program, with transport stdio")
    args: list[str] = Field(default_factory=list, description="a list of texts, with transport stdio")
    env: dict[str, str] = Field(default_factory=dict, repr=False, description="a map of texts, with transport stdio")
    install: str | None = Field(
        default=None, pattern=r"^[a-z0-9-]+$", description="a file of worker/agents/environments"
    )
    url: str | None = Field(default=None, pattern=r"^https?://", description="http(s)://…, with streamable-http")
    headers: dict[str, str] = Field(
        default_factory=dict, repr=False, description="a map of texts, with streamable-http"
    )
    readonly: str | None = Field(default=None, min_length=1, description="one of args")
    readonly_because: str | None = Field(default=None, min_length=1, description="a reason, in words")
    allowed_tools: list[ToolName] = Field(min_length=1, description="exact names, 1 to 64 of A-Z a-z 0-9 _ . -")
    approval: Literal["listed", "first-seen"] = Field(default="listed", description="listed or first-seen")
    modes: list[ModeName] = Field(
        default_factory=lambda: list(MODES), min_length=1, description="some of " + ", ".join(MODES)
    )
    prefix: str = Field(default="", pattern=r"^[A-Za-z0-9_-]{0,20}$", description="up to 20 of A-Z a-z 0-9 _ -")
    startup_timeout_seconds: float = Field(default=10, gt=0, le=120, description="above 0, up to 120")
    timeout_seconds: float | None = Field(default=None, gt=0, le=600, description="above 0, up to 600")
    cache_seconds: float = Field(default=0, ge=0, le=30 * 86_400, description="0 (never) to 2592000 (30 days)")
    max_result_characters: int = Field(default=200_000, ge=1_000, le=2_000_000, description="1000 to 2000000")

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        refuse_contradictions(self.__dict__, _contradictions)
        return self

    def tool_name(self, own_name: str) -> str:
        """The name that the agent sees for a tool of this server."""
        return f"{self.prefix}_{own_name}" if self.prefix else own_name

    def serves(self, modes: Iterable[str] | None) -> bool:
        """Is it turned on for one of the modes? None stands for all of them."""
        return self.enabled is not False and (modes is None or not set(modes).isdisjoint(self.modes))

    @property
    def fingerprint(self) -> str:
        """A digest of what decides what the server answers; a change of it makes cached answers unfindable."""
        about = self.model_dump(include={"transport", "command", "args", "env", "url", "headers", "install"})
        pins = environment_file(self.install).read_text(encoding="utf-8") if self.install else ""
        return hashlib.sha256((json.dumps(about, sort_keys=True) + pins).encode()).hexdigest()[:16]


def environment_file(name: str) -> Path:
    """The pinned requirements of a server that is installed on demand."""
    return ENVIRONMENTS / f"{name}.txt"


def load_servers(path: Path, environ: Mapping[str, str] | None = None) -> tuple[ServerConfig, ...]:
    """Every server of the file, those that are turned off too.

    Raises ToolServersMisconfigured, once for all faults, each with file, line, column and what is allowed.
    """
    try:
        document = read_document(path)
    except OSError as error:
        raise ToolServersMisconfigured(f"{path} cannot be read: {error}") from error
    faults = list(document.faults)
    variables = Variables(os.environ if environ is None else environ, {"PYTHON": sys.executable, "ROOT": str(ROOT)})
    given = _ENTRIES.of(document, faults).items()
    read = [_ENTRIES.read(name, about, document, faults, variables) for name, about in given]
    servers = [one for one in read if one is not None]
    faults += _shared_names(document, servers)
    if faults:
        raise ToolServersMisconfigured(lines_of(path, faults))
    return tuple(servers)


def _contradictions(about: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(key, fault) where keys do not go together. Values may be of any type: another check tells of these."""
    remote = about.get("transport") == "streamable-http"
    ours, theirs = (
        (("url", "headers"), ("command", "args", "env", "install"))
        if remote
        else (
            ("command", "args", "env", "install"),
            ("url", "headers"),
        )
    )
    named = "streamable-http" if remote else "stdio"
    if not about.get(ours[0]):
        yield "transport", f"transport {named} needs {ours[0]}"
    for key in theirs:
        if about.get(key):
            yield key, f"{key} does not belong to transport {named}; that takes {', '.join(ours)}"
    readonly, because = about.get("readonly"), about.get("readonly_because")
    if (readonly is None) == (because is None):
        yield "readonly", "needs either readonly (an argument that keeps it read-only) or readonly_because (a reason)"
    elif readonly is not None and readonly not in (about.get("args") or ()):
        yield "readonly", f"readonly {readonly!r} is not among args, so the server would not be read-only"
    if about.get("approval") == "first-seen" and not str(about.get("url")).startswith("https://"):
        yield (
            "approval",
            "first-seen trusts whom the certificate names, so it needs transport streamable-http over https",
        )
    install = about.get("install")
    if isinstance(install, str) and not environment_file(install).is_file():
        known = ", ".join(sorted(file.stem for file in ENVIRONMENTS.glob("*.txt")))
        yield "install", f"there is no environment {install!r}; there is {known}"


_ENTRIES = Entries("servers", "server", ServerConfig, _contradictions, secret=SECRET)


def _shared_names(document: Document, servers: list[ServerConfig]) -> Iterator[Fault]:
    """Two tools of one name in one mode, also where a server is off: turning it on takes one word and no more."""
    seen: dict[tuple[str, str], str] = {}
    for server in servers:
        for number, tool in enumerate(server.allowed_tools):
            name = server.tool_name(tool)
            other = next((seen[mode, name] for mode in server.modes if (mode, name) in seen), None)
            if other is not None:
                text = f"{server.name}: {other} has a tool called {name} in the same mode; set a prefix"
                yield document.fault(("servers", server.name, "allowed_tools", number), text)
            seen.update({(mode, name): server.name for mode in server.modes})
