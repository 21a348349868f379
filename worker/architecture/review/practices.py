"""The best practices of the AWS Well-Architected Framework that checks and questions cite."""

import datetime
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from worker.architecture.errors import CatalogueError
from worker.architecture.review.findings import Practice, Question
from worker.architecture.yaml_file import read_yaml

HERE = Path(__file__).parent
EDITION = datetime.date(2024, 11, 6)
"""Publication of the framework's best practices that the ids and titles are from."""
PAGE = "https://docs.aws.amazon.com/wellarchitected/latest/framework/{}.html"


def practice(practice_id: str) -> Practice:
    """Raises CatalogueError for an id that is not in practices.yaml."""
    try:
        return _practices()[practice_id]
    except KeyError:
        raise CatalogueError(f"practices.yaml has no {practice_id!r}", place="review/practices.yaml") from None


@cache
def questions() -> tuple[Question, ...]:
    """What only people can answer, in the order of the file."""
    rows = _read("questions.yaml")
    return tuple(
        Question(practice=practice(practice_id), question=row["question"], whom=row["whom"])
        for practice_id, row in rows.items()
    )


@cache
def _practices() -> Mapping[str, Practice]:
    return {
        practice_id: Practice(id=practice_id, title=row["title"], page=PAGE.format(row["page"]))
        for practice_id, row in _read("practices.yaml").items()
    }


def _read(name: str) -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = read_yaml(HERE / name)
    return content
