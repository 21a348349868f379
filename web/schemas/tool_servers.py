"""The health of the MCP servers that the agents ask."""

from datetime import datetime

from pydantic import BaseModel, Field


class Lookups(BaseModel):
    """How often the answer to a question was at hand, over all workers and the last seven days."""

    hits: int
    misses: int
    hit_rate: float | None = Field(description="0 to 1; null before the first lookup.")


class ToolServerTools(BaseModel):
    """What may be called, and what is there to call."""

    allowed: list[str] = Field(description="The exact names on the list of mcp_servers.yaml.")
    offered: int = Field(description="How many tools the server has, on the list or not.")
    missing: list[str] = Field(description="On the list, and not offered or not read-only.")
    unapproved: list[str] = Field(description="Offered, and not used: not approved, or not as they are now.")
    changed: list[str] = Field(description="Those of them that were approved once, and say something else now.")


class ToolServer(BaseModel):
    """One server as one worker sees it."""

    name: str
    worker: str
    transport: str = Field(description="stdio or streamable-http.")
    enabled: str = Field(description="true, false or auto, as mcp_servers.yaml says.")
    state: str = Field(description="off, starting, installing, up, down, absent (auto, and not to be had) or stopped.")
    since: datetime
    version: str
    tools: ToolServerTools
    last_error: str | None
    last_error_at: datetime | None
    restarts: int
    calls: int = Field(description="Of its tools by this worker since it started.")
    hits: int = Field(description="Lookups that found their answer at hand, in this worker since it started.")
    misses: int
    seen_at: datetime = Field(description="When the worker said so; after a minute it is not shown any more.")
    lookups: Lookups
