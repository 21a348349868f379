from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.origins import origin_of, safe_path

SITE = "https://groundplan.example"


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("https://app.example.com/", "https://app.example.com"),
        ("https://app.example.com:443/x", "https://app.example.com"),
        ("http://app.example.com:443", "http://app.example.com:443"),
        ("http://[::1]:8080/", "http://[::1]:8080"),
        ("HTTPS://App.Example.com", "https://app.example.com"),
    ],
)
def test_an_origin_is_written_as_browsers_write_it(url, origin):
    assert origin_of(url) == origin


@pytest.mark.parametrize("path", ["/", "/jobs", "/jobs/1?tab=files#top", "/caf%C3%A9", "/a//b"])
def test_a_path_of_ours_is_kept(path):
    assert safe_path(path) == path


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "jobs",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        " //evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/" + "x" * 500,
        "/\x00",
        "/\x7f",
    ],
)
def test_anything_else_is_the_front_page(target):
    assert safe_path(target) == "/"


@given(st.text(alphabet="/\\.:@?#%\t\n\r evil", max_size=20))
def test_no_target_leaves_the_site(target):
    assert urlsplit(urljoin(SITE, safe_path(target))).netloc == "groundplan.example"
