"""The models that an organization may choose from, and which one it works with."""

from dataclasses import dataclass

from jobs.language_models import OFFLINE, OFFLINE_TITLE, ModelConfig
from web.services import Services


@dataclass(frozen=True)
class ShownModel:
    """What people see of a model."""

    name: str
    """For people."""
    is_language_model: bool


def default_model(parts: Services) -> ShownModel:
    """The platform's own; the offline architect never passes for a language model."""
    provider = parts.settings.model_provider
    return ShownModel(OFFLINE_TITLE if provider == OFFLINE else provider, is_language_model=provider != OFFLINE)


def offered(parts: Services, name: str | None) -> ModelConfig | None:
    """The model of that name; None where none was chosen, or it is not offered any more."""
    return next((one for one in parts.models if one.name == name), None)


def model_of(parts: Services, chosen: str | None) -> ShownModel:
    """What a worker takes for an organization that chose so."""
    model = offered(parts, chosen)
    return ShownModel(model.title, is_language_model=model.is_language_model) if model else default_model(parts)
