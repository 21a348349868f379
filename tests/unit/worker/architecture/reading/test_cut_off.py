"""Whether a system may reach the internet is read from the sentence that says so."""

import pytest

from worker.architecture.reading.cut_off import has_no_way_out


@pytest.mark.parametrize(
    "text",
    [
        "All functions run in private subnets with no public internet access.",
        "An air-gapped analytics enclave.",
        "The vault lives in isolated subnets without internet access.",
        "A server without NAT gateway, reached with Session Manager.",
        "Nothing in it may reach the internet or be reached from it.",
    ],
)
def test_what_may_not_reach_the_internet_has_no_way_out(text):
    assert has_no_way_out(text)


@pytest.mark.parametrize(
    "text",
    [
        "RDS PostgreSQL in private subnets with no internet access, behind ECS.",
        "Private subnets with NAT gateways.",
        "A web shop that everybody reaches over the internet.",
    ],
)
def test_a_store_alone_or_nothing_said_leaves_the_way_out(text):
    assert not has_no_way_out(text)
