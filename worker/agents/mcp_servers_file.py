"""Reads `mcp_servers.yaml`, strictly: what it does not know, it refuses."""

import os
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from worker.errors import ToolServersMisconfigured

ROOT = Path(__file__).parents[2]
ToolName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,64}$")]
_PLACEHOLDER = re.compile(r"\$\{([^}]*)\}")


class ServerConfig(BaseModel):
    """One MCP server. The file itself describes each key."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str
    command: str | None = None
    args: list[str] = Field(default_factory=list)
    env: dict[str, str] = Field(default_factory=dict, repr=False)
    url: Annotated[str, StringConstraints(pattern=r"^https?://")] | None = None
    headers: dict[str, str] = Field(default_factory=dict, repr=False)
    readonly: str | None = None
    readonly_because: str | None = None
    allowed_tools: list[ToolName] = Field(min_length=1)
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{0,20}$")] = ""
    startup_timeout_seconds: float = Field(default=10, gt=0, le=120)
    timeout_seconds: float | None = Field(default=None, gt=0, le=600)

    @model_validator(mode="after")
    def _is_reachable_in_one_way(self) -> Self:
        if (self.command is None) == (self.url is None):
            raise ValueError("needs either command or url")
        if self.url is not None and (self.args or self.env):
            raise ValueError("args and env belong to a command, not to a url")
        if self.command is not None and self.headers:
            raise ValueError("headers belong to a url, not to a command")
        return self

    @model_validator(mode="after")
    def _is_read_only(self) -> Self:
        if (self.readonly is None) == (self.readonly_because is None):
            raise ValueError("needs either readonly or readonly_because")
        if self.readonly is not None and self.readonly not in self.args:
            raise ValueError(f"readonly {self.readonly!r} is not among args, so the server would not be read-only")
        return self

    def tool_name(self, own_name: str) -> str:
        """The name that the agent sees for a tool of this server."""
        return f"{self.prefix}_{own_name}" if self.prefix else own_name


def load_servers(path: Path, environ: Mapping[str, str] | None = None) -> tuple[ServerConfig, ...]:
    """Every server of the file. Raises ToolServersMisconfigured, which names the file, the server and the fault."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ToolServersMisconfigured(f"{path} cannot be read: {error}") from error
    if not isinstance(content, dict) or set(content) != {"servers"} or not isinstance(content["servers"], dict | None):
        raise ToolServersMisconfigured(f"{path}: the only key is servers, a map of names")
    known = _placeholders(os.environ if environ is None else environ)
    servers = tuple(_server(path, name, about, known) for name, about in (content["servers"] or {}).items())
    _check_names(path, servers)
    return servers


def _server(path: Path, name: Any, about: Any, known: Mapping[str, str]) -> ServerConfig:
    place = f"{path}: server {name!r}"
    if not isinstance(name, str) or not isinstance(about, dict) or "name" in about:
        raise ToolServersMisconfigured(f"{place} is not a map of settings under a name")
    try:
        return ServerConfig.model_validate({"name": name, **_filled(about, known, place)})
    except ValidationError as error:
        faults = "; ".join(_fault(one["loc"], one["msg"]) for one in error.errors())
        raise ToolServersMisconfigured(f"{place}: {faults}") from error


def _fault(location: tuple[int | str, ...], message: str) -> str:
    where = ".".join(map(str, location))
    return f"{where}: {message}" if where else message


def _placeholders(environ: Mapping[str, str]) -> dict[str, str]:
    return {"PYTHON": sys.executable, "ROOT": str(ROOT)} | {f"env:{key}": value for key, value in environ.items()}


def _filled(value: Any, known: Mapping[str, str], place: str) -> Any:
    if isinstance(value, dict):
        return {key: _filled(item, known, place) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, known, place) for item in value]
    return _PLACEHOLDER.sub(lambda match: _known(match[1], known, place), value) if isinstance(value, str) else value


def _known(name: str, known: Mapping[str, str], place: str) -> str:
    if name not in known:
        raise ToolServersMisconfigured(f"{place}: ${{{name}}} is not known; there is PYTHON, ROOT and env:NAME, if set")
    return known[name]


def _check_names(path: Path, servers: tuple[ServerConfig, ...]) -> None:
    counted = Counter(server.tool_name(tool) for server in servers for tool in server.allowed_tools)
    twice = sorted(name for name, count in counted.items() if count > 1)
    if twice:
        raise ToolServersMisconfigured(f"{path}: more than one tool is called {', '.join(twice)}; set a prefix")
