"""What is asked of a server of public knowledge, and under which keys its answer is kept.

Keys are digests: neither the words of a question nor its organization can be read from them.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeGuard

from mcp.types import Tool
from strands.types.tools import ToolResultContent

from worker.agents.mcp_servers_file import ServerConfig

AVAILABILITY = "aws___get_regional_availability"
Content = list[ToolResultContent]


class Question(Protocol):
    """Something that can be kept in parts, one under each key."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Where its parts are kept."""

    def answer(self, kept: Sequence[Any]) -> Content | None:
        """The answer that the parts give; None where they do not suffice."""

    def parts(self, content: Content, kept: Sequence[Any]) -> list[Any] | None:
        """What to keep under each key, on top of what is kept there; None where the answer is not to be kept."""


@dataclass(frozen=True)
class WholeQuestion:
    """An answer that is kept as it came."""

    key: str

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key,)

    def answer(self, kept: Sequence[Any]) -> Content | None:
        """As it was kept."""
        content: Content = kept[0]
        return content if isinstance(content, list) else None

    def parts(self, content: Content, _kept: Sequence[Any]) -> list[Any] | None:
        """Texts and JSON are kept, nothing else."""
        return None if any(set(block) - {"text", "json"} for block in content) else [content]


@dataclass(frozen=True)
class AvailabilityQuestion:
    """Whether things exist in regions: kept by region and thing, since each design asks for another set of things."""

    kind: str
    regions: tuple[str, ...]
    names: tuple[str, ...]
    keys: tuple[str, ...]

    def answer(self, kept: Sequence[Any]) -> Content | None:
        """In the shape of AWS Knowledge, where everything that is asked for is known."""
        found = {}
        for region, known in zip(self.regions, kept, strict=True):
            if not isinstance(known, dict) or not all(isinstance(known.get(name), str) for name in self.names):
                return None
            found[region] = {name: known[name] for name in self.names}
        body = {"content": {"resource_type": self.kind, "regions": found}}
        return [{"text": json.dumps(body, separators=(",", ":"))}]

    def parts(self, content: Content, kept: Sequence[Any]) -> list[Any] | None:
        """An answer in any other form, or one that goes on on another page, is not kept."""
        try:
            body = json.loads(content[0]["text"])["content"]
            told = [body["regions"][region] for region in self.regions]
        except (ValueError, KeyError, TypeError, IndexError):
            return None
        whole = len(content) == 1 and set(body) == {"resource_type", "regions"}
        if not whole or not all(isinstance(one, dict) and set(one) == set(self.names) for one in told):
            return None
        return [{**(known if isinstance(known, dict) else {}), **new} for known, new in zip(kept, told, strict=True)]


def question_of(config: ServerConfig, version: str, tool: Tool, arguments: Mapping[str, Any]) -> Question:
    """Arguments in another order, or at their defaults, are the same question."""
    properties = tool.input_schema.get("properties")
    schemas = properties.items() if isinstance(properties, dict) else ()
    defaults = {key: about["default"] for key, about in schemas if isinstance(about, dict) and "default" in about}
    whole = {**defaults, **arguments}
    about = [config.name, config.fingerprint, version, tool.name]
    if tool.name == AVAILABILITY and not whole.get("next_token"):
        regions, names, kind = whole.get("regions"), whole.get("filters"), whole.get("resource_type")
        if _are_words(regions) and _are_words(names) and isinstance(kind, str):
            keys = tuple(digest_of([*about, kind, region]) for region in regions)
            return AvailabilityQuestion(kind, tuple(regions), tuple(names), keys)
    return WholeQuestion(digest_of([*about, whole]))


def digest_of(about: Sequence[Any]) -> str:
    """The same for the same values, in whichever order their keys stand."""
    text = json.dumps(about, sort_keys=True, separators=(",", ":"), default=repr)
    return hashlib.sha256(text.encode()).hexdigest()


def _are_words(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)
