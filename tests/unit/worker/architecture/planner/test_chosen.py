"""An assumption that the user changed holds in the next run."""

import pytest

from worker.architecture.catalogue import load_catalogue
from worker.architecture.errors import InvalidAssumption
from worker.architecture.planner import plan
from worker.architecture.reading import read_requirements

REQUEST = "A serverless HTTP API for taking notes with DynamoDB"


def planned(**chosen):
    subjects = {subject.replace("__", "."): value for subject, value in chosen.items()}
    return plan(read_requirements(REQUEST, chosen=subjects), load_catalogue())


def test_a_chosen_quantity_sizes_the_design():
    few, many = (planned(requests_per_month=value) for value in ("1000", "90,000,000"))
    assert few.component("function").options["requests_per_month"] == 1000
    assert many.component("function").options["requests_per_month"] == 90_000_000


def test_a_chosen_option_is_set_and_told_as_the_users_own():
    design = planned(function__memory_mb="2048")
    assert design.component("function").options["memory_mb"] == 2048
    assert [one.reason for one in design.assumptions if one.subject == "function.memory_mb"] == ["You chose it."]


def test_a_chosen_region_is_taken():
    assert planned(region="eu-north-1").region == "eu-north-1"


@pytest.mark.parametrize(
    ("subject", "value", "told"),
    [
        ("function__memory_mb", "1000000", "10240"),
        ("function__memory_mb", "much", "not of type integer"),
        ("function__memory", "5", "no such option"),
        ("nobody__memory_mb", "5", "there is no such assumption"),
        ("users", "many", "not a number"),
        ("users", "-1", "0 or more"),
        ("users", "inf", "0 or more"),
    ],
)
def test_what_cannot_be_chosen_is_refused_by_name(subject, value, told):
    with pytest.raises(InvalidAssumption, match=told) as refused:
        planned(**{subject: value})
    assert refused.value.place == f"assumptions.{subject.replace('__', '.')}"
