"""Words that mean something together are found wherever in a sentence they stand."""

import pytest

from worker.architecture.reading import read_requirements
from worker.architecture.reading.pairs import find_pairs, split_sentences
from worker.architecture.reading.phrases import split_words


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("Invoices come in as scans; totals are extracted by a function and kept in DynamoDB", "file_processing"),
        ("Suppliers send us spreadsheets, which we import", "file_processing"),
        ("Guests browse rooms and book them; data is in MySQL", "web_application"),
        ("Phones request shipping prices from it", "http_api"),
        ("Our guidebook as published pages", "static_site"),
    ],
)
def test_a_family_is_recognised_without_any_fixed_phrase(text: str, family: str) -> None:
    assert read_requirements(text).family == family


def test_the_quote_runs_from_the_one_word_to_the_other() -> None:
    text = "Every night the invoices of all shops are parsed."
    (found,) = find_pairs(text, split_sentences(text, split_words(text)), "file_processing")
    assert found.quote.text == "invoices of all shops are parsed"
    assert text[found.quote.start :].startswith(found.quote.text)


def test_words_of_different_sentences_are_no_pair() -> None:
    text = "We sell photos. Payments are processed elsewhere."
    assert not list(find_pairs(text, split_sentences(text, split_words(text)), "file_processing"))


@pytest.mark.parametrize("form", ["process", "processes", "processed", "processing"])
def test_all_forms_of_a_word_count(form: str) -> None:
    text = f"We {form} images"
    assert list(find_pairs(text, split_sentences(text, split_words(text)), "file_processing"))
