"""Choosing a model provider."""

import importlib.util
import sys

import pytest

from worker.agents.model_providers import choose_provider
from worker.agents.model_settings import ModelSettings
from worker.agents.offline_architect import OfflineArchitect
from worker.errors import ModelNotConfigured


def test_the_default_is_the_offline_architect_and_says_so():
    provider = choose_provider(ModelSettings())
    assert isinstance(provider.make(), OfflineArchitect)
    assert not provider.is_language_model


def test_bedrock_needs_no_further_package():
    provider = choose_provider(ModelSettings(provider="bedrock", model_id="amazon.nova-lite-v1:0", region="eu-west-1"))
    assert provider.is_language_model
    assert provider.make().get_config()["model_id"] == "amazon.nova-lite-v1:0"


@pytest.mark.parametrize("name", ["anthropic", "openai", "ollama"])
def test_a_provider_without_its_package_says_what_to_install(name, monkeypatch):
    monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, f"strands.models.{name}", raising=False)
    with pytest.raises(ModelNotConfigured, match=rf"needs the package {name}: pip install 'strands-agents\[{name}\]'"):
        choose_provider(ModelSettings(provider=name, model_id="m", api_key="k"))


@pytest.mark.parametrize(
    ("name", "kind"), [("anthropic", "AnthropicModel"), ("openai", "OpenAIModel"), ("ollama", "OllamaModel")]
)
def test_a_provider_with_its_package_makes_a_model_for_each_job(name, kind):
    if importlib.util.find_spec(name) is None:
        pytest.skip(f"{name} is not installed")
    provider = choose_provider(ModelSettings(provider=name, model_id="m", api_key="k", base_url="http://localhost:9"))
    one, other = provider.make(), provider.make()
    assert one is not other
    assert (type(one).__name__, one.get_config()["model_id"]) == (kind, "m")
    assert provider.is_language_model


def test_openai_itself_wants_a_key_and_a_server_of_ones_own_none():
    pytest.importorskip("openai")
    with pytest.raises(ModelNotConfigured, match="needs OPENAI_API_KEY"):
        choose_provider(ModelSettings(provider="openai", model_id="m"))
    assert choose_provider(ModelSettings(provider="openai", model_id="m", base_url="http://localhost:9")).make()


def test_a_provider_without_a_model_says_what_to_set():
    with pytest.raises(ModelNotConfigured, match="needs MODEL_ID to be set"):
        choose_provider(ModelSettings(provider="bedrock", region="eu-west-1"))


def test_an_unknown_provider_is_refused_with_those_there_are():
    with pytest.raises(ModelNotConfigured, match="MODEL_PROVIDER=oracle is unknown; there is offline, bedrock"):
        choose_provider(ModelSettings(provider="oracle"))


def test_reads_the_providers_own_variable_for_the_key():
    settings = ModelSettings.from_environment({"OPENAI_API_KEY": "hush"}, provider="openai")
    assert settings.api_key == "hush"
    assert "hush" not in repr(settings)
