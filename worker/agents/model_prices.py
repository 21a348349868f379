"""What a model's tokens cost: recorded, set by the operator, or taken for the dearest that is recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from worker.errors import ModelNotConfigured

FILE = Path(__file__).with_name("model_prices.yaml")
SET_BY = ("MODEL_USD_PER_MILLION_INPUT_TOKENS", "MODEL_USD_PER_MILLION_OUTPUT_TOKENS")
FREE_PROVIDERS = ("offline", "ollama")
"""They run on hardware that is paid for otherwise."""


@dataclass(frozen=True)
class Price:
    """USD for a million tokens, and where that comes from."""

    input_usd: float = 0.0
    output_usd: float = 0.0
    basis: Literal["free", "recorded", "set", "assumed"] = "free"

    def of(self, input_tokens: int, output_tokens: int) -> float:
        """USD."""
        return (input_tokens * self.input_usd + output_tokens * self.output_usd) / 1_000_000


FREE = Price()


def price_of(provider: str, model_id: str, environ: Mapping[str, str]) -> Price:
    """The price of a model. Raises ModelNotConfigured where what the operator set is no price."""
    given = [environ.get(name, "") for name in SET_BY]
    if any(given):
        try:
            input_usd, output_usd = (float(one) for one in given)
        except ValueError as error:
            raise ModelNotConfigured(f"{' and '.join(SET_BY)} are set both, each to a number of USD.") from error
        if not (0 <= input_usd < 1e6 and 0 <= output_usd < 1e6):
            raise ModelNotConfigured(f"{' and '.join(SET_BY)} are between 0 and 1,000,000 USD.")
        return Price(input_usd, output_usd, "set")
    if provider in FREE_PROVIDERS:
        return FREE
    for entry in _recorded():
        if entry["model"] in model_id:
            return Price(entry["input"], entry["output"], "recorded")
    dearest = max(_recorded(), key=lambda entry: entry["output"])
    return Price(dearest["input"], dearest["output"], "assumed")


@cache
def _recorded() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["models"]
    return entries
