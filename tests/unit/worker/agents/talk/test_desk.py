"""What the desk tells of the sheet and its design."""

import json

import pytest

from worker.agents.talk import design_answers
from worker.agents.talk.load_answers import load
from worker.agents.talk.subjects import all_subjects
from worker.agents.talk.what_if import what_if


def test_the_first_words_bring_a_design_with_reasons_a_price_and_the_most_important_question(desk):
    told = desk("A booking site for a chain of dentists with a relational database").what_changed()
    assert "I propose **" in told.text
    assert "a month** (between" in told.text
    assert "How many users do you expect?" in told.text
    assert [one.label for one in told.choices] == ["1,000", "10,000", "100,000", "1 million"]
    assert told.citations


def test_a_question_is_not_asked_twice(desk, talk_of):
    talk = talk_of("A web shop", "A web shop", "**How many users do you expect?**")
    assert "How many users" not in desk("It also needs a queue.", talk).what_changed().text


def test_a_change_is_told_in_figures_and_components(desk, talk_of):
    told = desk("use Aurora instead of RDS", talk_of()).what_changed()
    assert "Amazon RDS database instance → Amazon Aurora Serverless v2 cluster" in told.text
    assert "a month" in told.text


def test_what_changes_nothing_is_noted_and_no_more(desk, talk_of):
    told = desk("It holds no regulated data.", talk_of()).what_changed()
    assert told.text.startswith("Noted. The design stays as it is")


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ("100,000 users", "requests a month"),
        ("move to Ireland", "eu-central-1 → eu-west-1"),
        ("drop the firewall", "Gone: **Web firewall**"),
        ("make it multi-region", "region"),
        ("a budget of $100 a month", "budget"),
        ("add a Redis cache", "ElastiCache"),
        ("a bigger database", "instance class"),
        ("it must be HIPAA compliant", "AWS CloudTrail trail"),
    ],
)
def test_what_if_tells_what_would_change_and_offers_to_do_it(designs, talk_of, change, seen):
    sheet = talk_of().sheet
    told = what_if(sheet, change, designs)
    assert told.text.startswith("What that would change")
    assert seen in told.text
    assert told.choices[0].value == f"Yes, make that change: {change}"


def test_the_figures_of_a_what_if_are_those_that_the_change_then_has(designs, talk_of, hears, desk):
    talk = talk_of()
    offered = what_if(talk.sheet, "add a Redis cache", designs)
    done = desk("Yes, make that change: add a Redis cache", talk).what_changed()
    figure = next(line for line in offered.text.splitlines() if line.startswith("- Cost"))
    assert figure in done.text


def test_what_is_not_understood_is_named_with_what_would_be(designs, talk_of):
    told = what_if(talk_of().sheet, "make it purple", designs)
    assert "make it purple" in told.text
    assert "drop Redis" in told.text


def test_why_and_why_not_name_what_does_the_work(designs, talk_of, catalogue):
    sheet = talk_of().sheet
    (rds,) = all_subjects("RDS", catalogue)
    (aurora,) = all_subjects("Aurora", catalogue)
    assert "Its share of the cost" in design_answers.why(rds, sheet, designs).text
    told = design_answers.why_not(aurora, sheet, designs)
    assert "does that work with Amazon RDS database instance" in told.text
    assert "If you took it all the same" in told.text


def test_cost_review_resilience_limits_and_flow_are_of_the_design(designs, talk_of):
    design = designs.design(talk_of().sheet)
    assert f"{design.cost.monthly_usd:,.0f}" in design_answers.cost(design).text
    assert f"{design.judgement.review.score} of 100" in design_answers.review(design).text
    assert "If the whole region fails" in design_answers.resilience(design).text
    assert "Application" in design_answers.limits(design).text
    assert "→" in design_answers.flow(design).text


def test_the_sheet_says_what_was_understood_assumed_and_is_missing(desk, talk_of):
    talk = talk_of()
    assert "relational database" in desk("What did you understand?", talk).sheet("understood").text
    assert "environment = production" in desk("What do you assume?", talk).sheet("assumed").text
    assert "law or a standard" in desk("What is missing?", talk).sheet("missing").text
    assert talk.sheet.request in desk("Summarise", talk).sheet("summary").text
    assert "Implement" in desk("Next steps?", talk).sheet("next").text


def test_without_a_design_nothing_is_made_up(desk):
    assert desk("hi").sheet("understood").text.startswith("So far I know nothing")
    assert "There is no design yet" in design_answers.NOTHING_YET


def test_what_is_asked_of_recovery_is_told_to_be_met_or_not(desk, talk_of):
    told = desk("RTO should be 4 hours, RPO 15 minutes", talk_of()).what_changed()
    assert "to be back within 4 hours: met when a zone fails" in told.text
    assert "**not met** when the whole region fails" in told.text


def test_what_cannot_be_cheaper_is_not_offered(designs, talk_of):
    sheet = talk_of("An HTTP API with a key-value table in staging").sheet
    cheap = what_if(sheet, "make it cheaper", designs)
    assert "Nothing that I can turn down makes it cheaper" in cheap.text
    assert not cheap.choices


def test_the_load_is_told_by_the_month_the_day_and_the_second(designs, talk_of):
    told = load(designs.design(talk_of("An HTTP API for 73 million requests a month").sheet))
    assert "73,000,000 requests a month, 2,400,000 a day, 28 a second" in told.text


def test_all_of_an_archive_is_priced_in_its_class(desk):
    (tool,) = [one for one in desk("hello").tools() if one.tool_name == "size_service"]
    told = json.loads(tool._tool_func(service="glacier deep archive", load="3 PB"))["text"]
    assert "`archive_class` = DEEP_ARCHIVE" in told
    assert "`storage_gb` = 0" in told


def test_prices_are_told_of_the_region_that_was_asked_for(desk):
    (tool,) = [one for one in desk("hello").tools() if one.tool_name == "about_service"]
    assert "in eu-west-2" in json.loads(tool._tool_func(service="SQS", aspects=["price"], region="eu-west-2"))["text"]
