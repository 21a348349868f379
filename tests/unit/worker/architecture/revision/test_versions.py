"""Versions are kept in the bundle, and read again from it."""

import pytest

from worker.architecture.errors import InvalidArchitecture
from worker.architecture.model import Architecture, Component
from worker.architecture.revision import Version, read_versions, version_files


def design(title: str) -> Architecture:
    return Architecture(title=title, project="shop", components=(Component(id="a", block="s3_bucket", name="A"),))


def test_a_chain_is_read_as_it_was_written():
    chain = (
        Version(number=1, architecture=design("one")),
        Version(number=2, instruction="x", architecture=design("two")),
    )
    assert read_versions(version_files(chain), design("two")) == chain


def test_a_bundle_without_a_chain_is_the_first_version():
    assert read_versions({}, design("one")) == (Version(number=1, architecture=design("one")),)


def test_an_architecture_edited_since_is_what_is_revised():
    files = version_files([Version(number=1, architecture=design("one"))])
    assert read_versions(files, design("edited"))[-1].architecture.title == "edited"


def test_a_chain_that_is_none_names_the_file():
    files = version_files([Version(number=1, architecture=design("one"))])
    with pytest.raises(InvalidArchitecture, match=r"versions/1/architecture\.json"):
        read_versions({**files, "versions/1/architecture.json": b"{"}, design("one"))
