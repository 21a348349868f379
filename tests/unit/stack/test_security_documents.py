"""What SECURITY.md and docs/security.md name as tried is there."""

import re

import pytest

from stack.layout import PROJECT

NAMED = re.compile(r"`((?:[\w./-]+/)?[\w.-]+\.(?:py|tsx|spec\.ts|yaml))`")
FOLDERS = ("tests", "web", "jobs", "worker", "frontend/src")


@pytest.fixture(scope="module")
def there() -> set[str]:
    return {path.relative_to(PROJECT).as_posix() for folder in FOLDERS for path in (PROJECT / folder).rglob("*.*")}


@pytest.mark.parametrize("document", ["SECURITY.md", "docs/security.md"])
def test_every_file_that_is_named_is_there(document, there):
    named = set(NAMED.findall((PROJECT / document).read_text()))
    known = there | {path.name for path in PROJECT.iterdir()}

    missing = [name for name in named if not any(path == name or path.endswith(f"/{name}") for path in known)]

    assert len(named) > 20
    assert missing == []
