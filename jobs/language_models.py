"""Reads `models.yaml`, strictly: the models that an organization may choose from.

The web tier reads names and titles; keys are filled in from the environment for workers alone.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from jobs.errors import ModelsMisconfigured
from jobs.yaml_document import read_document
from jobs.yaml_entries import Entries, lines_of, refuse_contradictions
from jobs.yaml_variables import Variables

ROOT = Path(__file__).parents[1]
OFFLINE = "offline"
OFFLINE_TITLE = "Offline architect"
TAKES = {
    "offline": (),
    "bedrock": ("model_id", "base_url", "region", "max_tokens", "timeout_seconds", "price"),
    "anthropic": ("model_id", "base_url", "api_key", "max_tokens", "timeout_seconds", "price"),
    "openai": ("model_id", "base_url", "api_key", "max_tokens", "timeout_seconds", "price"),
    "ollama": ("model_id", "base_url", "timeout_seconds", "price"),
}
"""Provider → the keys that mean something to it."""
_KEY = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_]*(:-)?\}")


class ModelPrice(BaseModel):
    """USD for a million tokens."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    input: float = Field(ge=0, lt=1_000_000)
    output: float = Field(ge=0, lt=1_000_000)


class ModelConfig(BaseModel):
    """One model. The file itself describes each key; the descriptions here are told with a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str = Field(pattern=r"^[a-z][a-z0-9-]{0,39}$", description="a letter, then up to 39 of a-z, 0-9, -")
    title: str = Field(pattern=r"^[^${}]{1,60}$", description="1 to 60 characters, for people; no variables")
    provider: Literal["offline", "bedrock", "anthropic", "openai", "ollama"] = Field(description=", ".join(TAKES))
    model_id: str | None = Field(default=None, min_length=1, description="the provider's name of it")
    base_url: str | None = Field(
        default=None, pattern=r"^(https?://|\$\{)", description="http(s)://…, or a variable that holds one"
    )
    api_key: str | None = Field(
        default=None, min_length=1, repr=False, description="a variable: ${NAME}, never the key itself"
    )
    region: str | None = Field(
        default=None, pattern=r"^([a-z]{2}(-[a-z]+)+-\d|\$\{.*)$", description="a region of AWS, with bedrock"
    )
    max_tokens: int = Field(default=8192, ge=256, le=1_000_000, description="256 to 1000000, for one answer")
    timeout_seconds: float = Field(default=120, gt=0, le=600, description="above 0, up to 600")
    price: ModelPrice | None = Field(
        default=None, description="input and output, in USD for a million tokens, from 0 to under 1000000"
    )
    enabled: bool = Field(default=True, description="true or false")

    @property
    def is_language_model(self) -> bool:
        return self.provider != OFFLINE

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        refuse_contradictions(self.model_dump(exclude_unset=True), _contradictions)
        return self


def load_models(path: Path, environ: Mapping[str, str] | None = None) -> tuple[ModelConfig, ...]:
    """Every model of the file that is enabled, in its order.

    Without `environ` no placeholder is filled in and no variable is needed: for who shows names and titles.
    Raises ModelsMisconfigured, once for all faults, each with file, line, column and what is allowed.
    """
    try:
        document = read_document(path)
    except OSError as error:
        raise ModelsMisconfigured(f"{path} cannot be read: {error}") from error
    faults = list(document.faults)
    written = _ENTRIES.of(document, faults)
    for name, about in written.items():
        key = about.get("api_key") if isinstance(about, dict) else None
        if isinstance(key, str) and not _KEY.fullmatch(key):
            text = (
                f"{name}: api_key: what stands here is not taken; it takes a variable: ${{NAME}}, never the key itself"
            )
            faults.append(document.fault((_ENTRIES.key, name, "api_key"), text))
    variables = None if environ is None else Variables(environ, {})
    read = [_ENTRIES.read(name, about, document, faults, variables) for name, about in written.items()]
    if faults:
        raise ModelsMisconfigured(lines_of(path, faults))
    return tuple(one for one in read if one is not None and one.enabled)


def _contradictions(about: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    provider = about.get("provider")
    if provider not in TAKES:
        return
    for key in about:
        if key not in {"name", "title", "provider", "enabled", *TAKES[provider]}:
            own = ", ".join(TAKES[provider]) or "no more than title and enabled"
            yield key, f"{key} does not belong to provider {provider}; that takes {own}"
    if provider != OFFLINE and not about.get("model_id"):
        yield "provider", f"provider {provider} needs model_id"
    if provider == "anthropic" and not about.get("api_key"):
        yield "provider", "provider anthropic needs api_key"
    if provider == "openai" and not about.get("api_key") and not about.get("base_url"):
        yield "provider", "provider openai needs api_key, or base_url for a server of your own"


_ENTRIES = Entries("models", "model", ModelConfig, _contradictions, secret=("api_key",))
