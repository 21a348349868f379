"""What a search finds, and in which order."""

import sqlite3
from pathlib import Path

import pytest

from worker.reference.index import Index, cache_folder, index_path


def test_finds_pages_that_hold_all_words_first(index: Index) -> None:
    found = index.search("lambda invoke timeout")
    assert [page.title for page in found] == ["AWS Lambda Invoke", "AWS Lambda function"]


def test_fills_up_with_pages_that_hold_any_word(index: Index) -> None:
    assert "AWS::DynamoDB::Table" in [page.title for page in index.search("lambda table key")]


def test_puts_a_guide_before_an_operation(index: Index) -> None:
    assert index.search("lambda timeout")[0].kind == "guide"


def test_keeps_to_the_kinds_that_were_asked_for(index: Index) -> None:
    assert [page.kind for page in index.search("table lambda", kinds=("resource",))] == ["resource"]


def test_keeps_to_the_limit(index: Index) -> None:
    assert len(index.search("lambda timeout", limit=1)) == 1


@pytest.mark.parametrize("phrase", ["", "   ", "the of a", '"""', "(((", "NEAR(", "title:* OR", "-"])
def test_takes_any_phrase_without_a_syntax_error(index: Index, phrase: str) -> None:
    assert isinstance(index.search(phrase), list)


def test_finds_a_page_by_its_address_with_or_without_a_fragment(index: Index, invoke_url: str) -> None:
    page = index.page(f"{invoke_url}#errors")
    assert page is not None
    assert page.key == "lambda/Invoke"


def test_knows_no_page_at_another_address(index: Index) -> None:
    assert index.page("https://example.com/other") is None


def test_names_one_file_for_one_state_of_its_sources(tmp_path: Path) -> None:
    assert index_path(tmp_path) == index_path(tmp_path)


def test_cannot_be_written_through(index: Index) -> None:
    with pytest.raises(sqlite3.OperationalError):
        index._connection.execute("DELETE FROM pages")


def test_falls_back_to_the_temporary_folder_where_home_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    folder = cache_folder({"XDG_CACHE_HOME": str(tmp_path / "file")})
    assert folder.name.startswith("groundplan-")
