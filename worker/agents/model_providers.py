"""Which model the architect runs on. A provider's packages are imported only when it is chosen: they cost seconds."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from strands.models import Model

from worker.agents.model_prices import FREE, Price
from worker.agents.model_settings import ModelSettings
from worker.agents.offline_architect import OfflineArchitect
from worker.errors import ModelNotConfigured


@dataclass(frozen=True)
class Provider:
    """A model provider that is ready to use. `make` gives each job a model of its own."""

    name: str
    is_language_model: bool
    make: Callable[[], Model]
    price: Price = FREE


def choose_provider(settings: ModelSettings) -> Provider:
    """Import and configure the provider. Raises ModelNotConfigured, which says what to set or install."""
    choices = {
        "offline": lambda _: offline_provider(),
        "bedrock": _bedrock,
        "anthropic": _anthropic,
        "openai": _openai,
        "ollama": _ollama,
    }
    if settings.provider not in choices:
        raise ModelNotConfigured(f"MODEL_PROVIDER={settings.provider} is unknown; there is {', '.join(choices)}.")
    try:
        return replace(choices[settings.provider](settings), price=settings.price)
    except ModuleNotFoundError as error:
        raise ModelNotConfigured(
            f"MODEL_PROVIDER={settings.provider} needs the package {error.name}: "
            f"pip install 'strands-agents[{settings.provider}]'."
        ) from error


def offline_provider() -> Provider:
    """The offline architect, which needs nothing."""
    return Provider(OfflineArchitect.NAME, is_language_model=False, make=OfflineArchitect)


def _bedrock(settings: ModelSettings) -> Provider:
    import boto3
    from botocore.config import Config
    from strands.models.bedrock import BedrockModel

    model_id = _required(settings, "MODEL_ID", settings.model_id)
    region = _required(settings, "BEDROCK_REGION or AWS_REGION", settings.region)
    limits = Config(read_timeout=settings.timeout_seconds, connect_timeout=5, retries={"total_max_attempts": 2})

    def make() -> Model:
        return BedrockModel(
            boto_session=boto3.Session(region_name=region),
            boto_client_config=limits,
            endpoint_url=settings.endpoint_url or None,
            model_id=model_id,
            max_tokens=settings.max_tokens,
        )

    return Provider(f"Amazon Bedrock {model_id}", is_language_model=True, make=make)


def _anthropic(settings: ModelSettings) -> Provider:
    from strands.models.anthropic import AnthropicModel

    model_id = _required(settings, "MODEL_ID", settings.model_id)
    arguments = {
        "api_key": _required(settings, "ANTHROPIC_API_KEY", settings.api_key),
        "timeout": settings.timeout_seconds,
        **({"base_url": settings.base_url} if settings.base_url else {}),
    }

    def make() -> Model:
        return AnthropicModel(client_args=dict(arguments), model_id=model_id, max_tokens=settings.max_tokens)

    return Provider(f"Anthropic {model_id}", is_language_model=True, make=make)


def _openai(settings: ModelSettings) -> Provider:
    from strands.models.openai import OpenAIModel

    model_id = _required(settings, "MODEL_ID", settings.model_id)
    if not settings.base_url:
        _required(settings, "OPENAI_API_KEY", settings.api_key)
    # A server of one's own often wants no key, and the client refuses to start without one.
    arguments = {
        "api_key": settings.api_key or "none",
        "timeout": settings.timeout_seconds,
        **({"base_url": settings.base_url} if settings.base_url else {}),
    }

    def make() -> Model:
        return OpenAIModel(
            client_args=dict(arguments), model_id=model_id, params={"max_completion_tokens": settings.max_tokens}
        )

    return Provider(f"OpenAI-compatible {model_id}", is_language_model=True, make=make)


def _ollama(settings: ModelSettings) -> Provider:
    from strands.models.ollama import OllamaModel

    model_id = _required(settings, "MODEL_ID", settings.model_id)

    def make() -> Model:
        return OllamaModel(
            settings.base_url or None,
            ollama_client_args={"timeout": settings.timeout_seconds},
            model_id=model_id,
        )

    return Provider(f"Ollama {model_id}", is_language_model=True, make=make)


def _required(settings: ModelSettings, variable: str, value: str) -> str:
    if not value:
        raise ModelNotConfigured(f"MODEL_PROVIDER={settings.provider} needs {variable} to be set.")
    return value
