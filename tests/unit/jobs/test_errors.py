import inspect

import pytest

from jobs import errors
from jobs.errors import GroundplanError, NotFound, PermanentError, TransientError

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, GroundplanError)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_without_a_message_says_what_its_class_says(kind: type[GroundplanError]) -> None:
    assert str(kind()) == inspect.getdoc(kind)
    assert kind("The disk is full.").message == "The disk is full."


@pytest.mark.parametrize("kind", KINDS)
def test_the_tree_in_the_module_shows_every_error(kind: type[GroundplanError]) -> None:
    assert kind.__name__ in (errors.__doc__ or "")


def test_codes_differ() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)


def test_permanent_and_transient_are_told_apart() -> None:
    assert NotFound().permanent
    assert all(kind.permanent for kind in KINDS if issubclass(kind, PermanentError))
    assert not any(kind.permanent for kind in KINDS if issubclass(kind, TransientError))
