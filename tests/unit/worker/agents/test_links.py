"""Which addresses may stand in what a model says."""

import pytest

from worker.agents.links import LinkFilter, hosts_in, is_trusted, without_strange_links
from worker.architecture.catalogue import load_catalogue
from worker.architecture.review.compliance import frameworks

TRUSTED = [
    "https://docs.aws.amazon.com/s3/",
    "https://aws.amazon.com/s3/pricing/?nc=1",
    "https://DOCS.aws.amazon.com./x",
]
STRANGE = [
    "https://evil.example/",
    "http://docs.aws.amazon.com.evil.example/",
    "https://docs.aws.amazon.com@evil.example/",
    "https://docs.aws.amazon.com:8443/",
    "https://evil.example\\@docs.aws.amazon.com/",
    "//evil.example/x",
    "ftp://docs.aws.amazon.com/",
    "javascript:fetch('//evil.example')",
    "data:text/html,x",
    "mailto:x@evil.example",
    "https://bucket.s3.amazonaws.com/x",
    "https://[::1",
]
MIXED = (
    "See ![x](https://evil.example/?d=1 'a title') and [docs](https://docs.aws.amazon.com/s3) or https://evil.example, "
    "//evil.example/a <img src=https://evil.example/?q=1> 1/2 a! Done [1] ok (or not).\n"
    "[a]: https://evil.example/q\nend <b"
)


@pytest.mark.parametrize("address", TRUSTED)
def test_trusts_awss_own_pages(address):
    assert is_trusted(address)
    assert without_strange_links(f"See {address} now") == f"See {address} now"


@pytest.mark.parametrize("address", STRANGE)
def test_trusts_nothing_else(address):
    assert not is_trusted(address)
    assert "evil" not in without_strange_links(f"See [it]({address}) or {address} now")


def test_every_source_of_the_catalogue_is_trusted():
    catalogue = load_catalogue()
    pages = {block.documentation for block in catalogue.blocks.values()}
    pages |= {one.source for block in catalogue.blocks.values() for one in (*block.prices, *block.slas)}
    pages |= {framework.source for framework in frameworks()}
    assert not {page for page in pages if not is_trusted(page)}


def test_a_host_that_the_user_named_may_be_named_again():
    known = hosts_in("Our shop is at https://shop.example/basket.")
    assert is_trusted("https://shop.example/basket", known)
    assert not is_trusted("https://evil.example/basket", known)


def test_an_image_goes_even_from_a_trusted_host_since_it_is_loaded_unasked():
    assert without_strange_links("![x](https://docs.aws.amazon.com/x.png)") == "x [link removed]"


@pytest.mark.parametrize("text", ["5 / 2 = 2.5", "a < b and c > d", "AWS::Lambda::Function", "key: value", "list[0]!"])
def test_leaves_ordinary_text_alone(text):
    assert without_strange_links(text) == text


@pytest.mark.parametrize("size", [1, 2, 3, 7, 40, 1000])
def test_text_in_pieces_comes_out_as_it_would_whole(size):
    one = LinkFilter()
    said = "".join(one.feed(MIXED[start : start + size]) for start in range(0, len(MIXED), size))
    assert said + one.flush() == without_strange_links(MIXED)


def test_words_are_not_held_back_longer_than_they_must():
    one = LinkFilter()
    assert one.feed("Lambda is a ser") == "Lambda is a "
    assert one.feed("vice. ") == "service. "
