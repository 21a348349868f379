"""What the agents of a job used, over its attempts."""

from jobs.agent_limits import Limits
from jobs.usage import Usage, total


def test_what_is_written_down_can_be_read_back_by_a_version_that_knows_less_or_more() -> None:
    used = Usage(turns=2, input_tokens=10, seconds=1.5, estimated_usd=0.25, price_basis="set", limit_reached="usd")
    assert Usage.from_json(used.as_json()) == used
    assert Usage.from_json({"turns": 2, "unheard_of": 1}) == Usage(turns=2)


def test_attempts_are_added_in_their_order() -> None:
    first, tenth = Usage(turns=1, limit_reached="turns"), Usage(turns=5, price_basis="assumed", limit_reached="usd")
    kept = {"10": tenth.as_json(), "9": first.as_json()}
    assert total(kept) == Usage(turns=6, price_basis="assumed", limit_reached="turns")


def test_a_job_without_an_agent_used_nothing_that_could_be_told() -> None:
    assert total({}) is None


def test_an_organizations_limits_only_ever_lower_the_platforms() -> None:
    platform = Limits(turns=10, tokens=1_000, usd=2.0)
    assert platform.lowered({}) == platform
    assert platform.lowered({"turns": 3, "tokens": 10_000, "usd": 0.5}) == Limits(turns=3, tokens=1_000, usd=0.5)
    assert platform.lowered({"turns": 0, "tokens": -1, "usd": "free", "seconds": None, "name": 1}) == platform
