"""Which model a job runs on, and what happens where the chosen one cannot be had."""

import sys

from jobs.agent_limits import Limits
from jobs.language_models import ModelConfig
from worker.agents.limits import Tally
from worker.agents.model_choice import Models
from worker.agents.model_prices import Price
from worker.agents.model_providers import offline_provider

BEDROCK = ModelConfig(
    name="ours",
    title="Ours",
    provider="bedrock",
    model_id="amazon.nova-lite-v1:0",
    price={"input": 1.0, "output": 2.0},
)
NOT_INSTALLED = ModelConfig(name="away", title="Away", provider="ollama", model_id="m")


def models(*choices, **given):
    return Models(offline_provider(), choices, region="eu-west-1", **given)


def test_who_chose_nothing_works_with_the_platforms_own():
    terms = models(BEDROCK).terms(None, {}, Tally())
    assert (terms.provider.name, terms.warning) == (offline_provider().name, "")


def test_a_chosen_model_is_used_under_its_title_and_at_its_price():
    terms = models(BEDROCK).terms("ours", {}, Tally())
    assert (terms.provider.name, terms.provider.is_language_model, terms.warning) == ("Ours", True, "")
    assert terms.provider.price == Price(1, 2, "set")


def test_a_provider_is_made_once(monkeypatch):
    made = []
    monkeypatch.setattr(
        "worker.agents.model_choice.choose_provider", lambda settings: made.append(settings) or offline_provider()
    )
    several = models(BEDROCK)
    for _ in range(3):
        several.terms("ours", {}, Tally())
    assert [one.region for one in made] == ["eu-west-1"]


def test_a_model_that_is_gone_is_replaced_and_that_is_told():
    terms = models(BEDROCK).terms("theirs", {}, Tally())
    assert terms.provider.name == offline_provider().name
    assert "“theirs” is not offered any more" in terms.warning
    assert offline_provider().name in terms.warning


def test_so_is_one_whose_package_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "strands.models.ollama", None)
    for _ in range(2):
        terms = models(NOT_INSTALLED).terms("away", {}, Tally())
        assert terms.provider.name == offline_provider().name
        assert "“Away” is not set up on this server" in terms.warning


def test_an_organization_may_lower_a_limit_and_never_raise_one():
    own = {"turns": 3, "usd": 50, "tokens": 0, "seconds": "many", "unheard_of": 1}
    terms = models(limits=Limits(turns=10, usd=2.0)).terms(None, own, Tally())
    assert terms.limits == Limits(turns=3, usd=2.0)


def test_the_tally_is_the_jobs_whoever_works():
    tally = Tally()
    terms = models().terms(None, {}, tally)
    assert tally.usage is None
    terms.meter().stop()
    terms.meter_of(offline_provider()).stop()
    assert tally.usage is not None
    seconds = tally.usage.seconds
    assert tally.usage.seconds == seconds, "what has ended takes no more time"
