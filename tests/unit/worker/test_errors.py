"""What the worker's errors promise."""

import inspect

from jobs.errors import GroundplanError
from worker import errors


def test_every_error_has_a_code_of_its_own_and_a_message():
    kinds = [one for _, one in inspect.getmembers(errors, inspect.isclass) if one.__module__ == "worker.errors"]
    assert all(issubclass(kind, GroundplanError) for kind in kinds)
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert all(kind().message for kind in kinds)


def test_the_tree_in_the_docstring_names_every_error():
    kinds = [name for name, one in inspect.getmembers(errors, inspect.isclass) if one.__module__ == "worker.errors"]
    assert all(f" {name} " in str(errors.__doc__) for name in kinds)
