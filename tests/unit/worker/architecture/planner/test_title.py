"""Titles are short, name the purpose, and say what it mainly runs on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.architecture.planner.rules import family
from worker.architecture.planner.title import LONGEST, title_of
from worker.architecture.reading import read_requirements


def title(text: str, **blocks: str) -> str:
    requirements = read_requirements(text)
    return title_of(requirements, family(requirements.family), blocks)


@pytest.mark.parametrize(
    ("text", "blocks", "expected"),
    [
        (
            "Design a patient portal on AWS for the hospitals of Southern Bavaria and their staff",
            {"service": "ecs_service", "database": "aurora_serverless"},
            "Patient portal for the hospitals on Fargate and Aurora",
        ),
        (
            "A production-grade, scalable web shop for toys",
            {"service": "ecs_service", "database": "rds_instance"},
            "Web shop for toys on Fargate and RDS",
        ),
        (
            "Design a data lake architecture on AWS for a railway ingesting 5 TB",
            {"etl": "glue_job", "queries": "athena_workgroup"},
            "Data lake on Glue and Athena",
        ),
        ("Migrate our shop to containers", {"service": "ecs_service"}, "Migrate our shop to containers"),
        ("Design a serverless architecture for a zoo", {"function": "lambda_function"}, "Zoo on Lambda"),
        ("Our website runs on one server and is slow.", {"service": "ecs_service"}, family("web_application").title),
    ],
)
def test_a_title_is_the_purpose_and_what_it_runs_on(text: str, blocks: dict[str, str], expected: str) -> None:
    assert title(text, **blocks) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We need something for parcel tracking for a courier.", "Parcel tracking for a courier on Lambda"),
        ("We're a museum and want audio guides on visitors' phones", "Audio guides on visitors' phones on Lambda"),
        ("We're a hospital group and need, by next spring, a rota app.", "Rota app on Lambda"),
        ("I run a state lottery, we need a draw system that nobody can manipulate", "Draw system on Lambda"),
        ("Hello, we have a factory and would like to collect machine data", "Collecting machine data on Lambda"),
        ("Our company sells tickets and wants to handle the rush", "Handling the rush on Lambda"),
        ("We want to let people upload videos", "Letting people upload videos on Lambda"),
        ("We want to get rid of the server room", "Serverless HTTP API"),
        ("Something to track our trucks", "Tracking our trucks on Lambda"),
        ("We are a startup building a marketplace for used bikes", "Marketplace for used bikes on Lambda"),
        ("Can you help me with a loan scoring service?", "Loan scoring service on Lambda"),
        ("A web app that needs a queue", "Web app that needs a queue on Lambda"),
    ],
)
def test_who_tells_of_himself_gets_a_title_of_what_he_wants(text: str, expected: str) -> None:
    assert title(text, function="lambda_function", service="lambda_function") == expected


def test_what_is_asked_for_goes_before_what_is_told() -> None:
    assert title("We own 300 bakeries. Build a web app for our orders.").startswith("Web app for our orders")


def test_a_service_that_the_purpose_says_is_not_said_twice() -> None:
    assert title("Web shop on Fargate", service="ecs_service", database="rds_instance") == "Web shop on Fargate and RDS"


@given(st.text(max_size=400))
def test_no_title_is_empty_or_too_long(text: str) -> None:
    assert 0 < len(title(text, service="ecs_service", function="lambda_function")) <= LONGEST
