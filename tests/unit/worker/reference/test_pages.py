"""The text of a page of each kind."""

from worker.reference.cards import TypeCard
from worker.reference.index import Page
from worker.reference.pages import text_of


def page(kind: str, key: str) -> Page:
    return Page("https://example.com", kind, key, key, "")


def test_an_operation_tells_its_parameters_and_errors() -> None:
    text = text_of(page("operation", "lambda/Invoke"))
    assert "- `FunctionName` (required)" in text
    assert "- `TooManyRequestsException`" in text


def test_a_service_lists_its_operations() -> None:
    assert "- `SendMessage`" in text_of(page("service", "sqs"))


def test_a_resource_type_tells_its_properties_and_attributes() -> None:
    text = text_of(page("resource", "AWS::SQS::Queue"))
    assert "- `VisibilityTimeout` (optional)" in text
    assert "- `Arn`" in text.split("## Attributes")[1]


def test_a_page_whose_text_the_index_has_is_that_text() -> None:
    assert text_of(Page("https://example.com", "guide", "x", "x", "", "# The text")) == "# The text"


def test_a_described_property_is_told_in_those_words() -> None:
    card: TypeCard = {"text": "About queues.", "properties": {"VisibilityTimeout": "How long a message is hidden"}}
    text = text_of(page("resource", "AWS::SQS::Queue"), card)
    assert "About queues." in text
    assert "- `VisibilityTimeout` (optional): How long a message is hidden" in text
