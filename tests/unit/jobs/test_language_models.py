"""What the file of models may say, and what it must not."""

import re

import pytest

from jobs.errors import ModelsMisconfigured
from jobs.language_models import ROOT, load_models

GOOD = """
models:
  offline:
    title: Rules
    provider: offline
  ours:
    title: Ours
    provider: openai
    model_id: ${MODEL:-m}
    base_url: ${URL}
    api_key: ${KEY}
    price: {input: 1, output: 2.5}
"""


@pytest.fixture
def load(tmp_path):
    def load(text, environ=None):
        path = tmp_path / "models.yaml"
        path.write_text(text)
        return load_models(path, environ)

    return load


@pytest.fixture
def fault(load):
    """The only fault, with its line before it."""

    def fault(text, environ=None):
        with pytest.raises(ModelsMisconfigured) as refused:
            load(text, environ)
        (line,) = str(refused.value).splitlines()
        return re.sub(r"^.*models\.yaml:(\d+):\d+: ", r"\1: ", line)

    return fault


def test_a_worker_has_every_variable_filled_in(load):
    offline, ours = load(GOOD, {"URL": "http://models.example/v1", "KEY": "k-1"})
    assert not offline.is_language_model
    assert (ours.model_id, ours.base_url, ours.api_key) == ("m", "http://models.example/v1", "k-1")
    assert (ours.price.input, ours.price.output, ours.max_tokens) == (1, 2.5, 8192)
    assert "k-1" not in repr(ours)


def test_a_worker_that_lacks_a_variable_is_told_its_line(fault):
    assert fault(GOOD, {"URL": "http://x"}) == (
        "11: ours: ${KEY} is not set in the environment; set it, or write ${NAME:-default}"
    )


def test_who_only_shows_titles_needs_no_variable_and_gets_no_key(load, monkeypatch):
    monkeypatch.setenv("KEY", "k-1")
    assert [one.title for one in load(GOOD)] == ["Rules", "Ours"]
    assert load(GOOD)[1].api_key == "${KEY}"


def test_what_is_turned_off_needs_no_variable_and_is_no_choice(load):
    assert [one.name for one in load(GOOD.replace("title: Ours", "title: Ours\n    enabled: false"), {})] == ["offline"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("model_id:", "modelid:", "9: ours: unknown key 'modelid'; did you mean model_id?"),
        ("provider: openai", "provider: oracle", "8: ours: provider: 'oracle' is not taken; it takes offline, bedrock"),
        ("${KEY}", "sk-live-1", "11: ours: api_key: what stands here is not taken; it takes a variable"),
        ("output: 2.5", "output: -1", "12: ours: price: -1 is not taken; it takes input and output"),
        ("output: 2.5", "out: 2.5", "12: ours: price: "),
        ("base_url: ${URL}", "region: eu-west-1", "10: ours: region does not belong to provider openai"),
        ("    model_id: ${MODEL:-m}\n", "", "8: ours: provider openai needs model_id"),
        ("title: Ours", "title: '${T}'", "7: ours: title: '${T}' is not taken; it takes 1 to 60 characters"),
        ("  ours:", "  Ours:", "6: the name 'Ours' is not taken"),
        ("  ours:", "  offline:", "6: the key 'offline' stands here a second time"),
        ("models:", "model:", "2: the only key at the top is models"),
    ],
)
def test_anything_else_is_refused_with_its_line(load, old, new, told):
    with pytest.raises(ModelsMisconfigured) as refused:
        load(GOOD.replace(old, new))
    lines = [re.sub(r"^.*models\.yaml:(\d+):\d+: ", r"\1: ", line) for line in str(refused.value).splitlines()]
    assert any(line.startswith(told) for line in lines), lines
    assert "sk-live-1" not in str(refused.value)


def test_anthropic_needs_a_key_and_openai_one_or_a_server(fault):
    head = "models:\n  a:\n    title: A\n    model_id: m\n    provider: "
    assert fault(f"{head}anthropic\n") == "5: a: provider anthropic needs api_key"
    assert "needs api_key, or base_url" in fault(f"{head}openai\n")


def test_the_file_that_ships_offers_the_offline_architect_and_waits_for_the_others():
    assert [one.name for one in load_models(ROOT / "models.yaml", {})] == ["offline"]
    text = (ROOT / "models.yaml").read_text(encoding="utf-8")
    assert text.count("enabled: false") == 4


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ModelsMisconfigured, match=r"nowhere\.yaml cannot be read"):
        load_models(tmp_path / "nowhere.yaml")
