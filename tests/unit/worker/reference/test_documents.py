"""What the installed packages say."""

from itertools import islice

import pytest

from worker.reference.documents import (
    plain,
    resource_types,
    service_model,
    service_names,
    services_and_operations,
)
from worker.reference.schemas import template_reference


def test_every_service_comes_with_its_operations() -> None:
    documents = list(islice(services_and_operations(), 30))
    assert documents[0].kind == "service"
    assert {document.kind for document in documents[1:10]} == {"operation"}
    assert all(document.url.startswith("https://docs.aws.amazon.com/goto/WebAPI/") for document in documents)


def test_resource_types_carry_their_properties_as_words() -> None:
    document = next(one for one in resource_types() if one.key == "AWS::Lambda::Function")
    assert "MemorySize" in document.words


def test_knows_where_a_resource_type_is_documented() -> None:
    assert template_reference("AWS::S3::Bucket").endswith("/aws-resource-s3-bucket.html")


def test_takes_the_newest_version_of_a_service() -> None:
    assert service_model("lambda")["metadata"]["apiVersion"] == "2015-03-31"


def test_an_unknown_service_is_not_found() -> None:
    assert "lambda" in service_names()
    with pytest.raises(FileNotFoundError):
        service_model("no-such-service")


def test_brings_html_and_markdown_to_plain_text() -> None:
    assert plain("<p>Use&nbsp;<b>it</b> as in\n [the guide](https://x).</p>") == "Use it as in the guide."
