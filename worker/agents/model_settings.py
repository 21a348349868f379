"""What a model provider needs besides its name: read once, at the entry point."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from worker.agents.model_prices import FREE, Price, price_of


@dataclass(frozen=True)
class ModelSettings:
    """`MODEL_PROVIDER` and what belongs to it. Keys stay out of `repr`."""

    provider: str = "offline"
    model_id: str = ""
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    region: str = ""
    endpoint_url: str = ""
    max_tokens: int = 8192
    timeout_seconds: float = 120
    price: Price = FREE

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], *, provider: str, region: str = "") -> "ModelSettings":
        """`MODEL_ID`, `MODEL_BASE_URL`, `MODEL_API_KEY` (or the provider's own variable), `BEDROCK_ENDPOINT_URL`."""
        own_key = {"anthropic": "ANTHROPIC_API_KEY", "openai": "OPENAI_API_KEY"}.get(provider, "")
        return cls(
            price=price_of(provider, environ.get("MODEL_ID", ""), environ),
            provider=provider,
            model_id=environ.get("MODEL_ID", ""),
            base_url=environ.get("MODEL_BASE_URL", ""),
            api_key=environ.get("MODEL_API_KEY", "") or environ.get(own_key, ""),
            region=environ.get("BEDROCK_REGION", "") or region,
            endpoint_url=environ.get("BEDROCK_ENDPOINT_URL", ""),
        )
