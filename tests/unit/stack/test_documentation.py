"""The documents as a site: what is linked to is there, and every page can be found."""

import re
from pathlib import Path

import pytest
import yaml

from stack.documentation import CONFIGURATION, pages, with_links
from stack.errors import StackError

KNOWN = {Path("docs/api.md"), Path("README.md")}


def test_links_to_pages_stay_and_those_to_other_files_become_words() -> None:
    text = "[the API](api.md#keys), [values](../models.yaml), [start](../README.md), [AWS](https://aws.amazon.com)"
    assert with_links(text, Path("docs/batches.md"), KNOWN) == (
        "[the API](api.md#keys), values, [start](../README.md), [AWS](https://aws.amazon.com)"
    )


def test_a_link_to_what_is_not_there_is_named() -> None:
    with pytest.raises(StackError, match=r"docs/batches\.md links to gone\.md"):
        with_links("[gone](gone.md)", Path("docs/batches.md"), KNOWN)


def test_pictures_are_left_alone() -> None:
    assert with_links("![plan](images/plan.png)", Path("docs/api.md"), KNOWN) == "![plan](images/plan.png)"


def test_the_site_leads_to_every_page() -> None:
    led_to = re.findall(r": (\S+\.md)$", CONFIGURATION.read_text(), re.M)
    assert sorted(led_to) == sorted(page.as_posix() for page in pages())


def test_the_site_loads_nothing_from_elsewhere_and_warnings_are_errors() -> None:
    configuration = yaml.safe_load(CONFIGURATION.read_text())
    assert configuration["theme"]["font"] is False
    assert configuration["strict"] is True
    assert set(configuration["validation"]["links"].values()) == {"warn"}
