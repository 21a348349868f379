import io
import json
import logging
import sys

import pytest

from jobs.logs import JsonLines, configure


@pytest.fixture(autouse=True)
def _restored_logging() -> object:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


def test_a_line_is_one_json_object_with_the_extras() -> None:
    stream = io.StringIO()
    configure("web", stream=stream)
    logging.getLogger("jobs.test").warning("sent\nall", extra={"action": "send", "count": 3})
    (text,) = stream.getvalue().splitlines()
    line = json.loads(text)
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "warning",
        "service": "web",
        "logger": "jobs.test",
        "message": "sent\nall",
        "action": "send",
        "count": 3,
    }


def test_the_traceback_stays_in_the_line() -> None:
    try:
        int("no")
    except ValueError:
        record = logging.LogRecord("a", logging.ERROR, "a.py", 1, "failed", None, sys.exc_info())
    line = json.loads(JsonLines("web").format(record))
    assert line["exception"].endswith("ValueError: invalid literal for int() with base 10: 'no'")
