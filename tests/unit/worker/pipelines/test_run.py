"""Files and what they are."""

import pytest

from worker.pipelines.run import File


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("README.md", "text/markdown; charset=utf-8"),
        ("diagram.svg", "image/svg+xml"),
        ("terraform/main.tf", "text/plain; charset=utf-8"),
        ("bundle.zip", "application/zip"),
        ("what.unheard-of", "application/octet-stream"),
    ],
)
def test_the_ending_says_what_a_file_is(name, media_type):
    assert File(name, b"").media_type == media_type
