"""A small index, so that a test need not wait for the whole of AWS."""

from pathlib import Path

import pytest

from worker.reference.documents import API_REFERENCE, Document
from worker.reference.index import Index, build, index_path

INVOKE = f"{API_REFERENCE}/lambda-2015-03-31/Invoke"
DOCUMENTS = (
    Document("https://example.com/guide", "guide", "lambda_function", "AWS Lambda function", "Runs code.", "timeout"),
    Document(INVOKE, "operation", "lambda/Invoke", "AWS Lambda Invoke", "Invokes a function.", "invoke timeout event"),
    Document(
        "https://example.com/table", "resource", "AWS::DynamoDB::Table", "AWS::DynamoDB::Table", "A table.", "key"
    ),
)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder that holds the index of the installed versions, with three pages in it."""
    build(index_path(tmp_path), DOCUMENTS)
    return tmp_path


@pytest.fixture
def index(cache: Path) -> Index:
    return Index(index_path(cache))


@pytest.fixture
def invoke_url() -> str:
    return INVOKE
