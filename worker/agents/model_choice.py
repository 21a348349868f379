"""Which model a job runs on: the one that its organization chose, or the platform's own."""

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from jobs.agent_limits import Limits
from jobs.language_models import ModelConfig
from worker.agents.limits import Tally
from worker.agents.model_prices import Price, price_of
from worker.agents.model_providers import Provider, choose_provider
from worker.agents.model_settings import ModelSettings
from worker.agents.terms import Terms
from worker.errors import ModelNotConfigured

logger = logging.getLogger(__name__)


class Models:
    """Shared by all jobs of a worker, and safe for several threads. A provider is made when it is first chosen."""

    def __init__(
        self, own: Provider, choices: Sequence[ModelConfig] = (), limits: Limits | None = None, *, region: str = ""
    ) -> None:
        """`own` and `limits` are the platform's; `region` is where Bedrock is asked unless a model says otherwise."""
        self.own = own
        self.limits = limits or Limits()
        self._choices = {one.name: one for one in choices}
        self._region = region
        self._made: dict[str, Provider | ModelNotConfigured] = {}
        self._lock = threading.Lock()

    def terms(self, chosen: str | None, limits: Mapping[str, Any], tally: Tally) -> Terms:
        """For a job of an organization that chose this model (None: the platform's) and set these limits.

        A model that cannot be had is replaced by the platform's, and `warning` says so.
        """
        lowered = self.limits.lowered(limits)
        if chosen is None:
            return Terms(self.own, lowered, tally)
        config = self._choices.get(chosen)
        if config is None:
            return Terms(self.own, lowered, tally, self._instead(f"“{chosen}” is not offered any more"))
        provider = self._provider(config)
        if isinstance(provider, ModelNotConfigured):
            warning = self._instead(f"“{config.title}” is not set up on this server")
            return Terms(self.own, lowered, tally, warning)
        return Terms(provider, lowered, tally)

    def _provider(self, config: ModelConfig) -> Provider | ModelNotConfigured:
        with self._lock:
            if config.name not in self._made:
                self._made[config.name] = _made(config, self._region)
            return self._made[config.name]

    def _instead(self, fault: str) -> str:
        return (
            f"The model that your organization chose, {fault}. {self.own.name} did the work instead; "
            "an owner or admin can choose another model in Settings."
        )


def _made(config: ModelConfig, region: str) -> Provider | ModelNotConfigured:
    try:
        provider = choose_provider(_settings(config, region))
    except ModelNotConfigured as error:
        extra = {"action": "choose_model", "model": config.name, "reason": error.message}
        logger.warning("a model of models.yaml cannot be used", extra=extra)
        return error
    return replace(provider, name=config.title) if provider.is_language_model else provider


def _settings(config: ModelConfig, region: str) -> ModelSettings:
    bedrock = config.provider == "bedrock"
    return ModelSettings(
        provider=config.provider,
        model_id=config.model_id or "",
        base_url="" if bedrock else config.base_url or "",
        api_key=config.api_key or "",
        region=config.region or region,
        endpoint_url=(config.base_url or "") if bedrock else "",
        max_tokens=config.max_tokens,
        timeout_seconds=config.timeout_seconds,
        price=_price(config),
    )


def _price(config: ModelConfig) -> Price:
    if config.price is not None:
        return Price(config.price.input, config.price.output, "set")
    return price_of(config.provider, config.model_id or "", {})
