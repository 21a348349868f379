"""Other values for assumptions: what is no assumption, or no value of it, is named with what is allowed."""

import pytest

from jobs.catalogue import catalogue_digest
from web.assumption_faults import refuse_faulty_assumptions
from web.problems import InvalidFields
from worker.architecture.reading.chosen import QUANTITIES


@pytest.mark.parametrize(
    "assumptions",
    [
        {"users": "50000"},
        {"users": "50,000"},
        {"availability_percent": "99.9"},
        {"region": "eu-west-1", "environment": "staging"},
        {"api.memory_mb": "1024"},
        {"data.deletion_protection": "true"},
        {"web.architecture": "ARM64"},
    ],
)
def test_what_can_be_assumed_is_taken(assumptions):
    refuse_faulty_assumptions(assumptions)


@pytest.mark.parametrize(
    ("subject", "value", "words"),
    [
        ("user", "5", "is not an assumption: users"),
        ("users", "many", "is not a number: a number of 0 or more"),
        ("users", "-1", "a number of 0 or more"),
        ("users", "nan", "a number of 0 or more"),
        ("users", "", "is not a number"),
        ("availability_percent", "101", "a number from 0 to 100"),
        ("region", "mars-1", "is not a region of AWS"),
        ("environment", "Prod!", "is not the name of an environment"),
        ("api.memory", "512", "no component has an option memory: an option such as"),
        ("api.memory_mb", "lots", "an integer from 128 to 10,240 MB"),
        ("api.memory_mb", "[" * 5000, "is no value of it"),
        ("data.deletion_protection", "maybe", "true or false"),
        ("A.b", "1", "is not an assumption"),
    ],
)
def test_what_cannot_is_named_with_what_is_allowed(subject, value, words):
    with pytest.raises(InvalidFields) as error:
        refuse_faulty_assumptions({subject: value})
    fault = error.value.faults[0]
    assert fault.field == f"assumptions.{subject}"
    assert words in f"{fault.fault}: {fault.limit}"


def test_the_quantities_are_those_of_the_engine():
    assert catalogue_digest().quantities == QUANTITIES
