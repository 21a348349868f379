"""Choosing a model provider."""

import importlib.util

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
def test_a_provider_without_its_package_says_what_to_install(name):
    if importlib.util.find_spec(name) is not None:
        pytest.skip(f"{name} is installed")
    with pytest.raises(ModelNotConfigured, match=rf"needs the package {name}: pip install 'strands-agents\[{name}\]'"):
        choose_provider(ModelSettings(provider=name, model_id="m", api_key="k"))


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
